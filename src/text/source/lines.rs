//! Where the lines of a text begin.

use std::sync::OnceLock;

use super::Span;

/// The lines of a text. One ends at LF, at CR LF and at a CR alone: so YAML 1.2 has it, and so do
/// editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// Whether each character is one byte, so that columns need not be counted.
    is_ascii: bool,
}

/// What ends a line.
const ENDS: &[char] = &['\n', '\r'];

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
        let starts = std::iter::once(0).chain(ends.map(|place| place + 1)).collect();
        Self { starts, is_ascii: text.is_ascii() }
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
        let before = text.get(start..place).unwrap_or_default();
        let column = if self.is_ascii { before.len() } else { before.chars().count() };
        (number + 1, column + 1)
    }
}

/// The lines of a text, found when they are first asked for. They follow from the text, so they make
/// no difference between two.
#[derive(Debug, Clone, Default)]
pub(super) struct Known(OnceLock<Lines>);

impl Known {
    pub(super) fn of(&self, text: &str) -> &Lines {
        self.0.get_or_init(|| Lines::of(text))
    }
}

impl PartialEq for Known {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Known {}

#[cfg(test)]
mod tests {
    use super::Lines;

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
}
