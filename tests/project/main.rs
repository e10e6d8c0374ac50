//! What stands in the repository beside the program keeps its word.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod conventions;
#[cfg(unix)]
mod pipelines;
mod readme;
mod reference;
mod rooms;
mod signposts;
