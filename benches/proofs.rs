//! How long all proofs about a playbook of 200 questions take together, the making of them
//! included, over 50 random playbooks of each kind; and how many of them the budget ended.
//!
//! Seeds are fixed. The exit code is 1 where a bar is missed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/reference/mod.rs"]
mod reference;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use coach::authoring::proofs::{Proof, Proofs};
use coach::playbook::{Playbook, RuleIndex, RuleKind, StageIndex};
use reference::large::Plan;
use reference::playbooks;
use reference::tape::{Tape, row};

/// All proofs about one playbook, in the median.
const MEDIAN_BAR: Duration = Duration::from_millis(100);
/// All proofs about one playbook, at worst.
const WORST_BAR: Duration = Duration::from_secs(3);

const PLAYBOOKS: u64 = 50;
/// Interviews are not to be longer.
const QUESTIONS: usize = 40;

const PLAN: Plan = Plan {
    questions: 200,
    stages: 6,
    verified: 50,
    gated: 10,
    disqualifiers: 20,
    must_haves: 10,
    signals: 70,
    limit_tests: 1..=2,
    signal_tests: 1..=2,
    choices: 10,
};

const THREE_QUESTION_RULES: Plan =
    Plan { disqualifiers: 0, must_haves: 0, signals: 100, signal_tests: 3..=3, ..PLAN };

/// Each signal over six questions of few: nothing falls apart into parts.
const TANGLED: Plan = Plan { signals: 60, signal_tests: 6..=6, gated: 40, ..PLAN };

fn main() -> ExitCode {
    println!("200 questions, {PLAYBOOKS} playbooks of each kind, all proofs of each");
    let plain = measure("rules of 1 or 2", &PLAN);
    let threes = measure("signals of 3", &THREE_QUESTION_RULES);
    let tangled = measure("signals of 6", &TANGLED);
    println!();
    let worst = [&plain, &threes, &tangled].into_iter().flatten().max().copied();
    let passed = [
        bar("median, rules of 1 or 2", plain[plain.len() / 2], MEDIAN_BAR),
        bar("worst of all", worst.unwrap_or_default(), WORST_BAR),
    ];
    if passed.iter().all(|passed| *passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The time of all proofs about each playbook, sorted.
fn measure(what: &str, plan: &Plan) -> Vec<Duration> {
    let (mut times, mut shown, mut refuted, mut not_proven) = (Vec::new(), 0, 0, 0);
    for seed in 0..PLAYBOOKS {
        let numbers = row(seed, 100_000);
        let playbook = playbooks::loaded(&plan.write(&mut Tape::new(&numbers)));
        let start = Instant::now();
        let outcomes = prove_all(&playbook);
        times.push(start.elapsed());
        shown += outcomes.iter().filter(|outcome| **outcome == Some(true)).count();
        refuted += outcomes.iter().filter(|outcome| **outcome == Some(false)).count();
        not_proven += outcomes.iter().filter(|outcome| outcome.is_none()).count();
    }
    times.sort();
    let [p50, worst] =
        [times.len() / 2, times.len() - 1].map(|place| times[place].as_secs_f64() * 1e3);
    println!(
        "  {what:<16} median {p50:>9.3} ms  worst {worst:>9.3} ms  \
         {shown} shown, {refuted} refuted, {not_proven} not proven"
    );
    times
}

/// Whether each claim is shown (or refuted), in the order in which a check would ask.
fn prove_all(playbook: &Playbook) -> Vec<Option<bool>> {
    let proofs = Proofs::of(playbook);
    let mut outcomes = vec![
        settled(&proofs.rigged()),
        settled(&proofs.hopeless()),
        settled(&proofs.unreachable_score()),
        settled(&proofs.no_exit()),
        settled(&proofs.undecidable_in_time(QUESTIONS)),
    ];
    for condition in proofs.conditions() {
        outcomes.push(settled(&proofs.always_true(condition)));
        outcomes.push(settled(&proofs.never_true(condition)));
    }
    let must_haves: Vec<RuleIndex> = (0..playbook.rules.len())
        .map(RuleIndex)
        .filter(|rule| playbook.rule(*rule).kind == RuleKind::MustHave)
        .collect();
    for (place, one) in must_haves.iter().enumerate() {
        for other in &must_haves[..place] {
            outcomes.push(settled(&proofs.contradiction(*one, *other)));
        }
    }
    outcomes.push(Some(!proofs.late_gates().is_empty()));
    let stages = (0..playbook.stages.len()).map(StageIndex);
    outcomes.extend(stages.map(|stage| settled(&proofs.unreachable_stage(stage))));
    let rules = (0..playbook.rules.len()).map(RuleIndex);
    outcomes.extend(rules.map(|rule| settled(&proofs.dead_rule(rule))));
    for question in playbook.question_indexes() {
        let dead = proofs.dead_question(question);
        outcomes.push(settled(&dead));
        if !dead.is_shown() {
            let options = 0..playbook.question(question).option_count();
            outcomes.extend(options.map(|option| settled(&proofs.dead_option(question, option))));
        }
    }
    outcomes
}

fn settled<S, R>(proof: &Proof<S, R>) -> Option<bool> {
    match proof {
        Proof::Shown(_) => Some(true),
        Proof::Refuted(_) => Some(false),
        Proof::NotProven => None,
    }
}

fn bar(what: &str, figure: Duration, bar: Duration) -> bool {
    let passed = figure <= bar;
    let outcome = if passed { "met" } else { "MISSED" };
    println!("{what}: {:.3} ms, bar {} ms: {outcome}", figure.as_secs_f64() * 1e3, bar.as_millis());
    passed
}
