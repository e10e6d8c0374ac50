//! A playbook as circuits: of the verdict, of the score, and of every condition.

use std::collections::BTreeSet;
use std::ops::Range;

use super::borders::Borders;
use super::cells::{Domains, Variables};
use super::circuit::{Bounds, Circuit, NEVER, Root, Term};
use super::compiler::Compiler;
use super::formula::{Formula, Formulas};
use super::translation::Translation;
use super::{Effect, Verdict};
use crate::playbook::{GroupIndex, Playbook, Points, Rule, RuleKind};

/// Variables that compiling what hangs together in the verdict may look at, over all that is left
/// of the rules.
const VERDICT_BUDGET: usize = 3_000_000;
/// The same for the score.
const SCORE_BUDGET: usize = 750_000;
/// The same for one condition.
const CONDITION_BUDGET: usize = 100_000;
/// The same for all together.
const TOTAL_BUDGET: usize = 10_000_000;

/// A playbook's conditions as formulas: everything that a [`Model`] is compiled from.
#[derive(Debug)]
pub(crate) struct Blueprint {
    /// The store.
    pub(crate) formulas: Formulas,
    /// For each rule what it does to a fit.
    pub(crate) verdict: RuleTerms,
    /// What the rules do to what is at least a not-yet, as far above the score that a fit needs as
    /// the score is above the one that a not-yet needs.
    at_least_not_yet: Vec<Term>,
    /// Where some hold holds.
    held: Formula,
    score: Vec<Term>,
    /// For each group what it consists of.
    groups: Vec<Vec<Term>>,
    /// For each rule with points what it adds to the score.
    points: Vec<Option<Vec<Term>>>,
    /// For each rule where its condition holds.
    pub(crate) rules: Vec<Formula>,
    /// For each question where it applies.
    pub(crate) gates: Vec<Formula>,
    /// For each value where all its questions apply.
    value_gates: Vec<Formula>,
    /// For each stage with a verifier where that holds.
    pub(crate) verifiers: Vec<Option<Formula>>,
    /// For each of these where it is verified: the verifier holds, or none of its questions applies.
    pub(crate) verified: Vec<Option<Formula>>,
}

/// The circuits, for cases within some domains.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// All of them.
    pub(crate) circuit: Circuit,
    /// What the verdict is read off.
    pub(crate) verdict: VerdictRoots,
    /// The score alone.
    pub(crate) score: Root,
    /// The score of each group.
    pub(crate) groups: Vec<Root>,
    /// For each rule, 1 where its condition holds; of one with points, these.
    pub(crate) rules: Vec<Root>,
    /// For each question, 1 where it applies.
    pub(crate) gates: Vec<Root>,
    /// For each value, 1 where all its questions apply.
    pub(crate) value_gates: Vec<Root>,
    /// For each stage with a verifier, 1 where the stage is verified.
    pub(crate) verified: Vec<Option<Root>>,
    /// The variables that some rule depends on.
    pub(crate) tested: Vec<u32>,
}

/// For each rule what it adds to something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RuleTerms(Vec<Vec<Term>>);

/// The scores of the events that a verdict is made of, each far below the score where the event is
/// ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VerdictRoots {
    /// Of a fit: neither a hard rule nor a hold stands against it.
    pub(crate) fit: Root,
    /// Of what is at least a not-yet: no hard rule stands against it.
    pub(crate) at_least_not_yet: Root,
    /// Of a not-yet for a hold: one holds, and no hard rule stands against it.
    pub(crate) not_yet: Root,
}

impl VerdictRoots {
    /// Whether there is anything that makes a not-yet.
    pub(crate) fn has_not_yet(&self) -> bool {
        self.fit != self.at_least_not_yet
    }

    /// Whether all of them say just what the rules say.
    pub(crate) fn are_exact(&self) -> bool {
        self.fit.exact && self.at_least_not_yet.exact && self.not_yet.exact
    }

    /// The event that has to come to the threshold in some case for a verdict to be possible; of a
    /// no-fit, to stay below it. None of an undecided verdict.
    pub(crate) fn witness_of(&self, verdict: Verdict) -> Option<Root> {
        match verdict {
            Verdict::Fit => Some(self.fit),
            Verdict::NotYet => Some(self.not_yet),
            Verdict::NoFit => Some(self.at_least_not_yet),
            Verdict::Undecided => None,
        }
    }
}

impl RuleTerms {
    /// What all rules together add.
    pub(crate) fn all(&self) -> Vec<Term> {
        self.iter().copied().collect()
    }

    /// For each rule where its terms stand in [`all`](Self::all).
    pub(crate) fn places(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let ends = self.0.iter().map(|terms| {
            let from = start;
            start += terms.len();
            from..start
        });
        ends.collect()
    }

