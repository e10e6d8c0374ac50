//! The brief in all its forms.

use crate::desk::{ACME, Desk, Run};
use coach::deal::Facts;
use coach::engine::Engine;
use coach::playbook::load::load;
use coach::report::brief::Brief;
use coach::report::brief::text;
use coach::text::source::SourceFile;
use serde_json::json;

/// The brief of the contract's example deal, as the contract shows it.
const BRIEF_OF_ACME: &str = r#"{
  "format": 1,
  "deal": "Acme Clinics",
  "playbook": { "id": "clinic-scheduling", "title": "Clinic scheduling" },
  "verdict": "undecided",
  "if_assumptions_hold": "fit",
  "exact": true,
  "score": { "at_least": 2, "at_most": 4, "threshold": 3 },
  "stage": "requirements",
  "stages": [
    { "id": "problem", "title": "Problem", "status": "verified" },
    { "id": "requirements", "title": "Requirements", "status": "open" }
  ],
  "because": [
    { "rule": "own_servers", "kind": "disqualifier", "effect": "fails", "text": "The product runs only in our cloud.", "facts": ["hosting"] },
    { "rule": "size", "kind": "must_have", "effect": "holds", "text": "Below twenty people a shared calendar serves them better.", "facts": ["users"] },
    { "rule": "pressing", "kind": "signal", "weight": 2, "effect": "holds", "text": "Their own date is near.", "facts": ["deadline"] },
    { "rule": "funded", "kind": "signal", "weight": 2, "effect": "open", "text": "The money is agreed.", "facts": ["budget"] }
  ],
  "rests_on": [],
  "assumptions": ["budget"],
  "disagreements": ["deadline"],
  "set_aside": [],
  "ask_next": [ { "question": "budget", "ask": "How would this be paid for, and who has agreed to that?", "why": null, "stage": "requirements", "who_knows": null, "answered_by": "buyer" } ],
  "can_still_change": ["budget"],
  "would_change": [
    { "facts": { "budget": "approved" }, "verdict": "fit" },
    { "facts": { "budget": "requested" }, "verdict": "no-fit" },
    { "facts": { "budget": "none" }, "verdict": "no-fit" }
  ],
  "say": null, "instead": null, "advice": null,
  "caveats": [],
  "retired": [],
  "possible": ["fit", "no-fit"],
  "holds": [],
  "speaks_against": [],
  "band": null,
  "groups": [],
  "values": [],
  "facts": [
    { "question": "consequence", "ask": "What happens if nothing changes for a year?", "answer": "stated", "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "They described a consequence", "stale_on": null },
    { "question": "deadline", "ask": "By when does this have to be better, and who says so?", "answer": "quarter", "source": "prospect", "by": "Dana", "date": null, "note": null, "quote": null, "at": null, "words": "Within a quarter", "stale_on": null },
    { "question": "deadline", "ask": "By when does this have to be better, and who says so?", "answer": "year", "source": "assumption", "by": "Kim", "date": null, "note": null, "quote": null, "at": null, "words": "Within a year", "stale_on": null },
    { "question": "users", "ask": "How many people book appointments in a normal week?", "answer": "20..50", "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "20 to 50 people", "stale_on": null },
    { "question": "hosting", "ask": "Where may your patients' records live?", "answer": ["cloud", "either"], "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "In a cloud or Either will do", "stale_on": null },
    { "question": "budget", "ask": "How would this be paid for, and who has agreed to that?", "answer": "approved", "source": "assumption", "by": "Dana, CFO", "date": "2026-11-03", "note": "She sounded sure.", "quote": null, "at": null, "words": "Approved", "stale_on": null }
  ],
  "notes": "Free text.",
  "calls": [],
  "since": [
    { "question": "consequence", "ask": "What happens if nothing changes for a year?", "answer": "stated", "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "They described a consequence", "stale_on": null, "was": null },
    { "question": "deadline", "ask": "By when does this have to be better, and who says so?", "answer": "quarter", "source": "prospect", "by": "Dana", "date": null, "note": null, "quote": null, "at": null, "words": "Within a quarter", "stale_on": null, "was": null },
    { "question": "deadline", "ask": "By when does this have to be better, and who says so?", "answer": "year", "source": "assumption", "by": "Kim", "date": null, "note": null, "quote": null, "at": null, "words": "Within a year", "stale_on": null, "was": null },
    { "question": "users", "ask": "How many people book appointments in a normal week?", "answer": "20..50", "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "20 to 50 people", "stale_on": null, "was": null },
    { "question": "hosting", "ask": "Where may your patients' records live?", "answer": ["cloud", "either"], "source": "prospect", "by": null, "date": null, "note": null, "quote": null, "at": null, "words": "In a cloud or Either will do", "stale_on": null, "was": null },
    { "question": "budget", "ask": "How would this be paid for, and who has agreed to that?", "answer": "approved", "source": "assumption", "by": "Dana, CFO", "date": "2026-11-03", "note": "She sounded sure.", "quote": null, "at": null, "words": "Approved", "stale_on": null, "was": null }
  ],
  "outcome": null,
  "look_back": []
}"#;

/// A JSON text without the white space between its tokens.
fn compact(json: &str) -> String {
    let (mut compact, mut in_string, mut escaped) = (String::new(), false, false);
    for character in json.chars() {
        if in_string || !character.is_whitespace() {
            compact.push(character);
        }
        in_string ^= character == '"' && !escaped;
        escaped = in_string && character == '\\' && !escaped;
    }
    compact
}

#[test]
fn beside_a_lone_one_a_unit_stands_in_brackets() {
    let desk = Desk::with_acme();
    let start = ["start", "--no-input", "-p", "clinic-scheduling", "-a"];
    for (users, words) in [
        ("1", "users: 1 (people)"),
        ("..1", "users: at most 1 (people)"),
        ("1..2", "users: 1 to 2 people"),
        ("11", "users: 11 people"),
    ] {
        let answer = format!("users={users}");
        let run = desk.coach(&[&start[..], &[&answer]].concat()).succeeded();
        assert!(run.stdout.contains(&format!("  {words}\n")), "{users}: {}", run.stdout);
    }
}

#[test]
fn the_example_of_the_contract_gives_its_brief_to_the_byte() {
    let run = Desk::with_acme().coach(&["brief", "acme", "-f", "json"]).succeeded();
    assert_eq!(compact(&run.stdout), compact(BRIEF_OF_ACME));
    assert!(run.stdout.starts_with("{\n  \"format\": 1,\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn an_undecided_deal_as_text() {
    let run = Desk::with_acme().coach(&["brief", "acme", "--why"]).succeeded();
    insta::assert_snapshot!("undecided_80", run.stdout);
}

#[test]
fn an_undecided_deal_as_text_in_fifty_columns() {
    let desk = Desk::with_acme();
    let arguments = ["brief", "acme", "--why"];
    let output = desk.command(&arguments).env("COLUMNS", "50").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 50), "{text}");
    insta::assert_snapshot!("undecided_50", text);
}

#[test]
fn a_width_that_says_nothing_is_no_width() {
    let desk = Desk::with_acme();
    let usual = desk.coach(&["brief", "acme"]).succeeded().stdout;
    for width in ["0", "", "wide", "-1"] {
        let output = desk.command(&["brief", "acme"]).env("COLUMNS", width).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), usual, "{width:?}");
    }
}

#[test]
fn an_undecided_deal_as_markdown() {
    let run = Desk::with_acme().coach(&["brief", "acme", "--format", "markdown"]).succeeded();
    insta::assert_snapshot!("undecided_markdown", run.stdout);
}

#[test]
fn what_is_not_known_is_nobodys_word() {
    let desk = Desk::with_acme();
    let nothing = desk.coach(&["start", "--no-input", "-p", "clinic-scheduling"]).succeeded();
    let unknown = ["-a", "users=unknown", "--assume", "budget=unknown"];
    let start = ["start", "--no-input", "-p", "clinic-scheduling"];
    let run = desk.coach(&[&start[..], &unknown].concat()).succeeded();
    assert_eq!(run.stdout, nothing.stdout);
    desk.write_deal("Beta", "users: { answer: unknown, by: Lee, date: 2026-10-01 }");
    let run = desk.coach(&["brief", "Beta", "--why"]).succeeded();
    assert!(run.stdout.contains("So far: not known (Lee, 2026-10-01)"), "{}", run.stdout);
}

#[test]
fn a_no_fit_helps_to_say_no_well() {
    let desk = Desk::with_acme();
    desk.write_deal(
        "Beta",
        "hosting: { answer: own_servers_only, by: Lee, date: 2026-10-01 }\nusers: 12",
    );
    let run = desk.coach(&["brief", "Beta", "--why"]).succeeded();
    insta::assert_snapshot!("no_fit_80", run.stdout);
    let json = desk.json(&["brief", "Beta", "-f", "json"]);
    assert_eq!(json["verdict"], "no-fit");
    assert_eq!(
        json["say"],
        "Our product cannot run on your servers, so it is not the right one for you."
    );
    assert_eq!(json["instead"], "A scheduler that they can host themselves.");
    assert_eq!(json["ask_next"], json!([]));
}

#[test]
fn a_no_fit_by_score_says_that_too_little_speaks_for_it() {
    let desk = Desk::with_acme();
    desk.write_deal("Low", "consequence: none\ndeadline: open\nbudget: approved");
    let run = desk.coach(&["brief", "Low", "--why"]).succeeded();
    insta::assert_snapshot!("no_fit_by_score_80", run.stdout);
}

#[test]
fn words_for_a_low_score_are_said_of_nothing_else() {
    let desk = Desk::empty();
    let rules = "fit:
  disqualifiers: [{ id: no_a, when: { q: a }, because: Not with a. }]
  must_haves: [{ id: no_b, when: { q: { is_not: b } }, because: Not with b. }]
  signals: [{ id: of_c, when: { q: c }, weight: 1, because: It is c. }]
  below_threshold: { because: Too little speaks for it., say: You gain too little. }
";
    let questions =
        "    questions: [{ id: q, ask: Which?, type: choice, options: { a: A, b: B, c: C, d: D } }]
";
    let offer = "offer: { name: Ferry, solves: No bridge. }\n";
    let stage = "stages:\n  - id: need\n    title: Need\n    buyer_asks: Should we?\n";
    let head = "format: 1\nid: ferry\ntitle: Ferry\nsummary: A ferry.\n";
    let said_of = |threshold: i64, answer: &str| {
        let end = format!("  threshold: {threshold}\n");
        desk.write("ferry.yaml", &[head, offer, stage, questions, rules, &end].concat());
        let deal = "format: 1\ndeal: Acme\nplaybook: ./ferry.yaml\npursue: yes\nfacts:\n";
        desk.write("acme.deal.yaml", &format!("{deal}  q: {answer}\n"));
        let brief = desk.coach(&["brief", "acme"]).succeeded().stdout;
        let script = desk.coach(&["brief", "acme", "-f", "json"]).succeeded().stdout;
        let checked = desk.coach(&["check", "acme"]).stdout;
        let asked = desk.coach_reading("1\n", &["start", "acme", "--plain"]).succeeded().stderr;
        [brief, script, checked, asked]
    };
    // Of what is left no answer makes a fit, though the score of none is too low.
    for said in said_of(0, "[a, b]") {
        assert!(!said.contains("little"), "{said}");
    }
    for said in said_of(1, "d") {
        assert!(said.contains("little"), "{said}");
    }
}

#[test]
fn a_fit_shows_what_it_rests_on_and_what_is_left_to_do() {
    let desk = Desk::with_acme();
    desk.write_deal(
        "Gamma",
        "consequence: measured\nusers: 40\nhosting: { answer: cloud, source: document }",
    );
    let run = desk.coach(&["brief", "Gamma", "--why"]).succeeded();
    insta::assert_snapshot!("fit_80", run.stdout);
}

#[test]
fn the_sheet_of_a_prepared_fit_asks_nothing_and_says_what_to_do_where_they_are() {
    let desk = Desk::with_acme();
    let waiting = desk.read("playbooks/clinic-scheduling.yaml").replace(
        "budget: { is_not: none } }\n",
        "budget: approved }\n    advice: Let them ask whoever signs.\n",
    );
    desk.write("playbooks/clinic-scheduling.yaml", &waiting);
    let fit = "consequence: measured\nusers: 40\nhosting: cloud\ndeadline: open";
    let sheet = |facts: &str| {
        desk.write_deal("Gamma", facts);
        desk.coach(&["brief", "Gamma"]).succeeded().stdout
    };
    for waiting in [fit.to_owned(), format!("{fit}\nbudget: requested")] {
        let sheet = sheet(&waiting);
        assert!(sheet.contains("Next\n  Let them ask whoever signs.\n"), "{sheet}");
        assert!(!sheet.contains("\nAsk\n"), "{sheet}");
    }
    let done = sheet(&format!("{fit}\nbudget: approved"));
    assert!(!done.contains("\nAsk\n") && !done.contains("\nNext\n"), "{done}");
}

#[test]
fn of_rules_of_which_one_can_hold_the_worst_is_warned_of_and_no_good_one() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml").replace(
        "  threshold: 3",
        "    - id: no_date\n      when: { deadline: open }\n      weight: -2\n      because: Nothing of theirs has a date.\n    - id: far_date\n      when: { deadline: year }\n      weight: -1\n      because: Their date is far.\n  threshold: 0",
    );
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write_deal("Gamma", "consequence: measured\nusers: 40\nhosting: cloud");
    let sheet = desk.coach(&["brief", "Gamma"]).succeeded().stdout;
    let warning = "  open       Nothing of theirs has a date. Or: Their date is far.\n";
    assert!(sheet.contains(&format!("Against it, or open\n{warning}")), "{sheet}");
    assert!(!sheet.contains("Their own date is near."), "{sheet}");
}

