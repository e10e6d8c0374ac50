//! How an answer was learned: the day, which is written with each, who said so, and a note.

use crate::desk::Desk;

const NEW: [&str; 5] = ["start", "new", "-p", "clinic-scheduling", "--no-input"];
const ACME: [&str; 3] = ["start", "acme", "--no-input"];

/// The facts of a deal as they stand in its file.
#[track_caller]
fn facts(desk: &Desk, deal: &str) -> String {
    let text = desk.read_with_today(&format!("{deal}.deal.yaml"));
    let (_, facts) = text.split_once("facts:\n").unwrap();
    facts.to_owned()
}

/// The facts of a new deal that these flags make.
#[track_caller]
fn new(desk: &Desk, flags: &[&str]) -> String {
    desk.coach(&[&NEW[..], flags].concat()).succeeded();
    facts(desk, "new")
}

#[test]
fn each_answer_has_its_day_whatever_way_it_came() {
    let flags = ["-a", "users=30", "--assume", "budget=none", "-a", "hosting=unknown"];
    let desk = Desk::with_acme();
    assert_eq!(
        new(&desk, &flags),
        "  users: { answer: 30, date: TODAY }
  hosting: unknown
  budget: { answer: none, source: assumption, date: TODAY }
"
    );

    let desk = Desk::with_acme();
    desk.write(
        "crm.yaml",
        "users: 30\nhosting: unknown\nbudget: { answer: none, by: Dana }\n\
         deadline: [{ answer: quarter, by: Dana }, { answer: year, date: 2026-11-03 }]\n",
    );
    assert_eq!(
        new(&desk, &["--answers", "crm.yaml"]),
        "  deadline:
    - { answer: quarter, by: Dana, date: TODAY }
    - { answer: year, date: 2026-11-03 }
  users: { answer: 30, date: TODAY }
  hosting: unknown
  budget: { answer: none, by: Dana, date: TODAY }
"
    );

    let desk = Desk::with_acme();
    let wizard = ["start", "new", "-p", "clinic-scheduling", "--plain", "--order", "playbook"];
    let run = desk.coach_reading("\n2\nb\nunknown\n30\nw\n", &wizard).succeeded();
    assert_eq!(
        facts(&desk, "new"),
        "  consequence: { answer: stated, date: TODAY }
  deadline: unknown
  users: { answer: 30, source: document, date: TODAY }
",
        "{}",
        run.stderr
    );
}

#[test]
fn what_does_not_change_keeps_its_text() {
    let desk = Desk::with_acme();
    let before = desk.read("acme.deal.yaml");
    let same = ["-a", "consequence=stated", "-a", "users=20..50", "--assume", "budget=approved"];
    desk.coach(&[&ACME[..], &same].concat()).succeeded();
    assert_eq!(desk.read("acme.deal.yaml"), before);
    // Of what is asked in a conversation, too.
    desk.write_deal("open", "consequence: stated\nusers:   20..50   # so far\n");
    let open = ["start", "open", "--plain", "--all", "--order", "playbook", "-a", "deadline=year"];
    desk.coach_reading("1\nb\n", &open).succeeded();
    let facts = facts(&desk, "open");
    assert!(facts.contains("  consequence: stated\n"), "{facts}");
    assert!(facts.contains("  users:   20..50   # so far\n"), "{facts}");
    assert!(facts.contains("  deadline: { answer: year, date: TODAY }\n"), "{facts}");
    assert!(facts.contains("  hosting: { answer: cloud, date: TODAY }\n"), "{facts}");
}

#[test]
fn a_file_of_answers_that_comes_every_night_changes_nothing() {
    let desk = Desk::with_acme();
    let crm = "users: { answer: 30, by: Kim }
hosting: cloud
deadline: [{ answer: quarter, by: Dana }, { answer: year, by: Kim, source: assumption }]
";
    desk.write("crm.yaml", crm);
    let known = "users: { answer: 30, by: Kim, date: 2026-11-03, note: By the door. }
hosting: { answer: cloud, date: 2026-11-03 }
deadline: [{ answer: quarter, by: Dana, date: 2026-11-03 }, { answer: year, source: assumption, by: Kim }]
";
    desk.write_deal("known", known);
    let before = desk.read("known.deal.yaml");
    let start = ["start", "known", "--no-input", "--answers", "crm.yaml"];
    assert_eq!(desk.coach(&start).succeeded().stderr, "");
    assert_eq!(desk.read("known.deal.yaml"), before);
    // Who says more than before is somebody new; the others stay as they are known.
    desk.write("crm.yaml", &crm.replace("}]", "}, { answer: open, by: Ola }]"));
    desk.coach(&start).succeeded();
    let facts = facts(&desk, "known");
    for item in [
        "{ answer: quarter, by: Dana, date: 2026-11-03 }\n",
        "{ answer: year, source: assumption, by: Kim }\n",
        "{ answer: open, by: Ola, date: TODAY }\n",
    ] {
        assert!(facts.contains(item), "no {item} in {facts}");
    }
    assert!(!facts.contains("history:"), "{facts}");
}

