//! `coach playbook new`: from a few words about an offer to a playbook that passes, with its cases.

use crate::desk::Desk;
use crate::effort::cases;
use coach::authoring::schema::{FileKind, schema};
use coach::deal::load::parse_answers_file;
use coach::engine::{Assessment, Effect, Engine};
use coach::playbook::load::load;
use coach::playbook::{Playbook, RuleKind};
use coach::text::source::{Findings, SourceFile};
use coach::text::yaml::{self, Node};
use serde_json::{Map, Value, json};

const OFFER: [&str; 6] = [
    "--offer",
    "Paperlight",
    "--solves",
    "Papers that nobody finds.",
    "--not-for",
    "Who has few papers.",
];
const LIMIT: &str =
    "Must papers stay in the house?|It runs in a cloud.|Then it is not for you.|A shelf.";
const MUST: &str = "Are there many papers";
const PLAYBOOK: &str = "playbooks/paperlight.yaml";

/// `coach playbook new` that asks nothing.
fn new<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["playbook", "new", "--no-input"], &OFFER[..], arguments].concat()
}

/// A plain YAML tree as JSON, every scalar a text.
fn json_of(node: &Node) -> Value {
    if let Some(items) = node.as_sequence() {
        return items.iter().map(json_of).collect();
    }
    match node.as_mapping() {
        Some(entries) => {
            let entries = entries.iter().map(|one| (one.key.to_string(), json_of(&one.value)));
            Value::Object(Map::from_iter(entries))
        }
        None => node.as_text().unwrap_or_default().into(),
    }
}

/// Puts every case to the playbook, and hands out how many there are.
fn run_cases(playbook: &str, cases: &str) -> usize {
    let playbook = load(SourceFile::new("playbook.yaml", playbook)).unwrap();
    let engine = Engine::new(&playbook);
    let file = json_of(&yaml::parse(&SourceFile::new("cases", cases), &Findings::new()).unwrap());
    let validator = jsonschema::validator_for(&schema(FileKind::Cases)).unwrap();
    let mut checked = file.clone();
    checked["format"] = json!(1);
    validator.validate(&checked).unwrap();
    let all = file["cases"].as_array().unwrap();
    for case in all {
        let mut facts = Map::new();
        for name in case["given"].as_array().into_iter().flatten() {
            facts.extend(file["fixtures"][name.as_str().unwrap()].as_object().unwrap().clone());
        }
        facts.extend(case["facts"].as_object().cloned().unwrap_or_default());
        let facts = SourceFile::new("facts", Value::Object(facts).to_string());
        let told = engine.assess(&parse_answers_file(facts, &playbook).unwrap());
        assert_eq!(told.verdict.name(), case["verdict"], "{case}");
        expected(&playbook, &told, case);
    }
    all.len()
}

/// Holds what comes out against what else a case expects.
fn expected(playbook: &Playbook, told: &Assessment, case: &Value) {
    if let Some(stage) = case.get("stage") {
        let at = told.stage.map_or("none", |stage| &playbook.stage(stage).id);
        assert_eq!(at, stage, "{case}");
    }
    if let Some(next) = case.get("next") {
        let first = told.ask_next.first();
        assert_eq!(first.map_or("none", |next| &playbook.question(*next).id), next, "{case}");
    }
    if let Some(because) = case.get("because") {
        let ruling = told.because.iter().filter(|one| {
            matches!(
                (playbook.rule(one.rule).kind, one.effect),
                (RuleKind::Disqualifier | RuleKind::Hold, Effect::Holds)
                    | (RuleKind::MustHave, Effect::Fails)
            )
        });
        let ids: Vec<&str> = ruling.map(|one| playbook.rule(one.rule).id.as_str()).collect();
        let ids = if ids.is_empty() { vec!["below_threshold"] } else { ids };
        assert_eq!(json!(ids), *because, "{case}");
    }
}

