use super::desk::Desk;

const AT_ODDS: &str = "  pain: none\n  money: agreed\n  date:\n    - { answer: soon, by: Dana }\n    - { answer: late, by: Kim }\n";

#[test]
fn two_people_at_odds_are_both_shown() {
    let found = Desk::plain().check(AT_ODDS);
    assert_eq!(found.told(), ["9:17 error disagreement date"]);
    let finding = &found.results[0].finding;
    assert_eq!(finding.label, "Kim: Late");
    assert_eq!(finding.related.as_ref().unwrap().1, "Dana: Soon");
    assert_eq!(finding.help.as_deref(), Some("ask them together: “By when?”"));
}

#[test]
fn statements_with_a_value_in_common_agree() {
    let agreed = "  pain: none\n  money:\n    - { answer: [agreed, asked], by: Dana }\n    - { answer: [asked, none], by: Kim }\n";
    assert_eq!(Desk::plain().check(agreed).told(), Vec::<String>::new());
    let unknown = "  pain: none\n  money:\n    - { answer: agreed, by: Dana }\n    - { answer: unknown, by: Kim }\n";
    assert_eq!(Desk::plain().check(unknown).told(), Vec::<String>::new());
}

#[test]
fn three_of_whom_two_agree_are_shown_by_the_two_that_do_not() {
    let three = "  pain: none\n  money:\n    - { answer: agreed, by: A }\n    - { answer: [agreed, asked], by: B }\n    - { answer: [asked, none], by: C }\n";
    let found = Desk::plain().check(three);
    assert_eq!(found.told(), ["9:17 error disagreement money"]);
    assert_eq!(found.results[0].finding.related.as_ref().unwrap().1, "A: Agreed");
}

#[test]
fn an_assumption_against_the_evidence_is_a_warning() {
    let found = Desk::plain().check("  pain: none\n  money:\n    - { answer: none, source: assumption }\n    - { answer: agreed, by: Kim }\n");
    assert_eq!(found.told(), ["7:17 warning disagreement money"]);
    assert_eq!(
        found.words("disagreement"),
        [
            "an assumption about `money` contradicts the evidence; take the assumption out, or ask again"
        ]
    );
}

#[test]
fn assumptions_at_odds_with_each_other_are_an_error() {
    let found = Desk::plain().check("  pain: none\n  money: agreed\n  date:\n    - { answer: soon, source: assumption }\n    - { answer: late, source: assumption }\n");
    assert_eq!(found.told(), ["9:17 error disagreement date"]);
}

#[test]
fn it_can_be_waived() {
    let facts = format!(
        "{AT_ODDS}waivers:\n  - {{ rule: disagreement, question: date, because: The talk is about it. }}\n"
    );
    assert_eq!(Desk::plain().check(&facts).told(), ["9:17 waived disagreement date"]);
}
