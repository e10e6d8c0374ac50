//! The unattended command that comes to the same brief, ready to be pasted into a shell.

use unicode_width::UnicodeWidthStr;

use crate::deal::answers::answer_text;
use crate::deal::{Answer, Fact, Facts};
use crate::playbook::{Playbook, Question};
use crate::text::characters::{hidden, with_hidden};

/// A command that is longer than this is wrapped, a flag a line.
const WIDEST: usize = 80;

/// Where a command finds what it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'c> {
    /// The folders that `--playbook-dir` is to name.
    pub folders: &'c [String],
    /// What `--playbook` takes; `None` where the deal leads to its playbook.
    pub playbook: Option<&'c str>,
    /// What DEAL is: a file that has every answer.
    pub deal: Option<&'c str>,
}

/// The command that comes to the same verdict unattended: `coach start --no-input` with every
/// answer as a flag.
///
/// A flag holds one statement, so questions on which several people spoke can't be among them; a
/// comment at the end names these. With a deal the file has them all, and no flag is needed.
pub fn unattended(sources: &Sources, playbook: &Playbook, facts: &Facts) -> String {
    let folders =
        sources.folders.iter().map(|folder| format!(" --playbook-dir {}", quoted(folder)));
    let named = sources.playbook.iter().map(|name| format!(" -p {}", quoted(name)));
    let start = format!("coach start --no-input{}", folders.chain(named).collect::<String>());
    if let Some(deal) = sources.deal {
        return format!("{start} {}", quoted(&as_path(deal)));
    }
    let mut parts = vec![start];
    let mut left_out = Vec::new();
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        match facts.about(index) {
            [] => {}
            [fact] => parts.extend(flag(question, fact)),
            _ => left_out.push(question.id.as_str()),
        }
    }
    let mut command = joined(&parts);
    if !left_out.is_empty() {
        let names = left_out.join(", ");
        command.push_str(&format!("\n# several people spoke on {names}: use --answers FILE"));
    }
    command
}

/// The flag that states a fact; none for what is not known.
fn flag(question: &Question, fact: &Fact) -> Option<String> {
    if fact.answer == Answer::Unknown {
        return None;
    }
    let flag = if fact.source.is_evidence() { "-a" } else { "--assume" };
    let answer = format!("{}={}", question.id, answer_text(question, &fact.answer));
    Some(format!("{flag} {}", quoted(&answer)))
}

fn joined(parts: &[String]) -> String {
    let line = parts.join(" ");
    if line.width() > WIDEST { parts.join(" \\\n  ") } else { line }
}

/// A path that is not taken for a flag.
fn as_path(deal: &str) -> String {
    if deal.starts_with('-') { format!("./{deal}") } else { deal.to_owned() }
}

/// A word for a POSIX shell. What steers a terminal is written as an escape, which takes a shell
/// that knows `$'…'`.
fn quoted(word: &str) -> String {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "_-./=,:@%+".contains(one);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if hidden(word).next().is_none() {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let escaped = with_hidden(&word.replace('\\', r"\\").replace('\'', r"\'"), |shown, hidden| {
        match (hidden, u32::from(hidden)) {
            ('\n', _) => shown.push_str("\\n"),
            ('\t', _) => shown.push_str("\\t"),
            (_, code @ ..=0xffff) => shown.push_str(&format!("\\u{code:04x}")),
            (_, code) => shown.push_str(&format!("\\U{code:08x}")),
        }
    });
    format!("$'{escaped}'")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_reach_the_command_as_they_are() {
        assert_eq!(quoted("users=20..50"), "users=20..50");
        assert_eq!(quoted("needs=+sms,-mail"), "needs=+sms,-mail");
        assert_eq!(quoted("hosting=cloud|either"), "'hosting=cloud|either'");
        assert_eq!(quoted("said=it's fine"), r"'said=it'\''s fine'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("~/deal"), "'~/deal'");
        assert_eq!(quoted("said=one\ntwo\u{1b}[31m's"), r"$'said=one\ntwo\u001b[31m\'s'");
    }
}
