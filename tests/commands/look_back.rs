//! `coach look-back`: what became of a deal, and how content the buyer is with it later.

use crate::desk::Desk;
use serde_json::{Value, json};

const DEAL: &str = "format: 1
deal: Ferry Line
playbook: consultative
facts:
  owner: { answer: named, by: Ola, date: 2026-01-02 } # call before 10
";

/// Someone has decided on this day.
const OUTCOME: &str = "outcome: { date: 2026-02-10, decided: ours, because: It kept its hours. }\n";

fn desk_with(deal: &str) -> Desk {
    let desk = Desk::empty();
    desk.write("ferry.deal.yaml", deal);
    desk
}

fn decided() -> Desk {
    desk_with(&format!("{DEAL}{OUTCOME}"))
}

/// A deal of the clinics that is no fit, which the buyer has stopped looking after.
fn stopped() -> Desk {
    let desk = Desk::with_acme();
    let facts =
        "facts: { hosting: own_servers_only }\noutcome: { date: 2026-02-10, decided: stopped }\n";
    let text = format!("format: 1\ndeal: Acme\nplaybook: clinic-scheduling\n{facts}");
    desk.write("ferry.deal.yaml", &text);
    desk
}

fn look_back(desk: &Desk, arguments: &[&str]) -> String {
    desk.coach(&[&["look-back", "ferry"], arguments].concat()).succeeded().stdout
}

#[test]
fn what_they_decided_is_kept_with_the_day_and_their_reason() {
    let desk = desk_with(DEAL);
    let flags = ["--decided", "other", "--because", "Theirs was cheaper", "--date", "2026-02-10"];
    let told = look_back(&desk, &flags);
    let line = "outcome: { date: 2026-02-10, decided: other, because: Theirs was cheaper }\n";
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{line}"));
    let wanted = "Ferry Line\nThey chose another on 2026-02-10: “Theirs was cheaper”\nThey are to be \
                  asked to look back from 2026-05-11 on.\n";
    assert_eq!(told, wanted);
    let desk = desk_with(DEAL);
    look_back(&desk, &["--decided", "stayed"]);
    let deal = desk.read_with_today("ferry.deal.yaml");
    assert!(deal.ends_with("outcome: { date: TODAY, decided: stayed }\n"), "{deal}");
}

#[test]
fn another_decision_takes_the_place_of_the_first_aloud_until_they_have_looked_back() {
    let desk = decided();
    let again = ["look-back", "ferry", "--decided", "stayed", "--date", "2026-03-01"];
    let run = desk.coach(&again).succeeded();
    let note =
        "`outcome` was: they chose us on 2026-02-10: “It kept its hours.”; kept in `history`";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    let was = "{ date: 2026-02-10, decided: ours, because: It kept its hours. }";
    let history =
        format!("history:\n  - date: 2026-03-01\n    question: outcome\n    was: {was}\n");
    let stayed = "outcome: { date: 2026-03-01, decided: stayed }\n";
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{history}{stayed}"));
    // Nor is it lost where nothing is to be said.
    look_back(
        &desk,
        &["-q", "--decided", "stayed", "--because", "Too dear", "--date", "2026-03-01"],
    );
    let deal = desk.read("ferry.deal.yaml");
    let was = "was: { date: 2026-03-01, decided: stayed }";
    assert!(deal.contains(was) && deal.contains("because: It kept its hours."), "{deal}");
    look_back(&desk, &["--statements", "3,3,3,3,3", "--date", "2026-06-01"]);
    let before = desk.read("ferry.deal.yaml");
    desk.coach(&["look-back", "ferry", "--decided", "ours"]).complains(&["looked back on that"]);
    assert_eq!(desk.read("ferry.deal.yaml"), before);
}

