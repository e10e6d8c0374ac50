//! Reading a file's text: bounded, checked to be UTF-8, with errors that say what to do.

use std::error::Error;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::file::{MAX_BYTES, SourceFile};
use super::files_read::{note_read, note_standard_input_read};
use super::finding::Finding;
use super::nearest::nearest;
use crate::text::characters::escaped;

/// More than most files have, so that one reading takes them in.
const USUAL_BYTES: usize = 32 * 1024;

/// What a text from standard input is called.
pub const STANDARD_INPUT: &str = "<standard input>";

/// What the system says where a process, or all of them, has too many files open: on Unix `EMFILE`
/// and `ENFILE`, on Windows `ERROR_TOO_MANY_OPEN_FILES`.
const TOO_MANY_FILES: &[i32] = if cfg!(windows) { &[4] } else { &[24, 23] };

/// The endings of files that are read here, the longer ones first.
const ENDINGS: [&str; 8] =
    [".deal.yaml", ".deal.yml", ".test.yaml", ".test.yml", ".map.yaml", ".yaml", ".yml", ".json"];

/// How many files of a folder are looked at for one of nearly the same name; a message may not take
/// long.
const MOST_NEIGHBOURS: usize = 10_000;

/// Why a file's text can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no file `{}`{}", escaped(.name), did_you_mean(.meant.as_deref()))]
    Missing {
        /// The file.
        name: String,
        /// A file beside it of nearly the same name.
        meant: Option<String>,
    },
    /// A link stands there, and what it leads to is gone.
    #[error("{}", leads_nowhere(.name))]
    LeadsNowhere {
        /// The link.
        name: String,
    },
    /// A folder stands there.
    #[error("`{}` is a folder; name a file in it", escaped(.name))]
    Folder {
        /// The folder.
        name: String,
    },
    /// The system does not let us.
    #[error("no permission to read `{}`; allow it for your user, or copy the file", escaped(.name))]
    Forbidden {
        /// The file.
        name: String,
    },
    /// A device, a pipe or the like, where a file is needed.
    #[error("`{}` is no plain file", escaped(.name))]
    NoFile {
        /// What is there.
        name: String,
    },
    /// More than is read.
    #[error("`{}` is larger than {most} MiB, the most that is read", escaped(.name))]
    TooLarge {
        /// The file.
        name: String,
        /// The most that is read, in MiB.
        most: u64,
    },
    /// A path that a file names leads out of the folder that it may lead to.
    #[error("`{}` leads out of the folder of the deal, so it is not read", escaped(.name))]
    LeadsOut {
        /// The path.
        name: String,
    },
    /// Too many files are open.
    #[error(
        "cannot read `{}`: too many files are open at once; raise the limit (`ulimit -n`)",
        escaped(.name)
    )]
    TooManyFiles {
        /// The file.
        name: String,
    },
    /// Anything else.
    #[error("cannot read `{}`", escaped(.name))]
    Other {
        /// The file.
        name: String,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Reads a file. One that is no UTF-8, or too large, comes with its [fault](SourceFile::fault).
///
/// # Errors
/// It is not there, not a file, or not readable.
pub fn read_file(path: &Path) -> Result<SourceFile, ReadError> {
    let name = path.to_string_lossy().into_owned();
    if path.is_dir() {
        return Err(ReadError::Folder { name });
    }
    match File::open(path).map_err(|error| ReadError::of_system(name.clone(), error)) {
        Ok(file) => {
            note_read(path);
            read_from(name, file)
        }
        Err(ReadError::Missing { name, .. }) => {
            Err(ReadError::Missing { name, meant: near_file(path) })
        }
        Err(error) => Err(error),
    }
}

/// Reads standard input.
///
/// # Errors
/// It can't be read.
pub fn read_standard_input() -> Result<SourceFile, ReadError> {
    note_standard_input_read();
    read_from(STANDARD_INPUT, io::stdin().lock())
}

/// Whether an error says that too many files are open, be it the system's own or around it.
pub(crate) fn is_too_many_files(error: &io::Error) -> bool {
    let mut of_system = causes_of(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    of_system.any(|error| error.raw_os_error().is_some_and(|code| TOO_MANY_FILES.contains(&code)))
}

/// An error, and all that it is because of.
pub(super) fn causes_of(error: &io::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let first: &(dyn Error + 'static) = error;
    std::iter::successors(Some(first), |&error| error.source())
}

/// Reads what comes under a name.
///
/// # Errors
/// It can't be read.
pub fn read_from(name: impl Into<String>, reader: impl Read) -> Result<SourceFile, ReadError> {
    let name = name.into();
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => Ok(decode(name, bytes)),
        Err(error) => Err(ReadError::of_system(name, error)),
    }
}

/// The text in these bytes, without a byte-order mark, under a name. What is not UTF-8, or too much,
/// is its [fault](SourceFile::fault).
pub fn decode(name: impl Into<String>, mut bytes: Vec<u8>) -> SourceFile {
    let name = name.into();
    if bytes.len() as u64 > MAX_BYTES {
        bytes.truncate(MAX_BYTES as usize);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return SourceFile::faulty(name, text.clone(), too_large(&text));
    }
    match String::from_utf8(bytes) {
        Ok(text) => SourceFile::new(name, text),
        Err(error) => {
            let fault = not_text(error.as_bytes(), error.utf8_error().valid_up_to());
            SourceFile::faulty(name, String::from_utf8_lossy(error.as_bytes()).into_owned(), fault)
        }
    }
}

/// More than is read, found where the limit is passed.
pub(crate) fn too_large(text: &str) -> Finding {
    let mut limit = text.len().min(MAX_BYTES as usize);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let message = "the file is larger than 1 MiB, the most that is read";
    Finding::error(limit..limit, message).label("this far it would be read")
}

/// A byte that no UTF-8 has there; as many bytes stand before it in the text that is shown.
fn not_text(bytes: &[u8], place: usize) -> Finding {
    let fault = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "a byte-order mark of UTF-16".to_owned(),
        _ => format!("the byte 0x{:02x}", bytes.get(place).copied().unwrap_or_default()),
    };
    let shown = place..place + char::REPLACEMENT_CHARACTER.len_utf8();
    Finding::error(shown, format!("not UTF-8 text: {fault} stands here")).help("save it as UTF-8")
}

impl ReadError {
    /// The same of a file that is called otherwise where it is spoken of, with nothing beside it told.
    pub(super) fn of(self, name: &str) -> Self {
        let name = name.to_owned();
        match self {
            Self::Missing { .. } => Self::Missing { name, meant: None },
            Self::LeadsNowhere { .. } => Self::LeadsNowhere { name },
            Self::Folder { .. } => Self::Folder { name },
            Self::Forbidden { .. } => Self::Forbidden { name },
            Self::NoFile { .. } => Self::NoFile { name },
            Self::TooLarge { most, .. } => Self::TooLarge { name, most },
            Self::LeadsOut { .. } => Self::LeadsOut { name },
            Self::TooManyFiles { .. } => Self::TooManyFiles { name },
            Self::Other { source, .. } => Self::Other { name, source },
        }
    }

    /// What an error of the system means for who wants to read a file.
    pub(crate) fn of_system(name: String, error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound if Path::new(&name).is_symlink() => Self::LeadsNowhere { name },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing { name, meant: None },
            ErrorKind::IsADirectory => Self::Folder { name },
            ErrorKind::PermissionDenied => Self::Forbidden { name },
            _ if is_too_many_files(&error) => Self::TooManyFiles { name },
            _ => Self::Other { name, source: error },
        }
    }
}

