//! What a path for results leads to: a file, or a stream that is open already.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf, is_separator};

use crate::text::source::file_id::folder_of;

/// As many links as Linux follows from one to the next.
const MOST_LINKS: usize = 40;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file, be it there or not.
    File(Target),
    /// What is no file, or is open already.
    Stream(Stream),
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As the user calls it.
    pub named: PathBuf,
    /// Where it is, links followed.
    pub real: PathBuf,
}

/// What is written to, without being replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stream {
    /// Standard output, under whatever name.
    Output,
    /// Standard error.
    Error,
    /// A pipe, a device, or a stream with a number.
    Opened(PathBuf),
}

impl Target {
    /// A file that is where its name says.
    pub fn named(path: &Path) -> Self {
        Self { named: path.to_owned(), real: path.to_owned() }
    }

    /// Its folder, as the user would call it.
    pub fn folder(&self) -> &Path {
        let is_link = self.named.symlink_metadata().is_ok_and(|file| file.is_symlink());
        folder_of(if is_link { &self.real } else { &self.named })
    }
}

impl Place {
    /// What a path leads to. Links are followed, also to where nothing is yet.
    ///
    /// # Errors
    /// There is no folder for it, or links go round in a circle.
    pub fn of(named: &Path) -> io::Result<Self> {
        if named.as_os_str().is_empty() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "its name is empty"));
        }
        let mut path = named.to_owned();
        for _ in 0..MOST_LINKS {
            let is_folder = path.as_os_str().to_string_lossy().ends_with(is_separator);
            let Some(name) = path.file_name().filter(|_| !is_folder) else {
                return Err(ErrorKind::IsADirectory.into());
            };
            let folder = folder_of(&path).canonicalize()?;
            if let Some(stream) = numbered(&folder, name) {
                return Ok(Self::Stream(stream));
            }
            let here = folder.join(name);
            match here.read_link() {
                Ok(target) => path = folder.join(target),
                Err(_) if is_stream(&here) => return Ok(Self::Stream(Stream::Opened(here))),
                Err(_) => {
                    return Ok(Self::File(Target { named: named.to_owned(), real: here }));
                }
            }
        }
        Err(io::Error::new(ErrorKind::InvalidInput, "too many links, from one to the next"))
    }
}

impl Stream {
    /// Writes to it. A reader who stops reading is no error.
    pub(super) fn write(&self, text: &[u8]) -> io::Result<()> {
        let written = match self {
            Self::Output => write_to(&mut io::stdout().lock(), text),
            Self::Error => write_to(&mut io::stderr().lock(), text),
            // Whatever it is, what it holds already stays.
            Self::Opened(path) => File::options()
                .append(true)
                .open(path)
                .and_then(|mut file| write_to(&mut file, text)),
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }
}

fn write_to(out: &mut dyn Write, text: &[u8]) -> io::Result<()> {
    out.write_all(text)?;
    out.flush()
}

/// A stream of a process, by its number: the folder of its streams is `/dev/fd` or, on Linux, in
/// `/proc`.
fn numbered(folder: &Path, name: &OsStr) -> Option<Stream> {
    let number: u32 = name.to_str()?.parse().ok()?;
    let ours =
        [Path::new("/dev/fd"), Path::new("/proc/self/fd"), Path::new("/proc/thread-self/fd")];
    let is_ours = ours.iter().any(|own| own.canonicalize().is_ok_and(|own| own == folder));
    let is_of_another = folder.starts_with("/proc") && folder.ends_with("fd");
    match number {
        1 if is_ours => Some(Stream::Output),
        2 if is_ours => Some(Stream::Error),
        _ if is_ours || is_of_another => Some(Stream::Opened(folder.join(name))),
        _ => None,
    }
}

fn is_stream(path: &Path) -> bool {
    path.metadata().is_ok_and(|there| !there.is_file() && !there.is_dir())
}
