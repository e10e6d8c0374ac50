//! The talks of a deal, and the buyer's own words in it: where they stand, and that they are kept.

use crate::every_type::{HEADER, file_with, playbook, read};
use coach::deal::file::{DealFile, Layout};
use coach::deal::{Answer, Call, Deal, Fact, KnownFrom, Passage, load};

const SAID: &str = "  remark:
    answer: It has to be quick.
    by: Dana
    date: 2026-11-03
    quote: We have four thousand a month set aside.
    at: calls/2026-11-03.vtt#00:12:31
";

/// What is found wrong with a file.
#[track_caller]
fn found(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

fn saved(text: &str, change: impl FnOnce(&mut Deal)) -> String {
    let (_folder, path) = file_with(text);
    let mut file = DealFile::open(&path).unwrap();
    let mut deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    change(&mut deal);
    assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept);
    std::fs::read_to_string(&path).unwrap()
}

fn remark(deal: &Deal) -> &Fact {
    &deal.facts.about(playbook().find_question("remark").unwrap())[0]
}

#[test]
fn their_words_stand_beside_the_answer_with_their_place() {
    let deal = read(&format!("{HEADER}{SAID}")).unwrap();
    let said = remark(&deal);
    assert_eq!(said.quote.as_deref(), Some("We have four thousand a month set aside."));
    assert_eq!(said.at.as_ref().unwrap().as_written(), "calls/2026-11-03.vtt#00:12:31");
}

#[test]
fn their_words_are_written_as_they_are_read() {
    let text = format!("{HEADER}  users: 20\n{SAID}");
    assert_eq!(saved(&text, |_| {}), text);
    let written = saved(&format!("{HEADER}  users: 20\n"), |deal| {
        let said = Fact {
            by: Some("Dana".to_owned()),
            date: Some("2026-11-03".parse().unwrap()),
            quote: Some("  We have four thousand a month set aside. ".to_owned()),
            at: Some(Passage::of("calls/2026-11-03.vtt#00:12:31").unwrap()),
            ..Fact::new(Answer::Text("It has to be quick.".to_owned()), KnownFrom::Prospect)
        };
        let index = playbook().find_question("remark").unwrap();
        deal.facts.set(index, vec![said]);
    });
    assert_eq!(written, text);
}

#[test]
fn a_place_is_a_time_or_a_line_of_a_file_beside_the_deal() {
    for place in ["notes.md", "notes.md#L12", "a b/c.vtt#12:31", "c.vtt#1:02:03.250", "été.txt#L1"]
    {
        assert_eq!(Passage::of(place).unwrap().as_written(), place);
    }
    let beside = "has to be a file in the deal's folder or below";
    for place in ["../x.vtt", "/etc/passwd", "a/../../b", "a//b", "", "#L1", "C:\\x", "c:x", ". /x"]
    {
        let error = Passage::of(place).unwrap_err().to_string();
        assert!(error.starts_with(beside), "{place}: {error}");
    }
    for place in ["a#", "a#L0", "a#L", "a#12", "a#1:61", "a#00:1:00", "a#L1#L2", "a#1:02:03."] {
        let error = Passage::of(place).unwrap_err().to_string();
        assert!(
            error.starts_with("has to name a time or a line behind the `#`"),
            "{place}: {error}"
        );
    }
    let wrong = format!("{HEADER}  remark: {{ answer: Yes., at: ../calls/x.vtt }}\n");
    let found = found(&wrong);
    assert!(found.contains("`at` has to be a file in the deal's folder or below"), "{found}");
    assert!(found.contains("5:31"), "{found}");
}

#[test]
fn talks_are_read_with_who_was_there() {
    let text = "calls:
  - { date: 2026-11-03, with: [Dana, Kim], note: Kim is sceptical. }
  - { date: 2026-10-02, with: Dana }
  - date: 2026-09-01
    note: |
      They called.

      It was short.
";
    let deal = read(&format!("{HEADER}  users: 20\n{text}")).unwrap();
    let with: Vec<Vec<&str>> =
        deal.calls.iter().map(|call| call.with.iter().map(String::as_str).collect()).collect();
    assert_eq!(with, [vec!["Dana", "Kim"], vec!["Dana"], vec![]]);
    assert_eq!(deal.calls[0].note.as_deref(), Some("Kim is sceptical."));
    assert_eq!(deal.calls[2].note.as_deref(), Some("They called.\n\nIt was short."));
    assert_eq!(deal.calls[1].date.to_string(), "2026-10-02");
}

#[test]
fn talks_are_written_in_brackets_where_there_is_room() {
    let call = |day: &str, with: &[&str], note: Option<&str>| Call {
        date: day.parse().unwrap(),
        with: with.iter().map(|name| (*name).to_owned()).collect(),
        note: note.map(str::to_owned),
    };
    let written = saved(&format!("{HEADER}  users: 20 # hm\n"), |deal| {
        deal.calls = vec![
            call("2026-11-03", &["Dana", "Kim"], Some("Kim is sceptical.")),
            call("2026-10-02", &["Dana"], None),
            call("2026-09-01", &[], Some("Short.\nAnd late.")),
        ];
    });
    let calls = "calls:
  - { date: 2026-11-03, with: [Dana, Kim], note: Kim is sceptical. }
  - { date: 2026-10-02, with: Dana }
  - date: 2026-09-01
    note: |
      Short.
      And late.
";
    assert_eq!(written, format!("{HEADER}  users: 20 # hm\n{calls}"));
}

#[test]
fn what_is_wrong_in_a_talk_is_told_at_its_place() {
    let calls = "calls: [{ with: Dana }, { date: soon }, { date: 2026-11-03, who: Kim }]\n";
    let found = found(&format!("{HEADER}  users: 20\n{calls}"));
    for part in [
        "the key `date` is missing in a call",
        "`date` must be a date, not `soon`",
        "unknown key `who` in a call",
    ] {
        assert!(found.contains(part), "{part}: {found}");
    }
}
