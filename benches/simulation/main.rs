//! What conversations come to that the shipped playbooks lead, with buyers drawn as `likely` says
//! (alike where it says nothing), each asked until nothing can change the verdict. What is counted is
//! what the buyer is asked: a question that we answer ourselves costs them nothing.
//!
//! | column | what |
//! | --- | --- |
//! | fit, not yet, no fit | how many in a hundred buyers; mean and median of the answers that it takes |
//! | ask all | how many questions apply, in the mean |
//! | certificate | the fewest answers that would have shown as much, in the mean; no order of questions needs fewer |
//! | held | fits with a hold that does not surely fail; there must be none |
//! | order | answers to a no-fit, over those that it takes where no stage ever comes before another; at most 1.1 |
//! | unheard | fits, in a hundred, where a question that a hold names applies and was not asked |
//! | against | fits, in a hundred, against which a signal of negative weight speaks |
//! | ready, unfit | the answers of a buyer to whom everything is so that helps, or everything that hurts |
//!
//! Playbooks are read as they stand in `playbooks/`; names of playbooks as arguments take those alone.
//! Seeds are fixed. The exit code is 1 where a bar is missed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod buyers;
#[path = "../../tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use coach::deal::{Fact, Facts, KnownFrom};
use coach::engine::{Effect, Engine, Order, Verdict};
use coach::playbook::load::load;
use coach::playbook::{Kind, Playbook, QuestionIndex, RuleKind};
use coach::text::source::SourceFile;
use rayon::prelude::*;
use reference::cases::Case;
use reference::deals::exactly;
use reference::large::Draw;
use reference::tape::{Tape, row};

/// Buyers of each playbook: enough for a few dozen fits where few come through all that may rule one out.
const BUYERS: u64 = 10_000;
/// For how many of them, and for all fits, the fewest answers are looked for, which takes long.
const CERTIFIED: u64 = 500;
/// For how many of them questions are asked by their worth alone as well, which takes a second
/// conversation each.
const FREELY_ASKED: u64 = 2_000;
/// How much longer the buyer's stages may make the way to a no-fit.
const ORDER_BAR: f64 = 1.1;

