//! What can be said on the command line, and how coach answers.

use std::process::Stdio;

use crate::desk::{ACME, Desk, Run};
use serde_json::json;

const CLINIC: [&str; 2] = ["-p", "clinic-scheduling"];

/// `coach start --no-input` for the clinic playbook, as JSON.
fn unattended(desk: &Desk, arguments: &[&str]) -> serde_json::Value {
    let start = ["start", "--no-input", "-f", "json"];
    desk.json(&[&start[..], &CLINIC, arguments].concat())
}

#[test]
fn every_command_has_help_with_examples() {
    for command in ["start", "brief", "check", "explain", "completions", "man"] {
        let run = Desk::empty().coach(&[command, "--help"]).succeeded();
        assert!(run.stdout.contains(&format!("Examples:\n  coach {command}")), "{}", run.stdout);
    }
}

#[test]
fn wrong_usage_is_told_with_what_was_meant() {
    let desk = Desk::empty();
    desk.coach(&["breif", "acme"]).complains(&["error: unrecognized subcommand", "'brief'"]);
    desk.coach(&["brief", "acme", "--formt", "json"]).complains(&["'--format'"]);
    desk.coach(&["brief", "acme", "-f", "jsn"]).complains(&["text, json, yaml, markdown"]);
    desk.coach(&["brief"]).complains(&["<DEAL>..."]);
    desk.coach(&["start", "--plain", "--no-input"]).complains(&["cannot be used with"]);
    desk.coach(&["start", "--plain", "--answers", "-"]).complains(&["read standard input"]);
    desk.coach(&["start", "-q", "-v"]).complains(&["cannot be used with"]);
}

#[test]
fn without_a_deal_nothing_is_written() {
    let desk = Desk::with_acme();
    let before = desk.files();
    let brief = unattended(&desk, &["-a", "users=40", "--assume", "budget=approved"]);
    assert_eq!(brief["deal"], json!(null));
    assert_eq!(brief["assumptions"], json!(["budget"]));
    assert_eq!(desk.files(), before);
}

#[test]
fn the_playbook_is_the_consultative_one_unless_another_is_named() {
    let desk = Desk::empty();
    let brief = desk.json(&["start", "--no-input", "-f", "json"]);
    assert_eq!(brief["playbook"]["id"], "consultative");
    let run = desk.coach(&["start", "acme"]).succeeded();
    assert_eq!(run.stderr, "created `acme.deal.yaml`\n");
    assert!(desk.read("acme.deal.yaml").contains("playbook: consultative\n"));
}

#[test]
fn a_missing_deal_is_created_with_what_the_flags_say() {
    let desk = Desk::with_acme();
    let flags = ["-a", "users=20..50", "-a", "hosting=cloud|either", "--assume", "budget=approved"];
    let start = ["start", "beta-clinics", "--no-input"];
    let run = desk.coach(&[&start, &CLINIC[..], &flags].concat()).succeeded();
    assert_eq!(run.stderr, "created `beta-clinics.deal.yaml`\n");
    assert!(run.stdout.contains("Beta Clinics · Clinic scheduling"), "{}", run.stdout);
    let again = desk.json(&["brief", "beta-clinics", "-f", "json"]);
    assert_eq!(again["deal"], "Beta Clinics");
    assert_eq!(again["assumptions"], json!(["budget"]));
    let facts = "facts:
  users: { answer: 20..50, date: TODAY }
  hosting: { answer: [cloud, either], date: TODAY }
  budget: { answer: approved, source: assumption, date: TODAY }
";
    let file = desk.read_with_today("beta-clinics.deal.yaml");
    assert!(file.ends_with(facts), "{file}");
}

#[test]
fn an_existing_deal_takes_up_what_the_flags_say() {
    let desk = Desk::with_acme();
    let run = desk.coach(&["start", "acme", "-a", "budget=requested"]).succeeded();
    assert_eq!(
        run.stderr,
        "saved `acme.deal.yaml`\n`budget` was: Approved from Dana, CFO, assumed, 2026-11-03, with a \
         note; kept in `history`\n"
    );
    let file = desk.read_with_today("acme.deal.yaml");
    assert!(file.contains("  budget: { answer: requested, date: TODAY }\n"), "{file}");
    let quiet = desk.coach(&["start", "acme", "-a", "budget=approved", "-q"]).succeeded();
    assert_eq!(quiet.stderr, "");
    let unchanged = desk.coach(&["start", "acme"]).succeeded();
    assert_eq!(unchanged.stderr, "");
    let verbose = desk.coach(&["start", "acme", "-v"]).succeeded();
    assert_eq!(verbose.stderr, "playbook `clinic-scheduling` (Clinic scheduling)\n");
}

