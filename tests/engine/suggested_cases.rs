//! Of any playbook, the cases that are suggested come out as they say, and show everything that
//! a case can show; what they leave out, an independent judge finds in no complete case either.

use crate::effort::config;
use crate::reference::cases::{self, Case};
use crate::reference::deals::exactly;
use crate::reference::pairs::{Pair, pairs};
use crate::reference::values::representatives;
use coach::authoring::cases::Cases;
use coach::authoring::cases::coverage::{Coverage, Target, Way};
use coach::authoring::cases::load::open;
use coach::authoring::cases::negated_rules::Deciders;
use coach::authoring::cases::running::{Run, run};
use coach::authoring::cases::suggestions::writing::new_file;
use coach::authoring::cases::suggestions::{Left, suggest};
use coach::deal::{Answer, Fact, Facts, KnownFrom};
use coach::engine::Engine;
use coach::playbook::{Condition, Kind, Playbook, RuleIndex, RuleKind};
use coach::text::source::SourceFile;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

proptest! {
    #![proptest_config(config(1_000, 4))]

    #[test]
    fn suggested_cases_pass_and_show_all_that_can_be_shown(pair in pairs()) {
        suggestions_are_right(&pair)?;
    }
}

fn suggestions_are_right(pair: &Pair) -> TestCaseResult {
    let playbook = &pair.playbook;
    let nothing = Facts::none(playbook);
    let domains: Vec<_> = playbook
        .question_indexes()
        .map(|question| representatives(playbook, question, nothing.about(question)))
        .collect();
    let Some(all) = cases::all(playbook, &domains, 3_000) else {
        return Err(TestCaseError::reject("too many cases"));
    };
    let engine = Engine::new(playbook);
    let deciders = Deciders::of(playbook);
    let suggestions = suggest(&engine, &deciders, Coverage::none(playbook), &[], &|| ());
    let text = new_file(playbook, &suggestions);
    let cases = read(&text, playbook);
    let mut coverage = Coverage::none(playbook);
    for (case, run) in cases.list.iter().zip(run(&cases, &engine)) {
        let Run::Ran { outcome, differences } = run else { panic!("{} is skipped", case.name) };
        prop_assert!(differences.is_empty(), "{differences:?}\n{text}");
        coverage.add(playbook, &deciders, &case.facts, &outcome);
    }
    let left: Vec<Target> = suggestions.left.iter().map(|left| left.target).collect();
    prop_assert_eq!(&coverage.missing(), &left, "{}", &text);
    for left in &suggestions.left {
        nothing_shows(*left, playbook, &engine, &all)?;
    }
    for place in 0..playbook.rules.len() {
        for way in [Way::Holding, Way::Failing] {
            let target = Target::Rule(RuleIndex(place), way);
            let can = all.iter().any(|case| decides(playbook, case, place, way));
            prop_assert_eq!(can, !left.contains(&target), "{:?}\n{}", target, &text);
        }
    }
    Ok(())
}

fn read(text: &str, playbook: &Playbook) -> Cases {
    let opened = open(SourceFile::new("random.test.yaml", text));
    let read = opened.and_then(|unread| unread.read(playbook));
    read.unwrap_or_else(|rejected| panic!("{rejected}\n{text}")).0
}

/// No complete case shows what is left out.
fn nothing_shows(
    left: Left,
    playbook: &Playbook,
    engine: &Engine<'_>,
    all: &[Case],
) -> TestCaseResult {
    match left.target {
        Target::Rule(rule, way) => {
            prop_assert!(!all.iter().any(|case| decides(playbook, case, rule.0, way)), "{left:?}");
        }
        Target::Option(question, _) => {
            prop_assert!(all.iter().all(|case| case.values[question.0].is_none()), "{left:?}");
        }
        Target::Stage(stage) => {
            let at_it = |facts: &Facts| engine.outcome(facts).stage == Some(stage);
            prop_assert!(!at_it(&Facts::none(playbook)), "{left:?}");
            // Everything is known, or everything but one answer.
            for case in all {
                let known = facts(playbook, case);
                prop_assert!(!at_it(&known), "{left:?}");
                for question in playbook.question_indexes() {
                    let mut open = known.clone();
                    open.set(question, Vec::new());
                    prop_assert!(!at_it(&open), "{left:?} without {question:?}");
                }
            }
        }
    }
    Ok(())
}

/// Whether turning a rule the other way round turns the verdict of a complete case; of points, whether
/// it turns without them, or with the most of them.
fn decides(playbook: &Playbook, case: &Case, rule: usize, way: Way) -> bool {
    if let Some(points) = &playbook.rules[rule].points {
        let given: Vec<i64> = points.given.iter().map(|given| given.points).collect();
        let is_set = matches!(playbook.question(points.question).kind, Kind::Choices { .. });
        let most: i64 = match is_set {
            true => given.iter().filter(|points| **points > 0).sum(),
            false => given.iter().copied().max().unwrap_or(0).max(0),
        };
        let applies = case.values[points.question.0].is_some();
        let adds = if way == Way::Failing && applies { most } else { 0 };
        let score = case.score - case.adds[rule] + adds;
        return case.with_score(playbook, score) != case.verdict;
    }
    if case.rules[rule] != (way == Way::Holding) {
        return false;
    }
    let mut turned = playbook.clone();
    let when = turned.rules[rule].when.clone();
    turned.rules[rule].when = Condition::Not(Box::new(when));
    let verdict = Case::of(&turned, case.values.clone()).verdict;
    playbook.rules[rule].kind == RuleKind::Signal(0) || verdict != case.verdict
}

/// A complete case as facts.
fn facts(playbook: &Playbook, case: &Case) -> Facts {
    let mut facts = Facts::none(playbook);
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        let answer = match (&question.kind, case.values[index.0]) {
            (Kind::Text, Some(_)) => Answer::Text("Words.".to_owned()),
            (_, Some(value)) => exactly(question, value),
            (_, None) => continue,
        };
        facts.set(index, vec![Fact::new(answer, KnownFrom::Prospect)]);
    }
    facts
}
