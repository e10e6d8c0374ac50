//! `coach check` over folders of deals of 26 facts on the playbook `consultative`: the wall time and
//! the memory of 5,000, and what a deal costs in folders of 100 to 50,000; and `coach deals` over the
//! 5,000.
//!
//! Every other deal has findings. The whole process is timed, and the memory is its largest resident
//! set, as `/usr/bin/time` tells it where there is one. Ends with 1 where a bar is missed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const RUNS: usize = 7;
const LONGEST: Duration = Duration::from_secs(1);
const LARGEST_MEMORY: u64 = 100 * 1024;
/// How much dearer a deal may be in the largest folder than in the one of 5,000.
const STEEPEST: f64 = 1.5;

fn main() -> ExitCode {
    let folder = TempDir::new().unwrap();
    println!("  deals      wall   a deal   largest resident set");
    let mut costs = Vec::new();
    let mut passed = true;
    for count in [100, 1_000, 5_000, 20_000, 50_000] {
        write_deals(folder.path(), count);
        let wall = median((0..RUNS).map(|_| timed(folder.path())).collect());
        let memory = memory(folder.path());
        let each = wall.as_secs_f64() * 1e6 / count as f64;
        let shown = memory.map_or("unknown".to_owned(), |memory| format!("{} MiB", memory / 1024));
        println!("{count:>7}  {:>6.0} ms  {each:>4.0} µs   {shown}", wall.as_secs_f64() * 1e3);
        if count == 5_000 {
            passed &= wall < LONGEST && memory.is_none_or(|memory| memory < LARGEST_MEMORY);
            let listed = median((0..RUNS).map(|_| timed_list(folder.path())).collect());
            println!("{count:>7}  {:>6.0} ms  to list them", listed.as_secs_f64() * 1e3);
            passed &= listed < LONGEST;
        }
        costs.push((count, each));
    }
    let cost = |wanted| costs.iter().find(|(count, _)| *count == wanted).map(|(_, each)| *each);
    let steepness = cost(50_000).unwrap() / cost(5_000).unwrap();
    println!("\na deal of 50,000 costs {steepness:.2} times one of 5,000 (at most {STEEPEST})");
    println!("5,000 deals: less than 1 s, also to list them, less than 100 MiB");
    passed &= steepness <= STEEPEST;
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Adds deals until there are so many.
fn write_deals(folder: &Path, count: usize) {
    let ready = include_str!("../examples/lumen-learning.deal.yaml");
    let at_odds = ready.replace(
        "  worst_case: covered\n",
        "  worst_case: [{ answer: covered }, { answer: unspoken }]\n",
    );
    assert_ne!(ready, at_odds);
    for number in 0..count {
        let path = folder.join(format!("deal{number:05}.deal.yaml"));
        if !path.exists() {
            fs::write(path, if number % 2 == 0 { ready } else { &at_odds }).unwrap();
        }
    }
}

fn timed(folder: &Path) -> Duration {
    let start = Instant::now();
    run(&mut check(Command::new(env!("CARGO_BIN_EXE_coach")), folder), 1);
    start.elapsed()
}

fn timed_list(folder: &Path) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    command.args(["deals", "--as-of", "2026-11-24"]).current_dir(folder).stdin(Stdio::null());
    run(&mut command, 0);
    start.elapsed()
}

/// The largest resident set of a run, in KiB.
fn memory(folder: &Path) -> Option<u64> {
    let mut time = Command::new("/usr/bin/time");
    time.args(["-f", "%M", env!("CARGO_BIN_EXE_coach")]);
    let output = check(time, folder).stdout(Stdio::null()).output().ok()?;
    String::from_utf8(output.stderr).ok()?.lines().last()?.trim().parse().ok()
}

fn check(mut command: Command, folder: &Path) -> Command {
    command.args(["check", "--as-of", "2026-11-24", "."]).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(command: &mut Command, code: i32) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(code), "{command:?}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
