//! A fit and a no-fit, both within reach all the way, and each no-fit with words.

use coach::deal::Facts;
use coach::engine::{Assessment, Effect, Engine, Speaker, Verdict};
use coach::playbook::{BandVerdict, RuleIndex, RuleKind};

use crate::effort::is_full;

use super::answers::{Answers, assess, candidates, combinations, outcome, rests_on};
use super::shipped;

#[test]
fn nothing_known_is_undecided() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        let assessment = engine.assess(&Facts::none(&playbook));
        assert_eq!(assessment.verdict, Verdict::Undecided, "{name}");
        // A value whose questions stand in other tests too may be told by bounds.
        let is_small = assessment.exact || !playbook.values.is_empty();
        assert!(is_small, "{name} is small enough for the exact answer");
    }
}

#[test]
fn each_verdict_can_be_reached_answer_by_answer() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        let has_holds = playbook.rules.iter().any(|rule| rule.kind == RuleKind::Hold);
        let verdicts = [Verdict::Fit, Verdict::NoFit, Verdict::NotYet].into_iter();
        for wanted in verdicts.take(if has_holds { 3 } else { 2 }) {
            assert_eq!(led_to(&engine, wanted).verdict, wanted, "{name}");
        }
    }
}

#[test]
fn no_single_answer_forces_a_fit() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        for question in playbook.question_indexes() {
            let candidates = candidates(&playbook, question);
            let tried = candidates.into_iter().enumerate();
            // Else every third, so that over all questions each place has its turn.
            let tried = tried.filter(|(place, _)| is_full() || (place + question.0) % 3 == 0);
            for (_, answer) in tried {
                let answers = vec![(question, answer)];
                let verdict = outcome(&engine, &answers).verdict;
                let id = &playbook.question(question).id;
                assert_ne!(verdict, Verdict::Fit, "{name}: {id} alone: {answers:?}");
            }
        }
    }
}

#[test]
fn each_disqualifier_and_each_missed_must_have_decides_alone_and_speaks() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        for (place, rule) in playbook.rules.iter().enumerate() {
            let decides = match rule.kind {
                RuleKind::Disqualifier => Effect::Holds,
                RuleKind::MustHave => Effect::Fails,
                RuleKind::Hold | RuleKind::Signal(_) | RuleKind::Points => continue,
            };
            assert!(rule.say.is_some(), "{name}: `{}` has words for the buyer", rule.id);
            assert!(rule.instead.is_some(), "{name}: `{}` names something better", rule.id);
            let place = RuleIndex(place);
            let mut deciding = combinations(&playbook, &rule.when);
            deciding.retain(|answers| {
                let outcome = outcome(&engine, answers);
                let decides = outcome.rules[place.0] == decides;
                assert!(!decides || outcome.verdict == Verdict::NoFit, "{name}: `{}`", rule.id);
                decides
            });
            assert!(!deciding.is_empty(), "{name}: `{}` can decide", rule.id);
            let speaks = |one: &Answers| assess(&engine, one).speaker == Some(Speaker::Rule(place));
            assert!(deciding.iter().any(speaks), "{name}: `{}` is heard", rule.id);
        }
    }
}

#[test]
fn a_no_fit_or_a_not_yet_by_score_has_words_too() {
    for (name, playbook) in shipped() {
        let says = |say: &Option<String>, instead: &Option<String>| {
            assert!(say.is_some() && instead.is_some(), "{name}");
        };
        match playbook.scale.below_threshold() {
            Some(words) => says(&words.say, &words.instead),
            None => {
                let mut bands: Vec<_> = playbook.scale.bands().iter().collect();
                bands.retain(|band| band.verdict != BandVerdict::Fit);
                assert!(!bands.is_empty(), "{name} has words for a low score");
                bands.iter().for_each(|band| says(&band.say, &band.instead));
            }
        }
    }
}

#[test]
fn the_last_stage_alone_can_still_say_no() {
    for (name, playbook) in shipped() {
        let last = playbook.stages.last().unwrap();
        let says_no = playbook.rules.iter().any(|rule| {
            let rests_on_it = || {
                rests_on(&playbook, &rule.when).iter().all(|one| last.questions.contains(&one.0))
            };
            !matches!(rule.kind, RuleKind::Signal(_)) && rests_on_it()
        });
        assert!(says_no, "{name}: a rule against a fit rests on `{}` alone", last.id);
    }
}

/// Gives question after question an answer that leaves the wanted verdict possible; in the quick run
/// until it is reached, in the full one to the end, as it must not be lost again.
fn led_to(engine: &Engine, wanted: Verdict) -> Assessment {
    let playbook = engine.playbook();
    let mut answers = Answers::new();
    for question in playbook.question_indexes() {
        let possible = candidates(playbook, question).into_iter().find(|answer| {
            let mut tried = answers.clone();
            tried.push((question, answer.clone()));
            match outcome(engine, &tried).verdict {
                Verdict::Undecided => assess(engine, &tried).possible.contains(&wanted),
                decided => decided == wanted,
            }
        });
        answers.extend(possible.map(|answer| (question, answer)));
        if !is_full() && outcome(engine, &answers).verdict == wanted {
            break;
        }
    }
    assess(engine, &answers)
}
