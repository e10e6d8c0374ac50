//! Witnesses: which answers of a case make the two verdicts.

use super::joint::{Joint, Version};
use super::search::Turning;
use super::sides::{Forcing, Side, Value, Wanted};
use super::witness::Witness;
use crate::authoring::proofs::cases::Case;
use crate::engine::cells::CellSet;
use crate::engine::circuit::Root;
use crate::engine::{Engine, SingleAnswer, Verdict};
use crate::playbook::QuestionIndex;

/// The most sets of options of one question that are tried.
const MOST_SETS: usize = 256;

/// Two playbooks to which cases are put.
pub(super) struct Trial<'t> {
    joint: &'t Joint,
    old: &'t Engine<'t>,
    new: &'t Engine<'t>,
    /// For each question of the space answers that stand for all others.
    values: Vec<Vec<Value>>,
    /// They do so for every question.
    is_whole: bool,
}

impl<'t> Trial<'t> {
    /// Makes two playbooks ready.
    pub(super) fn new(old: &'t Engine<'t>, new: &'t Engine<'t>, joint: &'t Joint) -> Self {
        let mut trial = Self { joint, old, new, values: Vec::new(), is_whole: true };
        for question in 0..joint.questions.len() {
            let (cells, is_whole) = trial.representatives(question);
            let values = cells.iter().filter_map(|case| trial.value(question, case)).collect();
            trial.values.push(values);
            trial.is_whole &= is_whole;
        }
        // Values tell more numbers apart than there are cells.
        trial.is_whole &= joint.variables.worked.is_empty();
        trial
    }

    /// The fewest answers that make a case's two verdicts, or those of the case that do.
    pub(super) fn witness(&self, turning: &Turning) -> Witness {
        let own: Vec<Option<Value>> = (0..self.joint.questions.len())
            .map(|question| self.value(question, &turning.case))
            .collect();
        let all_cells = [self.old, self.new].map(|engine| engine.variables.all_cells());
        let forcing = Forcing { sides: self.sides(turning.verdicts), all_cells };
        let (answers, is_smallest) = forcing.fewest(&own, &self.values);
        Witness {
            old: self.case(Version::Old, &answers),
            new: self.case(Version::New, &answers),
            questions: answers.len(),
            is_smallest: is_smallest && self.is_whole,
        }
    }

    /// The answers to those questions that a playbook asks, in its order.
    fn case(&self, version: Version, answers: &[(usize, SingleAnswer)]) -> Case {
        let mut known: Vec<(QuestionIndex, SingleAnswer)> = answers
            .iter()
            .filter_map(|(question, answer)| {
                let joint = &self.joint.questions[*question];
                Some((joint.place(version)?, joint.answer_in(version, answer)))
            })
            .collect();
        known.sort_by_key(|(question, _)| *question);
        Case { answers: known }
    }

    fn engine(&self, version: Version) -> &'t Engine<'t> {
        match version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }

    /// What makes two verdicts, which differ, of the old playbook and of the new one.
    fn sides(&self, [old, new]: [Verdict; 2]) -> Vec<Side<'t>> {
        let falls = old == Verdict::Fit || new == Verdict::NoFit;
        let (high, low) = match falls {
            true => ((Version::Old, old), (Version::New, new)),
            false => ((Version::New, new), (Version::Old, old)),
        };
        let mut sides = vec![self.reached(high), self.missed(low)];
        match (high.1, low.1) {
            (Verdict::NotYet, _) => sides.push(self.missed(high)),
            (_, Verdict::NotYet) => sides.push(self.reached(low)),
            _ => {}
        }
        sides
    }

    /// That a playbook's verdict is no lower.
    fn reached(&self, (version, verdict): (Version, Verdict)) -> Side<'t> {
        let roots = self.engine(version).whole_model().verdict;
        let root = if verdict == Verdict::Fit { roots.fit } else { roots.at_least_not_yet };
        self.side(version, root, Wanted::Reached)
    }

    /// That a playbook's verdict is no higher.
    fn missed(&self, (version, verdict): (Version, Verdict)) -> Side<'t> {
        let roots = self.engine(version).whole_model().verdict;
        let root = if verdict == Verdict::NoFit { roots.at_least_not_yet } else { roots.fit };
        self.side(version, root, Wanted::Missed)
    }

    fn side(&self, version: Version, root: Root, wanted: Wanted) -> Side<'t> {
        let engine = self.engine(version);
        let owner = |question: QuestionIndex| {
            let mut joint = self.joint.questions.iter();
            joint.position(|joint| joint.place(version) == Some(question)).unwrap_or_default()
        };
        let decision = engine.decision(engine.whole_model());
        Side::of(version, decision, (root, wanted), &engine.variables, owner)
    }

    /// Cases in which a question takes each of the values that some condition tells apart, and
    /// whether these are all.
    fn representatives(&self, question: usize) -> (Vec<Vec<usize>>, bool) {
        let first = |cells: &CellSet| cells.iter().next().unwrap_or(0);
        let mut cases: Vec<Vec<usize>> = vec![self.joint.cells.iter().map(first).collect()];
        let mut is_whole = true;
        for variable in self.joint.variables.of_question(QuestionIndex(question)) {
            let cells = self.joint.cells[variable];
            if self.joint.variables.of_question(QuestionIndex(question)).len() > 1
                && cases.len() * cells.len() > MOST_SETS
            {
                is_whole = false;
                continue;
            }
            cases = cases
                .iter()
                .flat_map(|case| {
                    cells.iter().map(move |cell| {
                        let mut case = case.clone();
                        case[variable] = cell;
                        case
                    })
                })
                .collect();
        }
        (cases, is_whole)
    }

    /// Whether a condition of either playbook tells values of a question apart, be it values that only
    /// one of the two takes: then it has to be said that it is none of those.
    fn is_looked_at(&self, question: usize) -> bool {
        let joint = &self.joint.questions[question];
        let is_tested = |version: Version| {
            let variables = &self.engine(version).variables;
            joint.place(version).is_some_and(|place| !variables.of_question(place).is_empty())
        };
        !self.joint.variables.of_question(QuestionIndex(question)).is_empty()
            || is_tested(Version::Old)
            || is_tested(Version::New)
    }

    /// What a question's value in a case leaves of the cells of both playbooks; `None` for what
    /// no condition looks at.
    fn value(&self, question: usize, case: &[usize]) -> Option<Value> {
        if !self.is_looked_at(question) {
            return None;
        }
        let answer = self.joint.value(question, case)?;
        let joint = &self.joint.questions[question];
        let left = [Version::Old, Version::New].map(|version| {
            let Some(place) = joint.place(version) else { return Vec::new() };
            let engine = self.engine(version);
            let stated = engine.playbook().question(place);
            let known = joint.answer_in(version, &answer).as_answer(stated);
            let variables = engine.variables.of_question(place);
            variables.map(|one| (one, engine.variables.get(one).cells_of(&known))).collect()
        });
        Some(Value { answer, left })
    }
}
