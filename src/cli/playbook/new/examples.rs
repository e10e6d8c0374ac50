//! Three example prospects, played back: what comes out for each, and whether that is right.

use super::replies::choose;
use super::usual;
use super::wanted::Wanted;
use crate::authoring::draft::Example;
use crate::authoring::draft::examples::{self, GoesBy};
use crate::engine::Verdict;
use crate::interview::verdict_words;
use crate::interview::{Ask, Message};

/// What was said of examples so far.
#[derive(Debug, Default)]
pub(super) struct Judged(Vec<(Example, bool)>);

/// How playing them back ended.
pub(super) enum Played {
    /// Something was said of each.
    Through,
    /// This is to be changed first.
    Change(Change),
    /// Back to what was before.
    Back,
}

/// What is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The criterion in this place.
    Criterion(usize),
    /// The limit of the criterion in this place, the other way round.
    Turn(usize),
    /// One more that rules out.
    AddLimit,
    /// One more that holds up.
    AddHold,
    /// The stages.
    Stages,
}

impl Judged {
    /// Those that are right, as their author says.
    pub(super) fn confirmed(&self) -> Vec<Example> {
        self.0
            .iter()
            .filter(|(_, is_right)| *is_right)
            .map(|(example, _)| example.clone())
            .collect()
    }

    /// Those that are wrong, among these.
    pub(super) fn refused<'e>(&self, now: &'e [Example]) -> impl Iterator<Item = &'e Example> {
        now.iter().filter(|example| self.0.iter().any(|(known, right)| known == *example && !right))
    }

    fn knows(&self, example: &Example) -> bool {
        self.0.iter().any(|(known, _)| known == example)
    }
}

/// The examples of what is wanted.
pub(super) fn of(wanted: &Wanted) -> anyhow::Result<Vec<Example>> {
    // Whatever it will be called, they are the same.
    Ok(examples::of(&wanted.draft("draft"))?)
}

/// Plays back the examples of which nothing was said yet.
pub(super) fn play(
    ask: &mut dyn Ask,
    wanted: &Wanted,
    judged: &mut Judged,
) -> anyhow::Result<Played> {
    let all = of(wanted)?;
    let mut now: Vec<usize> = Vec::new();
    let mut place = 0;
    while let Some(example) = all.get(place) {
        if judged.knows(example) {
            place += 1;
            continue;
        }
        let number = format!("Example {} of {}", place + 1, all.len());
        match look_at(ask, wanted, example, &number)? {
            Look::Judged(is_right) => {
                judged.0.push((example.clone(), is_right));
                now.push(place);
                let words = if is_right { "That is right" } else { "Left as it is, not confirmed" };
                let ask_words = format!("{number}: {}", called(example));
                ask.tell(&Message::Answered { ask: ask_words, words: words.to_owned() })?;
            }
            Look::Change(change) => return Ok(Played::Change(change)),
            Look::Back => match now.pop() {
                Some(before) => {
                    judged.0.pop();
                    ask.tell(&Message::Back)?;
                    place = before;
                }
                None => return Ok(Played::Back),
            },
        }
    }
    Ok(Played::Through)
}

/// What was said of one example.
enum Look {
    Judged(bool),
    Change(Change),
    Back,
}

fn look_at(
    ask: &mut dyn Ask,
    wanted: &Wanted,
    example: &Example,
    number: &str,
) -> anyhow::Result<Look> {
    let title = format!("{number}: this one is {}. Right?", called(example));
    let entries = ["Yes, that is right", "No, that is wrong"].map(str::to_owned);
    loop {
        match choose(ask, &title, &example.known, &entries, 0)? {
            None => return Ok(Look::Back),
            Some(0) => return Ok(Look::Judged(true)),
            Some(_) => {}
        }
        if let Some(look) = what_decides(ask, wanted, example)? {
            return Ok(look);
        }
    }
}

/// Says what the verdict goes by, and offers to change that. `None` goes back to the example.
fn what_decides(
    ask: &mut dyn Ask,
    wanted: &Wanted,
    example: &Example,
) -> anyhow::Result<Option<Look>> {
    let (reason, changes) = reason_and_changes(wanted, example);
    let mut entries: Vec<String> = changes.iter().map(|change| words_of(wanted, *change)).collect();
    entries.push("Leave it: it is not written down as confirmed".to_owned());
    let title = format!("What decides that it is {}", called(example));
    let chosen = choose(ask, &title, &[reason], &entries, 0)?;
    Ok(chosen.map(|place| match changes.get(place) {
        Some(change) => Look::Change(*change),
        None => Look::Judged(false),
    }))
}

fn reason_and_changes(wanted: &Wanted, example: &Example) -> (String, Vec<Change>) {
    let count = wanted.all_criteria().count();
    let every = (0..count).map(Change::Criterion);
    let add = [Change::AddLimit, Change::AddHold];
    match example.goes_by {
        GoesBy::Criterion(place) => {
            let criterion = wanted.criterion(place);
            let reason = criterion.map_or_else(String::new, |criterion| {
                format!("{} You said that it {}.", criterion.ask, criterion.in_words())
            });
            let can_be_turned = criterion.is_some_and(|criterion| criterion.turned().is_some());
            let turn = can_be_turned.then_some(Change::Turn(place));
            (reason, [Change::Criterion(place)].into_iter().chain(turn).collect())
        }
        GoesBy::Nothing => {
            let reason = "None of the answers is in the way, and everything speaks for it.";
            (reason.to_owned(), every.chain(add).collect())
        }
        GoesBy::Stages => ("An answer of a stage rules it out.".to_owned(), vec![Change::Stages]),
        GoesBy::Score { holding, of, needed } => {
            let reason = format!(
                "How much speaks for it: {holding} of {of}, and {needed} are enough. To draw that line \
                 elsewhere, change `threshold` in the file."
            );
            (reason, add.into_iter().chain([Change::Stages]).collect())
        }
    }
}

fn words_of(wanted: &Wanted, change: Change) -> String {
    match change {
        Change::Criterion(place) => {
            let ask = wanted.criterion(place).map_or("", |criterion| &criterion.ask);
            format!("Change: {ask}")
        }
        Change::Turn(place) => {
            let turned = wanted.criterion(place).and_then(usual::turned);
            let words = turned.map_or_else(String::new, |turned| turned.needed.in_words());
            format!("It is the wrong way round: {words}")
        }
        Change::AddLimit => "Add something that rules them out".to_owned(),
        Change::AddHold => "Add something that holds it up".to_owned(),
        Change::Stages => "Change the stages".to_owned(),
    }
}

/// A verdict as what an example is.
fn called(example: &Example) -> String {
    match (example.verdict, example.goes_by) {
        (Verdict::NoFit, _) => "a no".to_owned(),
        (Verdict::NotYet, _) => "not yet".to_owned(),
        (verdict, GoesBy::Score { .. }) => format!("just about {}", verdict_words(verdict)),
        (verdict, _) => verdict_words(verdict).to_owned(),
    }
}

/// An example in one line, for those who are asked nothing.
pub(super) fn in_a_line(example: &Example) -> String {
    format!("{}: {}", called(example), example.known.join(" "))
}
