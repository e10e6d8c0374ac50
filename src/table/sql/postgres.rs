//! PostgreSQL.

use super::syntax::{self, Syntax};

/// How PostgreSQL says it.
pub(super) const POSTGRES: Syntax = Syntax {
    title: "PostgreSQL",
    notes: &[],
    quote: '"',
    // A literal of the kind that knows no escapes, whatever the server is set to.
    text: |text| match text.contains('\\') || text.contains(char::is_control) {
        true => format!("E{}", syntax::text_with_escapes(text)),
        false => syntax::standard_text(text, "chr"),
    },
    text_type: "TEXT",
    whole_type: "BIGINT",
    exact_type: "NUMERIC",
    // As many as a value of this many factors needs: NUMERIC has 131072.
    exact_digits: 1000,
    least: "LEAST",
    greatest: "GREATEST",
    bits_in_both: syntax::ampersand,
    position: syntax::strpos,
    is_text: |column| {
        format!("PG_TYPEOF({column})::TEXT IN ('text', 'character varying', 'character')")
    },
    is_number: |text| format!("{text} ~ '^-?[0-9]+([.][0-9]+)?$'"),
    without_first_zeros: syntax::ltrim_zeros,
    without_last_zeros: syntax::rtrim_zeros,
    before_layer: "",
    // Without a fence the layers become one, in which each is written out as often as it is used.
    after_layer: "\n  OFFSET 0",
    create_view: "CREATE OR REPLACE VIEW",
    rows: syntax::rows_of_values,
};
