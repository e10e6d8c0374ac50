//! Keys that are no letters, keys that come too early, and texts that are pasted.

use super::screen::{CTRL_C, DOWN, ENTER, ESC, Folder, Screen};

const PASTE_BEGINS: &str = "\x1b[200~";
const PASTE_ENDS: &str = "\x1b[201~";

/// The question for words, with everything before it answered.
fn at_the_words(folder: &Folder) -> Screen {
    let facts = "  consequence: measured\n  deadline: quarter\n  users: 45\n  hosting: cloud\n";
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    folder.write("acme.deal.yaml", &format!("{head}{facts}  needs: [sms]\n"));
    let mut screen = folder.start("acme --all --order playbook");
    screen.sees(&["How did they put it", "❯", "esc back"]);
    screen
}

#[test]
fn chords_edit_the_words_and_never_are_letters() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press("lost two three\x17\x17").sees(&["❯ lost [enter"]);
    // Nobody handles these.
    screen.press("\x0f\x10\x11\x12\x13\x16\x18\x1bq\x1bx\x1bz\x1b[24~\x1b[1;7R");
    screen.press("\x01We \x05ten\x1bb\x1bdel\x7f\x7f\x19 a day").press(ENTER);
    screen.sees(&["We lost ten a day", "Look over the answers"]);
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("words: { answer: We lost ten a day, date: TODAY }\n")
    );
}

#[test]
fn a_line_is_emptied_by_one_chord() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml");
    screen.sees(&["call this deal?", "❯ Acme", "esc back"]).press("\x15Beta").press(ENTER);
    screen.sees(&["┌", "Beta", "Saved in"]);
}

#[test]
fn an_enter_that_comes_with_the_source_answers_nothing() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements --order playbook");
    screen.sees(&["What do you call this deal?", "esc back"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]).press_at_once("45\r");
    screen.sees(&["question 2", "Where may", "esc back"]).press_at_once("b\r");
    screen.sees(&["question 2", "Where may", "esc back"]).press(ESC);
    // What was pressed before is gone, and this is what was asked for.
    screen.sees(&["How many people", "❯ 45"]);
    assert!(!folder.read("acme.deal.yaml").contains("hosting"));
}

#[test]
fn an_enter_before_anybody_can_have_read_the_question_answers_nothing() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    for (words, answers) in [
        (&["What do you call this deal?", "❯ Acme"][..], "┌"),
        (&["What happens", "❯ 1 They gave"], "They gave a figure and how they got to it ·"),
        (&["How many people", "❯ [enter: the buyer said so"], "Not known yet · something to ask"),
    ] {
        // The second one answers, and there is none left for the next question.
        screen.sees(words).sees(&["esc back"]).press_at_once(ENTER).press(ENTER);
        screen.sees(&[answers]);
    }
    screen.sees(&["Where may", "❯ 1 In a cloud", "esc back"]).press_at_once(ENTER);
    screen.press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("users: unknown") && !deal.contains("hosting"), "{deal}");
}

#[test]
fn whoever_has_typed_or_moved_or_names_the_answer_need_not_wait() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements --order playbook");
    screen.sees(&["call this deal?", "❯ Acme", "esc back"]).press_at_once("Beta\r");
    screen.sees(&["How many people", "esc back"]).press_at_once("45\r");
    screen.sees(&["Where may", "esc back"]).press_at_once(&format!("{DOWN}{ENTER}"));
    screen.sees(&["◇ Where may", "the buyer said so", "question 3"]);
}

#[test]
fn what_is_known_is_passed_over_as_fast_as_anybody_presses_enter() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements --order playbook");
    screen.reply("How many people", "45\r", "w");
    screen.sees(&["Where may", "esc back"]).press(ESC);
    screen.sees(&["How many people", "❯ 45", "esc back"]).press_at_once(ENTER);
    screen.sees(&["45 people · it is written down", "Where may"]);
    screen.reply("Where may", &format!("{DOWN}{ENTER}"), "b");
    screen.sees(&["question 3", "esc back"]).press(ESC);
    screen.sees(&["Where may", "Until now", "esc back"]).press_at_once(ENTER);
    screen.sees(&["◇ Where may", "the buyer said so", "question 3"]);
}

