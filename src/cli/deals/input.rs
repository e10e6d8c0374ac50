//! A deal that a command is about.

use std::path::{Path, PathBuf};

use crate::deal::names::near_deal;
use crate::text::source::file_id::folder_of;
use crate::text::source::{
    ReadError, STANDARD_INPUT, SourceFile, read_file, read_standard_input, read_within,
};

/// A deal that a command is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum DealInput {
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder, or by a pattern.
    Found {
        /// The file.
        path: PathBuf,
        /// Where it was looked for.
        folder: PathBuf,
    },
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

impl DealInput {
    /// The path, where there is one.
    pub(in crate::cli) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Found { path, .. } => Some(path),
            Self::StandardInput | Self::Nothing { .. } => None,
        }
    }

    /// What it is called.
    pub(in crate::cli) fn name(&self) -> String {
        match self {
            Self::File(path) | Self::Found { path, .. } => path.to_string_lossy().into_owned(),
            Self::StandardInput => STANDARD_INPUT.to_owned(),
            Self::Nothing { named, .. } => named.clone(),
        }
    }

    /// The folder from which its playbook is seen.
    pub(in crate::cli) fn folder(&self) -> &Path {
        self.path().map_or(Path::new("."), folder_of)
    }

    /// Its text.
    pub(in crate::cli) fn read(&self) -> anyhow::Result<SourceFile> {
        Ok(match self {
            Self::File(path) => read_file(path).map_err(|error| of_deal(error, path))?,
            Self::Found { path, folder } => read_within(folder, path)?,
            Self::StandardInput => read_standard_input()?,
            Self::Nothing { reason, .. } => anyhow::bail!("{reason}"),
        })
    }

    /// Paths to one file may be written in several ways.
    pub(super) fn identity(&self) -> String {
        let Some(path) = self.path() else { return self.name() };
        let path: PathBuf = path.components().collect();
        path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned()
    }
}

/// Of what is missing, the deal that was probably meant is told.
fn of_deal(error: ReadError, path: &Path) -> ReadError {
    match error {
        ReadError::Missing { name, .. } => ReadError::Missing { name, meant: near_deal(path) },
        error => error,
    }
}
