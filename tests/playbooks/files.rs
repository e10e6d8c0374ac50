//! Playbook files: what a good one says, and everything that can be wrong in one.

use coach::deal::{Facts, number_text};
use coach::engine::Engine;
use coach::playbook::load::load;
use coach::playbook::{
    Condition, Kind, NumberTest, Playbook, Question, QuestionIndex, RuleKind, Subject, Test,
    TimeUnit,
};
use coach::report::findings::draw;
use coach::text::source::{Findings, SourceFile};
use coach::text::yaml;

const CLINIC: &str = include_str!("../data/clinic-scheduling.yaml");
const BROKEN: &str = include_str!("../data/broken.yaml");

fn read(text: &str) -> Playbook {
    match load(SourceFile::new("test.yaml", text)) {
        Ok(playbook) => playbook,
        Err(rejected) => panic!("{}", draw(&rejected, false)),
    }
}

/// What is wrong in a text: a line each, `line:column: message`.
fn faults(text: &str) -> String {
    match load(SourceFile::new("", text)) {
        Ok(_) => String::new(),
        Err(rejected) => rejected
            .to_string()
            .lines()
            .map(|line| line.trim_start_matches(':').to_owned() + "\n")
            .collect(),
    }
}

/// What is wrong after one place of the good file was changed; without the places.
fn faults_after(good: &str, bad: &str) -> String {
    assert!(CLINIC.contains(good), "{good}");
    let faults = faults(&CLINIC.replacen(good, bad, 1));
    let messages = faults.lines().map(|line| line.splitn(3, ':').last().unwrap_or("").trim());
    messages.collect::<Vec<&str>>().join("\n")
}

/// The good file with a question of its own, `extra`, and a rule on it.
fn with_question(question: &str, when: &str) -> String {
    let question =
        format!("      - id: budget\n        ask: Budget?\n        {question}\n      - id: funds");
    let text = CLINIC.replacen("      - id: budget", &question, 1).replacen(
        "  must_haves:\n",
        &format!(
            "  must_haves:\n    - id: extra\n      when: {when}\n      because: It has to be.\n"
        ),
        1,
    );
    text.replacen("verified_when: { hosting: [cloud, either], budget: { is_not: none } }", "", 1)
        .replacen("when: { budget: approved }", "when: { funds: approved }", 1)
}

#[test]
fn what_is_in_use_is_not_retired() {
    let lines = [
        "hosting: x",
        "hosting.cloud: x",
        "hosting.moon: Nobody lives there.",
        "hostin.cloud: x",
        "gone: No more.",
        "gone.option: No more.",
        "Gone: x",
        "users.many: It was an option once.",
        "empty: ''",
    ];
    let text = format!("{CLINIC}retired:\n  {}\n", lines.join("\n  "));
    let start = CLINIC.lines().count() + 2;
    let wanted: Vec<String> = [
        (0, 3, "`hosting` is still asked, so it is not retired"),
        (1, 3, "`hosting.cloud` is still an option, so it is not retired"),
        (3, 3, "there is no question `hostin`, did you mean `hosting`?"),
        (6, 3, "`Gone` is no id, did you mean `gone`?"),
        (8, 10, "why `empty` is retired is empty"),
    ]
    .map(|(line, column, words)| format!("{}:{column}: {words}\n", start + line))
    .to_vec();
    assert_eq!(faults(&text), wanted.concat());
}

#[test]
fn a_language_is_a_tag() {
    assert_eq!(read(CLINIC).language.tag(), "en");
    for tag in ["de", "pt-BR", "zh-Hant-TW"] {
        let text = format!("{CLINIC}language: {tag}\n");
        assert_eq!(read(&text).language.tag(), tag);
    }
    for wrong in ["d", "German", "de_DE", "de-", "1"] {
        let faults = faults(&format!("{CLINIC}language: {wrong}\n"));
        assert!(faults.contains("it is no tag of a language, such as `en` or `pt-BR`"), "{faults}");
    }
}

fn question<'p>(playbook: &'p Playbook, id: &str) -> (QuestionIndex, &'p Question) {
    let index = playbook.find_question(id).unwrap();
    (index, playbook.question(index))
}

/// The condition that a test on the extra question became.
fn condition(kind: &str, test: &str) -> Condition {
    let playbook = read(&with_question(kind, &format!("{{ budget: {test} }}")));
    let rule = playbook.rules.iter().find(|rule| rule.id == "extra").unwrap();
    rule.when.clone()
}

/// The tests that a condition on one question holds, in order.
fn tests(kind: &str, test: &str) -> Vec<Test> {
    fn gather(condition: &Condition, tests: &mut Vec<Test>) {
        match condition {
            Condition::All(parts) => parts.iter().for_each(|part| gather(part, tests)),
            Condition::Test(_, test) => tests.push(test.clone()),
            other => panic!("{other:?}"),
        }
    }
    let mut tests = Vec::new();
    gather(&condition(kind, test), &mut tests);
    tests
}

