//! Waiting for files to be saved.
//!
//! It looks at what stands in them, again and again, and asks no system for notices of changes: those
//! come in another number and order for each way in which editors save, and from shared folders and
//! many file systems of a network not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// How long it is between two looks. What is the same in two is saved to its end.
const BETWEEN_LOOKS: Duration = Duration::from_millis(150);
/// How many looks an empty file has to stay so: some editors empty a file before they write it.
const LOOKS_AT_NOTHING: usize = 8;

/// Files that are saved now and then.
pub(super) struct Saves {
    paths: Vec<PathBuf>,
    /// What stood in them when that was last told.
    told: Contents,
}

/// What stands in each file; `None` in one that can't be read.
type Contents = Vec<Option<Vec<u8>>>;

impl Saves {
    /// Of these files, as they are now.
    pub(super) fn of(paths: Vec<PathBuf>) -> Self {
        let told = contents(&paths);
        Self { paths, told }
    }

    /// Waits until something else stands in them, whole.
    pub(super) fn wait(&mut self) {
        let (mut seen, mut looks) = (self.told.clone(), 0);
        loop {
            sleep(BETWEEN_LOOKS);
            let now = contents(&self.paths);
            looks = if now == seen { looks + 1 } else { 0 };
            let is_empty = now.iter().flatten().any(Vec::is_empty);
            let wanted = if is_empty { LOOKS_AT_NOTHING } else { 1 };
            if now != self.told && looks >= wanted {
                self.told = now;
                return;
            }
            seen = now;
        }
    }
}

fn contents(paths: &[PathBuf]) -> Contents {
    paths.iter().map(|path| content(path)).collect()
}

/// Only files are read: a pipe would have us wait for who writes to it.
fn content(path: &Path) -> Option<Vec<u8>> {
    path.is_file().then(|| fs::read(path).ok()).flatten()
}
