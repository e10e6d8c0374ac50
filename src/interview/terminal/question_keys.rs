//! The keys that say more at a question than its answer: how it is known, or something else first.

use super::super::Aside;
use super::super::wording::{SOURCES, Source};
use super::canvas::fitting;
use super::keys::Key;
use crate::deal::KnownFrom;

/// What a key says beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The answer that is chosen, and how it is known.
    Source(KnownFrom),
    /// Something else first.
    Aside(Aside),
}

/// What can be pressed at a question, for people.
pub(super) const KEYS: &[&str] = &[
    "Digits or ↑↓ choose, enter answers; w is an answer that is written down, a one that you only \
     assume, b one that the buyer gave. Where you type, tab says how you know it.",
    "? is this, f1 too where you type; @ says who speaks; esc goes back; ctrl-c leaves, and what \
     is answered is kept.",
];

/// What a key says, where nothing is typed.
pub(super) fn said_by_key(key: Key) -> Option<Said> {
    match key {
        Key::Help | Key::Char('?') => Some(Said::Aside(Aside::Help)),
        Key::Char('@') => Some(Said::Aside(Aside::Who)),
        Key::Char(letter) => source_of(letter).map(|known| Said::Source(known.source)),
        _ => None,
    }
}

fn source_of(letter: char) -> Option<&'static Source> {
    SOURCES.iter().find(|known| known.key == letter)
}

/// The way to know something that comes after another one.
pub(super) fn next_source(source: KnownFrom) -> KnownFrom {
    let place = SOURCES.iter().position(|known| known.source == source).unwrap_or(0);
    let next = SOURCES.get(place + 1).or(SOURCES.first());
    next.map_or(source, |known| known.source)
}

/// The keys of a field for an answer, which is known so; as usual, where no key has said how.
pub(super) fn keys_of_typing(source: Option<KnownFrom>) -> &'static str {
    match source {
        None => fitting(&[
            "enter done · tab says how you know it · ? more · esc back · ctrl-c leave",
            "enter · tab how you know · ? more · esc back",
            "enter tab ? · esc",
        ]),
        Some(KnownFrom::Prospect) => fitting(&[
            "enter: the buyer said so · tab changes that · ? more · esc back",
            "enter: buyer said · tab · ? more · esc back",
            "enter: said · tab",
        ]),
        Some(KnownFrom::Document) => fitting(&[
            "enter: it is written down · tab changes that · ? more · esc back",
            "enter: written · tab · ? more · esc back",
            "enter: written",
        ]),
        Some(KnownFrom::Assumption | KnownFrom::Us) => fitting(&[
            "enter: you assume it · tab changes that · ? more · esc back",
            "enter: assumed · tab · ? more · esc back",
            "enter: assumed",
        ]),
    }
}

/// The keys of a list to choose from.
pub(super) fn keys_of_choice(is_ours: bool) -> &'static str {
    match is_ours {
        true => fitting(&[
            "1-9 ↑↓ choose · enter answer · ? more · esc back · ctrl-c leave",
            "1-9 ↑↓ · enter answer · ? more · esc back",
            "enter · ? · esc back",
        ]),
        false => fitting(&[
            "1-9 ↑↓ choose · enter, or w written, a assumed · ? more · esc back",
            "enter, or w written, a assumed · ? · esc back",
            "enter w a ? · esc",
        ]),
    }
}

/// The keys of a list to tick in.
pub(super) fn keys_of_ticks(is_ours: bool) -> &'static str {
    match is_ours {
        true => fitting(&[
            "1-9 or space tick · enter done · ? more · esc back · ctrl-c leave",
            "space tick · enter done · ? more · esc back",
            "space enter ? · esc",
        ]),
        false => fitting(&[
            "1-9 or space tick · enter, or w written, a assumed · ? more · esc back",
            "space tick · enter, w or a · ? · esc back",
            "space enter w a ?",
        ]),
    }
}