fn main() -> ExitCode {
    let named: Vec<String> = env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let is_wanted = |name: &str| named.is_empty() || named.iter().any(|one| one == name);
    print_header();
    let (mut held, mut order) = (0, 0.0_f64);
    for path in shipped().iter().filter(|path| is_wanted(&name_of(path))) {
        let playbook =
            load(SourceFile::new(path.to_string_lossy(), fs::read_to_string(path).unwrap()))
                .unwrap_or_else(|_| panic!("{} is a playbook", path.display()));
        let summary = Summary::of(&playbook);
        summary.print(&playbook.id);
        held += summary.held;
        order = order.max(summary.order());
    }
    let bars = [held == 0, order <= ORDER_BAR];
    let word = |is_met| if is_met { "met" } else { "MISSED" };
    println!("\nfits with a hold open: {held}, bar 0: {}", word(bars[0]));
    println!("order, at the worst: {order:.3}, bar {ORDER_BAR}: {}", word(bars[1]));
    if bars == [true; 2] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The playbooks in `playbooks/`, without their cases.
fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.retain(|path| !name_of(path).ends_with(".test"));
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// One conversation that came to its end.
struct Conversation {
    verdict: Verdict,
    answers: usize,
    /// Questions that apply.
    applying: usize,
    /// The fewest answers that force the verdict, where they were looked for.
    certificate: Option<usize>,
    /// How many answers it takes where no stage comes before another, where that was tried.
    freely: Option<usize>,
    is_held: bool,
    is_unheard: bool,
    is_spoken_against: bool,
}

impl Conversation {
    fn with(
        engine: &Engine<'_>,
        freely: Option<&Engine<'_>>,
        case: &Case,
        is_certified: bool,
    ) -> Self {
        let facts = interview(engine, case);
        let outcome = engine.outcome(&facts);
        assert_eq!(outcome.verdict, case.verdict, "what is settled is so");
        let rules = || engine.playbook().rules.iter().zip(&outcome.rules);
        let is_heard = |question: QuestionIndex| {
            case.values[question.0].is_none() || !facts.about(question).is_empty()
        };
        let mut named = rules()
            .filter(|(rule, _)| rule.kind == RuleKind::Hold)
            .flat_map(|(rule, _)| rule.when.questions(&engine.playbook().values));
        Self {
            verdict: outcome.verdict,
            answers: answers(engine.playbook(), &facts),
            applying: applying(engine.playbook(), case),
            certificate: is_certified.then(|| certificate(engine, case)),
            freely: freely.map(|engine| answers(engine.playbook(), &interview(engine, case))),
            is_held: rules()
                .any(|(rule, effect)| rule.kind == RuleKind::Hold && *effect != Effect::Fails),
            is_unheard: named.any(|question| !is_heard(question)),
            is_spoken_against: case.adds.iter().any(|points| *points < 0),
        }
    }
}

/// Asks what the engine asks, until it asks nothing; what is known then.
fn interview(engine: &Engine<'_>, case: &Case) -> Facts {
    let mut facts = Facts::none(engine.playbook());
    while let Some(next) = engine.next_question(&facts, Order::Adaptive, None, &BTreeSet::new()) {
        tell(engine.playbook(), &mut facts, case, next);
    }
    facts
}

fn tell(playbook: &Playbook, facts: &mut Facts, case: &Case, question: QuestionIndex) {
    let value = case.values[question.0].expect("what is asked applies");
    let answer = exactly(playbook.question(question), value);
    facts.set(question, vec![Fact::new(answer, KnownFrom::Prospect)]);
}

/// How many answers the buyer gave.
fn answers(playbook: &Playbook, facts: &Facts) -> usize {
    let is_given = |question: &QuestionIndex| {
        !facts.about(*question).is_empty() && !playbook.question(*question).is_ours()
    };
    playbook.question_indexes().filter(is_given).count()
}

/// How many questions apply whose answers can be part of a verdict.
fn applying(playbook: &Playbook, case: &Case) -> usize {
    let applies = |question: &QuestionIndex| {
        let asked = playbook.question(*question);
        case.values[question.0].is_some() && asked.kind != Kind::Text && !asked.is_ours()
    };
    playbook.question_indexes().filter(applies).count()
}

fn certificate(engine: &Engine<'_>, case: &Case) -> usize {
    let playbook = engine.playbook();
    let mut facts = Facts::none(playbook);
    for question in playbook.question_indexes().filter(|one| case.values[one.0].is_some()) {
        tell(playbook, &mut facts, case, question);
    }
    engine.assess(&facts).rests_on.len()
}

/// What all conversations with one playbook come to.
struct Summary {
    conversations: Vec<Conversation>,
    held: usize,
    /// The answers of the two extremes.
    ready: usize,
    unfit: usize,
}

impl Summary {
    fn of(playbook: &Playbook) -> Self {
        let (engine, draw) = (Engine::new(playbook), Draw::of(playbook));
        let mut without_stages = playbook.clone();
        without_stages.opening = playbook.questions.len();
        let freely = Engine::new(&without_stages);
        let buyer = |number: u64| {
            let case = draw.case(&mut Tape::new(&row(number, playbook.questions.len())));
            let freely = (number < FREELY_ASKED).then_some(&freely);
            Conversation::with(&engine, freely, &case, case.is_fit || number < CERTIFIED)
        };
        let conversations: Vec<Conversation> = (0..BUYERS).into_par_iter().map(buyer).collect();
        let length = |case: Case| answers(playbook, &interview(&engine, &case));
        Self {
            held: fits(&conversations).filter(|one| one.is_held).count(),
            ready: length(buyers::ready(playbook, &draw)),
            unfit: length(buyers::unfit(playbook, &draw)),
            conversations,
        }
    }

    /// The answers to a no-fit, over those that it takes where no stage comes before another.
    fn order(&self) -> f64 {
        let no_fits = self.conversations.iter().filter(|one| one.verdict == Verdict::NoFit);
        let pairs = no_fits.filter_map(|one| Some((one.answers, one.freely?)));
        let (staged, free) = pairs.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        staged as f64 / free.max(1) as f64
    }

    fn print(&self, name: &str) {
        let part = |verdict| Part::of(&self.conversations, verdict).words();
        let all = mean(self.conversations.iter().map(|one| one.applying));
        let fewest = |verdict| {
            let of_verdict = self.conversations.iter().filter(|one| one.verdict == verdict);
            mean(of_verdict.filter_map(|one| one.certificate))
        };
        let among_fits = |is_so: fn(&Conversation) -> bool| {
            100.0 * mean(fits(&self.conversations).map(|one| usize::from(is_so(one))))
        };
        println!(
            "{name:<25}{}{}{}{all:>8.1}{:>8.1}{:>5.1}{:>7.3}{:>6}{:>8.0}{:>8.0}{:>7}{:>6}",
            part(Verdict::Fit),
            part(Verdict::NotYet),
            part(Verdict::NoFit),
            fewest(Verdict::Fit),
            fewest(Verdict::NoFit),
            self.order(),
            self.held,
            among_fits(|one| one.is_unheard),
            among_fits(|one| one.is_spoken_against),
            self.ready,
            self.unfit,
        );
    }
}

fn fits(conversations: &[Conversation]) -> impl Iterator<Item = &Conversation> {
    conversations.iter().filter(|one| one.verdict == Verdict::Fit)
}

/// The conversations that came to one verdict.
struct Part {
    percent: f64,
    mean: f64,
    median: usize,
}

impl Part {
    fn of(conversations: &[Conversation], verdict: Verdict) -> Self {
        let of_verdict = conversations.iter().filter(|one| one.verdict == verdict);
        let mut lengths: Vec<usize> = of_verdict.map(|one| one.answers).collect();
        lengths.sort_unstable();
        Self {
            percent: 100.0 * lengths.len() as f64 / conversations.len() as f64,
            mean: mean(lengths.iter().copied()),
            median: lengths.get(lengths.len() / 2).copied().unwrap_or(0),
        }
    }

    fn words(&self) -> String {
        format!("{:>6.1}%{:>6.1}{:>4}", self.percent, self.mean, self.median)
    }
}

fn mean(numbers: impl Iterator<Item = usize>) -> f64 {
    let (count, sum) = numbers.fold((0_usize, 0), |(count, sum), one| (count + 1, sum + one));
    sum as f64 / count as f64
}

fn print_header() {
    println!(
        "{:<25}{:>17}{:>17}{:>17}{:>8}{:>13}{:>7}{:>6}{:>8}{:>8}{:>7}{:>6}",
        "",
        "fit",
        "not yet",
        "no fit",
        "ask all",
        "certificate",
        "order",
        "held",
        "unheard",
        "against",
        "ready",
        "unfit"
    );
}
