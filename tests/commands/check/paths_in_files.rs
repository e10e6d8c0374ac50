//! What files lead to that no person named: read where it is what it should be, and else nothing of
//! it is told.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use super::{READY, desk};
use crate::desk::{Desk, Run};

const SECRET: &str = "token: hunter2\nother: 'hunter2'\n";

/// A repository with a folder `deals`, and a secret outside of it.
fn checkout() -> (Desk, Desk) {
    let (desk, elsewhere) = (desk(), Desk::empty());
    std::fs::create_dir_all(desk.path(".git")).unwrap();
    elsewhere.write("secret.yaml", SECRET);
    elsewhere.write("binary.yaml", "\u{0}hunter2");
    std::fs::write(elsewhere.path("latin.yaml"), b"hunter2 \xfc").unwrap();
    (desk, elsewhere)
}

/// Runs that have to fail, and to tell nothing of the secret.
#[track_caller]
fn keeps_the_secret(desk: &Desk, runs: &[&[&str]]) {
    for arguments in runs {
        let run = desk.coach(arguments).ended_with(2);
        let told = run.stdout + &run.stderr;
        assert!(!told.contains("hunter2") && !told.contains("0xfc"), "{arguments:?}: {told}");
        assert!(!told.contains("token"), "{arguments:?}: {told}");
    }
}

fn deal_for(playbook: &str) -> String {
    format!("format: 1\nplaybook: {playbook}\nfacts: {{}}\n")
}

#[test]
fn nothing_is_told_of_what_a_deal_leads_to_outside_its_repository() {
    let (desk, elsewhere) = checkout();
    symlink(elsewhere.path("secret.yaml"), desk.path("playbooks/inside.yaml")).unwrap();
    let secret = elsewhere.path("secret.yaml").to_string_lossy().into_owned();
    let latin = elsewhere.path("latin.yaml").to_string_lossy().into_owned();
    let playbooks = [&secret, &latin, "./playbooks/inside.yaml", "inside"];
    for playbook in playbooks {
        desk.write("a.deal.yaml", &deal_for(playbook));
        let all: &[&[&str]] = &[
            &["check", "a"],
            &["check", "a", "-f", "json"],
            &["check", "a", "-f", "github"],
            &["brief", "a"],
            &["brief", "a", "acme"],
            &["brief", "a", "a.deal.yaml", "-f", "json"],
            &["start", "a", "--no-input"],
        ];
        keeps_the_secret(&desk, all);
        let run = desk.coach(&["check", "a"]);
        assert!(
            run.stdout.contains("outside the repository") || playbook == latin,
            "{}",
            run.stdout
        );
    }
    let run = desk.coach(&["brief", "a", "-p", &secret]).ended_with(2);
    assert!(run.stderr.contains("token"), "what a person names is shown: {}", run.stderr);
    desk.write("playbooks/broken.yaml", SECRET);
    desk.write("a.deal.yaml", &deal_for("broken"));
    let run = desk.coach(&["brief", "a"]).ended_with(2);
    assert!(run.stderr.contains("token"), "what lies in the repository is shown: {}", run.stderr);
}

#[test]
fn without_a_repository_the_folder_bounds_what_is_told() {
    let desk = desk();
    desk.write("secret.yaml", SECRET);
    desk.write("deals/a.deal.yaml", &deal_for("../secret.yaml"));
    keeps_the_secret(&desk, &[&["brief", "deals/a.deal.yaml"], &["check", "deals"]]);
    desk.write("deals/secret.yaml", SECRET);
    desk.write("deals/a.deal.yaml", &deal_for("./secret.yaml"));
    assert!(desk.coach(&["brief", "deals/a.deal.yaml"]).stderr.contains("token"));
    let shared = "../playbooks/clinic-scheduling.yaml";
    desk.write_deal("deals/a", READY);
    let text = desk.read("deals/a.deal.yaml").replace("clinic-scheduling", shared);
    desk.write("deals/a.deal.yaml", &text);
    desk.coach(&["check", "deals"]).succeeded();
}

#[test]
fn devices_and_pipes_are_not_read() {
    let (desk, _) = checkout();
    let pipe = desk.path("playbooks/pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for playbook in ["/dev/tty", "/dev/zero", "./playbooks/pipe.yaml", "pipe"] {
        desk.write("a.deal.yaml", &deal_for(playbook));
        desk.coach(&["brief", "a"]).complains(&["is no plain file"]);
    }
}

