//! From process start to the brief of a deal of 25 answers, against a program that does nothing.
//!
//! Both are run in turn, so that whatever else the machine does weighs on both alike; what counts
//! is the median of the ratios. Also weighs the binary. Both are about the one that users build:
//! one that is built beside tests and benches has more features of its libraries in it. Ends with 1
//! where a bar is missed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PAIRS: usize = 400;
/// Reading the playbook is most of the way; what comes at once feels like nothing.
const HIGHEST_RATIO: f64 = 3.5;

fn main() {
    let folder = TempDir::new().unwrap();
    let empty = empty_program(folder.path());
    let coach = coach_as_users_build_it();
    let deal = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/northwind.deal.yaml");
    let run_empty = || timed(Command::new(&empty).current_dir(folder.path()));
    let run_coach = || {
        let mut coach = Command::new(&coach);
        timed(coach.arg("brief").arg(&deal).current_dir(folder.path()))
    };
    let warm_up = PAIRS / 10;
    let pairs: Vec<(Duration, Duration)> =
        (0..warm_up + PAIRS).map(|_| (run_empty(), run_coach())).skip(warm_up).collect();
    let mut ratios: Vec<f64> =
        pairs.iter().map(|(empty, coach)| coach.as_secs_f64() / empty.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios[PAIRS / 2];
    println!("empty program  {:.2} ms", median(pairs.iter().map(|(empty, _)| *empty)));
    println!("coach brief    {:.2} ms", median(pairs.iter().map(|(_, coach)| *coach)));
    println!("ratio          {ratio:.2} (at most {HIGHEST_RATIO})");
    let size = std::fs::metadata(&coach).unwrap().len();
    println!("binary         {:.2} MiB", size as f64 / (1024.0 * 1024.0));
    if ratio > HIGHEST_RATIO {
        std::process::exit(1);
    }
}

/// `cargo build --release`, in a folder of its own.
fn coach_as_users_build_it() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("as-users-build-it");
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--locked", "--quiet", "--target-dir"])
        .arg(&folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(built.unwrap().success(), "coach was not built");
    folder.join("release/coach")
}

/// `fn main() {}`, built as the release is.
fn empty_program(folder: &Path) -> PathBuf {
    let source = folder.join("empty.rs");
    let program = folder.join("empty");
    std::fs::write(&source, "fn main() {}\n").unwrap();
    let compiler = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let built = Command::new(compiler)
        .args(["-C", "opt-level=3", "-C", "lto=fat", "-C", "codegen-units=1"])
        .args(["-C", "strip=symbols", "-o"])
        .args([&program, &source])
        .status();
    assert!(built.unwrap().success(), "the empty program was not built");
    program
}

/// The wall time from start to end, output thrown away.
fn timed(command: &mut Command) -> Duration {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().unwrap();
    let time = start.elapsed();
    assert!(status.success(), "{command:?} ended with {status}");
    time
}

/// The median, in milliseconds.
fn median(times: impl Iterator<Item = Duration>) -> f64 {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
