//! `coach` coaches sales conversations.

pub mod deal;
pub mod engine;
pub mod playbook;
pub mod source;
pub mod yaml;
