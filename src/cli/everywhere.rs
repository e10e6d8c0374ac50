//! What every command takes: how much is said, and in colour or not.

use std::ffi::OsString;

use clap::{ArgAction, Args, ValueEnum};

/// What every command takes.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct GlobalArguments {
    /// When to use colour; NO_COLOR, CLICOLOR_FORCE and TERM=dumb are honoured too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Also say which files are used
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// Where the output is a terminal that shows it
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Sets whether there is colour, for all that is printed.
pub(super) fn choose_colour(colour: Colour) {
    match colour {
        Colour::Auto => anstream::ColorChoice::Auto,
        Colour::Always => anstream::ColorChoice::Always,
        Colour::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// What `--color` says, looked up before the arguments are parsed: usage errors are coloured too.
pub(super) fn colour_named(arguments: &[OsString]) -> Colour {
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
