//! JSON that is read where it is looked at, and no further: a recorder's file has a time for each word.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde_json::value::RawValue;

use crate::deal::date_of;
use crate::hearing::transcript::SourceError;

/// The deepest nesting that is read: twice what any recorder writes.
const MOST_DEPTH: usize = 64;

/// A value, and the text that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Json<'t> {
    text: &'t str,
    raw: &'t str,
}

impl<'t> Json<'t> {
    /// The value that a text is.
    pub(super) fn of(text: &'t str) -> Result<Self, SourceError> {
        refuse_depth(text)?;
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            SourceError::at(error.line().max(1), format!("not JSON: {message}"))
        })?;
        Ok(Self { text, raw: raw.get() })
    }

    pub(super) fn is_map(&self) -> bool {
        self.raw.starts_with('{')
    }

    pub(super) fn is_list(&self) -> bool {
        self.raw.starts_with('[')
    }

    /// The keys and values of a map, in their order; none of anything else.
    pub(super) fn entries(&self) -> Vec<(Cow<'t, str>, Self)> {
        let text = self.text;
        let Ok(Pairs(pairs)) = serde_json::from_str(self.raw) else { return Vec::new() };
        pairs.into_iter().map(|(key, raw)| (key, Self { text, raw: raw.get() })).collect()
    }

    /// What stands in a map under a key, unless that is null.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        if !self.is_map() {
            return None;
        }
        let found = self.entries().into_iter().find(|(name, _)| is_same_name(name, key));
        found.map(|(_, value)| value).filter(|value| value.raw != "null")
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> Vec<Self> {
        if !self.is_list() {
            return Vec::new();
        }
        let items: Vec<&'t RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        items.into_iter().map(|raw| Self { text: self.text, raw: raw.get() }).collect()
    }

    /// A text.
    pub(super) fn text(&self) -> Option<String> {
        if self.raw.starts_with('"') { serde_json::from_str(self.raw).ok() } else { None }
    }

    /// A number, of a text too.
    pub(super) fn number(&self) -> Option<f64> {
        let written = self.text();
        let number: f64 = written.as_deref().unwrap_or(self.raw).trim().parse().ok()?;
        number.is_finite().then_some(number)
    }

    /// A text, or a number as it is written.
    pub(super) fn label(&self) -> Option<String> {
        self.text().or_else(|| self.number().map(|_| self.raw.to_owned()))
    }

    /// How many bytes of the text stand before it.
    pub(super) fn place(&self) -> usize {
        (self.raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// It, as it is written.
    pub(super) fn as_written(&self) -> &'t str {
        self.raw
    }

    /// The whole text that it stands in.
    pub(super) fn whole(&self) -> &'t str {
        self.text
    }
}

/// Whether two names are the same but for how their words are put together: `speakerName`,
/// `speaker_name`, `SpeakerName`.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
    }
    letters(one).eq(letters(other))
}

/// Whether a text is JSON to its end.
pub(in crate::hearing) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The day that a value tells: `2026-11-03…`, or milliseconds since 1970.
pub(super) fn day_of(value: &Json<'_>) -> Option<Date> {
    // The first moment of 2000: what is less is a length or a place in a talk, and no day.
    const FIRST: f64 = 946_684_800_000.0;
    if let Some(text) = value.text() {
        return date_of(text.get(..10)?);
    }
    let moment = value.number().filter(|number| *number > FIRST && *number < FIRST * 5.0)?;
    Some(Offset::UTC.to_datetime(Timestamp::from_millisecond(moment as i64).ok()?).date())
}

/// The keys and values of a map as they are written.
struct Pairs<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> serde::Deserialize<'t> for Pairs<'t> {
    fn deserialize<D: serde::Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'t> serde::de::Visitor<'t> for Reading {
            type Value = Pairs<'t>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<M: serde::de::MapAccess<'t>>(
                self,
                mut map: M,
            ) -> Result<Pairs<'t>, M::Error> {
                let mut pairs = Vec::new();
                while let Some((Key(key), value)) = map.next_entry()? {
                    pairs.push((key, value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reading)
    }
}

#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

/// Refuses what is nested without end, before anything looks into it.
fn refuse_depth(text: &str) -> Result<(), SourceError> {
    let (mut depth, mut line, mut in_text, mut is_escaped) = (0_usize, 1, false, false);
    for byte in text.bytes() {
        line += usize::from(byte == b'\n');
        match (in_text, byte) {
            (true, _) if is_escaped => is_escaped = false,
            (true, b'\\') => is_escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_DEPTH {
            return Err(SourceError::at(line, format!("nested deeper than {MOST_DEPTH} levels")));
        }
    }
    Ok(())
}
