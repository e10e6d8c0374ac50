//! vCon, the IETF's container of a conversation (draft-ietf-vcon-vcon-core): who took part, what was
//! said or written, and what was made of it, transcripts among that.

use std::collections::HashMap;

use jiff::civil::Date;

use super::json::{Json, day_of, is_json};
use super::lists::MOST_LEVELS;
use super::names;
use super::names::PARTY;
use super::pieces::Pieces;
use crate::hearing::speakers::begins_a_quotation;
use crate::hearing::transcript::{SourceError, Turn};
use crate::hearing::{spoken_lines, subtitles};

/// What somebody is called, the plainest first.
const NAMES: &[&str] = &["name", "mailto", "tel", "sip"];

/// How subtitles of a kind begin that isn't read: every line of them has a word before a colon, which names
/// nobody.
const STYLED_SUBTITLES: &str = "[Script Info]";

/// The turns of a conversation and its day.
pub(super) fn read(root: &Json<'_>) -> Result<(Vec<Turn>, Option<Date>), SourceError> {
    for (key, what) in [("ciphertext", "encrypted"), ("payload", "signed")] {
        if root.get(key).is_some() {
            let problem = format!("the vCon is {what}; unpack it first, and keep what was in it");
            return Err(SourceError::of(problem));
        }
    }
    let list = |key: &str| root.get(key).map(|list| list.items()).unwrap_or_default();
    let parties: Vec<Option<String>> = list("parties").iter().map(name_of).collect();
    let dialog = list("dialog");
    let mut turns: Vec<Turn> = dialog.iter().flat_map(|dialog| written(dialog, &parties)).collect();
    let made = [list("analysis"), list("attachments")].concat();
    turns.extend(transcribed(&made, &parties)?);
    let days = dialog.iter().filter_map(|dialog| dialog.get("start"));
    let day = days.chain(root.get("created_at")).find_map(|value| day_of(&value));
    match turns.is_empty() {
        true => Err(SourceError::of(
            "the vCon holds no transcript and no text: neither a `dialog` of type `text`, nor an \
             `analysis` of type `transcript` with words that can be read",
        )),
        false => Ok((turns, day)),
    }
}

fn name_of(party: &Json<'_>) -> Option<String> {
    NAMES.iter().find_map(|key| party.get(key)?.text()).filter(|name| !name.trim().is_empty())
}

/// What one of the parties wrote.
fn written(dialog: &Json<'_>, parties: &[Option<String>]) -> Vec<Turn> {
    let text = |key: &str| dialog.get(key).and_then(|value| value.text());
    let is_text = text("type").as_deref() == Some("text");
    let is_plain = text("encoding").is_none_or(|encoding| encoding == "none");
    let Some(body) = text("body").filter(|_| is_text && is_plain) else { return Vec::new() };
    let named =
        dialog.get("parties").and_then(|value| value.items().into_iter().next().or(Some(value)));
    let writer = dialog.get("originator").or(named);
    let speaker = writer.and_then(|index| party(&index, parties));
    let line = line_of(dialog);
    let mut is_of_writer = true;
    let turn = |text: &str| {
        is_of_writer = is_of_writer && !begins_a_quotation(text);
        let is_quoted = text.trim_start().starts_with('>');
        let speaker = speaker.clone().filter(|_| is_of_writer && !is_quoted);
        Turn { speaker, start: None, text: text.to_owned(), line }
    };
    body.lines().map(turn).collect()
}

/// The turns of the transcripts that were made: of each dialog one, the first that names who speaks, else
/// the first. Others tell the same once more, as subtitles, say.
fn transcribed(made: &[Json<'_>], parties: &[Option<String>]) -> Result<Vec<Turn>, SourceError> {
    let mut of_dialogs: Vec<(Option<&str>, Vec<Turn>)> = Vec::new();
    let names_speakers = |turns: &[Turn]| turns.iter().any(|turn| turn.speaker.is_some());
    for made in made {
        let kind = ["type", "purpose"].iter().find_map(|key| made.get(key)?.text());
        if !kind.is_some_and(|kind| kind.contains("transcript")) {
            continue;
        }
        let turns = spoken(made, parties)?;
        let dialog = made.get("dialog").map(|dialog| dialog.as_written());
        let before = of_dialogs.iter_mut().find(|(of, _)| of.is_some() && *of == dialog);
        match before {
            Some((_, before)) if names_speakers(before) || !names_speakers(&turns) => {}
            Some((_, before)) => *before = turns,
            None => of_dialogs.push((dialog, turns)),
        }
    }
    Ok(of_dialogs.into_iter().flat_map(|(_, turns)| turns).collect())
}

/// The turns of a transcript that somebody made of the dialog.
fn spoken(made: &Json<'_>, parties: &[Option<String>]) -> Result<Vec<Turn>, SourceError> {
    let Some(body) = made.get("body") else { return Ok(Vec::new()) };
    let line = line_of(made);
    let Some(text) = body.text() else { return Ok(in_pieces(&body, parties)) };
    // JSON may stand in a text of its own.
    if is_json(&text) {
        let inner = Json::of(&text)?;
        let turns = in_pieces(&inner, parties).into_iter();
        return Ok(turns.map(|turn| Turn { line, ..turn }).collect());
    }
    let turns = match &text {
        text if text.starts_with("WEBVTT") => subtitles::web_vtt(text)?,
        text if text.starts_with(STYLED_SUBTITLES) => Vec::new(),
        text => spoken_lines::read(text),
    };
    let turns = turns.into_iter();
    Ok(turns.map(|turn| Turn { line, ..turn }).collect())
}

fn in_pieces(body: &Json<'_>, parties: &[Option<String>]) -> Vec<Turn> {
    let mut names = names::speakers_in(body, MOST_LEVELS);
    let of_parties: HashMap<String, String> = parties
        .iter()
        .enumerate()
        .filter_map(|(index, name)| Some((format!("{PARTY} {index}"), name.clone()?)))
        .collect();
    names.extend(of_parties);
    let pieces = Pieces::of(body);
    pieces.map(|pieces| pieces.turns(&names)).unwrap_or_default()
}

/// The party with an index.
fn party(index: &Json<'_>, parties: &[Option<String>]) -> Option<String> {
    let index: usize = index.label()?.parse().ok()?;
    parties.get(index)?.clone()
}

fn line_of(value: &Json<'_>) -> usize {
    value.whole().get(..value.place()).unwrap_or_default().matches('\n').count() + 1
}
