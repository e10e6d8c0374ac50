//! Writing into a file that can't be replaced, with a way back.
//!
//! Before the first byte is written, two files lie beside it, whole and on the disk: the new text,
//! and what the file held before. So whoever finds the file half written, after a crash for example,
//! can finish it.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::error::HalfWritten;

/// The end of the names of files that hold what another one held before.
const EXTENSION: &str = "coach-before";

/// Writes the new text into the file; the first file holds it, under that name.
///
/// # Errors
/// The system refuses. The file holds what it held before, or the error says where that is.
pub(super) fn write(new: &File, called: &Path, target: &Path) -> io::Result<()> {
    let (new_text, old_text) = (text_of(new)?, fs::read(target)?);
    let before = before(called);
    keep(&before, &old_text).inspect_err(|_| remove(&before))?;
    let Err(cause) = overwrite(target, &new_text) else {
        remove(&before);
        return Ok(());
    };
    if overwrite(target, &old_text).is_ok() {
        remove(&before);
        return Err(cause);
    }
    Err(io::Error::new(cause.kind(), HalfWritten { before, cause }))
}

/// Finishes what a process that is no more began to write into a file. Whatever else the file holds
/// by now is somebody's later work, and stays. `false` where it can't be finished now.
pub(super) fn finish(new: &File, called: &Path, target: &Path) -> bool {
    let before = before(called);
    let (Ok(old_text), Ok(new_text)) = (fs::read(&before), text_of(new)) else { return true };
    let is_half_written = fs::read(target).is_ok_and(|found| {
        found != old_text && found != new_text && is_between(&found, &old_text, &new_text)
    });
    if is_half_written && overwrite(target, &new_text).is_err() {
        return false;
    }
    remove(&before);
    true
}

/// Whether a text can be what stands in a file while one text is written over another: at every
/// place one of the two.
fn is_between(found: &[u8], old: &[u8], new: &[u8]) -> bool {
    let lengths = old.len().min(new.len())..=old.len().max(new.len());
    let is_of_one =
        |(place, byte): (usize, &u8)| [old, new].iter().any(|text| text.get(place) == Some(byte));
    lengths.contains(&found.len()) && found.iter().enumerate().all(is_of_one)
}

/// What a file held is for our eyes alone, as the file may be.
fn keep(before: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(before)?;
    file.write_all(text)?;
    file.sync_all()
}

fn overwrite(target: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).open(target)?;
    file.write_all(text)?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}

/// Read by the handle that has it locked: on Windows nobody else can.
fn text_of(mut file: &File) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut text)?;
    Ok(text)
}

fn before(called: &Path) -> PathBuf {
    called.with_extension(EXTENSION)
}

fn remove(path: &Path) {
    // What can't be removed harms nobody.
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::is_between;

    #[test]
    fn a_half_written_text_is_told_from_somebody_s_work() {
        let (old, new) = (b"users: 20\nprice: 5\n", b"users: 30..40\nprice: 5\n");
        for written in 0..=new.len() {
            let mut found = new[..written].to_vec();
            found.extend(old.iter().skip(written));
            assert!(is_between(&found, old, new), "{written}");
            assert!(is_between(&found, new, old), "{written}");
        }
        for found in [&b"users: 21\nprice: 5\n"[..], b"users: 20\n", b""] {
            assert!(!is_between(found, old, new), "{found:?}");
        }
    }
}
