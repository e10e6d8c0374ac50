//! What those who write playbooks read: a playbook in words, drawn, and against an earlier version.

pub mod difference;
pub mod graph;
pub mod playbook;
pub mod prospects;
