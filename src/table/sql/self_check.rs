//! Rows of which the engine's verdict is known, for whoever has the warehouse alone to hold a statement
//! against.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::deal::{Answer, Fact, Facts, Interval, Numbers};
use crate::engine::Engine;
use crate::playbook::{
    Condition, Kind, NumberKind, NumberTest, Playbook, QuestionIndex, Subject, Test,
};
use crate::text::yaml::numbers::written;

use super::columns::{Columns, SEPARATOR};
use super::dialect::Dialect;
use super::header::header;
use super::results::With;
use super::statement::{Laid, NotStated};

/// So many rows: enough for each answer of a question with ten options to be there a dozen times.
const ROWS: usize = 200;

/// A statement with rows of its own that hands out those of which it says something else than the
/// engine, and then how many rows there were.
///
/// # Errors
/// As for [`statement`](super::statement).
pub fn self_check(playbook: &Playbook, dialect: Dialect) -> Result<String, NotStated> {
    let laid = Laid::of(playbook, dialect)?;
    let columns = Columns::named_as_questions(playbook, dialect);
    let names = rows_columns(playbook, dialect);
    let rows = rows(playbook, dialect);
    let table = (dialect.syntax().rows)("rows_of_coach", &names, &rows);
    let (tables, query) = laid.query(&columns, "rows_of_coach", With::default());
    let (id, expected) = (dialect.name("id"), dialect.name("expected"));
    let text = dialect.syntax().text_type;
    let found = format!(
        "COALESCE(f.verdict || ' ' || CAST(f.at_least AS {text}) || ' ' || CAST(f.at_most AS {text}), 'nothing')"
    );
    Ok(format!(
        "{}-- hands out the rows that are wrong, then how many were looked at\nWITH {table}, {},\n\
         found AS (\n{query}\n),\nboth_of_coach AS (\n  SELECT r.{id} AS id, r.{expected} AS expected, \
         {found} AS found\n  FROM rows_of_coach r JOIN found f ON r.{id} = f.{id}\n)\n\
         SELECT id, expected, found FROM both_of_coach WHERE expected <> found\nUNION ALL\n\
         SELECT 'rows looked at', CAST(COUNT(*) AS {text}), \
         CAST(SUM(CASE WHEN expected = found THEN 1 ELSE 0 END) AS {text}) || ' are right'\n\
         FROM both_of_coach;\n",
        header(playbook, dialect),
        tables.join(", ")
    ))
}

fn rows_columns(playbook: &Playbook, dialect: Dialect) -> Vec<String> {
    let asked = playbook.questions.iter().filter(|one| !matches!(one.kind, Kind::Text));
    let names = ["id"].into_iter().chain(asked.map(|question| question.id.as_str()));
    names.chain(["expected"]).map(|name| dialect.name(name)).collect()
}

/// The rows, each with what the engine says of it.
fn rows(playbook: &Playbook, dialect: Dialect) -> Vec<String> {
    let engine = Engine::new(playbook);
    let mut chance = Chance(playbook.questions.len() as u64);
    let row = |row: usize| {
        let mut facts = Facts::none(playbook);
        let mut cells = vec![dialect.text(&row.to_string())];
        let known = [35, 60, 85, 100][row % 4];
        for question in playbook.question_indexes() {
            if matches!(playbook.question(question).kind, Kind::Text) {
                continue;
            }
            let answer = (chance.below(100) < known).then(|| chance.answer(playbook, question));
            cells.push(match &answer {
                Some((cell, _)) => dialect.text(cell),
                None => "NULL".to_owned(),
            });
            if let Some((_, answer)) = answer {
                facts.set(question, vec![Fact::bare(playbook.question(question), answer)]);
            }
        }
        let outcome = engine.outcome(&facts);
        let (verdict, score) = (outcome.verdict.name(), outcome.score);
        cells.push(dialect.text(&format!("{verdict} {} {}", score.at_least, score.at_most)));
        cells.join(", ")
    };
    (1..=ROWS).map(row).collect()
}

/// Fixed numbers that look random (the generator of Marsaglia 2003, xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        // Of 0 it would make nothing but 0.
        self.0 |= 1 << 63;
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % count.max(1)
    }

    /// A cell that answers a question, and the answer.
    fn answer(&mut self, playbook: &Playbook, question: QuestionIndex) -> (String, Answer) {
        let asked = playbook.question(question);
        match &asked.kind {
            Kind::Number(kind) => {
                let near = numbers(playbook, question, kind);
                let number = near[self.below(near.len())];
                (written(number), Answer::Numbers(Numbers::within(kind, [Interval::point(number)])))
            }
            Kind::Choices { options } => {
                let (includes, excludes): (BTreeSet<usize>, BTreeSet<usize>) =
                    (0..options.len()).partition(|_| self.below(3) == 0);
                let ids: Vec<&str> = includes.iter().map(|one| asked.option_id(*one)).collect();
                let none = includes.is_empty().then_some(SEPARATOR.to_string());
                let cell = none.unwrap_or(ids.join(&SEPARATOR.to_string()));
                (cell, Answer::Choices { includes, excludes })
            }
            Kind::YesNo { .. } | Kind::Choice { .. } | Kind::Text => {
                let option = self.below(asked.option_count());
                let cell = asked.option_id(option).to_owned();
                (cell, Answer::OneOf(BTreeSet::from([option])))
            }
        }
    }
}

/// Numbers at the borders of what conditions tell apart, beside them, and some large ones.
fn numbers(playbook: &Playbook, question: QuestionIndex, kind: &NumberKind) -> Vec<Decimal> {
    let mut borders: BTreeSet<Decimal> = [0, 1, 7, 100, 2500].map(Decimal::from).into();
    borders.extend([kind.min, kind.max].into_iter().flatten());
    playbook.conditions().for_each(|condition| collect(condition, question, &mut borders));
    let step = if kind.whole { Decimal::ONE } else { Decimal::new(1, 2) };
    let near: BTreeSet<Decimal> =
        borders.iter().flat_map(|one| [*one - step, *one, *one + step]).collect();
    let is_taken = |number: &Decimal| {
        kind.min.is_none_or(|min| *number >= min)
            && kind.max.is_none_or(|max| *number <= max)
            && (!kind.whole || number.is_integer())
    };
    let taken: Vec<Decimal> = near.into_iter().filter(is_taken).collect();
    if taken.is_empty() { vec![kind.min.or(kind.max).unwrap_or_default()] } else { taken }
}

/// The numbers that a condition compares the answers to a question with.
fn collect(condition: &Condition, question: QuestionIndex, borders: &mut BTreeSet<Decimal>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect(part, question, borders));
        }
        Condition::Not(part) => collect(part, question, borders),
        Condition::Test(Subject::Question(tested), Test::Number(test)) if *tested == question => {
            borders.insert(match test {
                NumberTest::Is(number)
                | NumberTest::IsNot(number)
                | NumberTest::AtLeast(number)
                | NumberTest::AtMost(number)
                | NumberTest::MoreThan(number)
                | NumberTest::LessThan(number) => *number,
            });
        }
        Condition::Test(..) => {}
    }
}
