//! Numbers as people write them: taken where they can mean one thing, else refused with what they can
//! mean. In files a number is a plain decimal.

use std::collections::BTreeSet;

use crate::effort::config;
use coach::deal::answers::{answer_text, parse_answer, parse_plain_answer};
use coach::playbook::load::load;
use coach::playbook::{Playbook, Question};
use coach::text::amounts::{Unread, read};
use coach::text::source::SourceFile;
use proptest::prelude::*;
use rust_decimal::Decimal;

const PLAYBOOK: &str = "\
format: 1
id: numbers
title: Numbers
summary: Numbers with and without a unit.
offer: { name: A, solves: B, not_for: C }
stages:
  - id: first
    title: First
    buyer_asks: What?
    questions:
      - { id: invoices, ask: How many?, type: number, unit: invoices, min: 0, whole: true }
      - { id: bare, ask: How much?, type: number }
      - { id: cost, ask: How much?, type: number, unit: EUR a month }
      - { id: share, ask: How much of it?, type: number, unit: '%' }
      - { id: budget, ask: How much?, type: number, unit: thousand EUR }
fit:
  must_haves:
    - { id: some, when: { invoices: { at_least: 1 } }, because: It is needed. }
";

fn playbook() -> Playbook {
    load(SourceFile::new("numbers.yaml", PLAYBOOK)).unwrap()
}

fn question(id: &str) -> Question {
    let playbook = playbook();
    playbook.question(playbook.find_question(id).unwrap()).clone()
}

/// What is read of a text, written canonically, or why it is refused, with what was meant.
fn said(id: &str, text: &str) -> String {
    let question = question(id);
    match parse_answer(&question, text) {
        Ok(answer) => answer_text(&question, &answer),
        Err(error) => match error.nearest {
            Some(meant) => format!("refused: {}; meant {meant}", error.problem),
            None => format!("refused: {}", error.problem),
        },
    }
}

#[test]
fn what_can_mean_one_thing_is_taken() {
    let taken = [
        ("invoices", "1 000", "1000"),
        ("invoices", "1\u{a0}000", "1000"),
        ("invoices", "1\u{202f}000\u{2009}000", "1000000"),
        ("invoices", "1'000", "1000"),
        ("invoices", "1’000’000", "1000000"),
        ("invoices", "1_000", "1000"),
        ("invoices", "1.234.567", "1234567"),
        ("invoices", "1,234,567", "1234567"),
        ("invoices", "12,34,567", "1234567"),
        ("invoices", "007", "7"),
        ("invoices", "+5", "5"),
        ("invoices", "40.", "40"),
        ("invoices", "1e3", "1000"),
        ("invoices", "40k", "40000"),
        ("invoices", "40 K", "40000"),
        ("invoices", "1.5k", "1500"),
        ("invoices", "1,5k", "1500"),
        ("invoices", "2 million", "2000000"),
        ("invoices", "3 thousand invoices", "3000"),
        ("invoices", "1000 invoices", "1000"),
        ("invoices", "1 Invoice", "1"),
        ("invoices", "２０", "20"),
        ("invoices", "20-50", "20..50"),
        ("invoices", "20–50", "20..50"),
        ("invoices", "20 — 50", "20..50"),
        ("invoices", "20−50", "20..50"),
        ("invoices", "20 to 50", "20..50"),
        ("invoices", "20 TO 50 invoices", "20..50"),
        ("invoices", "from 20 to 50", "20..50"),
        ("invoices", "between 20 and 50", "20..50"),
        ("invoices", "20 invoices - 50 invoices", "20..50"),
        ("invoices", "20 .. 50", "20..50"),
        ("invoices", "20k-50k", "20000..50000"),
        ("invoices", "0-50k", "..50000"),
        ("invoices", "500-1k", "500..1000"),
        ("invoices", "50+", "50.."),
        ("invoices", "50+ invoices", "50.."),
        ("invoices", "40k+", "40000.."),
        ("invoices", "50 or more", "50.."),
        ("invoices", "50 or fewer invoices", "..50"),
        ("invoices", "at least 50", "50.."),
        ("invoices", "over 50", "51.."),
        ("invoices", "Up to 20 invoices", "..20"),
        ("invoices", "under 20", "..19"),
        ("invoices", "< 20", "..19"),
        ("invoices", ">= 20", "20.."),
        ("invoices", "≥20", "20.."),
        ("invoices", "> 5 , < 20", "6..19"),
        ("invoices", "10|20-30|1 000", "10|20..30|1000"),
        ("bare", "1,234.5", "1234.5"),
        ("bare", "1.234,5", "1234.5"),
        ("bare", "1'234.50", "1234.5"),
        ("bare", "1 234,5", "1234.5"),
        ("bare", "2,5", "2.5"),
        ("bare", ".5", "0.5"),
        ("bare", "0.125", "0.125"),
        ("bare", "0,125", "0.125"),
        ("bare", "1234.567", "1234.567"),
        ("bare", "1.2500", "1.25"),
        ("bare", "½", "0.5"),
        ("bare", "2½", "2.5"),
        ("bare", "-5", "-5"),
        ("bare", "−5", "-5"),
        ("bare", "–5", "-5"),
        ("bare", "-5--2", "-5..-2"),
        ("bare", "-5 to -2", "-5..-2"),
        ("bare", "-5-2", "-5..2"),
        ("bare", "1e-3", "0.001"),
        ("bare", "€ 1000", "1000"),
        ("bare", "> 5, < 7", ">5,<7"),
        ("cost", "€ 1000", "1000"),
        ("cost", "€40k", "40000"),
        ("cost", "-€40", "-40"),
        ("cost", "€ -40", "-40"),
        ("cost", "1 000 euros per month", "1000"),
        ("cost", "EUR 1000", "1000"),
        ("cost", "€20-€50", "20..50"),
        ("cost", "€20k–50k", "20000..50000"),
        ("share", "10 %", "10"),
        ("share", "10%", "10"),
        ("share", "10 percent", "10"),
        ("share", "10%-20%", "10..20"),
        ("share", "10-20 %", "10..20"),
        ("budget", "40 thousand euros", "40"),
        ("budget", "0k", "0"),
        ("bare", "-0 %", "0"),
    ];
    for (id, text, canonical) in taken {
        assert_eq!(said(id, text), canonical, "{text}");
    }
}

