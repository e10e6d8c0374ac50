//! The JSON Schemas, held against files that the loaders take and files that they refuse.

pub(crate) mod editor;

mod command;
mod refused;
mod taken;
