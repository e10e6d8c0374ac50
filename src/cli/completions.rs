//! `coach completions`: a script that completes `coach` in a shell.

use std::io;

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Exit, output};

const EXAMPLES: &str = "\
Examples:
  coach completions bash > ~/.local/share/bash-completion/completions/coach
  coach completions zsh > \"${fpath[1]}/_coach\"
  coach completions fish > ~/.config/fish/completions/coach.fish";

/// Print a script that completes coach's commands and flags in your shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments, mut command: Command) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "coach", &mut script);
    output::to_stdout(|out| io::Write::write_all(out, &script))?;
    Ok(Exit::Done)
}
