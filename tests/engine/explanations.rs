//! The smallest explanations where many questions hang together, so that no table of all their
//! subsets can be made and the search has to find them.

use std::collections::BTreeSet;

use coach::deal::{Answer, Fact, Facts, KnownFrom};
use coach::engine::{Assessment, Engine, SingleAnswer, Verdict};
use coach::playbook::QuestionIndex;
use coach::playbook::load::load;
use coach::text::source::SourceFile;

const QUESTIONS: usize = 24;

/// A playbook with one must-have: that all questions of at least one way are answered with yes.
fn assess_all_yes(ways: &[&[usize]]) -> Assessment {
    let questions: String = (0..QUESTIONS)
        .map(|place| format!("      - {{ id: q{place}, ask: Is it so?, type: yes_no }}\n"))
        .collect();
    let ways: Vec<String> = ways
        .iter()
        .map(|way| {
            let tests: Vec<String> = way.iter().map(|place| format!("q{place}: yes")).collect();
            format!("{{ {} }}", tests.join(", "))
        })
        .collect();
    let text = format!(
        "format: 1\nid: ways\ntitle: Ways\nsummary: Many ways.\noffer: {{ name: It, solves: It }}\n\
         stages:\n  - id: only\n    title: Only\n    buyer_asks: What now?\n    questions:\n\
         {questions}fit:\n  must_haves:\n    - id: way\n      because: There has to be a way.\n      \
         when: {{ any: [{}] }}\n",
        ways.join(", ")
    );
    let playbook = load(SourceFile::new("ways.yaml", text)).expect("a sound playbook");
    let mut facts = Facts::none(&playbook);
    for question in playbook.question_indexes() {
        let yes = Answer::OneOf(BTreeSet::from([0]));
        facts.set(question, vec![Fact::new(yes, KnownFrom::Prospect)]);
    }
    Engine::new(&playbook).assess(&facts)
}

#[test]
fn a_fit_rests_on_the_shortest_way_the_first_among_equals() {
    let all: Vec<usize> = (0..QUESTIONS).collect();
    let found = assess_all_yes(&[&[0, 5, 9], &[3, 4], &[1, 2], &[1, 7], &all]);
    assert_eq!((found.verdict, found.exact), (Verdict::Fit, true));
    assert_eq!(found.rests_on, [QuestionIndex(1), QuestionIndex(2)]);
}

#[test]
fn turning_it_takes_one_answer_on_every_way() {
    let long: Vec<usize> = (6..QUESTIONS).collect();
    let found = assess_all_yes(&[&[0, 1], &[2, 3], &[0, 4], &long, &[5, 6]]);
    assert_eq!((found.verdict, found.exact), (Verdict::Fit, true));
    let turned: Vec<Vec<usize>> = found
        .would_change
        .iter()
        .map(|change| {
            assert_eq!(change.verdict, Verdict::NoFit);
            assert!(change.answers.iter().all(|(_, answer)| *answer == SingleAnswer::Option(1)));
            change.answers.iter().map(|(question, _)| question.0).collect()
        })
        .collect();
    assert_eq!(turned, [[0, 2, 6], [0, 3, 6]]);
}
