//! What recorders call the parts of a transcript, however they put the words of a name together.

use std::collections::HashMap;

use super::json::Json;

/// Lists of pieces, the finer ones that name who speaks before others of the same file.
pub(super) const LISTS: &[&str] = &[
    "utterances",
    "sentences",
    "monologues",
    "segments",
    "transcript",
    "transcripts",
    "turns",
    "callTranscripts",
    "entries",
    "events",
    "messages",
    "speaker_turns",
    "audio_segments",
    "transcription",
    "captions",
    "items",
    "transcript_segments",
    "timeline",
    "recognizedPhrases",
    "results",
    "paragraphs",
    "blocks",
    "dialogue",
];

/// The list of all words, where nothing else tells who says them.
pub(super) const WORDS: &str = "words";

/// Maps and lists in which a list of pieces may stand.
pub(super) const WITHIN: &[&str] = &[
    "data",
    "result",
    "results",
    "response",
    "payload",
    "recording",
    "meeting",
    "call",
    "transcript",
    "transcription",
    "paragraphs",
    "metadata",
    "body",
    "json",
];

/// The words of a piece.
pub(super) const TEXTS: &[&str] = &[
    "text",
    "raw_text",
    "transcript",
    "sentence",
    "content",
    "words_text",
    "display",
    "message",
    "body",
    "caption",
    "utterance",
    "value",
    "word",
];

/// Lists of finer parts, whose words make those of the piece.
pub(super) const PARTS: &[&str] = &["sentences", "elements", "words", "tokens"];

/// Finer parts of which one counts: what a machine may have heard, the most likely first.
pub(super) const LIKELY: &[&str] = &["alternatives", "nBest"];

/// The words of a finer part, as they are written for people.
pub(super) const PART_TEXTS: &[&str] =
    &["punctuated_word", "text", "value", "word", "sentence", "display", "transcript", "content"];

/// Who says a piece.
pub(super) const SPEAKERS: &[&str] = &[
    "speaker_name",
    "speaker",
    "speaker_label",
    "participant",
    "participant_name",
    "name",
    "user",
    "user_name",
    "users",
    "author",
    "from",
    "speaker_id",
    "speaker_index",
    "speaker_tag",
    "participant_role",
    "channel_tag",
    PARTY,
];

/// The number of one of a vCon's parties.
pub(super) const PARTY: &str = "party";

/// What somebody is called, in a list of those who speak.
pub(super) const NAMES: &[&str] =
    &["name", "speaker_name", "display_name", "full_name", "label", "user_name"];

/// What stands for somebody in the pieces.
const IDS: &[&str] = &["speaker_id", "id", "index", "speaker", "speaker_index"];

/// Lists of those who speak.
const LISTS_OF_SPEAKERS: &[&str] = &["speakers", "parties", "participants", "attendees"];

/// When a piece begins.
pub(super) const STARTS: &[&str] = &[
    "start_time",
    "start",
    "start_ms",
    "start_timestamp",
    "start_timestamp_millis",
    "begin_offset_millis",
    "begin",
    "begin_time",
    "offsetMilliseconds",
    "offset",
    "timestamp",
    "ts",
    "time",
    "from_time",
];

/// When it ends.
pub(super) const ENDS: &[&str] = &[
    "end_time",
    "end",
    "end_ms",
    "end_timestamp",
    "end_timestamp_millis",
    "end_offset_millis",
    "finish",
];

/// The day of a talk.
pub(super) const DAYS: &[&str] = &[
    "date",
    "date_string",
    "meeting_date",
    "started",
    "start_time",
    "recorded_at",
    "scheduled",
    "start",
];

/// Who is meant by what stands for somebody in the pieces.
pub(super) fn speakers_in(root: &Json<'_>, levels: usize) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut level = vec![root.clone()];
    for _ in 0..levels {
        let mut below = Vec::new();
        for value in &level {
            for list in LISTS_OF_SPEAKERS.iter().filter_map(|name| value.get(name)) {
                list.items().iter().for_each(|speaker| take_in(&mut names, speaker));
            }
            below.extend(WITHIN.iter().filter_map(|name| value.get(name)).filter(Json::is_map));
        }
        level = below;
    }
    names
}

fn take_in(names: &mut HashMap<String, String>, speaker: &Json<'_>) {
    let named = NAMES.iter().find_map(|key| speaker.get(key)?.text());
    let id = IDS.iter().find_map(|key| speaker.get(key)?.label());
    if let (Some(name), Some(id)) = (named.filter(|name| !name.trim().is_empty()), id) {
        names.entry(id).or_insert(name);
    }
}
