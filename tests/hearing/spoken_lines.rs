//! Text in which names stand before words, in the ways in which people and recorders write it.

use crate::room::{told, transcript};

fn turns(text: &str) -> Vec<String> {
    told(&transcript("talk.txt", text))
}

#[test]
fn a_name_stands_before_words_with_or_without_a_time() {
    for text in [
        "Sam: Hello there.\nDana Keller: We have it.",
        "Sam:   Hello there.\n\n**Dana Keller:** We have it.",
        "- Sam: Hello there.\n- Dana Keller: We have it.",
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
        "Sam (00:00:03): Hello there.\nDana Keller (00:12:31): We have it.",
        "Sam [0:03]: Hello there.\nDana Keller [12:31]: We have it.",
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
