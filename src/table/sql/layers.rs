//! The layers of a statement: each column is worked out from those of the layers before it, and no
//! expression is written twice, nor worked out twice.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::TABLE;
use super::syntax::Syntax;

/// Columns, each in the first layer in which all that it is worked out from is there.
#[derive(Debug, Default)]
pub(super) struct Layers {
    columns: Vec<Column>,
    /// What holds of the rows that are taken from the table.
    rows: Vec<String>,
    places: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Column {
    name: String,
    sql: String,
    layer: usize,
    reads: Vec<usize>,
}

impl Layers {
    /// Takes only rows of the table of which this holds.
    pub(super) fn take_rows(&mut self, condition: String) {
        self.rows.push(condition);
    }

    /// Adds a column that is worked out from the table.
    pub(super) fn add_of_table(&mut self, name: String, sql: String) {
        self.push(Column { name, sql, layer: 1, reads: Vec::new() });
    }

    /// Adds a column that is worked out from those that were added before; hands out its name.
    pub(super) fn add(&mut self, name: String, sql: String) -> String {
        let reads = self.read_by(&sql);
        let layer = reads.iter().map(|read| self.columns[*read].layer).max().unwrap_or(0) + 1;
        self.push(Column { name: name.clone(), sql, layer: layer.max(2), reads });
        name
    }

    fn push(&mut self, column: Column) {
        self.places.insert(column.name.clone(), self.columns.len());
        self.columns.push(column);
    }

    /// The columns that an expression names. A word of a text that is a column's name is taken for it,
    /// which does no more harm than to carry it.
    fn read_by(&self, sql: &str) -> Vec<usize> {
        let words = sql.split(|one: char| !(one.is_ascii_alphanumeric() || one == '_'));
        let read: BTreeSet<usize> =
            words.filter_map(|word| self.places.get(word)).copied().collect();
        read.into_iter().collect()
    }

    /// Writes the layers as tables of a `WITH` that are read from a source, the first of them named by a
    /// prefix and 1; hands out the name of the last. It has what the expressions of `result` read.
    pub(super) fn write(
        &self,
        source: &str,
        prefix: &str,
        result: &[&str],
        syntax: &Syntax,
    ) -> (Vec<String>, String) {
        let last = self.columns.iter().map(|column| column.layer).max().unwrap_or(1);
        let until = self.needed_until(result, last);
        let mut tables = Vec::new();
        let mut from = format!("{source} AS {TABLE}");
        if !self.rows.is_empty() {
            from += &format!("\n  WHERE {}", self.rows.join("\n    AND "));
        }
        for layer in 1..=last {
            let name = format!("{prefix}{layer}");
            let selected = self.selected(layer, &until);
            tables.push(format!(
                "{name} AS {}(\n  SELECT\n    {}\n  FROM {from}{}\n)",
                syntax.before_layer,
                selected.join(",\n    "),
                syntax.after_layer
            ));
            from = name;
        }
        (tables, from)
    }

    /// For each column the last layer that reads it; 0 where none does.
    fn needed_until(&self, result: &[&str], last: usize) -> Vec<usize> {
        let mut until = vec![0; self.columns.len()];
        for read in result.iter().flat_map(|sql| self.read_by(sql)) {
            until[read] = last + 1;
        }
        for (place, column) in self.columns.iter().enumerate().rev() {
            if until[place] > 0 {
                for read in &column.reads {
                    until[*read] = until[*read].max(column.layer);
                }
            }
        }
        until
    }

    /// What a layer consists of: what is new, and what later ones read.
    fn selected(&self, layer: usize, until: &[usize]) -> Vec<String> {
        let columns = self.columns.iter().zip(until);
        let columns = columns.filter(|(column, until)| column.layer <= layer && **until > layer);
        let columns = columns.map(|(column, _)| match column.layer == layer {
            true => format!("{} AS {}", column.sql, column.name),
            false => column.name.clone(),
        });
        columns.collect()
    }
}
