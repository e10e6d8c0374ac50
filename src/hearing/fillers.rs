//! Sounds that people make while they think. A quote may leave them out, or have them.
//!
//! None of them is a word: `like`, `well`, `so` can mean something, and `mhm`, `uh-huh` and `uh-uh` say
//! yes and no. What is a word in another language (`er` and `um` in German) is a filler only where the
//! playbook speaks one in which it is none.

use crate::playbook::Language;

/// In any language.
const EVERYWHERE: &[&str] = &["äh", "ähm", "erm", "euh", "hm", "öhm", "uh", "uhm"];

/// In one language alone.
const IN_ONE: &[(&str, &[&str])] = &[
    ("de", &["ehm", "öh"]),
    ("en", &["er", "um"]),
    ("es", &["ehm"]),
    ("fr", &["heu"]),
    ("it", &["ehm"]),
];

/// The fillers of a language.
#[derive(Debug, Clone)]
pub(super) struct Fillers {
    of_language: &'static [&'static str],
}

impl Fillers {
    pub(super) fn of(language: &Language) -> Self {
        let tag = language.tag().to_ascii_lowercase();
        let first = tag.split('-').next().unwrap_or_default();
        let of_language = IN_ONE.iter().find(|(known, _)| *known == first);
        Self { of_language: of_language.map_or(&[], |(_, words)| words) }
    }

    /// Whether a word in small letters is one, drawn out perhaps: `ummm`.
    pub(super) fn has(&self, word: &str) -> bool {
        let last = word.chars().next_back().filter(|last| matches!(last, 'm' | 'h'));
        let short = last.map(|last| format!("{}{last}", word.trim_end_matches(last)));
        let word = short.as_deref().unwrap_or(word);
        EVERYWHERE.contains(&word) || self.of_language.contains(&word)
    }
}
