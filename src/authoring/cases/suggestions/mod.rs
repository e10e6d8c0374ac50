//! Cases that show what no case shows yet.
//!
//! Each rule is shown to decide by a prospect, and where that is possible by a pair of prospects
//! who differ in one answer: the rule decides of both, once holding and once failing. That is the
//! independent effect of modified condition/decision coverage (Chilenski and Miller 1994).
//! Everything that a case shows beside is counted, so that there are few.

mod pairs;
mod prospects;
mod witnesses;
pub mod writing;

use super::Because;
use super::coverage::{Coverage, Target, Way};
use super::running::reasons;
use super::turned::Deciders;
use crate::deal::Facts;
use crate::engine::{Effect, Engine, Outcome, Verdict};
use crate::playbook::{Playbook, RuleIndex, StageIndex};
use prospects::Prospects;

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
    /// The rules that decide a no-fit; of a fit the rule that it is about, if that holds.
    pub because: Vec<String>,
    /// The stage that it is about, if it is about one.
    pub stage: Option<StageIndex>,
}

/// What the cases that are missing show, and what none can show.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestions {
    /// The cases, in the order in which they are worth reading.
    pub cases: Vec<Suggestion>,
    /// What still shows in no case.
    pub left: Vec<Left>,
}

/// What shows in no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// This.
    pub target: Target,
    /// No case can show it; else none was found.
    pub proven: bool,
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

/// Suggests the cases that are missing; `coverage` is what those that are there show.
pub fn suggest(
    engine: &Engine<'_>,
    deciders: &Deciders<'_>,
    coverage: Coverage,
    existing: &[Existing<'_>],
) -> Suggestions {
    let mut author = Author::new(engine, deciders, coverage, existing);
    let missing = author.coverage.missing();
    for target in missing {
        if !author.coverage.covers(target) {
            author.show(target);
        }
    }
    let Author { suggestions: cases, coverage, proven, .. } = author;
    let left = coverage.missing().into_iter();
    let left = left.map(|target| Left { target, proven: proven.contains(&target) });
    Suggestions { cases, left: left.collect() }
}

/// A case that shows something.
struct Known {
    name: String,
    facts: Facts,
    /// What they come to.
    outcome: Outcome,
}

impl Known {
    fn of(engine: &Engine<'_>, name: &str, facts: &Facts) -> Self {
        let outcome = engine.outcome(facts);
        Self { name: name.to_owned(), facts: facts.clone(), outcome }
    }
}

/// Writes cases until everything is shown.
struct Author<'a, 't> {
    playbook: &'a Playbook,
    engine: &'a Engine<'a>,
    deciders: &'a Deciders<'t>,
    coverage: Coverage,
    /// The cases that show something.
    known: Vec<Known>,
    taken: Vec<String>,
    suggestions: Vec<Suggestion>,
    proven: Vec<Target>,
}

impl<'a, 't> Author<'a, 't> {
    fn new(
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

    fn prospects(&self) -> Prospects<'_> {
        Prospects { engine: self.engine, coverage: &self.coverage }
    }

    /// Suggests a case that shows something, where one is found.
    fn show(&mut self, target: Target) {
        let found = match target {
            Target::Rule(rule, way) => {
                if let Some(pair) = pairs::other_half(self, rule, way) {
                    self.add(target, pair.facts, Some(pair.beside));
                    return;
                }
                witnesses::of_rule(self, rule, way)
            }
            Target::Option(question, option) => witnesses::of_option(self, question, option),
            Target::Stage(stage) => witnesses::of_stage(self, stage),
        };
        match found {
            witnesses::Witness::Facts(facts) => self.add(target, facts, None),
            witnesses::Witness::None => self.proven.push(target),
            witnesses::Witness::NotFound => {}
        }
    }

    /// Adds a case, if it shows what it should.
    fn add(&mut self, target: Target, facts: Facts, beside: Option<String>) {
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
            (Verdict::NoFit, _) => reasons.map(str::to_owned).collect(),
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
            Verdict::NoFit => "no fit",
            Verdict::Undecided => "undecided",
        };
        match target {
            Target::Rule(rule, way) => {
                let id = &self.playbook.rule(rule).id;
                let way = if way == Way::Holding { "holds" } else { "fails" };
                format!("{comes_out}, where {id} {way}")
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
        let name = crate::text::source::capitalised(name);
        let numbered = (2..).map(|number| format!("{name}, {number}"));
        let mut names = [name.clone()].into_iter().chain(numbered);
        names.find(|name| !self.taken.contains(name)).unwrap_or(name)
    }

    /// Whether facts settle a rule this way, and it decides.
    fn decides(&self, rule: RuleIndex, way: Way, facts: &Facts) -> bool {
        self.settles(rule, way, facts, &self.engine.outcome(facts))
    }

    /// The same, `outcome` being what they come to.
    fn settles(&self, rule: RuleIndex, way: Way, facts: &Facts, outcome: &Outcome) -> bool {
        let wanted = if way == Way::Holding { Effect::Holds } else { Effect::Fails };
        outcome.rules[rule.0] == wanted
            && outcome.verdict != Verdict::Undecided
            && self.deciders.decides(rule, facts, outcome)
    }
}
