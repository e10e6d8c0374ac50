//! What became of a deal, as lines for the terminal.

use std::io::{self, Write};

use super::LookingBack;
use super::words::{look_back_words, outcome_words};
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::text::source::capitalised;
use crate::text::styles::{Role, styled};

/// What is said of an honest no that ended well.
const SUCCESS: &str = "The facts had said no, or not yet, and they stopped: that was honest advice, \
                       and it counts as a success.";
/// How the figure is to be read.
const SCALE: &str = "Regret goes from 0 to 100; the lower, the more content they are.";

/// Writes what became of a deal, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(looking_back: &LookingBack, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    writeln!(out, "{}", styled(&one_line(&looking_back.deal.name), Role::Name))?;
    let said = lines(looking_back);
    said.iter().try_for_each(|line| write_wrapped(&one_line(line), "", "  ", width, out))
}

fn lines(looking_back: &LookingBack) -> Vec<String> {
    let LookingBack { deal, stopped_after_a_no, look_back_on } = looking_back;
    let outcome = deal.outcome.as_ref().map(|outcome| capitalised(&outcome_words(outcome)));
    let success = stopped_after_a_no.then(|| SUCCESS.to_owned());
    let said = deal.look_back.iter();
    let said = said.map(|said| format!("Looking back on {}: {}", said.date, look_back_words(said)));
    let scale = (!deal.look_back.is_empty()).then(|| SCALE.to_owned());
    let due = look_back_on.map(|day| format!("They are to be asked to look back from {day} on."));
    outcome.into_iter().chain(success).chain(said).chain(scale).chain(due).collect()
}
