//! The commands that are run on deals, and what all commands have in common.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answered_by;
mod asking_order;
mod brief;
mod calibrate;
mod call_sheet;
mod check;
mod check_formats;
mod checklist;
mod command_line;
mod completions_and_man;
mod deals;
#[path = "../desk/mod.rs"]
mod desk;
#[path = "../effort/mod.rs"]
mod effort;
mod findings;
mod first_run;
mod folders;
mod help_examples;
mod history;
mod how_it_was_learned;
mod kept;
mod log;
mod look_back;
mod mcp;
mod not_yet;
mod odd_tables;
mod pack;
mod parquet;
mod playbook_page;
mod points;
mod retired;
mod score;
mod skill;
mod team;
mod unattended_command;
mod values;
mod what_was_meant;
mod writing_files;
mod written_deals;
mod yaml;
