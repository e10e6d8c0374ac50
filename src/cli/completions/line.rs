//! What is on the command line already: which command, which playbook is in force, which questions
//! are answered.

use std::path::Path;

use clap::{ArgMatches, Command, FromArgMatches};

use crate::cli::inputs::{ChosenPlaybook, LibraryArguments, PlaybookArguments};
use crate::cli::output::Notes;
use crate::deal::load::open;
use crate::deal::names::deal_path;
use crate::playbook::Playbook;
use crate::playbook::library::Library;
use crate::text::source::read_file;

/// What stands before the word at the cursor.
pub(super) struct Line {
    /// Of the command that is typed, as far as it can be understood.
    matches: ArgMatches,
}

impl Line {
    /// Understands words, the command's own name first.
    pub(super) fn of(command: Command, words: &[String]) -> Self {
        // A flag that waits for the word at the cursor would end the reading.
        let waits = |word: &&String| word.starts_with('-') && !word.contains('=');
        let kept = words.len() - usize::from(words.last().filter(waits).is_some());
        let command = command.ignore_errors(true);
        let mut matches = command.try_get_matches_from(&words[..kept]).unwrap_or_default();
        while let Some((_, below)) = matches.remove_subcommand() {
            matches = below;
        }
        Self { matches }
    }

    /// The playbook in force: the one that is named, that of the deal, or that of new deals.
    pub(super) fn playbook(&self) -> Option<Playbook> {
        // A pipe would be waited for, and nobody knows for how long.
        let is_pipe = |named: &String| Path::new(named).exists() && !Path::new(named).is_file();
        if self.texts("playbook").iter().any(is_pipe) {
            return None;
        }
        let chosen = self.chosen()?;
        let deals = self.texts("deal").into_iter().chain(self.texts("deals"));
        let deal = deals.filter_map(|deal| deal_path(&deal).ok()).find(|path| path.is_file());
        match deal {
            Some(deal) => of_deal(&deal, &chosen),
            None => chosen.load().ok(),
        }
    }

    /// Where playbooks are looked for.
    pub(super) fn library(&self) -> Option<Library> {
        let is_known = self.matches.try_contains_id("playbook_dir").is_ok();
        let arguments = is_known.then(|| LibraryArguments::from_arg_matches(&self.matches).ok())?;
        arguments?.library_of_here(Notes::none()).ok()
    }

    /// The questions that are answered.
    pub(super) fn answered(&self) -> Vec<String> {
        let flags = self.texts("answer").into_iter().chain(self.texts("assume"));
        flags.filter_map(|flag| Some(flag.split_once('=')?.0.trim().to_owned())).collect()
    }

    fn chosen(&self) -> Option<ChosenPlaybook> {
        let is_known = |id: &&str| self.matches.try_contains_id(id).is_ok();
        if !["playbook", "playbook_dir"].iter().all(is_known) {
            return None;
        }
        PlaybookArguments::from_arg_matches(&self.matches).ok()?.choose(Notes::none()).ok()
    }

    /// What is said for an argument, where the command has it.
    fn texts(&self, id: &str) -> Vec<String> {
        let raw = self.matches.try_get_raw(id).ok().flatten().into_iter().flatten();
        raw.map(|text| text.to_string_lossy().into_owned()).collect()
    }
}

fn of_deal(deal: &Path, chosen: &ChosenPlaybook) -> Option<Playbook> {
    let unread = open(read_file(deal).ok()?).ok()?;
    chosen.load_for_deal(unread.playbook(), deal).ok()
}
