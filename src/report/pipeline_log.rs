//! What `coach` prints as it is safe in the log of a pipeline, where a line may be a command.
//!
//! A runner reads what its steps print, on either stream. GitHub's takes a line that begins with
//! `::`, after blanks, for a command, and so `##[` wherever it stands (`ActionCommand.cs` of
//! actions/runner); to that of Azure `##vso[` is one, to TeamCity `##teamcity[`. Texts of files
//! come from people who may do less than the pipeline may.

use std::io::{self, Write};

/// What a character is written as where it must not stand as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Words for people: with a backslash before it.
    Text,
    /// JSON, and YAML that has such texts in double quotes: as an escape, which means the same.
    Json,
    /// XML: as a reference, which means the same.
    Xml,
    /// Nothing is changed: there is no pipeline, or commands are what is meant, and all that comes
    /// from files is encoded in them.
    AsIs,
}

/// Hands on what is written, with nothing in it that a pipeline takes for a command.
#[derive(Debug)]
pub struct WithoutCommands<W> {
    inner: W,
    syntax: Syntax,
    line: Line,
    mark: Mark,
    escape: Escape,
}

/// How far an escape sequence got that colours, which takes no room on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Begun,
    /// Its numbers follow.
    Numbers,
}

/// How far a line got towards `::`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing but blanks.
    Blank,
    /// One colon.
    Colon,
    /// It is no command any more.
    Begun,
}

/// How far it is towards `##[`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Hash,
    /// `##`, and letters perhaps.
    Hashes,
}

impl<W: Write> WithoutCommands<W> {
    /// Hands on to another writer what is in a syntax.
    pub fn new(inner: W, syntax: Syntax) -> Self {
        Self { inner, syntax, line: Line::Blank, mark: Mark::None, escape: Escape::None }
    }

    /// The writer that it hands on to.
    pub fn into_inner(self) -> W {
        self.inner
    }

    fn push(&mut self, character: char, safe: &mut String) {
        let escape = self.escape;
        self.escape = match (escape, character) {
            (_, '\u{1b}') => Escape::Begun,
            (Escape::Begun, '[') | (Escape::Numbers, '0'..='9' | ';') => Escape::Numbers,
            _ => Escape::None,
        };
        let ends = escape == Escape::Numbers && character.is_ascii_alphabetic();
        if self.escape != Escape::None || ends {
            return safe.push(character);
        }
        let ends_command = match character {
            ':' => self.line == Line::Colon,
            '[' => self.mark == Mark::Hashes,
            _ => false,
        };
        self.line = match (self.line, character) {
            (_, '\n' | '\r') => Line::Blank,
            (Line::Blank, blank) if blank.is_whitespace() => Line::Blank,
            (Line::Blank, ':') => Line::Colon,
            _ => Line::Begun,
        };
        self.mark = match (self.mark, character) {
            (Mark::None, '#') => Mark::Hash,
            (Mark::Hash | Mark::Hashes, '#') => Mark::Hashes,
            (Mark::Hashes, letter) if letter.is_ascii_alphabetic() => Mark::Hashes,
            _ => Mark::None,
        };
        match self.syntax {
            _ if !ends_command => safe.push(character),
            // Nothing comes here as it is.
            Syntax::AsIs => safe.push(character),
            Syntax::Text => safe.extend(['\\', character]),
            Syntax::Json => safe.push_str(&format!("\\u{:04x}", u32::from(character))),
            Syntax::Xml => safe.push_str(&format!("&#{};", u32::from(character))),
        }
    }
}

impl<W: Write> Write for WithoutCommands<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.syntax == Syntax::AsIs {
            return self.inner.write(bytes);
        }
        let mut safe = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            chunk.valid().chars().for_each(|character| self.push(character, &mut safe));
            if !chunk.invalid().is_empty() {
                self.inner.write_all(safe.as_bytes())?;
                self.inner.write_all(chunk.invalid())?;
                safe.clear();
                self.line = Line::Begun;
            }
        }
        self.inner.write_all(safe.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Syntax, WithoutCommands};

    fn written(syntax: Syntax, pieces: &[&str]) -> String {
        let mut out = WithoutCommands::new(Vec::new(), syntax);
        pieces.iter().for_each(|piece| out.write_all(piece.as_bytes()).unwrap());
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn what_would_be_a_command_is_broken() {
        let text = |text| written(Syntax::Text, &[text]);
        assert_eq!(text("::error::a::b\n"), ":\\:error::a::b\n");
        assert_eq!(text("a\r \u{3000}\t::error::\n"), "a\r \u{3000}\t:\\:error::\n");
        assert_eq!(text("\u{1b}[1m::error::\u{1b}[0m"), "\u{1b}[1m:\\:error::\u{1b}[0m");
        assert_eq!(
            text("a ##[add-mask]b ###vso[c ##teamcity[d"),
            "a ##\\[add-mask]b ###vso\\[c ##teamcity\\[d"
        );
        for harmless in ["a ::b", "#[a]", "## [a]", "## a", ": :a", "a:\n:b", "\u{1b}[1ma::b"] {
            assert_eq!(text(harmless), harmless);
        }
        assert_eq!(
            written(Syntax::Text, &["a\n", " ", ":", ":b #", "#", "[c"]),
            "a\n :\\:b ##\\[c"
        );
        assert_eq!(written(Syntax::Json, &["\"##[a\""]), "\"##\\u005ba\"");
        assert_eq!(written(Syntax::Xml, &["<a>\n::b ##[</a>"]), "<a>\n:&#58;b ##&#91;</a>");
        assert_eq!(written(Syntax::AsIs, &["::error::##[a"]), "::error::##[a");
    }
}
