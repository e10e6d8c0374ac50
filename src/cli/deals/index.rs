//! Which files git tracks: the names in its index, read without git, so that nothing of a checkout
//! can make anything run.
//!
//! The index is as git describes it (`gitformat-index`), in its versions 2 to 4: a header, an entry
//! for each file, extensions, and a hash over all of it. Of an entry no more than its name is wanted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::source::repository::{GIT, repository_of};

/// The largest index that is read, in bytes: that of a million files.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// How many bytes of an entry stand before its hash: times, mode, owner and size.
const BEFORE_HASH: usize = 40;
/// The lengths of SHA-1 and SHA-256. Which of them it is stands in the repository's settings; only
/// with the right one does an index end where it should.
const HASHES: [usize; 2] = [20, 32];
/// The flag of an entry that has two more bytes of flags.
const EXTENDED: u16 = 0x4000;
/// Entries are filled up to a multiple of so many bytes, but in version 4.
const PADDING: usize = 8;
/// The extension that says that entries stand in another file.
const SPLIT: &[u8] = b"link";

/// The files below a folder that git tracks, as seen from there; none where there is no repository.
///
/// # Errors
/// The index can't be read.
pub(super) fn tracked_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let Some(root) = repository_of(folder) else { return Ok(Vec::new()) };
    let index = git_folder(&root)?.join("index");
    let size = match fs::metadata(&index) {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        // Nothing was ever added.
        _ => return Ok(Vec::new()),
    };
    let bytes = if size > MOST_BYTES { Vec::new() } else { fs::read(&index)? };
    let unread = || io::Error::from(io::ErrorKind::InvalidData);
    let names = HASHES.iter().find_map(|hash| names_in(&bytes, *hash)).ok_or_else(unread)?;
    let folder = folder.canonicalize()?;
    let below = folder.strip_prefix(&root).unwrap_or(Path::new(""));
    let paths = names.iter().filter_map(|name| std::str::from_utf8(name).ok()).map(Path::new);
    Ok(paths.filter_map(|path| Some(path.strip_prefix(below).ok()?.to_owned())).collect())
}

/// The folder of git itself: `.git`, or what the file `.git` of a worktree or a submodule names.
fn git_folder(root: &Path) -> io::Result<PathBuf> {
    let git = root.join(GIT);
    if git.is_dir() {
        return Ok(git);
    }
    let text = fs::read_to_string(&git)?;
    let named = text.strip_prefix("gitdir:").map(str::trim);
    named.map(|named| root.join(named)).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// The names in an index whose hashes are so long; `None` where it is none, or has some elsewhere.
fn names_in(bytes: &[u8], hash: usize) -> Option<Vec<Vec<u8>>> {
    let mut reader = Reader { rest: bytes.get(..bytes.len().checked_sub(hash)?)? };
    if reader.take(4)? != b"DIRC" {
        return None;
    }
    let version = reader.number()?;
    let count = reader.number()?;
    let mut names: Vec<Vec<u8>> = Vec::new();
    for _ in 0..count {
        let name = reader.name(version, hash, names.last())?;
        names.push(name);
    }
    while !reader.rest.is_empty() {
        let signature = reader.take(4)?;
        let length = reader.number()?;
        reader.take(usize::try_from(length).ok()?)?;
        if signature == SPLIT {
            return None;
        }
    }
    Some(names)
}

/// What of an index is still to come.
struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    /// Passes by an entry, and hands out its name.
    fn name(&mut self, version: u32, hash: usize, before: Option<&Vec<u8>>) -> Option<Vec<u8>> {
        let length = self.rest.len();
        self.take(BEFORE_HASH + hash)?;
        let flags = u16::from_be_bytes(self.take(2)?.try_into().ok()?);
        if flags & EXTENDED != 0 {
            self.take(2)?;
        }
        let mut name = match (version, before) {
            (2 | 3, _) => Vec::new(),
            (4, before) => self.beginning(before.map_or(&[][..], Vec::as_slice))?,
            _ => return None,
        };
        let end = self.rest.iter().position(|byte| *byte == 0)?;
        name.extend(self.take(end)?);
        self.take(1)?;
        if version != 4 {
            let used = length - self.rest.len();
            self.take(used.next_multiple_of(PADDING) - used)?;
        }
        Some(name)
    }

    /// What a name has in common with the one before: all but its last so many bytes.
    fn beginning(&mut self, before: &[u8]) -> Option<Vec<u8>> {
        let cut = self.variable_number()?;
        before.get(..before.len().checked_sub(cut)?).map(<[u8]>::to_vec)
    }

    /// A number in groups of seven bits, each but the last with the eighth set; as git packs offsets,
    /// a further group adds one more.
    fn variable_number(&mut self) -> Option<usize> {
        let mut byte = self.take(1)?.first().copied()?;
        let mut number = usize::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            byte = self.take(1)?.first().copied()?;
            number =
                number.checked_add(1)?.checked_mul(0x80)?.checked_add(usize::from(byte & 0x7f))?;
        }
        Some(number)
    }
}
