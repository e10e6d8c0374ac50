//! Reading a file's text: bounded, checked to be UTF-8, with errors that say what to do.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::{MAX_BYTES, SourceFile};
use crate::text::characters::escaped;

/// More than most files have, so that one reading takes them in.
const USUAL_BYTES: usize = 32 * 1024;

/// Why a file's text can't be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no file `{}`", escaped(.name))]
    Missing {
        /// The file.
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
    /// Too long to be written by hand.
    #[error("`{}` is larger than 1 MiB, the most that is read", escaped(.name))]
    TooLarge {
        /// The file.
        name: String,
    },
    /// A byte that is not part of UTF-8 text.
    #[error("`{}` is not UTF-8 text: {fault} on line {line}; save it as UTF-8", escaped(.name))]
    NotText {
        /// The file.
        name: String,
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        fault: String,
    },
    /// The same in a file of which nothing may be told.
    #[error("`{}` is not UTF-8 text", escaped(.name))]
    NotTextElsewhere {
        /// The file.
        name: String,
    },
    /// A device, a pipe or the like, where a file is needed.
    #[error("`{}` is no plain file", escaped(.name))]
    NoFile {
        /// What is there.
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

/// Reads a file.
///
/// # Errors
/// It is not there, not a file, not readable, too large or not UTF-8.
pub fn read_file(path: &Path) -> Result<SourceFile, ReadError> {
    let name = path.to_string_lossy().into_owned();
    if path.is_dir() {
        return Err(ReadError::Folder { name });
    }
    match File::open(path) {
        Ok(file) => read_from(name, file),
        Err(error) => Err(ReadError::of_system(name, error)),
    }
}

/// Reads what comes, standard input for example, under a name.
///
/// # Errors
/// It can't be read, is too large or not UTF-8.
pub fn read_from(name: impl Into<String>, reader: impl Read) -> Result<SourceFile, ReadError> {
    let name = name.into();
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => decode(name, bytes),
        Err(error) => Err(ReadError::of_system(name, error)),
    }
}

/// The text in these bytes, without a byte-order mark, under a name.
///
/// # Errors
/// There are too many, or they are not UTF-8.
pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<SourceFile, ReadError> {
    let name = name.into();
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge { name });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let (place, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            let line = bytes.iter().take(place).filter(|byte| **byte == b'\n').count() + 1;
            let fault = match bytes {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "a byte-order mark of UTF-16".to_owned(),
                _ => format!("the byte 0x{:02x}", bytes.get(place).copied().unwrap_or_default()),
            };
            Err(ReadError::NotText { name, line, fault })
        }
    }
}

impl ReadError {
    /// What an error of the system means for who wants to read a file.
    pub(crate) fn of_system(name: String, error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing { name },
            ErrorKind::IsADirectory => Self::Folder { name },
            ErrorKind::PermissionDenied => Self::Forbidden { name },
            _ => Self::Other { name, source: error },
        }
    }
}
