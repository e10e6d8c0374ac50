//! The pauses: after the opening, and where the verdict is settled with more to ask. Where it stands,
//! what would change most or is still called for, and whether to go on.

use super::ask::{Ask, Broken, Menu, MenuEntry};
use super::wording::{named_first, questions, reasons, score_sentence, verdict_words, whom_to_ask};
use crate::deal::Facts;
use crate::engine::{Assessment, Effect, Engine};
use crate::playbook::{Playbook, QuestionIndex, Rule, RuleKind};
use crate::text::source::listed;

/// How many answers are named that would change most.
const TELLING: usize = 3;
/// The most rules of a kind that are named: the pause is to be seen at a glance.
const RULES: usize = 2;

/// What to do after the pause.
pub(super) enum Next {
    /// On with the questions.
    GoOn,
    /// To the brief.
    Stop,
    /// Put the last question again.
    Back,
}

/// Shows how things stand once the opening is over, and asks what to do.
pub(super) fn after_the_opening(
    engine: &Engine<'_>,
    known: &Facts,
    now: &Assessment,
    ask: &mut dyn Ask,
) -> Result<Next, Broken> {
    let playbook = engine.playbook();
    let possible: Vec<&str> = now.possible.iter().copied().map(verdict_words).collect();
    let mut lines = vec![format!("Still possible: {}.", listed(&possible, "or"))];
    lines.push(score_sentence(playbook, now));
    let telling = engine.most_telling(known).into_iter().take(TELLING);
    let telling: Vec<String> =
        telling.map(|question| whom_to_ask(playbook.question(question))).collect();
    let answers = if telling.len() == 1 { "The answer" } else { "The answers" };
    lines.push(format!("{answers} that would change most:"));
    lines.extend(telling.iter().map(|question| format!("· {question}")));
    let rules_out = open_rules(playbook, now, RuleKind::Disqualifier);
    lines.extend(rules("Could still rule it out:", &rules_out));
    let must_haves = open_rules(playbook, now, RuleKind::MustHave);
    lines.extend(rules("Has to be so, and is open:", &must_haves));
    lines.extend(rules("Holds it up by now:", &holds(playbook, now, Effect::Holds)));
    lines.extend(rules("Could still hold it up:", &holds(playbook, now, Effect::Open)));
    let open = questions(now.can_still_change.len());
    let title = "The opening is over, and still undecided".to_owned();
    go_on_or_stop(title, lines, format!("Go on, stage by stage: {open} can still change it"), ask)
}

/// Says that the verdict is settled, and why; the talk calls for these questions nevertheless.
pub(super) fn where_settled(
    engine: &Engine<'_>,
    now: &Assessment,
    to_ask: &[QuestionIndex],
    ask: &mut dyn Ask,
) -> Result<Next, Broken> {
    let playbook = engine.playbook();
    let called_for: Vec<String> =
        to_ask.iter().map(|question| whom_to_ask(playbook.question(*question))).collect();
    let called_for: Vec<&str> = called_for.iter().map(String::as_str).collect();
    let mut lines = reasons(engine, now);
    lines.extend(named_first("The next talk calls for more:", &called_for, TELLING));
    let title = format!("Settled: {}", verdict_words(now.verdict));
    let count = questions(to_ask.len());
    go_on_or_stop(title, lines, format!("Go on: {count} that can't change it"), ask)
}

fn go_on_or_stop(
    title: String,
    lines: Vec<String>,
    go_on: String,
    ask: &mut dyn Ask,
) -> Result<Next, Broken> {
    let stop = MenuEntry::plain("Stop here, and show the brief");
    let menu = Menu {
        title,
        lines,
        entries: vec![MenuEntry::plain(go_on), stop],
        preselected: 0,
        goes_untyped: true,
    };
    Ok(match ask.choose(&menu)? {
        None => Next::Back,
        Some(0) => Next::GoOn,
        Some(_) => Next::Stop,
    })
}

/// The reasons of some rules under a heading; nothing where there are none.
fn rules(heading: &str, rules: &[&Rule]) -> Vec<String> {
    let reasons: Vec<&str> = rules.iter().map(|rule| rule.because.as_str()).collect();
    named_first(heading, &reasons, RULES)
}

/// The rules of a kind that are open.
fn open_rules<'p>(playbook: &'p Playbook, now: &Assessment, kind: RuleKind) -> Vec<&'p Rule> {
    let open = now.because.iter().filter(|one| one.effect == Effect::Open);
    open.map(|one| playbook.rule(one.rule)).filter(|rule| rule.kind == kind).collect()
}

/// The holds that hold, or are open.
fn holds<'p>(playbook: &'p Playbook, now: &Assessment, effect: Effect) -> Vec<&'p Rule> {
    let holds = now.holds.iter().filter(|hold| hold.effect == effect);
    holds.map(|hold| playbook.rule(hold.rule)).collect()
}
