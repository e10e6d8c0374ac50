//! All that is to be asked, in its order: the buyer's problem in their words, what can change the
//! verdict, and what the talk calls for.

use std::collections::BTreeSet;

use super::assessment::{Effect, Order, Verdict};
use super::called_for::called_for;
use super::knowledge::Knowledge;
use super::known_deal::View;
use crate::playbook::{Kind, Playbook, QuestionIndex, StageIndex};

/// How a conversation goes through what is to be asked.
#[derive(Debug, Clone, Copy)]
pub struct Way<'w> {
    /// In which order.
    pub order: Order,
    /// The stage to begin at, in place of the buyer's current one and without an opening; what comes
    /// before it is asked last.
    pub from: Option<StageIndex>,
    /// The questions that were put already.
    pub passed: &'w BTreeSet<QuestionIndex>,
    /// The questions of which the evidence is too old.
    pub stale: &'w BTreeSet<QuestionIndex>,
}

impl View<'_, '_> {
    /// Everything to ask, each question once; `ranked` can change the verdict, and the evidence on
    /// those in `stale` is too old. Of a no-fit nothing: it is ready.
    pub(super) fn agenda(
        &self,
        knowledge: &Knowledge,
        verdict: Verdict,
        ranked: Vec<QuestionIndex>,
        stale: &BTreeSet<QuestionIndex>,
    ) -> Vec<QuestionIndex> {
        if verdict == Verdict::NoFit {
            return Vec::new();
        }
        let words = self.problem_in_words(knowledge);
        let called_for = self.not_ready(knowledge, verdict, stale);
        let mut listed = BTreeSet::new();
        let mut agenda: Vec<QuestionIndex> =
            words.into_iter().chain(ranked).chain(called_for).collect();
        agenda.retain(|question| listed.insert(*question));
        agenda
    }

    /// The first of [`agenda`](Self::agenda), without what comes after it.
    pub(super) fn first_of_agenda(
        &self,
        knowledge: &Knowledge,
        verdict: Verdict,
        stale: &BTreeSet<QuestionIndex>,
    ) -> Option<QuestionIndex> {
        let called_for = || self.not_ready(knowledge, verdict, stale).first().copied();
        match verdict {
            Verdict::NoFit => None,
            Verdict::Undecided => self.first_that_tells(knowledge).or_else(called_for),
            Verdict::Fit | Verdict::NotYet => {
                self.problem_in_words(knowledge).first().copied().or_else(called_for)
            }
        }
    }

    /// The first of [`agenda`](Self::agenda) in the order of a conversation, of what surely applies and
    /// was not put yet.
    pub(super) fn next_to_ask(&self, knowledge: &Knowledge, way: &Way) -> Option<QuestionIndex> {
        let verdict = self.verdict();
        let ranked = match verdict {
            Verdict::Undecided => {
                self.ranked(knowledge, way.order, self.phase(knowledge, way.from), way.passed)
            }
            Verdict::Fit | Verdict::NotYet | Verdict::NoFit => Vec::new(),
        };
        let mut agenda = self.agenda(knowledge, verdict, ranked, way.stale);
        agenda.retain(|question| {
            self.applies[question.0] == Effect::Holds && !way.passed.contains(question)
        });
        let stage = |question: &QuestionIndex| self.engine.playbook.question(*question).stage;
        let is_before = |question: &QuestionIndex| Some(stage(question)) < way.from;
        match way.order {
            Order::Adaptive => agenda.into_iter().min_by_key(is_before),
            Order::Playbook => agenda.into_iter().min_by_key(|one| (is_before(one), *one)),
        }
    }

    /// The buyer's problem in their words, while it is unknown, else what is worth most of what can
    /// change an undecided verdict.
    pub(super) fn first_that_tells(&self, knowledge: &Knowledge) -> Option<QuestionIndex> {
        let ranked = || {
            let phase = self.phase(knowledge, None);
            self.ranked(knowledge, Order::Adaptive, phase, &BTreeSet::new()).first().copied()
        };
        self.problem_in_words(knowledge).first().copied().or_else(ranked)
    }

    /// The text questions that the first stage prepares, as far as they surely apply and nothing is
    /// known of them.
    pub(super) fn problem_in_words(&self, knowledge: &Knowledge) -> Vec<QuestionIndex> {
        let mut words = unknown_words(self.engine.playbook, knowledge);
        words.retain(|question| self.applies[question.0] == Effect::Holds);
        words
    }

    /// What the talk calls for and nobody has said, or not of late; gates before what they open.
    fn not_ready(
        &self,
        knowledge: &Knowledge,
        verdict: Verdict,
        stale: &BTreeSet<QuestionIndex>,
    ) -> Vec<QuestionIndex> {
        let playbook = self.engine.playbook;
        // Where a stage prepares nothing, it is what can change the verdict that is called for.
        let called_for = called_for(playbook, verdict, self.stage(), &self.applies, |_| false);
        let is_missing = |question: &QuestionIndex| {
            knowledge.about(*question).evidence.is_none() || stale.contains(question)
        };
        let missing: Vec<QuestionIndex> =
            called_for.into_iter().map(|needed| needed.question).filter(is_missing).collect();
        let (mut seen, mut in_order) = (BTreeSet::new(), Vec::with_capacity(missing.len()));
        for question in &missing {
            gates_first(playbook, *question, &mut seen, &mut in_order);
        }
        in_order.retain(|question| missing.contains(question));
        in_order
    }
}

/// The text questions that the first stage prepares and of which nothing is known, applying or not.
pub(super) fn unknown_words(playbook: &Playbook, knowledge: &Knowledge) -> Vec<QuestionIndex> {
    let prepared = playbook.stages.first().and_then(|stage| stage.prepare.as_ref());
    let is_wanted = |question: &&QuestionIndex| {
        playbook.question(**question).kind == Kind::Text
            && knowledge.about(**question).all.is_none()
    };
    prepared.into_iter().flatten().filter(is_wanted).copied().collect()
}

/// Adds a question after all that it waits for, be it by way of others; no chain of those is a circle.
fn gates_first(
    playbook: &Playbook,
    question: QuestionIndex,
    seen: &mut BTreeSet<QuestionIndex>,
    in_order: &mut Vec<QuestionIndex>,
) {
    if !seen.insert(question) {
        return;
    }
    let gates = playbook.question(question).when.iter();
    for gate in gates.flat_map(|when| when.questions(&playbook.values)) {
        gates_first(playbook, gate, seen, in_order);
    }
    in_order.push(question);
}
