//! Folders that can't be looked into are told, in one way by every command, and never taken for
//! empty ones.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::desk::{Desk, Run};

/// Runs `coach` as a user whom permissions hold, while a folder has this mode.
fn coach_at(desk: &Desk, folder: &str, mode: u32, arguments: &[&str]) -> Run {
    let mut command = desk.command(arguments);
    assert!(desk.lend(&mut command, None));
    let set = |mode| {
        fs::set_permissions(desk.path(folder), fs::Permissions::from_mode(mode)).unwrap();
    };
    set(mode);
    let run = Run::of(command.output().unwrap());
    set(0o755);
    run
}

#[test]
fn every_command_says_in_one_way_that_it_may_not_look_into_a_folder() {
    let desk = Desk::with_acme();
    desk.write("deals/b/x.deal.yaml", crate::desk::ACME);
    // Of some nothing is told at all, of others nothing but names.
    for (folder, mode, command) in [
        ("playbooks", 0o000, &["playbook", "check", "playbooks"][..]),
        ("playbooks", 0o444, &["playbook", "check", "playbooks"]),
        ("playbooks", 0o000, &["playbook", "test", "playbooks"]),
        ("playbooks", 0o444, &["playbook", "test", "playbooks"]),
        ("playbooks", 0o000, &["playbook", "fmt", "playbooks"]),
        ("playbooks", 0o444, &["playbook", "fmt", "playbooks"]),
        ("deals/b", 0o000, &["brief", "deals"]),
        ("deals/b", 0o000, &["check", "deals"]),
    ] {
        let run = coach_at(&desk, folder, mode, command).ended_with(2);
        let told = format!("{}{}", run.stdout, run.stderr);
        let words = format!("no permission to look into the folder `{folder}`");
        assert!(told.contains(&words), "{command:?}, {mode:o}: {told}");
        assert!(!told.contains("os error"), "{told}");
    }
}

#[test]
fn too_few_file_handles_are_told_with_what_to_do() {
    let desk = Desk::with_acme();
    desk.write("deals/a/b/c/d/x.deal.yaml", crate::desk::ACME);
    let coach = desk.command(&[]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -n 6; exec \"$0\" brief deals"]).arg(coach.get_program());
    let run = Run::of(limited.current_dir(desk.path("")).output().unwrap()).ended_with(2);
    let words = "too many files are open at once; raise the limit (`ulimit -n`)";
    assert!(run.stderr.contains(words), "{}", run.stderr);
    assert!(!run.stderr.contains("os error"), "{}", run.stderr);
}

#[test]
fn no_other_playbook_is_judged_than_the_one_in_a_folder_that_is_named() {
    let desk = Desk::empty();
    desk.write("pd/bant.yaml", include_str!("../../playbooks/bant.yaml"));
    desk.write("file", "");
    desk.write("acme.deal.yaml", "format: 1\ndeal: Acme\nplaybook: bant\nfacts: {}\n");
    let forbidden = "no permission to look into the folder `pd`; allow it for your user";
    for (folder, words) in [
        ("pd", forbidden),
        ("gone", "there is no folder `gone`"),
        ("file/in", "there is no folder `file/in`"),
        ("file", "`file` is no folder"),
    ] {
        for command in [
            &["start", "-p", "bant", "--no-input", "--playbook-dir", folder][..],
            &["brief", "acme", "--playbook-dir", folder],
            &["playbook", "show", "bant", "--playbook-dir", folder],
            &["playbook", "path", "bant", "--playbook-dir", folder],
            &["playbook", "copy", "bant", "./copy.yaml", "--playbook-dir", folder],
            &["playbook", "list", "--playbook-dir", folder],
        ] {
            coach_at(&desk, "pd", 0o000, command).complains(&[words]);
        }
        let check = ["check", "acme", "--playbook-dir", folder];
        let run = coach_at(&desk, "pd", 0o000, &check).ended_with(2);
        assert!(run.stdout.contains(words), "{}", run.stdout);
        let mut of_environment = desk.command(&["brief", "acme"]);
        of_environment.env("COACH_PLAYBOOKS", folder);
        if words != forbidden {
            Run::of(of_environment.output().unwrap()).complains(&[words]);
        }
    }
    desk.write("coach.yaml", "playbooks: pd\n");
    let run = coach_at(&desk, "pd", 0o000, &["brief", "acme"]).complains(&[forbidden]);
    assert!(run.stderr.contains("--> coach.yaml:1:12"), "{}", run.stderr);
}

#[test]
fn a_folder_whose_names_are_not_listed_is_looked_into_by_name() {
    let desk = Desk::with_acme();
    coach_at(&desk, "playbooks", 0o711, &["brief", "acme"]).succeeded();
}

#[test]
fn a_usual_folder_that_can_not_be_looked_into_is_told_and_not_claimed_to_be_searched() {
    let desk = Desk::with_acme();
    let forbidden = "no permission to look into the folder `playbooks`";
    let start = ["start", "-p", "bant", "--no-input"];
    let run = coach_at(&desk, "playbooks", 0o000, &start).succeeded();
    assert!(run.stderr.contains(forbidden), "{}", run.stderr);
    let run = coach_at(&desk, "playbooks", 0o000, &["brief", "acme"]).complains(&[forbidden]);
    assert!(!run.stderr.contains("looked in: playbooks"), "{}", run.stderr);
    assert_eq!(desk.coach(&start).succeeded().stderr.matches("folder").count(), 0);
}
