//! What people and scripts read: one format a file, plain data in, `&mut dyn Write` out; findings
//! drawn under their source; and texts made safe to print.

pub mod authoring;
pub mod brief;
pub mod checks;
pub mod command;
pub mod deals;
pub mod findings;
pub mod hearing;
pub mod history;
pub mod lines;
pub mod looking_back;
pub mod markdown;
pub mod pack;
pub mod pipeline_log;
pub mod plain;
mod safe_json;
pub mod tables;
mod verdicts;
mod yaml;
