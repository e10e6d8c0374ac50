//! Values: what is said of them and by way of them is never contradicted by a sampled case, and what
//! is said to be exact is shown by one.

use std::collections::HashMap;
use std::fmt;

use coach::deal::{Answer, Facts, KnownFrom};
use coach::engine::{Assessment, Effect, Engine, RuleEffect, SingleAnswer, Verdict};
use coach::playbook::{Expression, Kind, Playbook, QuestionIndex};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::effort::config;
use crate::reference::tape::{Tape, row};
use crate::reference::worked::{
    Fraction, Given, Sampled, WorkedPair, allows, cases, choices, compared, tells_single_numbers,
};

/// As many numbers as the largest pair may draw.
const ROW: usize = 300;
/// Cases that are drawn at random where the grid has none that shows something.
const MORE: usize = 4_000;

fn check(what: &str, holds: bool, seen: &dyn fmt::Debug) -> TestCaseResult {
    prop_assert!(holds, "{}: {:?}", what, seen);
    Ok(())
}

/// Deals of playbooks with values.
pub(crate) fn pairs() -> impl Strategy<Value = WorkedPair> {
    prop::collection::vec(any::<u16>(), ROW).prop_map(|numbers| WorkedPair::of(&numbers))
}

proptest! {
    #![proptest_config(config(1_500, 7))]

    #[test]
    fn no_case_contradicts_what_is_said(pair in pairs()) {
        agrees(&pair)?;
    }
}

// Two halves, so that they run side by side.
proptest! {
    #![proptest_config(config(1_500, 8))]

    #[test]
    fn no_case_contradicts_what_is_said_of_as_many_more(pair in pairs()) {
        agrees(&pair)?;
    }
}

fn is_evidence(source: KnownFrom) -> bool {
    source == KnownFrom::Prospect
}

/// What may be answered to each question, going by the evidence.
fn by_evidence(pair: &WorkedPair) -> Vec<Vec<Given>> {
    pair.playbook.question_indexes().map(|one| choices(pair, one, &is_evidence)).collect()
}

fn agrees(pair: &WorkedPair) -> TestCaseResult {
    let engine = Engine::new(&pair.playbook);
    let told = engine.assess(&pair.facts);
    let left = by_evidence(pair);
    let consistent = cases(&pair.playbook, &left);
    is_sound(&told, &consistent)?;
    outcomes_are_those(&engine, &pair.facts, &told)?;
    assumptions_are_sound(pair, &told)?;
    values_are_sound(pair, &told, &consistent)?;
    changes_are_sound(pair, &told, &left)?;
    forcing_is_sound(pair, &told)?;
    questions_are_sound(&told, &consistent)?;
    the_most_telling_are_those(&engine, &pair.facts, &told)?;
    if told.exact {
        is_shown(pair, &told, &consistent)?;
    }
    single_answers_are_exact(pair, &told)
}

fn is_sound(told: &Assessment, consistent: &[Sampled]) -> TestCaseResult {
    for case in consistent {
        check("possible", told.possible.contains(&case.verdict), &(&told.possible, case))?;
        let decided = told.verdict == Verdict::Undecided || told.verdict == case.verdict;
        check("verdict", decided, &(told.verdict, case))?;
        let within = (told.score.at_least..=told.score.at_most).contains(&case.score);
        check("score", within, &(told.score, case))?;
        for reason in &told.because {
            let holds = case.rules[reason.rule.0];
            check("because", is_allowed(reason.effect, holds), &(reason, case))?;
        }
        for (applies, answer) in told.applies.iter().zip(&case.answers) {
            check("applies", is_allowed(*applies, answer.is_some()), &(&told.applies, case))?;
        }
    }
    Ok(())
}

