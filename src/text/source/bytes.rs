//! Reading files larger than those that people write: what recorders make of a talk.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::files_read::note_read;
use super::read::{ReadError, near_file};
use super::repository::real;

const MIB: u64 = 1024 * 1024;

/// Reads what is in a file of at most so many MiB.
///
/// # Errors
/// It is not there, no plain file, larger, or not readable.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let name = path.to_string_lossy().into_owned();
    let of_system = |error| match ReadError::of_system(name.clone(), error) {
        ReadError::Missing { name, .. } => ReadError::Missing { name, meant: near_file(path) },
        error => error,
    };
    let metadata = path.metadata().map_err(of_system)?;
    if metadata.is_dir() {
        return Err(ReadError::Folder { name });
    }
    // A device or a pipe might never end.
    if !metadata.is_file() {
        return Err(ReadError::NoFile { name });
    }
    let file = File::open(path).map_err(of_system)?;
    note_read(path);
    let mut bytes = Vec::new();
    file.take(most * MIB + 1).read_to_end(&mut bytes).map_err(of_system)?;
    match bytes.len() as u64 > most * MIB {
        true => Err(ReadError::TooLarge { name, most }),
        false => Ok(bytes),
    }
}

/// The same of a file that another one names by a path from its folder. Whoever wrote that path may
/// not be who reads it: so it leads to a file in the folder or below, by links too, or nowhere.
///
/// # Errors
/// As [`read_bytes`], and where it leads out of the folder.
pub fn read_bytes_below(folder: &Path, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
    let name = || path.to_owned();
    let whole = folder.join(path);
    match (real(folder), whole.canonicalize()) {
        (Some(folder), Ok(found)) if found.starts_with(&folder) => {}
        (Some(_), Ok(_)) => return Err(ReadError::LeadsOut { name: name() }),
        (_, Err(error)) => return Err(ReadError::of_system(name(), error)),
        (None, _) => return Err(ReadError::Missing { name: name(), meant: None }),
    }
    read_bytes(&whole, most).map_err(|error| error.of(path))
}
