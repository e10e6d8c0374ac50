//! What two versions of a playbook have in common, and what becomes of facts between them.

use coach::authoring::versions::matching::common_numbers;
use coach::authoring::versions::{Matching, Misfit, carry};
use coach::deal::{Answer, Facts, load as deal};
use coach::playbook::load::load;
use coach::playbook::{Kind, NumberKind, Playbook};
use coach::text::source::SourceFile;

/// A playbook that asks these, a line each.
fn playbook(questions: &[&str]) -> Playbook {
    let head = "format: 1\nid: ferry\ntitle: Ferry\nsummary: A ferry.\n\
                offer: { name: Ferry, solves: No bridge. }\n\
                stages:\n  - id: need\n    title: Need\n    buyer_asks: Should we?\n    questions:\n";
    let questions: String = questions.iter().map(|one| format!("      - {{ {one} }}\n")).collect();
    load(SourceFile::new("ferry.yaml", format!("{head}{questions}fit: {{}}\n")))
        .unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn facts(playbook: &Playbook, lines: &str) -> Facts {
    let text = format!("format: 1\nplaybook: ferry\nfacts: {{ {lines} }}\n");
    let unread = deal::open(SourceFile::new("acme.deal.yaml", text)).unwrap();
    unread.read(playbook).unwrap_or_else(|wrong| panic!("{wrong}")).facts
}

/// The options that both versions of their first question have, by their ids; `None` where it is
/// another question.
fn options(old: &Playbook, new: &Playbook) -> Option<Vec<String>> {
    let matching = Matching::of(old, new);
    let matched = matching.questions.first()?;
    let ids = matched.options.iter().map(|(before, after)| {
        let before = old.question(matched.old).option_id(*before);
        let after = new.question(matched.new).option_id(*after);
        if before == after { before.to_owned() } else { format!("{before} → {after}") }
    });
    Some(ids.collect())
}

#[test]
fn an_option_is_another_unless_its_id_or_its_words_stay() {
    let choice = |options: &str| {
        playbook(&[&format!("id: q, ask: Which?, type: choice, options: {{ {options} }}")])
    };
    let old = choice("a: By day, b: By night, c: Never");
    for (new, shared) in [
        // Another one in its place is not the one that is gone.
        ("a: By day, x: At dawn", vec!["a"]),
        ("a: By day, x: By  night", vec!["a", "b → x"]),
        // Other words under one id are the same option; its words under another id are not.
        ("a: At dawn, x: By day", vec!["a"]),
        // Two with the words of one: it was renamed to the first.
        ("x: By night, z: By night", vec!["b → x"]),
        ("c: Never, b: By night, a: By day", vec!["c", "b", "a"]),
    ] {
        let shared = shared.into_iter().map(str::to_owned).collect();
        assert_eq!(options(&old, &choice(new)), Some(shared), "{new}");
    }
    assert_eq!(options(&old, &choice("x: At dawn, z: At dusk")), None);
}

#[test]
fn a_question_is_renamed_where_it_takes_what_it_took() {
    let asks = |id: &str, rest: &str| playbook(&[&format!("id: {id}, {rest}")]);
    let number = "ask: How many?, type: number, unit: boats";
    for (before, after, is_renamed) in [
        (number, number, true),
        (number, "ask: How  many?, type: number, unit: boats, max: 9", true),
        (number, "ask: How many?, type: number, unit: crews", false),
        (number, "ask: How many boats?, type: number, unit: boats", false),
        ("ask: Why?, type: text", "ask: Why?, type: text", true),
        ("ask: Why?, type: text", "ask: Why?, type: yes_no", false),
        ("ask: Is it?, type: yes_no", "ask: Is it?, type: yes_no", true),
        (
            "ask: Which?, type: choice, options: { a: A, b: B }",
            "ask: Which?, type: choice, options: { a: A, b: B, c: C }",
            false,
        ),
    ] {
        let matching = Matching::of(&asks("old", before), &asks("new", after));
        assert_eq!(matching.questions.len(), usize::from(is_renamed), "{before} {after}");
        assert_eq!(matching.unlike, [], "{before} {after}");
    }
    // A question that both ask was not renamed to one that is new.
    let old = playbook(&[&format!("id: q, {number}")]);
    let new = playbook(&[&format!("id: r, {number}"), &format!("id: q, {number}")]);
    assert_eq!(Matching::of(&old, &new).questions.len(), 1);
}

#[test]
fn numbers_in_common_are_those_that_both_take() {
    let kind = |more: &str| -> NumberKind {
        let playbook = playbook(&[&format!("id: q, ask: How many?, type: number{more}")]);
        match &playbook.questions[0].kind {
            Kind::Number(kind) => kind.clone(),
            other => panic!("{other:?}"),
        }
    };
    let whole = ", whole: true";
    for (one, other, both) in [
        ("", "", ""),
        (whole, "", whole),
        (whole, whole, whole),
        (", min: 1, max: 9", ", min: 3, max: 20", ", min: 3, max: 9"),
        (", min: 1", ", max: 9", ", min: 1, max: 9"),
    ] {
        for (one, other) in [(one, other), (other, one)] {
            assert_eq!(common_numbers(&kind(one), &kind(other)), kind(both), "{one} {other}");
        }
    }
}

#[test]
fn facts_that_do_not_fit_are_told_by_their_cause() {
    let old = playbook(&[
        "id: gone, ask: Why?, type: text",
        "id: other, ask: How many?, type: number",
        "id: way, ask: Which?, type: choice, options: { a: A, b: B, c: C }",
        "id: ways, ask: Which ones?, type: choices, options: { a: A, b: B, c: C }",
        "id: boats, ask: How many boats?, type: number",
        "id: unsaid, ask: Why not?, type: text",
    ]);
    let new = playbook(&[
        "id: other, ask: How many?, type: yes_no",
        "id: way, ask: Which?, type: choice, options: { a: A, x: B }",
        "id: ways, ask: Which ones?, type: choices, options: { a: A, x: B, d: D }",
        "id: fleet, ask: How many boats?, type: number, max: 9",
    ]);
    let matching = Matching::of(&old, &new);
    let place = |id: &str| old.find_question(id).unwrap();
    let misfits = |lines: &str| carry(&facts(&old, lines), &old, &new, &matching).misfits;
    let fleet = new.find_question("fleet").unwrap();
    let renamed = Misfit::RenamedQuestion(place("boats"), fleet);
    for (lines, told) in [
        ("gone: So it is.", vec![Misfit::NoQuestion(place("gone"))]),
        ("other: 3", vec![Misfit::UnlikeQuestion(place("other"))]),
        ("way: a", vec![]),
        ("way: b", vec![Misfit::RenamedOption(place("way"), 1, 1)]),
        ("way: [a, c]", vec![Misfit::NoOption(place("way"), 2)]),
        ("ways: { includes: [a], excludes: [b, c] }", vec![]),
        ("ways: { includes: [c] }", vec![Misfit::NoOption(place("ways"), 2)]),
        ("boats: 5", vec![renamed]),
        ("boats: 20", vec![renamed, Misfit::Outside(place("boats"))]),
    ] {
        assert_eq!(misfits(lines), told, "{lines}");
    }
}

#[test]
fn facts_that_fit_are_carried_over_whole_and_no_more() {
    let old = playbook(&[
        "id: way, ask: Which?, type: choice, options: { a: A, b: B, c: C }",
        "id: ways, ask: Which ones?, type: choices, options: { a: A, b: B, c: C }",
        "id: boats, ask: How many boats?, type: number",
    ]);
    let new = playbook(&[
        "id: boats, ask: How many boats?, type: number, max: 9",
        "id: ways, ask: Which ones?, type: choices, options: { d: D, x: B, a: A }",
        "id: way, ask: Which?, type: choice, options: { x: B, a: A }",
    ]);
    let matching = Matching::of(&old, &new);
    let carried = |id: &str, line: &str| -> Vec<Answer> {
        let carried = carry(&facts(&old, line), &old, &new, &matching).facts;
        let statements = carried.about(new.find_question(id).unwrap());
        statements.iter().map(|fact| fact.answer.clone()).collect()
    };
    let said = |id: &str, line: &str| -> Vec<Answer> {
        let facts = facts(&new, line);
        let statements = facts.about(new.find_question(id).unwrap());
        statements.iter().map(|fact| fact.answer.clone()).collect()
    };
    for (id, before, after) in [
        ("way", "way: [a, b]", "way: [a, x]"),
        ("ways", "ways: [a, b]", "ways: { includes: [a, x] }"),
        ("ways", "ways: { excludes: [b] }", "ways: { excludes: [x] }"),
        ("boats", "boats: 5..20", "boats: 5..9"),
    ] {
        assert_eq!(carried(id, before), said(id, after), "{before}");
    }
    // Of several possible answers one is gone: what was said says nothing any more.
    assert_eq!(carried("way", "way: [a, c]"), []);
    assert_eq!(carried("boats", "boats: 20"), []);
}
