//! A crash at any moment of saving leaves the old deal or the new one, whole.
//!
//! Shown in three ways: stopping after every step, failing the system's calls, and killing a
//! process that saves over and over.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::days::{today, with_today};
use crate::effort::cases;
use crate::every_type::{HEADER, file_with, known, names_beside, playbook, question, read};
use coach::deal::answers::parse_answer;
use coach::deal::file::DealFile;
use coach::deal::{Deal, Fact, KnownFrom, load};
use coach::text::saving::{Begun, Prepared, SaveError, clear_leftovers, rewrite};
use coach::text::source::read_file;

/// Tells a child process which deal it saves to.
const DEAL: &str = "COACH_TEST_DEAL";
/// Tells it how often.
const TIMES: &str = "COACH_TEST_TIMES";

fn old_text() -> String {
    format!("# ours\n{HEADER}  users: 0\nnotes: {}\n", "Many words. ".repeat(2000))
}

fn deal_with(users: usize) -> Deal {
    let mut deal = read(&old_text()).unwrap();
    let playbook = playbook();
    let answer = parse_answer(question(&playbook, "users"), &users.to_string()).unwrap();
    let index = playbook.find_question("users").unwrap();
    deal.facts.set(index, vec![Fact::new(answer, KnownFrom::Prospect)]);
    deal
}

/// The deal that a file holds, which must be a whole one.
fn found(path: &Path) -> Deal {
    read(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|rejected| panic!("{rejected}"))
}

#[test]
fn stopping_after_any_step_leaves_the_old_deal_until_the_new_one_is_whole() {
    let (_folder, path) = file_with(&old_text());
    let new_text = old_text().replace("users: 0", "users: 1");
    let begun = || Begun::beside(&path).unwrap();
    let written = || begun().write(new_text.as_bytes()).unwrap();
    let settled = || written().settle().unwrap();
    // What is forgotten is not tidied up, as after a crash.
    std::mem::forget(begun());
    assert_eq!(found(&path), deal_with(0));
    std::mem::forget(written());
    assert_eq!(found(&path), deal_with(0));
    std::mem::forget(settled());
    assert_eq!(found(&path), deal_with(0));
    assert_eq!(names_beside(&path).len(), 4, "the deal and what three crashes left");
    settled().replace().unwrap();
    assert_eq!(found(&path), deal_with(1));
    // The forgotten ones are locked as long as this process lives.
    clear_leftovers(path.parent().unwrap());
    assert_eq!(names_beside(&path).len(), 4, "what a living process writes is its own");
}

