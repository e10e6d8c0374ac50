//! `coach` coaches sales conversations.

pub mod characters;
pub mod deal;
pub mod engine;
pub mod interview;
pub mod playbook;
pub mod report;
pub mod source;
#[doc(hidden)]
pub mod yaml;
