//! Rows of random tables have the verdict, the scores and the band in a warehouse that the engine gives
//! for the same facts; a row with a word that is no answer has none.

use coach::deal::{Answer, Fact, Facts, Interval, Numbers};
use coach::engine::Engine;
use coach::playbook::{Kind, Playbook, Question, library::Library, load};
use coach::table::sql::{Columns, Dialect, NotStated, Request, With, statement};
use rust_decimal::Decimal;

use crate::effort::cases;
use crate::reference::playbooks::{SMALL, loaded, write};
use crate::reference::tape::{Tape, row};
use crate::reference::worked::WorkedPair;
use crate::warehouses::Warehouse;

/// Rows of each random table.
const ROWS: usize = 8;
/// Rows of each table of a shipped playbook.
const ROWS_OF_SHIPPED: usize = 300;
/// Random playbooks, one of four of them with values.
const PLAYBOOKS: u64 = 5_000;
/// As many random numbers as a table may take.
const LENGTH: usize = 60_000;

/// A table, and what the engine says of its rows.
struct Table {
    playbook: Playbook,
    /// For each row its cells; `None` is NULL.
    cells: Vec<Vec<Option<String>>>,
    /// For each row its verdict, its scores and its band.
    expected: Vec<String>,
    /// Whether numbers are no texts.
    has_types: bool,
}

impl Table {
    fn of(playbook: Playbook, rows: usize, tape: &mut Tape<'_>) -> Self {
        let engine = Engine::new(&playbook);
        let has_types = tape.chance(40);
        let mut cells = Vec::new();
        let mut expected = Vec::new();
        for _ in 0..rows {
            let (row, facts) = random_row(&playbook, tape, has_types);
            cells.push(row);
            expected.push(match facts {
                None => "|||".to_owned(),
                Some(facts) => {
                    let outcome = engine.outcome(&facts);
                    let band = outcome.band.map(|band| playbook.scale.bands()[band].id.as_str());
                    let (score, band) = (outcome.score, band.unwrap_or_default());
                    let (low, high) = (score.at_least, score.at_most);
                    format!("{}|{low}|{high}|{band}", outcome.verdict.name())
                }
            });
        }
        Self { playbook, cells, expected, has_types }
    }

    /// The same in Spark, where a table in memory is a view.
    fn spark_script(&self, place: usize) -> Result<String, NotStated> {
        let dialect = Dialect::Spark;
        let with = With { score: !self.playbook.scale.bands().is_empty(), ..With::default() };
        let request = Request { dialect, table: "deals", view: None, with };
        let columns = Columns::named_as_questions(&self.playbook, dialect);
        let query = statement(&self.playbook, &columns, &request)?;
        let asked = self.playbook.questions.iter();
        let asked = asked.filter(|one| !matches!(one.kind, Kind::Text));
        let names = ["id"].into_iter().chain(asked.map(|one| one.id.as_str()));
        let names: Vec<String> = names.map(|name| dialect.name(name)).collect();
        let rows = self.rows(place, dialect).join(", ");
        let names = names.join(", ");
        Ok(format!(
            "CREATE OR REPLACE TEMPORARY VIEW deals AS SELECT * FROM VALUES {rows} AS t ({names});\n\
             {query}"
        ))
    }

    /// The rows, as they stand behind `VALUES`.
    fn rows(&self, place: usize, dialect: Dialect) -> Vec<String> {
        let rows = self.cells.iter().enumerate().map(|(row, cells)| {
            let cells = cells.iter().map(|cell| match cell {
                Some(cell) => dialect.text(cell),
                None => "NULL".to_owned(),
            });
            let id = dialect.text(&format!("{place}:{row}"));
            format!("({})", [id].into_iter().chain(cells).collect::<Vec<_>>().join(", "))
        });
        rows.collect()
    }

