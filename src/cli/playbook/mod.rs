//! `coach playbook`: for those who write playbooks, one file a command.

mod check;
mod copy;
mod diff;
mod fmt;
mod graph;
mod list;
mod new;
pub(super) mod pack;
mod path;
mod schema;
mod show;
mod sql;
mod test;
mod watch;
mod writing;

use clap::{Args, Subcommand};

pub(super) use list::listed;

use super::Exit;
use super::output::Notes;

/// Write playbooks, prove them honest, and see what they do
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct PlaybookCommandArguments {
    #[command(subcommand)]
    command: PlaybookCommand,
}

#[derive(Debug, Subcommand)]
enum PlaybookCommand {
    List(list::ListArguments),
    Show(show::ShowArguments),
    Pack(pack::PackArguments),
    Path(path::PathArguments),
    Copy(copy::CopyArguments),
    New(Box<new::NewArguments>),
    Check(check::CheckArguments),
    Test(test::TestArguments),
    Watch(watch::WatchArguments),
    Fmt(fmt::FmtArguments),
    Diff(diff::DiffArguments),
    Graph(graph::GraphArguments),
    Schema(schema::SchemaArguments),
    Sql(sql::SqlArguments),
}

pub(super) fn run(arguments: &PlaybookCommandArguments, notes: Notes) -> anyhow::Result<Exit> {
    match &arguments.command {
        PlaybookCommand::List(arguments) => list::run(arguments, notes),
        PlaybookCommand::Show(arguments) => show::run(arguments, notes),
        PlaybookCommand::Pack(arguments) => pack::run(arguments, notes),
        PlaybookCommand::Path(arguments) => path::run(arguments, notes),
        PlaybookCommand::Copy(arguments) => copy::run(arguments, notes),
        PlaybookCommand::New(arguments) => new::run(arguments, notes),
        PlaybookCommand::Check(arguments) => check::run(arguments, notes),
        PlaybookCommand::Test(arguments) => test::run(arguments, notes),
        PlaybookCommand::Watch(arguments) => watch::run(arguments, notes),
        PlaybookCommand::Fmt(arguments) => fmt::run(arguments, notes),
        PlaybookCommand::Diff(arguments) => diff::run(arguments, notes),
        PlaybookCommand::Graph(arguments) => graph::run(arguments, notes),
        PlaybookCommand::Schema(arguments) => schema::run(arguments, notes),
        PlaybookCommand::Sql(arguments) => sql::run(arguments, notes),
    }
}
