//! Which deals are checked: files, folders, patterns, or standard input.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

use crate::deal::names::{SUFFIX, deal_path};
use crate::text::characters::quoted;

/// What stands for standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// A deal to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum DealInput {
    /// A file.
    File(PathBuf),
    /// What comes on standard input.
    StandardInput,
    /// Nothing, for this reason.
    Nothing {
        /// What was named.
        named: String,
        /// Why there is nothing.
        reason: String,
    },
}

/// The deals that the arguments name, in their order, those of a folder or a pattern by their paths;
/// none twice.
pub(in crate::cli) fn listed(arguments: &[String]) -> Vec<DealInput> {
    let mut seen = HashSet::new();
    let named = arguments.iter().flat_map(|argument| deals_of(argument));
    named.filter(|input| seen.insert(identity(input))).collect()
}

/// Paths to one file may be written in several ways.
fn identity(input: &DealInput) -> String {
    match input {
        DealInput::StandardInput => STANDARD_INPUT.to_owned(),
        DealInput::Nothing { named, .. } => named.clone(),
        DealInput::File(path) => {
            let path: PathBuf = path.components().collect();
            path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned()
        }
    }
}

fn deals_of(argument: &str) -> Vec<DealInput> {
    let nothing = |reason: String| vec![DealInput::Nothing { named: argument.to_owned(), reason }];
    if argument == STANDARD_INPUT {
        return vec![DealInput::StandardInput];
    }
    let path = Path::new(argument);
    let found = if path.is_dir() {
        in_folder(path)
    } else if argument.contains(['*', '?', '[', '{']) && !path.exists() {
        matching(argument)
    } else {
        return match deal_path(argument) {
            Ok(path) => vec![DealInput::File(path)],
            Err(error) => nothing(error.to_string()),
        };
    };
    match found {
        Ok(paths) if paths.is_empty() => nothing(format!(
            "no deal matches {}; a deal's file is called `NAME{SUFFIX}`",
            quoted(argument)
        )),
        Ok(paths) => paths.into_iter().map(DealInput::File).collect(),
        Err(reason) => nothing(reason),
    }
}

/// The deal files in a folder and its folders.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    files_below(folder, &|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SUFFIX))
    })
}

/// The files that a pattern matches; `*` stays within a folder, `**` does not.
fn matching(pattern: &str) -> Result<Vec<PathBuf>, String> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let glob =
        glob.map_err(|error| format!("{} is no pattern: {}", quoted(pattern), error.kind()))?;
    let matcher = glob.compile_matcher();
    // What comes before the first part with a sign in it is a folder.
    let literal: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let folder = if literal.as_os_str().is_empty() { Path::new(".") } else { &literal };
    if !folder.exists() {
        return Ok(Vec::new());
    }
    files_below(folder, &|path| {
        matcher.is_match(path) || path.strip_prefix(".").is_ok_and(|path| matcher.is_match(path))
    })
}

/// The files below a folder that are wanted, sorted; what git ignores and what is hidden is left
/// out, and links are not followed.
fn files_below(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let walk = WalkBuilder::new(folder).require_git(false).build();
    let mut found = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| format!("cannot look through the folder: {error}"))?;
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_wanted(entry.path()) {
            let path = entry.into_path();
            found.push(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path));
        }
    }
    found.sort();
    Ok(found)
}
