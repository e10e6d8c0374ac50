//! From pieces to the canonical text.

use super::order::Part;
use super::pieces::{Comment, Piece, PieceId, Pieces, ROOT, Shape, Trailing};
use crate::text::yaml::writing::{needs_no_quotes, scalar};

/// The longest line, in columns, that a text or something in brackets may make.
pub const WIDTH: usize = 100;

/// How far a comment stands behind what it is about, where that changed.
const BEFORE_COMMENT: usize = 3;

/// The canonical text.
pub(super) fn write(mut pieces: Pieces) -> String {
    keep_heading(&mut pieces);
    let writer = Writer { pieces: &pieces };
    let mut lines = writer.children(ROOT, Part::PLAYBOOK, "");
    lines.push(String::new());
    lines.join("\n")
}

/// Leaves the comments that head the file at its top, whichever key comes to stand there.
fn keep_heading(pieces: &mut Pieces) {
    let first = pieces.get(ROOT).children().first().copied();
    let top = sorted(pieces, ROOT, Part::PLAYBOOK).first().copied();
    let (Some(first), Some(top)) = (first, top) else { return };
    if first == top {
        return;
    }
    let piece = pieces.get_mut(first);
    let is_followed_by_blank = |place: usize| match piece.leading.get(place + 1) {
        Some(next) => next.blank_before,
        None => piece.blank_before,
    };
    let Some(last) = (0..piece.leading.len()).rev().find(|place| is_followed_by_blank(*place))
    else {
        return;
    };
    let mut heading: Vec<Comment> = piece.leading.drain(..=last).collect();
    // The blank line goes along.
    let next = piece.leading.first_mut().map(|comment| &mut comment.blank_before);
    *next.unwrap_or(&mut piece.blank_before) = false;
    let top = pieces.get_mut(top);
    match top.leading.first_mut() {
        Some(comment) => comment.blank_before = true,
        None => top.blank_before = true,
    }
    heading.append(&mut top.leading);
    top.leading = heading;
}

/// What stands in a piece, in canonical order.
fn sorted(pieces: &Pieces, piece: PieceId, part: Part) -> Vec<PieceId> {
    let mut children = pieces.get(piece).children().to_vec();
    children.sort_by_key(|child| part.rank(pieces.get(*child).key.as_deref().unwrap_or_default()));
    children
}

struct Writer<'p> {
    pieces: &'p Pieces,
}

/// The lines of a piece: what is above its own first line, and that line with all below.
struct Lines {
    above: Vec<Comment>,
    /// Whether a blank line stands right above the first line.
    blank_before: bool,
    lines: Vec<String>,
}

