//! Random facts about a playbook's questions: unknown, partial, exact, several people, all
//! sources; and how a deal file would say them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Bound;

use coach::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use coach::playbook::{Kind, NumberKind, Playbook, Question};
use rust_decimal::Decimal;

use super::tape::Tape;
use super::values::Value;

/// Random facts.
pub(crate) fn facts(tape: &mut Tape<'_>, playbook: &Playbook) -> Facts {
    let mut facts = Facts::none(playbook);
    let known = [35, 60, 85][tape.below(3)];
    for question in playbook.question_indexes() {
        if tape.chance(known) {
            let statements = [1, 1, 1, 1, 1, 2, 2, 3][tape.below(8)];
            let stated = playbook.question(question);
            facts.set(question, (0..statements).map(|_| fact(tape, stated)).collect());
        }
    }
    facts
}

/// The answer that leaves just this value.
pub(crate) fn exactly(question: &Question, value: Value) -> Answer {
    match value {
        Value::Option(option) => Answer::OneOf(BTreeSet::from([option])),
        Value::Set(set) => {
            let (includes, excludes) =
                (0..question.option_count()).partition(|option| set & (1 << option) != 0);
            Answer::Choices { includes, excludes }
        }
        Value::Number(number) => match &question.kind {
            Kind::Number(kind) => Answer::Numbers(Numbers::within(kind, [Interval::point(number)])),
            _ => panic!("{} takes no number", question.id),
        },
        Value::Words => Answer::Text("Words.".to_owned()),
    }
}

/// A random statement, of no date.
pub(crate) fn fact(tape: &mut Tape<'_>, question: &Question) -> Fact {
    let source = match tape.below(10) {
        0..5 => KnownFrom::Prospect,
        5..7 => KnownFrom::Document,
        7..9 => KnownFrom::Assumption,
        _ => KnownFrom::Us,
    };
    let answer = if tape.chance(8) { Answer::Unknown } else { answer(tape, question) };
    Fact::new(answer, source)
}

fn answer(tape: &mut Tape<'_>, question: &Question) -> Answer {
    let count = question.option_count();
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let options =
                if tape.chance(35) { tape.some_of(count, 60) } else { vec![tape.below(count)] };
            Answer::OneOf(options.into_iter().collect())
        }
        Kind::Choices { .. } => choices(tape, count),
        Kind::Number(kind) => Answer::Numbers(numbers(tape, kind)),
        Kind::Text => Answer::Text("Words.".to_owned()),
    }
}

fn choices(tape: &mut Tape<'_>, count: usize) -> Answer {
    let left_open = if tape.chance(50) { 40 } else { 0 };
    let (mut includes, mut excludes) = (BTreeSet::new(), BTreeSet::new());
    for option in 0..count {
        // Something has to be said, or it is no answer.
        let is_last = option + 1 == count && includes.is_empty() && excludes.is_empty();
        if tape.chance(left_open) && !is_last {
            continue;
        }
        if tape.chance(50) {
            includes.insert(option)
        } else {
            excludes.insert(option)
        };
    }
    Answer::Choices { includes, excludes }
}

fn numbers(tape: &mut Tape<'_>, kind: &NumberKind) -> Numbers {
    let low = Decimal::from(tape.between(-2, 12));
    let high = low + Decimal::from(tape.between(0, 6));
    let intervals = match tape.below(9) {
        0..3 => vec![Interval::point(low)],
        3..5 => vec![Interval::new(Bound::Included(low), Bound::Included(high))],
        5 => vec![Interval::new(Bound::Included(low), Bound::Unbounded)],
        6 => vec![Interval::new(Bound::Unbounded, Bound::Included(low))],
        7 => vec![Interval::new(Bound::Excluded(low), Bound::Excluded(high))],
        _ => vec![
            Interval::new(Bound::Unbounded, Bound::Excluded(low)),
            Interval::new(Bound::Excluded(low), Bound::Unbounded),
        ],
    };
    let within = Numbers::within(kind, intervals);
    if !within.is_empty() {
        return within;
    }
    let nearest = kind.max.or(kind.min).unwrap_or_default();
    Numbers::within(kind, [Interval::point(nearest)])
}

/// The facts as a deal file would say them.
pub(crate) fn text(playbook: &Playbook, facts: &Facts) -> String {
    let mut text = String::from("format: 1\ndeal: Random\nplaybook: random\nfacts:\n");
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        let statements: Vec<String> =
            facts.about(index).iter().map(|fact| fact_text(question, fact)).collect();
        if !statements.is_empty() {
            let _ = writeln!(text, "  {}: [{}]", question.id, statements.join(", "));
        }
    }
    text
}

fn fact_text(question: &Question, fact: &Fact) -> String {
    let source = match fact.source {
        KnownFrom::Prospect => "prospect",
        KnownFrom::Document => "document",
        KnownFrom::Us => "us",
        KnownFrom::Assumption => "assumption",
    };
    format!("{{ answer: {}, source: {source} }}", answer_text(question, &fact.answer))
}

fn answer_text(question: &Question, answer: &Answer) -> String {
    let list = |options: &BTreeSet<usize>| {
        let ids: Vec<&str> = options.iter().map(|&option| question.option_id(option)).collect();
        format!("[{}]", ids.join(", "))
    };
    match answer {
        Answer::Unknown => "unknown".to_owned(),
        Answer::OneOf(options) => list(options),
        Answer::Choices { includes, excludes } => {
            format!("{{ includes: {}, excludes: {} }}", list(includes), list(excludes))
        }
        Answer::Numbers(numbers) => {
            let intervals: Vec<String> = numbers
                .intervals()
                .iter()
                .map(|one| format!("{:?}..{:?}", one.low, one.high))
                .collect();
            intervals.join(" or ")
        }
        Answer::Text(words) => words.clone(),
    }
}
