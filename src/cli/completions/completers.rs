//! Which argument is completed with what, told by the name of its value: it is the same in every
//! command.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::{ArgValueCompleter, CompletionCandidate};

use super::answers::described;
use super::line::Line;
use super::{answers, files};
use crate::cli::check::formats::ReportFormat;
use crate::cli::rules;

/// What may stand where this much is typed.
type Offer = fn(&Line, &str) -> Vec<CompletionCandidate>;

/// The command with all that it takes to complete its arguments.
pub(super) fn with_completers(command: Command, line: &Arc<Line>) -> Command {
    let command = command.mut_args(|argument| match offer(&argument) {
        Some(offer) => {
            let line = Arc::clone(line);
            let completer = move |typed: &OsStr| match typed.to_str() {
                Some(typed) => offer(&line, typed),
                None => Vec::new(),
            };
            argument.add(ArgValueCompleter::new(completer))
        }
        None => argument,
    });
    command.mut_subcommands(|below| with_completers(below, line))
}

/// `None` where the values are a few words, or any path, which need no help, or can't be known.
fn offer(argument: &Arg) -> Option<Offer> {
    let name = argument.get_value_names()?.first()?.as_str();
    match (name, argument.get_id().as_str()) {
        ("DEAL" | "PATH", _) => Some(|_, typed| files::deals(typed)),
        ("ID|FILE" | "OLD" | "NEW", _) | ("FILE", "playbooks" | "files") => Some(files::playbooks),
        ("ID", "playbook") => Some(files::playbook_ids),
        ("FOLDERS", _) => Some(|_, typed| files::folders(typed)),
        ("FORMAT[=FILE]", _) => Some(|_, typed| formats(typed)),
        ("QUESTION=VALUE", _) => Some(|line, typed| match line.playbook() {
            Some(playbook) => answers::answers(&playbook, &line.answered(), typed),
            None => Vec::new(),
        }),
        ("RULE", _) => Some(|_, typed| rules(typed)),
        ("STAGE", _) => Some(stages),
        _ => None,
    }
}

fn stages(line: &Line, typed: &str) -> Vec<CompletionCandidate> {
    let stages = line.playbook().map(|playbook| playbook.stages).unwrap_or_default();
    let stages = stages.into_iter().filter(|stage| stage.id.starts_with(typed));
    stages.map(|stage| described(stage.id, &stage.title)).collect()
}

fn rules(typed: &str) -> Vec<CompletionCandidate> {
    let rules = rules::all().filter(|rule| rule.id.starts_with(typed));
    rules.map(|rule| described(rule.id.to_owned(), rule.summary)).collect()
}

/// A format, or the file that it is written to.
fn formats(typed: &str) -> Vec<CompletionCandidate> {
    use clap::ValueEnum;
    if let Some((format, file)) = typed.split_once('=') {
        let files = files::any(file).into_iter();
        return files.map(|file| file.add_prefix(format!("{format}="))).collect();
    }
    let formats = ReportFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let formats = formats.filter(|format| format.get_name().starts_with(typed));
    let candidate = |format: clap::builder::PossibleValue| {
        CompletionCandidate::new(format.get_name().to_owned()).help(format.get_help().cloned())
    };
    formats.map(candidate).collect()
}
