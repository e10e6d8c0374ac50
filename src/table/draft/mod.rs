//! A map drafted from what stands in a table: which column may answer which question, by its name and
//! by its words. What is not sure is marked as a doubt, for a person to settle.

mod columns;
mod seen;
mod words;

use std::collections::HashSet;

use super::reading::{Row, Table, TableError};
use crate::playbook::{Kind, Playbook, Question};
use crate::text::yaml::writing::scalar;
use columns::{Matched, matched};
use seen::{DOUBT, Seen, UNKNOWN, one_line};
use words::Draft as Words;

/// The rows that are looked at: enough to meet nearly every word of a column.
pub const MOST_ROWS: u64 = 20_000;

/// A map to be looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMap {
    /// The file.
    pub text: String,
    /// The questions for which a column was found.
    pub found: usize,
    /// The questions for which none was.
    pub left: usize,
    /// What is marked as a doubt.
    pub doubts: usize,
}

/// Drafts a map for a playbook that is named so.
///
/// # Errors
/// The table can't be read.
pub fn draft(table: &mut Table, playbook: &Playbook, named: &str) -> Result<DraftMap, TableError> {
    let seen = look_through(table)?;
    let matches = matched(&seen, playbook);
    let mut text = format!("# A draft: look through it. {DOUBT} marks what is not sure.\n");
    text += &format!("format: 1\nplaybook: {}\n", scalar(named, false));
    let is_used = |column: usize| matches.iter().any(|one| one.column == column);
    let may_be_id =
        |column: usize| seen[column].is_unique && seen[column].filled > 0 && !is_used(column);
    let id = (0..seen.len()).find(|column| may_be_id(*column));
    if let Some(id) = id {
        text += &format!("table: {{ id: {} }}\n", scalar(&seen[id].name, true));
    }
    text += &unknown(&seen, &matches);
    text += "questions:\n";
    for one in &matches {
        text += &entry(playbook.question(one.question), &seen[one.column], one);
    }
    let left = left(playbook, &matches);
    text += &comment("No column was found for", &left);
    let unused = (0..seen.len()).filter(|column| !is_used(*column) && Some(*column) != id);
    text += &comment(
        "Columns that answer nothing",
        &unused.map(|one| seen[one].name.clone()).collect::<Vec<_>>(),
    );
    let doubts = text.matches(DOUBT).count().saturating_sub(1);
    Ok(DraftMap { text, found: matches.len(), left: left.len(), doubts })
}

fn look_through(table: &mut Table) -> Result<Vec<Seen>, TableError> {
    let mut seen: Vec<Seen> = (table.header.iter())
        .map(|name| Seen { name: name.clone(), is_unique: true, ..Seen::default() })
        .collect();
    let mut all_words: Vec<HashSet<u64>> = vec![Default::default(); seen.len()];
    let (mut row, mut rows) = (Row::default(), 0);
    while rows < MOST_ROWS && table.next(&mut row)? {
        rows += 1;
        for (place, (column, words)) in seen.iter_mut().zip(&mut all_words).enumerate() {
            column.add(&row.text(place), words);
        }
    }
    Ok(seen)
}

/// The words for "not known" that stand in the columns that are used.
fn unknown(seen: &[Seen], matches: &[Matched]) -> String {
    let stands =
        |word: &&&str| matches.iter().any(|one| seen[one.column].words.contains_key(**word));
    let words: Vec<String> = UNKNOWN.iter().filter(stands).map(|word| scalar(word, true)).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!("unknown: [{}]\n", words.join(", ")),
    }
}

/// A question with its column, and what its words mean.
fn entry(question: &Question, column: &Seen, matched: &Matched) -> String {
    let doubt =
        if matched.is_sure { String::new() } else { format!("   {DOUBT} is it this column") };
    let mut entry =
        format!("  {}:{doubt}\n    column: {}\n", question.id, scalar(&column.name, false));
    match &question.kind {
        Kind::Text => {}
        Kind::Number(_) => entry += &words::numerals(question, column),
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            entry += &Words::of(question, column.known_words()).text();
        }
        Kind::Choices { .. } => entry += &words::choices(question, column),
    }
    entry
}

fn left(playbook: &Playbook, matches: &[Matched]) -> Vec<String> {
    let is_found = |id: &str| matches.iter().any(|one| playbook.question(one.question).id == id);
    let ids = playbook.questions.iter().map(|question| question.id.clone());
    ids.filter(|id| !is_found(id)).collect()
}

/// Names in a comment, a line each where there are many.
fn comment(about: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    textwrap::fill(
        &format!("{about}: {}", names.join(", ")),
        textwrap::Options::new(100).initial_indent("# ").subsequent_indent("#   "),
    ) + "\n"
}
