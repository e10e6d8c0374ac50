//! Which column of a table answers which question, and which words of it stand for which option.

use std::collections::BTreeMap;

use crate::deal::answers::UNKNOWN;
use crate::playbook::{Kind, Playbook, Question};

use super::dialect::Dialect;

/// What separates the options in a cell of a `choices` question.
pub(super) const SEPARATOR: char = ';';

/// How a table answers the questions of a playbook, in the words of one dialect.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The column that tells rows apart, as an expression.
    pub id: String,
    /// For each question the column that answers it; `None` where none does.
    pub of_questions: Vec<Option<Column>>,
    /// What holds of the rows to take, as expressions that all have to hold.
    pub rows: Vec<String>,
}

/// A column that answers a question.
#[derive(Debug, Clone)]
pub struct Column {
    /// What people call it.
    pub name: String,
    /// What it holds, as an expression; NULL where nothing is known.
    pub holds: String,
    /// The words for options, in small letters, with the option that each stands for; none of a number.
    pub words: BTreeMap<String, usize>,
    /// The words for what is not known, in small letters.
    pub unknown: Vec<String>,
    /// How much of a set it tells.
    pub(super) set: SetTold,
}

/// How much a table tells of a set of options.
#[derive(Debug, Clone, Default)]
pub(super) struct SetTold {
    /// Whether a cell names all of it, or else what it does not name is open.
    pub(super) is_complete: bool,
    /// The words, in small letters, that alone in a cell are the whole set though it is not complete.
    pub(super) whole: Vec<String>,
    /// The words, in small letters, that leave the rest of the set open among others.
    pub(super) leaves_open: Vec<String>,
    /// Where each option has a column of its own.
    pub(super) marks: Option<Marks>,
}

/// Columns that each say whether an option is in a set.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    /// For each of them its option, what people call it, and what it holds, as an expression.
    pub(super) columns: Vec<(usize, String, String)>,
    /// The words that say that it is, in small letters.
    pub(super) within: Vec<String>,
    /// The words that say that it is not.
    pub(super) without: Vec<String>,
}

impl Columns {
    /// The columns of a table that are named as the questions are.
    pub fn named_as_questions(playbook: &Playbook, dialect: Dialect) -> Self {
        let column = |question: &Question| {
            let answers = !matches!(question.kind, Kind::Text);
            answers.then(|| Column::of(question, of_table(dialect, &question.id)))
        };
        let of_questions = playbook.questions.iter().map(column).collect();
        Self { id: of_table(dialect, "id"), of_questions, rows: Vec::new() }
    }
}

impl Column {
    /// A column with the words of the playbook.
    pub(super) fn of(question: &Question, holds: String) -> Self {
        let words = words(question);
        let unknown = ["", UNKNOWN].map(str::to_owned).into_iter();
        let unknown = unknown.filter(|word| !words.contains_key(word)).collect();
        let set = SetTold { is_complete: true, ..SetTold::default() };
        Self { name: question.id.clone(), holds, words, unknown, set }
    }
}

/// The ids of options, and those labels that are no other option's.
fn words(question: &Question) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let options = 0..question.option_count();
    let is_set = matches!(question.kind, Kind::Choices { .. });
    let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for option in options.clone() {
        let label = question.option_label(option).trim();
        // Not every program makes other letters than those of ASCII small.
        for small in [label.to_lowercase(), label.to_ascii_lowercase()] {
            let meant = labels.entry(small).or_default();
            if !meant.contains(&option) {
                meant.push(option);
            }
        }
    }
    for (label, meant) in labels {
        if let [option] = meant.as_slice()
            && !label.is_empty()
            && !(is_set && label.contains(SEPARATOR))
        {
            words.insert(label, *option);
        }
    }
    options.for_each(|option| _ = words.insert(question.option_id(option).to_owned(), option));
    if matches!(question.kind, Kind::YesNo { .. }) {
        words.extend([("true".to_owned(), 0), ("false".to_owned(), 1)]);
    }
    words
}

/// What the table is called within a statement.
pub(super) const TABLE: &str = "source_of_coach";

/// A column of the table. Alone its name would be a text to SQLite where the table does not have it.
pub(super) fn of_table(dialect: Dialect, name: &str) -> String {
    format!("{TABLE}.{}", dialect.name(name))
}
