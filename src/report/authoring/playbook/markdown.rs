//! A playbook as a page of Markdown, for a wiki or a pull request.

use std::io::{self, Write};

use super::page::{About, Drawing, draw};
use crate::playbook::Playbook;
use crate::report::markdown::{escaped, write_shortened};

/// Writes a playbook as Markdown.
///
/// # Errors
/// Where it can't be written.
pub fn write(playbook: &Playbook, out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |out| draw(playbook, &mut Markdown { out, is_in_list: false }))
}

/// A page of Markdown under way.
struct Markdown<'o> {
    out: &'o mut dyn Write,
    /// Whether a line of a list can follow at once: else an empty line stands before it.
    is_in_list: bool,
}

impl Drawing for Markdown<'_> {
    fn title(&mut self, title: &str, id: &str) -> io::Result<()> {
        writeln!(self.out, "# {} ({})", escaped(title), escaped(id))
    }

    fn words(&mut self, _about: About, words: &str) -> io::Result<()> {
        self.is_in_list = false;
        writeln!(self.out, "\n{}", escaped(words))
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        self.is_in_list = false;
        writeln!(self.out, "\n## {}", escaped(title))
    }

    fn gap(&mut self) -> io::Result<()> {
        self.is_in_list = false;
        Ok(())
    }

    fn entry(&mut self, id: &str, words: &str) -> io::Result<()> {
        self.line("", &format!("**{}**: {}", escaped(id), escaped(words)))
    }

    fn note(&mut self, about: About, name: &str, words: &str) -> io::Result<()> {
        let indent = match about {
            About::Playbook | About::Part => "",
            About::Entry => "  ",
        };
        let words = escaped(words);
        self.line(indent, format!("{}: {words}", escaped(name)).trim_end())
    }

    fn option(&mut self, id: &str, label: &str) -> io::Result<()> {
        self.line("    ", &format!("{} — {}", escaped(id), escaped(label)))
    }
}

impl Markdown<'_> {
    fn line(&mut self, indent: &str, line: &str) -> io::Result<()> {
        if !self.is_in_list {
            writeln!(self.out)?;
        }
        self.is_in_list = true;
        writeln!(self.out, "{indent}- {line}")
    }
}