    /// A script that makes the table and judges it.
    fn script(&self, place: usize, dialect: Dialect) -> Result<String, NotStated> {
        let asked = self.playbook.questions.iter();
        let asked: Vec<_> = asked.filter(|one| !matches!(one.kind, Kind::Text)).collect();
        let kind = |question: &Question| match (&question.kind, dialect) {
            (Kind::Number(_), Dialect::Duckdb) if self.has_types => "DECIMAL(18, 3)",
            (Kind::Number(_), _) if self.has_types => "NUMERIC",
            _ => "TEXT",
        };
        let columns = asked.iter().map(|one| format!("{} {}", dialect.name(&one.id), kind(one)));
        let columns: Vec<String> = columns.collect();
        let rows = self.rows(place, dialect);
        let with = With { score: true, ..With::default() };
        let request = Request { dialect, table: "the \"deals\"", view: Some("judged"), with };
        let mut view = statement(
            &self.playbook,
            &Columns::named_as_questions(&self.playbook, dialect),
            &request,
        )?;
        if dialect == Dialect::Sqlite {
            // Only a temporary view may read a temporary table there.
            view = view.replace("CREATE VIEW", "CREATE TEMP VIEW");
        }
        let table = dialect.path(request.table);
        let band = if self.playbook.scale.bands().is_empty() { "NULL" } else { "band" };
        // What the table before it left is put away first: the rows have to come last.
        Ok(format!(
            "DROP VIEW IF EXISTS judged;\nDROP TABLE IF EXISTS {table};\n\
             CREATE TEMP TABLE {table} ({});\nINSERT INTO {table} VALUES {};\n{view}\
             SELECT id, verdict, at_least, at_most, {band} AS band FROM judged;\n",
            ["id TEXT".to_owned()].into_iter().chain(columns).collect::<Vec<_>>().join(", "),
            rows.join(", "),
        ))
    }
}

/// A row, and its facts; none where a cell is no answer.
fn random_row(
    playbook: &Playbook,
    tape: &mut Tape<'_>,
    has_types: bool,
) -> (Vec<Option<String>>, Option<Facts>) {
    let mut facts = Some(Facts::none(playbook));
    let known = [30, 60, 90, 100][tape.below(4)];
    let mut cells = Vec::new();
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        if matches!(question.kind, Kind::Text) {
            continue;
        }
        if !tape.chance(known) {
            let is_number = matches!(question.kind, Kind::Number(_));
            let blank = tape.chance(30) && !(is_number && has_types);
            cells.push(blank.then(|| ["", " ", "Unknown"][tape.below(3)].to_owned()));
            continue;
        }
        let (cell, answer) = random_cell(question, tape, has_types);
        cells.push(Some(cell));
        match (answer, &mut facts) {
            (Some(answer), Some(facts)) => facts.set(index, vec![Fact::bare(question, answer)]),
            _ => facts = None,
        }
    }
    (cells, facts)
}

/// A cell, and the answer that it is, if it is one.
fn random_cell(
    question: &Question,
    tape: &mut Tape<'_>,
    has_types: bool,
) -> (String, Option<Answer>) {
    let count = question.option_count();
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } if tape.chance(1) => ("what?".to_owned(), None),
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let option = tape.below(count);
            (word(question, option, tape), Some(Answer::OneOf([option].into())))
        }
        Kind::Choices { .. } => {
            let includes = tape.some_of(count, 40);
            let mut words: Vec<String> =
                includes.iter().map(|option| word(question, *option, tape)).collect();
            let is_wrong = tape.chance(1);
            words.extend(is_wrong.then(|| "what?".to_owned()));
            let cell = if words.is_empty() { ";".to_owned() } else { words.join(";") };
            let excludes = (0..count).filter(|option| !includes.contains(option)).collect();
            let answer = Answer::Choices { includes: includes.into_iter().collect(), excludes };
            (cell, (!is_wrong).then_some(answer))
        }
        Kind::Number(kind) => {
            // What comes out of the random playbooks' limits is no answer, and seldom drawn.
            let low = kind.min.unwrap_or(Decimal::from(-6));
            let high = kind.max.unwrap_or(Decimal::from(60));
            let span: i64 = ((high - low) * Decimal::TWO).to_string().parse().unwrap_or(60);
            let beyond = i64::from(tape.chance(2));
            let half = if kind.whole {
                tape.between(0, span / 2 + beyond) * 2
            } else {
                tape.between(0, span + beyond)
            };
            let number = low + Decimal::new(half * 5, 1);
            let text = match number.normalize().to_string() {
                text if !has_types && tape.chance(20) && !text.contains('.') => format!("{text}.0"),
                text => text,
            };
            let numbers = Numbers::within(kind, [Interval::point(number)]);
            (text, (!numbers.is_empty()).then_some(Answer::Numbers(numbers)))
        }
        Kind::Text => (String::new(), None),
    }
}

