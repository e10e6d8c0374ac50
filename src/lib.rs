//! `coach` coaches sales conversations.

pub mod characters;
pub mod deal;
pub mod engine;
pub mod playbook;
pub mod report;
pub mod source;
pub mod yaml;
