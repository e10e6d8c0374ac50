//! The language rules, held against questions, titles and words that people use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod figures;
mod jargon;
mod playbooks;
mod questions;
mod seller_activity;