/// What rules and stages come to is what a brief says of them, however it is found.
fn outcomes_are_those(engine: &Engine, facts: &Facts, told: &Assessment) -> TestCaseResult {
    let outcome = engine.outcome(facts);
    let verdicts = (outcome.verdict, outcome.if_assumptions_hold, outcome.settled);
    let of_brief = (told.verdict, told.if_assumptions_hold, told.settled);
    check("outcome, verdict", verdicts == of_brief, &(verdicts, of_brief))?;
    check("outcome, alone", engine.verdict(facts) == told.verdict, &told.verdict)?;
    let scores = (outcome.score, outcome.band, told.score, told.band);
    check("outcome, score", (scores.0, scores.1) == (scores.2, scores.3), &scores)?;
    let stages = (&outcome.verified, outcome.stage, &told.verified, told.stage);
    check("outcome, stages", (stages.0, stages.1) == (stages.2, stages.3), &stages)?;
    check("outcome, applies", outcome.applies == told.applies, &(&outcome.applies, &told.applies))?;
    let differs = |one: &&RuleEffect| outcome.rules[one.rule.0] != one.effect;
    check("outcome, rules", told.because.iter().find(differs).is_none(), &(&told.because, &outcome))
}

fn is_allowed(effect: Effect, holds: bool) -> bool {
    match effect {
        Effect::Holds => holds,
        Effect::Fails => !holds,
        Effect::Open => true,
    }
}

fn assumptions_are_sound(pair: &WorkedPair, told: &Assessment) -> TestCaseResult {
    // A question has one fact at most, so an assumption is all that is known of it.
    let left: Vec<Vec<Given>> =
        pair.playbook.question_indexes().map(|one| choices(pair, one, &|_| true)).collect();
    for case in cases(&pair.playbook, &left) {
        let verdict = told.if_assumptions_hold;
        let decided = verdict == Verdict::Undecided || verdict == case.verdict;
        check("if_assumptions_hold", decided, &(verdict, case))?;
    }
    Ok(())
}

fn fraction(amount: &coach::engine::Amount) -> Fraction {
    let (over, under) = amount.ratio();
    Fraction::of(over.parse().unwrap(), under.parse().unwrap())
}

fn values_are_sound(
    pair: &WorkedPair,
    told: &Assessment,
    consistent: &[Sampled],
) -> TestCaseResult {
    check("values, each", told.values.len() == pair.playbook.values.len(), &told.values)?;
    for (range, place) in told.values.iter().zip(0..) {
        let [low, high] = [&range.at_least, &range.at_most].map(|end| end.as_ref().map(fraction));
        let found: Vec<Fraction> =
            consistent.iter().filter_map(|case| case.values[place]).collect();
        check("values, applies", found.is_empty() || range.may_apply, &(range, consistent.len()))?;
        for value in &found {
            let inside =
                low.is_none_or(|low| low <= *value) && high.is_none_or(|high| *value <= high);
            check("values, range", inside, &(range, value))?;
        }
    }
    Ok(())
}

/// What an answer stands for.
fn given(answer: &SingleAnswer) -> Given {
    match answer {
        SingleAnswer::Option(option) => Fraction(i128::from(*option == 0), 1),
        SingleAnswer::Number(number) => Fraction::from_decimal(*number),
        SingleAnswer::Options(_) => panic!("there are no sets here"),
    }
}

fn changes_are_sound(pair: &WorkedPair, told: &Assessment, left: &[Vec<Given>]) -> TestCaseResult {
    check("would_change, at most five", told.would_change.len() <= 5, &told.would_change)?;
    for change in &told.would_change {
        let mut left = left.to_vec();
        for (question, answer) in &change.answers {
            left[question.0] = vec![given(answer)];
        }
        if told.verdict == Verdict::Undecided {
            let (question, answer) = &change.answers[0];
            let known = pair.facts.about(*question).iter().find(|fact| is_evidence(fact.source));
            let possible = known.is_none_or(|fact| allows(&fact.answer, given(answer)));
            check("would_change, possible answers", possible, change)?;
            for case in cases(&pair.playbook, &left) {
                check("would_change, decides", case.verdict == change.verdict, &(change, case))?;
            }
        } else {
            let mut found = cases(&pair.playbook, &left);
            let is_it = |case: &Sampled| case.verdict == change.verdict;
            if !found.iter().any(is_it) {
                let fixed: Vec<QuestionIndex> =
                    change.answers.iter().map(|(question, _)| *question).collect();
                found = more(pair, &left, &fixed);
            }
            check("would_change, makes possible", found.iter().any(is_it), change)?;
        }
    }
    Ok(())
}

