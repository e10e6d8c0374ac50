//! The unattended command comes to the brief that it stands for.

use std::path::Path;

use crate::desk::{Desk, Run};
use coach::deal::Facts;
use coach::deal::load::parse_answers_file;
use coach::playbook::{Playbook, load::load};
use coach::report::command::{Sources, to_go_on, unattended};
use coach::text::source::SourceFile;

/// The clinic playbook with a question of each other type.
fn desk_and_playbook() -> (Desk, Playbook) {
    let desk = Desk::with_acme();
    let more = "
      - id: needs
        ask: What do you need?
        type: choices
        options: { sms: Messages, mail: Letters, call: Calls }
      - id: agreed
        ask: Is it agreed?
        type: yes_no
      - id: words
        ask: What did they say?
        type: text
fit:";
    let text = desk.read("playbooks/clinic-scheduling.yaml").replace("\nfit:", more);
    desk.write("playbooks/clinic-scheduling.yaml", &text);
    let playbook = load(SourceFile::new("clinic-scheduling.yaml", text)).unwrap();
    (desk, playbook)
}

fn facts(playbook: &Playbook, text: &str) -> Facts {
    parse_answers_file(SourceFile::new("facts", text), playbook).unwrap()
}

fn named(playbook: &str) -> Sources<'_> {
    Sources { playbook: Some(playbook), ..Sources::default() }
}

/// Runs a command line in a shell that finds `coach`.
fn in_shell(desk: &Desk, line: &str) -> Run {
    in_the_shell("bash", desk, line)
}

fn in_the_shell(shell: &str, desk: &Desk, line: &str) -> Run {
    let coach = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap();
    let paths = std::iter::once(coach.to_owned()).chain(std::env::split_paths(&paths));
    let mut shell = std::process::Command::new(shell);
    shell.args(["-c", line]).current_dir(desk.path(""));
    shell.env("PATH", std::env::join_paths(paths).unwrap()).env_remove("COACH_PLAYBOOKS");
    Run::of(shell.output().unwrap()).succeeded()
}

#[test]
fn the_command_keeps_every_answer() {
    let (desk, playbook) = desk_and_playbook();
    let facts = facts(
        &playbook,
        "consequence: stated
users: { less_than: 50 }
hosting: [cloud, either]
budget: { answer: approved, source: assumption }
needs: { includes: [sms], excludes: [call] }
agreed: no
words: \"it's \\\"fine\\\", $HOME `x` \\\\ | = ~\\nand *more*\"
",
    );
    let command = unattended(&named("clinic-scheduling"), &playbook, &facts);
    // With a DEAL, the answers are kept, and can be compared.
    let line = command.replace("--no-input", "--no-input -q again");
    in_shell(&desk, &line);
    let deal = SourceFile::new("again", desk.read("again.deal.yaml"));
    let again = coach::deal::load::open(deal).unwrap().read(&playbook).unwrap();
    for question in playbook.question_indexes() {
        assert_eq!(again.facts.about(question), facts.about(question), "{command}");
    }
}

#[test]
fn the_command_is_wrapped_where_it_is_long() {
    let (_, playbook) = desk_and_playbook();
    let short = unattended(&named("clinic.yaml"), &playbook, &facts(&playbook, "users: 5"));
    assert_eq!(short, "coach start --no-input -p clinic.yaml -a users=5");
    let long = "users: 20..50\nhosting: [cloud, either]\nbudget: none
consequence: unknown\ndeadline: { answer: quarter, source: assumption }";
    let long = unattended(&named("my clinic.yaml"), &playbook, &facts(&playbook, long));
    let expected = r"coach start --no-input -p 'my clinic.yaml' \
  -a consequence=unknown \
  --assume deadline=quarter \
  -a users=20..50 \
  -a 'hosting=cloud|either' \
  -a budget=none";
    assert_eq!(long, expected);
}

/// Everything that a flag can't say: how it is known, who said it and when, and several people.
const RICH: &str = "consequence: { answer: stated, source: document }
deadline: [{ answer: quarter, by: A }, { answer: year, by: B, source: assumption }]
users: { answer: 20..50, by: \"Dana's \\\"CFO\\\"\", date: 2026-11-03 }
budget: { answer: approved, source: assumption, note: \"$HOME `x` \\\\ 'END'\" }
agreed: unknown
words: \"two lines\\nEND\\n  set in\"
";

#[test]
fn what_flags_cannot_say_is_repeated_as_it_stands_in_a_deal() {
    let (desk, playbook) = desk_and_playbook();
    let facts = facts(&playbook, RICH);
    let command = unattended(&named("clinic-scheduling"), &playbook, &facts);
    let line = command.replace("--no-input", "--no-input -q again");
    in_shell(&desk, &line);
    let deal = SourceFile::new("again", desk.read("again.deal.yaml"));
    let again = coach::deal::load::open(deal).unwrap().read(&playbook).unwrap();
    assert_eq!(again.facts, facts, "{command}");
}

#[test]
fn the_command_comes_to_the_same_brief_in_any_posix_shell() {
    let (desk, playbook) = desk_and_playbook();
    desk.write_deal("rich", RICH);
    let mut expected = desk.json(&["brief", "rich", "-f", "json"]);
    let command = unattended(&named("clinic-scheduling"), &playbook, &facts(&playbook, RICH));
    let run = in_the_shell("sh", &desk, &command.replace("--no-input", "--no-input -f json"));
    let mut seen: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    for brief in [&mut seen, &mut expected] {
        brief.as_object_mut().unwrap().remove("deal");
    }
    assert_eq!(seen, expected, "{command}");
}

#[test]
fn to_go_on_leaves_standard_input_to_the_replies() {
    let (desk, playbook) = desk_and_playbook();
    let facts = facts(&playbook, RICH);
    let command = to_go_on(&named("clinic-scheduling"), &playbook, &facts);
    assert!(command.starts_with("coach start -p clinic-scheduling --answers /dev/fd/3 3<<'END'\n"));
    let line = command.replace("coach start", "coach start --plain again");
    desk.write("replies", "\n");
    let run = in_the_shell("sh", &desk, &format!("exec <replies\n{line}"));
    assert!(run.stderr.contains("5 answers so far"), "{}", run.stderr);
}

#[test]
fn no_path_is_taken_for_a_flag() {
    let (desk, playbook) = desk_and_playbook();
    desk.write("-x.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    let folders = ["-folder".to_owned()];
    desk.write("-folder/other.yaml", "");
    let sources = Sources { folders: &folders, playbook: Some("-x.yaml"), deal: Some("-d.yaml") };
    let command = unattended(&sources, &playbook, &facts(&playbook, "users: 30"));
    in_shell(&desk, &command);
    assert!(desk.read("-d.yaml").contains("users: 30"), "{command}");
}

#[test]
fn with_a_deal_the_file_has_every_answer() {
    let (desk, playbook) = desk_and_playbook();
    let none = Facts::none(&playbook);
    for (deal, command) in [
        ("acme", "coach start --no-input acme"),
        ("my deal.yaml", "coach start --no-input 'my deal.yaml'"),
        ("-x.yaml", "coach start --no-input ./-x.yaml"),
    ] {
        let sources = Sources { deal: Some(deal), ..Sources::default() };
        assert_eq!(unattended(&sources, &playbook, &none), command);
    }
    in_shell(&desk, "coach start --no-input acme");
}