#[test]
fn a_caveat_is_said_with_a_fit() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml").replace(
        "  threshold: 3",
        "    - id: slow_start\n      when: { deadline: quarter }\n      weight: 0\n      because: Moving the records takes six weeks.\n      say: Count on six weeks until everybody can work with it.\n  threshold: 3",
    );
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write_deal("Delta", "consequence: measured\nusers: 40\nhosting: cloud\ndeadline: quarter");
    let run = desk.coach(&["brief", "Delta", "--why"]).succeeded();
    let caveat = "Say this as well\n  “Count on six weeks until everybody can work with it.”\n";
    assert!(run.stdout.contains(caveat), "{}", run.stdout);
}

#[test]
fn a_forced_fit_is_told_that_the_facts_say_no() {
    let desk = Desk::with_acme();
    desk.write_deal("Beta", "users: 5");
    let deal = desk.read("Beta.deal.yaml") + "pursue: yes\n";
    desk.write("Beta.deal.yaml", &deal);
    let run = desk.coach(&["brief", "Beta", "--why"]).succeeded();
    assert!(run.stdout.contains("you pursue it all the same"), "{}", run.stdout);
}

#[test]
fn decimals_come_out_as_they_went_in() {
    let desk = Desk::with_acme();
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    let playbook =
        playbook.replace("        whole: true\n", "").replace("at_least: 20", "at_least: 20.3");
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write_deal("Beta", "users: 5");
    let run = desk.coach(&["brief", "Beta", "-f", "json"]).succeeded();
    assert!(run.stdout.contains("\"users\": 20.3\n"), "{}", run.stdout);
}

