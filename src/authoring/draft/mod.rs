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

mod about;
mod cases;
mod from;
mod ids;
mod lines;
mod playbook;
pub mod stages;

pub use about::{Draft, Hurdle, Offer};
pub use from::{NotEditable, first_cases, from};
pub use ids::playbook_id;
pub use stages::Stage;

impl Draft {
    /// The playbook's text.
    pub fn playbook(&self) -> String {
        playbook::write(self)
    }

    /// The text of its cases.
    pub fn cases(&self) -> String {
        cases::write(self)
    }
}
