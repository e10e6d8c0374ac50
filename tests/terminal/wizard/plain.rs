//! `--plain`: the same conversation in lines, over pipes as over terminals.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use rustix::process::Signal;

use super::screen::{CTRL_Z, Folder, Screen, flowing};

/// Runs `coach start` with these lines on standard input.
pub(super) fn converse(folder: &Folder, arguments: &[&str], lines: &str) -> Output {
    with_input(folder, &[&["start"][..], arguments].concat(), lines.as_bytes())
}

/// Runs `coach` with these bytes on standard input.
fn with_input(folder: &Folder, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(arguments)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env_remove("COACH_PLAYBOOKS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A conversation may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

pub(super) fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), flowing(&text(&output.stderr)))
}

const CLINIC: [&str; 3] = ["-p", "./clinic.yaml", "--plain"];

#[test]
fn a_pipe_leads_the_whole_conversation() {
    let folder = Folder::new();
    let lines = "Acme Clinics\n1\nb\n45\nw\nIn a cloud\n\n1\n";
    let output = converse(&folder, &[&["acme"][..], &CLINIC].concat(), lines);
    let (brief, said) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    for words in [
        "Problem · question 1",
        "Why: A problem without a consequence ends in no decision.",
        "Listen for: a number they worked out themselves",
        "1. They gave a figure and how they got to it",
        "4. Not known yet",
        "Noted: They gave a figure and how they got to it · the buyer said so",
        "Noted: 45 people · it is written down",
        "Noted: In a cloud · the buyer said so",
        "Settled: a fit",
        "coach start --no-input acme.deal.yaml",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    assert!(brief.contains("Acme Clinics"), "{brief}");
    assert!(folder.read("acme.deal.yaml").contains("deal: Acme Clinics"));
}

#[test]
fn wrong_lines_are_explained_and_asked_again() {
    let folder = Folder::new();
    let arguments = [&CLINIC[..], &["--order", "playbook"]].concat();
    let lines = "\n9\nmeasurd\n2\nx\nb\n1|2\na\nmany\n9000\n";
    let (_, said) = texts(&converse(&folder, &arguments, lines));
    for words in [
        "Type an answer; if it is not known yet, unknown.",
        "There is no answer 9: type 1 to 4.",
        "Did you mean `measured`?",
        "Type b, w or a, or back.",
        "Noted: They described a consequence · the buyer said so",
        "Noted: Within a quarter or Within a year · I assume it",
        "`many`",
        "5000",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn a_brief_that_cannot_be_written_takes_no_answers_along() {
    let folder = Folder::new();
    let arguments = [&CLINIC[..], &["-o", "missing/brief.txt"]].concat();
    let output = converse(&folder, &arguments, "measured\n\n");
    let (brief, said) = texts(&output);
    assert_eq!((output.status.code(), &*brief), (Some(2), ""), "{said}");
    assert!(said.contains("-a consequence=measured"), "{said}");
    assert!(said.contains("error: there is no folder `missing`"), "{said}");
}

#[test]
fn a_deal_in_a_missing_folder_is_refused_before_anything_is_asked() {
    let folder = Folder::new();
    let output = converse(&folder, &[&["missing/acme.yaml"][..], &CLINIC].concat(), "Acme\n1\n");
    let (_, said) = texts(&output);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said,
        "error: there is no folder `missing` for `missing/acme.yaml`; create it first"
    );
}

#[test]
fn without_a_line_nothing_is_asked_and_nothing_is_made() {
    let folder = Folder::new();
    let told = "error: the input ended before the first line; `--no-input` goes without questions";
    for deal in [&["acme"][..], &[]] {
        let output = converse(&folder, &[deal, &CLINIC].concat(), "");
        let (brief, said) = texts(&output);
        assert_eq!((output.status.code(), &*brief), (Some(2), ""), "{said}");
        assert!(said.contains("Nothing was saved.") && said.contains(told), "{said}");
        assert!(!folder.path().join("acme.deal.yaml").exists());
    }
    let deal = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n  users: 45\n";
    folder.write("acme.deal.yaml", deal);
    let output = converse(&folder, &["acme", "--plain"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(texts(&output).1.contains("Saved in acme.deal.yaml. To go on:"));
    assert_eq!(folder.read("acme.deal.yaml"), deal);
}

#[test]
fn the_end_of_the_input_ends_in_the_brief() {
    let folder = Folder::new();
    let output = converse(&folder, &[&["acme"][..], &CLINIC].concat(), "\n1\nb\n");
    let (brief, said) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(brief.contains("Acme"), "{brief}");
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: measured, date: TODAY }")
    );
}

#[test]
fn back_and_unknown_are_words() {
    let folder = Folder::new();
    let arguments = [&CLINIC[..], &["--order", "playbook"]].concat();
    let (_, said) = texts(&converse(&folder, &arguments, "2\nb\nback\n\nunknown\n"));
    for words in [
        "Until now: They described a consequence · the buyer said so",
        "only enter keeps what is known",
        "Noted: Not known yet · something to ask",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn sets_are_typed_with_commas() {
    let folder = Folder::new();
    let all = ["--all", "--order", "playbook", "--stage", "requirements"];
    let arguments = [&["acme"][..], &CLINIC, &all].concat();
    converse(&folder, &arguments, "\n3\nb\n1\nb\n1,Billing\nb\n");
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("needs: { answer: [sms, billing], date: TODAY }")
    );
}

#[test]
fn none_of_a_set_is_0_and_signs_leave_the_rest_open() {
    for (line, written) in
        [("0", "needs: { answer: [], date: TODAY }"), ("+1,-billing", "excludes: [billing]")]
    {
        let folder = Folder::new();
        let all = ["--all", "--order", "playbook", "--stage", "requirements"];
        let arguments = [&["acme"][..], &CLINIC, &all].concat();
        converse(&folder, &arguments, &format!("\n3\nb\n1\nb\n{line}\nb\n"));
        let deal = folder.read_with_today("acme.deal.yaml");
        assert!(deal.contains(written), "no {written}: {deal}");
    }
}

#[test]
fn yes_and_no_have_their_letters() {
    let folder = Folder::new();
    let stage = ["--order", "playbook", "--stage", "requirements"];
    let arguments = [&["acme"][..], &CLINIC, &stage].concat();
    converse(&folder, &arguments, "\n45\nb\n3\nb\nn\nb\n");
    assert!(
        folder.read_with_today("acme.deal.yaml").contains("can_move: { answer: no, date: TODAY }")
    );
}

#[test]
fn nothing_that_is_read_reaches_the_terminal_unescaped() {
    let folder = Folder::new();
    let output = converse(&folder, &CLINIC, "\x1b]0;owned\x07\n");
    assert!(!output.stderr.contains(&0x1b) && !output.stderr.contains(&0x07));
}

#[test]
fn a_line_that_is_too_long_is_refused_whole() {
    let folder = Folder::new();
    let all = ["--all", "--order", "playbook", "--stage", "requirements"];
    let arguments = [&["acme"][..], &CLINIC, &all].concat();
    let long = format!("{}unknown", "x".repeat(200_000));
    let output = converse(&folder, &arguments, &format!("\n{long}\n45\nb\n"));
    let (_, said) = texts(&output);
    assert!(said.contains("That line is too long, so nothing of it was taken"), "{said}");
    assert!(said.contains("Noted: 45 people · the buyer said so"), "{said}");
    assert!(output.stderr.len() < 10_000);
    assert!(
        folder.read_with_today("acme.deal.yaml").contains("users: { answer: 45, date: TODAY }")
    );
}

#[test]
fn a_line_that_the_terminal_cut_is_refused() {
    let folder = Folder::new();
    let all = "acme -p ./clinic.yaml --plain --stage requirements";
    let mut screen = folder.start(all);
    screen.sees(&["What do you call this deal?"]).press(&format!("{}\n", "é".repeat(3000)));
    screen.sees(&["too long, so nothing of it was taken: 4094 bytes at most"]).press("Acme\n");
    screen.sees(&["How many people", "Your answer>"]);
}

#[test]
fn a_line_that_is_no_text_ends_it_and_what_was_saved_before_stays() {
    let folder = Folder::new();
    let arguments = [&["start", "acme"][..], &CLINIC, &["--order", "playbook"]].concat();
    let output = with_input(&folder, &arguments, b"Acme\n1\nb\nca\xf1on\nb\n2\nb\n");
    let (brief, said) = texts(&output);
    assert_eq!((output.status.code(), &*brief), (Some(2), ""), "{said}");
    for words in [
        "error: not UTF-8 text: the byte 0xf1 stands here",
        "<standard input>:4:3",
        "4 | ca\u{fffd}on",
        "Saved in acme.deal.yaml. To go on:",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let deal = folder.read_with_today("acme.deal.yaml");
    let fact = "consequence: { answer: measured, date: TODAY }";
    assert!(deal.contains(fact) && !deal.contains("deadline"), "{deal}");

    let name = with_input(&folder, &[&["start", "beta"][..], &CLINIC].concat(), b"Caf\xe9\n");
    assert_eq!(name.status.code(), Some(2));
    assert!(texts(&name).1.contains("Nothing was saved."), "{}", texts(&name).1);
    assert!(!folder.path().join("beta.deal.yaml").exists());

    let new = with_input(&folder, &["playbook", "new", "cafe", "--plain"], b"Caf\xe9\n");
    let said = texts(&new).1;
    assert_eq!(new.status.code(), Some(2), "{said}");
    assert!(said.contains("the byte 0xe9 stands here"), "{said}");
    assert!(said.contains("Nothing was written."), "{said}");
    assert!(!folder.path().join("playbooks").exists());
}

#[test]
fn a_line_that_a_terminal_sends_and_is_no_text_is_asked_for_again() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --plain");
    screen.sees(&["What do you call this deal?"]).send(b"Caf\xe9\n");
    screen.sees(&["the byte 0xe9 stands here, so nothing of it was taken"]).press("Acme\n");
    screen.sees(&["Your answer>"]);
    assert!(folder.read("acme.deal.yaml").contains("deal: Acme\n"));
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_no_part_of_it() {
    let folder = Folder::new();
    let arguments = [&CLINIC[..], &["--order", "playbook"]].concat();
    let (_, said) = texts(&converse(&folder, &arguments, "\u{feff}1\nb\n"));
    assert!(said.contains("Noted: They gave a figure"), "{said}");
    assert!(!said.contains("There is no answer"), "{said}");
}

#[test]
fn an_answer_stands_where_the_input_ends_before_its_source() {
    let folder = Folder::new();
    let output = converse(&folder, &[&["acme"][..], &CLINIC].concat(), "\n1\n");
    let (brief, said) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("The input ended here; taken as: the buyer said so."), "{said}");
    assert!(brief.contains("Acme"), "{brief}");
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: measured, date: TODAY }\n")
    );
}

#[test]
fn neither_of_two_answers_is_lost_where_the_input_ends_between_them() {
    let folder = Folder::new();
    let facts = "  users: { answer: 45, by: Dana }\n";
    let deal = format!("format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n{facts}");
    folder.write("acme.deal.yaml", &deal);
    let arguments = ["acme", "--plain", "--all", "--order", "playbook"];
    // The last question before the review, which lists the answers.
    let lines = "1\nb\n1\nb\n1\nb\n1\nb\nwords\nb\n4\n30\nb\n";
    let output = converse(&folder, &arguments, lines);
    let (_, said) = texts(&output);
    assert!(said.contains("Something is already known here"), "{said}");
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("answer: 45") && deal.contains("answer: 30"), "{said}\n{deal}");
}

