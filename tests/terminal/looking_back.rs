//! `coach look-back` with a person at the other end: in menus, and in plain lines.

use crate::wizard::screen::{CTRL_C, DOWN, ENTER, ESC, Folder};

const HEAD: &str = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts: {}\n";
const OUTCOME: &str = "outcome: { date: 2026-02-10, decided: ours, because: It works. }\n";

fn folder(text: &str) -> Folder {
    let folder = Folder::new();
    folder.write("acme.deal.yaml", text);
    folder
}

#[test]
fn what_they_decided_is_kept_at_once_and_a_step_leads_back() {
    let folder = folder(HEAD);
    let mut screen = folder.coach_in(80, 24, "", "look-back acme");
    screen.sees(&["Acme", "What did they decide?", "They chose another", "esc back"]);
    screen.press(DOWN).sees(&["❯ 2 They chose another"]).press(ENTER);
    screen.sees(&["On which day did they decide?"]);
    let deal = folder.read_with_today("acme.deal.yaml");
    assert!(deal.ends_with("outcome: { date: TODAY, decided: other }\n"), "{deal}");
    screen.press(ESC).sees(&["❯ 2 They chose another"]).press("4");
    screen.sees(&["❯ 4 They stopped looking"]).press(ENTER);
    screen.sees(&["They stopped looking", "On which day did they decide?"]).press(ENTER);
    screen.sees(&["Why, in their words?"]).press(CTRL_C);
    assert_eq!(screen.ends(), (130, String::new()));
    screen
        .sees(&["Saved in acme.deal.yaml. To look back later:", "coach look-back acme.deal.yaml"]);
    let deal = folder.read_with_today("acme.deal.yaml");
    assert!(deal.ends_with("outcome: { date: TODAY, decided: stopped }\n"), "{deal}");
}

#[test]
fn the_five_statements_are_asked_one_after_another_and_kept_together() {
    let folder = folder(&format!("{HEAD}{OUTCOME}"));
    let mut screen = folder.coach_in(80, 24, "", "look-back acme");
    screen.sees(&["They chose us on 2026-02-10", "1 of 5", "❯ 3 Neither"]).press("5").press(ENTER);
    screen.sees(&["2 of 5"]).press("1").press(ENTER).sees(&["3 of 5"]).press(CTRL_C);
    assert_eq!(screen.ends(), (130, String::new()));
    screen.sees(&["Nothing new is kept. To begin again:", "coach look-back acme.deal.yaml"]);
    assert_eq!(folder.read("acme.deal.yaml"), format!("{HEAD}{OUTCOME}"));

    let mut screen = folder.coach_in(80, 24, "", "look-back acme --date 2026-05-12");
    for (place, key) in [("1 of 5", "5"), ("2 of 5", "1"), ("3 of 5", "5"), ("4 of 5", "2")] {
        screen.sees(&[place, "read it to them", "esc back"]).press(key).press(ENTER);
    }
    screen
        .sees(&["5 of 5"])
        .press(ESC)
        .sees(&["4 of 5", "❯ 2 They rather disagree"])
        .press("1")
        .press(ENTER);
    screen
        .sees(&["5 of 5"])
        .press("4")
        .press(ENTER)
        .sees(&["Who answered?"])
        .press("Dana")
        .press(ENTER);
    screen.sees(&["What else do they say of it?"]).press("Late.").press(ENTER);
    let (code, told) = screen.ends();
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("regret 5 of 100 (little) – Dana: “Late.”"), "{told}");
    let said = "{ date: 2026-05-12, by: Dana, answers: [5, 1, 5, 1, 4], words: Late. }";
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.ends_with(&format!("look_back:\n  - {said}\n")), "{deal}");
}

#[test]
fn in_plain_lines_the_five_are_kept_though_it_is_broken_off_behind_them() {
    let folder = folder(&format!("{HEAD}{OUTCOME}"));
    let mut screen = folder.coach_in(80, 24, "", "look-back acme --plain --date 2026-05-12");
    for (place, key) in
        [("1 of 5", "5"), ("2 of 5", "1"), ("3 of 5", "5"), ("4 of 5", "1"), ("5 of 5", "4")]
    {
        screen.sees(&[place, "1 to 5>"]).press(&format!("{key}\n")).forget();
    }
    screen.sees(&["Who answered?"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Saved in acme.deal.yaml."]);
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.ends_with("  - { date: 2026-05-12, answers: [5, 1, 5, 1, 4] }\n"), "{deal}");
}

#[test]
fn what_cannot_be_kept_comes_with_the_command_that_says_it_again() {
    let folder = folder(HEAD);
    let mut screen = folder.coach_in(80, 24, "", "look-back acme");
    screen.sees(&["What did they decide?", "esc back"]).press("2").press(ENTER);
    screen.sees(&["On which day did they decide?"]);
    let other = format!("{HEAD}notes: Somebody else was here.\n");
    folder.write("acme.deal.yaml", &other);
    screen.press(ENTER).sees(&["Why, in their words?"]).press("It's cheaper").press(ENTER);
    let (code, told) = screen.ends();
    assert_eq!((code, told.as_str()), (2, ""));
    screen.sees(&["To say it again:", "--decided other", r"'--because=It'\''s cheaper'"]);
    assert_eq!(folder.read("acme.deal.yaml"), other);
}
