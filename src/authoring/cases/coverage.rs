//! What cases show of a playbook: rules that decide both ways, options, stages.

use std::collections::BTreeSet;

use super::negated_rules::Deciders;
pub use super::negated_rules::Way;
use crate::deal::{Answer, Facts};
use crate::engine::Outcome;
use crate::playbook::{Kind, Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex};

/// What the cases that ran and passed have shown so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    rules: Vec<BothWays>,
    options: Vec<Vec<bool>>,
    stages: Vec<bool>,
}

/// Whether a rule was seen to decide, holding and failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct BothWays {
    holding: bool,
    failing: bool,
}

/// Something that cases can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The rule decides where its condition holds, or where it fails.
    Rule(RuleIndex, Way),
    /// An option of a question is answered.
    Option(QuestionIndex, usize),
    /// A buyer is at the stage.
    Stage(StageIndex),
}

/// How many of how many are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// These are shown.
    pub covered: usize,
    /// So many there are.
    pub all: usize,
}

impl Coverage {
    /// Nothing is shown yet.
    pub fn none(playbook: &Playbook) -> Self {
        let options = playbook.questions.iter().map(|one| vec![false; one.option_count()]);
        Self {
            rules: vec![BothWays::default(); playbook.rules.len()],
            options: options.collect(),
            stages: vec![false; playbook.stages.len()],
        }
    }

    /// Adds what a case shows; `outcome` is what its facts come to.
    pub fn add(
        &mut self,
        playbook: &Playbook,
        deciders: &Deciders<'_>,
        facts: &Facts,
        outcome: &Outcome,
    ) {
        for (place, shown) in self.rules.iter_mut().enumerate() {
            let decides = |way| deciders.decides(RuleIndex(place), way, facts, outcome);
            shown.holding = shown.holding || decides(Way::Holding);
            shown.failing = shown.failing || decides(Way::Failing);
        }
        for question in playbook.question_indexes() {
            for option in named_options(playbook, question, facts) {
                self.options[question.0][option] = true;
            }
        }
        if let Some(stage) = outcome.stage {
            self.stages[stage.0] = true;
        }
    }

    /// Whether something is shown.
    pub fn covers(&self, target: Target) -> bool {
        match target {
            Target::Rule(rule, Way::Holding) => self.rules[rule.0].holding,
            Target::Rule(rule, Way::Failing) => self.rules[rule.0].failing,
            Target::Option(question, option) => self.options[question.0][option],
            Target::Stage(stage) => self.stages[stage.0],
        }
    }

    /// Everything that is not shown: rules, options, stages, each in playbook order.
    pub fn missing(&self) -> Vec<Target> {
        let rules = (0..self.rules.len()).flat_map(|rule| {
            [Way::Holding, Way::Failing].map(|way| Target::Rule(RuleIndex(rule), way))
        });
        let options = self.options.iter().enumerate().flat_map(|(question, options)| {
            (0..options.len()).map(move |option| Target::Option(QuestionIndex(question), option))
        });
        let stages = (0..self.stages.len()).map(|stage| Target::Stage(StageIndex(stage)));
        rules.chain(options).chain(stages).filter(|target| !self.covers(*target)).collect()
    }

    /// Rules that were seen to decide both ways.
    pub fn rules(&self) -> Share {
        share(self.rules.iter().map(|rule| rule.holding && rule.failing))
    }

    /// Options that were answered.
    pub fn options(&self) -> Share {
        share(self.options.iter().flatten().copied())
    }

    /// Stages that a buyer was at.
    pub fn stages(&self) -> Share {
        share(self.stages.iter().copied())
    }

    /// All of these together.
    pub fn total(&self) -> Share {
        let parts = [self.rules(), self.options(), self.stages()];
        let plus = |sum: Share, part: &Share| Share {
            covered: sum.covered + part.covered,
            all: sum.all + part.all,
        };
        parts.iter().fold(Share::default(), plus)
    }
}

impl Share {
    /// In percent, never rounded up: 100 only where everything is shown.
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.all).unwrap_or(100)
    }
}

impl Target {
    /// In words: `size` failing, `hosting: cloud`, stage `problem`.
    pub fn in_words(self, playbook: &Playbook) -> String {
        match self {
            Self::Rule(rule, way) => {
                let rule = playbook.rule(rule);
                let way = match (way, rule.kind) {
                    (Way::Holding, RuleKind::Points) => "giving points",
                    (Way::Failing, RuleKind::Points) => "giving less than it can",
                    (Way::Holding, _) => "holding",
                    (Way::Failing, _) => "failing",
                };
                format!("`{}` {way}", rule.id)
            }
            Self::Option(question, option) => {
                let question = playbook.question(question);
                format!("`{}: {}`", question.id, question.option_id(option))
            }
            Self::Stage(stage) => format!("stage `{}`", playbook.stage(stage).id),
        }
    }
}

fn share(shown: impl Iterator<Item = bool>) -> Share {
    shown.fold(Share::default(), |share, shown| Share {
        covered: share.covered + usize::from(shown),
        all: share.all + 1,
    })
}

/// The options that facts name: the only one left, or of `choices` those in the set.
fn named_options(playbook: &Playbook, question: QuestionIndex, facts: &Facts) -> BTreeSet<usize> {
    let is_set = matches!(playbook.question(question).kind, Kind::Choices { .. });
    let mut named = BTreeSet::new();
    for fact in facts.about(question) {
        match &fact.answer {
            Answer::OneOf(options) if options.len() == 1 => named.extend(options),
            Answer::Choices { includes, .. } if is_set => named.extend(includes),
            _ => {}
        }
    }
    named
}