#[test]
fn what_is_written_passes_every_check_and_its_cases() {
    // The largest ones first.
    let all = (0..=7).rev().flat_map(|stages| (0..3).rev().map(move |hurdles| (stages, hurdles)));
    for ((stages, hurdles), _) in all.zip(0..cases(24)) {
        let desk = Desk::empty();
        let titles: Vec<String> =
            (0..stages).map(|number| format!("Step {number}|Is step {number} right?")).collect();
        let limits: Vec<String> =
            (0..hurdles).map(|number| format!("Is limit {number} in the way?")).collect();
        let mut arguments = Vec::new();
        titles.iter().for_each(|title| arguments.extend(["--stage", title]));
        limits.iter().for_each(|limit| arguments.extend(["--limit", limit]));
        let musts: Vec<String> = (0..hurdles).map(|number| format!("Is {number} there?")).collect();
        musts.iter().for_each(|must| arguments.extend(["--must-have", must]));
        desk.coach(&new(&arguments)).succeeded();
        desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
        desk.coach(&["playbook", "test", "--fail-under", "100"]).succeeded();
        desk.coach(&["playbook", "fmt", "--check"]).succeeded();
        let count = run_cases(&desk.read(PLAYBOOK), &desk.read("playbooks/paperlight.test.yaml"));
        let shown = if stages == 0 { 5 } else { stages };
        assert_eq!(count, 1 + 4 + 2 * shown + 2 * hurdles + 1);
    }
}

/// Every kind of criterion, with all that it can be.
const CRITERIA: [&str; 20] = [
    "--not-for",
    "Practices with fewer than 200 calls a month.|How many calls come in a month?|at least 200 calls",
    "--limit",
    "Must recordings stay in the house?|It runs in a cloud.",
    "--must-have",
    "Do people call outside office hours?",
    "--number",
    "How many lines are there?|between 2 and 40 lines",
    "--number",
    "What does a missed call cost?|more than 2.5 EUR|Below that it does not pay.",
    "--number",
    "How many sites are there?|<30",
    "--choice",
    "Which telephone is in use?|In a cloud; In the house; no: None at all; no: yes",
    "--choice",
    "Who answers today?|Nobody; yes: A machine; A service",
    "--hold",
    "Has whoever signs agreed how it is paid?|yes|Whoever signs has said how it is paid.",
    "--hold",
    "How many have tried it?|between 3 and 30 people|Three of them have tried it.|Few have tried it.",
];

/// The offer without whom it is not for, and every kind of criterion.
fn new_with_criteria() -> Vec<&'static str> {
    let offer = ["playbook", "new", "--no-input", "--offer", "Paperlight", "--solves", "Calls."];
    let others = ["--hold", "Who is against it?|Nobody; no: The owner; no: The desk|They say why."];
    [&offer[..], &CRITERIA[..], &others[..]].concat()
}

#[test]
fn limits_by_number_and_by_choice_and_holds_pass_every_check_and_their_cases() {
    let desk = Desk::empty();
    desk.coach(&new_with_criteria()).succeeded();
    let checked = desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
    assert!(checked.stdout.starts_with("passed"), "not even a note: {}", checked.stdout);
    let tested = desk.coach(&["playbook", "test", "--fail-under", "100", "--mutants"]).succeeded();
    let survey = tested.stdout.split(" · ").find(|part| part.contains("mutants noticed")).unwrap();
    let words: Vec<&str> = survey.split_whitespace().collect();
    assert!(words[0] == words[2] && words[1] == "of", "a mutant survives: {}", tested.stdout);
    desk.coach(&["playbook", "fmt", "--check"]).succeeded();
    run_cases(&desk.read(PLAYBOOK), &desk.read("playbooks/paperlight.test.yaml"));
}

