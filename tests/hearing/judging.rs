//! What becomes of a proposal, and why.

use coach::deal::{Facts, KnownFrom};
use coach::hearing::{Heard, Remark, Ruling, Transcript, heard_buyers, learned};
use coach::playbook::load;
use coach::text::source::SourceFile;

use crate::room::{facts, heard, playbook, transcript};

const TALK: &str = "WEBVTT

00:00:05.000 --> 00:00:07.000
<v Sam Ortiz>I guess your budget is approved?

00:12:31.400 --> 00:12:35.000
<v Dana Keller>We have four thousand a month set aside.

00:12:36.000 --> 00:12:40.000
<v Dana Keller>I don't think it is approved. About 35 people book.

00:12:41.000 --> 00:12:45.000
<v Kim Osei>It has to live in a cloud. Is it approved by the end of the year?
";

fn talk() -> Transcript {
    transcript("talk.vtt", TALK)
}

/// What becomes of proposals: a line each.
fn rulings(json: &str) -> Vec<String> {
    let playbook = playbook();
    let heard = heard(&playbook, &talk(), &["dana  keller", "Kim Osei"], &facts(json));
    heard.iter().map(told).collect()
}

fn told(heard: &Heard) -> String {
    let ruling = match &heard.ruling {
        Ruling::Heard(fact) => format!(
            "heard: {} {} “{}”",
            fact.by.as_deref().unwrap_or("-"),
            fact.at.as_ref().unwrap().as_written(),
            fact.quote.as_deref().unwrap()
        ),
        Ruling::Assumed(fact) => {
            assert_eq!((fact.source, &fact.quote, &fact.at), (KnownFrom::Assumption, &None, &None));
            "assumed".to_owned()
        }
        Ruling::Refused => "refused".to_owned(),
        Ruling::Wrong => "wrong".to_owned(),
    };
    let why = heard.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let remarks: String = heard.remarks.iter().map(|remark| format!(" [{remark:?}]")).collect();
    format!("{ruling}{why}{remarks}")
}

#[test]
fn words_of_the_buyers_are_evidence_with_who_said_them_when_and_where() {
    assert_eq!(
        rulings(
            r#"[{"question": "budget", "answer": "requested", "quote": "we have four thousand a month set aside"},
                {"question": "users", "answer": 35, "quote": "About 35 people book", "speaker": "Dana Keller"},
                {"question": "hosting", "answer": ["cloud"], "quote": "it has to live in a cloud", "by": "kim osei"}]"#
        ),
        [
            "heard: Dana Keller calls/talk.vtt#00:12:31 “We have four thousand a month set aside.”",
            "heard: Dana Keller calls/talk.vtt#00:12:36 “About 35 people book.”",
            "heard: Kim Osei calls/talk.vtt#00:12:41 “It has to live in a cloud.”",
        ]
    );
}

#[test]
fn all_else_is_an_assumption_and_it_is_said_why() {
    assert_eq!(
        rulings(
            r#"[{"question": "budget", "answer": "approved"},
                {"question": "users", "answer": 40, "quote": "About 35 people book"},
                {"question": "consequence", "answer": "stated", "quote": "I guess your budget is approved?"},
                {"question": "hosting", "answer": "cloud", "quote": "it has to live in our cloud"},
                {"question": "deadline", "answer": "open", "quote": "It has to live in a cloud.", "speaker": "Dana Keller"}]"#
        ),
        [
            "assumed: no words of the buyer's are given for it",
            "assumed: the number 40 is not in the quote",
            "assumed: said by `Sam Ortiz` at calls/talk.vtt#00:00:05, who is none of the buyer's",
            "assumed: the quote does not stand in the source",
            "assumed: said by `Kim Osei`, not by `Dana Keller`",
        ]
    );
}

