use super::{READY, desk, report, statuses};
use crate::desk::{Desk, Run};

#[test]
fn a_folder_is_walked_for_deal_files_in_a_stable_order() {
    let desk = desk();
    for name in ["deals/b", "deals/a", "deals/2026/c", "deals/.hidden/d", "elsewhere/e"] {
        desk.write_deal(name, READY);
    }
    desk.write("deals/notes.yaml", "not: a deal");
    assert_eq!(
        statuses(&report(&desk, &["deals"])),
        ["deals/2026/c.deal.yaml ready", "deals/a.deal.yaml ready", "deals/b.deal.yaml ready"]
    );
    assert_eq!(statuses(&report(&desk, &["deals/"])).len(), 3);
    assert_eq!(statuses(&report(&desk, &["."])).len(), 4);
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let desk = desk();
    desk.write_deal("deals/kept", READY);
    desk.write_deal("deals/draft", READY);
    desk.write(".gitignore", "draft.*\n");
    assert_eq!(statuses(&report(&desk, &["."])), ["deals/kept.deal.yaml ready"]);
    let named = ["deals/draft.deal.yaml"];
    assert_eq!(statuses(&report(&desk, &named)), ["deals/draft.deal.yaml ready"]);
}

#[test]
fn deals_are_called_so_in_any_case_of_letters_and_by_both_endings() {
    let desk = desk();
    desk.write_deal("deals/a", READY);
    let text = desk.read("deals/a.deal.yaml");
    for name in ["b.deal.yml", "C.DEAL.YAML", "d.Deal.Yml"] {
        desk.write(&format!("deals/{name}"), &text);
    }
    for other in ["deal.yaml", "e.deal.yaml.bak", "f.deals.yaml", "g.yaml"] {
        desk.write(&format!("deals/{other}"), "none");
    }
    let found = ["C.DEAL.YAML", "a.deal.yaml", "b.deal.yml", "d.Deal.Yml"];
    let found = found.map(|name| format!("deals/{name} ready"));
    assert_eq!(statuses(&report(&desk, &["deals"])), found);
    let run = desk.coach(&["brief", "deals", "-f", "json"]).succeeded();
    assert_eq!(run.stdout.lines().count(), found.len());
    assert_eq!(run.stderr, "");
}

#[cfg(unix)]
#[test]
fn links_to_files_are_looked_at_and_those_to_folders_counted() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    desk.write_deal("deals/a", READY);
    desk.write_deal("elsewhere/b", READY);
    symlink("a.deal.yaml", desk.path("deals/b.deal.yaml")).unwrap();
    symlink(desk.path("elsewhere/b.deal.yaml"), desk.path("deals/c.deal.yaml")).unwrap();
    symlink("gone", desk.path("deals/d.deal.yaml")).unwrap();
    symlink(desk.path("."), desk.path("deals/loop")).unwrap();
    symlink(desk.path("deals/a.deal.yaml"), desk.path("deals/folder.deal.yaml.d")).unwrap();
    let expected =
        ["a.deal.yaml ready", "b.deal.yaml ready", "c.deal.yaml ready", "d.deal.yaml wrong"];
    assert_eq!(statuses(&report(&desk, &["deals"])), expected.map(|file| format!("deals/{file}")));
    let run = desk.coach(&["check", "deals"]).ended_with(2);
    assert!(run.stderr.contains("left out: 1 folder behind a link;"), "{}", run.stderr);
    assert_eq!(statuses(&report(&desk, &["deals/loop/deals/a.deal.yaml"])).len(), 1);
}

