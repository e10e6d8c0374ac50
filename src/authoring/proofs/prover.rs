//! Where proofs about one event are made: one store of formulas and one circuit that grows with every
//! question put to it, so that what the questions have in common is compiled once.
//!
//! What is said here of a fit is said of the event, be it that or what is at least a not-yet.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::engine::cells::{Domains, Variables};
use crate::engine::circuit::{Circuit, NEVER, Root, Term};
use crate::engine::compiler::Compiler;
use crate::engine::formula::{Formula, Formulas};
use crate::engine::model::Blueprint;
use crate::playbook::Playbook;

use super::budget::{Budget, OverBudget};
use super::comparison::Comparison;
use super::event::Event;
use super::gaps::Fits;
use super::guessed_cases::{CellPair, Guesses, Nearby};
use super::reachable_scores::Tally;
use super::search::{Cells, Search};
use crate::engine::scores::Scores;

/// Variables that compiling all terms of the verdict once may look at, over all that is left of
/// the rules; past it, nothing that takes all of them is tried again.
const VERDICT_BUDGET: usize = 3_000_000;
/// The same for all decisions that differ from it together.
const VERDICTS_BUDGET: usize = 8_000_000;
/// The same for one condition.
const CONDITION_BUDGET: usize = 100_000;
/// The same for all conditions together.
const CONDITIONS_BUDGET: usize = 4_000_000;
/// The same for what facts leave of the rules, once: some hundred times what it takes where most of
/// fifty questions are answered.
const FACTS_BUDGET: usize = 50_000;
/// The same for all facts together.
const ALL_FACTS_BUDGET: usize = 20_000_000;
/// The same for bounds.
const BOUNDS_BUDGET: usize = 100_000;
/// Words of sets of scores that may be looked at for all proofs together.
const WORDS: usize = 200_000_000;
/// The same for one comparison.
const WORDS_OF_COMPARISON: usize = 10_000_000;

/// A playbook's conditions and circuits.
pub(super) struct Prover<'p> {
    /// The playbook.
    pub(super) playbook: &'p Playbook,
    /// The event that is meant where a fit is spoken of.
    pub(super) event: Event,
    /// Its variables.
    pub(super) variables: Variables,
    /// All their cells.
    pub(super) cells: Domains,
    /// From here on it is a fit.
    pub(super) threshold: i64,
    /// What the rules do to the event.
    pub(super) verdict: Vec<Term>,
    /// For each rule where its terms stand among these: one, of points one for each answer that has
    /// some, and none where the rule has no part in the event.
    pub(super) terms_of: Vec<Range<usize>>,
    /// For each rule where its condition holds.
    pub(super) rules: Vec<Formula>,
    /// For each question where it applies.
    pub(super) gates: Vec<Formula>,
    /// For each stage with a verifier where that holds.
    pub(super) verifiers: Vec<Option<Formula>>,
    /// For each of these where it is verified.
    pub(super) verified: Vec<Option<Formula>>,
    /// Cases that were come by.
    pub(super) guesses: Guesses,
    /// The same with what each rule says of them, once they are asked for.
    pub(super) nearby: Option<Rc<Nearby>>,
    /// Two cells of a variable that no verdict turns with.
    pub(super) alike: FxHashSet<CellPair>,
    /// The verdict, unless it is too large.
    pub(super) decision: Option<Root>,
    pub(super) compiler: Compiler,
    tally: Tally,
    budget: Budget,
    verdicts_left: usize,
    conditions_left: usize,
    facts_left: usize,
}

