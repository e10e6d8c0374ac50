//! What every shipped playbook owes those who use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use coach::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use coach::engine::{Assessment, Effect, Engine, Speaker, Verdict};
use coach::playbook::load::load;
use coach::playbook::{
    Condition, Kind, NumberTest, Playbook, Question, QuestionIndex, RuleIndex, RuleKind, Test,
};
use coach::report::findings::draw;
use coach::source::SourceFile;
use rust_decimal::Decimal;

/// Answers to a few questions.
type Answers = Vec<(QuestionIndex, Answer)>;

#[test]
fn each_loads_without_findings_under_the_name_of_its_file() {
    let playbooks = shipped();
    assert!(playbooks.len() >= 2, "two playbooks are shipped");
    for (name, playbook) in playbooks {
        assert_eq!(playbook.id, name);
    }
}

#[test]
fn nothing_known_is_undecided() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        let assessment = engine.assess(&Facts::none(&playbook));
        assert_eq!(assessment.verdict, Verdict::Undecided, "{name}");
        assert!(assessment.exact, "{name} is small enough for the exact answer");
    }
}

#[test]
fn fit_and_no_fit_can_be_reached_answer_by_answer() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        for wanted in [Verdict::Fit, Verdict::NoFit] {
            assert_eq!(led_to(&engine, wanted).verdict, wanted, "{name}");
        }
    }
}

#[test]
fn no_single_answer_forces_a_fit() {
    for (name, playbook) in shipped() {
        let engine = Engine::new(&playbook);
        for question in playbook.question_indexes() {
            for answer in candidates(&playbook, question) {
                let answers = vec![(question, answer)];
                let verdict = assess(&engine, &answers).verdict;
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
                RuleKind::Signal(_) => continue,
            };
            assert!(rule.say.is_some(), "{name}: `{}` has words for the buyer", rule.id);
            assert!(rule.instead.is_some(), "{name}: `{}` names something better", rule.id);
            let place = RuleIndex(place);
            let deciding: Vec<Assessment> = combinations(&playbook, &rule.when)
                .iter()
                .map(|answers| assess(&engine, answers))
                .filter(|assessment| effect(assessment, place) == Some(decides))
                .collect();
            assert!(!deciding.is_empty(), "{name}: `{}` can decide", rule.id);
            for assessment in &deciding {
                assert_eq!(assessment.verdict, Verdict::NoFit, "{name}: `{}`", rule.id);
            }
            let speaks = |one: &Assessment| one.speaker == Some(Speaker::Rule(place));
            assert!(deciding.iter().any(speaks), "{name}: `{}` is heard", rule.id);
        }
    }
}

#[test]
fn a_no_fit_by_score_has_words_too() {
    for (name, playbook) in shipped() {
        let words = playbook.below_threshold.unwrap_or_else(|| panic!("{name} has them"));
        assert!(words.say.is_some() && words.instead.is_some(), "{name}");
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
        let matters: BTreeSet<QuestionIndex> =
            engine.assess(&Facts::none(&playbook)).can_still_change.into_iter().collect();
        for question in playbook.question_indexes() {
            let Question { id, kind, .. } = playbook.question(question);
            if *kind != Kind::Text {
                assert!(matters.contains(&question), "{name}: `{id}` can change the verdict");
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
                .map(|answers| assess(&engine, answers).applies[question.0])
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
            let verified = combinations(&playbook, verifier)
                .iter()
                .any(|answers| assess(&engine, answers).verified[place]);
            assert!(verified, "{name}: `{}` can be verified", stage.id);
        }
    }
}

/// Every playbook in `playbooks/`, with the name of its file.
fn shipped() -> Vec<(String, Playbook)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "yaml")
            && !path.to_string_lossy().ends_with(".test.yaml")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().into(), open(path)))
        .collect()
}

fn open(path: &Path) -> Playbook {
    let file = SourceFile::new(path.to_string_lossy(), fs::read_to_string(path).unwrap());
    load(file).unwrap_or_else(|rejected| panic!("{}", draw(&rejected, false)))
}

fn assess(engine: &Engine, answers: &Answers) -> Assessment {
    engine.assess(&facts(engine.playbook(), answers))
}

fn facts(playbook: &Playbook, answers: &Answers) -> Facts {
    let mut facts = Facts::none(playbook);
    for (question, answer) in answers {
        facts.set(*question, vec![Fact::new(answer.clone(), KnownFrom::Prospect)]);
    }
    facts
}

