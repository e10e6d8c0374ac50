//! Cases that show a rule deciding, a question that applies, a buyer at a stage.

use crate::engine::cells::CellSet;
use crate::engine::circuit::NEVER;
use crate::engine::formula::Formula;
use crate::playbook::{QuestionIndex, RuleIndex, RuleKind, StageIndex};

use super::cases::Case;
use super::nearby::Revised;
use super::proof::Proof;
use super::prover::Prover;
use super::revisions::Revisions;
use super::search::{Cells, Search};

/// What is known of a buyer who is at a stage, words aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtStage {
    /// Answers to every question that may apply, but one.
    pub known: Case,
    /// This one, of a stage that is done once all its questions are answered.
    pub open: Option<QuestionIndex>,
}

impl Revisions<'_> {
    /// That a rule decides in some complete case in which its condition holds, or fails: with the
    /// condition turned the other way round, the verdict would be another one. A signal of weight 0
    /// decides nothing; of it, that its condition holds, or fails, in some case. Points decide where
    /// they are given if without them the verdict would be another one, and where fewer than the most
    /// are given, if with the most it would.
    pub fn decides(&self, rule: RuleIndex, holding: bool) -> Proof<Case, ()> {
        let mut provers = self.provers();
        let mut found = Search::None;
        for prover in provers.telling(Some(rule)) {
            found = found.or_else(|| {
                let (revised, wanted) = prover.turned(rule, holding);
                let found = match prover.nearby().told_apart(prover, &revised, wanted) {
                    Some(case) => Search::Found(case),
                    None => prover.deciding(rule, holding, &revised, wanted),
                };
                found.map(|case| prover.case(&case))
            });
        }
        match found {
            Search::Found(case) => Proof::Shown(case),
            Search::None => Proof::Refuted(()),
            Search::Unsettled => Proof::NotProven,
        }
    }

    /// That a question applies in some complete case.
    pub fn applies(&self, question: QuestionIndex) -> Proof<Case, ()> {
        let mut provers = self.provers();
        let prover = provers.fit();
        let found = prover.satisfying(prover.gates[question.0]);
        prover.shown(found)
    }

    /// That a buyer can be at a stage: those before it are verified, and it is not.
    ///
    /// Where a stage has a verifier, a complete case in which all that is so shows it. Where it has
    /// none, one of its questions is left open, and whatever is answered to it, the stages before
    /// have to stay verified. More than one need not be open: with the others answered as they well
    /// might be, the same holds.
    pub fn at_stage(&self, stage: StageIndex) -> Proof<AtStage, ()> {
        let mut provers = self.provers();
        let prover = provers.fit();
        let earlier: Vec<Formula> = prover.verified[..stage.0].iter().flatten().copied().collect();
        if let Some(verified) = prover.verified[stage.0] {
            let formulas = prover.formulas();
            let is_open = formulas.not(verified);
            let all = formulas.all([earlier, vec![is_open]].concat());
            let found = prover.satisfying(all);
            return match prover.shown(found) {
                Proof::Shown(known) => Proof::Shown(AtStage { known, open: None }),
                Proof::Refuted(()) => Proof::Refuted(()),
                Proof::NotProven => Proof::NotProven,
            };
        }
        let mut search = Search::None;
        for question in prover.playbook.stage(stage).questions.clone().map(QuestionIndex) {
            search = search.or_else(|| prover.at_open_question(question, &earlier));
        }
        match search {
            Search::Found(at) => Proof::Shown(at),
            Search::None => Proof::Refuted(()),
            Search::Unsettled => Proof::NotProven,
        }
    }
}

impl Prover<'_> {
    /// The playbook with a rule turned the other way round, and where the rule itself holds, or
    /// fails.
    fn turned(&mut self, rule: RuleIndex, holding: bool) -> (Revised, Formula) {
        let holds = self.rules[rule.0];
        let about = self.playbook.rule(rule);
        let fails = self.formulas().not(holds);
        let mut wanted = if holding { holds } else { fails };
        let changed = match (about.kind, &about.points) {
            (RuleKind::Disqualifier | RuleKind::Hold, _) => vec![(fails, NEVER)],
            (RuleKind::MustHave, _) => vec![(holds, NEVER)],
            (RuleKind::Signal(weight), _) => vec![(fails, weight)],
            (RuleKind::Points, Some(points)) if !holding => {
                let given = self.formula(&points.gives_most());
                wanted = self.formulas().not(given);
                vec![(self.gates[points.question.0], points.most())]
            }
            (RuleKind::Points, _) => Vec::new(),
        };
        let terms = [self.without(rule.0), changed.clone()].concat();
        let revised =
            Revised { changed: Some((rule.0, changed)), terms, threshold: self.threshold };
        (revised, wanted)
    }

    /// Where neither a fit nor what would be one without the rule does: what is a fit with its weight
    /// and none without, or the other way round.
    fn deciding(
        &mut self,
        rule: RuleIndex,
        holding: bool,
        turned: &Revised,
        wanted: Formula,
    ) -> Search {
        match (self.playbook.rule(rule).kind, holding) {
            (RuleKind::Disqualifier | RuleKind::Hold, false) | (RuleKind::MustHave, true) => {
                self.fit_under(self.verdict.clone())
            }
            (RuleKind::Disqualifier | RuleKind::Hold, true) | (RuleKind::MustHave, false) => {
                self.fit_under(turned.terms.clone())
            }
            (RuleKind::Signal(0), _) => self.satisfying(wanted),
            (RuleKind::Signal(_) | RuleKind::Points, _) => {
                let unwanted = self.formulas().not(wanted);
                let [first, second] = [&self.verdict, &turned.terms]
                    .map(|terms| [&terms[..], &[(unwanted, NEVER)]].concat());
                self.apart(first, second)
            }
        }
    }

    /// A buyer of whom all is known but this, which may apply.
    fn at_open_question(
        &mut self,
        question: QuestionIndex,
        earlier: &[Formula],
    ) -> Search<AtStage> {
        let values = self.variables.worked.from(question).map(|worked| worked.variable);
        let variables: Vec<usize> = self.variables.of_question(question).chain(values).collect();
        let mut all = vec![self.gates[question.0]];
        for verified in earlier {
            let mut always = *verified;
            for variable in variables.iter().copied() {
                let cells = self.cells[variable];
                let formulas = self.formulas();
                let fixed = cells.iter().map(|cell| formulas.fix(always, variable as u32, cell));
                let fixed = fixed.collect();
                always = formulas.all(fixed);
            }
            all.push(always);
        }
        let all = self.formulas().all(all);
        let found = self.satisfying(all);
        found.map(|case| AtStage { known: self.known_but(question, &case), open: Some(question) })
    }

    /// A case's answers to all questions that may apply where one is open.
    fn known_but(&mut self, open: QuestionIndex, case: &Cells) -> Case {
        let mut domains: Vec<CellSet> = case.iter().map(|cell| CellSet::single(*cell)).collect();
        for variable in self.variables.of_question(open) {
            domains[variable] = self.cells[variable];
        }
        let gates = self.gates.clone();
        let may_apply: Vec<bool> = gates
            .into_iter()
            .map(|gate| self.formulas().within(gate, &domains) != Formula::FALSE)
            .collect();
        self.case_of(case, |question| question != open && may_apply[question.0])
    }

    fn shown(&self, found: Search) -> Proof<Case, ()> {
        match found {
            Search::Found(case) => Proof::Shown(self.case(&case)),
            Search::None => Proof::Refuted(()),
            Search::Unsettled => Proof::NotProven,
        }
    }
}
