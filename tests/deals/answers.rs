//! Answers on the command line: their text reads back as the same answer, and layers of them.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::effort::config;
use crate::every_type::{known, playbook, question, with_facts};
use coach::deal::answers::{answer_text, describe, parse_answer};
use coach::deal::layers::{AnswerFlag, Layers, apply};
use coach::deal::load::parse_answers_file;
use coach::deal::{Answer, Deal, Interval, Numbers};
use coach::playbook::{Kind, Playbook, Question};
use coach::text::characters::hidden;
use coach::text::source::SourceFile;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn some_options(question: &Question) -> BoxedStrategy<BTreeSet<usize>> {
    prop::collection::btree_set(0..question.option_count(), 0..=question.option_count()).boxed()
}

fn some_end() -> impl Strategy<Value = Bound<Decimal>> {
    let number =
        (-99_999_i64..99_999, 0_u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop_oneof![
        number.clone().prop_map(Bound::Included),
        number.prop_map(Bound::Excluded),
        Just(Bound::Unbounded)
    ]
}

/// Any answer that a question can have.
fn some_answer(question: &Question) -> BoxedStrategy<Answer> {
    let known = match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => some_options(question)
            .prop_filter("an option", |options| !options.is_empty())
            .prop_map(Answer::OneOf)
            .boxed(),
        Kind::Choices { .. } => (some_options(question), some_options(question))
            .prop_map(|(includes, other)| {
                let excludes = &other - &includes;
                Answer::Choices { includes, excludes }
            })
            .prop_filter("knowledge", |answer| {
                *answer != Answer::Choices { includes: BTreeSet::new(), excludes: BTreeSet::new() }
            })
            .boxed(),
        Kind::Number(kind) => {
            let kind = kind.clone();
            prop::collection::vec((some_end(), some_end()), 1..4)
                .prop_map(move |ends| {
                    let intervals = ends.into_iter().map(|(low, high)| Interval::new(low, high));
                    Numbers::within(&kind, intervals)
                })
                .prop_filter("a number", |numbers| !numbers.is_empty())
                .prop_map(Answer::Numbers)
                .boxed()
        }
        Kind::Text => "[^\\p{C}]{1,20}"
            .prop_map(|text| text.trim().to_owned())
            .prop_filter("words", |text| !text.is_empty() && text != "unknown")
            .prop_filter("seen", |text| hidden(text).next().is_none())
            .prop_map(Answer::Text)
            .boxed(),
    };
    prop_oneof![1 => Just(Answer::Unknown), 9 => known].boxed()
}

fn question_and_answer() -> impl Strategy<Value = (Question, Answer)> {
    prop::sample::select(playbook().questions)
        .prop_flat_map(|question| (Just(question.clone()), some_answer(&question)))
}

proptest! {
    #![proptest_config(config(2_000, 20_261_103))]

    #[test]
    fn the_text_of_an_answer_reads_back_the_same((question, answer) in question_and_answer()) {
        let text = answer_text(&question, &answer);
        prop_assert_eq!(parse_answer(&question, &text), Ok(answer), "{}", text);
    }

    #[test]
    fn every_answer_has_words((question, answer) in question_and_answer()) {
        prop_assert!(!describe(&question, &answer).is_empty());
    }
}

#[test]
fn an_error_names_what_the_question_takes_and_what_was_meant() {
    let playbook = playbook();
    let error = parse_answer(question(&playbook, "hosting"), "cluod").unwrap_err();
    assert_eq!(error.question, "hosting");
    assert_eq!(error.to_string(), "`hosting` has no option `cluod`");
    assert_eq!(error.takes, "`cloud`, `either` or `own_servers_only`");
    assert_eq!(error.nearest.as_deref(), Some("cloud"));
}

