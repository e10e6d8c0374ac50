//! What changes in meaning between two versions of a playbook is what a look at all prospects
//! says, and every witness has the two verdicts when it is put to the engine.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::ops::Bound;

use crate::effort::{cases as tried, config, is_full};
use crate::reference::cases::{self, Values, gates_first, holds};
use crate::reference::large::Plan;
use crate::reference::many_numbers;
use crate::reference::mutants;
use crate::reference::pairs::ROW;
use crate::reference::playbooks::{self, loaded};
use crate::reference::tape::{Tape, row};
use crate::reference::values::{Value, likeness, representatives, takes, tests_on, value_of};
use coach::authoring::proofs::Case;
use coach::authoring::proofs::difference::{Difference, Relation, Turn, Witness};
use coach::authoring::versions::Matching;
use coach::deal::{Answer, Fact, Interval, KnownFrom, Numbers};
use coach::engine::{Engine, Verdict};
use coach::playbook::{Kind, NumberKind, Playbook, QuestionIndex, Scale, Test};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Pairs with more prospects than this take too long.
const MOST_PROSPECTS: usize = 4_000;

/// Two versions of a playbook.
struct Versions {
    text: [String; 2],
    old: Playbook,
    new: Playbook,
}

impl Versions {
    fn of(numbers: &[u16]) -> Self {
        let tape = &mut Tape::new(numbers);
        let old = playbooks::write(tape, playbooks::SMALL);
        let new = mutants::version_of(tape, &old);
        Self { old: loaded(&old), new: loaded(&new), text: [old, new] }
    }
}

impl Versions {
    /// Two playbooks that together tell more numbers apart than either may alone.
    fn of_many_numbers(numbers: &[u16]) -> Self {
        let tape = &mut Tape::new(numbers);
        let text = [many_numbers::write(tape), many_numbers::write(tape)];
        Self { old: loaded(&text[0]), new: loaded(&text[1]), text }
    }
}

impl fmt::Debug for Versions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{}---\n{}", self.text[0], self.text[1])
    }
}

fn versions() -> impl Strategy<Value = Versions> {
    prop::collection::vec(any::<u16>(), 2 * ROW).prop_map(|numbers| Versions::of(&numbers))
}

/// A question that at least one of the two asks: its places, and the values that suit all who
/// ask it, each as the two know it.
struct Asked {
    old: Option<QuestionIndex>,
    new: Option<QuestionIndex>,
    values: Vec<[Option<Value>; 2]>,
}

/// Everything asked, one after the other.
fn asked(old: &Playbook, new: &Playbook, matching: &Matching) -> Vec<Asked> {
    let shared = matching.questions.iter().map(|matched| Asked {
        old: Some(matched.old),
        new: Some(matched.new),
        values: shared_values(old, new, matched.old, matched.new, &matched.options),
    });
    let only_old = old.question_indexes().filter(|one| matching.of_old(*one).is_none());
    let only_new = new.question_indexes().filter(|one| matching.of_new(*one).is_none());
    let of_old = only_old.map(|one| Asked {
        old: Some(one),
        new: None,
        values: representatives(old, one, &[]).iter().map(|value| [Some(*value), None]).collect(),
    });
    let of_new = only_new.map(|one| Asked {
        old: None,
        new: Some(one),
        values: representatives(new, one, &[]).iter().map(|value| [None, Some(*value)]).collect(),
    });
    shared.chain(of_old).chain(of_new).collect()
}

