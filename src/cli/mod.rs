//! The command line: what can be said on it, and which command gets to do it.

mod asking;
mod brief;
mod calibrate;
mod check;
mod completions;
mod deals;
mod demo;
mod doctor;
mod everywhere;
mod exit;
mod explain;
mod failure;
mod hear;
mod history;
mod inputs;
mod leaving;
mod log;
mod look_back;
mod man;
mod mcp;
mod output;
mod overview;
mod playbook;
mod resuming;
mod rules;
mod score;
mod skill;
mod start;
mod team;
mod topics;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory, Parser, Subcommand};

use everywhere::{GlobalArguments, choose_colour, colour_named};
pub use exit::Exit;
use output::{is_in_pipeline, standard_error};

use crate::report::plain::clean;
use crate::text::characters::hidden;
use crate::text::saving::take_size_limit_as_error;

/// What is said where nothing is asked for.
const FIRST_SCREEN: &str = include_str!("first_screen.txt");

const EXAMPLES: &str = "\
Examples:
  coach start acme                      a conversation, kept in acme.deal.yaml
  coach brief acme                      what to take into the next call with Acme
  coach check deals/                    which deals are not ready for that call
  coach deals deals/                    where each of them stands, a line each
  coach start --no-input -a deciders=4  no questions; the brief of what the flags say

Results go to standard output; questions, notes and errors to standard error.
Exit status: 0 done, 1 a check failed, 2 wrong usage or a wrong file, 130 interrupted;
with --exit-code also 10 for no-fit, 11 for undecided and 12 for not-yet.
More: coach help exit-codes, coach help formats, coach help environment,
coach help assistants.";

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
    Log(log::LogArguments),
    LookBack(look_back::LookBackArguments),
    Hear(hear::HearArguments),
    History(history::HistoryArguments),
    Check(check::CheckArguments),
    Deals(overview::DealsArguments),
    Score(score::ScoreArguments),
    Calibrate(calibrate::CalibrateArguments),
    Playbook(playbook::PlaybookCommandArguments),
    Explain(explain::ExplainArguments),
    Demo(demo::DemoArguments),
    Doctor(doctor::DoctorArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
    Skill(skill::SkillArguments),
    Mcp(mcp::McpArguments),
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    take_size_limit_as_error();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(shell) = completions::asked_by(&arguments) {
        return completions::answer(shell, &arguments, Cli::command());
    }
    choose_colour(colour_named(&arguments));
    if arguments.len() < 2 {
        return tell(|out| out.write_all(FIRST_SCREEN.as_bytes()));
    }
    if let Some(topic) = topics::Topic::asked_by(&arguments) {
        return tell(|out| topic.write(out));
    }
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(usage) => return explain(&usage, &arguments),
    };
    let notes = output::Notes::of(&cli.global);
    let done = match &cli.command {
        Command::Start(arguments) => start::run(arguments, notes),
        Command::Brief(arguments) => brief::run(arguments, notes),
        Command::Log(arguments) => log::run(arguments, notes),
        Command::LookBack(arguments) => look_back::run(arguments, notes),
        Command::Hear(arguments) => hear::run(arguments, notes),
        Command::History(arguments) => history::run(arguments, notes),
        Command::Check(arguments) => check::run(arguments, notes),
        Command::Deals(arguments) => overview::run(arguments, notes),
        Command::Score(arguments) => score::run(arguments, notes),
        Command::Calibrate(arguments) => calibrate::run(arguments, notes),
        Command::Playbook(arguments) => playbook::run(arguments, notes),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Demo(arguments) => demo::run(arguments, notes),
        Command::Doctor(arguments) => doctor::run(arguments, notes),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(_) => man::run(Cli::command()),
        Command::Skill(arguments) => skill::run(arguments, notes),
        Command::Mcp(arguments) => mcp::run(arguments, notes),
    };
    done.unwrap_or_else(|error| {
        failure::report(&error);
        Exit::Wrong
    })
}

/// Prints what is wrong with the usage, or the help that was asked for.
fn explain(usage: &clap::Error, arguments: &[OsString]) -> Exit {
    // Usage errors repeat what they complain about, between styles of their own.
    let is_harmful = |word: &OsString| hidden(&word.to_string_lossy()).next().is_some();
    let text = usage.render();
    let is_plain = arguments.iter().any(is_harmful) || (usage.use_stderr() && is_in_pipeline());
    let text = match is_plain {
        true => clean(&text.to_string()),
        false => text.ansi().to_string(),
    };
    if usage.use_stderr() {
        // Where standard error is closed, nobody is there to be told.
        let _ = standard_error().write_all(text.as_bytes());
        return Exit::Wrong;
    }
    tell(|out| out.write_all(text.as_bytes()))
}

/// Prints something that was asked for.
fn tell(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
    match output::to_stdout(write) {
        Ok(()) => Exit::Done,
        Err(error) => {
            failure::report(&error);
            Exit::Wrong
        }
    }
}
