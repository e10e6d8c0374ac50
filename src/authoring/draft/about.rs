//! What a playbook is to be about, as plain data.

use super::ids::{free_id, id_of_question};
use super::stages::{self, Stage};

/// What a playbook is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The playbook's id.
    pub id: String,
    /// The playbook's title.
    pub title: String,
    /// What is offered.
    pub offer: Offer,
    /// The jobs in the buyer's process, in their order; at least one.
    pub stages: Vec<Stage>,
    /// Questions of which a yes rules a fit out.
    pub limits: Vec<Hurdle>,
    /// Questions of which a no rules a fit out.
    pub must_haves: Vec<Hurdle>,
}

/// What is offered, and to whom not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub name: String,
    /// What it solves.
    pub solves: String,
    /// Who is better off with something else.
    pub not_for: String,
}

/// A question to be answered yes or no, of which one answer rules a fit out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hurdle {
    /// The question, in words fit to be said to the buyer.
    pub ask: String,
    /// Why it is a rule.
    pub because: String,
    /// What to tell the buyer then.
    pub say: String,
    /// What would serve the buyer better then.
    pub instead: String,
}

impl Draft {
    /// Each limit, then each must-have, with the id of its question and rule and the answer that
    /// rules a fit out.
    pub(super) fn hurdles(&self) -> Vec<(String, &Hurdle, &'static str)> {
        let limits = self.limits.iter().map(|hurdle| (hurdle, "yes"));
        let must_haves = self.must_haves.iter().map(|hurdle| (hurdle, "no"));
        let mut taken: Vec<String> = vec![stages::DATED.to_owned(), "pressing".to_owned()];
        taken.extend(
            self.stages
                .iter()
                .flat_map(|stage| [stage.question_id(), stage.strong_rule(), stage.against_rule()]),
        );
        limits
            .chain(must_haves)
            .map(|(hurdle, bad)| {
                let id = free_id(&id_of_question(&hurdle.ask), &taken);
                taken.push(id.clone());
                (id, hurdle, bad)
            })
            .collect()
    }

    /// The stage in which limits and must-haves are asked about.
    pub(super) fn stage_of_hurdles(&self) -> usize {
        let requirements = self.stages.iter().position(|stage| stage.id == "requirements");
        requirements.unwrap_or(1).min(self.stages.len().saturating_sub(1))
    }

    /// How many of the signals a fit needs: half of them. So a fit can do without any one of them,
    /// and no rule speaks in vain.
    pub(super) fn threshold(&self) -> usize {
        (self.stages.len() + 1).div_ceil(2)
    }
}
