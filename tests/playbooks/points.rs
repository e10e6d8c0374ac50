//! Points, groups and bands of a playbook: what of them is refused, where, and with which words.

use coach::playbook::load::load;
use coach::text::source::SourceFile;

const QUALIFICATION: &str = include_str!("../data/qualification.yaml");

/// What is wrong with the playbook with one text in place of another: the words pointed at, what is
/// wrong with them, and what to do or to write.
fn wrong(good: &str, bad: &str) -> Vec<String> {
    assert!(QUALIFICATION.contains(good), "there is no {good:?}");
    let text = QUALIFICATION.replacen(good, bad, 1);
    let Err(rejected) = load(SourceFile::new("qualification.yaml", text.clone())) else {
        return Vec::new();
    };
    let told = rejected.findings.iter().map(|finding| {
        let words = text[finding.span.clone()].lines().next().unwrap_or_default();
        let help = finding.help.as_deref().unwrap_or_default();
        let meant = finding.replacement.iter().map(|meant| format!(" → {meant}"));
        format!("{words} | {} | {help}{}", finding.message, meant.collect::<String>())
    });
    told.collect()
}

#[test]
fn the_playbook_itself_is_right() {
    assert_eq!(wrong("id: qualification", "id: qualification"), [""; 0]);
}

#[test]
fn a_signal_has_a_condition_with_its_weight_or_points() {
    let has = "a signal has `when` and `weight`, or `points`";
    let signal = "      when: { champion: [tested, named], cost: known }\n      weight: 1\n";
    let points = "      points: { cost: { known: 3 } }\n";
    assert_eq!(
        wrong(signal, &format!("{signal}{points}")),
        [format!("points | `when` and `points` exclude each other | {has}")]
    );
    assert_eq!(
        wrong(signal, &format!("      weight: 1\n{points}")),
        [format!("points | `weight` and `points` exclude each other | {has}")]
    );
    assert_eq!(
        wrong(signal, ""),
        ["id: named_and_costed | `when` and `weight`, or `points`, are missing in a signal | "]
    );
    assert_eq!(
        wrong(signal, "      when: { cost: known }\n"),
        ["id: named_and_costed | the key `weight` is missing in a signal | "]
    );
    assert_eq!(
        wrong(signal, "      weight: 1\n"),
        ["id: named_and_costed | the key `when` is missing in a signal | "]
    );
    // A key that is misspelt is not missing as well.
    assert_eq!(
        wrong(signal, &points.replace("points", "point")),
        ["point | unknown key `point` in a signal |  → points"]
    );
}

#[test]
fn points_are_of_one_question_that_has_answers_to_score() {
    let points = "{ champion: { tested: 3, named: 1 } }";
    for (bad, told) in [
        (
            "{ champion: { tested: 3 }, cost: { known: 1 } }",
            "{ champion: { tested: 3 }, cost: { known: 1 } } | `points` name more than 1 question | write a signal for each question",
        ),
        ("{}", "{} | `points` is empty | name a question, and what its answers give"),
        (
            "{ champion: {} }",
            "{} | the points of `champion` name no answer | name its answers, each with its points",
        ),
        ("{ champoin: { tested: 3 } }", "champoin | there is no question `champoin` |  → champion"),
        (
            "{ champion: { testd: 3 } }",
            "testd | `champion` has no option `testd` | its options are `tested`, `named` and `none` → tested",
        ),
        (
            "{ champion: { tested: 2.5 } }",
            "2.5 | the points of `tested` must be a whole number from -1000 to 1000, not `2.5` | ",
        ),
        ("{ champion: 3 }", "3 | the points of `champion` must be a map, not `3` | "),
        ("[champion]", "[champion] | `points` must be a map, not a list | "),
    ] {
        assert_eq!(wrong(points, bad), [told], "{bad}");
    }
    let text = "        type: yes_no\n";
    let told = wrong(text, &format!("{text}      - {{ id: more, ask: What else?, type: text }}\n"));
    assert_eq!(told, [""; 0]);
    let with_text = |points: &str| {
        let question = "      - { id: more, ask: What else?, type: text }\n";
        let text = QUALIFICATION.replacen(text, &format!("{text}{question}"), 1);
        let text = text.replacen("{ champion: { tested: 3, named: 1 } }", points, 1);
        load(SourceFile::new("a.yaml", text)).unwrap_err().findings[0].clone()
    };
    let finding = with_text("{ more: { much: 1 } }");
    assert_eq!(finding.message, "no points can be given for `more`: it is a text");
    assert_eq!(finding.help.as_deref(), Some("ask it as a `choice`, or leave the signal out"));
}

