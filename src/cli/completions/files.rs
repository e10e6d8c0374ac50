//! Deals, playbooks and folders that may come next.

use std::path::{Path, PathBuf, is_separator};

use clap_complete::CompletionCandidate;

use super::answers::described;
use super::line::Line;
use crate::authoring::cases::is_cases_file;
use crate::deal::names::{SUFFIX, deal_path, is_deal_file};
use crate::playbook::library::Library;
use crate::playbook::load::load;
use crate::team::FILE_NAME;
use crate::text::source::entries_of;

/// How many playbooks are read for their titles: somebody waits for it.
const MOST_TITLES: usize = 24;

/// Deals by their bare names where those will do, else by their files, and the folders.
pub(super) fn deals(typed: &str) -> Vec<CompletionCandidate> {
    let mut found = Vec::new();
    // A pipe or a folder of that name is no deal.
    let is_deal = |entry: &Entry| is_deal_file(&entry.path) && entry.path.is_file();
    for entry in entries(typed).into_iter().filter(is_deal) {
        let bare = entry.shown.strip_suffix(SUFFIX);
        let bare = bare.filter(|bare| deal_path(bare).is_ok_and(|path| path == entry.path));
        let names = [bare, Some(entry.shown.as_str())].into_iter().flatten();
        found.extend(names.into_iter().find(|name| name.starts_with(typed)).map(str::to_owned));
    }
    let deals = found.into_iter().map(CompletionCandidate::new);
    deals.chain(folders(typed)).collect()
}

/// Playbooks by their ids and by their files, and the folders.
pub(super) fn playbooks(line: &Line, typed: &str) -> Vec<CompletionCandidate> {
    let is_yaml = |shown: &str| shown.ends_with(".yaml") || shown.ends_with(".yml");
    let is_other = |entry: &Entry| is_deal_file(&entry.path) || entry.path.ends_with(FILE_NAME);
    let is_playbook =
        |entry: &Entry| is_yaml(&entry.shown) && !is_cases_file(&entry.shown) && !is_other(entry);
    let files = entries(typed).into_iter().filter(is_playbook);
    let files = files.map(|entry| CompletionCandidate::new(entry.shown));
    playbook_ids(line, typed).into_iter().chain(files).chain(folders(typed)).collect()
}

/// Playbooks by their ids.
pub(super) fn playbook_ids(line: &Line, typed: &str) -> Vec<CompletionCandidate> {
    let Some(library) = line.library() else { return Vec::new() };
    let ids = library.names().into_iter().filter(|id| id.starts_with(typed)).enumerate();
    ids.map(|(place, id)| {
        let title = (place < MOST_TITLES).then(|| title(&library, &id)).flatten();
        described(id, title.as_deref().unwrap_or_default())
    })
    .collect()
}

fn title(library: &Library, id: &str) -> Option<String> {
    Some(load(library.find(id, None).ok()?).ok()?.title)
}

/// Folders, each with a `/` behind it.
pub(super) fn folders(typed: &str) -> Vec<CompletionCandidate> {
    let folders = entries(typed).into_iter().filter(|entry| entry.path.is_dir());
    folders.map(|entry| CompletionCandidate::new(entry.shown + "/")).collect()
}

/// Any file, and the folders.
pub(super) fn any(typed: &str) -> Vec<CompletionCandidate> {
    let files = entries(typed).into_iter().filter(|entry| !entry.path.is_dir());
    let files = files.map(|entry| CompletionCandidate::new(entry.shown));
    files.chain(folders(typed)).collect()
}

/// What stands in a folder, and how it is written on the line.
struct Entry {
    path: PathBuf,
    shown: String,
}

/// What begins as it is typed, by its name; what is hidden only where its `.` is typed.
fn entries(typed: &str) -> Vec<Entry> {
    let (before, begin) = typed.split_at(typed.rfind(is_separator).map_or(0, |end| end + 1));
    let folder = folder_of(before);
    let found = entries_of(if before.is_empty() { Path::new(".") } else { &folder });
    let mut names: Vec<String> = found
        .into_iter()
        .flatten()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .filter(|name| {
            name.starts_with(begin) && (begin.starts_with('.') || !name.starts_with('.'))
        })
        .collect();
    names.sort();
    // What begins with a dash would be taken for a flag.
    let named = names.into_iter().filter(|name| !before.is_empty() || !name.starts_with('-'));
    named.map(|name| Entry { path: folder.join(&name), shown: format!("{before}{name}") }).collect()
}

/// The folder that is typed; a `~` is left to us by the shell.
fn folder_of(typed: &str) -> PathBuf {
    let at_home = typed.strip_prefix('~').filter(|below| below.starts_with(is_separator));
    match at_home.zip(std::env::home_dir()) {
        Some((below, home)) => home.join(below.trim_start_matches(is_separator)),
        None => PathBuf::from(typed),
    }
}
