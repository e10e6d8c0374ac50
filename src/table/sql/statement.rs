//! A statement, put together: what every cell leaves possible, what values come to, the nodes of the
//! circuit, and what is read off it.

use crate::engine::Engine;
use crate::engine::portable::{NotPortable, Portable};
use crate::playbook::Playbook;

use super::columns::Columns;
use super::dialect::{Dialect, parts};
use super::fitting::fitted;
use super::layers::Layers;
use super::nodes;
use super::reading::Reading;
use super::results::{Results, With};
use super::scales::Scales;
use super::steps::divides;
use super::worked::Working;

/// The most cells of one variable: the bits of a number of 64 that stay clear of its sign.
const MOST_CELLS: usize = 62;

/// Why a playbook has no statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotStated {
    /// Its circuits are bounds only.
    #[error(
        "the playbook is too large: its rules hang together too much to be laid out for a database"
    )]
    TooLarge,
    /// A question is cut into too many parts.
    #[error(
        "`{subject}` is cut into {cells} parts by the conditions on it, and a database takes {MOST_CELLS}"
    )]
    TooManyCells {
        /// The question or value.
        subject: String,
        /// How many.
        cells: usize,
    },
    /// A value hangs on too many parts of its questions.
    #[error("`{value}` is worked out from questions that conditions cut into too many parts")]
    TooManyBoxes {
        /// The value.
        value: String,
    },
    /// Databases divide with rounding.
    #[error("`{value}` divides by an answer, and a database would round what comes of it")]
    Divides {
        /// The value.
        value: String,
    },
    /// A database has too few digits.
    #[error("`{value}` takes more digits than {dialect} has")]
    TooManyDigits {
        /// The value.
        value: String,
        /// The dialect.
        dialect: &'static str,
    },
}

/// A playbook made ready for a dialect.
pub(super) struct Laid<'p> {
    playbook: &'p Playbook,
    dialect: Dialect,
    portable: Portable,
    scales: Scales,
}

impl<'p> Laid<'p> {
    /// Lays a playbook out.
    pub(super) fn of(playbook: &'p Playbook, dialect: Dialect) -> Result<Self, NotStated> {
        let portable = Engine::new(playbook).portable().map_err(|problem| match problem {
            NotPortable::TooLarge => NotStated::TooLarge,
            NotPortable::TooManyBoxes(value) => {
                NotStated::TooManyBoxes { value: playbook.value(value).id.clone() }
            }
        })?;
        let variables = &portable.variables;
        for variable in (0..variables.len()).map(|place| variables.get(place)) {
            let cells = variable.cells.len();
            if cells > MOST_CELLS {
                let subject = playbook.id_of(variable.subject).to_owned();
                return Err(NotStated::TooManyCells { subject, cells });
            }
        }
        if let Some(worked) = variables.worked.iter().find(|worked| divides(worked)) {
            return Err(NotStated::Divides { value: playbook.value(worked.value).id.clone() });
        }
        let syntax = dialect.syntax();
        let scales = fitted(playbook, variables, syntax.exact_digits);
        let scales = scales.map_err(|value| NotStated::TooManyDigits {
            value: playbook.value(value).id.clone(),
            dialect: syntax.title,
        })?;
        Ok(Self { playbook, dialect, portable, scales })
    }

    /// The tables of a `WITH`, and the query behind them, over a source.
    pub(super) fn query(
        &self,
        columns: &Columns,
        source: &str,
        with: With,
    ) -> (Vec<String>, String) {
        let syntax = self.dialect.syntax();
        let results =
            Results { playbook: self.playbook, portable: &self.portable, dialect: self.dialect };
        let layers = self.layers(columns, &results, with);
        let results = results.columns(with);
        let read: Vec<&str> = results.iter().map(|column| column.sql.as_str()).collect();
        let (tables, last) = layers.write(source, &prefix(source), &read, syntax);
        let shown = results.iter().map(|column| match column.name == column.sql {
            true => self.dialect.name(&column.name),
            false => format!("{} AS {}", column.sql, self.dialect.name(&column.name)),
        });
        let shown: Vec<String> = shown.collect();
        (tables, format!("SELECT\n  {}\nFROM {last}", shown.join(",\n  ")))
    }

    fn layers(&self, columns: &Columns, results: &Results<'_>, with: With) -> Layers {
        let mut layers = Layers::default();
        let variables = &self.portable.variables;
        let mut reading = Reading {
            playbook: self.playbook,
            variables,
            dialect: self.dialect,
            scales: &self.scales,
            layers: &mut layers,
        };
        reading.read(columns);
        let syntax = self.dialect.syntax();
        for (worked, boxes) in variables.worked.iter().zip(&self.portable.boxes) {
            let working = Working::of(self.playbook, worked, &self.scales, &mut layers, syntax);
            if let Some(mut working) = working {
                working.add_masks(boxes);
            }
        }
        nodes::add(&self.portable.model.circuit, &results.roots(with), syntax, &mut layers);
        layers
    }
}

/// What the names of layers begin with, other than that of the source.
fn prefix(source: &str) -> String {
    let mut prefix = "layer_".to_owned();
    while parts(&source.to_lowercase())
        .iter()
        .any(|part| part.trim_matches('`').starts_with(&prefix))
    {
        prefix.push('_');
    }
    prefix
}
