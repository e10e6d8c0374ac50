//! The engine agrees with an independent judge that looks at every complete case, on every field
//! of the brief that has one right value.

use std::collections::BTreeSet;
use std::fmt;

use crate::effort::config;
use crate::reference::cases;
use crate::reference::judge::Judge;
use crate::reference::pairs::{Pair, pairs};
use crate::reference::values::{Value, takes, value_of};
use coach::engine::{Assessment, Change, Effect, Engine, Speaker, Verdict};
use coach::playbook::{Kind, QuestionIndex, RuleIndex, RuleKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rust_decimal::Decimal;

/// Fails where something does not hold, and says what was seen.
fn check(what: &str, holds: bool, seen: &dyn fmt::Debug) -> TestCaseResult {
    prop_assert!(holds, "{}: {:?}", what, seen);
    Ok(())
}

proptest! {
    #![proptest_config(config(5_000, 1))]

    #[test]
    fn every_field_is_what_all_complete_cases_say(pair in pairs()) {
        every_field_agrees(&pair)?;
    }
}

// Two halves, so that they run side by side.
proptest! {
    #![proptest_config(config(5_000, 2))]

    #[test]
    fn every_field_is_what_all_complete_cases_say_of_as_many_more(pair in pairs()) {
        every_field_agrees(&pair)?;
    }
}

fn every_field_agrees(pair: &Pair) -> TestCaseResult {
    let Some(judge) = pair.judge() else { return Err(TestCaseError::reject("too many cases")) };
    let told = Engine::new(&pair.playbook).assess(&pair.facts);
    verdicts_agree(pair, &judge, &told)?;
    stages_agree(&judge, &told)?;
    rules_agree(pair, &judge, &told)?;
    questions_agree(&judge, &told)?;
    changes_agree(pair, &judge, &told)
}

fn verdicts_agree(pair: &Pair, judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let (at_least, at_most) = judge.score();
    let assumed = judge.if_assumptions_hold();
    let score = (told.score.at_least, told.score.at_most);
    check("exact", told.exact && told.settled, &(told.exact, told.settled))?;
    let verdict = judge.verdict();
    check("verdict", told.verdict == verdict, &(told.verdict, verdict))?;
    let both = (&told.possible, &judge.possible());
    check("possible", both.0 == both.1, &both)?;
    let both = (told.if_assumptions_hold, assumed);
    check("if_assumptions_hold", both.0 == both.1, &both)?;
    let both = (score, (at_least, at_most));
    check("score", both.0 == both.1, &both)?;
    let both = (told.band, judge.band());
    check("band", both.0 == both.1, &both)?;
    let groups = told.groups.iter().map(|one| (one.group.0, one.at_least, one.at_most));
    let both = (groups.collect::<Vec<_>>(), judge.groups());
    check("groups", both.0 == both.1, &both)?;
    let lowest_fit = (at_least - 50..=at_most + 50)
        .find(|score| cases::by_score(&pair.playbook, *score) == Verdict::Fit);
    // Of scores far below all that bands name, one is as good as another.
    let is_border = told.score.threshold.is_none_or(|threshold| {
        cases::by_score(&pair.playbook, threshold) == Verdict::Fit
            && cases::by_score(&pair.playbook, threshold - 1) != Verdict::Fit
    });
    check(
        "threshold",
        is_border && (told.score.threshold.is_none() || lowest_fit.is_some()),
        &score,
    )
}

fn stages_agree(judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let both = (&told.verified, &judge.verified());
    check("stages", both.0 == both.1, &both)?;
    let both = (told.stage, judge.stage());
    check("stage", both.0 == both.1, &both)?;
    let both = (&told.applies, &judge.applies());
    check("applies", both.0 == both.1, &both)
}

/// Each rule that says something is there with its effect, those that decide a no-fit first; a
/// signal that fails says nothing.
fn rules_agree(pair: &Pair, judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let effects = judge.effects();
    let kind = |rule: RuleIndex| pair.playbook.rule(rule).kind;
    let expected: BTreeSet<(usize, String)> = effects
        .iter()
        .enumerate()
        .filter(|(rule, effect)| !kind(RuleIndex(*rule)).is_signal() || **effect != Effect::Fails)
        .map(|(rule, effect)| (rule, format!("{effect:?}")))
        .collect();
    let because = told.because.iter().map(|one| (one.rule.0, format!("{:?}", one.effect)));
    let both = (&because.collect::<BTreeSet<_>>(), &expected);
    check("because", both.0 == both.1, &both)?;
    check("because, once each", told.because.len() == expected.len(), &told.because)?;
    let decides = |rule: RuleIndex| match kind(rule) {
        RuleKind::Disqualifier => effects[rule.0] == Effect::Holds,
        RuleKind::MustHave => effects[rule.0] == Effect::Fails,
        RuleKind::Hold | RuleKind::Signal(_) | RuleKind::Points => false,
    };
    let deciding: Vec<bool> = told.because.iter().map(|one| decides(one.rule)).collect();
    let in_order = deciding.is_sorted_by(|one, two| one >= two);
    check("because, deciding rules first", in_order, &told.because)?;
    let first = (0..effects.len()).map(RuleIndex).find(|rule| decides(*rule));
    let first_words = first.filter(|first| pair.playbook.rule(*first).say.is_some());
    if let Some(first) = first_words.filter(|_| judge.verdict() == Verdict::NoFit) {
        let speaker = told.speaker;
        check("speaker", speaker == Some(Speaker::Rule(first)), &(speaker, first))?;
    }
    holds_agree(pair, judge, told, &effects)?;
    score_speaks(pair, judge, told, first.is_none())?;
    let is_caveat = |rule: &RuleIndex| {
        let holds = effects[rule.0] == Effect::Holds;
        holds && kind(*rule) == RuleKind::Signal(0) && pair.playbook.rule(*rule).say.is_some()
    };
    let caveats: Vec<RuleIndex> =
        (0..effects.len()).map(RuleIndex).filter(|rule| is_caveat(rule)).collect();
    check("caveats", told.caveats == caveats, &(&told.caveats, &caveats))?;
    let first = caveats.first().filter(|_| judge.verdict() == Verdict::Fit);
    let says_first = first.is_none_or(|first| told.speaker == Some(Speaker::Rule(*first)));
    check("speaker of a fit", says_first, &(told.speaker, caveats))
}

/// The words of the score are said of a no-fit that no rule with words decides, and only where the
/// score alone makes it one; of a not-yet where no hold with words does.
fn score_speaks(
    pair: &Pair,
    judge: &Judge<'_>,
    told: &Assessment,
    no_rule_decides: bool,
) -> TestCaseResult {
    let is_too_low = cases::by_score(&pair.playbook, judge.score().1) == Verdict::NoFit;
    let speaks = matches!(told.speaker, Some(Speaker::BelowThreshold | Speaker::Band(_)));
    let has_words = pair.playbook.scale.below_threshold().is_some() || judge.band().is_some();
    check("too low", told.score.is_too_low == is_too_low, &told.score)?;
    match judge.verdict() {
        Verdict::NoFit if no_rule_decides && is_too_low && has_words => {
            check("speaker by score", speaks, &told.speaker)
        }
        Verdict::NoFit => {
            check("speaker by score, if a reason", is_too_low || !speaks, &told.score)
        }
        Verdict::NotYet => {
            let band = judge.band().map(Speaker::Band);
            check("speaker of a band", !speaks || told.speaker == band, &(told.speaker, band))
        }
        Verdict::Fit | Verdict::Undecided => check("no speaker by score", !speaks, &told.speaker),
    }
}

/// All holds, those that hold first; of a not-yet the first that holds and has words speaks. And
/// every signal that takes something away.
fn holds_agree(
    pair: &Pair,
    judge: &Judge<'_>,
    told: &Assessment,
    effects: &[Effect],
) -> TestCaseResult {
    let rules = || pair.playbook.rules.iter().zip(effects).enumerate();
    let holds_with = |wanted: Effect| {
        rules()
            .filter(move |(_, (rule, effect))| rule.kind == RuleKind::Hold && **effect == wanted)
            .map(|(place, _)| RuleIndex(place))
    };
    let expected: Vec<RuleIndex> = holds_with(Effect::Holds)
        .chain(holds_with(Effect::Open))
        .chain(holds_with(Effect::Fails))
        .collect();
    let found: Vec<RuleIndex> = told.holds.iter().map(|hold| hold.rule).collect();
    check("holds", found == expected, &(&told.holds, &expected))?;
    if judge.verdict() == Verdict::NotYet {
        let mut holding = holds_with(Effect::Holds);
        let speaker = holding.find(|rule| pair.playbook.rule(*rule).say.is_some());
        let speaker = speaker.map(Speaker::Rule).or(judge.band().map(Speaker::Band));
        let both = (told.speaker, speaker);
        check("speaker of a not-yet", both.0 == both.1, &both)?;
    }
    let against: Vec<RuleIndex> = rules()
        .filter(|(_, (rule, effect))| {
            matches!(rule.kind, RuleKind::Signal(..0)) && **effect == Effect::Holds
        })
        .map(|(place, _)| RuleIndex(place))
        .chain(judge.points().into_iter().filter(|(_, (_, most))| *most < 0).map(|(rule, _)| rule))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let points: Vec<_> =
        told.because.iter().filter_map(|one| Some((one.rule, one.points?))).collect();
    for (rule, bounds) in judge.points() {
        let found = points.iter().find(|(one, _)| *one == rule).map(|(_, points)| *points);
        check("points", found.is_none_or(|found| found == bounds), &(rule, found, bounds))?;
    }
    check("speaks_against", told.speaks_against == against, &(&told.speaks_against, &against))
}

fn questions_agree(judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let both = (&told.assumptions, &judge.known_where(|known| known.is_assumed));
    check("assumptions", both.0 == both.1, &both)?;
    let both = (&told.disagreements, &judge.known_where(|known| known.disagreement));
    check("disagreements", both.0 == both.1, &both)?;
    let both = (&told.set_aside, &judge.set_aside());
    check("set_aside", both.0 == both.1, &both)?;
    let both = (&told.can_still_change, &judge.can_still_change());
    check("can_still_change", both.0 == both.1, &both)?;
    let decided = judge.verdict() != Verdict::Undecided;
    let empty = told.can_still_change.is_empty();
    check("can_still_change, empty where decided", empty == decided, &both)?;
    let both = (&told.rests_on, &judge.rests_on());
    check("rests_on", both.0 == both.1, &both)?;
    asked_in_order(judge, told)
}

/// Of a no-fit nothing is asked; else the problem in words, then what can change the verdict, stage
/// by stage once the opening is over, then what the talk calls for; each once.
fn asked_in_order(judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let asked = &told.ask_next;
    let is_no_fit = judge.verdict() == Verdict::NoFit;
    let words = if is_no_fit { Vec::new() } else { judge.problem_in_words() };
    let both = (asked, &words);
    check("ask_next, the problem in words first", asked.starts_with(&words), &both)?;
    let (ranked, called_for) =
        asked[words.len()..]
            .split_at_checked(told.can_still_change.len())
            .ok_or_else(|| TestCaseError::fail(format!("ask_next, too few: {asked:?}")))?;
    let mut sorted = ranked.to_vec();
    sorted.sort();
    let both = (&sorted, &told.can_still_change);
    check("ask_next, then what can change the verdict", both.0 == both.1, &both)?;
    let all: BTreeSet<QuestionIndex> = asked.iter().copied().collect();
    check("ask_next, each once", all.len() == asked.len(), asked)?;
    let mut expected = judge.not_ready();
    expected.retain(|question| !words.contains(question) && !ranked.contains(question));
    let rest: BTreeSet<QuestionIndex> = called_for.iter().copied().collect();
    let both = (&rest, &expected);
    check("ask_next, then what the talk calls for", both.0 == both.1, &both)?;
    let places = judge.stage_places(&told.can_still_change, told.stage, judge.is_opening());
    let stages: Vec<usize> = ranked.iter().map(|question| places[question]).collect();
    let seen = (told.stage, asked, &stages);
    check("ask_next, in the order of stages", stages.is_sorted(), &seen)?;
    let gates_first = [ranked, called_for].iter().all(|part| {
        part.iter().enumerate().all(|(place, question)| {
            let waits_for = judge.waits_for(*question);
            part[place..].iter().all(|later| !waits_for.contains(later))
        })
    });
    check("ask_next, gates before what they open", gates_first, &seen)
}

fn changes_agree(pair: &Pair, judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let count = told.would_change.len();
    check("would_change, at most five", count <= 5, &told.would_change)?;
    for change in &told.would_change {
        let takes = change.answers.iter().all(|(question, answer)| {
            let stated = pair.playbook.question(*question);
            takes(stated, value_of(answer))
        });
        check("would_change, answers that the questions take", takes, change)?;
    }
    match judge.verdict() {
        Verdict::Undecided => deciding_answers_agree(pair, judge, told),
        verdict => turning_answers_agree(pair, judge, told, verdict),
    }
}

/// Of a decided deal: each change makes another verdict possible, none could be smaller for that
/// verdict, and there are as many as there can be, those to the best verdict first.
fn turning_answers_agree(
    pair: &Pair,
    judge: &Judge<'_>,
    told: &Assessment,
    verdict: Verdict,
) -> TestCaseResult {
    let mut left = 5;
    let mut changes = told.would_change.as_slice();
    for other in [Verdict::Fit, Verdict::NotYet, Verdict::NoFit] {
        if other == verdict {
            continue;
        }
        let smallest = judge.smallest_changes(other);
        let expected = smallest.iter().filter(|set| !set.is_empty()).count().min(left);
        let count = changes.iter().take_while(|change| change.verdict == other).count();
        let both = (&told.would_change, &smallest);
        check("would_change, as many as there are", count == expected, &both)?;
        let (of_verdict, rest) = changes.split_at(count);
        changes_to_agree(pair, judge, of_verdict, &smallest, other)?;
        (changes, left) = (rest, left - count);
    }
    check("would_change, nothing else", changes.is_empty(), &told.would_change)
}

fn changes_to_agree(
    pair: &Pair,
    judge: &Judge<'_>,
    changes: &[Change],
    smallest: &BTreeSet<Vec<QuestionIndex>>,
    other: Verdict,
) -> TestCaseResult {
    let mut seen = BTreeSet::new();
    for change in changes {
        let answers: Vec<(QuestionIndex, Value)> =
            change.answers.iter().map(|(question, answer)| (*question, value_of(answer))).collect();
        let questions: Vec<QuestionIndex> = answers.iter().map(|(question, _)| *question).collect();
        check("would_change, smallest", smallest.contains(&questions), &(change, smallest))?;
        check("would_change, each set once", seen.insert(questions), &changes)?;
        let valid = change.verdict == other && judge.makes_possible(&answers, other);
        check("would_change, valid", valid, change)?;
        for (question, value) in &answers {
            let nearer =
                nearer_numbers(pair, judge, *question, *value).into_iter().find(|nearer| {
                    let place = |(q, v): &(QuestionIndex, Value)| {
                        (*q, if q == question { *nearer } else { *v })
                    };
                    judge.makes_possible(&answers.iter().map(place).collect::<Vec<_>>(), other)
                });
            check("would_change, nearest number", nearer.is_none(), &(change, nearer))?;
        }
    }
    Ok(())
}

/// Of a number: others that the question takes and that are nearer to what is known. Between two
/// thresholds, where no number is the nearest, all are alike.
fn nearer_numbers(
    pair: &Pair,
    judge: &Judge<'_>,
    question: QuestionIndex,
    answer: Value,
) -> Vec<Value> {
    let Value::Number(answered) = answer else { return Vec::new() };
    let stated = pair.playbook.question(question);
    let halves = || (-20..=40).map(|half| Decimal::new(half * 5, 1));
    let is_possible = |number: &Decimal| judge.is_possible(question, Value::Number(*number));
    let known: Vec<Decimal> = halves().filter(is_possible).collect();
    let distance = |number: Decimal| known.iter().map(|one| (number - one).abs()).min();
    // An excluded end is half a step further off than it should be.
    let is_nearer = |number: Decimal| {
        distance(number).map(|distance| distance + Decimal::new(5, 1)) < distance(answered)
    };
    let values =
        halves().filter(|&number| is_nearer(number)).map(|number| (number, Value::Number(number)));
    let tells = |(number, value): &(Decimal, Value)| {
        takes(stated, *value) && (number.is_integer() || !judge.is_like(question, *value, answer))
    };
    values.filter(tells).map(|(_, value)| value).collect()
}

/// Of an undecided deal: each change is one possible answer that decides, and where there are
/// fewer than five, none is left out.
fn deciding_answers_agree(pair: &Pair, judge: &Judge<'_>, told: &Assessment) -> TestCaseResult {
    let mut seen = Vec::new();
    for change in &told.would_change {
        let [(question, answer)] = change.answers.as_slice() else {
            return check("would_change, single answers", false, change);
        };
        let value = value_of(answer);
        let possible = judge.is_possible(*question, value);
        check("would_change, possible answers", possible, change)?;
        let decided = judge.verdict_with(*question, value);
        let valid = decided == change.verdict && decided != Verdict::Undecided;
        check("would_change, valid", valid, &(change, decided))?;
        check("would_change, each once", !seen.contains(&(*question, value)), change)?;
        seen.push((*question, value));
    }
    // Which five of more are named is not laid down.
    if seen.len() == 5 {
        return Ok(());
    }
    let named: Vec<(QuestionIndex, Verdict)> =
        told.would_change.iter().map(|change| (change.answers[0].0, change.verdict)).collect();
    for question in pair.playbook.question_indexes() {
        let possible = judge.possible_values(question).iter();
        let deciding: Vec<(Value, Verdict)> = possible
            .map(|&value| (value, judge.verdict_with(question, value)))
            .filter(|(_, verdict)| *verdict != Verdict::Undecided)
            .collect();
        let complete = match &pair.playbook.question(question).kind {
            // Which of many numbers or sets is named is not laid down; one for each verdict is.
            Kind::Number(_) | Kind::Choices { .. } => {
                deciding.iter().all(|(_, verdict)| named.contains(&(question, *verdict)))
            }
            _ => deciding.iter().all(|(value, _)| seen.contains(&(question, *value))),
        };
        check("would_change, complete", complete, &(question, &told.would_change))?;
    }
    Ok(())
}
