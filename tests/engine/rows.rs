//! What is told of a row of a table is what is told of a deal with the same facts, be it worked out one
//! by one or, for rows of which there are millions, at once.

use std::fs;

use coach::deal::{Answer, Fact, Facts, Numbers};
use coach::engine::{Batch, Engine, Narrowed, Outcome, Scratch};
use coach::playbook::{Kind, Playbook, load::load};
use coach::text::source::SourceFile;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rust_decimal::Decimal;

use crate::effort::{cases, config};
use crate::reference::large::Draw;
use crate::reference::pairs::pairs;
use crate::reference::tape::{Tape, row};
use crate::values::pairs as worked_pairs;

/// A row has one answer to a question.
fn first_of_each(playbook: &Playbook, facts: &Facts) -> Facts {
    let mut first = Facts::none(playbook);
    for question in playbook.question_indexes() {
        first.set(question, facts.about(question).iter().take(1).cloned().collect());
    }
    first
}

/// What a batch says at once, if it says anything, is what the engine says; whether it does.
fn at_once(engine: &Engine, batch: &Batch, facts: &Facts) -> Result<bool, TestCaseError> {
    let playbook = engine.playbook();
    let known: Vec<(Narrowed, bool)> = playbook
        .question_indexes()
        .filter_map(|question| {
            let fact: &Fact = facts.about(question).first()?;
            let is_evidence = fact.is_evidence_on(playbook.question(question));
            let is_known = fact.answer != Answer::Unknown;
            is_known.then(|| (batch.narrowed(question, &fact.answer), is_evidence))
        })
        .collect();
    let mut scratch = Scratch::default();
    let evidence = || known.iter().filter(|(_, is_evidence)| *is_evidence).map(|(one, _)| one);
    let quick = batch.quick(evidence(), &mut scratch);
    if let Some(row) = batch.row(evidence(), facts, &mut scratch) {
        prop_assert_eq!(&row, &engine.row(facts));
    }
    let assumed = batch.quick(known.iter().map(|(one, _)| one), &mut scratch);
    let Outcome { verdict, score, band, if_assumptions_hold, .. } = engine.outcome(facts);
    if let Some(quick) = quick {
        prop_assert_eq!(quick.verdict, verdict);
        prop_assert_eq!(quick.score, score);
        prop_assert_eq!(quick.band, band);
    }
    if let Some(assumed) = assumed {
        prop_assert_eq!(assumed.verdict, if_assumptions_hold);
    }
    Ok(quick.is_some())
}

/// All that is told of a row is what is told of a deal.
fn row_is_as_a_deal(engine: &Engine, facts: &Facts) -> TestCaseResult {
    let (row, deal) = (engine.row(facts), engine.assess(facts));
    prop_assert_eq!(row.verdict, deal.verdict);
    prop_assert_eq!(&row.possible, &deal.possible);
    prop_assert_eq!(row.if_assumptions_hold, deal.if_assumptions_hold);
    prop_assert_eq!(row.score, deal.score);
    prop_assert_eq!(row.band, deal.band);
    prop_assert_eq!(row.stage, deal.stage);
    prop_assert_eq!(&row.can_still_change, &deal.can_still_change);
    prop_assert_eq!(row.speaker, deal.speaker);
    let chance = row.chance_of_fit.unwrap_or_default();
    prop_assert!((0.0..=1.0).contains(&chance), "{}", chance);
    Ok(())
}

proptest! {
    #![proptest_config(config(5_000, 31))]

    #[test]
    fn a_row_is_told_what_a_deal_is(pair in pairs()) {
        let engine = Engine::new(&pair.playbook);
        let facts = first_of_each(&pair.playbook, &pair.facts);
        row_is_as_a_deal(&engine, &facts)?;
        let batch = Batch::of(&engine).expect("small playbooks are exact");
        prop_assert!(at_once(&engine, &batch, &facts)?);
    }
}

proptest! {
    #![proptest_config(config(3_000, 32))]

    #[test]
    fn a_row_with_values_is_told_what_a_deal_is(pair in worked_pairs()) {
        let engine = Engine::new(&pair.playbook);
        let facts = first_of_each(&pair.playbook, &pair.facts);
        row_is_as_a_deal(&engine, &facts)?;
        if let Some(batch) = Batch::of(&engine) {
            at_once(&engine, &batch, &facts)?;
            at_once(&engine, &batch, &single_numbers(&pair.playbook, &facts))?;
        }
    }
}

/// The same with one number where there were several.
fn single_numbers(playbook: &Playbook, facts: &Facts) -> Facts {
    let mut single = facts.clone();
    for question in playbook.question_indexes() {
        let Some(Answer::Numbers(numbers)) = facts.about(question).first().map(|one| &one.answer)
        else {
            continue;
        };
        let Kind::Number(kind) = &playbook.question(question).kind else { continue };
        let tried = (-400..400).map(|number| Decimal::new(number, 1));
        let inside = tried.map(Numbers::point).find(|point| {
            let interval = point.intervals()[0];
            !numbers.intersection(point).is_empty() && !Numbers::within(kind, [interval]).is_empty()
        });
        if let Some(point) = inside {
            let mut fact = facts.about(question)[0].clone();
            fact.answer = Answer::Numbers(point);
            single.set(question, vec![fact]);
        }
    }
    single
}

/// Rows of each shipped playbook in the full run: with its values, some of which are worked out from what
/// rules test too.
const ROWS: u64 = 2_000;

#[test]
fn of_each_shipped_playbook_rows_are_told_at_once_what_deals_are() {
    let shipped = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks")).unwrap();
    let paths = shipped.map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| !path.to_string_lossy().ends_with(".test.yaml")) {
        let text = fs::read_to_string(&path).unwrap();
        let playbook = load(SourceFile::new(path.to_string_lossy(), text)).unwrap();
        let engine = Engine::new(&playbook);
        let batch = Batch::of(&engine).expect("shipped playbooks are exact");
        let draw = Draw::of(&playbook);
        for seed in 0..cases(ROWS) {
            let numbers = row(seed, 2 * playbook.questions.len() + 1);
            let facts = partial(&playbook, &draw, &mut Tape::new(&numbers));
            let is_told = at_once(&engine, &batch, &facts).unwrap();
            assert!(is_told, "{}, row {seed}", playbook.id);
        }
    }
}

/// Three of five questions answered.
fn partial(playbook: &Playbook, draw: &Draw, tape: &mut Tape) -> Facts {
    let mut facts = Facts::none(playbook);
    for question in playbook.question_indexes() {
        let asked = playbook.question(question);
        if !matches!(asked.kind, Kind::Text) && tape.chance(60) {
            let (value, _) = *tape.pick(&draw.values[question.0]);
            let answer = crate::reference::deals::exactly(asked, value);
            facts.set(question, vec![Fact::bare(asked, answer)]);
        }
    }
    facts
}
