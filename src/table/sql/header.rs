//! The comment above a statement.

use crate::playbook::Playbook;

use super::dialect::Dialect;

/// Whose statement it is, and what its reader has to know. An id has letters, digits and `-` alone.
pub(super) fn header(playbook: &Playbook, dialect: Dialect) -> String {
    let syntax = dialect.syntax();
    let notes: Vec<String> = syntax.notes.iter().map(|note| format!("-- {note}\n")).collect();
    format!(
        "-- playbook {}, for {}, by coach {}\n{}",
        playbook.id,
        syntax.title,
        env!("CARGO_PKG_VERSION"),
        notes.concat()
    )
}