    /// Everything that some rule adds.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Term> {
        self.0.iter().flatten()
    }

    /// The same with what some rules add left out.
    pub(crate) fn keeping(mut self, is_kept: impl Fn(usize) -> bool) -> Self {
        for (rule, terms) in self.0.iter_mut().enumerate() {
            if !is_kept(rule) {
                terms.clear();
            }
        }
        self
    }
}

/// Where some hold holds.
fn held(playbook: &Playbook, rules: &[Formula], formulas: &mut Formulas) -> Formula {
    let holds = playbook.rules.iter().zip(rules);
    let holds = holds.filter(|(rule, _)| rule.kind == RuleKind::Hold).map(|(_, hold)| *hold);
    formulas.any(holds.collect())
}

/// For each stage with a verifier where that holds, and where the stage is verified.
fn stages(
    playbook: &Playbook,
    gates: &[Formula],
    translation: &mut Translation<'_>,
) -> (Vec<Option<Formula>>, Vec<Option<Formula>>) {
    let (mut verifiers, mut verified) = (Vec::new(), Vec::new());
    for stage in &playbook.stages {
        let verifier = stage.verified_when.as_ref().map(|when| translation.condition(when));
        let formulas = &mut *translation.formulas;
        verified.push(verifier.map(|verifier| {
            let applies = formulas.any(gates[stage.questions.clone()].to_vec());
            let is_empty = formulas.not(applies);
            formulas.any(vec![verifier, is_empty])
        }));
        verifiers.push(verifier);
    }
    (verifiers, verified)
}

impl Blueprint {
    /// Translates a playbook.
    pub(crate) fn of(playbook: &Playbook, variables: &Variables) -> Self {
        Self::into_store(playbook, variables, Formulas::new(variables.all_cells()))
    }

    /// Translates a playbook into a store that has formulas over the same variables already.
    pub(crate) fn into_store(
        playbook: &Playbook,
        variables: &Variables,
        mut formulas: Formulas,
    ) -> Self {
        let mut translation = Translation::new(playbook, variables, &mut formulas);
        let rules: Vec<Formula> =
            playbook.rules.iter().map(|rule| translation.condition(&rule.when)).collect();
        let verdict: Vec<Vec<Term>> = playbook
            .rules
            .iter()
            .zip(&rules)
            .map(|(rule, holds)| terms(rule, *holds, &mut translation))
            .collect();
        let terms_of = |is_so: &dyn Fn(&Rule) -> bool| -> Vec<Term> {
            let of_rules = playbook.rules.iter().zip(&verdict).filter(|(rule, _)| is_so(rule));
            of_rules.flat_map(|(_, terms)| terms.iter().copied()).collect()
        };
        let score = terms_of(&|rule| rule.kind.is_signal());
        let groups = (0..playbook.groups.len()).map(GroupIndex);
        let groups = groups.map(|group| terms_of(&|rule| rule.group == Some(group))).collect();
        let mut at_least_not_yet = terms_of(&|rule| rule.kind != RuleKind::Hold);
        at_least_not_yet.extend(Borders::of(&playbook.scale).head_start());
        let held = held(playbook, &rules, translation.formulas);
        let points = playbook.rules.iter().zip(&verdict);
        let points = points.map(|(rule, terms)| rule.points.as_ref().map(|_| terms.clone()));
        let points = points.collect();
        let verdict = RuleTerms(verdict);
        let gates: Vec<Formula> =
            playbook.question_indexes().map(|question| translation.gate(question)).collect();
        let value_gates = playbook.value_indexes().map(|value| translation.gate_of_value(value));
        let value_gates: Vec<Formula> = value_gates.collect();
        let (verifiers, verified) = stages(playbook, &gates, &mut translation);
        Self {
            formulas,
            verdict,
            at_least_not_yet,
            held,
            score,
            groups,
            points,
            rules,
            gates,
            value_gates,
            verifiers,
            verified,
        }
    }

    /// Leaves only what the cases within the domains can tell apart.
    fn narrow(&mut self, domains: &Domains) {
        if self.formulas.cells() == domains {
            return;
        }
        let scored = self.verdict.0.iter_mut().chain([&mut self.at_least_not_yet]);
        let scored = scored.chain([&mut self.score]).chain(&mut self.groups);
        let scored = scored.chain(self.points.iter_mut().flatten()).flatten();
        let scored = scored.map(|(formula, _)| formula);
        let gates = self.gates.iter_mut().chain(&mut self.value_gates);
        let conditions = self.rules.iter_mut().chain(gates).chain([&mut self.held]);
        for formula in scored.chain(conditions).chain(self.verified.iter_mut().flatten()) {
            *formula = self.formulas.within(*formula, domains);
        }
    }
}

