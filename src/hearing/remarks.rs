//! What is to be pointed out about a quote that stands, for a person to decide on.

use super::words::{Found, Words};
use crate::deal::Answer;
use crate::playbook::{Kind, Question};

/// Words that deny, in the languages in which we know them.
const DENIALS: &[&str] = &[
    // English
    "cannot", "hardly", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nope",
    "nowhere", "without", "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hasnt",
    "havent", "isnt", "lack", "lacks", "mustnt", "shouldnt", "wasnt", "werent", "wont",
    "wouldnt", // German
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "kaum", "nein", "nicht", "nichts",
    "nie", "niemals", "niemand", "ohne", // French, Spanish, Italian, Dutch
    "aucun", "aucune", "jamais", "ne", "ni", "nunca", "pas", "personne", "rien", "sans", "sin",
    "mai", "non", "senza", "geen", "niet", "nooit", "zonder",
];

/// Something to look at before a quote is taken for an answer. It never decides anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// The quote denies, and the answer affirms.
    Denies,
    /// What stands around the quote in its sentence denies.
    DeniedAround,
    /// The quote is part of a question.
    Asks,
    /// The answer says of options that they are not so, as a whole set does of all that it leaves out.
    RulesOut,
}

impl Remark {
    /// What there is to look at.
    pub fn words(self) -> &'static str {
        match self {
            Self::Denies => "the quote denies something, and the answer affirms",
            Self::DeniedAround => "the quote leaves out a word of its sentence that denies",
            Self::Asks => "the quote is part of a question",
            Self::RulesOut => {
                "the answer is a whole set, and says that all other options are not so; `+a,+b` says what was named"
            }
        }
    }
}

/// What is to be pointed out about a quote that stands at a place, for an answer.
pub(super) fn remarks(
    words: &Words<'_>,
    found: &Found,
    quote: &str,
    question: &Question,
    answer: &Answer,
) -> Vec<Remark> {
    let (before, behind) = words.around(found);
    let (before, behind) = (end_of_sentence(&before), begin_of_sentence(&behind));
    let denies =
        |text: &str| words.without_fillers(text).iter().any(|token| is_denial(&token.word));
    let affirms = affirms(words, question, answer);
    let denied = [
        (affirms && denies(quote), Remark::Denies),
        (affirms && (denies(before) || denies(behind)), Remark::DeniedAround),
        (behind.ends_with('?') || quote.trim_end().ends_with('?'), Remark::Asks),
        (is_whole_set(question, answer), Remark::RulesOut),
    ];
    denied.into_iter().filter_map(|(is_so, remark)| is_so.then_some(remark)).collect()
}

/// Whether an answer says that something is so: `no` does not, nor an option that denies in its words.
fn affirms(words: &Words<'_>, question: &Question, answer: &Answer) -> bool {
    let denies = |text: &str| {
        let text = text.replace('_', " ");
        words.without_fillers(&text).iter().any(|token| is_denial(&token.word))
    };
    let is_denied = |option: usize| match question.kind {
        Kind::YesNo { .. } => question.option_id(option) == "no",
        _ => denies(question.option_id(option)) || denies(question.option_label(option)),
    };
    match answer {
        Answer::Unknown => false,
        Answer::OneOf(options) => options.iter().any(|option| !is_denied(*option)),
        Answer::Choices { includes, .. } => includes.iter().any(|option| !is_denied(*option)),
        Answer::Numbers(_) => true,
        // Their own words deny what they deny.
        Answer::Text(_) => false,
    }
}

/// Whether an answer names some options, and says of all others that they are not so.
fn is_whole_set(question: &Question, answer: &Answer) -> bool {
    match answer {
        Answer::Choices { includes, excludes } => {
            !excludes.is_empty() && includes.len() + excludes.len() == question.option_count()
        }
        _ => false,
    }
}

fn is_denial(word: &str) -> bool {
    DENIALS.contains(&word) || word.ends_with("n't")
}

/// What stands behind the last end of a sentence.
fn end_of_sentence(text: &str) -> &str {
    let mut ends = text.char_indices().rev().filter(|(_, one)| matches!(one, '.' | '!' | '?'));
    let is_end = |place: usize| {
        text.get(place + 1..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let last = ends.find(|(place, _)| is_end(*place));
    last.map_or(text, |(place, _)| text.get(place + 1..).unwrap_or_default())
}

/// What stands up to the first end of a sentence, with that.
fn begin_of_sentence(text: &str) -> &str {
    let mut ends = text.char_indices().filter(|(_, one)| matches!(one, '.' | '!' | '?'));
    let is_end = |place: usize| {
        text.get(place + 1..)
            .is_none_or(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
    };
    let first = ends.find(|(place, _)| is_end(*place));
    first.map_or(text, |(place, _)| text.get(..=place).unwrap_or_default())
}
