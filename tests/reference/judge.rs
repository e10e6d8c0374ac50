//! The brief's fields, from all complete cases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use coach::deal::Facts;
use coach::engine::{Effect, Verdict};
use coach::playbook::{GroupIndex, Kind, Playbook, QuestionIndex, RuleIndex, StageIndex};

use super::cases::{self, Case};
use super::knowledge::Known;
use super::values::{Value, likeness, representatives, takes, tests_on};

/// A set of questions, a bit each.
type QuestionSet = u32;

/// A playbook and the facts of a deal, with all complete cases.
pub(crate) struct Judge<'j> {
    /// The playbook.
    pub(crate) playbook: &'j Playbook,
    facts: &'j Facts,
    domains: Vec<Vec<Value>>,
    /// What is known about each question.
    pub(crate) known: Vec<Known>,
    /// Every complete case, consistent or not.
    pub(crate) cases: Vec<Case>,
    /// The places of the cases that are consistent with the evidence.
    pub(crate) consistent: Vec<usize>,
}

impl<'j> Judge<'j> {
    /// Writes out all cases; `None` if there are more than `limit`.
    pub(crate) fn of(playbook: &'j Playbook, facts: &'j Facts, limit: usize) -> Option<Self> {
        let domains: Vec<Vec<Value>> = playbook
            .question_indexes()
            .map(|question| representatives(playbook, question, facts.about(question)))
            .collect();
        let known: Vec<Known> = playbook
            .question_indexes()
            .map(|question| {
                Known::of(playbook.question(question), facts.about(question), &domains[question.0])
            })
            .collect();
        let cases = cases::all(playbook, &domains, limit)?;
        let mut judge = Self { playbook, facts, domains, known, cases, consistent: Vec::new() };
        judge.consistent = judge.consistent_with(|known| &known.by_evidence);
        Some(judge)
    }

    fn consistent_with(&self, left: impl Fn(&Known) -> &Vec<Value>) -> Vec<usize> {
        let is_consistent = |case: &Case| {
            let mut answers = case.values.iter().zip(&self.known);
            answers.all(|(value, known)| value.is_none_or(|value| left(known).contains(&value)))
        };
        (0..self.cases.len()).filter(|&place| is_consistent(&self.cases[place])).collect()
    }

    fn consistent_cases(&self) -> impl Iterator<Item = &Case> {
        self.consistent.iter().map(|&place| &self.cases[place])
    }

    /// The verdict over the evidence.
    pub(crate) fn verdict(&self) -> Verdict {
        verdict_over(self.consistent_cases())
    }

    /// The verdicts that consistent cases have, best first.
    pub(crate) fn possible(&self) -> Vec<Verdict> {
        let mut possible = vec![Verdict::Fit, Verdict::NotYet, Verdict::NoFit];
        possible.retain(|verdict| self.consistent_cases().any(|case| case.verdict == *verdict));
        possible
    }

    /// The verdict over all facts.
    pub(crate) fn if_assumptions_hold(&self) -> Verdict {
        let consistent = self.consistent_with(|known| &known.by_all);
        verdict_over(consistent.iter().map(|&place| &self.cases[place]))
    }

    /// The lowest and the highest score.
    pub(crate) fn score(&self) -> (i64, i64) {
        let scores = || self.consistent_cases().map(|case| case.score);
        (scores().min().expect("there is a case"), scores().max().expect("there is a case"))
    }

    /// The band that all scores have.
    pub(crate) fn band(&self) -> Option<usize> {
        let mut bands = self.consistent_cases().map(|case| cases::band(self.playbook, case.score));
        let first = bands.next().flatten();
        first.filter(|_| bands.all(|band| band == first))
    }

    /// For each group its place, its lowest score and its highest.
    pub(crate) fn groups(&self) -> Vec<(usize, i64, i64)> {
        let groups = 0..self.playbook.groups.len();
        let bounds = groups.map(|group| {
            let of_group = |case: &Case| -> i64 {
                let rules = self.playbook.rules.iter().zip(&case.adds);
                let rules = rules.filter(|(rule, _)| rule.group == Some(GroupIndex(group)));
                rules.map(|(_, adds)| adds).sum()
            };
            let scores = || self.consistent_cases().map(of_group);
            (group, scores().min().expect("a case"), scores().max().expect("a case"))
        });
        bounds.collect()
    }

