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

/// The facts of the deal `again`, without the day of those that the command gave none.
fn kept(desk: &Desk, playbook: &Playbook) -> Facts {
    let text = desk.read_with_today("again.deal.yaml");
    let text = text.replace(", date: TODAY", "").replace("    date: TODAY\n", "");
    coach::deal::load::open(SourceFile::new("again", text)).unwrap().read(playbook).unwrap().facts
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
    let again = kept(&desk, &playbook);
    for question in playbook.question_indexes() {
        assert_eq!(again.about(question), facts.about(question), "{command}");
    }
}

#[test]
fn what_was_all_learned_alike_is_said_by_flags() {
    let (desk, playbook) = desk_and_playbook();
    let on = |how: &str| {
        let text = "users: { answer: 5HOW }\nbudget: { answer: none, source: assumptionHOW }
agreed: unknown\n";
        facts(&playbook, &text.replace("HOW", how))
    };
    for (how, flags) in [
        (", date: 2026-11-03", "--date 2026-11-03 "),
        (", by: Dana, date: 2026-11-03", "--by=Dana --date 2026-11-03 "),
        (", by: '-Dana', note: '-- so.'", "--by=-Dana '--note=-- so.' "),
    ] {
        let facts = on(how);
        let command = unattended(&named("clinic-scheduling"), &playbook, &facts);
        let words = command.replace(" \\\n ", "");
        let wanted =
            format!("clinic-scheduling {flags}-a users=5 --assume budget=none -a agreed=unknown");
        assert!(words.ends_with(&wanted), "{command}");
        let _ = std::fs::remove_file(desk.path("again.deal.yaml"));
        in_shell(&desk, &command.replace("--no-input", "--no-input -q again"));
        assert_eq!(kept(&desk, &playbook), facts, "{command}");
    }
    // Learned otherwise, learned on a day that nobody knows, and what no flag takes as it is.
    let first = "date: 2026-11-03";
    for (first, second) in [
        (first, "date: 2026-11-04"),
        (first, "by: Dana"),
        ("note: \"one\\ntwo\"", "note: \"one\\ntwo\""),
        ("date: 2026-11-05", "date: 2026-11-05"),
    ] {
        let facts =
            format!("users: {{ answer: 5, {first} }}\nbudget: {{ answer: none, {second} }}\n");
        let today = Some(jiff::civil::date(2026, 11, 4));
        let sources = Sources { today, ..named("clinic-scheduling") };
        let command = unattended(&sources, &playbook, &self::facts(&playbook, &facts));
        assert!(command.contains("--answers - <<"), "{command}");
    }
}

#[test]
fn to_go_on_keeps_the_day_of_the_answers_and_gives_it_to_no_other() {
    let (desk, playbook) = desk_and_playbook();
    let facts = facts(&playbook, "consequence: { answer: none, date: 2026-11-03 }\n");
    let command = to_go_on(&named("clinic-scheduling"), &playbook, &facts);
    let line = "coach start -p clinic-scheduling --date 2026-11-03 -a consequence=none";
    assert_eq!(command, line);
    let plain = command.replace("coach start", "coach start again --plain --order playbook");
    in_shell(&desk, &format!("printf '\\n1\\nb\\n' | {plain}"));
    let deal = desk.read_with_today("again.deal.yaml");
    assert!(deal.contains("  consequence: { answer: none, date: 2026-11-03 }\n"), "{deal}");
    assert!(deal.contains("  deadline: { answer: quarter, date: TODAY }\n"), "{deal}");
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
    assert_eq!(kept(&desk, &playbook), facts, "{command}");
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
    let (playbook_path, deal) = (Some("-x.yaml"), Some("-d.yaml"));
    let sources =
        Sources { folders: &folders, playbook: playbook_path, deal, ..Sources::default() };
    let command = unattended(&sources, &playbook, &facts(&playbook, "users: 30"));
    in_shell(&desk, &command);
    let deal = desk.read_with_today("-d.yaml");
    assert!(deal.contains("users: { answer: 30, date: TODAY }"), "{command}");
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
