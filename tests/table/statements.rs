//! What a statement is made of: names and texts that are safe whatever they hold, what is handed out,
//! and what is refused.

use coach::playbook::Playbook;
use coach::table::sql::{Columns, Dialect, NotStated, Request, With, self_check, statement};

use crate::reference::playbooks::loaded;
use crate::warehouses::Warehouse;

const DIALECTS: [Dialect; 6] = [
    Dialect::Duckdb,
    Dialect::Postgres,
    Dialect::Spark,
    Dialect::Sqlite,
    Dialect::Snowflake,
    Dialect::Bigquery,
];

/// Labels that would end a text, were they taken as they are.
const ODD: &str = r#"format: 1
id: odd
title: "Odd */ ; --"
summary: Made by a test.
offer: { name: Thing, solves: Something }
stages:
  - id: s
    title: Stage
    buyer_asks: What?
    questions:
      - id: select
        ask: Which?
        type: choice
        options: { one: "it's \\'; DROP TABLE deals; --", two: "Ünder\\", three: "No \"three\"" }
      - id: needs
        ask: What?
        type: choices
        options: { here: "Right here", there: Over there }
      - { id: size, ask: How many?, type: number, min: 0, max: 99.5 }
fit:
  disqualifiers:
    - { id: not_two, when: { select: two }, because: So. }
  signals:
    - { id: size_is, when: { size: { at_least: 12.25 } }, weight: 2, because: So. }
    - { id: both, when: { needs: { includes: [here, there] } }, weight: 1, because: So. }
  threshold: 2
"#;

fn odd() -> Playbook {
    loaded(ODD)
}

fn written(playbook: &Playbook, dialect: Dialect, table: &str, with: With) -> String {
    let request = Request { dialect, table, view: None, with };
    statement(playbook, &Columns::named_as_questions(playbook, dialect), &request).unwrap()
}

/// The rows of a table of the odd playbook, judged by SQLite.
fn judged(rows: &str, with: With) -> Option<Vec<String>> {
    let sqlite = Warehouse::sqlite()?;
    let query = written(&odd(), sqlite.dialect, "deals", with);
    let script = format!(
        "CREATE TABLE deals (id, \"select\", needs, size);\nINSERT INTO deals VALUES {rows};\n{query}"
    );
    Some(sqlite.run(&[script]))
}