const CHOICE: &str = "type: choice
        options: { a: First, b: Second, c: Third }";
const CHOICES: &str = "type: choices
        options: { a: First, b: Second, c: Third }";

#[test]
fn the_example_of_the_contract_is_read_in_full() {
    let playbook = read(CLINIC);
    assert_eq!(playbook.id, "clinic-scheduling");
    assert_eq!(playbook.offer.name, "Northwind Scheduling");
    assert_eq!(playbook.scale.threshold(), Some(3));
    let stages: Vec<&str> = playbook.stages.iter().map(|stage| stage.id.as_str()).collect();
    assert_eq!(stages, ["problem", "requirements"]);
    assert_eq!(playbook.stages[0].questions, 0..2);
    assert_eq!(playbook.stages[1].questions, 2..5);
    let (consequence, asked) = question(&playbook, "consequence");
    assert_eq!(playbook.stages[0].prepare, Some(vec![consequence]));
    assert_eq!(playbook.stages[1].prepare, None);
    assert_eq!(asked.listen_for, ["a number they worked out themselves"]);
    assert_eq!(asked.option_label(1), "They described a consequence");
    let verifier = Condition::Test(Subject::Question(consequence), Test::OneOf(vec![1, 0]));
    assert_eq!(playbook.stages[0].verified_when, Some(verifier));
    let (users, asked) = question(&playbook, "users");
    let Kind::Number(number) = &asked.kind else { panic!("{:?}", asked.kind) };
    assert_eq!((number.min, number.max), (Some(0.into()), Some(5000.into())));
    assert!(number.whole);
    let rules: Vec<(&str, RuleKind)> =
        playbook.rules.iter().map(|rule| (rule.id.as_str(), rule.kind)).collect();
    assert_eq!(
        rules,
        [
            ("own_servers", RuleKind::Disqualifier),
            ("size", RuleKind::MustHave),
            ("felt", RuleKind::Signal(3)),
            ("pressing", RuleKind::Signal(2)),
            ("funded", RuleKind::Signal(2)),
        ]
    );
    let at_least_20 = Test::Number(NumberTest::AtLeast(20.into()));
    assert_eq!(playbook.rules[1].when, Condition::Test(Subject::Question(users), at_least_20));
    assert_eq!(
        playbook.rules[0].instead.as_deref(),
        Some("A scheduler that they can host themselves.")
    );
}

#[test]
fn a_file_may_do_without_what_is_optional() {
    let playbook = read(
        "format: 1\nid: bare\ntitle: Bare\nsummary: As little as can be.\n\
         offer: { name: It, solves: Little }\n\
         stages:\n  - { id: only, title: Only, buyer_asks: What now? }\nfit: {}\n",
    );
    assert!(playbook.questions.is_empty() && playbook.rules.is_empty());
    assert_eq!(playbook.stages[0].questions, 0..0);
    assert_eq!(playbook.scale.threshold(), Some(0));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", CLINIC.replace('\n', "\r\n"));
    assert_eq!(read(&windows), read(CLINIC));
}

#[test]
fn words_say_how_long_an_answer_is_good_and_how_likely() {
    let text = with_question(
        "type: choice\n        options: { a: A, b: B, c: C }\n        \
         likely: { b: 3, a: 0.5 }\n        good_for: 12w\n        when: { users: 3 }",
        "{ budget: a }",
    );
    let playbook = read(&text);
    let (_, asked) = question(&playbook, "budget");
    assert_eq!(asked.good_for.unwrap().count, 12);
    assert_eq!(asked.good_for.unwrap().unit, TimeUnit::Weeks);
    let Kind::Choice { likely, .. } = &asked.kind else { panic!("{:?}", asked.kind) };
    assert_eq!(*likely, Some(vec![0.5, 3.0, 0.0]));
    assert!(asked.when.is_some());
}

#[test]
fn words_may_stand_on_every_rule_and_below_the_threshold() {
    let text = CLINIC
        .replacen("because: Their own date is near.", "because: Near.\n      say: Soon, then.", 1)
        .replacen(
            "  threshold: 3",
            "  below_threshold: { because: Too little, say: Not now, instead: Wait }\n  threshold: 3",
            1,
        );
    let playbook = read(&text);
    assert_eq!(playbook.rules[3].say.as_deref(), Some("Soon, then."));
    assert_eq!(playbook.scale.below_threshold().unwrap().instead.as_deref(), Some("Wait"));
}

#[test]
fn block_texts_keep_their_lines() {
    let text = CLINIC.replacen(
        "ask: By when does this have to be better, and who says so?",
        "ask: |\n          By when?\n          \tAnd who says so?",
        1,
    );
    assert_eq!(question(&read(&text), "deadline").1.ask, "By when?\n\tAnd who says so?");
}