#[test]
fn many_long_answers_in_any_script_and_with_any_sign_pass_too() {
    let kinds = ["no: A bad long answer", "Another good long one"].into_iter();
    let many = |kind| (1..=7).map(move |number| format!("{kind} {number}"));
    let answers: Vec<String> = kinds.flat_map(many).collect();
    let choice = format!("Which of all of these is the one that holds?|{}", answers.join("; "));
    let signs = "Wie: ?|ja, #1: a; nein {b}; no: vielleicht 'c'; no: unknown; 日本; no: any; 123";
    let number = "Größe: #1 \"q\"?|between 1 and 2.50 m² # {x}, [y]";
    let hold = "Is anything at all that is longer than usual asked of everybody who is there and is \
                not there?|between 5 and 9|They say so.";
    let desk = Desk::empty();
    let more = ["--choice", &choice, "--choice", signs, "--number", number, "--hold", hold];
    desk.coach(&new(&more)).succeeded();
    desk.coach(&["playbook", "fmt", "--check"]).succeeded();
    desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
    desk.coach(&["playbook", "test", "--fail-under", "100"]).succeeded();
    run_cases(&desk.read(PLAYBOOK), &desk.read("playbooks/paperlight.test.yaml"));
}

#[test]
fn limits_become_the_rules_that_they_are() {
    let desk = Desk::empty();
    desk.coach(&new_with_criteria()).succeeded();
    let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
    assert_eq!(shown["offer"]["not_for"], "Practices with fewer than 200 calls a month.");
    let rules = shown["fit"]["rules"].as_array().unwrap();
    let rule = |words: &str| {
        let is_it = |rule: &&Value| rule["when"]["in_words"] == words;
        rules.iter().find(is_it).unwrap_or_else(|| panic!("no rule {words:?} in {rules:?}"))
    };
    for (kind, words) in [
        ("must_have", "how_many_calls_come is at least 200 calls"),
        ("disqualifier", "recordings_stay_house is yes"),
        ("must_have", "people_call_outside_office is yes"),
        ("must_have", "how_many_lines is at least 2 lines, and how_many_lines is at most 40 lines"),
        ("must_have", "what_missed_call_cost is more than 2.5 EUR"),
        ("must_have", "how_many_sites is less than 30"),
        ("disqualifier", "which_telephone_use is “None at all” or “yes”"),
        ("must_have", "who_answers_today is “A machine”"),
        ("hold", "whoever_signs_agreed_how is no"),
        ("hold", "how_many_tried is less than 3 people, or how_many_tried is more than 30 people"),
        ("hold", "who_against is “The owner” or “The desk”"),
    ] {
        assert_eq!(rule(words)["kind"], kind, "{words}");
    }
    let hold = rule("whoever_signs_agreed_how is no");
    assert_eq!(hold["until"], "Whoever signs has said how it is paid.");
    assert_eq!(hold["because"], "This has to be settled first.");
    let not_for = rule("how_many_calls_come is at least 200 calls");
    let because = "Better off with something else: Practices with fewer than 200 calls a month.";
    assert_eq!(not_for["because"], because);
}

#[test]
fn whom_it_is_not_for_is_asked_and_ruled_out_even_where_only_words_are_given() {
    for (words, when) in [
        ("Who has few papers.", "who_few_papers is yes"),
        // That would be no good question: it becomes one of two answers.
        (
            "Single practitioners, and clinics that must keep records on their own servers.",
            "is “Single practitioners, and clinics that must keep records on their own servers.”",
        ),
    ] {
        let desk = Desk::empty();
        let offer =
            ["playbook", "new", "--no-input", "--offer", "Paperlight", "--solves", "Papers."];
        desk.coach(&[&offer[..], &["--not-for", words]].concat()).succeeded();
        let checked = desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
        assert!(checked.stdout.starts_with("passed"), "not even a note: {}", checked.stdout);
        let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
        let rule = &shown["fit"]["rules"][0];
        assert_eq!(rule["kind"], "disqualifier");
        assert!(rule["when"]["in_words"].as_str().unwrap().ends_with(when), "{rule}");
        assert_eq!(rule["because"], format!("Better off with something else: {words}"));
    }
}

