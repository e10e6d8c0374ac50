//! The columns that a map names, as far as a statement can read them.

use std::collections::BTreeMap;

use super::columns::{Column, Columns, Marks, SEPARATOR, SetTold, of_table};
use super::dialect::Dialect;
use crate::deal::Answer;
use crate::deal::answers::UNKNOWN;
use crate::deal::option_names::folded;
use crate::playbook::{Kind, Playbook, Question};
use crate::table::cell_words::{CHECKED, NOT_CHECKED};
use crate::table::map::{self, Place, TableMap};

/// What stands for [`SEPARATOR`] where that separates nothing in the table: it looks alike, and is none.
const OTHER_SEPARATOR: &str = "；";

/// What a map says that no statement can do yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{what}, which `coach score` does and no statement can; leave it out, or prepare the column in your warehouse"
)]
pub struct NotMapped {
    what: String,
}

impl NotMapped {
    fn because(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }
}

impl Columns {
    /// The columns of a table as a map names them. What is assumed never decides, and is left out.
    ///
    /// # Errors
    /// The map says something that no statement can do.
    pub fn under(map: &TableMap, playbook: &Playbook, dialect: Dialect) -> Result<Self, NotMapped> {
        let Some(id) = &map.table.id else {
            return Err(NotMapped::because("the map names no `id`, and rows go by their numbers"));
        };
        let unknown: Vec<String> = map.unknown.iter().map(|word| folded(word)).collect();
        let mut of_questions = vec![None; playbook.questions.len()];
        for column in &map.columns {
            let question = playbook.question(column.question);
            let is_read =
                column.source.is_evidence_on(question) && !matches!(question.kind, Kind::Text);
            if is_read {
                let mapped = Mapped { column, question, dialect, unknown: &unknown };
                of_questions[column.question.0] = Some(mapped.column()?);
            }
        }
        let rows = map.rows.iter().map(|(column, words)| is_one_of(dialect, column, words));
        Ok(Self { id: of_table(dialect, id), of_questions, rows: rows.collect() })
    }
}

/// Whether a column has one of these words; where it has nothing, that is the empty one.
fn is_one_of(dialect: Dialect, column: &str, words: &[String]) -> String {
    let column = of_table(dialect, column);
    let text = format!("CAST({column} AS {})", dialect.syntax().text_type);
    let words: Vec<String> =
        words.iter().flat_map(|word| spellings(word)).map(|word| dialect.text(&word)).collect();
    match words.is_empty() {
        // No row has one of no words.
        true => "1 = 0".to_owned(),
        false => format!("LOWER(TRIM(COALESCE({text}, ''))) IN ({})", words.join(", ")),
    }
}

/// How a word may stand there in small letters: not every program makes other letters than those of
/// ASCII small, and they may be small or not.
fn spellings(word: &str) -> Vec<String> {
    let small = folded(word);
    let written = word.trim().to_ascii_lowercase();
    let capital = word.trim().to_uppercase().to_ascii_lowercase();
    let mut spellings = vec![small, written, capital];
    spellings.sort();
    spellings.dedup();
    spellings
}

/// A column on its way into a statement.
struct Mapped<'m> {
    column: &'m map::Column,
    question: &'m Question,
    dialect: Dialect,
    unknown: &'m [String],
}

