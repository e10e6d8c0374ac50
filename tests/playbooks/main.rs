//! Playbooks as files: what a good one says, what is wrong in a bad one, where they are found, and
//! what every shipped one owes those who use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../desk/mod.rs"]
mod desk;
#[path = "../effort/mod.rs"]
mod effort;
mod files;
mod library;
mod points;
mod published;
mod reading;
mod robustness;
mod shipped;
mod values;
