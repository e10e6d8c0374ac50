//! Questions and options that nothing depends on.

use crate::engine::cells::{CellSet, CellValues};
use crate::engine::formula::Formula;
use crate::playbook::{
    Condition, Kind, Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex, Subject, Test,
    ValueIndex,
};

use super::playbook_proofs::{Job, Living, Proofs};
use super::proof::Proof;
use super::prover::Prover;
use super::provers::Provers;
use super::search::Search;

impl Proofs<'_> {
    /// `dead-question`: nothing depends on the answer. No two complete cases that differ in it
    /// alone (and agree on every other question that applies in both) differ in the verdict, in
    /// a verifier, in a signal of weight 0, or in whether a question that is not dead applies; no
    /// `prepare` names it; no value, which the brief shows, is worked out from it; and it is not of
    /// type `text`. A refutation says what the answer does.
    ///
    /// That a stage without a verifier waits for evidence on it gives a question no job.
    pub fn dead_question(&self, question: QuestionIndex) -> Proof<(), Job> {
        self.provers.borrow_mut().dead_question(question, &mut self.living.borrow_mut())
    }

    /// `dead-option`: conditions tell the option apart from others, but nothing depends on that.
    ///
    /// Of a `choice`: some condition names the option, and there are options (which show the claim,
    /// as places in the question's list) that some test tells apart from it, and with each of them
    /// in its place every complete case has the same verdict, verifiers, signals of weight 0, and
    /// questions that are not dead. Options that no condition tells apart are no finding: they may
    /// be there for the seller. Of `choices`: some condition names or counts the option, and
    /// nothing depends on whether it is in the set; it is shown by no other option.
    ///
    /// A refutation has what the option does, for each group of options that is told apart from it;
    /// it is empty where nothing tells it apart. An option of a [dead
    /// question](Self::dead_question) is dead too, and it is the question that has to be told.
    pub fn dead_option(
        &self,
        question: QuestionIndex,
        option: usize,
    ) -> Proof<Vec<usize>, Vec<Job>> {
        let mut provers = self.provers.borrow_mut();
        let living = &mut *self.living.borrow_mut();
        match provers.playbook().question(question).kind {
            Kind::Choice { .. } => provers.dead_choice(question, option, living),
            Kind::Choices { .. } => provers.dead_member(question, option, living),
            Kind::YesNo { .. } | Kind::Number(_) | Kind::Text => Proof::Refuted(Vec::new()),
        }
    }
}

