use super::desk::{Desk, READY};

#[test]
fn a_fact_on_a_question_that_does_not_apply_is_a_warning() {
    let found = Desk::plain().check(&format!("{READY}  region: no\n"));
    assert_eq!(found.told(), ["9:3 warning set-aside-fact region"]);
    assert_eq!(
        found.words("set-aside-fact"),
        ["`region` does not apply, so what is known of it is set aside; \
          look at `hosting`, or take the fact out"]
    );
}

#[test]
fn a_question_that_may_apply_is_not_set_aside() {
    let found = Desk::plain().check("  pain: none\n  money: agreed\n  region: no\n");
    assert_eq!(found.told(), Vec::<String>::new());
}

#[test]
fn it_can_be_waived() {
    let waiver = "  region: no\nwaivers:\n  - { rule: set-aside-fact, because: For next year. }\n";
    let found = Desk::plain().check(&format!("{READY}{waiver}"));
    assert_eq!(found.told(), ["9:3 waived set-aside-fact region"]);
}
