//! The history as a page of text for the terminal.

use std::io::{self, Write};

use super::History;
use crate::report::brief::page::Page;
use crate::report::brief::text::write_page;
use crate::report::lines::fitting;

/// Writes a history, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(history: &History, width: usize, out: &mut dyn Write) -> io::Result<()> {
    write_page(&Page::history(history), fitting(width), out)
}
