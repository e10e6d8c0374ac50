//! Questions of which some answers, whatever else is so, rule a buyer out or hold a fit up.

use super::ids::{free_among, id_of_words};
use super::limits::{Limit, NoLimit, side_plainly_told_by, side_told_by};
use crate::format::reserved::NO_OPTIONS;
use crate::text::characters::quoted;
use crate::text::source::{capitalised, listed};
use crate::text::yaml::numbers::written;

/// The most answers that a question is offered with: more are no choice that a person makes.
pub const MOST_ANSWERS: usize = 20;

/// What stands between answers in a text.
const BETWEEN: char = ';';

/// A question of which some answers alone are in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// The question, in words fit to be said to the buyer.
    pub ask: String,
    /// The answers that are not in the way.
    pub needed: Needed,
    /// What the others mean.
    pub otherwise: Otherwise,
    /// Why it is a rule.
    pub because: String,
    /// What to tell the buyer then.
    pub say: String,
}

/// Which answers are not in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// A yes.
    Yes,
    /// A no.
    No,
    /// A number within a limit.
    Number(Limit),
    /// Some of several answers.
    Choice(Choice),
}

/// Several answers, some of them in the way and some not; none twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice(Vec<Answer>);

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In the buyer's words.
    pub label: String,
    /// Whether it is not in the way.
    pub is_right: bool,
}

/// What the answers mean that are in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// They rule a fit out.
    NoFit {
        /// What would serve the buyer better then.
        instead: String,
    },
    /// They hold it up.
    NotYet {
        /// What the buyer does that lifts it.
        until: String,
    },
}

/// What shows that a limit stands the wrong way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongWay<'t> {
    /// The words that tell of the other side.
    pub words: &'t str,
    /// The limit as these words have it.
    pub turned: Limit,
}

/// Why a text does not tell answers apart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoCriterion {
    /// It is no limit of a number.
    #[error(transparent)]
    Limit(#[from] NoLimit),
    /// It says nothing of what is needed.
    #[error(
        "{} is neither `yes` nor `no`, nor a limit such as `at least 200`, nor several answers with `;` \
         between them",
        quoted(.0)
    )]
    Unclear(String),
    /// There is one answer, or none.
    #[error("{} names one answer; write several with `;` between them, those in the way with `no:` before them", quoted(.0))]
    OneAnswer(String),
    /// An answer is there twice.
    #[error("the answer {} is there twice", quoted(.0))]
    Twice(String),
    /// There are too many.
    #[error("there are {0} answers; {MOST_ANSWERS} are the most")]
    TooMany(usize),
    /// No answer is in the way.
    #[error(
        "none of the answers is in the way, so the question would decide nothing; write `no:` before those that are"
    )]
    NoneInTheWay,
    /// Every answer is in the way.
    #[error("every answer is in the way, so nobody would be left; leave one without `no:`")]
    AllInTheWay,
    /// Some are marked as needed, some as in the way.
    #[error(
        "some answers have `yes:` before them and some `no:`; mark those that are needed, or those in the way"
    )]
    MarkedBothWays,
}

impl Needed {
    /// Reads what is needed: `yes`, `no`, a limit, or several answers with `;` between them.
    ///
    /// # Errors
    /// It is none of these.
    pub fn read(text: &str) -> Result<Self, NoCriterion> {
        match text.trim().to_lowercase().as_str() {
            "yes" => Ok(Self::Yes),
            "no" => Ok(Self::No),
            _ if text.contains(BETWEEN) => Choice::read(text).map(Self::Choice),
            _ => match Limit::read(text) {
                Err(NoLimit::NoNumber(text)) => Err(NoCriterion::Unclear(text)),
                limit => Ok(Self::Number(limit?)),
            },
        }
    }

    /// In words: `a yes`, `at least 200 calls a month`, `“In a cloud” or “Either”`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Yes => "a yes".to_owned(),
            Self::No => "a no".to_owned(),
            Self::Number(limit) => limit.in_words(),
            Self::Choice(choice) => choice.in_words(true),
        }
    }

    /// What is in the way, in words that begin a sentence: `A yes`, `Less than 200 calls`.
    pub fn in_the_way(&self) -> String {
        match self {
            Self::Yes => "A no".to_owned(),
            Self::No => "A yes".to_owned(),
            Self::Number(limit) => capitalised(&limit.outside_in_words()),
            Self::Choice(choice) => choice.in_words(false),
        }
    }
}

impl Choice {
    /// Several answers.
    ///
    /// # Errors
    /// They can't tell buyers apart.
    pub fn of(answers: Vec<Answer>) -> Result<Self, NoCriterion> {
        let same =
            |one: &Answer, other: &Answer| one.label.to_lowercase() == other.label.to_lowercase();
        let twice = answers
            .iter()
            .enumerate()
            .find(|(place, answer)| answers.iter().take(*place).any(|other| same(answer, other)));
        let right = answers.iter().filter(|answer| answer.is_right).count();
        match answers.len() {
            _ if twice.is_some() => {
                let label = twice.map(|(_, answer)| answer.label.clone());
                Err(NoCriterion::Twice(label.unwrap_or_default()))
            }
            count @ (0 | 1) => Err(NoCriterion::OneAnswer(
                answers.into_iter().take(count).map(|answer| answer.label).collect(),
            )),
            count if count > MOST_ANSWERS => Err(NoCriterion::TooMany(count)),
            _ if right == 0 => Err(NoCriterion::AllInTheWay),
            count if right == count => Err(NoCriterion::NoneInTheWay),
            _ => Ok(Self(answers)),
        }
    }

