//! Which column may answer which question.

use std::collections::BTreeSet;

use super::seen::Seen;
use super::words;
use crate::playbook::{Kind, Playbook, Question, QuestionIndex};

/// How alike column and question are from which on it is taken for sure: of two names of two words each
/// both are the same, or one is and half of what stands in the column.
const SURE: f64 = 0.9;
/// The same from which on it is taken at all.
const LIKELY: f64 = 0.4;

/// A question and the column that may answer it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matched {
    pub(super) question: QuestionIndex,
    pub(super) column: usize,
    pub(super) is_sure: bool,
}

/// For each question the column that is most like it, each column once, in the order of the playbook.
pub(super) fn matched(seen: &[Seen], playbook: &Playbook) -> Vec<Matched> {
    let mut pairs: Vec<(f64, QuestionIndex, usize)> = playbook
        .question_indexes()
        .flat_map(|index| {
            let question = playbook.question(index);
            let likeness = move |column: usize| (likeness(question, &seen[column]), index, column);
            (0..seen.len()).map(likeness)
        })
        .filter(|(likeness, ..)| *likeness >= LIKELY)
        .collect();
    pairs.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut matches: Vec<Matched> = Vec::new();
    for (likeness, question, column) in pairs {
        if !matches.iter().any(|one| one.question == question || one.column == column) {
            matches.push(Matched { question, column, is_sure: likeness >= SURE });
        }
    }
    matches.sort_by_key(|one| one.question);
    matches
}

/// How alike they are: by their names from 0 to 1, and by what stands in the column from 0 to 1.
fn likeness(question: &Question, column: &Seen) -> f64 {
    let by_name = by_name(question, &column.name);
    if by_name >= 1.0 {
        return 2.0;
    }
    let by_words = match &question.kind {
        // Any column has words, and many have numbers.
        Kind::Text => 0.0,
        Kind::Number(_) => match words::share_of_numbers(question, column) {
            share if by_name > 0.0 => share / 2.0,
            _ => 0.0,
        },
        Kind::YesNo { .. } if by_name == 0.0 => 0.0,
        Kind::YesNo { .. } | Kind::Choice { .. } | Kind::Choices { .. } => {
            words::share_of_options(question, column)
        }
    };
    by_name + by_words
}

/// The share of the words of the question's id that the column's name has, and of its own words that
/// the question has in its id or its words.
fn by_name(question: &Question, name: &str) -> f64 {
    let (id, name) = (parts(&question.id), parts(name));
    if id == name {
        return 1.0;
    }
    let of_id = id.intersection(&name).count() as f64 / id.len().max(1) as f64;
    let asked = parts(&question.ask);
    let telling = name.iter().filter(|part| part.len() > 3);
    let (all, said) = telling
        .fold((0, 0), |(all, said), part| (all + 1, said + usize::from(asked.contains(part))));
    let of_words = said as f64 / all.max(2) as f64;
    // Words of the question say less than its id, and both less than the same name.
    (of_id * 0.8).max(of_words * 0.5)
}

/// The words of a name, in small letters: `Lead Source` and `lead_source` have the same.
pub(super) fn parts(name: &str) -> BTreeSet<String> {
    let mut spaced = String::new();
    let mut was_small = false;
    for one in name.chars() {
        if one.is_uppercase() && was_small {
            spaced.push(' ');
        }
        was_small = one.is_lowercase();
        spaced.extend(one.to_lowercase());
    }
    let words = spaced.split(|one: char| !one.is_alphanumeric());
    words.filter(|word| !word.is_empty() && *word != "c").map(str::to_owned).collect()
}
