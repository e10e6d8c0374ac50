//! `coach check` as a user or a pipeline runs it: which deals it looks at, how it ends, what it
//! writes, and where to.

mod explaining;
mod finding_deals;
mod fixing;
mod formats;
mod limits;
mod paths_in_files;
mod pipeline_logs;
mod wrong_files;

use crate::desk::Desk;

/// Nothing is found in a deal with these facts.
const READY: &str =
    "consequence: measured\ndeadline: quarter\nusers: 40\nhosting: cloud\nbudget: approved";

/// A folder with the playbook `clinic-scheduling` and nothing else.
fn desk() -> Desk {
    let desk = Desk::with_acme();
    std::fs::remove_file(desk.path("acme.deal.yaml")).unwrap();
    desk
}

/// What a run said of each file, as `file status`.
fn statuses(report: &serde_json::Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    files.map(|file| format!("{} {}", text(&file["file"]), text(&file["status"]))).collect()
}

/// The report of a run, whatever its exit status.
fn report(desk: &Desk, arguments: &[&str]) -> serde_json::Value {
    let run =
        desk.coach(&[&["check", "--format", "json", "--as-of", "2026-11-24"], arguments].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr))
}
