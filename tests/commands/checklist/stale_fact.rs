use super::desk::Desk;

fn pain_of(date: &str) -> String {
    format!("  pain: {{ answer: none, date: {date} }}\n  money: agreed\n")
}

#[test]
fn evidence_is_stale_from_the_day_after_its_last_one() {
    // Good for 90 days: the 26th of August is the 90th day before the 24th of November.
    assert_eq!(Desk::plain().check(&pain_of("2026-08-26")).told(), Vec::<String>::new());
    let found = Desk::plain().check(&pain_of("2026-08-25"));
    assert_eq!(found.told(), ["5:31 error stale-fact pain"]);
    assert_eq!(
        found.words("stale-fact"),
        ["`pain` was learned on 2026-08-25 and was good for 90 days; \
          ask: “What happens if nothing changes?”, and write the new date"]
    );
}

#[test]
fn without_a_date_or_a_limit_nothing_is_stale() {
    assert_eq!(Desk::plain().check("  pain: none\n  money: agreed\n").told(), Vec::<String>::new());
    let old = "  pain: none\n  money: { answer: agreed, date: 1999-01-01 }\n";
    assert_eq!(Desk::plain().check(old).told(), Vec::<String>::new());
}

#[test]
fn the_shorter_of_two_limits_counts() {
    let weeks_old = pain_of("2026-11-01");
    assert_eq!(Desk::plain().at_most("1y").check(&pain_of("2026-08-25")).told().len(), 1);
    let found = Desk::plain().at_most("2w").check(&weeks_old);
    assert_eq!(found.told(), ["5:31 error stale-fact pain"]);
    let money = "  pain: none\n  money: { answer: agreed, date: 2026-11-01 }\n";
    assert_eq!(Desk::plain().at_most("2w").check(money).told(), ["6:34 error stale-fact money"]);
}

#[test]
fn one_piece_of_fresh_evidence_is_enough() {
    let fresh = "  pain:\n    - { answer: none, by: Ann, date: 2025-01-01 }\n    - { answer: none, by: Bo, date: 2026-11-20 }\n  money: agreed\n";
    assert_eq!(Desk::plain().check(fresh).told(), Vec::<String>::new());
    // Of several that are all stale, the freshest; a fresh assumption does not help.
    let stale = "  pain:\n    - { answer: none, date: 2025-01-01 }\n    - { answer: none, date: 2025-06-01 }\n    - { answer: none, date: 2026-11-20, source: assumption }\n  money: agreed\n";
    assert_eq!(Desk::plain().check(stale).told(), ["7:29 error stale-fact pain"]);
}

#[test]
fn without_prepare_it_is_what_a_rule_a_gate_or_a_verifier_uses() {
    let dated =
        |id: &str, value: &str| format!("  {id}: {{ answer: {value}, date: 2020-02-29 }}\n");
    let facts = [
        "  pain: told\n  money: agreed\n  date: soon\n",
        &dated("hosting", "cloud"),
        &dated("region", "no"),
    ]
    .concat()
        + &dated("story", "Long ago.");
    let found = Desk::plain().at_most("30d").check(&facts);
    assert_eq!(found.told(), ["8:35 error stale-fact hosting", "9:31 error stale-fact region"]);
}

#[test]
fn months_and_years_end_on_the_last_day_that_there_is() {
    let found = Desk::plain().check("  pain: told\n  money: agreed\n  hosting: cloud\n  date: soon\n  region: { answer: no, date: 2025-11-24 }\n");
    assert_eq!(found.told(), Vec::<String>::new(), "a year to the day");
    let found = Desk::plain().check("  pain: told\n  money: agreed\n  hosting: cloud\n  date: soon\n  region: { answer: no, date: 2025-11-23 }\n");
    assert_eq!(found.told(), ["9:31 error stale-fact region"]);
}

#[test]
fn a_date_in_the_future_is_an_error_wherever_it_stands() {
    let found = Desk::plain()
        .check("  pain: none\n  money: agreed\n  story: { answer: Soon., date: 2026-11-25 }\n");
    assert_eq!(found.told(), ["7:33 error stale-fact story"]);
    assert_eq!(
        found.words("stale-fact"),
        ["`story` is dated 2026-11-25, which is in the future; \
          write the day on which it was learned, 2026-11-24 at the latest"]
    );
}

#[test]
fn it_can_be_waived() {
    let facts = pain_of("2026-08-25")
        + "waivers:\n  - { rule: stale-fact, question: pain, because: Fixed. }\n";
    assert_eq!(Desk::plain().check(&facts).told(), ["5:31 waived stale-fact pain"]);
}
