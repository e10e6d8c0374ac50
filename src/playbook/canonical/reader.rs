//! From a text and its tree to pieces with their comments, in one way through the text.

use super::pieces::{Comment, Piece, PieceId, Pieces, ROOT, Shape, Trailing};
use crate::text::source::lines::end_of_line;
use crate::text::yaml::writing::scalar;
use crate::text::yaml::{Entry, Node, Scalar, Value};

/// The pieces of a text that makes this tree.
pub(super) fn read(text: &str, root: &Node) -> Pieces {
    let mut pieces = Pieces::default();
    pieces.add(Piece::new(None, ROOT));
    let mut reader =
        Reader { text, at: 0, waiting: Vec::new(), pieces, last: ROOT, last_end: None };
    reader.value(ROOT, root);
    reader.gap(text.len());
    reader.place_tails(None);
    // Of a text without a key, or with comments before the first of its brackets.
    let rest = std::mem::take(&mut reader.waiting);
    reader.pieces.get_mut(ROOT).tail.extend(rest);
    reader.pieces
}

struct Reader<'t> {
    text: &'t str,
    /// Up to where the text is read.
    at: usize,
    /// Comments on lines of their own that wait for what they stand above.
    waiting: Vec<Comment>,
    pieces: Pieces,
    /// The piece that was read last, to which a comment behind it belongs.
    last: PieceId,
    /// Where it ends.
    last_end: Option<usize>,
}

