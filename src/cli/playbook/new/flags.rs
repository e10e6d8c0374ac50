//! What the flags of `coach playbook new` say.

use anyhow::{anyhow, bail};

use super::arguments::NewArguments;
use super::usual;
use super::wanted::{Wanted, line, question};
use crate::authoring::draft::criteria::Choice;
use crate::authoring::draft::{Criterion, Limit, Needed, Offer, Otherwise, Stage, stages};
use crate::text::characters::quoted;

/// What stands between the parts of a flag's value.
const BETWEEN: char = '|';

/// What the flags say; empty where they say nothing.
pub(super) fn wanted(arguments: &NewArguments) -> anyhow::Result<Wanted> {
    let text = |flag: &str, value: &Option<String>| match value {
        Some(text) => line(text).map_err(|problem| anyhow!("`{flag}` {problem}")),
        None => Ok(String::new()),
    };
    let (not_for, not_for_rule) = match &arguments.not_for {
        Some(value) => not_for(value, arguments.from.is_none())?,
        None => (String::new(), None),
    };
    let wanted = Wanted {
        id: arguments.id.clone().unwrap_or_default(),
        title: text("--title", &arguments.title)?,
        offer: Offer {
            name: text("--offer", &arguments.offer)?,
            solves: text("--solves", &arguments.solves)?,
            not_for,
        },
        not_for_rule,
        criteria: criteria(arguments)?,
        stages: stages_of(&arguments.stage)?,
    };
    refuse_contradictions(&wanted)?;
    Ok(wanted)
}

