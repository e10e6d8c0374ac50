//! What turned the verdict from one day to the next.

use std::collections::BTreeSet;

use super::knowledge::Knowledge;
use super::{Engine, Verdict};
use crate::deal::Facts;
use crate::playbook::QuestionIndex;

/// So many sets of changed questions are tried at most, the small ones first: all sets of 12, or those
/// of up to 3 out of 29. Each takes a verdict; more are not worth the wait.
const MOST_SETS: usize = 4096;

/// A change of facts that changed the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The verdict before.
    pub from: Verdict,
    /// The verdict after.
    pub to: Verdict,
    /// The fewest questions whose new facts alone turn it so, in playbook order; of several such sets
    /// the first in that order.
    pub questions: Vec<QuestionIndex>,
    /// Whether it is proven that fewer don't; else none of them can be left out by itself.
    pub is_smallest: bool,
}

impl Engine<'_> {
    /// What turned the verdict where other facts came in place of some; `None` where it stayed.
    pub fn turned_by(&self, before: &Facts, after: &Facts) -> Option<Turn> {
        let [before, after] = [before, after].map(|facts| Knowledge::of(self.playbook, facts));
        let turning = Turning { engine: self, before, after };
        let changed = turning.changed();
        let (from, to) = (turning.verdict(&[]), turning.verdict(&changed));
        if from == to {
            return None;
        }
        let smallest = turning.smallest(&changed, to);
        let is_smallest = smallest.is_some();
        let questions = smallest.unwrap_or_else(|| turning.without_those_to_spare(changed, to));
        Some(Turn { from, to, questions, is_smallest })
    }
}

/// What is known before and after a change.
struct Turning<'e> {
    engine: &'e Engine<'e>,
    before: Knowledge,
    after: Knowledge,
}

impl Turning<'_> {
    /// The questions on which the evidence changed; the verdict knows of nothing else.
    fn changed(&self) -> Vec<QuestionIndex> {
        let evidence = |knowledge: &Knowledge, index| knowledge.about(index).evidence.clone();
        let is_changed =
            |index: &QuestionIndex| evidence(&self.before, *index) != evidence(&self.after, *index);
        self.engine.playbook.question_indexes().filter(is_changed).collect()
    }

    /// The verdict where the new evidence on these questions alone is known.
    fn verdict(&self, new: &[QuestionIndex]) -> Verdict {
        let new: BTreeSet<QuestionIndex> = new.iter().copied().collect();
        let known = |index: QuestionIndex| match new.contains(&index) {
            true => self.after.about(index),
            false => self.before.about(index),
        };
        self.engine.verdict_for(|index| known(index).evidence.as_ref())
    }

    /// The first of the smallest sets that turn the verdict so; `None` where too many are tried.
    fn smallest(&self, changed: &[QuestionIndex], to: Verdict) -> Option<Vec<QuestionIndex>> {
        let needed = self.needed(changed, to);
        let others: Vec<QuestionIndex> =
            changed.iter().filter(|index| !needed.contains(index)).copied().collect();
        let sets = (0..=others.len()).flat_map(|size| sets_of(&others, size)).take(MOST_SETS);
        let mut sets = sets.map(|set| {
            let mut all = [needed.as_slice(), &set].concat();
            all.sort_unstable();
            all
        });
        sets.find(|set| self.verdict(set) == to)
    }

    /// Questions that are in every set. Where nothing was known of any of them before, all that is
    /// said leaves fewer cases: what settles the verdict does so with more beside it, and without
    /// what all the others can't do without, nothing does.
    fn needed(&self, changed: &[QuestionIndex], to: Verdict) -> Vec<QuestionIndex> {
        if changed.iter().any(|index| self.before.about(*index).evidence.is_some()) {
            return Vec::new();
        }
        let is_needed = |place: &usize| self.verdict(&without(changed, *place)) != to;
        let places = (0..changed.len()).filter(is_needed);
        places.map(|place| changed[place]).collect()
    }

    /// What is left where questions are taken out, the last first, until none of them can be.
    fn without_those_to_spare(
        &self,
        mut questions: Vec<QuestionIndex>,
        to: Verdict,
    ) -> Vec<QuestionIndex> {
        let can_be_spared = |questions: &[QuestionIndex], place: &usize| {
            self.verdict(&without(questions, *place)) == to
        };
        while let Some(place) =
            (0..questions.len()).rev().find(|place| can_be_spared(&questions, place))
        {
            questions.remove(place);
        }
        questions
    }
}

fn without(questions: &[QuestionIndex], place: usize) -> Vec<QuestionIndex> {
    [&questions[..place], &questions[place + 1..]].concat()
}

/// All sets of so many of these, in their order.
fn sets_of(questions: &[QuestionIndex], size: usize) -> Vec<Vec<QuestionIndex>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let beginning_at = |place: usize| {
        let rest = sets_of(&questions[place + 1..], size - 1);
        rest.into_iter().map(move |rest| [vec![questions[place]], rest].concat())
    };
    (0..questions.len()).flat_map(beginning_at).collect()
}
