//! A conversation from the first question to the brief.

use super::screen::{DOWN, ENTER, ESC, Folder};

/// The field for a deal's file, once it takes keys: after a message it opens anew.
const NAME_FIELD: &str = "◆ Name for the deal file";

#[test]
fn a_conversation_leads_to_a_brief_and_a_deal_file() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml");
    screen.sees(&["What do you call this deal?", "Acme"]).press(ENTER);
    screen.sees(&[
        "Clinic scheduling",
        "Problem: the buyer asks “Should we do anything about this?”",
        "Problem · question 1",
        "What happens if nothing changes for a year?",
        "Why: A problem without a consequence ends in no decision.",
        "Listen for: a number they worked out themselves",
        "1 could rule it out · must-haves met: 0 of 1 · score 0 to 6, a fit from 3",
        "↑↓ choose · enter, or w written, a assumed · ? more · esc back",
    ]);
    screen.reply("What happens", ENTER, "b");
    screen
        .sees(&["◇ What happens", "They gave a figure and how they got to it · the buyer said so"]);
    screen.reply("How many people", "45\r", "w");
    screen.sees(&["45 people · it is written down", "Requirements · question 3"]);
    screen.reply("Where may", ENTER, ENTER);
    screen.sees(&[
        "In a cloud · the buyer said so",
        "Settled: a fit",
        "every must-have holds",
        "Finish, and show the brief",
    ]);
    screen.press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("Acme"), "{brief}");
    let said = screen.text();
    assert!(said.contains("coach start --no-input acme.deal.yaml"), "{said}");
    let deal = folder.read_with_today("acme.deal.yaml");
    for line in [
        "deal: Acme",
        "consequence: { answer: measured, date: TODAY }",
        "users: { answer: 45, source: document, date: TODAY }",
    ] {
        assert!(deal.contains(line), "no {line}: {deal}");
    }
    assert_eq!(folder.files(), ["acme.deal.yaml"]);
}

#[test]
fn a_verdict_that_is_settled_early_ends_the_questions() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("How many people", "3\r", "b");
    screen.sees(&[
        "Settled: no fit",
        "Below twenty people a shared calendar serves them better.",
        "Go on: 5 questions that can no longer change it",
    ]);
    screen.press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("Below twenty people"), "{brief}");
}

#[test]
fn a_settled_conversation_can_go_on() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(DOWN).press(ENTER);
    screen.sees(&["· question", "Settled: no fit · score 0 to 6", "esc back"]);
}

#[test]
fn all_asks_what_can_no_longer_change_the_verdict() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --all --order playbook");
    screen.reply("What happens", ENTER, "b");
    screen.reply("By when", ENTER, "b");
    screen.reply("How many people", "3\r", "b");
    screen.reply("Where may", ENTER, "b");
    screen.sees(&["Which of these must it do"]).press(" \r");
    screen.reply("How did they put it", "We lose ten a day.\r", "b");
    screen.sees(&["Settled: no fit", "Finish"]);
    assert!(!screen.text().contains("Go on:"));
}

#[test]
fn playbook_order_starts_at_the_stage_asked_for() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --order playbook --stage requirements");
    screen.sees(&["Requirements · question 1", "How many people"]);
}

#[test]
fn without_a_deal_nothing_is_written_unless_wanted() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(ENTER);
    screen.sees(&["Keep this conversation?", "Nothing is written so far."]).press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("Below twenty people"), "{brief}");
    assert!(folder.files().is_empty(), "{:?}", folder.files());
    assert!(screen.text().contains("-a users=3"), "{}", screen.text());
}

#[test]
fn esc_at_the_offer_to_keep_goes_back_to_the_review() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(ENTER);
    screen.sees(&["Keep this conversation?", "esc back"]).press(ESC);
    screen.sees(&["Look over the answers", "❯ 1 Finish"]).press(ENTER);
    screen.sees(&["Keep this conversation?", "esc back"]).press(ENTER);
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn a_deal_kept_in_another_folder_finds_its_playbook_from_there() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("deals")).unwrap();
    let mut screen = folder.start("-p clinic.yaml --stage requirements");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(ENTER);
    screen.sees(&["Keep this conversation?"]).press(DOWN).press(ENTER);
    screen.sees(&["Name for the deal file"]).press("deals/acme.yaml\r");
    assert_eq!(screen.ends().0, 0);
    assert!(folder.read("deals/acme.yaml").contains("playbook: ../clinic.yaml\n"));
}

#[test]
fn a_deal_is_not_kept_where_the_brief_goes() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements -o acme.deal.yaml");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(ENTER);
    screen.sees(&["Keep this conversation?"]).press(DOWN).press(ENTER);
    screen.sees(&["Name for the deal file"]).press("acme\r");
    screen.sees(&["give one of the two another name", NAME_FIELD]).press("beta\r");
    assert_eq!(screen.ends().0, 0);
    assert!(folder.read("acme.deal.yaml").starts_with("NOT A FIT"));
    assert!(folder.read_with_today("beta.deal.yaml").contains("users: { answer: 3, date: TODAY }"));
}

#[test]
fn the_command_at_the_end_finds_the_playbook_again() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("my own")).unwrap();
    folder.write("my own/clinic.yaml", &folder.read("clinic.yaml"));
    let flags = "--playbook-dir 'my own' -p clinic -a users=3";
    let mut screen = folder.start(&format!("acme {flags}"));
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["Settled: no fit"]).press(ENTER);
    assert_eq!(screen.ends().0, 0);
    screen.sees(&["coach start --no-input --playbook-dir 'my own' acme.deal.yaml"]);
}

#[test]
fn a_name_that_no_deal_can_have_is_asked_for_again() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml");
    screen.sees(&["What do you call this deal?"]).press(&"x".repeat(501)).press(ENTER);
    screen.sees(&["longer than 500 characters", "What do you call this deal?"]);
    screen.press("Clinics of Acme\r").sees(&["What happens"]);
    assert!(folder.read("acme.deal.yaml").contains("deal: Clinics of Acme"));
}

#[test]
fn without_a_deal_a_name_makes_one_at_the_end() {
    let folder = Folder::new();
    folder.write("taken.deal.yaml", "format: 1\n");
    let mut screen = folder.start("-p ./clinic.yaml --stage requirements");
    screen.reply("How many people", "3\r", "b");
    screen.sees(&["Settled: no fit"]).press(ENTER);
    screen.sees(&["Keep this conversation?"]).press(DOWN).press(ENTER);
    screen.sees(&["Name for the deal file"]).press("taken\r");
    screen.sees(&["taken.deal.yaml` exists already", NAME_FIELD]).press("acme-clinics\r");
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("Acme"), "{brief}");
    assert!(
        folder
            .read_with_today("acme-clinics.deal.yaml")
            .contains("users: { answer: 3, date: TODAY }")
    );
    assert_eq!(folder.read("taken.deal.yaml"), "format: 1\n");
}
