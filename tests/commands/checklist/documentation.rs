use std::collections::BTreeSet;

use coach::checklist::RULES;

#[test]
fn every_rule_says_why_it_helps_shows_an_example_and_tells_about_waiving() {
    for rule in RULES {
        let words = rule.documentation;
        assert!(words.contains("It helps the buyer decide"), "{}: no reason", rule.id);
        assert!(words.contains("\n```"), "{}: no example", rule.id);
        let tells =
            words.contains(&format!("rule: {}", rule.id)) || words.contains("can't be waived");
        assert!(tells, "{}: not a word on waiving", rule.id);
        assert!(words.lines().all(|line| line.chars().count() <= 115), "{}: a long line", rule.id);
        assert!(!rule.summary.ends_with('.'), "{}: {}", rule.id, rule.summary);
    }
}

#[test]
fn no_two_rules_have_one_name() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
}
