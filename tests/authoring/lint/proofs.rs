//! The rules that prove: each fires on a playbook made for it, points at the place, and can be excused
//! or not.

use crate::desk::Desk;

const HEAD: &str = "\
format: 1
id: proven
title: Proven
summary: For the tests of the proofs.
offer: { name: Paperlight, solves: Papers that nobody finds., not_for: Papers that stay. }
";

/// Two stages with a question of every type that conditions use.
const STAGES: &str = "\
stages:
  - id: need
    title: Need
    buyer_asks: Should we do anything about this?
    verified_when: { waits: yes }
    questions:
      - { id: waits, ask: Who waits for this?, why: W., type: yes_no }
      - { id: pages, ask: How many pages are there?, why: W., type: number, min: 0, max: 100, whole: true }
  - id: place
    title: Place
    buyer_asks: What must it do?
    verified_when: { hosting: [cloud, ours] }
    questions:
      - { id: hosting, ask: Where may it run?, why: W., type: choice, options: { cloud: C, ours: O, none: N } }
      - { id: needs, ask: What must it do?, why: W., type: choices, options: { find: F, share: S } }
";

const FIT: &str = "\
fit:
  disqualifiers:
    - { id: nowhere, when: { hosting: none }, because: B., say: S., instead: I. }
  must_haves:
    - { id: enough, when: { pages: { at_least: 10 } }, because: B., say: S., instead: I. }
  signals:
    - { id: awaited, when: { waits: yes }, weight: 1, because: B. }
    - { id: useful, when: { needs: { includes_any: [find, share] } }, weight: 1, because: B. }
    - { id: near, when: { hosting: ours }, weight: -1, because: B. }
  threshold: 1
";

/// What is found with these changes: `line:column severity rule: message`.
fn found(changes: &[[&str; 2]]) -> Vec<String> {
    let mut text = [HEAD, STAGES, FIT].concat();
    for [old, new] in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    told(&text, &[])
}

fn told(text: &str, arguments: &[&str]) -> Vec<String> {
    let desk = Desk::empty();
    desk.write("proven.yaml", text);
    let fixed = ["playbook", "check", "proven.yaml", "--format", "json"];
    let run = desk.coach(&[&fixed, arguments].concat());
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["files"][0]["findings"].as_array().unwrap().iter();
    let line = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let severity =
            if finding["waived"].is_null() { text("severity") } else { "excused".to_owned() };
        let (line, column) = (&finding["line"], &finding["column"]);
        format!("{line}:{column} {severity} {}: {}", text("rule"), text("message"))
    };
    findings.map(line).collect()
}

#[test]
fn an_honest_playbook_has_nothing_to_tell() {
    assert_eq!(found(&[]), Vec::<String>::new());
}

#[test]
fn one_that_can_never_say_no_is_rigged_and_nothing_excuses_it() {
    let only_signals = "fit:   # allow rigged: We like it so.\n  signals: [{ id: useful, when: { needs: { includes: find } }, weight: 1, because: B. }]\n";
    let told = found(&[[FIT, only_signals]]);
    let told: Vec<&String> =
        told.iter().filter(|line| !line.contains("unreachable-score")).collect();
    assert_eq!(
        told,
        [
            "21:1 error rigged: whatever the buyer answers, this is a fit: the playbook can never say no",
            "21:8 warning unknown-excuse: what `rigged` finds can't be excused"
        ]
    );
}

#[test]
fn one_that_can_never_say_yes_is_hopeless_and_says_which_must_haves_are_at_odds() {
    let both = [
        "  signals:\n",
        "    - { id: few, when: { pages: { less_than: 10 } }, because: B., say: S., instead: I. }\n  signals:\n",
    ];
    assert_eq!(
        found(&[both]),
        [
            "21:1 error hopeless: whatever the buyer answers, this is no fit: the playbook can never say yes",
            "26:18 error contradiction: no buyer has both `few` and `enough`, so nobody is a fit"
        ]
    );
}

