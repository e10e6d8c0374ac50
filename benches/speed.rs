//! How long the engine takes with playbooks of 200 questions: the next question all along whole
//! conversations, and everything that a brief says of a playbook with 100 three-question rules.
//!
//! Seeds are fixed. The exit code is 1 where a bar is missed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use coach::deal::{Fact, Facts, KnownFrom};
use coach::engine::{Engine, Order};
use coach::playbook::Playbook;
use reference::deals::exactly;
use reference::large::{Draw, Plan, facts_of};
use reference::playbooks;
use reference::tape::{Tape, row};

/// The next question at the 99th percentile.
const NEXT_BAR: Duration = Duration::from_millis(2);
/// The slowest assessment, the making of the engine included.
const ASSESS_BAR: Duration = Duration::from_secs(1);

const PLAYBOOKS: u64 = 8;
const CONVERSATIONS: usize = 4;

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

fn main() -> ExitCode {
    let next = next_question(&PLAN);
    let all_signals = next_question(&Plan { disqualifiers: 0, must_haves: 0, ..PLAN });
    let assess = assess();
    println!("200 questions, {PLAYBOOKS} playbooks each");
    print_row("next question", &next);
    print_row("… signals only", &all_signals);
    print_row("assess, 100 rules of 3", &assess);
    println!();
    let passed = [
        bar("next question, p99", percentile(&next, 99), NEXT_BAR),
        bar("next question, signals only, p99", percentile(&all_signals, 99), NEXT_BAR),
        bar("assess, slowest", percentile(&assess, 100), ASSESS_BAR),
    ];
    if passed.iter().all(|passed| *passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The time of every next question of whole conversations, sorted.
fn next_question(plan: &Plan) -> Vec<Duration> {
    let mut times = Vec::new();
    for seed in 0..PLAYBOOKS {
        let numbers = row(seed, 100_000);
        let tape = &mut Tape::new(&numbers);
        let playbook = playbooks::loaded(&plan.write(tape));
        let engine = Engine::new(&playbook);
        for _ in 0..CONVERSATIONS {
            converse(&playbook, &engine, tape, &mut times);
        }
    }
    times.sort();
    times
}

fn converse(
    playbook: &Playbook,
    engine: &Engine<'_>,
    tape: &mut Tape<'_>,
    times: &mut Vec<Duration>,
) {
    let case = Draw::of(playbook).case(tape);
    let mut facts = Facts::none(playbook);
    loop {
        let (next, time) =
            timed(|| engine.next_question(&facts, Order::Adaptive, None, &BTreeSet::new()));
        times.push(time);
        let Some(next) = next else { return };
        let value = case.values[next.0].expect("what is asked applies");
        let answer = exactly(playbook.question(next), value);
        facts.set(next, vec![Fact::new(answer, KnownFrom::Prospect)]);
    }
}

/// The time of every assessment with nothing, some and much known, sorted; the making of the
/// engine counts each time.
fn assess() -> Vec<Duration> {
    let mut times = Vec::new();
    for seed in 100..100 + PLAYBOOKS {
        let numbers = row(seed, 100_000);
        let tape = &mut Tape::new(&numbers);
        let playbook = playbooks::loaded(&THREE_QUESTION_RULES.write(tape));
        let case = Draw::of(&playbook).case(tape);
        for percent in [0, 25, 75] {
            let facts = facts_of(tape, &playbook, &case, percent);
            times.push(timed(|| Engine::new(&playbook).assess(&facts)).1);
        }
    }
    times.sort();
    times
}

/// What something gives and the shortest of three times that it takes, so that what else the
/// machine does counts little.
fn timed<T>(work: impl Fn() -> T) -> (T, Duration) {
    let one = || {
        let start = Instant::now();
        (black_box(work()), start.elapsed())
    };
    let (given, first) = one();
    (given, first.min(one().1).min(one().1))
}

/// The time that so many in a hundred do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len());
    sorted[place - 1]
}

fn print_row(what: &str, sorted: &[Duration]) {
    let [p50, p99, slowest] =
        [50, 99, 100].map(|percent| percentile(sorted, percent).as_secs_f64() * 1e3);
    println!(
        "  {what:<24}{:>6} times  p50 {p50:>9.3} ms  p99 {p99:>9.3} ms  slowest {slowest:>9.3} ms",
        sorted.len()
    );
}

fn bar(what: &str, figure: Duration, bar: Duration) -> bool {
    let passed = figure <= bar;
    let outcome = if passed { "met" } else { "MISSED" };
    println!("{what}: {:.3} ms, bar {} ms: {outcome}", figure.as_secs_f64() * 1e3, bar.as_millis());
    passed
}