#[test]
fn facts_that_do_not_apply_are_set_aside() {
    let desk = Desk::with_acme();
    let playbook = desk
        .read("playbooks/clinic-scheduling.yaml")
        .replace("      - id: budget\n", "      - id: budget\n        when: { hosting: cloud }\n");
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    desk.write_deal("Beta", "hosting: either\nbudget: approved");
    let run = desk.coach(&["brief", "Beta", "--why"]).succeeded();
    let aside = "  Does not apply here, so it is set aside:\n  budget: Approved (the buyer)\n";
    assert!(run.stdout.contains(aside), "{}", run.stdout);
}

#[test]
fn text_of_a_deal_never_steers_the_terminal() {
    let desk = Desk::with_acme();
    for form in ["text", "markdown", "json"] {
        let by = "consequence: { answer: stated, by: \"\\u001b[2J\\u0007\\u009b31m\\u202eX\" }";
        desk.write_deal("Evil", by);
        let run = desk.coach(&["brief", "Evil", "-f", form]);
        let everything = run.stdout + &run.stderr;
        let is_harmful = |one: char| one != '\n' && (one.is_control() || one == '\u{202e}');
        assert!(!everything.contains(is_harmful), "{everything:?}");
    }
}

#[test]
fn markdown_shows_markup_in_a_deal_as_it_stands() {
    let desk = Desk::with_acme();
    desk.write_deal("Odd", "users: { answer: 30, source: assumption, by: \"*Dana* <b>_x_</b> [a](b)\", note: \"# one &amp; `two`\" }");
    let run = desk.coach(&["brief", "Odd", "-f", "markdown"]).succeeded();
    let by = r"\*Dana\* \<b\>\_x\_\</b\> \[a\](b)";
    assert!(run.stdout.contains(by), "{}", run.stdout);
    assert!(run.stdout.contains(r"\# one \&amp; \`two\`"), "{}", run.stdout);
}

