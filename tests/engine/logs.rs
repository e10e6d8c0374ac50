//! The log that is read off a deal tells the days that the deal lived through.

use std::collections::BTreeSet;

use crate::effort::config;
use crate::reference::logs::{Past, pasts};
use coach::deal::log::Log;
use coach::deal::{Facts, Was};
use coach::playbook::Playbook;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

// In a short run 1,000 of them.
proptest! {
    #![proptest_config(config(20_000, 11))]

    #[test]
    fn replaying_the_log_gives_the_deal_and_each_day_before(past in pasts()) {
        let log = Log::of(&past.playbook, &past.deal);
        let replayed = log.replay(&past.playbook);
        let nothing = (None, Facts::none(&past.playbook));
        let (_, last) = replayed.last().unwrap_or(&nothing);
        prop_assert_eq!(last, &past.deal.facts);
        prop_assert_eq!(told(&past.playbook, &replayed), told(&past.playbook, &past.days));
        everything_is_told(&past, &log)?;
    }
}

/// Each statement is learned once, and everything that was replaced stands somewhere.
fn everything_is_told(past: &Past, log: &Log<'_>) -> TestCaseResult {
    let learned: Vec<_> = log.days().into_iter().flat_map(|day| log.learned_on(day)).collect();
    prop_assert_eq!(learned.len(), statements(past));
    let told = learned.iter().filter_map(|one| one.replaced);
    let dropped = log.days().into_iter().flat_map(|day| log.dropped_on(day));
    let told: BTreeSet<String> = told.chain(dropped).map(|one| format!("{one:?}")).collect();
    let all = past.deal.history.iter().map(|item| format!("{item:?}"));
    prop_assert_eq!(told, all.collect());
    Ok(())
}

/// How many statements the deal holds, those among them in whose place others came.
fn statements(past: &Past) -> usize {
    let now = past.playbook.question_indexes().map(|index| past.deal.facts.about(index).len());
    let before = past.deal.history.iter().map(|item| match &item.was {
        Was::Facts(facts) => facts.len(),
        Was::Written(_) | Was::Outcome(_) | Was::LookBack(_) => 0,
    });
    now.chain(before).sum()
}

/// What is known from each day on which that changes, whatever the order of the statements on a
/// question.
fn told(playbook: &Playbook, days: &[(Option<Date>, Facts)]) -> Vec<(Option<Date>, Vec<String>)> {
    let mut told: Vec<(Option<Date>, Vec<String>)> = Vec::new();
    for (day, facts) in days {
        let about = playbook.question_indexes().flat_map(|index| facts.about(index));
        let mut known: Vec<String> = about.map(|fact| format!("{fact:?}")).collect();
        known.sort();
        let before = told.last().map(|(_, known)| known.clone()).unwrap_or_default();
        if known != before {
            told.push((*day, known));
        }
    }
    told
}
