//! How many questions a conversation takes until the verdict is settled, over random balanced
//! playbooks (30 to 70 in a hundred cases are a fit).
//!
//! | way | what is asked |
//! | --- | --- |
//! | ask all | every question that applies |
//! | playbook order | what can still change the verdict, in the order of the file |
//! | adaptive | `Order::Adaptive`, of all stages alike, as in an opening |
//! | staged | the same with `opening: 0` |
//! | optimal | the best policy, with the same freedom, see `optimal` |
//!
//! Then the shipped playbooks, over random cases of each verdict, with the opening that they have and
//! without one. The buyer's problem in their words is known there, and not counted.
//!
//! At 10 questions the figures are expectations over all complete cases, weighted as the
//! playbook says; at 50 questions they are means over random cases. Seeds are fixed. The exit
//! code is 1 where a bar is missed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod optimal;
#[path = "../../tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use coach::deal::{Answer, Fact, Facts, KnownFrom};
use coach::engine::{Engine, Order, Verdict};
use coach::playbook::load::load;
use coach::playbook::{Playbook, QuestionIndex};
use coach::text::source::SourceFile;
use reference::cases::Case;
use reference::deals::exactly;
use reference::large::{Draw, Plan};
use reference::tape::{Tape, row};
use reference::values::Value;

/// Adaptive over optimal at 10 questions, at most.
const OPTIMAL_BAR: f64 = 1.02;
/// Adaptive over ask all at 50 questions, at most.
const ASK_ALL_BAR: f64 = 0.50;

const PLAYBOOKS_OF_10: usize = 60;
const PLAYBOOKS_OF_50: usize = 20;
const CASES_OF_50: usize = 60;
/// Of each verdict of a shipped playbook, and the draws among which they are looked for: at some a fit
/// is one in a hundred.
const CASES_OF_SHIPPED: usize = 60;
const DRAWS_OF_SHIPPED: usize = 20_000;
const VERDICTS: [Verdict; 3] = [Verdict::Fit, Verdict::NotYet, Verdict::NoFit];

/// Disqualifiers, must-haves and signals.
const RULES_OF_10: [(usize, usize, usize); 4] = [(1, 1, 6), (2, 1, 5), (0, 2, 7), (2, 2, 4)];
const RULES_OF_50: [(usize, usize, usize); 4] = [(5, 3, 20), (7, 4, 16), (3, 2, 25), (8, 5, 20)];

const PLAN: Plan = Plan {
    questions: 10,
    stages: 3,
    verified: 50,
    gated: 15,
    disqualifiers: 0,
    must_haves: 0,
    signals: 0,
    limit_tests: 1..=2,
    signal_tests: 1..=2,
    choices: 8,
};

