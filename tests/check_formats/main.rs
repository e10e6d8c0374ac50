//! What checks found, in every format: one room each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod any_text;
mod fixture;
mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;
