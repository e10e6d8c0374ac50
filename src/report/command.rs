//! The command that comes to the same brief, or goes on from the same answers, ready to be pasted
//! into a shell.

use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use crate::deal::answers::{answer_text, parse_answer};
use crate::deal::layers::Told;
use crate::deal::{Answer, DealOutcome, Fact, Facts, KnownFrom, LookBack, lines_of_facts};
use crate::playbook::{Playbook, Question};
use crate::text::characters::{hidden, in_shell_quotes, with_hidden};

/// A command that is longer than this is wrapped, a flag a line.
const WIDEST: usize = 80;

/// The line that ends the answers. A line of answers begins with small letters or is set in.
const END: &str = "END";

/// Where a command finds what it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'c> {
    /// The folders that `--playbook-dir` is to name.
    pub folders: &'c [String],
    /// What `--playbook` takes; `None` where the deal leads to its playbook.
    pub playbook: Option<&'c str>,
    /// What DEAL is: a file that has every answer but these.
    pub deal: Option<&'c str>,
    /// The last day that `--date` takes; `None` where it need not be looked at.
    pub today: Option<Date>,
}

/// The command that states these facts and asks nothing: with flags where they can say all of it,
/// else with the facts as they stand in a deal.
pub fn unattended(sources: &Sources, playbook: &Playbook, facts: &Facts) -> String {
    // Standard input is free for the answers.
    let start = format!("coach start --no-input{}", named(sources));
    stating(&start, "--answers - <<", sources.today, playbook, facts)
}

/// The command that states these facts and goes on asking.
pub fn to_go_on(sources: &Sources, playbook: &Playbook, facts: &Facts) -> String {
    // Replies come from standard input, so the answers come from elsewhere.
    let start = format!("coach start{}", named(sources));
    stating(&start, "--answers /dev/fd/3 3<<", sources.today, playbook, facts)
}

/// The command that states these facts, if any, and goes on with what was learned in a talk.
pub fn to_log_on(sources: &Sources, playbook: &Playbook, facts: &Facts) -> String {
    let log = format!("coach log{}", named(sources));
    stating(&log, "--answers - <<", sources.today, playbook, facts)
}

/// The command that looks back on a deal, with what is said already.
pub fn to_look_back(
    sources: &Sources,
    outcome: Option<&DealOutcome>,
    look_back: Option<&LookBack>,
) -> String {
    let mut parts = vec![format!("coach look-back{}", named(sources))];
    let flag = |flag: &str, words: &Option<String>| {
        words.as_ref().map(|words| quoted(&format!("{flag}={words}")))
    };
    if let Some(DealOutcome { date, decided, because }) = outcome {
        parts.push(format!("--decided {} --date {date}", decided.name()));
        parts.extend(flag("--because", because));
    }
    if let Some(LookBack { date, by, answers, words }) = look_back {
        let answers = answers.each().map(|answer| answer.to_string()).join(",");
        parts.push(format!("--statements {answers} --date {date}"));
        parts.extend(flag("--by", by).into_iter().chain(flag("--words", words)));
    }
    joined(&parts)
}

fn named(sources: &Sources) -> String {
    let flag = |flag: &str, path: &str| format!(" {flag}{}", quoted(&as_path(path)));
    let folders = sources.folders.iter().map(|folder| flag("--playbook-dir ", folder));
    let playbook = sources.playbook.map(|name| flag("-p ", name));
    folders.chain(playbook).chain(sources.deal.map(|deal| flag("", deal))).collect()
}

fn stating(
    start: &str,
    answers: &str,
    today: Option<Date>,
    playbook: &Playbook,
    facts: &Facts,
) -> String {
    let known = playbook.question_indexes().filter(|index| !facts.about(*index).is_empty());
    let told = told_of_all(playbook, facts);
    let answered = known.map(|index| flag(playbook.question(index), facts.about(index), &told));
    let flags: Option<Vec<String>> = told_flags(&told, today).into_iter().chain(answered).collect();
    match flags {
        Some(flags) => {
            joined(&[start.to_owned()].into_iter().chain(flags).collect::<Vec<String>>())
        }
        None => {
            let lines = lines_of_facts("", playbook, facts).join("\n");
            format!("{start} {answers}'{END}'\n{lines}\n{END}")
        }
    }
}

/// How all of it was learned, if it was all learned so.
fn told_of_all(playbook: &Playbook, facts: &Facts) -> Told {
    let mut all = playbook.question_indexes().flat_map(|index| facts.about(index));
    let first = all.find(|fact| fact.answer != Answer::Unknown);
    first.map_or_else(Told::default, |fact| Told {
        by: fact.by.clone(),
        date: fact.date,
        note: fact.note.clone(),
    })
}

/// The flags that say how all of it was learned; `None` for one that none can say.
fn told_flags(told: &Told, today: Option<Date>) -> Vec<Option<String>> {
    let is_over = |date: &Date| today.is_none_or(|today| *date <= today);
    let by = told.by.as_deref().map(|by| words_flag("--by", by));
    let date = told.date.map(|date| is_over(&date).then(|| format!("--date {date}")));
    let note = told.note.as_deref().map(|note| words_flag("--note", note));
    [by, date, note].into_iter().flatten().collect()
}

/// A flag with words, which may begin with a `-`. Several lines are better read as lines.
fn words_flag(flag: &str, words: &str) -> Option<String> {
    let is_one_line = hidden(words).next().is_none();
    is_one_line.then(|| quoted(&format!("{flag}={words}")))
}

/// The flag that says all of what is known about a question, beside how all was learned; `None` where
/// none can.
fn flag(question: &Question, facts: &[Fact], told: &Told) -> Option<String> {
    let [fact] = facts else { return None };
    let flag = match fact.source {
        KnownFrom::Assumption => "--assume",
        source if source == KnownFrom::unwritten(question) => "-a",
        _ => return None,
    };
    let text = answer_text(question, &fact.answer);
    let said = told.of(&Fact::new(parse_answer(question, &text).ok()?, fact.source));
    (said == *fact).then(|| format!("{flag} {}", quoted(&format!("{}={text}", question.id))))
}

fn joined(parts: &[String]) -> String {
    let line = parts.join(" ");
    if line.width() > WIDEST { parts.join(" \\\n  ") } else { line }
}

/// A path that is not taken for a flag.
fn as_path(path: &str) -> String {
    if path.starts_with('-') { format!("./{path}") } else { path.to_owned() }
}

/// A word for a POSIX shell. What steers a terminal is written as an escape, which takes a shell
/// that knows `$'…'`.
fn quoted(word: &str) -> String {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "_-./=,:@%+".contains(one);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if hidden(word).next().is_none() {
        return in_shell_quotes(word);
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