#[test]
fn a_long_paste_is_refused_at_once_and_nothing_of_it_is_taken() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press("kept").sees(&["❯ kept"]);
    screen.press(&format!("{PASTE_BEGINS}{}{PASTE_ENDS}", "word\n".repeat(4096)));
    screen.sees(&["▲", "too long, so nothing of it was taken", "❯ kept"]).press(ENTER);
    screen.sees(&["kept · the buyer said so", "Look over the answers"]);
    assert!(
        folder.read_with_today("acme.deal.yaml").contains("words: { answer: kept, date: TODAY }\n")
    );
}

#[test]
fn a_text_of_many_keys_is_read_to_its_end() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    let text = "abcde ".repeat(500);
    screen.press(&text).press("end").sees(&["abcde end"]).press(ENTER);
    screen.sees(&["Look over the answers"]);
    assert!(folder.read("acme.deal.yaml").contains(&format!("{text}end\n")));
}

#[test]
fn more_keys_than_an_answer_may_have_are_said_to_be_too_many() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press(&"x".repeat(4001)).sees(&["▲", "4001 characters", "4000 is the most"]);
    screen.press("\x7f").press(ENTER).sees(&["Settled: a fit"]);
}

#[test]
fn a_paste_with_an_escape_in_it_is_refused_and_never_reaches_the_terminal() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press(&format!("{PASTE_BEGINS}a\x1b]0;owned\x07b{PASTE_ENDS}"));
    screen.sees(&["▲", "the hidden character U+001B, so nothing of it was taken"]);
    assert!(!String::from_utf8_lossy(&screen.written).contains("\x1b]0;"));
}

#[test]
fn a_paste_that_is_no_text_is_refused_whole() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press("kept").sees(&["❯ kept"]);
    screen.send(&[PASTE_BEGINS.as_bytes(), b"caf\xe9", PASTE_ENDS.as_bytes()].concat());
    screen.sees(&["▲", "not UTF-8 text, so nothing of it was taken", "❯ kept"]);
}

#[test]
fn a_paste_that_never_ends_swallows_nothing_that_comes_after() {
    let folder = Folder::new();
    let mut screen = at_the_words(&folder);
    screen.press(&format!("{PASTE_BEGINS}never")).sees(&["▲", "did not come to its end"]);
    screen.press("typed").sees(&["❯ typed"]).press(&format!("{PASTE_BEGINS}again{CTRL_C}"));
    assert_eq!(screen.ends().0, 130);
}

#[test]
fn a_paste_chooses_nothing_in_a_menu() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --order playbook");
    screen.sees(&["❯ 1 They gave", "esc back"]);
    screen.press(&format!("{PASTE_BEGINS}jj\rjj\r{PASTE_ENDS}")).press(DOWN);
    screen.sees(&["❯ 2 They described", "esc back"]).press("a");
    screen.sees(&["They described a consequence · I assume it"]);
}

#[test]
fn another_size_is_drawn_at_once_with_everything_as_it_was() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --all --order playbook --stage requirements");
    screen.reply("How many people", "45\r", "b");
    screen.reply("Where may", ENTER, "b");
    screen.sees(&["Which of these", "space tick"]).press(" ").press(DOWN);
    screen.sees(&["[x]"]).forget().resize(50, 30);
    screen.sees(&["◇ How many people", "Which of these", "[x]", "space tick · enter, w or a"]);
    let text = screen.text();
    assert!(text.lines().all(|line| line.chars().count() < 50), "{text}");
    screen.press(" ").press(ENTER).sees(&["How did they put it"]);
    let text = screen.text();
    assert_eq!(text.matches("Requirements · question").count(), 1, "{text}");
}
