//! Cases of which the one playbook says more than the other: a fit, or at least a not-yet.

use super::joint::Joint;
use crate::authoring::proofs::budget::Budget;
use crate::authoring::proofs::comparison::Comparison;
use crate::authoring::proofs::event::Event;
use crate::authoring::proofs::gaps::Fits;
use crate::authoring::proofs::reachable_scores::Tally;
use crate::authoring::proofs::search::{Cells, Search};
use crate::engine::Verdict;
use crate::engine::circuit::{NEVER, Root, Term};
use crate::engine::compiler::Compiler;
use crate::engine::formula::Formulas;
use crate::engine::model::Blueprint;

/// Variables that compiling one verdict may look at, over all that is left of the rules.
const VERDICT_BUDGET: usize = 3_000_000;
/// Words of sets of scores that may be looked at.
const WORDS: usize = 40_000_000;
/// Cases that are tried where the comparison is too large.
const TRIED: usize = 20_000;
/// Rules that all tries together may judge.
const JUDGED: usize = 2_000_000;

/// A case whose verdict turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turning {
    /// The case.
    pub(super) case: Cells,
    /// What the old playbook says of it, and what the new one does.
    pub(super) verdicts: [Verdict; 2],
}

/// An event of two playbooks over one space.
struct Decisions {
    verdicts: [Vec<Term>; 2],
    thresholds: [i64; 2],
}

/// A case whose verdict falls, and one whose verdict rises. One that was a fit or becomes one is
/// looked for first.
pub(super) fn turning_cases(joint: &Joint) -> [Search<Turning>; 2] {
    let old = Blueprint::of(&joint.old, &joint.variables);
    let new = Blueprint::into_store(&joint.new, &joint.variables, old.formulas);
    let fits = [old.verdict, new.verdict];
    let terms = [fits[0].all(), fits[1].all()].concat();
    let decisions = |event: Event| Decisions {
        verdicts: [(&joint.old, &fits[0]), (&joint.new, &fits[1])]
            .map(|(playbook, terms)| event.terms(playbook, terms.clone()).all()),
        thresholds: [&joint.old, &joint.new].map(|playbook| event.threshold(&playbook.scale)),
    };
    let events: Vec<Decisions> = match joint.old.knows_not_yet() || joint.new.knows_not_yet() {
        true => [Event::Fit, Event::AtLeastNotYet].map(decisions).into(),
        false => vec![decisions(Event::Fit)],
    };
    let mut compiler = Compiler::new(new.formulas, joint.cells.clone(), &terms, 0);
    let mut found = [Search::None, Search::None];
    for event in &events {
        let more = event.turning(joint, &mut compiler);
        for (found, more) in found.iter_mut().zip(more) {
            *found = std::mem::replace(found, Search::None).or_else(|| more);
        }
    }
    let judged = |case: Cells| {
        let verdicts = [0, 1].map(|side| verdict(&events, side, &case, &compiler.formulas));
        Turning { case, verdicts }
    };
    let is_real = |found: Search| match found {
        Search::Found(case) if joint.numbers(&case).is_none() => Search::Unsettled,
        other => other,
    };
    found.map(|found| is_real(found).map(judged))
}

/// The verdict of a case on one side, from the events: a fit, and what is at least a not-yet.
fn verdict(events: &[Decisions], side: usize, case: &[usize], formulas: &Formulas) -> Verdict {
    let mut holds = events.iter().map(|event| event.is_fit(side, case, formulas));
    match (holds.next(), holds.next()) {
        (Some(true), _) => Verdict::Fit,
        (_, Some(true)) => Verdict::NotYet,
        _ => Verdict::NoFit,
    }
}