/// The facts that a verdict rests on force it alone.
fn forcing_is_sound(pair: &WorkedPair, told: &Assessment) -> TestCaseResult {
    if told.verdict == Verdict::Undecided {
        return check("rests_on, undecided", told.rests_on.is_empty(), &told.rests_on);
    }
    let left: Vec<Vec<Given>> = pair
        .playbook
        .question_indexes()
        .map(|one| {
            let counts = |source| is_evidence(source) && told.rests_on.contains(&one);
            choices(pair, one, &counts)
        })
        .collect();
    for case in cases(&pair.playbook, &left) {
        check("rests_on", case.verdict == told.verdict, &(&told.rests_on, case))?;
    }
    if told.exact && is_plain(pair) { is_smallest(pair, told) } else { Ok(()) }
}

/// Whether each question stands once in all values together and takes more than whole numbers, and no
/// single number of a value is told apart. Of others it is not promised that nothing can be left out: without its fact a value may seem to come
/// to more than it can.
fn is_plain(pair: &WorkedPair) -> bool {
    let playbook = &pair.playbook;
    let named: Vec<QuestionIndex> =
        playbook.values.iter().flat_map(|value| named_in(playbook, &value.is)).collect();
    let is_whole = |question: &QuestionIndex| matches!(&playbook.question(*question).kind, Kind::Number(kind) if kind.whole);
    let is_twice = |place: usize| named[..place].contains(&named[place]);
    !tells_single_numbers(playbook)
        && !named.iter().any(is_whole)
        && !(0..named.len()).any(is_twice)
}

/// Every question of an expression, each as often as it stands there.
fn named_in(playbook: &Playbook, is: &Expression) -> Vec<QuestionIndex> {
    match is {
        Expression::Question(question) => vec![*question],
        Expression::Value(value) => named_in(playbook, &playbook.value(*value).is),
        other => other.parts().into_iter().flat_map(|part| named_in(playbook, part)).collect(),
    }
}

/// No fewer facts force the verdict.
fn is_smallest(pair: &WorkedPair, told: &Assessment) -> TestCaseResult {
    let questions = pair.playbook.questions.len();
    let sets = 0..1_usize << questions;
    for set in sets.filter(|set| (set.count_ones() as usize) < told.rests_on.len()) {
        let counts = |question: QuestionIndex| {
            move |source| is_evidence(source) && set >> question.0 & 1 == 1
        };
        let questions = pair.playbook.question_indexes();
        let left: Vec<Vec<Given>> = questions.map(|one| choices(pair, one, &counts(one))).collect();
        let forces = |found: &[Sampled]| found.iter().all(|case| case.verdict == told.verdict);
        let is_forced = forces(&cases(&pair.playbook, &left)) && forces(&more(pair, &left, &[]));
        check("rests_on, smallest", !is_forced, &(&told.rests_on, set))?;
    }
    Ok(())
}

/// The questions in which two sampled cases differ that differ in nothing else, but in the verdict.
fn turning(consistent: &[Sampled], questions: usize) -> Vec<Option<(Sampled, Sampled)>> {
    let mut found = vec![None; questions];
    for (question, found) in found.iter_mut().enumerate() {
        let mut alike: HashMap<String, Vec<&Sampled>> = HashMap::new();
        for case in consistent {
            // What does not apply in one of them may differ as well; that it need not is enough.
            let mut others = case.given.clone();
            others.remove(question);
            alike.entry(format!("{others:?}")).or_default().push(case);
        }
        *found = alike.values().find_map(|cases| {
            let first = cases.first()?;
            let other = cases.iter().find(|case| case.verdict != first.verdict)?;
            Some(((*first).clone(), (*other).clone()))
        });
    }
    found
}

