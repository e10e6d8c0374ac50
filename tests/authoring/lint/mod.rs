//! `coach playbook check`: what each rule finds, where, and how it is excused.

mod language;
mod proofs;

use crate::desk::Desk;
use coach::authoring::lint::{RULES, RULES_ABOUT_WORDS, WHAT_IS_READ};

/// A playbook in which nothing is found.
const SOUND: &str = "\
format: 1
id: sound
title: Sound
summary: For the tests of the lint.
offer:
  name: Paperlight
  solves: Papers that nobody finds.
  not_for: Papers that must not leave the house.
stages:
  - id: need
    title: Need
    buyer_asks: Should we do anything about this?
    verified_when: { waits: yes }
    questions:
      - id: waits
        ask: Who waits for this?
        why: Without somebody who waits it is put off.
        type: yes_no
fit:
  must_haves:
    - id: awaited
      when: { waits: yes }
      because: Nobody waits for it.
      say: Then leave it as it is.
      instead: Nothing at all.
";

/// What is found in the playbook with one text in place of another: `line:column severity rule`.
fn found(change: [&str; 2]) -> Vec<String> {
    assert!(SOUND.contains(change[0]), "{}", change[0]);
    let desk = Desk::empty();
    desk.write("sound.yaml", &SOUND.replacen(change[0], change[1], 1));
    let run = desk.coach(&["playbook", "check", "sound.yaml", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["files"][0]["findings"].as_array().unwrap().iter();
    let told = findings.map(|finding| {
        let severity =
            if finding["waived"].is_null() { &finding["severity"] } else { &"excused".into() };
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        format!(
            "{}:{} {} {}",
            finding["line"],
            finding["column"],
            text(severity),
            text(&finding["rule"])
        )
    });
    told.collect()
}

#[test]
fn in_a_sound_playbook_nothing_is_found() {
    assert_eq!(found(["Sound", "Sound"]), Vec::<String>::new());
}

#[test]
fn a_no_needs_words_and_a_way_on() {
    assert_eq!(
        found(["      say: Then leave it as it is.\n", ""]),
        ["21:11 warning no-honest-words"]
    );
    assert_eq!(found(["      instead: Nothing at all.\n", ""]), ["21:11 warning no-honest-words"]);
}

#[test]
fn a_question_a_stage_and_an_offer_say_what_they_are_for() {
    let why = "        why: Without somebody who waits it is put off.\n";
    assert_eq!(found([why, ""]), ["15:13 warning why-missing"]);
    assert_eq!(
        found(["    verified_when: { waits: yes }\n", ""]),
        ["10:9 warning verifier-missing"]
    );
    let not_for = "  not_for: Papers that must not leave the house.\n";
    assert_eq!(found([not_for, ""]), ["6:9 warning not-for-missing"]);
}

#[test]
fn a_finding_is_excused_on_its_line_or_right_above_with_a_reason() {
    let why = "      - id: waits\n        ask: Who waits for this?\n        why: Without somebody who waits it is put off.\n";
    let beside =
        "      - id: waits   # allow why-missing: Everybody knows.\n        ask: Who waits?\n";
    assert_eq!(found([why, beside]), ["15:13 excused why-missing"]);
    let above = "      # allow why-missing: Everybody knows.\n      # And more.\n      - id: waits\n        ask: Who waits?\n";
    assert_eq!(found([why, above]), ["17:13 excused why-missing"]);
    let apart = "      # allow why-missing: Everybody knows.\n\n      - id: waits\n        ask: Who waits?\n";
    assert_eq!(found([why, apart]), ["15:7 warning unknown-excuse", "17:13 warning why-missing"]);
}

#[test]
fn an_excuse_that_excuses_nothing_is_told() {
    for excuse in [
        "# allow why-mising: Everybody knows.",
        "# allow why-missing:",
        "# allow why-missing",
        "# allow why-missing: It does say why.",
        "# allow unknown-excuse: So what.",
        "# allow wrong-file: So what.",
    ] {
        assert_eq!(
            found(["id: sound\n", &format!("id: sound   {excuse}\n")]),
            ["2:13 warning unknown-excuse"],
            "{excuse}"
        );
    }
    assert!(found(["id: sound\n", "id: sound   # to allow more: see below\n"]).is_empty());
    assert!(found(["Who waits for this?", "Who waits for#allow this?"]).is_empty());
}

#[test]
fn warnings_fail_where_that_is_asked_for_and_wrong_files_end_in_2() {
    let desk = Desk::empty();
    desk.write("sound.yaml", SOUND);
    desk.write(
        "warned.yaml",
        &SOUND.replace("  not_for: Papers that must not leave the house.\n", ""),
    );
    desk.coach(&["playbook", "check", "sound.yaml", "--fail-on", "warning"]).succeeded();
    desk.coach(&["playbook", "check", "warned.yaml"]).succeeded();
    desk.coach(&["playbook", "check", "warned.yaml", "--fail-on", "warning"]).ended_with(1);
    desk.write("wrong.yaml", "format: 1\n");
    let run =
        desk.coach(&["playbook", "check", "sound.yaml", "wrong.yaml", "missing"]).ended_with(2);
    assert!(run.stdout.contains("wrong.yaml:1:1"), "{}", run.stdout);
    assert!(run.stdout.contains("there is no playbook `missing`"), "{}", run.stdout);
}

#[test]
fn a_folder_is_looked_through_for_playbooks() {
    let desk = Desk::empty();
    desk.coach(&["playbook", "check"]).ended_with(2);
    desk.write("playbooks/b.yaml", SOUND);
    desk.write("playbooks/a.yaml", SOUND);
    desk.write("playbooks/a.test.yaml", "format: 1\n");
    let run = desk.coach(&["playbook", "check"]).succeeded();
    assert!(run.stdout.contains("2 files: 2 passed\n"), "{}", run.stdout);
    assert!(run.stdout.find("a.yaml") < run.stdout.find("b.yaml"), "{}", run.stdout);
    desk.coach(&["playbook", "check", "consultative"]).succeeded();
    let shell = ["playbooks/a.test.yaml", "playbooks/a.yaml", "playbooks/b.yaml"];
    let run = desk.coach(&[&["playbook", "check"], &shell[..]].concat()).succeeded();
    assert!(run.stdout.contains("2 files: 2 passed\n"), "{}", run.stdout);
}

#[test]
fn every_rule_says_why_it_helps_and_shows_an_example() {
    for rule in RULES {
        let words = rule.documentation;
        assert!(words.contains("It helps the buyer decide"), "{}: no reason", rule.id);
        assert!(words.contains("\n```"), "{}: no example", rule.id);
        let tells =
            words.contains(&format!("allow {}:", rule.id)) || words.contains("can't be excused");
        assert!(tells, "{}: not a word on excusing", rule.id);
        assert!(!rule.summary.ends_with('.'), "{}: {}", rule.id, rule.summary);
    }
}

#[test]
fn in_the_shipped_playbooks_nothing_is_found() {
    let desk = Desk::empty();
    let ids = coach::playbook::library::Library::new(Vec::new()).names();
    assert!(ids.len() >= 9, "{ids:?}");
    for id in ids {
        let run = desk.coach(&["playbook", "check", &id, "--fail-on", "warning"]).succeeded();
        assert!(!run.stdout.contains("waived"), "{}", run.stdout);
    }
}

#[test]
fn in_another_language_no_rule_about_words_passes_in_silence() {
    let leading = "Wouldn't you agree that you are in our pipeline?";
    let english = SOUND.replace("Who waits for this?", leading);
    assert!(SOUND.contains("Sound\nsummary: For"));
    let with = |language: &str| {
        let desk = Desk::empty();
        let text = english.replace(
            "Sound\nsummary: For the tests of the lint.",
            &format!("Sound\nsummary: For the tests of the lint.\nlanguage: {language}"),
        );
        desk.write("sound.yaml", &text);
        let run =
            desk.coach(&["playbook", "check", "sound.yaml", "-f", "json", "--fail-on", "warning"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let findings = report["files"][0]["findings"].as_array().unwrap().clone();
        let told = |one: &serde_json::Value| {
            format!("{} {}", one["severity"].as_str().unwrap(), one["rule"].as_str().unwrap())
        };
        (
            run.code,
            report["summary"]["notes"].clone(),
            findings.iter().map(told).collect::<Vec<_>>(),
        )
    };
    for language in ["de", "pt-BR", "enm"] {
        let (code, notes, found) = with(language);
        assert_eq!((code, notes), (0, 1.into()), "a note never fails");
        assert_eq!(found, ["note language-not-read"]);
    }
    for language in ["en", "en-GB", "EN"] {
        let (code, notes, found) = with(language);
        assert_eq!((code, notes), (1, 0.into()), "{found:?}");
        assert!(found.contains(&"warning leading-question".to_owned()), "{found:?}");
        assert!(found.contains(&"warning jargon-to-buyer".to_owned()), "{found:?}");
    }
    let excused = "summary: For the tests of the lint.\nlanguage: de # allow language-not-read: Inga read it.";
    let told = found(["summary: For the tests of the lint.", excused]);
    assert_eq!(told, ["5:11 excused language-not-read"]);
}

#[test]
fn every_format_tells_a_note_and_fails_by_none() {
    let desk = Desk::empty();
    desk.write("sound.yaml", &SOUND.replace("offer:\n", "language: de\noffer:\n"));
    for (format, words) in [
        ("text", "note[language-not-read]: the words are in `de`"),
        ("json", "\"severity\": \"note\""),
        ("github", "::notice file=sound.yaml,line=5"),
        ("junit", "failures=\"0\""),
        ("sarif", "\"level\": \"note\""),
        ("markdown", "- note **language-not-read**"),
    ] {
        let run =
            desk.coach(&["playbook", "check", "sound.yaml", "--fail-on", "warning", "-f", format]);
        let run = run.succeeded();
        assert!(run.stdout.contains(words), "no {words:?} in:\n{}", run.stdout);
    }
    let text = desk.coach(&["playbook", "check", "sound.yaml"]).succeeded().stdout;
    assert!(text.ends_with("passed       sound.yaml · 1 note\n"), "{text}");
    desk.write("coach.yaml", "severities: { language-not-read: warning, why-missing: note }\n");
    desk.coach(&["playbook", "check", "sound.yaml", "--fail-on", "warning"]).ended_with(1);
    let explained = desk.coach(&["explain", "language-not-read"]).succeeded().stdout;
    assert!(explained.starts_with("language-not-read (note)\n"), "{explained}");
}

#[test]
fn that_no_usual_wording_is_found_is_said_with_what_it_means() {
    let desk = Desk::empty();
    let with = |change: [&str; 2]| {
        desk.write("sound.yaml", &SOUND.replace(change[0], change[1]));
        let told = |format: &str| {
            let run = desk.coach(&["playbook", "check", "sound.yaml", "-f", format]).succeeded();
            run.stdout
        };
        let object: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
        (told("text"), told("markdown"), object["files"][0]["wordings"].clone())
    };
    let (text, markdown, json) = with(["", ""]);
    let said =
        format!("passed       sound.yaml · none of the usual wordings found\n{WHAT_IS_READ}\n");
    assert_eq!(text, said);
    assert!(markdown.contains(&format!("\n{WHAT_IS_READ}\n")), "{markdown}");
    assert!(markdown.contains("| passed · none of the usual wordings found |"), "{markdown}");
    assert_eq!(json, "none-found");
    let leading = ["Who waits for this?", "Don't you agree that somebody waits?"];
    for (change, word) in [(leading, "found"), (["offer:\n", "language: de\noffer:\n"], "not-read")]
    {
        let (text, markdown, json) = with(change);
        assert_eq!(json, word);
        assert!(!text.contains("usual wordings") && !markdown.contains("usual wordings"), "{text}");
    }
    // What a team leaves out was found all the same.
    desk.write("coach.yaml", "severities: { leading-question: off }\n");
    assert_eq!(with(leading).2, "found");
    for rule in RULES_ABOUT_WORDS {
        let page = rule.documentation.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(WHAT_IS_READ), "{}", rule.id);
    }
}

#[test]
fn what_an_author_may_think_about_is_a_note() {
    let notes = |ask: &str| -> Vec<String> {
        let told = found(["Who waits for this?", &format!("'{ask}'")]);
        let notes = told.iter().filter_map(|line| line.split_once(" note "));
        notes.map(|(_, rule)| rule.to_owned()).collect()
    };
    for (ask, wanted) in [
        ("If we could halve that, would it help?", &["if-we-could"][..]),
        ("What if we were to halve that?", &["if-we-could"]),
        ("Suppose that we can halve that; what then?", &["if-we-could"]),
        ("What happens if you could halve that?", &[]),
        ("Most clinics lose a day a week. How is it with you?", &["statement-first"]),
        ("How is it with you? Most clinics lose a day a week.", &[]),
        ("Do you book rooms and desks?", &["and-in-closed-question"]),
        ("Do people here book rooms and desks at times?", &["and-in-closed-question"]),
        ("Which rooms and desks do you book?", &[]),
        // Twenty words, and one more.
        ("Who of you has to say yes to it by then so that all of us can go on now?", &[]),
        (
            "Who of you has to say yes to it by then so that all of us can go on right now?",
            &["hard-to-read"],
        ),
        (
            "Which organisational responsibilities would fundamentally change after the implementation here?",
            &["hard-to-read"],
        ),
        // Of so few words a grade says nothing.
        ("Which organisational responsibilities change?", &[]),
    ] {
        assert_eq!(notes(ask), wanted, "{ask}");
    }
    // To the seller it may be said in any way.
    let ours = ["type: yes_no", "answered_by: us\n        type: yes_no"];
    let text = SOUND.replace("Who waits for this?", "Do you book rooms and desks?");
    let desk = Desk::empty();
    desk.write("sound.yaml", &text.replace(ours[0], ours[1]));
    let run = desk.coach(&["playbook", "check", "sound.yaml"]).succeeded();
    assert!(!run.stdout.contains("note"), "{}", run.stdout);
    desk.write("sound.yaml", &text);
    let run = desk.coach(&["playbook", "check", "sound.yaml", "--fail-on", "warning"]).succeeded();
    let words = "`rooms and desks` are two things under one yes or no";
    assert!(run.stdout.contains(words), "{}", run.stdout);
}
