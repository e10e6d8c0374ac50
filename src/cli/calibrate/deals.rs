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
    decided: Option<(Judged, Decided, Option<i64>)>,
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
        let read = all - unread;
        let deals = if read == 1 {
            "the deal does not say".to_owned()
        } else {
            format!("none of {read} deals says")
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
        Some((judged, decided, regret)) => counts.add(&judged, decided, regret),
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

/// What the facts said on the day on which the buyer decided, and how much they regret it by what they
/// said last.
fn judged(engine: &Engine, deal: &Deal) -> Option<(Judged, Decided, Option<i64>)> {
    let outcome = deal.outcome.as_ref()?;
    let playbook = engine.playbook();
    let facts = Log::of(playbook, deal).known_at(playbook, Some(outcome.date));
    let latest = deal.look_back.iter().max_by_key(|look_back| look_back.date);
    let regret = latest.map(|look_back| look_back.answers.regret());
    Some((Judged::of(engine, &facts), outcome.decided, regret))
}