#[test]
fn words_in_labels_stay_words() {
    let rows = r#"(1, 'it''s \''; DROP TABLE deals; --', ';', 13), (2, 'ünder\', 'here', 1),
        (3, 'Ünder\', 'RIGHT HERE; there', '12.25'), (4, 'NO "THREE"', NULL, 12.2)"#;
    let Some(found) = judged(rows, With::default()) else { return };
    assert_eq!(found, ["1|fit|2|2", "2|no-fit|0|0", "3|no-fit|3|3", "4|no-fit|0|1"]);
}

#[test]
fn a_word_that_is_no_answer_is_told_and_never_unknown() {
    let rows = "(1, 'four', NULL, 13), (2, NULL, 'here;nowhere', 13), (3, NULL, NULL, '1,200'), \
        (4, 'one', NULL, 100), (5, NULL, '', '  '), (6, 'one', NULL, '40.000'), (7, 'one', NULL, '1e1')";
    let with = With { unmapped: true, ..With::default() };
    let Some(found) = judged(rows, with) else { return };
    let expected = [
        "1||||select: four",
        "2||||needs: here;nowhere",
        "3||||size: 1,200",
        "4||||size: 100",
        "5|undecided|0|3|",
        "6||||size: 40.000",
        "7||||size: 1e1",
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_rule_has_a_column_on_demand() {
    let with = With { rules: true, ..With::default() };
    let Some(found) = judged("(1, 'one', 'here', NULL), (2, 'two', NULL, 50)", with) else {
        return;
    };
    assert_eq!(found, ["1|undecided|0|2|fails|open|fails", "2|no-fit|2|3|holds|holds|open"]);
}

#[test]
fn names_and_texts_are_closed_whatever_they_hold() {
    for dialect in DIALECTS {
        let (name, text) = (dialect.name("a\"b`c"), dialect.text("it's \\ \n"));
        let (mark, doubled) = match dialect {
            Dialect::Spark => ("`", "a\"b``c"),
            Dialect::Bigquery => ("`", "a\"b\\`c"),
            _ => ("\"", "a\"\"b`c"),
        };
        assert_eq!(name, format!("{mark}{doubled}{mark}"));
        assert!(!text.contains('\n'), "{dialect:?}: {text}");
    }
    assert_eq!(Dialect::Sqlite.text("it's\n"), "'it''s' || char(10) || ''");
    assert_eq!(Dialect::Postgres.text("it's \\"), "E'it\\'s \\\\'");
    assert_eq!(Dialect::Bigquery.text("it's \\"), "'it\\'s \\\\'");
}

#[test]
fn a_table_lies_in_its_schema_and_a_point_in_quotes_belongs_to_a_name() {
    assert_eq!(Dialect::Postgres.path("crm.deals"), "\"crm\".\"deals\"");
    assert_eq!(Dialect::Duckdb.path("\"deals.csv\""), "\"deals.csv\"");
    assert_eq!(Dialect::Spark.path("a.b; DROP TABLE c"), "`a`.`b; DROP TABLE c`");
}

#[test]
fn a_statement_says_whose_it_is_and_what_its_dialect_asks_for() {
    let header = |dialect| written(&odd(), dialect, "deals", With::default());
    assert!(header(Dialect::Duckdb).starts_with("-- playbook odd, for DuckDB, by coach "));
    assert!(header(Dialect::Spark).contains("spark.sql.codegen.wholeStage=false"));
    for dialect in [Dialect::Snowflake, Dialect::Bigquery] {
        assert!(header(dialect).contains("-- not run by the authors of coach"), "{dialect:?}");
    }
}

#[test]
fn rows_of_its_own_show_a_statement_right() {
    for warehouse in [Warehouse::sqlite(), Warehouse::duckdb(), Warehouse::postgres()] {
        let Some(warehouse) = warehouse else { continue };
        let found = warehouse.run(&[self_check(&odd(), warehouse.dialect).unwrap()]);
        assert_eq!(found, ["rows looked at|200|200 are right"], "{:?}", warehouse.dialect);
    }
}

#[test]
fn rows_of_its_own_show_a_statement_wrong() {
    let Some(sqlite) = Warehouse::sqlite() else { return };
    let right = self_check(&odd(), sqlite.dialect).unwrap();
    let wrong = right.replace("'no-fit' WHEN", "'fit' WHEN");
    assert_ne!(wrong, right);
    assert!(sqlite.run(&[wrong]).len() > 1);
}

#[test]
fn what_a_database_would_round_is_refused() {
    let value = "values:\n  - { id: share, title: Share, is: 1 / size }\nfit:";
    let text = ODD.replace("fit:", value).replace("{ select: two }", "{ share: { at_least: 1 } }");
    let playbook = loaded(&text);
    let problem = self_check(&playbook, Dialect::Postgres).unwrap_err();
    assert_eq!(problem, NotStated::Divides { value: "share".to_owned() });
}

#[test]
fn what_a_database_has_no_digits_for_is_no_answer() {
    let value = "values:\n  - { id: area, title: Area, is: size * size }\nfit:";
    let text =
        ODD.replace("fit:", value).replace("{ select: two }", "{ area: { at_least: 9000 } }");
    let text = text.replace(", max: 99.5", "");
    let Some(sqlite) = Warehouse::sqlite() else { return };
    let playbook = loaded(&text);
    let with = With { unmapped: true, ..With::default() };
    let query = written(&playbook, sqlite.dialect, "deals", with);
    let script = format!(
        "CREATE TABLE deals (id, \"select\", needs, size);\nINSERT INTO deals VALUES \
         (1, NULL, ';', '94.87'), (2, NULL, ';', '94.86'), (3, NULL, ';', '123456789012');\n{query}"
    );
    let expected = ["1|no-fit|2|2|", "2|fit|2|2|", "3||||size: 123456789012"];
    assert_eq!(sqlite.run(&[script]), expected);
}
