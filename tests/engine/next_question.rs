//! What is asked next: a question that applies and matters, in the order of the buyer's stages,
//! until the verdict is that of the full case.

use std::collections::BTreeSet;

use crate::effort::config;
use crate::reference::deals::exactly;
use crate::reference::judge::Judge;
use crate::reference::pairs::{Pair, pairs};
use coach::deal::{Fact, KnownFrom};
use coach::engine::{Effect, Engine, Order, Verdict};
use coach::playbook::{QuestionIndex, StageIndex};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

const ORDERS: [Order; 2] = [Order::Adaptive, Order::Playbook];

proptest! {
    #![proptest_config(config(1_000, 3))]

    #[test]
    fn a_question_is_asked_exactly_while_the_verdict_is_open(pair in pairs()) {
        let Some(judge) = pair.judge() else { return Err(TestCaseError::reject("too many cases")) };
        let engine = Engine::new(&pair.playbook);
        for order in ORDERS {
            let next = engine.next_question(&pair.facts, order, None, &BTreeSet::new());
            prop_assert_eq!(next.is_none(), judge.verdict() != Verdict::Undecided);
        }
    }

    #[test]
    fn what_is_asked_applies_matters_and_was_not_passed(
        pair in pairs(),
        passed in prop::collection::btree_set(0_usize..8, 0..4),
        from in prop::option::of(0_usize..3),
    ) {
        let Some(judge) = pair.judge() else { return Err(TestCaseError::reject("too many cases")) };
        let passed: BTreeSet<QuestionIndex> = passed.into_iter().map(QuestionIndex).collect();
        let from = from.filter(|stage| *stage < pair.playbook.stages.len()).map(StageIndex);
        let engine = Engine::new(&pair.playbook);
        for order in ORDERS {
            let next = engine.next_question(&pair.facts, order, from, &passed);
            next_is_right(&pair, &judge, order, from, &passed, next)?;
        }
    }

    #[test]
    fn a_glance_tells_what_the_whole_brief_begins_with(
        pair in pairs(),
        stale in prop::collection::btree_set(0_usize..8, 0..4),
    ) {
        let stale = stale.into_iter().map(QuestionIndex).collect();
        let engine = Engine::new(&pair.playbook);
        let glance = engine.glance(&pair.facts, &stale);
        let whole = engine.assess_where_stale(&pair.facts, &stale);
        prop_assert_eq!(glance.ask_first, whole.ask_next.first().copied());
        prop_assert_eq!(
            (glance.verdict, glance.possible, glance.stage, glance.applies),
            (whole.verdict, whole.possible, whole.stage, whole.applies)
        );
    }

    #[test]
    fn asking_along_ends_in_the_verdict_of_the_full_case(
        pair in pairs(),
        place in any::<prop::sample::Index>(),
    ) {
        let Some(judge) = pair.judge() else { return Err(TestCaseError::reject("too many cases")) };
        let case = &judge.cases[judge.consistent[place.index(judge.consistent.len())]];
        let engine = Engine::new(&pair.playbook);
        for order in ORDERS {
            let mut facts = pair.facts.clone();
            let mut asked = BTreeSet::new();
            while let Some(next) = engine.next_question(&facts, order, None, &BTreeSet::new()) {
                prop_assert!(asked.insert(next), "{:?} is asked twice", next);
                let value = case.values[next.0].expect("what is asked applies");
                let answer = exactly(pair.playbook.question(next), value);
                facts.set(next, vec![Fact::new(answer, KnownFrom::Prospect)]);
            }
            prop_assert_eq!(engine.assess(&facts).verdict, case.verdict);
        }
    }
}

/// Nothing is asked only where nothing can be. Else what is asked can be, and once the opening is
/// over is of the earliest stage that has such a question, the buyer's coming first; or, in playbook
/// order, it is the first from the stage on at which to start.
fn next_is_right(
    pair: &Pair,
    judge: &Judge<'_>,
    order: Order,
    from: Option<StageIndex>,
    passed: &BTreeSet<QuestionIndex>,
    next: Option<QuestionIndex>,
) -> TestCaseResult {
    let relevant = judge.can_still_change();
    let applies = judge.applies();
    let can_be_asked = |question: &QuestionIndex| {
        applies[question.0] == Effect::Holds && !passed.contains(question)
    };
    let possible: Vec<QuestionIndex> = relevant.iter().copied().filter(can_be_asked).collect();
    prop_assert_eq!(next.is_none(), possible.is_empty(), "{:?} {:?}", next, possible);
    let Some(next) = next else { return Ok(()) };
    prop_assert!(possible.contains(&next), "{:?} {:?} not of {:?}", order, next, possible);
    match order {
        Order::Adaptive => {
            let open: Vec<QuestionIndex> =
                relevant.into_iter().filter(|question| !passed.contains(question)).collect();
            let places = judge.stage_places(
                &open,
                from.or(judge.stage()),
                from.is_none() && judge.is_opening(),
            );
            let earliest = possible.iter().map(|question| places[question]).min();
            prop_assert_eq!(Some(places[&next]), earliest, "{:?} of {:?}", next, possible);
        }
        Order::Playbook => {
            let stage = |question: &QuestionIndex| pair.playbook.question(*question).stage;
            let from_there = possible.iter().find(|one| from.is_none_or(|from| stage(one) >= from));
            prop_assert_eq!(Some(&next), from_there.or(possible.first()));
        }
    }
    Ok(())
}
