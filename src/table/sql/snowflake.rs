//! Snowflake.

use super::syntax::{self, Syntax};

/// How Snowflake says it.
pub(super) const SNOWFLAKE: Syntax = Syntax {
    title: "Snowflake",
    notes: &[
        "not run by the authors of coach, who have no Snowflake: run the statement of --self-check first",
        "names are quoted, and so in Snowflake capitals and small letters are not the same",
    ],
    quote: '"',
    text: syntax::text_with_escapes,
    text_type: "VARCHAR",
    whole_type: "NUMBER(38, 0)",
    exact_type: "NUMBER(38, 0)",
    exact_digits: 37,
    least: "LEAST",
    greatest: "GREATEST",
    bits_in_both: |one, two| format!("BITAND({one}, {two})"),
    position: |text, part| format!("POSITION({part}, {text})"),
    is_text: |column| format!("SYSTEM$TYPEOF({column}) LIKE 'VARCHAR%'"),
    is_number: |text| format!("REGEXP_LIKE({text}, '-?[0-9]+([.][0-9]+)?')"),
    without_first_zeros: syntax::ltrim_zeros,
    without_last_zeros: syntax::rtrim_zeros,
    before_layer: "",
    after_layer: "",
    create_view: "CREATE OR REPLACE VIEW",
    rows: |name, columns, rows| {
        let rows: Vec<String> = rows.iter().map(|row| format!("({row})")).collect();
        let columns = columns.join(", ");
        format!("{name} ({columns}) AS (SELECT * FROM VALUES\n  {}\n)", rows.join(",\n  "))
    },
};
