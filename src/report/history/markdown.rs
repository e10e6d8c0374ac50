//! The history as Markdown, for a CRM note or a pull request.

use std::io::{self, Write};

use super::History;
use crate::report::brief::markdown::write_page;
use crate::report::brief::page::Page;
use crate::report::markdown::write_shortened;

/// Writes a history as Markdown.
///
/// # Errors
/// Where it can't be written.
pub fn write(history: &History, out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |page| write_page(&Page::history(history), page))
}
