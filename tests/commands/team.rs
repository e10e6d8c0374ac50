//! What a team settles in its `coach.yaml`: how it is read, where it is found, and what it changes.

use std::path::PathBuf;

use crate::desk::{ACME, Desk, Run};
use coach::authoring::lint;
use coach::check_rule::CheckRule;
use coach::checklist;
use coach::checklist::{Level, Levels};
use coach::playbook::{GoodFor, TimeUnit};
use coach::team::{self, TeamSettings};
use coach::text::source::{Severity, SourceFile};

/// Deals of `clinic-scheduling` are checked as of this day.
const AS_OF: [&str; 2] = ["--as-of", "2026-11-24"];

/// Of three facts that the stage calls for, one is missing.
const EARLY: &str = "deadline: quarter\nusers: 40";

/// Those whose severity a team may settle.
fn rules() -> Vec<&'static CheckRule> {
    checklist::RULES.into_iter().chain(lint::RULES).collect()
}

fn read(text: &str) -> TeamSettings {
    let file = SourceFile::new("coach.yaml", text);
    team::read(file, &rules()).unwrap_or_else(|rejected| panic!("{rejected}")).0
}

fn findings(text: &str) -> Vec<String> {
    let rejected = team::read(SourceFile::new("coach.yaml", text), &rules()).unwrap_err();
    rejected.to_string().lines().map(str::to_owned).collect()
}

/// A repository with the playbook `clinic-scheduling` in a folder of its own, and an empty
/// `deals/north`.
fn repository() -> Desk {
    let desk = Desk::with_acme();
    let from = desk.path("playbooks");
    std::fs::rename(from, desk.path("books")).unwrap();
    std::fs::remove_file(desk.path("acme.deal.yaml")).unwrap();
    std::fs::create_dir_all(desk.path("deals/north")).unwrap();
    desk
}

/// `coach` in a folder of the repository.
fn coach_in(desk: &Desk, folder: &str, arguments: &[&str]) -> Run {
    Run::of(desk.command(arguments).current_dir(desk.path(folder)).output().unwrap())
}

fn check(desk: &Desk, arguments: &[&str]) -> Run {
    desk.coach(&[&["check"], arguments, &AS_OF].concat())
}

