//! The interview about an offer: a few lines, what decides, the stages, examples, and a last look.

use super::criterion::{self, About, Effect, Put};
use super::examples::{self, Change, Judged, Played};
use super::replies::{Outcome, choose, put_line};
use super::stages;
use super::usual;
use super::wanted::Wanted;
use crate::authoring::draft::{Criterion, Example, playbook_id};
use crate::interview::{Ask, Broken, Menu, MenuEntry, Message};

/// What is asked about beside the offer.
pub(super) struct Asked<'a> {
    /// Stages, and what decides.
    pub(super) stages: bool,
    /// The id.
    pub(super) id: bool,
    /// Where it would be written, or why it can't be.
    pub(super) is_free: &'a dyn Fn(&Wanted) -> anyhow::Result<String>,
}

/// A question of the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Offer,
    Solves,
    NotFor,
    NotForRule,
    Limits,
    Holds,
    Stages,
    Id,
}

/// Asks everything that is not known yet, plays examples back, then shows it all. Hands out the
/// examples that were found right, too.
pub(super) fn run(
    ask: &mut dyn Ask,
    mut wanted: Wanted,
    asked: &Asked<'_>,
) -> anyhow::Result<(Wanted, Vec<Example>)> {
    let steps = steps(&wanted, asked);
    ask.tell(&Message::Heading {
        title: "A new playbook".to_owned(),
        lines: vec![
            "A few questions about your offer, in words that a buyer would understand.".to_owned(),
            "Nothing is written before the end, and until then everything can be changed."
                .to_owned(),
        ],
    })?;
    let mut judged = Judged::default();
    let mut place = 0;
    loop {
        place = put_steps(ask, &steps, place, &mut wanted)?;
        if !asked.stages {
            break;
        }
        match played(ask, &mut wanted, &mut judged)? {
            Played::Back if !steps.is_empty() => {
                ask.tell(&Message::Back)?;
                place -= 1;
            }
            _ => break,
        }
    }
    review(ask, &mut wanted, asked, &mut judged)?;
    ask.tell(&Message::Closing("That is all.".to_owned()))?;
    Ok((wanted, judged.confirmed()))
}

/// Asks from one question on to the last; hands out how many there are.
fn put_steps(
    ask: &mut dyn Ask,
    steps: &[Step],
    mut place: usize,
    wanted: &mut Wanted,
) -> Result<usize, Broken> {
    while let Some(step) = steps.get(place) {
        match put(ask, *step, wanted)? {
            Outcome::Answered(words) => {
                ask.tell(&Message::Answered { ask: step.title().to_owned(), words })?;
                place += 1;
            }
            Outcome::Back if place > 0 => {
                ask.tell(&Message::Back)?;
                place -= 1;
            }
            Outcome::Back => {}
        }
    }
    Ok(place)
}

/// The questions whose answers the flags don't give.
fn steps(wanted: &Wanted, asked: &Asked<'_>) -> Vec<Step> {
    let offer = &wanted.offer;
    let has = |rules_out: bool| wanted.criteria.iter().any(|one| one.rules_out() == rules_out);
    let all = [
        (Step::Offer, offer.name.is_empty()),
        (Step::Solves, offer.solves.is_empty()),
        (Step::NotFor, offer.not_for.is_empty()),
        (Step::NotForRule, asked.stages && wanted.not_for_rule.is_none()),
        (Step::Limits, asked.stages && !has(true)),
        (Step::Holds, asked.stages && !has(false)),
        (Step::Stages, asked.stages && wanted.stages.is_empty()),
        (Step::Id, asked.id && wanted.id.is_empty()),
    ];
    all.into_iter().filter(|(_, is_open)| *is_open).map(|(step, _)| step).collect()
}

