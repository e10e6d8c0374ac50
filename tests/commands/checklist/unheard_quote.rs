use super::desk::{Desk, READY};

const TALK: &str = "WEBVTT

00:12:31.000 --> 00:12:35.000
<v Dana Keller>We have four thousand
a month set aside.

00:12:36.000 --> 00:12:40.000
<v Sam Ortiz>So it is agreed.

00:14:00.000 --> 00:14:05.000
<v Dana Keller>I don't think it is agreed.
";

/// A desk where the talk is, and a deal that quotes it.
fn checked(quote: &str, at: &str, by: &str) -> Vec<String> {
    let facts = deal(quote, at, by);
    Desk::plain().where_it_says("calls/a.vtt", TALK).check(&facts).words("unheard-quote")
}

fn deal(quote: &str, at: &str, by: &str) -> String {
    let money =
        format!("  money: {{ answer: agreed, by: {by}, quote: \"{quote}\", at: '{at}' }}\n");
    READY.replace("  money: agreed\n", &money)
}

#[test]
fn a_quote_that_stands_is_no_finding() {
    for (quote, at) in [
        ("We have four thousand a month set aside", "calls/a.vtt#00:12:31"),
        ("we HAVE four thousand…", "calls/a.vtt#12:31"),
        ("four thousand a month", "calls/a.vtt#00:12:33"),
        ("four thousand a month", "calls/a.vtt#L4"),
        ("four thousand a month", "calls/a.vtt#L5"),
        ("four thousand a month", "calls/a.vtt"),
    ] {
        assert_eq!(checked(quote, at, "dana keller"), [""; 0], "{quote} {at}");
    }
}

#[test]
fn one_that_is_gone_or_said_by_another_is() {
    assert_eq!(
        checked("We have five thousand", "calls/a.vtt#00:12:31", "Dana Keller"),
        [
            "the quote for `money` does not stand in `calls/a.vtt`; write the words as they stand there, or ask again and take the quote away"
        ]
    );
    assert_eq!(
        checked("it is agreed", "calls/a.vtt#00:12:36", "Dana Keller"),
        [
            "the quote for `money` is what `Sam Ortiz` said, not `Dana Keller`; write `by` as `calls/a.vtt` has it, or take the quote away"
        ]
    );
    assert_eq!(
        checked("four thousand a month", "calls/a.vtt#00:14:00", "Dana Keller"),
        [
            "the quote for `money` does not stand at `calls/a.vtt#00:14:00`; it stands at `calls/a.vtt#00:12:31`"
        ]
    );
}

#[test]
fn a_source_that_is_gone_is_found_and_does_not_stop_the_check() {
    let facts = deal("it is agreed", "calls/b.vtt#L1", "Dana");
    let found =
        Desk::plain().without("calls/b.vtt", "there is no file `calls/b.vtt`").check(&facts);
    assert_eq!(found.told(), ["8:45 error unheard-quote money"]);
    assert_eq!(
        found.words("unheard-quote"),
        [
            "nobody can tell whether the quote for `money` was said: there is no file `calls/b.vtt`; put the source where `at` says, or take `quote` and `at` away"
        ]
    );
}

#[test]
fn it_may_be_waived() {
    let facts = deal("it is agreed", "calls/a.vtt#00:12:31", "Dana Keller");
    let waived = "waivers: [{ rule: unheard-quote, because: It stays with the buyer. }]\n";
    let found = Desk::plain().where_it_says("calls/a.vtt", TALK).check(&(facts + waived));
    assert_eq!(found.told(), ["8:52 waived unheard-quote money"]);
}
