//! The exit status of a run, as scripts rely on it.

use std::process::ExitCode;

use crate::report::checks::Outcome;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, whatever the verdict; an honest no-fit is a success.
    Done,
    /// 1: a check or a playbook test failed.
    CheckFailed,
    /// 2: wrong usage, or a file that can't be read or is wrong.
    Wrong,
    /// 10: `--exit-code`, and the verdict is `no-fit`.
    NoFit,
    /// 11: `--exit-code`, and the verdict is `undecided`.
    Undecided,
    /// 12: `--exit-code`, and the verdict is `not-yet`.
    NotYet,
    /// 130: interrupted; what was answered is saved.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::CheckFailed => 1,
            Exit::Wrong => 2,
            Exit::NoFit => 10,
            Exit::Undecided => 11,
            Exit::NotYet => 12,
            Exit::Interrupted => 130,
        })
    }
}

impl From<Outcome> for Exit {
    /// Of several files the worst counts: 2 over 1 over 0.
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Ready => Self::Done,
            Outcome::NotReady => Self::CheckFailed,
            Outcome::Wrong => Self::Wrong,
        }
    }
}
