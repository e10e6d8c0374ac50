//! What killed processes left behind while they wrote.

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use super::beside::{is_at, name_beside};
use super::in_place;

/// Finishes or removes what processes that are no more were writing in a folder.
pub fn clear_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if let Some(name) = name_beside(&entry.file_name()) {
            clear(&entry.path(), &folder.join(name));
        }
    }
}

/// The same, unless this process has done it: a folder may hold thousands of deals, each of which is
/// written.
pub fn clear_leftovers_once(folder: &Path) {
    static CLEARED: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);
    let is_first = CLEARED.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    if is_first {
        clear_leftovers(folder);
    }
}

fn clear(leftover: &Path, target: &Path) {
    let Ok(file) = File::options().read(true).write(true).open(leftover) else { return };
    // Whoever is still writing it has it locked. Where there are no locks, nothing is known.
    if file.try_lock().is_err() || !is_at(&file, leftover) {
        return;
    }
    if in_place::finish(&file, leftover, target) {
        // What can't be removed harms nobody.
        let _ = fs::remove_file(leftover);
    }
}
