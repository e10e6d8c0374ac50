//! What one key says, and what can be done at any question: see its purpose, the brief and all
//! answers, say who speaks, stop.

use super::plain::{converse, texts};
use super::screen::{DOWN, ENTER, ESC, Folder};

/// F1 as most terminals send it.
const F1: &str = "\x1bOP";

#[test]
fn a_digit_chooses_and_one_key_says_how_the_answer_is_known() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --all --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.sees(&["What happens", "esc back"]).press("2").sees(&["❯ 2 They described"]);
    screen.press("w").sees(&["They described a consequence · it is written down"]);
    screen.sees(&["By when", "esc back"]).press("9").sees(&["❯ 1 Within a quarter"]);
    screen.press("3").press("a").sees(&["No date · I assume it", "How many people"]);
    screen.press("45\t").sees(&["enter: it is written down · tab changes that"]);
    screen.press("\t").sees(&["enter: you assume it"]).press(ENTER);
    screen.reply("Where may", ENTER, "b");
    screen.sees(&["Which of these", "esc back"]).press("13").sees(&["[x] 1", "❯ [x] 3"]);
    screen.press("1").sees(&["❯ [ ] 1", "[x] 3"]).press("b");
    screen.sees(&["Letters on the practice's own paper", "How did they put it"]);
    let deal = folder.read_with_today("acme.deal.yaml");
    for fact in [
        "consequence: { answer: stated, source: document, date: TODAY }",
        "deadline: { answer: open, source: assumption, date: TODAY }",
        "users: { answer: 45, source: assumption, date: TODAY }",
        "hosting: { answer: cloud, date: TODAY }",
        "needs: { answer: [letters], date: TODAY }",
    ] {
        assert!(deal.contains(fact), "no {fact}: {deal}");
    }
}

#[test]
fn what_enter_alone_stands_for_can_be_settled_for_the_whole_conversation() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook --usually assumption");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), ENTER);
    screen.sees(&["They described a consequence · I assume it", "By when", "esc back"]);
    screen.press(DOWN).press("b").sees(&["Within a year · the buyer said so"]);
}

#[test]
fn passing_over_an_assumed_answer_makes_no_evidence_of_it() {
    let folder = Folder::new();
    let mut screen = folder.start("acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", ENTER, "a");
    screen.sees(&["I assume it", "By when", "esc back"]).press(ESC);
    screen.sees(&["What happens", "Until now", "esc back"]).press(ENTER);
    screen.sees(&["how they got to it · I assume it", "By when"]);
}

#[test]
fn help_tells_what_a_question_is_for_and_what_else_can_be_done() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 30, "", "-p ./clinic.yaml --order playbook");
    screen.sees(&["What happens", "? more"]).press("?");
    screen.sees(&[
        "Why: A problem without a consequence ends in no decision.",
        "Listen for: a number they worked out themselves",
        "w is an answer that is written down",
        "❯ 1 Back to the question",
        "6 Stop here, and show the brief",
        "enter choose",
    ]);
    screen.press(ENTER).sees(&["❯ 1 They gave", "? more"]);
    screen.press("?").sees(&["5 Not known yet", "enter choose"]).press("5").press(ENTER);
    screen.sees(&["Not known yet · something to ask", "By when"]);
}

#[test]
fn the_brief_can_be_seen_midway_and_what_was_begun_is_gone_on_with() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 30, "", "acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), "b");
    screen.reply("By when", ENTER, "b");
    screen.sees(&["How many people", "esc back"]).press("4").press(F1);
    screen.sees(&["2 See the brief", "enter choose"]).press("2").press(ENTER);
    screen.sees(&["UNDECIDED", "They said", "consequence: They described"]);
    screen.sees(&["❯ 1 Back to the question", "enter choose"]).press(ENTER);
    screen.sees(&["◇ What happens", "How many people", "❯ 4"]).press("5\r");
    screen.sees(&["45 people", "Where may"]);
    assert!(!screen.text().contains("UNDECIDED"), "{}", screen.text());
}

