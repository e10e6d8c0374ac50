//! `coach` coaches sales conversations.

pub mod deal;
pub mod decimal;
pub mod engine;
pub mod playbook;
pub mod source;
pub mod yaml;
