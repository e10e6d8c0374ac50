//! A playbook as a page of text.

use std::io::{self, Write};

use super::page::{About, Drawing, draw};
use crate::playbook::Playbook;
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::text::styles::{Role, styled};

/// Writes a playbook, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(playbook: &Playbook, width: usize, out: &mut dyn Write) -> io::Result<()> {
    draw(playbook, &mut Text { width: fitting(width), out })
}

/// A page of text under way.
struct Text<'o> {
    width: usize,
    out: &'o mut dyn Write,
}

impl Drawing for Text<'_> {
    fn title(&mut self, title: &str, id: &str) -> io::Result<()> {
        self.wrapped(&format!("{} ({id})", styled(&one_line(title), Role::Heading)), "", "")
    }

    fn words(&mut self, about: About, words: &str) -> io::Result<()> {
        let indent = indent_of(about);
        self.wrapped(&one_line(words), indent, indent)
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.wrapped(&styled(&one_line(title), Role::Heading), "", "  ")
    }

    fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn entry(&mut self, id: &str, words: &str) -> io::Result<()> {
        let id = styled(&format!("{id}:"), Role::Name);
        self.wrapped(&format!("{id} {}", one_line(words)), "  ", "    ")
    }

    fn note(&mut self, about: About, name: &str, words: &str) -> io::Result<()> {
        let name = styled(&format!("{name}:"), Role::Note);
        let indent = indent_of(about);
        let line = format!("{name} {}", one_line(words));
        self.wrapped(line.trim_end(), indent, &format!("{indent}  "))
    }

    fn option(&mut self, id: &str, label: &str) -> io::Result<()> {
        let id = styled(id, Role::Name);
        self.wrapped(&format!("{id} — {}", one_line(label)), "      ", "        ")
    }
}

impl Text<'_> {
    fn wrapped(&mut self, words: &str, first: &str, rest: &str) -> io::Result<()> {
        write_wrapped(words, first, rest, self.width, self.out)
    }
}

fn indent_of(about: About) -> &'static str {
    match about {
        About::Playbook => "",
        About::Part => "  ",
        About::Entry => "    ",
    }
}
