//! What checks found, in every format: one room each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fixture;
mod json;
mod junit;
mod text;
