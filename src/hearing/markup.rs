//! What in a subtitle is no word: tags and escapes of WebVTT and SubRip.
//!
//! Only what these formats know is markup. Anything else between `<` and `>` was said, or is meant to
//! do harm, and stays the plain text that it is: a `<script>` is eight characters here.

/// The tags that change how words look, and say nothing.
const LOOKS: &[&str] = &["b", "c", "font", "i", "lang", "rt", "ruby", "u"];

/// Escapes, and the characters that they stand for.
const ESCAPES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&gt;", ">"),
    ("&lrm;", ""),
    ("&lt;", "<"),
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&rlm;", ""),
];

/// A piece of a subtitle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words.
    Text(&'t str),
    /// From here on somebody speaks: `<v Name>`.
    Voice(&'t str),
    /// From here on nobody is named: `</v>`.
    End,
}

/// The pieces of a subtitle.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tagged) = rest.split_at(start);
        let tag =
            tagged.find('>').and_then(|end| Some((tagged.get(1..end)?, tagged.get(end + 1..)?)));
        let Some((piece, behind)) = tag.and_then(|(tag, behind)| Some((piece_of(tag)?, behind)))
        else {
            pieces.push(Piece::Text(before));
            pieces.push(Piece::Text(&tagged[..1]));
            rest = &tagged[1..];
            continue;
        };
        pieces.push(Piece::Text(before));
        pieces.extend(piece);
        rest = behind;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// A text with its escapes resolved, each once: `&amp;lt;` is `&lt;`.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        plain.push_str(&rest[..place]);
        rest = &rest[place..];
        let known = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (escape, meant) = known.copied().unwrap_or(("&", "&"));
        plain.push_str(meant);
        rest = &rest[escape.len()..];
    }
    plain.push_str(rest);
    plain
}

/// What a tag is; the outer `None` where it is none of these formats.
fn piece_of(tag: &str) -> Option<Option<Piece<'_>>> {
    if tag == "/v" {
        return Some(Some(Piece::End));
    }
    if super::clock::time_of(tag).is_some() {
        return Some(None);
    }
    let bare = tag.strip_prefix('/').unwrap_or(tag);
    let end = bare.find(['.', ' ', '\t']).unwrap_or(bare.len());
    let (name, rest) = bare.split_at(end);
    if name == "v" && !tag.starts_with('/') {
        let (_, annotation) = rest.split_once([' ', '\t'])?;
        return Some(Some(Piece::Voice(annotation.trim())));
    }
    LOOKS.contains(&&*name.to_ascii_lowercase()).then_some(None)
}
