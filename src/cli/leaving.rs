//! What ends a conversation from outside: Ctrl-C, a signal, a terminal that goes away.

use std::process;

use anyhow::Context;

use super::asking::Manner;
use crate::interview::terminal;

/// The exit status of [`super::Exit::Interrupted`], for where the process ends on the spot.
const INTERRUPTED: i32 = 130;

/// From here on whatever asks the process to end does so: the terminal is given back as it was,
/// these words are said, and the status is that of an interruption.
pub(super) fn with_a_farewell(
    manner: Manner,
    farewell: impl Fn() + Send + 'static,
) -> anyhow::Result<()> {
    let leave = move || {
        if manner == Manner::Terminal {
            terminal::restore();
        }
        farewell();
        process::exit(INTERRUPTED);
    };
    on_the_first_signal(leave).context("cannot listen for Ctrl-C and its like")
}

#[cfg(unix)]
fn on_the_first_signal(leave: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU,
    };
    // Everything that ends a process which does not listen, and lets one that does go on.
    let signals = [SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU];
    let mut signals = signal_hook::iterator::Signals::new(signals)?;
    std::thread::Builder::new().spawn(move || {
        if signals.forever().next().is_some() {
            leave();
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn on_the_first_signal(leave: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    Ok(ctrlc::set_handler(leave)?)
}