#[test]
fn three_examples_are_told_to_those_who_are_asked_nothing() {
    let desk = Desk::empty();
    let told = desk.coach(&new_with_criteria()).succeeded().stderr;
    for example in [
        "for example, a fit: How many calls come in a month? 200 calls. Must recordings",
        "for example, not yet: How many have tried it? 2 people. Everything else speaks for it.",
        "for example, a no: How many calls come in a month? 199 calls. Everything else speaks for it.",
    ] {
        assert!(told.contains(example), "no {example:?} in {told}");
    }
    let cases = desk.read("playbooks/paperlight.test.yaml");
    assert!(cases.contains("nobody has looked at them yet"), "{cases}");
    assert!(!cases.contains("You have looked at"), "{cases}");
}

#[test]
fn what_is_wrong_with_a_limit_is_told_with_its_question_and_what_to_write() {
    let desk = Desk::empty();
    let offer = ["playbook", "new", "--no-input", "--offer", "Paperlight", "--solves", "Papers."];
    let complains = |arguments: &[&str], wanted: &[&str]| {
        let not_for = ["--not-for", "Who has few papers."];
        let not_for = if arguments[0] == "--not-for" { &[][..] } else { &not_for[..] };
        desk.coach(&[&offer[..], not_for, arguments].concat()).complains(wanted);
    };
    let number = |limit: &'static str, wanted: &[&str]| {
        let value = format!("How many papers|{limit}");
        complains(
            &["--number", &value],
            &[&["`--number` about `How many papers?`"], wanted].concat(),
        );
    };
    number("between 500 and 20", &["the wrong way round", "did you mean `between 20 and 500`?"]);
    number("500..20", &["the wrong way round", "did you mean `between 20 and 500`?"]);
    number("200", &["one number", "`at least` or `at most` before it"]);
    number("200 papers", &["one number"]);
    number("..", &["`..`"]);
    number("many", &["`many` is no limit", "`at least 200`"]);
    number("at least 1.200", &["can mean `1200` or `1.2`"]);
    number("", &["lacks the limit, such as `at least 200 calls a month`"]);
    number(">5,<20", &["no single limit", "`between 20 and 500`"]);
    number("more than 999999999999999", &["more digits than numbers have here"]);
    let choice = |answers: &str, wanted: &str| {
        complains(
            &["--choice", &format!("Which|{answers}")],
            &["`--choice` about `Which?`", wanted],
        );
    };
    choice(&format!("a; no: {}", "b".repeat(500)), "is longer than 500 characters");
    choice("a", "names one answer");
    choice("a; b", "none of the answers is in the way");
    choice("no: a; no: b", "every answer is in the way");
    choice("a; A; no: b", "the answer `A` is there twice");
    choice("yes: a; no: b; c", "some answers have `yes:`");
    complains(
        &["--hold", "Is it so"],
        &["`--hold` about `Is it so?` lacks what a buyer has to answer"],
    );
    complains(&["--hold", "Is it so|yes"], &["lacks what the buyer does that lifts it"]);
    complains(&["--hold", "Is it so|maybe|They say."], &["`maybe` is neither `yes` nor `no`"]);
    let twice = ["--limit", "Is it", "--hold", "Is it?|no|They say."];
    complains(&twice, &["`Is it?` is asked twice"]);
    assert!(desk.files().is_empty(), "{:?}", desk.files());
}

#[test]
fn a_limit_the_wrong_way_round_is_noticed() {
    let offer = ["playbook", "new", "--no-input", "--offer", "Paperlight", "--solves", "Papers."];
    let with = |limit: &str| ["--not-for".to_owned(), format!("Who has {limit}")];
    for (limit, turned) in [
        ("fewer than 200 papers.|How many papers|at most 200 papers", "`at least 200 papers`"),
        ("over 200 papers.|How many papers|at least 200 papers", "`at most 200 papers`"),
        ("few.|How many papers|at least 9|With more papers it is too much for us.", "`at most 9`"),
    ] {
        let desk = Desk::empty();
        let [flag, value] = with(limit);
        let run = desk.coach(&[&offer[..], &[&flag, &value]].concat());
        run.complains(&["contradict each other", "How many papers?", turned]);
        assert!(desk.files().is_empty(), "{:?}", desk.files());
    }
    // Where the words may speak of either side, or of what is needed, nothing is said.
    for limit in [
        "fewer than 200 papers.|How many papers|at least 200 papers",
        "fewer than 20 or more than 900 papers.|How many papers|between 20 and 900",
        "few.|How many papers|at least 200|It pays with more than 200 papers.",
        "more than they need.|How many papers|at least 200",
    ] {
        let [flag, value] = with(limit);
        Desk::empty().coach(&[&offer[..], &[&flag, &value]].concat()).succeeded();
    }
}

