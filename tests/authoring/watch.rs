//! `coach playbook watch`: a page for each save, however it is saved, until it is ended.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::desk::Desk;

/// How long a page may take to come, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// The last line of each page.
const LAST: &str = "Waiting for the next save; Ctrl-C ends.";

const CASES: &str = "format: 1\ncases:\n  - case: On their own servers\n    \
                     facts: { hosting: own_servers_only }\n    verdict: no-fit\n";

/// A playbook that is watched, and what is told of it.
struct Watch {
    coach: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn of(desk: &Desk) -> Self {
        let mut command: Command = desk.command(&["playbook", "watch", "clinic.yaml"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut coach = command.spawn().unwrap();
        let (sender, lines) = channel();
        let from = BufReader::new(coach.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in from.lines() {
                if sender.send(line.unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { coach, lines }
    }

    /// The next page.
    #[track_caller]
    fn page(&self) -> String {
        let mut page = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|why| panic!("no whole page ({why}):\n{page}"));
            let is_last = line == LAST;
            page += &(line + "\n");
            if is_last {
                return page;
            }
        }
    }

    /// Ends it as Ctrl-C does: the exit status, and what it said beside the pages.
    fn interrupted(mut self) -> (Option<i32>, String) {
        kill_process(Pid::from_child(&self.coach), Signal::INT).unwrap();
        let output = self.coach.wait().unwrap();
        let mut told = String::new();
        std::io::Read::read_to_string(&mut self.coach.stderr.take().unwrap(), &mut told).unwrap();
        (output.code(), told)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.coach.kill();
    }
}

fn desk() -> Desk {
    let desk = Desk::with_acme();
    desk.write("clinic.yaml", &playbook(&desk, 3));
    desk
}

/// The playbook with another threshold.
fn playbook(desk: &Desk, threshold: u32) -> String {
    let text = desk.read("playbooks/clinic-scheduling.yaml");
    let changed = text.replace("threshold: 3", &format!("threshold: {threshold}"));
    assert!(threshold == 3 || changed != text);
    changed
}

#[track_caller]
fn assert_tells(page: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(page.contains(words), "no {words:?} in:\n{page}");
    }
}

#[test]
fn it_begins_with_the_findings_the_cases_and_three_prospects() {
    let desk = desk();
    desk.write("clinic.test.yaml", CASES);
    let watch = Watch::of(&desk);
    let page = watch.page();
    assert_tells(
        &page,
        &["clinic.yaml · as it is", "warning[why-missing]", "clinic.test.yaml · 1 case"],
    );
    let prospects = page.split("Prospects\n").nth(1).unwrap();
    let verdicts: Vec<&str> = prospects
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(verdicts, ["fit", "no-fit", "no-fit"], "{page}");
    assert_tells(prospects, &["hosting=cloud", "the same, but users=19", "the same, but hosting="]);
    assert!(!page.contains("Since the last save"), "{page}");
    assert_eq!(watch.interrupted(), (Some(130), String::new()));
}

#[test]
fn each_way_of_saving_makes_one_page_with_what_changed_since_the_last() {
    let desk = desk();
    let watch = Watch::of(&desk);
    watch.page();
    let path = desk.path("clinic.yaml");
    // Emptied and written.
    desk.write("clinic.yaml", &playbook(&desk, 4));
    assert_tells(&watch.page(), &["save 1", "STRICTER", "threshold changed: 3 → 4"]);
    // Renamed over.
    desk.write("clinic.yaml.new", &playbook(&desk, 5));
    fs::rename(desk.path("clinic.yaml.new"), &path).unwrap();
    assert_tells(&watch.page(), &["save 2", "threshold changed: 4 → 5"]);
    // Moved away, and written anew in several pieces.
    fs::rename(&path, desk.path("clinic.yaml~")).unwrap();
    let mut file = File::create(&path).unwrap();
    for piece in playbook(&desk, 2).as_bytes().chunks(200) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
    }
    assert_tells(&watch.page(), &["save 3", "LOOSER", "threshold changed: 5 → 2"]);
    // Saved as it is: nothing to tell until something is.
    desk.write("clinic.yaml", &playbook(&desk, 2));
    desk.write("clinic.test.yaml", CASES);
    let page = watch.page();
    assert_tells(&page, &["save 4", "1 case", "Nothing changed, neither in meaning nor in words."]);
}

#[test]
fn what_is_broken_is_told_and_the_last_that_was_not_is_compared_with() {
    let desk = desk();
    let watch = Watch::of(&desk);
    watch.page();
    desk.write("clinic.yaml", "format: [");
    let page = watch.page();
    assert_tells(&page, &["save 1", "error[wrong-file]", "clinic.yaml:1", "the last that could"]);
    assert!(!page.contains("Prospects"), "{page}");
    fs::remove_file(desk.path("clinic.yaml")).unwrap();
    assert_tells(&watch.page(), &["save 2", "clinic.yaml", "there is no file"]);
    desk.write("clinic.yaml", &playbook(&desk, 6));
    assert_tells(&watch.page(), &["save 3", "threshold changed: 3 → 6", "Prospects"]);
}

#[test]
fn it_ends_where_nobody_reads_any_more() {
    let desk = desk();
    let mut command = desk.command(&["playbook", "watch", "clinic.yaml"]);
    let mut coach = command.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(coach.stdout.take().unwrap()).lines();
    // What is left of the lines is dropped with them.
    assert!(lines.map(Result::unwrap).any(|line| line == LAST));
    desk.write("clinic.yaml", &playbook(&desk, 4));
    let pid = Pid::from_child(&coach);
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(coach.wait().unwrap().code()));
    let code = ended.recv_timeout(PATIENCE);
    let _ = kill_process(pid, Signal::KILL);
    assert_eq!(code, Ok(Some(0)));
}

#[test]
fn what_cannot_change_or_is_not_there_is_not_watched() {
    let desk = desk();
    let run = desk.coach(&["playbook", "watch", "consultative"]);
    run.complains(&["the playbook `consultative` is shipped", "coach playbook copy"]);
    desk.coach(&["playbook", "watch", "gone.yaml"]).complains(&["gone.yaml"]);
    desk.coach(&["playbook", "watch", "gone"]).complains(&["there is no playbook `gone`"]);
}