#[test]
fn what_answers_nothing_is_wrong_with_what_was_meant() {
    let wrong = rulings(
        r#"[{"question": "budgit", "answer": "approved", "quote": "x y"},
            {"question": "budget", "answer": "aproved", "quote": "x y"},
            {"question": "users", "answer": "1,200", "quote": "x y"},
            {"question": "users", "answer": "unknown"},
            {"question": "hosting", "answer": ["cloud", "moon"]}]"#,
    );
    assert_eq!(
        wrong,
        [
            "wrong: playbook `clinic-scheduling` has no question `budgit`, did you mean `budget`?",
            "wrong: `budget` has no option `aproved`; it takes `approved`, `requested` or `none`; did you mean `approved`?",
            "wrong: `users`: `1,200` can mean `1200` or `1.2`; write the one that is meant; it takes a whole number from 0 to 5000",
            "wrong: `unknown` says nothing; leave it out",
            "wrong: `hosting` has no option `moon`; it takes `cloud`, `either` or `own_servers_only`",
        ]
    );
}

#[test]
fn questions_and_options_are_named_by_their_words_too() {
    assert_eq!(
        rulings(
            r#"[{"question": "where may your patients’ records live", "answer": "In a cloud", "quote": "It has to live in a cloud"}]"#
        ),
        ["heard: Kim Osei calls/talk.vtt#00:12:41 “It has to live in a cloud.”"]
    );
}

#[test]
fn denials_and_questions_are_pointed_out() {
    assert_eq!(
        rulings(
            r#"[{"question": "budget", "answer": "approved", "quote": "I don't think it is approved"},
                {"question": "budget", "answer": "approved", "quote": "it is approved"},
                {"question": "budget", "answer": "none", "quote": "I don't think it is approved"},
                {"question": "budget", "answer": "approved", "quote": "approved by the end of the year"}]"#
        )
        .iter()
        .map(|line| line.split(" [").skip(1).collect::<Vec<_>>().join(" ["))
        .collect::<Vec<_>>(),
        ["Denies]", "DeniedAround]", "", "Asks]"],
    );
    let around = heard(
        &playbook(),
        &talk(),
        &["Dana Keller"],
        &facts(
            r#"[{"question": "budget", "answer": "approved", "quote": "think it is approved"}]"#,
        ),
    );
    assert_eq!(around[0].remarks, [Remark::DeniedAround]);
}

