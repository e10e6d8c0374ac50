use super::desk::{Desk, READY};

const NO_FIT: &str = "  pain: told\n  hosting: cloud\n  region: yes\n  money: agreed\n";

#[test]
fn pursuing_a_no_fit_is_an_error() {
    let found = Desk::plain().check(&format!("{NO_FIT}pursue: yes\n"));
    assert_eq!(found.told(), ["9:1 error forced-fit"]);
    assert_eq!(
        found.words("forced-fit"),
        ["this deal is pursued, but it is no fit: Our machines are abroad.; \
          tell them, and write `pursue: no`; `coach brief` has the words"]
    );
}

#[test]
fn an_honest_no_fit_is_none() {
    for pursue in ["", "pursue: no\n"] {
        let found = Desk::plain().check(&format!("{NO_FIT}{pursue}"));
        assert_eq!(found.told(), Vec::<String>::new(), "{pursue}");
    }
}

#[test]
fn a_fit_and_an_open_verdict_may_be_pursued() {
    assert_eq!(Desk::plain().check(&format!("{READY}pursue: yes\n")).told(), Vec::<String>::new());
    let open = "  pain: none\n  money: agreed\npursue: yes\n";
    assert_eq!(Desk::plain().check(open).told(), Vec::<String>::new());
}

#[test]
fn what_is_only_assumed_forces_nothing() {
    let assumed = "  pain: none\n  hosting: cloud\n  money: agreed\n  region: { answer: yes, source: assumption }\npursue: yes\n";
    assert_eq!(Desk::plain().check(assumed).told(), Vec::<String>::new());
}

#[test]
fn it_can_be_waived() {
    let waiver = "pursue: yes\nwaivers: [{ rule: forced-fit, because: They know. }]\n";
    let found = Desk::plain().check(&format!("{NO_FIT}{waiver}"));
    assert_eq!(found.told(), ["9:1 waived forced-fit"]);
}
