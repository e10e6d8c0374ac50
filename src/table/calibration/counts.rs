//! Counting what buyers decided, for each thing that a playbook says of their deals.

use super::case::{Judged, Known};
use super::tally::{Sides, Tally};
use crate::deal::Decided;
use crate::engine::{Effect, Verdict};
use crate::playbook::{Playbook, Question};

/// All verdicts, best first, and undecided last.
pub const VERDICTS: [Verdict; 4] =
    [Verdict::Fit, Verdict::NotYet, Verdict::NoFit, Verdict::Undecided];

/// What buyers decided, for each thing that a playbook says of their deals.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// All who decided.
    pub all: Tally,
    /// How many have not decided yet.
    pub open: u64,
    /// As [`VERDICTS`] lists them.
    pub(super) verdicts: [Tally; VERDICTS.len()],
    pub(super) bands: Vec<Tally>,
    /// Whether a rule holds.
    pub(super) rules: Vec<Sides>,
    /// Whether a group is weak.
    pub(super) groups: Vec<Sides>,
    /// Of all.
    pub(super) answers: AnswerCounts,
    /// Of those who were not told an honest no: with others a no may be why they did not choose us, so
    /// that the answers behind it tell the outcome without having come after it.
    pub(super) untold: AnswerCounts,
}

/// What buyers decided, by what is known of questions that apply to them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AnswerCounts {
    /// For each question whether its answer is missing.
    pub(super) missing: Vec<Sides>,
    /// For each option of a question whether it is the answer, or in it.
    pub(super) options: Vec<Vec<Sides>>,
}

impl Counts {
    /// Of nobody yet.
    pub fn of(playbook: &Playbook) -> Self {
        let none = |count| vec![Sides::default(); count];
        Self {
            all: Tally::default(),
            open: 0,
            verdicts: Default::default(),
            bands: vec![Tally::default(); playbook.scale.bands().len()],
            rules: none(playbook.rules.len()),
            groups: none(playbook.groups.len()),
            answers: AnswerCounts::of(playbook),
            untold: AnswerCounts::of(playbook),
        }
    }

    /// Counts a deal of which the buyer has decided nothing yet.
    pub fn add_open(&mut self) {
        self.open += 1;
    }

    /// Counts a deal, what its buyer decided, and how much they regret it, if they have looked back.
    pub fn add(&mut self, judged: &Judged, decided: Decided, regret: Option<i64>) {
        self.all.add(decided, regret);
        let verdicts = VERDICTS.iter().zip(&mut self.verdicts);
        for (_, tally) in verdicts.filter(|(verdict, _)| **verdict == judged.verdict) {
            tally.add(decided, regret);
        }
        if let Some(tally) = judged.band.and_then(|band| self.bands.get_mut(band)) {
            tally.add(decided, regret);
        }
        for (sides, effect) in self.rules.iter_mut().zip(&judged.rules) {
            if *effect != Effect::Open {
                sides.add(*effect == Effect::Holds, decided, regret);
            }
        }
        for (sides, weak) in self.groups.iter_mut().zip(&judged.weak) {
            weak.iter().for_each(|is_weak| sides.add(*is_weak, decided, regret));
        }
        self.answers.add(judged, decided, regret);
        if !judged.is_a_no() {
            self.untold.add(judged, decided, regret);
        }
    }

    /// Of how many the advice was taken, among how many: of a fit who chose us, of an honest no or not
    /// yet who stopped looking.
    pub fn advice(&self, verdict: Verdict) -> Option<(u64, u64)> {
        let good = match verdict {
            Verdict::Fit => Decided::Ours,
            Verdict::NotYet | Verdict::NoFit => Decided::Stopped,
            Verdict::Undecided => return None,
        };
        let place = VERDICTS.iter().position(|one| *one == verdict)?;
        let tally = self.verdicts[place];
        Some((tally.of(good), tally.n()))
    }
}

impl AnswerCounts {
    fn of(playbook: &Playbook) -> Self {
        let options = |question: &Question| vec![Sides::default(); question.option_count()];
        Self {
            missing: vec![Sides::default(); playbook.questions.len()],
            options: playbook.questions.iter().map(options).collect(),
        }
    }

    fn add(&mut self, judged: &Judged, decided: Decided, regret: Option<i64>) {
        for (question, known) in judged.answers.iter().enumerate() {
            if *known == Known::SetAside {
                continue;
            }
            self.missing[question].add(*known == Known::Missing, decided, regret);
            let Known::Answer { has, lacks } = known else { continue };
            for (option, sides) in self.options[question].iter_mut().enumerate() {
                if has.contains(&option) || lacks.contains(&option) {
                    sides.add(has.contains(&option), decided, regret);
                }
            }
        }
    }
}
