//! What a playbook is to be about, as plain data.

use super::criteria::Criterion;
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
    /// Questions of which some answers alone rule a fit out or hold it up; none asked twice.
    pub criteria: Vec<Criterion>,
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

impl Draft {
    /// Each criterion with the id of its question and rule.
    pub(super) fn criteria_with_ids(&self) -> Vec<(String, &Criterion)> {
        let mut taken: Vec<String> = vec![stages::DATED.to_owned(), "pressing".to_owned()];
        taken.extend(
            self.stages
                .iter()
                .flat_map(|stage| [stage.question_id(), stage.strong_rule(), stage.against_rule()]),
        );
        let mut list = Vec::new();
        for criterion in &self.criteria {
            let id = free_id(&id_of_question(&criterion.ask), &taken);
            taken.push(id.clone());
            list.push((id, criterion));
        }
        list
    }

    /// The stage in which they are asked about.
    pub(super) fn stage_of_criteria(&self) -> usize {
        let requirements = self.stages.iter().position(|stage| stage.id == "requirements");
        requirements.unwrap_or(1).min(self.stages.len().saturating_sub(1))
    }

    /// How many of the signals a fit needs: half of them. So a fit can do without any one of them,
    /// and no rule speaks in vain.
    pub(super) fn threshold(&self) -> usize {
        (self.stages.len() + 1).div_ceil(2)
    }
}
