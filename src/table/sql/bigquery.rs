//! BigQuery.

use super::syntax::{self, Syntax};

/// How BigQuery says it.
pub(super) const BIGQUERY: Syntax = Syntax {
    title: "BigQuery",
    notes: &[
        "not run by the authors of coach, who have no BigQuery: run the statement of --self-check first",
    ],
    quote: '`',
    text: syntax::text_with_escapes,
    text_type: "STRING",
    whole_type: "INT64",
    exact_type: "BIGNUMERIC",
    exact_digits: 38,
    least: "LEAST",
    greatest: "GREATEST",
    bits_in_both: syntax::ampersand,
    position: syntax::strpos,
    // It has no function for the type of a column; in JSON a text has marks around it.
    is_text: |column| format!("STARTS_WITH(TO_JSON_STRING({column}), '\"')"),
    is_number: |text| format!("REGEXP_CONTAINS({text}, '^-?[0-9]+([.][0-9]+)?$')"),
    without_first_zeros: syntax::ltrim_zeros,
    without_last_zeros: syntax::rtrim_zeros,
    before_layer: "",
    after_layer: "",
    create_view: "CREATE OR REPLACE VIEW",
    rows: |name, columns, rows| {
        let fields: Vec<String> = columns.iter().map(|column| format!("{column} STRING")).collect();
        let rows: Vec<String> = rows.iter().map(|row| format!("({row})")).collect();
        let (fields, rows) = (fields.join(", "), rows.join(",\n  "));
        format!("{name} AS (SELECT * FROM UNNEST(ARRAY<STRUCT<{fields}>>[\n  {rows}\n]))")
    },
};
