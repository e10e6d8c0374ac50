//! What commands write: never over what they read, as the stream that it is, all of a batch that can
//! be done, and nothing left behind.

use std::fs::{self, File};
use std::process::Stdio;

use crate::desk::{Desk, Run};

const READ_HERE: &str = "is one of the files that are read here, so it is not written over";

/// A desk where everything that can be read is in its own file.
fn desk() -> Desk {
    let desk = Desk::with_acme();
    desk.write("pb.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    desk.write("a.yaml", "users: 30\n");
    desk.write("coach.yaml", "playbook: clinic-scheduling\n");
    desk.write(
        "playbooks/clinic-scheduling.test.yaml",
        "format: 1\ncases:\n  - name: A case\n    facts: { users: 5 }\n    verdict: no-fit\n",
    );
    desk
}

#[test]
fn no_output_takes_the_place_of_what_was_read() {
    let desk = desk();
    let inputs = ["pb.yaml", "a.yaml", "coach.yaml", "acme.deal.yaml"];
    let inputs = inputs.into_iter().chain(["playbooks/clinic-scheduling.yaml"]);
    let before: Vec<(&str, String)> = inputs.map(|name| (name, desk.read(name))).collect();
    let start = ["start", "-p", "pb.yaml", "--no-input", "--answers", "a.yaml", "-o"];
    for output in ["pb.yaml", "./playbooks/../pb.yaml", "a.yaml", "coach.yaml"] {
        desk.coach(&[&start[..], &[output]].concat()).complains(&[output, READ_HERE]);
    }
    let playbook = "playbooks/clinic-scheduling.yaml";
    let cases = "playbooks/clinic-scheduling.test.yaml";
    for command in [
        &["start", "acme", "-a", "users=40", "-o", playbook][..],
        &["brief", "acme", "-o", playbook],
        &["brief", "acme", "acme", "-o", "coach.yaml"],
        &["check", "acme", "-f", &format!("junit={playbook}")],
        &["check", "acme", "--fix", "-f", "json=out.json", "-f", &format!("junit={playbook}")],
        &["check", "acme", "-p", "pb.yaml", "-f", "sarif=pb.yaml"],
        &["playbook", "check", playbook, "-f", &format!("json={playbook}")],
        &["playbook", "test", "-f", &format!("json={cases}")],
        &["playbook", "graph", "pb.yaml", "-o", "pb.yaml"],
        &["playbook", "diff", "pb.yaml", "clinic-scheduling", "acme", "-o", "acme.deal.yaml"],
    ] {
        desk.coach(command).complains(&[READ_HERE]);
    }
    for (name, text) in before {
        assert_eq!(desk.read(name), text, "{name}");
    }
    assert!(!desk.files().contains(&"out.json".to_owned()), "nothing is done by halves");
}

#[test]
fn nothing_of_git_s_own_and_no_ignore_file_is_written_over() {
    let desk = desk();
    // A repository, one whose folder is elsewhere, and one without files of its own.
    desk.write("part/.git", "gitdir: ../kept\n");
    for git in [".git", "kept", "bare.git"] {
        desk.write(&format!("{git}/HEAD"), "ref: refs/heads/main\n");
        desk.write(&format!("{git}/config"), "[core]\n");
        desk.write(&format!("{git}/objects/info/packs"), "");
        desk.write(&format!("{git}/refs/heads/main"), "");
    }
    for name in [".gitignore", ".ignore", "part/.gitignore"] {
        desk.write(name, "*.tmp\n");
    }
    let own = "is among what git keeps for itself, so it is not written over";
    for (output, words) in [
        (".git/config", own),
        (".git/refs/heads/main", own),
        (".git/new", own),
        ("part/.git", own),
        ("kept/config", own),
        ("bare.git/objects/info/packs", own),
        (".gitignore", READ_HERE),
        ("./playbooks/../.ignore", READ_HERE),
        ("part/.gitignore", READ_HERE),
    ] {
        let before = fs::read(desk.path(output)).ok();
        let format = format!("json={output}");
        desk.coach(&["check", ".", "-f", &format]).complains(&[output, words]);
        desk.coach(&["brief", ".", "-o", output]).complains(&[output, words]);
        assert_eq!(fs::read(desk.path(output)).ok(), before, "{output}");
    }
    desk.coach(&["brief", "part", "-o", ".gitignore"]).complains(&[READ_HERE]);
    desk.coach(&["brief", "acme", "-o", "bare.md"]).succeeded();
}

#[test]
fn two_formats_do_not_share_a_file() {
    let run = desk().coach(&["check", "acme", "-f", "junit=out", "-f", "sarif=./out"]);
    run.complains(&["two formats would be written to `./out`"]);
}

#[cfg(unix)]
#[test]
fn neither_does_it_by_another_name() {
    let desk = desk();
    std::os::unix::fs::symlink("pb.yaml", desk.path("link")).unwrap();
    fs::hard_link(desk.path("pb.yaml"), desk.path("hard")).unwrap();
    let before = desk.read("pb.yaml");
    for output in ["link", "hard"] {
        let start = ["start", "-p", "pb.yaml", "--no-input", "-o", output];
        desk.coach(&start).complains(&[READ_HERE]);
    }
    let mut command = desk.command(&["start", "--no-input", "--answers", "-", "-o", "a.yaml"]);
    command.stdin(File::open(desk.path("a.yaml")).unwrap());
    Run::of(command.output().unwrap()).complains(&[READ_HERE]);
    let deal = File::options().append(true).open(desk.path("acme.deal.yaml")).unwrap();
    let run = Run::of(desk.command(&["brief", "acme"]).stdout(deal).output().unwrap());
    run.complains(&["standard output goes to a file that is read here"]);
    assert_eq!(desk.read("pb.yaml"), before);
    assert_eq!(desk.read("a.yaml"), "users: 30\n");
    assert_eq!(desk.read("acme.deal.yaml"), crate::desk::ACME);
}

#[cfg(unix)]
#[test]
fn a_link_to_what_is_not_there_is_told_as_one_where_it_can_not_be_followed() {
    let desk = desk();
    std::os::unix::fs::symlink("none/x", desk.path("out")).unwrap();
    let words = "`out` is a link to what is not there; mend it, or take it away";
    for command in [
        &["brief", "acme", "-o", "out"][..],
        &["check", "acme", "-f", "json=out"],
        &["playbook", "graph", "pb.yaml", "-o", "out"],
    ] {
        desk.coach(command).complains(&[words]);
    }
    // Where its folder is there, it leads to a new file.
    fs::create_dir(desk.path("none")).unwrap();
    desk.coach(&["brief", "acme", "-o", "out"]).succeeded();
    assert!(desk.read("none/x").contains("Acme"));
}

#[test]
fn read_only_files_stay_as_they_are() {
    let desk = desk();
    let loose = desk.read("pb.yaml").replace("title: ", "title:   ");
    for (name, text) in [("out.md", "old"), ("loose.yaml", &loose)] {
        desk.write(name, text);
        let mut permissions = fs::metadata(desk.path(name)).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(desk.path(name), permissions).unwrap();
    }
    let complaint = "is read-only; make it writable, or work on a copy";
    for command in [
        &["brief", "acme", "-o", "out.md"][..],
        &["check", "acme", "-f", "markdown=out.md"],
        &["playbook", "graph", "pb.yaml", "-o", "out.md"],
        &["playbook", "fmt", "loose.yaml"],
    ] {
        desk.coach(command).complains(&[complaint]);
    }
    assert_eq!(desk.read("out.md"), "old");
    assert_eq!(desk.read("loose.yaml"), loose);
}

#[test]
fn a_batch_does_what_it_can_and_says_what_it_did() {
    let desk = desk();
    let loose = desk.read("pb.yaml").replace("title: ", "title:   ");
    for name in ["one.yaml", "two.yaml", "three.yaml"] {
        desk.write(name, &loose);
        desk.write_deal(name.trim_end_matches(".yaml"), "consequence: stated");
    }
    for name in ["two.yaml", "two.deal.yaml"] {
        let mut permissions = fs::metadata(desk.path(name)).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(desk.path(name), permissions).unwrap();
    }
    fs::create_dir(desk.path("empty")).unwrap();
    let fmt = ["playbook", "fmt", "one.yaml", "empty", "two.yaml", "nowhere.yaml", "three.yaml"];
    let run = desk.coach(&fmt).ended_with(2);
    assert_eq!(run.stdout, "one.yaml\nthree.yaml\n");
    for words in ["there is no playbook in the folder `empty`", "`two.yaml` is read-only"] {
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    assert!(run.stderr.ends_with("2 playbooks changed\n"), "{}", run.stderr);
    let run = desk.coach(&["check", "one", "two", "three", "--fix"]).ended_with(2);
    for words in [
        "wrote what is missing into `one.deal.yaml`",
        "error: `two.deal.yaml` is read-only",
        "wrote what is missing into `three.deal.yaml`",
    ] {
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    assert!(run.stdout.contains("3 deals: 3 not ready"), "{}", run.stdout);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::path::Path;

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_stream_is_written_to_as_it_is() {
        let desk = desk();
        let brief = desk.coach(&["brief", "acme"]).succeeded().stdout;
        for (output, append) in [("/dev/stdout", true), ("/dev/fd/1", true), ("-", true)] {
            desk.write("log.txt", "old\n");
            let log = File::options().append(append).open(desk.path("log.txt")).unwrap();
            let mut command = desk.command(&["brief", "acme", "-o", output]);
            Run::of(command.stdout(log).output().unwrap()).succeeded();
            assert_eq!(desk.read("log.txt"), format!("old\n{brief}"), "{output}");
        }
        desk.write("log.txt", "old\n");
        let log = || File::options().append(true).open(desk.path("log.txt")).unwrap();
        let mut command = desk.command(&["brief", "acme", "-o", "/dev/stderr"]);
        Run::of(command.stderr(log()).output().unwrap()).succeeded();
        assert_eq!(desk.read("log.txt"), format!("old\n{brief}"));
        let mut command = desk.command(&["check", "acme", "-f", "json=/dev/stdout"]);
        let run = Run::of(command.stdout(log()).output().unwrap()).ended_with(1);
        assert_eq!(run.stderr, "");
        let report = desk.coach(&["check", "acme", "-f", "json"]).ended_with(1).stdout;
        assert_eq!(desk.read("log.txt"), format!("old\n{brief}{report}"), "once, not twice");
        desk.coach(&["brief", "acme", "-o", "/dev/null"]).succeeded();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_link_to_what_is_not_there_yet_leads_to_it() {
        let desk = desk();
        std::os::unix::fs::symlink("there.txt", desk.path("link")).unwrap();
        desk.coach(&["brief", "acme", "-o", "link"]).succeeded();
        assert!(desk.path("link").symlink_metadata().unwrap().is_symlink());
        assert!(desk.read("there.txt").starts_with("UNDECIDED"));
        std::os::unix::fs::symlink("round", desk.path("round")).unwrap();
        desk.coach(&["brief", "acme", "-o", "round"]).complains(&["cannot write `round`"]);
    }

    #[test]
    fn whatever_is_printed_to_a_full_device_is_an_error() {
        let desk = desk();
        for command in [
            &["--help"][..],
            &["--version"],
            &["help"],
            &["start", "--help"],
            &["completions", "bash"],
            &["man"],
            &["explain"],
            &["explain", "missing-fact"],
            &["check", "--schema"],
            &["playbook", "schema"],
            &["playbook", "list"],
            &["playbook", "show", "pb.yaml"],
            &["playbook", "path", "clinic-scheduling"],
            &["playbook", "graph", "pb.yaml"],
        ] {
            // Only some systems have a device that is always full.
            let Ok(full) = File::options().write(true).open("/dev/full") else { return };
            let run = Run::of(desk.command(command).stdout(full).output().unwrap());
            run.complains(&["error: cannot write to standard output", "No space left"]);
        }
    }

    #[test]
    fn a_limit_for_the_size_of_files_is_told() {
        let desk = desk();
        let files = desk.files();
        for command in [
            &["brief", "acme", "-o", "brief.txt"][..],
            &["start", "acme", "-q", "-a", "users=30"],
            &["start", "new", "-q", "-p", "pb.yaml"],
            &["playbook", "copy", "pb.yaml", "./copy.yaml"],
        ] {
            let coach = desk.command(command);
            let mut under = std::process::Command::new("sh");
            under.args(["-c", "ulimit -f 0; exec \"$0\" \"$@\""]).arg(coach.get_program());
            let run = under.args(command).current_dir(desk.path(""));
            let run = Run::of(run.stdin(Stdio::null()).output().unwrap()).ended_with(2);
            assert!(run.stderr.contains("larger than a file may be here"), "{}", run.stderr);
        }
        assert_eq!(desk.files(), files);
    }

    #[test]
    fn what_is_not_ours_to_write_is_not_replaced() {
        let desk = desk();
        let mut command = desk.command(&["brief", "acme", "-o", "out"]);
        assert!(desk.lend(&mut command, None));
        set_mode(&desk.path(""), 0o777);
        desk.write("out", "theirs");
        let is_ours = fs::metadata(desk.path("out")).unwrap().uid() != 0;
        set_mode(&desk.path("out"), 0o644);
        let run = Run::of(command.output().unwrap());
        if !is_ours {
            run.complains(&["no permission to write `out`; allow it for your user"]);
            assert_eq!(desk.read("out"), "theirs");
        }
    }

    #[test]
    fn a_deal_of_another_stays_theirs() {
        let desk = desk();
        let group = 12_345;
        let start = ["start", "acme", "-q", "-a", "users=30", "-o", "/dev/null"];
        let mut command = desk.command(&start);
        if !desk.lend(&mut command, Some(group)) {
            return;
        }
        let deal = desk.path("acme.deal.yaml");
        chown(&deal, Some(12_344), Some(group)).unwrap();
        set_mode(&deal, 0o660);
        chown(desk.path(""), None, Some(group)).unwrap();
        set_mode(&desk.path(""), 0o775);
        Run::of(command.output().unwrap()).succeeded();
        let metadata = deal.metadata().unwrap();
        let belongings = (metadata.uid(), metadata.gid(), metadata.mode() & 0o777);
        assert_eq!(belongings, (12_344, group, 0o660));
        let file = desk.read_with_today("acme.deal.yaml");
        assert!(file.contains("  users: { answer: 30, date: TODAY }\n"), "{file}");
        assert!(desk.files().iter().all(|name| !name.starts_with('.')), "{:?}", desk.files());
    }

    #[test]
    fn the_next_run_clears_what_a_killed_one_left() {
        let desk = desk();
        for name in [".out.md.aBc123.coach-saving", "playbooks/.x.yaml.aBc123.coach-saving"] {
            desk.write(name, "half");
        }
        desk.coach(&["brief", "acme", "-o", "brief.md"]).succeeded();
        desk.coach(&["playbook", "copy", "consultative"]).succeeded();
        let names = |folder: &str| {
            let entries = fs::read_dir(desk.path(folder)).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap())
        };
        for name in names("").chain(names("playbooks")) {
            assert!(!name.contains("coach-saving"), "{name}");
        }
    }

    #[test]
    fn what_another_is_making_is_left_to_it() {
        let desk = desk();
        let theirs = coach::text::saving::Begun::beside(&desk.path("acme.new.yaml")).unwrap();
        let start = ["start", "./acme", "--no-input", "-q", "-p", "pb.yaml", "-o", "/dev/null"];
        desk.coach(&start).succeeded();
        theirs.write(b"whole").unwrap().settle().unwrap().create().unwrap();
        assert_eq!(desk.read("acme.new.yaml"), "whole");
    }
}