#[test]
fn a_whole_set_is_pointed_out_and_what_was_named_is_not() {
    let playbook = include_str!("../../playbooks/consultative.yaml");
    let playbook = load::load(SourceFile::new("consultative.yaml", playbook)).unwrap();
    let remarks = |answer: &str| {
        let json = format!(
            r#"[{{"question": "considered", "answer": {answer}, "quote": "It has to live in a cloud"}}]"#
        );
        heard(&playbook, &talk(), &["Kim Osei"], &facts(&json)).remove(0).remarks
    };
    assert_eq!(remarks(r#"["suppliers"]"#), [Remark::RulesOut]);
    assert_eq!(remarks(r#"{"includes": ["suppliers"]}"#), []);
    assert_eq!(remarks(r#""+suppliers""#), []);
}

#[test]
fn the_same_person_says_one_thing_to_a_question() {
    assert_eq!(
        rulings(
            r#"[{"question": "budget", "answer": "requested", "quote": "We have four thousand a month set aside"},
                {"question": "budget", "answer": "requested", "quote": "four thousand a month set aside"},
                {"question": "budget", "answer": "none", "quote": "I don't think it is approved"},
                {"question": "budget", "answer": "approved", "quote": "It has to live in a cloud"}]"#
        ),
        [
            "refused: number 3 answers it otherwise, and comes later",
            "refused: the same as number 1",
            "heard: Dana Keller calls/talk.vtt#00:12:36 “I don't think it is approved.”",
            "heard: Kim Osei calls/talk.vtt#00:12:41 “It has to live in a cloud.”",
        ]
    );
}

#[test]
fn two_people_stand_beside_each_other_and_nothing_is_learned_twice() {
    let playbook = playbook();
    let json = r#"[{"question": "budget", "answer": "none", "quote": "I don't think it is approved"},
                   {"question": "budget", "answer": "approved", "quote": "It has to live in a cloud"},
                   {"question": "budget", "answer": "requested"}]"#;
    let heard = heard(&playbook, &talk(), &["Dana Keller", "Kim Osei"], &facts(json));
    let budget = playbook.find_question("budget").unwrap();
    let once = learned(&playbook, &Facts::none(&playbook), &heard);
    let by: Vec<Option<&str>> = once.about(budget).iter().map(|fact| fact.by.as_deref()).collect();
    assert_eq!(by, [Some("Dana Keller"), Some("Kim Osei"), None]);
    assert_eq!(learned(&playbook, &once, &heard), once);
}

#[test]
fn who_is_not_in_the_source_is_told_who_is() {
    let error = heard_buyers(&talk(), &["Dana Kelle".to_owned()]).unwrap_err().to_string();
    assert_eq!(
        error,
        "nobody in it is called `Dana Kelle`, did you mean `Dana Keller`? those who speak are `Sam Ortiz`, `Dana Keller` and `Kim Osei`"
    );
    assert!(heard_buyers(&talk(), &[]).is_err());
}

#[test]
fn numbers_stand_in_a_quote_in_digits_or_in_words() {
    let playbook = playbook();
    let heard_with = |answer: &str, said: &str| {
        let talk = transcript("talk.txt", format!("Dana: {said}\n"));
        let item = serde_json::json!([{"question": "users", "answer": answer, "quote": said}]);
        let heard = heard(&playbook, &talk, &["Dana"], &facts(&item.to_string()));
        matches!(heard[0].ruling, Ruling::Heard(_))
    };
    for (answer, said) in [
        ("35", "About 35 people book"),
        ("35", "thirty-five people book"),
        ("20..50", "between 20 and 50 people"),
        ("20..50", "we are 20-50 people"),
        ("20..", "at least 20 of us"),
        ("1200", "we are 1,200 people"),
        ("4000", "four thousand people book"),
        ("4000", "4k people book"),
        ("4000", "4 thousand people book"),
        ("4000..5000", "4 to 5 thousand people"),
        ("250", "two hundred and fifty of us"),
        ("2500", "twenty five hundred people"),
        ("0..20", "up to twenty of us"),
    ] {
        assert!(heard_with(answer, said), "{answer} is in {said:?}");
    }
    for (answer, said) in [
        ("36", "About 35 people book"),
        ("20..60", "between 20 and 50 people"),
        ("4", "4 thousand people book"),
        ("4", "four thousand people book"),
        ("4..5", "4 to 5 thousand people"),
        ("4", "four or five thousand people"),
        ("5", "4.5 people book"),
        ("45", "4.5 people book"),
        ("30", "thirty-five people book"),
        ("5", "thirty-five people book"),
        ("200", "two hundred and fifty of us"),
    ] {
        assert!(!heard_with(answer, said), "{answer} is not in {said:?}");
    }
}

#[test]
fn denials_are_pointed_out_however_they_are_written() {
    for said in ["We dont have it approved", "Nope, it is approved", "We lack what is approved"] {
        let talk = transcript("talk.txt", format!("Dana: {said}\n"));
        let json = serde_json::json!([{"question": "budget", "answer": "approved", "quote": said}]);
        let heard = heard(&playbook(), &talk, &["Dana"], &facts(&json.to_string()));
        assert_eq!(heard[0].remarks, [Remark::Denies], "{said}");
    }
}

#[test]
fn what_we_answer_ourselves_is_heard_from_no_buyer() {
    let mut playbook = playbook();
    let users = playbook.find_question("users").unwrap();
    playbook.questions[users.0].answered_by = coach::playbook::AnsweredBy::Us;
    let talk = transcript("talk.txt", "Dana: We are 35 people.\n");
    let item = r#"[{"question": "users", "answer": "35", "quote": "We are 35 people"}]"#;
    let heard = heard(&playbook, &talk, &["Dana"], &facts(item));
    assert!(
        told(&heard[0]).starts_with("assumed: we answer that ourselves"),
        "{}",
        told(&heard[0])
    );
}

#[test]
fn an_empty_answer_is_none_and_not_none_of_them() {
    for answer in [r#""""#, r#"" ""#, "null"] {
        let item = format!(
            r#"[{{"question": "budget", "answer": {answer}, "quote": "We have four thousand a month set aside"}}]"#
        );
        assert_eq!(rulings(&item), ["wrong: there is no answer"], "{answer}");
    }
}
