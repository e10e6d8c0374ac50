//! `coach deals`: many deals, a line each.

use crate::desk::{Desk, Run};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

/// A playbook with a hold, and with answers that grow old.
const PLAYBOOK: &str = "\
format: 1
id: shop
title: Shop
summary: Whether a shop needs it.
offer: { name: Till, solves: Queues., not_for: Stalls. }
opening: 0
stages:
  - id: first
    title: First
    buyer_asks: Why at all?
    verified_when: { queue: yes }
    questions:
      - { id: queue, ask: Do people wait?, type: yes_no, good_for: 30d }
  - id: second
    title: Second
    buyer_asks: With what?
    verified_when: { money: yes }
    questions:
      - { id: money, ask: Is it paid for?, type: yes_no, good_for: 10d }
      - { id: tried, ask: Have you tried it?, type: yes_no }
fit:
  must_haves: [{ id: waits, when: { queue: yes }, because: Nobody waits. }]
  holds: [{ id: untried, when: { tried: no }, because: Untried., until: They try it. }]
  disqualifiers: [{ id: poor, when: { money: no }, because: No money. }]
";

/// Deals of each kind; what has a day has gone stale on the day that is said.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("playbooks/shop.yaml", PLAYBOOK);
    let paid = "money: { answer: yes, date: 2025-03-01 }";
    write(&desk, "deals/fit.deal.yaml", "bakery", &format!("queue: yes, tried: yes, {paid}"));
    write(&desk, "deals/held.deal.yaml", "Atelier", "queue: yes, tried: no, money: yes");
    write(&desk, "deals/no.deal.yaml", "Dairy", "queue: { answer: no, date: 2025-01-05 }");
    let old = "queue: { answer: yes, date: 2025-01-01 }";
    write(&desk, "deals/open.deal.yaml", "Chandler", old);
    desk
}

fn write(desk: &Desk, path: &str, name: &str, facts: &str) {
    let text = format!("format: 1\ndeal: {name}\nplaybook: shop\nfacts: {{ {facts} }}\n");
    desk.write(path, &text);
}