impl<'p> Prover<'p> {
    /// Compiles the verdict, as far as it is about an event, over variables whose cells tell no fewer
    /// answers apart than the playbook does.
    pub(super) fn over(playbook: &'p Playbook, variables: Variables, event: Event) -> Self {
        let cells = variables.all_cells();
        let blueprint = Blueprint::of(playbook, &variables);
        let Blueprint { formulas, verdict, rules, gates, verifiers, verified, .. } = blueprint;
        let verdict = event.terms(playbook, verdict);
        let (verdict, terms_of) = (verdict.all(), verdict.places());
        let compiler = Compiler::new(formulas, cells.clone(), &verdict, BOUNDS_BUDGET);
        let threshold = event.threshold(&playbook.scale);
        let mut prover = Self {
            guesses: Guesses::default(),
            alike: FxHashSet::default(),
            playbook,
            event,
            nearby: None,
            variables,
            cells,
            threshold,
            verdict,
            terms_of,
            rules,
            gates,
            verifiers,
            verified,
            decision: None,
            compiler,
            tally: Tally::default(),
            budget: Budget::of(WORDS),
            verdicts_left: VERDICTS_BUDGET,
            conditions_left: CONDITIONS_BUDGET,
            facts_left: ALL_FACTS_BUDGET,
        };
        let mut budget = VERDICT_BUDGET;
        prover.decision = prover.exact_root(prover.verdict.clone(), &mut budget);
        prover
    }

    /// The formulas.
    pub(super) fn formulas(&mut self) -> &mut Formulas {
        &mut self.compiler.formulas
    }

    /// The circuit so far.
    pub(super) fn circuit(&self) -> &Circuit {
        self.compiler.circuit()
    }

    /// Allows so much for all decisions that differ from the verdict.
    pub(super) fn allow_verdicts(&mut self, budget: usize) {
        self.verdicts_left = budget;
    }

    /// The lowest and the highest sum of terms over the cases within the domains; `None` where that
    /// takes too long.
    pub(super) fn bounds_within(
        &mut self,
        terms: &[Term],
        domains: &Domains,
    ) -> Option<(i64, i64)> {
        let terms = self.compiler.formulas.terms_within(terms, domains);
        let before = FACTS_BUDGET.min(self.facts_left);
        let mut left = before;
        let root = self.compiler.exact_root(terms, &mut left);
        self.facts_left -= before - left;
        Some(self.circuit().range_of_few(root?, domains))
    }

    /// A case in which a formula holds.
    pub(super) fn satisfying(&mut self, formula: Formula) -> Search {
        if formula == Formula::FALSE {
            return Search::None;
        }
        let guessed = self.guesses.cases.iter();
        let mut guessed =
            guessed.filter(|case| self.compiler.formulas.holds(formula, case)).cloned();
        if let Some(case) = guessed.next() {
            return Search::Found(case);
        }
        let before = CONDITION_BUDGET.min(self.conditions_left);
        let mut left = before;
        let root = self.exact_root(vec![(formula, 1)], &mut left);
        self.conditions_left -= before - left;
        let Some(root) = root else { return Search::Unsettled };
        if self.scores(root).contains(1) {
            self.real(Search::Found(self.case_with(root, 1)))
        } else {
            Search::None
        }
    }

    /// The best case that these terms do not rule out, if it reaches the threshold.
    pub(super) fn fit_under(&mut self, terms: Vec<Term>) -> Search {
        let Some(root) = self.decision_root(terms) else { return Search::Unsettled };
        match self.scores(root).highest() {
            Some(highest) if highest >= self.threshold => {
                self.real(Search::Found(self.case_with(root, highest)))
            }
            _ => Search::None,
        }
    }

    /// A case that is a fit under some terms and not under others.
    pub(super) fn apart(&mut self, first: Vec<Term>, second: Vec<Term>) -> Search {
        self.apart_at(first, second, self.threshold)
    }

