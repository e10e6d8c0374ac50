//! Deals that are written, by a reader of YAML that is not ours.

use serde_json::{Value, json};

use crate::desk::{Desk, ODD_TEXTS};

/// A folder with a playbook that asks one question of each type.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("every.yaml", include_str!("../data/every-type.yaml"));
    desk
}

fn read(desk: &Desk, deal: &str) -> Value {
    let text = desk.read_with_today(deal);
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// An answer that was given during the test.
fn said_today(answer: &Value) -> Value {
    json!({ "answer": answer, "date": "TODAY" })
}

/// A fact that says this text wherever it can.
fn said(words: &str) -> Value {
    json!({ "answer": words, "source": "document", "by": words, "date": "2026-11-03", "note": words })
}

#[test]
fn an_answer_is_the_same_to_every_reader() {
    for words in ODD_TEXTS {
        let desk = desk();
        desk.write("answers.json", &json!({ "remark": words, "users": 30 }).to_string());
        let start = ["start", "new", "-p", "./every.yaml", "--no-input", "--answers"];
        desk.coach(&[&start[..], &["answers.json"]].concat()).succeeded();
        let facts = json!({ "remark": said_today(&json!(words)), "users": said_today(&json!(30)) });
        assert_eq!(read(&desk, "new.deal.yaml")["facts"], facts);
    }
}

#[test]
fn a_statement_and_what_it_replaces_are_the_same_to_every_reader() {
    for words in ODD_TEXTS {
        let desk = desk();
        let answers = |words: &str| json!({ "remark": said(words), "needs": ["sms"] });
        desk.write("first.json", &answers(words).to_string());
        desk.write("second.json", &answers("Else.").to_string());
        for (file, replaced) in [("first.json", false), ("second.json", true)] {
            let start = ["start", "new", "-p", "./every.yaml", "--no-input", "--answers", file];
            desk.coach(&start).succeeded();
            let deal = read(&desk, "new.deal.yaml");
            let now = said(if replaced { "Else." } else { words });
            let facts = json!({ "remark": now, "needs": said_today(&json!(["sms"])) });
            assert_eq!(deal["facts"], facts, "{words}");
            if replaced {
                assert_eq!(deal["history"][0]["question"], "remark");
                assert_eq!(deal["history"][0]["was"], said(words), "{words}");
            }
        }
    }
}

#[test]
fn a_text_of_several_lines_ends_as_lines_do() {
    let desk = desk();
    let words = "one: #1\n- two\n\n  'three'\nyes";
    let fact = json!({ "answer": words, "by": "Dana", "note": words });
    desk.write("answers.json", &json!({ "remark": fact }).to_string());
    let start = ["start", "new", "-p", "./every.yaml", "--no-input", "--answers", "answers.json"];
    desk.coach(&start).succeeded();
    let fact = &read(&desk, "new.deal.yaml")["facts"]["remark"];
    for key in ["answer", "note"] {
        assert_eq!(fact[key].as_str().unwrap().trim_end(), words, "{key}");
    }
}

#[test]
fn what_a_check_adds_changes_nothing_else_to_any_reader() {
    for words in ODD_TEXTS {
        let desk = desk();
        let before = format!(
            "format: 1\ndeal: {0}\nplaybook: ./every.yaml\nfacts:\n  remark: {0}   # kept\nnotes: {0}\n",
            json!(words)
        );
        desk.write("odd.deal.yaml", &before);
        desk.coach(&["check", "odd", "--fix"]).ended_with(1);
        let after = read(&desk, "odd.deal.yaml");
        let facts = after["facts"].as_object().unwrap();
        assert!(facts.len() > 1, "{facts:?}");
        for (question, fact) in facts {
            let wanted = if question == "remark" { words } else { "unknown" };
            assert_eq!(fact, wanted, "{question}");
        }
        for (key, wanted) in [("deal", words), ("notes", words), ("playbook", "./every.yaml")] {
            assert_eq!(after[key], wanted);
        }
    }
}

#[test]
fn an_answer_that_fits_no_more_is_kept_as_it_was_to_every_reader() {
    for words in ODD_TEXTS {
        let desk = desk();
        let head = "format: 1\ndeal: D\nplaybook: ./every.yaml\nfacts:\n";
        let plain = format!("{head}  hosting: {words}\n");
        let is_read_so = |text: &str| {
            let read = serde_yaml::from_str::<Value>(text);
            read.is_ok_and(|deal| deal["facts"]["hosting"] == words)
        };
        let quoted = format!("{head}  hosting: {}\n", json!(words));
        for before in [plain, quoted].iter().filter(|before| is_read_so(before)) {
            desk.write("odd.deal.yaml", before);
            desk.coach(&["start", "odd", "--no-input", "-a", "hosting=cloud"]).succeeded();
            let after = read(&desk, "odd.deal.yaml");
            assert_eq!(after["history"][0]["was"], words, "{before}");
            assert_eq!(after["facts"]["hosting"], said_today(&json!("cloud")));
        }
    }
}