#[test]
fn a_choice_is_tested_by_value_list_and_operators() {
    let one_of = |options: &[usize]| vec![Test::OneOf(options.to_vec())];
    let none_of = |options: &[usize]| vec![Test::NoneOf(options.to_vec())];
    assert_eq!(tests(CHOICE, "b"), one_of(&[1]));
    assert_eq!(tests(CHOICE, "'b'"), one_of(&[1]));
    assert_eq!(tests(CHOICE, "[c, a, c]"), one_of(&[2, 0]));
    assert_eq!(tests(CHOICE, "{ is: a }"), one_of(&[0]));
    assert_eq!(tests(CHOICE, "{ is_not: a }"), none_of(&[0]));
    assert_eq!(tests(CHOICE, "{ in: [a, b] }"), one_of(&[0, 1]));
    assert_eq!(tests(CHOICE, "{ not_in: [a], is_not: b }"), {
        [none_of(&[0]), none_of(&[1])].concat()
    });
}

#[test]
fn yes_and_no_are_read_however_yaml_writes_them() {
    for (text, option) in [("yes", 0), ("no", 1), ("true", 0), ("false", 1), ("'yes'", 0)] {
        assert_eq!(tests("type: yes_no", text), [Test::OneOf(vec![option])], "{text}");
    }
    assert_eq!(tests("type: yes_no", "{ is_not: false }"), [Test::NoneOf(vec![1])]);
}

#[test]
fn a_set_is_tested_by_what_is_in_it() {
    assert_eq!(tests(CHOICES, "{ includes: a }"), [Test::Includes(vec![0])]);
    assert_eq!(tests(CHOICES, "{ includes: [a, c] }"), [Test::Includes(vec![0, 2])]);
    assert_eq!(tests(CHOICES, "{ includes_any: [b] }"), [Test::IncludesAny(vec![1])]);
    assert_eq!(tests(CHOICES, "{ excludes: c }"), [Test::Excludes(vec![2])]);
    assert_eq!(
        tests(CHOICES, "{ count_at_least: 1, count_at_most: 2 }"),
        [Test::CountAtLeast(1), Test::CountAtMost(2)]
    );
}

#[test]
fn a_number_is_tested_by_comparison() {
    let number = |test| Test::Number(test);
    let tests = |test| tests("type: number", test);
    assert_eq!(tests("20"), [number(NumberTest::Is(20.into()))]);
    assert_eq!(tests("{ is: -0.50 }"), [number(NumberTest::Is("-0.5".parse().unwrap()))]);
    assert_eq!(tests("{ is_not: 0 }"), [number(NumberTest::IsNot(0.into()))]);
    assert_eq!(
        tests("{ at_least: 1, less_than: 9, more_than: 2, at_most: 8 }"),
        [
            number(NumberTest::AtLeast(1.into())),
            number(NumberTest::LessThan(9.into())),
            number(NumberTest::MoreThan(2.into())),
            number(NumberTest::AtMost(8.into())),
        ]
    );
}

#[test]
fn a_comparison_in_signs_or_words_is_answered_with_the_operator_to_write() {
    let answered = |test: &str| {
        let faults = faults(&with_question(
            "type: number\n        unit: calls",
            &format!("{{ budget: {test} }}"),
        ));
        assert_eq!(faults.lines().count(), 1, "{test}: {faults}");
        faults
    };
    for (test, meant) in [
        ("< 200", "less_than: 200"),
        ("'<200'", "less_than: 200"),
        ("'>= 20'", "at_least: 20"),
        ("≥20", "at_least: 20"),
        ("> 1.5", "more_than: 1.5"),
        ("<= 40k", "at_most: 40000"),
        ("'!= 3'", "is_not: 3"),
        ("200+", "at_least: 200"),
        ("200+ calls", "at_least: 200"),
        ("20 or fewer", "at_most: 20"),
        ("below 200", "less_than: 200"),
        ("at least 200 calls", "at_least: 200"),
        ("20..50", "at_least: 20, at_most: 50"),
        ("20..", "at_least: 20"),
        ("..50", "at_most: 50"),
        ("20-50", "at_least: 20, at_most: 50"),
        ("between 20 and 50", "at_least: 20, at_most: 50"),
        ("-5..-2", "at_least: -5, at_most: -2"),
        ("'>20,<=50'", "more_than: 20, at_most: 50"),
        ("20..20", "at_least: 20, at_most: 20"),
    ] {
        let wanted = format!("did you mean `{{ {meant} }}`?");
        let answer = answered(test);
        assert!(answer.contains(&wanted), "{test}: {answer}");
        let read = tests("type: number", &format!("{{ {meant} }}"));
        assert!(!read.is_empty(), "{test}");
    }
    // What was meant is not known: nothing is suggested that could turn it round.
    for test in ["50..20", "'>50,<20'", "'>5,>20'", "20-50k", "20...50", "about 20", "'< 1,200'"] {
        let answer = answered(test);
        assert!(!answer.contains("did you mean"), "{test}: {answer}");
    }
    // Behind an operator: where both say the same, it is the number that is wanted.
    let same = answered("{ at_least: '>= 20' }");
    assert!(same.contains("`at_least` takes a number, not `>= 20`, did you mean `20`?"), "{same}");
    for test in ["{ at_least: '< 20' }", "{ is: 20..50 }", "{ less_than: '<= 20' }"] {
        let answer = answered(test);
        assert!(!answer.contains("did you mean"), "{test}: {answer}");
    }
}

