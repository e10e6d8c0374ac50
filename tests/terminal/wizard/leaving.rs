//! Breaking off, and coming back.

use rustix::process::Signal;

use super::screen::{CTRL_C, CTRL_Z, DOWN, ENTER, Folder, Line, Screen};

#[test]
fn ctrl_c_says_what_is_saved_and_a_second_start_goes_on_from_there() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", "jj\r", "b");
    screen.sees(&["question 2", "By when", "esc back"]).press(CTRL_C);
    let (code, brief) = screen.ends();
    assert_eq!((code, brief.as_str()), (130, ""));
    screen.sees(&["Saved in acme.deal.yaml", "coach start acme.deal.yaml"]);
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: none, date: TODAY }")
    );

    let mut screen = folder.start("acme");
    screen.sees(&["Acme", "1 answer so far", "· question", "esc back"]);
    assert!(!screen.text().contains("What happens if nothing changes"), "{}", screen.text());
    assert!(!screen.text().contains("What do you call"), "{}", screen.text());
}

/// What is said to who left plain lines at "How do you know?".
const ASSUMED: &str = "Your last answer counts as assumed: you had not said yet how you know it.";

/// A deal that has these facts.
fn with_facts(folder: &Folder, facts: &str) {
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    folder.write("acme.deal.yaml", &format!("{head}{facts}"));
}

#[test]
fn an_answer_without_its_source_is_kept_as_assumed_and_its_source_asked_for_again() {
    let (gap, date, users) = ("  consequence: stated\n", "  deadline: year\n", "  users: 45\n");
    let hosting = "  hosting: cloud\n";
    let needs = "  needs: [sms]\n";
    for (facts, ask, line, written, said, source) in [
        (
            "  words: unknown\n".to_owned(),
            "What happens",
            "2",
            "answer: stated",
            "They described",
            "b",
        ),
        (format!("{gap}{date}"), "How many people", "20..50", "answer: 20..50", "20 to 50", "\t\r"),
        (format!("{gap}{date}{users}{hosting}"), "Which of these", "1", "[sms]", "Reminders", "b"),
        (
            format!("{gap}{date}{users}{hosting}{needs}"),
            "How did they put it",
            "We lose ten a day.",
            "answer: We lose ten a day.",
            "We lose ten a day.",
            "\t\r",
        ),
    ] {
        let folder = Folder::new();
        with_facts(&folder, &facts);
        let start = "acme --all --order playbook";
        let mut screen = folder.start(&format!("{start} --plain"));
        screen.sees(&[ask, "Your answer>"]).press(&format!("{line}\n"));
        screen.sees(&["b, w or a>"]).press(CTRL_C);
        assert_eq!(screen.ends().0, 130);
        screen.sees(&[ASSUMED, "Saved in acme.deal.yaml. To go on:"]);
        let deal = folder.read("acme.deal.yaml");
        assert!(deal.contains(written) && deal.contains("source: assumption"), "{ask}: {deal}");

        let mut screen = folder.start(start);
        screen.sees(&[ask, "Until now:", said, "I assume it", "esc back"]).press(source);
        screen.sees(&[&format!("◇ {ask}"), said, "the buyer said so", "esc back"]);
        let deal = folder.read("acme.deal.yaml");
        let (facts, history) = deal.split_once("history:").unwrap();
        assert!(!facts.contains("assumption"), "{ask}: {deal}");
        assert_eq!(history.matches("was:").count(), 1, "{ask}: {deal}");
    }
}

