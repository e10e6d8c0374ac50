//! Which cases are run.

use super::{CASES, desk, test};

const CASE: &str = "{ case: Few, facts: { users: 19 }, verdict: no-fit }";

#[test]
fn cases_are_found_by_file_by_playbook_by_id_and_by_folder() {
    let desk = desk(&[CASE]);
    for arguments in [
        &[][..],
        &[CASES],
        &["playbooks/clinic-scheduling.yaml"],
        &["clinic-scheduling"],
        &["playbooks"],
        &["playbooks", CASES, "clinic-scheduling"],
    ] {
        let run = test(&desk, arguments).succeeded();
        assert_eq!(run.stdout.matches("passed ").count(), 1, "{arguments:?}\n{}", run.stdout);
    }
}

#[test]
fn a_cases_file_may_name_its_playbook() {
    let desk = desk(&[]);
    std::fs::remove_file(desk.path(CASES)).unwrap();
    desk.write(
        "cases/small.yaml",
        &format!("format: 1\nplaybook: ../playbooks/clinic-scheduling.yaml\ncases:\n  - {CASE}\n"),
    );
    test(&desk, &["cases/small.yaml"]).succeeded();
    desk.write(
        "cases/few.test.yaml",
        &format!("format: 1\nplaybook: clinic-scheduling\ncases:\n  - {CASE}\n"),
    );
    test(&desk, &["cases/few.test.yaml"]).succeeded();
    let run = test(&desk, &["cases"]).succeeded();
    assert_eq!(run.stdout.matches("passed ").count(), 2, "{}", run.stdout);
}

#[test]
fn a_playbook_without_cases_fails() {
    let desk = desk(&[CASE]);
    let other =
        desk.read("playbooks/clinic-scheduling.yaml").replace("id: clinic-scheduling", "id: other");
    desk.write("playbooks/other.yaml", &other);
    for arguments in [&[][..], &["playbooks/other.yaml"], &["other"]] {
        let run = test(&desk, arguments).ended_with(1);
        assert!(
            run.stdout.contains("there is no file `playbooks/other.test.yaml`"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn what_is_not_there_is_told_and_the_others_are_run() {
    let desk = desk(&[CASE]);
    let run = test(&desk, &["nowhere.test.yaml", CASES]).ended_with(2);
    assert!(run.stdout.contains("there is no file `nowhere.test.yaml`"), "{}", run.stdout);
    assert!(run.stdout.contains("1 case"), "{}", run.stdout);
    desk.write("empty/readme.txt", "");
    let run = test(&desk, &["empty"]).ended_with(2);
    assert!(run.stdout.contains("there is no cases file in this folder"), "{}", run.stdout);
}