#[test]
fn a_fact_that_fits_no_more_is_set_aside_aloud_and_asked_again() {
    let folder = Folder::new();
    let facts =
        "  consequence: none\n  deadline: year\n  users: 30\n  hosting: on_the_moon   # Kim\n";
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    folder.write("acme.deal.yaml", &format!("{head}{facts}  mood: good\n"));
    let output = converse(&folder, &["acme", "--plain", "--all"], "In a cloud\nb\n1\n");
    let (_, said) = texts(&output);
    for words in [
        "`hosting` says `on_the_moon`, which the playbook does not take",
        "`mood` is no question of the playbook",
        "records live?",
        "Noted: In a cloud",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    let file = folder.read_with_today("acme.deal.yaml");
    for words in [
        "  hosting: { answer: cloud, date: TODAY }\n",
        "# Kim",
        "question: hosting, was: on_the_moon }",
        "question: mood, was: good }",
    ] {
        assert!(file.contains(words), "no {words:?} in {file}");
    }
}

#[test]
fn a_note_is_not_lost_without_asking() {
    let folder = Folder::new();
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    let noted =
        "  hosting: { answer: own_servers_only, source: assumption, note: Call before 10. }\n";
    folder.write(
        "acme.deal.yaml",
        &format!("{head}  consequence: none\n  deadline: year\n  users: 30\n{noted}"),
    );
    let output = converse(&folder, &["acme", "--plain", "--all"], "In a cloud\nb\n2\n1\n");
    let (_, said) = texts(&output);
    assert!(said.contains("Something is already known here"), "{said}");
    let file = folder.read("acme.deal.yaml");
    assert!(file.contains("note: Call before 10."), "{file}");
}

#[test]
fn who_comes_back_after_a_stop_is_asked_again() {
    let folder = Folder::new();
    let again = |screen: &mut Screen, words: &[&str]| {
        screen.sees(words).forget().signal(Signal::STOP).signal(Signal::CONT).sees(words);
    };
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook --plain");
    again(&mut screen, &["What do you call this deal? (only enter: Acme)>"]);
    screen.press("\n").sees(&["Your answer>"]).press("nine\n");
    // With what was wrong with the line before.
    let wrong = "Did you mean `none`? Your answer>";
    again(&mut screen, &["What happens", "Nothing much", "back; unknown; ?.", wrong]);
    screen.press("1\n");
    again(&mut screen, &["They gave a figure", "How do you know?", "b, w or a>"]);
    screen.press("b\n").sees(&["How many people", "Your answer>"]);
    assert_eq!(screen.text().matches("How many people").count(), 1, "{}", screen.text());

    let mut screen = folder.coach_in(80, 24, "", "playbook new --plain");
    again(&mut screen, &["What is your offer called?>"]);
}

#[test]
fn half_a_line_before_a_stop_is_no_part_of_the_reply_after_it() {
    let folder = Folder::new();
    let mut screen = folder.shell();
    let coach = env!("CARGO_BIN_EXE_coach");
    let command = format!("'{coach}' start -p ./clinic.yaml --stage requirements --plain");
    screen.sees(&["ready>"]).press(&format!("stty echo; {command}\r"));
    screen.sees(&["How many people", "Your answer>"]).press("4");
    screen.sees(&["Your answer> 4"]).press(CTRL_Z).sees(&["Stopped", "ready>"]);
    // Behind the shell's back nothing is said.
    let stopped_again = "until jobs | grep -q Stopped; do :; done; echo do''ne";
    screen.forget().press(&format!("bg; {stopped_again}\r")).sees(&["done", "ready>"]);
    assert!(!screen.text().contains("Your answer>"), "{}", screen.text());
    screen.forget().press("fg\r").sees(&["How many people", "Your answer>"]).press("50\r");
    screen.sees(&["50 people", "How do you know?"]);
}