    /// Each rule with points, with the fewest and the most.
    pub(crate) fn points(&self) -> Vec<(RuleIndex, (i64, i64))> {
        let rules = self.playbook.rules.iter().enumerate();
        let with_points = rules.filter(|(_, rule)| rule.points.is_some());
        let bounds = with_points.map(|(place, _)| {
            let points = || self.consistent_cases().map(|case| case.adds[place]);
            let bounds = (points().min().expect("a case"), points().max().expect("a case"));
            (RuleIndex(place), bounds)
        });
        bounds.collect()
    }

    /// For each rule, whether its condition holds; of points, whether they are one number other than
    /// 0.
    pub(crate) fn effects(&self) -> Vec<Effect> {
        let rules = self.playbook.rules.iter().enumerate();
        let effects = rules.map(|(place, rule)| {
            let adds: BTreeSet<i64> =
                self.consistent_cases().map(|case| case.adds[place]).collect();
            match (&rule.points, adds.len()) {
                (Some(_), 2..) => Effect::Open,
                _ => effect(self.consistent_cases().map(|case| case.rules[place])),
            }
        });
        effects.collect()
    }

    /// For each question, whether it applies.
    pub(crate) fn applies(&self) -> Vec<Effect> {
        let applies = |question: usize| {
            effect(self.consistent_cases().map(|case| case.values[question].is_some()))
        };
        (0..self.playbook.questions.len()).map(applies).collect()
    }

    /// For each stage, whether it is verified.
    pub(crate) fn verified(&self) -> Vec<bool> {
        let verified = |stage: usize| {
            let questions = || self.playbook.stages[stage].questions.clone();
            self.consistent_cases().all(|case| match case.verifiers[stage] {
                Some(holds) => holds || questions().all(|question| case.values[question].is_none()),
                None => questions().all(|question| {
                    case.values[question].is_none() || self.known[question].has_evidence
                }),
            })
        };
        (0..self.playbook.stages.len()).map(verified).collect()
    }

    /// The first stage that is not verified.
    pub(crate) fn stage(&self) -> Option<StageIndex> {
        self.verified().iter().position(|verified| !verified).map(StageIndex)
    }

    /// Questions about which something is known of this kind.
    pub(crate) fn known_where(&self, is_so: impl Fn(&Known) -> bool) -> Vec<QuestionIndex> {
        self.playbook.question_indexes().filter(|question| is_so(&self.known[question.0])).collect()
    }

    /// Questions with facts that apply in no consistent case.
    pub(crate) fn set_aside(&self) -> Vec<QuestionIndex> {
        let applies = self.applies();
        let mut set_aside = self.known_where(|known| known.has_facts);
        set_aside.retain(|question| applies[question.0] == Effect::Fails);
        set_aside
    }

    /// Questions in which two consistent cases with different verdicts differ, while they agree
    /// on every other question that applies in both.
    pub(crate) fn can_still_change(&self) -> Vec<QuestionIndex> {
        if self.verdict() != Verdict::Undecided {
            return Vec::new();
        }
        let can_change = |question: &QuestionIndex| self.can_change(*question);
        self.playbook.question_indexes().filter(can_change).collect()
    }

    fn can_change(&self, question: QuestionIndex) -> bool {
        // Two such cases agree on all that no gate connects to the question, so only cases that
        // are alike there need to be laid side by side.
        let gated = self.gated_by(question);
        let mut alike: HashMap<Vec<Option<Value>>, Vec<&Case>> = HashMap::new();
        for case in self.consistent_cases() {
            let key = case.values.iter().enumerate().map(|(place, value)| {
                if gated.contains(&QuestionIndex(place)) { None } else { *value }
            });
            alike.entry(key.collect()).or_default().push(case);
        }
        alike.values().any(|cases| {
            cases.iter().enumerate().any(|(place, one)| {
                cases[..place].iter().any(|two| differ_only_in(question, one, two))
            })
        })
    }

    /// A question and all that it may make apply or not.
    fn gated_by(&self, question: QuestionIndex) -> BTreeSet<QuestionIndex> {
        let mut gated = BTreeSet::from([question]);
        for later in cases::gates_first(self.playbook) {
            let gate = self.playbook.question(later).when.as_ref();
            if gate.is_some_and(|gate| {
                gate.questions(&self.playbook.values).iter().any(|named| gated.contains(named))
            }) {
                gated.insert(later);
            }
        }
        gated
    }

