//! Statements that only end in a question mark: "You struggle with late deliveries?"

use std::ops::Range;

use super::found::Match;
use super::sentences::Sentences;
use super::tokens::Token;
use crate::text::characters::quoted;

/// Each sentence that states and ends in a question mark.
pub(super) fn find(text: &Sentences<'_>) -> Vec<Match> {
    let sentences = text.tokens.sentences().into_iter();
    sentences
        .filter(|sentence| states(text, sentence))
        .filter_map(|sentence| told(text, sentence))
        .collect()
}

fn told(text: &Sentences<'_>, sentence: Range<usize>) -> Option<Match> {
    let range = text.tokens.bytes(sentence)?;
    Some(Match {
        message: format!(
            "{} is a statement with a question mark",
            quoted(&text.written[range.clone()])
        ),
        suggestion: Some("ask whether it is so, or how it is".to_owned()),
        range,
    })
}

fn states(text: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    let start = text.beginning(sentence);
    text.tokens.get(sentence.end) == Some(&Token::Question)
        && (begins_with_a_subject(text, start) || names_and_says(text, start, sentence.end))
        && !asks_after_a_pause(text, sentence)
}

/// "You use …", "that's …"; but "You said …" quotes the buyer.
fn begins_with_a_subject(text: &Sentences<'_>, start: usize) -> bool {
    text.is("stating_subjects", start)
        && text.tokens.word(start + 1).is_some()
        && !text.is("quoting_verbs", start + 1)
}

/// "Your team is …": a noun with its verb, and no clause about the noun before the verb.
fn names_and_says(text: &Sentences<'_>, start: usize, end: usize) -> bool {
    let verb = (start + 2..end).find(|place| text.is("auxiliaries", *place));
    text.is("stating_determiners", start)
        && verb.is_some_and(|verb| {
            !(start + 1..verb).any(|place| {
                text.is("question_words", place) || text.tokens.word(place) == Some("that")
            })
        })
}

fn asks_after_a_pause(text: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|place| {
        let pauses = text.tokens.get(place).is_some_and(Token::is_pause);
        let next = text.beginning(&(place + 1..sentence.end));
        let leading = usize::from(text.is("prepositions", next));
        pauses
            && (text.is("question_words", next + leading)
                || text.is("auxiliaries", next) && text.is("persons", next + 1))
    })
}
