//! The JSON Schemas, held against files that the loaders take and files that they refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../desk/mod.rs"]
mod desk;
mod editor;
#[path = "../reference/mod.rs"]
mod reference;

mod command;
mod refused;
mod taken;