fn questions_are_sound(told: &Assessment, consistent: &[Sampled]) -> TestCaseResult {
    let turning = turning(consistent, told.applies.len());
    for (place, pair) in turning.iter().enumerate() {
        let is_told = told.can_still_change.contains(&QuestionIndex(place));
        check("can_still_change, all", pair.is_none() || is_told, &(place, pair))?;
    }
    let decided = told.verdict != Verdict::Undecided;
    let both = (&told.can_still_change, told.verdict);
    check("can_still_change, while undecided", decided == told.can_still_change.is_empty(), &both)?;
    let mut asked = told.ask_next.clone();
    asked.sort();
    check("ask_next", decided || asked == told.can_still_change, &(asked, both))
}

/// What is told at a pause is what a brief says can still change an undecided verdict.
fn the_most_telling_are_those(engine: &Engine, facts: &Facts, told: &Assessment) -> TestCaseResult {
    let mut telling = engine.most_telling(facts);
    telling.sort();
    let decided = told.verdict != Verdict::Undecided;
    check("most_telling", decided || telling == told.can_still_change, &(telling, told))
}

/// More cases, with answers of many decimals; those of some questions as they are.
fn more(pair: &WorkedPair, left: &[Vec<Given>], fixed: &[QuestionIndex]) -> Vec<Sampled> {
    let numbers = row(0x5eed, MORE * 8);
    let tape = &mut Tape::new(&numbers);
    let drawn = (0..MORE).map(|_| {
        let answers = pair.playbook.question_indexes().map(|question| {
            let choices = &left[question.0];
            let one = *tape.pick(choices);
            let other = *tape.pick(choices);
            let part = tape.between(0, 60_000).into();
            match &pair.playbook.question(question).kind {
                Kind::Number(kind) if !kind.whole && !fixed.contains(&question) => {
                    between(one, other, part)
                }
                _ => one,
            }
        });
        let answers: Vec<Given> = answers.collect();
        Sampled::of(&pair.playbook, &answers)
    });
    let mut drawn: Vec<Sampled> = drawn.collect();
    let grid: Vec<Sampled> = cases(&pair.playbook, left);
    let bases = grid.iter().step_by(grid.len().div_ceil(300));
    drawn.extend(bases.flat_map(|base| hits(pair, base, left, fixed)));
    drawn
}

/// Cases in which a value comes just to a number that it is compared with, one answer away.
fn hits(
    pair: &WorkedPair,
    base: &Sampled,
    left: &[Vec<Given>],
    fixed: &[QuestionIndex],
) -> Vec<Sampled> {
    let mut found = Vec::new();
    let answers = &base.given;
    for question in pair.playbook.question_indexes() {
        let Kind::Number(kind) = &pair.playbook.question(question).kind else { continue };
        if kind.whole || fixed.contains(&question) {
            continue;
        }
        let known = pair.facts.about(question).iter().find(|fact| is_evidence(fact.source));
        let low = Fraction::from_decimal(kind.min.unwrap());
        let high = Fraction::from_decimal(kind.max.unwrap());
        for (value, target) in compared(&pair.playbook) {
            let with = |answer: Given| {
                let mut answers = answers.clone();
                answers[question.0] = answer;
                Sampled::of(&pair.playbook, &answers)
            };
            let at = |answer: Given| with(answer).values[value.0];
            for pair_of in left[question.0].windows(2) {
                let (Some(one), Some(two)) = (at(pair_of[0]), at(pair_of[1])) else { continue };
                let Some(there) = crossing((pair_of[0], one), (pair_of[1], two), target) else {
                    continue;
                };
                let allowed = known.is_none_or(|fact| allows(&fact.answer, there));
                if allowed && (low..=high).contains(&there) && is_decimal(there) {
                    found.push(with(there));
                }
            }
        }
    }
    found
}