/// A file of nearly the same name, in the folder in which a file is missing; or the one of just this
/// name, with an ending that was left away or spelt in another way.
pub(crate) fn near_file(missing: &Path) -> Option<String> {
    let name = missing.file_name()?.to_str()?;
    let folder = missing.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.take(MOST_NEIGHBOURS).filter_map(|entry| {
        let entry = entry.ok().filter(|entry| entry.path().is_file())?;
        entry.file_name().into_string().ok()
    });
    let names: Vec<String> = names.collect();
    let meant = of_other_ending(name, &names).or_else(|| of_near_stem(name, &names))?;
    Some(match folder {
        Some(folder) => folder.join(meant).to_string_lossy().into_owned(),
        None => meant,
    })
}

/// The one file that differs from a name in its ending alone: `.yml` in place of `.yaml`, or any
/// ending where the name has none.
fn of_other_ending(name: &str, names: &[String]) -> Option<String> {
    let is_meant = |other: &&String| match (stem_and_ending(name), stem_and_ending(other)) {
        (None, Some((stem, _))) => stem == name,
        (Some((stem, ending)), Some((other, kind))) => {
            stem == other && ending != kind && spelt_out(ending) == spelt_out(kind)
        }
        (_, None) => false,
    };
    let mut meant = names.iter().filter(is_meant);
    let one = meant.next()?;
    meant.next().is_none().then(|| one.clone())
}

/// The file of the same ending whose name is nearest.
fn of_near_stem(name: &str, names: &[String]) -> Option<String> {
    let (stem, ending) = stem_and_ending(name)?;
    let stems = names.iter().filter_map(|name| stem_and_ending(name));
    let stems = stems.filter(|(_, other)| *other == ending).map(|(stem, _)| stem);
    Some(format!("{}{ending}", nearest(stem, stems)?))
}

fn spelt_out(ending: &str) -> String {
    ending.replace("yml", "yaml")
}

/// The name of a file without its ending, which all files of its kind have in common.
fn stem_and_ending(name: &str) -> Option<(&str, &str)> {
    let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending))?;
    Some((name.strip_suffix(ending)?, ending))
}

/// What to say of a link to what is not there.
pub(crate) fn leads_nowhere(link: &str) -> String {
    format!("`{}` is a link to what is not there; mend it, or take it away", escaped(link))
}

/// What to add to a message where something was probably meant.
pub(crate) fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| format!(", did you mean `{}`?", escaped(meant)))
}
