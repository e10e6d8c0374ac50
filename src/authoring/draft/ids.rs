//! Ids made of words.

use crate::format::reserved::NO_QUESTIONS;
use crate::text::yaml::writing::is_a_word_of_yaml;

/// The longest id that is made of words, in characters: room for what is put before it.
const LONGEST_ID: usize = 48;

/// Words that say nothing in an id.
const FILLERS: &[&str] = &[
    "a", "an", "and", "any", "are", "at", "be", "can", "describe", "do", "does", "for", "has",
    "have", "in", "is", "it", "must", "need", "of", "on", "or", "our", "than", "that", "the",
    "their", "there", "they", "this", "to", "us", "we", "will", "with", "would", "you", "your",
];
/// How many words of a question make its id.
const WORDS_OF_AN_ID: usize = 4;

/// An id from what a question is about: `records_stay_own_servers`.
pub(super) fn id_of_question(ask: &str) -> String {
    let id = joined(ask, '_');
    let words: Vec<&str> = id.split('_').filter(|word| !FILLERS.contains(word)).collect();
    let short = words.get(..WORDS_OF_AN_ID.min(words.len())).unwrap_or_default().join("_");
    id_of_words(&short)
}

/// The id of a question, or with a number behind it where it is taken or can't be one.
pub(super) fn free_id(id: &str, taken: &[String]) -> String {
    let id = if id.is_empty() || NO_QUESTIONS.contains(&id) { "limit" } else { id };
    free_among(id, taken)
}

/// The id, or with a number behind it where it is taken.
pub(super) fn free_among(id: &str, taken: &[String]) -> String {
    let is_free = |id: &String| !taken.contains(id);
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The id of a playbook that is called so; empty where nothing in the words can be part of one.
pub fn playbook_id(words: &str) -> String {
    joined(words, '-')
}

/// The id of a stage, a question or a rule from words; empty where nothing in them can be part of one.
pub(super) fn id_of_words(words: &str) -> String {
    let id = joined(words, '_');
    // It stands in many places without quotes, where `null` would be nothing.
    if is_a_word_of_yaml(&id) { String::new() } else { id }
}

fn joined(words: &str, joint: char) -> String {
    let lowered = words.to_lowercase();
    let parts = lowered.split(|one: char| !one.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let id = parts.join(&joint.to_string());
    let id = id.trim_start_matches(|one: char| !one.is_ascii_lowercase());
    id.get(..LONGEST_ID.min(id.len())).unwrap_or_default().trim_end_matches(joint).to_owned()
}
