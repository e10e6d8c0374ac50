//! The threads on which deals are checked.

use std::env;
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// The most threads. More of them read no faster from one disk, each takes a stack of its own, and a
/// slip in `RAYON_NUM_THREADS` must not keep the system busy with making them.
const MOST_THREADS: usize = 64;

/// Threads for so many deals. Where the system gives none, the one that we have does the work.
pub(super) fn pool(deals: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let threads = wanted().min(MOST_THREADS).min(deals);
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    if threads <= 1 {
        return alone();
    }
    ThreadPoolBuilder::new().num_threads(threads).build().or_else(|_| alone())
}

/// As many as `RAYON_NUM_THREADS` says, else one for each core.
fn wanted() -> usize {
    let named = env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let cores = || available_parallelism().map_or(1, usize::from);
    named.filter(|number| *number > 0).unwrap_or_else(cores)
}