    /// The questions that have to be answered before it is clear whether a question applies.
    pub(crate) fn waits_for(&self, question: QuestionIndex) -> BTreeSet<QuestionIndex> {
        let applies = self.applies();
        let mut waits_for = BTreeSet::new();
        let mut waiting = vec![question];
        while let Some(question) = waiting.pop() {
            let gate = self.playbook.question(question).when.as_ref();
            if let Some(gate) = gate.filter(|_| applies[question.0] == Effect::Open) {
                waiting.extend(
                    gate.questions(&self.playbook.values)
                        .into_iter()
                        .filter(|&one| waits_for.insert(one)),
                );
            }
        }
        waits_for
    }

    /// Whether fewer questions than the playbook's opening has have evidence.
    pub(crate) fn is_opening(&self) -> bool {
        self.known_where(|known| known.has_evidence).len() < self.playbook.opening
    }

    /// The text questions of the first stage's `prepare`, in its order, that surely apply and of
    /// which nothing is known.
    pub(crate) fn problem_in_words(&self) -> Vec<QuestionIndex> {
        let applies = self.applies();
        let prepared = self.playbook.stages[0].prepare.iter().flatten();
        let is_wanted = |question: &&QuestionIndex| {
            self.playbook.question(**question).kind == Kind::Text
                && applies[question.0] == Effect::Holds
                && !self.known[question.0].has_facts
        };
        prepared.filter(is_wanted).copied().collect()
    }

    /// What the current stage and those before it prepare, may apply, and has no evidence; nothing
    /// of a no-fit.
    pub(crate) fn not_ready(&self) -> BTreeSet<QuestionIndex> {
        if self.verdict() == Verdict::NoFit {
            return BTreeSet::new();
        }
        let applies = self.applies();
        let reached = self.stage().map_or(usize::MAX, |stage| stage.0 + 1);
        let prepared = self.playbook.stages.iter().take(reached).flat_map(|one| &one.prepare);
        let is_missing = |question: &&QuestionIndex| {
            applies[question.0] != Effect::Fails && !self.known[question.0].has_evidence
        };
        prepared.flatten().filter(is_missing).copied().collect()
    }

    /// For each of these questions the place of its stage: in the opening all alike; after it the
    /// current stage first, then the others in their order. What another one of them waits for takes that one's place, if that
    /// is the earlier one.
    pub(crate) fn stage_places(
        &self,
        questions: &[QuestionIndex],
        current: Option<StageIndex>,
        is_opening: bool,
    ) -> BTreeMap<QuestionIndex, usize> {
        let mut places = BTreeMap::new();
        for &question in questions {
            let stage = self.playbook.question(question).stage;
            let is_first = is_opening || Some(stage) == current;
            let place = if is_first { 0 } else { stage.0 + 1 };
            for one in self.waits_for(question).into_iter().chain([question]) {
                let earliest = places.entry(one).or_insert(place);
                *earliest = place.min(*earliest);
            }
        }
        places
    }

    /// For each case with the other verdict than the decided one: the questions whose evidence it
    /// contradicts.
    fn contradictions(&self) -> BTreeSet<QuestionSet> {
        let verdict = self.verdict();
        self.contradictions_with(|case| case.verdict != verdict)
    }

    fn contradictions_with(&self, is_meant: impl Fn(&Case) -> bool) -> BTreeSet<QuestionSet> {
        let meant = self.cases.iter().filter(|case| is_meant(case));
        meant.map(|case| self.contradicted(case)).collect()
    }

    fn contradicted(&self, case: &Case) -> QuestionSet {
        let answers = case.values.iter().zip(&self.known).enumerate();
        answers.fold(0, |set, (question, (value, known))| match value {
            Some(value) if !known.by_evidence.contains(value) => set | 1 << question,
            _ => set,
        })
    }

