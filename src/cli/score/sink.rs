//! Where lines about rows go, as they come: to standard output, or to a file that stands there whole
//! once all of them are in it.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::NamedTempFile;

use crate::cli::output::{Destination, is_in_pipeline};
use crate::report::plain::clean;
use crate::text::characters::quoted_path;
use crate::text::source::file_id::folder_of;
use crate::text::source::files_read::standard_output_was_read;

/// Where lines go.
pub(super) enum Sink {
    /// To whatever reads standard output, as they are.
    Stream(io::Stdout),
    /// To a person, or to a runner that takes lines for commands: with nothing in them that is more than
    /// a text.
    Screen(io::Stdout),
    /// To a file.
    File(BufWriter<NamedTempFile>, PathBuf),
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
                false => Self::Stream(io::stdout()),
            });
        };
        let beside = NamedTempFile::new_in(folder_of(path));
        let beside = beside.with_context(|| format!("cannot write {}", quoted_path(path)))?;
        Ok(Self::File(BufWriter::new(beside), path.to_owned()))
    }

    /// Hands on whole lines; `false` once nobody reads them any more.
    pub(super) fn put(&mut self, lines: &[u8]) -> anyhow::Result<bool> {
        let written = match self {
            Self::Stream(out) => out.lock().write_all(lines),
            Self::Screen(out) => {
                out.lock().write_all(clean(&String::from_utf8_lossy(lines)).as_bytes())
            }
            Self::File(file, _) => file.write_all(lines),
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            written => written.map(|()| true).context("cannot write what was scored"),
        }
    }

    /// All is written.
    pub(super) fn close(self) -> anyhow::Result<()> {
        match self {
            Self::Stream(mut out) | Self::Screen(mut out) => match out.flush() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
                _ => Ok(()),
            },
            Self::File(file, path) => {
                let context = || format!("cannot write {}", quoted_path(&path));
                let file = file.into_inner().map_err(io::IntoInnerError::into_error);
                file.with_context(context)?.persist(&path).with_context(context)?;
                Ok(())
            }
        }
    }
}
