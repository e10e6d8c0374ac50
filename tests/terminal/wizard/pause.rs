//! The pause after the opening: once, where somebody is there and the verdict is still open.

use super::plain::{converse, texts};
use super::screen::{CTRL_C, DOWN, ENTER, ESC, Folder, Screen};

const CLINIC: [&str; 3] = ["-p", "./clinic.yaml", "--plain"];
/// To the end of an opening of two questions, with a fit still open.
const OPENING: &str = "Acme\n45\nb\n1\nb\n";
const PAUSE: &str = "The opening is over, and still undecided";

/// Two answers, and the pause is there.
fn at_the_pause(folder: &Folder, columns: u16, rows: u16) -> Screen {
    let mut screen = folder.start_in(columns, rows, "", "acme -p ./clinic.yaml --opening 2");
    screen.sees(&["What do you call this deal?", "Acme"]).press(ENTER);
    screen.reply("How many people", "45\r", "b");
    screen.reply("What happens", ENTER, "b");
    screen.sees(&[PAUSE, "Stop here, and show the brief", "esc back"]);
    screen
}

#[test]
fn it_says_where_it_stands_and_what_would_change_most() {
    let folder = Folder::new();
    let clinic = folder.read("clinic.yaml");
    let known =
        "ask: Where may your patients' records live?\n        who_knows: Whoever keeps the records";
    folder.write(
        "clinic.yaml",
        &clinic.replace("ask: Where may your patients' records live?", known),
    );
    let words = [
        PAUSE,
        "Still possible: a fit or no fit.",
        "The score is 3 to 6; a fit starts at 3.",
        "The answers that would change most: · Where may your patients' records live? (who knows: \
         Whoever keeps the records) · Could the records move to a cloud within the year?",
        "Could still rule it out: · The product runs only in our cloud.",
        "Go on, stage by stage: 2 questions can still change it",
        "Stop here, and show the brief",
    ];
    at_the_pause(&folder, 80, 24).sees(&words);
    let folder_of_its_own = Folder::new();
    folder_of_its_own.write("clinic.yaml", &folder.read("clinic.yaml"));
    at_the_pause(&folder_of_its_own, 50, 30).sees(&words);
    let lines = converse(&folder, &[&CLINIC[..], &["--opening", "2"]].concat(), &OPENING[5..]);
    let (_, said) = texts(&lines);
    for words in words {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn holds_are_named_and_what_we_answer_is_not_asked_of_the_buyer() {
    let folder = Folder::new();
    let hold = "  holds:\n    - { id: no_text, when: { needs: { excludes: sms } }, because: Nobody asked for \
                reminders., until: They ask for them. }\n    - { id: far, when: { users: { at_least: 40 } }, \
                because: It is a long way., until: They move. }\n  signals:";
    let clinic = folder.read("clinic.yaml").replace("  signals:", hold);
    let ours = "        ask: Where may your patients' records live?\n        answered_by: us";
    let clinic = clinic.replace("        ask: Where may your patients' records live?", ours);
    folder.write("clinic.yaml", &clinic);
    let arguments = [&["acme"][..], &CLINIC, &["--opening", "2"]].concat();
    let (_, said) = texts(&converse(&folder, &arguments, "Acme\n45\nb\n1\nb\n2\n"));
    for words in [
        "Still possible: not yet or no fit.",
        "· For you: Where may your patients' records live?",
        "Holds it up by now: · It is a long way.",
        "Could still hold it up: · Nobody asked for reminders.",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
}

#[test]
fn going_on_asks_in_depth_and_pauses_no_more() {
    let folder = Folder::new();
    let mut screen = at_the_pause(&folder, 80, 24);
    screen.press(ENTER);
    screen.sees(&["Requirements · question 3", "Where may"]).press(ESC);
    // The answer before it is taken back, and given again.
    screen.sees(&["question 2", "Until now: They gave", "esc back"]);
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), "b");
    screen.sees(&["◇ What happens", "They described a consequence", "question 3", "By when"]);
    assert!(!screen.text().contains(PAUSE), "{}", screen.text());
}

#[test]
fn stopping_ends_with_the_brief() {
    let folder = Folder::new();
    let mut screen = at_the_pause(&folder, 80, 24);
    screen.press(DOWN).press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("UNDECIDED") && brief.contains("They said"), "{brief}");
    assert!(
        folder.read_with_today("acme.deal.yaml").contains("users: { answer: 45, date: TODAY }")
    );
}

