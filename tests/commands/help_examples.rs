//! Every example that a help text shows runs.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;

/// The names of all commands, by the help of each.
fn commands(desk: &Desk, above: &[String]) -> Vec<Vec<String>> {
    let help = help(desk, above);
    let listed = help.split("Commands:").nth(1).unwrap_or("");
    let names = listed.lines().skip(1).take_while(|line| !line.trim().is_empty());
    let below = names.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let below =
        below.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut all = vec![above.to_vec()];
    for name in below {
        let path = [above, &[name.to_owned()]].concat();
        all.extend(commands(desk, &path));
    }
    all
}

fn help(desk: &Desk, command: &[String]) -> String {
    let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
    let mut command = desk.command(&words);
    command.env("COLUMNS", "200");
    crate::desk::Run::of(command.output().unwrap()).succeeded().stdout
}

/// The examples of a help text, without what is said beside them.
fn examples(help: &str) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in help.split("Examples:").nth(1).unwrap_or("").lines() {
        let command = line.trim();
        let is_example = line.starts_with("  coach ") || line.starts_with("  $EDITOR ");
        let shown = command.split("  ").next().unwrap_or_default();
        match examples.last_mut() {
            Some(last) if goes_on => *last = format!("{} {shown}", last.trim_end_matches('\\')),
            _ if is_example => examples.push(shown.to_owned()),
            _ => {}
        }
        goes_on = command.ends_with('\\') && !examples.is_empty();
    }
    let alone = help.lines().filter_map(|line| line.split_once("from answers alone: "));
    examples.extend(alone.map(|(_, command)| command.to_owned()));
    examples
}

/// A folder with all files that the examples name.
fn furnished() -> Desk {
    let desk = Desk::with_acme();
    let clinic = desk.read("playbooks/clinic-scheduling.yaml");
    for name in ["clinic.yaml", "old.yaml", "new.yaml", "mine.yaml", "a.yaml"] {
        desk.write(name, &clinic);
    }
    let cases =
        "format: 1\ncases:\n  - case: Nothing is known\n    facts: {}\n    verdict: undecided\n";
    desk.write("clinic.test.yaml", cases);
    desk.write("playbooks/clinic-scheduling.test.yaml", cases);
    let deal = "format: 1\nplaybook: consultative\nfacts: { consequence: measured }\n";
    desk.write("acme.deal.yaml", deal);
    desk.write("deals/2026-11/globex.deal.yaml", deal);
    desk.write("deals/initech.deal.yaml", deal);
    let outcome = "outcome: { date: 2026-02-10, decided: ours }\n";
    desk.write("globex.deal.yaml", &format!("{deal}{outcome}"));
    let stopped = outcome.replace("ours", "stopped");
    desk.write("initech.deal.yaml", &format!("{deal}{stopped}"));
    desk.write("deals/hooli.deal.yaml", &format!("{deal}{outcome}"));
    let map = "format: 1\nplaybook: consultative\ntable: { id: Id }\n\
               questions: { consequence: { column: Consequence } }\n\
               outcome: { column: Status, ours: [Won] }\n";
    for name in ["leads", "closed"] {
        desk.write(&format!("{name}.map.yaml"), map);
    }
    // A table is told by what is in it, whatever its name.
    for name in ["leads.csv", "leads.xlsx", "today.csv", "yesterday.csv", "closed.csv"] {
        desk.write(name, "Id,Consequence,Status\na,measured,Won\nb,none,\n");
    }
    let talk = ["Dana Keller", "Dana", "Kim"]
        .map(|name| format!("00:01.000 --> 00:02.000\n<v {name}>We have it.\n\n"));
    desk.write("calls/2026-11-03.vtt", &format!("WEBVTT\n\n{}", talk.concat()));
    let fact = "{ \"question\": \"money\", \"answer\": \"agreed\", \"quote\": \"We have it.\" }";
    desk.write("facts.json", &format!("[{fact}]"));
    desk.write("notes.md", "money: agreed\n");
    desk.write("crm.json", "{ \"consequence\": \"measured\" }");
    desk.write("team/none.txt", "");
    let folders = [
        ".local/share/bash-completion/completions",
        ".config/fish/completions",
        ".local/share/man/man1",
        "fpath",
        ".agents/skills",
        "bin",
    ];
    folders.iter().for_each(|folder| fs::create_dir_all(desk.path(folder)).unwrap());
    // What the examples hand their output to need not be there.
    for name in ["man", "dot", "less", "editor"] {
        let path = desk.path(&format!("bin/{name}"));
        fs::write(&path, "#!/bin/sh\nexec cat > /dev/null\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    desk
}

fn run(example: &str) -> crate::desk::Run {
    let desk = furnished();
    if example.starts_with("coach start acme") {
        // Acme is new then; its deal is made for the playbook of the example.
        fs::remove_file(desk.path("acme.deal.yaml")).unwrap();
    }
    let coach = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut command = Command::new("bash");
    // Who watches goes on until it is ended.
    let is_endless = example.starts_with("coach playbook watch");
    let ended = if is_endless { "timeout --preserve-status --signal=INT 2 " } else { "" };
    let script = format!("set -o pipefail; fpath=('' \"$HOME/fpath\")\n{ended}{example}");
    // Who asks is answered once: without any answer a conversation is an error.
    desk.write("replies", "\n");
    command.args(["-c", &script]).stdin(fs::File::open(desk.path("replies")).unwrap());
    command.current_dir(desk.path(".")).env("HOME", desk.path(".")).env("EDITOR", "editor");
    command.env_remove("COACH_PLAYBOOKS").env_remove("XDG_DATA_HOME");
    let bin = desk.path("bin");
    command.env("PATH", format!("{}:{}:{path}", bin.display(), coach.display()));
    crate::desk::Run::of(command.output().unwrap())
}

#[test]
fn every_example_runs() {
    let desk = Desk::empty();
    let mut count = 0;
    for command in commands(&desk, &[]) {
        let help = help(&desk, &command);
        let examples = examples(&help);
        assert!(!help.contains("Examples:") || !examples.is_empty(), "{help}");
        for example in examples {
            let run = run(&example);
            // What a check finds is a result; wrong usage or a wrong file is not.
            let told = format!("{example}: {}\n{}", run.code, run.stderr);
            let is_new =
                example.starts_with("coach playbook new") && !example.contains("--no-input");
            let asks = ["coach log acme", "coach look-back acme"].contains(&example.trim());
            if is_new || asks {
                // This one asks, and nobody is there to answer.
                assert!(!run.stderr.contains("unexpected argument"), "{told}");
            } else {
                assert!([0, 1, 10, 11, 130].contains(&run.code), "{told}");
                assert!(!run.stderr.contains("error"), "{told}");
            }
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn the_answers_in_a_flags_help_are_answers_to_the_usual_playbook() {
    let desk = Desk::empty();
    let help = help(&desk, &["start".to_owned()]);
    let shown = help.split("What the buyer said: ").nth(1).unwrap();
    let answers = shown.lines().next().unwrap().split(", ");
    let mut count = 0;
    for answer in answers {
        let answer = answer.trim_matches('\'');
        desk.coach(&["start", "--no-input", "-a", answer]).succeeded();
        count += 1;
    }
    assert!(count >= 4, "{shown}");
}