impl Writer<'_> {
    /// What stands in a piece, a line or more for each.
    fn children(&self, piece: PieceId, part: Part, indent: &str) -> Vec<String> {
        let mut written = Vec::new();
        for (place, child) in sorted(self.pieces, piece, part).into_iter().enumerate() {
            let wants_blank = part.wants_blank_before(self.pieces.get(child).key.as_deref());
            let Lines { mut above, mut blank_before, lines } = self.piece(child, part, indent);
            let first = above.first_mut().map_or(&mut blank_before, |one| &mut one.blank_before);
            *first = place > 0 && (*first || wants_blank);
            for comment in above {
                push_after_blank(&mut written, comment.blank_before);
                written.push(format!("{indent}{}", comment.text));
            }
            push_after_blank(&mut written, blank_before);
            written.extend(lines);
        }
        for comment in &self.pieces.get(piece).tail {
            let blank_before = comment.blank_before && !written.is_empty();
            push_after_blank(&mut written, blank_before);
            written.push(format!("{indent}{}", comment.text));
        }
        written
    }

    fn piece(&self, id: PieceId, part: Part, indent: &str) -> Lines {
        let piece = self.pieces.get(id);
        match &piece.key {
            Some(key) => self.entry(id, piece, key, part.under(key), indent),
            None => self.item(id, piece, part.item(), indent),
        }
    }

    fn entry(&self, id: PieceId, piece: &Piece, key: &str, part: Part, indent: &str) -> Lines {
        let key = format!("{indent}{key}:");
        let mut lines = match self.beside(id, part, key.chars().count() + 1) {
            Some(beside) if beside.is_empty() => vec![key],
            Some(beside) => vec![format!("{key} {beside}")],
            None => match &piece.value {
                Shape::Scalar { text, .. } => {
                    let (sign, below) = block_of_text(text, &format!("{indent}  "));
                    [format!("{key} {sign}")].into_iter().chain(below).collect()
                }
                _ => {
                    let below = self.children(id, part, &format!("{indent}  "));
                    [key].into_iter().chain(below).collect()
                }
            },
        };
        add_trailing(&mut lines, piece.trailing.as_ref());
        Lines { above: piece.leading.clone(), blank_before: piece.blank_before, lines }
    }

    fn item(&self, id: PieceId, piece: &Piece, part: Part, indent: &str) -> Lines {
        let (above, blank_before) = (piece.leading.clone(), piece.blank_before);
        let mut written = match self.beside(id, part, indent.len() + 2) {
            Some(beside) => {
                Lines { above, blank_before, lines: vec![format!("{indent}- {beside}")] }
            }
            None => match &piece.value {
                Shape::Scalar { text, .. } => {
                    let (sign, below) = block_of_text(text, &format!("{indent}  "));
                    let lines = [format!("{indent}- {sign}")].into_iter().chain(below).collect();
                    Lines { above, blank_before, lines }
                }
                _ => self.block_item(id, piece, part, indent),
            },
        };
        match &piece.trailing {
            Some(Trailing { text, .. }) if self.first_has_trailing(id, part) => {
                let (text, column) = (text.clone(), 0);
                written.above.push(Comment { text, column, blank_before: false });
            }
            trailing => add_trailing(&mut written.lines, trailing.as_ref()),
        }
        written
    }

    /// An item that is a map or list without brackets: the first of what stands in it shares the
    /// line of the dash, and its comments stand above that.
    fn block_item(&self, id: PieceId, piece: &Piece, part: Part, indent: &str) -> Lines {
        let deeper = format!("{indent}  ");
        let below = self.children(id, part, &deeper);
        let (mut above, mut blank_before) = (piece.leading.clone(), piece.blank_before);
        let mut skipped = 0;
        if let Some(first) = sorted(self.pieces, id, part).first() {
            let mut head = self.piece(*first, part, &deeper);
            skipped = lines_above(&head);
            if let Some(comment) = head.above.first_mut() {
                comment.blank_before |= above.is_empty() && blank_before;
                blank_before = head.blank_before;
                above.append(&mut head.above);
            }
        }
        let mut lines: Vec<String> = below.into_iter().skip(skipped).collect();
        if let Some(line) = lines.first_mut() {
            *line = format!("{indent}- {}", line.trim_start());
        }
        Lines { above, blank_before, lines }
    }

    /// Whether a comment stands already on the line of an item that is a block.
    fn first_has_trailing(&self, id: PieceId, part: Part) -> bool {
        sorted(self.pieces, id, part).first().is_some_and(|first| {
            let piece = self.pieces.get(*first);
            let is_item = piece.key.is_none();
            piece.trailing.is_some() || is_item && self.first_has_trailing(*first, part.item())
        })
    }

    /// The value on the line of its key, where it stands there; `column` is where it starts.
    fn beside(&self, id: PieceId, part: Part, column: usize) -> Option<String> {
        let piece = self.pieces.get(id);
        let fits = |text: &String| column + text.chars().count() <= WIDTH;
        match &piece.value {
            Shape::Scalar { text, plain } => {
                let text = on_one_line(text, *plain, false)?;
                // What can't be broken stays on its line.
                (fits(&text) || !text.contains(' ')).then_some(text)
            }
            _ if piece.children().is_empty() => self.in_brackets(id, part),
            Shape::Map { in_brackets, .. } | Shape::List { in_brackets, .. } => {
                let may_be = *in_brackets && !part.is_always_a_block();
                self.in_brackets(id, part).filter(|text| may_be && fits(text))
            }
        }
    }

    /// A value on one line, as it stands in brackets; `None` where a comment or a line break in it
    /// does not let it.
    fn in_brackets(&self, id: PieceId, part: Part) -> Option<String> {
        let inside = |id: &PieceId| {
            let piece = self.pieces.get(*id);
            let value = (!piece.has_comments()).then(|| self.in_brackets(*id, Part::OTHER))??;
            Some(match &piece.key {
                Some(key) if value.is_empty() => format!("{key}:"),
                Some(key) => format!("{key}: {value}"),
                None => value,
            })
        };
        let piece = self.pieces.get(id);
        let children = sorted(self.pieces, id, part);
        let inside: Option<Vec<String>> =
            piece.tail.is_empty().then(|| children.iter().map(inside).collect())?;
        match &piece.value {
            Shape::Scalar { text, plain } => on_one_line(text, *plain, true),
            Shape::Map { entries, .. } if entries.is_empty() => Some("{}".to_owned()),
            Shape::Map { .. } => Some(format!("{{ {} }}", inside?.join(", "))),
            Shape::List { .. } => Some(format!("[{}]", inside?.join(", "))),
        }
    }
}

