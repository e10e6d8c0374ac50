//! Transcripts of other makes: what each format is read as.

use coach::hearing::{SourceFormat, Transcript};

use crate::room::{told, transcript};
use crate::turns::Source;

const BRIEFERS: &[&str] = &["MS. JEAN-PIERRE"];
const ECONOMISTS: &[&str] = &["CHAIR ROUSE", "DIRECTOR YOUNG"];

/// Words of the government of the United States, in files by others' programs: see `public/README.md`.
pub(crate) const PUBLIC: [Source; 5] = [
    ("briefing.txt", include_str!("public/briefing.txt"), BRIEFERS),
    ("briefing.vtt", include_str!("public/briefing.vtt"), BRIEFERS),
    ("briefing.srt", include_str!("public/briefing.srt"), ECONOMISTS),
    ("briefing.json", include_str!("public/briefing.json"), ECONOMISTS),
    ("briefing.vcon", include_str!("public/briefing.vcon"), BRIEFERS),
];

#[test]
fn each_format_is_read_from_a_file_of_another_make() {
    let formats = [
        SourceFormat::Text,
        SourceFormat::WebVtt,
        SourceFormat::SubRip,
        SourceFormat::Json,
        SourceFormat::VCon,
    ];
    for ((name, text, buyers), format) in PUBLIC.into_iter().zip(formats) {
        let read = transcript(name, text);
        assert_eq!(read.format, format, "{name}");
        let of_buyers = |transcript: &Transcript| {
            let is_buyer = |speaker: &str| buyers.contains(&speaker);
            let turns = transcript.turns.iter();
            turns.filter(|turn| turn.speaker.as_deref().is_some_and(is_buyer)).count()
        };
        // The excerpt has one answer, of which only the first paragraph stands behind a name.
        let least = if format == SourceFormat::Text { 1 } else { 10 };
        assert!(of_buyers(&read) >= least, "{name}: {:#?}", told(&read));
        // What a file is called says nothing where its content does.
        assert_eq!(transcript("talk", text).format, format, "{name}");
    }
    assert_eq!(transcript("briefing.vcon", PUBLIC[4].1).date, Some("2023-01-18".parse().unwrap()));
}

/// Written by recorders themselves, and shortened: how many turns, and how some of them begin.
const RECORDED: [(&str, &str, usize, &[&str]); 10] = [
    (
        "amazon-bedrock.json",
        include_str!("public/amazon-bedrock.json"),
        4,
        &["1620 spk_1: Hello. Sleepaway Camp Hotel.", "7770 spk_0: Hi there. I had just,"],
    ),
    (
        "amazon-call-analytics.json",
        include_str!("public/amazon-call-analytics.json"),
        4,
        &[
            "40 AGENT: Thank you for calling Anchor",
            "6310 CUSTOMER: Hi um Okay",
            "7940 AGENT: Yeah.",
        ],
    ),
    (
        "amazon-labels.json",
        include_str!("public/amazon-labels.json"),
        2,
        &[
            "16420 spk_0: what is going on in dispatch?",
            "27970 spk_1: The drivers who were perhaps in the slowest",
        ],
    ),
    (
        "assemblyai.json",
        include_str!("public/assemblyai.json"),
        1,
        &["170 A: Yeah. As much as it's worth celebrating"],
    ),
    (
        "azure.json",
        include_str!("public/azure.json"),
        2,
        &["40 1: Run Alabama drivers license.", "2280 2: 0030"],
    ),
    (
        "deepgram.json",
        include_str!("public/deepgram.json"),
        7,
        &[
            "3040 0: And,",
            "17660 1: Drew, thank you so much. It's",
            "23675 1: And I can",
            "24875 0: report it's opened and stowed.",
        ],
    ),
    (
        "deepgram-paragraphs.json",
        include_str!("public/deepgram-paragraphs.json"),
        13,
        &[
            "3040 0: And, Jessica, Christina, we are so proud of you.",
            "17660 1: Drew, thank you so much.",
            "24875 0: report it's opened and stowed.",
        ],
    ),
    (
        "google.json",
        include_str!("public/google.json"),
        1,
        &["12900 2: There was a plan about 10 vans ago"],
    ),
    (
        "music-store.vcon",
        include_str!("public/music-store.vcon"),
        6,
        &["- Agent: Hello! My name is Michael", "- Customer: Oh, hi! Yes, my name is Martha Lee."],
    ),
    (
        "rev.json",
        include_str!("public/rev.json"),
        2,
        &["300 0: Hi, my name's Jack resinger.", "44010 0: Many of the things we're gonna be"],
    ),
];

