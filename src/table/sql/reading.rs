//! From cells of a table to what is still possible: of each question its word, and of each variable of
//! the circuits a mask with a bit for each cell that is left.

use std::ops::Bound;

use rust_decimal::Decimal;

use crate::deal::{Interval, Numbers};
use crate::engine::cells::{CellSet, CellValues, Variables};
use crate::playbook::{Kind, NumberKind, Playbook, QuestionIndex};

use super::columns::{Column, Columns};
use super::dialect::Dialect;
use super::layers::Layers;
use super::scales::Scales;

/// Reads cells into layers.
pub(super) struct Reading<'r> {
    pub(super) playbook: &'r Playbook,
    pub(super) variables: &'r Variables,
    pub(super) dialect: Dialect,
    pub(super) scales: &'r Scales,
    pub(super) layers: &'r mut Layers,
}

impl Reading<'_> {
    /// Adds `id`, the masks of all variables of questions, of each number its column
    /// [`number`], and `unmapped`.
    pub(super) fn read(&mut self, columns: &Columns) {
        self.layers.add_of_table("id".to_owned(), columns.id.clone());
        columns.rows.iter().for_each(|condition| self.layers.take_rows(condition.clone()));
        let mut doubts = Vec::new();
        for question in self.playbook.question_indexes() {
            match &columns.of_questions[question.0] {
                Some(column) => doubts.push(self.read_question(question, column)),
                None => self.leave_open(question),
            }
        }
        let sql = match doubts.is_empty() {
            true => format!("CAST(NULL AS {})", self.dialect.syntax().text_type),
            false => format!("CASE {} END", doubts.join(" ")),
        };
        self.layers.add("unmapped".to_owned(), sql);
    }

    /// Every cell of a question that no column answers.
    fn leave_open(&mut self, question: QuestionIndex) {
        for variable in self.variables.of_question(question) {
            let all = self.variables.get(variable).cells.bits();
            self.layers.add(mask(variable), all.to_string());
        }
        if let Kind::Number(_) = self.playbook.question(question).kind {
            let sql = format!("CAST(NULL AS {})", self.dialect.syntax().exact_type);
            self.layers.add(number(question), sql);
        }
    }

    /// Reads a question's column; hands out when its cell is no answer, and what to say then.
    fn read_question(&mut self, question: QuestionIndex, column: &Column) -> String {
        let place = question.0;
        if let Some(marks) = &column.set.marks {
            return self.read_marks(question, column, marks);
        }
        let syntax = self.dialect.syntax();
        let text = format!("TRIM(CAST({} AS {}))", column.holds, syntax.text_type);
        let unknown = self.listed(column.unknown.iter());
        let known = match unknown.is_empty() {
            true => text,
            false => format!("CASE WHEN LOWER({text}) IN ({unknown}) THEN NULL ELSE {text} END"),
        };
        self.layers.add_of_table(format!("t{place}"), known);
        let is_answer = match &self.playbook.question(question).kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.read_option(question, column),
            Kind::Choices { .. } => self.read_set(question, column),
            Kind::Number(kind) => self.read_number(question, column, &kind.clone()),
            Kind::Text => "1".to_owned(),
        };
        let says = self.dialect.text(&format!("{}: ", column.name));
        format!("WHEN {is_answer} = 0 THEN {says} || t{place}")
    }

    /// Reads an option; hands out a column that is 0 where it is none.
    fn read_option(&mut self, question: QuestionIndex, column: &Column) -> String {
        let place = question.0;
        let variable = self.variables.of_question(question).next();
        let (cells, all) = match variable.map(|variable| self.variables.get(variable)) {
            Some(variable) => match &variable.values {
                CellValues::Options(cells) => (cells.clone(), variable.cells),
                _ => (Vec::new(), variable.cells),
            },
            None => (vec![0; column.words.len()], CellSet::single(0)),
        };
        let all = all.bits();
        let words = column.words.iter().map(|(word, option)| {
            let cell = cells.get(*option).copied().unwrap_or_default();
            format!("WHEN {} THEN {}", self.dialect.text(word), CellSet::single(cell).bits())
        });
        let words: Vec<String> = words.collect();
        let sql = format!(
            "CASE WHEN t{place} IS NULL THEN {all} ELSE CASE LOWER(t{place}) {} ELSE 0 END END",
            words.join(" ")
        );
        let read = self.layers.add(format!("r{place}"), sql);
        self.keep_mask(variable, &read, all);
        read
    }

    /// A mask in which a cell that was no answer leaves all open: nothing is said of such a row, and so
    /// all that is worked out for it stays a number.
    fn keep_mask(&mut self, variable: Option<usize>, read: &str, all: u64) {
        if let Some(variable) = variable {
            let sql = format!("CASE {read} WHEN 0 THEN {all} ELSE {read} END");
            self.layers.add(mask(variable), sql);
        }
    }

    /// Reads a number; hands out a column that is 0 where it is none that the question takes.
    fn read_number(
        &mut self,
        question: QuestionIndex,
        column: &Column,
        kind: &NumberKind,
    ) -> String {
        let place = question.0;
        let read = self.digits(question, column, kind);
        let variable = self.variables.of_question(question).next();
        let untested = [Numbers::of(kind)];
        let cells = match variable.map(|variable| &self.variables.get(variable).values) {
            Some(CellValues::Numbers { cells, .. }) => cells.as_slice(),
            _ => &untested,
        };
        let lies = |(cell, numbers): (usize, &Numbers)| {
            let lies = numbers.intervals().iter().map(|one| self.lies_in(question, &read, one));
            let lies: Vec<String> = lies.collect();
            format!("WHEN {} THEN {}", lies.join(" OR "), CellSet::single(cell).bits())
        };
        let lies: Vec<String> = cells.iter().enumerate().map(lies).collect();
        let all = CellSet::first(cells.len()).bits();
        let sql = format!("CASE WHEN t{place} IS NULL THEN {all} {} ELSE 0 END", lies.join(" "));
        let raw = self.layers.add(format!("r{place}"), sql);
        self.keep_mask(variable, &raw, all);
        let exact = self.dialect.syntax().exact_type;
        let sql = format!("CASE WHEN {raw} = 0 THEN NULL ELSE CAST({read} AS {exact}) END");
        self.layers.add(number(question), sql);
        raw
    }

    /// Reads the digits of a number into a whole one, which the question's scale tells how to read.
    fn digits(&mut self, question: QuestionIndex, column: &Column, kind: &NumberKind) -> String {
        let (place, syntax) = (question.0, self.dialect.syntax());
        let (text, unsigned) = (format!("t{place}"), format!("u{place}"));
        let is_text = format!("CASE WHEN {} THEN 1 ELSE 0 END", (syntax.is_text)(&column.holds));
        self.layers.add_of_table(format!("k{place}"), is_text);
        let is_number = (syntax.is_number)(&text);
        let is_negative = format!("SUBSTR({text}, 1, 1) = '-'");
        self.layers.add(
            unsigned.clone(),
            format!(
                "CASE WHEN {is_number} THEN \
                 CASE WHEN {is_negative} THEN SUBSTR({text}, 2) ELSE {text} END END"
            ),
        );
        let point = self.layers.add(format!("p{place}"), (syntax.position)(&unsigned, "'.'"));
        let before = format!(
            "CASE {point} WHEN 0 THEN {unsigned} ELSE SUBSTR({unsigned}, 1, {point} - 1) END"
        );
        let behind =
            format!("CASE {point} WHEN 0 THEN '' ELSE SUBSTR({unsigned}, {point} + 1) END");
        let whole = self.layers.add(format!("w{place}"), (syntax.without_first_zeros)(&before));
        let part = self.layers.add(format!("f{place}"), (syntax.without_last_zeros)(&behind));
        let scale = self.scales.of(question);
        let zeros = "0".repeat(scale.places as usize);
        // What stands before exactly three digits of a text may be thousands.
        let may_be_thousands = format!(
            "k{place} = 1 AND {point} BETWEEN 2 AND 4 AND LENGTH({unsigned}) - {point} = 3 \
             AND SUBSTR({unsigned}, 1, 1) <> '0'"
        );
        let most = if kind.whole { 0 } else { scale.places };
        let sql = format!(
            "CAST(CASE WHEN LENGTH({whole}) <= {} AND LENGTH({part}) <= {most} AND NOT ({may_be_thousands}) \
             THEN CASE WHEN {is_negative} THEN '-0' ELSE '0' END || {whole} || SUBSTR({part} || '{zeros}', 1, {}) END AS {})",
            scale.digits, scale.places, syntax.whole_type
        );
        self.layers.add(format!("n{place}"), sql)
    }

    /// Whether a number, as a whole one, lies in an interval.
    fn lies_in(&self, question: QuestionIndex, read: &str, interval: &Interval) -> String {
        let scaled = |number: Decimal| self.scales.of(question).whole(number);
        let low = match interval.low {
            Bound::Unbounded => None,
            Bound::Included(number) => Some(format!("{read} >= {}", scaled(number))),
            Bound::Excluded(number) => Some(format!("{read} > {}", scaled(number))),
        };
        let high = match interval.high {
            Bound::Unbounded => None,
            Bound::Included(number) => Some(format!("{read} <= {}", scaled(number))),
            Bound::Excluded(number) => Some(format!("{read} < {}", scaled(number))),
        };
        let both: Vec<String> = low.into_iter().chain(high).collect();
        match both.is_empty() {
            true => format!("{read} IS NOT NULL"),
            false => format!("({})", both.join(" AND ")),
        }
    }

    pub(super) fn listed<'w>(&self, words: impl Iterator<Item = &'w String>) -> String {
        words.map(|word| self.dialect.text(word)).collect::<Vec<_>>().join(", ")
    }
}

/// The column with the mask of a variable.
pub(super) fn mask(variable: usize) -> String {
    format!("m{variable}")
}

/// The column with a question's number, as a whole one; NULL where it is not known.
pub(super) fn number(question: QuestionIndex) -> String {
    format!("x{}", question.0)
}
