//! A playbook to begin with: from a few words about an offer to a whole playbook with its cases,
//! both as texts that a person goes on with. Pure.
//!
//! What is written passes every check, its cases come out as they say, and they show every rule
//! deciding: each stage has one question of which one answer rules a fit out and one speaks for it;
//! each criterion is a question of its own, of which some answers rule a fit out or hold it up.
//!
//! | what | where |
//! | --- | --- |
//! | the stages that are offered, with their questions | `stages` |
//! | questions that alone rule out or hold up, and how they are read | [`criteria`], [`limits`] |
//! | prospects who show every rule, three of them for the author | `prospects`, [`examples`] |
//! | the texts | `playbook`, `cases`, over `lines` |
//! | the same from a playbook that there is | `from` |

use crate::playbook::canonical::canonical;
use crate::text::source::SourceFile;

mod about;
mod cases;
pub mod criteria;
pub mod examples;
mod from;
mod ids;
pub mod limits;
mod lines;
mod playbook;
mod prospects;
pub mod stages;

pub use about::{Draft, Offer};
pub use criteria::{Criterion, Needed, Otherwise};
pub use examples::Example;
pub use from::{NotEditable, first_cases, from};
pub use ids::playbook_id;
pub use limits::Limit;
pub use stages::Stage;

impl Draft {
    /// The playbook's text, in the layout that all have.
    pub fn playbook(&self) -> String {
        let file = SourceFile::new("the draft", playbook::write(self));
        canonical(&file).unwrap_or_else(|_| file.text.clone().into_owned())
    }

    /// The text of its cases, those first that its author has confirmed.
    pub fn cases(&self, confirmed: &[Example]) -> String {
        cases::write(self, confirmed)
    }
}
