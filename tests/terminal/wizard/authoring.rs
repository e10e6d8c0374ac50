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
    by_number(&mut screen);
    type_in(&mut screen, "A question that can rule", "Where may papers live");
    choose(&mut screen, &["How do they answer?"], 3);
    type_in(&mut screen, "Which answers are there?", "In a cloud of ours or of others; At home");
    choose(&mut screen, &["Which of them rule them out?", "❯ 2 In a cloud"], 1);
    choose(&mut screen, &["❯ 1 That is right so"], 0);
    for ask in ["Why does that rule them out?", "What do you tell them then?", "serve them better?"]
    {
        type_in(&mut screen, ask, "");
    }
    type_in(&mut screen, "Another question that can rule", "");
    a_hold(&mut screen);
    to_the_end(&mut screen);
    assert_eq!(screen.ends().0, 0);
    let written = String::from_utf8_lossy(&screen.written).into_owned();
    let text = anstream::adapter::strip_str(&written).to_string();
    let until = text.find("created").unwrap();
    let widest = text[..until].split(['\n', '\r']).map(|line| line.chars().count()).max();
    assert!(widest.unwrap() <= 50, "{widest:?}");
}

/// Chooses the line of a menu that is so many below the one that stands chosen.
fn choose(screen: &mut Screen, sees: &[&str], below: usize) {
    screen.sees(&[sees, &["esc back"]].concat()).press(&format!("{}{ENTER}", DOWN.repeat(below)));
}

/// Answers by a number whom it is not for; the limit is right.
fn by_number(screen: &mut Screen) {
    type_over(screen, "What do you ask to find out?", "How many papers are there");
    choose(screen, &["How many papers are there? How do they answer?"], 2);
    type_in(screen, "What has to be given?", "at least 200 papers");
    choose(screen, &["At least 200 papers: is that the right way round?", "199 papers: no fit"], 0);
    type_over(screen, "Why does that rule them out?", "A shelf serves them better.");
    type_in(screen, "What do you tell them then?", "");
    type_in(screen, "serve them better?", "");
}

/// A question that holds it up.
fn a_hold(screen: &mut Screen) {
    type_in(screen, "A question that can hold it up", "Has whoever signs agreed how it is paid");
    choose(screen, &["How do they answer?", "a no holds it up"], 1);
    type_over(screen, "Why does that hold it up?", "Nobody knows how it is paid.");
    type_in(screen, "What does the buyer do that lifts it?", "Whoever signs has said how.");
    type_in(screen, "What do you tell them then?", "");
    type_in(screen, "Another question that can hold it up", "");
}

/// Keeps the stages and the id.
fn stages_and_id(screen: &mut Screen) {
    choose(screen, &["The buyer's stages", "Keep these"], 0);
    type_in(screen, "What do commands call it?", "");
}

/// What was written passes its checks and its cases.
fn passes(folder: &Folder) {
    let commands = ["check --fail-on warning", "test --fail-under 100 --mutants", "fmt --check"];
    for command in commands {
        let mut run = folder.coach_in(80, 24, "", &format!("playbook {command}"));
        let (code, stdout) = run.ends();
        assert_eq!(code, 0, "{command}: {stdout}{}", run.text());
    }
}

