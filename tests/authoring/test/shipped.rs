//! The playbooks that are shipped do what their cases say, and the cases cover them whole.

use std::path::Path;

use super::test;
use crate::desk::Desk;

#[test]
fn the_cases_of_every_shipped_playbook_pass_and_cover_it_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let desk = Desk::empty();
    let run = test(&desk, &[&folder.to_string_lossy(), "--fail-under", "100"]).succeeded();
    let files = std::fs::read_dir(&folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    let cases = names.filter(|name| name.ends_with(".test.yaml")).count();
    assert!(cases > 0);
    assert_eq!(run.stdout.matches("passed  ").count(), cases, "{}", run.stdout);
    assert!(!run.stdout.contains("case-skipped"), "{}", run.stdout);
}

#[test]
fn a_shipped_playbook_is_tested_by_its_id() {
    let run = test(&Desk::empty(), &["consultative", "--fail-under", "100"]).succeeded();
    assert!(run.stdout.contains("<shipped>/consultative.test.yaml"), "{}", run.stdout);
    let run = test(&Desk::empty(), &["consultative", "--suggest", "--write"]).succeeded();
    assert!(run.stderr.contains("no case is missing"), "{}", run.stderr);
}
