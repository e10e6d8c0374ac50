//! WebVTT and SubRip: cues, each with a time and words; who says them stands in a tag or before a colon.

use std::collections::HashSet;

use super::clock::time_of;
use super::markup::{Piece, pieces, unescaped};
use super::speakers::{is_name, named_before_a_colon};
use super::transcript::{SourceError, Turn};
use crate::text::characters::quoted;

const ARROW: &str = "-->";

/// Words that are shown for some time.
#[derive(Debug, Default)]
struct Cue<'t> {
    start: u64,
    /// Who speaks, where the line before the times says so, as Webex has it: `3 "Kim" (17)`.
    named: Option<&'t str>,
    /// The line on which the words begin, counted from 1.
    line: usize,
    lines: Vec<&'t str>,
}

/// The turns of a WebVTT file.
pub(super) fn web_vtt(text: &str) -> Result<Vec<Turn>, SourceError> {
    let cues = cues(text)?;
    let has_voices = cues.iter().flat_map(|cue| &cue.lines).any(|line| has_voice(line));
    Ok(if has_voices { cues.iter().flat_map(voices).collect() } else { named_turns(&cues) })
}

/// The turns of a SubRip file.
pub(super) fn sub_rip(text: &str) -> Result<Vec<Turn>, SourceError> {
    web_vtt(text)
}

/// Whether a text begins as subtitles do: with times, perhaps below the number of the cue.
pub(super) fn begins_with_a_cue(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_time = |line: &str| line.contains(ARROW) && start_of(line).is_some();
    let first = lines.next().unwrap_or_default();
    let is_number = first.trim().bytes().all(|byte| byte.is_ascii_digit());
    is_time(first) || is_number && lines.next().is_some_and(is_time)
}

fn cues(text: &str) -> Result<Vec<Cue<'_>>, SourceError> {
    let mut cues: Vec<Cue> = Vec::new();
    let (mut is_open, mut before) = (false, "");
    for (place, line) in text.lines().enumerate() {
        if line.contains(ARROW) && (starts_as_time(line) || !is_open) {
            let Some(start) = start_of(line) else {
                let problem = format!(
                    "no times of a subtitle: {}; write `00:12:31.000 --> 00:12:35.000`",
                    quoted(line)
                );
                return Err(SourceError::at(place + 1, problem));
            };
            // Where no blank line parts them, the number of this cue is no word of the one before.
            if is_open && before.bytes().all(|byte| byte.is_ascii_digit()) {
                cues.last_mut().and_then(|cue| cue.lines.pop());
            }
            cues.push(Cue {
                start,
                named: named_in_quotes(before),
                line: place + 2,
                lines: Vec::new(),
            });
            is_open = true;
        } else if line.trim().is_empty() {
            is_open = false;
        } else if let (true, Some(cue)) = (is_open, cues.last_mut()) {
            cue.lines.push(line);
        }
        before = line.trim();
    }
    match cues.is_empty() {
        true => Err(SourceError::of(
            "there is no subtitle in it: no line as `00:12:31.000 --> 00:12:35.000`",
        )),
        false => Ok(cues),
    }
}

fn starts_as_time(line: &str) -> bool {
    line.trim_start().starts_with(|first: char| first.is_ascii_digit())
}

/// The time at which a cue begins.
fn start_of(line: &str) -> Option<u64> {
    let (start, end) = line.split_once(ARROW)?;
    time_of(end.split_whitespace().next()?)?;
    time_of(start.trim())
}

/// `Kim` of `3 "Kim" (17)`.
fn named_in_quotes(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(" \"")?;
    let (name, id) = rest.rsplit_once("\" (")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(number) && is_number(id.strip_suffix(')')?)).then_some(name)
}

fn has_voice(line: &str) -> bool {
    pieces(line).iter().any(|piece| matches!(piece, Piece::Voice(_)))
}

/// The turns of a cue in which tags say who speaks. What stands outside of them nobody says.
fn voices(cue: &Cue<'_>) -> Vec<Turn> {
    let mut turns = vec![turn(cue, None, 0)];
    for (place, line) in cue.lines.iter().enumerate() {
        for piece in pieces(line) {
            match piece {
                Piece::Text(text) => push(&mut turns, text),
                Piece::Voice(name) => turns.push(turn(cue, Some(name), place)),
                Piece::End => turns.push(turn(cue, None, place)),
            }
        }
        push(&mut turns, "\n");
    }
    turns
}

/// The turns of cues in which names stand before a colon. A line within a cue begins a new one only
/// with a name that begins a cue somewhere; what may be another name makes the words nobody's.
fn named_turns(cues: &[Cue<'_>]) -> Vec<Turn> {
    let plain: Vec<Vec<String>> =
        cues.iter().map(|cue| cue.lines.iter().map(|line| without_looks(line)).collect()).collect();
    let first_names = plain.iter().filter_map(|lines| named_at_the_begin(lines.first()?));
    let known: HashSet<&str> = first_names.map(|(name, _)| name).collect();
    let mut turns = Vec::new();
    for (cue, lines) in cues.iter().zip(&plain) {
        turns.push(turn(cue, cue.named, 0));
        for (place, line) in lines.iter().enumerate() {
            match named_at_the_begin(line) {
                Some((name, words)) if known.contains(name) => {
                    turns.push(turn(cue, Some(name), place));
                    push(&mut turns, words);
                }
                named => {
                    if named.is_some() || begins_another(cue, place) {
                        turns.push(turn(cue, None, place));
                    }
                    push(&mut turns, line);
                }
            }
            push(&mut turns, "\n");
        }
    }
    turns
}

/// Whether a line of a cue is set off as another one's, whom it does not name: `- Yes.`, `>> Yes.`
fn begins_another(cue: &Cue<'_>, place: usize) -> bool {
    let line = cue.lines.get(place).map_or("", |line| line.trim_start());
    place > 0 && ["-", "–", "—", ">>", "&gt;&gt;"].iter().any(|mark| line.starts_with(mark))
}

/// The name that a line begins with, `Kim: …`, `[Kim] …` or `[Kim]: …`, and the words behind it.
fn named_at_the_begin(line: &str) -> Option<(&str, &str)> {
    let in_brackets = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let in_brackets = in_brackets.filter(|(name, _)| is_name(name));
    let in_brackets = in_brackets.map(|(name, rest)| (name, rest.trim_start_matches([':', ' '])));
    in_brackets.or_else(|| named_before_a_colon(line))
}

fn turn(cue: &Cue<'_>, speaker: Option<&str>, place: usize) -> Turn {
    let speaker =
        speaker.map(unescaped).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Turn { speaker, start: Some(cue.start), text: String::new(), line: cue.line + place }
}

fn push(turns: &mut [Turn], text: &str) {
    if let Some(turn) = turns.last_mut() {
        turn.text.push_str(&unescaped(text));
    }
}

/// A line without the tags that change how words look.
fn without_looks(line: &str) -> String {
    let line = pieces(line).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Voice(_) | Piece::End => None,
    });
    let line: String = line.collect();
    // Where on the screen it stands, in SubRip: `{\an8}`.
    match line.strip_prefix("{\\").and_then(|rest| rest.split_once('}')) {
        Some((_, words)) => words.to_owned(),
        None => line.trim_start_matches("- ").to_owned(),
    }
}
