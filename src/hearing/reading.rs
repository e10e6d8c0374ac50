//! Reading a source: how its characters are encoded, which kind of file it is, and its turns.

use super::transcript::{SourceError, SourceFormat, Transcript};
use super::{recorders, spoken_lines, subtitles};
use crate::text::encodings::FoundEncoding;

impl Transcript {
    /// Reads a source, told by its content; only where that says nothing, by its name.
    ///
    /// # Errors
    /// It is no text, or broken, or nobody says anything in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        let (text, guessed_encoding) = decoded(bytes)?;
        let format = format_of(name, &text);
        let (turns, date) = match format {
            SourceFormat::WebVtt => (subtitles::web_vtt(&text)?, None),
            SourceFormat::SubRip => (subtitles::sub_rip(&text)?, None),
            SourceFormat::Json | SourceFormat::VCon => recorders::read(&text, format)?,
            SourceFormat::Text => (spoken_lines::read(&text), None),
        };
        let mut turns = turns;
        turns.retain(|turn| !turn.text.trim().is_empty());
        if turns.is_empty() {
            return Err(SourceError::of(format!(
                "nothing is said in it; it was read as {}",
                format.name()
            )));
        }
        Ok(Self { format, turns, date, guessed_encoding, text })
    }
}

fn format_of(name: &str, text: &str) -> SourceFormat {
    let begin = text.trim_start();
    let is_named = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    if begin.starts_with("WEBVTT") {
        return SourceFormat::WebVtt;
    }
    // A text may begin with a bracket: `[00:12:31] Dana: …`, `{laughs}`.
    let is_json =
        begin.starts_with("{\"") || begin.starts_with(['{', '[']) && recorders::is_json(begin);
    if is_json || is_named(".json") || is_named(".vcon") {
        return if recorders::is_vcon(text) { SourceFormat::VCon } else { SourceFormat::Json };
    }
    match subtitles::begins_with_a_cue(begin) {
        true if is_named(".vtt") => SourceFormat::WebVtt,
        true => SourceFormat::SubRip,
        false => SourceFormat::Text,
    }
}

/// The text in these bytes, and how it is encoded where that is a guess.
fn decoded(bytes: &[u8]) -> Result<(String, Option<&'static str>), SourceError> {
    let FoundEncoding { encoding, is_guessed } = FoundEncoding::of(bytes);
    let (text, _, is_broken) = encoding.decode(bytes);
    let line_of = |place: usize| text[..place].matches('\n').count() + 1;
    if let Some(place) = text.find('\0') {
        let problem = "a NUL byte stands here, so it is no text; save the transcript as UTF-8";
        return Err(SourceError::at(line_of(place), problem));
    }
    if let (true, Some(place)) = (is_broken, text.find('\u{fffd}')) {
        let problem = format!("not {} text; save it as UTF-8", encoding.name());
        return Err(SourceError::at(line_of(place), problem));
    }
    // Lines as old machines end them.
    let text = match text.contains('\n') {
        true => text.into_owned(),
        false => text.replace('\r', "\n"),
    };
    Ok((text, is_guessed.then(|| encoding.name())))
}
