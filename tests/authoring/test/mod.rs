//! `coach playbook test` as an author or a pipeline runs it: which cases it runs, what differs,
//! what is covered, which cases it suggests, and which mutants survive.

mod coverage;
mod mutants;
mod running;
mod shipped;
mod suggesting;
mod which_files;
mod wrong_files;

use crate::desk::{Desk, Run};

/// Where the cases of the playbook `clinic-scheduling` stand.
const CASES: &str = "playbooks/clinic-scheduling.test.yaml";

/// A folder with the playbook `clinic-scheduling` and these cases, a case a line, under `cases`.
fn desk(cases: &[&str]) -> Desk {
    let desk = Desk::with_acme();
    let items: String = cases.iter().map(|case| format!("  - {case}\n")).collect();
    desk.write(CASES, &format!("format: 1\ncases:\n{items}"));
    desk
}

/// `coach playbook test` with these arguments.
fn test(desk: &Desk, arguments: &[&str]) -> Run {
    desk.coach(&[&["playbook", "test"], arguments].concat())
}

/// What the run says of its only file, as JSON.
fn json(desk: &Desk, arguments: &[&str]) -> serde_json::Value {
    let run = test(desk, &[&["-f", "json"], arguments].concat());
    let report: serde_json::Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
    report["files"][0].clone()
}

/// The messages of a rule's findings in a file's report.
fn messages(file: &serde_json::Value, rule: &str) -> Vec<String> {
    let findings = file["findings"].as_array().unwrap().iter();
    let of_rule = findings.filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}
