use coach::checklist::RequiredVerdict;

use super::desk::{Desk, READY};

const OPEN: &str = "  pain: none\n  money: agreed\n";
const NO_FIT: &str = "  pain: told\n  hosting: ours\n  money: none\n";

#[test]
fn an_open_verdict_is_not_decided() {
    let found = Desk::plain().requiring(RequiredVerdict::Decided).check(OPEN);
    assert_eq!(found.told(), ["4:1 error required-verdict"]);
    assert_eq!(
        found.words("required-verdict"),
        ["the verdict is `undecided`, not `decided` as required; ask: “Where may it run?”"]
    );
}

#[test]
fn a_no_fit_is_decided_but_no_fit() {
    assert!(Desk::plain().requiring(RequiredVerdict::Decided).check(NO_FIT).told().is_empty());
    let found = Desk::plain().requiring(RequiredVerdict::Fit).check(NO_FIT);
    assert_eq!(found.told(), ["4:1 error required-verdict"]);
    assert!(Desk::plain().requiring(RequiredVerdict::Fit).check(READY).told().is_empty());
}

#[test]
fn nothing_is_required_that_was_not_asked_for() {
    assert!(Desk::plain().check(OPEN).told().is_empty());
}

#[test]
fn its_waiver_rests_while_it_is_not_asked_for() {
    let waived =
        format!("{OPEN}waivers: [{{ rule: required-verdict, because: A price first. }}]\n");
    let found = Desk::plain().requiring(RequiredVerdict::Decided).check(&waived);
    assert_eq!(found.told(), ["4:1 waived required-verdict"]);
    assert!(Desk::plain().check(&waived).told().is_empty());
}
