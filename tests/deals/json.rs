//! JSON that programs write: read by JSON's rules, and still JSON once `coach` has written it.

use coach::deal::answers::parse_answer;
use coach::deal::file::{DealFile, Layout};
use coach::deal::load::parse_answers_file;
use coach::deal::{Answer, Fact, KnownFrom, Replaced, Was, load};
use coach::playbook::load::load as load_playbook;
use coach::text::source::{Rejected, SourceFile};
use coach::text::yaml::correction;
use proptest::prelude::*;

use crate::effort::config;
use crate::every_type::{file_with, known, names_beside, playbook, question, told};

const DEAL: &str = r#"{
  "format": 1,
  "deal": "Acme",
  "playbook": "every-type",
  "facts": {
    "agreed": true,
    "users": { "answer": "20..50", "by": "Dana", "date": null },
    "remark": "two\r\nlines"
  },
  "pursue": null
}
"#;

fn answers(text: &str) -> Result<Vec<String>, Vec<String>> {
    let playbook = playbook();
    let read = parse_answers_file(SourceFile::new("crm.json", text), &playbook);
    let facts = read.map_err(|rejected| told(&rejected))?;
    let words = playbook.questions.iter().enumerate().flat_map(|(index, question)| {
        let about = facts.about(coach::playbook::QuestionIndex(index));
        let words = about.iter().map(|fact| match &fact.answer {
            Answer::Text(text) => text.clone(),
            Answer::Unknown => "unknown".to_owned(),
            answer => coach::deal::answers::answer_text(question, answer),
        });
        words.map(|words| format!("{}={words}", question.id)).collect::<Vec<_>>()
    });
    Ok(words.collect())
}

#[test]
fn numbers_have_exponents_and_surplus_digits() {
    for (json, number) in [
        ("1.0E1", "10"),
        ("120.0", "120"),
        ("33333.333333333336", "33333.3333333333"),
        ("0.30000000000000004", "0.3"),
        ("-1.5e-3", "-0.0015"),
        ("1e-40", "0"),
        ("-0", "0"),
        ("123456789012345", "123456789012345"),
    ] {
        assert_eq!(answers(&format!("{{\"price\": {json}}}")), Ok(vec![format!("price={number}")]));
    }
}

#[test]
fn a_number_that_is_too_large_is_told_as_it_was_written() {
    for number in ["12345678901234567890", "1E400", "-1e300", "1e15", "999999999999999.9e1"] {
        let too_large = "is too large a number, with more than 15 digits";
        assert_eq!(
            answers(&format!("{{\"price\": {number}}}")).unwrap_err(),
            [format!("1:11: `price`: `{number}` {too_large}")]
        );
        assert_eq!(
            answers(&format!("{{\"price\": {{\"at_least\": {number}}}}}")).unwrap_err(),
            [format!("1:24: `at_least` {too_large}")]
        );
    }
    let as_words = answers("{\"remark\": 12345678901234567890}");
    assert_eq!(as_words, Ok(vec!["remark=12345678901234567890".to_owned()]));
}

