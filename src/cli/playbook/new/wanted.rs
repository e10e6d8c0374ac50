//! What is known of a playbook that is to be written.

use super::{usual, wordings};
use crate::authoring::draft::{Criterion, Draft, Needed, Offer, Otherwise, Stage, stages};
use crate::format::limits::LONGEST_LINE;
use crate::text::characters::hidden;

/// What is known of a playbook to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) offer: Offer,
    /// How those are known whom the offer is not for.
    pub(super) not_for_rule: Option<Criterion>,
    /// What else rules a fit out or holds it up.
    pub(super) criteria: Vec<Criterion>,
    pub(super) stages: Vec<Stage>,
}

impl Wanted {
    /// The stages, or those that are offered where none are named.
    pub(super) fn stages_or_offered(&self) -> Vec<Stage> {
        if self.stages.is_empty() { stages::offered() } else { self.stages.clone() }
    }

    /// Every criterion, that of whom the offer is not for first.
    pub(super) fn all_criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.not_for_rule.iter().chain(&self.criteria)
    }

    /// Whether a question is asked by a criterion already.
    pub(super) fn asks(&self, ask: &str) -> bool {
        self.all_criteria().any(|criterion| criterion.ask == ask)
    }

    /// The criterion in a place among all of them.
    pub(super) fn criterion(&self, place: usize) -> Option<&Criterion> {
        self.all_criteria().nth(place)
    }

    /// Whom the offer is not for, where a criterion in a place is about that.
    pub(super) fn not_for_of(&self, place: usize) -> Option<&str> {
        (place == 0 && self.not_for_rule.is_some()).then_some(&self.offer.not_for)
    }

    /// Puts another criterion in a place, or takes it out.
    pub(super) fn replace(&mut self, place: usize, criterion: Option<Criterion>) {
        match (place.checked_sub(usize::from(self.not_for_rule.is_some())), criterion) {
            (None, criterion) => self.not_for_rule = criterion,
            (Some(place), Some(criterion)) => {
                self.criteria
                    .get_mut(place)
                    .into_iter()
                    .for_each(|known| *known = criterion.clone());
            }
            (Some(place), None) if place < self.criteria.len() => drop(self.criteria.remove(place)),
            (Some(_), None) => {}
        }
    }

    /// The rule where nothing is said of how those are known whom the offer is not for: whether that
    /// describes them, or where so many words make no good question, whether that is nearest to them.
    pub(super) fn usual_rule(&self) -> Criterion {
        let not_for = &self.offer.not_for;
        let asked = usual::question_about(not_for);
        let (ask, needed) = match wordings::found_in(&asked).is_empty() {
            true => (asked, Needed::No),
            false => match usual::choice_about(not_for) {
                Some(choice) => (usual::CHOICE_QUESTION.to_owned(), Needed::Choice(choice)),
                None => (asked, Needed::No),
            },
        };
        Criterion {
            ask,
            needed,
            otherwise: Otherwise::NoFit { instead: usual::instead(&Needed::No).to_owned() },
            because: usual::because_of(not_for),
            say: usual::say(&Needed::No).to_owned(),
        }
    }

    /// The playbook under this id.
    pub(super) fn draft(&self, id: &str) -> Draft {
        let Offer { name, .. } = &self.offer;
        Draft {
            id: id.to_owned(),
            title: if self.title.is_empty() { name.clone() } else { self.title.clone() },
            offer: self.offer.clone(),
            stages: self.stages_or_offered(),
            criteria: self.all_criteria().cloned().collect(),
        }
    }
}

/// One line of words, without white space around it.
pub(super) fn line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("says nothing".to_owned())
    } else if hidden(text).next().is_some() {
        Err("must stand on one line, without control characters".to_owned())
    } else if text.chars().count() > LONGEST_LINE {
        Err(format!("is longer than {LONGEST_LINE} characters"))
    } else {
        Ok(text.to_owned())
    }
}

/// A question, with its mark.
pub(super) fn question(text: &str) -> String {
    if text.ends_with('?') { text.to_owned() } else { format!("{}?", text.trim_end_matches('.')) }
}