#[test]
fn a_threshold_out_of_reach_or_always_met_decides_nothing() {
    let high = found(&[["threshold: 1", "threshold: 3"]]);
    assert!(high.contains(&"30:3 warning unreachable-score: no score reaches the threshold of 3: the highest is 2".to_owned()), "{high:?}");
    let low = found(&[["threshold: 1", "threshold: -1"]]);
    assert!(low.contains(&"30:3 warning unreachable-score: every score meets the threshold of -1: the lowest is -1".to_owned()), "{low:?}");
}

#[test]
fn a_verifier_that_can_not_hold_keeps_every_buyer() {
    let alone = [
        "verified_when: { hosting: [cloud, ours] }",
        "verified_when: { all: [{ hosting: cloud }, { hosting: ours }] }",
    ];
    let told = found(&[alone]);
    assert!(told.contains(&"17:5 error unreachable-stage: no buyer can get past `place`: its verifier never holds".to_owned()), "{told:?}");
    let together = ["verified_when: { hosting: [cloud, ours] }", "verified_when: { waits: no }"];
    assert_eq!(
        found(&[together]),
        [
            "17:5 error unreachable-stage: no buyer who is past the stages before it can get past `place`"
        ]
    );
}

#[test]
fn a_stage_that_comes_too_late_for_a_no_is_told_with_the_way_there() {
    let settled = [
        [
            "  disqualifiers:\n    - { id: nowhere, when: { hosting: none }, because: B., say: S., instead: I. }\n",
            "",
        ],
        ["weight: -1", "weight: 1"],
    ];
    let desk = Desk::empty();
    let mut text = [HEAD, STAGES, FIT].concat();
    for [old, new] in settled {
        text = text.replacen(old, new, 1);
    }
    assert_eq!(
        found(&settled),
        [
            "14:9 warning no-exit: with everything before it in its favour, no answer from `place` on can lead to a no"
        ]
    );
    desk.write("proven.yaml", &text);
    let run = desk.coach(&["playbook", "check", "proven.yaml"]).succeeded();
    let shown = run.stdout.split("see it: coach ").nth(1).unwrap().lines().next().unwrap();
    let replay: Vec<&str> = shown.split(' ').chain(["--exit-code"]).collect();
    desk.coach(&replay).ended_with(0);
}

#[test]
fn a_rule_that_another_one_covers_never_decides() {
    let covered = [
        "  must_haves:\n",
        "    - { id: poor, when: { hosting: none, waits: no }, because: B., say: S., instead: I. }\n  must_haves:\n",
    ];
    assert_eq!(
        found(&[covered]),
        ["24:13 warning dead-rule: `poor` never decides: `nowhere` covers it"]
    );
    let excused = [
        "  must_haves:\n",
        "    # allow dead-rule: The law asks for it.\n    - { id: poor, when: { hosting: none, waits: no }, because: B., say: S., instead: I. }\n  must_haves:\n",
    ];
    assert_eq!(
        found(&[excused]),
        ["25:13 excused dead-rule: `poor` never decides: `nowhere` covers it"]
    );
}

#[test]
fn a_question_and_an_option_for_nothing_are_told() {
    let logo = [
        "      - { id: needs,",
        "      - { id: logo, ask: Which colour?, why: W., type: yes_no }\n      - { id: needs,",
    ];
    assert_eq!(
        found(&[logo]),
        ["20:15 warning dead-question: nothing depends on the answer to `logo`"]
    );
    let told = found(&[
        ["includes_any: [find, share]", "includes: find"],
        [
            "because: B. }\n    - { id: near",
            "because: B. }\n    - { id: shared, when: { needs: { includes: share }, hosting: none }, weight: 1, because: B. }\n    - { id: near",
        ],
    ]);
    assert!(told.iter().any(|line| line.contains("dead-option: whether `share` is chosen makes no difference")), "{told:?}");
}