fn shared_values(
    old: &Playbook,
    new: &Playbook,
    before: QuestionIndex,
    after: QuestionIndex,
    options: &[(usize, usize)],
) -> Vec<[Option<Value>; 2]> {
    let (one, other) = (old.question(before), new.question(after));
    match (&one.kind, &other.kind) {
        (Kind::Number(kind), Kind::Number(_)) => {
            // Of the one that takes whole numbers only, if one does.
            let points = |playbook, question| number_points(playbook, question);
            let values = if kind.whole {
                representatives(old, before, &points(new, after))
            } else {
                representatives(new, after, &points(old, before))
            };
            let suits = |value: &Value| takes(one, *value) && takes(other, *value);
            values.into_iter().filter(suits).map(|value| [Some(value), Some(value)]).collect()
        }
        (Kind::Choices { .. }, _) => (0..1_u32 << options.len())
            .map(|set| {
                let chosen = options.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                let sets = chosen.fold([0, 0], |[old, new], (_, (before, after))| {
                    [old | 1_u32 << before, new | 1_u32 << after]
                });
                sets.map(|set| Some(Value::Set(set)))
            })
            .collect(),
        (Kind::Text, _) => vec![[Some(Value::Words), Some(Value::Words)]],
        _ => options
            .iter()
            .map(|(old, new)| [Some(Value::Option(*old)), Some(Value::Option(*new))])
            .collect(),
    }
}

/// Where the values of a question begin to be told apart or end, as facts.
fn number_points(playbook: &Playbook, question: QuestionIndex) -> Vec<Fact> {
    let Kind::Number(kind) = &playbook.question(question).kind else { return Vec::new() };
    let tested = tests_on(playbook, question).into_iter().filter_map(|test| match test {
        Test::Number(test) => Some(test.operand()),
        _ => None,
    });
    let points = tested.chain(kind.min).chain(kind.max);
    points
        .flat_map(|point| {
            let up_to = Interval::new(Bound::Unbounded, Bound::Included(point));
            let from = Interval::new(Bound::Included(point), Bound::Unbounded);
            [up_to, from]
        })
        .map(|interval| {
            let numbers = Numbers::within(&NumberKind::default(), [interval]);
            Fact::new(Answer::Numbers(numbers), KnownFrom::Prospect)
        })
        .collect()
}

/// What a playbook makes of the answers that it asks for and that apply.
fn judged(playbook: &Playbook, answers: &[Option<Value>]) -> Verdict {
    let mut values: Values = vec![None; playbook.questions.len()];
    for question in gates_first(playbook) {
        let gate = playbook.question(question).when.as_ref();
        if gate.is_none_or(|gate| holds(playbook, gate, &values)) {
            values[question.0] = answers[question.0];
        }
    }
    cases::Case::of(playbook, values).verdict
}

/// How good a verdict is.
fn rank(verdict: Verdict) -> usize {
    let order = [Verdict::NoFit, Verdict::NotYet, Verdict::Fit];
    order.iter().position(|one| *one == verdict).unwrap()
}

/// Whether some prospect's verdict falls, and whether some one's rises; `None` if there are too many
/// prospects.
fn turns(versions: &Versions, matching: &Matching) -> Option<[bool; 2]> {
    let asked = asked(&versions.old, &versions.new, matching);
    let count = asked.iter().try_fold(1_usize, |all, one| {
        all.checked_mul(one.values.len()).filter(|all| *all <= MOST_PROSPECTS)
    })?;
    let mut turns = [false, false];
    for prospect in 0..count {
        let mut old = vec![None; versions.old.questions.len()];
        let mut new = vec![None; versions.new.questions.len()];
        let mut rest = prospect;
        for one in &asked {
            let [before, after] = one.values[rest % one.values.len()];
            rest /= one.values.len();
            one.old.into_iter().for_each(|place| old[place.0] = before);
            one.new.into_iter().for_each(|place| new[place.0] = after);
        }
        let [was, is] = [(&versions.old, &old), (&versions.new, &new)]
            .map(|(playbook, answers)| rank(judged(playbook, answers)));
        turns[0] |= was > is;
        turns[1] |= was < is;
    }
    Some(turns)
}

fn verdict(engine: &Engine, case: &Case) -> Verdict {
    engine.assess(&case.facts(engine.playbook())).verdict
}

/// Both verdicts are decided, and the new one is lower, or higher.
fn shows(engines: [&Engine; 2], witness: &Witness, turn: Ordering) -> TestCaseResult {
    let verdicts = [verdict(engines[0], &witness.old), verdict(engines[1], &witness.new)];
    prop_assert!(!verdicts.contains(&Verdict::Undecided), "{verdicts:?}: {witness:?}");
    let [was, is] = verdicts.map(rank);
    prop_assert_eq!(is.cmp(&was), turn, "{:?}: {:?}", verdicts, witness);
    Ok(())
}