#[test]
fn a_comparison_means_in_a_condition_what_it_means_as_an_answer() {
    let before = "< <= ≤ > >= ≥|no more than|not more than|no less than|not less than|no fewer than|at least|at most|\
                  up to|more than|over|above|less than|fewer than|under|below";
    let (signs, words) = before.split_once('|').unwrap();
    let before = signs.split(' ').chain(words.split('|')).map(|before| format!("{before} 20"));
    let behind =
        ["+", " or more", " and more", " or less", " or fewer"].map(|end| format!("20{end}"));
    let ranges =
        ["20..50", "20..", "..50", "20-50", "20 to 50", "between 20 and 50", "from 20 to 50"];
    let all = before.chain(behind).chain(ranges.map(str::to_owned));
    let playbook = read(&with_question("type: number", "{ budget: 1 }"));
    let Kind::Number(kind) = &question(&playbook, "budget").1.kind else { panic!("no number") };
    for text in all {
        let as_answer = number_text::parse(kind, &text).unwrap();
        let faults = faults(&with_question("type: number", &format!("{{ budget: '{text}' }}")));
        let (_, meant) =
            faults.split_once("did you mean `").unwrap_or_else(|| panic!("{text}: {faults}"));
        let (meant, _) = meant.split_once('`').unwrap();
        let tests = tests("type: number", meant);
        for number in ["-1", "0", "19", "19.9", "20", "20.1", "49", "50", "50.1"] {
            let number = number.parse().unwrap();
            let passes = tests.iter().all(|test| match test {
                Test::Number(NumberTest::AtLeast(low)) => number >= *low,
                Test::Number(NumberTest::AtMost(high)) => number <= *high,
                Test::Number(NumberTest::MoreThan(low)) => number > *low,
                Test::Number(NumberTest::LessThan(high)) => number < *high,
                other => panic!("{text}: {other:?}"),
            });
            assert_eq!(passes, as_answer.contains(number), "{text}, {number}: {meant}");
        }
    }
}

#[test]
fn conditions_join_and_negate() {
    let playbook = read(&with_question(
        "type: yes_no",
        "{ budget: yes, any: [{ users: 1 }, { not: { users: 2, hosting: cloud } }] }",
    ));
    let test = |id, test| Condition::Test(Subject::Question(question(&playbook, id).0), test);
    let number = |value: i64| Test::Number(NumberTest::Is(value.into()));
    let both = vec![test("users", number(2)), test("hosting", Test::OneOf(vec![0]))];
    let either = vec![test("users", number(1)), Condition::Not(Box::new(Condition::All(both)))];
    let rule = playbook.rules.iter().find(|rule| rule.id == "extra").unwrap();
    let expected =
        Condition::All(vec![test("budget", Test::OneOf(vec![0])), Condition::Any(either)]);
    assert_eq!(rule.when, expected);
}