impl Decisions {
    /// A case of which the event was so and is no more, and one of which it was not and is.
    fn turning(&self, joint: &Joint, compiler: &mut Compiler) -> [Search; 2] {
        let out_of_question = [self.is_at_least(1, 0), self.is_at_least(0, 1)];
        if out_of_question == [true, true] {
            return [Search::None, Search::None];
        }
        let mut exact = self.compared(joint, compiler);
        for (search, is_out) in exact.iter_mut().zip(out_of_question) {
            if is_out {
                *search = Search::None;
            }
        }
        if exact.iter().all(|search| *search != Search::Unsettled) {
            return exact;
        }
        let [first, second] = exact;
        let [lost, won] = self.tried(joint, &compiler.formulas);
        let or_tried = |exact, tried: Option<Cells>| match (exact, tried) {
            (Search::Unsettled, Some(case)) => Search::Found(case),
            (exact, _) => exact,
        };
        [or_tried(first, lost), or_tried(second, won)]
    }

    /// Whether one side surely is a fit wherever the other is, seen from the terms alone: what only
    /// it has adds nothing negative, what only the other has nothing positive.
    fn is_at_least(&self, one: usize, other: usize) -> bool {
        let mut only_other = self.verdicts[other].clone();
        let mut only_one = self.verdicts[one].clone();
        only_one.retain(|term| {
            let same = only_other.iter().position(|known| known == term);
            same.map(|same| only_other.swap_remove(same)).is_none()
        });
        self.thresholds[one] <= self.thresholds[other]
            && only_one.iter().all(|(_, weight)| *weight >= 0)
            && only_other.iter().all(|(_, weight)| *weight <= 0)
    }

    /// Lays the two side by side.
    fn compared(&self, joint: &Joint, compiler: &mut Compiler) -> [Search; 2] {
        let unsettled = || [Search::Unsettled, Search::Unsettled];
        let [old, new] = &self.verdicts;
        let mut root =
            |terms: &Vec<Term>| compiler.exact_root(terms.clone(), &mut { VERDICT_BUDGET });
        let (Some(old), Some(new)) = (root(old), root(new)) else { return unsettled() };
        // As far above the old threshold as the new root is above its own.
        let [from, to] = self.thresholds;
        let new = Root { weight: new.weight + from - to, ..new };
        if old == new {
            return [Search::None, Search::None];
        }
        let mut budget = Budget::of(WORDS);
        let mut tally = Tally::default();
        if tally.catch_up(compiler.circuit(), &joint.cells, &mut budget).is_err() {
            return unsettled();
        }
        let mut comparison = Comparison::new(
            compiler.circuit(),
            &tally,
            compiler.ranks(),
            &joint.cells,
            &mut budget,
        );
        [Fits::First, Fits::Second].map(|one| match comparison.apart(&[one], old, new, from) {
            Ok(Some(case)) => Search::Found(case),
            Ok(None) => Search::None,
            Err(_) => Search::Unsettled,
        })
    }

    /// Comes by cases at random, the same ones each time.
    fn tried(&self, joint: &Joint, formulas: &Formulas) -> [Option<Cells>; 2] {
        let mut found = [None, None];
        let terms = self.verdicts.iter().map(Vec::len).sum::<usize>().max(1);
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..TRIED.min(JUDGED / terms) {
            let case: Cells = joint
                .cells
                .iter()
                .map(|cells| {
                    // The generator of Marsaglia (2003), xorshift64.
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    cells.iter().nth(random as usize % cells.len().max(1)).unwrap_or(0)
                })
                .collect();
            let fits = [0, 1].map(|side: usize| self.is_fit(side, &case, formulas));
            let place = match fits {
                [true, false] => 0,
                [false, true] => 1,
                _ => continue,
            };
            found[place].get_or_insert(case);
            if found.iter().all(Option::is_some) {
                break;
            }
        }
        found
    }

    fn is_fit(&self, side: usize, case: &[usize], formulas: &Formulas) -> bool {
        let holding =
            self.verdicts[side].iter().filter(|(formula, _)| formulas.holds(*formula, case));
        let mut weights = holding.map(|(_, weight)| *weight);
        let score = weights.try_fold(0, |sum, weight| (weight != NEVER).then_some(sum + weight));
        score.is_some_and(|score| score >= self.thresholds[side])
    }
}