#[test]
fn what_recorders_wrote_is_read_with_who_spoke_and_when() {
    for (name, text, count, wanted) in RECORDED {
        let read = transcript(name, text);
        let said: Vec<String> = read
            .turns
            .iter()
            .map(|turn| {
                let start = turn.start.map_or("-".to_owned(), |start| start.to_string());
                let speaker = turn.speaker.as_deref().unwrap_or("-");
                format!("{start} {speaker}: {}", turn.text.trim())
            })
            .collect();
        assert_eq!(said.len(), count, "{name}: {said:#?}");
        for begin in wanted {
            assert!(said.iter().any(|said| said.starts_with(begin)), "{name}, {begin}: {said:#?}");
        }
    }
}

#[test]
fn bare_words_are_joined_to_what_each_says_in_a_row() {
    let word = |text: &str, speaker: &str, start: f64| {
        format!(r#"{{"text": "{text}", "speaker_id": "{speaker}", "start": {start}}}"#)
    };
    let words = [
        word("Who", "one", 1.5),
        word(" ", "one", 1.7),
        word("pays", "one", 1.8),
        word("?", "one", 2.0),
        word("Us", "two", 3.0),
        word(".", "one", 3.2),
    ];
    let text = format!(r#"{{"text": "Who pays? Us.", "words": [{}]}}"#, words.join(", "));
    assert_eq!(
        told(&transcript("talk.json", text)),
        ["1500 L1 one: Who pays?", "3000 L1 two: Us."]
    );
    let nobody = r#"{"results": {"channels": [{"alternatives": [{"transcript": "we do",
        "words": [{"word": "we", "start": 0.5}, {"word": "do", "start": 0.9}]}]}]}}"#;
    assert_eq!(told(&transcript("talk.json", nobody)), ["500 L2 -: we do"]);
}

