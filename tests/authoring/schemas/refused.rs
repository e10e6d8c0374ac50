//! What the loaders refuse for its shape, an editor flags.

use coach::authoring::schema::FileKind;
use coach::deal;
use coach::playbook::load::load;
use coach::text::source::SourceFile;
use jsonschema::Validator;

use super::editor::{editor, editor_for, flagged, playbook};

const CLINIC: &str = include_str!("../../data/clinic-scheduling.yaml");
const EVERY_TYPE: &str = include_str!("../../data/every-type.yaml");
const QUALIFICATION: &str = include_str!("../../data/qualification.yaml");

/// A text in place of another in the playbook of a clinic.
const PLAYBOOKS: &[[&str; 2]] = &[
    // Keys that are not known, are missing, or have no value.
    ["summary:", "sumary:"],
    ["summary: One or two sentences.", "summary:"],
    ["title: Clinic scheduling\n", ""],
    ["  name: Northwind Scheduling\n", ""],
    ["  solves:", "  solvs:"],
    ["    title: Problem\n", ""],
    ["    buyer_asks: What must it do?\n", ""],
    ["    buyer_asks: What must it do?", "    seller_does: Gives a demo"],
    ["        ask: By when", "        says: By when"],
    ["        type: number\n", ""],
    ["        unit: people", "        units: people"],
    ["        unit: people", "        unit:"],
    ["      weight: 3\n", ""],
    ["      because: The money is agreed.\n", ""],
    ["      when: { deadline: quarter }\n", ""],
    ["    - id: felt\n      when", "    - when"],
    ["  must_haves:", "  musthaves:"],
    ["  threshold: 3", "  treshold: 3"],
    ["  threshold: 3", "  below_threshold: { say: No. }"],
    ["fit:\n", "fit: {}\nextra:\n"],
    // Values of another kind.
    ["format: 1", "format: 2"],
    ["format: 1", "format: one"],
    ["format: 1", "format: '1'"],
    ["title: Clinic scheduling", "title: [Clinic, scheduling]"],
    ["title: Clinic scheduling", "title: |\n  Two\n  lines"],
    ["title: Clinic scheduling", "title: '  '"],
    ["summary: One or two sentences.", "summary: ''"],
    ["prepare: [consequence]", "prepare: consequence"],
    ["prepare: [consequence]", "prepare: [[consequence]]"],
    ["listen_for: [a number they worked out themselves]", "listen_for: a number"],
    ["listen_for: [a number they worked out themselves]", "listen_for: [{ a: number }]"],
    ["min: 0", "min: '0'"],
    ["min: 0", "min: none"],
    ["max: 5000", "max: 5_000"],
    ["max: 5000", "max: 0.5"],
    ["whole: true", "whole: maybe"],
    ["whole: true", "whole: 1"],
    ["weight: 3", "weight: high"],
    ["weight: 3", "weight: 2.5"],
    ["weight: 3", "weight: 1001"],
    ["threshold: 3", "threshold: '3'"],
    ["threshold: 3", "threshold: 0.5"],
    ["options: { quarter: Within a quarter, year: Within a year, open: No date }", "options: []"],
    ["options: { quarter: Within a quarter, year: Within a year, open: No date }", "options: {}"],
    ["options: { quarter: Within a quarter,", "options: { quarter: [Within a quarter],"],
    ["  disqualifiers:\n    - id: own_servers\n     ", "  disqualifiers:\n    own_servers:\n     "],
    // Ids.
    ["id: clinic-scheduling", "id: Clinic Scheduling"],
    ["id: clinic-scheduling", "id: clinic_scheduling"],
    ["id: clinic-scheduling", "id: 5"],
    ["id: requirements", "id: the-requirements"],
    ["id: deadline", "id: Deadline"],
    ["id: deadline", "id: any"],
    ["id: deadline", "id: some"],
    ["id: pressing", "id: 1st"],
    ["open: No date }", "unknown: No date }"],
    ["open: No date }", "no: No date }"],
    ["open: No date }", "Open: No date }"],
    // Words of which there are only some.
    ["type: number", "type: integer"],
    ["type: number", "type: Number"],
    ["type: number", "type: []"],
    // Keys of other types.
    ["type: number", "type: text"],
    ["type: number", "type: yes_no"],
    ["        unit: people", "        options: { a: A }"],
    ["        unit: people", "        likely: { a: 1 }"],
    ["year: Within a year, open: No date }", "year: Within a year }\n        unit: dates"],
    // Likely, and how long an answer stays fresh.
    ["open: No date }", "open: No date }\n        likely: { quarter: -1 }"],
    ["open: No date }", "open: No date }\n        likely: { quarter: 0, year: 0 }"],
    ["open: No date }", "open: No date }\n        likely: {}"],
    ["open: No date }", "open: No date }\n        likely: [quarter]"],
    ["open: No date }", "open: No date }\n        likely: { quarter: often }"],
    ["open: No date }", "open: No date }\n        good_for: 90"],
    ["open: No date }", "open: No date }\n        good_for: 0d"],
    ["open: No date }", "open: No date }\n        good_for: 3 months"],
    ["open: No date }", "open: No date }\n        good_for: 10000d"],
    // Conditions.
    ["when: { deadline: quarter }", "when: [deadline]"],
    ["when: { deadline: quarter }", "when: deadline"],
    ["when: { deadline: quarter }", "when: {}"],
    ["when: { deadline: quarter }", "when: { deadline: {} }"],
    ["when: { deadline: quarter }", "when: { deadline: [] }"],
    ["when: { deadline: quarter }", "when: { any: [] }"],
    ["when: { deadline: quarter }", "when: { any: { deadline: quarter } }"],
    ["when: { deadline: quarter }", "when: { all: [deadline] }"],
    ["when: { deadline: quarter }", "when: { not: [{ deadline: quarter }] }"],
    ["when: { deadline: quarter }", "when: { some: [{ deadline: quarter }] }"],
    ["when: { deadline: quarter }", "when: { Deadline: quarter }"],
    ["when: { deadline: quarter }", "when: { deadline: { equals: quarter } }"],
    ["when: { deadline: quarter }", "when: { deadline: { is: [quarter] } }"],
    ["when: { deadline: quarter }", "when: { deadline: { in: quarter } }"],
    ["when: { deadline: quarter }", "when: { deadline: { in: [] } }"],
    ["when: { deadline: quarter }", "when: { deadline: Within a quarter }"],
    ["when: { deadline: quarter }", "when: { deadline: { is: quarter, at_least: 1 } }"],
    ["when: { deadline: quarter }", "when: { deadline: { at_least: quarter } }"],
    ["{ users: { at_least: 20 } }", "{ users: { at_least: '20' } }"],
    ["{ users: { at_least: 20 } }", "{ users: { at_least: [20] } }"],
    ["{ users: { at_least: 20 } }", "{ users: { \">=\": 20 } }"],
    ["{ users: { at_least: 20 } }", "{ users: { includes: 20 } }"],
    ["{ users: { at_least: 20 } }", "{ users: [20, 30] }"],
];

