//! Where the lines of a text start, so that any number of places in it are found at once.

/// How many bytes lie between two counts of characters: few enough to be counted through for each
/// place, many enough for the counts to take no room.
const STRIDE: usize = 1024;

/// The lines of a text, and how many characters stand before every [`STRIDE`]th byte.
///
/// A column is counted in characters, and a line may be as long as its file. So neither takes a
/// walk from the beginning: a file may hold as many findings as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(place, _)| place + 1);
        let mut before = 0;
        let chunks = text.as_bytes().chunks(STRIDE).map(|chunk| {
            before += characters_in(chunk);
            before
        });
        Self {
            starts: std::iter::once(0).chain(ends).collect(),
            characters: std::iter::once(0).chain(chunks).collect(),
        }
    }

    /// Where a line starts, in bytes; `None` behind the last. Lines are counted from 0 here.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// The line on which a byte stands, counted from 0.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The line and the column of a byte of the text, both counted from 1.
    pub(super) fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.line_of(offset);
        let start = self.start(line).unwrap_or_default();
        let column = self.characters_before(text, offset) - self.characters_before(text, start);
        (line + 1, column + 1)
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let counted = self.characters.get(stride).copied().unwrap_or_default();
        let rest = text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        counted + characters_in(rest)
    }
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
        assert_eq!((lines.start(4), lines.start(5)), (Some(text.len() - 8), None));
    }
}
