//! Going back, and changing what was answered.

use super::screen::{DOWN, ENTER, ESC, Folder, UP};

#[test]
fn back_twice_with_a_changed_gate_reopens_what_depends_on_it() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("How many people", "45\r", "b");
    screen.reply("Where may", &format!("{DOWN}{DOWN}{ENTER}"), "b");
    screen.reply("Could the records move", ENTER, "b");
    screen.sees(&["Which of these must it do"]).press(ESC);
    screen.sees(&["Could the records move", "Until now: Yes · the buyer said so"]).press(ESC);
    screen.sees(&["Where may", "Until now: On our own servers only"]);
    screen.press(&format!("{UP}{UP}{ENTER}"));
    screen.sees(&[
        "“Could the records move to a cloud within the year?” no longer applies",
        "its answer is kept, but set aside",
        "Which of these must it do",
    ]);
    let deal = folder.read_with_today("acme.deal.yaml");
    for fact in ["hosting: { answer: cloud,", "can_move: { answer: yes,"] {
        assert!(deal.contains(&format!("{fact} date: TODAY }}")), "{deal}");
    }
}

#[test]
fn the_earlier_answer_is_preselected() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --order playbook");
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), "w");
    screen.sees(&["By when"]).press(ESC);
    screen.sees(&["Until now: They described a consequence", "❯ 2 They described"]).press(ENTER);
    screen.sees(&["They described a consequence · it is written down", "By when"]);
}

#[test]
fn a_number_can_be_corrected_where_it_stands() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements --order playbook");
    screen.reply("How many people", "45\r", "b");
    screen.sees(&["Where may"]).press(ESC);
    screen.sees(&["How many people", "❯ 45"]).press("0\r");
    screen.sees(&["◇ How many people", "450 people · the buyer said so"]);
}

#[test]
fn esc_at_the_first_question_says_that_it_is_the_first() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml");
    screen.sees(&["What happens", "esc back"]).press(ESC);
    screen.sees(&["This is the first question.", "question 1"]);
    assert_eq!(screen.text().matches("Problem: the buyer asks").count(), 1, "{}", screen.text());
}

#[test]
fn the_review_lists_every_answer_and_any_can_be_changed() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit", "How many people", "3 people · the buyer said so"]);
    screen.press(&format!("{UP}{ENTER}"));
    screen.sees(&["Requirements · an answer to change", "❯ 3"]).press("5\r");
    screen.sees(&["With this the verdict is open again.", "· question", "esc back"]);
    assert!(
        folder.read_with_today("acme.deal.yaml").contains("users: { answer: 35, date: TODAY }")
    );
}