#[test]
fn who_said_it_when_and_a_note_go_with_every_answer() {
    let desk = Desk::with_acme();
    desk.write("crm.yaml", "hosting: cloud\nconsequence: unknown\n");
    let flags = ["-a", "users=30", "--assume", "budget=none", "--answers", "crm.yaml"];
    let told = ["--by", " Dana, CFO ", "--date", "2026-11-03"];
    assert_eq!(
        new(&desk, &[&flags[..], &told].concat()),
        "  consequence: unknown
  users: { answer: 30, by: 'Dana, CFO', date: 2026-11-03 }
  hosting: { answer: cloud, by: 'Dana, CFO', date: 2026-11-03 }
  budget:
    answer: none
    source: assumption
    by: Dana, CFO
    date: 2026-11-03
"
    );
    let desk = Desk::with_acme();
    let note = ["-a", "users=30", "--note", "She laughed.\nTwice."];
    let facts = new(&desk, &note);
    assert!(facts.contains("    date: TODAY\n    note: |"), "{facts}");
    let brief = desk.json(&["brief", "new", "-f", "json"]);
    assert!(brief.to_string().contains(r"She laughed.\nTwice."), "{brief}");
    // In a brief they count for that brief alone.
    let brief = ["brief", "acme", "--why", "-a", "users=40", "--by", "Kim", "--date", "2026-11-03"];
    let run = desk.coach(&brief).succeeded();
    assert!(run.stdout.contains("users: 40 people (Kim, 2026-11-03)"), "{}", run.stdout);
}

#[test]
fn what_an_answer_says_itself_stands() {
    let desk = Desk::with_acme();
    let crm = "users: { answer: 30, by: Kim, note: Counted. }
hosting: { answer: cloud, date: 2026-11-02 }
";
    desk.write("crm.yaml", crm);
    let told = ["--by", "Dana", "--date", "2026-11-03", "--note", "By phone."];
    assert_eq!(
        new(&desk, &[&["--answers", "crm.yaml"], &told[..]].concat()),
        "  users:
    answer: 30
    by: Kim
    date: 2026-11-03
    note: Counted.
  hosting:
    answer: cloud
    by: Dana
    date: 2026-11-02
    note: By phone.
"
    );
}

#[test]
fn what_no_deal_could_say_is_refused_with_the_flag() {
    let desk = Desk::with_acme();
    let before = desk.read("acme.deal.yaml");
    for (flag, text, why) in [
        ("--date", "9999-12-31", "it is in the future; today is 2"),
        ("--date", "yesterday", "a date is year, month and day, as 2026-11-24"),
        ("--date", "2026-02-30", "a date is year, month and day, as 2026-11-24"),
        ("--by", "Dana\nKim", "a name stands on one line, without tabs"),
        ("--by", "Dana\tKim", "a name stands on one line, without tabs"),
        ("--by", " ", "it is empty"),
        ("--by", "Da\u{202e}na", "U+202E"),
        ("--note", "", "it is empty"),
        ("--note", "So\u{1b}[31m", "U+001B"),
    ] {
        for command in [&ACME[..], &["brief", "acme"]] {
            let flags = ["-a", "users=30", flag, text];
            desk.coach(&[command, &flags].concat()).complains(&[flag, why]);
        }
    }
    let long = "x".repeat(501);
    desk.coach(&[&ACME[..], &["-a", "users=30", "--by", &long]].concat())
        .complains(&["--by", "500"]);
    assert_eq!(desk.read("acme.deal.yaml"), before);
}

#[test]
fn what_is_replaced_goes_to_the_history_of_that_day() {
    let desk = Desk::with_acme();
    let told = ["-a", "users=60", "--date", "2026-11-20", "--by", "Kim"];
    desk.coach(&[&ACME[..], &told].concat()).succeeded();
    let file = desk.read_with_today("acme.deal.yaml");
    assert!(file.contains("  users: { answer: 60, by: Kim, date: 2026-11-20 }\n"), "{file}");
    assert!(file.contains("  - { date: 2026-11-20, question: users, was: 20..50 }\n"), "{file}");
    desk.coach(&[&ACME[..], &["-a", "users=unknown"]].concat()).succeeded();
    let file = desk.read_with_today("acme.deal.yaml");
    let was = "was: { answer: 60, by: Kim, date: 2026-11-20 }";
    assert!(file.contains("  users: unknown\n"), "{file}");
    assert!(file.contains(&format!("  - {{ date: TODAY, question: users, {was} }}\n")), "{file}");
}

#[test]
fn one_answer_in_place_of_several_peoples_is_new_though_one_of_them_gave_it() {
    let desk = Desk::with_acme();
    desk.coach(&[&ACME[..], &["-a", "deadline=quarter"]].concat()).succeeded();
    let file = desk.read_with_today("acme.deal.yaml");
    assert!(file.contains("  deadline: { answer: quarter, date: TODAY }\n"), "{file}");
    let was = "[{ answer: quarter, by: Dana }, { answer: year, source: assumption, by: Kim }]";
    assert!(file.contains(&format!("    was: {was}\n")), "{file}");
}

#[test]
fn what_the_playbook_no_longer_takes_goes_to_the_history_of_that_day_too() {
    let desk = Desk::with_acme();
    let path = "playbooks/clinic-scheduling.yaml";
    desk.write(path, &(desk.read(path) + "retired: { budget.someday: Someday is no answer. }\n"));
    desk.write_deal("old", "users: 30\nhosting: on_the_moon\nbudget: someday\n");
    let anew = ["-a", "hosting=cloud", "-a", "budget=none", "--date", "2026-11-20"];
    desk.coach(&[&["start", "old", "--no-input"], &anew[..]].concat()).succeeded();
    let facts = facts(&desk, "old");
    for item in ["hosting, was: on_the_moon", "budget, was: someday"] {
        let item = format!("  - {{ date: 2026-11-20, question: {item} }}\n");
        assert!(facts.contains(&item), "no {item} in {facts}");
    }
}