#[test]
fn ticks_are_kept_over_an_aside_too() {
    let folder = Folder::new();
    let facts = "  consequence: stated\n  deadline: open\n  users: 45\n  hosting: cloud\n";
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    folder.write("acme.deal.yaml", &format!("{head}{facts}"));
    let mut screen = folder.start_in(80, 30, "", "acme --all --order playbook");
    screen.sees(&["Which of these", "esc back"]).press("2").sees(&["[x] 2 Billing"]).press("@");
    screen.sees(&["Who says it?", "enter done"]).press("Dana, CFO\r");
    screen.sees(&["question 1 · said by Dana, CFO", "[x] 2 Billing", "esc back"]).press(ENTER);
    screen.sees(&["Billing · the buyer said so (Dana, CFO)", "How did they put it"]);
    screen.press("@").sees(&["Who says it?", "❯ Dana, CFO"]).press("Kim\r");
    screen.sees(&["said by Kim", "esc back"]).press("We lose ten.\r");
    screen.sees(&["Look over the answers"]);
    let deal = folder.read("acme.deal.yaml");
    assert!(deal.contains("by: 'Dana, CFO'") && deal.contains("by: Kim"), "{deal}");
}

#[test]
fn any_answer_can_be_gone_to_from_any_question() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 30, "", "acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), "b");
    screen.sees(&["By when", "esc back"]).press("?");
    screen.sees(&["3 See all answers", "enter choose"]).press("3").press(ENTER);
    screen.sees(&["All answers, and what is open", "1 What happens", "the buyer said so"]);
    screen.sees(&["4 Where may", "enter choose"]).press("4").press(ENTER);
    screen.sees(&["Requirements · of your choice", "Where may", "esc back"]).press("1w");
    screen.sees(&["In a cloud · it is written down", "By when", "esc back"]).press(ESC);
    screen.sees(&["Where may", "Until now: In a cloud"]);
}

#[test]
fn whoever_stops_keeps_all_and_sees_the_brief() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 30, "", "acme -p ./clinic.yaml --order playbook");
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", &format!("{DOWN}{ENTER}"), "b");
    screen.sees(&["By when", "esc back"]).press("?");
    screen.sees(&["6 Stop here", "enter choose"]).press("6").press(ENTER);
    let (code, brief) = screen.ends();
    assert_eq!(code, 0);
    assert!(brief.contains("UNDECIDED") && brief.contains("They described"), "{brief}");
    assert!(folder.read("acme.deal.yaml").contains("consequence: { answer: stated,"));
}

#[test]
fn plain_lines_have_words_for_the_same() {
    let folder = Folder::new();
    let arguments = ["acme", "-p", "./clinic.yaml", "--plain", "--order", "playbook"];
    let lines = "\n?\n1\nwho\nDana\n1\nb\nbrief\nanswers\n1\n2\nw\nstop\n";
    let output = converse(&folder, &arguments, lines);
    let (brief, said) = texts(&output);
    for words in [
        "Type brief, answers, who, unknown, back or stop at any question, and ? for this.",
        "Problem · question 1 · said by Dana",
        "UNDECIDED",
        "All answers, and what is open",
        "Noted: They described a consequence · it is written down (Dana)",
    ] {
        assert!(said.contains(words), "no {words:?} in {said}");
    }
    assert!(brief.contains("They described a consequence"), "{brief}");
}

#[test]
fn a_settled_verdict_is_told_and_what_the_talk_calls_for_is_asked() {
    let folder = Folder::new();
    let clinic = folder.read("clinic.yaml");
    let asks = "buyer_asks: Should we do anything about this?";
    folder.write(
        "clinic.yaml",
        &clinic.replace(asks, &format!("{asks}\n    prepare: [consequence, deadline]")),
    );
    let arguments = "acme -p ./clinic.yaml --stage requirements -a consequence=measured";
    let mut screen = folder.start(arguments);
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("How many people", "45\r", "b");
    screen.reply("Where may", ENTER, "b");
    screen.sees(&[
        "Settled: a fit",
        "The next talk calls for more: · By when does this have to be better",
        "❯ 1 Go on: 1 question that can't change it",
        "2 Stop here, and show the brief",
        "enter choose",
    ]);
    screen.press(ENTER);
    screen.sees(&["Settled: a fit · score 3 to 6, a fit from 3 · 1 to ask before the talk"]);
    screen.reply("By when", ENTER, "b");
    screen.sees(&["Look over the answers", "❯ 1 Finish"]).press(ENTER);
    assert_eq!(screen.ends().0, 0);
    folder.runs("coach check acme.deal.yaml");
}