/// What is missing where nobody can be asked.
pub(super) fn refuse_gaps(offer: &Offer) -> anyhow::Result<()> {
    let parts = [
        (&offer.name, "--offer NAME"),
        (&offer.solves, "--solves TEXT"),
        (&offer.not_for, "--not-for TEXT"),
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

fn criteria(arguments: &NewArguments) -> anyhow::Result<Vec<Criterion>> {
    let yes_or_no = "QUESTION|BECAUSE|SAY|INSTEAD";
    let mut criteria = Vec::new();
    for value in &arguments.limit {
        let parts = Parts::of("--limit", yes_or_no, value)?;
        criteria.push(parts.ruling_out(Needed::No, 1)?);
    }
    for value in &arguments.must_have {
        let parts = Parts::of("--must-have", yes_or_no, value)?;
        criteria.push(parts.ruling_out(Needed::Yes, 1)?);
    }
    for value in &arguments.number {
        let parts = Parts::of("--number", "QUESTION|LIMIT|BECAUSE|SAY|INSTEAD", value)?;
        let limit = parts.required(1, "the limit", "at least 200 calls a month")?;
        let limit = Limit::read(&limit).map_err(|problem| parts.wrong(problem))?;
        criteria.push(parts.ruling_out(Needed::Number(limit), 2)?);
    }
    for value in &arguments.choice {
        let parts = Parts::of("--choice", "QUESTION|ANSWERS|BECAUSE|SAY|INSTEAD", value)?;
        let answers = parts.required(1, "the answers", "In a cloud; no: On our own servers")?;
        let choice = Choice::read(&answers).map_err(|problem| parts.wrong(problem))?;
        criteria.push(parts.ruling_out(Needed::Choice(choice), 2)?);
    }
    for value in &arguments.hold {
        let parts = Parts::of("--hold", "QUESTION|NEEDED|UNTIL|BECAUSE|SAY", value)?;
        criteria.push(parts.holding_up()?);
    }
    Ok(criteria)
}

/// `TEXT|QUESTION|NEEDED|BECAUSE|SAY|INSTEAD`; the rule where there is more than the text.
fn not_for(value: &str, has_rules: bool) -> anyhow::Result<(String, Option<Criterion>)> {
    let parts = Parts::of("--not-for", "TEXT|QUESTION|NEEDED|BECAUSE|SAY|INSTEAD", value)?;
    let text = line(parts.part(0)).map_err(|problem| anyhow!("`--not-for` {problem}"))?;
    if parts.parts.len() == 1 {
        return Ok((text, None));
    }
    if !has_rules {
        bail!(
            "with `--from` the rules are those of the other playbook: `--not-for` takes a text alone"
        );
    }
    let behind = Parts { parts: parts.parts.get(1..).unwrap_or_default().to_vec(), ..parts };
    let needed = behind.required(1, "what a buyer has to answer", "at least 20 people")?;
    let needed = Needed::read(&needed).map_err(|problem| behind.wrong(problem))?;
    let because = usual::because_of(&text);
    let rule = behind.ruling_out_because(needed, 2, &because)?;
    Ok((text, Some(rule)))
}

/// Refuses a question that is asked twice, and a limit the wrong way round.
fn refuse_contradictions(wanted: &Wanted) -> anyhow::Result<()> {
    let all: Vec<&Criterion> = wanted.all_criteria().collect();
    for (place, criterion) in all.iter().enumerate() {
        if all.iter().take(place).any(|other| other.ask == criterion.ask) {
            bail!(
                "{} is asked twice; ask it once, with all that is needed",
                quoted(&criterion.ask)
            );
        }
        let is_of_offer = wanted.not_for_rule.as_ref() == Some(*criterion);
        let not_for = is_of_offer.then_some(wanted.offer.not_for.as_str());
        if let Some(wrong) = criterion.wrong_way_round(not_for) {
            let (ask, words) = (quoted(&criterion.ask), quoted(wrong.words));
            let (needed, turned) =
                (quoted(&criterion.needed.in_words()), quoted(&wrong.turned.in_words()));
            bail!(
                "the limit {needed} of {ask} and the words {words} contradict each other: one of them \
                 is the wrong way round; write {turned}, or other words"
            );
        }
    }
    Ok(())
}

/// The parts of a flag's value.
struct Parts<'v> {
    flag: &'static str,
    /// What they are, as the help has it.
    form: &'static str,
    parts: Vec<&'v str>,
}

impl<'v> Parts<'v> {
    fn of(flag: &'static str, form: &'static str, value: &'v str) -> anyhow::Result<Self> {
        let parts: Vec<&str> = value.split(BETWEEN).map(str::trim).collect();
        let most = form.split(BETWEEN).count();
        if parts.len() > most {
            let (value, count) = (quoted(value), parts.len());
            bail!("`{flag}` has {most} parts, {form}, and {value} has {count}");
        }
        Ok(Self { flag, form, parts })
    }

    fn part(&self, place: usize) -> &'v str {
        self.parts.get(place).copied().unwrap_or_default()
    }

    fn ask(&self) -> anyhow::Result<String> {
        let ask = line(self.part(0));
        let ask = ask.map_err(|problem| anyhow!("the question of `{}` {problem}", self.flag))?;
        Ok(question(&ask))
    }

    /// A part that there is no usual one for.
    fn required(&self, place: usize, what: &str, such_as: &str) -> anyhow::Result<String> {
        let ask = self.ask()?;
        match line(self.part(place)) {
            Ok(text) => Ok(text),
            Err(_) if self.part(place).is_empty() => {
                let (flag, form, ask) = (self.flag, self.form, quoted(&ask));
                bail!(
                    "`{flag}` about {ask} lacks {what}, such as `{such_as}`; its parts are {form}"
                )
            }
            Err(problem) => Err(self.wrong(format_args!("a part of it {problem}"))),
        }
    }

    fn optional(&self, place: usize, usual: &str) -> anyhow::Result<String> {
        match self.part(place) {
            "" => Ok(usual.to_owned()),
            part => {
                line(part).map_err(|problem| self.wrong(format_args!("a part of it {problem}")))
            }
        }
    }

    fn wrong(&self, problem: impl std::fmt::Display) -> anyhow::Error {
        let ask = quoted(&question(self.part(0)));
        anyhow!("`{}` about {ask}: {problem}", self.flag)
    }

    /// A question that rules out; the parts for it begin at a place.
    fn ruling_out(&self, needed: Needed, place: usize) -> anyhow::Result<Criterion> {
        let because = usual::because(&needed);
        self.ruling_out_because(needed, place, &because)
    }

    fn ruling_out_because(
        &self,
        needed: Needed,
        place: usize,
        because: &str,
    ) -> anyhow::Result<Criterion> {
        Ok(Criterion {
            ask: self.ask()?,
            because: self.optional(place, because)?,
            say: self.optional(place + 1, usual::say(&needed))?,
            otherwise: Otherwise::NoFit {
                instead: self.optional(place + 2, usual::instead(&needed))?,
            },
            needed,
        })
    }

    fn holding_up(&self) -> anyhow::Result<Criterion> {
        let needed = self.required(1, "what a buyer has to answer", "yes")?;
        let needed = Needed::read(&needed).map_err(|problem| self.wrong(problem))?;
        let such_as = "Whoever signs has said how it is paid.";
        let until = self.required(2, "what the buyer does that lifts it", such_as)?;
        Ok(Criterion {
            ask: self.ask()?,
            needed,
            otherwise: Otherwise::NotYet { until },
            because: self.optional(3, usual::HOLD_BECAUSE)?,
            say: self.optional(4, usual::HOLD_SAY)?,
        })
    }
}

fn stages_of(values: &[String]) -> anyhow::Result<Vec<Stage>> {
    let mut stages: Vec<Stage> = Vec::new();
    for value in values {
        let stage = stage(value)?;
        let title = quoted(&stage.title);
        match stage.beside(&stages) {
            Some(stage) => stages.push(stage),
            None => bail!("two stages are called {title}; give one another title"),
        }
    }
    Ok(stages)
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