/// The same, of names and types that only the schema of the playbook itself can know.
const PLAYBOOKS_BY_NAME: &[[&str; 2]] = &[
    ["when: { agreed: yes }", "when: { agred: yes }"],
    ["when: { agreed: yes }", "when: { agreed: maybe }"],
    ["when: { agreed: yes }", "when: { agreed: [yes, no] }"],
    ["when: { agreed: yes }", "when: { agreed: { at_least: 1 } }"],
    ["when: { agreed: yes }", "when: { agreed: { in: [yes] } }"],
    ["when: { agreed: yes }", "when: { remark: something }"],
    ["when: { hosting: [cloud, either] }", "when: { hosting: [cloud, ether] }"],
    ["when: { hosting: [cloud, either] }", "when: { hosting: { includes: cloud } }"],
    ["when: { hosting: [cloud, either] }", "when: { hosting: 3 }"],
    ["when: { needs: { includes: sms } }", "when: { needs: sms }"],
    ["when: { needs: { includes: sms } }", "when: { needs: [sms] }"],
    ["when: { needs: { includes: sms } }", "when: { needs: { is: sms } }"],
    ["when: { needs: { includes: sms } }", "when: { needs: { includes: post } }"],
    ["when: { needs: { includes: sms } }", "when: { needs: { count_at_least: 1.5 } }"],
    ["{ users: { at_least: 20 }", "{ users: { count_at_least: 20 }"],
    ["{ users: { at_least: 20 }", "{ users: many"],
];

