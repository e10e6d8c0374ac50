//! `coach start` without a name, in a folder with deals: a person is asked which one it is about.

use crate::wizard::screen::{CTRL_C, DOWN, ENTER, ESC, Folder, UP};

const MENU: &str = "Which deal is it about?";

/// A folder with a deal that has gone stale, one that has not, and one that is no fit.
fn folder() -> Folder {
    let folder = Folder::new();
    let playbook = folder.read("clinic.yaml");
    let stale = playbook.replace("id: hosting\n", "id: hosting\n        good_for: 30d\n");
    assert_ne!(stale, playbook, "the question that grows stale");
    folder.write("clinic.yaml", &stale);
    deal(&folder, "acme", "Acme", "{}");
    deal(&folder, "globex", "Globex", "{ users: 3 }");
    deal(&folder, "initech", "Initech", "{ hosting: { answer: cloud, date: 2025-01-01 } }");
    folder
}

fn deal(folder: &Folder, file: &str, name: &str, facts: &str) {
    let text = format!("format: 1\ndeal: {name}\nplaybook: ./clinic.yaml\nfacts: {facts}\n");
    folder.write(&format!("{file}.deal.yaml"), &text);
}

/// Where a text stands on a screen.
#[track_caller]
fn place(screen: &str, words: &str) -> usize {
    screen.find(words).unwrap_or_else(|| panic!("no {words:?} on:\n{screen}"))
}

#[test]
fn the_deals_are_offered_the_most_urgent_first() {
    let folder = folder();
    let mut screen = folder.start("");
    screen.sees(&[MENU, "A new deal", "Only look, keep nothing"]);
    let text = screen.text();
    let places = [
        "❯ 1 Initech — fit or no-fit · Problem · stale",
        "Acme — fit or no-fit",
        "Globex — no-fit",
    ]
    .map(|line| place(&text, line));
    assert!(places.is_sorted(), "{text}");
    screen.press(DOWN).sees(&["❯ 2 Acme"]).press(ENTER);
    screen.sees(&["Saved in acme.deal.yaml after every answer.", "· question"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
}

#[test]
fn a_new_deal_gets_a_name_that_none_has() {
    let folder = folder();
    let mut screen = folder.start("");
    screen.sees(&[MENU]).press(UP).press(UP).sees(&["❯ 4 A new deal"]).press(ENTER);
    screen.sees(&["Name for the deal file"]).press("acme").press(ENTER);
    screen
        .sees(&["there is `acme.deal.yaml` already", "Name for", "esc back"])
        .press(ESC)
        .sees(&[MENU]);
    screen.press(UP).press(UP).sees(&["❯ 4 A new deal"]).press(ENTER);
    screen.sees(&["Name for the deal file"]).press("hooli").press(ENTER);
    screen.sees(&["What do you call this deal?", "Hooli"]).press(ENTER);
    screen.sees(&["Saved in hooli.deal.yaml after every answer.", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    assert!(folder.read("hooli.deal.yaml").contains("deal: Hooli"));
}

#[test]
fn who_only_looks_keeps_nothing() {
    let folder = folder();
    let files = folder.files();
    let mut screen = folder.start("");
    screen.sees(&[MENU]).press(UP).sees(&["❯ 5 Only look"]).press(ENTER);
    screen.sees(&["Nothing is written unless you say so at the end.", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    assert_eq!(folder.files(), files);
}

#[test]
fn who_leaves_at_the_menu_has_changed_nothing() {
    let folder = folder();
    let mut screen = folder.start_in(50, 24, "NO_COLOR=1", "--plain");
    screen.sees(&[MENU, "1. Initech", "3. Globex", "4. A new deal", "5. Only look"]).press(CTRL_C);
    assert_eq!(screen.ends(), (130, String::new()));
    assert!(screen.text().contains("Nothing was saved."), "{}", screen.text());
}

#[test]
fn where_there_is_none_or_one_is_named_nothing_is_offered() {
    let empty = Folder::new();
    let mut screen = empty.start("-p clinic.yaml");
    screen.sees(&["Nothing is written", "· question"]).press(CTRL_C);
    assert!(!screen.text().contains(MENU), "{}", screen.text());
    let folder = folder();
    let mut screen = folder.start("acme");
    screen.sees(&["Saved in acme.deal.yaml", "· question"]).press(CTRL_C);
    assert!(!screen.text().contains(MENU), "{}", screen.text());
}

#[test]
fn of_many_the_first_are_offered_and_what_cannot_be_read_is_counted() {
    let folder = folder();
    for number in 1..=8 {
        deal(&folder, &format!("more{number}"), &format!("More {number}"), "{}");
    }
    folder.write("broken.deal.yaml", "format: [");
    let mut screen = folder.start("");
    let counted = ["The most urgent of 11", "coach start NAME", "1 can't be read; `coach deals`"];
    screen.sees(&counted).sees(&["Initech", "More 5", "A new deal"]);
    assert!(!screen.text().contains("More 6"), "{}", screen.text());
}

#[test]
fn only_deals_of_a_playbook_that_is_named_are_offered() {
    let folder = folder();
    folder.write("other.deal.yaml", "format: 1\ndeal: Other\nplaybook: bant\nfacts: {}\n");
    let mut screen = folder.start("-p bant");
    screen.sees(&[MENU, "Other"]);
    assert!(!screen.text().contains("Acme"), "{}", screen.text());
}

#[test]
fn scripts_are_not_asked() {
    folder().runs(
        "printf '\\n' | coach start --plain -p clinic.yaml > out 2> told && ! grep Which told \
         && coach start < /dev/null > out 2> told && ! grep Which told",
    );
}
