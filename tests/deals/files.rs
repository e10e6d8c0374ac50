//! Reading deal files: every form that a fact has, and everything that can be wrong.

use crate::every_type::{
    HEADER, known, playbook, playbook_of, read, read_for, told, with_facts, wrong,
};
use coach::deal::load::parse_answers_file;
use coach::deal::{KnownFrom, Waiver};
use coach::text::source::SourceFile;
use coach::text::yaml::fields::LONGEST_TEXT;

/// What is wrong with facts that follow the four lines of the header.
fn wrong_facts(facts: &str) -> Vec<String> {
    wrong(&format!("{HEADER}{facts}"))
}

#[test]
fn the_deal_of_the_contract_is_read() {
    let playbook = playbook_of(include_str!("../data/clinic-scheduling.yaml"));
    let text = "\
format: 1
deal: Acme Clinics
playbook: clinic-scheduling        # an id, or a path relative to this file
facts:
  consequence: stated              # short form: source prospect
  users: 20..50                    # a range, ends included; also 20.. and ..50
  hosting: [cloud, either]         # choice: one of these
  budget:
    answer: approved
    source: assumption             # prospect | document | assumption
    by: Dana, CFO                  # optional
    date: 2026-11-03               # optional: when it was learned
    note: She sounded sure.        # optional
  deadline:                        # several people: a list
    - { answer: quarter, by: Dana }
    - { answer: year, by: Kim, source: assumption }
notes: Free text.                  # optional
pursue: yes                        # optional
waivers: []
";
    let deal = read_for(text, &playbook).unwrap();
    assert_eq!((deal.name.as_str(), deal.playbook.as_str()), ("Acme Clinics", "clinic-scheduling"));
    assert_eq!((deal.notes.as_deref(), deal.pursue), (Some("Free text."), Some(true)));
    let budget = &deal.facts.about(playbook.find_question("budget").unwrap())[0];
    assert_eq!(budget.source, KnownFrom::Assumption);
    assert_eq!(budget.by.as_deref(), Some("Dana, CFO"));
    assert_eq!(budget.date.unwrap().to_string(), "2026-11-03");
    assert_eq!(budget.note.as_deref(), Some("She sounded sure."));
    let deadline = deal.facts.about(playbook.find_question("deadline").unwrap());
    assert_eq!(deadline.len(), 2);
    assert_eq!(deadline[1].source, KnownFrom::Assumption);
}

#[test]
fn short_forms_of_every_type() {
    let deal = with_facts(
        "  agreed: yes\n  hosting: [cloud, either]\n  needs: [sms, billing]\n  users: 20..50\n  \
         price: 19.5\n  remark: They asked twice.\n",
    );
    assert_eq!(known(&deal, "agreed"), ["Yes"]);
    assert_eq!(known(&deal, "hosting"), ["In a cloud or Either will do"]);
    assert_eq!(known(&deal, "needs"), ["Text messages and Billing"]);
    assert_eq!(known(&deal, "users"), ["20 to 50 people"]);
    assert_eq!(known(&deal, "price"), ["19.5 €"]);
    assert_eq!(known(&deal, "remark"), ["They asked twice."]);
}

#[test]
fn other_forms_mean_the_same_as_on_the_command_line() {
    let deal = with_facts(
        "  agreed: 'true'\n  hosting: cloud|either\n  needs: +sms,-billing\n  users: '<20'\n",
    );
    assert_eq!(known(&deal, "agreed"), ["Yes"]);
    assert_eq!(known(&deal, "hosting"), ["In a cloud or Either will do"]);
    assert_eq!(known(&deal, "needs"), ["at least Text messages; not Billing"]);
    assert_eq!(known(&deal, "users"), ["at most 19 people"]);
}

#[test]
fn sets_and_partial_knowledge_of_them() {
    assert_eq!(known(&with_facts("  needs: []\n"), "needs"), ["none of them"]);
    assert_eq!(known(&with_facts("  needs: sms\n"), "needs"), ["Text messages"]);
    let partial = with_facts("  needs: { includes: [sms], excludes: reports }\n");
    assert_eq!(known(&partial, "needs"), ["at least Text messages; not Reports"]);
    let long = with_facts("  needs: { answer: { includes: [sms] }, source: document }\n");
    assert_eq!(known(&long, "needs"), ["at least Text messages (document)"]);
}

#[test]
fn numbers_in_operators_and_lists() {
    let price = |facts: &str| known(&with_facts(facts), "price");
    assert_eq!(price("  price: { less_than: 20 }\n"), ["less than 20 €"]);
    assert_eq!(price("  price: { more_than: 5, at_most: 20 }\n"), ["more than 5 and at most 20 €"]);
    assert_eq!(price("  price: { is_not: 20 }\n"), ["less than 20 € or more than 20 €"]);
    assert_eq!(price("  price: [10, 20..30, '>50']\n"), ["10 €, 20 to 30 € or more than 50 €"]);
    assert_eq!(price("  price: -5..-1\n"), ["-5 to -1 €"]);
}

