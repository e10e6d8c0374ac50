//! JSON Schemas (2020-12) of the files that people write, so that an editor completes keys, types
//! and operators, and flags mistakes while they are made.
//!
//! They are made from the [formats](crate::format), whose words are the descriptions that an editor
//! shows. A schema sees a file as an editor does, as YAML 1.2 in its core schema: `yes` is a text
//! there, `true` is none, and quotes around a text are gone. What a schema can't say, such as that
//! an id is given twice, the loaders still find.
//!
//! | what | where |
//! | --- | --- |
//! | maps and their keys | `maps` |
//! | texts, ids, dates | `scalars` |
//! | which keys go with which type of question | `questions` |
//! | conditions and tests, facts and answers | `conditions`, `facts` |
//! | names of one playbook in their place | `names` |

mod conditions;
mod facts;
mod maps;
mod names;
mod questions;
mod scalars;

use serde_json::{Value, json};

use crate::format::{self, Format, Shape};
use crate::playbook::Playbook;
use maps::Definitions;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A playbook.
    Playbook,
    /// A deal.
    Deal,
    /// A playbook's cases.
    Cases,
    /// A team's `coach.yaml`.
    Team,
    /// A map of a table.
    Map,
}

impl FileKind {
    /// What such files consist of.
    pub fn format(self) -> &'static Format {
        match self {
            Self::Playbook => &format::playbook::FORMAT,
            Self::Deal => &format::deal::FORMAT,
            Self::Cases => &format::cases::FORMAT,
            Self::Team => &format::team::FORMAT,
            Self::Map => &format::map::FORMAT,
        }
    }
}

/// The schema of a kind of file.
pub fn schema(kind: FileKind) -> Value {
    let Format { title, root, .. } = kind.format();
    let mut definitions = Definitions::new(beyond_parts);
    let mut schema = definitions.map(root);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema["$defs"] = definitions.into_value();
    schema
}

/// The schema of a kind of file that is about one playbook: it knows the playbook's stages,
/// questions, options and rules, and which operators each question has.
pub fn schema_for(kind: FileKind, playbook: &Playbook) -> Value {
    let mut schema = schema(kind);
    names::put_in(&mut schema, playbook);
    schema
}

/// What more is said of some shapes than what their parts are.
fn beyond_parts(all: &mut Definitions, shape: Shape) -> Value {
    match shape {
        Shape::Condition => all.refer("Condition", conditions::condition),
        Shape::Facts => all.refer("Facts", facts::facts),
        Shape::Answer => all.refer("Answer", facts::answer),
        Shape::Was => facts::was(),
        _ => json!({}),
    }
}

/// A schema as the text of a file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