#[test]
fn everything_may_be_settled_and_nothing_has_to_be() {
    let settings = read(
        "format: 1\nplaybooks: [books, ../shared]\nplaybook: clinic\nmax_age: 6m\n\
         severities:\n  stale-fact: warning\n  set-aside-fact: error\n  disagreement: off\n",
    );
    let folders: Vec<PathBuf> = settings.playbooks.into_iter().map(|(path, _)| path).collect();
    assert_eq!(folders, [PathBuf::from("books"), PathBuf::from("../shared")]);
    assert_eq!(settings.playbook.as_deref(), Some("clinic"));
    let mut levels = Levels::default();
    levels.set("stale-fact", Level::As(Severity::Warning));
    levels.set("set-aside-fact", Level::As(Severity::Error));
    levels.set("disagreement", Level::Off);
    assert_eq!(settings.levels, levels);
    assert_eq!(settings.max_age, Some(GoodFor { count: 6, unit: TimeUnit::Months }));
    assert_eq!(read("playbooks: books\n").playbooks.len(), 1);
    for empty in ["", "# Nothing yet.\n", "format: 1\n"] {
        assert_eq!(read(empty), TeamSettings::default(), "{empty:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_at_its_place() {
    let text = "format: 2\nplaybok: clinic\nplaybooks: [books, '']\nmax_age: soon\nseverities:\n  \
                mising-fact: error\n  stale-fact: warn\n  wrong-file: off\n  nonsense: off\n";
    assert_eq!(
        findings(text),
        [
            "coach.yaml:1:9: this `coach` reads a coach.yaml of format 1, not `2`",
            "coach.yaml:2:1: unknown key `playbok` in coach.yaml, did you mean `playbook`?",
            "coach.yaml:3:20: a folder in `playbooks` is empty",
            "coach.yaml:4:10: `max_age` is a time, not `soon`",
            "coach.yaml:6:3: there is no rule `mising-fact`, did you mean `missing-fact`?",
            "coach.yaml:7:15: a severity is `error`, `warning`, `note` or `off`, not `warn`, \
             did you mean `warning`?",
            "coach.yaml:8:3: `wrong-file` can't be changed",
            "coach.yaml:9:3: there is no rule `nonsense`",
        ]
    );
    assert_eq!(findings("- a\n"), ["coach.yaml:1:1: coach.yaml must be a map, not a list"]);
    assert_eq!(
        findings("severities: [off]\n"),
        ["coach.yaml:1:13: `severities` must be a map, not a list"]
    );
    assert_eq!(findings("playbook:\n"), ["coach.yaml:1:1: `playbook` has no value"]);
}

#[test]
fn a_wrong_file_stops_every_command_that_it_counts_for() {
    let desk = Desk::with_acme();
    desk.write("coach.yaml", "severities: { stale-facts: off }\n");
    for command in [&["check", "acme"][..], &["brief", "acme"], &["start", "--no-input"]] {
        desk.coach(command).complains(&["--> coach.yaml:1:15", "did you mean `stale-fact`?"]);
    }
    desk.write("coach.yaml", "playbooks: [playbooks, boks]\n");
    let run = desk.coach(&["brief", "acme"]).complains(&["there is no folder `boks`"]);
    assert!(run.stderr.contains("--> coach.yaml:1:24"), "{}", run.stderr);
    desk.coach(&["explain"]).succeeded();
}

#[test]
fn playbooks_are_found_in_its_folders_from_any_folder_below() {
    let desk = repository();
    desk.write("deals/north/acme.deal.yaml", ACME);
    desk.coach(&["brief", "deals/north/acme.deal.yaml"]).complains(&["there is no playbook"]);
    desk.write("coach.yaml", "playbooks: books\n");
    for (folder, deal) in [("", "deals/north/"), ("deals", "north/"), ("deals/north", "")] {
        coach_in(&desk, folder, &["brief", &format!("{deal}acme.deal.yaml")]).succeeded();
    }
    let run = coach_in(&desk, "deals", &["brief", "north/acme.deal.yaml", "-v"]).succeeded();
    assert!(run.stderr.contains("the team's settings: `../coach.yaml`"), "{}", run.stderr);
}

#[test]
fn a_folder_of_the_command_line_comes_before_those_of_the_team_and_these_before_the_own() {
    let desk = repository();
    desk.write("coach.yaml", "playbooks: books\n");
    desk.write("acme.deal.yaml", ACME);
    let titled = |title: &str| {
        desk.read("books/clinic-scheduling.yaml").replace("title: Clinic scheduling", title)
    };
    let title = |arguments: &[&str]| {
        let brief = desk.json(&[&["brief", "acme", "-f", "json"], arguments].concat());
        brief["playbook"]["title"].as_str().unwrap().to_owned()
    };
    desk.write("playbooks/clinic-scheduling.yaml", &titled("title: Of this folder"));
    assert_eq!(title(&[]), "Clinic scheduling");
    desk.write("mine/clinic-scheduling.yaml", &titled("title: Mine"));
    assert_eq!(title(&["--playbook-dir", "mine"]), "Mine");
}

#[test]
fn new_deals_are_for_its_playbook_unless_another_is_named() {
    let desk = repository();
    let started = |folder: &str, arguments: &[&str]| {
        let all = [&["start", "--no-input", "-f", "json"], arguments].concat();
        let run = coach_in(&desk, folder, &all).succeeded();
        let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        brief["playbook"]["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(started("", &[]), "consultative");
    desk.write("coach.yaml", "playbooks: books\nplaybook: clinic-scheduling\n");
    assert_eq!(started("", &[]), "clinic-scheduling");
    assert_eq!(started("", &["-p", "consultative"]), "consultative");
    assert_eq!(started("", &["one"]), "clinic-scheduling");
    assert!(desk.read("one.deal.yaml").contains("playbook: clinic-scheduling\n"));
    desk.write("coach.yaml", "playbook: ./books/clinic-scheduling.yaml\n");
    assert_eq!(started("deals", &["two"]), "clinic-scheduling");
    let two = desk.read("deals/two.deal.yaml");
    assert!(two.contains("playbook: ../books/clinic-scheduling.yaml\n"), "{two}");
}

#[test]
fn a_playbook_that_is_not_there_is_told_with_who_names_it() {
    let desk = repository();
    desk.write("coach.yaml", "playbook: consultativ\n");
    desk.coach(&["start", "--no-input"])
        .complains(&["`coach.yaml` names the playbook `consultativ`", "did you mean"]);
}

#[test]
fn severities_decide_what_fails() {
    let desk = Desk::with_acme();
    desk.write_deal("early", EARLY);
    let all = |severity: &str| {
        desk.write("coach.yaml", &format!("severities: {{ missing-fact: {severity} }}\n"));
        check(&desk, &["early"])
    };
    assert!(all("error").ended_with(1).stdout.contains("error[missing-fact]"));
    assert!(all("warning").succeeded().stdout.contains("warning[missing-fact]"));
    check(&desk, &["early", "--fail-on", "warning"]).ended_with(1);
    assert!(!all("off").succeeded().stdout.contains("missing-fact"));
}

#[test]
fn severities_count_for_playbooks_too() {
    let desk = Desk::with_acme();
    let all = |severity: &str| {
        desk.write("coach.yaml", &format!("severities: {{ why-missing: {severity} }}\n"));
        desk.coach(&["playbook", "check"])
    };
    assert!(all("warning").succeeded().stdout.contains("warning[why-missing]"));
    assert!(all("error").ended_with(1).stdout.contains("error[why-missing]"));
    assert!(!all("off").succeeded().stdout.contains("why-missing"));
}

#[test]
fn its_age_counts_unless_another_is_given() {
    let desk = Desk::with_acme();
    desk.write_deal(
        "old",
        "consequence: measured\ndeadline: quarter\nhosting: cloud\nbudget: approved\n\
         users: { answer: 40, date: 2026-11-03 }",
    );
    check(&desk, &["old"]).succeeded();
    desk.write("coach.yaml", "max_age: 20d\n");
    let run = check(&desk, &["old"]).ended_with(1);
    assert!(run.stdout.contains("was good for 20 days"), "{}", run.stdout);
    check(&desk, &["old", "--max-age", "3w"]).succeeded();
}

#[test]
fn it_is_looked_for_no_further_up_than_the_repository_or_the_home_folder() {
    let desk = repository();
    desk.write("coach.yaml", "nonsense: 1\n");
    std::fs::create_dir_all(desk.path("deals/.git")).unwrap();
    let start = ["start", "--no-input"];
    coach_in(&desk, "deals/north", &start).succeeded();
    std::fs::remove_dir(desk.path("deals/.git")).unwrap();
    coach_in(&desk, "deals/north", &start).complains(&["../../coach.yaml:1:1"]);
    let mut at_home = desk.command(&start);
    at_home.current_dir(desk.path("deals/north")).env("HOME", desk.path("deals"));
    Run::of(at_home.output().unwrap()).succeeded();
}

#[test]
fn the_first_one_upward_counts_alone() {
    let desk = repository();
    desk.write("coach.yaml", "playbooks: books\nplaybook: clinic-scheduling\n");
    desk.write("deals/coach.yaml", "playbook: subscription-billing\n");
    let run = coach_in(&desk, "deals/north", &["start", "--no-input", "-v"]).succeeded();
    assert!(run.stdout.contains("Subscription billing"), "{}", run.stdout);
    assert!(run.stderr.contains("`../coach.yaml`"), "{}", run.stderr);
}
