//! The columns that a map names, as far as a statement can read them.

use std::collections::BTreeMap;

use super::columns::{Column, Columns, SEPARATOR, of_table};
use super::dialect::Dialect;
use crate::deal::Answer;
use crate::playbook::{Kind, Playbook, Question};
use crate::table::map::{self, Place, TableMap, folded};

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
        if !map.rows.is_empty() {
            return Err(NotMapped::because("the map takes rows by `where`"));
        }
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
        Ok(Self { id: of_table(dialect, id), of_questions })
    }
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
        let Place::Column(name) = &self.column.place else {
            return Err(self.because("has choices in several columns"));
        };
        let bare = Column::of(self.question, of_table(self.dialect, name));
        let mut words = bare.words;
        let mut unknown: Vec<String> =
            bare.unknown.into_iter().chain(self.unknown.to_vec()).collect();
        words.retain(|word, _| !unknown.contains(word));
        for (word, answer) in &self.column.values {
            let word = folded(word);
            match (answer, self.option(answer)) {
                (Answer::Unknown, _) => {
                    words.remove(&word);
                    unknown.push(word);
                }
                (_, Some(option)) => {
                    unknown.retain(|one| *one != word);
                    words.insert(word, option);
                }
                (_, None) => return Err(self.because("has a word for more than one option")),
            }
        }
        unknown.sort();
        unknown.dedup();
        let holds = self.holds(bare.holds, &words, &unknown)?;
        Ok(Column { name: name.clone(), holds, words, unknown })
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
            Kind::Choices { .. } => self.choices(column),
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
        Ok(format!(
            "CASE WHEN {text} IN ({}) THEN {} ELSE {other} END",
            known.join(", "),
            self.text(&column)
        ))
    }

    fn choices(&self, column: String) -> Result<String, NotMapped> {
        if !self.column.is_complete {
            return Err(self.because("does not have all its choices (`complete: yes`)"));
        }
        match self.column.split.as_deref() {
            Some(split) if split.trim() == SEPARATOR.to_string() => Ok(column),
            Some(split) => Ok(self.replaced(&column, split, &SEPARATOR.to_string())),
            None => Ok(column),
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
