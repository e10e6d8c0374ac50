//! Where the bytes of a table come from.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};

/// What a table is read from.
pub enum Source {
    /// A file, any part of which can be read at any time.
    File(File),
    /// What comes once, from its beginning to its end.
    Stream(Box<dyn Read + Send>),
}

impl Source {
    /// What was opened under a name: a pipe that has one comes once, too.
    pub fn of(file: File) -> Self {
        match file.metadata().is_ok_and(|about| about.is_file()) {
            true => Self::File(file),
            false => Self::Stream(Box::new(file)),
        }
    }

    /// All that was not read yet.
    pub(super) fn rest(self) -> Box<dyn Read + Send> {
        match self {
            Self::File(file) => Box::new(file),
            Self::Stream(stream) => stream,
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Stream(stream) => stream.read(buffer),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File(_) => "File",
            Self::Stream(_) => "Stream",
        })
    }
}
