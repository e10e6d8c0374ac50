//! `coach playbook copy`: a playbook of one's own, from one that there is.

use crate::desk::Desk;

const CASES: &str = "\
format: 1
playbook: ./clinic-scheduling.yaml   # the one beside
cases:
  - { case: Nothing is known, verdict: undecided }
";

fn shipped(id: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(format!("playbooks/{id}.yaml"))).unwrap()
}

/// A text without its first line.
fn below_first_line(text: &str) -> &str {
    text.split_once('\n').unwrap().1
}

#[test]
fn a_shipped_playbook_is_copied_to_where_it_is_found_first() {
    let desk = Desk::empty();
    let run = desk.coach(&["playbook", "copy", "consultative"]).succeeded();
    assert_eq!(run.stdout, "playbooks/consultative.yaml\n");
    assert!(run.stderr.contains("created `playbooks/consultative.yaml`"), "{}", run.stderr);
    let text = desk.read("playbooks/consultative.yaml");
    assert_eq!(below_first_line(&text), shipped("consultative"));
    let path = desk.coach(&["playbook", "path", "consultative"]).succeeded();
    assert_eq!(path.stdout, "playbooks/consultative.yaml\n");
}

#[test]
fn an_editor_finds_the_schema_beside_the_copy() {
    let desk = Desk::empty();
    desk.coach(&["playbook", "copy", "consultative"]).succeeded();
    let text = desk.read("playbooks/consultative.yaml");
    let line = text.lines().next().unwrap();
    let schema = line.strip_prefix("# yaml-language-server: $schema=").unwrap();
    let schema = desk.read(&format!("playbooks/{schema}"));
    assert_eq!(schema, desk.coach(&["playbook", "schema"]).succeeded().stdout);
}

#[test]
fn under_another_name_it_gets_another_id() {
    let desk = Desk::empty();
    for (file, path) in [
        ("our-way", "playbooks/our-way.yaml"),
        ("./mine.yaml", "./mine.yaml"),
        ("playbooks", "playbooks/consultative.yaml"),
    ] {
        let run = desk.coach(&["playbook", "copy", "consultative", file]).succeeded();
        assert_eq!(run.stdout, format!("{path}\n"));
    }
    assert!(desk.read("mine.yaml").contains("\nid: mine\ntitle: Considered purchase\n"));
    let shown = desk.json(&["playbook", "show", "our-way", "--json"]);
    assert_eq!(shown["id"], "our-way");
}

#[test]
fn the_cases_of_a_playbook_come_with_it() {
    let desk = Desk::with_acme();
    desk.write("playbooks/clinic-scheduling.test.yaml", CASES);
    let run = desk.coach(&["playbook", "copy", "clinic-scheduling", "north"]).succeeded();
    assert!(run.stderr.contains("and `playbooks/north.test.yaml`"), "{}", run.stderr);
    let cases = desk.read("playbooks/north.test.yaml");
    let (line, rest) = cases.split_once('\n').unwrap();
    assert_eq!(line, "# yaml-language-server: $schema=.schema/cases.json");
    assert_eq!(rest, CASES.replace("./clinic-scheduling.yaml", "./north.yaml"));
    desk.read("playbooks/.schema/cases.json");
}

#[test]
fn nothing_is_overwritten_unless_it_is_said() {
    let desk = Desk::empty();
    desk.write("playbooks/mine.yaml", "mine");
    let copy = ["playbook", "copy", "consultative", "mine"];
    desk.coach(&copy).complains(&["a file `playbooks/mine.yaml` already", "--force"]);
    assert_eq!(desk.read("playbooks/mine.yaml"), "mine");
    desk.coach(&[&copy[..], &["--force"]].concat()).succeeded();
    assert!(desk.read("playbooks/mine.yaml").contains("id: mine"));
}

#[test]
fn cases_that_are_there_already_are_not_overwritten_either() {
    let desk = Desk::empty();
    desk.write("playbooks/mine.test.yaml", "mine");
    let copy = ["playbook", "copy", "consultative", "mine"];
    desk.coach(&copy).complains(&["a file `playbooks/mine.test.yaml` already"]);
    assert_eq!(desk.read("playbooks/mine.test.yaml"), "mine");
    assert!(!desk.path("playbooks/mine.yaml").exists());
}