fn the_relation_agrees(versions: &Versions) -> TestCaseResult {
    let matching = Matching::of(&versions.old, &versions.new);
    let Some([stricter, looser]) = turns(versions, &matching) else { return Ok(()) };
    let engines = [Engine::new(&versions.old), Engine::new(&versions.new)];
    let difference = Difference::of(&engines[0], &engines[1], &matching);
    let expected = match (stricter, looser) {
        (false, false) => Relation::Equivalent,
        (true, false) => Relation::Stricter,
        (false, true) => Relation::Looser,
        (true, true) => Relation::Incomparable,
    };
    prop_assert_eq!(difference.relation(), expected);
    let engines = [&engines[0], &engines[1]];
    if let Turn::Some(witness) = &difference.stricter {
        shows(engines, witness, Ordering::Less)?;
    }
    if let Turn::Some(witness) = &difference.looser {
        shows(engines, witness, Ordering::Greater)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(3_000, 31))]

    #[test]
    fn the_relation_is_as_all_prospects_say(versions in versions()) {
        the_relation_agrees(&versions)?;
    }
}

proptest! {
    #![proptest_config(config(200, 33))]

    #[test]
    fn so_is_that_of_two_that_together_tell_more_apart_than_one_may(
        numbers in prop::collection::vec(any::<u16>(), ROW)
    ) {
        the_relation_agrees(&Versions::of_many_numbers(&numbers))?;
    }
}

/// An option that only the new playbook has is in no answer that both take; only who has answered the
/// question is known not to have chosen it.
#[test]
fn a_witness_answers_a_question_of_which_only_an_option_of_one_playbook_matters() {
    let version = |options: &str, fit: &str| {
        loaded(&format!(
            "format: 1\nid: needs\ntitle: Needs\nsummary: What they need.\n\
             offer: {{ name: Thing, solves: Something }}\nstages:\n  - id: s0\n    title: Stage\n    \
             buyer_asks: What?\n    questions:\n      - id: needs\n        ask: What of it?\n        \
             type: choices\n        options: {{ {options} }}\nfit:\n{fit}"
        ))
    };
    let old = version("a: It", "  threshold: 1\n");
    let rule = "{ id: s0, when: { needs: { excludes: b } }, because: It matters., weight: 1 }";
    let new = version("a: It, b: More", &format!("  signals:\n    - {rule}\n  threshold: 1\n"));
    let engines = [Engine::new(&old), Engine::new(&new)];
    let difference = Difference::of(&engines[0], &engines[1], &Matching::of(&old, &new));
    let Turn::Some(witness) = &difference.looser else { panic!("{difference:?}") };
    assert_eq!(verdict(&engines[0], &witness.old), Verdict::NoFit, "{witness:?}");
    assert_eq!(verdict(&engines[1], &witness.new), Verdict::Fit, "{witness:?}");
    assert!(witness.is_smallest, "{witness:?}");
}

/// All complete cases of a playbook, each with its answers as far as conditions tell them apart.
struct Written<'w> {
    playbook: &'w Playbook,
    cases: Vec<cases::Case>,
}

impl<'w> Written<'w> {
    fn of(playbook: &'w Playbook) -> Option<Self> {
        let domains: Vec<Vec<Value>> =
            playbook.question_indexes().map(|one| representatives(playbook, one, &[])).collect();
        Some(Self { playbook, cases: cases::all(playbook, &domains, 600)? })
    }

    fn alike(&self, question: QuestionIndex, one: Value, other: Value) -> bool {
        let tests = tests_on(self.playbook, question);
        likeness(&tests, &[], one) == likeness(&tests, &[], other)
    }

    /// Whether every case with these answers has a verdict.
    fn all_are(&self, verdict: Verdict, answers: &[(QuestionIndex, Value)]) -> bool {
        self.cases.iter().all(|case| {
            case.verdict == verdict
                || answers.iter().any(|(question, value)| {
                    case.values[question.0].is_some_and(|one| !self.alike(*question, one, *value))
                })
        })
    }
}