impl Mapped<'_> {
    fn column(&self) -> Result<Column, NotMapped> {
        let name = match &self.column.place {
            Place::Column(name) => name,
            Place::Columns { options, checked } => return Ok(self.marks(options, checked)),
        };
        let bare = Column::of(self.question, of_table(self.dialect, name));
        let mut words = bare.words;
        let mut unknown: Vec<String> =
            bare.unknown.into_iter().chain(self.unknown.to_vec()).collect();
        // Among others a word of a set is the option first.
        words.retain(|word, _| self.is_set() || !unknown.contains(word));
        let mut whole = Vec::new();
        for (word, answer) in &self.column.values {
            let word = folded(&self.without_marks(word));
            match (answer, self.option(answer)) {
                (Answer::Unknown, _) => {
                    words.remove(&word);
                    unknown.push(word);
                }
                (_, Some(option)) if self.is_whole(answer) => {
                    unknown.retain(|one| *one != word);
                    whole.push(word.clone());
                    words.insert(word, option);
                }
                (_, Some(_)) => return Err(self.because("has a word that leaves choices open")),
                (_, None) => return Err(self.because("has a word for more than one option")),
            }
        }
        unknown.sort();
        unknown.dedup();
        let leaves_open =
            unknown.iter().filter(|word| !word.is_empty() && !words.contains_key(*word));
        let leaves_open = leaves_open.cloned().collect();
        let is_complete = self.column.is_complete;
        let holds = self.holds(bare.holds, &words, &unknown)?;
        let set = SetTold { is_complete, whole, leaves_open, marks: None };
        Ok(Column { name: name.clone(), holds, words, unknown, set })
    }

    fn is_set(&self) -> bool {
        matches!(self.question.kind, Kind::Choices { .. })
    }

    /// Whether an answer leaves nothing open.
    fn is_whole(&self, answer: &Answer) -> bool {
        match answer {
            Answer::Choices { includes, excludes } => {
                includes.len() + excludes.len() == self.question.option_count()
            }
            _ => true,
        }
    }

    /// Choices in several columns.
    fn marks(&self, options: &[(usize, String)], checked: &[String]) -> Column {
        let bare = Column::of(self.question, String::new());
        let columns = options
            .iter()
            .map(|(option, name)| (*option, name.clone(), of_table(self.dialect, name)));
        let within: Vec<String> = match checked {
            [] => CHECKED.map(str::to_owned).to_vec(),
            words => words.iter().flat_map(|word| spellings(word)).collect(),
        };
        let without = NOT_CHECKED.map(str::to_owned).to_vec();
        let marks = Some(Marks { columns: columns.collect(), within, without });
        let empty = ["", UNKNOWN].map(str::to_owned).into_iter();
        let unknown = empty.chain(self.unknown.iter().cloned()).collect();
        let set = SetTold { is_complete: self.column.is_complete, marks, ..SetTold::default() };
        Column { unknown, set, ..bare }
    }

    /// A word in which what separates options in a statement is another sign, as in the cells.
    fn without_marks(&self, word: &str) -> String {
        match self.is_set() && !self.splits_at_marks() {
            true => word.replace(SEPARATOR, OTHER_SEPARATOR),
            false => word.to_owned(),
        }
    }

    /// Whether the table has between choices what a statement has.
    fn splits_at_marks(&self) -> bool {
        self.column.split.as_ref().is_some_and(|split| split.trim() == SEPARATOR.to_string())
    }

    /// The one option that an answer is, of choices that it has.
    fn option(&self, answer: &Answer) -> Option<usize> {
        let options = match answer {
            Answer::OneOf(options) => options,
            Answer::Choices { includes, .. } => includes,
            Answer::Unknown | Answer::Numbers(_) | Answer::Text(_) => return None,
        };
        let mut options = options.iter();
        options.next().filter(|_| options.next().is_none()).copied()
    }

    /// What the column holds, as the statement reads it.
    fn holds(
        &self,
        column: String,
        words: &BTreeMap<String, usize>,
        unknown: &[String],
    ) -> Result<String, NotMapped> {
        match &self.question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.otherwise(column, words, unknown),
            _ if self.column.otherwise.is_some() => Err(self.because("says what other words are")),
            Kind::Choices { .. } => Ok(self.choices(column)),
            Kind::Number(_) => Ok(self.number(column)),
            Kind::Text => Ok(column),
        }
    }

    /// A word that nothing names as the map says.
    fn otherwise(
        &self,
        column: String,
        words: &BTreeMap<String, usize>,
        unknown: &[String],
    ) -> Result<String, NotMapped> {
        let Some(otherwise) = &self.column.otherwise else { return Ok(column) };
        let other = match (otherwise, self.option(otherwise)) {
            (Answer::Unknown, _) => "NULL".to_owned(),
            (_, Some(option)) => self.dialect.text(self.question.option_id(option)),
            (_, None) => return Err(self.because("takes other words for more than one option")),
        };
        let text = format!("LOWER(TRIM({}))", self.text(&column));
        let known: Vec<String> =
            words.keys().chain(unknown).map(|word| self.dialect.text(word)).collect();
        // Whether NULL is among words is not known to a warehouse, and would make it another word.
        Ok(format!(
            "CASE WHEN {text} IS NULL OR {text} IN ({}) THEN {} ELSE {other} END",
            known.join(", "),
            self.text(&column)
        ))
    }

    fn choices(&self, column: String) -> String {
        if self.splits_at_marks() {
            return column;
        }
        // What separates options in a statement is a sign as others are in the table.
        let marks = SEPARATOR.to_string();
        let column = self.replaced(&column, &marks, OTHER_SEPARATOR);
        match self.column.split.as_deref() {
            Some(split) => self.replaced(&column, split, &marks),
            None => column,
        }
    }

    fn number(&self, column: String) -> String {
        let numerals = self.column.numerals;
        let without = numerals
            .thousands
            .map_or(column.clone(), |thousands| self.replaced(&column, &thousands.to_string(), ""));
        match numerals.decimal.filter(|decimal| *decimal != '.') {
            None => without,
            Some(decimal) => self.replaced(&without, &decimal.to_string(), "."),
        }
    }

    fn replaced(&self, column: &str, from: &str, to: &str) -> String {
        let (from, to) = (self.dialect.text(from), self.dialect.text(to));
        format!("REPLACE({}, {from}, {to})", self.text(column))
    }

    fn text(&self, column: &str) -> String {
        format!("CAST({column} AS {})", self.dialect.syntax().text_type)
    }

    fn because(&self, what: &str) -> NotMapped {
        NotMapped::because(format!("the column of `{}` {what}", self.question.id))
    }
}
