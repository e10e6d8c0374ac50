//! The other half of a pair: one answer from a case in which a rule decides, it decides the other
//! way.

use super::author::{Author, Known};
use crate::authoring::cases::answers::{Conditions, answers, questions_behind, said};
use crate::authoring::cases::coverage::Way;
use crate::deal::answers::describe;
use crate::deal::{Answer, Facts};
use crate::playbook::{QuestionIndex, RuleIndex};

/// Answers that are tried for one pair: of a condition on six questions, all of two cases.
const MOST_TRIES: usize = 60;

/// A prospect one answer from a case.
pub(super) struct Half {
    pub(super) facts: Facts,
    /// The case, and the answer, in words.
    pub(super) beside: String,
}

/// Looks among the cases in which the rule decides for one that a single other answer turns; not
/// through all, since a rule that none of the first turns in hardly turns in any.
pub(super) fn other_half(author: &Author<'_, '_>, rule: RuleIndex, way: Way) -> Option<Half> {
    let turned = if way == Way::Holding { Way::Failing } else { Way::Holding };
    let when = &author.playbook.rule(rule).when;
    let questions = questions_behind(author.playbook, when);
    let is_base = |known: &&Known| author.settles(rule, turned, &known.facts, &known.outcome);
    let mut tries_left = MOST_TRIES;
    author.known.iter().filter(is_base).find_map(|known| {
        let half = |question: &QuestionIndex| {
            changed(author, (rule, way), &known.facts, *question, &mut tries_left)
        };
        let (question, answer, facts) = questions.iter().find_map(half)?;
        let question = author.playbook.question(question);
        let answer = describe(question, &answer);
        let beside = format!("One answer from “{}”: {} is now {answer}.", known.name, question.id);
        Some(Half { facts, beside })
    })
}

/// The facts with another answer to a question, and what newly applies answered too.
fn changed(
    author: &Author<'_, '_>,
    (rule, way): (RuleIndex, Way),
    facts: &Facts,
    question: QuestionIndex,
    tries_left: &mut usize,
) -> Option<(QuestionIndex, Answer, Facts)> {
    let playbook = author.playbook;
    let compared = Conditions::of(&[playbook]).numbers(question);
    let mut tried = answers(playbook.question(question), &compared);
    tried.extend(one_option_more_or_less(facts, question));
    let stated = facts.about(question).first().map(|fact| &fact.answer);
    tried.retain(|answer| stated != Some(answer));
    tried.into_iter().find_map(|answer| {
        *tries_left = tries_left.checked_sub(1)?;
        let mut facts = facts.clone();
        facts.set(question, vec![said(playbook.question(question), answer.clone())]);
        let facts = author.prospects().complete(&facts);
        author.decides(rule, way, &facts).then_some((question, answer, facts))
    })
}

/// Of a whole set, the sets with one option more or less.
fn one_option_more_or_less(facts: &Facts, question: QuestionIndex) -> Vec<Answer> {
    let Some(Answer::Choices { includes, excludes }) =
        facts.about(question).first().map(|fact| &fact.answer)
    else {
        return Vec::new();
    };
    let moved = includes.union(excludes).map(|option| {
        let (mut includes, mut excludes) = (includes.clone(), excludes.clone());
        if includes.remove(option) {
            excludes.insert(*option);
        } else {
            excludes.remove(option);
            includes.insert(*option);
        }
        Answer::Choices { includes, excludes }
    });
    moved.collect()
}