/// Where a line through two points comes to a height.
fn crossing(
    (from, low): (Fraction, Fraction),
    (to, high): (Fraction, Fraction),
    target: Fraction,
) -> Option<Fraction> {
    let minus =
        |one: Fraction, two: Fraction| Fraction::of(one.0 * two.1 - two.0 * one.1, one.1 * two.1);
    let (rise, wanted) = (minus(high, low), minus(target, low));
    if rise.0 == 0 {
        return None;
    }
    let share = Fraction::of(wanted.0 * rise.1, wanted.1 * rise.0);
    let run = minus(to, from);
    let step = Fraction::of(share.0 * run.0, share.1 * run.1);
    Some(Fraction::of(from.0 * step.1 + step.0 * from.1, from.1 * step.1))
}

fn is_decimal(number: Fraction) -> bool {
    let mut under = number.1;
    for factor in [2, 5] {
        while under % factor == 0 {
            under /= factor;
        }
    }
    under == 1
}

/// A number between two, so many of sixty thousand parts on the way.
fn between(one: Given, other: Given, part: i128) -> Given {
    let whole = 60_000;
    let over = one.0 * other.1 * (whole - part) + other.0 * one.1 * part;
    Fraction::of(over, one.1 * other.1 * whole)
}

/// All that is said to be exact, and open, is shown by cases.
fn is_shown(pair: &WorkedPair, told: &Assessment, consistent: &[Sampled]) -> TestCaseResult {
    check("settled", told.settled, &told.settled)?;
    questions_are_shown(pair, told, consistent)?;
    let missing = unshown(told, consistent);
    if missing.is_empty() {
        return Ok(());
    }
    let mut all = consistent.to_vec();
    all.extend(more(pair, &by_evidence(pair), &[]));
    let missing = unshown(told, &all);
    check("exact", missing.is_empty(), &(missing, told))
}

/// Every question that can change the verdict does so in two cases that differ in it alone.
fn questions_are_shown(
    pair: &WorkedPair,
    told: &Assessment,
    consistent: &[Sampled],
) -> TestCaseResult {
    let is_found = |found: &[Option<(Sampled, Sampled)>]| {
        told.can_still_change.iter().all(|question| found[question.0].is_some())
    };
    if is_found(&turning(consistent, told.applies.len())) {
        return Ok(());
    }
    let left = by_evidence(pair);
    let mut all = consistent.to_vec();
    let bases = consistent.iter().step_by(consistent.len().div_ceil(300));
    all.extend(bases.flat_map(|base| hits(pair, base, &left, &[])));
    let found = turning(&all, told.applies.len());
    check("can_still_change, exact", is_found(&found), &told.can_still_change)
}

fn unshown(told: &Assessment, cases: &[Sampled]) -> Vec<String> {
    let mut missing = Vec::new();
    for verdict in &told.possible {
        if !cases.iter().any(|case| case.verdict == *verdict) {
            missing.push(format!("{verdict:?}"));
        }
    }
    for reason in &told.because {
        let both = [true, false]
            .map(|wanted| cases.iter().any(|case| case.rules[reason.rule.0] == wanted));
        if reason.effect == Effect::Open && both != [true, true] {
            missing.push(format!("{reason:?}"));
        }
    }
    let ends = [told.score.at_least, told.score.at_most];
    if !ends.iter().all(|end| cases.iter().any(|case| case.score == *end)) {
        missing.push(format!("{:?}", told.score));
    }
    missing
}

/// Where each question of a value has one answer, the value is that number and nothing is inexact.
fn single_answers_are_exact(pair: &WorkedPair, told: &Assessment) -> TestCaseResult {
    let is_single = |question: &QuestionIndex| {
        let known = pair.facts.about(*question).iter().find(|fact| is_evidence(fact.source));
        known.is_some_and(|fact| match &fact.answer {
            Answer::Numbers(numbers) => numbers.single().is_some(),
            _ => false,
        })
    };
    let mut all = true;
    for (value, range) in pair.playbook.values.iter().zip(&told.values) {
        if value.is.questions(&pair.playbook.values).iter().all(is_single) {
            let both = (&range.at_least, &range.at_most);
            check("values, one number", both.0 == both.1 && range.is_exact, range)?;
        } else {
            all = false;
        }
    }
    check("values, exact", !all || told.exact, &(told.exact, &told.values))
}
