//! What stands in the repository beside the program keeps its word.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod conventions;
#[cfg(unix)]
mod installers;
#[cfg(unix)]
mod pipelines;
mod readme;
mod reference;
#[cfg(unix)]
mod releasing;
mod rooms;
#[cfg(unix)]
mod served;
mod signposts;
