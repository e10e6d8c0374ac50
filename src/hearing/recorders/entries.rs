//! What the map of a piece tells: under one of several names each, who speaks and when.

use std::borrow::Cow;

use super::json::{Json, is_same_name};
use super::names::{NAMES, PARTY, SPEAKERS, STARTS, WORDS};
use super::times::{Time, time_in};

/// The keys and values of a map.
pub(super) struct Entries<'t>(Vec<(Cow<'t, str>, Json<'t>)>);

impl<'t> Entries<'t> {
    /// Those of a map; none of anything else.
    pub(super) fn of(item: &Json<'t>) -> Self {
        Self(if item.is_map() { item.entries() } else { Vec::new() })
    }

    /// What stands under a key, however the words of it are put together.
    pub(super) fn get(&self, key: &str) -> Option<&Json<'t>> {
        self.0.iter().find(|(name, _)| is_same_name(name, key)).map(|(_, value)| value)
    }

    /// The time under the first of several keys that tells one.
    pub(super) fn time(&self, keys: &[&str]) -> Option<Time> {
        keys.iter().find_map(|key| time_in(key, self.get(key)?))
    }

    /// When its first word is said.
    pub(super) fn first_word(&self) -> Option<Time> {
        Self::of(self.get(WORDS)?.items().first()?).time(STARTS)
    }

    /// Who says it.
    pub(super) fn speaker(&self) -> Option<String> {
        SPEAKERS.iter().find_map(|key| {
            let label = speaker_of(self.get(key)?)?;
            // The number of a party is no number of a voice.
            Some(if *key == PARTY { format!("{PARTY} {label}") } else { label })
        })
    }
}

/// Who a value names: a text, a number, a map with a name, or a list of one of these.
fn speaker_of(value: &Json<'_>) -> Option<String> {
    // A list of those who speak at once names nobody, unless it is one.
    if let [only] = value.items().as_slice() {
        return speaker_of(only);
    }
    match value.is_map() {
        true => {
            NAMES.iter().chain(&["speaker_label", "id"]).find_map(|key| value.get(key)?.label())
        }
        false => value.label(),
    }
}