#[test]
fn a_limit_the_wrong_way_round_is_noticed_on_the_spot() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 30, "", "playbook new");
    screen.sees(&["A new playbook"]);
    type_in(&mut screen, "What is your offer called?", "Paperlight");
    type_in(&mut screen, "What does it solve", "Papers that nobody finds.");
    type_in(&mut screen, "Who is better off", "Offices with fewer than 200 papers.");
    type_over(&mut screen, "What do you ask to find out?", "How many papers are there");
    choose(&mut screen, &["How many papers are there? How do they answer?"], 2);
    // No number, one number, ends the wrong way round: told, and nothing is lost.
    type_in(&mut screen, "What has to be given?", "many");
    screen.sees(&["`many` is no limit", "❯ many"]);
    type_over(&mut screen, "What has to be given?", "200 papers");
    screen.sees(&["`200 papers` is one number", "❯ 200 papers"]);
    type_over(&mut screen, "What has to be given?", "between 500 and 20 papers");
    screen.sees(&["is the wrong way round", "❯ between 20 and 500 papers"]);
    type_over(&mut screen, "What has to be given?", "at most 200 papers");
    // Whom it is not for says otherwise: the other way round stands chosen.
    let but = "But better off with something else, you said: “Offices with fewer than 200 papers.”";
    let other = "❯ 2 No, the other way round: at least 200 papers";
    choose(&mut screen, &["With 201 papers: no fit", but, other], 0);
    type_over(&mut screen, "Why does that rule them out?", "That is too much for us.");
    type_in(&mut screen, "What do you tell them then?", "");
    type_in(&mut screen, "serve them better?", "");
    // And so does the reason: it is to be changed.
    let about = ["Is the limit the right way round?", "as the reason: “That is too much for us.”"];
    choose(&mut screen, &about, 1);
    type_over(&mut screen, "Why does that rule them out?", "A shelf serves them better.");
    type_in(&mut screen, "What do you tell them then?", "");
    type_in(&mut screen, "serve them better?", "");
    screen.sees(&["How many papers are there? needs at least 200 papers, else no fit"]);
    type_in(&mut screen, "A question that can rule", "");
    type_in(&mut screen, "A question that can hold", "");
    to_the_end(&mut screen);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let text = folder.read(PLAYBOOK);
    assert!(text.contains("when: { how_many_papers: { at_least: 200 } }\n"), "{text}");
    assert!(text.contains("      because: A shelf serves them better.\n"), "{text}");
    passes(&folder);
}

#[test]
fn several_answers_are_told_apart() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 40, "", "playbook new");
    about_the_offer(&mut screen);
    by_its_words(&mut screen);
    type_in(&mut screen, "A question that can rule", "Where may papers live");
    choose(&mut screen, &["How do they answer?"], 3);
    type_in(&mut screen, "Which answers are there?", "In a cloud");
    screen.sees(&["That is one answer"]);
    type_over(&mut screen, "Which answers are there?", "In a cloud; Either; In the house");
    // Nothing told apart yet: that can't be right.
    let which = "Which of them rule them out?";
    screen.sees(&[which, "❯ 2 In a cloud", "esc back"]).press(&format!("{UP}{ENTER}"));
    screen.sees(&["None of the answers is in the way"]);
    choose(&mut screen, &[which, "❯ 2 In a cloud"], 2);
    choose(&mut screen, &["❯ 1 That is right so", "In the house rules them out"], 0);
    for ask in ["Why does that rule them out?", "What do you tell them then?", "serve them better?"]
    {
        type_in(&mut screen, ask, "");
    }
    screen.sees(&["needs “In a cloud” or “Either”, else no fit"]);
    type_in(&mut screen, "Another question that can rule", "");
    type_in(&mut screen, "A question that can hold", "");
    to_the_end(&mut screen);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let text = folder.read(PLAYBOOK);
    assert!(text.contains("when: { where_may_papers_live: in_the_house }\n"), "{text}");
    passes(&folder);
}

