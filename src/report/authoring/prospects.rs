//! Example prospects of a playbook for the terminal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they are
//! not wanted. Nothing else that steers a terminal comes through.

use std::io::{self, Write};

use super::difference::Judged;
use crate::authoring::prospects::Prospect;
use crate::deal::answers::answer_text;
use crate::engine::Engine;
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::report::verdicts::verdict_role;
use crate::text::styles::styled;

/// How many answers of a prospect are shown.
const MOST_ANSWERS: usize = 8;
/// How wide the column of the verdicts is: that of `undecided`, and a gap.
const VERDICT_WIDTH: usize = 11;

/// Writes each prospect with its verdict, the answers that tell it from the first, and why.
///
/// # Errors
/// Where it can't be written.
pub fn write(
    prospects: &[Prospect],
    engine: &Engine,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rest = " ".repeat(VERDICT_WIDTH + 4);
    for prospect in prospects {
        let verdict = prospect.verdict;
        let name = format!("{:<VERDICT_WIDTH$}", verdict.name());
        let first = format!("  {}", styled(&name, verdict_role(verdict)));
        let text = format!("{}{}", answers(prospect, engine), why(prospect, engine));
        write_wrapped(&one_line(&text), &first, &rest, fitting(width), out)?;
    }
    if prospects.is_empty() {
        write_wrapped("None could be found within a budget of work.", "  ", "  ", width, out)?;
    }
    Ok(())
}

fn answers(prospect: &Prospect, engine: &Engine) -> String {
    let playbook = engine.playbook();
    let shown = prospect.answers.iter().take(MOST_ANSWERS).map(|(question, answer)| {
        let question = playbook.question(*question);
        format!("{}={}", question.id, answer_text(question, &answer.as_answer(question)))
    });
    let shown = shown.collect::<Vec<_>>().join(" ");
    let left = prospect.answers.len().saturating_sub(MOST_ANSWERS);
    match (prospect.is_whole, left) {
        (true, 0) => shown,
        (true, left) => format!("{shown}, and {left} more answers in favour"),
        (false, _) => format!("the same, but {shown}"),
    }
}

/// The first rule that decides, if one does.
fn why(prospect: &Prospect, engine: &Engine) -> String {
    let judged = Judged::of(engine, &prospect.facts);
    let because = judged.rules.first().filter(|_| !prospect.is_whole);
    because.map_or_else(String::new, |(_, because)| format!(" — {because}"))
}