#[test]
fn how_content_they_are_is_kept_the_latest_first() {
    let desk = decided();
    let told = look_back(
        &desk,
        &["--statements", "5,1,5,1,4", "--by", "Dana", "--words", "Late.", "--date", "2026-05-12"],
    );
    let regret = "Looking back on 2026-05-12: regret 5 of 100 (little) – Dana: “Late.”";
    assert!(told.contains(regret) && told.contains("the lower, the more content"), "{told}");
    assert!(!told.contains("They are to be asked"), "{told}");
    look_back(&desk, &["--statements", "4,2,4,2,4", "--date", "2026-08-01"]);
    let list = "look_back:
  - { date: 2026-08-01, answers: [4, 2, 4, 2, 4] }
  - { date: 2026-05-12, by: Dana, answers: [5, 1, 5, 1, 4], words: Late. }
";
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}{list}"));
}

#[test]
fn what_the_same_person_says_anew_on_the_same_day_is_told_and_the_former_kept() {
    let deal = format!(
        "{DEAL}{OUTCOME}look_back: [{{ date: 2026-05-12, by: Dana, answers: [1, 5, 1, 5, 1], words: Late. }}]\n"
    );
    let told = "`look_back` of 2026-05-12 was: regret 100 of 100 (deep) – Dana: “Late.”; kept in `history`";
    let flags = ["--statements", "5,1,5,1,5", "--by", "Dana"];
    let replies = "5\n1\n5\n1\n5\nDana\n\n";
    for (replies, flags) in [("", flags.as_slice()), (replies, &["--plain"])] {
        let desk = desk_with(&deal);
        let flags = [&["look-back", "ferry", "--date", "2026-05-12"], flags].concat();
        let run = desk.coach_reading(replies, &flags).succeeded();
        let said = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(told), "{said}");
        let was = "{ date: 2026-05-12, by: Dana, answers: [1, 5, 1, 5, 1], words: Late. }";
        let kept = desk.read("ferry.deal.yaml");
        let item = format!("    question: look_back\n    was: {was}\n");
        assert!(kept.contains(&item) && kept.contains("answers: [5, 1, 5, 1, 5]"), "{kept}");
        // Said once more it is the same, and what another person says stands beside it.
        desk.coach_reading(replies, &flags).succeeded();
        assert_eq!(desk.read("ferry.deal.yaml"), kept);
        look_back(&desk, &["--statements", "3,3,3,3,3", "--by", "Kim", "--date", "2026-05-12"]);
        let beside = desk.read("ferry.deal.yaml");
        assert_eq!(beside.matches("question: look_back").count(), 1, "{beside}");
        let days = desk.coach(&["history", "ferry"]).succeeded().stdout;
        assert!(days.contains("said anew") && days.contains("regret 100 of 100"), "{days}");
        let told = desk.json(&["history", "ferry", "-f", "json"]);
        let dropped = &told["days"].as_array().unwrap().last().unwrap()["dropped"][0];
        assert_eq!(dropped["was"]["regret"], 100, "{told}");
    }
}

#[test]
fn what_was_decided_before_is_no_fact_of_a_question_that_is_called_so() {
    let desk = Desk::empty();
    let playbook = "format: 1
id: odd
title: Odd
summary: Odd.
offer: { name: N, solves: S }
stages:
  - { id: first, title: First, buyer_asks: Why?, questions: [{ id: outcome, ask: What for?, type: text }] }
fit: { signals: [{ id: any, when: { any: [{ all: [] }] }, weight: 1, because: So. }] }
";
    let playbook =
        playbook.replace("questions: [", "questions: [{ id: felt, ask: Felt?, type: yes_no }, ");
    let playbook = playbook.replace("{ any: [{ all: [] }] }", "{ felt: yes }");
    desk.write("odd.yaml", &playbook);
    let head = "format: 1\ndeal: Ferry Line\nplaybook: ./odd.yaml\nfacts:\n  outcome: { answer: Peace, date: 2026-03-01 }\n";
    desk.write("ferry.deal.yaml", &format!("{head}{OUTCOME}"));
    look_back(&desk, &["--decided", "other", "--date", "2026-03-01"]);
    let told = desk.json(&["history", "ferry", "-f", "json"]);
    let day = &told["days"][0];
    assert_eq!(day["learned"][0]["was"], Value::Null, "{told}");
    assert_eq!(day["dropped"][0]["was"]["decided"], "ours", "{told}");
}