#[test]
fn examples_are_played_back_and_what_decides_a_wrong_one_can_be_changed() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 40, "", "playbook new");
    about_the_offer(&mut screen);
    by_number(&mut screen);
    type_in(&mut screen, "A question that can rule", "");
    a_hold(&mut screen);
    stages_and_id(&mut screen);
    let fit =
        ["Example 1 of 3: this one is a fit. Right?", "How many papers are there? 200 papers."];
    choose(&mut screen, &fit, 0);
    choose(&mut screen, &["Example 2 of 3: this one is not yet. Right?", "how it is paid? No."], 0);
    let no = ["Example 3 of 3: this one is a no. Right?", "How many papers are there? 199 papers."];
    choose(&mut screen, &no, 1);
    let decides = ["What decides that it is a no", "You said that it needs at least 200 papers"];
    choose(&mut screen, &[&decides[..], &["wrong way round: at most 200 papers"]].concat(), 0);
    choose(&mut screen, &["It needs at least 200 papers, else no fit.", "Change it"], 0);
    type_in(&mut screen, "What do you ask?", "");
    choose(&mut screen, &["How do they answer?", "❯ 3 With a number"], 0);
    type_over(&mut screen, "What has to be given?", "at least 100 papers");
    choose(&mut screen, &["With 99 papers: no fit."], 0);
    for ask in ["Why does that rule them out?", "What do you tell them then?", "serve them better?"]
    {
        type_in(&mut screen, ask, "");
    }
    // What has changed is looked at again, and what has not is not.
    choose(&mut screen, &["Example 1 of 3", "How many papers are there? 100 papers."], 0);
    choose(&mut screen, &["Example 3 of 3", "How many papers are there? 99 papers."], 0);
    choose(&mut screen, &["Is this right?", "Write playbooks/paperlight.yaml"], 0);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let cases = folder.read("playbooks/paperlight.test.yaml");
    let (confirmed, others) = cases.split_once("These follow from the rules").unwrap();
    assert!(confirmed.contains("You have looked at these, and said that they are right."));
    for case in [
        "- case: Everything speaks for it\n",
        "- case: How many papers are there? 99 papers\n",
        "- case: Has whoever signs agreed how it is paid? No\n",
    ] {
        assert!(confirmed.contains(case) && !others.contains(case), "{case} in\n{cases}");
    }
    passes(&folder);
}

#[test]
fn an_example_that_stays_wrong_is_not_written_down_as_confirmed() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 40, "", "playbook new");
    about_the_offer(&mut screen);
    by_number(&mut screen);
    type_in(&mut screen, "A question that can rule", "");
    type_in(&mut screen, "A question that can hold", "");
    stages_and_id(&mut screen);
    choose(&mut screen, &["Example 1 of 3"], 0);
    // On the border without a hold: as little for it as is enough.
    let border =
        ["Example 2 of 3: this one is just about a fit.", "Of 6 things that speak for it, 3 do"];
    choose(&mut screen, &border, 1);
    choose(&mut screen, &["How much speaks for it: 3 of 6, and 3 are enough.", "`threshold`"], 3);
    choose(&mut screen, &["Example 3 of 3"], 0);
    let look = ["Is this right?", "Not as you would have it: just about a fit"];
    choose(&mut screen, &look, 0);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let cases = folder.read("playbooks/paperlight.test.yaml");
    let (confirmed, others) = cases.split_once("These follow from the rules").unwrap();
    assert_eq!(confirmed.matches("- case:").count(), 2, "{cases}");
    assert!(others.contains("- case: Just enough speaks for it\n"), "{cases}");
    passes(&folder);
}

#[test]
fn any_entry_can_be_changed_taken_out_or_added_at_the_end() {
    let folder = Folder::new();
    let arguments = "playbook new --offer Paperlight --solves Papers. \
                     --not-for 'Few.|How many papers|at least 9' --must-have 'Are there many' \
                     --limit 'Must it stay' --hold 'Is it tried|yes|They try it.'";
    let mut screen = folder.coach_in(80, 40, "", arguments);
    stages_and_id(&mut screen);
    for number in 1..=3 {
        choose(&mut screen, &[&format!("Example {number} of 3: this one is")], 0);
    }
    // The second question that rules out, by the flags: take it out.
    choose(&mut screen, &["Is this right?", "Change or take out: Must it stay?"], 5);
    choose(&mut screen, &["It needs a no, else no fit.", "Take it out"], 1);
    // A hold is added.
    screen.sees(&["Is this right?", "Add what can hold it up", "esc back"]);
    assert!(!screen.text().contains("Must it stay?"), "{}", screen.text());
    choose(&mut screen, &["Is this right?"], 8);
    type_in(&mut screen, "A question that can hold it up", "Who has heard of it");
    choose(&mut screen, &["How do they answer?"], 2);
    type_in(&mut screen, "What has to be given?", "3+ people");
    choose(&mut screen, &["With 2 people: not yet."], 0);
    type_in(&mut screen, "Why does that hold it up?", "");
    type_in(&mut screen, "What does the buyer do", "Three have heard of it.");
    type_in(&mut screen, "What do you tell them then?", "");
    // The offer is called otherwise.
    choose(&mut screen, &["Is this right?", "needs at least 3 people, else not yet"], 1);
    type_over(&mut screen, "What is your offer called?", "Lightpaper");
    // What has changed is looked at once more before it is written.
    choose(&mut screen, &["Is this right?", "Lightpaper"], 0);
    choose(&mut screen, &["Example 1 of 3", "Who has heard of it? 3 people."], 0);
    choose(&mut screen, &["Example 2 of 3", "Who has heard of it? 2 people."], 0);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    let text = folder.read(PLAYBOOK);
    assert!(text.contains("  name: Lightpaper\n") && !text.contains("Must it stay?"), "{text}");
    assert!(text.contains("when: { who_heard: { less_than: 3 } }\n"), "{text}");
    assert!(text.contains("      until: Three have heard of it.\n"), "{text}");
    passes(&folder);
}

