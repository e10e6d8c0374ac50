use super::desk::{Desk, READY};

#[test]
fn what_the_buyers_stage_prepares_has_to_be_known() {
    let found = Desk::plain().check("  date: soon\n");
    // At the first stage: `pain` and `money`, which it prepares, and nothing of the later stage.
    assert_eq!(
        found.told(),
        ["5:1 error missing-fact pain", "6:1 error missing-fact money"],
        "each where its line would be written"
    );
    assert_eq!(
        found.words("missing-fact"),
        [
            "`pain` is not known, and a talk about Need needs it; \
             ask: “What happens if nothing changes?”",
            "`money` is not known, and a talk about Need needs it; \
             ask: “How would this be paid for?”"
        ]
    );
    let line = found.results[1].finding.insertion.as_ref().unwrap();
    assert_eq!(line.text, "  money: unknown   # agreed | asked | none\n");
}

#[test]
fn without_prepare_it_is_what_can_still_change_the_verdict() {
    let found = Desk::plain().check("  pain: told\n  money: agreed\n  date: soon\n");
    assert_eq!(found.told(), ["8:1 error missing-fact hosting", "8:1 error missing-fact region"]);
}

#[test]
fn where_everything_is_known_nothing_is_found() {
    assert_eq!(Desk::plain().check(READY).told(), Vec::<String>::new());
}

#[test]
fn a_question_that_can_not_apply_is_not_missed() {
    let found = Desk::plain().check("  pain: told\n  money: agreed\n  hosting: ours\n");
    assert!(!found.told().iter().any(|line| line.contains("region")), "{:?}", found.told());
}

#[test]
fn unknown_is_missing_where_it_stands() {
    let found = Desk::plain().check("  pain:   unknown\n  money: agreed\n");
    assert_eq!(found.told(), ["5:11 error missing-fact pain"]);
}

#[test]
fn part_of_an_answer_is_known() {
    let found = Desk::plain().check("  pain: none\n  money: [agreed, none]\n");
    assert_eq!(found.told(), Vec::<String>::new());
}

#[test]
fn with_every_stage_verified_all_of_them_count_as_earlier() {
    let found =
        Desk::plain().check("  pain: told\n  hosting: cloud\n  money: agreed\n  date: soon\n");
    assert_eq!(found.told(), ["7:1 error missing-fact region"]);
}

#[test]
fn a_place_is_found_in_every_layout() {
    let head = "format: 1\ndeal: Acme\nplaybook: archive\n";
    let places = |rest: &str| Desk::plain().check_text(&format!("{head}{rest}")).told();
    assert_eq!(
        places("facts: { date: soon }\n"),
        ["4:10 error missing-fact pain", "4:20 error missing-fact money"]
    );
    assert_eq!(
        places("facts: {}\n"),
        ["4:1 error missing-fact pain", "4:1 error missing-fact money"]
    );
    assert_eq!(places("facts:\n"), ["5:1 error missing-fact pain", "5:1 error missing-fact money"]);
    assert_eq!(places(""), ["4:1 error missing-fact pain", "4:1 error missing-fact money"]);
    assert_eq!(places("facts:\n  pain: none"), ["5:13 error missing-fact money"]);
}

#[test]
fn a_waiver_takes_out_one_question_or_all() {
    let one =
        "  date: soon\nwaivers:\n  - { rule: missing-fact, question: money, because: In March. }\n";
    assert_eq!(
        Desk::plain().check(one).told(),
        ["5:1 error missing-fact pain", "6:1 waived missing-fact money"]
    );
    let all = "  date: soon\nwaivers:\n  - { rule: missing-fact, because: In March. }\n";
    assert_eq!(
        Desk::plain().check(all).told(),
        ["5:1 waived missing-fact pain", "6:1 waived missing-fact money"]
    );
}

#[test]
fn an_honest_no_fit_misses_nothing() {
    let found =
        Desk::plain().check("  pain: told\n  hosting: cloud\n  region: yes\n  money: none\n");
    assert_eq!(found.told(), Vec::<String>::new());
}

#[test]
fn a_settled_no_fit_is_ready() {
    // Nothing is known of `money`, `date` is assumed, and `pain` is two years old.
    let no_fit = "  pain: { answer: none, date: 2024-11-24 }\n  hosting: cloud\n  region: yes\n  \
         date: { answer: soon, source: assumption }\n";
    assert_eq!(Desk::plain().check(no_fit).told(), Vec::<String>::new());
    let open = no_fit.replace("region: yes", "region: no");
    let found = Desk::plain().check(&open).told();
    assert!(found.iter().any(|line| line.contains("missing-fact money")), "{found:?}");
    assert!(found.iter().any(|line| line.contains("stale-fact pain")), "{found:?}");
}
