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

/// The keys of a field for an answer that is known so.
pub(super) fn keys_of_typing(source: KnownFrom) -> &'static str {
    match source {
        KnownFrom::Prospect => fitting(&[
            "enter: the buyer said so · tab changes that · ? more · esc back",
            "enter: buyer said · tab · ? more · esc back",
            "enter: said",
        ]),
        KnownFrom::Document => fitting(&[
            "enter: it is written down · tab changes that · ? more · esc back",
            "enter: written · tab · ? more · esc back",
            "enter: written",
        ]),
        KnownFrom::Assumption | KnownFrom::Us => fitting(&[
            "enter: you assume it · tab changes that · ? more · esc back",
            "enter: assumed · tab · ? more · esc back",
            "enter: assumed",
        ]),
    }
}

/// What Enter says at a list, and the keys that say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EnterSays {
    /// The answer is ours, and nothing is asked of how it is known.
    Ours,
    /// At the line that is known already, that it stays as it is; else what is usual.
    AsKnown,
    /// What is usual.
    Usual(KnownFrom),
}

/// The keys of a list to choose from.
pub(super) fn keys_of_choice(enter: EnterSays) -> &'static str {
    match enter {
        EnterSays::Ours => fitting(&[
            "1-9 ↑↓ choose · enter answer · ? more · esc back · ctrl-c leave",
            "1-9 ↑↓ · enter answer · ? more · esc back",
            "enter ? esc",
        ]),
        EnterSays::AsKnown => fitting(&[
            "1-9 ↑↓ · enter keeps · b said, w written, a assumed · ? more · esc back",
            "enter keeps · b said, w or a · ? · esc back",
            "enter b w a ?",
        ]),
        EnterSays::Usual(KnownFrom::Prospect) => fitting(&[
            "1-9 ↑↓ choose · enter, or w written, a assumed · ? more · esc back",
            "enter, or w written, a assumed · ? · esc back",
            "enter w a ?",
        ]),
        EnterSays::Usual(KnownFrom::Document) => fitting(&[
            "1-9 ↑↓ · enter: written, or b said, a assumed · ? more · esc back",
            "enter written, b said, a assumed · ? · esc",
            "enter b a ?",
        ]),
        EnterSays::Usual(KnownFrom::Assumption | KnownFrom::Us) => fitting(&[
            "1-9 ↑↓ · enter: assumed, or b said, w written · ? more · esc back",
            "enter assumed, b said, w written · ? · esc",
            "enter b w ?",
        ]),
    }
}

/// The keys of a list to tick in.
pub(super) fn keys_of_ticks(enter: EnterSays) -> &'static str {
    match enter {
        EnterSays::Ours => fitting(&[
            "1-9 or space tick · enter done · ? more · esc back · ctrl-c leave",
            "space tick · enter done · ? more · esc back",
            "space enter ?",
        ]),
        EnterSays::AsKnown => fitting(&[
            "space tick · enter keeps · b said, w written, a assumed · ? · esc back",
            "space tick · enter keeps · b, w, a · ? · esc",
            "space enter ?",
        ]),
        EnterSays::Usual(KnownFrom::Prospect) => fitting(&[
            "1-9 or space tick · enter, or w written, a assumed · ? more · esc back",
            "space tick · enter, w or a · ? · esc back",
            "space enter ?",
        ]),
        EnterSays::Usual(KnownFrom::Document) => fitting(&[
            "space tick · enter: written, or b said, a assumed · ? more · esc back",
            "space tick · enter written, b, a · ? · esc",
            "space enter ?",
        ]),
        EnterSays::Usual(KnownFrom::Assumption | KnownFrom::Us) => fitting(&[
            "space tick · enter: assumed, or b said, w written · ? more · esc back",
            "space tick · enter assumed, b, w · ? · esc",
            "space enter ?",
        ]),
    }
}