#[test]
fn what_is_written_into_a_deal_is_typed_and_an_empty_line_asks_again() {
    let desk = desk_with(DEAL);
    let run = desk.coach_reading("\n\n", &["look-back", "ferry", "--plain"]).ended_with(2);
    assert!(run.stderr.contains("1 to 4>"), "{}", run.stderr);
    assert!(run.stderr.contains("Type a number from 1 to 4, or back."), "{}", run.stderr);
    assert_eq!(desk.read("ferry.deal.yaml"), DEAL);
    let desk = decided();
    let plain = ["look-back", "ferry", "--plain", "--date", "2026-05-12"];
    desk.coach_reading("\n\n\n\n\n\n\n", &plain).ended_with(2);
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}"));
    // What was typed once is taken up by an empty line, who goes back to it.
    desk.coach_reading("5\n\n1\n5\n1\n4\n<\n\n\n\n", &plain).succeeded();
    let list = "look_back:\n  - { date: 2026-05-12, answers: [5, 1, 5, 1, 4] }\n";
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}{list}"));
}

#[test]
fn what_they_did_instead_is_kept_though_the_input_ends_behind_it_and_a_flag_says_it_too() {
    let desk = stopped();
    let replies = "5\n1\n5\n1\n5\nDana\nA calendar, and it does\n";
    let plain = ["look-back", "ferry", "--plain", "--date", "2026-05-12"];
    desk.coach_reading(replies, &plain).succeeded();
    let deal = desk.read("ferry.deal.yaml");
    assert!(
        deal.contains("words: \"Instead: A calendar, and it does\"")
            || deal.contains("words: 'Instead: A calendar, and it does'"),
        "{deal}"
    );
    let flags = ["--statements", "5,1,5,1,5", "--by", "Dana", "--date", "2026-05-12"];
    let instead = ["--instead", "A calendar, and it does"];
    let other = stopped();
    look_back(&other, &[flags.as_slice(), &instead].concat());
    assert_eq!(other.read("ferry.deal.yaml"), deal);
    look_back(&other, &[flags.as_slice(), &instead, &["--words", "Thank you."]].concat());
    let words = "    words: |\n      Instead: A calendar, and it does\n      Thank you.\n";
    assert!(other.read("ferry.deal.yaml").ends_with(words), "{}", other.read("ferry.deal.yaml"));
    let desk = decided();
    let refused = [&["look-back", "ferry"], flags.as_slice(), &instead].concat();
    desk.coach(&refused).complains(&["`--instead` is for who stopped looking, and they chose us"]);
}

#[test]
fn what_cannot_be_kept_is_said_and_nothing_is_written() {
    let desk = desk_with(DEAL);
    let complains = |arguments: &[&str], words: &str| {
        desk.coach(&[&["look-back", "ferry"], arguments].concat()).complains(&[words]);
    };
    complains(&[], "nothing is said; give `--decided` or `--statements`");
    complains(&["--statements", "5,1,5,1,4"], "does not say yet what they decided");
    for wrong in ["5,1,5,1", "5,1,5,1,4,4", "5,1,5,1,6", "0,1,5,1,4", "5,1,5,1,x", "5.5,1,5,1,4"] {
        complains(&["--statements", wrong], "5 whole numbers from 1 (disagree) to 5 (agree)");
    }
    complains(&["--decided", "our"], "ours");
    complains(&["--decided", "ours", "--date", "2099-01-01"], "in the future");
    complains(&["--because", "It is"], "--decided");
    complains(&["--decided", "ours", "--statements", "5,1,5,1,4"], "cannot be used with");
    complains(&["--plain", "--decided", "ours"], "cannot be used with");
    assert_eq!(desk.read("ferry.deal.yaml"), DEAL);
    desk.coach(&["look-back", "fery", "--decided", "ours"])
        .complains(&["there is no deal `fery.deal.yaml` yet"]);
    let desk = decided();
    let early = ["look-back", "ferry", "--statements", "5,1,5,1,4", "--date", "2026-02-09"];
    desk.coach(&early).complains(&["they can't look back on 2026-02-09"]);
}

