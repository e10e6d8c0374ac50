//! What to ask next, for an assistant: the questions with all that is needed to ask them and to note
//! what is said.

use super::lines::{Labels, in_full};
use crate::report::brief::{Asked, Brief};
use crate::report::lines::one_line;

/// The most questions that are told: what a talk has room for.
const MOST_QUESTIONS: usize = 5;

/// A deal in a list of them.
pub fn line(file: &str, name: &str, playbook: &str) -> String {
    format!("- {}: {} (playbook {playbook})", one_line(file), one_line(name))
}

/// The first questions of a brief, a line each, and how many more there are.
pub fn text(brief: &Brief) -> String {
    let (ours, theirs): (Vec<&Asked>, Vec<&Asked>) =
        brief.ask_next.iter().partition(|asked| asked.known.question.is_ours());
    let mut lines = Vec::new();
    if let Some(name) = brief.deal {
        lines.push(format!("deal: {}", one_line(name)));
    }
    if theirs.is_empty() {
        lines.push("Nothing more is to be asked of the buyer by now.".to_owned());
    } else {
        lines.push("Ask next, most telling first; say it in the buyer's language:".to_owned());
    }
    lines.extend(theirs.iter().take(MOST_QUESTIONS).map(|asked| asked_line(brief, asked)));
    if let Some(more) = theirs.len().checked_sub(MOST_QUESTIONS).filter(|more| *more > 0) {
        lines.push(format!("and {more} more"));
    }
    if !ours.is_empty() {
        lines.push("For the seller to find out, not to ask the buyer:".to_owned());
        lines.extend(ours.iter().take(MOST_QUESTIONS).map(|asked| asked_line(brief, asked)));
    }
    lines.join("\n")
}

fn asked_line(brief: &Brief, asked: &Asked) -> String {
    let question = asked.known.question;
    let note = |name: &str, words: &Option<String>| {
        let words = words.as_deref().map(one_line);
        words.map_or_else(String::new, |words| format!("\n  {name}: {words}"))
    };
    let line = in_full(brief.playbook, question, Labels::Told);
    line + &note("why", &question.why) + &note("who knows", &question.who_knows)
}