#[test]
fn every_error_of_a_file_is_told_at_its_place() {
    insta::assert_snapshot!(faults(BROKEN), @r"
    2:5: `Clinic Scheduling` is no id, did you mean `clinic-scheduling`?
    4:1: unknown key `sumary` in a playbook, did you mean `summary`?
    5:56: unknown key `for` in `offer`
    11:15: there is no question `consequense`, did you mean `consequence`?
    15:15: there is no question type `choise`, did you mean `choice`?
    17:13: `all` is no question id; conditions use that word
    20:17: `likely` gives no option any weight
    24:47: `unknown` is no option id; it has a meaning of its own
    24:65: `Next Year` is no id, did you mean `next_year`?
    25:9: `unit` is not for questions of the type `choice`
    26:9: the key `ask` is missing in a question
    26:13: a second question has the id `deadline`
    29:19: `good_for` is a time, not `3 months`
    30:9: a second stage has the id `problem`
    38:14: `max` must be a number, not `1e1`, did you mean `10`?
    39:16: `whole` must be `yes` or `no`, not `maybe`
    40:17: these questions wait for each other: users → sites → users
    45:14: `max` is `3`, but `min` is `9`: no number is between
    46:48: a set of options, as of `hosting`, is no plain value
    51:17: the `when` of `hosting` tests `hosting` itself
    58:24: a set of options, as of `hosting`, is no plain value
    60:7: unknown key `weight` in a disqualifier
    62:24: `users` is a `number` question; it has no operator `min`, did you mean `at_least`?
    62:33: `users` is a `number` question; it has no operator `less_then`, did you mean `less_than`?
    62:58: `more_than` must be a number, not `many`
    63:16: the hidden character U+001B is written here as an escape
    65:11: a second rule has the id `own_servers`
    66:36: `includes` names no option
    66:50: `hosting` has no option `on_premise`
    66:78: `count_at_least` must be a whole number from 0 to 1000, not `1.5`
    70:15: no condition can test `notes`: it is a text
    70:32: `any` lists no condition
    70:41: this condition is empty; it would always hold
    71:15: `weight` must be a whole number from -1000 to 1000, not `2000`
    73:7: the key `weight` is missing in a signal
    74:13: a condition must be a map of questions to tests, not a list
    74:32: `in` must be a list, not `quarter`
    74:45: `is` takes one option, not a list
    74:64: `deadline` has no option `Within a quarter`, did you mean `quarter`?
    75:16: `because` is empty
    76:14: `threshold` must be a whole number from -1000000 to 1000000, not `1.5`
    77:20: `below_threshold` must be a map, not `Not enough.`
    ");
}

#[test]
fn an_error_is_drawn_with_what_was_probably_meant() {
    let text = CLINIC.replacen("hosting: own_servers_only }", "hostng: own_servers }", 1);
    let rejected = load(SourceFile::new("clinic.yaml", text)).unwrap_err();
    insta::assert_snapshot!(draw(&rejected, false), @r"
    error: there is no question `hostng`
      --> clinic.yaml:53:15
       |
    53 |       when: { hostng: own_servers }
       |               ^^^^^^
       |
    help: did you mean `hosting`?
       |
    53 |       when: { hosting: own_servers }
       |                   +
    ");
    let text = CLINIC.replacen("hosting: own_servers_only }", "hosting: own_server }", 1);
    let rejected = load(SourceFile::new("clinic.yaml", text)).unwrap_err();
    insta::assert_snapshot!(draw(&rejected, false), @r"
    error: `hosting` has no option `own_server`
      --> clinic.yaml:53:24
       |
    53 |       when: { hosting: own_server }
       |                        ^^^^^^^^^^
       |
       = help: its options are `cloud`, `either` and `own_servers_only`
    help: did you mean `own_servers_only`?
       |
    53 |       when: { hosting: own_servers_only }
       |                                  ++++++
    ");
}

#[test]
fn of_a_text_that_is_not_yaml_it_is_told_what_is_usually_the_matter() {
    for (text, place, help) in [
        ("title: What: is this\n", "1:8", "title: 'What: is this'"),
        (" id: a\ntitle: b\n", "2:1", "lines that belong together begin in one column"),
        ("format: 1\nid a\ntitle: b\n", "2:1", "it has no colon"),
        ("a: 1\n\tid: a\n", "2:1", "indent with spaces"),
        ("title: @x\n", "1:8", "title: '@x'"),
        ("title: *x\n", "1:8", "title: '*x'"),
        ("ask: 'it's'\n", "1:6", "ask: 'it''s'"),
        ("title: \"a\nid: b\n", "1:8", "has no end"),
        ("why: - a\n", "1:6", "put quotes around a text that begins with `-`"),
        ("a: { b: c\n", "1:4", "write `}` where it ends"),
        ("a: \"\\q\"\n", "1:5", "write the backslash twice"),
    ] {
        let rejected = load(SourceFile::new("", text)).unwrap_err();
        let drawn = draw(&rejected, false);
        assert!(drawn.contains(help), "{text:?}: {drawn}");
        assert!(faults(text).starts_with(place), "{text:?}: {drawn}");
    }
}

#[test]
fn a_key_without_a_value_is_an_error() {
    let fault = faults_after("why: A problem without a consequence ends in no decision.", "why:");
    assert_eq!(fault, "`why` has no value");
    assert_eq!(
        faults_after("verified_when: { consequence: [stated, measured] }", "verified_when:"),
        "`verified_when` has no value"
    );
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    assert_eq!(
        faults_after("summary:", "sumary:"),
        "unknown key `sumary` in a playbook, did you mean `summary`?"
    );
}

#[test]
fn what_is_missing_is_told() {
    let fault = faults("format: 1\n");
    let keys = ["id", "title", "summary", "offer", "stages", "fit"];
    let expected = keys.map(|key| format!("1:1: the key `{key}` is missing in a playbook\n"));
    assert_eq!(fault, expected.concat());
}

#[test]
fn other_files_are_known_for_what_they_are() {
    for (text, fault) in [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a list\n", "a playbook must be a map, not a list"),
        ("words", "a playbook must be a map, not `words`"),
        ("format: 2\nshape: new\n", "this `coach` reads playbooks of format 1, not `2`"),
        ("format: one\n", "`format` must be a number, not `one`"),
        ("format: 1\ndeal: Acme\nplaybook: x\n", "this is a deal, not a playbook"),
    ] {
        assert!(faults(text).contains(fault), "{text:?}: {}", faults(text));
    }
}

#[test]
fn ids_are_lower_case_words_and_none_is_taken_twice() {
    let id = "- id: hosting";
    for (bad, meant) in [("Hosting", "hosting"), ("our-hosting", "our_hosting"), ("'9 lives'", "")]
    {
        let faults = faults_after(id, &format!("- id: {bad}"));
        assert!(faults.contains("is no id"), "{faults}");
        assert!(
            meant.is_empty() || faults.contains(&format!("did you mean `{meant}`?")),
            "{faults}"
        );
    }
    for reserved in ["all", "any", "not", "some"] {
        let faults = faults_after(id, &format!("- id: {reserved}"));
        assert!(faults.contains("is no question id"), "{faults}");
    }
    for reserved in ["unknown", "yes", "no", "true", "false", "on", "off", "null", "y", "n"] {
        let faults = faults_after("{ quarter: Within", &format!("{{ {reserved}: Within"));
        assert!(faults.contains(&format!("`{reserved}` is no option id")), "{faults}");
    }
    assert!(
        faults_after("- id: pressing", "- id: own_servers").contains("a second rule has the id")
    );
    assert!(faults_after("- id: requirements", "- id: problem").contains("a second stage has"));
    assert!(faults_after("- id: deadline", "- id: users").contains("a second question has"));
    // Kinds have their own names: a stage, a question and a rule may share one.
    assert_eq!(faults_after("- id: requirements", "- id: size"), "");
    let long = "x".repeat(65);
    assert!(
        faults_after("id: clinic-scheduling", &format!("id: {long}")).contains("longer than 64")
    );
}

#[test]
fn operators_belong_to_types() {
    for (kind, test, fault) in [
        (CHOICE, "{ at_least: a }", "it has no operator `at_least`"),
        (CHOICE, "{ includes_any: [a] }", "did you mean `in`?"),
        (CHOICE, "[]", "this list names no option"),
        (CHOICE, "{}", "this test on `budget` is empty"),
        (CHOICE, "d", "`budget` has no option `d`"),
        (CHOICE, "", "a plain value must be text, not nothing"),
        (CHOICES, "a", "is no plain value"),
        (CHOICES, "[a]", "a list does not say how"),
        (CHOICES, "{ in: [a] }", "did you mean `includes_any`?"),
        (CHOICES, "{ includes: [] }", "`includes` names no option"),
        ("type: yes_no", "[yes]", "is tested with one value"),
        ("type: yes_no", "Yes", "did you mean `yes`?"),
        ("type: yes_no", "{ in: [yes] }", "it has no operator `in`"),
        ("type: number", "[1, 2]", "is tested with one value"),
        ("type: number", "{ '>=': 2 }", "did you mean `at_least`?"),
        ("type: number", "'2'", "must be a number, not text"),
        ("type: text", "words", "no condition can test `budget`: it is a text"),
    ] {
        let faults = faults(&with_question(kind, &format!("{{ budget: {test} }}")));
        assert!(faults.contains(fault), "{kind} {test}: {faults}");
        assert_eq!(faults.lines().count(), 1, "{kind} {test}: {faults}");
    }
}

#[test]
fn conditions_say_something() {
    for (when, fault) in [
        ("{}", "this condition is empty"),
        ("{ any: [] }", "`any` lists no condition"),
        ("{ all: [] }", "`all` lists no condition"),
        ("{ all: { users: 1 } }", "`all` must be a list, not a map"),
        ("{ not: {} }", "this condition is empty"),
        ("{ some: [{ users: 1 }] }", "`some` is reserved"),
        ("[{ users: 1 }]", "a condition must be a map of questions to tests, not a list"),
        ("users", "a condition must be a map, not `users`"),
        ("{ usres: 1 }", "there is no question `usres`, did you mean `users`?"),
    ] {
        let faults = faults(&with_question("type: yes_no", when));
        assert!(faults.contains(fault), "{when}: {faults}");
        assert_eq!(faults.lines().count(), 1, "{when}: {faults}");
    }
}

#[test]
fn circles_of_gates_are_shown() {
    let with_gates = |gates: &[(&str, &str)]| {
        gates.iter().fold(CLINIC.to_owned(), |text, (question, when)| {
            let id = format!("- id: {question}\n");
            text.replacen(&id, &format!("{id}        when: {{ {when} }}\n"), 1)
        })
    };
    assert_eq!(
        faults(&with_gates(&[("users", "hosting: cloud"), ("hosting", "deadline: year")])),
        ""
    );
    let circle = [
        ("deadline", "any: [{ users: 1 }, { budget: none }]"),
        ("users", "not: { hosting: cloud }"),
        ("hosting", "deadline: year"),
    ];
    let faults = faults(&with_gates(&circle));
    assert!(
        faults.contains("wait for each other: deadline → users → hosting → deadline"),
        "{faults}"
    );
    assert_eq!(faults.lines().count(), 1, "{faults}");
}

#[test]
fn a_question_gated_by_itself_is_told() {
    let faults = faults_after("- id: users\n", "- id: users\n        when: { users: 1 }\n");
    assert_eq!(faults, "the `when` of `users` tests `users` itself");
}

#[test]
fn numbers_are_plain_decimals_of_at_most_15_digits() {
    for (bad, fault) in [
        ("1e3", "did you mean `1000`?"),
        ("1_000", "did you mean `1000`?"),
        ("+5", "did you mean `5`?"),
        (".5", "did you mean `0.5`?"),
        ("007", "did you mean `7`?"),
        ("0x10", "must be a number, not `0x10`"),
        (".inf", "must be a number, not `.inf`"),
        ("1,5", "must be a number, not `1,5`"),
        ("1234567890123456", "with more than 15 digits"),
        ("0.1234567890123456", "with more than 15 digits"),
        (&"9".repeat(5000), "with more than 15 digits"),
    ] {
        let faults = faults(&with_question("type: number", &format!("\n        budget: {bad}")));
        assert!(faults.contains(fault), "{bad}: {faults}");
    }
    assert_eq!(faults(&with_question("type: number", "{ budget: -123456789012.345 }")), "");
    assert_eq!(faults(&with_question("type: number", "{ budget: 0.123456789012345 }")), "");
}

#[test]
fn limits_of_a_number_agree_with_each_other() {
    assert!(
        faults_after("max: 5000", "max: -1").contains("but `min` is `0`: no number is between")
    );
    assert!(faults_after("max: 5000", "max: 0.5").contains("must be whole"));
    assert_eq!(faults_after("max: 5000", "max: 0"), "");
}

#[test]
fn weights_and_threshold_are_whole_and_bounded() {
    for weight in ["1001", "-1001", "0.5", "heavy", "'3'"] {
        let faults = faults_after("weight: 3", &format!("weight: {weight}"));
        assert!(faults.contains("`weight`"), "{weight}: {faults}");
    }
    for weight in ["1000", "-1000", "0", "3.0"] {
        assert_eq!(faults_after("weight: 3", &format!("weight: {weight}")), "", "{weight}");
    }
    assert!(faults_after("threshold: 3", "threshold: 2.5").contains("`threshold` must be a whole"));
}

#[test]
fn likely_names_options_and_weighs_one() {
    for (kind, likely, fault) in [
        ("type: yes_no", "{ yes: 1, maybe: 2 }", "there is no option `maybe`"),
        ("type: yes_no", "{ yes: 0 }", "gives no option any weight"),
        ("type: yes_no", "{}", "gives no option any weight"),
        ("type: yes_no", "{ yes: -1, no: 1 }", "a weight is 0 or more"),
        ("type: number", "{ yes: 1 }", "`likely` is not for questions of the type `number`"),
        ("type: text", "{ yes: 1 }", "`likely` is not for questions of the type `text`"),
    ] {
        let text = with_question(&format!("{kind}\n        likely: {likely}"), "{ users: 1 }");
        assert!(faults(&text).contains(fault), "{kind} {likely}: {}", faults(&text));
    }
    let text = with_question("type: yes_no\n        likely: { true: 1 }", "{ users: 1 }");
    assert_eq!(faults(&text), "");
}

#[test]
fn good_for_is_a_number_and_a_unit() {
    for bad in ["90", "d", "0d", "90 d", "-1d", "1.5m", "90days", "3é", "99999999999d", "+1d"] {
        let text = with_question(&format!("type: text\n        good_for: {bad}"), "{ users: 1 }");
        assert!(faults(&text).contains("`good_for` is a time"), "{bad}: {}", faults(&text));
    }
    for good in ["90d", "12w", "6m", "1y"] {
        let text = with_question(&format!("type: text\n        good_for: {good}"), "{ users: 1 }");
        assert_eq!(faults(&text), "", "{good}");
    }
}

#[test]
fn sizes_are_bounded() {
    let items = |count: usize, item: fn(usize) -> String| -> String {
        (0..count).map(item).collect::<Vec<String>>().join("")
    };
    let option = |place: usize| format!("o{place}: O, ");
    let options = |kind: &str, count| {
        with_question(
            &format!("type: {kind}\n        options: {{ {} }}", items(count, option)),
            "{ users: 1 }",
        )
    };
    let questions = |count| {
        let text =
            items(count, |place| format!("      - {{ id: q{place}, ask: Well?, type: yes_no }}\n"));
        CLINIC.replacen("    questions:\n", &format!("    questions:\n{text}"), 1)
    };
    let rules = |count| {
        let text = items(count, |place| {
            format!("    - {{ id: r{place}, when: {{ users: 1 }}, because: So. }}\n")
        });
        CLINIC.replacen("  must_haves:\n", &format!("  must_haves:\n{text}"), 1)
    };
    let numbers = |count| {
        let text = items(count, |place| format!("{{ users: {place} }}, "));
        with_question("type: yes_no", &format!("{{ any: [{text}] }}"))
    };
    let tests = |count| {
        let text = items(count, |_| "{ users: 1 }, ".to_owned());
        with_question("type: yes_no", &format!("{{ any: [{text}] }}"))
    };
    let chain = |count| {
        let text = items(count, |place| {
            let when = format!(", when: {{ q{}: yes }}", place.saturating_sub(1));
            let when = if place == 0 { "" } else { &when };
            format!("      - {{ id: q{place}, ask: Well?, type: yes_no{when} }}\n")
        });
        CLINIC.replacen("    questions:\n", &format!("    questions:\n{text}"), 1)
    };
    for (text, fault) in [
        (chain(60), "this waits for a chain of more than 50 questions"),
        // One more than waits for 50 others.
        (chain(52), "this waits for a chain of more than 50 questions"),
        (options("choice", 128), "more than 127 options of one question"),
        (options("choices", 301), "more than 300 options of one question"),
        (questions(496), "more than 500 questions"),
        (rules(996), "more than 1000 rules"),
        (numbers(61), "conditions compare `users` with 61 numbers, more than 60"),
        (tests(2000), "tests, more than 2000"),
    ] {
        assert!(faults(&text).contains(fault), "{fault}: {}", faults(&text));
    }
    for text in [
        chain(51),
        options("choice", 127),
        options("choices", 300),
        questions(495),
        rules(995),
        numbers(60),
        tests(1980),
    ] {
        assert_eq!(faults(&text), "");
    }
}

#[test]
fn a_key_that_stands_twice_is_found_in_maps_of_any_size() {
    for count in [1, 2, 15, 16, 17, 18, 40] {
        for twice in [0, count / 2, count - 1] {
            let keys = (0..count).map(|place| format!("k{place}: 1\n")).collect::<String>();
            // Two keys more, so that it is looked for again after it was found.
            let file = SourceFile::new("", format!("{keys}k{twice}: 2\nlast: 1\nlast: 2\n"));
            let findings = Findings::new();
            yaml::parse(&file, &findings);
            let found = findings.sorted().into_iter().map(|one| (one.message, one.related));
            let said = |key: &str, place: usize| {
                let first = file.text.find(&format!("{key}:")).unwrap_or(place);
                let related = Some((first..first + key.len(), "first here".to_owned()));
                (format!("the key `{key}` stands here a second time"), related)
            };
            let expected = [said(&format!("k{twice}"), 0), said("last", 0)];
            assert!(found.eq(expected), "{count} keys, the {twice}th twice");
        }
    }
}

#[test]
fn a_test_on_a_fraction_of_a_whole_number_is_refused() {
    let changed = |test: &str| faults_after("at_least: 20", test);
    for test in ["is: 20.5", "is_not: 20.5", "at_least: 20, is: 0.5"] {
        let fault = changed(test);
        assert!(fault.starts_with("`users` takes whole numbers alone"), "{test}: {fault}");
    }
    let plain = faults_after("{ users: { at_least: 20 } }", "{ users: 20.5 }");
    assert_eq!(plain, "`users` takes whole numbers alone, so it is never `20.5`");
    // A line between two whole numbers is a line, and 20.0 is whole.
    for test in ["at_least: 2.5", "at_most: 2.5", "more_than: 2.5", "less_than: 2.5", "is: 20.0"] {
        assert_eq!(changed(test), "", "{test}");
    }
}

#[test]
fn texts_are_bounded_and_titles_stand_on_one_line() {
    let long = "x".repeat(4001);
    assert!(faults_after("ask: By when", &format!("ask: {long}")).contains("longer than 4000"));
    assert_eq!(faults_after("ask: By when", &format!("ask: {}", "x".repeat(3900))), "");
    let fault = faults_after("title: Problem", "title: |\n      Two\n      lines");
    assert_eq!(fault, "`title` must stand on one line");
    assert_eq!(faults_after("title: Problem", "title: ' '"), "`title` is empty");
}

#[test]
fn the_engine_holds_what_the_bounds_allow() {
    let assess = |text: &str| {
        let playbook = read(text);
        let engine = Engine::new(&playbook);
        assert!(engine.assess(&Facts::none(&playbook)).exact);
    };
    // A `choice` with all its options told apart, and a number with the most cuts.
    let options: String = (0..127).map(|place| format!("o{place}: O, ")).collect();
    let tests: String = (0..127)
        .map(|place| match place {
            0..59 => format!("{{ budget: o{place}, users: {place} }}, "),
            _ => format!("{{ budget: o{place} }}, "),
        })
        .collect();
    let kind = format!("type: choice\n        options: {{ {options} }}");
    assess(&with_question(&kind, &format!("{{ any: [{tests}] }}")));
    // The longest chain, each gate as deep as YAML goes.
    let gate = |place: usize| {
        let test = format!("{{ q{place}: yes }}");
        (0..24).fold(test, |test, _| format!("{{ not: {test} }}"))
    };
    let chain: String = (1..51)
        .map(|place| {
            let when = gate(place - 1);
            format!("      - {{ id: q{place}, ask: Well?, type: yes_no, when: {when} }}\n")
        })
        .collect();
    let first = "      - { id: q0, ask: Well?, type: yes_no }\n";
    let text = CLINIC.replacen("    questions:\n", &format!("    questions:\n{first}{chain}"), 1);
    assess(&text.replacen("when: { consequence: measured }", "when: { q50: yes }", 1));
}
