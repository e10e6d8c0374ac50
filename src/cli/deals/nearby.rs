//! The deals near where we are, for who waits for a menu of them.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::WalkBuilder;

use super::input::DealInput;
use super::walking::shown;
use crate::deal::names::is_deal_file;

/// How deep folders are looked into.
const DEEPEST: usize = 4;
/// How many files and folders are looked through: somebody may be at home, among all that they have.
const MOST_LOOKED_THROUGH: usize = 2_000;

/// The deals in a folder and in those below it, by their paths, as far as they are found at once. What
/// is ignored or hidden is none of them.
pub(in crate::cli) fn nearby(folder: &Path) -> Vec<DealInput> {
    let mut found = BTreeMap::new();
    // Those of the folder itself first: a large one below may take up all that is looked through.
    for depth in [1, DEEPEST] {
        let walk = WalkBuilder::new(folder).require_git(false).max_depth(Some(depth)).build();
        for entry in walk.flatten().take(MOST_LOOKED_THROUGH) {
            if is_deal_file(entry.path()) && entry.path().is_file() {
                let path = shown(entry.path());
                let deal = DealInput::Found { path: path.clone(), folder: folder.to_owned() };
                found.insert(path, deal);
            }
        }
    }
    found.into_values().collect()
}
