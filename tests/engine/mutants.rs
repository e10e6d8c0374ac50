//! Of every mutant of a playbook it is settled whether anybody tells it from the playbook, as a look
//! at all complete cases says; and who is named does.

use crate::effort::config;
use crate::reference::cases::{self, Case};
use crate::reference::pairs::{Pair, pairs};
use crate::reference::values::representatives;
use coach::authoring::cases::load::open;
use coach::authoring::cases::mutants::{Mutant, mutants, survey};
use coach::engine::{Engine, Verdict};
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
