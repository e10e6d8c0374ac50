//! Where playbooks are found: by path, or by id in folders and among the shipped ones.

use std::fmt;
use std::path::{Path, PathBuf, is_separator};

use etcetera::BaseStrategy;

use super::load::ids::is_playbook_id;
use crate::playbook::shipped;
use crate::text::characters::{escaped, quoted};
use crate::text::source::{
    FolderError, ReadError, SourceFile, entries_of, look_into, nearest, read_file, read_within,
};

/// What a playbook's file is called after its id.
const EXTENSION: &str = "yaml";

/// What stands before the names of shipped files.
pub const SHIPPED_FOLDER: &str = "<shipped>/";

/// Folders with playbooks, in the order in which they are looked through; the shipped ones come
/// last. An id stands for the file `ID.yaml` there; it is the file's name that counts, whatever
/// id stands in the file. A folder that is named and can't be looked into ends the search: the
/// playbook that comes after it might be another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    folders: Vec<PlaybookFolder>,
}

/// A folder with playbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PlaybookFolder {
    path: PathBuf,
    /// The folder of the file that names it; `None` where a person does, and all in it is told.
    named_in: Option<PathBuf>,
    /// Whether it is looked through although nobody names it. Then it need not be there.
    is_usual: bool,
}

/// Where a playbook stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// In the binary.
    Shipped,
}

/// Why a playbook can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// No playbook has this id.
    #[error(transparent)]
    Unknown(#[from] UnknownPlaybook),
    /// Its file can't be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// A folder that is named can't be looked into.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// An id that no playbook has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub struct UnknownPlaybook {
    /// The id as written.
    pub name: String,
    /// The id or the path that was probably meant.
    pub meant: Option<String>,
    /// The ids that there are.
    pub known: Vec<String>,
    /// The folders that were looked through, before the shipped playbooks, and those that are not
    /// there.
    pub folders: Vec<PathBuf>,
}

impl Library {
    /// These folders, and the shipped playbooks.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders: folders.into_iter().map(PlaybookFolder::of_person).collect() }
    }

    /// The folders that a user names, those that the file of a team names, which stands in the
    /// folder `team`, then `./playbooks`, the user's data folder and the shipped playbooks.
    pub fn of_user(named: Vec<PathBuf>, of_team: Vec<PathBuf>, team: &Path) -> Self {
        let of_file = |path, named_in: &Path| PlaybookFolder {
            named_in: Some(named_in.into()),
            ..PlaybookFolder::of_person(path)
        };
        let usual = |folder| PlaybookFolder { is_usual: true, ..folder };
        let named = named.into_iter().map(PlaybookFolder::of_person);
        let of_team = of_team.into_iter().map(|path| of_file(path, team));
        // Whose the working folder is, nobody knows: it may be a checkout.
        let here = usual(of_file(PathBuf::from("playbooks"), Path::new(".")));
        let of_data = data_folder().map(|path| usual(PlaybookFolder::of_person(path)));
        let mut folders: Vec<PlaybookFolder> = Vec::new();
        for folder in named.chain(of_team).chain([here]).chain(of_data) {
            if !folders.iter().any(|other| other.path == folder.path) {
                folders.push(folder);
            }
        }
        Self { folders }
    }

    /// The playbook under a name: a path where it has a `/` or ends in `.yaml` or `.yml`, else an id.
    /// A path that stands in a file is seen from that file's folder, `relative_to`, and read as what
    /// no person named; without one it is a person's, seen from where we are.
    ///
    /// # Errors
    /// There is none, it can't be read, or a folder that is named can't be looked into.
    pub fn find(&self, name: &str, relative_to: Option<&Path>) -> Result<SourceFile, LibraryError> {
        if is_path(name) {
            let path = match relative_to.filter(|folder| *folder != Path::new(".")) {
                Some(folder) => folder.join(name),
                None => PathBuf::from(name),
            };
            return Ok(match relative_to {
                Some(folder) => read_within(folder, &path)?,
                None => read_file(&path)?,
            });
        }
        // Only an id goes into a path, so that none leads out of its folder.
        if is_playbook_id(name) {
            let file = format!("{name}.{EXTENSION}");
            for folder in &self.folders {
                if folder.has(&file)? {
                    return Ok(folder.read(&file)?);
                }
            }
            if let Some(text) = shipped::text(&file) {
                return Ok(SourceFile::embedded(format!("{SHIPPED_FOLDER}{file}"), text));
            }
        }
        Err(self.unknown(name).into())
    }

    /// The cases of a shipped playbook, by its id.
    pub fn shipped_cases(id: &str) -> Option<SourceFile> {
        let file = format!("{id}.test.{EXTENSION}");
        let text = shipped::text(&file)?;
        Some(SourceFile::embedded(format!("{SHIPPED_FOLDER}{file}"), text))
    }

    /// The ids of all playbooks that can be found, in alphabetical order.
    pub fn names(&self) -> Vec<String> {
        let in_folders = self.folders.iter().flat_map(|folder| files_in(&folder.path));
        let shipped = shipped::FOLDER.files().map(|file| file.path().to_owned());
        let mut names: Vec<String> =
            in_folders.chain(shipped).filter_map(|path| id_of(&path)).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Makes sure that what stands in the named folders is among the [names](Library::names).
    ///
    /// # Errors
    /// One of them is not there, or can't be looked into.
    pub fn check_named_folders(&self) -> Result<(), FolderError> {
        let mut named = self.folders.iter().filter(|folder| !folder.is_usual);
        named.try_for_each(|folder| entries_of(&folder.path).map(drop))
    }

    /// The folders, in the order in which they are looked through; usual ones need not be there.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|folder| folder.path.as_path())
    }

    /// Why usual folders are passed over although they may be there.
    pub fn passed_over(&self) -> impl Iterator<Item = FolderError> {
        let usual = self.folders.iter().filter(|folder| folder.is_usual);
        let failed = usual.filter_map(|folder| look_into(&folder.path).err());
        failed.filter(|error| !is_not_there(error))
    }

    /// Every place where a playbook with this id stands: first the one that [`Library::find`] takes,
    /// then those that it hides.
    pub fn origins(&self, id: &str) -> Vec<Origin> {
        if !is_playbook_id(id) {
            return Vec::new();
        }
        let file = format!("{id}.{EXTENSION}");
        let mut seen: Vec<PathBuf> = Vec::new();
        let mut origins = Vec::new();
        let with_it = self.folders.iter().filter(|folder| matches!(folder.has(&file), Ok(true)));
        for path in with_it.map(|folder| folder.path.join(&file)) {
            // A folder that is named twice hides nothing of itself.
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            if !seen.contains(&real) {
                seen.push(real);
                origins.push(Origin::File(path));
            }
        }
        origins.extend(shipped::text(&file).map(|_| Origin::Shipped));
        origins
    }

    fn unknown(&self, name: &str) -> UnknownPlaybook {
        let known = self.names();
        let here = format!("./{name}.{EXTENSION}");
        let meant = if is_playbook_id(name) && Path::new(&here).is_file() {
            Some(here)
        } else {
            nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
        };
        let folders = self.folders.iter().map(|folder| folder.path.clone());
        let looked =
            |folder: &PathBuf| look_into(folder).err().is_none_or(|error| is_not_there(&error));
        let folders = folders.filter(looked).collect();
        UnknownPlaybook { name: name.to_owned(), meant, known, folders }
    }
}

