//! About how many questions are still to come.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::settings::Settings;
use crate::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use crate::engine::Engine;
use crate::playbook::{
    Condition, Kind, NumberKind, NumberTest, Playbook, Question, QuestionIndex, Subject, Test,
};

/// Conversations that are played through.
const CONVERSATIONS: usize = 8;
/// Questions that are looked for in all of them together: someone waits for it.
const STEPS: usize = 80;
/// With more questions than this open, playing conversations through takes too long.
const MOST_OPEN: usize = 60;
/// So it does where finding one question is more work than this, as [`Engine::effort`] counts it.
const MOST_EFFORT: usize = 50_000;

/// How long a conversation may well be from here: three of four that are played through, with
/// answers as they fall, are no longer. The same on every run. `open` questions can still change
/// the verdict; about half of the questions of a large playbook are asked before it is settled.
pub(super) fn expected(
    engine: &Engine,
    facts: &Facts,
    settings: &Settings,
    passed: &BTreeSet<QuestionIndex>,
    open: usize,
) -> usize {
    if open > MOST_OPEN || engine.effort().is_none_or(|effort| effort > MOST_EFFORT) {
        return open / 2;
    }
    let mut chance = Chance(0x5eed);
    let mut steps = STEPS;
    let mut lengths = Vec::with_capacity(CONVERSATIONS);
    while lengths.len() < CONVERSATIONS && steps > 0 {
        let length = play(engine, facts.clone(), settings, passed.clone(), steps, &mut chance);
        steps -= length;
        lengths.push(length);
        if length == 0 {
            break;
        }
    }
    lengths.sort_unstable();
    lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0)
}

/// Plays one conversation through, of so many questions at most; hands out how many it took.
fn play(
    engine: &Engine,
    mut facts: Facts,
    settings: &Settings,
    mut passed: BTreeSet<QuestionIndex>,
    most: usize,
    chance: &mut Chance,
) -> usize {
    for length in 0..most {
        let next = engine.next_question(&facts, settings.order, settings.from, &passed);
        let Some(question) = next else { return length };
        passed.insert(question);
        if let Some(answer) = any_answer(engine.playbook(), question, chance) {
            facts.set(question, vec![Fact::new(answer, KnownFrom::Prospect)]);
        }
    }
    most
}

/// Numbers that look as if thrown with dice (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn any_answer(playbook: &Playbook, index: QuestionIndex, chance: &mut Chance) -> Option<Answer> {
    let question: &Question = playbook.question(index);
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            Some(Answer::OneOf(BTreeSet::from([chance.below(question.option_count())])))
        }
        Kind::Choices { options } => {
            let (includes, excludes) = (0..options.len()).partition(|_| chance.below(2) == 0);
            Some(Answer::Choices { includes, excludes })
        }
        Kind::Number(kind) => any_number(playbook, index, kind, chance),
        Kind::Text => None,
    }
}

/// One of the numbers at which a rule turns, or just beside it.
fn any_number(
    playbook: &Playbook,
    index: QuestionIndex,
    kind: &NumberKind,
    chance: &mut Chance,
) -> Option<Answer> {
    let mut turns = Vec::new();
    let conditions = playbook.conditions_of_verdicts();
    conditions.for_each(|condition| collect_turns(condition, index, &mut turns));
    let candidates: Vec<Numbers> = turns
        .iter()
        .flat_map(|turn| [*turn - Decimal::ONE, *turn, *turn + Decimal::ONE])
        .map(|number| Numbers::within(kind, [Interval::point(number)]))
        .filter(|numbers| !numbers.is_empty())
        .collect();
    if candidates.is_empty() {
        return None;
    }
    let place = chance.below(candidates.len());
    candidates.into_iter().nth(place).map(Answer::Numbers)
}

fn collect_turns(condition: &Condition, index: QuestionIndex, turns: &mut Vec<Decimal>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect_turns(part, index, turns));
        }
        Condition::Not(part) => collect_turns(part, index, turns),
        Condition::Test(subject, Test::Number(test)) if *subject == Subject::Question(index) => {
            let (NumberTest::Is(number)
            | NumberTest::IsNot(number)
            | NumberTest::AtLeast(number)
            | NumberTest::AtMost(number)
            | NumberTest::MoreThan(number)
            | NumberTest::LessThan(number)) = test;
            turns.push(*number);
        }
        Condition::Test(..) => {}
    }
}
