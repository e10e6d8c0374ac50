//! Which deals a command is about: files, bare names, folders, patterns, or standard input; and
//! reading many of them.

mod batches;
mod index;
mod input;
mod left_out;
mod nearby;
mod opening;
mod threads;
mod walking;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::bail;
use globset::GlobBuilder;

use crate::deal::names::{SUFFIX, deal_path, is_deal_file};
use crate::text::characters::quoted;
pub(super) use batches::{Batches, DealReader};
pub(super) use input::DealInput;
use left_out::LeftOut;
pub(super) use nearby::nearby;
pub(super) use opening::open;
use walking::{Walked, files_below};

/// The folder that we are in.
pub(super) const HERE: &str = ".";
/// What stands for standard input.
const DASH: &str = "-";
/// The signs that make a pattern of a path.
const SIGNS: [char; 4] = ['*', '?', '[', '{'];

/// The deals that arguments name.
#[derive(Debug, Default)]
pub(super) struct DealInputs {
    /// In the order of the arguments, those of a folder or a pattern by their paths; none twice.
    pub(super) list: Vec<DealInput>,
    /// Whether one file was named, and no folder and no pattern.
    pub(super) is_one_file: bool,
    left_out: LeftOut,
}

impl DealInputs {
    /// Looks for what the arguments name.
    pub(super) fn of(arguments: &[String]) -> Self {
        let mut seen = HashSet::new();
        let mut inputs = Self::default();
        let mut are_files = true;
        for argument in arguments {
            let Some(walked) = deals_below(argument) else {
                inputs.list.push(one_deal(argument));
                continue;
            };
            are_files = false;
            inputs.left_out.add(walked.left_out);
            let nothing = || no_deal_matches(argument);
            let found = if walked.found.is_empty() { vec![nothing()] } else { walked.found };
            inputs.list.extend(found);
        }
        inputs.list.retain(|input| seen.insert(input.identity()));
        inputs.is_one_file = are_files && arguments.len() == 1;
        inputs
    }

    /// What was left out in folders, to be said; nothing where all was looked at.
    pub(super) fn left_out(&self) -> Option<String> {
        let words = self.left_out.in_words()?;
        Some(format!("left out: {words}; name a file or a folder to have it looked at"))
    }
}

/// The one deal that an argument names.
pub(super) fn the_deal(named: &str) -> anyhow::Result<DealInput> {
    let mut inputs = DealInputs::of(&[named.to_owned()]);
    match inputs.list.pop() {
        Some(input) if inputs.is_one_file => Ok(input),
        _ => bail!("{} may be several deals; name just one", quoted(named)),
    }
}

/// The deal that an argument names by itself.
fn one_deal(argument: &str) -> DealInput {
    if argument == DASH {
        return DealInput::StandardInput;
    }
    let nothing = |reason| DealInput::Nothing { named: argument.to_owned(), reason };
    if argument.ends_with(std::path::is_separator) {
        return nothing(format!("there is no folder {}", quoted(argument)));
    }
    match deal_path(argument) {
        Ok(path) => DealInput::File(path),
        Err(error) => nothing(error.to_string()),
    }
}

/// The deals in the folder, or by the pattern, that an argument names; `None` where it is neither.
fn deals_below(argument: &str) -> Option<Walked> {
    let path = Path::new(argument);
    if path.is_dir() {
        return Some(files_below(path, &is_deal_file));
    }
    let is_pattern = argument.contains(SIGNS) && !path.exists();
    is_pattern.then(|| matching(argument))
}

/// The files that a pattern matches; `*` stays within a folder, `**` does not.
fn matching(pattern: &str) -> Walked {
    let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let reason = format!("{} is no pattern: {}", quoted(pattern), error.kind());
            return Walked::nothing(DealInput::Nothing { named: pattern.to_owned(), reason });
        }
    };
    // What comes before the first part with a sign in it is a folder.
    let literal: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(SIGNS))
        .collect();
    let folder = if literal.as_os_str().is_empty() { Path::new(".") } else { &literal };
    if !folder.exists() {
        return Walked::default();
    }
    files_below(folder, &|path| {
        matcher.is_match(path) || path.strip_prefix(".").is_ok_and(|path| matcher.is_match(path))
    })
}

fn no_deal_matches(argument: &str) -> DealInput {
    let reason =
        format!("no deal matches {}; a deal's file is called `NAME{SUFFIX}`", quoted(argument));
    DealInput::Nothing { named: argument.to_owned(), reason }
}
