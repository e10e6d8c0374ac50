//! A file's text, places in it, and what is found wrong there.
//!
//! Loaders collect every [`Finding`] of a file and hand them back together with the
//! [`SourceFile`] as a [`Rejected`]; drawing them is the business of [`crate::report`].

mod file;
mod finding;
mod findings;
pub(crate) mod lines;
mod nearest;
mod read;
mod sentences;
mod within;

pub use file::{MAX_BYTES, SourceFile};
pub use finding::{Finding, Insertion, Severity, Span};
pub use findings::{Findings, MAX_FINDINGS, Rejected};
pub use lines::Lines;
pub use nearest::{nearest, yes_or_no};
pub use read::{ReadError, decode, read_file, read_from};
pub(crate) use read::{near_file, too_large};
pub use sentences::{capitalised, listed};
pub use within::{read_within, repository_of};