#[test]
fn several_deals_are_one_object_a_line() {
    let desk = Desk::with_acme();
    desk.write_deal("Beta", "users: 5");
    let run = desk.coach(&["brief", "acme", "Beta", "-f", "json"]).succeeded();
    let deals: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(deals.len(), 2);
    assert_eq!((&deals[0]["deal"], &deals[1]["deal"]), (&json!("Acme Clinics"), &json!("Beta")));
}

#[test]
fn a_deal_that_cannot_be_read_is_reported_in_its_place() {
    let desk = Desk::with_acme();
    desk.write("broken.deal.yaml", "format: 1\nplaybook: clinic-scheduling\nfacts: { userz: 3 }\n");
    let run = desk.coach(&["brief", "broken", "acme", "-f", "json"]).ended_with(2);
    let lines: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["format"], 1);
    assert_eq!(lines[0]["deal"], "broken.deal.yaml");
    assert!(lines[0]["error"].as_str().unwrap().contains("did you mean `users`?"), "{}", lines[0]);
    assert_eq!(lines[1]["deal"], "Acme Clinics");
    assert!(run.stdout.starts_with(r#"{"format":1,"deal":"broken.deal.yaml","error":""#));
    assert!(run.stderr.contains("--> broken.deal.yaml:3:10"), "{}", run.stderr);
    let run = desk.coach(&["brief", "broken", "acme"]).ended_with(2);
    assert!(run.stdout.starts_with("NOT READ — broken.deal.yaml\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\nUNDECIDED — "), "{}", run.stdout);
}

#[test]
fn the_exit_status_tells_the_verdict_when_asked() {
    let desk = Desk::with_acme();
    desk.write_deal("No", "users: 5");
    desk.write_deal("Yes", "consequence: measured\nusers: 40\nhosting: cloud");
    for (deals, code) in [
        (vec!["Yes"], 0),
        (vec!["No"], 10),
        (vec!["acme"], 11),
        (vec!["Yes", "acme", "No"], 10),
        (vec!["Yes", "acme"], 11),
        (vec!["missing", "No"], 2),
    ] {
        let arguments = [&["brief", "--exit-code"], deals.as_slice()].concat();
        desk.coach(&arguments).ended_with(code);
    }
    desk.coach(&["brief", "No"]).succeeded();
}

#[test]
fn a_brief_goes_to_a_file_whole_and_without_colour() {
    let desk = Desk::with_acme();
    desk.write("note.md", "old");
    let arguments = ["brief", "acme", "-f", "markdown", "-o", "note.md", "--color", "always"];
    let run = desk.coach(&arguments).succeeded();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    assert!(desk.read("note.md").starts_with("## UNDECIDED"));
    desk.coach(&["brief", "acme", "-o", "brief.txt", "--color", "always"]).succeeded();
    assert!(!desk.read("brief.txt").contains('\u{1b}'));
    assert_eq!(desk.files(), ["acme.deal.yaml", "brief.txt", "note.md", "playbooks"]);
    desk.coach(&["brief", "acme", "-o", "missing/brief.txt"]).complains(&[
        "error: there is no folder `missing` for `missing/brief.txt`; create it first",
    ]);
}

#[test]
fn a_brief_never_takes_the_place_of_its_deal() {
    let desk = Desk::with_acme();
    let complaint = "is the deal itself; give one of the two another name";
    for output in ["acme.deal.yaml", "./playbooks/../acme.deal.yaml"] {
        desk.coach(&["brief", "acme", "-o", output]).complains(&[complaint]);
        desk.coach(&["start", "acme", "-o", output]).complains(&[complaint]);
    }
    for output in ["new.deal.yaml", "./playbooks/../new.deal.yaml"] {
        desk.coach(&["start", "new", "-o", output]).complains(&[complaint]);
    }
    assert_eq!(desk.read("acme.deal.yaml"), ACME);
    assert_eq!(desk.files(), ["acme.deal.yaml", "playbooks"]);
}

#[test]
fn a_brief_never_writes_the_deal() {
    let desk = Desk::with_acme();
    let run = desk.coach(&["brief", "acme", "-a", "budget=approved"]).succeeded();
    assert!(run.stdout.starts_with("FIT — "), "{}", run.stdout);
    assert_eq!(desk.read("acme.deal.yaml"), ACME);
}

#[test]
fn answer_flags_with_several_deals_are_wrong_usage() {
    let desk = Desk::with_acme();
    for flag in [["-a", "users=3"], ["--assume", "users=3"], ["--answers", "x.json"]] {
        desk.coach(&[&["brief", "acme", "acme"], &flag[..]].concat())
            .complains(&["are about one deal"]);
    }
}

#[test]
fn a_deal_without_a_name_has_null_for_it() {
    let desk = Desk::with_acme();
    let json = desk.json(&["start", "--no-input", "-p", "clinic-scheduling", "-f", "json"]);
    assert_eq!(json["deal"], json!(null));
}

#[test]
fn a_brief_that_is_not_exact_says_so() {
    let playbook = Desk::with_acme().read("playbooks/clinic-scheduling.yaml");
    let playbook = load(SourceFile::new("clinic-scheduling.yaml", playbook)).unwrap();
    let facts = Facts::none(&playbook);
    let mut assessment = Engine::new(&playbook).assess(&facts);
    assessment.exact = false;
    let mut page = Vec::new();
    text::write_with_reasons(&Brief::of(&playbook, &facts, &assessment), 200, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("too large to be worked out in full"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() < 130), "wider than can be read");
}

#[test]
fn wide_characters_take_two_columns() {
    let desk = Desk::with_acme();
    let by = "診療予約".repeat(20);
    desk.write_deal("Wide", &format!("users: {{ answer: 30, by: {by} }}"));
    let output = desk.command(&["brief", "Wide", "--why"]).env("COLUMNS", "40").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let columns =
        |line: &str| line.chars().map(|one| if one.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let wide = text.lines().filter(|line| line.contains('診'));
    assert!(wide.clone().count() >= 4, "{text}");
    assert!(wide.clone().all(|line| columns(line) <= 40), "{text}");
}

/// A playbook with two caveats, the second with something better.
const CAVEATS: &str = "\
format: 1
id: tiny
title: Tiny
summary: A playbook to try things on.
offer: { name: Thing, solves: A problem., not_for: Those without it. }
stages:
  - id: problem
    title: Problem
    buyer_asks: Should we?
    questions:
      - { id: rate, ask: What share is lost?, type: number }
      - { id: country, ask: Where are you?, type: choice, options: { de: Germany, se: Sweden } }
      - { id: signed, ask: Has somebody agreed?, type: yes_no }
fit:
  must_haves: [{ id: agreed, when: { signed: yes }, because: Nobody agreed., say: Not now. }]
  signals:
    - { id: lossy, when: { rate: { more_than: 5 } }, weight: 0, because: Much is lost., say: Look at the losses first. }
    - { id: foreign, when: { country: de }, weight: 0, because: In Germany., say: We answer in German., instead: A local one. }
    - { id: silent, when: { country: de }, weight: 0, because: In Germany. }
";

#[test]
fn every_caveat_that_holds_is_said_in_every_format() {
    let desk = Desk::empty();
    desk.write("playbooks/tiny.yaml", CAVEATS);
    for signed in ["yes", "no", "unknown"] {
        let facts = format!("  rate: 10\n  country: de\n  signed: {signed}\n");
        desk.write("a.deal.yaml", &format!("format: 1\nplaybook: tiny\nfacts:\n{facts}"));
        let brief = desk.json(&["brief", "a", "-f", "json"]);
        let expected = json!([
            { "rule": "lossy", "say": "Look at the losses first." },
            { "rule": "foreign", "say": "We answer in German." }
        ]);
        assert_eq!(brief["caveats"], expected, "{signed}");
        for format in ["text", "markdown"] {
            let page = desk.coach(&["brief", "a", "-f", format]).succeeded().stdout;
            let Some((_, section)) = page.split_once("Say this as well") else {
                assert_eq!(signed, "no", "a no-fit has words of its own: {page}");
                continue;
            };
            assert_ne!(signed, "no", "{page}");
            for words in ["“Look at the losses first.”", "“We answer in German.”", "A local one."]
            {
                assert!(section.contains(words), "{signed}, {format}: {page}");
            }
        }
    }
    desk.write("a.deal.yaml", "format: 1\nplaybook: tiny\nfacts: { rate: 2, signed: yes }\n");
    assert_eq!(desk.json(&["brief", "a", "-f", "json"])["caveats"], json!([]));
}

#[test]
fn text_and_markdown_ask_what_json_lists_and_nothing_else() {
    let desk = Desk::with_acme();
    let open = "consequence: measured\nusers: 40\nhosting: cloud\nbudget: approved";
    let facts = [open, "consequence: none\nusers: 3", "users: 40", "consequence: measured", ""];
    for facts in facts {
        desk.write_deal("a", facts);
        let brief = desk.json(&["brief", "a", "-f", "json"]);
        let asked: Vec<&str> = brief["ask_next"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["ask"].as_str().unwrap())
            .collect();
        for format in ["text", "markdown"] {
            let run =
                desk.command(&["brief", "a", "--why", "-f", format]).env("COLUMNS", "400").output();
            let page = Run::of(run.unwrap()).succeeded().stdout;
            let section = page.split_once("Ask next").map_or("", |(_, rest)| rest);
            let section = section.split("\n### ").next().unwrap();
            let in_page: Vec<&str> = section
                .split('“')
                .skip(1)
                .filter_map(|part| part.split_once('”').map(|(words, _)| words))
                .filter(|words| words.ends_with('?'))
                .collect();
            assert_eq!(in_page, asked, "{facts}, {format}: {page}");
        }
    }
}
