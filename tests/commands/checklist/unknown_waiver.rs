use super::desk::{Desk, READY};

fn waiving(waiver: &str) -> Vec<String> {
    let found = Desk::plain().check(&format!("{READY}waivers:\n  - {{ {waiver} }}\n"));
    let words = found.words("unknown-waiver");
    found.told().into_iter().zip(words).map(|(line, words)| format!("{line}: {words}")).collect()
}

#[test]
fn a_rule_or_a_question_that_there_is_not_is_an_error() {
    assert_eq!(
        waiving("rule: mising-fact, because: x"),
        [
            "10:13 error unknown-waiver: there is no rule `mising-fact`; `coach explain` lists the rules"
        ]
    );
    assert_eq!(
        waiving("rule: missing-fact, question: mony, because: x"),
        ["10:37 error unknown-waiver: playbook `archive` has no question `mony`; "]
    );
}

#[test]
fn one_that_is_not_needed_is_a_warning() {
    assert_eq!(
        waiving("rule: missing-fact, question: money, because: x"),
        [
            "10:13 warning unknown-waiver: this waiver is no longer needed: there is nothing to waive; take it out"
        ]
    );
}

#[test]
fn one_that_is_needed_is_neither() {
    let found =
        Desk::plain().check("  pain: none\nwaivers: [{ rule: missing-fact, because: x }]\n");
    assert_eq!(found.told(), ["6:1 waived missing-fact money"]);
}

#[test]
fn it_can_not_be_waived() {
    let known = ": what `unknown-waiver` finds can't be waived; mend the waiver that it is about, or take it out";
    let found = Desk::plain().check(&format!(
        "{READY}waivers:\n  - {{ rule: mising-fact, because: x }}\n  - {{ rule: unknown-waiver, because: y }}\n"
    ));
    assert_eq!(found.told(), ["10:13 error unknown-waiver", "11:13 error unknown-waiver"]);
    assert_eq!(found.words("unknown-waiver")[1], known[2..]);
}
