//! Transcripts and notes, and what counts as heard in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changed_quotes;
#[path = "../desk/mod.rs"]
mod desk;
mod hostile;
mod judging;
mod notes;
mod numbers;
mod quotes;
mod room;
mod sources;
mod spoken_lines;
mod true_quotes;
mod turns;
mod whole_loop;