#[test]
fn a_wrong_flag_leaves_the_deal_alone() {
    let desk = Desk::with_acme();
    desk.coach(&["start", "acme", "-a", "users=30", "-a", "budget=aproved"])
        .complains(&["did you mean `approved`?"]);
    assert_eq!(desk.read("acme.deal.yaml"), ACME);
    desk.coach(&[&["start", "new", "-a", "users=x"], &CLINIC[..]].concat()).ended_with(2);
    assert_eq!(desk.files(), ["acme.deal.yaml", "playbooks"]);
}

#[test]
fn every_bad_flag_is_told() {
    let desk = Desk::with_acme();
    let flags = ["-a", "hosting=clowd", "-a", "usres=3", "--assume", "users=9999", "-a", "budget"];
    let run = desk.coach(&[&["brief", "acme"], &flags[..]].concat()).complains(&[
        "`--answer hosting=clowd`",
        "`cloud`, `either` or `own_servers_only`",
        "did you mean `cloud`?",
        "`--answer usres=3`",
        "did you mean `users`?",
        "`--assume users=9999`",
        "`--answer budget`",
    ]);
    assert_eq!(run.stderr.matches("error: ").count(), 4, "{}", run.stderr);
}

#[test]
fn flags_stand_over_the_answers_file_and_that_over_the_deal() {
    let desk = Desk::with_acme();
    desk.write(
        "crm.json",
        r#"{ "budget": "none", "users": { "at_least": 30 }, "deadline": "open" }"#,
    );
    let flags = ["--answers", "crm.json", "-a", "budget=requested", "--assume", "users=5"];
    let run = desk.coach(&[&["start", "acme", "-q"], &flags[..]].concat()).succeeded();
    let file = desk.read_with_today("acme.deal.yaml");
    let budget = "  budget: { answer: requested, date: TODAY }\n";
    assert!(file.contains(budget), "{file}\n{}", run.stdout);
    assert!(file.contains("  deadline: { answer: open, date: TODAY }\n"), "{file}");
    let brief = desk.json(&["brief", "acme", "-f", "json"]);
    assert_eq!(brief["disagreements"], json!(["users"]), "{file}");
    assert_eq!(brief["assumptions"], json!([]));
}

#[test]
fn answers_come_from_standard_input_too() {
    let desk = Desk::with_acme();
    let start = ["start", "--no-input", "--answers", "-", "-f", "json"];
    let arguments = [&start, &CLINIC[..]].concat();
    for input in ["users: 5\n", "{\"users\": 5}"] {
        let run = desk.coach_reading(input, &arguments).succeeded();
        let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(brief["verdict"], "no-fit");
    }
    desk.coach_reading("usres: 5\n", &arguments)
        .complains(&["--> <standard input>:1:1", "did you mean `users`?"]);
    let missing = [&["start", "--no-input", "--answers", "x.json"], &CLINIC[..]].concat();
    desk.coach(&missing).complains(&["error: there is no file `x.json`"]);
}

#[test]
fn nothing_is_asked_where_standard_input_is_no_terminal() {
    let desk = Desk::with_acme();
    let run = desk.coach_reading("1\n1\n1\n", &["start", "acme"]).succeeded();
    assert_eq!(run.stderr, "");
    assert!(run.stdout.starts_with("UNDECIDED"), "{}", run.stdout);
    assert_eq!(desk.read("acme.deal.yaml"), ACME);
}

#[test]
fn an_unknown_stage_is_told_with_what_was_meant() {
    let desk = Desk::with_acme();
    desk.coach(&["start", "acme", "--stage", "requirement"])
        .complains(&["has no stage `requirement`; did you mean `requirements`?"]);
    desk.coach(&["start", "acme", "--stage", "xyz"])
        .complains(&["has no stage `xyz`; it has problem, requirements"]);
}

#[test]
fn a_deal_finds_its_playbook_from_where_it_stands() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    desk.write("own/clinic.yaml", &playbook);
    desk.write("deals/beta.deal.yaml", &ACME.replace("clinic-scheduling", "../own/clinic.yaml"));
    desk.coach(&["brief", "deals/beta.deal.yaml"]).succeeded();
    let run = desk.coach(&["start", "deals/new.deal.yaml", "-p", "own/clinic.yaml"]).succeeded();
    assert_eq!(run.stderr, "created `deals/new.deal.yaml`\n");
    let file = desk.read("deals/new.deal.yaml");
    assert!(file.contains("../own/clinic.yaml"), "{file}");
    desk.coach(&["start", "near", "-p", "own/clinic.yaml"]).succeeded();
    assert!(desk.read("near.deal.yaml").contains("./own/clinic.yaml"));
    desk.coach(&["brief", "deals/new.deal.yaml", "near"]).succeeded();
}

