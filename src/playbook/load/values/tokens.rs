//! The words and signs of an expression.

use std::ops::Range;

/// A word, a number or a sign, and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) kind: TokenKind,
    pub(super) place: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// The name of a question, a value or a function.
    Name,
    /// It begins with a digit or a point.
    Number,
    /// One character.
    Sign,
}

/// All tokens of a text. Nothing is refused here: what is no sign of expressions is one that the
/// reader has no use for.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        if kind != TokenKind::Sign {
            while let Some((place, next)) = rest.next_if(|(_, next)| belongs(kind, *next)) {
                end = place + next.len_utf8();
            }
        }
        tokens.push(Token { text: &text[start..end], kind, place: start..end });
    }
    tokens
}

fn kind_of(first: char) -> TokenKind {
    match first {
        '0'..='9' | '.' => TokenKind::Number,
        '_' => TokenKind::Name,
        letter if letter.is_alphabetic() => TokenKind::Name,
        _ => TokenKind::Sign,
    }
}

/// Whether a character goes on with a name or a number. A number takes letters in too, so that `40k`
/// is one that can't be read, not a number and a name.
fn belongs(kind: TokenKind, next: char) -> bool {
    next.is_alphanumeric() || next == '_' || (kind == TokenKind::Number && next == '.')
}
