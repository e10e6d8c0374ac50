//! The exit status of a run, as scripts rely on it.

use std::process::ExitCode;

use crate::report::checks::Outcome;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, whatever the verdict; an honest no-fit is a success.
    Done,
    /// 1: a check or a playbook test failed, or something was refused that had to be heard.
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

impl Exit {
    /// All of them, by their codes.
    pub(super) const ALL: [Self; 7] = [
        Self::Done,
        Self::CheckFailed,
        Self::Wrong,
        Self::NoFit,
        Self::Undecided,
        Self::NotYet,
        Self::Interrupted,
    ];

    /// What a script sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::CheckFailed => 1,
            Self::Wrong => 2,
            Self::NoFit => 10,
            Self::Undecided => 11,
            Self::NotYet => 12,
            Self::Interrupted => 130,
        }
    }

    /// What it means, for people.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done, whatever the verdict; an honest no is a success",
            Self::CheckFailed => {
                "a check or a playbook's test failed, hear --strict refused something, or more rows of a \
                 table were left out than --max-rejects allows"
            }
            Self::Wrong => "wrong usage, or a file that can't be read or is wrong",
            Self::NoFit => "with --exit-code: the verdict is no-fit",
            Self::Undecided => "with --exit-code: the verdict is undecided",
            Self::NotYet => "with --exit-code: the verdict is not-yet",
            Self::Interrupted => "interrupted; what was answered is kept",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
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
