//! What ends a conversation from outside: Ctrl-C, a signal, a terminal that goes away.

use std::{io, process};

use anyhow::Context;

use super::asking::{Manner, NO_MENUS};
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
        // Nothing is drawn over the last words: who would, waits until the process has ended.
        let _alone = io::stderr().lock();
        if manner == Manner::Terminal {
            terminal::restore();
        }
        farewell();
        process::exit(INTERRUPTED);
    };
    match on_the_first_signal(leave) {
        // Where the system gives no thread, a signal ends the process at once, as ever; what was
        // answered is saved by then. But a terminal that is held has to be given back.
        Err(_) if manner != Manner::Terminal => Ok(()),
        listening => listening.context(NO_MENUS),
    }
}

#[cfg(unix)]
fn on_the_first_signal(leave: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU,
    };
    use signal_hook::iterator::Signals;
    use std::sync::mpsc;
    use std::thread;
    // Everything that ends a process which does not listen, and lets one that does go on.
    let signals = [SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU];
    let (listening, is_listening) = mpsc::channel();
    let started = thread::Builder::new().spawn(move || {
        // Taken by the thread that waits for them: without one they would be taken and lost.
        let mut signals = match Signals::new(signals) {
            Ok(signals) => signals,
            Err(refused) => return listening.send(Err(refused)).unwrap_or_default(),
        };
        if listening.send(Ok(())).is_ok() && signals.forever().next().is_some() {
            leave();
        }
    });
    started?;
    Ok(is_listening.recv()??)
}

#[cfg(not(unix))]
fn on_the_first_signal(leave: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    Ok(ctrlc::set_handler(leave)?)
}
