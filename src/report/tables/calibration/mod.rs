//! Advice against what happened, playbook by playbook.

pub mod draft;
pub mod json;
pub mod markdown;
mod rows;
mod section;
pub mod svg;
pub mod text;
mod words;

pub use draft::DraftLine;
pub use section::Section;
