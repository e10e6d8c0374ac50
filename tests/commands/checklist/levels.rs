use coach::checklist::{Level, Levels};
use coach::text::source::Severity;

use super::desk::{Desk, READY};

#[test]
fn a_team_decides_how_much_a_rule_counts() {
    let mut levels = Levels::default();
    levels.set("missing-fact", Level::As(Severity::Warning));
    levels.set("set-aside-fact", Level::As(Severity::Error));
    levels.set("disagreement", Level::Off);
    let desk = Desk::plain().with(levels);
    assert_eq!(desk.check("  pain: none\n").told(), ["6:1 warning missing-fact money"]);
    assert_eq!(
        desk.check(&format!("{READY}  region: no\n")).told(),
        ["9:3 error set-aside-fact region"]
    );
    let at_odds = "  pain: none\n  money: agreed\n  date: [{ answer: soon }, { answer: late }]\n";
    assert!(desk.check(at_odds).told().is_empty());
}

#[test]
fn a_waiver_of_a_rule_that_is_off_rests() {
    let mut levels = Levels::default();
    levels.set("disagreement", Level::Off);
    let waiver = format!("{READY}waivers: [{{ rule: disagreement, because: x }}]\n");
    assert!(Desk::plain().with(levels).check(&waiver).told().is_empty());
}
