//! Sounds that people make while they think. A quote may leave them out, or have them.
//!
//! None of them is a word: `like`, `well`, `so` can mean something, and `mhm`, `uh-huh` and `uh-uh` say
//! yes and no. What is a word in another language (`er` and `um` in German) is a filler only where the
//! playbook speaks one in which it is none, and the talk does too.

use super::transcript::Transcript;
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

/// Words of languages in which one of those is a word, and of no other that we know fillers of.
const ELSEWHERE: &[&str] = &[
    // German
    "bei", "das", "ein", "eine", "für", "haben", "hat", "ich", "ist", "nicht", "sie", "uns", "und",
    "wir", // Dutch
    "dat", "een", "geen", "het", "niet", "voor", "wij", // Portuguese
    "isso", "não", "para", "que", "temos", "uma", // Danish, Norwegian
    "det", "ikke", "jeg", "og", "på", "som",
];

/// The fillers of a language.
#[derive(Debug, Clone)]
pub(super) struct Fillers {
    of_language: &'static [&'static str],
}

impl Fillers {
    /// The fillers of the playbook's language; those alone that are fillers everywhere, where somebody
    /// speaks another one in the talk.
    pub(super) fn of(language: &Language, transcript: &Transcript) -> Self {
        let tag = language.tag().to_ascii_lowercase();
        let first = tag.split('-').next().unwrap_or_default();
        let of_language = IN_ONE.iter().find(|(known, _)| *known == first);
        let of_language: &[&str] = of_language.map_or(&[], |(_, words)| words);
        let has_other =
            || transcript.turns.iter().any(|turn| is_elsewhere(&turn.text, of_language));
        let is_spoken = !of_language.is_empty() && !has_other();
        Self { of_language: if is_spoken { of_language } else { &[] } }
    }

    /// Whether a word in small letters is one, drawn out perhaps: `ummm`.
    pub(super) fn has(&self, word: &str) -> bool {
        let last = word.chars().next_back().filter(|last| matches!(last, 'm' | 'h'));
        let short = last.map(|last| format!("{}{last}", word.trim_end_matches(last)));
        let word = short.as_deref().unwrap_or(word);
        EVERYWHERE.contains(&word) || self.of_language.contains(&word)
    }
}

/// Whether a turn is in a language in which one of the fillers may be a word: two words tell.
fn is_elsewhere(text: &str, fillers: &[&str]) -> bool {
    let mut words: Vec<String> = text
        .split(|one: char| !one.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| ELSEWHERE.contains(&&**word) || fillers.contains(&&**word))
        .collect();
    words.sort_unstable();
    words.dedup();
    let is_filler = |word: &String| fillers.contains(&&**word);
    let others = words.iter().filter(|word| !is_filler(word)).count();
    others > 1 || others == 1 && words.iter().any(is_filler)
}
