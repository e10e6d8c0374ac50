//! How a command that could not do its work says so.

use std::fmt::Write as _;
use std::io::Write as _;

use super::output::standard_error;
use crate::playbook::library::LibraryError;
use crate::report::findings;
use crate::report::plain::clean;
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::{Finding, Rejected, Span, listed};
use crate::text::styles::{Outcome, Role, styled};

/// Several things that are wrong at once, each told under its own `error:`.
#[derive(Debug)]
pub(super) struct Several(pub(super) Vec<String>);

impl std::fmt::Display for Several {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Several {}

/// Says on standard error what went wrong.
pub(super) fn report(error: &anyhow::Error) {
    // Where standard error is closed, nobody is there to be told.
    let _ = standard_error().write_all(drawn(error).as_bytes());
}

/// What went wrong, styled: findings under their source lines, anything else as `error: …` with
/// its causes.
fn drawn(error: &anyhow::Error) -> String {
    if let Some(rejected) = error.downcast_ref::<Rejected>() {
        return findings::draw(rejected, true);
    }
    if let Some(Several(errors)) = error.downcast_ref::<Several>() {
        return errors.iter().map(|error| line(error)).collect();
    }
    let mut text = line(&error.to_string());
    for cause in error.chain().skip(1) {
        let _ = writeln!(text, "  because: {}", clean(&cause.to_string()).replace('\n', "\n  "));
    }
    text
}

fn line(message: &str) -> String {
    format!("{} {}\n", styled("error:", Role::Verdict(Outcome::Bad)), clean(message))
}

/// What went wrong as plain words, for a report in which the error stands in a deal's place.
pub(super) fn in_words(error: &anyhow::Error) -> String {
    let words: Vec<String> = error.chain().map(ToString::to_string).collect();
    clean(&words.join(": "))
}

/// The first thing that is wrong, and how many more there are.
pub(super) fn in_one_line(error: &anyhow::Error) -> String {
    let words = in_words(error);
    let first = words.lines().next().unwrap_or_default();
    match error.downcast_ref::<Rejected>().map(|rejected| rejected.as_told().findings.len()) {
        Some(count) if count > 1 => format!("{first} (and {} more)", count - 1),
        _ => first.to_owned(),
    }
}

/// Why a playbook can't be used, and what to do about it.
pub(super) struct Unusable {
    message: String,
    help: Option<String>,
    meant: Option<String>,
}

impl Unusable {
    pub(super) fn because(reason: &str) -> Self {
        Self { message: reason.to_owned(), help: None, meant: None }
    }

    /// Why the playbook under a name could not be loaded.
    pub(super) fn of(name: &str, error: &anyhow::Error) -> Self {
        if let Some(LibraryError::Unknown(unknown)) = error.downcast_ref() {
            let folders = unknown.folders.iter().map(quoted_path);
            let looked: Vec<String> = folders.collect();
            return Self {
                message: format!("there is no playbook {}", quoted(name)),
                help: Some(format!(
                    "there are {}; looked in {} and among the shipped ones",
                    listed(&unknown.known, "and"),
                    looked.join(", ")
                )),
                meant: unknown.meant.clone(),
            };
        }
        let first = in_one_line(error);
        match error.downcast_ref::<Rejected>() {
            Some(rejected) => {
                let errors = if rejected.findings.len() == 1 { "an error" } else { "errors" };
                let message = format!("the playbook {} has {errors} in it", quoted(name));
                Self { message, help: Some(first), meant: None }
            }
            None => Self { message: first, help: None, meant: None },
        }
    }

    /// The same as a finding at the place that names the playbook.
    pub(super) fn at(&self, place: Span) -> Finding {
        let finding = Finding::error(place, &*self.message).did_you_mean(self.meant.as_deref());
        match &self.help {
            Some(help) => finding.help(&**help),
            None => finding,
        }
    }
}
