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
