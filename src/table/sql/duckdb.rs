//! DuckDB.

use super::syntax::{self, Syntax};

/// How DuckDB says it.
pub(super) const DUCKDB: Syntax = Syntax {
    title: "DuckDB",
    notes: &[],
    quote: '"',
    text: |text| syntax::standard_text(text, "chr"),
    text_type: "VARCHAR",
    whole_type: "BIGINT",
    // Of DECIMAL(38, 0) a product would need 76 digits, which it has not.
    exact_type: "HUGEINT",
    exact_digits: 38,
    least: "LEAST",
    greatest: "GREATEST",
    bits_in_both: syntax::ampersand,
    position: syntax::strpos,
    is_text: |column| format!("TYPEOF({column}) = 'VARCHAR'"),
    is_number: |text| format!("REGEXP_FULL_MATCH({text}, '-?[0-9]+([.][0-9]+)?')"),
    without_first_zeros: syntax::ltrim_zeros,
    without_last_zeros: syntax::rtrim_zeros,
    before_layer: "",
    after_layer: "",
    create_view: "CREATE OR REPLACE VIEW",
    rows: syntax::rows_of_values,
};