fn effect(assessment: &Assessment, rule: RuleIndex) -> Option<Effect> {
    assessment.because.iter().find(|one| one.rule == rule).map(|one| one.effect)
}

/// Gives question after question an answer that leaves the wanted verdict possible.
fn led_to(engine: &Engine, wanted: Verdict) -> Assessment {
    let playbook = engine.playbook();
    let mut answers = Answers::new();
    for question in playbook.question_indexes() {
        let possible = candidates(playbook, question).into_iter().find(|answer| {
            let mut tried = answers.clone();
            tried.push((question, answer.clone()));
            let verdict = assess(engine, &tried).verdict;
            verdict == wanted || verdict == Verdict::Undecided
        });
        answers.extend(possible.map(|answer| (question, answer)));
    }
    assess(engine, &answers)
}

/// Every combination of telling answers to the questions that a condition rests on, through
/// gates too.
fn combinations(playbook: &Playbook, condition: &Condition) -> Vec<Answers> {
    let mut questions = BTreeSet::new();
    let mut open = condition.questions();
    while let Some(question) = open.pop() {
        if questions.insert(question) {
            open.extend(playbook.question(question).when.iter().flat_map(Condition::questions));
        }
    }
    questions.into_iter().fold(vec![Answers::new()], |combinations, question| {
        let answers = candidates(playbook, question);
        combinations
            .iter()
            .flat_map(|earlier| {
                answers.iter().map(move |answer| {
                    let mut extended = earlier.clone();
                    extended.push((question, answer.clone()));
                    extended
                })
            })
            .collect()
    })
}

/// Telling answers to one question: every option; no, one, all but one and all of a set; the
/// numbers at and around those that a condition names.
fn candidates(playbook: &Playbook, question: QuestionIndex) -> Vec<Answer> {
    let options = 0..playbook.question(question).option_count();
    match &playbook.question(question).kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            options.map(|option| Answer::OneOf(BTreeSet::from([option]))).collect()
        }
        Kind::Choices { .. } => {
            let all: BTreeSet<usize> = options.clone().collect();
            let exactly = |includes: BTreeSet<usize>| Answer::Choices {
                excludes: all.difference(&includes).copied().collect(),
                includes,
            };
            let none_and_all = [exactly(BTreeSet::new()), exactly(all.clone())];
            let but_one = options.clone().map(|left_out| {
                exactly(all.iter().copied().filter(|option| *option != left_out).collect())
            });
            let one = options.map(|option| exactly(BTreeSet::from([option])));
            none_and_all.into_iter().chain(one).chain(but_one).collect()
        }
        Kind::Number(kind) => {
            let around = |named: Decimal| [named - Decimal::ONE, named, named + Decimal::ONE];
            let numbers: BTreeSet<Decimal> =
                named_numbers(playbook, question).into_iter().flat_map(around).collect();
            numbers
                .into_iter()
                .map(|number| Numbers::within(kind, [Interval::point(number)]))
                .filter(|numbers| !numbers.is_empty())
                .map(Answer::Numbers)
                .collect()
        }
        Kind::Text => Vec::new(),
    }
}

/// The numbers that any condition of the playbook holds a question against.
fn named_numbers(playbook: &Playbook, question: QuestionIndex) -> Vec<Decimal> {
    let gates = playbook.questions.iter().filter_map(|one| one.when.as_ref());
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let rules = playbook.rules.iter().map(|rule| &rule.when);
    let mut named = Vec::new();
    for condition in gates.chain(verifiers).chain(rules) {
        collect_numbers(condition, question, &mut named);
    }
    named
}

fn collect_numbers(condition: &Condition, question: QuestionIndex, named: &mut Vec<Decimal>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect_numbers(part, question, named));
        }
        Condition::Not(part) => collect_numbers(part, question, named),
        Condition::Test(tested, Test::Number(test)) if *tested == question => {
            named.push(match test {
                NumberTest::Is(number)
                | NumberTest::IsNot(number)
                | NumberTest::AtLeast(number)
                | NumberTest::AtMost(number)
                | NumberTest::MoreThan(number)
                | NumberTest::LessThan(number) => *number,
            })
        }
        Condition::Test(..) => {}
    }
}
