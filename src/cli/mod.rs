//! The command line: what can be said on it, and which command gets to do it.

mod asking;
mod brief;
mod check;
mod completions;
mod explain;
mod failure;
mod inputs;
mod man;
mod output;
mod playbook;
mod rules;
mod start;
mod team;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::report::checks::Outcome;
use crate::report::plain::clean;
use crate::text::characters::is_hidden;

const EXAMPLES: &str = "\
Examples:
  coach start acme                    a conversation, kept in acme.deal.yaml
  coach brief acme                    what to take into the next call with Acme
  coach check deals/                  which deals are not ready for that call
  coach start --no-input -a users=40  no questions; the brief of what the flags say

Results go to standard output; questions, notes and errors to standard error.
Exit status: 0 done, 1 a check failed, 2 wrong usage or a wrong file, 130 interrupted;
with --exit-code also 10 for no-fit and 11 for undecided.";

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

/// Coaches a sales conversation: from the buyer's answers to fit, no fit, or what to ask next.
///
/// A playbook says what makes a fit; a deal holds what a buyer has said. From the two, coach
/// decides exactly: fit or no fit where the facts settle it, and where they don't, the questions
/// that still matter, in the order in which they are worth asking.
#[derive(Debug, Parser)]
#[command(name = "coach", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: GlobalArguments,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Start(start::StartArguments),
    Brief(brief::BriefArguments),
    Check(check::CheckArguments),
    Playbook(playbook::PlaybookCommandArguments),
    Explain(explain::ExplainArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
}

/// What every command takes.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Everywhere")]
struct GlobalArguments {
    /// When to use colour; NO_COLOR, CLICOLOR_FORCE and TERM=dumb are honoured too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Also say which files are used
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// Where the output is a terminal that shows it
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    choose_colour(colour_named(&arguments));
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(usage) => return explain(&usage, &arguments),
    };
    let notes = output::Notes::of(&cli.global);
    let done = match &cli.command {
        Command::Start(arguments) => start::run(arguments, notes),
        Command::Brief(arguments) => brief::run(arguments, notes),
        Command::Check(arguments) => check::run(arguments, notes),
        Command::Playbook(arguments) => playbook::run(arguments, notes),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => completions::run(arguments, Cli::command()),
        Command::Man(_) => man::run(Cli::command()),
    };
    done.unwrap_or_else(|error| {
        failure::report(&error);
        Exit::Wrong
    })
}

/// Prints what is wrong with the usage, or the help that was asked for.
fn explain(usage: &clap::Error, arguments: &[OsString]) -> Exit {
    // Usage errors repeat what they complain about, between styles of their own.
    let is_harmful = |word: &OsString| word.to_string_lossy().contains(is_hidden);
    // A closed pipe is no reason to complain about a help text.
    let _ = if arguments.iter().any(is_harmful) {
        write!(io::stderr(), "{}", clean(&usage.render().to_string()))
    } else {
        usage.print()
    };
    if usage.use_stderr() { Exit::Wrong } else { Exit::Done }
}

fn choose_colour(colour: Colour) {
    match colour {
        Colour::Auto => anstream::ColorChoice::Auto,
        Colour::Always => anstream::ColorChoice::Always,
        Colour::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// What `--color` says, looked up before the arguments are parsed: usage errors are coloured too.
fn colour_named(arguments: &[OsString]) -> Colour {
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let mut named = None;
    while let Some(word) = words.next() {
        match word.strip_prefix("--color") {
            Some("") => named = words.next(),
            Some(value) => named = value.strip_prefix('=').or(named),
            None if word == "--" => break,
            None => {}
        }
    }
    named.and_then(|named| Colour::from_str(named, true).ok()).unwrap_or(Colour::Auto)
}
