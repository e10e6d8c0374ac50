//! Where the lines of a text begin, so that any number of places in it are found at once.

use super::finding::Span;

/// How many bytes lie between two counts of characters: few enough to be counted through for each
/// place, many enough for the counts to take no room.
const STRIDE: usize = 1024;

/// What ends a line.
const ENDS: &[char] = &['\n', '\r'];

/// The lines of a text, and how many characters stand before every `STRIDE`th byte. A line ends at
/// LF, at CR LF and at a CR alone: so YAML 1.2 has it, and so do editors.
///
/// A column is counted in characters, and a line may be as long as its file. So neither takes a
/// walk from the beginning: a file may hold as many findings as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// How many characters stand before each stride.
    characters: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_end = |place: usize| match bytes.get(place) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(place + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = text.match_indices(ENDS).map(|(place, _)| place).filter(|place| is_end(*place));
        let mut before = 0;
        let strides = bytes.chunks(STRIDE).map(|stride| {
            before += characters_in(stride);
            before
        });
        Self {
            starts: std::iter::once(0).chain(ends.map(|place| place + 1)).collect(),
            characters: std::iter::once(0).chain(strides).collect(),
        }
    }

    /// How many there are; the last may be empty.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte, counted from 0.
    pub fn number(&self, place: usize) -> usize {
        self.starts.partition_point(|start| *start <= place).saturating_sub(1)
    }

    /// The bytes of a line of the text, counted from 0, its end left out.
    pub fn span(&self, text: &str, number: usize) -> Span {
        let start = self.starts.get(number).copied().unwrap_or(text.len());
        let end = self.starts.get(number + 1).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(ENDS).len()
    }

    /// The line and the column of a byte of the text, both counted from 1, the column in characters.
    pub fn line_and_column(&self, text: &str, place: usize) -> (usize, usize) {
        let place = if text.is_char_boundary(place) { place } else { text.len() };
        let number = self.number(place);
        let start = self.starts.get(number).copied().unwrap_or_default();
        let column = self.characters_before(text, place) - self.characters_before(text, start);
        (number + 1, column + 1)
    }

    fn characters_before(&self, text: &str, place: usize) -> usize {
        let stride = place / STRIDE;
        let counted = self.characters.get(stride).copied().unwrap_or_default();
        let rest = text.as_bytes().get(stride * STRIDE..place).unwrap_or_default();
        counted + characters_in(rest)
    }
}

/// The end of the line that a place stands on, before its line break.
pub(crate) fn end_of_line(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or("");
    place + rest.find(ENDS).unwrap_or(rest.len())
}

/// The beginning of the line that a place stands on.
pub(crate) fn start_of_line(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or(text);
    before.rfind(ENDS).map_or(0, |line_break| line_break + 1)
}

/// The line break that a text has first.
pub(crate) fn line_break_of(text: &str) -> &'static str {
    match text.find(ENDS).and_then(|place| text.get(place..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// A text in which every line ends with `\n` alone; to YAML it is the same.
pub(crate) fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// How many characters start in these bytes.
fn characters_in(bytes: &[u8]) -> usize {
    const CONTINUES: u8 = 0b1000_0000;
    const MASK: u8 = 0b1100_0000;
    bytes.iter().filter(|byte| **byte & MASK != CONTINUES).count()
}

#[cfg(test)]
mod tests {
    use super::{Lines, STRIDE};

    #[test]
    fn each_kind_of_line_end_ends_one() {
        let text = "a\nb\r\nc\rd\r\r\n\ne";
        let lines = Lines::of(text);
        let of = |number| text.get(lines.span(text, number)).unwrap();
        assert_eq!(
            (0..lines.count()).map(of).collect::<Vec<_>>(),
            ["a", "b", "c", "d", "", "", "e"]
        );
        for (number, line) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let place = text.find(line).unwrap();
            assert_eq!(lines.line_and_column(text, place), (number + 1, 1), "{line}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let text = "für\rzwölf Ü";
        let place = text.find('Ü').unwrap();
        assert_eq!(Lines::of(text).line_and_column(text, place), (2, 7));
        assert_eq!(Lines::of(text).line_and_column(text, 1000), (2, 8));
    }

    #[test]
    fn places_are_those_that_a_walk_through_the_text_finds() {
        let long = "ü".repeat(STRIDE) + "語";
        let text = format!("ab\n\n{long}\r\n{long}{long}\nlast 語");
        let lines = Lines::of(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let walked = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            assert_eq!(lines.line_and_column(&text, offset), walked, "{offset}");
        }
        assert_eq!(lines.line_and_column(&text, text.len() + 5), (5, 7));
    }
}
