//! Sets of options: from a cell that names them, or from a column for each, to what is still possible of
//! each option.

use std::collections::BTreeMap;

use crate::engine::cells::{CellSet, CellValues, IN};
use crate::playbook::QuestionIndex;

use super::columns::{Column, Marks, SEPARATOR, SetTold};
use super::reading::{Reading, mask};

impl Reading<'_> {
    /// Reads a set of options; hands out a column that is 0 where something in it is none.
    pub(super) fn read_set(&mut self, question: QuestionIndex, column: &Column) -> String {
        let place = question.0;
        let ends = format!("'{SEPARATOR}'");
        // Two spaces beside a mark are as many as people leave.
        let mut tight = format!("{ends} || LOWER(t{place}) || {ends}");
        for _ in 0..2 {
            tight = format!(
                "REPLACE(REPLACE({tight}, '{SEPARATOR} ', {ends}), ' {SEPARATOR}', {ends})"
            );
        }
        let set = self.layers.add(format!("s{place}"), tight);
        // Each part between marks of its own, so that taking one out leaves its neighbour whole.
        let mut rest = format!("REPLACE({set}, {ends}, '{SEPARATOR}{SEPARATOR}')");
        for word in column.words.keys().chain(&column.set.leaves_open) {
            rest = format!("REPLACE({rest}, {}, '')", self.between_marks(word));
        }
        let sql = format!(
            "CASE WHEN t{place} IS NULL THEN 1 WHEN REPLACE({rest}, {ends}, '') = '' THEN 1 ELSE 0 END"
        );
        let read = self.layers.add(format!("r{place}"), sql);
        let open = self.rest_is_open(place, &set, &column.set);
        for variable in self.variables.of_question(question) {
            self.read_member(variable, (&set, open.as_deref()), column);
        }
        read
    }

    /// A column that is 1 where what a cell does not name may be in the set too; `None` where it never
    /// may.
    fn rest_is_open(&mut self, place: usize, set: &str, told: &SetTold) -> Option<String> {
        let open = if told.is_complete {
            let position = self.dialect.syntax().position;
            let words = told.leaves_open.iter();
            let named =
                words.map(|word| format!("{} > 0", position(set, &self.between_marks(word))));
            let named: Vec<String> = named.collect();
            (!named.is_empty()).then(|| format!("WHEN {} THEN 1 ELSE 0", named.join(" OR ")))
        } else {
            let whole = self.listed(told.whole.iter());
            Some(match whole.is_empty() {
                true => "WHEN 1 = 1 THEN 1".to_owned(),
                false => format!("WHEN LOWER(t{place}) IN ({whole}) THEN 0 ELSE 1"),
            })
        };
        open.map(|open| self.layers.add(format!("o{place}"), format!("CASE {open} END")))
    }

    fn read_member(&mut self, variable: usize, (set, open): (&str, Option<&str>), column: &Column) {
        let of = self.variables.get(variable);
        let CellValues::Member(option) = &of.values else { return };
        let (all, within) = (of.cells.bits(), CellSet::single(IN));
        let words = column.words.iter().filter(|(_, stands_for)| *stands_for == option);
        let position = self.dialect.syntax().position;
        let named =
            words.map(|(word, _)| format!("{} > 0", position(set, &self.between_marks(word))));
        let named: Vec<String> = named.collect();
        let sql = format!(
            "CASE WHEN {set} IS NULL THEN {all} WHEN {} THEN {}{} ELSE {} END",
            named.join(" OR "),
            within.bits(),
            open.map_or_else(String::new, |open| format!(" WHEN {open} = 1 THEN {all}")),
            of.cells.without(within).bits()
        );
        self.layers.add(mask(variable), sql);
    }

    /// Reads a set of options that has a column for each; hands out when a cell of them is no mark, and
    /// what to say then.
    pub(super) fn read_marks(
        &mut self,
        question: QuestionIndex,
        column: &Column,
        marks: &Marks,
    ) -> String {
        let place = question.0;
        let text_type = self.dialect.syntax().text_type;
        let unknown = self.listed(column.unknown.iter());
        let (within, without) =
            (self.listed(marks.within.iter()), self.listed(marks.without.iter()));
        let (mut doubts, mut said, mut read) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (mark, (option, name, holds)) in marks.columns.iter().enumerate() {
            let text = format!("t{place}_{mark}");
            let sql = format!("TRIM(COALESCE(CAST({holds} AS {text_type}), ''))");
            self.layers.add_of_table(text.clone(), sql);
            let sql = format!(
                "CASE WHEN LOWER({text}) IN ({within}) THEN 1 WHEN LOWER({text}) IN ({without}) THEN 2 \
                 WHEN LOWER({text}) IN ({unknown}) THEN 3 ELSE 0 END"
            );
            let one = self.layers.add(format!("r{place}_{mark}"), sql);
            let says = self.dialect.text(&format!("{name}: "));
            doubts.push(format!("WHEN {one} = 0 THEN {says} || {text}"));
            said.push(format!("LOWER({text}) IN ({unknown})"));
            read.insert(*option, one);
        }
        let sql = format!("CASE WHEN {} THEN 0 ELSE 1 END", said.join(" AND "));
        let said = self.layers.add(format!("s{place}"), sql);
        for variable in self.variables.of_question(question) {
            self.read_mark(variable, &said, &read, column.set.is_complete);
        }
        doubts.join(" ")
    }

    fn read_mark(
        &mut self,
        variable: usize,
        said: &str,
        read: &BTreeMap<usize, String>,
        is_complete: bool,
    ) {
        let of = self.variables.get(variable);
        let CellValues::Member(option) = &of.values else { return };
        let (all, within) = (of.cells, CellSet::single(IN));
        let without = all.without(within).bits();
        let (all, within) = (all.bits(), within.bits());
        let silent = if is_complete { without } else { all };
        let sql = match read.get(option) {
            Some(read) => format!(
                "CASE WHEN {said} = 0 THEN {all} ELSE CASE {read} WHEN 1 THEN {within} \
                 WHEN 2 THEN {without} WHEN 3 THEN {silent} ELSE {all} END END"
            ),
            None => format!("CASE WHEN {said} = 0 THEN {all} ELSE {silent} END"),
        };
        self.layers.add(mask(variable), sql);
    }

    fn between_marks(&self, word: &str) -> String {
        self.dialect.text(&format!("{SEPARATOR}{word}{SEPARATOR}"))
    }
}
