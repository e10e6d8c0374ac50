//! Limits that the system sets to what is written.

/// From here on, writing more than a file may hold (`ulimit -f`) fails and is told like any other
/// error. Untaken, the signal that comes with it ends the process without a word.
#[cfg(unix)]
pub fn take_size_limit_as_error() {
    use signal_hook::consts::SIGXFSZ;
    // Where it can't be taken, the process ends as it would anyway.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
}

/// There is no such limit here.
#[cfg(not(unix))]
pub fn take_size_limit_as_error() {}
