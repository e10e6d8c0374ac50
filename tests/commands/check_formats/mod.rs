//! What checks found, in every format: one room each.

mod any_text;
mod fixture;
mod github;
mod json;
mod junit;
pub(crate) mod markdown;
mod sarif;
mod text;