#[test]
fn nothing_is_told_of_what_the_teams_file_and_cases_lead_to() {
    let (desk, elsewhere) = checkout();
    let folder = elsewhere.path(".").to_string_lossy().into_owned();
    desk.write("a.deal.yaml", &deal_for("secret"));
    desk.write("coach.yaml", &format!("playbooks: {folder}\n"));
    keeps_the_secret(&desk, &[&["check", "a"], &["brief", "a"], &["playbook", "show", "secret"]]);
    desk.write("coach.yaml", &format!("playbook: {folder}/secret.yaml\n"));
    keeps_the_secret(&desk, &[&["start", "--no-input"], &["start", "b", "--no-input"]]);
    std::fs::remove_file(desk.path("coach.yaml")).unwrap();
    symlink(elsewhere.path("secret.yaml"), desk.path("coach.yaml")).unwrap();
    keeps_the_secret(&desk, &[&["check", "a"], &["start", "--no-input"]]);
    std::fs::remove_file(desk.path("coach.yaml")).unwrap();
    let cases = format!("format: 1\nplaybook: {folder}/secret.yaml\ncases: []\n");
    desk.write("a.test.yaml", &cases);
    keeps_the_secret(&desk, &[&["playbook", "test", "a.test.yaml"]]);
}

#[test]
fn nothing_is_told_of_what_links_that_are_found_lead_to() {
    let (desk, elsewhere) = checkout();
    desk.write_deal("deals/a", READY);
    symlink(elsewhere.path("secret.yaml"), desk.path("deals/b.deal.yaml")).unwrap();
    symlink(elsewhere.path("secret.yaml"), desk.path("playbooks/b.yaml")).unwrap();
    let all: &[&[&str]] = &[
        &["check", "deals"],
        &["check", "deals/*"],
        &["check", "deals", "-f", "sarif"],
        &["brief", "deals"],
        &["playbook", "check"],
        &["playbook", "check", "playbooks"],
        &["playbook", "diff", "clinic-scheduling", "clinic-scheduling", "deals"],
    ];
    keeps_the_secret(&desk, all);
    assert!(desk.coach(&["brief", "deals/b.deal.yaml"]).stderr.contains("token"));
    let run = Run::of(desk.command(&["playbook", "list"]).output().unwrap()).succeeded();
    assert!(!run.stdout.contains("hunter2") && !run.stdout.contains("token"), "{}", run.stdout);
}

#[test]
fn a_deal_that_names_a_path_is_held_to_the_playbook_of_that_path() {
    let desk = desk();
    let other =
        desk.read("playbooks/clinic-scheduling.yaml").replace("id: clinic-scheduling", "id: other");
    desk.write("other.yaml", &other);
    desk.write_deal("a", READY);
    let by_path =
        desk.read("a.deal.yaml").replace("clinic-scheduling", "./playbooks/clinic-scheduling.yaml");
    desk.write("a.deal.yaml", &by_path);
    let foreign = ["the deal is for playbook `clinic-scheduling`, but --playbook is `other`"];
    desk.coach(&["brief", "a", "-p", "./other.yaml"]).complains(&foreign);
    desk.coach(&["start", "a", "--no-input", "-p", "./other.yaml"]).complains(&foreign);
    assert_eq!(desk.read("a.deal.yaml"), by_path);
    desk.coach(&["brief", "a", "-p", "clinic-scheduling"]).succeeded();
}

#[test]
fn nothing_is_told_of_what_links_in_a_folder_of_playbooks_lead_to() {
    let (desk, elsewhere) = checkout();
    let formatted = desk.read("playbooks/clinic-scheduling.yaml");
    for (secret, link) in [
        ("secret.yaml", "playbooks/b.yaml"),
        ("latin.yaml", "playbooks/c.yaml"),
        ("secret.yaml", "playbooks/d.test.yaml"),
        ("secret.yaml", "beside/e.yaml"),
    ] {
        std::fs::create_dir_all(desk.path("beside")).unwrap();
        symlink(elsewhere.path(secret), desk.path(link)).unwrap();
    }
    desk.write("beside/e.test.yaml", "format: 1\ncases: []\n");
    desk.write("playbooks/d.yaml", &formatted.replace("id: clinic-scheduling", "id: d"));
    let all: &[&[&str]] = &[
        &["playbook", "fmt"],
        &["playbook", "fmt", "playbooks", "--diff"],
        &["playbook", "test"],
        &["playbook", "test", "playbooks", "-f", "json"],
        &["playbook", "test", "playbooks", "--suggest"],
        &["playbook", "test", "playbooks/d.yaml"],
        &["playbook", "test", "beside"],
        &["playbook", "test", "beside/e.test.yaml"],
    ];
    keeps_the_secret(&desk, all);
    desk.coach(&["playbook", "copy", "./playbooks/d.yaml", "copied"]).succeeded();
    assert!(!desk.path("playbooks/copied.test.yaml").exists(), "no cases, so none to copy");
    for named in [["fmt", "playbooks/b.yaml"], ["test", "playbooks/b.yaml"]] {
        let run = desk.coach(&["playbook", named[0], named[1]]).ended_with(2);
        let told = run.stdout + &run.stderr;
        assert!(told.contains("token"), "what a person names is shown: {told}");
    }
}
