//! Completions: `coach completions` prints a script that asks `coach` itself at each Tab, and what
//! it answers then.

mod answers;
mod candidate;
mod completers;
mod files;
mod line;
mod shell;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::{env, io};

use clap::{Args, Command};
use clap_complete::engine::complete;

use super::{Exit, output};
use candidate::Candidate;
use completers::with_completers;
use line::Line;
use shell::{ASKED_BY, Shell};
use words::Typed;

const EXAMPLES: &str = "\
Examples:
  coach completions bash > ~/.local/share/bash-completion/completions/coach
  coach completions zsh > \"${fpath[1]}/_coach\"
  coach completions fish > ~/.config/fish/completions/coach.fish

Or for each new shell, by a line in its own file:
  ~/.bashrc     source <(coach completions bash)
  ~/.zshrc      source <(coach completions zsh), below `compinit`
  $PROFILE      coach completions powershell | Out-String | Invoke-Expression
  rc.elv        eval (coach completions elvish | slurp)";

/// Print a script that completes coach's commands, deals, playbooks and answers in your shell
///
/// The script asks coach at each Tab: which deals and playbooks there are, which questions the
/// playbook of the deal on the line asks, which answers they take. It is the same for every
/// version, so it need not be printed anew.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> anyhow::Result<Exit> {
    let script = arguments.shell.script()?;
    output::to_stdout(|out| out.write_all(script.as_bytes()))?;
    Ok(Exit::Done)
}

/// The shell whose script runs us to be told what may come next, if one does.
pub(super) fn asked_by(arguments: &[OsString]) -> Option<Shell> {
    let shell = env::var_os(ASKED_BY)?;
    let is_asked = arguments.get(1).is_some_and(|word| word == "--");
    Shell::named(&shell).filter(|_| is_asked)
}

/// Tells a shell what may come next. Where there is nothing to tell, nothing is said.
pub(super) fn answer(shell: Shell, arguments: &[OsString], command: Command) -> Exit {
    let typed = shell.typed(arguments.get(2..).unwrap_or_default());
    let text = shell.written(&candidates(command, &typed), &typed);
    // Where standard output is closed, nobody is there to be told.
    let _ = io::stdout().write_all(text.as_bytes());
    Exit::Done
}

fn candidates(command: Command, typed: &Typed) -> Vec<Candidate> {
    let Some((current, before)) = typed.words.split_last() else { return Vec::new() };
    let line = Line::of(command.clone(), before);
    let mut command = with_completers(command, &line.into());
    let words = typed.words.iter().map(OsString::from).collect();
    let here = env::current_dir().ok();
    let found = complete(&mut command, words, before.len(), here.as_deref()).unwrap_or_default();
    let mut candidates: Vec<Candidate> = found.iter().filter_map(Candidate::of).collect();
    // Flags are offered to who asks for one, or where nothing else can come.
    let is_flag = |candidate: &Candidate| candidate.value.starts_with('-');
    if !current.starts_with('-') && !candidates.iter().all(is_flag) {
        candidates.retain(|candidate| !is_flag(candidate));
    }
    candidates
}