fn main() -> ExitCode {
    let small = ten_questions(PLAN.questions);
    let staged = ten_questions(0);
    let large = fifty_questions();
    shipped();
    let passed = [
        bar("adaptive / optimal, 10 questions", small, OPTIMAL_BAR),
        bar("staged / optimal staged, 10 questions", staged, OPTIMAL_BAR),
        bar("adaptive / ask all, 50 questions", large, ASK_ALL_BAR),
    ];
    if passed.iter().all(|passed| *passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the expectations at 10 questions; adaptive over optimal. The opening is of all questions, or
/// there is none.
fn ten_questions(opening: usize) -> f64 {
    let (mut all, mut fixed, mut adaptive) = <(Tally, Tally, Tally)>::default();
    let (mut optimal, mut worst, mut count) = (0.0, 1.0_f64, 0);
    for mut playbook in balanced(&PLAN, &RULES_OF_10, 0) {
        playbook.opening = opening;
        let draw = Draw::of(&playbook);
        let Some(best) = optimal::expected(&playbook, &draw) else { continue };
        let engine = Engine::new(&playbook);
        let conversation =
            |order| Conversation { engine: &engine, draw: &draw, order }.expectation();
        let one = conversation(Way::InOrder(Order::Adaptive));
        worst = worst.max(one.mean() / best);
        optimal += best;
        adaptive.add(&one);
        fixed.add(&conversation(Way::InOrder(Order::Playbook)));
        all.add(&conversation(Way::All));
        count += 1;
        if count == PLAYBOOKS_OF_10 {
            break;
        }
    }
    println!("10 questions, opening {opening}, {count} playbooks, all cases");
    print_header();
    all.print("ask all");
    fixed.print("playbook order");
    adaptive.print("adaptive");
    println!("  {:<16}{:>8.3}", "optimal", optimal / count as f64);
    println!("  adaptive / optimal of the worst playbook: {worst:.3}\n");
    adaptive.mean() / (optimal / count as f64)
}

/// Prints the means at 50 questions; adaptive over ask all.
fn fifty_questions() -> f64 {
    let plan = Plan { questions: 50, stages: 6, signal_tests: 1..=3, ..PLAN };
    let (mut all, mut fixed, mut adaptive) = <(Tally, Tally, Tally)>::default();
    for (seed, playbook) in balanced(&plan, &RULES_OF_50, 1_000).take(PLAYBOOKS_OF_50).enumerate() {
        let draw = Draw::of(&playbook);
        let engine = Engine::new(&playbook);
        let numbers = row(2_000 + seed as u64, 100_000);
        let tape = &mut Tape::new(&numbers);
        for _ in 0..CASES_OF_50 {
            let case = draw.case(tape);
            let tell = |way| {
                Conversation { engine: &engine, draw: &draw, order: way }.length(&case.values)
            };
            all.count(case.is_fit, 1.0, tell(Way::All));
            fixed.count(case.is_fit, 1.0, tell(Way::InOrder(Order::Playbook)));
            adaptive.count(case.is_fit, 1.0, tell(Way::InOrder(Order::Adaptive)));
        }
    }
    println!("50 questions, {PLAYBOOKS_OF_50} playbooks, {CASES_OF_50} cases each");
    print_header();
    all.print("ask all");
    fixed.print("playbook order");
    adaptive.print("adaptive");
    println!();
    adaptive.mean() / all.mean()
}

/// Prints the means of the shipped playbooks, of each verdict: without an opening, and with theirs.
fn shipped() {
    println!("{:<26}{:>16}{:>16}{:>16}", "shipped, answers to a", "fit", "not yet", "no fit");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks");
    let files = fs::read_dir(folder).expect("the playbooks are there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| !path.to_string_lossy().ends_with(".test.yaml")) {
        let text = fs::read_to_string(path).expect("it can be read");
        let playbook = load(SourceFile::new("shipped.yaml", text)).expect("it is sound");
        let means = VERDICTS.map(|verdict| {
            let cases = cases_of(&playbook, verdict);
            [0, playbook.opening].map(|opening| mean_length(&playbook, opening, &cases))
        });
        let columns =
            means.map(|[before, now]| format!("{:>16}", format!("{before:.1} → {now:.1}")));
        println!("{:<26}{}", playbook.id, columns.concat());
    }
    println!();
}

/// So many random cases with a verdict, as far as they are to be had.
fn cases_of(playbook: &Playbook, verdict: Verdict) -> Vec<Case> {
    let draw = Draw::of(playbook);
    let numbers = row(3_000, 2_000_000);
    let tape = &mut Tape::new(&numbers);
    let cases = (0..DRAWS_OF_SHIPPED).map(|_| draw.case(tape));
    cases.filter(|case| case.verdict == verdict).take(CASES_OF_SHIPPED).collect()
}

fn mean_length(playbook: &Playbook, opening: usize, cases: &[Case]) -> f64 {
    let mut playbook = playbook.clone();
    playbook.opening = opening;
    let engine = Engine::new(&playbook);
    let draw = Draw::of(&playbook);
    let order = Way::InOrder(Order::Adaptive);
    let conversation = Conversation { engine: &engine, draw: &draw, order };
    let lengths = cases.iter().map(|case| conversation.length(&case.values));
    lengths.sum::<usize>() as f64 / cases.len() as f64
}

/// Random balanced playbooks, their rules as many as these in turn.
fn balanced(
    plan: &Plan,
    rules: &[(usize, usize, usize)],
    first_seed: u64,
) -> impl Iterator<Item = Playbook> {
    (first_seed..).zip(rules.iter().cycle()).filter_map(move |(seed, rules)| {
        let (disqualifiers, must_haves, signals) = *rules;
        let plan = Plan { disqualifiers, must_haves, signals, ..plan.clone() };
        plan.balanced(&mut Tape::new(&row(seed, 100_000)))
    })
}

fn bar(what: &str, figure: f64, bar: f64) -> bool {
    let passed = figure <= bar;
    println!("{what}: {figure:.3}, bar {bar:.2}: {}", if passed { "met" } else { "MISSED" });
    passed
}

/// What is asked.
#[derive(Clone, Copy)]
enum Way {
    All,
    InOrder(Order),
}

/// One way through one playbook.
struct Conversation<'c> {
    engine: &'c Engine<'c>,
    draw: &'c Draw<'c>,
    order: Way,
}

impl Conversation<'_> {
    /// How many questions it takes with somebody to whom all this is so.
    fn length(&self, values: &[Option<Value>]) -> usize {
        let mut facts = Facts::none(self.engine.playbook());
        for words in self.engine.problem_in_words(&facts) {
            let answer = Answer::Text("In their words.".to_owned());
            facts.set(words, vec![Fact::new(answer, KnownFrom::Prospect)]);
        }
        let mut known = vec![None; values.len()];
        for asked in 0.. {
            let Some(next) = self.next(&facts, &known) else { return asked };
            let value = values[next.0].expect("what is asked applies");
            known[next.0] = Some(value);
            self.answer(&mut facts, next, value);
        }
        values.len()
    }

    /// How many it is expected to take, over all cases.
    fn expectation(&self) -> Tally {
        let mut tally = Tally::default();
        let mut known = vec![None; self.engine.playbook().questions.len()];
        let mut facts = Facts::none(self.engine.playbook());
        self.follow(&mut facts, &mut known, (0, 1.0), &mut tally);
        tally
    }

    fn follow(
        &self,
        facts: &mut Facts,
        known: &mut Vec<Option<Value>>,
        (asked, chance): (usize, f64),
        tally: &mut Tally,
    ) {
        let Some(next) = self.next(facts, known) else {
            // The verdict is settled, so any case that goes on like this has it.
            let any = |question: QuestionIndex| self.draw.values[question.0][0].0;
            let case = self.draw.complete(|question| known[question.0].unwrap_or(any(question)));
            tally.count(case.is_fit, chance, asked);
            return;
        };
        for (value, share) in &self.draw.values[next.0] {
            known[next.0] = Some(*value);
            self.answer(facts, next, *value);
            self.follow(facts, known, (asked + 1, chance * share), tally);
        }
        known[next.0] = None;
        facts.set(next, Vec::new());
    }

    fn next(&self, facts: &Facts, known: &[Option<Value>]) -> Option<QuestionIndex> {
        match self.order {
            Way::InOrder(order) => self.engine.next_question(facts, order, None, &BTreeSet::new()),
            Way::All => self.first_unknown(known),
        }
    }

    /// The first question that is not known, and applies so far as what is known goes.
    fn first_unknown(&self, known: &[Option<Value>]) -> Option<QuestionIndex> {
        let playbook = self.engine.playbook();
        reference::cases::gates_first(playbook).into_iter().find(|question| {
            let gate = playbook.question(*question).when.as_ref();
            known[question.0].is_none()
                && gate.is_none_or(|gate| reference::cases::holds(playbook, gate, known))
        })
    }

    fn answer(&self, facts: &mut Facts, question: QuestionIndex, value: Value) {
        let answer = exactly(self.engine.playbook().question(question), value);
        facts.set(question, vec![Fact::new(answer, KnownFrom::Prospect)]);
    }
}

/// Questions asked, weighted, over the cases that turned out a fit and over the others.
#[derive(Debug, Default)]
struct Tally {
    fits: (f64, f64),
    no_fits: (f64, f64),
}

impl Tally {
    fn count(&mut self, is_fit: bool, weight: f64, asked: usize) {
        let part = if is_fit { &mut self.fits } else { &mut self.no_fits };
        part.0 += weight;
        part.1 += weight * asked as f64;
    }

    fn add(&mut self, other: &Self) {
        for (part, more) in [(&mut self.fits, other.fits), (&mut self.no_fits, other.no_fits)] {
            part.0 += more.0;
            part.1 += more.1;
        }
    }

    fn mean(&self) -> f64 {
        (self.fits.1 + self.no_fits.1) / (self.fits.0 + self.no_fits.0)
    }

    fn print(&self, what: &str) {
        let (fit, no_fit) = (self.fits.1 / self.fits.0, self.no_fits.1 / self.no_fits.0);
        println!("  {what:<16}{:>8.3}{fit:>8.3}{no_fit:>8.3}", self.mean());
    }
}

fn print_header() {
    println!("  {:<16}{:>8}{:>8}{:>8}", "mean questions", "all", "fit", "no-fit");
}
