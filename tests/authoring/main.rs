//! What those who write playbooks use: one subject or command each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod copying;
#[path = "../desk/mod.rs"]
mod desk;
mod diff;
#[path = "../effort/mod.rs"]
mod effort;
mod format;
mod formatting;
mod graph;
mod holds;
mod language;
mod lint;
mod new;
#[path = "../reference/mod.rs"]
mod reference;
#[path = "../riddle/mod.rs"]
mod riddle;
mod schemas;
mod test;
mod versions;
mod watch;
mod written_yaml;
