//! The call sheet: what a seller looks at before a talk, on one screen.

use crate::desk::{Desk, Run};

/// A deal as it was found in use: what it holds was shown nowhere.
const FERRY: &str = "format: 1
deal: Ferry Line
playbook: consultative
facts:
  problem: Manifests are typed twice, and on Fridays the boat waits for them.
  consequence: { answer: described, by: \"Kari Moen, harbour office\", date: 2026-10-02 }
  owner: { answer: named, by: \"Ola Berg, COO\", date: 2026-10-02, note: Call only before 10. }
  deadline: { answer: wished, source: assumption }
notes: Kari is sceptical. Ask her to the next talk.
";

/// The brief of the deal at a width, with more arguments.
fn brief(desk: &Desk, width: usize, arguments: &[&str]) -> String {
    let arguments = [&["brief", "deal"], arguments].concat();
    let mut command = desk.command(&arguments);
    Run::of(command.env("COLUMNS", width.to_string()).output().unwrap()).succeeded().stdout
}

fn desk(deal: &str) -> Desk {
    let desk = Desk::empty();
    desk.write("deal.deal.yaml", deal);
    desk
}

/// The words of a page, however its lines end.
fn words(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn is_one_screen(page: &str, width: usize, most: usize) {
    assert!(page.lines().count() <= most, "{} lines\n{page}", page.lines().count());
    assert!(page.lines().all(|line| line.chars().count() <= width), "{page}");
}

#[test]
fn what_they_said_stands_on_the_first_screen() {
    let desk = desk(FERRY);
    for (width, most) in [(80, 24), (50, 34)] {
        let page = brief(&desk, width, &[]);
        is_one_screen(&page, width, most);
        let words = words(&page);
        for said in ["the boat waits", "Kari Moen", "Ola Berg", "before 10", "Kari is sceptical."] {
            assert!(words.contains(said), "{said}: {page}");
        }
        assert!(words.contains("At Options since 2026-10-02"), "{page}");
    }
}

/// A playbook of 28 questions, all of which bear on the verdict.
fn full_playbook() -> String {
    let questions: String = (0..28)
        .map(|place| {
            format!(
                "      - {{ id: q{place}, ask: What about the subject number {place} of those that have \
                 to be known and take a while to say?, who_knows: Somebody in their office {place}, \
                 type: choice, options: {{ a: The first of the answers, b: The other one }}, good_for: 30d }}\n"
            )
        })
        .collect();
    let signals: String = (0..28)
        .map(|place| {
            format!("    - {{ id: s{place}, when: {{ q{place}: a }}, weight: 1, because: It is so {place}. }}\n")
        })
        .collect();
    format!(
        "format: 1\nid: full\ntitle: A playbook\nsummary: Of many questions.\noffer: {{ name: It, solves: That. }}\n\
         stages:\n  - id: only\n    title: The only stage\n    buyer_asks: What should we do about all of this?\n    questions:\n\
         {questions}fit:\n  signals:\n{signals}  threshold: 26\n"
    )
}

#[test]
fn a_deal_of_many_answers_stays_on_one_screen() {
    let facts: String = (0..25)
        .map(|place| {
            format!(
                "  q{place}: {{ answer: {}, by: Person number {place} of the buyers, date: 2026-10-02, \
                 note: A note {place} that goes on for longer than any one line of a narrow page has room for, \
                 quote: Their words {place} as they were said on that day by them, at: calls/c.md#L{} }}\n",
                if place == 3 { "b" } else { "a" },
                place + 1
            )
        })
        .collect();
    let notes = "notes: What was noted, and it is long as well, so that it takes several lines of the page, and then some more.\n";
    let calls = "calls:\n  - { date: 2026-10-02, with: [Dana, Kim], note: They were in a hurry and said much in little time. }\n  \
                 - { date: 2026-09-01, with: Dana }\n";
    let deal =
        format!("format: 1\ndeal: A deal\nplaybook: ./full.yaml\nfacts:\n{facts}{notes}{calls}");
    let desk = desk(&deal);
    desk.write("full.yaml", &full_playbook());
    for (width, most) in [(80, 24), (50, 34), (100, 24)] {
        let page = brief(&desk, width, &[]);
        is_one_screen(&page, width, most);
        assert!(page.contains("New since 2026-09-01"), "{page}");
        assert!(page.contains("Last talk 2026-10-02 with Dana and Kim"), "{page}");
        assert!(page.contains("too old: "), "{page}");
        assert!(page.contains(" more\n"), "{page}");
    }
    for form in [&["--why"][..], &["-f", "markdown"], &["-f", "json"], &["-f", "yaml"]] {
        let page = words(&brief(&desk, 100, form)).replace('\\', "");
        for place in 0..25 {
            for said in [
                format!("Person number {place} of the buyers"),
                format!("A note {place} that goes on"),
                format!("Their words {place} as they were said"),
                format!("calls/c.md#L{}", place + 1),
            ] {
                assert!(page.contains(&said), "{form:?}: {said}: {page}");
            }
        }
        for said in ["and then some more.", "They were in a hurry", "2026-09-01", "Kim"] {
            assert!(page.contains(said), "{form:?}: {said}: {page}");
        }
    }
}

#[test]
fn what_is_new_since_the_talk_before_is_told_with_what_it_replaced() {
    let deal = FERRY.replace(
        "notes:",
        "  sum: { answer: more, by: Ola, date: 2026-11-03 }
calls: [{ date: 2026-10-02, with: Ola }, { date: 2026-11-03, with: [Ola, Kari] }]
history: [{ date: 2026-11-03, question: sum, was: { answer: not_done, date: 2026-10-02 } }]
notes:",
    );
    let desk = desk(&deal);
    let page = words(&brief(&desk, 80, &[]));
    assert!(page.contains("New since 2026-10-02 sum:"), "{page}");
    assert!(page.contains("; before: "), "{page}");
    let object = desk.json(&["brief", "deal", "-f", "json"]);
    let since = object["since"].as_array().unwrap();
    assert_eq!(since.len(), 1, "{since:?}");
    assert_eq!(since[0]["question"], "sum");
    assert_eq!(since[0]["was"]["answer"], "not_done");
    assert_eq!(since[0]["was"]["date"], "2026-10-02");
    assert_eq!(object["calls"][1]["with"], serde_json::json!(["Ola", "Kari"]));
    let all = words(&brief(&desk, 80, &["--why"]));
    assert!(all.contains("What was known before"), "{all}");
}

#[test]
fn the_day_on_which_evidence_grows_too_old_is_told() {
    let desk = desk(FERRY);
    let object = desk.json(&["brief", "deal", "-f", "json"]);
    let facts = object["facts"].as_array().unwrap();
    let stale_on = |question: &str| {
        let fact = facts.iter().find(|fact| fact["question"] == question).unwrap();
        fact["stale_on"].clone()
    };
    assert_eq!(stale_on("consequence"), "2027-04-01");
    assert_eq!(stale_on("problem"), serde_json::Value::Null, "it has no date");
    assert_eq!(stale_on("deadline"), serde_json::Value::Null, "it is assumed");
    desk.write("coach.yaml", "format: 1\nmax_age: 30d\n");
    let object = desk.json(&["brief", "deal", "-f", "json"]);
    assert_eq!(object["facts"][1]["stale_on"], "2026-11-02", "the shorter of the two");
}
