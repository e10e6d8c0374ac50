//! What can be replied, and what can't.

use super::screen::{BACKSPACE, DOWN, ENTER, Folder, UP};

#[test]
fn a_bad_number_is_explained_and_can_be_mended() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.sees(&["How many people", "esc back"]).press("9000\r");
    screen.sees(&["▲", "5000", "❯ 9000"]).press(BACKSPACE).press(ENTER);
    screen.sees(&["900 people · the buyer said so"]);
}

#[test]
fn a_range_is_an_answer() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.reply("How many people", "20..50\r", "b");
    screen.sees(&["20 to 50 people · the buyer said so", "Where may"]);
}

#[test]
fn wrong_keys_do_nothing() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --order playbook");
    screen.sees(&["What happens", "esc back"]).press("xyz7\t\x1b[C\x1b[5~ ").press(ENTER);
    screen.sees(&["They gave a figure and how they got to it · the buyer said so", "question 2"]);
}

#[test]
fn not_known_yet_becomes_something_to_ask() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]).press(ENTER);
    screen.sees(&["Not known yet · something to ask", "question 2"]);
    assert!(folder.read("acme.deal.yaml").contains("users: unknown"));
}

#[test]
fn one_of_several_is_an_answer() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["What happens", "One of several…"]).press(UP).press(ENTER);
    screen.sees(&["[ ] 3 Nothing much", "space tick"]).press(" ").press(ENTER);
    screen.sees(&["Tick every answer that is possible: two or more."]);
    screen.press(&format!("{DOWN} ")).press(ENTER);
    screen.sees(&["By when"]);
    assert!(
        folder
            .read_with_today("acme.deal.yaml")
            .contains("consequence: { answer: [measured, stated], date: TODAY }")
    );
}

#[test]
fn a_set_is_ticked_and_the_rest_may_stay_open() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --all --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Where may", "esc back"]).press("jjj\r");
    screen.sees(&["Which of these must it do", "space"]).press(ENTER);
    screen.sees(&["Tick with space"]).press(" ");
    screen.press(&format!("{UP}{UP} ")).press(ENTER);
    screen.sees(&["How did they put it"]);
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("includes: [sms]") && !deal.contains("excludes"), "{deal}");
}

#[test]
fn pasted_lines_answer_one_question() {
    let folder = Folder::new();
    let mut screen =
        folder.start("acme -p ./clinic.yaml --all --order playbook --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]).press("\x1b[200~12\r\n13\r\n\x1b[201~");
    screen.sees(&["❯ 12"]).press(ENTER);
    screen.sees(&["▲", "How many people"]);
    assert!(!folder.read("acme.deal.yaml").contains("users"));
}