impl Step {
    fn title(self) -> &'static str {
        match self {
            Self::Offer => "What is your offer called?",
            Self::Solves => "What does it solve, in a buyer's words?",
            Self::NotFor => "Who is better off with something else?",
            Self::NotForRule => "How do you find out whether that is them?",
            Self::Limits => "What else rules a buyer out?",
            Self::Holds => "What has to come first?",
            Self::Stages => "The buyer's stages",
            Self::Id => "The playbook's id",
        }
    }
}

fn put(ask: &mut dyn Ask, step: Step, wanted: &mut Wanted) -> Result<Outcome, Broken> {
    let title = step.title();
    match step {
        Step::Offer => put_line(ask, title, &mut wanted.offer.name),
        Step::Solves => put_line(ask, title, &mut wanted.offer.solves),
        Step::NotFor => put_not_for(ask, wanted),
        Step::NotForRule => put_not_for_rule(ask, wanted),
        Step::Limits => put_criteria(ask, Effect::RulesOut, wanted),
        Step::Holds => put_criteria(ask, Effect::HoldsUp, wanted),
        Step::Stages => {
            if wanted.stages.is_empty() {
                wanted.stages = wanted.stages_or_offered();
            }
            stages::put(ask, &mut wanted.stages)
        }
        Step::Id => {
            if wanted.id.is_empty() {
                wanted.id = playbook_id(&wanted.offer.name);
            }
            let title = "What do commands call it? Small letters, digits and -";
            put_line(ask, title, &mut wanted.id)
        }
    }
}

/// Whom it is not for; what was made of the former words is made of the new ones.
fn put_not_for(ask: &mut dyn Ask, wanted: &mut Wanted) -> Result<Outcome, Broken> {
    let before = wanted.usual_rule();
    let outcome = put_line(ask, Step::NotFor.title(), &mut wanted.offer.not_for)?;
    let now = wanted.usual_rule();
    if let Some(rule) = &mut wanted.not_for_rule {
        for (words, before, now) in
            [(&mut rule.ask, before.ask, now.ask), (&mut rule.because, before.because, now.because)]
        {
            if *words == before {
                *words = now;
            }
        }
    }
    Ok(outcome)
}

/// How those are known whom it is not for.
fn put_not_for_rule(ask: &mut dyn Ask, wanted: &mut Wanted) -> Result<Outcome, Broken> {
    let known = wanted.not_for_rule.clone().unwrap_or_else(|| wanted.usual_rule());
    let title = format!("“{}” What do you ask to find out?", wanted.offer.not_for);
    let others = Wanted { not_for_rule: None, ..wanted.clone() };
    let about = About {
        title: &title,
        effect: Effect::RulesOut,
        not_for: Some(&wanted.offer.not_for),
        is_taken: &|ask| others.asks(ask),
    };
    Ok(match criterion::put(ask, &about, Some(&known))? {
        Put::Back => Outcome::Back,
        Put::Nothing => Outcome::Answered("Nothing".to_owned()),
        Put::Criterion(criterion) => {
            let words = in_a_line(&criterion);
            wanted.not_for_rule = Some(*criterion);
            Outcome::Answered(words)
        }
    })
}

/// Asks for criteria of one kind, as many as there are.
fn put_criteria(ask: &mut dyn Ask, effect: Effect, wanted: &mut Wanted) -> Result<Outcome, Broken> {
    let is_one = |criterion: &Criterion| criterion.rules_out() == (effect == Effect::RulesOut);
    let mut known = None;
    loop {
        let count = wanted.criteria.iter().filter(|one| is_one(one)).count();
        match put_criterion(ask, effect, count > 0, known.take().as_ref(), wanted)? {
            Put::Criterion(criterion) => {
                let Criterion { ask: asked, .. } = &*criterion;
                let (asked, words) = (asked.clone(), criterion.in_words());
                ask.tell(&Message::Answered { ask: asked, words })?;
                wanted.criteria.push(*criterion);
            }
            Put::Nothing => {
                let words = if count > 0 { "Nothing more" } else { "Nothing" };
                return Ok(Outcome::Answered(words.to_owned()));
            }
            // Back takes the last one up again; before the first it leads to the question before.
            Put::Back => match wanted.criteria.iter().rposition(is_one) {
                Some(last) => {
                    known = Some(wanted.criteria.remove(last));
                    ask.tell(&Message::Back)?;
                }
                None => return Ok(Outcome::Back),
            },
        }
    }
}

