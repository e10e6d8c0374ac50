//! What the flags of `coach playbook new` say.

use anyhow::{anyhow, bail};

use super::arguments::NewArguments;
use crate::authoring::draft::{Hurdle, Offer, Stage, stages};
use crate::text::characters::{hidden, quoted};

/// The longest answer, in characters.
const LONGEST: usize = 500;
/// What stands between the parts of a flag's value.
const BETWEEN: char = '|';

/// What a limit says where nothing else is given.
pub(super) const LIMIT: [&str; 3] = [
    "This is a limit of our offer.",
    "This is a limit of our offer, so it is not the right one for you.",
    "Something that is made for this.",
];
/// What a must-have says where nothing else is given.
pub(super) const MUST_HAVE: [&str; 3] = [
    "Without this the offer does not help them.",
    "Without this our offer would not help you, and we would rather say so now.",
    "Leave it as it is until this has changed.",
];

/// What is known of a playbook to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) offer: Offer,
    pub(super) limits: Vec<Hurdle>,
    pub(super) must_haves: Vec<Hurdle>,
    pub(super) stages: Vec<Stage>,
}

impl Wanted {
    /// What the flags say; empty where they say nothing.
    pub(super) fn of(arguments: &NewArguments) -> anyhow::Result<Self> {
        let text = |flag: &str, value: &Option<String>| match value {
            Some(text) => line(text).map_err(|problem| anyhow!("`{flag}` {problem}")),
            None => Ok(String::new()),
        };
        let hurdles = |flag: &str, values: &[String], usual| {
            let read = values.iter().map(|value| hurdle(flag, value, usual));
            let hurdles = read.collect::<anyhow::Result<Vec<Hurdle>>>()?;
            let twice = hurdles.iter().enumerate().find(|(place, hurdle)| {
                hurdles.iter().take(*place).any(|other| other.ask == hurdle.ask)
            });
            match twice {
                Some((_, hurdle)) => bail!("`{flag}` asks {} twice", quoted(&hurdle.ask)),
                None => Ok(hurdles),
            }
        };
        let mut stages: Vec<Stage> = Vec::new();
        for value in &arguments.stage {
            let stage = stage(value)?;
            let title = quoted(&stage.title);
            match stage.beside(&stages) {
                Some(stage) => stages.push(stage),
                None => bail!("two stages are called {title}; give one another title"),
            }
        }
        Ok(Self {
            id: arguments.id.clone().unwrap_or_default(),
            title: text("--title", &arguments.title)?,
            offer: Offer {
                name: text("--offer", &arguments.offer)?,
                solves: text("--solves", &arguments.solves)?,
                not_for: text("--not-for", &arguments.not_for)?,
            },
            limits: hurdles("--limit", &arguments.limit, LIMIT)?,
            must_haves: hurdles("--must-have", &arguments.must_have, MUST_HAVE)?,
            stages,
        })
    }

    /// The stages, or those that are offered where none are named.
    pub(super) fn stages_or_offered(&self) -> Vec<Stage> {
        if self.stages.is_empty() { stages::offered() } else { self.stages.clone() }
    }

    /// What is missing where nobody can be asked.
    pub(super) fn refuse_gaps(&self) -> anyhow::Result<()> {
        let parts = [
            (&self.offer.name, "--offer NAME"),
            (&self.offer.solves, "--solves TEXT"),
            (&self.offer.not_for, "--not-for TEXT"),
        ];
        let missing: Vec<String> = parts
            .iter()
            .filter(|(given, _)| given.is_empty())
            .map(|(_, flag)| format!("`{flag}`"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        bail!("nothing is asked here, so this is missing: {}", missing.join(", "))
    }
}

/// One line of words, without white space around it.
pub(super) fn line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("says nothing".to_owned())
    } else if hidden(text).next().is_some() {
        Err("must stand on one line, without control characters".to_owned())
    } else if text.chars().count() > LONGEST {
        Err(format!("is longer than {LONGEST} characters"))
    } else {
        Ok(text.to_owned())
    }
}

/// A question, with its mark.
pub(super) fn question(text: &str) -> String {
    if text.ends_with('?') { text.to_owned() } else { format!("{}?", text.trim_end_matches('.')) }
}

/// `QUESTION|BECAUSE|SAY|INSTEAD`, of which all but the first may be absent.
fn hurdle(flag: &str, value: &str, usual: [&str; 3]) -> anyhow::Result<Hurdle> {
    let parts: Vec<&str> = value.split(BETWEEN).map(str::trim).collect();
    let [ask, rest @ ..] = parts.as_slice() else { bail!("`{flag}` says nothing") };
    if rest.len() > usual.len() {
        let value = quoted(value);
        bail!(
            "`{flag}` has four parts, QUESTION|BECAUSE|SAY|INSTEAD, and {value} has {}",
            parts.len()
        );
    }
    let ask = line(ask).map_err(|problem| anyhow!("the question of `{flag}` {problem}"))?;
    let part = |place: usize| match rest.get(place).filter(|part| !part.is_empty()) {
        Some(part) => line(part).map_err(|problem| anyhow!("a part of `{flag}` {problem}")),
        None => Ok(usual[place].to_owned()),
    };
    Ok(Hurdle { ask: question(&ask), because: part(0)?, say: part(1)?, instead: part(2)? })
}

/// `TITLE|WHAT THE BUYER ASKS`; of a stage that is offered the title is enough.
fn stage(value: &str) -> anyhow::Result<Stage> {
    let (title, asks) = value.split_once(BETWEEN).unwrap_or((value, ""));
    let title = line(title).map_err(|problem| anyhow!("the title of `--stage` {problem}"))?;
    if asks.trim().is_empty() {
        let known = stages::offered().into_iter().find(|stage| {
            stage.id == title.to_lowercase() || stage.title.to_lowercase() == title.to_lowercase()
        });
        let title = quoted(&title);
        return known.ok_or_else(|| {
            anyhow!("say what the buyer asks in the stage {title}: --stage 'TITLE|WHAT THEY ASK'")
        });
    }
    let asks =
        line(asks).map_err(|problem| anyhow!("what the buyer asks in `--stage` {problem}"))?;
    Ok(Stage::new(&title, &question(&asks)))
}
