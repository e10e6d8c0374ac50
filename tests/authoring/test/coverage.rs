//! What the cases show of their playbook.

use super::{desk, json, messages, test};

#[test]
fn a_rule_is_covered_when_it_decides_both_ways() {
    // `size` fails and decides, and holds and decides; each of the signals is needed or not.
    let desk = desk(&[
        "{ case: Fit, facts: { users: 20, hosting: cloud, consequence: measured, deadline: year, budget: none }, verdict: fit }",
        "{ case: Too few, facts: { users: 19, hosting: cloud, consequence: measured, deadline: year, budget: none }, verdict: no-fit }",
        "{ case: Both out, facts: { users: 19, hosting: own_servers_only, consequence: measured }, verdict: no-fit }",
    ]);
    let file = json(&desk, &[]);
    let missing: Vec<&str> = file["cases"]["coverage"]["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    assert!(!missing.iter().any(|one| one.starts_with("`size`")), "{missing:?}");
    // It holds, but beside `size` it does not decide.
    assert!(missing.contains(&"`own_servers` holding"), "{missing:?}");
    assert!(!missing.contains(&"`own_servers` failing"), "{missing:?}");
    assert!(!missing.contains(&"`felt` holding"), "{missing:?}");
    assert!(missing.contains(&"`felt` failing"), "{missing:?}");
    assert!(missing.contains(&"`budget: approved`"), "{missing:?}");
    assert!(!missing.contains(&"`budget: none`"), "{missing:?}");
    assert!(missing.contains(&"stage `problem`"), "{missing:?}");
    assert!(!missing.contains(&"stage `requirements`"), "{missing:?}");
}

#[test]
fn coverage_is_never_rounded_up() {
    let desk = desk(&[
        "{ case: New, facts: { users: 20, hosting: cloud, consequence: measured }, verdict: fit }",
    ]);
    let coverage = json(&desk, &[])["cases"]["coverage"].clone();
    let count = |part: &str, key: &str| coverage[part][key].as_u64().unwrap();
    let sum =
        |key: &str| ["rules", "options", "stages"].iter().map(|part| count(part, key)).sum::<u64>();
    assert_eq!(coverage["percent"].as_u64().unwrap(), sum("covered") * 100 / sum("all"));
    assert_ne!(sum("covered") * 100 % sum("all"), 0, "nothing to round");
    assert_eq!(count("rules", "all"), 5);
    assert_eq!(count("options", "all"), 12);
    assert_eq!(count("stages", "all"), 2);
}

#[test]
fn only_cases_that_pass_count() {
    let right =
        json(&desk(&["{ case: Few, facts: { users: 19, hosting: cloud }, verdict: no-fit }"]), &[]);
    let wrong =
        json(&desk(&["{ case: Few, facts: { users: 19, hosting: cloud }, verdict: fit }"]), &[]);
    assert_eq!(right["cases"]["coverage"]["options"]["covered"], 1);
    assert_eq!(wrong["cases"]["coverage"]["options"]["covered"], 0);
}

#[test]
fn too_little_coverage_fails_where_that_is_asked() {
    let desk = desk(&["{ case: Few, facts: { users: 19 }, verdict: no-fit }"]);
    let run = test(&desk, &[]).succeeded();
    assert!(run.stdout.contains("warning[uncovered]"), "{}", run.stdout);
    assert!(run.stdout.contains("rules 0/5, options 0/12, stages 1/2"), "{}", run.stdout);
    let run = test(&desk, &["--fail-under", "10"]).ended_with(1);
    assert!(run.stdout.contains("the cases cover 5 %, less than 10 %"), "{}", run.stdout);
    test(&desk, &["--fail-under", "5"]).succeeded();
    assert_eq!(messages(&json(&desk, &[]), "uncovered").len(), 1);
    test(&desk, &["--fail-under", "101"]).ended_with(2);
}

#[test]
fn a_signal_without_weight_is_to_be_seen_both_ways() {
    let desk = desk(&[]);
    let playbook =
        desk.read("playbooks/clinic-scheduling.yaml").replacen("weight: 2", "weight: 0", 1);
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write(super::CASES, "format: 1\ncases:\n  - { case: Soon, facts: { deadline: quarter }, verdict: undecided }\n  - { case: Late, facts: { deadline: open }, verdict: undecided }\n");
    let file = json(&desk, &[]);
    let missing = file["cases"]["coverage"]["missing"].to_string();
    assert!(!missing.contains("`pressing`"), "{missing}");
}
