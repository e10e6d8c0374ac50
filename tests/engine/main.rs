//! The engine against an independent judge, and on playbooks too large for one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../effort/mod.rs"]
mod effort;
mod exactness;
mod explanations;
mod large_playbooks;
mod logs;
mod mutants;
mod next_question;
mod numbers;
mod playbook_difference;
mod proofs;
#[path = "../reference/mod.rs"]
mod reference;
mod rows;
mod suggested_cases;
mod turns;
mod values;
mod variety;
mod worth;
