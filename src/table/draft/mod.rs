//! A map drafted from what stands in a table: which column may answer which question, by its name and
//! by its words. What is not sure is marked as a doubt, for a person to settle.

mod columns;
mod marks;
mod seen;
mod words;

use std::collections::{BTreeSet, HashSet};

use super::reading::{Row, Table, TableError};
use crate::playbook::{Kind, Playbook, Question};
use crate::text::yaml::writing::scalar;
use columns::{Matched, matched, parts};
use marks::{Marked, marked};
use seen::{DOUBT, Seen, one_line};
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

/// Drafts a map for a playbook that is named so; `header_row` where that is not the first.
///
/// # Errors
/// The table can't be read.
pub fn draft(
    table: &mut Table,
    playbook: &Playbook,
    named: &str,
    header_row: Option<usize>,
) -> Result<DraftMap, TableError> {
    let seen = look_through(table, playbook)?;
    let columns = Columns::of(&seen, playbook);
    let mut text = format!("# A draft: look through it. {DOUBT} marks what is not sure.\n");
    text += &format!("format: 1\nplaybook: {}\n", scalar(named, false));
    let id = id_column(&seen, &columns);
    text += &layout(id.map(|id| seen[id].name.as_str()), header_row);
    text += &unknown(&seen, &columns);
    text += "questions:\n";
    text += &columns.entries(&seen, playbook);
    let left = columns.left(playbook);
    text += &comment("No column was found for", &left);
    let unused = (0..seen.len()).filter(|column| !columns.is_used(*column) && Some(*column) != id);
    text += &comment(
        "Columns that answer nothing",
        &unused.map(|one| seen[one].name.clone()).collect::<Vec<_>>(),
    );
    let doubts = text.matches(DOUBT).count().saturating_sub(1);
    let found = columns.matches.len() + columns.marked.len();
    Ok(DraftMap { text, found, left: left.len(), doubts })
}

/// The column that names rows, by what stands in it: the first that is called so, or else the first.
fn id_column(seen: &[Seen], columns: &Columns) -> Option<usize> {
    let may_be_it = |column: &usize| {
        seen[*column].is_unique && seen[*column].filled > 0 && !columns.is_used(*column)
    };
    let mut candidates = (0..seen.len()).filter(may_be_it);
    let is_called_so = |column: &usize| parts(&seen[*column].name).contains("id");
    candidates.clone().find(is_called_so).or_else(|| candidates.next())
}

/// Which columns answer questions.
struct Columns {
    matches: Vec<Matched>,
    marked: Vec<Marked>,
}

impl Columns {
    fn of(seen: &[Seen], playbook: &Playbook) -> Self {
        let mut matches = matched(seen, playbook);
        let marked = marked(seen, playbook, &matches);
        matches.retain(|one| {
            !marked.iter().any(|marked| marked.question == one.question || marked.has(one.column))
        });
        Self { matches, marked }
    }

    fn is_used(&self, column: usize) -> bool {
        self.matches.iter().any(|one| one.column == column)
            || self.marked.iter().any(|one| one.has(column))
    }

    /// The questions, each with where its answer stands.
    fn entries(&self, seen: &[Seen], playbook: &Playbook) -> String {
        let entries = playbook.question_indexes().filter_map(|index| {
            let question = playbook.question(index);
            let marked = self.marked.iter().find(|one| one.question == index);
            let matched = self.matches.iter().find(|one| one.question == index);
            let marked = marked.map(|marked| marked.text(question, seen));
            marked.or_else(|| matched.map(|one| entry(question, &seen[one.column], one)))
        });
        entries.collect()
    }

    fn left(&self, playbook: &Playbook) -> Vec<String> {
        let found = self.matches.iter().map(|one| one.question);
        let found: Vec<_> = found.chain(self.marked.iter().map(|one| one.question)).collect();
        let left = playbook.question_indexes().filter(|index| !found.contains(index));
        left.map(|index| playbook.question(index).id.clone()).collect()
    }
}

/// How the table is read.
fn layout(id: Option<&str>, header_row: Option<usize>) -> String {
    let id = id.map(|id| format!("id: {}", scalar(id, true)));
    let row = header_row.map(|row| format!("header_row: {row}"));
    let doubt = if row.is_some() { format!("   {DOUBT}") } else { String::new() };
    let said: Vec<String> = id.into_iter().chain(row).collect();
    match said.is_empty() {
        true => String::new(),
        false => format!("table: {{ {} }}{doubt}\n", said.join(", ")),
    }
}

fn look_through(table: &mut Table, playbook: &Playbook) -> Result<Vec<Seen>, TableError> {
    let mut seen: Vec<Seen> = table.header.iter().map(|name| Seen::new(name, playbook)).collect();
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
fn unknown(seen: &[Seen], columns: &Columns) -> String {
    let used = seen.iter().enumerate().filter(|(place, _)| columns.is_used(*place));
    let words: BTreeSet<&str> = used.flat_map(|(_, column)| column.unknown_words()).collect();
    let words: Vec<String> = words.into_iter().map(|word| scalar(word, true)).collect();
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
