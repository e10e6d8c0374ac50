//! Text in which names stand before words, in the ways in which people and recorders write it.

use crate::room::{is_heard, told, transcript};

fn turns(text: &str) -> Vec<String> {
    told(&transcript("talk.txt", text))
}

#[test]
fn a_name_stands_before_words_with_or_without_a_time() {
    for text in [
        "Sam: Hello there.\nDana Keller: We have it.",
        "Sam:   Hello there.\n\n**Dana Keller:** We have it.",
        "- Sam: Hello there.\n- Dana Keller: We have it.",
        "* Sam: Hello there.\n* Dana Keller: We have it.",
        "*Sam:* Hello there.\n__Dana Keller__: We have it.",
    ] {
        let turns: Vec<String> = turns(text)
            .iter()
            .map(|turn| turn.split_once(' ').unwrap().1.split_once(' ').unwrap().1.to_owned())
            .collect();
        assert_eq!(turns, ["Sam: Hello there.", "Dana Keller: We have it."], "{text}");
    }
    for text in [
        "[00:00:03] Sam: Hello there.\n[00:12:31] Dana Keller: We have it.",
        "00:00:03 Sam: Hello there.\n00:12:31 Dana Keller: We have it.",
        "(0:03) Sam: Hello there.\n(12:31) Dana Keller: We have it.",
        "0:03 AM Sam: Hello there.\n12:31 pm Dana Keller: We have it.",
        "Sam (00:00:03): Hello there.\nDana Keller (00:12:31): We have it.",
        "Sam [0:03]: Hello there.\nDana Keller [12:31]: We have it.",
        "**Sam** (0:03): Hello there.\n**Dana Keller** (12:31): We have it.",
        "[00:00:03 - 00:00:05] Sam: Hello there.\n[00:12:31 --> 00:12:40] Dana Keller: We have it.",
    ] {
        assert_eq!(
            turns(text),
            ["3000 L1 Sam: Hello there.", "751000 L2 Dana Keller: We have it."],
            "{text}"
        );
    }
    for text in [
        "Sam  0:03\nHello there.\n\nDana Keller  12:31\nWe have it.",
        "0:03 Sam\nHello there.\n\n12:31 Dana Keller\nWe have it.",
        "Sam - 00:03\nHello there.\n\nDana Keller - 12:31\nWe have it.",
        "[Sam] 00:00:03\nHello there.\n\n[Dana Keller] 00:12:31\nWe have it.",
        "Sam (00:03):\nHello there.\n\nDana Keller (12:31):\nWe have it.",
        "Sam  0:03 AM\nHello there.\n\nDana Keller  12:31 PM\nWe have it.",
        "00:03 | Sam\nHello there.\n\n12:31 | Dana Keller\nWe have it.",
    ] {
        assert_eq!(
            turns(text),
            ["3000 L2 Sam: Hello there.", "751000 L5 Dana Keller: We have it."],
            "{text}"
        );
    }
    let alone = "Sam\n0:03\nHello there.\n\nDana Keller\n12:31\nWe have it.";
    assert_eq!(turns(alone), ["3000 L3 Sam: Hello there.", "751000 L7 Dana Keller: We have it."]);
}

#[test]
fn words_behind_a_blank_line_are_nobodys() {
    let text = "Dana: We have it.\nAll of it.\n\nThe money is approved.\n";
    assert_eq!(
        turns(text),
        ["- L1 Dana: We have it. / All of it.", "- L4 -: The money is approved."]
    );
}

#[test]
fn what_another_one_wrote_before_is_not_who_quotes_it() {
    let text = "Dana: We agree.\n> The money is approved.\nYours, Dana\n";
    assert_eq!(
        turns(text),
        ["- L1 Dana: We agree.", "- L2 -: > The money is approved.", "- L3 -: Yours, Dana"]
    );
}

#[test]
fn sentences_with_a_colon_name_nobody() {
    let text = "Dana: We need three things.\nOne of them is this: money.\nSee https://example.com for more, at 10:30.\n12:30 works for us.\n";
    assert_eq!(turns(text).len(), 1);
}

#[test]
fn times_without_a_name_name_nobody() {
    let text = "[00:00:03] Hello there.\n[00:00:09] We have it.\n";
    assert_eq!(turns(text), ["3000 L1 -: Hello there.", "9000 L2 -: We have it."]);
}

#[test]
fn words_behind_what_may_be_another_name_are_nobodys() {
    for line in [
        "Sam - we have it",
        "Sam> we have it",
        "<Sam> we have it",
        "[Sam] we have it",
        "(Sam Ortiz) we have it",
        "**Sam** we have it",
        "_Sam Ortiz_ we have it",
        "| Sam | we have it |",
        "@Sam we have it",
        "Sam\t0:12\twe have it",
        "Sam 00:12 we have it",
        "00:12 - Sam - we have it",
        "sam ortiz: we have it",
        "our side: we have it",
        "speaker 2: we have it",
        "Sam:we have it",
        "Sam*: we have it",
        "Sam Lee | Northwind: we have it",
        "Sam (of ours, who writes all of this down for us): we have it",
        "----\nwe have it",
        "## Then\nwe have it",
    ] {
        let talk = transcript("talk.txt", format!("Dana: Hi.\n{line}\nall of it\n"));
        assert!(!is_heard(&talk, &["Dana"], "we have it", None), "{line}");
        assert!(!is_heard(&talk, &["Dana"], "all of it", None), "{line}");
    }
    for line in ["0:15 we have it", "00:00:15 - Sam - we have it"] {
        for dana in ["0:12 Dana", "[0:12] Dana: Hi."] {
            let talk = transcript("talk.txt", format!("{dana}\n{line}\n\nDana: Hi.\n"));
            assert!(!is_heard(&talk, &["Dana"], "we have it", None), "{dana}, {line}");
        }
    }
}

#[test]
fn lines_that_only_look_like_a_little_of_that_go_on() {
    for line in [
        "we have it",
        "(all of it) we have it",
        "- we have it",
        "and so on - we have it",
        "there are two things: we have it",
        "[laughs] we have it",
        "12:30 is right, we have it",
    ] {
        let talk = transcript("talk.txt", format!("Dana: Hi.\n{line}\n"));
        assert!(is_heard(&talk, &["Dana"], "we have it", None), "{line}");
    }
}
