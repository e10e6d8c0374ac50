//! How a playbook speaks: five rules on the words that are said to a buyer or stand for a buyer's
//! act.
//!
//! | rule | for | finds |
//! | --- | --- | --- |
//! | [`leading_question`] | questions | the answer, or an assumption, within the question |
//! | [`double_question`] | questions | two questions in one |
//! | [`pressure`] | whatever is said to the buyer | urgency, scarcity, shame, false choice |
//! | [`seller_activity`] | titles of stages, `buyer_asks`, verifiers | a step of the seller's |
//! | [`jargon_to_buyer`] | whatever is said to the buyer | the seller's words |
//!
//! What only an author can settle is found by [`notes`].
//!
//! What they look for stands in `words.yaml`, list by list with its reason; [`lists`] hands it out.
//! Closed questions are fine, and so is a follow-up that points back ("Who decides, and how?").
//! That a question must neither lead nor ask two things at once is old advice of survey research
//! (S. Payne, *The Art of Asking Questions*, 1951; J. Krosnick and S. Presser, "Question and
//! Questionnaire Design", *Handbook of Survey Research*, 2010).
//!
//! The rules know English. They are measured on the sentences in `tests/authoring/language/corpus`.

mod declarative;
mod double;
mod found;
pub mod notes;
mod pattern;
mod sentences;
mod tokens;
mod words;

use std::ops::Range;

use crate::text::characters::quoted;
use crate::text::source::Rejected;
pub use found::Match;
use sentences::Sentences;
pub use words::List;

/// A rule of this module by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `leading-question`
    LeadingQuestion,
    /// `double-question`
    DoubleQuestion,
    /// `pressure`
    Pressure,
    /// `seller-activity`
    SellerActivity,
    /// `jargon-to-buyer`
    JargonToBuyer,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 5] = [
        Self::LeadingQuestion,
        Self::DoubleQuestion,
        Self::Pressure,
        Self::SellerActivity,
        Self::JargonToBuyer,
    ];

    /// Its name, as findings and the word list give it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeadingQuestion => "leading-question",
            Self::DoubleQuestion => "double-question",
            Self::Pressure => "pressure",
            Self::SellerActivity => "seller-activity",
            Self::JargonToBuyer => "jargon-to-buyer",
        }
    }

    /// What it finds in a text.
    pub fn check(self, text: &str) -> Vec<Match> {
        match self {
            Self::LeadingQuestion => leading_question(text),
            Self::DoubleQuestion => double_question(text),
            Self::Pressure => pressure(text),
            Self::SellerActivity => seller_activity(text),
            Self::JargonToBuyer => jargon_to_buyer(text),
        }
    }
}

/// The lists of a rule, for those who want to know what it looks for.
///
/// # Errors
/// What is wrong in the word list. It is part of the binary, and sound; a rule whose list could
/// not be read would find nothing.
pub fn lists(rule: Rule) -> Result<&'static [List], &'static Rejected> {
    words::words().map(|words| words.lists(rule.name()))
}

/// The answer, or an assumption, within a question: "Don't you…", "…, right?", "How painful is…",
/// and statements that only end in a question mark.
pub fn leading_question(text: &str) -> Vec<Match> {
    let text = Sentences::of(text);
    let mut matches = listed(&text, Rule::LeadingQuestion);
    matches.extend(declarative::find(&text));
    in_order(matches)
}

/// Two questions in one: a second question mark, a second clause that stands on its own, a
/// judgement asked for on two things.
pub fn double_question(text: &str) -> Vec<Match> {
    let text = Sentences::of(text);
    let mut matches = listed(&text, Rule::DoubleQuestion);
    matches.extend(double::find(&text));
    in_order(matches)
}

/// Urgency, scarcity, shame, or a choice that is none.
pub fn pressure(text: &str) -> Vec<Match> {
    in_order(listed(&Sentences::of(text), Rule::Pressure))
}

/// A step of the seller's where one of the buyer's belongs: "Demo", "Proposal sent". What they hand
/// over gives it away, not "we": in `buyer_asks`, that is the buyer.
pub fn seller_activity(text: &str) -> Vec<Match> {
    in_order(listed(&Sentences::of(text), Rule::SellerActivity))
}

/// The seller's words, said to the buyer: "pipeline", "decision maker", "pain points".
pub fn jargon_to_buyer(text: &str) -> Vec<Match> {
    in_order(listed(&Sentences::of(text), Rule::JargonToBuyer))
}

/// What the lists of a rule match.
fn listed(text: &Sentences<'_>, rule: Rule) -> Vec<Match> {
    let mut matches = Vec::new();
    for list in lists(rule).unwrap_or_default() {
        let found = text.matches(list.patterns()).into_iter();
        let excused = text.matches(list.unless());
        let wrong = found.filter(|range| !excused.iter().any(|other| overlap(range, other)));
        matches.extend(wrong.map(|range| Match {
            message: format!("{} {}", quoted(&text.written[range.clone()]), list.message),
            suggestion: Some(list.suggestion.clone()),
            range,
        }));
    }
    matches
}

/// Matches in the order of their places, and of those that overlap the first and longest.
fn in_order(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut kept: Vec<Match> = Vec::new();
    for found in matches {
        if kept.last().is_none_or(|last| !overlap(&last.range, &found.range)) {
            kept.push(found);
        }
    }
    kept
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
