use std::process::{Command, Stdio};

use super::{READY, desk, report, statuses};
use crate::desk::{Desk, Run};

#[test]
fn ready_deals_end_in_0_others_in_1() {
    let desk = desk();
    desk.write_deal("ready", READY);
    desk.write_deal("early", "users: 40");
    desk.coach(&["check", "ready"]).succeeded();
    desk.coach(&["check", "ready", "early"]).ended_with(1);
}

#[test]
fn an_honest_no_fit_is_ready_unless_a_verdict_is_required() {
    let desk = desk();
    desk.write_deal("no", "consequence: none\nhosting: own_servers_only\nbudget: none");
    let run = desk.coach(&["check", "no"]).succeeded();
    assert!(run.stdout.contains("no fit"), "{}", run.stdout);
    desk.coach(&["check", "no", "--require", "decided"]).succeeded();
    desk.coach(&["check", "no", "--require", "fit"]).ended_with(1);
}

#[test]
fn warnings_fail_only_where_that_is_asked_for() {
    let desk = desk();
    let contradicted = "budget: [{ answer: approved }, { answer: none, source: assumption }]";
    desk.write_deal("a", &READY.replace("budget: approved", contradicted));
    let run = desk.coach(&["check", "a"]).succeeded();
    assert!(run.stdout.contains("warning[disagreement]"), "{}", run.stdout);
    desk.coach(&["check", "a", "--fail-on", "warning"]).ended_with(1);
}

#[test]
fn what_is_waived_is_listed_and_does_not_fail() {
    let desk = desk();
    desk.write_deal("a", "users: 40");
    let text = desk.read("a.deal.yaml");
    desk.write(
        "a.deal.yaml",
        &format!(
            "{text}waivers:\n  - {{ rule: missing-fact, because: They call us., by: Dana }}\n"
        ),
    );
    let run = desk.coach(&["check", "a"]).succeeded();
    assert!(
        run.stdout.contains("missing-fact on `consequence`: They call us. (Dana)"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("1 waived"), "{}", run.stdout);
}

#[test]
fn the_day_and_the_age_are_given() {
    let desk = desk();
    desk.write_deal("a", &READY.replace("users: 40", "users: { answer: 40, date: 2026-11-03 }"));
    let told = |arguments: &[&str]| statuses(&report(&desk, &[&["a"], arguments].concat()));
    assert_eq!(told(&[]), ["a.deal.yaml ready"]);
    assert_eq!(told(&["--max-age", "3w"]), ["a.deal.yaml ready"]);
    assert_eq!(told(&["--max-age", "20d"]), ["a.deal.yaml not-ready"]);
    let future = desk.coach(&["check", "a", "--as-of", "2026-11-02"]).ended_with(1);
    assert!(future.stdout.contains("in the future"), "{}", future.stdout);
    for wrong in [["--as-of", "tomorrow"], ["--as-of", "20261124"], ["--max-age", "3 weeks"]] {
        desk.coach(&["check", "a", wrong[0], wrong[1]]).complains(&[wrong[1]]);
    }
}

#[test]
fn what_one_rule_finds_a_thousandfold_is_told_for_the_first_and_counted() {
    let desk = desk();
    desk.write_deal("a", READY);
    let waiver = "{rule: forced-fit, because: x}, ";
    let many = 3_000;
    let text = desk.read("a.deal.yaml") + "waivers: [" + &waiver.repeat(many) + "]\n";
    desk.write("a.deal.yaml", &text);
    for format in ["text", "json", "junit", "sarif", "markdown"] {
        let run = desk.coach(&["check", "a", "-f", format]).succeeded();
        assert!(run.stdout.len() < 400_000, "{format}: {} bytes", run.stdout.len());
        assert!(run.stdout.contains("nd 2800 more of"), "{format}");
    }
    let summary = &report(&desk, &["a"])["summary"];
    assert_eq!(summary["warnings"], many);
    let last = &report(&desk, &["a"])["files"][0]["findings"][200];
    let place = text.match_indices("forced-fit").nth(200).unwrap().0;
    let line = text[..place].lines().last().unwrap();
    assert_eq!(
        (last["line"].as_u64(), last["column"].as_u64()),
        (Some(10), Some(line.len() as u64 + 1))
    );
}

#[test]
fn more_threads_than_are_of_use_are_not_started() {
    let desk = desk_of_many();
    let mut command = desk.command(&["check", "deals", "-q"]);
    let run = Run::of(command.env("RAYON_NUM_THREADS", "100000").output().unwrap()).ended_with(1);
    assert!(run.stdout.contains("\n70 deals: "), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn without_a_thread_the_one_that_there_is_does_the_work() {
    let desk = desk_of_many();
    let coach = desk.command(&[]);
    let mut limited = Command::new("bash");
    limited.args(["-c", "ulimit -u 1; exec \"$0\" check deals -q"]).arg(coach.get_program());
    limited.current_dir(desk.path("")).stdin(Stdio::null());
    assert!(desk.lend(&mut limited, None));
    let run = Run::of(limited.output().unwrap()).ended_with(1);
    assert!(run.stdout.contains("\n70 deals: "), "{}", run.stdout);
    assert_eq!(run.stderr, "");
}

fn desk_of_many() -> Desk {
    let desk = desk();
    for number in 0..70 {
        desk.write_deal(&format!("deals/d{number}"), "consequence: stated");
    }
    desk
}
