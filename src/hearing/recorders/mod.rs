//! What recorders write as JSON: a list of pieces, each with words, who said them, and when.
//!
//! Their formats differ in names alone, and change; so they are told by these names, not by their maker.
//! A piece is a map with words in it. The pieces are the first list of such maps that is found from the
//! top, under the names that lists of them have.

mod entries;
mod json;
mod lists;
mod names;
mod pieces;
mod times;
mod vcon;
mod voices;

use jiff::civil::Date;

use super::transcript::{SourceError, SourceFormat, Turn};
use json::Json;
pub(super) use json::is_json;
use lists::MOST_LEVELS;
use names::{DAYS, WITHIN};
use pieces::Pieces;

/// Whether it is a vCon, also one that is signed or encrypted and can't be read.
pub(super) fn is_vcon(text: &str) -> bool {
    // What every one of them has, sealed in one way or the other, or not.
    const SIGNS: [&[&str]; 4] =
        [&["vcon"], &["parties", "dialog"], &["ciphertext"], &["payload", "signatures"]];
    let has = |root: &Json<'_>, keys: &[&str]| keys.iter().all(|key| root.get(key).is_some());
    Json::of(text).is_ok_and(|root| SIGNS.iter().any(|keys| has(&root, keys)))
}

/// The turns of a talk and its day.
pub(super) fn read(
    text: &str,
    format: SourceFormat,
) -> Result<(Vec<Turn>, Option<Date>), SourceError> {
    let root = Json::of(text)?;
    if format == SourceFormat::VCon {
        return vcon::read(&root);
    }
    let turns = turns_in(&root).ok_or_else(|| {
        SourceError::of(
            "no words are found in it; a transcript is a list of pieces with `speaker` and `text`",
        )
    })?;
    Ok((turns, day_in(&root)))
}

/// The turns of the list that a recorder's JSON holds.
fn turns_in(root: &Json<'_>) -> Option<Vec<Turn>> {
    let pieces = Pieces::of(root)?;
    Some(pieces.turns(&names::speakers_in(root, MOST_LEVELS)))
}

/// The day on which a talk was, where it is told.
fn day_in(root: &Json<'_>) -> Option<Date> {
    let mut level = vec![root.clone()];
    for _ in 0..3 {
        let told = level.iter().flat_map(|value| DAYS.iter().filter_map(|name| value.get(name)));
        if let Some(day) = told.filter_map(|value| json::day_of(&value)).next() {
            return Some(day);
        }
        let below = level.iter().flat_map(|value| WITHIN.iter().filter_map(|name| value.get(name)));
        level = below.filter(Json::is_map).collect();
    }
    None
}
