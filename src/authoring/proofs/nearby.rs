//! Cases near the border of an event, such as that between fit and no-fit, on which a change of the rules is seen first.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::engine::cells::{CellSet, Domains};
use crate::engine::circuit::Term;
use crate::engine::formula::Formula;

use super::guessed_cases::Nearby;
use super::prover::Prover;
use super::random_walks::{Reach, terms_of};
use super::search::Cells;

/// How many cases a change of the rules is tried on before it is compiled: with all that are one
/// answer away that takes about a millisecond.
const NEARBY: usize = 60;

/// A revision in formulas.
pub(super) struct Revised {
    /// The rule that adds something else, and that, if it is left at all.
    pub(super) changed: Option<(usize, Vec<Term>)>,
    /// All terms.
    pub(super) terms: Vec<Term>,
    /// From here on it is a fit.
    pub(super) threshold: i64,
}

impl Prover<'_> {
    /// Cases near the border of the event.
    pub(super) fn nearby(&mut self) -> Rc<Nearby> {
        let nearby = self.nearby.take().unwrap_or_else(|| Rc::new(Nearby::of(self)));
        self.nearby = Some(Rc::clone(&nearby));
        nearby
    }
}

impl Nearby {
    /// The cases that were come by.
    fn of(prover: &Prover) -> Self {
        let guesses = &prover.guesses;
        let mut terms: Vec<_> = guesses.terms.iter().collect();
        terms.sort_unstable();
        let mut turning: Vec<_> = guesses.turning.iter().collect();
        turning.sort_unstable();
        let found = terms.into_iter().map(|(_, case)| case);
        let found = found.chain(turning.into_iter().map(|(_, case)| case));
        let mut cases: Vec<&Cells> = guesses.cases.iter().chain(found).collect();
        let mut seen = FxHashSet::default();
        cases.retain(|case| seen.insert(*case));
        cases.truncate(NEARBY);
        let holds = |case: &Cells| {
            let terms = prover.verdict.iter();
            terms.map(|(term, _)| prover.compiler.formulas.holds(*term, case)).collect()
        };
        let cases = cases.into_iter().map(|case| (case.clone(), holds(case))).collect();
        Self { terms_of: terms_of(prover), cases }
    }

    /// Whether the event holds in some of these cases under a revision and in some not, of those within
    /// the domains.
    pub(super) fn are_divided(
        &self,
        prover: &Prover,
        revised: &Revised,
        domains: &Domains,
    ) -> bool {
        let is_within =
            |case: &Cells| case.iter().zip(domains).all(|(cell, left)| left.contains(*cell));
        let within = self.cases.iter().filter(|(case, _)| is_within(case));
        let mut fits = within.map(|(case, holds)| {
            let [_, reach] = reaches(prover, revised, case, holds);
            reach.is_fit(revised.threshold)
        });
        let first = fits.next();
        fits.any(|fits| Some(fits) != first)
    }

    /// One of these cases, or one that is an answer away from it, in which something holds and whose
    /// verdict is another one under a revision.
    pub(super) fn told_apart(
        &self,
        prover: &Prover,
        revised: &Revised,
        wanted: Formula,
    ) -> Option<Cells> {
        let tells = |case: &Cells, holds: &[bool]| {
            prover.compiler.formulas.holds(wanted, case)
                && is_told_apart(prover, revised, case, holds)
                && prover.is_real(case)
        };
        self.cases.iter().find_map(|(case, holds)| {
            if tells(case, holds) {
                return Some(case.clone());
            }
            let mut case = case.clone();
            for variable in support(prover, revised) {
                let here = case[variable];
                let others = prover.cells[variable].without(CellSet::single(here));
                for cell in others.iter() {
                    case[variable] = cell;
                    let mut holds = holds.clone();
                    for term in &self.terms_of[variable] {
                        let (formula, _) = prover.verdict[*term];
                        holds[*term] = prover.compiler.formulas.holds(formula, &case);
                    }
                    if tells(&case, &holds) {
                        return Some(case);
                    }
                }
                case[variable] = here;
            }
            None
        })
    }
}

/// The variables that what is changed depends on.
fn support(prover: &Prover, revised: &Revised) -> Vec<usize> {
    let Some((rule, terms)) = &revised.changed else { return Vec::new() };
    let formulas = prover.terms_of(*rule).iter().chain(terms);
    let supports = formulas.flat_map(|(formula, _)| prover.compiler.formulas.support(*formula));
    let mut support: Vec<usize> = supports.map(|variable| *variable as usize).collect();
    support.sort_unstable();
    support.dedup();
    support
}

/// Whether a case, of which is known what each rule says, has another verdict under a revision.
fn is_told_apart(prover: &Prover, revised: &Revised, case: &Cells, holds: &[bool]) -> bool {
    let [before, after] = reaches(prover, revised, case, holds);
    before.is_fit(prover.threshold) != after.is_fit(revised.threshold)
}

/// What the rules, and those of a revision, say of a case of which is known what each rule says.
fn reaches(prover: &Prover, revised: &Revised, case: &Cells, holds: &[bool]) -> [Reach; 2] {
    let terms = prover.verdict.iter().zip(holds).enumerate();
    let holding = terms.filter(|(_, (_, holds))| **holds);
    let mut reaches = [Reach { ruled_out: 0, score: 0 }; 2];
    let of_rule = revised.changed.as_ref().map(|(rule, _)| prover.terms_of[*rule].clone());
    for (term, ((_, weight), _)) in holding {
        reaches[0] = reaches[0].with(*weight, 1);
        if of_rule.as_ref().is_none_or(|changed| !changed.contains(&term)) {
            reaches[1] = reaches[1].with(*weight, 1);
        }
    }
    for (formula, weight) in revised.changed.iter().flat_map(|(_, terms)| terms) {
        if prover.compiler.formulas.holds(*formula, case) {
            reaches[1] = reaches[1].with(*weight, 1);
        }
    }
    reaches
}
