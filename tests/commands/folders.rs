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