/// An option, as somebody may have written it.
fn word(question: &Question, option: usize, tape: &mut Tape<'_>) -> String {
    let (id, label) = (question.option_id(option), question.option_label(option));
    match tape.below(4) {
        0 => id.to_uppercase(),
        1 if !label.contains(';') && is_its_own(question, label, option) => format!(" {label}"),
        2 if matches!(question.kind, Kind::YesNo { .. }) => ["true", "False"][option].to_owned(),
        _ => id.to_owned(),
    }
}

/// Whether a label stands for no other option.
fn is_its_own(question: &Question, label: &str, option: usize) -> bool {
    let small = label.trim().to_lowercase();
    (0..question.option_count()).filter(|other| *other != option).all(|other| {
        question.option_id(other) != small && question.option_label(other).to_lowercase() != small
    })
}

fn random_tables() -> Vec<Table> {
    let table = |seed: u64| {
        let numbers = row(seed, LENGTH);
        let tape = &mut Tape::new(&numbers);
        let playbook = match seed % 4 {
            0 => WorkedPair::of(&row(seed + 1, 400)).playbook,
            _ => loaded(&write(tape, SMALL)),
        };
        Table::of(playbook, ROWS, tape)
    };
    (0..cases(PLAYBOOKS)).map(table).collect()
}

fn shipped_tables() -> Vec<Table> {
    let library = Library::new(Vec::new());
    let ids = [
        "bant",
        "consultative",
        "infrastructure-migration",
        "meddpicc",
        "renewal",
        "saas-subscription",
        "services-project",
        "spiced",
        "subscription-billing",
    ];
    let table = |(seed, id): (usize, &&str)| {
        let playbook = load::load(library.find(id, None).unwrap()).unwrap();
        Table::of(playbook, ROWS_OF_SHIPPED, &mut Tape::new(&row(seed as u64, LENGTH)))
    };
    ids.iter().enumerate().map(table).collect()
}

/// Runs all tables in a warehouse.
fn agree(warehouse: Option<Warehouse>, tables: &[Table]) {
    let Some(warehouse) = warehouse else { return };
    let (mut scripts, mut expected) = (Vec::new(), Vec::new());
    for (place, table) in tables.iter().enumerate() {
        let script = match warehouse.dialect {
            Dialect::Spark => table.spark_script(place),
            dialect => table.script(place, dialect),
        };
        match script {
            Ok(script) => {
                scripts.push(script);
                let rows = table.expected.iter().enumerate();
                expected.extend(rows.map(|(row, told)| format!("{place}:{row}|{told}")));
            }
            Err(NotStated::Divides { .. }) => {}
            Err(problem) => panic!("table {place}: {problem}"),
        }
    }
    assert!(scripts.len() * 10 > tables.len() * 8, "{} of {}", scripts.len(), tables.len());
    let mut found = warehouse.run(&scripts);
    found.sort();
    expected.sort();
    let wrong = found.iter().zip(&expected).find(|(found, expected)| found != expected);
    assert_eq!(wrong, None, "what {:?} finds, and what the engine does", warehouse.dialect);
    assert_eq!(found.len(), expected.len());
}

#[test]
fn sqlite_agrees_with_the_engine_on_random_playbooks() {
    agree(Warehouse::sqlite(), &random_tables());
}

#[test]
fn sqlite_agrees_with_the_engine_on_every_playbook_that_ships() {
    agree(Warehouse::sqlite(), &shipped_tables());
}

#[test]
fn duckdb_agrees_with_the_engine_on_random_playbooks() {
    agree(Warehouse::duckdb(), &random_tables());
}

#[test]
fn duckdb_agrees_with_the_engine_on_every_playbook_that_ships() {
    agree(Warehouse::duckdb(), &shipped_tables());
}

#[test]
fn postgres_agrees_with_the_engine_on_random_playbooks() {
    agree(Warehouse::postgres(), &random_tables());
}

#[test]
fn postgres_agrees_with_the_engine_on_every_playbook_that_ships() {
    agree(Warehouse::postgres(), &shipped_tables());
}

#[test]
fn spark_agrees_with_the_engine_on_every_playbook_that_ships() {
    agree(Warehouse::spark(), &shipped_tables());
}