impl Model {
    /// Compiles the circuits for the cases within the domains.
    pub(crate) fn compile(mut blueprint: Blueprint, domains: &Domains) -> Self {
        blueprint.narrow(domains);
        let is_free = blueprint.formulas.not(blueprint.held);
        let Blueprint { formulas, verdict, score, groups, points, rules, gates, .. } = blueprint;
        let (value_gates, verified) = (blueprint.value_gates, blueprint.verified);
        let verdict = verdict.all();
        let mut tested: Vec<u32> =
            verdict.iter().flat_map(|(formula, _)| formulas.support(*formula)).copied().collect();
        tested.sort_unstable();
        tested.dedup();

        let mut compiler = Compiler::new(formulas, domains.clone(), &verdict, TOTAL_BUDGET);
        let verdict = verdict_roots(&mut compiler, verdict, blueprint.at_least_not_yet, is_free);
        let score = compiler.root(score, SCORE_BUDGET);
        let mut small = |terms| compiler.root(terms, CONDITION_BUDGET);
        let groups = groups.into_iter().map(&mut small).collect();
        let rules = rules.into_iter().zip(points);
        let rules = rules.map(|(rule, points)| small(points.unwrap_or(vec![(rule, 1)]))).collect();
        let mut condition = |formula| small(vec![(formula, 1)]);
        let gates = gates.into_iter().map(&mut condition).collect();
        let value_gates = value_gates.into_iter().map(&mut condition).collect();
        let verified = verified.into_iter().map(|one| one.map(&mut condition)).collect();
        let circuit = compiler.finish();
        Self { circuit, verdict, score, groups, rules, gates, value_gates, verified, tested }
    }

    /// The variables that decide something of what the circuits say of the cases within the domains.
    pub(crate) fn deciding(&self, domains: &Domains) -> BTreeSet<usize> {
        let verdict = [self.verdict.fit, self.verdict.at_least_not_yet, self.verdict.not_yet];
        let conditions = self.rules.iter().chain(&self.gates).chain(&self.value_gates);
        let roots = conditions
            .chain(&self.groups)
            .chain(self.verified.iter().flatten())
            .chain([&self.score]);
        let roots = roots.copied().chain(verdict).map(|root| root.place);
        self.circuit.deciding(&roots.collect::<Vec<_>>(), domains)
    }

    /// Whether everything that the circuits say is exact.
    pub(crate) fn is_exact(&self) -> bool {
        let conditions = self.rules.iter().chain(&self.gates).chain(self.verified.iter().flatten());
        let conditions = conditions.chain(&self.groups);
        self.verdict.are_exact()
            && self.score.exact
            && conditions.into_iter().all(|root| root.exact)
    }
}

/// The circuits of a verdict, from the terms of a fit, the same without those of holds, and where no
/// hold holds.
fn verdict_roots(
    compiler: &mut Compiler,
    fit: Vec<Term>,
    at_least_not_yet: Vec<Term>,
    is_free: Formula,
) -> VerdictRoots {
    let has_head_start = at_least_not_yet.iter().any(|(formula, _)| *formula == Formula::TRUE);
    let mut not_yet = at_least_not_yet.clone();
    not_yet.push((is_free, NEVER));
    let fit = compiler.root(fit, VERDICT_BUDGET);
    let at_least_not_yet = match is_free == Formula::TRUE && !has_head_start {
        true => fit,
        false => compiler.root(at_least_not_yet, VERDICT_BUDGET),
    };
    VerdictRoots { fit, at_least_not_yet, not_yet: compiler.root(not_yet, VERDICT_BUDGET) }
}

/// What a rule whose condition holds there does to a fit.
pub(crate) fn terms(rule: &Rule, holds: Formula, translation: &mut Translation<'_>) -> Vec<Term> {
    match rule.kind {
        RuleKind::Disqualifier | RuleKind::Hold => vec![(holds, NEVER)],
        RuleKind::MustHave => vec![(translation.formulas.not(holds), NEVER)],
        RuleKind::Signal(weight) => vec![(holds, weight)],
        RuleKind::Points => {
            let terms = rule.points.iter().flat_map(Points::terms);
            terms.map(|(given, points)| (translation.condition(&given), points)).collect()
        }
    }
}

/// Whether the condition of a root holds.
pub(crate) fn effect(bounds: &Bounds, root: Root) -> Effect {
    match bounds.of(root) {
        (1, _) => Effect::Holds,
        (_, 0) => Effect::Fails,
        _ => Effect::Open,
    }
}
