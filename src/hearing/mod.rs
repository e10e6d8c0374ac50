//! Transcripts and notes of talks, and what counts as heard in them. Pure.
//!
//! Somebody proposes what a buyer answered, with the words that they said: a person, a program, an
//! assistant. Here it is judged. An answer is the buyer's only where those words stand in the source,
//! in a turn of one whom the seller names as one of the buyer's; all else is an assumption.
//!
//! | what | where |
//! | --- | --- |
//! | a source as turns: who spoke when, which words | [`Transcript::read`] |
//! | words as they are compared, and where a quote stands | [`Words`] |
//! | what is proposed: a list in JSON, or lines of notes | [`proposals`], [`notes`] |
//! | what becomes of a proposal, and why | [`hear`] |
//! | whether a quote that a deal holds still stands | [`stands`] |
//! | what is to be pointed out about a quote that stands | [`Remark`] |
//!
//! A source of another make is a file in this folder: text in `spoken_lines`, subtitles in `subtitles`,
//! JSON in `recorders`.

mod clock;
mod fillers;
mod judging;
mod markup;
pub mod notes;
mod number_pieces;
mod numbers_said;
pub mod proposals;
mod reading;
mod recorders;
mod remarks;
mod sources;
mod speakers;
mod spoken_lines;
mod spoken_numbers;
mod subtitles;
mod tokens;
mod transcript;
mod verifying;
mod words;

pub use judging::{Heard, Listening, Ruling, Unheard, hear, learned};
pub use proposals::Proposal;
pub use remarks::Remark;
pub use sources::Sources;
pub use speakers::{UnknownBuyers, heard_buyers, is_same_name};
pub use transcript::{MOST_MIB, SourceError, SourceFormat, Transcript, Turn};
pub use verifying::{Misheard, stands};
pub use words::{Found, Words};
