//! The sources that a deal quotes, read from its folder.

use std::path::Path;

use crate::deal::Deal;
use crate::hearing::{MOST_MIB, Sources, Transcript};
use crate::text::source::read_bytes_below;

/// What is said in the files that a deal quotes; a file that can't be read is no reason to stop.
pub(super) fn sources_of(deal: &Deal, folder: &Path) -> Sources {
    let mut sources = Sources::default();
    let quoted = deal.facts.all().filter(|fact| fact.quote.is_some());
    for file in quoted.filter_map(|fact| fact.at.as_ref()).map(|at| at.file()) {
        if !sources.has(file) {
            sources.take_in(file, read(folder, file));
        }
    }
    sources
}

fn read(folder: &Path, file: &str) -> Result<Transcript, String> {
    let bytes = read_bytes_below(folder, file, MOST_MIB).map_err(|error| error.to_string())?;
    Transcript::read(file, &bytes).map_err(|error| format!("`{file}`: {error}"))
}