#[test]
fn two_options_with_a_hold_each_are_told_apart_by_what_lifts_it() {
    let held = |holds: &str| {
        let fit = format!("fit:\n  holds:\n{holds}  disqualifiers:\n");
        found(&[
            ["cloud: C, ours: O, none: N", "cloud: C, ours: O, none: N, any: A"],
            ["fit:\n  disqualifiers:\n", &fit],
            ["    - { id: near, when: { hosting: ours }, weight: -1, because: B. }\n", ""],
            ["[cloud, ours] }", "[cloud, ours, any] }"],
        ])
    };
    let hold = |id: &str, options: &str| {
        format!(
            "    - {{ id: {id}, when: {{ hosting: {options} }}, because: B., until: U., say: S. }}\n"
        )
    };
    let apart = held(&[hold("far", "cloud"), hold("near", "ours")].concat());
    assert!(!apart.iter().any(|line| line.contains("dead-option")), "{apart:?}");
    let alike = held(&[hold("far", "[cloud, ours]"), hold("near", "[ours, cloud]")].concat());
    assert!(alike.iter().any(|line| line.contains("dead-rule")), "{alike:?}");
}

#[test]
fn conditions_that_say_nothing_are_told() {
    let told = found(&[["at_least: 10", "at_least: 0"]]);
    assert!(
        told.contains(
            &"25:21 warning always-true: the condition of `enough` always holds".to_owned()
        ),
        "{told:?}"
    );
    let told =
        found(&[["when: { waits: yes }, weight", "when: { pages: { more_than: 100 } }, weight"]]);
    assert!(
        told.contains(
            &"27:22 warning never-true: the condition of `awaited` never holds".to_owned()
        ),
        "{told:?}"
    );
}

#[test]
fn a_gate_on_a_later_stage_comes_too_late() {
    let late = ["{ id: pages, ", "{ id: pages, when: { hosting: cloud }, "];
    let told = found(&[late]);
    assert_eq!(
        told[0],
        "13:22 warning late-gate: `pages` waits for `hosting`, which is asked later, in `place`"
    );
}

#[test]
fn an_interview_that_takes_too_long_is_told_with_the_answers() {
    let text = [HEAD, STAGES, FIT].concat();
    let told = told(&text, &["--most-questions", "2"]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "6:1 warning undecidable-in-time: after 2 questions a buyer can still be undecided"
        ),
        "{told:?}"
    );
    assert_eq!(super::proofs::told(&text, &["--most-questions", "4"]), Vec::<String>::new());
}

const BANDS: &str = "  bands:
    - { id: high, from: 1, verdict: fit, title: High }
    - { id: middle, from: 0, verdict: not-yet, title: Middle }
    - { id: low, verdict: no-fit, title: Low, say: S., instead: I. }
";

#[test]
fn a_band_that_no_score_is_in_is_told_with_the_scores_that_there_are() {
    assert_eq!(found(&[["  threshold: 1\n", BANDS]]), Vec::<String>::new());
    let high = BANDS.replace("  bands:\n", "  bands:\n    - { id: best, from: 3, verdict: fit, title: Best } # allow unreachable-band: To come.\n    - { id: better, from: 2, verdict: fit, title: Better }\n");
    assert_eq!(
        found(&[["  threshold: 1\n", &high]]),
        ["31:13 excused unreachable-band: no score is in the band `best`: scores go from -1 to 2"]
    );
    // Between two scores that there are.
    let [doubled, halved] = [["weight: 1,", "weight: 2,"], ["weight: -1", "weight: -2"]];
    let even = |bands: &str| found(&[doubled, doubled, halved, ["  threshold: 1\n", bands]]);
    let bands = BANDS.replace("from: 1", "from: 2");
    assert_eq!(even(&bands), Vec::<String>::new());
    assert_eq!(
        even(&bands.replace("from: 0", "from: 1")),
        [
            "32:13 warning unreachable-band: no score is in the band `middle`: scores go from -2 to 4"
        ]
    );
}

