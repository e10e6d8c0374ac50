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
use crate::text::source::{Findings, Rejected, SourceFile};
use crate::text::yaml;

/// The longest line, in columns, that a text or something in brackets may make.
pub const WIDTH: usize = 100;

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
}

/// A playbook's text in its canonical layout. That it means the same, and that every comment is
/// still there, is checked before it is handed out.
///
/// # Errors
/// The text is no sound playbook, or it can't be laid out anew without a change.
pub fn canonical(file: &SourceFile) -> Result<String, CanonicalError> {
    let before = load(file.clone())?;
    let pieces = read(file).ok_or(CanonicalError::NotTheSame("its structure"))?;
    let mut text = writer::write(pieces);
    if file.text.contains("\r\n") {
        text = text.replace('\n', "\r\n");
    }
    let laid_out = SourceFile::new(file.name.clone(), text.clone());
    if load(laid_out.clone()).ok().as_ref() != Some(&before) {
        return Err(CanonicalError::NotTheSame("its meaning"));
    }
    // The number of signs is counted too, so as not to trust one reading of the text alone.
    let signs = |text: &str| text.matches('#').count();
    if comments(&laid_out) != comments(file) || signs(&text) != signs(&file.text) {
        return Err(CanonicalError::NotTheSame("its comments"));
    }
    Ok(text)
}

/// The texts of all comments, sorted; `None` where the text is no YAML.
fn comments(file: &SourceFile) -> Option<Vec<String>> {
    let mut comments = read(file)?.comments();
    comments.sort_unstable();
    Some(comments)
}

fn read(file: &SourceFile) -> Option<pieces::Pieces> {
    let root = yaml::parse(file, &Findings::new())?;
    Some(reader::read(&file.text, &root))
}