/// How many lines stand above the first one of a piece that begins a block.
fn lines_above(head: &Lines) -> usize {
    // The first of a block has no blank line above it; what follows on a comment may.
    let above = head.above.iter().skip(1).filter(|comment| comment.blank_before).count();
    let before = usize::from(!head.above.is_empty() && head.blank_before);
    head.above.len() + above + before
}

fn push_after_blank(written: &mut Vec<String>, blank_before: bool) {
    if blank_before {
        written.push(String::new());
    }
}

/// Puts a comment behind the first line: as far behind it as it was, where that line is as it was.
fn add_trailing(lines: &mut [String], trailing: Option<&Trailing>) {
    if let (Some(line), Some(Trailing { text, beside })) = (lines.first_mut(), trailing) {
        let is_the_same = line.trim() == beside.trim();
        let gap = beside.chars().count() - beside.trim_end().chars().count();
        line.push_str(&" ".repeat(if is_the_same { gap } else { BEFORE_COMMENT }));
        line.push_str(text);
    }
}

/// A scalar on one line; `None` where it has line breaks. What was plain stays plain.
fn on_one_line(text: &str, plain: bool, in_brackets: bool) -> Option<String> {
    let text = if plain { text } else { text.trim_matches([' ', '\t', '\n']) };
    if text.contains('\n') {
        return None;
    }
    let stays = plain || needs_no_quotes(text, in_brackets);
    Some(if stays { text.to_owned() } else { scalar(text, in_brackets) })
}

/// A text below its key: folded, or line by line where it has lines.
fn block_of_text(text: &str, indent: &str) -> (&'static str, Vec<String>) {
    let text = text.trim_matches([' ', '\t', '\n']);
    let indented = |line: &str| match line.is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    };
    if text.contains('\n') {
        return ("|-", text.split('\n').map(indented).collect());
    }
    let lines = folded(text, WIDTH.saturating_sub(indent.len()));
    (">-", lines.iter().map(|line| indented(line)).collect())
}

/// A text in lines of some width, broken only where a single space between words comes back when it
/// is read.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before_is_space = true;
    for word in text.split(' ') {
        // An empty word is a second space, which a line break would swallow.
        let is_open = !word.is_empty() && !word.starts_with('\t') && !before_is_space;
        match lines.last_mut() {
            Some(line) if !is_open || line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
        before_is_space = word.is_empty() || word.ends_with('\t');
    }
    lines
}