proptest! {
    #![proptest_config(config(1_000, 32))]

    #[test]
    fn no_fewer_answers_would_do(versions in versions()) {
        let (old, new) = (&versions.old, &versions.new);
        let matching = Matching::of(old, new);
        let (Some(before), Some(after)) = (Written::of(old), Written::of(new)) else {
            return Ok(());
        };
        let engines = [Engine::new(old), Engine::new(new)];
        let difference = Difference::of(&engines[0], &engines[1], &matching);
        for turn in [&difference.stricter, &difference.looser] {
            let Turn::Some(witness) = turn else { continue };
            let [was, is] =
                [verdict(&engines[0], &witness.old), verdict(&engines[1], &witness.new)];
            let named: HashSet<usize> =
                witness.new.answers.iter().map(|(question, _)| question.0).collect();
            prop_assert!(named.len() <= witness.questions);
            for (question, _) in &witness.old.answers {
                let fewer: Vec<_> = witness.old.answers.iter()
                    .filter(|(other, _)| other != question)
                    .map(|(other, answer)| (*other, value_of(answer)))
                    .collect();
                let also = matching.of_old(*question).map(|matched| matched.new);
                let fewer_new: Vec<_> = witness.new.answers.iter()
                    .filter(|(other, _)| Some(*other) != also)
                    .map(|(other, answer)| (*other, value_of(answer)))
                    .collect();
                prop_assert!(
                    !(before.all_are(was, &fewer) && after.all_are(is, &fewer_new)),
                    "{:?} is not needed in {:?}", question, witness
                );
            }
            if !witness.is_smallest { continue; }
            let asked = asked(old, new, &matching);
            let fewer = combinations(&asked, witness.questions.saturating_sub(1));
            for answers in fewer.into_iter().take_while(|_| witness.questions > 0) {
                let of = |side: usize| -> Vec<(QuestionIndex, Value)> {
                    answers.iter().filter_map(|(at, value)| {
                        let place = if side == 0 { asked[*at].old } else { asked[*at].new };
                        Some((place?, asked[*at].values[*value][side]?))
                    }).collect()
                };
                prop_assert!(
                    !(before.all_are(was, &of(0)) && after.all_are(is, &of(1))),
                    "{:?} would do in place of {:?}", answers, witness
                );
            }
        }
    }
}

/// Every choice of so many questions with one value each; not all of them where there are many.
fn combinations(asked: &[Asked], size: usize) -> Vec<Vec<(usize, usize)>> {
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = all.iter().flat_map(|chosen| {
            let next = chosen.last().map_or(0, |(at, _)| at + 1);
            (next..asked.len()).flat_map(move |at| {
                (0..asked[at].values.len()).map(move |value| {
                    let mut chosen = chosen.clone();
                    chosen.push((at, value));
                    chosen
                })
            })
        });
        all = longer.take(5_000).collect();
    }
    all
}

#[test]
fn the_versions_are_of_all_sorts() {
    let mut seen = std::collections::BTreeMap::new();
    let (seeds, at_least) = if is_full() { (700, 10) } else { (120, 1) };
    for seed in 0..seeds {
        let versions = Versions::of(&row(seed, 2 * ROW));
        let matching = Matching::of(&versions.old, &versions.new);
        let engines = [Engine::new(&versions.old), Engine::new(&versions.new)];
        let difference = Difference::of(&engines[0], &engines[1], &matching);
        let mut count = |what: String| *seen.entry(what).or_insert(0) += 1;
        count(format!("{:?}", difference.relation()));
        let renamed = matching
            .questions
            .iter()
            .any(|one| versions.old.question(one.old).id != versions.new.question(one.new).id);
        count(format!("renamed {renamed}"));
        count(format!("unlike {}", !matching.unlike.is_empty()));
        let sided = difference.only_old.len() + difference.only_new.len();
        count(format!("one-sided {}", sided > 0));
        for turn in [&difference.stricter, &difference.looser] {
            if let Turn::Some(witness) = turn {
                count(format!("of {} answers", witness.questions));
                count(format!("smallest {}", witness.is_smallest));
                let [was, is] =
                    [verdict(&engines[0], &witness.old), verdict(&engines[1], &witness.new)];
                count(format!("{was:?} to {is:?}"));
            }
        }
    }
    for what in [
        "Equivalent",
        "Stricter",
        "Looser",
        "Incomparable",
        "renamed true",
        "unlike true",
        "one-sided true",
        "smallest true",
        "of 1 answers",
        "of 3 answers",
        "Fit to NotYet",
        "NotYet to NoFit",
        "NotYet to Fit",
        "NoFit to NotYet",
    ] {
        assert!(seen.get(what).is_some_and(|count| *count >= at_least), "few {what}: {seen:?}");
    }
}

