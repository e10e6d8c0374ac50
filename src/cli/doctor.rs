//! `coach doctor`: what is installed, found and in force here.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use clap::Args;

use super::Exit;
use super::asking::Manner;
use super::deals::{HERE, nearby};
use super::failure::in_one_line;
use super::inputs::{LibraryArguments, load_playbook};
use super::output::{Notes, to_stdout, wanted_width_of_stdout, width_of_stdout};
use super::playbook::listed;
use super::team::Team;
use crate::playbook::library::Library;
use crate::report::authoring::playbook::list::{Listed, write_text};
use crate::report::lines::write_wrapped;
use crate::team::FILE_NAME;
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::listed as and;
use crate::text::styles::{Role, styled};

const EXAMPLES: &str = "\
Examples:
  coach doctor                      for this folder
  coach doctor --playbook-dir team  with the playbooks of the folder team too";

/// Say what is installed, found and in force here
///
/// The version, the folders, what the terminal can do, the `coach.yaml` in force, and every playbook that is
/// found, with what is wrong with it. Exit status: 0, or 2 where something can't be used.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DoctorArguments {
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &DoctorArguments, notes: Notes) -> anyhow::Result<Exit> {
    let found = Found::here(&arguments.library, notes);
    let lines = [
        ("Version", version()),
        ("Folder", folder()),
        ("Terminal", terminal()),
        (FILE_NAME, found.settings()),
        ("Playbooks", found.looked_for()),
    ];
    let width = width_of_stdout();
    to_stdout(|out| {
        lines.iter().try_for_each(|(about, words)| entry(about, words, width, out))?;
        writeln!(out)?;
        write_text(&found.playbooks, width, out)
    })?;
    Ok(if found.is_sound() { Exit::Done } else { Exit::Wrong })
}

/// What is found from where we are.
struct Found {
    team: anyhow::Result<Team>,
    library: Library,
    /// The folder that is named and is not there: without it nobody knows which playbooks there are.
    missing: Option<String>,
    playbooks: Vec<Listed>,
    /// Why the playbook of new deals can't be used.
    unusable: Option<String>,
}

impl Found {
    fn here(arguments: &LibraryArguments, notes: Notes) -> Self {
        let team = Team::of_here(notes);
        let library = arguments.library(team.as_ref().unwrap_or(&Team::default()), notes);
        let missing = library.check_named_folders().err().map(|error| in_one_line(&error.into()));
        let named = team.as_ref().ok().and_then(Team::playbook).filter(|_| missing.is_none());
        let unusable = named.and_then(|named| load_playbook(&library, &named, None).err());
        let playbooks = if missing.is_none() { listed(&library) } else { Vec::new() };
        let unusable = unusable.map(|error| in_one_line(&error));
        Self { team, library, missing, playbooks, unusable }
    }

    fn is_sound(&self) -> bool {
        self.team.is_ok()
            && self.missing.is_none()
            && self.unusable.is_none()
            && self.playbooks.iter().all(|one| one.title.is_ok())
    }

    /// What the team settles.
    fn settings(&self) -> String {
        let settled = match &self.team {
            Ok(team) => settled(team),
            Err(error) => wrong(&in_one_line(error)),
        };
        match &self.unusable {
            Some(problem) => format!("{settled}; {}", wrong(problem)),
            None => settled,
        }
    }

    fn looked_for(&self) -> String {
        if let Some(problem) = &self.missing {
            return format!(
                "{}; folders are named by --playbook-dir, COACH_PLAYBOOKS and {FILE_NAME}",
                wrong(problem)
            );
        }
        let folders = self.library.folders().map(|path| match path.is_dir() {
            true => quoted_path(path),
            false => format!("{} (not there)", quoted_path(path)),
        });
        let folders: Vec<String> = folders.collect();
        format!("looked for in {}, then among those that ship", and(&folders, "and"))
    }
}

fn wrong(problem: &str) -> String {
    format!("{} {problem}", styled("can't be used:", Role::Bad))
}

/// What something is about, and the words beside it.
fn entry(about: &str, words: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    // As wide as the longest of them, and two.
    const WIDE: usize = 12;
    let gap = " ".repeat(WIDE.saturating_sub(about.len()));
    let about = format!("{}{gap}", styled(about, Role::Heading));
    write_wrapped(&format!("{about}{words}"), "", &" ".repeat(WIDE), width, out)
}

fn version() -> String {
    let system = format!("{} {}", env::consts::OS, env::consts::ARCH);
    let program = env::current_exe()
        .map_or_else(|_| String::new(), |path| format!(", {}", quoted_path(&path)));
    format!("coach {} for {system}{program}", env!("CARGO_PKG_VERSION"))
}

fn folder() -> String {
    let deals = match nearby(Path::new(HERE)).len() {
        0 => "no deals in it: `coach start NAME` begins one".to_owned(),
        1 => "a deal in it: `coach deals`".to_owned(),
        deals => format!("{deals} deals in it: `coach deals`"),
    };
    match env::current_dir() {
        Ok(path) => format!("{}; {deals}", quoted_path(&path)),
        Err(error) => format!("it can't be found: {error}"),
    }
}

fn terminal() -> String {
    let talk = match Manner::of(false, false) {
        Manner::Terminal => "`coach start` shows menus",
        Manner::Plain => "`coach start` asks in plain lines",
        Manner::Unattended => "standard input is no terminal, so `coach start` asks nothing",
    };
    let colour = match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => "no colour",
        _ => "colour",
    };
    let width = wanted_width_of_stdout().map(|width| format!("{width} columns"));
    let place = match io::stdout().is_terminal() {
        true => "a terminal",
        false => "results go to no terminal",
    };
    let words = [Some(place.to_owned()), width, Some(colour.to_owned()), Some(talk.to_owned())];
    words.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn settled(team: &Team) -> String {
    let Team { file, folder, settings } = team;
    let Some(file) = file else { return "none from here upward; nothing is settled".to_owned() };
    let folders = settings.playbooks.iter().map(|(path, _)| quoted_path(folder.join(path)));
    let folders: Vec<String> = folders.collect();
    let settled = [
        (!folders.is_empty()).then(|| format!("playbooks from {}", and(&folders, "and"))),
        settings.playbook.as_ref().map(|id| format!("new deals by {}", quoted(id))),
        settings.max_age.map(|age| format!("evidence at most {age} old")),
        settings.statements.as_ref().map(|_| "statements to look back with".to_owned()),
    ];
    let settled: Vec<String> = settled.into_iter().flatten().collect();
    match settled.is_empty() {
        true => quoted_path(file),
        false => format!("{}: {}", quoted_path(file), settled.join(", ")),
    }
}
