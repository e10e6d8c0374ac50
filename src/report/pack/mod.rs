//! A playbook as one text for any assistant: what it is to propose of a talk, and how. Whether a
//! proposal counts, `coach hear` decides.
//!
//! The text is short, since an assistant pays for each word of it, and the same for all of them, since
//! it names no product. What comes from the playbook stands in a block by itself, a question a line,
//! so that none of its words can pass for ours.

mod facts_schema;
mod guidance;
mod lines;
pub mod next;

use std::collections::BTreeSet;

use crate::deal::{Answer, Fact, Facts};
use crate::engine::{Assessment, Effect};
use crate::playbook::{Playbook, Question, QuestionIndex};
use crate::report::lines::one_line;
use crate::text::source::listed;
use lines::{Labels, in_full, known_line, named};

/// The most bytes of a pack.
pub const MOST_BYTES: usize = 8 * 1024;
/// The most characters of a title or a name in it.
const LONGEST_TITLE: usize = 120;

/// What goes into a pack: the questions of a playbook, sorted by what is still to be learned.
#[derive(Debug, Clone)]
pub struct Pack<'p> {
    playbook: &'p Playbook,
    deal: Option<&'p str>,
    /// What the buyer is still to be asked, in the order in which it is worth knowing.
    open: Vec<&'p Question>,
    /// What is known already, with what was said.
    known: Vec<(&'p Question, &'p [Fact])>,
    /// What only the seller answers.
    ours: Vec<&'p Question>,
    /// What does not apply, as far as is known.
    beside: Vec<&'p Question>,
}

/// How much of a pack is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extent {
    /// How many of the open questions.
    questions: usize,
    labels: Labels,
    rest: Rest,
}

/// How much is told of questions that are not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Told {
        /// Whether the answers that are known, or their questions alone.
        answers: bool,
        /// Whether those of which nothing is to be proposed are named, or counted.
        names: bool,
    },
    LeftOut,
}

impl<'p> Pack<'p> {
    /// A pack in the light of what is known: of no deal, where nothing is.
    pub fn of(
        playbook: &'p Playbook,
        facts: &'p Facts,
        assessment: &Assessment,
        stale: &BTreeSet<QuestionIndex>,
    ) -> Self {
        let mut pack = Self {
            playbook,
            deal: None,
            open: Vec::new(),
            known: Vec::new(),
            ours: Vec::new(),
            beside: Vec::new(),
        };
        let first = assessment.ask_next.iter().copied();
        let others = playbook.question_indexes().filter(|one| !assessment.ask_next.contains(one));
        for index in first.chain(others) {
            let question = playbook.question(index);
            let about = facts.about(index);
            let applies = assessment.applies.get(index.0).copied().unwrap_or(Effect::Open);
            let is_settled = !assessment.ask_next.contains(&index) && !stale.contains(&index);
            match () {
                () if question.is_ours() => pack.ours.push(question),
                () if applies == Effect::Fails => pack.beside.push(question),
                () if is_settled && is_known(question, about) => pack.known.push((question, about)),
                () => pack.open.push(question),
            }
        }
        pack
    }

    /// The same for a deal of this name.
    pub fn for_deal(self, name: &'p str) -> Self {
        Self { deal: Some(name), ..self }
    }

    /// The text, of [`MOST_BYTES`] at most: where all is more, it says what was left out.
    pub fn text(&self) -> String {
        let whole = self.whole_extents().into_iter();
        if let Some(text) = whole.filter_map(|extent| self.within(extent)).next() {
            return text;
        }
        // The more questions, the longer: the first number that does not fit is found by halves.
        let (mut fits, mut too_many) = (0, self.open.len() + 1);
        let some = |questions| Extent { questions, labels: Labels::Told, rest: Rest::LeftOut };
        while too_many - fits > 1 {
            let middle = fits.midpoint(too_many);
            match self.within(some(middle)) {
                Some(_) => fits = middle,
                None => too_many = middle,
            }
        }
        self.written(some(fits))
    }

