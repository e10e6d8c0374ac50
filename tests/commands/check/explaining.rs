use coach::checklist::RULES;

use super::desk;

#[test]
fn every_rule_is_listed_and_explained() {
    let desk = desk();
    let list = desk.coach(&["explain"]).succeeded().stdout;
    for rule in RULES {
        assert!(list.contains(rule.id), "{list}");
        let explained = desk.coach(&["explain", rule.id]).succeeded().stdout;
        assert!(explained.starts_with(&format!("{} (", rule.id)), "{explained}");
        assert!(explained.contains("the buyer decide"), "{explained}");
    }
    desk.coach(&["explain", "wrong-file"]).succeeded();
}

#[test]
fn a_rule_that_there_is_not_is_told_with_what_was_meant() {
    let desk = desk();
    desk.coach(&["explain", "mising-fact"]).complains(&["did you mean `missing-fact`?"]);
    desk.coach(&["explain", "quux"]).complains(&["`coach explain` lists the rules"]);
}