#[test]
fn what_can_mean_more_is_refused_with_what_it_can_mean() {
    let readings = [
        ("invoices", "40.000", "`40.000` can mean `40000` or `40`"),
        ("invoices", "1,200", "`1,200` can mean `1200` or `1.2`"),
        ("bare", "1.250", "`1.250` can mean `1250` or `1.25`"),
        ("bare", "1.234", "`1.234` can mean `1234` or `1.2340`"),
        ("bare", "-1.250", "`-1.250` can mean `-1250` or `-1.25`"),
        ("bare", "−1,234", "`-1,234` can mean `-1234` or `-1.2340`"),
        ("bare", "-1.250..-1", "`-1.250` can mean `-1250` or `-1.25`"),
        ("bare", "-10%", "`-10%` can mean `-10` or `-0.1`"),
        ("cost", "-1,200 EUR", "`-1,200 EUR` can mean `-1200` or `-1.2`"),
        ("cost", "€ -1.250", "`€ -1.250` can mean `-1250` or `-1.25`"),
        ("budget", "-40k", "`-40k` can mean `-40` or `-40000`"),
        ("bare", "<1.250", "`1.250` can mean `1250` or `1.25`"),
        ("bare", "20..1.250", "`1.250` can mean `1250` or `1.25`"),
        ("cost", "€ 1.250", "`€ 1.250` can mean `1250` or `1.25`"),
        ("cost", "1.250k", "`1.250k` can mean `1250000` or `1250`"),
        ("invoices", "20-50k", "`20-50k` can mean `20000..50000` or `20..50000`"),
        ("bare", "10%", "`10%` can mean `10` or `0.1`"),
        ("budget", "40k", "`40k` can mean `40` or `40000`"),
        ("invoices", "2m", "`m` in `2m` can mean several things; write the number out"),
        ("invoices", "2M", "`M` in `2M` can mean several things; write the number out"),
        ("invoices", "about 40", "`about 40` has no bounds"),
        ("invoices", "ca. 40 invoices", "`ca. 40 invoices` has no bounds"),
        ("invoices", "~40", "`~40` has no bounds"),
        ("invoices", "40 or so", "`40 or so` has no bounds"),
        ("invoices", "40?", "`40?` has no bounds"),
        ("invoices", "40 people", "`40 people` is in `people`, not in `invoices`"),
        ("invoices", "10 %", "`10 %` is in `%`, not in `invoices`"),
        ("cost", "$ 40", "`$ 40` is in `$`, not in `EUR a month`"),
        ("cost", "40 EUR a year", "`40 EUR a year` is in `EUR a year`, not in `EUR a month`"),
        ("budget", "40 EUR", "`40 EUR` is in `EUR`, not in `thousand EUR`"),
        ("bare", "40 years", "`40 years` has `years` beside the number"),
        ("invoices", "20 and 50", "`20 and 50` is not a plain decimal number"),
        ("invoices", "20 or 50", "`20 or 50` is not a plain decimal number"),
        ("invoices", "=> 20", "`=> 20` is not a plain decimal number"),
        ("invoices", "0x10", "`0x10` is not a plain decimal number"),
        ("bare", "1e400", "`1e400` is too large a number, with more than 15 digits"),
        ("bare", "-1e20", "`-1e20` is too large a number"),
        ("bare", "1 000 000 000 000k", "`1 000 000 000 000k` is too large a number"),
        ("bare", "0.1234567890123456", "`0.1234567890123456` is a number with more than 15 digits"),
    ];
    for (id, text, start) in readings {
        let said = said(id, text);
        assert!(said.starts_with(&format!("refused: {start}")), "{text}: {said}");
        assert!(!said.contains("; meant"), "{text}: {said}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    let texts = [
        "many",
        "twenty",
        "1 00",
        "20 50 x",
        "1,2,3",
        "1.23.456",
        "5,",
        "--5",
        "1/2",
        "20-50-70",
        "2026-11-03",
        "1000,",
        "⅓",
        "5 -",
        "20 to",
        "..-",
        "e3",
        "1e",
        "12:30",
        "+",
        "€",
        "k",
        ".",
        "1  000",
        "0x10",
        "٢٠",
    ];
    for text in texts {
        assert!(said("bare", text).starts_with("refused: "), "{text}: {}", said("bare", text));
    }
}

#[test]
fn an_end_that_the_question_sets_is_left_open_unless_both_would_be() {
    let written = |limits: &str, text: &str| {
        let bare = "id: bare, ask: How much?, type: number";
        let text_of_playbook = PLAYBOOK.replace(bare, &format!("{bare}{limits}"));
        let playbook = load(SourceFile::new("numbers.yaml", text_of_playbook)).unwrap();
        let question = playbook.question(playbook.find_question("bare").unwrap());
        let answer = parse_plain_answer(question, text).unwrap();
        let text = answer_text(question, &answer);
        assert_eq!(parse_plain_answer(question, &text).unwrap(), answer);
        text
    };
    let both = ", min: 0, max: 9";
    for (limits, text, expected) in [
        (both, "0..5", "..5"),
        (both, "5..9", "5.."),
        (both, "0..9", "0..9"),
        (both, "..", "0..9"),
        (both, "2..5", "2..5"),
        (both, "0", "0"),
        (both, "9", "9"),
        (", min: 0", "0..", "0.."),
        (", min: 0", "..5", "..5"),
        (", max: 9", "..9", "..9"),
        (", max: 9", "5..", "5.."),
    ] {
        assert_eq!(written(limits, text), expected, "{text}{limits}");
    }
}

#[test]
fn a_suggestion_stands_for_all_that_was_written() {
    assert!(said("invoices", "20...50").ends_with("; meant 20..50"));
    assert!(said("invoices", "20…50").ends_with("; meant 20..50"));
    assert!(said("invoices", "10|20...50").ends_with("; meant 10|20..50"));
    assert!(said("invoices", "50-20").ends_with("; meant 20..50"));
    assert!(!said("invoices", "50..20|abc").contains("meant"));
    assert!(!said("invoices", "20..abc").contains("meant"));
}

#[test]
fn in_files_a_number_is_a_plain_decimal() {
    let plain = |id: &str, text: &str| {
        let question = question(id);
        match parse_plain_answer(&question, text) {
            Ok(answer) => answer_text(&question, &answer),
            Err(error) => format!("{}; meant {:?}", error.problem, error.nearest),
        }
    };
    assert_eq!(plain("bare", "1.250"), "1.25");
    assert_eq!(plain("invoices", "40.000"), "40");
    assert_eq!(plain("bare", "1.125"), "1.1250");
    for (text, meant) in [
        ("1 000", "1000"),
        ("20-50", "20..50"),
        ("50+", "50.."),
        ("40k", "40000"),
        ("1e3", "1000"),
        ("20...50", "20..50"),
        ("1000 invoices", "1000"),
    ] {
        let said = plain("invoices", text);
        assert!(said.starts_with(&format!("`{text}` is not a plain decimal number")), "{said}");
        assert!(said.ends_with(&format!("; meant Some(\"{meant}\")")), "{said}");
    }
    assert_eq!(
        plain("invoices", "1,200"),
        "`1,200` can mean `1200` or `1.2`; write the one that is meant; meant None"
    );
}

/// Every way in which a people writes numbers: what stands before decimals, and between groups.
const CONVENTIONS: [(char, &str); 10] = [
    ('.', ""),
    ('.', ","),
    ('.', " "),
    ('.', "'"),
    (',', ""),
    (',', "."),
    (',', " "),
    (',', "'"),
    ('.', "_"),
    (',', "_"),
];

/// The numbers that a text is by one way or another.
fn readings(text: &str) -> BTreeSet<Decimal> {
    let by = |(point, mark): (char, &str)| {
        let (whole, part) = text.split_once(point).unwrap_or((text, ""));
        let has_point = text.contains(point);
        let groups: Vec<&str> =
            if mark.is_empty() { vec![whole] } else { whole.split(mark).collect() };
        let are_digits = |text: &str| text.chars().all(|one| one.is_ascii_digit());
        if !groups.iter().all(|group| are_digits(group)) || !are_digits(part) {
            return None;
        }
        if whole.is_empty() && part.is_empty() || (has_point && part.is_empty() && point == ',') {
            return None;
        }
        if groups.len() > 1 {
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            let (first, rest) = lengths.split_first()?;
            let (last, middle) = rest.split_last()?;
            let western = (1..=3).contains(first) && middle.iter().all(|length| *length == 3);
            let indian =
                mark == "," && (1..=2).contains(first) && middle.iter().all(|length| *length == 2);
            if groups[0].starts_with('0') || *last != 3 || !(western || indian) {
                return None;
            }
            if has_point && part.is_empty() {
                return None;
            }
        }
        let plain = format!("0{}.{part}0", groups.concat());
        plain.parse::<Decimal>().ok().map(|number| number.normalize())
    };
    CONVENTIONS.into_iter().filter_map(by).collect()
}

proptest! {
    #![proptest_config(config(2_000, 20_261_103))]

    #[test]
    fn a_number_is_taken_where_all_ways_of_writing_agree(text in "[0-9]{0,4}([.,' _][0-9]{0,4}){0,3}") {
        let text = text.trim();
        let readings = readings(text);
        match read(text, None) {
            Ok(amount) => {
                prop_assert_eq!(readings, BTreeSet::from([amount.number]), "{}", text);
            }
            Err(Unread::Either(told)) => {
                prop_assert_eq!(readings, BTreeSet::from(told), "{}", text);
            }
            Err(_) => prop_assert!(readings.is_empty(), "{} is {:?}", text, readings),
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "[-–—0-9.,' a-zA-Z€%<>=+|½]{0,24}", id in 0_usize..5) {
        let question = playbook().questions[id].clone();
        if let Ok(answer) = parse_answer(&question, &text) {
            let again = answer_text(&question, &answer);
            prop_assert_eq!(parse_answer(&question, &again), Ok(answer), "{}", text);
        }
        if let Err(error) = parse_plain_answer(&question, &text)
            && let Some(meant) = error.nearest
        {
            prop_assert!(parse_plain_answer(&question, &meant).is_ok(), "{} → {}", text, meant);
        }
    }
}

#[test]
fn two_marks_leave_the_last_one_as_the_point() {
    let amount = read("1_000,0", None).unwrap();
    assert_eq!(amount.number, Decimal::from(1000));
}