#[test]
fn everything_can_be_said_by_flags() {
    let desk = Desk::empty();
    let arguments = ["--limit", LIMIT, "--must-have", MUST, "--title", "Less paper"];
    let run = desk.coach(&new(&arguments)).succeeded();
    assert_eq!(run.stdout, format!("{PLAYBOOK}\n"));
    assert!(run.stderr.contains("created `playbooks/paperlight.yaml` and"), "{}", run.stderr);
    let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
    assert_eq!(shown["title"], "Less paper");
    assert_eq!(shown["offer"]["not_for"], "Who has few papers.");
    let rules = shown["fit"]["rules"].as_array().unwrap();
    assert_eq!(rules[0]["kind"], "disqualifier");
    assert_eq!(rules[1]["when"]["in_words"], "papers_stay_house is yes");
    assert_eq!(rules[1]["because"], "It runs in a cloud.");
    assert_eq!(rules[1]["instead"], "A shelf.");
    let must = rules.iter().find(|rule| rule["kind"] == "must_have").unwrap();
    assert_eq!(must["id"], "many_papers");
    assert_eq!(must["because"], "Without this the offer does not help them.");
}

#[test]
fn an_editor_finds_the_schemas_beside_it() {
    let desk = Desk::empty();
    desk.coach(&new(&[])).succeeded();
    for (file, kind) in [(PLAYBOOK, "playbook"), ("playbooks/paperlight.test.yaml", "cases")] {
        let text = desk.read(file);
        let line = text.lines().next().unwrap();
        assert_eq!(line, format!("# yaml-language-server: $schema=.schema/{kind}.json"));
        let schema = desk.read(&format!("playbooks/.schema/{kind}.json"));
        assert_eq!(schema, desk.coach(&["playbook", "schema", kind]).succeeded().stdout);
    }
}

#[test]
fn stages_are_those_of_the_buyer_or_one_s_own() {
    let desk = Desk::empty();
    desk.coach(&new(&["--stage", "problem", "--stage", "Renewal|Should we renew"])).succeeded();
    let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
    assert_eq!(shown["stages"][0]["questions"][0]["id"], "consequence");
    assert_eq!(shown["stages"][1]["buyer_asks"], "Should we renew?");
    assert_eq!(
        shown["stages"][1]["verified_when"]["in_words"].as_str().unwrap().find("renewal"),
        Some(0)
    );
}

#[test]
fn stages_in_any_script_are_told_apart() {
    let desk = Desk::empty();
    desk.coach(&new(&["--stage", "問題|何をすべきか?", "--stage", "合意|合意したか?"])).succeeded();
    desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
    let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
    assert_eq!(shown["stages"][1]["id"], "stage_2");
    assert_eq!(shown["stages"][1]["title"], "合意");
}

