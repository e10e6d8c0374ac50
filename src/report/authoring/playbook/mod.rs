//! A playbook as people and programs read it, and the list of those that there are.

pub mod json;
pub(crate) mod likely;
pub mod list;
pub mod markdown;
mod page;
pub mod text;
mod written;
pub mod yaml;