#[test]
fn several_people_are_several_facts() {
    let deal = with_facts(
        "  users:\n    - { answer: 20, by: Dana }\n    - { answer: 30.., source: assumption }\n    \
         - { at_most: 40 }\n",
    );
    assert_eq!(
        known(&deal, "users"),
        ["20 people", "at least 30 people (assumption)", "at most 40 people"]
    );
}

#[test]
fn unknown_is_an_answer() {
    let deal = with_facts("  users: unknown\n  remark: 'unknown'\n  needs: { answer: unknown }\n");
    for id in ["users", "remark", "needs"] {
        assert_eq!(known(&deal, id), ["not known"]);
    }
}

#[test]
fn little_is_enough() {
    let deal =
        read("format: 1\nplaybook: every-type\nfacts:\nnotes:\npursue:\nwaivers:\n").unwrap();
    assert_eq!(deal.name, "Acme", "named after its file");
    assert_eq!((deal.notes, deal.pursue), (None, None));
    assert_eq!(deal.facts, read("format: 1\nplaybook: every-type\n").unwrap().facts);
}

#[test]
fn waivers_are_data() {
    let deal = read(&format!(
        "{HEADER}waivers:\n  - {{ rule: missing-fact, question: users, because: They never say, by: Kim, until: 2026-12-31 }}\n"
    ))
    .unwrap();
    assert_eq!(
        deal.waivers,
        [Waiver {
            rule: "missing-fact".to_owned(),
            question: Some("users".to_owned()),
            because: "They never say".to_owned(),
            by: Some("Kim".to_owned()),
            until: Some("2026-12-31".parse().unwrap()),
        }]
    );
    assert_eq!(
        wrong(&format!("{HEADER}waivers:\n  - {{ rule: stale-fact, unti: 2026-13-31 }}\n")),
        [
            "6:5: the key `because` is missing in a waiver",
            "6:25: unknown key `unti` in a waiver, did you mean `until`?"
        ]
    );
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = "\
format: 1
deal: Acme
playbook: every-type
fact:
  users: 20
facts:
  usres: 20
  hosting: clod
  needs: [sms, bills]
  users: 7000
  price: { less_then: 20 }
  agreed:
    answer: maybe
    source: prospekt
    date: 3 November
pursue: perhaps
";
    assert_eq!(
        wrong(text),
        [
            "4:1: unknown key `fact` in a deal, did you mean `facts`?",
            "7:3: playbook `every-type` has no question `usres`, did you mean `users`?",
            "8:12: `hosting` has no option `clod`, did you mean `cloud`?",
            "9:16: `needs` has no option `bills`",
            "10:10: `users`: `7000` is outside of what is possible",
            "11:12: unknown key `less_then` in a set of numbers, did you mean `less_than`?",
            "13:13: `agreed` has no option `maybe`",
            "14:13: there is no source `prospekt`, did you mean `prospect`?",
            "15:11: `date` must be a date, not `3 November`",
            "16:9: `pursue` must be `yes` or `no`, not `perhaps`",
        ]
    );
}

#[test]
fn the_help_tells_what_a_question_takes() {
    let facts = "  hosting: clod\n  users: 7000\n  weather: fine\n";
    let rejected = read(&format!("{HEADER}{facts}")).unwrap_err();
    let help: Vec<&str> =
        rejected.findings.iter().filter_map(|finding| finding.help.as_deref()).collect();
    assert_eq!(
        help,
        [
            "it takes `cloud`, `either` or `own_servers_only`",
            "it takes a whole number from 0 to 5000",
            "it asks `agreed`, `hosting`, `needs`, `users`, `price` and `remark`",
        ]
    );
}

#[test]
fn of_many_questions_some_are_named_and_the_others_counted() {
    let ask = |place: usize| format!("      - {{ id: q{place}, ask: Well?, type: yes_no }}\n");
    let asks: String = (0..43).map(ask).collect();
    let head = include_str!("../data/clinic-scheduling.yaml");
    let text = head.replacen("    questions:\n", &format!("    questions:\n{asks}"), 1);
    let rejected = read_for(
        "format: 1\nplaybook: clinic-scheduling\nfacts: { weather: fine }\n",
        &playbook_of(&text),
    );
    let rejected = rejected.unwrap_err();
    let help = rejected.findings[0].help.as_deref().unwrap();
    assert!(help.starts_with("it asks `q0`, `q1`, "), "{help}");
    // Forty are named; the five of the contract's playbook come after the last of these.
    assert!(help.ends_with("`q38`, `q39` and 8 more"), "{help}");
}

#[test]
fn a_key_that_no_space_parts_from_its_value_is_told_so() {
    let rejected = read("{ format: 1, playbook: every-type, pursue:yes }\n").unwrap_err();
    let [finding] = rejected.findings.as_slice() else { panic!("{rejected}") };
    assert_eq!(finding.help.as_deref(), Some("a colon behind a key needs a space behind it"));
}

