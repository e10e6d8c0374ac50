//! Which cases are run: those in files, beside playbooks, and in folders.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::authoring::cases::load::holds_cases;
use crate::authoring::cases::{SUFFIXES, is_cases_file};
use crate::cli::failure::Unusable;
use crate::cli::playbook::check::playbooks_in;
use crate::playbook::library::{Library, SHIPPED_FOLDER, is_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::{FolderError, ReadError, SourceFile, entries_of, read_file, read_within};

/// Cases to be run.
pub(super) enum Subject {
    /// Those in a file, which names its playbook or has it beside.
    Cases(SourceFile),
    /// Of this playbook, which has none; they would stand in this file.
    NoCases {
        /// The playbook.
        playbook: SourceFile,
        /// The file that is missing.
        cases: PathBuf,
    },
    /// None, for this reason.
    Nothing {
        /// What was named.
        named: String,
        /// Why there is nothing.
        reason: Unusable,
    },
}

/// The cases that the arguments name, in their order, those of a folder by their paths; none twice.
pub(super) fn listed(arguments: &[String], library: &Library) -> Vec<Subject> {
    let mut seen = HashSet::new();
    let named = arguments.iter().flat_map(|named| subjects_of(named, library));
    named.filter(|subject| seen.insert(identity(subject))).collect()
}

/// The file in which a playbook's cases stand, and the playbook of a cases file.
pub(super) fn playbook_beside(cases: &Path) -> Option<PathBuf> {
    let name = cases.file_name()?.to_str()?;
    let stem = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix))?;
    let beside = [".yaml", ".yml"].map(|end| cases.with_file_name(format!("{stem}{end}")));
    let there = beside.iter().find(|path| path.is_file());
    there.or(beside.first()).cloned()
}

/// The cases file of a playbook: the one that is there, else the usual one.
pub(in crate::cli::playbook) fn cases_beside(playbook: &Path) -> PathBuf {
    let stem = playbook.file_stem().unwrap_or_default().to_string_lossy();
    let beside = SUFFIXES.map(|suffix| playbook.with_file_name(format!("{stem}{suffix}")));
    let there = beside.iter().find(|path| path.is_file());
    there.unwrap_or(&beside[0]).clone()
}

fn identity(subject: &Subject) -> String {
    let path = match subject {
        Subject::Cases(file) => &file.name,
        Subject::NoCases { playbook, .. } => &playbook.name,
        Subject::Nothing { named, .. } => named,
    };
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

fn subjects_of(named: &str, library: &Library) -> Vec<Subject> {
    let path = Path::new(named);
    if path.is_dir() {
        return in_folder(named, path);
    }
    if !is_path(named) && !path.is_file() {
        return vec![of_id(named, library)];
    }
    vec![of_file(named, read_file(path))]
}

fn of_file(named: &str, read: Result<SourceFile, ReadError>) -> Subject {
    match read {
        Ok(file) if is_cases_file(named) || holds_cases(&file) => Subject::Cases(file),
        Ok(playbook) => of_playbook(playbook),
        Err(error) => nothing(named, Unusable::because(&error.to_string())),
    }
}

/// Every cases file in a folder, and every playbook that has none.
fn in_folder(named: &str, folder: &Path) -> Vec<Subject> {
    let found = cases_files_in(folder).and_then(|cases| {
        let playbooks = playbooks_in(folder)?.into_iter();
        Ok(cases.into_iter().chain(playbooks.filter(|path| !cases_beside(path).is_file())))
    });
    match found {
        Ok(paths) => {
            let mut paths: Vec<PathBuf> = paths.collect();
            paths.sort();
            if paths.is_empty() {
                let reason = "there is no cases file in this folder; one is called \
                     `NAME.test.yaml`, beside the playbook `NAME.yaml`";
                return vec![nothing(named, Unusable::because(reason))];
            }
            let read = |path: &PathBuf| of_file(&path.to_string_lossy(), read_within(folder, path));
            paths.iter().map(read).collect()
        }
        Err(error) => vec![nothing(named, Unusable::because(&error.to_string()))],
    }
}

fn cases_files_in(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let mut found = entries_of(folder)?;
    found.retain(|path| is_cases_file(&path.to_string_lossy()) && path.is_file());
    Ok(found)
}

fn of_id(id: &str, library: &Library) -> Subject {
    let playbook = match library.find(id, None) {
        Ok(playbook) => playbook,
        Err(error) => return nothing(id, Unusable::of(id, &error.into())),
    };
    if !playbook.name.starts_with(SHIPPED_FOLDER) {
        return of_playbook(playbook);
    }
    match Library::shipped_cases(id) {
        Some(cases) => Subject::Cases(cases),
        None => nothing(id, Unusable::because("this shipped playbook has no cases")),
    }
}

pub(super) fn of_playbook(playbook: SourceFile) -> Subject {
    let cases = cases_beside(Path::new(&playbook.name));
    if !cases.is_file() {
        return Subject::NoCases { playbook, cases };
    }
    match read_within(folder_of(&cases), &cases) {
        Ok(file) => Subject::Cases(file),
        Err(error) => nothing(&cases.to_string_lossy(), Unusable::because(&error.to_string())),
    }
}

fn nothing(named: &str, reason: Unusable) -> Subject {
    Subject::Nothing { named: named.to_owned(), reason }
}
