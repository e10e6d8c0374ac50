//! Who writes cases: what is shown by now, and what was written.

use super::prospects::Prospects;
use crate::authoring::cases::Because;
use crate::authoring::cases::coverage::{Coverage, Target, Way};
use crate::authoring::cases::negated_rules::Deciders;
use crate::authoring::cases::running::reasons;
use crate::deal::Facts;
use crate::engine::{Effect, Engine, Outcome, Verdict};
use crate::playbook::{Playbook, RuleIndex, RuleKind, StageIndex};
use crate::text::source::capitalised;

/// A case as it is suggested; it comes out as it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Its name, unlike that of any other case.
    pub name: String,
    /// What it differs in from another case, in words, where that is one answer.
    pub beside: Option<String>,
    /// What is known.
    pub facts: Facts,
    /// What comes out.
    pub verdict: Verdict,
    /// The rules that decide a no-fit, the holds that make a not-yet; of a fit the rule that it is
    /// about, if that holds.
    pub because: Vec<String>,
    /// The stage that it is about, if it is about one.
    pub stage: Option<StageIndex>,
}

/// A case that is there already.
#[derive(Debug, Clone, Copy)]
pub struct Existing<'c> {
    /// Its name.
    pub name: &'c str,
    /// What is known.
    pub facts: &'c Facts,
    /// It ran and passed.
    pub passed: bool,
}

/// A case that shows something.
pub(super) struct Known {
    pub(super) name: String,
    pub(super) facts: Facts,
    /// What they come to.
    pub(super) outcome: Outcome,
}

impl Known {
    fn of(engine: &Engine<'_>, name: &str, facts: &Facts) -> Self {
        let outcome = engine.outcome(facts);
        Self { name: name.to_owned(), facts: facts.clone(), outcome }
    }
}

/// Writes cases until everything is shown.
pub(super) struct Author<'a, 't> {
    pub(super) playbook: &'a Playbook,
    pub(super) engine: &'a Engine<'a>,
    pub(super) deciders: &'a Deciders<'t>,
    pub(super) coverage: Coverage,
    /// The cases that show something.
    pub(super) known: Vec<Known>,
    taken: Vec<String>,
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) proven: Vec<Target>,
}

impl<'a, 't> Author<'a, 't> {
    pub(super) fn new(
        engine: &'a Engine<'_>,
        deciders: &'a Deciders<'t>,
        coverage: Coverage,
        existing: &[Existing<'_>],
    ) -> Self {
        let passed = existing.iter().filter(|case| case.passed);
        Self {
            playbook: engine.playbook(),
            engine,
            deciders,
            coverage,
            known: passed.map(|case| Known::of(engine, case.name, case.facts)).collect(),
            taken: existing.iter().map(|case| case.name.to_owned()).collect(),
            suggestions: Vec::new(),
            proven: Vec::new(),
        }
    }

    pub(super) fn prospects(&self) -> Prospects<'_> {
        Prospects { engine: self.engine, coverage: &self.coverage }
    }

    /// Adds a case, if it shows what it should.
    pub(super) fn add(&mut self, target: Target, facts: Facts, beside: Option<String>) {
        let outcome = self.engine.outcome(&facts);
        let mut coverage = self.coverage.clone();
        coverage.add(self.playbook, self.deciders, &facts, &outcome);
        // A case says what comes out, so that has to be known.
        if !outcome.settled || !coverage.covers(target) {
            return;
        }
        self.coverage = coverage;
        let name = self.free_name(&self.name(target, &outcome));
        self.taken.push(name.clone());
        self.known.push(Known {
            name: name.clone(),
            facts: facts.clone(),
            outcome: outcome.clone(),
        });
        let stage = match target {
            Target::Stage(stage) => Some(stage),
            Target::Rule(..) | Target::Option(..) => None,
        };
        let because = self.because(target, &outcome);
        let verdict = outcome.verdict;
        self.suggestions.push(Suggestion { name, beside, facts, verdict, because, stage });
    }

    fn because(&self, target: Target, outcome: &Outcome) -> Vec<String> {
        let reasons = reasons(self.playbook, outcome);
        let reasons = reasons.iter().map(Because::id);
        match (outcome.verdict, target) {
            (Verdict::NotYet | Verdict::NoFit, _) => reasons.map(str::to_owned).collect(),
            (_, Target::Rule(rule, _)) => {
                let id = &self.playbook.rule(rule).id;
                reasons.filter(|reason| reason == id).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        }
    }

    fn name(&self, target: Target, outcome: &Outcome) -> String {
        let comes_out = match outcome.verdict {
            Verdict::Fit => "a fit",
            Verdict::NotYet => "not yet",
            Verdict::NoFit => "no fit",
            Verdict::Undecided => "undecided",
        };
        match target {
            Target::Rule(rule, way) => {
                let rule = self.playbook.rule(rule);
                let way = match (way, rule.kind) {
                    (Way::Holding, RuleKind::Points) => "gives points",
                    (Way::Failing, RuleKind::Points) => "gives less than it can",
                    (Way::Holding, _) => "holds",
                    (Way::Failing, _) => "fails",
                };
                format!("{comes_out}, where {} {way}", rule.id)
            }
            Target::Option(question, option) => {
                let question = self.playbook.question(question);
                format!("{comes_out}, with {} {}", question.id, question.option_id(option))
            }
            Target::Stage(stage) => {
                format!("{comes_out}, at the stage {}", self.playbook.stage(stage).id)
            }
        }
    }

    fn free_name(&self, name: &str) -> String {
        let name = capitalised(name);
        let numbered = (2..).map(|number| format!("{name}, {number}"));
        let mut names = [name.clone()].into_iter().chain(numbered);
        names.find(|name| !self.taken.contains(name)).unwrap_or(name)
    }

    /// Whether facts settle a rule this way, and it decides.
    pub(super) fn decides(&self, rule: RuleIndex, way: Way, facts: &Facts) -> bool {
        self.settles(rule, way, facts, &self.engine.outcome(facts))
    }

    /// The same, `outcome` being what they come to.
    pub(super) fn settles(
        &self,
        rule: RuleIndex,
        way: Way,
        facts: &Facts,
        outcome: &Outcome,
    ) -> bool {
        outcome.rules[rule.0] != Effect::Open
            && outcome.verdict != Verdict::Undecided
            && self.deciders.decides(rule, way, facts, outcome)
    }
}