#[test]
fn twelve_answers_take_twenty_six_keys_at_most() {
    let folder = Folder::new();
    let mut playbook = "format: 1\nid: twelve\ntitle: Twelve\nsummary: Twelve.\nopening: 0\noffer:\n  name: A\n  solves: B.\nstages:\n  \
                        - id: all\n    title: All\n    buyer_asks: Is it for us?\n    questions:\n"
        .to_owned();
    for number in 1..=12 {
        playbook += &format!(
            "      - id: q{number}\n        ask: Is number {number} so?\n        type: choice\n        \
             options: {{ never: Never, often: Often }}\n"
        );
    }
    playbook += "fit:\n  signals:\n";
    for number in 1..=12 {
        playbook += &format!(
            "    - {{ id: s{number}, when: {{ q{number}: often }}, weight: 1, because: It is so. }}\n"
        );
    }
    folder.write("twelve.yaml", &format!("{playbook}  threshold: 12\n"));
    let mut screen = folder.start("acme -p ./twelve.yaml --order playbook");
    let mut keys = 0;
    let mut press = |screen: &mut super::screen::Screen, key: &str| {
        screen.press(key);
        keys += 1;
    };
    press(screen.sees(&["What do you call this deal?"]), ENTER);
    for number in 1..=12 {
        press(screen.sees(&[&format!("Is number {number} so?"), "esc back"]), "2");
        press(screen.sees(&["❯ 2 Often"]), ENTER);
    }
    press(screen.sees(&["Settled: a fit", "❯ 1 Finish"]), ENTER);
    assert_eq!(screen.ends().0, 0);
    assert!(keys <= 26, "{keys} keys");
}

/// What stands on the screen from the question on.
fn prompt(text: &str) -> String {
    let from = text.rfind('◆').map_or("", |place| &text[place..]);
    from.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn at_every_kind_of_prompt_another_width_looks_as_if_it_had_been_so_from_the_start() {
    let facts = "  consequence: stated\n  deadline: open\n";
    let head = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts:\n";
    let users = "  users: 45\n  hosting: cloud\n";
    for (known, keys) in [
        // A list, one that is moved in, a number, and what comes of `?` and of `@`.
        ("  words: unknown\n".to_owned(), &[("", "❯ 1 They")][..]),
        ("  words: unknown\n".to_owned(), &[(DOWN, "❯ 2 They")]),
        (facts.to_owned(), &[("45", "❯ 45")]),
        (facts.to_owned(), &[("?", "6 Stop")]),
        (facts.to_owned(), &[("@", "Who says"), ("Dana, CFO of Acme Clinics", "Clinics")]),
        // Ticks, and words.
        (format!("{facts}{users}"), &[("2", "[x] 2")]),
        (format!("{facts}{users}  needs: [sms]\n"), &[("Ten are lost", "are lost")]),
    ] {
        let at = |columns: u16| {
            let folder = Folder::new();
            folder.write("acme.deal.yaml", &format!("{head}{known}"));
            let mut screen = folder.start_in(columns, 60, "", "acme --all --order playbook");
            screen.sees(&["· question", "]"]);
            for (key, shows) in keys {
                screen.press(key).sees(&[shows]);
            }
            screen.comes_to(|text| text.trim_end().ends_with(']'), "the keys");
            (folder, screen)
        };
        let (_folder, mut screen) = at(80);
        for columns in [50, 20, 120] {
            screen.forget().resize(columns, 60);
            let (_fresh_folder, fresh) = at(columns);
            let wanted = prompt(&fresh.text());
            assert!(!wanted.is_empty(), "{}", fresh.text());
            screen.comes_to(|text| prompt(text) == wanted, &wanted);
        }
    }
}
