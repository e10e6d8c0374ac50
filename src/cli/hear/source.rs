//! The source that is listened to: a file in the deal's folder or below.

use std::path::Path;

use anyhow::{Context, bail};
use jiff::civil::Date;

use crate::cli::inputs::today;
use crate::deal::{Passage, date_of, fault_of_line};
use crate::hearing::{MOST_MIB, Transcript};
use crate::text::characters::quoted_path;
use crate::text::source::file_id::folder_of;
use crate::text::source::read_bytes;

/// A source that was read.
#[derive(Debug)]
pub(in crate::cli) struct Source {
    /// What is said in it.
    pub(in crate::cli) transcript: Transcript,
    /// It, as seen from the deal's folder: what `at` names.
    pub(in crate::cli) file: String,
}

impl Source {
    /// Reads the source of a deal.
    pub(in crate::cli) fn open(path: &Path, deal: &Path) -> anyhow::Result<Self> {
        if path.as_os_str() == "-" {
            bail!("the source has to be a file, so that the deal can say where the words stand");
        }
        let bytes = read_bytes(path, MOST_MIB)?;
        let file = beside(path, deal)?;
        let transcript = Transcript::read(&file, &bytes)
            .with_context(|| format!("nothing can be heard in {}", quoted_path(path)))?;
        Ok(Self { transcript, file })
    }

    /// The day of the talk: as the source tells it, else as its name does, else today.
    pub(in crate::cli) fn day(&self) -> Date {
        let is_past = |day: &Date| *day <= today();
        let told = self.transcript.date.filter(is_past);
        told.or_else(|| day_in_name(&self.file).filter(is_past)).unwrap_or_else(today)
    }
}

/// The first day that a name holds: `calls/2026-11-03.vtt`.
fn day_in_name(file: &str) -> Option<Date> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let mut places = name.char_indices().map(|(place, _)| place);
    places.find_map(|place| date_of(name.get(place..place + 10)?))
}

/// A file as seen from a deal's folder, which it has to lie in, or below.
fn beside(path: &Path, deal: &Path) -> anyhow::Result<String> {
    let real = |path: &Path| {
        path.canonicalize().with_context(|| format!("cannot find {}", quoted_path(path)))
    };
    let (folder, file) = (real(folder_of(deal))?, real(path)?);
    let Ok(below) = file.strip_prefix(&folder) else {
        bail!(
            "{} does not lie in the deal's folder, {}, or below, so the deal can't say where the words stand; copy it there",
            quoted_path(path),
            quoted_path(folder_of(deal))
        );
    };
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let named = parts.map(|parts| parts.join("/")).filter(|named| can_be_told(named));
    named.with_context(|| {
        format!(
            "{} can't stand in a deal; call the file otherwise: on one line, without `#`, `:`, `\\`, hidden characters, and blanks at an end",
            quoted_path(path)
        )
    })
}

/// Whether a deal can name a file so that it is found again.
fn can_be_told(file: &str) -> bool {
    let is_plain = fault_of_line(file).is_none() && file.trim() == file;
    is_plain && !file.contains('#') && Passage::of(file).is_ok()
}
