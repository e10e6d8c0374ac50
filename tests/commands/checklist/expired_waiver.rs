use super::desk::{Desk, READY};

fn until(day: &str) -> Vec<String> {
    let waiver = format!("waivers: [{{ rule: missing-fact, because: In March., until: {day} }}]\n");
    Desk::plain().check(&format!("  pain: none\n{waiver}")).told()
}

#[test]
fn the_last_day_still_counts() {
    assert_eq!(until("2026-11-24"), ["6:1 waived missing-fact money"]);
    assert_eq!(
        until("2026-11-23"),
        ["6:1 error missing-fact money", "6:60 error expired-waiver"],
        "what it waived counts again"
    );
}

#[test]
fn it_says_when_it_ended() {
    let waiver = "waivers: [{ rule: missing-fact, because: x, until: 2026-03-31 }]\n";
    let found = Desk::plain().check(&format!("{READY}{waiver}"));
    assert_eq!(
        found.words("expired-waiver"),
        [
            "the waiver of `missing-fact` counted until 2026-03-31; settle what it waived and take it \
          out, or decide anew until when it counts"
        ]
    );
}

#[test]
fn it_can_not_be_waived() {
    let waivers = "waivers:\n  - { rule: missing-fact, because: x, until: 2026-03-31 }\n  - { rule: expired-waiver, because: y }\n";
    let found = Desk::plain().check(&format!("{READY}{waivers}"));
    assert_eq!(found.told(), ["10:46 error expired-waiver", "11:13 error unknown-waiver"]);
}