#[test]
fn words_that_yaml_takes_for_something_else_come_through() {
    let desk = Desk::empty();
    let words = "yes: #1 'and' \"two\" & more — [no], {so}: a long, long, long line of words that is \
                 folded over several lines of the file";
    let arguments = ["playbook", "new", "mine", "--no-input", "--offer", "null", "--solves", words];
    let limit = format!("{words}?|- {words}|  # {words}|{words}");
    desk.coach(&[&arguments[..], &["--not-for", "5", "--limit", &limit]].concat()).succeeded();
    let shown = desk.json(&["playbook", "show", "mine", "--json"]);
    assert_eq!(shown["id"], "mine");
    assert_eq!(shown["offer"], json!({ "name": "null", "solves": words, "not_for": "5" }));
    assert_eq!(shown["fit"]["rules"][1]["because"], format!("- {words}"));
    assert_eq!(shown["fit"]["rules"][1]["say"], format!("# {words}"));
    run_cases(&desk.read("playbooks/mine.yaml"), &desk.read("playbooks/mine.test.yaml"));
    desk.coach(&["playbook", "fmt", "--check"]).succeeded();
}

#[test]
fn another_playbook_can_be_the_beginning() {
    let desk = Desk::with_acme();
    desk.coach(&new(&["--from", "clinic-scheduling"])).succeeded();
    let text = desk.read(PLAYBOOK);
    assert!(text.contains("advice: Help them put a number on it"), "{text}");
    assert!(text.contains("# optional"), "its comments are kept: {text}");
    let before = desk.json(&["playbook", "show", "clinic-scheduling", "--json"]);
    let after = desk.json(&["playbook", "show", "paperlight", "--json"]);
    assert_eq!(after["id"], "paperlight");
    assert_eq!(after["offer"]["solves"], "Papers that nobody finds.");
    assert_eq!(after["stages"], before["stages"]);
    assert_eq!(after["fit"], before["fit"]);
    assert_eq!(run_cases(&text, &desk.read("playbooks/paperlight.test.yaml")), 1);
}

