//! The brief as YAML: the object of [`super::json`], a document each.

use std::io::{self, Write};

use super::json::Layout;
use super::{Brief, json};
use crate::report::yaml::write_json_as_yaml;

/// Writes a brief as a document.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, out: &mut dyn Write) -> io::Result<()> {
    let mut object = Vec::new();
    json::write(brief, Layout::Line, &mut object)?;
    write_json_as_yaml(&object, out)
}

/// Writes the document that stands for a deal that can't be read.
///
/// # Errors
/// Where it can't be written.
pub fn write_unreadable(deal: &str, error: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut object = Vec::new();
    json::write_unreadable(deal, error, &mut object)?;
    write_json_as_yaml(&object, out)
}

/// Writes what each of several documents begins with.
///
/// # Errors
/// Where it can't be written.
pub fn write_start(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"---\n")
}
