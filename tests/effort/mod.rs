//! How hard the tests try: `cargo test` is to be waited for, so it tries few cases of each property;
//! the full run, which every change passes before it lands, tries all of them.
#![allow(dead_code, reason = "each suite has tests of its own kinds")]

use proptest::test_runner::{Config, RngSeed};

/// The variable that asks for all cases by `full`.
const VARIABLE: &str = "COACH_TEST_CASES";

/// What part of the cases is tried otherwise: with this, all tests take about 85 s on two cores.
const FRACTION: u64 = 50;

/// So many of a property's cases are tried, out of all: the first ones, and never none.
pub(crate) fn cases(all: u64) -> u64 {
    if is_full() { all } else { all.div_ceil(FRACTION) }
}

/// For a property to be tried on so many cases in the full run, the same ones each time.
pub(crate) fn config(all: u32, seed: u64) -> Config {
    Config {
        cases: u32::try_from(cases(all.into())).unwrap_or(all),
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}

/// Whether all cases are asked for. Another word than `full` would be a full run that is none.
pub(crate) fn is_full() -> bool {
    match std::env::var(VARIABLE) {
        Ok(value) => {
            assert_eq!(value, "full", "what {VARIABLE} asks for");
            true
        }
        Err(_) => false,
    }
}