#[test]
fn ranges_of_numbers_do_not_overlap_or_run_backwards() {
    let points = "{ days: { 1..3: 0, 4..9: 1, 10..: 3 } }";
    let range = "write a number, or a range as `20..99`, `..19` or `100..`";
    let once = "a number has its points once; two ranges may share an end";
    for (bad, told) in [
        ("{ days: { 1..5: 0, 4..9: 1 } }", format!("4..9 | `4..9` overlaps `1..5` | {once}")),
        ("{ days: { 4..9: 1, ..5: 0 } }", format!("4..9 | `4..9` overlaps `..5` | {once}")),
        ("{ days: { 5: 1, 5..9: 0 } }", format!("5..9 | `5..9` overlaps `5` | {once}")),
        ("{ days: { 5: 1, 5.0: 0 } }", format!("5.0 | `5.0` overlaps `5` | {once}")),
        ("{ days: { 9..4: 1 } }", format!("9..4 | `9..4` runs backwards | {range}")),
        (
            "{ days: { 2.5: 1 } }",
            format!("2.5 | `days` takes whole numbers alone, so it is never `2.5` | {range}"),
        ),
        ("{ days: { few: 1 } }", format!("few | `few` is no range of numbers | {range}")),
        ("{ days: { ..: 1 } }", format!(".. | `..` is no range of numbers | {range}")),
        ("{ days: { 1-3: 1 } }", format!("1-3 | `1-3` is no range of numbers | {range}")),
    ] {
        assert_eq!(wrong(points, bad), [told], "{bad}");
    }
    for good in ["{ days: { 1..5: 0, 5..9: 1 } }", "{ days: { 1..5: 0, 5: 2 } }"] {
        assert_eq!(wrong(points, good), [""; 0], "{good}");
    }
}

#[test]
fn points_tell_as_many_numbers_apart_as_conditions_may() {
    let points = |count: usize| {
        let ranges = (0..count).map(|number| format!("{number}.5: 1")).collect::<Vec<_>>();
        let question = "max: 30\n        whole: true\n";
        let text = QUALIFICATION.replacen(question, "max: 300\n", 1);
        let text = text.replacen("1..3: 0, 4..9: 1, 10..: 3", &ranges.join(", "), 1);
        load(SourceFile::new("qualification.yaml", text)).map_err(|wrong| wrong.to_string())
    };
    assert!(points(60).is_ok());
    let wrong = points(61).unwrap_err();
    let words = "conditions and points compare `days` with 61 numbers, more than 60";
    assert!(wrong.contains(words), "{wrong}");
}

#[test]
fn so_much_for_each_one_needs_a_whole_number_of_few_values() {
    let ranges = "give points for ranges instead, as `20..99: 1`";
    let number = "        min: 1\n        max: 6\n        whole: true\n";
    for (bad, told) in [
        (
            "        min: 1\n        max: 6\n",
            "`each` needs `whole: true`, `min` and `max` on `signatures`",
        ),
        (
            "        min: 1\n        whole: true\n",
            "`each` needs `whole: true`, `min` and `max` on `signatures`",
        ),
        (
            "        min: 1\n        max: 102\n        whole: true\n",
            "`signatures` has more than 101 values, too many for `each`",
        ),
    ] {
        assert_eq!(wrong(number, bad), [format!("each | {told} | {ranges}")], "{bad}");
    }
    let most = "        min: 0\n        max: 100\n        whole: true\n";
    assert_eq!(wrong(number, most), [""; 0]);
    assert_eq!(
        wrong("{ each: -1 }", "{ each: 1, 5: 2 }"),
        ["5 | `each` stands alone: every number has its points by it | "]
    );
    assert_eq!(
        wrong("{ each: -1 }", "{ each: 200 }"),
        [format!("each | `each` comes to 1200 points, more than 1000 | {ranges}")]
    );
}