/// The names that are listed, in their order.
fn names(desk: &Desk, flags: &[&str]) -> Vec<String> {
    let list = desk.json(&[&["deals", "-f", "json"], flags].concat());
    let deals = list["deals"].as_array().unwrap().iter();
    deals.map(|deal| deal["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_json_is_one_object_that_tells_all_of_each_deal() {
    let list = desk().json(&["deals", "-f", "json"]);
    assert_eq!(list["format"], 1);
    let deal = |place: usize| list["deals"][place].clone();
    let undecided = json!({
        "name": "Chandler", "path": "deals/open.deal.yaml", "playbook": "shop",
        "verdict": "undecided", "possible": ["fit", "not-yet", "no-fit"], "stage": "second",
        "last_heard": "2025-01-01", "stale_on": "2025-02-01", "stale_question": "queue",
        "next": { "question": "money", "ask": "Is it paid for?" },
        "outcome": null, "outcome_on": null, "look_back_on": null,
    });
    assert_eq!(deal(2), undecided);
    assert_eq!((&deal(0)["verdict"], &deal(0)["stale_on"]), (&json!("not-yet"), &Value::Null));
    assert_eq!(deal(1)["stage"], Value::Null, "every stage is done");
    let no_fit = deal(3);
    assert_eq!((&no_fit["next"], &no_fit["stale_on"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_first_question_is_that_of_the_brief() {
    let desk = desk();
    for deal in desk.json(&["deals", "-f", "json"])["deals"].as_array().unwrap() {
        let brief = desk.json(&["brief", deal["path"].as_str().unwrap(), "-f", "json"]);
        assert_eq!(deal["next"]["question"], brief["ask_next"][0]["question"], "{deal}");
        assert_eq!(deal["possible"], brief["possible"], "{deal}");
    }
}

#[test]
fn a_talk_is_heard_of_though_no_fact_came_of_it() {
    let desk = desk();
    let text = desk.read("deals/open.deal.yaml") + "calls: [{ date: 2025-06-30 }]\n";
    desk.write("deals/open.deal.yaml", &text);
    let list = desk.json(&["deals", "deals/open.deal.yaml", "-f", "json"]);
    assert_eq!(list["deals"][0]["last_heard"], "2025-06-30");
}

#[test]
fn a_question_goes_stale_with_the_last_of_its_evidence() {
    let desk = desk();
    let stale_on = |facts: &str| {
        write(&desk, "one.deal.yaml", "One", facts);
        desk.json(&["deals", "one.deal.yaml", "-f", "json"])["deals"][0]["stale_on"].clone()
    };
    let older = "{ answer: yes, date: 2025-01-01, by: A }";
    assert_eq!(stale_on(&format!("queue: [{older}]")), "2025-02-01");
    let newer = "{ answer: yes, date: 2025-02-01, by: B }";
    assert_eq!(stale_on(&format!("queue: [{older}, {newer}]")), "2025-03-04");
    assert_eq!(stale_on(&format!("queue: [{older}, {{ answer: yes, by: B }}]")), Value::Null);
    let assumed = "{ answer: yes, date: 2026-02-01, by: B, source: assumption }";
    assert_eq!(stale_on(&format!("queue: [{older}, {assumed}]")), "2025-02-01");
    desk.write("coach.yaml", "format: 1\nmax_age: 5d\n");
    assert_eq!(stale_on(&format!("queue: [{older}]")), "2025-01-07", "as the team has it");
}

#[test]
fn what_comes_first_can_be_chosen() {
    let desk = desk();
    let sorted = |by: &str| names(&desk, &["--sort", by]);
    assert_eq!(names(&desk, &[]), ["Atelier", "bakery", "Chandler", "Dairy"]);
    assert_eq!(sorted("name"), names(&desk, &[]));
    assert_eq!(sorted("verdict"), ["bakery", "Chandler", "Atelier", "Dairy"]);
    assert_eq!(sorted("stage"), ["Dairy", "Chandler", "Atelier", "bakery"]);
    assert_eq!(sorted("heard"), ["Chandler", "Dairy", "bakery", "Atelier"]);
    assert_eq!(sorted("stale"), ["Chandler", "bakery", "Atelier", "Dairy"]);
    let run = desk.coach(&["deals", "--sort", "size"]);
    run.complains(&["'size'", "name, verdict, stage, heard, stale"]);
}

#[test]
fn only_what_is_asked_for_is_listed_and_the_rest_counted() {
    let desk = desk();
    let only = |kinds: &str| names(&desk, &["--only", kinds]);
    assert_eq!(only("fit"), ["bakery"]);
    assert_eq!(only("not-yet,no-fit"), ["Atelier", "Dairy"]);
    assert_eq!(only("undecided"), ["Chandler"]);
    assert_eq!(only("stale"), ["bakery", "Chandler"]);
    assert_eq!(only("not-yet,stale"), ["Atelier", "bakery", "Chandler"]);
    let text = desk.coach(&["deals", "--only", "fit"]).succeeded().stdout;
    assert!(text.ends_with("\n1 of 4 deals\n"), "{text}");
    let fit = desk.path("deals/fit.deal.yaml");
    std::fs::remove_file(fit).unwrap();
    assert_eq!(desk.coach(&["deals", "--only", "fit"]).succeeded().stdout, "0 of 3 deals\n");
    desk.coach(&["deals", "--only", "good"]).complains(&["'good'", "undecided, stale"]);
}

#[test]
fn what_is_stale_is_so_from_its_first_day_on() {
    let desk = desk();
    let stale = |day: &str| names(&desk, &["--only", "stale", "--as-of", day]);
    assert_eq!(stale("2025-01-31"), [] as [&str; 0]);
    assert_eq!(stale("2025-02-01"), ["Chandler"]);
    assert_eq!(stale("2025-03-12"), ["bakery", "Chandler"]);
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let facts = format!("queue: {{ answer: yes, date: {} }}", today.yesterday().unwrap());
    write(&desk, "new.deal.yaml", "New", &facts);
    assert_eq!(names(&desk, &["new", "--only", "stale"]), [] as [&str; 0], "as of today");
    desk.coach(&["deals", "--as-of", "soon"]).complains(&["2026-11-24"]);
}

#[test]
fn the_text_is_a_table_as_wide_as_the_terminal() {
    let desk = desk();
    let run = at_width(&desk, "80").succeeded();
    let table = "\
Deal      Verdict    Stage     Heard       Goes stale              Ask next
Atelier   not-yet    all done  –           –                       –
bakery    fit        all done  2025-03-01  since 2025-03-12 money  –
Chandler  undecided  Second    2025-01-01  since 2025-02-01 queue  money
Dairy     no-fit     First     2025-01-05  –                       –
";
    assert_eq!(run.stdout, table);
    let narrow = "\
Chandler                                 undecided
  Second · heard 2025-01-01 · stale since
  2025-02-01 queue · ask money
";
    let run = at_width(&desk, "50").succeeded();
    assert!(run.stdout.contains(narrow), "{}", run.stdout);
}

fn at_width(desk: &Desk, columns: &str) -> Run {
    Run::of(desk.command(&["deals"]).env("COLUMNS", columns).output().unwrap())
}

#[test]
fn no_line_is_longer_than_the_terminal_is_wide() {
    let desk = desk();
    let long = "A name that goes on and on, 会社の名前はとても長いです, and has no end in sight";
    write(&desk, "long.deal.yaml", &format!("{long:?}"), "queue: yes");
    write(&desk, "wide.deal.yaml", "会社の名前はとても長いですからここで切ります", "queue: no");
    for width in [24, 50, 60, 72, 80, 120, 200] {
        let text = at_width(&desk, &width.to_string()).succeeded().stdout;
        let longest = text.lines().max_by_key(|line| line.width()).unwrap();
        assert!(longest.width() <= width, "{width}: {longest}");
        assert!(width > 100 || text.contains('…'), "{width}:\n{text}");
    }
}

#[test]
fn what_an_undecided_deal_still_can_be_is_told_where_it_is_less_than_everything() {
    let desk = desk();
    write(&desk, "deals/open.deal.yaml", "Chandler", "queue: yes, money: yes");
    let text = desk.coach(&["deals", "deals"]).succeeded().stdout;
    assert!(text.contains("Chandler  fit or not-yet  all done"), "{text}");
    let csv = desk.coach(&["deals", "deals", "-f", "csv"]).succeeded().stdout;
    assert!(csv.contains(r#""undecided","fit;not-yet""#), "{csv}");
}

#[test]
fn the_csv_has_a_row_for_each_deal() {
    let desk = desk();
    let csv = desk.coach(&["deals", "-f", "csv", "--only", "undecided"]).succeeded().stdout;
    let wanted = "\
\"name\",\"path\",\"playbook\",\"verdict\",\"possible\",\"stage\",\"last_heard\",\"stale_on\",\
\"stale_question\",\"next_question\",\"next_ask\",\"outcome\",\"outcome_on\",\"look_back_on\",\"error\"
\"Chandler\",\"deals/open.deal.yaml\",\"shop\",\"undecided\",\"fit;not-yet;no-fit\",\"second\",\
\"2025-01-01\",\"2025-02-01\",\"queue\",\"money\",\"Is it paid for?\",\"\",\"\",\"\",\"\"
";
    assert_eq!(csv, wanted);
}

/// The same deals, of which the buyer of one has decided, and looked back too soon.
fn desk_with_a_decision() -> Desk {
    let desk = desk();
    let decided = "outcome: { date: 2025-03-01, decided: other }\n\
                   look_back: [{ date: 2025-04-01, answers: [3, 3, 3, 3, 3] }]\n";
    let text = desk.read("deals/open.deal.yaml") + decided;
    desk.write("deals/open.deal.yaml", &text);
    desk
}

#[test]
fn a_deal_that_is_decided_says_what_in_place_of_the_stage_and_asks_nothing() {
    let desk = desk_with_a_decision();
    let text = desk.coach(&["deals", "--as-of", "2025-05-01"]).succeeded().stdout;
    assert!(text.contains("chose another  2025-01-01  –"), "{text}");
    assert!(!text.contains("Look-back due"), "{text}");
    let deal = desk.json(&["deals", "deals/open.deal.yaml", "-f", "json"])["deals"][0].clone();
    for (field, wanted) in [
        ("verdict", json!("undecided")),
        ("next", Value::Null),
        ("stale_on", Value::Null),
        ("outcome", json!("other")),
        ("outcome_on", json!("2025-03-01")),
        ("look_back_on", json!("2025-05-30")),
    ] {
        assert_eq!(deal[field], wanted, "{field}");
    }
    let csv = desk.coach(&["deals", "-f", "csv"]).succeeded().stdout;
    assert!(csv.contains(r#""","","other","2025-03-01","2025-05-30","""#), "{csv}");
    for by in ["verdict", "stage", "heard", "stale"] {
        assert_eq!(names(&desk, &["--sort", by]).last().unwrap(), "Chandler", "{by}");
    }
    assert_eq!(names(&desk, &["--only", "decided"]), ["Chandler"]);
    assert_eq!(names(&desk, &["--only", "undecided,stale"]), ["bakery"], "it goes on no more");
}

#[test]
fn who_is_to_look_back_is_named_from_the_day_on() {
    let desk = desk_with_a_decision();
    let due = |flags: &[&str]| names(&desk, &[&["--only", "look-back"], flags].concat());
    assert_eq!(due(&["--as-of", "2025-05-29"]), [] as [&str; 0]);
    assert_eq!(due(&["--as-of", "2025-05-30"]), ["Chandler"]);
    assert_eq!(due(&["--as-of", "2025-05-30", "--after", "6m"]), [] as [&str; 0]);
    assert_eq!(due(&["--after", "30d"]), [] as [&str; 0], "by then they had looked back");
    desk.coach(&["deals", "--after", "soon"]).complains(&["`90d`"]);
    for format in ["text", "markdown"] {
        let list = desk.coach(&["deals", "--as-of", "2025-05-30", "-f", format]).succeeded();
        assert!(list.stdout.contains("\nLook-back due: Chandler\n"), "{}", list.stdout);
    }
    let text = desk.read("deals/open.deal.yaml");
    let later = text.replace("date: 2025-04-01", "date: 2025-05-30");
    desk.write("deals/open.deal.yaml", &later);
    assert_eq!(due(&["--as-of", "2025-05-30"]), [] as [&str; 0]);
}

#[test]
fn no_cell_of_the_csv_is_a_formula_and_none_breaks_out() {
    let names = [
        ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("＝1", "'＝1"),
        ("a, \"b\"; =c", "a, \"b\"; =c"),
    ];
    for (name, shown) in names {
        let desk = desk();
        write(&desk, "odd.deal.yaml", &json!(name).to_string(), "queue: yes");
        let run = desk.coach(&["deals", "odd.deal.yaml", "-f", "csv"]).succeeded();
        let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!((rows.len(), &rows[0][0]), (1, shown), "{}", run.stdout);
    }
}

#[test]
fn the_markdown_is_a_table_in_which_no_name_comes_to_life() {
    let desk = desk();
    write(&desk, "deals/open.deal.yaml", "'a | b @team *c*'", "queue: yes");
    let page = desk.coach(&["deals", "-f", "markdown"]).succeeded().stdout;
    assert!(page.contains("| a \\| b `@team` \\*c\\* | undecided | Second | – | – |"), "{page}");
    assert!(page.contains("| bakery | fit | all done | 2025-03-01 | **since 2025-03-12 money** |"));
    assert!(page.starts_with("| Deal | Verdict |"), "{page}");
}

#[test]
fn a_deal_that_cannot_be_read_stands_among_the_others() {
    let desk = desk();
    desk.write("deals/bad.deal.yaml", "format: 1\nplaybook: shop\nfacts: { queu: yes, x: 1 }\n");
    desk.write("deals/lost.deal.yaml", "format: 1\nplaybook: shopp\nfacts: {}\n");
    let flags = ["--only", "fit"];
    let run = desk.coach(&[&["deals", "-f", "json"], &flags[..]].concat()).ended_with(2);
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(list["deals"][0]["path"], "deals/bad.deal.yaml");
    let error = list["deals"][0]["error"].as_str().unwrap();
    assert!(error.contains("bad.deal.yaml:3:10") && error.contains("`queue`"), "{error}");
    assert_eq!(list["deals"][1]["name"], "bakery");
    assert!(list["deals"][2]["error"].as_str().unwrap().contains("no playbook `shopp`"));
    assert!(run.stderr.contains("2 of 6 can't be read"), "{}", run.stderr);
    for (format, told) in [
        ("text", "not read  deals/bad.deal.yaml:3:10"),
        ("markdown", "| deals/bad.deal.yaml | **not read:** `deals/bad.deal.yaml:3:10:`"),
        ("csv", "\"\",\"deals/bad.deal.yaml\",\"\",\"\""),
    ] {
        let text = desk.coach(&["deals", "-f", format]).ended_with(2).stdout;
        assert!(text.contains(told) && text.contains("bakery"), "{format}:\n{text}");
    }
}

#[test]
fn without_any_deal_there_is_no_list() {
    let desk = Desk::empty();
    desk.coach(&["deals"]).complains(&["no deal matches `.`", "NAME.deal.yaml"]);
    desk.coach(&["deals", "-f", "json", "x/", "*.yaml"]).complains(&["`x/`", "`*.yaml`"]);
    desk.coach(&["deals", "gone"]).ended_with(2);
}

#[test]
fn what_is_left_out_of_a_folder_is_told() {
    let desk = desk();
    desk.write(".gitignore", "old/\n");
    write(&desk, "old/x.deal.yaml", "Old", "queue: yes");
    let run = desk.coach(&["deals"]).succeeded();
    assert!(run.stderr.contains("left out: 1 deal that is ignored"), "{}", run.stderr);
    assert!(!run.stdout.contains("Old"), "{}", run.stdout);
}

#[test]
fn a_name_that_steers_the_terminal_does_nothing() {
    let desk = desk();
    desk.write("deals/\u{1b}[2Jx.deal.yaml", "format: 1\nplaybook: shop\nfacts: { a: 1 }\n");
    let unnamed = "format: 1\nplaybook: shop\nfacts: { queue: yes }\n";
    desk.write("deals/\u{1b}]0;y.deal.yaml", unnamed);
    for format in ["text", "markdown", "csv", "json"] {
        let run = desk.coach(&["deals", "-f", format]).ended_with(2);
        let all = run.stdout + &run.stderr;
        assert!(!all.contains('\u{1b}'), "{format}: {all:?}");
    }
}

#[test]
fn every_deal_can_be_judged_by_another_playbook() {
    let desk = desk();
    desk.write(
        "strict.yaml",
        &PLAYBOOK.replace("{ queue: yes }, because", "{ queue: no }, because"),
    );
    let list = desk.json(&["deals", "-p", "strict.yaml", "-f", "json", "--only", "fit"]);
    assert_eq!(list["deals"], json!([]));
}

#[test]
fn it_is_written_to_a_file_and_never_over_a_deal() {
    let desk = desk();
    let run = desk.coach(&["deals", "-f", "csv", "-o", "deals.csv"]).succeeded();
    assert_eq!(run.stdout, "");
    assert!(desk.read("deals.csv").contains("\"bakery\""));
    let before = desk.read("deals/fit.deal.yaml");
    desk.coach(&["deals", "-o", "deals/fit.deal.yaml"]).complains(&["deals/fit.deal.yaml"]);
    assert_eq!(desk.read("deals/fit.deal.yaml"), before);
}

#[test]
fn more_deals_than_a_batch_holds_keep_their_order() {
    let desk = desk();
    let many: Vec<String> = (0..1_100).map(|number| format!("Shop {number:04}")).collect();
    for name in &many {
        write(&desk, &format!("many/{name}.deal.yaml"), name, "queue: yes");
    }
    assert_eq!(names(&desk, &["many"]), many);
}
