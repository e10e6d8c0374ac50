//! A deal: the facts about one prospect, for one playbook.

pub mod answers;
mod contents;
mod edit;
mod fact_layout;
mod fact_reading;
pub mod facts;
pub mod file;
pub mod freshness;
pub mod history;
pub mod layers;
mod layout;
pub mod learning;
pub mod load;
pub mod log;
pub mod look_back;
pub mod names;
pub mod number_text;
pub mod numbers;
pub mod option_names;
pub mod outcome;
mod outcome_reading;
pub mod passage;
pub mod places;
mod retired;

pub use contents::{Call, Deal, Waiver};
pub use edit::stub;
pub use fact_layout::{json_of_answer, lines_of_facts};
pub use fact_reading::{answer_of_node, date_of, fault_of_line};
pub use facts::{Answer, Fact, Facts, KnownFrom};
pub use history::{Replaced, Was};
pub use layout::text_on_a_line;
pub use look_back::{LookBack, StatementAnswers};
pub use numbers::{Interval, Numbers};
pub use outcome::{DealOutcome, Decided};
pub use passage::{Passage, PlaceInFile};
pub use retired::RetiredFact;
