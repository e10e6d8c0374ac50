//! Brackets that do not match, and what is wrong between those that do.

use super::Trouble;
use crate::text::characters::quoted;
use crate::text::source::Finding;

impl Trouble<'_> {
    pub(super) fn brackets(&self) -> Option<Finding> {
        unmatched(self.text).or_else(|| self.between())
    }

    /// What is wrong where the brackets match.
    fn between(&self) -> Option<Finding> {
        let first = self.of(self.place..self.text.len()).chars().next()?;
        let before = self.of(0..self.place).trim_end_matches(' ');
        match first {
            ',' | ']' | '}' if before.ends_with([',', '[', '{']) => {
                let message = "nothing stands before this comma or bracket";
                let span = self.place..self.place + first.len_utf8();
                Some(Finding::error(span, message).help("write a value, or leave a comma out"))
            }
            ',' | ']' | '}' => self.bare_text(),
            _ => {
                let message = "the list or map in brackets does not go on like this";
                let help =
                    "is a comma missing, or are quotes around a text with `: ` or `,` in it?";
                Some(Finding::error(self.place..self.place, message).help(help))
            }
        }
    }
}

/// The first bracket that has no partner.
fn unmatched(text: &str) -> Option<Finding> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote: Option<char> = None;
    let mut is_comment = false;
    // Before a value begins, a quote or bracket is one; in the midst of a word it is a letter.
    let mut begins = true;
    let mut was_open = false;
    let mut before = '\n';
    for (place, character) in text.char_indices() {
        let is_escaped = quote == Some('"') && before == '\\';
        match (quote, character) {
            (_, '\n' | '\r') => is_comment = false,
            _ if is_comment => {}
            (Some(opening), closing) if opening == closing && !is_escaped => quote = None,
            (Some(_), _) => {}
            (None, '#') if before.is_whitespace() => is_comment = true,
            (None, '"' | '\'') if begins => quote = Some(character),
            (None, '[' | '{') if begins => open.push((place, character)),
            (None, ']' | '}') if begins || !open.is_empty() => match open.pop() {
                Some((_, opening)) if closing_of(opening) == character => {}
                other => return Some(not_opened(place, character, other)),
            },
            _ => {}
        }
        // Behind a closing bracket no word goes on, so another one is none of its letters.
        let separates = matches!(character, '[' | '{' | ',' | ']' | '}')
            && (!open.is_empty() || (begins || was_open) && matches!(character, ']' | '}'));
        was_open = !open.is_empty();
        begins = match character {
            '\n' | '\r' => true,
            ' ' | '\t' => begins || matches!(before, ':' | '-' | '?'),
            _ => separates,
        };
        before = if is_escaped { ' ' } else { character };
    }
    open.first().map(|(place, opening)| not_closed(*place, *opening))
}

fn closing_of(opening: char) -> char {
    if opening == '[' { ']' } else { '}' }
}

fn not_closed(place: usize, opening: char) -> Finding {
    let message = format!("this {} is never closed", quoted(&opening.to_string()));
    let closing = quoted(&closing_of(opening).to_string());
    Finding::error(place..place + 1, message).help(format!("write {closing} where it ends"))
}

fn not_opened(place: usize, closing: char, open: Option<(usize, char)>) -> Finding {
    let sign = quoted(&closing.to_string());
    match open {
        Some((start, opening)) => {
            let right = closing_of(opening).to_string();
            let message = format!("{sign} closes what {} opens", quoted(&opening.to_string()));
            let finding = Finding::error(place..place + 1, message).did_you_mean(Some(&right));
            finding.related(start..start + 1, "opened here")
        }
        None => {
            let message = format!("this {sign} closes nothing");
            let help = "take it out, or put quotes around the text that it is part of";
            Finding::error(place..place + 1, message).help(help)
        }
    }
}
