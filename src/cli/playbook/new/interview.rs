//! The interview about an offer: a few lines, the hurdles, the stages, and a last look.

use super::flags::{LIMIT, MUST_HAVE, Wanted, line, question};
use crate::authoring::draft::{Hurdle, Stage, playbook_id};
use crate::interview::{Ask, Broken, Menu, MenuEntry, Message};

/// What is asked about beside the offer.
pub(super) struct Asked<'a> {
    /// Stages, limits and must-haves.
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
    Limits,
    MustHaves,
    Stages,
    Id,
}

/// What became of a question.
#[derive(PartialEq, Eq)]
enum Outcome {
    /// It is answered, with these words.
    Answered(String),
    /// Back to the one before.
    Back,
}

/// Asks everything that is not known yet, then shows it all.
pub(super) fn run(
    ask: &mut dyn Ask,
    mut wanted: Wanted,
    asked: &Asked<'_>,
) -> anyhow::Result<Wanted> {
    let steps = steps(&wanted, asked);
    ask.tell(&Message::Heading {
        title: "A new playbook".to_owned(),
        lines: vec![
            "A few questions about your offer, in words that a buyer would understand.".to_owned(),
            "Nothing is written before the end.".to_owned(),
        ],
    })?;
    let mut place = 0;
    while let Some(step) = steps.get(place) {
        match put(ask, *step, &mut wanted)? {
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
    review(ask, &mut wanted, &steps, asked)?;
    ask.tell(&Message::Closing("That is all.".to_owned()))?;
    Ok(wanted)
}

/// The questions whose answers the flags don't give.
fn steps(wanted: &Wanted, asked: &Asked<'_>) -> Vec<Step> {
    let offer = &wanted.offer;
    let all = [
        (Step::Offer, offer.name.is_empty()),
        (Step::Solves, offer.solves.is_empty()),
        (Step::NotFor, offer.not_for.is_empty()),
        (Step::Limits, asked.stages && wanted.limits.is_empty()),
        (Step::MustHaves, asked.stages && wanted.must_haves.is_empty()),
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
            Self::Limits => "What rules a buyer out?",
            Self::MustHaves => "What has to be given?",
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
        Step::NotFor => put_line(ask, title, &mut wanted.offer.not_for),
        Step::Limits => {
            let title = "question whose yes rules them out (only enter: no more)";
            put_hurdles(ask, title, LIMIT, &mut wanted.limits)
        }
        Step::MustHaves => {
            let title = "question whose no rules them out (only enter: no more)";
            put_hurdles(ask, title, MUST_HAVE, &mut wanted.must_haves)
        }
        Step::Stages => {
            if wanted.stages.is_empty() {
                wanted.stages = wanted.stages_or_offered();
            }
            put_stages(ask, &mut wanted.stages)
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

/// Asks for one line until there is one.
fn put_line(ask: &mut dyn Ask, title: &str, into: &mut String) -> Result<Outcome, Broken> {
    loop {
        let Some(text) = ask.line(title, into)? else { return Ok(Outcome::Back) };
        match line(&text) {
            Ok(text) => {
                into.clone_from(&text);
                return Ok(Outcome::Answered(text));
            }
            Err(problem) => ask.tell(&Message::Note(format!("That {problem}.")))?,
        }
    }
}

/// Asks for questions that rule a fit out, as many as there are.
fn put_hurdles(
    ask: &mut dyn Ask,
    title: &str,
    usual: [&str; 3],
    hurdles: &mut Vec<Hurdle>,
) -> Result<Outcome, Broken> {
    let mut preset = String::new();
    loop {
        let article = if hurdles.is_empty() { "A" } else { "Another" };
        let Some(text) = ask.line(&format!("{article} {title}"), &preset)? else {
            // Back takes the last one up again; before the first it leads to the question before.
            match hurdles.pop() {
                Some(last) => preset = last.ask,
                None => return Ok(Outcome::Back),
            }
            continue;
        };
        preset = String::new();
        if text.trim().is_empty() {
            return Ok(Outcome::Answered(hurdle_words(hurdles)));
        }
        match line(&text) {
            Ok(text) if hurdles.iter().any(|known| known.ask == question(&text)) => {
                ask.tell(&Message::Note("That one is there already.".to_owned()))?;
            }
            Ok(text) => match put_words(ask, &question(&text), usual)? {
                Some(hurdle) => hurdles.push(hurdle),
                None => preset = text,
            },
            Err(problem) => ask.tell(&Message::Note(format!("That {problem}.")))?,
        }
    }
}

/// Asks what to say where a question rules a fit out. `None` goes back to the question.
fn put_words(ask: &mut dyn Ask, about: &str, usual: [&str; 3]) -> Result<Option<Hurdle>, Broken> {
    let titles = [
        format!("{about} Why does that rule them out?"),
        "What do you tell them then?".to_owned(),
        "What would serve them better?".to_owned(),
    ];
    let mut words = usual.map(str::to_owned);
    for (title, words) in titles.iter().zip(&mut words) {
        if put_line(ask, title, words)? == Outcome::Back {
            return Ok(None);
        }
    }
    let [because, say, instead] = words;
    Ok(Some(Hurdle { ask: about.to_owned(), because, say, instead }))
}

fn hurdle_words(hurdles: &[Hurdle]) -> String {
    let asks: Vec<&str> = hurdles.iter().map(|hurdle| hurdle.ask.as_str()).collect();
    if asks.is_empty() { "Nothing more".to_owned() } else { asks.join(" · ") }
}

/// Offers the stages to be kept or changed.
fn put_stages(ask: &mut dyn Ask, stages: &mut Vec<Stage>) -> Result<Outcome, Broken> {
    loop {
        let each = stages.iter().map(|stage| MenuEntry {
            text: format!("Change {}", stage.title),
            detail: Some(stage.buyer_asks.clone()),
        });
        let menu = Menu {
            title: "The buyer's stages".to_owned(),
            lines: vec![format!("{}.", stage_words(stages))],
            entries: [MenuEntry::plain("Keep these")]
                .into_iter()
                .chain(each)
                .chain([MenuEntry::plain("Add one at the end")])
                .collect(),
            preselected: 0,
        };
        match ask.choose(&menu)? {
            None => return Ok(Outcome::Back),
            Some(0) => return Ok(Outcome::Answered(stage_words(stages))),
            Some(place) if place <= stages.len() => change_stage(ask, stages, place - 1)?,
            Some(_) => add_stage(ask, stages)?,
        }
    }
}

fn stage_words(stages: &[Stage]) -> String {
    let titles: Vec<&str> = stages.iter().map(|stage| stage.title.as_str()).collect();
    titles.join(" · ")
}

fn change_stage(ask: &mut dyn Ask, stages: &mut Vec<Stage>, place: usize) -> Result<(), Broken> {
    let Some(stage) = stages.get(place).cloned() else { return Ok(()) };
    let menu = Menu {
        title: stage.title.clone(),
        lines: vec![format!("The buyer asks: {}", stage.buyer_asks)],
        entries: ["Change what the buyer asks", "Move it up", "Take it out", "Leave it as it is"]
            .map(MenuEntry::plain)
            .to_vec(),
        preselected: 0,
    };
    match ask.choose(&menu)? {
        Some(0) => {
            let mut asks = stage.buyer_asks.clone();
            if put_line(ask, "What does the buyer ask?", &mut asks)? != Outcome::Back
                && let Some(place) = stages.get_mut(place)
            {
                *place = stage.asking(&question(&asks));
            }
        }
        Some(1) if place > 0 => stages.swap(place, place - 1),
        Some(2) if stages.len() == 1 => {
            ask.tell(&Message::Note("There has to be one stage at least.".to_owned()))?;
        }
        Some(2) => {
            stages.remove(place);
        }
        _ => {}
    }
    Ok(())
}

fn add_stage(ask: &mut dyn Ask, stages: &mut Vec<Stage>) -> Result<(), Broken> {
    let (mut title, mut asks) = (String::new(), String::new());
    if put_line(ask, "What is the stage called? Name the buyer's job", &mut title)? == Outcome::Back
        || put_line(ask, "What does the buyer ask themselves in it?", &mut asks)? == Outcome::Back
    {
        return Ok(());
    }
    match Stage::new(&title, &question(&asks)).beside(stages) {
        Some(stage) => stages.push(stage),
        None => ask.tell(&Message::Note("A stage is called so already.".to_owned()))?,
    }
    Ok(())
}

/// Shows all answers, any of them to be changed, until they are to be written.
fn review(
    ask: &mut dyn Ask,
    wanted: &mut Wanted,
    steps: &[Step],
    asked: &Asked<'_>,
) -> anyhow::Result<()> {
    loop {
        let target = (asked.is_free)(wanted);
        let (write, problem) = match &target {
            Ok(path) => (format!("Write {path}"), None),
            Err(problem) => ("Write it".to_owned(), Some(format!("Not yet: {problem:#}."))),
        };
        let changes = steps.iter().map(|step| MenuEntry {
            text: format!("Change: {}", step.title()),
            detail: Some(words_of(*step, wanted)),
        });
        let menu = Menu {
            title: "Is this right?".to_owned(),
            lines: problem.into_iter().collect(),
            entries: [MenuEntry::plain(write)].into_iter().chain(changes).collect(),
            preselected: if target.is_ok() { 0 } else { steps.len() },
        };
        match ask.choose(&menu)? {
            Some(0) if target.is_ok() => return Ok(()),
            Some(place @ 1..) => {
                if let Some(step) = steps.get(place - 1) {
                    put(ask, *step, wanted)?;
                }
            }
            _ => {}
        }
    }
}

fn words_of(step: Step, wanted: &Wanted) -> String {
    match step {
        Step::Offer => wanted.offer.name.clone(),
        Step::Solves => wanted.offer.solves.clone(),
        Step::NotFor => wanted.offer.not_for.clone(),
        Step::Limits => hurdle_words(&wanted.limits),
        Step::MustHaves => hurdle_words(&wanted.must_haves),
        Step::Stages => stage_words(&wanted.stages),
        Step::Id => wanted.id.clone(),
    }
}