#[test]
fn the_json_has_all_of_it() {
    let desk = decided();
    let flags = ["--statements", "5,1,5,1,4", "--date", "2026-05-12", "-f", "json"];
    let told: Value = serde_json::from_str(&look_back(&desk, &flags)).unwrap();
    let wanted = json!({
        "format": 1,
        "deal": "Ferry Line",
        "outcome": { "date": "2026-02-10", "decided": "ours", "because": "It kept its hours." },
        "stopped_after_a_no": false,
        "look_back": [{
            "date": "2026-05-12", "by": null, "answers": [5, 1, 5, 1, 4], "words": null, "regret": 5,
        }],
        "look_back_on": null,
    });
    assert_eq!(told, wanted);
}

#[test]
fn who_stopped_after_an_honest_no_is_a_success_and_asked_what_they_did_instead() {
    let desk = stopped();
    let replies = "5\n1\n5\n1\n5\nDana\nA calendar, and it does\nThank you.\n";
    let plain = ["look-back", "ferry", "--plain", "--date", "2026-05-12"];
    let run = desk.coach_reading(replies, &plain).succeeded();
    assert!(run.stderr.contains("What did they do instead, and does it serve them?"));
    let told = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("honest advice, and it counts as a success."), "{told}");
    let deal = desk.read("ferry.deal.yaml");
    let words = "    words: |\n      Instead: A calendar, and it does\n      Thank you.\n";
    assert!(deal.ends_with(words), "{deal}");
    let desk = desk_with(&format!("{DEAL}{}", OUTCOME.replace("ours", "stopped")));
    let run = desk.coach_reading("5\n1\n5\n1\n5\n\n\n", &plain).succeeded();
    let said = run.stderr + &run.stdout;
    assert!(!said.contains("success") && !said.contains("instead"), "nothing is settled: {said}");
}

#[test]
fn in_plain_lines_all_is_asked_and_a_step_leads_back() {
    let desk = desk_with(DEAL);
    // Another; back from the day; us; the day, at first in the future; and why.
    let replies = "2\n<\n1\n2099-01-01\nsoon\n2026-02-10\nIt kept its hours.\n";
    let run = desk.coach_reading(replies, &["look-back", "ferry", "--plain"]).succeeded();
    for words in ["That is after", "A day is year, month and day", "It is kept."] {
        assert!(run.stderr.contains(words), "no {words}: {}", run.stderr);
    }
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}"));
    // The second answer is given anew, and the last one too, from behind it.
    let replies = "5\n2\n<\n1\n5\n1\n2\n<\n4\nDana\n\n";
    let plain = ["look-back", "ferry", "--plain", "--date", "2026-05-12"];
    desk.coach_reading(replies, &plain).succeeded();
    let list = "look_back:\n  - { date: 2026-05-12, by: Dana, answers: [5, 1, 5, 1, 4] }\n";
    assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}{list}"));
}

#[test]
fn fewer_than_five_answers_are_not_kept_and_who_leaves_at_once_has_said_nothing() {
    let desk = decided();
    // The input ends: a script must not believe that anything was kept.
    let run = desk.coach_reading("5\n1\n5\n", &["look-back", "ferry", "--plain"]).ended_with(2);
    assert!(run.stderr.contains("nothing is kept"), "{}", run.stderr);
    for replies in ["<\n", "5\n<\n<\n", "5\n1\n5\n1\n5\n<\n<\n<\n<\n<\n<\n"] {
        let run = desk.coach_reading(replies, &["look-back", "ferry", "--plain"]).succeeded();
        assert!(run.stderr.contains("Nothing new is kept."), "{}", run.stderr);
        assert_eq!(desk.read("ferry.deal.yaml"), format!("{DEAL}{OUTCOME}"), "{replies:?}");
    }
    let desk = desk_with(DEAL);
    desk.coach_reading("2\n<\n<\n", &["look-back", "ferry", "--plain"]).succeeded();
    assert_eq!(desk.read("ferry.deal.yaml"), DEAL, "they took it back");
}

