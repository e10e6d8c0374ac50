//! What is told of a playbook at a save.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::authoring::prospects::prospects;
use crate::authoring::versions::Matching;
use crate::cli::output::Notes;
use crate::cli::playbook::check::checked;
use crate::cli::playbook::test::tested;
use crate::cli::team::Team;
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::playbook::library::{Library, is_path};
use crate::playbook::load::load;
use crate::report::authoring::difference::text::TextOptions;
use crate::report::authoring::difference::{DifferenceReport, text as difference};
use crate::report::authoring::prospects as prospects_page;
use crate::report::checks::{Report, text as findings};
use crate::report::plain::clean;
use crate::text::source::{SourceFile, read_file};
use crate::text::styles::{Role, styled};

/// The saves of a playbook, one after the other.
pub(super) struct Rounds {
    path: PathBuf,
    cases: PathBuf,
    library: Library,
    team: Team,
    notes: Notes,
    /// How many saves were told.
    count: usize,
    /// The playbook at the last save at which it could be read.
    last_good: Option<Playbook>,
}

impl Rounds {
    pub(super) fn new(
        path: PathBuf,
        cases: PathBuf,
        library: Library,
        team: Team,
        notes: Notes,
    ) -> Self {
        Self { path, cases, library, team, notes, count: 0, last_good: None }
    }

    /// The page of what is saved now.
    pub(super) fn next(&mut self, width: usize) -> io::Result<Vec<u8>> {
        let mut page = Vec::new();
        let when = match self.count {
            0 => "as it is".to_owned(),
            count => format!("save {count}"),
        };
        self.count += 1;
        let head = clean(&format!("{} · {when}", self.path.display()));
        writeln!(page, "{}\n", styled(&head, Role::Heading))?;
        findings::write(&self.checked(), Some(width), &mut page)?;
        match read_file(&self.path).ok().and_then(|file| Some((load(file.clone()).ok()?, file))) {
            Some((playbook, file)) => {
                self.write_cases(file, width, &mut page)?;
                self.write_meaning(&playbook, width, &mut page)?;
                self.last_good = Some(playbook);
            }
            None if self.last_good.is_some() => {
                writeln!(
                    page,
                    "\nThe next save that can be read is compared with the last that could."
                )?;
            }
            None => {}
        }
        writeln!(page, "\n{}", styled("Waiting for the next save; Ctrl-C ends.", Role::Note))?;
        Ok(page)
    }

    fn checked(&self) -> Report {
        // As a path, whatever it is called.
        let path = self.path.to_string_lossy();
        let named = if is_path(&path) { path.into_owned() } else { format!("./{path}") };
        checked(&named, &self.library, &self.team, self.notes)
    }

    fn write_cases(
        &self,
        playbook: SourceFile,
        width: usize,
        page: &mut Vec<u8>,
    ) -> io::Result<()> {
        write_heading("Cases", page)?;
        if self.cases.is_file() {
            return findings::write(
                &tested(playbook, &self.library, self.notes),
                Some(width),
                page,
            );
        }
        let cases = clean(&self.cases.to_string_lossy());
        writeln!(page, "  None yet. They would stand in {cases}.")
    }

    fn write_meaning(
        &self,
        playbook: &Playbook,
        width: usize,
        page: &mut Vec<u8>,
    ) -> io::Result<()> {
        let engine = Engine::new(playbook);
        write_heading("Prospects", page)?;
        prospects_page::write(&prospects(&engine), &engine, width, page)?;
        let Some(old) = &self.last_good else { return Ok(()) };
        write_heading("Since the last save", page)?;
        if old == playbook {
            return writeln!(page, "Nothing changed, neither in meaning nor in words.");
        }
        let names = ["the last save", "now"].map(str::to_owned);
        let (before, matching) = (Engine::new(old), Matching::of(old, playbook));
        let report = DifferenceReport::of(&before, &engine, &matching, names);
        let options = TextOptions { width, everything: self.notes.is_verbose() };
        difference::write(&report, options, page)
    }
}

fn write_heading(heading: &str, page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, "\n{}", styled(heading, Role::Heading))
}
