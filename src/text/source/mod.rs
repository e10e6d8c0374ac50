//! A file's text, places in it, and what is found wrong there.
//!
//! Loaders collect every [`Finding`] of a file and hand them back together with the
//! [`SourceFile`] as a [`Rejected`]; drawing them is the business of [`crate::report`].

mod bytes;
mod file;
pub mod file_id;
pub mod files_read;
mod finding;
mod findings;
mod folder;
pub(crate) mod lines;
mod nearest;
mod read;
pub mod repository;
mod sentences;
mod within;

pub use bytes::{read_bytes, read_bytes_below};
pub use file::{MAX_BYTES, SourceFile};
pub use finding::{Finding, Insertion, Severity, Span};
pub use findings::{Findings, MAX_FINDINGS, Rejected};
pub use folder::{FolderError, entries_of, look_into};
pub use lines::Lines;
pub use nearest::{by_nearness, nearest, yes_or_no};
pub use read::{ReadError, STANDARD_INPUT, decode, read_file, read_from, read_standard_input};
pub(crate) use read::{did_you_mean, is_too_many_files, leads_nowhere, near_file, too_large};
pub use sentences::{capitalised, listed};
pub use within::read_within;
