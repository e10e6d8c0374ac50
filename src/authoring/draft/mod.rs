//! A playbook to begin with: from a few words about an offer to a whole playbook with its cases,
//! both as texts that a person goes on with. Pure.
//!
//! What is written passes every check, its cases come out as they say, and they show every rule
//! deciding: each stage has one question of which one answer rules a fit out and one speaks for it;
//! each limit and each must-have is a question of its own.
//!
//! | what | where |
//! | --- | --- |
//! | the stages that are offered, with their questions | `stages` |
//! | the texts | `playbook`, `cases`, over `lines` |
//! | the same from a playbook that there is | `from` |

mod cases;
mod from;
mod lines;
mod playbook;
pub mod stages;

pub use from::{NotEditable, first_cases, from};
pub use stages::Stage;

use stages::id_of_words;

/// The longest id that is made of words, in characters: room for what is put before it.
const LONGEST_ID: usize = 48;

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
    /// The playbook's text.
    pub fn playbook(&self) -> String {
        playbook::write(self)
    }

    /// The text of its cases.
    pub fn cases(&self) -> String {
        cases::write(self)
    }

    /// Each limit, then each must-have, with the id of its question and rule and the answer that
    /// rules a fit out.
    fn hurdles(&self) -> Vec<(String, &Hurdle, &'static str)> {
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
    fn stage_of_hurdles(&self) -> usize {
        let requirements = self.stages.iter().position(|stage| stage.id == "requirements");
        requirements.unwrap_or(1).min(self.stages.len().saturating_sub(1))
    }

    /// How many of the signals a fit needs: half of them. So a fit can do without any one of them,
    /// and no rule speaks in vain.
    fn threshold(&self) -> usize {
        (self.stages.len() + 1).div_ceil(2)
    }
}

/// Words that say nothing in an id.
const FILLERS: &[&str] = &[
    "a", "an", "and", "any", "are", "at", "be", "can", "do", "does", "for", "has", "have", "in",
    "is", "it", "must", "need", "of", "on", "or", "our", "that", "the", "their", "there", "they",
    "this", "to", "us", "we", "will", "with", "would", "you", "your",
];
/// How many words of a question make its id.
const WORDS_OF_AN_ID: usize = 4;

/// An id from what a question is about: `records_stay_own_servers`.
fn id_of_question(ask: &str) -> String {
    let id = id_of_words(ask, '_');
    let words: Vec<&str> = id.split('_').filter(|word| !FILLERS.contains(word)).collect();
    let short = words.get(..WORDS_OF_AN_ID.min(words.len())).unwrap_or_default().join("_");
    id_of_words(&short, '_')
}

/// The id, or with a number behind it where it is taken or can't be one.
fn free_id(id: &str, taken: &[String]) -> String {
    const NO_QUESTION_IDS: [&str; 4] = ["all", "any", "not", "some"];
    let id = if id.is_empty() || NO_QUESTION_IDS.contains(&id) { "limit" } else { id };
    let is_free = |id: &String| !taken.contains(id);
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// The id of a playbook that is called so; empty where nothing in the words can be part of one.
pub fn playbook_id(words: &str) -> String {
    id_of_words(words, '-')
}
