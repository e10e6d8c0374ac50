//! What became of deals.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::calibrated::{Calibrated, is_nobody};
use crate::cli::Exit;
use crate::cli::deals::{Batches, DealInput, DealInputs, DealReader};
use crate::cli::failure::{self, Several, in_one_line};
use crate::cli::output::Notes;
use crate::deal::load::UnreadDeal;
use crate::deal::log::Log;
use crate::deal::{Deal, Decided};
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::table::calibration::case::Judged;
use crate::text::characters::quoted;
use crate::text::source::Rejected;

/// The deals that can't be read of which it is told why: a screenful.
const MOST_TOLD: usize = 10;

/// Judges deals as they stood when their buyers decided.
struct Judging<'a> {
    /// In place of the playbook that a deal names.
    playbook: Option<&'a str>,
}

/// A deal, judged.
struct JudgedDeal {
    playbook: Arc<Playbook>,
    named: String,
    folder: Option<PathBuf>,
    /// Nothing where the buyer has not decided.
    decided: Option<DecidedDeal>,
}

/// A deal of which the buyer has decided.
struct DecidedDeal {
    /// What the facts said on that day.
    judged: Judged,
    decided: Decided,
    /// How much they regret it, by what they said last.
    regret: Option<i64>,
    /// Whether something was learned later.
    knows_more: bool,
}

/// What became of all deals that arguments name, all of them judged by one playbook where one is named.
pub(super) fn calibrated(
    paths: &[String],
    playbook: Option<&str>,
    library: &Library,
    notes: Notes,
) -> anyhow::Result<(Vec<Calibrated>, Exit)> {
    let inputs = DealInputs::of(paths);
    inputs.left_out().iter().for_each(|words| notes.say(words));
    let mut batches = Batches::new(library, playbook, inputs.list.len())?;
    let read = batches.read(&inputs.list, &Judging { playbook }, &|| ());
    let (mut calibrated, mut errors) = (Vec::new(), Vec::new());
    let all = read.len();
    say_what_came_later(read.iter().flatten(), notes);
    for deal in read {
        match deal {
            Ok(deal) => add(&mut calibrated, deal),
            Err(error) => errors.push(error),
        }
    }
    let unread = errors.len();
    errors.truncate(MOST_TOLD);
    if unread == all {
        return Err(Several(errors).into());
    }
    errors.into_iter().for_each(|error| failure::report(&anyhow!(error)));
    if is_nobody(&calibrated) {
        let deals = match all - unread {
            1 => "the deal does not say".to_owned(),
            read => format!("none of {read} deals says"),
        };
        bail!("{deals} what the buyer decided; `coach look-back DEAL` keeps it");
    }
    // Who has decided nothing yet tells nothing of a playbook.
    calibrated.retain(|one| one.counts.all.n() > 0);
    if unread == 0 {
        return Ok((calibrated, Exit::Done));
    }
    let told = "can't be read, and are not counted; `coach check` shows what is wrong";
    notes.say(&format!("{unread} of {all} deals {told}"));
    Ok((calibrated, Exit::Wrong))
}

/// Says of how many deals something is left out.
fn say_what_came_later<'d>(deals: impl Iterator<Item = &'d JudgedDeal>, notes: Notes) {
    let later = deals.filter_map(|deal| deal.decided.as_ref()).filter(|deal| deal.knows_more);
    let deals = match later.count() {
        0 => return,
        1 => "1 deal".to_owned(),
        later => format!("{later} deals"),
    };
    notes.say(&format!("note: of {deals} what was learned after the decision is left out"));
}

/// Counts a deal for its playbook.
fn add(calibrated: &mut Vec<Calibrated>, deal: JudgedDeal) {
    let JudgedDeal { playbook, named, folder, decided } = deal;
    let is_same = |one: &Calibrated| {
        Arc::ptr_eq(&one.playbook, &playbook)
            || (one.playbook.id == playbook.id && one.playbook == playbook)
    };
    let place = calibrated.iter().position(is_same).unwrap_or_else(|| {
        calibrated.push(Calibrated::new(playbook, &named, folder.as_deref()));
        calibrated.len() - 1
    });
    let counts = &mut calibrated[place].counts;
    match decided {
        Some(deal) => counts.add(&deal.judged, deal.decided, deal.regret),
        None => counts.add_open(),
    }
}

impl DealReader for Judging<'_> {
    type Ready<'p> = (Engine<'p>, Arc<Playbook>);
    type Outcome = Result<JudgedDeal, String>;

    fn ready<'p>(&self, playbook: &'p Playbook) -> Self::Ready<'p> {
        (Engine::new(playbook), Arc::new(playbook.clone()))
    }

    fn read(
        &self,
        input: &DealInput,
        unread: UnreadDeal,
        (engine, playbook): &Self::Ready<'_>,
    ) -> Self::Outcome {
        let named = self.playbook.unwrap_or(unread.playbook()).to_owned();
        let is_beside = self.playbook.is_none() && is_path(&named);
        let folder = is_beside.then(|| input.folder().to_owned());
        match unread.read(playbook) {
            Ok(deal) => Ok(JudgedDeal {
                playbook: Arc::clone(playbook),
                named,
                folder,
                decided: judged(engine, &deal),
            }),
            Err(rejected) => self.rejected(input, rejected),
        }
    }

    fn rejected(&self, input: &DealInput, rejected: Rejected) -> Self::Outcome {
        self.unreadable(input, &rejected.into())
    }

    fn unreadable(&self, input: &DealInput, error: &anyhow::Error) -> Self::Outcome {
        Err(format!("{}: {}", quoted(&input.name()), in_one_line(error)))
    }
}

/// What the facts said on the day on which the buyer decided, and what they say of it since.
fn judged(engine: &Engine, deal: &Deal) -> Option<DecidedDeal> {
    let outcome = deal.outcome.as_ref()?;
    let playbook = engine.playbook();
    let facts = Log::of(playbook, deal).known_at(playbook, Some(outcome.date));
    let latest = deal.look_back.iter().max_by_key(|look_back| look_back.date);
    Some(DecidedDeal {
        judged: Judged::of(engine, &facts),
        decided: outcome.decided,
        regret: latest.map(|look_back| look_back.answers.regret()),
        knows_more: facts != deal.facts,
    })
}
