//! The comments of a text, told from the `#` that stand in its words.

use super::{Node, Scalar, Value};
use crate::text::source::Span;
use crate::text::source::lines::end_of_line;

/// The places of all comments of a text that makes this tree, in their order, each from its `#` to
/// the last character on its line that is no blank.
pub(crate) fn comments(text: &str, root: &Node) -> Vec<Span> {
    let mut words = Vec::new();
    add_words(text, root, &mut words);
    let mut comments = Vec::new();
    let mut at = 0;
    for word in words {
        add_comments(text, at..word.start, &mut comments);
        at = word.end.max(at);
    }
    add_comments(text, at..text.len(), &mut comments);
    comments
}

/// Adds the places of all keys and scalars, in their order.
fn add_words(text: &str, node: &Node, words: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar(scalar) => words.push(words_of(text, node, scalar)),
        Value::Sequence(items) => items.iter().for_each(|item| add_words(text, item, words)),
        Value::Mapping(entries) => {
            for entry in entries {
                words.push(entry.key_span.clone());
                add_words(text, &entry.value, words);
            }
        }
    }
}

/// The words of a scalar: of a block of text only what stands below its sign, since a comment may
/// stand behind that.
fn words_of(text: &str, node: &Node, scalar: &Scalar) -> Span {
    let written = text.get(node.span.clone()).unwrap_or("");
    let is_block = !scalar.plain && written.starts_with(['|', '>']);
    let start = if is_block { end_of_line(text, node.span.start) } else { node.span.start };
    start..node.span.end.max(start)
}

/// Adds the comments in a part of a text that has no words.
fn add_comments(text: &str, within: Span, comments: &mut Vec<Span>) {
    let mut at = within.start;
    while let Some(sign) = text.get(at..within.end).and_then(|rest| rest.find('#')) {
        let sign = at + sign;
        let before = text.get(..sign).and_then(|before| before.chars().next_back());
        if before.is_some_and(|before| !before.is_whitespace()) {
            at = sign + 1;
            continue;
        }
        let line = text.get(sign..end_of_line(text, sign)).unwrap_or("");
        comments.push(sign..sign + line.trim_end().len());
        at = sign + line.len();
    }
}
