//! Where lines about rows go, as they come: to standard output, or to a file that stands there whole
//! once all of them are in it.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::output::{Destination, is_in_pipeline};
use crate::report::plain::clean;
use crate::text::saving::{Growing, Place, overwrite};
use crate::text::source::files_read::standard_output_was_read;

/// Where lines go.
pub(super) enum Sink {
    /// To whatever reads standard output, as they are.
    Output(io::Stdout),
    /// To a person, or to a runner that takes lines for commands: with nothing in them that is more than
    /// a text.
    Screen(io::Stdout),
    /// To a pipe or the like that has a name, at one go: who opens it again is another writer.
    Named(PathBuf, Vec<u8>),
    /// To a file.
    File(Growing),
}

impl Sink {
    /// Opens what is named.
    pub(super) fn to(named: Option<&Path>) -> anyhow::Result<Self> {
        let destination = Destination::of(named);
        destination.refuse_what_is_to_stay()?;
        let Some(path) = destination.path() else {
            if standard_output_was_read() {
                bail!("standard output goes to a file that is read here; write to another one");
            }
            let is_looked_at = io::stdout().is_terminal() || is_in_pipeline();
            return Ok(match is_looked_at {
                true => Self::Screen(io::stdout()),
                false => Self::Output(io::stdout()),
            });
        };
        match Place::of(path) {
            Ok(Place::Stream(_)) => Ok(Self::Named(path.to_owned(), Vec::new())),
            _ => Ok(Self::File(Growing::over(path)?)),
        }
    }

    /// Whether it is for a person, or for a runner that takes lines for commands.
    #[cfg(feature = "parquet")]
    pub(super) fn is_looked_at(&self) -> bool {
        matches!(self, Self::Screen(_))
    }

    /// Hands on whole lines; `false` once nobody reads them any more.
    pub(super) fn put(&mut self, lines: &[u8]) -> anyhow::Result<bool> {
        let written = match self {
            Self::Output(out) => out.lock().write_all(lines),
            Self::Screen(out) => {
                out.lock().write_all(clean(&String::from_utf8_lossy(lines)).as_bytes())
            }
            Self::Named(_, all) => all.write_all(lines),
            Self::File(file) => return Ok(file.add(lines).map(|()| true)?),
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            written => written.map(|()| true).context("cannot write what was scored"),
        }
    }

    /// All is written.
    pub(super) fn close(self) -> anyhow::Result<()> {
        match self {
            Self::Output(mut out) | Self::Screen(mut out) => match out.flush() {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
                _ => Ok(()),
            },
            Self::Named(path, all) => Ok(overwrite(&path, &all)?),
            Self::File(file) => Ok(file.put()?),
        }
    }
}
