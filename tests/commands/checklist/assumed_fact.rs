use super::desk::{Desk, READY};

const ASSUMED: &str = "  pain: told\n  money: { answer: agreed, source: assumption }\n";

#[test]
fn what_is_only_assumed_is_pointed_at() {
    let found =
        Desk::plain().check("  pain: none\n  money: { answer: agreed, source: assumption }\n");
    assert_eq!(found.told(), ["6:20 error assumed-fact money"]);
    assert_eq!(
        found.words("assumed-fact"),
        [
            "`money` is only assumed, and a talk about Need needs it; ask: “How would this be paid for?”"
        ]
    );
}

#[test]
fn evidence_beside_the_assumption_is_enough() {
    let both = "  pain: none\n  money: [{ answer: agreed, source: assumption }, { answer: agreed, by: Kim }]\n";
    assert_eq!(Desk::plain().check(both).told(), Vec::<String>::new());
    let written = "  pain: none\n  money: { answer: agreed, source: document }\n";
    assert_eq!(Desk::plain().check(written).told(), Vec::<String>::new());
    assert_eq!(Desk::plain().check(READY).told(), Vec::<String>::new());
}

#[test]
fn what_no_talk_at_this_stage_needs_may_be_assumed() {
    let later = "  pain: none\n  money: agreed\n  region: { answer: no, source: assumption }\n";
    assert_eq!(Desk::plain().check(later).told(), Vec::<String>::new());
}

#[test]
fn the_fact_that_says_something_is_the_place() {
    let list = "  pain: none\n  money:\n    - { answer: unknown, by: Kim }\n    - { answer: agreed, source: assumption }\n";
    assert_eq!(Desk::plain().check(list).told(), ["8:17 error assumed-fact money"]);
}

#[test]
fn it_can_be_waived() {
    let waiver = "  date: soon\n  hosting: ours\nwaivers:\n  - { rule: assumed-fact, question: money, because: On Tuesday. }\n";
    let found = Desk::plain().check(&format!("{ASSUMED}{waiver}"));
    assert_eq!(found.told(), ["6:20 waived assumed-fact money"]);
}
