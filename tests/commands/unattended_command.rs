//! The unattended command comes to the brief that it stands for.

use std::path::Path;

use crate::desk::{Desk, Run};
use coach::deal::load::parse_answers_file;
use coach::deal::{Facts, KnownFrom};
use coach::playbook::{Playbook, load::load};
use coach::report::command::{Sources, unattended};
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
    let coach = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap();
    let paths = std::iter::once(coach.to_owned()).chain(std::env::split_paths(&paths));
    let mut shell = std::process::Command::new("bash");
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
    let long = "users: 20..50\nhosting: [cloud, either]\nbudget: { answer: none, source: document }
consequence: unknown\ndeadline: { answer: quarter, source: assumption }";
    let long = unattended(&named("my clinic.yaml"), &playbook, &facts(&playbook, long));
    let expected = r"coach start --no-input -p 'my clinic.yaml' \
  --assume deadline=quarter \
  -a users=20..50 \
  -a 'hosting=cloud|either' \
  -a budget=none";
    assert_eq!(long, expected);
}

#[test]
fn what_several_people_said_is_named_since_no_flag_holds_it() {
    let (desk, playbook) = desk_and_playbook();
    let facts = facts(&playbook, "deadline: [{ answer: quarter, by: A }, { answer: year, by: B }]");
    assert!(
        facts.about(playbook.find_question("deadline").unwrap())[0].source == KnownFrom::Prospect
    );
    let command = unattended(&named("clinic-scheduling"), &playbook, &facts);
    assert!(command.ends_with("\n# several people spoke on deadline: use --answers FILE"));
    in_shell(&desk, &command);
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