#[test]
fn a_deal_finds_its_playbook_by_whatever_way_both_were_named() {
    let desk = Desk::with_acme();
    desk.write("own/clinic.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    desk.write("deals/2026/keep", "");
    let named = |deal: &str, playbook: &str, wanted: &str| {
        desk.coach(&["start", deal, "-p", playbook]).succeeded();
        let file = desk.read(deal);
        assert!(file.contains(&format!("playbook: {wanted}\n")), "{deal}, {playbook}: {file}");
        desk.coach(&["brief", deal]).succeeded();
    };
    named("deals/../new.yaml", "deals/2026/../../own/clinic.yaml", "./own/clinic.yaml");
    named("deals/2026/../new.yaml", "./own/clinic.yaml", "../own/clinic.yaml");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("deals/2026", desk.path("this-year")).unwrap();
        std::os::unix::fs::symlink("own", desk.path("ours")).unwrap();
        named("this-year/new.yaml", "ours/clinic.yaml", "../../own/clinic.yaml");
    }
}

#[test]
fn a_playbook_flag_says_where_the_deals_playbook_is_but_never_which() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    desk.write("draft.yaml", &playbook.replace("threshold: 3", "threshold: 2"));
    desk.write("other.yaml", &playbook.replace("id: clinic-scheduling", "id: other"));
    let brief = desk.json(&["brief", "acme", "-p", "draft.yaml", "-f", "json"]);
    assert_eq!(brief["score"]["threshold"], 2);
    let complaint = "the deal is for playbook `clinic-scheduling`, but --playbook is `other`";
    desk.coach(&["brief", "acme", "-p", "other.yaml"]).complains(&[complaint]);
    desk.coach(&["start", "acme", "-p", "other.yaml"]).complains(&[complaint]);
    assert_eq!(desk.read("acme.deal.yaml"), ACME);
}

#[test]
fn a_path_that_leads_nowhere_is_mended_by_a_playbook_flag() {
    let desk = Desk::with_acme();
    desk.write("acme.deal.yaml", &ACME.replace("clinic-scheduling", "./moved.yaml"));
    desk.coach(&["brief", "acme"]).complains(&[
        "error: `acme.deal.yaml` is for the playbook `./moved.yaml`, which can't be used",
        "because: there is no file `./moved.yaml`",
    ]);
    desk.coach(&["brief", "acme", "-p", "clinic-scheduling"]).succeeded();
}

#[test]
fn playbooks_are_looked_up_in_the_named_folders_first() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    for (folder, threshold) in [("one", "4"), ("two", "5")] {
        let changed = playbook.replace("threshold: 3", &format!("threshold: {threshold}"));
        desk.write(&format!("{folder}/clinic-scheduling.yaml"), &changed);
    }
    let threshold = |flags: &[&str], folders: Option<&str>| {
        let mut command = desk.command(&[&["brief", "acme", "-f", "json"], flags].concat());
        command.envs(folders.map(|folders| ("COACH_PLAYBOOKS", folders)));
        let run = Run::of(command.output().unwrap()).succeeded();
        let brief: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        brief["score"]["threshold"].as_i64().unwrap()
    };
    assert_eq!(threshold(&[], None), 3);
    assert_eq!(threshold(&[], Some("two:one:missing")), 5);
    assert_eq!(threshold(&["--playbook-dir", "one"], Some("two")), 4);
    assert_eq!(threshold(&["--playbook-dir", "two", "--playbook-dir", "one"], None), 5);
}

#[test]
fn a_deals_playbook_that_is_nowhere_is_told_with_the_deal() {
    let desk = Desk::with_acme();
    desk.write("acme.deal.yaml", &ACME.replace("clinic-scheduling", "clinic"));
    let run = desk.coach(&["brief", "acme"]).complains(&[
        "error: `acme.deal.yaml` is for the playbook `clinic`, which can't be used\n",
        "\n  because: there is no playbook `clinic`, did you mean `clinic-scheduling`?\n",
        "looked in: playbooks, ",
    ]);
    assert!(!run.stderr.contains("\\n"), "{}", run.stderr);
}

