//! `coach playbook watch`: what a playbook comes to, told anew at each save.

mod round;
mod saves;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use crossterm::cursor::MoveTo;
use crossterm::execute;
use crossterm::terminal::{Clear, ClearType};

use super::test::cases_beside;
use crate::cli::Exit;
use crate::cli::asking::Manner;
use crate::cli::inputs::LibraryArguments;
use crate::cli::leaving::with_a_farewell;
use crate::cli::output::{Notes, to_stdout_if_read, width_of_stdout};
use crate::cli::team::Team;
use crate::playbook::library::{Library, Origin, is_path};
use crate::text::characters::quoted;
use crate::text::source::read_file;
use round::Rounds;
use saves::Saves;

const EXAMPLES: &str = "\
Examples:
  coach playbook watch clinic.yaml             beside your editor, until Ctrl-C
  coach playbook watch clinic.yaml > log.txt   a page for each save, one below the other

Exit status: 130 ended by Ctrl-C, 2 there is no such file.";

/// Check a playbook at each save: findings, cases, three prospects, and what changed in meaning
///
/// The cases are those in NAME.test.yaml beside it. What changed is told against the last save that
/// could be read, proven within a budget of work, and told as not proven past it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct WatchArguments {
    /// The playbook: a file, or an id of one
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &WatchArguments, notes: Notes) -> anyhow::Result<Exit> {
    let team = Team::of_here(notes)?;
    let library = arguments.library.library(&team, notes);
    let path = path_of(&arguments.playbook, &library)?;
    read_file(&path)?;
    let cases = cases_beside(&path);
    with_a_farewell(Manner::Unattended, || ())?;
    let mut saves = Saves::of(vec![path.clone(), cases.clone()]);
    let mut rounds = Rounds::new(path, cases, library, team, notes);
    loop {
        let width = width_of_stdout();
        let page = rounds.next(width)?;
        clear_screen();
        if !to_stdout_if_read(|out| out.write_all(&page))? {
            return Ok(Exit::Done);
        }
        saves.wait();
    }
}

/// The file of a playbook; what is shipped has none.
fn path_of(named: &str, library: &Library) -> anyhow::Result<PathBuf> {
    if is_path(named) || Path::new(named).is_file() {
        return Ok(PathBuf::from(named));
    }
    match library.origins(named).into_iter().next() {
        Some(Origin::File(path)) => Ok(path),
        Some(Origin::Shipped) => bail!(
            "the playbook {} is shipped, and never changes; `coach playbook copy` makes one of your own",
            quoted(named)
        ),
        None => Err(library
            .find(named, None)
            .err()
            .map_or_else(|| anyhow::anyhow!("there is no playbook {}", quoted(named)), Into::into)),
    }
}

/// Where a terminal shows one page, each takes the place of the last.
fn clear_screen() {
    let can_move = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    if io::stdout().is_terminal() && can_move {
        // A terminal that is gone is noticed when the page is written.
        let _ = execute!(io::stdout(), Clear(ClearType::All), MoveTo(0, 0));
    }
}