#[test]
fn of_the_transcripts_of_one_dialog_the_first_that_names_who_speaks_is_read() {
    let made = |dialog: usize, body: &str| {
        format!(
            r#"{{"type": "transcript", "dialog": {dialog}, "encoding": "none", "body": {body}}}"#
        )
    };
    let bare = made(0, r#"[{"text": "We have it"}]"#);
    let named = made(0, r#"[{"speaker": "Dana", "text": "We have it"}]"#);
    let styled = made(0, r#""[Script Info]\nDialogue: 0,0:00:01.00,We have it""#);
    let later = made(1, r#"[{"text": "Good bye"}]"#);
    let read = |all: &[&str]| {
        let all = all.join(", ");
        told(&transcript("talk.vcon", format!(r#"{{"vcon": "0.0.1", "analysis": [{all}]}}"#)))
    };
    assert_eq!(read(&[&bare, &styled, &bare, &later]), ["- L1 -: We have it", "- L1 -: Good bye"]);
    assert_eq!(read(&[&bare, &named, &bare]), ["- L1 Dana: We have it"]);
}

/// In the shapes that recorders document, the same two turns: who speaks at 12.31 s and at 75.2 s.
const RECORDERS: [(&str, &str, &str, [&str; 2]); 6] = [
    (
        "Fireflies",
        include_str!("recorders/fireflies.json"),
        "12310 75200",
        ["Tom Field", "Ruth Adeyemi"],
    ),
    ("Gong", include_str!("recorders/gong.json"), "12310 75200", ["Tom Field", "Ruth Adeyemi"]),
    ("Otter", include_str!("recorders/otter.json"), "- -", ["Tom Field", "Ruth Adeyemi"]),
    ("Amazon Transcribe", include_str!("recorders/aws.json"), "12310 75200", ["spk_0", "spk_1"]),
    (
        "WhisperX",
        include_str!("recorders/whisperx.json"),
        "12310 75200",
        ["SPEAKER_00", "SPEAKER_01"],
    ),
    ("Recall", include_str!("recorders/recall.json"), "12310 75200", ["Tom Field", "Ruth Adeyemi"]),
];

#[test]
fn the_shapes_of_recorders_are_told_by_their_names_for_things() {
    for (maker, text, times, [first, second]) in RECORDERS {
        let read = transcript("call.json", text);
        let said: Vec<String> = read
            .turns
            .iter()
            .map(|turn| format!("{}: {}", turn.speaker.as_deref().unwrap_or("-"), turn.text.trim()))
            .collect();
        let wanted = [
            format!("{first}: Who decides about this?"),
            format!("{second}: My brother and I, and the bank."),
        ];
        assert_eq!(said, wanted, "{maker}");
        let starts: Vec<String> = read
            .turns
            .iter()
            .map(|turn| turn.start.map_or("-".to_owned(), |start| start.to_string()))
            .collect();
        assert_eq!(starts.join(" "), times, "{maker}");
    }
}

#[test]
fn subtitles_name_who_speaks_in_tags_before_colons_in_brackets_or_above_the_time() {
    let head = "WEBVTT - made by hand\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnobody: says this\n\n";
    let cue = |text: &str| format!("{head}7\n00:12:31.400 --> 00:12:35.000 align:start\n{text}\n");
    for (text, wanted) in [
        ("<v Kim Osei>We &amp; they <i>have</i> it</v>", "751400 L12 Kim Osei: We & they have it"),
        ("<v.loud Kim Osei>We\nhave it", "751400 L12 Kim Osei: We / have it"),
        ("Kim Osei: We have it", "751400 L12 Kim Osei: We have it"),
        ("[Kim Osei] We have it", "751400 L12 Kim Osei: We have it"),
        ("[SPEAKER_01]: We have it", "751400 L12 SPEAKER_01: We have it"),
        ("We have it", "751400 L12 -: We have it"),
        ("<c.yellow>We</c> <00:12:32.000>have it", "751400 L12 -: We have it"),
    ] {
        assert_eq!(told(&transcript("talk.vtt", cue(text))), [wanted], "{text}");
    }
    let webex = "WEBVTT\n\n1 \"Kim Osei\" (1023)\n00:12:31.400 --> 00:12:35.000\nWe have it\n";
    assert_eq!(told(&transcript("talk.vtt", webex)), ["751400 L5 Kim Osei: We have it"]);
}

#[test]
fn one_cue_may_hold_the_words_of_two() {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kim>Is it?</v> <v Dana>It is.</v>\n";
    assert_eq!(
        told(&transcript("talk.vtt", text)),
        ["1000 L4 Kim: Is it?", "1000 L4 Dana: It is."]
    );
    let text = "1\n00:00:01,000 --> 00:00:02,000\nKim: Is it?\nDana: It is.\n2\n00:00:03,000 --> 00:00:04,000\nDana: Yes\nof the\nBudget: no\n";
    assert_eq!(
        told(&transcript("talk.srt", text)),
        [
            "1000 L3 Kim: Is it?",
            "1000 L4 Dana: It is.",
            "3000 L7 Dana: Yes / of the",
            "3000 L9 -: Budget: no"
        ]
    );
    for mark in ["- ", "– ", ">> ", "&gt;&gt; "] {
        let text =
            format!("1\n00:00:01,000 --> 00:00:02,000\n- Dana: Is there any?\n{mark}We have it.\n");
        let second = &told(&transcript("talk.srt", text))[1];
        assert!(second.starts_with("1000 L4 -: "), "{second}");
    }
}

#[test]
fn one_piece_of_a_recorder_may_hold_the_words_of_two() {
    let words = r#"[{"word": "We", "speaker": "Dana"}, {"word": "never", "speaker": "Sam"},
        {"word": "have", "speaker": "Dana"}, {"word": "it", "speaker": "Dana"}, {"word": "here"}]"#;
    for item in [
        format!(r#"{{"words": {words}}}"#),
        format!(r#"{{"text": "We never have it here", "speaker": "Dana", "words": {words}}}"#),
    ] {
        assert_eq!(
            told(&transcript("talk.json", format!(r#"{{"segments": [{item}]}}"#))),
            ["- L1 Dana: We", "- L1 Sam: never", "- L2 Dana: have it", "- L2 -: here"],
            "{item}"
        );
    }
    let users = r#"{"timeline": [{"users": [{"username": "Dana"}], "text": "We have it"},
        {"users": [{"username": "Dana"}, {"username": "Sam"}], "text": "All of it"}]}"#;
    assert_eq!(
        told(&transcript("talk.json", users)),
        ["- L1 Dana: We have it", "- L2 -: All of it"]
    );
}

#[test]
fn mail_in_a_vcon_is_its_writers_up_to_what_others_wrote() {
    let vcon = r#"{"parties": [{"name": "Alice"}, {"mailto": "bob@example.com"}], "dialog": [
      {"type": "text", "start": "2022-09-23T23:34:32.000+00:00", "parties": [1, 0], "encoding": "none",
       "body": "All is fine.\n> Is it?\nOn Friday, Alice wrote:\n  We will pay.\n"},
      {"type": "recording", "body": "UklGRg", "encoding": "base64url"}], "analysis": []}"#;
    let read = transcript("mail.json", vcon);
    assert_eq!(
        told(&read),
        [
            "- L2 bob@example.com: All is fine.",
            "- L2 -: > Is it?",
            "- L2 -: On Friday, Alice wrote:",
            "- L2 -: We will pay."
        ]
    );
    assert_eq!(read.date, Some("2022-09-23".parse().unwrap()));
}

#[test]
fn texts_in_other_encodings_are_read_or_refused_aloud() {
    let text = "Dana: Wir zahlen 50 € für „alles“.\n";
    let utf_16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff_u16).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let with_mark = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), with_mark, utf_16(true), utf_16(false)] {
        let read = transcript("talk.txt", &bytes);
        assert_eq!(told(&read), ["- L1 Dana: Wir zahlen 50 € für „alles“."]);
        assert_eq!(read.guessed_encoding, None);
    }
    let western = b"Dana: Wir zahlen 50 \x80 f\xfcr \x84alles\x93.\n";
    let read = transcript("talk.txt", western);
    assert_eq!(told(&read), ["- L1 Dana: Wir zahlen 50 € für „alles“."]);
    assert_eq!(read.guessed_encoding, Some("windows-1252"));
}