#[test]
fn esc_leads_back_through_every_part_with_what_was_said() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 40, "", "playbook new");
    about_the_offer(&mut screen);
    by_number(&mut screen);
    // Out of the next question into the last part of this one, and so on to the limit.
    screen.sees(&["A question that can rule a buyer out", "esc back"]).press(ESC);
    type_in(&mut screen, "What do you ask to find out?", "");
    choose(&mut screen, &["How do they answer?", "❯ 3 With a number"], 0);
    screen.sees(&["What has to be given?", "❯ at least 200 papers", "esc back"]).press(ENTER);
    screen.sees(&["is that the right way round?", "esc back"]).press(ESC);
    screen.sees(&["What has to be given?", "❯ at least 200 papers", "enter done"]).press(ENTER);
    choose(&mut screen, &["is that the right way round?"], 0);
    screen.sees(&["Why does that rule them out?", "❯ A shelf serves them better."]).press(ESC);
    screen.sees(&["What has to be given?", "❯ at least 200 papers", "enter done"]).press(ENTER);
    choose(&mut screen, &["is that the right way round?"], 0);
    for ask in ["Why does that rule them out?", "What do you tell them then?", "serve them better?"]
    {
        type_in(&mut screen, ask, "");
    }
    type_in(&mut screen, "A question that can rule", "");
    type_in(&mut screen, "A question that can hold", "");
    stages_and_id(&mut screen);
    // Out of the examples to the question before them, and from one example to the one before.
    screen.sees(&["Example 1 of 3", "esc back"]).press(ESC);
    type_in(&mut screen, "What do commands call it?", "");
    choose(&mut screen, &["Example 1 of 3"], 0);
    screen.sees(&["Example 2 of 3", "esc back"]).press(ESC);
    choose(&mut screen, &["Example 1 of 3: this one is a fit. Right?"], 0);
    choose(&mut screen, &["Example 2 of 3: this one is"], 0);
    choose(&mut screen, &["Example 3 of 3: this one is"], 0);
    choose(&mut screen, &["Is this right?"], 0);
    assert_eq!(screen.ends().0, 0, "{}", screen.text());
    assert!(folder.read(PLAYBOOK).contains("when: { how_many_papers: { at_least: 200 } }\n"));
}

#[test]
fn a_question_that_leads_is_told_while_it_can_be_put_otherwise() {
    let folder = Folder::new();
    let mut screen = folder.coach_in(80, 40, "", "playbook new");
    about_the_offer(&mut screen);
    type_over(&mut screen, "What do you ask to find out?", "Don't you have many papers");
    screen.sees(&["`Don't you` expects to be agreed with", "How do they answer?", "esc back"]);
    screen.press(ESC);
    type_over(&mut screen, "What do you ask to find out?", "Do you have many papers");
    screen.sees(&["Do you have many papers? How do they answer?", "esc back"]).press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
}
