//! Spark.

use super::syntax::{self, Syntax};

/// How Spark says it.
pub(super) const SPARK: Syntax = Syntax {
    title: "Spark",
    notes: &[
        "set spark.sql.codegen.wholeStage=false first: the code that Spark would make of all layers \
         is too long for the Java virtual machine",
    ],
    quote: '`',
    text: syntax::text_with_escapes,
    text_type: "STRING",
    whole_type: "BIGINT",
    exact_type: "DECIMAL(38, 0)",
    exact_digits: 37,
    least: "LEAST",
    greatest: "GREATEST",
    bits_in_both: syntax::ampersand,
    position: syntax::instr,
    is_text: |column| format!("TYPEOF({column}) = 'string'"),
    // `\z`, for `$` would let the end of a line stand behind it.
    is_number: |text| format!("{text} RLIKE '^-?[0-9]+([.][0-9]+)?\\\\z'"),
    without_first_zeros: |text| format!("TRIM(LEADING '0' FROM {text})"),
    without_last_zeros: |text| format!("TRIM(TRAILING '0' FROM {text})"),
    before_layer: "",
    after_layer: "",
    create_view: "CREATE OR REPLACE VIEW",
    rows: syntax::rows_of_values,
};
