//! Coming back to a conversation in plain lines, after Ctrl-Z and `fg` or whatever else stopped it.

use crate::interview::Asked;

/// From here on what is asked is shown again whenever the process goes on after a stop. Where the
/// system gives no thread for that, it is not.
#[cfg(unix)]
pub(super) fn show_again_after_a_stop(asked: Asked) {
    use signal_hook::consts::SIGCONT;
    use signal_hook::iterator::Signals;
    use std::thread;
    let Ok(mut signals) = Signals::new([SIGCONT]) else { return };
    let _ = thread::Builder::new().spawn(move || {
        signals.forever().filter(|_| is_in_front()).for_each(|_| show_again(&asked));
    });
}

#[cfg(not(unix))]
pub(super) fn show_again_after_a_stop(_: Asked) {}

/// Whether the terminal is ours: who goes on behind the shell's back says nothing into it.
#[cfg(unix)]
fn is_in_front() -> bool {
    use rustix::process::getpgrp;
    use rustix::stdio::stdin;
    use rustix::termios::tcgetpgrp;
    tcgetpgrp(stdin()).is_ok_and(|group| group == getpgrp())
}

#[cfg(unix)]
fn show_again(asked: &Asked) {
    use super::output::standard_error;
    use rustix::stdio::stdin;
    use rustix::termios::{QueueSelector, tcflush};
    use std::io::Write;
    asked.show_again(|words| {
        // The half of a line that no longer stands behind the prompt is no part of the reply.
        let _ = tcflush(stdin(), QueueSelector::IFlush);
        // Where standard error is closed, nobody is there to be asked.
        let mut error = standard_error();
        let _ = write!(error, "\n{words}").and_then(|()| error.flush());
    });
}