#[test]
fn a_band_of_a_no_fit_needs_words() {
    let wordless = BANDS.replace(", say: S., instead: I.", "");
    assert_eq!(
        found(&[["  threshold: 1\n", &wordless]]),
        [
            "33:13 warning no-honest-words: `low` can end a conversation, and has no `say` and no `instead`"
        ]
    );
}

#[test]
fn words_of_bands_are_read_as_those_of_rules_are() {
    let pressing = BANDS.replace("say: S.", "say: This offer expires today.");
    let told = found(&[["  threshold: 1\n", &pressing]]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("33:") && told[0].contains("warning pressure"), "{told:?}");
}

#[test]
fn numbers_that_points_leave_out_are_told() {
    let with = |points: &str, question: &str| {
        let signal = format!("    - {{ id: thick, points: {{ pages: {points} }}, because: B. }}\n");
        let asked = ["type: number, min: 0, max: 100, whole: true", question];
        let told = found(&[asked, ["  threshold: 1\n", &format!("{signal}  threshold: 1\n")]]);
        told.into_iter().filter(|line| line.contains("gap-in-points")).collect::<Vec<_>>()
    };
    let whole = "type: number, min: 0, max: 100, whole: true";
    let part = "type: number, min: 0, max: 100";
    let told = |numbers: &str| {
        vec![format!(
            "30:20 warning gap-in-points: `thick` has no points where `pages` is {numbers}: there it gives 0"
        )]
    };
    for (points, question, hole) in [
        ("{ ..19: 0, 20..49: 1, 60..: 3 }", whole, Some("50 to 59")),
        ("{ ..19: 0, 20..49: 1, 51..: 3 }", whole, Some("50")),
        // Between whole numbers that follow each other there is none.
        ("{ ..19: 0, 20..49: 1, 50..: 3 }", whole, None),
        (
            "{ ..19: 0, 20..49: 1, 50..: 3 }",
            part,
            Some("more than 19 and less than 20 or more than 49 and less than 50"),
        ),
        ("{ ..19: 0, 19..50: 1, 50..: 3 }", part, None),
        // Before the first and after the last, as far as the question takes them.
        ("{ 50..100: 3, 20..49: 1 }", whole, Some("at most 19")),
        ("{ 0..49: 1, 50..99: 2 }", whole, Some("100")),
        ("{ 0..49: 1, 50..100: 2 }", whole, None),
        ("{ 0..: 1 }", "type: number, min: 0", None),
        ("{ 0..10: 1 }", "type: number, min: 0", Some("more than 10")),
        ("{ each: 1 }", whole, None),
    ] {
        assert_eq!(with(points, question), hole.map_or_else(Vec::new, told), "{points}");
    }
    let excused = "    # allow gap-in-points: Fewer count as none.\n    - { id: thick, points: { pages: { 20..: 1 } }, because: B. }\n  threshold: 1\n";
    let told = found(&[["  threshold: 1\n", excused]]);
    assert!(told[0].starts_with("31:20 excused gap-in-points"), "{told:?}");
}

#[test]
fn points_that_never_decide_are_told_as_such() {
    let with = |points: &str| {
        let signal = format!("    - {{ id: extra, points: {points}, because: B. }}\n");
        found(&[["  threshold: 1\n", &format!("{signal}  threshold: 1\n")]])
    };
    assert_eq!(with("{ waits: { yes: 1 } }"), Vec::<String>::new());
    assert_eq!(
        with("{ waits: { yes: 0, no: 0 } }"),
        [
            "30:13 warning dead-rule: `extra` never decides: it gives no points, whatever is answered"
        ]
    );
    assert_eq!(
        with("{ hosting: { none: 3 } }"),
        ["30:13 warning dead-rule: `extra` never decides: `nowhere` covers it"]
    );
}