#[test]
fn a_step_that_is_given_up_tidies_up() {
    let (_folder, path) = file_with(&old_text());
    drop(Begun::beside(&path).unwrap().write(b"half").unwrap());
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
    let refused = Begun::beside(&path).unwrap().write(b"new").unwrap().settle().unwrap().create();
    assert!(refused.is_err(), "a file that exists is not created again");
    assert_eq!(found(&path), deal_with(0));
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn a_full_disk_leaves_the_old_deal() {
    let (_folder, path) = file_with(&old_text());
    // No file may grow; the signal for that is ignored, so that writing fails.
    let output = child_under("trap '' XFSZ; ulimit -f 0", &path, 1).wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("failed: cannot write"), "{output:?}");
    assert_eq!(found(&path), deal_with(0));
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn failing_any_call_that_opens_leaves_the_old_deal_or_the_new_one() {
    let mut outcomes = Vec::new();
    for most_open_files in 3..16 {
        let (_folder, path) = file_with(&old_text());
        let limit = format!("ulimit -n {most_open_files}");
        let output = child_under(&limit, &path, 1).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let saved = said.contains("saved 1");
        assert!(!said.contains("so it was not overwritten; start again"), "{limit}: {said}");
        assert_eq!(found(&path), deal_with(usize::from(saved)), "{limit}: {output:?}");
        assert_eq!(names_beside(&path), ["acme.deal.yaml"], "{limit}");
        outcomes.push(saved);
    }
    assert!(outcomes.contains(&true) && outcomes.contains(&false), "{outcomes:?}");
}

#[test]
fn killing_at_any_moment_leaves_the_old_deal_or_the_new_one() {
    let (_folder, path) = file_with(&old_text());
    kill_over_and_over(&path, 40);
}

#[test]
fn so_it_does_where_the_file_has_two_names_and_can_not_be_replaced() {
    let (folder, path) = file_with(&old_text());
    let elsewhere = tempfile::tempdir_in(folder.path().parent().unwrap()).unwrap();
    let other = elsewhere.path().join("other.yaml");
    std::fs::hard_link(&path, &other).unwrap();
    // Each save waits for the disk several times.
    kill_over_and_over(&path, 12);
    let texts = [&path, &other].map(|path| std::fs::read_to_string(path).unwrap());
    assert_eq!(texts[0], texts[1]);
}

/// Kills a process that saves, each time somewhere else in it, and looks at what it leaves.
fn kill_over_and_over(path: &Path, rounds: u64) {
    for round in 0..cases(rounds) {
        let mut child = child_under(":", path, 5000);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut saves = lines.by_ref().filter_map(|line| saved_number(&line.unwrap()));
        // The child goes on while we count, so the kill comes anywhere in one of the next saves.
        let seen =
            saves.by_ref().take(1 + round as usize * 7 % 13).last().expect("the child saves");
        child.kill().unwrap();
        let reported = saves.last().unwrap_or(seen);
        child.wait().unwrap();
        clear_leftovers(path.parent().unwrap());
        assert_eq!(names_beside(path), ["acme.deal.yaml"]);
        let deal = found(path);
        let is_one_of_two = (reported..=reported + 1).any(|users| deal == deal_with(users));
        assert!(is_one_of_two, "after save {reported}: {:?}", known(&deal, "users"));
        drop(DealFile::open(path).expect("a dead `coach` holds no lock"));
    }
}

#[test]
fn a_text_that_was_half_written_is_finished() {
    let (old, new) = (old_text(), old_text().replace("users: 0", "users: 41"));
    let between = format!("{}{}", &new[..100], &old[100..]);
    let theirs = old.replace("users: 0", "users: 7");
    for (found, wanted) in [(&between, &new), (&old, &old), (&new, &new), (&theirs, &theirs)] {
        let (_folder, path) = file_with(found);
        let beside = |end: &str| path.with_file_name(format!(".acme.deal.yaml.aBc123.coach-{end}"));
        std::fs::write(beside("before"), &old).unwrap();
        std::fs::write(beside("saving"), &new).unwrap();
        clear_leftovers(path.parent().unwrap());
        assert_eq!(&std::fs::read_to_string(&path).unwrap(), wanted);
        assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
    }
}

#[test]
fn only_what_a_dead_process_wrote_is_cleared() {
    let (_folder, path) = file_with(&old_text());
    let alive = Begun::beside(&path).unwrap().write(b"new").unwrap();
    for name in
        [".acme.deal.yaml.abc.coach-saving", ".aBc123.coach-saving", "a.aBc123.coach-saving"]
    {
        std::fs::write(path.with_file_name(name), "somebody's own").unwrap();
    }
    std::fs::write(path.with_file_name(".other.aBc123.coach-saving"), "of a dead one").unwrap();
    clear_leftovers(path.parent().unwrap());
    assert_eq!(names_beside(&path).len(), 5, "{:?}", names_beside(&path));
    alive.settle().unwrap().replace().unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn what_is_to_replace_a_file_is_at_first_for_our_eyes_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = file_with(&old_text());
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let written = Begun::beside(&path).unwrap().write(b"new").unwrap();
    let beside = names_beside(&path).into_iter().find(|name| name.ends_with("saving")).unwrap();
    let beside = folder.path().join(beside);
    assert_eq!(mode(&beside), 0o600);
    let settled = written.settle().unwrap();
    assert_eq!(mode(&beside), 0o640);
    settled.replace().unwrap();
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn a_file_made_meanwhile_is_not_overwritten() {
    let (_folder, path) = file_with("");
    std::fs::remove_file(&path).unwrap();
    let prepared = Prepared::anew(&path, b"ours").unwrap();
    std::fs::write(&path, "theirs").unwrap();
    let refused = prepared.put().unwrap_err();
    assert!(matches!(refused, SaveError::Exists { .. }), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
    assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
}

#[test]
fn an_edit_made_meanwhile_is_not_overwritten() {
    let (_folder, path) = file_with("ours\n");
    let read = read_file(&path).unwrap();
    std::fs::write(&path, "theirs\n").unwrap();
    let refused = rewrite(&read, &path, b"new").unwrap_err();
    assert!(matches!(refused, SaveError::ChangedOnDisk { .. }), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs\n");
    let read = read_file(&path).unwrap();
    rewrite(&read, &path, b"new").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn coach_saves_whole_or_fails_whatever_cannot_be_opened() {
    let (mut codes, began) = (Vec::new(), today());
    for most_open_files in 3..16 {
        let (_folder, path) = file_with(&clinic_deal());
        let output = Command::new("sh")
            .args(["-c", &format!("ulimit -n {most_open_files}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_coach"))
            .args(["start", "--no-input", "-a", "users=30"])
            .arg(&path)
            .output()
            .unwrap();
        let text = with_today(&std::fs::read_to_string(&path).unwrap(), began);
        match output.status.code() {
            Some(0) => assert_eq!(text, clinic_deal() + "  users: { answer: 30, date: TODAY }\n"),
            code => {
                assert_eq!(text, clinic_deal(), "{code:?} {output:?}");
                let said = String::from_utf8_lossy(&output.stderr);
                let reason = "too many files are open at once; raise the limit";
                assert!(code != Some(2) || said.contains(reason), "{most_open_files}: {said}");
            }
        }
        assert_eq!(names_beside(&path), ["acme.deal.yaml"]);
        codes.push(output.status.code());
    }
    assert!(codes.contains(&Some(0)) && codes.contains(&Some(2)), "{codes:?}");
}

#[test]
fn killing_coach_in_a_conversation_loses_no_answer_that_it_noted() {
    let began = today();
    let facts = ["consequence: measured", "deadline: quarter", "users: 30", "hosting: cloud"];
    let facts = facts.into_iter().chain(["budget: approved"]).map(|fact| {
        let (question, answer) = fact.split_once(": ").unwrap();
        format!("{question}: {{ answer: {answer}, date: TODAY }}\n")
    });
    let facts = facts.collect::<Vec<_>>().join("  ");
    for noted in (0..=5).cycle().take(24) {
        let (_folder, path) = file_with(&clinic_deal());
        let mut coach = Command::new(env!("CARGO_BIN_EXE_coach"))
            .args(["start", "--plain", "--all", "--order", "playbook"])
            .arg(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answers = coach.stdin.take().unwrap();
        answers.write_all(b"1\n\n1\n\n30\n\n1\n\n1\n\n").unwrap();
        let lines = BufReader::new(coach.stderr.take().unwrap()).lines();
        let notes = lines.map_while(Result::ok).filter(|line| line.starts_with("Noted: "));
        assert_eq!(notes.take(noted).count(), noted);
        coach.kill().unwrap();
        coach.wait().unwrap();
        let text = with_today(&std::fs::read_to_string(&path).unwrap(), began);
        let saved = text.strip_prefix(&clinic_deal()).unwrap().trim_start();
        // The last one stands as assumed until it has been read how it is known.
        let saved = saved.replace(" source: assumption,", "");
        assert!(facts.starts_with(&saved) && (saved.is_empty() || saved.ends_with('\n')), "{text}");
        assert!(saved.lines().count() + 1 >= noted, "after {noted} answers: {text}");
    }
}

/// A deal without facts, of a playbook that `coach` finds.
fn clinic_deal() -> String {
    let playbook = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/clinic-scheduling.yaml");
    format!("format: 1\ndeal: Acme\nplaybook: {playbook}\nfacts:\n")
}

/// A process that saves a deal so often, started by a shell that ran something first.
fn child_under(preparation: &str, path: &Path, times: usize) -> Child {
    let this_test = std::env::current_exe().unwrap();
    Command::new("sh")
        .args(["-c", &format!("{preparation}; exec \"$0\" \"$@\"")])
        .arg(this_test)
        .args([
            "--exact",
            "crash_safety::the_child_saves_over_and_over",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(DEAL, path)
        .env(TIMES, times.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn saved_number(line: &str) -> Option<usize> {
    line.split_once("saved ")?.1.parse().ok()
}

/// What the child processes do; as a test of its own it does nothing.
#[test]
fn the_child_saves_over_and_over() {
    let Some(path) = std::env::var_os(DEAL).map(PathBuf::from) else { return };
    let times: usize = std::env::var(TIMES).unwrap().parse().unwrap();
    let playbook = playbook();
    let mut file = DealFile::open(&path).unwrap();
    load::open(file.source().clone()).unwrap().read(&playbook).unwrap();
    for users in 1..=times {
        match file.save(&deal_with(users), &playbook) {
            Ok(_) => println!("saved {users}"),
            Err(error) => println!("failed: {error}"),
        }
    }
}