fn put_criterion(
    ask: &mut dyn Ask,
    effect: Effect,
    is_another: bool,
    known: Option<&Criterion>,
    wanted: &Wanted,
) -> Result<Put, Broken> {
    let article = if is_another { "Another" } else { "A" };
    let what = match effect {
        Effect::RulesOut => "question that can rule a buyer out",
        Effect::HoldsUp => "question that can hold it up until something is settled",
    };
    let title = format!("{article} {what} (only enter: no more)");
    let is_taken = |ask: &str| wanted.asks(ask);
    criterion::put(ask, &About { title: &title, effect, not_for: None, is_taken: &is_taken }, known)
}

/// Plays examples back, with what is to be changed for them, until something is said of each.
fn played(ask: &mut dyn Ask, wanted: &mut Wanted, judged: &mut Judged) -> anyhow::Result<Played> {
    loop {
        match examples::play(ask, wanted, judged)? {
            Played::Change(change) => make(ask, change, wanted)?,
            ended => return Ok(ended),
        }
    }
}

fn make(ask: &mut dyn Ask, change: Change, wanted: &mut Wanted) -> Result<(), Broken> {
    match change {
        Change::Criterion(place) => change_criterion(ask, place, wanted),
        Change::Turn(place) => {
            if let Some(turned) = wanted.criterion(place).and_then(usual::turned) {
                wanted.replace(place, Some(turned));
            }
            Ok(())
        }
        Change::AddLimit => add_criterion(ask, Effect::RulesOut, wanted),
        Change::AddHold => add_criterion(ask, Effect::HoldsUp, wanted),
        Change::Stages => put(ask, Step::Stages, wanted).map(drop),
    }
}

fn add_criterion(ask: &mut dyn Ask, effect: Effect, wanted: &mut Wanted) -> Result<(), Broken> {
    if let Put::Criterion(criterion) = put_criterion(ask, effect, false, None, wanted)? {
        wanted.criteria.push(*criterion);
    }
    Ok(())
}

/// Changes a criterion, or takes it out.
fn change_criterion(ask: &mut dyn Ask, place: usize, wanted: &mut Wanted) -> Result<(), Broken> {
    let Some(known) = wanted.criterion(place).cloned() else { return Ok(()) };
    let entries = ["Change it", "Take it out", "Leave it as it is"].map(str::to_owned);
    match choose(ask, &known.ask, &[format!("It {}.", known.in_words())], &entries, 0)? {
        Some(0) => {
            let is_taken = |ask: &str| wanted.asks(ask);
            let effect = if known.rules_out() { Effect::RulesOut } else { Effect::HoldsUp };
            let not_for = wanted.not_for_of(place);
            let title = "What do you ask?";
            let about = About { title, effect, not_for, is_taken: &is_taken };
            if let Put::Criterion(changed) = criterion::put(ask, &about, Some(&known))? {
                wanted.replace(place, Some(*changed));
            }
        }
        Some(1) => wanted.replace(place, None),
        _ => {}
    }
    Ok(())
}

/// What a line of the last look does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Write,
    Step(Step),
    Change(Change),
}

