//! `coach playbook new` as a person meets it.

use super::screen::{CTRL_C, DOWN, ENTER, ESC, Folder, Screen, UP};

const PLAYBOOK: &str = "playbooks/paperlight.yaml";

/// Types a line in reply to what is asked.
fn type_in(screen: &mut Screen, ask: &str, line: &str) {
    screen.sees(&[ask, "enter done"]).press(&format!("{line}\r"));
}

/// Types a line in place of what stands there, which gives way.
fn type_over(screen: &mut Screen, ask: &str, line: &str) {
    screen.sees(&[ask, "type to replace", "enter done"]).press(&format!("{line}\r"));
}

/// Answers everything about the offer.
fn about_the_offer(screen: &mut Screen) {
    screen.sees(&["A new playbook", "Nothing is written before the end"]);
    type_in(screen, "What is your offer called?", "Paperlight");
    type_in(screen, "What does it solve, in a buyer's words?", "Papers that nobody finds.");
    type_in(screen, "Who is better off with something else?", "Who has few papers.");
}

/// Leaves it to the usual question how those are known whom it is not for.
fn by_its_words(screen: &mut Screen) {
    type_in(screen, "What do you ask to find out?", "");
    screen.sees(&["How do they answer?", "a yes rules them out", "esc back"]).press(ENTER);
    for ask in ["Why does that rule them out?", "What do you tell them then?", "serve them better?"]
    {
        type_in(screen, ask, "");
    }
}

/// Keeps the stages and the id, and says of each example that it is right.
fn to_the_end(screen: &mut Screen) {
    screen.sees(&["The buyer's stages", "Keep these", "esc back"]).press(ENTER);
    type_in(screen, "What do commands call it?", "");
    for number in ["1", "2", "3"] {
        let title = format!("Example {number} of 3: this one is");
        screen.sees(&[&title, "Yes, that is right", "esc back"]).press(ENTER);
    }
    screen.sees(&["Is this right?", "Write playbooks/paperlight.yaml", "esc back"]).press(ENTER);
}

#[test]
fn an_interview_writes_a_playbook_that_can_be_used() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 24, "", "playbook new");
    about_the_offer(&mut screen);
    by_its_words(&mut screen);
    type_in(&mut screen, "A question that can rule a buyer out", "Must papers stay in the house");
    screen.sees(&["Must papers stay in the house? How do they answer?", "esc back"]).press(ENTER);
    type_over(&mut screen, "Must papers stay in the house? Why does that", "It runs in a cloud.");
    type_in(&mut screen, "What do you tell them then?", "");
    type_in(&mut screen, "What would serve them better?", "");
    type_in(&mut screen, "Another question that can rule a buyer out", "");
    type_in(&mut screen, "A question that can hold it up", "");
    to_the_end(&mut screen);
    let (code, stdout) = screen.ends();
    assert_eq!((code, &*stdout), (0, "playbooks/paperlight.yaml\n"), "{}", screen.text());
    let text = folder.read(PLAYBOOK);
    for words in [
        "  name: Paperlight\n",
        "  solves: Papers that nobody finds.\n",
        "        ask: Must papers stay in the house?\n",
        "      because: It runs in a cloud.\n",
        "      say: This is a limit of our offer, so it is not the right one for you.\n",
    ] {
        assert!(text.contains(words), "no {words:?} in:\n{text}");
    }
    let mut check = folder.coach_in(80, 24, "", "playbook check --fail-on warning");
    assert_eq!(check.ends().0, 0, "{}", check.text());
}

#[test]
fn stages_are_taken_out_changed_and_added() {
    let folder = Folder::new();
    let arguments = "playbook new --offer Paperlight --solves Papers. --not-for 'Few.|Are there few|no' \
                     --must-have 'Are there many' --hold 'Is it tried|yes|They try it.'";
    let mut screen = folder.coach_in(80, 30, "", arguments);
    // The second one: take it out.
    screen.sees(&["Keep these", "Change Options"]).press(&format!("{DOWN}{DOWN}{ENTER}"));
    screen.sees(&["Take it out"]).press(&format!("{DOWN}{DOWN}{ENTER}"));
    // The first one: other words.
    screen.sees(&["Problem · Requirements"]).press(&format!("{DOWN}{ENTER}"));
    screen.sees(&["Change what the buyer asks"]).press(ENTER);
    type_over(&mut screen, "What does the buyer ask?", "Is it worth it");
    // One more.
    screen.sees(&["Is it worth it?", "Keep these"]).press(&format!("{}{ENTER}", UP));
    type_in(&mut screen, "What is the stage called?", "Rollout");
    type_in(&mut screen, "What does the buyer ask themselves", "Who goes first?");
    screen.sees(&["Consensus · Rollout"]).press(ENTER);
    type_in(&mut screen, "What do commands call it?", "");
    for number in ["1", "2", "3"] {
        screen.sees(&[&format!("Example {number} of 3"), "esc back"]).press(ENTER);
    }
    screen.sees(&["Is this right?", "esc back"]).press(ENTER);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let text = folder.read(PLAYBOOK);
    assert!(text.contains("    buyer_asks: Is it worth it?\n"), "{text}");
    assert!(text.contains("    title: Rollout\n    buyer_asks: Who goes first?\n"), "{text}");
    assert!(!text.contains("id: options"), "{text}");
}

#[test]
fn esc_leads_back_with_what_was_said() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 24, "", "playbook new");
    type_in(&mut screen, "What is your offer called?", "Paperlihgt");
    screen.sees(&["What does it solve", "enter done"]).press(ESC);
    screen
        .sees(&["What is your offer called?", "❯ Paperlihgt", "enter done"])
        .press("Paperlight\r");
    screen.sees(&["What does it solve", "enter done"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    assert!(screen.text().contains("Nothing was written."), "{}", screen.text());
    assert!(folder.files().is_empty(), "{:?}", folder.files());
}

#[test]
fn the_last_look_lets_anything_be_changed() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 24, "", "playbook new --from consultative --title Papers");
    about_the_offer(&mut screen);
    type_over(&mut screen, "What do commands call it?", "No Id");
    let look = screen.sees(&["Is this right?", "Not yet: `No Id` is no id", "`no-id`", "esc back"]);
    look.press(ENTER);
    type_over(&mut screen, "What do commands call it?", "papers");
    screen.sees(&["Write playbooks/papers.yaml", "esc back"]).press(ENTER);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    assert!(folder.read("playbooks/papers.yaml").contains("\nid: papers\ntitle: Papers\n"));
}

#[test]
fn at_50_columns_no_line_is_wider() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(50, 24, "", "playbook new");
    about_the_offer(&mut screen);
    by_its_words(&mut screen);
    type_in(&mut screen, "A question that can rule", "");
    type_in(&mut screen, "A question that can hold", "");
    to_the_end(&mut screen);
    assert_eq!(screen.ends().0, 0);
    let written = String::from_utf8_lossy(&screen.written).into_owned();
    let text = anstream::adapter::strip_str(&written).to_string();
    let until = text.find("created").unwrap();
    let widest = text[..until].split(['\n', '\r']).map(|line| line.chars().count()).max();
    assert!(widest.unwrap() <= 50, "{widest:?}");
}
