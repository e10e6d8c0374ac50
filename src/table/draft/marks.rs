//! Choices in several columns: for each option one that says whether it is among them.

use std::collections::BTreeSet;

use super::columns::{Matched, parts};
use super::seen::{DOUBT, Seen, one_line};
use crate::deal::option_names::folded;
use crate::playbook::{Kind, Playbook, Question, QuestionIndex};
use crate::table::cell_words::{CHECKED, NOT_CHECKED};
use crate::text::source::yes_or_no;
use crate::text::yaml::writing::scalar;

/// What people tick with, beside all words for yes.
const TICKS: [&str; 4] = ["x", "✓", "✔", "checked"];

/// The fewest options that have such a column where it is no chance.
const FEWEST: usize = 2;

/// A question with choices, and the columns of its options.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marked {
    pub(super) question: QuestionIndex,
    /// Each option, and its column.
    pub(super) options: Vec<(usize, usize)>,
}

/// The questions whose options have columns of their own, of those that have none for sure.
pub(super) fn marked(seen: &[Seen], playbook: &Playbook, matches: &[Matched]) -> Vec<Marked> {
    let mut used: BTreeSet<usize> =
        matches.iter().filter(|one| one.is_sure).map(|one| one.column).collect();
    let mut all = Vec::new();
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        let is_sure = matches.iter().any(|one| one.question == index && one.is_sure);
        if is_sure || !matches!(question.kind, Kind::Choices { .. }) {
            continue;
        }
        let options = options_of(question, seen, &used);
        if options.len() >= FEWEST {
            used.extend(options.iter().map(|(_, column)| column));
            all.push(Marked { question: index, options });
        }
    }
    all
}

/// Each option that a column is named after, and that column: the one with the fewest other words.
fn options_of(question: &Question, seen: &[Seen], used: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let mut taken = used.clone();
    let mut options = Vec::new();
    for option in 0..question.option_count() {
        let free = (0..seen.len()).filter(|column| !taken.contains(column));
        let named = free.filter_map(|column| {
            let others = other_words(question, option, &seen[column])?;
            Some((others, column))
        });
        if let Some((_, column)) = named.min() {
            taken.insert(column);
            options.push((option, column));
        }
    }
    options
}

/// How many words the name of a column of marks has beside those of an option; `None` where it is none of
/// them, or not named so.
fn other_words(question: &Question, option: usize, column: &Seen) -> Option<usize> {
    let name = parts(&column.name);
    let names = [question.option_id(option), question.option_label(option)];
    let named = names.map(parts).into_iter().filter(|of| !of.is_empty() && of.is_subset(&name));
    let own = named.map(|of| of.len()).max()?;
    let words = column.known_words();
    let count = |words: &[(&str, u64)]| words.iter().map(|(_, count)| count).sum::<u64>();
    let marks: Vec<(&str, u64)> = words.iter().filter(|(word, _)| is_mark(word)).copied().collect();
    // A third word may say why there is no mark.
    let are_marks = words.len() <= marks.len() + 1 && 2 * count(&marks) > count(&words);
    (are_marks && !column.has_more_words).then(|| name.len() - own)
}

fn is_mark(word: &str) -> bool {
    is_tick(word) || NOT_CHECKED.contains(&folded(word).as_str())
}

fn is_tick(word: &str) -> bool {
    yes_or_no(word) == Some("yes") || TICKS.contains(&folded(word).as_str())
}

impl Marked {
    /// The lines of it under its question.
    pub(super) fn text(&self, question: &Question, seen: &[Seen]) -> String {
        let mut text = format!("  {}:\n    columns:\n", question.id);
        for (option, column) in &self.options {
            let (option, column) =
                (question.option_id(*option), scalar(&seen[*column].name, false));
            text += &format!("      {option}: {column}   {DOUBT}\n");
        }
        let words = self.options.iter().flat_map(|(_, column)| seen[*column].known_words());
        let words: BTreeSet<String> = words.map(|(word, _)| folded(word)).collect();
        for word in words.iter().filter(|word| !is_mark(word)) {
            text += &format!("      {DOUBT} {} is no mark: a word for unknown?\n", one_line(word));
        }
        let ticks: Vec<&String> = words.iter().filter(|word| is_tick(word)).collect();
        if !ticks.iter().all(|word| CHECKED.contains(&word.as_str())) {
            let ticks: Vec<String> = ticks.iter().map(|word| scalar(word, true)).collect();
            text += &format!("    checked: [{}]\n", ticks.join(", "));
        }
        text + &format!(
            "    complete: no   {DOUBT} yes, where what is not ticked is not among them\n"
        )
    }

    /// Whether a column is one of them.
    pub(super) fn has(&self, column: usize) -> bool {
        self.options.iter().any(|(_, one)| *one == column)
    }
}