    /// The same where the second terms have a threshold of their own.
    pub(super) fn apart_at(
        &mut self,
        first: Vec<Term>,
        second: Vec<Term>,
        threshold: i64,
    ) -> Search {
        let (Some(first), Some(second)) = (self.decision_root(first), self.decision_root(second))
        else {
            return Search::Unsettled;
        };
        // As far above the one threshold as it is above its own.
        let second = Root { weight: second.weight + self.threshold - threshold, ..second };
        if first == second {
            return Search::None;
        }
        let mut budget = self.budget.split_off(WORDS_OF_COMPARISON);
        let mut comparison = Comparison::new(
            self.compiler.circuit(),
            &self.tally,
            self.compiler.ranks(),
            &self.cells,
            &mut budget,
        );
        let found = comparison.apart(&[Fits::First, Fits::Second], first, second, self.threshold);
        self.budget.give_back(budget);
        match found {
            Ok(Some(found)) => self.real(Search::Found(found)),
            Ok(None) => Search::None,
            Err(OverBudget) => Search::Unsettled,
        }
    }

    /// The sum of terms much like those of the verdict, unless that was too large.
    pub(super) fn decision_root(&mut self, terms: Vec<Term>) -> Option<Root> {
        self.decision?;
        let mut left = self.verdicts_left;
        let root = self.exact_root(terms, &mut left);
        self.verdicts_left = left;
        root
    }

    /// The sum of the terms, and all scores in it counted.
    fn exact_root(&mut self, terms: Vec<Term>, budget: &mut usize) -> Option<Root> {
        let root = self.compiler.exact_root(terms, budget)?;
        let counted = self.tally.catch_up(self.compiler.circuit(), &self.cells, &mut self.budget);
        counted.is_ok().then_some(root)
    }

    /// All terms of the verdict but a rule's.
    pub(super) fn without(&self, rule: usize) -> Vec<Term> {
        let of_rule = self.terms_of[rule].clone();
        [&self.verdict[..of_rule.start], &self.verdict[of_rule.end..]].concat()
    }

    /// What a rule does to the event.
    pub(super) fn terms_of(&self, rule: usize) -> &[Term] {
        &self.verdict[self.terms_of[rule].clone()]
    }

    /// The terms of the verdict where a variable is in one cell.
    pub(super) fn verdict_with(&mut self, variable: usize, cell: usize) -> Vec<Term> {
        let formulas = &mut self.compiler.formulas;
        let terms = self.verdict.iter();
        terms
            .map(|(formula, weight)| (formulas.fix(*formula, variable as u32, cell), *weight))
            .collect()
    }

    /// Every score of a root that is not ruled out.
    pub(super) fn scores(&self, root: Root) -> Scores {
        self.tally.scores(root)
    }

    /// Every score of a node that is not ruled out.
    pub(super) fn scores_of(&self, place: u32) -> &Scores {
        &self.tally.of(place).scores
    }

    /// Whether a root can be ruled out.
    pub(super) fn can_rule_out(&self, root: Root) -> bool {
        self.tally.of(root.place).can_rule_out
    }

    /// A case in which a root has a score that is among its scores.
    pub(super) fn case_with(&self, root: Root, score: i64) -> Cells {
        let mut case = self.first_case();
        let cases = self.tally.cases(self.circuit(), &self.cells);
        cases.assign(&[root.place], score - root.weight, &mut case);
        case
    }

    /// A case in which a root that can be ruled out is.
    pub(super) fn case_ruled_out(&self, root: Root) -> Cells {
        let mut case = self.first_case();
        self.tally.assign_ruled_out(self.circuit(), root.place, &mut case);
        case
    }

    /// The case in which every variable is in its first cell.
    pub(super) fn first_case(&self) -> Cells {
        self.cells.iter().map(|cells| cells.iter().next().unwrap_or(0)).collect()
    }

    /// Whether a case is a fit.
    pub(super) fn is_fit(&self, case: &[usize]) -> bool {
        let holding =
            self.verdict.iter().filter(|(formula, _)| self.compiler.formulas.holds(*formula, case));
        let mut weights = holding.map(|(_, weight)| *weight);
        let score = weights.try_fold(0, |sum, weight| (weight != NEVER).then_some(sum + weight));
        score.is_some_and(|score| score >= self.threshold)
    }
}