#[test]
fn a_text_has_so_many_characters_however_many_bytes_they_are() {
    for character in ["a", "é", "雪"] {
        let note = |count| {
            let note = character.repeat(count);
            format!("{HEADER}  users: {{ answer: 5, note: {note} }}\n")
        };
        assert!(read(&note(LONGEST_TEXT)).is_ok(), "{character}");
        let told = wrong(&note(LONGEST_TEXT + 1));
        assert_eq!(told, ["5:29: `note` is longer than 4000 characters"]);
    }
}

#[test]
fn a_fact_that_leaves_no_value_is_an_error() {
    for (facts, message) in [
        ("  users: 50..20\n", "5:10: `users`: `50..20` runs backwards, did you mean `20..50`?"),
        ("  hosting: []\n", "5:12: `hosting` has an empty list, which leaves no value"),
        ("  users: -1\n", "5:10: `users`: `-1` is outside of what is possible"),
        (
            "  needs: { includes: [sms], excludes: [sms] }\n",
            "5:10: `needs`: `sms` is both included and excluded",
        ),
        ("  needs: { includes: [], excludes: [] }\n", "5:10: this says nothing about `needs`"),
        ("  users: { more_than: 5, less_than: 6 }\n", "5:10: this leaves no value for `users`"),
        ("  users: { at_least: 6000 }\n", "5:10: this leaves no value for `users`"),
        ("  users: 2.5\n", "5:10: `users`: `2.5` is not a whole number"),
        ("  users:\n", "5:3: `users` has no answer"),
        ("  needs: ''\n", "5:10: `needs` needs an answer"),
        ("  remark: ''\n", "5:11: `remark` needs an answer"),
    ] {
        assert_eq!(wrong_facts(facts), [message], "{facts}");
    }
}

#[test]
fn wrong_shapes_are_told() {
    for (facts, message) in [
        ("  users: [20, { answer: 30 }]\n", "5:11: `users` mixes plain values with maps"),
        (
            "  hosting: { answer: [{ a: b }] }\n",
            "5:23: an option of `hosting` must be text, not a map",
        ),
        ("  remark: [a, b]\n", "5:11: `remark` must be words, not a list"),
        ("  hosting: { source: document }\n", "5:12: the key `answer` is missing in a fact"),
        ("  hosting: { by: [Kim], answer: cloud }\n", "5:18: `by` must be text, not a list"),
        (
            "  hosting: { answer: { is: cloud } }\n",
            "5:22: the answer to `hosting` must be `cloud`, `either` or `own_servers_only`, not a map",
        ),
        (
            "  price: 1e3\n",
            "5:10: `price`: `1e3` is not a plain decimal number, as `20` or `0.5`, did you mean `1000`?",
        ),
    ] {
        assert_eq!(wrong_facts(facts), [message], "{facts}");
    }
    assert_eq!(wrong(&format!("{HEADER}- a\n")), ["5:3: `facts` must be a map, not a list"]);
}

#[test]
fn only_format_1_is_read() {
    assert_eq!(
        wrong("format: 2\nplaybook: every-type\n"),
        ["1:9: this `coach` reads deals of format 1, not `2`"]
    );
    assert_eq!(wrong("playbook: every-type\n"), ["1:1: the key `format` is missing in a deal"]);
    assert_eq!(
        wrong("format: 1\nplaybok: every-type\n"),
        ["2:1: unknown key `playbok` in a deal, did you mean `playbook`?"]
    );
    assert_eq!(wrong("just words"), ["1:1: a deal must be a map, not `just words`"]);
}

#[test]
fn other_files_are_known_for_what_they_are() {
    assert_eq!(wrong(""), ["1:1: the file is empty"]);
    assert_eq!(wrong("# only a comment\n"), ["1:1: the file is empty"]);
    let playbook = include_str!("../data/clinic-scheduling.yaml");
    assert_eq!(wrong(playbook).len(), 1);
    assert!(
        wrong(playbook)[0].ends_with("this is a playbook, not a deal"),
        "{:?}",
        wrong(playbook)
    );
}

#[test]
fn an_answers_file_is_yaml_or_json() {
    let playbook = playbook();
    let yaml = "users: 20..50\nneeds: [sms]\nremark: \"two\\nlines\"\nagreed: yes\n";
    let json = "{\n\t\"users\": \"20..50\",\n\t\"needs\": [\"sms\"],\n\t\"remark\": \"two\\nl\\u0069nes\",\n\t\"agreed\": true\n}\n";
    let facts = |text: &str| parse_answers_file(SourceFile::new("answers", text), &playbook);
    assert_eq!(facts(json), facts(yaml));
    assert!(facts(yaml).is_ok());
    let number = facts("{\"users\": 20, \"price\": -0.5}").unwrap();
    assert_eq!(number.about(playbook.find_question("price").unwrap()).len(), 1);
    assert_eq!(facts("{}"), Ok(coach::deal::Facts::none(&playbook)));
    assert_eq!(told(&facts("").unwrap_err()), ["1:1: there are no answers here"]);
    assert_eq!(
        told(&facts("facts:\n  users: 20\n").unwrap_err()),
        ["1:1: playbook `every-type` has no question `facts`"]
    );
    assert_eq!(told(&facts("[20]").unwrap_err()), ["1:1: the answers must be a map, not a list"]);
}