#[test]
fn back_at_the_pause_puts_the_last_question_and_then_it_comes_again() {
    let folder = Folder::new();
    let mut screen = at_the_pause(&folder, 80, 24);
    screen.press(ESC);
    screen.sees(&["question 2", "Until now: They gave", "esc back"]);
    screen.reply("What happens", ENTER, "b");
    screen.sees(&[PAUSE, "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    let said = screen.text();
    assert!(said.contains("Saved in acme.deal.yaml. To go on:"), "{said}");
}

#[test]
fn esc_at_the_offer_to_keep_goes_back_to_the_pause() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --opening 1");
    screen.reply("How many people", "45\r", "b");
    screen.sees(&[PAUSE, "esc back"]).press(DOWN).press(ENTER);
    screen.sees(&["Keep this conversation?", "esc back"]).press(ESC);
    screen.sees(&[PAUSE, "esc back"]).press(ENTER);
    screen.sees(&["question 2", "What happens"]);
}

/// Whether there is a pause in a conversation of these lines.
fn pauses(folder: &Folder, arguments: &[&str], lines: &str) -> bool {
    let (_, said) = texts(&converse(folder, &[&CLINIC[..], arguments].concat(), lines));
    assert!(said.contains("question 1"), "{said}");
    said.contains(PAUSE)
}

#[test]
fn there_is_none_without_an_opening_that_ends_with_all_still_open() {
    let folder = Folder::new();
    let lines = "45\nb\n1\nb\n";
    assert!(pauses(&folder, &["--opening", "2"], lines));
    for arguments in [
        // The playbook says 0.
        &[][..],
        &["--opening", "0"],
        &["--opening", "3"],
        // Where it goes stage by stage, or as the file does, from the first question on.
        &["--opening", "2", "--stage", "requirements"],
        &["--opening", "2", "--order", "playbook"],
        // It was over before the first question.
        &["--opening", "1", "-a", "hosting=cloud"],
    ] {
        assert!(!pauses(&folder, arguments, lines), "{arguments:?}");
    }
    // What is not known or only assumed is no evidence, and what is settled needs no more.
    assert!(!pauses(&folder, &["--opening", "2"], "45\nb\nunknown\n"));
    assert!(!pauses(&folder, &["--opening", "2"], "45\nb\n1\na\n"));
    assert!(!pauses(&folder, &["--opening", "1"], "5\nb\n"));
}

#[test]
fn the_problem_in_their_words_is_asked_before_all_else() {
    let folder = Folder::new();
    let clinic = folder.read("clinic.yaml");
    let clinic = clinic.replacen("    questions:\n", "    prepare: [words]\n    questions:\n", 1);
    folder.write("clinic.yaml", &clinic);
    for arguments in [&["--opening", "8"][..], &[]] {
        let arguments = [&CLINIC[..], arguments].concat();
        let (_, said) = texts(&converse(&folder, &arguments, "We lose ten a day.\nb\n"));
        let first = said.find("question 1").unwrap();
        assert!(
            said[first..].find("How did they put it") < said[first..].find("question 2"),
            "{said}"
        );
        assert!(said.contains("Noted: We lose ten a day."), "{said}");
        let (_, said) = texts(&converse(&folder, &arguments, "unknown\n"));
        assert_eq!(said.matches("· question").count(), 2, "not known, it is not put again: {said}");
        assert_eq!(said.matches("Your answer>").count(), 2, "{said}");
    }
}