#[test]
fn a_team_may_have_its_own_statements() {
    let desk = decided();
    let own = "format: 1\nlook_back_statements: [Right., Sorry., Again., Harm., Wise.]\n";
    desk.write("coach.yaml", own);
    let replies = "5\n1\n5\n1\n4\n\n\n";
    let run = desk.coach_reading(replies, &["look-back", "ferry", "--plain"]).succeeded();
    for statement in ["“Right.”", "“Sorry.”", "“Again.”", "“Harm.”", "“Wise.”"]
    {
        assert!(run.stderr.contains(statement), "no {statement}: {}", run.stderr);
    }
    assert!(!run.stderr.contains("What we decided then"), "{}", run.stderr);
    desk.write("coach.yaml", "format: 1\nlook_back_statements: [Right., Sorry.]\n");
    desk.coach(&["look-back", "ferry", "--statements", "5,1,5,1,4"])
        .complains(&["`look_back_statements` are 5 lines, not 2", "the second and the fourth"]);
}

#[test]
fn the_brief_and_the_history_tell_it() {
    let list = "look_back: [{ date: 2026-05-12, by: Dana, answers: [5, 1, 5, 1, 4] }]\n";
    let desk = desk_with(&format!("{DEAL}{OUTCOME}{list}"));
    let line = "They chose us on 2026-02-10: “It kept its hours.”\n";
    let sheet = desk.coach(&["brief", "ferry"]).succeeded().stdout;
    assert!(sheet.contains(line), "{sheet}");
    assert!(!sheet.contains("\nAsk\n") && !sheet.contains("Next"), "it is over: {sheet}");
    let all = desk.coach(&["brief", "ferry", "--why"]).succeeded().stdout;
    let told =
        format!("What became of it\n  {line}  2026-05-12: regret 5 of 100 (little) – Dana\n");
    assert!(all.contains(&told), "{all}");
    let page = desk.coach(&["brief", "ferry", "-f", "markdown"]).succeeded().stdout;
    assert!(page.contains("They chose us on 2026-02-10") && page.contains("regret 5 of 100"));
    let outcome =
        json!({ "date": "2026-02-10", "decided": "ours", "because": "It kept its hours." });
    for command in ["brief", "history"] {
        let told = desk.json(&[command, "ferry", "-f", "json"]);
        assert_eq!(told["outcome"], outcome, "{command}");
        assert_eq!(told["look_back"][0]["regret"], 5, "{command}");
    }
    let yaml = desk.coach(&["brief", "ferry", "-f", "yaml"]).succeeded().stdout;
    assert!(yaml.contains("decided: ours") && yaml.contains("regret: 5"), "{yaml}");
    let days = desk.coach(&["history", "ferry"]).succeeded().stdout;
    let places = ["2026-01-02 — ", "2026-02-10 — the decision", "2026-05-12 — looking back"];
    let places = places.map(|title| days.find(title).unwrap_or_else(|| panic!("{title}: {days}")));
    assert!(places.is_sorted(), "{days}");
    let since = desk.coach(&["history", "ferry", "--since", "2026-02-10"]).succeeded().stdout;
    assert!(!since.contains("the decision") && since.contains("looking back"), "{since}");
}

#[test]
fn what_else_is_written_leaves_it_as_it_is() {
    let list = "look_back: [{ date: 2026-05-12, by: Dana, answers: [5, 1, 5, 1, 4] }] # at lunch\n";
    let tail = format!("{OUTCOME}{list}");
    let desk = desk_with(&format!("{DEAL}{tail}"));
    desk.coach(&["log", "ferry", "-a", "deciders=4", "--note", "Short"]).succeeded();
    desk.coach(&["start", "ferry", "--no-input", "-a", "owner=shared"]).succeeded();
    let deal = desk.read("ferry.deal.yaml");
    assert!(deal.contains(&tail) && deal.contains("deciders: { answer: 4"), "{deal}");
}

#[test]
fn nothing_is_called_for_once_they_have_decided() {
    let desk = desk_with(DEAL);
    desk.coach(&["check", "ferry.deal.yaml"]).ended_with(1);
    let waiver = "waivers: [{ rule: missing-fact, question: deciders, because: Asked twice. }]\n";
    desk.write("ferry.deal.yaml", &format!("{DEAL}{waiver}{OUTCOME}"));
    let run = desk.coach(&["check", "ferry.deal.yaml", "--fail-on", "warning"]).succeeded();
    assert!(run.stdout.starts_with("ready"), "{}", run.stdout);
}