impl Provers<'_> {
    fn dead_question(&mut self, question: QuestionIndex, living: &mut Living) -> Proof<(), Job> {
        if let Some(known) = &living[question.0] {
            return known.clone();
        }
        let proof = match stated_job(self.playbook(), question) {
            Some(job) => Proof::Refuted(job),
            None => Proof::that_none(self.job_of_question(question, living)),
        };
        living[question.0] = Some(proof.clone());
        proof
    }

    fn job_of_question(&mut self, question: QuestionIndex, living: &mut Living) -> Search<Job> {
        let prover = self.fit();
        let variables = prover.variables.of_question(question);
        let mut pairs: Vec<(usize, [usize; 2])> = Vec::new();
        for variable in variables.clone() {
            let mut cells = prover.cells[variable].iter();
            let first = cells.next().unwrap_or(0);
            pairs.extend(cells.map(|cell| (variable, [first, cell])));
        }
        if let Some(job) = self.each().find_map(|prover| prover.guessed_job(&variables, question)) {
            return Search::Found(job);
        }
        let mut search = Search::None;
        for (variable, pair) in pairs {
            search = search.or_else(|| self.job((variable, question), pair, living));
        }
        search
    }

    /// What depends on which of two cells a variable is in.
    fn job(
        &mut self,
        of: (usize, QuestionIndex),
        pair: [usize; 2],
        living: &mut Living,
    ) -> Search<Job> {
        let mut search = Search::None;
        for prover in self.each_mut() {
            search = search.or_else(|| {
                let found = prover.turning(of.0, pair);
                found.and_then(|case| prover.pair(&case, of, pair)).map(Job::Verdict)
            });
        }
        search = search.or_else(|| self.fit().spoken_job(of, pair));
        for gated in self.playbook().question_indexes() {
            search = search.or_else(|| self.gate_job(gated, of, pair, living));
        }
        search
    }

    /// That a question with a job applies in just one of two cells.
    fn gate_job(
        &mut self,
        gated: QuestionIndex,
        of: (usize, QuestionIndex),
        pair: [usize; 2],
        living: &mut Living,
    ) -> Search<Job> {
        let prover = self.fit();
        let found = prover.tells_apart(prover.gates[gated.0], of.0, pair);
        let case = match found.and_then(|case| prover.pair(&case, of, pair)) {
            Search::Found(case) => case,
            Search::None => return Search::None,
            Search::Unsettled => return Search::Unsettled,
        };
        match self.dead_question(gated, living) {
            Proof::Refuted(_) => Search::Found(Job::Gate(gated, case)),
            Proof::Shown(()) => Search::None,
            Proof::NotProven => Search::Unsettled,
        }
    }

    fn dead_choice(
        &mut self,
        question: QuestionIndex,
        option: usize,
        living: &mut Living,
    ) -> Proof<Vec<usize>, Vec<Job>> {
        let is_named = is_named(self.playbook(), question, option);
        let prover = self.fit();
        let variable = prover.variables.of_question(question).next();
        let Some(variable) = variable.filter(|_| is_named) else {
            return Proof::Refuted(Vec::new());
        };
        let CellValues::Options(cells) = prover.variables.get(variable).values.clone() else {
            return Proof::Refuted(Vec::new());
        };
        let own = cells[option];
        let others = prover.cells[variable].without(CellSet::single(own));
        let (mut twins, mut jobs, mut settled) = (Vec::new(), Vec::new(), true);
        for other in others.iter() {
            match self.job((variable, question), [own, other], living) {
                Search::Found(job) => jobs.push(job),
                Search::None => twins.extend((0..cells.len()).filter(|one| cells[*one] == other)),
                Search::Unsettled => settled = false,
            }
        }
        twins.sort_unstable();
        match (twins.is_empty(), settled) {
            (false, _) => Proof::Shown(twins),
            (true, true) => Proof::Refuted(jobs),
            (true, false) => Proof::NotProven,
        }
    }

    fn dead_member(
        &mut self,
        question: QuestionIndex,
        option: usize,
        living: &mut Living,
    ) -> Proof<Vec<usize>, Vec<Job>> {
        let prover = self.fit();
        let is_of_option = |variable: &usize| matches!(prover.variables.get(*variable).values, CellValues::Member(of) if of == option);
        let Some(variable) = prover.variables.of_question(question).find(is_of_option) else {
            return Proof::Refuted(Vec::new());
        };
        let mut cells = prover.cells[variable].iter();
        let pair = [cells.next().unwrap_or(0), cells.next().unwrap_or(0)];
        match self.job((variable, question), pair, living) {
            Search::Found(job) => Proof::Refuted(vec![job]),
            Search::None => Proof::Shown(Vec::new()),
            Search::Unsettled => Proof::NotProven,
        }
    }
}

