//! The graph itself: boxes with words in them, and arrows between them.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::text::characters::escaped;

/// A drawing before it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Graph {
    /// What it shows.
    pub title: String,
    /// The stages, in their order; none in a tree.
    pub groups: Vec<Group>,
    /// The boxes; of a tree the root first.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub edges: Vec<Edge>,
    /// Of a tree that is not grown as deep as was asked for, since that takes too long: with how many
    /// questions it ends.
    pub cut_after: Option<usize>,
}

/// A stage, around the boxes that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// Unique among groups and nodes; `[a-z][a-z0-9_]*`.
    pub id: String,
    /// For people.
    pub title: String,
    /// What the buyer asks in it.
    pub text: String,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// Unique among groups and nodes; `[a-z][a-z0-9_]*`.
    pub id: String,
    /// What it stands for.
    pub shape: Shape,
    /// The place in [`Graph::groups`] of the stage that it stands in.
    pub group: Option<usize>,
    /// Its first line: the id of a question or a rule.
    pub name: String,
    /// What kind of it, briefly: a question's type, a signal's weight; may be empty.
    pub tag: String,
    /// Its words; may be empty.
    pub text: String,
    /// Where it applies, if not everywhere.
    pub gate: Option<String>,
    /// Why it is there.
    pub why: Option<String>,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A question.
    Question,
    /// A rule that alone means no fit.
    Disqualifier,
    /// A rule without which there is no fit.
    MustHave,
    /// A rule under which it is not yet a fit.
    Hold,
    /// A rule with this weight.
    Signal(i64),
    /// The sum of the weights.
    Score,
    /// The verdict `fit`.
    Fit,
    /// The verdict `not-yet`.
    NotYet,
    /// The verdict `no-fit`.
    NoFit,
    /// The verdict `undecided`.
    Undecided,
    /// What is left out.
    More,
}

/// An arrow between two places in [`Graph::nodes`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edge {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub kind: EdgeKind,
    /// Words beside it; may be empty.
    pub label: String,
}

/// What an arrow says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// Whether the question at its end applies hangs on the one at its start.
    Gate,
    /// The rule at its end tests the question at its start.
    Tested,
    /// The rule, or the score, at its start has a part in the verdict at its end.
    Decides,
    /// This answer to the question at its start leads to its end.
    Answer,
}

impl Graph {
    /// Whether it shows a hold, or the verdict that one makes.
    pub(crate) fn has_holds(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node.shape, Shape::Hold | Shape::NotYet))
    }
}

impl Node {
    /// A box with a name and nothing else yet.
    pub(crate) fn new(id: String, shape: Shape, name: impl Into<String>) -> Self {
        let (tag, text) = (String::new(), String::new());
        Self { id, shape, group: None, name: name.into(), tag, text, gate: None, why: None }
    }
}

impl Shape {
    /// The name under which formats give it its looks.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Disqualifier => "disqualifier",
            Self::MustHave => "must_have",
            Self::Hold => "hold",
            Self::Signal(weight) if weight > 0 => "signal_for",
            Self::Signal(weight) if weight < 0 => "signal_against",
            Self::Signal(_) => "caveat",
            Self::Score => "score",
            Self::Fit => "fit",
            Self::NotYet => "not_yet",
            Self::NoFit => "no_fit",
            Self::Undecided => "undecided",
            Self::More => "more",
        }
    }
}

/// A text on one line, with single spaces, and nothing in it that XML or a terminal can't take.
pub(crate) fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    escaped(&line).replace('\u{fffe}', r"\u{fffe}").replace('\u{ffff}', r"\u{ffff}")
}

/// A text in lines of so many columns, broken at spaces alone, and in words only where they are longer
/// than a line.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let options = Options::new(columns.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(String::from).collect()
}
