//! How a command that could not do its work says so.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::report::findings;
use crate::report::plain::clean;
use crate::source::Rejected;

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
    let _ = anstream::stderr().lock().write_all(drawn(error).as_bytes());
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
    let style = anstyle::AnsiColor::Red.on_default().bold();
    format!("{style}error:{style:#} {}\n", clean(message))
}

/// What went wrong as plain words, for a report in which the error stands in a deal's place.
pub(super) fn in_words(error: &anyhow::Error) -> String {
    let words: Vec<String> = error.chain().map(ToString::to_string).collect();
    clean(&words.join(": "))
}