    /// Reads `In a cloud; either; no: on our own servers`, or with `yes:` before those that are needed.
    ///
    /// # Errors
    /// They can't tell buyers apart.
    pub fn read(text: &str) -> Result<Self, NoCriterion> {
        let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
        let marked: Vec<(Option<bool>, &str)> = parts.map(marked).collect();
        let has = |mark: bool| marked.iter().any(|(other, _)| *other == Some(mark));
        if has(true) && has(false) {
            return Err(NoCriterion::MarkedBothWays);
        }
        let is_right = |mark: Option<bool>| mark.unwrap_or(!has(true));
        let answers = marked
            .iter()
            .map(|(mark, label)| Answer { label: (*label).to_owned(), is_right: is_right(*mark) });
        Self::of(answers.collect())
    }

    /// The answers.
    pub fn answers(&self) -> &[Answer] {
        &self.0
    }

    /// Each answer with an id.
    pub(super) fn with_ids(&self) -> Vec<(String, &Answer)> {
        let mut taken: Vec<String> = NO_OPTIONS.map(str::to_owned).to_vec();
        let mut list = Vec::new();
        for answer in &self.0 {
            let id = id_of_words(&answer.label);
            let id = free_among(if id.is_empty() { "answer" } else { &id }, &taken);
            taken.push(id.clone());
            list.push((id, answer));
        }
        list
    }

    fn in_words(&self, is_right: bool) -> String {
        let these = self.0.iter().filter(|answer| answer.is_right == is_right);
        let words: Vec<String> = these.map(|answer| format!("“{}”", answer.label)).collect();
        listed(&words, "or")
    }
}

/// An answer without the mark before it.
fn marked(part: &str) -> (Option<bool>, &str) {
    let behind = |mark: &str| {
        let start = part.get(..mark.len())?;
        start.eq_ignore_ascii_case(mark).then(|| part.get(mark.len()..).unwrap_or_default().trim())
    };
    match (behind("no:"), behind("yes:")) {
        (Some(label), _) => (Some(false), label),
        (_, Some(label)) => (Some(true), label),
        _ => (None, part),
    }
}

impl Criterion {
    /// Whether it rules a fit out, rather than holding it up.
    pub fn rules_out(&self) -> bool {
        matches!(self.otherwise, Otherwise::NoFit { .. })
    }

    /// What is needed, and what it means where it is not so: `needs at least 200 calls a month, else no
    /// fit`.
    pub fn in_words(&self) -> String {
        let otherwise = if self.rules_out() { "else no fit" } else { "else not yet" };
        format!("needs {}, {otherwise}", self.needed.in_words())
    }

    /// The same with its limit the other way round, where that has one end.
    pub fn turned(&self) -> Option<Self> {
        let Needed::Number(limit) = &self.needed else { return None };
        Some(Self { needed: Needed::Number(limit.turned()?), ..self.clone() })
    }

    /// What shows that its limit stands the wrong way round: words that tell of one side, where the
    /// limit rules out the other. `not_for` says whom it rules out; its reason may tell of what is
    /// needed too, so that only “too few” and its like are plain there.
    pub fn wrong_way_round<'t>(&'t self, not_for: Option<&'t str>) -> Option<WrongWay<'t>> {
        let Needed::Number(limit) = &self.needed else { return None };
        let (ruled_out, turned) = (limit.rules_out()?, limit.turned()?);
        let of_offer = not_for.map(|words| (words, side_told_by(words)));
        let of_reason = Some((&*self.because, side_plainly_told_by(&self.because)));
        let told = [of_offer, of_reason].into_iter().flatten();
        let mut wrong = told.filter(|(_, side)| side.is_some_and(|side| side != ruled_out));
        wrong.next().map(|(words, _)| WrongWay { words, turned })
    }

    /// The answers that are not in the way, then those that are; each as it stands in a file, and in
    /// words.
    pub(super) fn answers(&self) -> [Vec<(String, String)>; 2] {
        let plain = |answer: &str| vec![(answer.to_owned(), capitalised(answer))];
        match &self.needed {
            Needed::Yes => [plain("yes"), plain("no")],
            Needed::No => [plain("no"), plain("yes")],
            Needed::Number(limit) => {
                [limit.right_numbers(), limit.wrong_numbers()].map(|numbers| {
                    numbers
                        .iter()
                        .map(|number| (written(*number), limit.counted(*number)))
                        .collect()
                })
            }
            Needed::Choice(choice) => [true, false].map(|is_right| {
                let these = choice.with_ids().into_iter();
                let these = these.filter(|(_, answer)| answer.is_right == is_right);
                these.map(|(id, answer)| (id, answer.label.clone())).collect()
            }),
        }
    }
}