#[test]
fn a_playbook_whose_file_is_not_called_after_its_id_is_noted() {
    let desk = Desk::with_acme();
    desk.write("playbooks/clinic.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    let note = "note: the file of playbook `clinic` gives it the id `clinic-scheduling`; call the \
                file `clinic-scheduling.yaml`\n";
    let run = desk.coach(&["start", "beta", "-p", "clinic"]).succeeded();
    assert_eq!(run.stderr, format!("{note}created `beta.deal.yaml`\n"));
    assert_eq!(desk.coach(&["brief", "beta"]).succeeded().stderr, note);
    assert_eq!(desk.coach(&["brief", "beta", "-q"]).succeeded().stderr, "");
}

#[test]
fn an_unknown_playbook_is_told_with_what_was_meant() {
    Desk::empty().coach(&["start", "--no-input", "-p", "consultativ"]).complains(&[
        "error: ",
        "`consultativ`",
        "consultative",
    ]);
}

#[test]
fn what_is_wrong_in_a_file_is_shown_where_it_stands() {
    let desk = Desk::with_acme();
    desk.write("acme.deal.yaml", &ACME.replace("consequence: stated", "consequence: statd"));
    let run = desk.coach(&["brief", "acme"]).complains(&[
        "--> acme.deal.yaml:5:16",
        "consequence: statd",
        "did you mean `stated`?",
    ]);
    assert!(run.stderr.starts_with("error"), "{}", run.stderr);
}

#[test]
fn the_exit_status_of_start_tells_the_verdict_when_asked() {
    let desk = Desk::with_acme();
    let start = [&["start", "--no-input", "--exit-code"], &CLINIC[..]].concat();
    desk.coach(&start).ended_with(11);
    desk.coach(&[&start[..], &["-a", "users=5"]].concat()).ended_with(10);
    let fit = ["-a", "users=30", "-a", "hosting=cloud", "-a", "consequence=measured"];
    desk.coach(&[&start[..], &fit].concat()).ended_with(0);
}

#[test]
fn colour_goes_where_it_is_wanted() {
    let desk = Desk::with_acme();
    let is_coloured = |flags: &[&str], settings: &[(&str, &str)]| {
        let mut command = desk.command(&[&["brief", "acme"], flags].concat());
        let run = Run::of(command.envs(settings.iter().copied()).output().unwrap()).succeeded();
        run.stdout.contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]));
    assert!(!is_coloured(&[], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&["--color=always"], &[("TERM", "dumb")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&["--color", "auto"], &[("TERM", "dumb")]));
}

#[test]
fn colour_of_errors_and_help_is_chosen_the_same_way() {
    let desk = Desk::with_acme();
    for arguments in [&["brief", "missing"][..], &["brief"], &["nonsense"]] {
        let plain = desk.coach(&[arguments, &["--color", "never"]].concat());
        assert!(!plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
        let coloured = desk.coach(&[arguments, &["--color", "always"]].concat());
        assert!(coloured.stderr.contains('\u{1b}'), "{}", coloured.stderr);
    }
    assert!(desk.coach(&["--color", "always", "--help"]).stdout.contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::with_acme();
    let deals = vec!["acme"; 200];
    for arguments in [[&["brief"], deals.as_slice()].concat(), vec!["man"], vec!["--help"]] {
        let mut command = desk.command(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::of(child.wait_with_output().unwrap()).succeeded();
        assert_eq!(run.stderr, "", "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let desk = Desk::with_acme();
    let full = std::fs::File::options().write(true).open("/dev/full");
    // Only some systems have a device that is always full.
    let Ok(full) = full else { return };
    let run = Run::of(desk.command(&["brief", "acme"]).stdout(full).output().unwrap());
    run.complains(&["error: cannot write to standard output", "No space left"]);
}

#[cfg(unix)]
#[test]
fn a_conversation_needs_no_thread_of_its_own() {
    let desk = Desk::with_acme();
    let coach = desk.command(&[]);
    let mut limited = std::process::Command::new("bash");
    let line = "ulimit -u 1; exec \"$0\" start --plain <<<unknown";
    limited.args(["-c", line]).arg(coach.get_program());
    limited.current_dir(desk.path(""));
    assert!(desk.lend(&mut limited, None));
    let run = Run::of(limited.output().unwrap()).succeeded();
    assert!(run.stdout.starts_with("UNDECIDED"), "{}", run.stdout);
}

#[test]
fn escapes_on_the_command_line_never_reach_the_terminal() {
    let desk = Desk::with_acme();
    for arguments in [
        ["brief", "\u{1b}[2Jx", "-q"],
        ["brief", "acme", "-pa\u{1b}[2Jb"],
        ["brief", "acme", "-ausers=\u{1b}[2J"],
        ["brief", "acme", "-a\u{1b}[2J=3"],
        ["brief", "acme", "--answers=\u{1b}[2J"],
        ["brief", "acme", "-o\u{1b}[2J/x"],
        ["start", "acme", "--stage=\u{1b}[2J"],
        ["start", "acme", "-f\u{1b}[2J"],
        ["start", "acme", "--x\u{1b}[2J"],
        ["start", "acme", "acme\u{1b}[2J"],
        ["\u{1b}[2J", "acme", "acme"],
    ] {
        let always = [&arguments[..], &["--color", "always"]].concat();
        let run = desk.coach(&always).ended_with(2);
        assert!(!run.stderr.contains("\u{1b}[2J"), "{:?}", run.stderr);
    }
}
