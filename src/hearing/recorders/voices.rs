//! Who speaks when, where a recorder tells it apart from the words.

use std::collections::HashMap;

use super::json::Json;
use super::times::{Time, time_in};

/// Who begins a word at a time.
#[derive(Debug, Default)]
pub(super) struct Voices(HashMap<i64, String>);

impl Voices {
    /// The voices that a recorder's JSON labels, each word's beginning with its speaker.
    pub(super) fn of(root: &Json<'_>) -> Self {
        let results = root.get("results").unwrap_or_else(|| root.clone());
        let segments = results.get("speaker_labels").and_then(|labels| labels.get("segments"));
        let segments = segments.map(|segments| segments.items()).unwrap_or_default();
        let words = segments.iter().filter_map(|segment| segment.get("items"));
        let voice = |word: &Json<'_>| {
            let start = time_in("start_time", &word.get("start_time")?)?;
            let speaker = word.get("speaker_label")?.text()?;
            Some((thousandths(start), speaker))
        };
        Self(words.flat_map(|words| words.items()).filter_map(|word| voice(&word)).collect())
    }

    /// Who begins a word then.
    pub(super) fn at(&self, start: Time) -> Option<String> {
        self.0.get(&thousandths(start)).cloned()
    }
}

/// Equal for equal times of one file.
fn thousandths(time: Time) -> i64 {
    let (Time::Milliseconds(number) | Time::Unclear(number)) = time;
    (number * 1000.0).round() as i64
}
