//! What people and scripts read: one format a file, plain data in, `&mut dyn Write` out; findings
//! drawn under their source; and texts made safe to print.

pub mod brief;
pub mod checks;
pub mod command;
pub mod conditions;
pub mod difference;
pub mod findings;
pub mod graph;
pub mod json;
pub mod markdown;
mod page;
pub mod plain;
pub mod playbook;
mod safe_json;
pub mod text;
