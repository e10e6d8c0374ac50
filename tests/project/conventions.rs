//! What the tests have agreed on among themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file of Rust in a folder of the repository, and below.
fn rust_in(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_test_stands_in_a_suite() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let alone: Vec<PathBuf> =
        rust_in("tests").into_iter().filter(|path| path.parent() == Some(&tests)).collect();
    assert_eq!(
        alone,
        Vec::<PathBuf>::new(),
        "each of them would be linked as a program of its own"
    );
}

#[test]
fn how_many_cases_are_tried_is_said_in_one_place() {
    for path in rust_in("tests") {
        let text = fs::read_to_string(&path).unwrap();
        if path.ends_with("tests/effort/mod.rs") || path.ends_with(file!()) {
            continue;
        }
        for own in ["ProptestConfig", "with_cases", "test_runner::Config", "COACH_TEST_CASES"] {
            assert!(!text.contains(own), "`{own}` in {}", path.display());
        }
        let properties = text.matches("proptest! {").count();
        let configured = text.matches("proptest_config(config(").count();
        assert_eq!(properties, configured, "properties without a `config` in {}", path.display());
    }
}
