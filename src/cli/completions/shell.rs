//! The shells: the script that each takes, how it says what was typed, and how it is answered.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::{env, iter};

use clap::ValueEnum;
use clap_complete::env::{Elvish, EnvCompleter, Powershell};

use super::candidate::Candidate;
use super::words::{Dialect, Typed};
use crate::text::characters::in_shell_quotes;

/// The setting of the environment in which a script says for which shell it asks.
pub(super) const ASKED_BY: &str = "COACH_COMPLETE";

/// What stands for the program in a script.
const PROGRAM: &str = "@COACH@";

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shell {
    /// From 3.2 on
    Bash,
    /// From 0.18 on
    Elvish,
    /// From 3.1 on
    Fish,
    /// Windows PowerShell too
    Powershell,
    /// From 5 on
    Zsh,
}

impl Shell {
    /// The one of a name.
    pub(super) fn named(name: &OsStr) -> Option<Self> {
        Self::from_str(name.to_str()?, false).ok()
    }

    /// The script that it takes.
    pub(super) fn script(self) -> anyhow::Result<String> {
        let program = program().to_string_lossy().into_owned();
        let with_program = |script: &str, quoted: &str| script.replace(PROGRAM, quoted);
        Ok(match self {
            Self::Bash => {
                with_program(include_str!("scripts/coach.bash"), &in_shell_quotes(&program))
            }
            Self::Zsh => {
                with_program(include_str!("scripts/coach.zsh"), &in_shell_quotes(&program))
            }
            Self::Fish => {
                let quoted = format!("'{}'", program.replace('\\', r"\\").replace('\'', r"\'"));
                with_program(include_str!("scripts/coach.fish"), &quoted)
            }
            Self::Elvish => registered(&Elvish, &program)?,
            Self::Powershell => registered(&Powershell, &program)?,
        })
    }

    /// What was typed up to the cursor, from the words that the script hands over.
    pub(super) fn typed(self, words: &[OsString]) -> Typed {
        let mut words = words.iter().map(|word| word.to_string_lossy().into_owned());
        match self {
            Self::Bash => {
                let line = words.next().unwrap_or_default();
                Typed::of_line(&line, Dialect::Bash).replacing(&words.next().unwrap_or_default())
            }
            Self::Fish => Typed::of_line(&words.next().unwrap_or_default(), Dialect::Fish),
            Self::Elvish | Self::Powershell | Self::Zsh => Typed::of_words(words.collect()),
        }
    }

    /// The answer as the script takes it.
    pub(super) fn written(self, candidates: &[Candidate], typed: &Typed) -> String {
        let line = |candidate: &Candidate| match (self, &candidate.help) {
            (Self::Bash, _) => typed.in_bash(&candidate.value),
            (Self::Elvish, _) | (_, None) if self != Self::Zsh => Some(candidate.value.clone()),
            (Self::Zsh, help) => Some(for_zsh(&candidate.value, help.as_deref())),
            (_, help) => Some(format!("{}\t{}", candidate.value, help.as_deref().unwrap_or(""))),
        };
        candidates.iter().filter_map(line).flat_map(|line| [line, "\n".to_owned()]).collect()
    }
}

/// `+` where more is to be typed behind it, else a blank; then the value, and its description
/// behind a `:`.
fn for_zsh(value: &str, help: Option<&str>) -> String {
    let goes_on = if value.ends_with(['=', '/']) { '+' } else { ' ' };
    let value = value.replace('\\', r"\\").replace(':', r"\:");
    let help = help.map(|help| format!(":{}", help.replace('\\', r"\\")));
    iter::once(goes_on.to_string()).chain([value]).chain(help).collect()
}

/// The program as it was called: by a name that is looked up at each Tab, or by its whole path.
fn program() -> PathBuf {
    let called = env::args_os().next().map_or_else(|| PathBuf::from("coach"), PathBuf::from);
    match env::current_dir() {
        Ok(here) if called.components().count() > 1 => here.join(called),
        _ => called,
    }
}

fn registered(shell: &dyn EnvCompleter, program: &str) -> anyhow::Result<String> {
    let mut script = Vec::new();
    shell.write_registration(ASKED_BY, "coach", "coach", program, &mut script)?;
    Ok(String::from_utf8_lossy(&script).trim().to_owned() + "\n")
}
