//! SQLite.

use super::syntax::{self, Syntax};

/// How SQLite says it.
pub(super) const SQLITE: Syntax = Syntax {
    title: "SQLite",
    notes: &["needs SQLite 3.35 or newer"],
    quote: '"',
    text: |text| syntax::standard_text(text, "char"),
    text_type: "TEXT",
    whole_type: "INTEGER",
    exact_type: "INTEGER",
    // Of 64 bits; past them it would go on in floating point.
    exact_digits: 18,
    least: "MIN",
    greatest: "MAX",
    bits_in_both: syntax::ampersand,
    position: syntax::instr,
    is_text: |column| format!("TYPEOF({column}) = 'text'"),
    is_number,
    without_first_zeros: syntax::ltrim_zeros,
    without_last_zeros: syntax::rtrim_zeros,
    before_layer: "MATERIALIZED ",
    after_layer: "",
    create_view: "CREATE VIEW",
    rows: syntax::rows_of_values,
};

/// It has no regular expressions of its own: a digit comes first and last, and between them nothing
/// but digits and one point.
fn is_number(text: &str) -> String {
    let digits = format!("LTRIM(SUBSTR({text}, 1, 1), '-') || SUBSTR({text}, 2)");
    format!(
        "({digits} GLOB '[0-9]*' AND {digits} GLOB '*[0-9]' AND {digits} NOT GLOB '*[^0-9.]*' \
         AND {digits} NOT GLOB '*.*.*')"
    )
}