/// Points, groups and bands.
const QUALIFICATIONS: &[[&str; 2]] = &[
    ["      weight: 1\n", ""],
    ["      weight: 1\n", "      weight: 1\n      points: { cost: { known: 1 } }\n"],
    ["      points: { cost: { known: 3, guessed: 1, unknown_to_them: -2 } }\n", ""],
    ["{ champion: { tested: 3, named: 1 } }", "{}"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: {} }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { tested: 3 }, cost: { known: 1 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { tested: many } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { tested: 1001 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: [tested] }"],
    ["1..3: 0,", "1...3: 0,"],
    ["1..3: 0,", "'1-3': 0,"],
    ["1..3: 0,", "..: 0,"],
    ["group: pain", "group: Pain"],
    ["weak_below: 3", "weak_below: low"],
    ["from: 7,", "from: high,"],
    ["from: 7,", "form: 7,"],
    ["verdict: not-yet", "verdict: undecided"],
    ["verdict: not-yet", "verdict: not_yet"],
    ["title: Strong, ", ""],
    ["  bands:\n", "  threshold: 3\n  bands:\n"],
    ["  bands:\n", "  below_threshold: { because: Too little. }\n  bands:\n"],
];

/// The same, of what only the schema of the playbook itself can know.
const QUALIFICATIONS_BY_NAME: &[[&str; 2]] = &[
    ["{ champion: { tested: 3, named: 1 } }", "{ champoin: { tested: 3 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { testd: 3 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { each: 3 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ champion: { 1..3: 3 } }"],
    ["{ champion: { tested: 3, named: 1 } }", "{ own_servers: { maybe: 3 } }"],
    ["1..3: 0,", "few: 0,"],
    ["{ each: -1 }", "{ each: -1, 5: 2 }"],
    ["group: pain", "group: gain"],
];

/// A deal's header, and facts.
const DEALS: &[&str] = &[
    "playbook: every-type",
    "format: 2\nplaybook: every-type",
    "format: 1",
    "format: 1\nplaybook:",
    "format: 1\nplaybook: [every-type]",
    "format: 1\nplaybook: every-type\ndeal:",
    "format: 1\nplaybook: every-type\nfact: {}",
    "format: 1\nplaybook: every-type\nfacts: []",
    "format: 1\nplaybook: every-type\nfacts: { agreed: }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: '' }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { source: document } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: yes, source: hearsay } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: yes, who: Dana } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: yes, by: [Dana] } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: yes, date: 3.11.2026 } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: yes, date: 2026-13-01 } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: { answer: { answer: yes } } }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: [yes, { answer: no }] }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: [{ by: Dana }] }",
    "format: 1\nplaybook: every-type\nfacts: { agreed: [[yes]] }",
    "format: 1\nplaybook: every-type\nfacts: { needs: { includes: [], excludes: [] } }",
    "format: 1\nplaybook: every-type\nfacts: { needs: { includes: { sms: yes } } }",
    "format: 1\nplaybook: every-type\nfacts: { needs: { contains: sms } }",
    "format: 1\nplaybook: every-type\nfacts: { users: { at_least: '5' } }",
    "format: 1\nplaybook: every-type\nfacts: { users: { at_least: 5, below: 20 } }",
    "format: 1\nplaybook: every-type\nfacts: { needs: { includes: [] } }",
    "format: 1\nplaybook: every-type\npursue: perhaps",
    "format: 1\nplaybook: every-type\nnotes: [one, two]",
    "format: 1\nplaybook: every-type\nwaivers: { rule: stale-fact }",
    "format: 1\nplaybook: every-type\nwaivers: [{ rule: stale-fact }]",
    "format: 1\nplaybook: every-type\nwaivers: [{ because: Too early. }]",
    "format: 1\nplaybook: every-type\nwaivers: [{ rule: stale-fact, because: Late., til: 2027-01-01 }]",
    "format: 1\nplaybook: every-type\nwaivers: [{ rule: stale-fact, because: Late., until: soon }]",
];

/// Facts that are wrong for the questions that they are about.
const DEALS_BY_NAME: &[&str] = &[
    "agred: yes",
    "agreed: maybe",
    "agreed: 1",
    "agreed: []",
    "agreed: { includes: yes }",
    "hosting: clud",
    "hosting: cloud,either",
    "hosting: []",
    "hosting: [cloud, ether]",
    "hosting: { answer: ether }",
    "hosting: [{ answer: cloud }, { answer: ether, by: Kim }]",
    "needs: [sms, post]",
    "needs: sms|billing",
    "needs: { includes: post }",
    "needs: { at_least: 1 }",
    "users: many",
    "users: { includes: 5 }",
    "users: [few, many]",
    "remark: [a, b]",
    "remark: { is: a }",
];

/// Cases that can't be read.
const CASES: &[&str] = &[
    "format: 1",
    "cases: []",
    "format: 2\ncases: []",
    "format: 1\ncases: {}",
    "format: 1\ncases: [One]",
    "format: 1\ncases: [{ case: One }]",
    "format: 1\ncases: [{ verdict: fit }]",
    "format: 1\ncases: [{ case: One, verdict: no_fit }]",
    "format: 1\ncases: [{ case: One, verdict: fit, becuase: [a] }]",
    "format: 1\ncases: [{ case: One, verdict: fit, because: a }]",
    "format: 1\ncases: [{ case: One, verdict: fit, given: ready }]",
    "format: 1\ncases: [{ case: One, verdict: fit, skip: '' }]",
    "format: 1\ncases: [{ case: One, verdict: fit, only: sometimes }]",
    "format: 1\ncases: [{ case: One, verdict: fit, facts: [agreed] }]",
    "format: 1\ncases: [{ case: One, verdict: fit, stage: The first }]",
    "format: 1\nfixtures: [ready]\ncases: []",
    "format: 1\nfixtures: { ready: { agreed: { answr: yes } } }\ncases: []",
    "format: 1\nplaybook:\ncases: []",
];

#[test]
fn playbooks_of_a_wrong_shape_are_flagged() {
    let editor = editor(FileKind::Playbook);
    for [good, bad] in PLAYBOOKS {
        refused_and_flagged(&editor, CLINIC, good, bad);
    }
}

#[test]
fn names_and_operators_that_a_playbook_does_not_have_are_flagged() {
    let editor = editor_for(FileKind::Playbook, &playbook(EVERY_TYPE));
    for [good, bad] in PLAYBOOKS_BY_NAME {
        refused_and_flagged(&editor, EVERY_TYPE, good, bad);
    }
}

#[test]
fn points_and_bands_of_a_wrong_shape_are_flagged() {
    let (general, own) =
        (editor(FileKind::Playbook), editor_for(FileKind::Playbook, &playbook(QUALIFICATION)));
    for [good, bad] in QUALIFICATIONS {
        refused_and_flagged(&general, QUALIFICATION, good, bad);
    }
    for [good, bad] in QUALIFICATIONS.iter().chain(QUALIFICATIONS_BY_NAME) {
        refused_and_flagged(&own, QUALIFICATION, good, bad);
    }
}

#[test]
fn the_broken_playbook_is_flagged() {
    let broken = include_str!("../../data/broken.yaml");
    assert!(is_refused(broken));
    // That a character is hidden is seen before there is a tree to hold a schema against.
    let seen = broken.replace(r"\e[31m", "");
    let flags = flagged(&editor(FileKind::Playbook), &seen);
    assert!(flags.len() > 10, "{flags:#?}");
}

#[test]
fn deals_of_a_wrong_shape_are_flagged() {
    let (editor, playbook) = (editor(FileKind::Deal), playbook(EVERY_TYPE));
    for text in DEALS {
        let read = deal::load::open(SourceFile::new("a.deal.yaml", *text));
        assert!(read.and_then(|unread| unread.read(&playbook)).is_err(), "not refused: {text}");
        assert_ne!(flagged(&editor, text), [""; 0], "not flagged: {text}");
    }
}

#[test]
fn answers_that_a_question_does_not_take_are_flagged() {
    let playbook = playbook(EVERY_TYPE);
    let editor = editor_for(FileKind::Deal, &playbook);
    for facts in DEALS_BY_NAME {
        let text = format!("format: 1\nplaybook: every-type\nfacts:\n  {facts}\n");
        let read = deal::load::open(SourceFile::new("a.deal.yaml", &*text));
        assert!(read.and_then(|unread| unread.read(&playbook)).is_err(), "not refused: {facts}");
        assert_ne!(flagged(&editor, &text), [""; 0], "not flagged: {facts}");
    }
}

#[test]
fn cases_of_a_wrong_shape_are_flagged() {
    let editor = editor(FileKind::Cases);
    for text in CASES {
        assert_ne!(flagged(&editor, text), [""; 0], "not flagged: {text}");
    }
}

#[test]
fn names_that_cases_get_wrong_are_flagged() {
    let editor = editor_for(FileKind::Cases, &playbook(EVERY_TYPE));
    let case = |rest: &str| format!("format: 1\ncases: [{{ case: One, verdict: fit, {rest} }}]\n");
    for good in ["because: [size]", "stage: none", "stage: only", "next: users", "facts: {}"] {
        assert_eq!(flagged(&editor, &case(good)), [""; 0], "{good}");
    }
    for bad in ["because: [siz]", "stage: onyl", "next: user", "facts: { usrs: 5 }"] {
        assert_ne!(flagged(&editor, &case(bad)), [""; 0], "{bad}");
    }
}

#[track_caller]
fn refused_and_flagged(editor: &Validator, text: &str, good: &str, bad: &str) {
    assert!(text.contains(good), "there is no {good:?}");
    let text = text.replacen(good, bad, 1);
    assert!(is_refused(&text), "not refused: {bad:?}");
    assert_ne!(flagged(editor, &text), [""; 0], "not flagged: {bad:?}");
}

fn is_refused(playbook: &str) -> bool {
    load(SourceFile::new("playbook.yaml", playbook)).is_err()
}