/// `git` with these arguments, in the folder.
#[track_caller]
fn git(desk: &Desk, arguments: &[&str]) {
    let mut git = std::process::Command::new("git");
    let run = git.args(arguments).current_dir(desk.path(".")).output().unwrap();
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn what_git_tracks_is_looked_at_ignored_or_not() {
    let desk = desk();
    for name in [
        "deals/plain",
        "deals/ignored",
        "deals/both",
        "deals/.hidden/a",
        "deals/.hidden/b",
        "deals/gone",
    ] {
        desk.write_deal(name, READY);
    }
    desk.write(".gitignore", "ignored.*\nboth.*\n");
    let git = |arguments: &[&str]| git(&desk, arguments);
    git(&["init", "-q"]);
    git(&[
        "add",
        "-f",
        "deals/both.deal.yaml",
        "deals/.hidden/b.deal.yaml",
        "deals/gone.deal.yaml",
    ]);
    std::fs::remove_file(desk.path("deals/gone.deal.yaml")).unwrap();
    let expected = ["deals/.hidden/b", "deals/both", "deals/plain"];
    let expected = expected.map(|name| format!("{name}.deal.yaml ready"));
    for version in ["2", "3", "4"] {
        git(&["update-index", "--index-version", version]);
        assert_eq!(statuses(&report(&desk, &["deals"])), expected, "version {version}");
        assert_eq!(statuses(&report(&desk, &["."])), expected, "version {version}");
        assert_eq!(statuses(&report(&desk, &["deals/**/b*"])), expected[..2]);
    }
    let left_out = "left out: 1 deal that is ignored and 1 deal that is hidden;";
    let run = desk.coach(&["check", "deals"]).succeeded();
    assert!(run.stderr.contains(left_out), "{}", run.stderr);
    assert_eq!(desk.coach(&["check", "deals", "--quiet"]).succeeded().stderr, "");
    assert!(desk.coach(&["brief", "deals"]).succeeded().stderr.contains(left_out));
    desk.write(".git/index", "DIRC");
    let run = desk.coach(&["check", "deals"]).succeeded();
    assert!(run.stderr.contains("as its index can't be read"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_deal_that_became_a_pipe_is_counted_once_tracked_or_not() {
    let desk = desk();
    for name in ["deals/a", "deals/b"] {
        desk.write_deal(name, READY);
    }
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "deals/a.deal.yaml"]);
    std::fs::remove_file(desk.path("deals/a.deal.yaml")).unwrap();
    let pipe = desk.path("deals/a.deal.yaml");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let run = desk.coach(&["check", "deals"]).succeeded();
    assert!(run.stderr.contains("left out: 1 deal that is no plain file;"), "{}", run.stderr);
}

#[test]
fn of_what_is_ignored_so_much_is_looked_through_and_no_more() {
    let desk = desk();
    desk.write(".gitignore", "build/\n");
    desk.write_deal("build/ignored", READY);
    for name in 0..20 {
        desk.write_deal(&format!("deals/{name}"), READY);
    }
    let fill = |names: std::ops::Range<usize>| {
        for name in names {
            std::fs::File::create(desk.path("build").join(name.to_string())).unwrap();
        }
    };
    let left_out = || desk.coach(&["check", "."]).succeeded().stderr;
    // Within the limit whatever is looked at beside it.
    fill(0..49_970);
    let said = left_out();
    assert!(said.contains("left out: 1 deal that is ignored;"), "{said}");
    fill(49_970..50_001);
    let said = left_out();
    assert!(said.contains("whatever stands in large folders that are ignored"), "{said}");
}

#[test]
fn git_may_use_its_longer_hashes() {
    let desk = desk();
    desk.write_deal("deals/ignored", READY);
    desk.write(".gitignore", "ignored.*\n");
    git(&desk, &["init", "-q", "--object-format=sha256"]);
    git(&desk, &["add", "-f", "deals/ignored.deal.yaml"]);
    assert_eq!(statuses(&report(&desk, &["deals"])), ["deals/ignored.deal.yaml ready"]);
}

#[test]
fn whatever_else_stands_in_the_index_of_git_hides_no_deal() {
    let desk = desk();
    // The name after the long one has more than 127 bytes less in common with it.
    let long = format!("deals/b{}", "b".repeat(150));
    let names = ["deals/a".to_owned(), long, "deals/c".to_owned()];
    let names = names.map(|name| format!("{name}.deal.yaml"));
    names.iter().for_each(|name| desk.write_deal(name.trim_end_matches(".deal.yaml"), READY));
    desk.write(".gitignore", "*.deal.yaml\n");
    let git = |arguments: &[&str]| git(&desk, arguments);
    git(&["init", "-q", "--separate-git-dir", "elsewhere"]);
    git(&["add", "-f", &names[0], &names[1]]);
    // Only meant to be added: an entry with more flags.
    git(&["add", "-f", "--intent-to-add", &names[2]]);
    // The tree of what is added: an extension.
    git(&["write-tree"]);
    let expected = names.map(|name| format!("{name} ready"));
    for version in ["3", "4"] {
        git(&["update-index", "--index-version", version]);
        assert_eq!(statuses(&report(&desk, &["deals"])), expected, "version {version}");
    }
    // Part of it in another file: nobody can tell from here what is tracked, and that is said.
    git(&["update-index", "--split-index"]);
    let run = desk.coach(&["check", "deals", "deals/a.deal.yaml"]).ended_with(2);
    assert!(run.stderr.contains("as its index can't be read"), "{}", run.stderr);
}

#[test]
fn a_folder_that_is_not_there_is_told_as_one() {
    let desk = desk();
    for command in ["check", "brief"] {
        let run = desk.coach(&[command, "deals/"]).ended_with(2);
        let told = run.stdout + &run.stderr;
        assert!(told.contains("there is no folder `deals/`"), "{command}: {told}");
    }
}

#[test]
fn a_pattern_a_name_and_a_path_lead_to_deals_none_of_them_twice() {
    let desk = desk();
    for name in ["acme", "deals/a", "deals/b", "deals/2026/a"] {
        desk.write_deal(name, READY);
    }
    assert_eq!(
        statuses(&report(&desk, &["acme", "deals/*.deal.yaml", "./deals/a.deal.yaml", "deals"])),
        [
            "acme.deal.yaml ready",
            "deals/a.deal.yaml ready",
            "deals/b.deal.yaml ready",
            "deals/2026/a.deal.yaml ready"
        ]
    );
    assert_eq!(
        statuses(&report(&desk, &["**/a.deal.yaml"])),
        ["deals/2026/a.deal.yaml ready", "deals/a.deal.yaml ready"]
    );
}

#[test]
fn no_deal_at_all_is_an_error() {
    let desk = desk();
    std::fs::create_dir(desk.path("empty")).unwrap();
    for nothing in ["empty", "none/*.deal.yaml", "missing", "missing.deal.yaml", "[", "empty/"] {
        let run = desk.coach(&["check", nothing]).ended_with(2);
        assert!(run.stdout.contains("error[wrong-file]"), "{nothing}: {}", run.stdout);
    }
    for nothing in ["empty", "none/*.deal.yaml"] {
        let run = desk.coach(&["check", nothing]).ended_with(2);
        let told = format!("no deal matches `{nothing}`");
        assert!(run.stdout.contains(&told), "{}", run.stdout);
    }
    desk.coach(&["check"]).complains(&["<DEAL>"]);
}

#[test]
fn a_deal_comes_from_standard_input() {
    let desk = desk();
    let deal = "format: 1\ndeal: Acme\nplaybook: playbooks/clinic-scheduling.yaml\nfacts: {}\n";
    let run = desk.coach_reading(deal, &["check", "-"]).ended_with(1);
    assert!(run.stdout.contains("<standard input>:4:"), "{}", run.stdout);
    desk.coach_reading("", &["check", "-"]).ended_with(2);
    desk.coach_reading(deal, &["check", "-", "--fix"]).complains(&["standard input"]);
}

#[test]
fn another_playbook_takes_the_place_of_the_named_one() {
    let desk = desk();
    desk.write("a.deal.yaml", "format: 1\nplaybook: nowhere\nfacts: { consequence: stated }\n");
    let stricter = desk.read("playbooks/clinic-scheduling.yaml");
    let stricter = stricter.replace("prepare: [consequence]", "prepare: [consequence, budget]");
    desk.write("strict.yaml", &stricter.replace("id: clinic-scheduling", "id: strict"));
    desk.coach(&["check", "a"]).ended_with(2);
    let report = report(&desk, &["a", "--playbook", "strict.yaml"]);
    assert_eq!(statuses(&report), ["a.deal.yaml not-ready"]);
    assert_eq!(report["files"][0]["deal"]["playbook"], "strict");
    assert_eq!(report["files"][0]["findings"][0]["question"], "budget");
}

#[test]
fn what_no_terminal_shows_is_not_wrapped() {
    let desk = desk();
    let folder = format!("deals/{}", "a folder with a long name/".repeat(4));
    desk.write_deal(&format!("{folder}ready"), READY);
    let run = desk.coach(&["check", "deals"]).succeeded();
    let path = format!("{folder}ready.deal.yaml");
    assert!(run.stdout.lines().next().unwrap().contains(&path), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1);
    desk.write(&format!("{folder}wrong.deal.yaml"), "x");
    let run = desk.coach(&["brief", "deals"]).ended_with(2);
    let path = format!("NOT READ — {folder}wrong.deal.yaml");
    assert!(run.stdout.lines().any(|line| line == path), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_looked_into_is_told_in_its_place() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    for folder in ["a", "b", "c"] {
        desk.write_deal(&format!("deals/{folder}/x"), "users: 30");
    }
    let mut command = desk.command(&["check", "deals", "-f", "json"]);
    assert!(desk.lend(&mut command, None));
    let mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(desk.path("deals/b"), permissions).unwrap();
    };
    mode(0o000);
    let run = Run::of(command.output().unwrap()).ended_with(2);
    mode(0o755);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let told = ["deals/a/x.deal.yaml not-ready", "deals/b wrong", "deals/c/x.deal.yaml not-ready"];
    assert_eq!(statuses(&report), told);
    assert!(run.stdout.contains("no permission to look into the folder `"), "{}", run.stdout);
}
