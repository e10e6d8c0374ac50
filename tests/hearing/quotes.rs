//! What is folded in a quote, and what is not.

use crate::room::{is_heard, transcript};

/// Whether `quote` is heard where Dana said `said`.
fn stands(said: &str, quote: &str) -> bool {
    let transcript =
        transcript("talk.txt", format!("Sam: What of it?\nDana: {said}\n\nSam: I see.\n"));
    is_heard(&transcript, &["Dana"], quote, None)
}

#[test]
fn case_typography_blanks_sounds_and_punctuation_are_folded() {
    for (said, quote) in [
        ("We have four thousand set aside.", "we HAVE four thousand set aside"),
        ("We don't have it yet.", "“We don’t have it, yet…”"),
        ("So, um, we pay 40 euros, uh, a seat.", "So we pay 40 euros a seat"),
        ("So we pay 40 euros a seat.", "So, ummm, we pay – erm – 40 euros a seat"),
        ("It's a no-show rate of 12 %.", "it’s a no show rate of 12%"),
        ("The café is naïve.", "the cafe\u{301} is nai\u{308}ve"),
        ("We\u{a0}pay\u{2009}for it,\nall of it", "we pay for it, all of it"),
        ("That is 1,000,000 a year", "that is 1000000 a year"),
        ("ten–twenty people — no more", "ten-twenty people, no more"),
        ("from 20-50 people", "from 20 – 50 people"),
        ("the ﬁnal oﬀer", "the final offer"),
        ("we (all of us) agree", "we, all of us, agree"),
        ("We have **four thousand** set _aside_", "we have four thousand set aside"),
        ("We have four—uh—thousand set aside", "we have four thousand set aside"),
    ] {
        assert!(stands(said, quote), "{quote:?} was said: {said:?}");
    }
}

#[test]
fn nothing_that_carries_meaning_is_folded() {
    for (said, quote) in [
        ("It is 4.5 a seat", "it is 45 a seat"),
        ("It is 4.5 a seat", "it is 4,5 a seat"),
        ("It is 1,200 a year", "it is 1200 a year"),
        ("It is 1.200 a year", "it is 1,200 a year"),
        ("It is .5 a seat", "it is 5 a seat"),
        ("We grew by -5 percent", "we grew by 5 percent"),
        ("We grew by 5 percent", "we grew by -5 percent"),
        ("We grew by 5 percent", "we grew by −5 percent"),
        ("We lose 50% of them", "we lose 50 of them"),
        ("from 20-50 people", "from 20 50 people"),
        ("It takes < 20 days", "it takes > 20 days"),
        ("It takes < 20 days", "it takes 20 days"),
        ("It costs 40 € a day", "it costs 40 $ a day"),
        ("We're ready to sign", "were ready to sign"),
        ("We can't sign it", "we cant sign it"),
        ("We can't sign it", "we can sign it"),
        ("at 7:30 every day", "at 730 every day"),
        ("in 10² places", "in 102 places"),
        ("We do, like, so well", "we do so well"),
        ("uh-uh we will not", "we will not, huh"),
        ("Mhm, that is fine", "that is fine, mhm"),
        ("We have a budget", "we have budget"),
        ("We have 4 seats", "we have four seats"),
        ("We have a budget for cleaning and none for this", "we have a budget … for this"),
        ("We and/or they", "we and or they"),
        ("AT&T runs it", "AT T runs it"),
        ("It came to -€5 a seat", "it came to €5 a seat"),
        ("Profit:-5 a seat", "profit 5 a seat"),
        ("It came to '-5' a seat", "it came to 5 a seat"),
        ("It came to £2·5 a seat", "it came to £2 5 a seat"),
        ("It takes 5′ a seat", "it takes 5″ a seat"),
        ("It is 5 * 3 a seat", "it is 5 3 a seat"),
        ("We closed the ER in May", "we closed the in May"),
    ] {
        assert!(!stands(said, quote), "{quote:?} was not said: {said:?}");
    }
}

#[test]
fn a_sound_that_is_a_word_elsewhere_is_none_where_the_playbook_speaks_otherwise() {
    let text = "Jan: Und?\nAnna Weiß: Er hat zugesagt, und wir treffen uns um acht.\n";
    let talk = transcript("talk.txt", text);
    assert!(!is_heard(&talk, &["Anna Weiß"], "wir treffen uns acht", None));
    assert!(is_heard(
        &talk,
        &["Anna Weiß"],
        "Er hat zugesagt, ähm, und wir treffen uns um acht",
        None
    ));
    assert!(!is_heard(&talk, &["Anna Weiß"], "ähm", None));
}

#[test]
fn nor_is_it_where_the_talk_speaks_otherwise_than_the_playbook() {
    for (said, quote) in [
        ("Das hat er nicht genehmigt.", "Das hat nicht genehmigt"),
        ("Das ist genehmigt worden.", "Das ist er genehmigt worden"),
        ("Es geht um Geld bei uns.", "Es geht Geld bei uns"),
        ("Temos um orçamento para isso.", "temos orçamento para isso"),
        ("Det er penger til det.", "det penger til det"),
    ] {
        assert!(!stands(said, quote), "{quote:?} was not said: {said:?}");
    }
}

#[test]
fn one_word_is_a_quote_only_where_it_is_all_that_is_said() {
    let talk = transcript(
        "talk.txt",
        "Sam: Is it approved?\nDana: Yes.\n\nSam: Really?\nDana: Yes, it is.\n",
    );
    assert!(is_heard(&talk, &["Dana"], "Yes", None));
    assert!(!is_heard(&talk, &["Dana"], "is", None));
    assert!(!is_heard(&talk, &["Dana"], "um", None));
    assert!(!is_heard(&talk, &["Dana"], "…", None));
    assert!(!is_heard(&talk, &["Dana"], "  ", None));
    for (turns, is_whole) in [
        (["The budget is not", "agreed."], false),
        (["The budget?", "Agreed"], false),
        (["The budget?", "Agreed."], true),
    ] {
        let cues = turns.map(|words| format!("00:01.000 --> 00:02.000\n<v Dana>{words}\n\n"));
        let text = format!("WEBVTT\n\n{}00:03.000 --> 00:04.000\n<v Dana>in part\n", cues.concat());
        let talk = transcript("talk.vtt", text);
        assert_eq!(is_heard(&talk, &["Dana"], "agreed", None), is_whole, "{turns:?}");
    }
}

#[test]
fn words_go_on_over_the_turns_of_one_speaker_and_no_further() {
    let talk = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana>We have four thousand\n\n\
                00:02.000 --> 00:03.000\n<v Dana>a month set aside.\n\n\
                00:03.000 --> 00:04.000\n<v Sam>Right.\n\n\
                00:04.000 --> 00:05.000\n<v Dana>For next year.\n";
    let talk = transcript("talk.vtt", talk);
    assert!(is_heard(&talk, &["Dana"], "we have four thousand a month set aside", None));
    assert!(!is_heard(&talk, &["Dana"], "a month set aside for next year", None));
    assert!(!is_heard(&talk, &["Dana"], "a month set aside right for next year", None));
}
