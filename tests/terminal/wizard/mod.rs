//! The wizard as a person meets it: `coach start` in a terminal of a given size, and `--plain`
//! over pipes. What is asserted is what stands on the screen, in the deal file, and on standard
//! output.

#![cfg(unix)]

pub(crate) mod screen;

mod asides;
mod authoring;
mod back;
mod conversation;
mod keyboard;
mod leaving;
mod looks;
mod pause;
mod plain;
mod replies;
mod slow_commands;
