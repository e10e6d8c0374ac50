//! Deals as files: reading, answers on the command line, saving, and crashes amidst it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod calls;
mod comments;
mod crash_safety;
#[path = "../days/mod.rs"]
mod days;
#[path = "../effort/mod.rs"]
mod effort;
mod every_type;
mod files;
mod freshness;
mod history;
mod json;
mod log;
mod looking_back;
mod numbers;
mod quoting;
mod robustness;
mod saving;
mod syntax;