impl PlaybookFolder {
    fn of_person(path: PathBuf) -> Self {
        Self { path, named_in: None, is_usual: false }
    }

    /// Whether a file stands in it, or a link that is called so.
    fn has(&self, file: &str) -> Result<bool, FolderError> {
        match look_into(&self.path) {
            Ok(()) => Ok(self.path.join(file).symlink_metadata().is_ok()),
            Err(_) if self.is_usual => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn read(&self, file: &str) -> Result<SourceFile, ReadError> {
        let path = self.path.join(file);
        match &self.named_in {
            Some(folder) => read_within(folder, &path),
            None => read_file(&path),
        }
    }
}

impl fmt::Display for UnknownPlaybook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no playbook {}", quoted(&self.name))?;
        if let Some(meant) = &self.meant {
            write!(formatter, ", did you mean {}?", quoted(meant))?;
        }
        if !self.known.is_empty() {
            write!(formatter, "\n  there are: {}", self.known.join(", "))?;
        }
        let folders = self.folders.iter().map(|folder| escaped(&folder.to_string_lossy()));
        let places: Vec<String> = folders.chain(["the shipped playbooks".to_owned()]).collect();
        write!(formatter, "\n  looked in: {}", places.join(", "))
    }
}

/// Whether a name is a path rather than an id.
pub fn is_path(name: &str) -> bool {
    name.contains(is_separator) || name.ends_with(".yaml") || name.ends_with(".yml")
}

/// `coach/playbooks` where the system keeps a user's data.
fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("coach").join("playbooks"))
}

fn is_not_there(error: &FolderError) -> bool {
    matches!(error, FolderError::Missing { .. } | FolderError::NoFolder { .. })
}

/// The files in a folder; none where it can't be read.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = entries_of(folder).into_iter().flatten();
    entries.filter(|path| path.is_file()).collect()
}

/// The id that a file's name gives it; a playbook's cases, `ID.test.yaml`, have none.
fn id_of(path: &Path) -> Option<String> {
    let id = path.file_name()?.to_str()?.strip_suffix(EXTENSION)?.strip_suffix('.')?;
    is_playbook_id(id).then(|| id.to_owned())
}