#[test]
fn an_answer_that_was_taken_back_is_not_kept() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements --plain");
    screen.sees(&["What do you call this deal?"]).press("\n");
    screen.sees(&["How many people", "Your answer>"]).press("45\n");
    screen.sees(&["b, w or a>"]).forget().press("back\n");
    screen.sees(&["How many people", "Your answer>"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Saved in acme.deal.yaml. To go on:"]);
    assert!(!screen.text().contains(ASSUMED), "{}", screen.text());
    assert!(!folder.read("acme.deal.yaml").contains("users"));
}

#[test]
fn an_answer_without_its_source_takes_the_place_of_no_evidence() {
    let folder = Folder::new();
    with_facts(&folder, "  users: 45\n");
    let mut screen = folder.start("acme --all --order playbook --stage requirements --plain");
    screen.sees(&["Where may", "Your answer>"]).press("answers\n");
    screen.sees(&["All answers", "How many people", "only enter: 1>"]).press("1\n");
    screen.sees(&["an answer to change", "Your answer>"]).press("450\n");
    screen.sees(&["b, w or a>"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&[ASSUMED]);
    let deal = folder.read_with_today("acme.deal.yaml");
    for fact in ["- { answer: 45 }\n", "{ answer: 450, source: assumption, date: TODAY }"] {
        assert!(deal.contains(fact), "no {fact}: {deal}");
    }
}

#[test]
fn an_answer_stands_beside_what_was_known_before_it_is_said_what_becomes_of_that() {
    let folder = Folder::new();
    with_facts(&folder, "  users: { answer: 10..50, by: Dana }\n");
    let mut screen = folder.start("acme --stage requirements");
    screen.sees(&["How many people", "esc back"]).press("\x1530\t\r");
    screen.sees(&["Something is already known here", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Your last answer stands beside what was known."]);
    let deal = folder.read("acme.deal.yaml");
    for words in ["by: Dana", "answer: 30", "source: document"] {
        assert!(deal.contains(words), "no {words}: {deal}");
    }
}

#[test]
fn without_a_deal_an_answer_without_its_source_goes_on_as_assumed() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements --plain");
    screen.sees(&["How many people", "Your answer>"]).press("45\n");
    screen.sees(&["b, w or a>"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&[ASSUMED, "Nothing was saved. To go on", "--assume users=45"]);
    assert!(folder.files().is_empty());
}

/// What stands on the screen, a line each, without those that are empty.
fn lines(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_farewell_stands_below_all_that_was_drawn() {
    let long = format!("{}\x01First ", "word ".repeat(30));
    for (columns, command, first, typed, left, farewell) in [
        (80, "playbook new", "call", "Foo", "│  ❯ Foo", "Nothing was written."),
        (50, "playbook new", "call", "Foo", "│  ❯ Foo", "Nothing was written."),
        // The cursor in the first of several lines.
        (50, "playbook new", "call", &long, "│  ❯ First word", "Nothing was written."),
        (80, "start acme -p ./clinic.yaml", "call", "x", "│  ❯ x", "Nothing was saved."),
        (80, "start -p ./clinic.yaml --stage requirements", "How", "45", "│  ❯ 45", "Nothing"),
        (50, "start -p ./clinic.yaml", "What", DOWN, "│  ❯ 2 They described", "Nothing was saved."),
    ] {
        let folder = Folder::new();
        let mut screen = folder.coach_in(columns, 24, "", command);
        screen.sees(&[first, "esc back"]).press(typed);
        screen.sees(&[left]).press(CTRL_C);
        assert_eq!(screen.ends().0, 130, "{command}");
        let lines = lines(&screen);
        let [.., keys, last] = &lines[..] else { panic!("{lines:?}") };
        assert!(keys.starts_with('[') && keys.ends_with(']'), "{lines:?}");
        assert!(last.starts_with(farewell) && !last.contains(']'), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with(left)), "{lines:?}");
    }
}

#[test]
fn what_a_shell_says_of_a_stop_stands_below_the_field() {
    let folder = Folder::new();
    let mut screen = folder.shell();
    let coach = env!("CARGO_BIN_EXE_coach");
    screen.sees(&["ready>"]).press(&format!("'{coach}' playbook new\r"));
    screen.sees(&["What is your offer called?", "enter done"]).press("o\x01Fo");
    screen.sees(&["❯ Foo"]).press(CTRL_Z).sees(&["Stopped", "ready>"]);
    let lines = lines(&screen);
    let keys = lines.iter().position(|line| line.starts_with("[enter done")).unwrap();
    assert!(lines[keys].ends_with("ctrl-c leave]") && lines[keys - 1] == "│  ❯ Foo", "{lines:?}");
    screen.forget().press("fg\r").sees(&["What is your offer called?", "❯ Foo"]);
}

#[test]
fn without_a_deal_ctrl_c_says_how_to_go_on_from_the_same_answers() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --order playbook");
    screen.reply("What happens", "jj\r", "b");
    screen.sees(&["By when", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Nothing was saved", "-a consequence=none"]);
    assert!(folder.files().is_empty());
}

#[test]
fn what_several_people_said_is_not_lost_by_passing_over_it() {
    let folder = Folder::new();
    let facts =
        "  deadline:\n    - { answer: quarter, by: Dana }\n    - { answer: year, by: Kim }\n";
    let deal = format!("format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n{facts}");
    folder.write("acme.deal.yaml", &deal);
    let mut screen = folder.start("acme --order playbook");
    screen.reply("What happens", "jj\r", "b");
    screen.sees(&["By when", "(Dana)", "(Kim)", "❯ 6 Keep what is known"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]).press(CTRL_C);
    screen.ends();
    assert!(folder.read("acme.deal.yaml").contains(facts), "{}", folder.read("acme.deal.yaml"));
}

#[test]
fn a_new_answer_goes_beside_what_several_people_said() {
    let folder = Folder::new();
    let facts =
        "  deadline:\n    - { answer: quarter, by: Dana }\n    - { answer: year, by: Kim }\n";
    let deal = format!("format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n{facts}");
    folder.write("acme.deal.yaml", &deal);
    let mut screen = folder.start("acme --order playbook");
    screen.reply("What happens", "jj\r", "b");
    screen.reply("By when", "j\r", "w");
    screen.sees(&["Something is already known here", "❯ 1 Put the new answer beside it"]);
    screen.press(ENTER);
    screen.sees(&["How many people", "esc back"]).press(CTRL_C);
    screen.ends();
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("Dana") && deal.contains("Kim") && deal.contains("document"), "{deal}");
}

#[test]
fn a_signal_from_outside_leaves_a_usable_terminal_and_says_what_is_saved() {
    for signal in [
        Signal::ABORT,
        Signal::ALARM,
        Signal::HUP,
        Signal::INT,
        Signal::QUIT,
        Signal::TERM,
        Signal::USR1,
        Signal::XCPU,
    ] {
        let folder = Folder::new();
        let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
        screen.sees(&["What do you call this deal?"]).press(ENTER);
        screen.sees(&["What happens", "esc back"]);
        assert!(!screen.is_as_it_was(), "{signal:?}");
        let held = screen.held_open();
        screen.signal(signal).sees(&["Saved in acme.deal.yaml. To go on:"]);
        assert!(screen.is_as_it_was(), "{signal:?}");
        drop(held);
        assert_eq!(screen.ends().0, 130, "{signal:?}");
        let written = String::from_utf8_lossy(&screen.written).into_owned();
        let (shown, hidden) = (written.rfind("\x1b[?25h"), written.rfind("\x1b[?25l"));
        assert!(shown > hidden, "{signal:?}: the cursor stays hidden");
        let (off, on) = (written.rfind("\x1b[?2004l"), written.rfind("\x1b[?2004h"));
        assert!(off > on, "{signal:?}: pastes stay in brackets");
    }
}

/// Every kind of prompt: what is seen there, the keys, and what the deal has from then on.
const PROMPTS: [(&str, &str, &str); 12] = [
    ("What do you call this deal?", "Acme Clinics\r", "deal: Acme Clinics"),
    ("What happens", "2w", "consequence: { answer: stated, source: document,"),
    ("By when", "?", ""),
    ("6 Stop here", "1\r", ""),
    ("Problem · question 2", "3a", "deadline: { answer: open, source: assumption,"),
    ("How many people", "@", ""),
    ("Who says it?", "Dana\r", ""),
    ("said by Dana", "45\r", "users: { answer: 45, by: Dana,"),
    ("Where may", "1b", "hosting: { answer: cloud, by: Dana,"),
    ("Which of these", "13b", "needs: { answer: [sms, letters], by: Dana,"),
    ("How did they put it", "Ten a day\r", "words: { answer: Ten a day, by: Dana,"),
    ("Look over the answers", "", ""),
];

#[test]
fn whoever_is_killed_at_a_prompt_has_all_answers_before_it() {
    for last in 0..PROMPTS.len() {
        let folder = Folder::new();
        let mut screen =
            folder.start_in(80, 30, "", "acme -p ./clinic.yaml --all --order playbook");
        for (sees, keys, _) in &PROMPTS[..last] {
            screen.sees(&[sees, "esc back"]).press(keys);
        }
        screen.sees(&[PROMPTS[last].0, "esc back"]).signal(Signal::KILL);
        let deal = folder.read("acme.deal.yaml");
        for (_, _, fact) in &PROMPTS[..last] {
            assert!(deal.contains(fact), "{last}: no {fact} in {deal}");
        }
    }
}

#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_it_with_all_saved() {
    for (command, first, keys, then) in [
        ("start acme -p ./clinic.yaml", "call this deal?", "\r", "choose"),
        ("start acme -p ./clinic.yaml --plain", "call this deal?", "\n", "Your answer"),
        ("playbook new", "offer called?", "Paperlight\r", "does it solve"),
    ] {
        let folder = Folder::new();
        let mut line = Line::of(&folder, command);
        line.sees(first);
        line.press(keys);
        line.sees(then);
        line.hangs_up();
        assert_eq!(folder.read("acme.deal.yaml").is_empty(), command == "playbook new");
        // Nobody holds it any more.
        let mut again = folder.start("acme -p ./clinic.yaml");
        again.sees(&["esc back"]);
    }
}

#[test]
fn who_is_stopped_and_continued_draws_the_prompt_again() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --all --order playbook");
    screen.sees(&["What do you call this deal?", "❯ Acme", "esc back"]).press("\x1b[FX");
    screen.sees(&["❯ AcmeX"]).forget().signal(Signal::STOP).signal(Signal::CONT);
    screen.sees(&["What do you call this deal?", "❯ AcmeX", "esc back"]).press(ENTER);
    screen.sees(&["What happens", "esc back"]).press(DOWN);
    screen.sees(&["❯ 2 They described"]).forget().signal(Signal::CONT);
    screen.sees(&["What happens", "❯ 2 They described", "esc back"]).press(ENTER);
    screen.sees(&["They described a consequence · the buyer said so"]);
}

#[test]
fn a_shell_gets_its_terminal_back_while_the_conversation_waits() {
    let folder = Folder::new();
    let mut screen = folder.shell();
    let coach = env!("CARGO_BIN_EXE_coach");
    screen.sees(&["ready>"]).press(&format!("'{coach}' start -p ./clinic.yaml\r"));
    screen.sees(&["❯ 1 They gave", "esc back"]).press(CTRL_Z);
    screen.sees(&["Stopped", "ready>"]).press("stty -a; echo done\r");
    screen.sees(&[" icanon", " echo ", "done ready>"]).forget().press("fg\r");
    screen.sees(&["What happens", "❯ 1 They gave", "esc back"]).press(&format!("{DOWN}{ENTER}"));
    screen.sees(&["They described a consequence · the buyer said so"]);
}

#[test]
fn ctrl_c_leaves_plain_lines_too() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook --plain");
    screen.sees(&["What do you call this deal?"]).press("\n");
    screen.sees(&["Your answer>"]).press("3\n");
    screen.sees(&["b, w or a>"]).forget().press("\n");
    // The whole of it: with the signal the terminal drops what it has not shown yet.
    screen.sees(&["Noted: Nothing much", "By when", "Your answer>"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Saved in acme.deal.yaml", "coach start acme.deal.yaml"]);
    assert!(!screen.written.contains(&0x1b), "{:?}", String::from_utf8_lossy(&screen.written));
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: none, date: TODAY }")
    );
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten_and_no_answer_is_lost() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]);
    folder.write("acme.deal.yaml", "format: 1\ndeal: Edited meanwhile\n");
    screen.press("3\r");
    screen.sees(&["Not saved", "somebody else changed", "Settled: no fit"]).press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 2);
    assert!(brief.contains("Below twenty people"), "{brief}");
    screen.sees(&["Not all was saved.", "-a users=3", "error:", "somebody else changed"]);
    assert!(folder.read("acme.deal.yaml").contains("Edited meanwhile"));
}