/// Shows all answers, any of them to be changed, until they are to be written.
fn review(
    ask: &mut dyn Ask,
    wanted: &mut Wanted,
    asked: &Asked<'_>,
    judged: &mut Judged,
) -> anyhow::Result<()> {
    loop {
        let target = (asked.is_free)(wanted);
        let choices = choices(wanted, asked);
        let mut lines = match asked.stages {
            true => disagreements(wanted, judged)?,
            false => Vec::new(),
        };
        lines.extend(target.as_ref().err().map(|problem| format!("Not yet: {problem:#}.")));
        let entries = choices.iter().map(|next| entry(*next, wanted, target.as_deref().ok()));
        let id = choices.iter().position(|next| *next == Next::Step(Step::Id));
        let menu = Menu {
            title: "Is this right?".to_owned(),
            lines,
            entries: entries.collect(),
            preselected: if target.is_ok() { 0 } else { id.unwrap_or(0) },
            goes_untyped: true,
        };
        let next = ask.choose(&menu)?.and_then(|place| choices.get(place).copied());
        match next {
            // What has changed since is looked at first.
            Some(Next::Write) if target.is_ok() => {
                if !asked.stages || matches!(played(ask, wanted, judged)?, Played::Through) {
                    return Ok(());
                }
            }
            Some(Next::Step(step)) => drop(put(ask, step, wanted)?),
            Some(Next::Change(change)) => make(ask, change, wanted)?,
            Some(Next::Write) | None => {}
        }
    }
}

/// The lines of the last look.
fn choices(wanted: &Wanted, asked: &Asked<'_>) -> Vec<Next> {
    let mut choices = vec![Next::Write];
    choices.extend([Step::Offer, Step::Solves, Step::NotFor].map(Next::Step));
    if asked.stages {
        let count = wanted.all_criteria().count();
        choices.extend((0..count).map(|place| Next::Change(Change::Criterion(place))));
        choices.extend([Change::AddLimit, Change::AddHold].map(Next::Change));
        choices.push(Next::Step(Step::Stages));
    }
    choices.extend(asked.id.then_some(Next::Step(Step::Id)));
    choices
}

fn entry(next: Next, wanted: &Wanted, target: Option<&str>) -> MenuEntry {
    let (text, detail) = match next {
        Next::Write => {
            (target.map_or_else(|| "Write it".to_owned(), |path| format!("Write {path}")), None)
        }
        Next::Step(step) => (format!("Change: {}", step.title()), Some(words_of(step, wanted))),
        Next::Change(Change::AddLimit) => ("Add what can rule a buyer out".to_owned(), None),
        Next::Change(Change::AddHold) => ("Add what can hold it up".to_owned(), None),
        Next::Change(Change::Stages) => ("Change the stages".to_owned(), None),
        Next::Change(Change::Criterion(place) | Change::Turn(place)) => {
            let criterion = wanted.criterion(place);
            let (ask, words) = criterion.map_or_else(Default::default, |criterion| {
                (criterion.ask.clone(), criterion.in_words())
            });
            (format!("Change or take out: {ask}"), Some(words))
        }
    };
    MenuEntry { text, detail }
}

/// What contradicts something else that was said: a limit, or an example that comes out otherwise than
/// its author would have it.
fn disagreements(wanted: &Wanted, judged: &Judged) -> anyhow::Result<Vec<String>> {
    let limits = wanted.all_criteria().enumerate().filter_map(|(place, criterion)| {
        let wrong = criterion.wrong_way_round(wanted.not_for_of(place))?;
        let limit = criterion.needed.in_words();
        Some(format!("One of these is the wrong way round: {limit}, and “{}”", wrong.words))
    });
    let now = examples::of(wanted)?;
    let refused = judged.refused(&now).map(examples::in_a_line);
    Ok(limits.chain(refused.map(|one| format!("Not as you would have it: {one}"))).collect())
}

fn words_of(step: Step, wanted: &Wanted) -> String {
    match step {
        Step::Offer => wanted.offer.name.clone(),
        Step::Solves => wanted.offer.solves.clone(),
        Step::NotFor => wanted.offer.not_for.clone(),
        Step::NotForRule | Step::Limits | Step::Holds => String::new(),
        Step::Stages => stages::words(&wanted.stages_or_offered()),
        Step::Id => wanted.id.clone(),
    }
}

fn in_a_line(criterion: &Criterion) -> String {
    format!("{} {}", criterion.ask, criterion.in_words())
}