impl Reader<'_> {
    fn value(&mut self, piece: PieceId, node: &Node) {
        match &node.value {
            Value::Scalar(scalar) => self.scalar(piece, node, scalar),
            Value::Mapping(entries) => {
                let in_brackets = self.opens(piece, node);
                let read = entries.iter().map(|entry| self.entry(piece, entry, in_brackets));
                let entries = read.collect();
                self.closes(piece, node, Shape::Map { entries, in_brackets }, in_brackets);
            }
            Value::Sequence(items) => {
                let in_brackets = self.opens(piece, node);
                let read = items.iter().map(|item| self.item(piece, item, in_brackets));
                let items = read.collect();
                self.closes(piece, node, Shape::List { items, in_brackets }, in_brackets);
            }
        }
    }

    /// Goes into a map or list, and tells whether it is in brackets.
    fn opens(&mut self, piece: PieceId, node: &Node) -> bool {
        let in_brackets = self.text[node.span.start..].starts_with(['{', '[']);
        if in_brackets {
            self.gap(node.span.start);
            self.take_waiting(piece);
            self.at = node.span.start + 1;
        }
        in_brackets
    }

    fn closes(&mut self, piece: PieceId, node: &Node, shape: Shape, in_brackets: bool) {
        self.pieces.get_mut(piece).value = shape;
        if in_brackets {
            self.gap(node.span.end.saturating_sub(1));
            if self.pieces.get(piece).children().is_empty() {
                self.take_waiting(piece);
            } else {
                let rest = std::mem::take(&mut self.waiting);
                self.pieces.get_mut(piece).tail.extend(rest);
            }
            self.ends(piece, node.span.end);
        }
    }

    fn scalar(&mut self, piece: PieceId, node: &Node, scalar: &Scalar) {
        self.gap(node.span.start);
        self.take_waiting(piece);
        let (text, plain) = (scalar.text.to_string(), scalar.plain);
        self.pieces.get_mut(piece).value = Shape::Scalar { text, plain };
        if !scalar.plain && self.text[node.span.start..].starts_with(['|', '>']) {
            // Behind the sign a comment may stand.
            self.ends(piece, node.span.start);
            self.gap(end_of_line(self.text, node.span.start));
        }
        self.ends(piece, node.span.end);
    }

    fn entry(&mut self, parent: PieceId, entry: &Entry, in_brackets: bool) -> PieceId {
        let is_plain = !self.text[entry.key_span.start..].starts_with(['"', '\'']);
        let key = if is_plain { entry.key.to_string() } else { scalar(&entry.key, true) };
        let piece = self.starts(Some(key), parent, entry.key_span.start, in_brackets);
        self.ends(piece, entry.key_span.end);
        self.value(piece, &entry.value);
        piece
    }

    fn item(&mut self, parent: PieceId, node: &Node, in_brackets: bool) -> PieceId {
        let start = if in_brackets { node.span.start } else { self.dash_before(node.span.start) };
        let piece = self.starts(None, parent, start, in_brackets);
        // Comments may stand between the dash and the item.
        self.gap(node.span.start);
        self.take_waiting(piece);
        self.value(piece, node);
        piece
    }

    /// The place of the dash of an item that starts here.
    fn dash_before(&self, start: usize) -> usize {
        let mut is_comment = false;
        let mut before = ' ';
        for (place, character) in self.text.get(self.at..start).unwrap_or("").char_indices() {
            match character {
                '\n' => is_comment = false,
                '#' if before.is_whitespace() => is_comment = true,
                '-' if !is_comment => return self.at + place,
                _ => {}
            }
            before = character;
        }
        start
    }

    /// Begins a piece that starts at a place.
    fn starts(
        &mut self,
        key: Option<String>,
        parent: PieceId,
        start: usize,
        in_brackets: bool,
    ) -> PieceId {
        self.gap(start);
        let line = self.line_start(start);
        let column = self.text[line..start].chars().count();
        let piece = self.pieces.add(Piece {
            column,
            is_in_brackets: in_brackets,
            blank_before: self.is_blank_above(line),
            ..Piece::new(key, parent)
        });
        if !in_brackets {
            self.place_tails(Some(piece));
        }
        self.take_waiting(piece);
        if self.text[start..].starts_with('-')
            && !in_brackets
            && self.pieces.get(piece).key.is_none()
        {
            self.at = start + 1;
        }
        piece
    }

    fn ends(&mut self, piece: PieceId, end: usize) {
        self.at = self.at.max(end);
        self.last = piece;
        self.last_end = Some(end);
    }

    /// Reads on to a place, over a text without keys and values, and keeps the comments in it.
    fn gap(&mut self, to: usize) {
        while self.at < to {
            let rest = &self.text[self.at..to];
            let Some(sign) = rest.find('#').map(|place| self.at + place) else { break };
            self.at = sign + 1;
            if !self.text[..sign].chars().next_back().is_none_or(char::is_whitespace) {
                continue;
            }
            let end = self.text[sign..].find('\n').map_or(self.text.len(), |length| sign + length);
            self.at = end;
            self.keep_comment(sign, self.text[sign..end].trim_end().to_owned());
        }
        self.at = self.at.max(to);
    }

    fn keep_comment(&mut self, sign: usize, text: String) {
        let line = self.line_start(sign);
        let column = self.text[line..sign].chars().count();
        let is_behind = self.last_end.is_some_and(|end| end >= line);
        let last = self.pieces.get_mut(self.last);
        if is_behind && last.trailing.is_none() {
            let beside = self.text[line..sign].to_owned();
            last.trailing = Some(Trailing { text, beside });
        } else {
            let blank_before = self.is_blank_above(line);
            self.waiting.push(Comment { text, column, blank_before });
        }
    }

    /// Leaves the waiting comments that are indented deeper than what follows, from the first on, at
    /// the end of what they stand in.
    fn place_tails(&mut self, next: Option<PieceId>) {
        let around: Vec<PieceId> = next.map_or_else(Vec::new, |next| self.pieces.upwards(next));
        let column = next.map_or(1, |next| self.pieces.get(next).column + 1);
        while let Some(comment) = self.waiting.first().filter(|comment| comment.column >= column) {
            let mut above = self.pieces.upwards(self.last).into_iter();
            let beside = above.find(|id| {
                let piece = self.pieces.get(*id);
                !piece.is_in_brackets && piece.column <= comment.column
            });
            let Some(beside) = beside.filter(|beside| !around.contains(beside)) else { return };
            let around = self.pieces.get(beside).parent;
            let comment = self.waiting.remove(0);
            self.pieces.get_mut(around).tail.push(comment);
        }
    }

    fn take_waiting(&mut self, piece: PieceId) {
        let waiting = std::mem::take(&mut self.waiting);
        self.pieces.get_mut(piece).leading.extend(waiting);
    }

    fn line_start(&self, place: usize) -> usize {
        self.text[..place].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Whether the line above the one that starts here is blank.
    fn is_blank_above(&self, line: usize) -> bool {
        let Some(above) = self.text[..line].strip_suffix('\n') else { return false };
        above.rsplit('\n').next().is_some_and(|above| above.trim().is_empty())
    }
}
