//! Breaking off, and coming back.

use super::screen::{CTRL_C, ENTER, Folder};

#[test]
fn ctrl_c_says_what_is_saved_and_a_second_start_goes_on_from_there() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", "jj\r", "b");
    screen.sees(&["2 of about", "By when", "esc back"]).press(CTRL_C);
    let (code, brief) = screen.ends();
    assert_eq!((code, brief.as_str()), (130, ""));
    screen.sees(&["Saved in acme.deal.yaml", "coach start acme.deal.yaml"]);
    assert!(folder.read("acme.deal.yaml").contains("consequence: none"));

    let mut screen = folder.start("acme");
    screen.sees(&["Acme", "1 answer so far", "of about", "esc back"]);
    assert!(!screen.text().contains("What happens if nothing changes"), "{}", screen.text());
    assert!(!screen.text().contains("What do you call"), "{}", screen.text());
}

#[test]
fn ctrl_c_while_saying_how_it_is_known_leaves_too() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["What happens", "esc back"]).press(ENTER);
    screen.sees(&["How do you know?", "b w a"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    assert!(!folder.read("acme.deal.yaml").contains("consequence"));
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
    screen.sees(&["By when", "(Dana)", "(Kim)", "❯ Keep what is known"]).press(ENTER);
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
    screen.sees(&["Something is already known here", "❯ Put the new answer beside it"]);
    screen.press(ENTER);
    screen.sees(&["How many people", "esc back"]).press(CTRL_C);
    screen.ends();
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("Dana") && deal.contains("Kim") && deal.contains("document"), "{deal}");
}

#[test]
fn a_signal_from_outside_leaves_a_usable_terminal_and_says_what_is_saved() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["What happens", "esc back"]).terminate();
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Saved in acme.deal.yaml"]);
    let written = String::from_utf8_lossy(&screen.written).into_owned();
    let (shown, hidden) = (written.rfind("\x1b[?25h"), written.rfind("\x1b[?25l"));
    assert!(shown > hidden, "the cursor stays hidden");
}

#[test]
fn ctrl_c_leaves_plain_lines_too() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook --plain");
    screen.sees(&["What do you call this deal?"]).press("\n");
    screen.sees(&["Your answer>"]).press("3\n");
    screen.sees(&["b, w or a>"]).press("\n");
    screen.sees(&["Noted: Nothing much", "By when"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
    screen.sees(&["Saved in acme.deal.yaml", "coach start acme.deal.yaml"]);
    assert!(!screen.written.contains(&0x1b), "{:?}", String::from_utf8_lossy(&screen.written));
    assert!(folder.read("acme.deal.yaml").contains("consequence: none"));
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten_and_no_answer_is_lost() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --stage requirements");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["How many people", "esc back"]);
    folder.write("acme.deal.yaml", "format: 1\ndeal: Edited meanwhile\n");
    screen.press("3\r").sees(&["How do you know?"]).press("b");
    screen.sees(&["Not saved", "changed on disk", "Settled: no fit"]).press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 2);
    assert!(brief.contains("Below twenty people"), "{brief}");
    screen.sees(&["Not all was saved.", "-a users=3", "error:", "changed on disk"]);
    assert!(folder.read("acme.deal.yaml").contains("Edited meanwhile"));
}

#[test]
fn a_file_that_changed_after_the_last_answer_is_told_as_that() {
    let folder = Folder::new();
    let deal = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n  users: 3\n";
    folder.write("acme.deal.yaml", deal);
    let mut screen = folder.start("acme");
    screen.sees(&["Settled: no fit", "❯ Finish"]);
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
    assert!(folder.read("acme.deal.yaml").contains("consequence: none"));
}