#[test]
fn a_playbook_that_says_not_for_whom_it_is_not_gets_that() {
    for offer in
        ["offer:\n  name: A\n  solves: >-\n    B\n    c.\n", "offer: { name: A, solves: B }\n"]
    {
        let desk = Desk::empty();
        let text = include_str!("../data/every-type.yaml");
        let text = text.replace("offer:\n  name: Example\n  solves: What examples solve.\n", offer);
        desk.write("one.yaml", &text);
        desk.coach(&new(&["--from", "./one.yaml"])).succeeded();
        let shown = desk.json(&["playbook", "show", "paperlight", "--json"]);
        assert_eq!(shown["offer"]["not_for"], "Who has few papers.");
        assert_eq!(shown["stages"][0]["questions"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let desk = Desk::empty();
    desk.write("playbooks/paperlight.test.yaml", "mine");
    desk.coach(&new(&[])).complains(&["a file `playbooks/paperlight.test.yaml` already", "--id"]);
    assert!(!desk.path(PLAYBOOK).exists());
    desk.coach(&new(&["--id", "other"])).succeeded();
    desk.coach(&new(&["--id", "other"])).complains(&["`playbooks/other.yaml` already"]);
    assert_eq!(desk.read("playbooks/paperlight.test.yaml"), "mine");
}

#[test]
fn what_is_missing_or_wrong_is_told() {
    let desk = Desk::empty();
    let complains = |arguments: &[&str], wanted: &[&str]| {
        desk.coach(&[&["playbook", "new"], arguments].concat()).complains(wanted);
    };
    complains(&["--no-input"], &["`--offer NAME`, `--solves TEXT`, `--not-for TEXT`"]);
    complains(&[], &["nothing is asked here"]);
    let with = |arguments: &[&'static str]| [&new(&[])[2..], arguments].concat();
    complains(&with(&["--limit", ""]), &["the question of `--limit` says nothing"]);
    complains(&with(&["--limit", "a|b|c|d|e"]), &["QUESTION|BECAUSE|SAY|INSTEAD", "has 5"]);
    complains(&with(&["--limit", "a", "--limit", "a?"]), &["`a?` is asked twice"]);
    complains(&with(&["--stage", "Renewal"]), &["what the buyer asks in the stage `Renewal`"]);
    complains(&with(&["--stage", "A|b", "--stage", "A|c"]), &["two stages are called `A`"]);
    complains(&with(&["--id", "No Id"]), &["`No Id` is no id", "`no-id`"]);
    complains(&with(&["--title", "\u{1b}[31m"]), &["`--title` must stand on one line"]);
    complains(&with(&["--from", "nil"]), &["there is no playbook `nil`"]);
    complains(&with(&["--from", "consultative", "--limit", "a"]), &["cannot be used with"]);
    assert!(desk.files().is_empty(), "{:?}", desk.files());
}

#[test]
fn plain_lines_do_for_all_of_it() {
    let desk = Desk::empty();
    // Of whom it is not for all as it stands; a limit; nothing more; no hold; the stages; the id; three
    // examples; write it.
    let lines = "Paperlight\n<\n\nPapers that nobody finds.\nFew papers.\n\n\n\n\n\n\
                 Must it stay here\n\n\n\n\n\n\n1\n\n\n\n\n1\n";
    let run = desk.coach_reading(lines, &["playbook", "new", "--plain"]);
    let run = run.ended_with(0);
    assert!(run.stderr.contains("At any question: < goes back."), "{}", run.stderr);
    assert!(desk.read(PLAYBOOK).contains("ask: Must it stay here?"), "{}", run.stderr);
}

#[test]
fn plain_lines_do_for_limits_holds_and_examples() {
    let desk = Desk::empty();
    let said = [
        "Paperlight",
        "Papers that nobody finds.",
        "Offices with fewer than 200 papers.",
        // How those are known: a number, the wrong way round, which is noticed.
        "How many papers are there",
        "3",
        "between 500 and 20 papers",
        "at most 200 papers",
        "2",
        "",
        "",
        "",
        // Several answers, of which the second rules out.
        "Where may they live",
        "4",
        "In a cloud; In the house",
        "3",
        "1",
        "",
        "",
        "",
        "",
        // A hold; its question is put otherwise on the way back.
        "Has it been tried",
        "<",
        "Have two of you tried it",
        "2",
        "",
        "Two of them have tried it.",
        "",
        "",
        // The stages, the id; a fit, a not-yet, and a no that is none: it is turned round, then back.
        "",
        "",
        "1",
        "1",
        "2",
        "2",
        "2",
        "2",
        "1",
        // Write it.
        "",
    ];
    let run = desk.coach_reading(&(said.join("\n") + "\n"), &["playbook", "new", "--plain"]);
    let told = run.ended_with(0).stderr;
    for words in [
        "`between 500 and 20 papers` is the wrong way round",
        "But better off with something else, you said: “Offices with fewer than 200",
        "Noted: needs “In a cloud”, else no fit",
        "Example 3 of 3: this one is a no. Right?",
        "You said that it needs at most 200 papers, else",
    ] {
        assert!(told.contains(words), "no {words:?} in {told}");
    }
    let text = desk.read(PLAYBOOK);
    assert!(text.contains("{ how_many_papers: { at_least: 200 } }"), "{text}");
    let cases = desk.read("playbooks/paperlight.test.yaml");
    let confirmed = cases.split("These follow from the rules").next().unwrap();
    assert_eq!(confirmed.matches("- case:").count(), 3, "{cases}");
    desk.coach(&["playbook", "check", "--fail-on", "warning"]).succeeded();
    desk.coach(&["playbook", "test", "--fail-under", "100"]).succeeded();
}

#[test]
fn an_input_that_ends_early_writes_nothing() {
    let desk = Desk::empty();
    let run = desk.coach_reading("Paperlight\n", &["playbook", "new", "--plain"]);
    run.complains(&["ended before the last question; nothing was written"]);
    assert!(desk.files().is_empty(), "{:?}", desk.files());
}

#[test]
fn new_has_help_with_examples() {
    for command in ["new", "copy", "schema"] {
        let run = Desk::empty().coach(&["playbook", command, "--help"]).succeeded();
        let wanted = format!("Examples:\n  coach playbook {command}");
        assert!(run.stdout.contains(&wanted), "{}", run.stdout);
    }
}