    /// Those with all open questions, and something of the rest: what matters least goes first.
    fn whole_extents(&self) -> [Extent; 6] {
        let in_words = [(true, true), (true, false), (false, true), (false, false)]
            .map(|(answers, names)| (Labels::Told, Rest::Told { answers, names }));
        let by_ids = [true, false].map(|names| Rest::Told { answers: false, names });
        let [first, second, third, fourth] = in_words;
        let [fifth, sixth] = by_ids.map(|rest| (Labels::LeftOut, rest));
        [first, second, third, fourth, fifth, sixth].map(|(labels, rest)| Extent {
            questions: self.open.len(),
            labels,
            rest,
        })
    }

    fn within(&self, extent: Extent) -> Option<String> {
        Some(self.written(extent)).filter(|text| text.len() <= MOST_BYTES)
    }

    fn written(&self, extent: Extent) -> String {
        let open = self.open.get(..extent.questions).unwrap_or(&self.open);
        let schema = facts_schema::of(open.iter().chain(&self.asked_before(extent)).copied());
        let parts = [
            guidance::head(self.playbook, self.deal.is_some()),
            self.left_out(extent),
            self.data(open, extent),
            guidance::tail(&schema.to_string()),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Known questions on which something new may be said, as far as there is room to name them.
    fn asked_before(&self, extent: Extent) -> Vec<&'p Question> {
        let known = self.known.iter().map(|(question, _)| *question);
        known.filter(|_| extent.rest != Rest::LeftOut).collect()
    }

    /// What the file says, in a block that none of its lines can end.
    fn data(&self, open: &[&Question], extent: Extent) -> String {
        let title = |text: &str| {
            let line = one_line(text);
            line.chars().take(LONGEST_TITLE).collect::<String>()
        };
        let mut lines = vec![format!("playbook: {}", title(&self.playbook.title))];
        lines.extend(self.deal.map(|name| format!("deal: {}", title(name))));
        let is_any_known = self.deal.is_some() && !self.known.is_empty();
        lines
            .push(if is_any_known { "open, most telling first:" } else { "questions:" }.to_owned());
        lines.extend(open.iter().map(|one| in_full(self.playbook, one, extent.labels)));
        lines.extend(self.rest(extent.rest));
        format!("~~~text\n{}\n~~~\n", lines.join("\n"))
    }

    /// The questions that are not open.
    fn rest(&self, rest: Rest) -> Vec<String> {
        let Rest::Told { answers, names } = rest else { return Vec::new() };
        let mut lines = Vec::new();
        if !self.known.is_empty() {
            lines.push("known already; propose only what is new:".to_owned());
            lines.extend(self.known.iter().map(|(one, facts)| known_line(one, facts, answers)));
        }
        let others = [("only the seller answers", &self.ours), ("does not apply", &self.beside)];
        let told = others.into_iter().filter(|(_, all)| !all.is_empty());
        lines.extend(told.map(|(words, all)| match names {
            true => format!("{words}: {}", named(all)),
            false => format!("{words}: {} of the questions", all.len()),
        }));
        lines
    }

    /// What is not in it, and where it is.
    fn left_out(&self, extent: Extent) -> String {
        let id = &self.playbook.id;
        let left_out = match extent.rest {
            Rest::LeftOut => vec![self.open_alone(extent.questions)],
            Rest::Told { answers, names } => {
                let has_others = !self.ours.is_empty() || !self.beside.is_empty();
                [
                    (extent.labels == Labels::LeftOut, "options stand here by their ids alone"),
                    (!answers && !self.known.is_empty(), "the answers that are known are left out"),
                    (!names && has_others, "questions that are not for the buyer are not named"),
                ]
                .into_iter()
                .filter(|(is_so, _)| *is_so)
                .map(|(_, what)| what.to_owned())
                .collect()
            }
        };
        if left_out.is_empty() {
            return String::new();
        }
        let what = listed(&left_out, "and");
        format!("Shortened to {MOST_BYTES} bytes: {what}. `coach playbook show {id}` has all.\n")
    }

    /// That some of the open questions are told, and nothing else.
    fn open_alone(&self, some: usize) -> String {
        let all = self.open.len();
        let told = match some == all {
            true => format!("the {all} open questions are here"),
            false => format!("the first {some} of {all} open questions are here"),
        };
        format!(
            "{told}, without what is known, what only the seller answers, and what does not apply"
        )
    }
}

/// Whether there is evidence that says anything.
fn is_known(question: &Question, facts: &[Fact]) -> bool {
    let says = |fact: &Fact| fact.is_evidence_on(question) && fact.answer != Answer::Unknown;
    facts.iter().any(says)
}