#[test]
fn every_shipped_playbook_is_equivalent_to_itself_and_not_to_one_without_a_rule() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let library = coach::playbook::library::Library::new(Vec::new());
    assert!(folder.is_dir());
    for name in library.names() {
        let load = || coach::playbook::load::load(library.find(&name, None).unwrap()).unwrap();
        let (old, mut new) = (load(), load());
        let engine = Engine::new(&old);
        let same = Difference::of(&engine, &engine, &Matching::of(&old, &old));
        assert_eq!(same.relation(), Relation::Equivalent, "{name}");
        assert!(same.is_none(), "{name}");
        let dropped = new.rules.remove(0);
        let changed = Engine::new(&new);
        let difference = Difference::of(&engine, &changed, &Matching::of(&old, &new));
        assert_eq!(difference.relation(), Relation::Looser, "{name} without {}", dropped.id);
        let Turn::Some(witness) = &difference.looser else { panic!("{name}: no witness") };
        assert_eq!(verdict(&engine, &witness.old), Verdict::NoFit, "{name}: {witness:?}");
        assert_eq!(verdict(&changed, &witness.new), Verdict::Fit, "{name}: {witness:?}");
    }
}

const LARGE: Plan = Plan {
    questions: 200,
    stages: 5,
    verified: 50,
    gated: 10,
    disqualifiers: 10,
    must_haves: 10,
    signals: 80,
    limit_tests: 3..=3,
    signal_tests: 3..=3,
    choices: 10,
};

/// Each signal over six questions of few: nothing falls apart into parts.
const TANGLED: Plan = Plan {
    questions: 60,
    disqualifiers: 0,
    must_haves: 0,
    signals: 40,
    signal_tests: 6..=6,
    gated: 0,
    ..LARGE
};

#[test]
fn what_is_too_large_is_not_proven_and_never_called_equivalent() {
    let all = [(&LARGE, 1), (&TANGLED, 3), (&LARGE, 2), (&TANGLED, 4)];
    let some = all.into_iter().zip(0..tried(4)).map(|(one, _)| one);
    for (plan, seed) in some {
        let old = loaded(&plan.write(&mut Tape::new(&row(seed, 20_000))));
        let mut new = old.clone();
        let Scale::Threshold { from, .. } = &mut new.scale else { panic!("no threshold") };
        *from += 1;
        let engines = [Engine::new(&old), Engine::new(&new)];
        let difference = Difference::of(&engines[0], &engines[1], &Matching::of(&old, &new));
        assert_eq!(difference.looser, Turn::None, "a higher threshold lets nobody in");
        shows_or_says_so(&difference, [&engines[0], &engines[1]]);
        let same = Difference::of(&engines[0], &engines[0], &Matching::of(&old, &old));
        assert_eq!(same.relation(), Relation::Equivalent);
    }
}

fn shows_or_says_so(difference: &Difference, engines: [&Engine; 2]) {
    assert!(
        matches!(difference.relation(), Relation::Stricter | Relation::NotProven),
        "{:?}",
        difference.relation()
    );
    if let Turn::Some(witness) = &difference.stricter {
        assert_eq!(verdict(engines[0], &witness.old), Verdict::Fit, "{witness:?}");
        assert_eq!(verdict(engines[1], &witness.new), Verdict::NoFit, "{witness:?}");
    }
}