#[test]
fn a_playbook_is_not_copied_onto_itself() {
    let desk = Desk::with_acme();
    for force in [&[][..], &["--force"]] {
        let copy = [&["playbook", "copy", "clinic-scheduling"], force].concat();
        desk.coach(&copy).complains(&["is that playbook itself", "name another FILE"]);
    }
}

#[test]
fn a_copy_of_a_copy_names_its_schema_once() {
    let desk = Desk::empty();
    desk.coach(&["playbook", "copy", "consultative", "one"]).succeeded();
    desk.coach(&["playbook", "copy", "one", "two"]).succeeded();
    assert_eq!(desk.read("playbooks/two.yaml").matches("yaml-language-server").count(), 1);
}

#[test]
fn a_place_that_can_t_be_is_told() {
    let desk = Desk::empty();
    let copy = |file: &str| desk.coach(&["playbook", "copy", "consultative", file]);
    copy("gone/mine.yaml").complains(&["there is no folder `gone` for `gone/mine.yaml`"]);
    copy("./mine.test.yaml").complains(&["`./mine.test.yaml` is no name for a playbook"]);
    copy("./mine.json").complains(&["is no name for a playbook"]);
    desk.coach(&["playbook", "copy", "consultatve"]).complains(&["did you mean `consultative`?"]);
    assert!(desk.files().is_empty(), "{:?}", desk.files());
}

#[cfg(unix)]
mod permissions {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use crate::desk::{Desk, Run};

    /// Runs `coach` as a user whom permissions hold.
    fn coach_as_somebody(desk: &Desk, arguments: &[&str]) -> Run {
        let mut command = desk.command(arguments);
        assert!(desk.lend(&mut command, None));
        Run::of(command.output().unwrap())
    }

    fn set_mode(desk: &Desk, folder: &str, mode: u32) {
        fs::set_permissions(desk.path(folder), fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_folder_that_can_not_be_written_is_told_and_nothing_is_left_in_it() {
        let offer = ["--offer", "X", "--solves", "Y", "--not-for", "Z"];
        let new = [&["playbook", "new", "pp", "--no-input", "-q"][..], &offer].concat();
        for command in [&["playbook", "copy", "bant", "pp"][..], &new] {
            let desk = Desk::empty();
            fs::create_dir(desk.path("playbooks")).unwrap();
            set_mode(&desk, "playbooks", 0o555);
            let run = coach_as_somebody(&desk, command);
            set_mode(&desk, "playbooks", 0o755);
            let run =
                run.complains(&["no permission to write in the folder `playbooks`; allow it"]);
            assert!(!run.stderr.contains(".schema"), "{}", run.stderr);
            assert!(!run.stderr.contains("os error"), "{}", run.stderr);
            assert_eq!(fs::read_dir(desk.path("playbooks")).unwrap().count(), 0);
        }
    }

    #[test]
    fn schemas_that_can_not_be_written_keep_nobody_from_a_copy() {
        let desk = Desk::empty();
        fs::create_dir_all(desk.path("playbooks/.schema")).unwrap();
        set_mode(&desk, "playbooks/.schema", 0o555);
        set_mode(&desk, "playbooks", 0o777);
        let run = coach_as_somebody(&desk, &["playbook", "copy", "bant", "pp"]).succeeded();
        set_mode(&desk, "playbooks/.schema", 0o755);
        let note = "note: your editor gets no schemas: no permission to write in the folder";
        assert!(run.stderr.contains(note), "{}", run.stderr);
        assert_eq!(run.stdout, "playbooks/pp.yaml\n");
        assert!(desk.read("playbooks/pp.test.yaml").contains("cases:"));
    }

    #[test]
    fn a_folder_that_was_made_for_nothing_is_taken_away() {
        let desk = Desk::empty();
        let coach = desk.command(&[]);
        let mut limited = std::process::Command::new("sh");
        let script = "ulimit -f 0; exec \"$0\" playbook copy bant";
        limited.args(["-c", script]).arg(coach.get_program()).current_dir(desk.path(""));
        let run = Run::of(limited.output().unwrap());
        run.complains(&["cannot write `playbooks/bant.yaml`: it would be larger"]);
        assert!(desk.files().is_empty(), "{:?}", desk.files());
    }
}
