//! The interview: led by scripts, by a person in a terminal, and as the README shows it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../days/mod.rs"]
mod days;
#[path = "../effort/mod.rs"]
mod effort;
mod interview;
#[cfg(unix)]
mod looking_back;
#[cfg(unix)]
mod offered;
mod prepared;
#[path = "../riddle/mod.rs"]
mod riddle;
#[cfg(unix)]
mod session;
#[cfg(unix)]
mod shells;
#[cfg(unix)]
mod watching;
mod wizard;
