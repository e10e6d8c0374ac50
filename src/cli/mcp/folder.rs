//! The one folder that assistants work in. What an assistant names is a name in it, and nothing else:
//! no absolute path, no `..`, no link, nothing hidden, and no device.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use anyhow::{Context, bail};

use super::open_deal::OpenDeal;
use crate::cli::inputs::{ChosenPlaybook, load_playbook};
use crate::cli::rules;
use crate::cli::team::Team;
use crate::deal::load::open as open_deal;
use crate::deal::names::{SUFFIX, is_deal_file};
use crate::deal::passage::is_beside;
use crate::playbook::Playbook;
use crate::playbook::library::{Library, Origin, is_path};
use crate::playbook::load::load;
use crate::team::{FILE_NAME, TeamSettings, read};
use crate::text::characters::{hidden, quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::{entries_of, look_into, nearest, read_file};

/// Where a folder of deals has playbooks of its own.
const PLAYBOOKS: &str = "playbooks";
/// How deep below the folder deals are looked for, and how many names are looked at: an assistant
/// waits for the list, and reads it whole.
const DEEPEST: usize = 6;
const MOST_LOOKED_THROUGH: usize = 5_000;

/// A folder of deals, and the playbooks for them.
#[derive(Debug)]
pub(super) struct DealsFolder {
    /// Its real path.
    root: PathBuf,
    /// Folders of playbooks that were named at the start.
    playbooks: Vec<PathBuf>,
}

impl DealsFolder {
    /// The folder that a person names at the start, with other folders of playbooks.
    ///
    /// # Errors
    /// One of them is not there, or can't be looked into.
    pub(super) fn open(deals: &Path, playbooks: &[PathBuf]) -> anyhow::Result<Self> {
        look_into(deals)?;
        playbooks.iter().try_for_each(|folder| look_into(folder))?;
        let root = deals.canonicalize();
        let root = root.with_context(|| format!("cannot find {}", quoted_path(deals)))?;
        Ok(Self { root, playbooks: playbooks.to_vec() })
    }

    /// A deal that an assistant names: `acme`, `acme.deal.yaml`, or `2026/acme`.
    pub(super) fn deal(&self, named: &str) -> anyhow::Result<OpenDeal> {
        let is_whole = is_deal_file(Path::new(named));
        let name = if is_whole { named.to_owned() } else { format!("{named}{SUFFIX}") };
        let path = self.file(&name).or_else(|error| self.with_deals_meant(named, error))?;
        let unread = open_deal(read_file(&path)?)?;
        let chosen = self.chosen()?;
        let playbook = self.playbook_of(unread.playbook(), &path, &chosen)?;
        let deal = unread.read(&playbook)?;
        Ok(OpenDeal { path, playbook, deal, chosen })
    }

    /// What to do where there is no such deal.
    fn with_deals_meant<T>(&self, named: &str, error: anyhow::Error) -> anyhow::Result<T> {
        let names = self.names();
        match nearest(named, names.iter().map(String::as_str)) {
            Some(meant) => bail!("{error}; did you mean the deal {}?", quoted(meant)),
            None => bail!("{error}; the tool `next` without `deal` lists the deals"),
        }
    }

    /// A playbook that an assistant names by its id.
    pub(super) fn playbook(&self, id: &str) -> anyhow::Result<Playbook> {
        if is_path(id) {
            bail!("{} is a path; name the playbook by its id", quoted(id));
        }
        self.playbook_called(id, self.chosen()?.library())
    }

    /// Where playbooks are looked for, and what the team settles, as far as it is in the folder.
    pub(super) fn chosen(&self) -> anyhow::Result<ChosenPlaybook> {
        let settings = match self.file(FILE_NAME) {
            Ok(file) => read(read_file(&file)?, &rules::of_files())?.0,
            Err(_) => TeamSettings::default(),
        };
        let of_team = settings.playbooks.iter().map(|(folder, _)| folder.as_path());
        let own = of_team.chain([Path::new(PLAYBOOKS)]).filter_map(|folder| self.folder(folder));
        let library = Library::new(self.playbooks.iter().cloned().chain(own).collect());
        let team = Team { file: None, folder: self.root.clone(), settings };
        Ok(ChosenPlaybook::in_folder(team, library))
    }

    /// The names of the deals, in alphabetical order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut left = MOST_LOOKED_THROUGH;
        self.gather(&self.root, DEEPEST, &mut left, &mut names);
        names.sort();
        names
    }

    /// The file that a name in the folder stands for.
    pub(super) fn file(&self, name: &str) -> anyhow::Result<PathBuf> {
        let is_hidden_file = name.split('/').any(|part| part.starts_with('.'));
        if !is_beside(name) || is_hidden_file || hidden(name).next().is_some() {
            // The same whether it lies in the folder or not, so that nobody finds out where that is.
            let is_whole_path = name.starts_with('/') || name.contains([':', '\\']);
            let hint = if is_whole_path {
                ": a name is relative to it, as `calls/monday.vtt`"
            } else {
                ""
            };
            bail!("{} is no name of a file in the folder of deals{hint}", quoted(name));
        }
        let mut path = self.root.clone();
        for part in name.split('/') {
            path.push(part);
            match path.symlink_metadata() {
                Ok(found) if found.is_symlink() => {
                    bail!("{} is a link, and links are not followed here", quoted(name))
                }
                Ok(_) => {}
                Err(_) => bail!("there is no file {} in the folder of deals", quoted(name)),
            }
        }
        match path.is_file() {
            true => Ok(path),
            false => bail!("{} is no file", quoted(name)),
        }
    }

    /// A text without the way to the folder, which is nothing to an assistant.
    pub(super) fn without_root(&self, text: &str) -> String {
        let way = format!("{}{MAIN_SEPARATOR}", self.root.to_string_lossy());
        text.replace(&way, "")
    }

    /// What a path in the folder is called there.
    pub(super) fn name_of(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into_owned()
    }

    /// A folder in the folder, by the path that a file in it says; `None` where it leads out, or
    /// is none.
    fn folder(&self, named: &Path) -> Option<PathBuf> {
        let path = self.inside(Path::new(""), named)?;
        let mut parts = path.ancestors().take_while(|above| *above != self.root);
        (parts.all(|part| !part.is_symlink()) && path.is_dir()).then_some(path)
    }

    /// A path as it is seen from a folder in the folder; `None` where it leads out.
    fn inside(&self, from: &Path, named: &Path) -> Option<PathBuf> {
        let mut path = from.to_owned();
        for part in named.components() {
            match part {
                Component::CurDir => {}
                Component::Normal(part) => path.push(part),
                Component::ParentDir if path.pop() => {}
                _ => return None,
            }
        }
        Some(self.root.join(path))
    }

    /// The playbook that a deal names.
    fn playbook_of(
        &self,
        named: &str,
        deal: &Path,
        chosen: &ChosenPlaybook,
    ) -> anyhow::Result<Playbook> {
        if !is_path(named) {
            return self.playbook_called(named, chosen.library());
        }
        let from = folder_of(deal).strip_prefix(&self.root).unwrap_or(Path::new(""));
        let outside = || {
            let named = quoted(named);
            format!("the deal's playbook {named} is not in the folder of deals; name it by its id")
        };
        let path = self.inside(from, Path::new(named)).with_context(outside)?;
        let path = self.file(&self.name_of(&path)).with_context(outside)?;
        Ok(load(read_file(&path)?)?)
    }

    /// The playbook of this id. One in the folder is no link; what was named at the start is read as
    /// it is.
    fn playbook_called(&self, id: &str, library: &Library) -> anyhow::Result<Playbook> {
        if let Some(Origin::File(path)) = library.origins(id).first()
            && path.starts_with(&self.root)
            && path.is_symlink()
        {
            bail!("the playbook {} is a link, and links are not followed here", quoted(id));
        }
        load_playbook(library, id, None)
    }

    fn gather(&self, folder: &Path, depth: usize, left: &mut usize, names: &mut Vec<String>) {
        for path in entries_of(folder).unwrap_or_default() {
            let Some(rest) = left.checked_sub(1) else { return };
            *left = rest;
            let name = self.name_of(&path);
            let is_told = !name.split('/').any(|part| part.starts_with('.')) && !path.is_symlink();
            if is_told && path.is_dir() && depth > 0 {
                self.gather(&path, depth - 1, left, names);
            } else if is_told && is_deal_file(&path) && path.is_file() {
                names.push(name.strip_suffix(SUFFIX).unwrap_or(&name).to_owned());
            }
        }
    }
}