impl Prover<'_> {
    /// A change of the verdict that was come by.
    fn guessed_job(
        &self,
        variables: &std::ops::Range<usize>,
        question: QuestionIndex,
    ) -> Option<Job> {
        variables.clone().find_map(|variable| {
            let cells: Vec<usize> = self.cells[variable].iter().collect();
            let pairs = cells.iter().enumerate().flat_map(|(place, one)| {
                cells[place + 1..].iter().map(move |other| [*one, *other])
            });
            let mut jobs = pairs.filter_map(|[one, other]| {
                let case = self.guesses.turning.get(&(variable, one, other))?;
                match self.pair(case, (variable, question), [one, other]) {
                    Search::Found(pair) => Some(Job::Verdict(pair)),
                    Search::None | Search::Unsettled => None,
                }
            });
            jobs.next()
        })
    }

    /// What a verifier or a signal of weight 0 makes of which of two cells a variable is in.
    fn spoken_job(&mut self, of: (usize, QuestionIndex), pair: [usize; 2]) -> Search<Job> {
        let variable = of.0;
        let mut search = Search::None;
        for stage in 0..self.verifiers.len() {
            let Some(verifier) = self.verifiers[stage] else { continue };
            search = search.or_else(|| {
                let found = self.tells_apart(verifier, variable, pair);
                let found = found.and_then(|case| self.pair(&case, of, pair));
                found.map(|pair| Job::Verifier(StageIndex(stage), pair))
            });
        }
        for rule in 0..self.rules.len() {
            if self.playbook.rules[rule].kind == RuleKind::Signal(0) {
                search = search.or_else(|| {
                    let found = self.tells_apart(self.rules[rule], variable, pair);
                    let found = found.and_then(|case| self.pair(&case, of, pair));
                    found.map(|pair| Job::Caveat(RuleIndex(rule), pair))
                });
            }
        }
        search
    }

    /// A case with which the event turns with a variable's cell.
    fn turning(&mut self, variable: usize, [one, other]: [usize; 2]) -> Search {
        let pair = (variable, one.min(other), one.max(other));
        if let Some(case) = self.guesses.turning.get(&pair) {
            return Search::Found(case.clone());
        }
        if self.alike.contains(&pair) {
            return Search::None;
        }
        let first = self.verdict_with(variable, one);
        let second = self.verdict_with(variable, other);
        let found = if first == second { Search::None } else { self.apart(first, second) };
        match &found {
            Search::Found(case) => {
                self.guesses.turning.insert(pair, case.clone());
            }
            Search::None => {
                self.alike.insert(pair);
            }
            Search::Unsettled => {}
        }
        found
    }

    /// A case in which a formula holds for just one of two cells of a variable.
    pub(super) fn tells_apart(
        &mut self,
        formula: Formula,
        variable: usize,
        pair: [usize; 2],
    ) -> Search {
        if self.formulas().support(formula).binary_search(&(variable as u32)).is_err() {
            return Search::None;
        }
        let formulas = self.formulas();
        let [one, other] = pair.map(|cell| formulas.fix(formula, variable as u32, cell));
        if one == other {
            return Search::None;
        }
        let [not_one, not_other] = [one, other].map(|fixed| formulas.not(fixed));
        let only_one = formulas.all(vec![one, not_other]);
        let only_other = formulas.all(vec![other, not_one]);
        self.satisfying(only_one).or_else(|| self.satisfying(only_other))
    }
}

/// A job that the playbook gives a question in so many words.
fn stated_job(playbook: &Playbook, question: QuestionIndex) -> Option<Job> {
    if playbook.question(question).kind == Kind::Text {
        return Some(Job::Words);
    }
    let is_in = |value: &ValueIndex| {
        playbook.value(*value).is.questions(&playbook.values).contains(&question)
    };
    if let Some(value) = playbook.value_indexes().find(is_in) {
        return Some(Job::Value(value));
    }
    let prepares = |stage: &crate::playbook::Stage| {
        stage.prepare.iter().flatten().any(|prepared| *prepared == question)
    };
    let stage = playbook.stages.iter().position(prepares)?;
    Some(Job::Prepared(StageIndex(stage)))
}

/// Whether some condition names an option of a `choice`.
fn is_named(playbook: &Playbook, question: QuestionIndex, option: usize) -> bool {
    playbook.conditions().any(|condition| names(condition, question, option))
}

fn names(condition: &Condition, question: QuestionIndex, option: usize) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| names(part, question, option))
        }
        Condition::Not(part) => names(part, question, option),
        Condition::Test(tested, Test::OneOf(options) | Test::NoneOf(options)) => {
            *tested == Subject::Question(question) && options.contains(&option)
        }
        Condition::Test(..) => false,
    }
}