#[test]
fn a_group_is_one_of_those_that_are_listed() {
    assert_eq!(
        wrong("group: champion", "group: chmpion"),
        ["chmpion | there is no group `chmpion` | the groups are `pain` and `champion` → champion"]
    );
    assert_eq!(
        wrong("{ id: champion, title: Champion, weak", "{ id: pain, title: Champion, weak")[1..],
        ["pain | a second group has the id `pain` | "]
    );
    let groups = &QUALIFICATION[QUALIFICATION.find("  groups:").unwrap()..];
    let groups = &groups[..groups.find("  bands:").unwrap()];
    let told = wrong(groups, "");
    assert_eq!(
        told[0],
        "pain | there is no group `pain` | list it under `fit.groups`, with an `id` and a `title`"
    );
}

#[test]
fn bands_fall_from_the_best_score_and_verdict_to_the_worst() {
    let scale = "`fit` has `bands`, or `threshold` and `below_threshold`";
    let bands = &QUALIFICATION[QUALIFICATION.find("  bands:").unwrap()..];
    for (good, bad, told) in [
        (bands, "  bands: []\n", "[] | `bands` is empty; it has at least one band | ".to_owned()),
        (
            "  bands:\n",
            "  threshold: 3\n  bands:\n",
            format!("threshold | `bands` and `threshold` exclude each other | {scale}"),
        ),
        (
            "  bands:\n",
            "  below_threshold: { because: Too little. }\n  bands:\n",
            format!("below_threshold | `bands` and `below_threshold` exclude each other | {scale}"),
        ),
        (
            "- id: cold\n",
            "- id: cold\n      from: -3\n",
            "from | the last band takes every score that is left, so it has no `from` | leave `from` out, or add a band below this one".to_owned(),
        ),
        (
            "from: 4, ",
            "",
            "{ id: worth_it, verdict: fit, title: Worth it } | the key `from` is missing in a band | every band but the last has the lowest score that is in it".to_owned(),
        ),
        (
            "from: 4,",
            "form: 4,",
            "form | unknown key `form` in a band |  → from".to_owned(),
        ),
        (
            "from: 4,",
            "from: 7,",
            "7 | `from` falls from band to band, and 7 is not below 7 | list the bands with the highest scores first".to_owned(),
        ),
        (
            "from: 7, verdict: fit",
            "from: 7, verdict: not-yet",
            "fit | a lower score is `fit`, though the band above is `not-yet` | no band has a better verdict than one above it".to_owned(),
        ),
        (
            "verdict: not-yet",
            "verdict: not_yet",
            "not_yet | no band has the verdict `not_yet` | a band's verdict is `fit`, `not-yet` or `no-fit` → not-yet".to_owned(),
        ),
        (
            "id: worth_it",
            "id: strong",
            "strong | a second band has the id `strong` | ".to_owned(),
        ),
        (
            "title: Strong, ",
            "",
            "{ id: strong, from: 7, verdict: fit, next: Agree on a date together. } | the key `title` is missing in a band | ".to_owned(),
        ),
    ] {
        assert_eq!(wrong(good, bad), [told], "{bad}");
    }
    // With neither beside it every key of the other set is told.
    let both = "  threshold: 3\n  below_threshold: { because: Too little. }\n  bands:\n";
    assert_eq!(wrong("  bands:\n", both).len(), 2);
}