#[test]
fn null_is_unknown_and_all_of_unicode_is_text() {
    assert_eq!(
        answers(
            r#"{"users": null, "remark": "They lost \ud83d\ude00.\r\nCross.\u2028Very\u00e9."}"#
        ),
        Ok(vec!["users=unknown".to_owned(), "remark=They lost 😀.\nCross.\nVeryé.".to_owned()])
    );
    let hidden = answers(r#"{"remark": "a\u001b[31mb"}"#).unwrap_err();
    assert!(hidden[0].starts_with("1:12: ") && !hidden[0].contains('\u{1b}'), "{hidden:?}");
}

#[test]
fn what_is_wrong_is_told_in_the_words_of_json_with_its_place() {
    assert_eq!(
        answers("{\n  \"users\": 1,\n  \"price\": 2").unwrap_err()[0],
        "3:12: not JSON: EOF while parsing an object"
    );
    for (text, place) in [
        ("{ \"users\" 1}", "1:11"),
        ("{\n  \"users\" 1}", "2:11"),
        ("{\n\n\n\n  \"users\" 1}", "5:11"),
        ("{\n\n\n\n\n\n  \"remark\": \"é\" 1}", "7:17"),
    ] {
        let told = &answers(text).unwrap_err()[0];
        assert!(told.starts_with(&format!("{place}: not JSON: expected `")), "{told}");
    }
    assert_eq!(
        answers("{\"users\": 1, \"users\": 2}").unwrap_err(),
        ["1:14: the key `users` stands here a second time"]
    );
    assert_eq!(
        answers("{\n  \"usrs\": 1}").unwrap_err(),
        ["2:3: playbook `every-type` has no question `usrs`, did you mean `users`?"]
    );
    let deep = format!("{{\"users\": {}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(answers(&deep).unwrap_err()[0].contains("nested deeper than 32 levels"));
}

#[test]
fn what_only_looks_like_json_is_yaml() {
    assert_eq!(
        answers("{\"users\": 20, # Dana\n  remark: it's}"),
        Ok(vec!["users=20".to_owned(), "remark=it's".to_owned()])
    );
}

/// A file after everything in it became what was probably meant.
fn mended(rejected: &Rejected) -> String {
    let mut text = rejected.file.text.to_string();
    // From the end on, so that the places before stay.
    for finding in rejected.findings.iter().rev() {
        let (place, meant) = correction(&rejected.file.text, finding)
            .unwrap_or_else(|| panic!("nothing was meant: {finding:?}"));
        text.replace_range(place, &meant);
    }
    text
}

#[test]
fn what_was_meant_is_json_too() {
    let wrong = r#"{
  "users": "20-50", "hosting": "clowd", "agreed": { "answer": "Yes", "sourc": "document" },
  "prise": { "at_leest": 5, "less_than": "9" }, "needs": { "includes": "smss" }
}"#;
    let right = r#"{
  "users": "20..50", "hosting": "cloud", "agreed": { "answer": "yes", "source": "document" },
  "price": { "at_leest": 5, "less_than": "9" }, "needs": { "includes": "sms" }
}"#;
    let read = |text: &str| parse_answers_file(SourceFile::new("crm.json", text), &playbook());
    assert_eq!(mended(&read(wrong).unwrap_err()), right);
    let right = right.replace("at_leest", "at_least").replace("\"9\"", "9");
    assert_eq!(mended(&read(&right.replace(" 9 ", " \"9\" ")).unwrap_err()), right);
    assert!(read(&right).is_ok(), "{right}");
    for (wrong, right) in [
        (r#"{"users": "40k|50..20"}"#, None),
        (r#"{"users": "1 000"}"#, Some(r#"{"users": 1000}"#)),
        (r#"{"users": "50+"}"#, Some(r#"{"users": "50.."}"#)),
        (r#"{"users": ["20-30"]}"#, Some(r#"{"users": ["20..30"]}"#)),
        (r#"{"hosting": "cloud|eiter"}"#, None),
    ] {
        let rejected = read(wrong).unwrap_err();
        let meant = rejected.findings[0].replacement.as_ref().map(|_| mended(&rejected));
        assert_eq!(meant.as_deref(), right, "{wrong}");
    }
}

/// A playbook in JSON with this condition of its must-have.
fn playbook_with(when: &str) -> String {
    let stages = r#""stages": [{ "id": "s", "title": "S", "buyer_asks": "Q?", "questions": [{ "id": "q", "ask": "A\u003f", "type": "number", "max": 1e3 }] }]"#;
    format!(
        r#"{{ "format": 1, "id": "j", "title": "\ud83d\ude00", "summary": "S", "offer": {{ "name": "N", "solves": "S" }}, {stages}, "values": [{{ "id": "v", "title": "V", "is": "q * 2" }}], "fit": {{ "must_haves": [{{ "id": "m", "when": {when}, "because": "B" }}] }} }}"#
    )
}

#[test]
fn what_was_meant_in_a_playbook_is_json_too() {
    for (wrong, right) in [
        (r#"{ "q": "< 200" }"#, r#"{ "q": { "less_than": 200 } }"#),
        (r#"{ "q": "20..50" }"#, r#"{ "q": { "at_least": 20, "at_most": 50 } }"#),
        (r#"{ "q": { "at_least": ">= 20" } }"#, r#"{ "q": { "at_least": 20 } }"#),
        (r#"{ "q": { "at_least": "20" } }"#, r#"{ "q": { "at_least": 20 } }"#),
        (r#"{ "q": { ">=": 20 } }"#, r#"{ "q": { "at_least": 20 } }"#),
        (r#"{ "some" : [{ "q": 1 }] }"#, r#"{ "any" : [{ "q": 1 }] }"#),
    ] {
        let read = |when: &str| load_playbook(SourceFile::new("j.json", playbook_with(when)));
        assert_eq!(mended(&read(wrong).unwrap_err()), playbook_with(right), "{wrong}");
        assert!(read(right).is_ok(), "{right}");
    }
    // Within a text in quotes stands no value, but a part of one.
    let right = playbook_with(r#"{ "q": 1 }"#);
    let wrong = right.replace("q * 2", "q − 2");
    let rejected = load_playbook(SourceFile::new("j.json", wrong)).unwrap_err();
    assert_eq!(mended(&rejected), right.replace("q * 2", "q - 2"));
}

#[test]
fn playbooks_are_read_by_the_same_rules() {
    let text = playbook_with(r#"{ "q": { "at_least": 2.0e1 } }"#);
    let playbook = load_playbook(SourceFile::new("j.yaml", text)).unwrap();
    assert_eq!((playbook.title.as_str(), playbook.questions[0].ask.as_str()), ("😀", "A?"));
}

#[test]
fn a_deal_in_json_stays_json_and_as_it_was() {
    let (_folder, path) = file_with(DEAL);
    let mut file = DealFile::open(&path).unwrap();
    let mut deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    assert_eq!(known(&deal, "users"), ["20 to 50 people"]);
    let said = |id: &str, value: &str| {
        vec![Fact::new(
            parse_answer(question(&playbook(), id), value).unwrap(),
            KnownFrom::Document,
        )]
    };
    let index = |id: &str| playbook().find_question(id).unwrap();
    let was = Was::Facts(deal.facts.about(index("users")).to_vec());
    let date = "2026-11-28".parse().unwrap();
    deal.history = vec![Replaced { date, question: "users".to_owned(), was }];
    deal.facts.set(index("users"), said("users", "30"));
    deal.facts.set(index("hosting"), said("hosting", "cloud|either"));
    deal.pursue = Some(true);
    assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept);
    let written = std::fs::read_to_string(&path).unwrap();
    let expected = DEAL
        .replace(
            r#"{ "answer": "20..50", "by": "Dana", "date": null }"#,
            r#"{ "answer": 30, "source": "document" }"#,
        )
        .replace(
            "true,\n",
            "true,\n    \"hosting\": { \"answer\": [\"cloud\", \"either\"], \"source\": \"document\" },\n",
        )
        .replace(
            "\"pursue\": null\n",
            "\"pursue\": true,\n  \"history\": [{ \"date\": \"2026-11-28\", \"question\": \"users\", \"was\": { \"answer\": \"20..50\", \"by\": \"Dana\" } }]\n",
        );
    assert_eq!(written, expected);
    assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
    drop(file);
    let mut file = DealFile::open(&path).unwrap();
    let missing = ["needs", "price"].map(index);
    let _ = file.save_stubs(&playbook(), &missing).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(json["facts"]["price"], "unknown");
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn a_new_deal_whose_name_says_so_is_json() {
    let folder = tempfile::tempdir().unwrap();
    let deal = load::open(SourceFile::new("acme", DEAL)).unwrap().read(&playbook()).unwrap();
    let path = folder.path().join("acme.json");
    DealFile::create(&path, &deal, &playbook()).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(json["facts"]["agreed"], true);
    assert_eq!(json["facts"]["remark"], "two\nlines");
}

/// A JSON object with the text as its only answer, as another program writes it.
fn object_with(text: &str) -> String {
    serde_json::json!({ "remark": text }).to_string()
}

proptest! {
    #![proptest_config(config(400, 20_261_122))]

    #[test]
    fn any_text_for_people_comes_through(text in "[a-zA-Z\u{e9}\u{1f600}\"'\\\\/:#{}\\[\\], ]{1,40}") {
        prop_assume!(!text.trim().is_empty() && text.trim() != "unknown");
        let expected = Ok(vec![format!("remark={}", text.trim())]);
        prop_assert_eq!(answers(&object_with(&text)), expected);
    }

    #[test]
    fn any_number_is_the_nearest_of_fifteen_digits(number in -1e9..1e9_f64) {
        let read = answers(&format!("{{\"price\": {number:e}}}")).unwrap();
        let value: f64 = read[0].strip_prefix("price=").unwrap().parse().unwrap();
        prop_assert!((value - number).abs() <= number.abs() * 1e-14, "{number} {value}");
    }
}

#[test]
fn a_file_that_is_called_json_and_holds_yaml_is_read_as_yaml() {
    assert_eq!(answers("users: 40\n"), answers(r#"{ "users": 40 }"#));
    assert!(answers("users: 40\n").is_ok());
}