    /// The smallest set of questions whose facts alone force the decided verdict, the first in
    /// playbook order among equals.
    pub(crate) fn rests_on(&self) -> Vec<QuestionIndex> {
        if self.verdict() == Verdict::Undecided {
            return Vec::new();
        }
        let contradictions = self.contradictions();
        let forces = |set: &QuestionSet| contradictions.iter().all(|other| other & set != 0);
        let sets = 0..(1 << self.playbook.questions.len()) as QuestionSet;
        let smallest = sets.filter(forces).min_by_key(|&set| (set.count_ones(), questions_of(set)));
        questions_of(smallest.expect("all facts together force the verdict"))
    }

    /// For a decided verdict: the smallest sets of questions with evidence for which other answers
    /// make another verdict possible.
    pub(crate) fn smallest_changes(&self, other: Verdict) -> BTreeSet<Vec<QuestionIndex>> {
        let contradictions = self.contradictions_with(|case| case.verdict == other);
        let Some(fewest) = contradictions.iter().map(|set| set.count_ones()).min() else {
            return BTreeSet::new();
        };
        let smallest = contradictions.iter().filter(|set| set.count_ones() == fewest);
        smallest.map(|&set| questions_of(set)).collect()
    }

    /// Whether these answers, put in place of the evidence on their questions, leave a case with
    /// this verdict.
    pub(crate) fn makes_possible(
        &self,
        answers: &[(QuestionIndex, Value)],
        verdict: Verdict,
    ) -> bool {
        let mut left = self.cases.iter().filter(|case| self.is_left(case, answers));
        left.any(|case| case.verdict == verdict)
    }

    /// The verdict with one answer put in place of the evidence on its question.
    pub(crate) fn verdict_with(&self, question: QuestionIndex, value: Value) -> Verdict {
        verdict_over(self.cases.iter().filter(|case| self.is_left(case, &[(question, value)])))
    }

    fn is_left(&self, case: &Case, answers: &[(QuestionIndex, Value)]) -> bool {
        self.playbook.question_indexes().all(|question| {
            let Some(value) = case.values[question.0] else { return true };
            match answers.iter().find(|(answered, _)| *answered == question) {
                Some((_, answer)) => self.is_like(question, value, *answer),
                None => self.known[question.0].by_evidence.contains(&value),
            }
        })
    }

    /// Whether two values of a question can't be told apart.
    pub(crate) fn is_like(&self, question: QuestionIndex, one: Value, two: Value) -> bool {
        match one {
            Value::Number(_) => {
                let tests = tests_on(self.playbook, question);
                let facts = self.facts.about(question);
                likeness(&tests, facts, one) == likeness(&tests, facts, two)
            }
            _ => one == two,
        }
    }

    /// Whether the evidence leaves a value of a question possible.
    pub(crate) fn is_possible(&self, question: QuestionIndex, value: Value) -> bool {
        let mut left = self.known[question.0].by_evidence.iter();
        takes(self.playbook.question(question), value)
            && left.any(|one| self.is_like(question, *one, value))
    }

    /// The values of a question that the evidence leaves, one of each kind.
    pub(crate) fn possible_values(&self, question: QuestionIndex) -> &[Value] {
        &self.known[question.0].by_evidence
    }
}

fn verdict_over<'c>(mut cases: impl Iterator<Item = &'c Case>) -> Verdict {
    let first = cases.next().expect("facts leave at least one case").verdict;
    if cases.all(|case| case.verdict == first) { first } else { Verdict::Undecided }
}

/// Whether something is so in every case, in none, or in some.
fn effect(mut in_cases: impl Iterator<Item = bool>) -> Effect {
    let first = in_cases.next().expect("facts leave at least one case");
    match (in_cases.all(|holds| holds == first), first) {
        (true, true) => Effect::Holds,
        (true, false) => Effect::Fails,
        (false, _) => Effect::Open,
    }
}

fn differ_only_in(question: QuestionIndex, one: &Case, two: &Case) -> bool {
    let mut answers = one.values.iter().zip(&two.values).enumerate();
    one.verdict != two.verdict
        && one.values[question.0] != two.values[question.0]
        && answers.all(|(place, (one, two))| {
            place == question.0 || one.is_none() || two.is_none() || one == two
        })
}

fn questions_of(set: QuestionSet) -> Vec<QuestionIndex> {
    (0..QuestionSet::BITS as usize)
        .filter(|place| set & (1 << place) != 0)
        .map(QuestionIndex)
        .collect()
}