#[test]
fn a_log_of_a_deal_that_changed_on_disk_overwrites_nothing_and_loses_nothing() {
    let folder = Folder::new();
    with_facts(&folder, "  hosting: cloud\n");
    let deal = folder.read("acme.deal.yaml");
    let mut screen = folder.coach_in(80, 24, "", "log acme");
    screen.sees(&["Which question?", "esc back"]).press("people\r");
    screen.sees(&["How many people", "esc back"]);
    folder.write("acme.deal.yaml", &format!("{deal}notes: Edited meanwhile.\n"));
    screen.press("45\r").sees(&["Who said so?", "esc back"]).press("Dana\r");
    screen.sees(&["A note on it?", "esc back"]).press(ENTER);
    screen.sees(&["Not saved", "somebody else changed", "Which question?"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Not all was saved", "To go on with all answers"]);
    let said = String::from_utf8(screen.written.clone()).unwrap();
    assert!(said.contains("coach log -p ././clinic.yaml acme.deal.yaml"), "{said}");
    assert!(said.contains("--by=Dana") && said.contains("-a users=45"), "{said}");
    assert_eq!(folder.read("acme.deal.yaml"), format!("{deal}notes: Edited meanwhile.\n"));
}

#[test]
fn whoever_leaves_a_log_without_a_word_has_logged_nothing() {
    let folder = Folder::new();
    with_facts(&folder, "  hosting: cloud\n");
    let deal = folder.read("acme.deal.yaml");
    let mut screen = folder.coach_in(80, 24, "", "log acme");
    // Esc leads back from each line of it, and out at the first.
    screen.sees(&["Which question?", "esc back"]).press(ENTER);
    screen.sees(&["A note on the talk", "esc back"]).press("\x1b");
    screen.sees(&["Which question?", "esc back"]).press("people\r");
    screen.sees(&["How many people", "esc back"]).press("45\r");
    screen.sees(&["Who said so?", "esc back"]).press("Dana\r");
    screen.sees(&["A note on it?", "esc back"]).press("\x1b");
    screen.sees(&["Who said so?", "❯ Dana"]).press("\x1b");
    screen.sees(&["How many people", "❯ 45"]).press("\x1b");
    screen.sees(&["Which question?", "esc back"]).press("\x1b");
    assert_eq!(screen.ends().0, 0);
    screen.sees(&["Nothing new was learned."]);
    assert_eq!(folder.read("acme.deal.yaml"), deal);
}

#[test]
fn whoever_breaks_off_a_log_is_told_how_to_go_on_with_it() {
    let folder = Folder::new();
    with_facts(&folder, "  hosting: cloud\n");
    let mut screen = folder.coach_in(80, 24, "", "log acme");
    screen.sees(&["Which question?", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["To go on:", "coach log acme.deal.yaml"]);
}

#[test]
fn whoever_is_killed_at_the_note_has_said_who_said_it() {
    let folder = Folder::new();
    with_facts(&folder, "  hosting: cloud\n");
    let mut screen = folder.coach_in(80, 24, "", "log acme");
    screen.sees(&["Which question?", "esc back"]).press("people\r");
    screen.sees(&["How many people", "esc back"]).press("45\r");
    screen.sees(&["Who said so?", "esc back"]).press("Dana\r");
    screen.sees(&["A note on it?", "esc back"]).signal(Signal::KILL);
    let deal = folder.read_with_today("acme.deal.yaml");
    assert!(deal.contains("users: { answer: 45, by: Dana, date: TODAY }"), "{deal}");
}

#[test]
fn an_edit_from_outside_is_kept_and_the_command_puts_the_answers_beside_it() {
    let folder = Folder::new();
    let deal = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n  hosting: cloud\n";
    folder.write("acme.deal.yaml", deal);
    let mut screen = folder.start("acme --stage requirements");
    screen.sees(&["How many people", "esc back"]);
    folder.write("acme.deal.yaml", &format!("{deal}notes: Edited meanwhile.\n"));
    screen.press("3\t\r");
    screen.sees(&["Not saved", "Later answers can't be saved either", "Settled: no fit"]);
    screen.press(ENTER);
    assert_eq!(screen.ends().0, 2);
    let said = String::from_utf8(screen.written.clone()).unwrap().replace('\r', "");
    assert_eq!(said.matches("start again").count(), 0, "{said}");
    let (_, rest) = said.split_once("To put the answers into it:\n").unwrap();
    let (command, _) = rest.split_once("\nEND\n").unwrap();
    folder.runs(&format!("{command}\nEND\n"));
    let deal = folder.read("acme.deal.yaml");
    for words in ["hosting: cloud", "notes: Edited meanwhile.", "answer: 3", "source: document"] {
        assert!(deal.contains(words), "no {words}: {deal}");
    }
}

#[test]
fn a_file_that_changed_after_the_last_answer_is_told_as_that() {
    let folder = Folder::new();
    let deal = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n  users: 3\n";
    folder.write("acme.deal.yaml", deal);
    let mut screen = folder.start("acme");
    screen.sees(&["Settled: no fit", "❯ 1 Finish"]);
    folder.write("acme.deal.yaml", &deal.replace('3', "300"));
    screen.press(ENTER);
    assert_eq!(screen.ends().0, 2);
    screen.sees(&["acme.deal.yaml says something else by now.", "not of what stands in the deal"]);
    assert!(!screen.text().contains("last answers"), "{}", screen.text());
    assert!(folder.read("acme.deal.yaml").contains("users: 300"));
}

#[test]
fn a_deal_that_is_settled_already_begins_with_the_review() {
    let folder = Folder::new();
    let deal = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n  users: 3\n";
    folder.write("acme.deal.yaml", deal);
    let mut screen = folder.start("acme");
    screen.sees(&["Settled: no fit", "How many people", "3 people · the buyer said so"]);
    screen.press(ENTER);
    assert_eq!(screen.ends().0, 0);
    assert_eq!(folder.read("acme.deal.yaml"), deal);
}

#[test]
fn what_flags_answered_is_saved_and_not_asked() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml -a consequence=none --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["Acme · 1 answer so far", "By when", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: none, date: TODAY }")
    );
}
