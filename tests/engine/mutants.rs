//! Of every mutant of a playbook it is settled whether anybody tells it from the playbook, as a look
//! at all complete cases says; and who is named does.

use crate::effort::config;
use crate::reference::cases::{self, Case};
use crate::reference::pairs::{Pair, pairs};
use crate::reference::values::representatives;
use crate::reference::worked::WorkedPair;
use crate::values;
use coach::authoring::cases::load::open;
use coach::authoring::cases::mutants::{Mutant, mutants, survey};
use coach::authoring::proofs::Revisions;
use coach::engine::{Effect, Engine, Outcome, Verdict};
use coach::playbook::Playbook;
use coach::text::source::SourceFile;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Playbooks with more complete cases than this take too long.
const MOST_CASES: usize = 1_000;

proptest! {
    #![proptest_config(config(500, 41))]

    #[test]
    fn mutants_survive_where_somebody_tells_them_apart(pair in pairs()) {
        survivors_are_right(&pair)?;
    }
}

proptest! {
    #![proptest_config(config(300, 43))]

    #[test]
    fn a_mutant_of_a_playbook_with_values_says_what_it_says_alone(pair in values::pairs()) {
        say_what_they_say_alone(&pair)?;
    }
}

/// All mutants are looked at together, and each says of a deal no less than an engine of its own.
fn say_what_they_say_alone(pair: &WorkedPair) -> TestCaseResult {
    let WorkedPair { playbook, facts, .. } = pair;
    let all = mutants(playbook);
    // Where they tell too many answers apart together, they are not looked at together.
    let Some(revisions) = Revisions::of(playbook, all.iter().map(|one| &one.revision)) else {
        return Ok(());
    };
    let outcome = Engine::new(playbook).outcome(facts);
    for mutant in &all {
        let mutated = mutant.revision.applied_to(playbook);
        let alone = Engine::new(&mutated).outcome(facts);
        let Some(told) = revisions.outcome(&mutant.revision, facts, &outcome) else {
            prop_assert!(!alone.settled, "{}: not told", &mutant.change);
            continue;
        };
        // Together they may tell more answers apart, and so settle what alone is told by bounds.
        if alone.settled {
            let verdicts = |one: &Outcome| (one.verdict, one.if_assumptions_hold);
            prop_assert_eq!(verdicts(&told), verdicts(&alone), "{}", &mutant.change);
        }
        let scores = |one: &Outcome| one.score.at_least..=one.score.at_most;
        let (inside, around) = (scores(&told), scores(&alone));
        let is_inside = around.contains(inside.start()) && around.contains(inside.end());
        prop_assert!(is_inside, "{}: {inside:?} in {around:?}", &mutant.change);
        for (told, alone) in told.rules.iter().zip(&alone.rules) {
            prop_assert!(told == alone || *alone == Effect::Open, "{}", &mutant.change);
        }
    }
    Ok(())
}

fn survivors_are_right(pair: &Pair) -> TestCaseResult {
    let playbook = &pair.playbook;
    let engine = Engine::new(playbook);
    // No case notices anything.
    let text = "format: 1\ncases: []\n";
    let unread = open(SourceFile::new("random.test.yaml", text)).unwrap();
    let (cases, _) = unread.read(playbook).unwrap();
    let survey = survey(&cases, &[], &engine, &|| ());
    let all = mutants(playbook);
    prop_assert_eq!(survey.not_settled, Vec::new());
    prop_assert_eq!(survey.noticed, 0);
    prop_assert_eq!(survey.alike + survey.survivors.len(), all.len());
    for mutant in &all {
        let found = survey.survivors.iter().find(|survivor| survivor.mutant == *mutant);
        let Some(tells) = somebody_tells(playbook, mutant) else { continue };
        prop_assert_eq!(found.is_some(), tells, "{}", &mutant.change);
        let Some(survivor) = found else { continue };
        let mutated = mutant.revision.applied_to(playbook);
        let verdicts =
            [&engine, &Engine::new(&mutated)].map(|engine| engine.verdict(&survivor.witness));
        let is_telling = verdicts[0] != verdicts[1] && !verdicts.contains(&Verdict::Undecided);
        prop_assert!(is_telling, "{}: {verdicts:?} of {:?}", &mutant.change, &survivor.witness);
    }
    Ok(())
}

/// Whether the verdict of some complete case is another one; `None` if there are too many.
fn somebody_tells(playbook: &Playbook, mutant: &Mutant) -> Option<bool> {
    let mutated = mutant.revision.applied_to(playbook);
    // With the rules of both, values are told apart as either of them does.
    let mut both = playbook.clone();
    both.rules.extend(mutated.rules.iter().cloned());
    let domains: Vec<_> =
        playbook.question_indexes().map(|question| representatives(&both, question, &[])).collect();
    let cases = cases::all(playbook, &domains, MOST_CASES)?;
    let is_told = |case: &Case| case.verdict != Case::of(&mutated, case.values.clone()).verdict;
    Some(cases.iter().any(is_told))
}