fn flags(deal: &mut Deal, playbook: &Playbook, flags: &[AnswerFlag]) -> Result<(), Vec<String>> {
    let layers = Layers { flags: flags.to_vec(), ..Layers::default() };
    apply(&mut deal.facts, playbook, &layers)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[test]
fn a_flag_replaces_what_the_deal_says() {
    let playbook = playbook();
    let mut deal = with_facts("  users: [{ answer: 20 }, { answer: 30 }]\n  hosting: cloud\n");
    flags(&mut deal, &playbook, &[AnswerFlag::answer("users=40..")]).unwrap();
    assert_eq!(known(&deal, "users"), ["at least 40 people"]);
    assert_eq!(known(&deal, "hosting"), ["In a cloud"]);
}

#[test]
fn an_assumption_replaces_assumptions_but_no_evidence() {
    let playbook = playbook();
    let mut deal = with_facts(
        "  users: [{ answer: 20, by: Kim }, { answer: 30, source: assumption }]\n  hosting: unknown\n",
    );
    let assumed = [AnswerFlag::assume("users=40"), AnswerFlag::assume("hosting=cloud")];
    flags(&mut deal, &playbook, &assumed).unwrap();
    assert_eq!(known(&deal, "users"), ["20 people", "40 people (assumption)"]);
    assert_eq!(known(&deal, "hosting"), ["In a cloud (assumption)"], "unknown is no evidence");
    flags(&mut deal, &playbook, &[AnswerFlag::assume("users=unknown")]).unwrap();
    assert_eq!(known(&deal, "users"), ["20 people"]);
    flags(&mut deal, &playbook, &[AnswerFlag::answer("users=unknown")]).unwrap();
    assert_eq!(known(&deal, "users"), ["not known"]);
}

#[test]
fn an_answers_file_lies_between_the_deal_and_the_flags() {
    let playbook = playbook();
    let mut deal = with_facts("  users: 20\n  hosting: cloud\n  agreed: yes\n");
    let text = "users: 30\nhosting: { answer: either, source: assumption }\nneeds: [sms]\n";
    let answers_file = parse_answers_file(SourceFile::new("answers", text), &playbook).ok();
    let flags = vec![AnswerFlag::answer("needs=+billing")];
    apply(&mut deal.facts, &playbook, &Layers { answers_file, flags, ..Layers::default() })
        .unwrap();
    assert_eq!(known(&deal, "users"), ["30 people"]);
    assert_eq!(known(&deal, "hosting"), ["In a cloud", "Either will do (assumption)"]);
    assert_eq!(known(&deal, "agreed"), ["Yes"]);
    assert_eq!(known(&deal, "needs"), ["at least Billing"]);
}

#[test]
fn every_wrong_flag_is_told_and_nothing_is_changed() {
    let playbook = playbook();
    let mut deal = with_facts("  users: 20\n");
    let before = deal.clone();
    let given = [
        AnswerFlag::answer("users=30"),
        AnswerFlag::answer("users"),
        AnswerFlag::answer("usres=20"),
        AnswerFlag::assume("hosting=cluod"),
        AnswerFlag::assume("users=40"),
        AnswerFlag::answer("users=40=50"),
        AnswerFlag::answer("\u{1b}[2J=1"),
        AnswerFlag::answer("remark=a=b"),
    ];
    assert_eq!(
        flags(&mut deal, &playbook, &given).unwrap_err(),
        [
            "`--answer users`: write it as `QUESTION=VALUE`",
            "`--answer usres=20`: playbook `every-type` has no question `usres`, did you mean `users`?",
            "`--assume hosting=cluod`: `hosting` has no option `cluod`; it takes `cloud`, `either` or `own_servers_only`; did you mean `cloud`?",
            "`--assume users=40`: `--answer users=30` answers `users` already; keep one of the two",
            "`--answer users=40=50`: `--answer users=30` answers `users` already; keep one of the two",
            "`--answer \\u{1b}[2J=1`: playbook `every-type` has no question `\\u{1b}[2J`; it asks `agreed`, `hosting`, `needs`, `users`, `price` and `remark`",
        ]
    );
    assert_eq!(deal, before);
}

#[test]
fn a_value_is_what_follows_the_first_equals_sign() {
    let playbook = playbook();
    let mut deal = with_facts("");
    flags(&mut deal, &playbook, &[AnswerFlag::answer("remark=a=b, c|d")]).unwrap();
    assert_eq!(known(&deal, "remark"), ["a=b, c|d"]);
}
