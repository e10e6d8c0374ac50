//! Notes: lines `question: answer`, and who is taken to have said so.

use crate::desk::Desk;

const NOTES: &str = "# Call with Acme

They were late, and in a hurry.
- money: agreed
* **Who answers for solving this?** One person, by name
deciders: 3-5
By when does this have to be better? a date that something depends on
owner agrees with the plan
considered: nothing, suppliers
sum: a lot
";

#[test]
fn lines_are_taken_by_id_or_by_words_and_all_else_is_left() {
    let desk = Desk::empty();
    desk.write("calls/2026-11-03 acme.md", NOTES);
    let hear =
        ["hear", "calls/2026-11-03 acme.md", "--deal", "acme", "--by", "Dana Keller", "--yes"];
    let run = desk.coach(&hear).succeeded();
    assert_eq!(
        run.stdout,
        "Acme
calls/2026-11-03 acme.md, notes, 2026-11-03

Heard from the buyer (5)
  1  money: Set aside for this
     Dana Keller – calls/2026-11-03 acme.md#L4
  2  owner: One person, by name
     Dana Keller – calls/2026-11-03 acme.md#L5
  3  deciders: 3 to 5 people
     Dana Keller – calls/2026-11-03 acme.md#L6
  4  deadline: A date that something depends on
     Dana Keller – calls/2026-11-03 acme.md#L7
  5  considered: Leaving it as it is and Other suppliers
     Dana Keller – calls/2026-11-03 acme.md#L9

No answer to a question of the playbook (1)
  6  sum
     why: `sum` has no option `a lot`; it takes `more`, `no_more` or `not_done`

Left, as they answer no question (3)
    1  # Call with Acme
    3  They were late, and in a hurry.
    8  owner agrees with the plan
"
    );
    assert_eq!(
        desk.read("acme.deal.yaml"),
        "format: 1
deal: Acme
playbook: consultative
facts:
  owner:
    answer: named
    by: Dana Keller
    date: 2026-11-03
    at: calls/2026-11-03 acme.md#L5
  deadline:
    answer: fixed
    by: Dana Keller
    date: 2026-11-03
    at: calls/2026-11-03 acme.md#L7
  considered:
    answer: [nothing, suppliers]
    by: Dana Keller
    date: 2026-11-03
    at: calls/2026-11-03 acme.md#L9
  money:
    answer: agreed
    by: Dana Keller
    date: 2026-11-03
    at: calls/2026-11-03 acme.md#L4
  deciders:
    answer: 3..5
    by: Dana Keller
    date: 2026-11-03
    at: calls/2026-11-03 acme.md#L6
calls:
  - { date: 2026-11-03, with: Dana Keller }
"
    );
    // Heard a second time, nothing is new.
    let before = desk.read("acme.deal.yaml");
    desk.coach(&hear).succeeded();
    assert_eq!(desk.read("acme.deal.yaml"), before);
}

#[test]
fn where_nobody_is_named_notes_are_what_the_seller_assumes() {
    let desk = Desk::empty();
    desk.write("notes.txt", "money: agreed\nlimits_kept: yes\n");
    let run = desk.coach(&["hear", "notes.txt", "--deal", "acme", "--strict"]).ended_with(1);
    assert!(
        run.stdout.contains("nobody is named who said so; say who with `--by`"),
        "{}",
        run.stdout
    );
    desk.coach(&["hear", "notes.txt", "--deal", "acme", "--yes", "--date", "2026-11-03"])
        .succeeded();
    let deal = desk.read("acme.deal.yaml");
    let money = "  money:\n    answer: agreed\n    source: assumption\n    date: 2026-11-03\n    at: notes.txt#L1\n";
    assert!(deal.contains(money), "{deal}");
    assert!(!deal.contains("calls:"), "{deal}");
}

#[test]
fn what_notes_can_not_tell_is_asked_for() {
    let desk = Desk::empty();
    desk.write("notes.txt", "money: agreed\n");
    desk.write("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana>Hi\n");
    desk.coach(&["hear", "notes.txt", "--deal", "acme", "--buyer", "Dana", "--buyer", "Kim"])
        .complains(&["notes don't tell who of several said it; name one with `--by`"]);
    desk.coach(&["hear", "talk.vtt", "--deal", "acme", "--buyer", "Dana"])
        .complains(&["`talk.vtt` is a transcript; give `--facts` with what to look for in it"]);
}
