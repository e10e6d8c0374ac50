//! The canonical layout of a playbook's text: the keys in one order, two spaces to indent, long texts
//! folded at [`WIDTH`] columns, quotes only where YAML needs them, a blank line between stages.
//!
//! Comments stay where they are: those on lines of their own above the key that they stand above, those
//! behind something on its line. Maps and lists in brackets stay in brackets while they fit on a
//! line; stages, questions and rules never stand in them. Blank lines that an author put between keys
//! stay, several becoming one.

mod order;
mod pieces;
mod reader;
mod writer;

use super::load::load;
use crate::text::source::lines::{line_break_of, with_plain_line_ends};
use crate::text::source::{Findings, Rejected, SourceFile};
use crate::text::yaml::{self, Syntax};
pub use writer::WIDTH;

/// Why a playbook can't be laid out anew.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// It can't be read.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// Laid out anew it would mean something else, or a comment would be lost.
    #[error(
        "laying it out anew would change {0}, so it is left as it is; change its layout by hand"
    )]
    NotTheSame(&'static str),
    /// It is JSON, and would not be any more.
    #[error("it is JSON, which stays as it is; lay it out with a formatter for JSON")]
    Json,
}

/// A playbook's text in its canonical layout. That it means the same, and that every comment is
/// still there, is checked before it is handed out.
///
/// # Errors
/// The text is no sound playbook, or it can't be laid out anew without a change.
pub fn canonical(file: &SourceFile) -> Result<String, CanonicalError> {
    let before = load(file.clone())?;
    if yaml::syntax_of(&file.text) == Syntax::Json {
        return Err(CanonicalError::Json);
    }
    let line_break = line_break_of(&file.text);
    let file = &SourceFile::new(file.name.clone(), with_plain_line_ends(&file.text));
    let pieces = read(file).ok_or(CanonicalError::NotTheSame("its structure"))?;
    let laid_out = SourceFile::new(file.name.clone(), writer::write(pieces));
    if load(laid_out.clone()).ok().as_ref() != Some(&before) {
        return Err(CanonicalError::NotTheSame("its meaning"));
    }
    // Told from the words of the text, not from the pieces that it was written from.
    if comments(&laid_out) != comments(file) {
        return Err(CanonicalError::NotTheSame("its comments"));
    }
    Ok(laid_out.text.replace('\n', line_break))
}

/// The texts of all comments, sorted; `None` where the text is no YAML.
fn comments(file: &SourceFile) -> Option<Vec<&str>> {
    let root = yaml::parse(file, &Findings::new())?;
    let places = yaml::comments::comments(&file.text, &root).into_iter();
    let mut comments: Vec<&str> = places.filter_map(|place| file.text.get(place)).collect();
    comments.sort_unstable();
    Some(comments)
}

fn read(file: &SourceFile) -> Option<pieces::Pieces> {
    let root = yaml::parse(file, &Findings::new())?;
    Some(reader::read(&file.text, &root))
}
