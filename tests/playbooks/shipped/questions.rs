//! Questions that are worth asking, and stages that end.

use std::collections::BTreeSet;
use std::mem::discriminant;

use coach::deal::Facts;
use coach::engine::{Effect, Engine};
use coach::playbook::{Kind, Playbook, Question, QuestionIndex, Test};

use super::answers::{combinations, outcome, tests_on};
use super::shipped;

#[test]
fn each_asks_enough_and_not_too_much_in_every_way_there_is() {
    for (name, playbook) in shipped() {
        let count = playbook.questions.len();
        // Words included, which no verdict waits for.
        assert!((15..=36).contains(&count), "{name} asks {count} questions");
        let mut kinds: Vec<_> =
            playbook.questions.iter().map(|question| discriminant(&question.kind)).collect();
        kinds.dedup();
        let kinds =
            kinds.iter().enumerate().filter(|(place, kind)| !kinds[..*place].contains(kind));
        assert_eq!(kinds.count(), 5, "{name} has questions of every type");
    }
}

#[test]
fn each_question_is_a_question_and_says_why_it_is_asked() {
    for (name, playbook) in shipped() {
        for question in &playbook.questions {
            let id = &question.id;
            assert!(question.ask.contains('?'), "{name}: `{id}` asks");
            assert!(question.why.is_some(), "{name}: `{id}` says why");
            assert!(!question.listen_for.is_empty(), "{name}: `{id}` says what to listen for");
        }
    }
}

#[test]
fn each_question_but_words_can_matter() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        let can_change: BTreeSet<QuestionIndex> =
            engine.assess(&Facts::none(&playbook)).can_still_change.into_iter().collect();
        let called_for = called_for_by_stages(&playbook);
        for question in playbook.question_indexes() {
            let Question { id, kind, .. } = playbook.question(question);
            if *kind != Kind::Text {
                let matters = can_change.contains(&question) || called_for.contains(&question);
                assert!(matters, "{name}: `{id}` can change the verdict, or a stage calls for it");
            }
        }
    }
}

/// What a stage needs to be done, or prepares.
fn called_for_by_stages(playbook: &Playbook) -> BTreeSet<QuestionIndex> {
    let of_stages = playbook.stages.iter().flat_map(|stage| {
        let verifier = stage.verified_when.iter();
        let verifier = verifier.flat_map(|when| when.questions(&playbook.values));
        verifier.chain(stage.prepare.iter().flatten().copied())
    });
    of_stages.collect()
}

#[test]
fn each_option_of_a_set_makes_a_difference() {
    for (name, playbook) in shipped() {
        for question in playbook.question_indexes() {
            let Question { id, kind: Kind::Choices { options }, .. } = playbook.question(question)
            else {
                continue;
            };
            let tests = tests_on(&playbook, question);
            for (place, option) in options.iter().enumerate() {
                let told_apart = tests.iter().any(|test| tells_apart(test, place));
                assert!(told_apart, "{name}: `{}` of `{id}` makes a difference", option.id);
            }
        }
    }
}

#[test]
fn each_number_has_a_unit_and_bounds() {
    for (name, playbook) in shipped() {
        for Question { id, kind, .. } in &playbook.questions {
            let Kind::Number(number) = kind else { continue };
            assert!(number.unit.is_some(), "{name}: `{id}` has a unit");
            assert!(number.min.is_some() && number.max.is_some(), "{name}: `{id}` has bounds");
        }
    }
}

#[test]
fn each_gate_is_known_no_later_than_its_question() {
    for (name, playbook) in shipped() {
        for Question { id, stage, when, .. } in &playbook.questions {
            for named in when.iter().flat_map(|when| when.questions(&playbook.values)) {
                let named = playbook.question(named);
                assert!(named.stage <= *stage, "{name}: `{id}` waits for `{}`", named.id);
            }
        }
    }
}

#[test]
fn each_gate_opens_and_closes() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        for question in playbook.question_indexes() {
            let Some(gate) = &playbook.question(question).when else { continue };
            let seen: Vec<Effect> = combinations(&playbook, gate)
                .iter()
                .map(|answers| outcome(&engine, answers).applies[question.0])
                .collect();
            let id = &playbook.question(question).id;
            assert!(seen.contains(&Effect::Holds), "{name}: the gate of `{id}` opens");
            assert!(seen.contains(&Effect::Fails), "{name}: the gate of `{id}` closes");
        }
    }
}

#[test]
fn each_stage_is_open_at_first_and_can_be_verified() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        let nothing_known = engine.assess(&Facts::none(&playbook)).verified;
        for (place, stage) in playbook.stages.iter().enumerate() {
            assert!(stage.prepare.is_some(), "{name}: `{}` says what to prepare", stage.id);
            assert!(!nothing_known[place], "{name}: `{}` is open at first", stage.id);
            let verifier = stage.verified_when.as_ref();
            let verifier = verifier.unwrap_or_else(|| panic!("{name}: `{}` has one", stage.id));
            // The best answers stand last more often.
            let verified = combinations(&playbook, verifier)
                .iter()
                .rev()
                .any(|answers| outcome(&engine, answers).verified[place]);
            assert!(verified, "{name}: `{}` can be verified", stage.id);
        }
    }
}

/// Whether a test can come out differently with an option in the set and without it.
fn tells_apart(test: &Test, option: usize) -> bool {
    match test {
        Test::Includes(named) | Test::IncludesAny(named) | Test::Excludes(named) => {
            named.contains(&option)
        }
        Test::CountAtLeast(_) | Test::CountAtMost(_) => true,
        Test::OneOf(_) | Test::NoneOf(_) | Test::Number(_) => false,
    }
}
