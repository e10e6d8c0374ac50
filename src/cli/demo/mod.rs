//! `coach demo`: a conversation that plays itself.

mod played;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use anyhow::Context;
use clap::{Args, Parser};

use super::asking::Manner;
use super::output::{Notes, standard_error};
use super::start::StartArguments;
use super::{Exit, leaving, start};
use played::Played;

const EXAMPLES: &str = "\
Examples:
  coach demo            a conversation, at the pace of a reader
  coach demo --at-once  the same without waiting";

/// The playbook of the conversation: it suits any firm that delivers, and settles after few answers.
const PLAYBOOK: &str = include_str!("../../../examples/opportunities/route-planning.yaml");

/// What the conversation is kept as, in its folder.
const DEAL: &str = "larch-couriers";

/// What the buyer answers, by the ids of the questions.
const ANSWERS: [(&str, &str); 5] = [
    ("planning", "by_hand"),
    ("hours", "16"),
    ("vans", "14"),
    ("addresses", "our_country"),
    ("money", "none"),
];

/// How long a reader has for a question before it is answered.
const PACE: Duration = Duration::from_millis(1800);

/// Watch a short conversation play itself
///
/// A salesperson talks with a buyer of route planning: what `coach start` asks, what is answered, and the
/// brief at the end. It happens in a temporary folder, of which nothing is left.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DemoArguments {
    /// Do not wait between the answers
    #[arg(long)]
    at_once: bool,
}

/// The command line that is played.
#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    start: StartArguments,
}

pub(super) fn run(arguments: &DemoArguments, notes: Notes) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("the folder that we are in can't be found")?;
    let folder = tempfile::Builder::new().prefix("coach-demo-").tempdir();
    let folder = folder.context("no temporary folder can be made")?;
    let path = folder.path().to_owned();
    leaving::with_a_farewell(Manner::Plain, move || {
        // Where it can't be removed, the system clears its temporary folders by itself.
        let _ = fs::remove_dir_all(&path);
        let _ =
            writeln!(standard_error(), "\nThe demonstration is over, and nothing is left of it.");
    })?;
    let played = play(arguments, folder.path(), notes);
    // A folder that we are in can't be removed everywhere.
    env::set_current_dir(here).context("the folder that we were in is gone")?;
    folder.close().context("the temporary folder can't be removed")?;
    let exit = played?;
    notes.say("\nThis was a demonstration; nothing is left of it. A conversation of your own:\ncoach start");
    Ok(exit)
}

fn play(arguments: &DemoArguments, folder: &Path, notes: Notes) -> anyhow::Result<Exit> {
    fs::write(folder.join("route-planning.yaml"), PLAYBOOK)?;
    env::set_current_dir(folder)?;
    let line = ["coach start", DEAL, "--playbook", "./route-planning.yaml", "--plain"];
    let line = Line::try_parse_from(line)?;
    let waits = !arguments.at_once && io::stderr().is_terminal();
    let pace = if waits { PACE } else { Duration::ZERO };
    notes.say(&format!("$ coach start {DEAL} --playbook ./route-planning.yaml --plain"));
    start::play(&line.start, Box::new(Played::new(&ANSWERS, pace)), notes)
}
