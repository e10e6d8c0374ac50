//! Text in which names stand before words: what people write and what recorders export.
//!
//! ```text
//! Dana: …            [00:12:31] Dana: …        Dana (00:12:31): …
//! 00:12:31 Dana: …   Dana  0:12 and below it …  0:12 Dana and below it …
//! ```
//!
//! Words belong to a name up to the next one, or to the next blank line: what stands behind that may be
//! anybody's, so it is nobody's. So are the words of a line that may begin with another name, in a way
//! that is not known here.

use super::clock::{leading_time, trailing_time};
use super::speakers::{begins_a_quotation, is_name, may_be_anothers, split_at_colon};
use super::transcript::Turn;

/// What stands between a name and a time.
const BETWEEN: &[char] =
    &[' ', '\t', '\u{a0}', '-', '–', '—', '|', ',', '·', '•', '(', ')', '[', ']'];

/// The turns of a text.
pub(super) fn read(text: &str) -> Vec<Turn> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut reader = Reader { lines: &lines, turns: Vec::new(), state: State::Closed, time: None };
    let mut place = 0;
    while place < lines.len() {
        place += reader.take(place);
    }
    reader.turns
}

/// Who speaks from here on.
#[derive(Debug, PartialEq, Eq)]
struct Label<'t> {
    speaker: &'t str,
    start: Option<u64>,
    words: &'t str,
}

/// Whether a line of words goes on with the last turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No: a blank line stands before it.
    Closed,
    /// Its words begin here.
    Awaiting,
    /// It does.
    Open,
}

struct Reader<'t> {
    lines: &'t [&'t str],
    turns: Vec<Turn>,
    state: State,
    /// A time on a line of its own, for the turn that follows.
    time: Option<u64>,
}

impl<'t> Reader<'t> {
    /// Takes the lines at a place, and hands out how many these are.
    fn take(&mut self, place: usize) -> usize {
        let line = self.lines[place];
        if line.is_empty() {
            self.state =
                if self.state == State::Awaiting { State::Awaiting } else { State::Closed };
            return 1;
        }
        if let Some(label) = label_of(line) {
            self.begin(Some(label.speaker), label.start, label.words, place);
            return 1;
        }
        if let Some((label, count)) = self.heading_at(place) {
            self.begin(Some(label.speaker), label.start, "", place + count - 1);
            return count;
        }
        if let Some(time) = time_alone(line) {
            (self.time, self.state) = (Some(time), State::Closed);
            return 1;
        }
        self.words(line, place);
        1
    }

    fn begin(&mut self, speaker: Option<&str>, start: Option<u64>, words: &str, place: usize) {
        let start = start.or(self.time);
        self.time = None;
        let speaker = speaker.map(str::to_owned);
        self.turns.push(Turn { speaker, start, text: words.to_owned(), line: place + 1 });
        self.state = if words.is_empty() { State::Awaiting } else { State::Open };
    }

    fn words(&mut self, line: &str, place: usize) {
        if begins_a_quotation(line) {
            return self.begin(None, None, line, place);
        }
        // What another one wrote, as mail has it.
        if line.starts_with('>') {
            self.begin(None, None, line, place);
            self.state = State::Closed;
            return;
        }
        if let Some((time, words)) = time_in_brackets(line).filter(|(_, words)| !words.is_empty()) {
            return self.begin(None, Some(time), words, place);
        }
        let is_timed = self.turns.last().is_some_and(|turn| turn.start.is_some());
        if may_be_anothers(line) || is_timed && leading_time(line).is_some() {
            self.begin(None, None, line, place);
            self.state = State::Closed;
            return;
        }
        match (self.state, self.turns.last_mut()) {
            (State::Awaiting, Some(turn)) => {
                (turn.line, turn.text) = (place + 1, line.to_owned());
                self.state = State::Open;
            }
            (State::Open, Some(turn)) => {
                turn.text.push('\n');
                turn.text.push_str(line);
            }
            _ => self.begin(None, None, line, place),
        }
    }

    /// A name and a time that stand alone, on one line or on two.
    fn heading_at(&self, place: usize) -> Option<(Label<'t>, usize)> {
        let line = self.lines[place];
        let next = self.lines.get(place + 1).copied().unwrap_or_default();
        if let Some(label) = name_then_time(line) {
            return Some((label, 1));
        }
        if let (true, Some(start)) = (is_name(line), time_alone(next)) {
            return Some((Label { speaker: line, start: Some(start), words: "" }, 2));
        }
        // Behind a time may stand words as well as a name; below a name there are words.
        let label = time_then_name(line)?;
        let has_words =
            !next.is_empty() && label_of(next).is_none() && time_then_name(next).is_none();
        (has_words && time_alone(next).is_none()).then_some((label, 1))
    }
}

/// `Dana: …` with or without a time.
fn label_of(line: &str) -> Option<Label<'_>> {
    let line = ["- ", "* ", "• ", "+ ", ">> "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line);
    let (start, line) = match time_in_brackets(line).or_else(|| leading_time(line)) {
        Some((time, rest)) => (Some(time), rest.trim_start_matches(BETWEEN)),
        None => (None, line),
    };
    if let Some(bold) = bold_label(line) {
        return Some(Label { start: start.or(bold.start), ..bold });
    }
    let (before, words) = split_at_colon(line)?;
    let label = name_with_time(before);
    label.map(|label| Label { start: start.or(label.start), words, ..label })
}

/// `**Dana:** …`, `**Dana**: …`, `*Dana* (00:12:31): …`, as in Markdown.
fn bold_label(line: &str) -> Option<Label<'_>> {
    let mark = ["**", "__", "*", "_"].into_iter().find(|mark| line.starts_with(mark))?;
    let (inside, behind) = line.strip_prefix(mark)?.split_once(mark)?;
    let (name, time, words) = match inside.strip_suffix(':') {
        Some(name) => (name, "", behind),
        None => {
            let (time, words) = split_at_colon(behind)?;
            (inside, time, words)
        }
    };
    let label = name_with_time(name.trim())?;
    let start = match time {
        "" => label.start,
        time => Some(time_alone(time)?),
    };
    Some(Label { start, words: words.trim(), ..label })
}

/// `Dana`, `Dana (00:12:31)`, `[Dana] 00:12:31`.
fn name_with_time(text: &str) -> Option<Label<'_>> {
    let without_bracket = text.trim_end_matches([')', ']']);
    let (name, start) = match trailing_time(without_bracket) {
        Some((name, time)) => (name.trim_end_matches(BETWEEN).trim_start_matches('['), Some(time)),
        None => (text, None),
    };
    is_name(name).then_some(Label { speaker: name, start, words: "" })
}

fn name_then_time(line: &str) -> Option<Label<'_>> {
    name_with_time(line).filter(|label| label.start.is_some())
}

fn time_then_name(line: &str) -> Option<Label<'_>> {
    let (start, rest) = time_in_brackets(line).or_else(|| leading_time(line))?;
    let speaker = rest.trim_matches(BETWEEN);
    is_name(speaker).then_some(Label { speaker, start: Some(start), words: "" })
}

/// `[00:12:31]` or `(00:12:31)` at the beginning, a span of time too, and what is behind it.
fn time_in_brackets(line: &str) -> Option<(u64, &str)> {
    let end = match line.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let (inside, behind) = line[1..].split_once(end)?;
    let (time, rest) = leading_time(inside.trim())?;
    let rest = rest.trim_start_matches([' ', '-', '–', '>']);
    let is_span =
        rest.is_empty() || leading_time(rest).is_some_and(|(_, rest)| rest.trim().is_empty());
    is_span.then(|| (time, behind.trim()))
}

fn time_alone(line: &str) -> Option<u64> {
    let (time, behind) = time_in_brackets(line).or_else(|| leading_time(line))?;
    let rest = behind.trim_start_matches([' ', '-', '–', '>']);
    let is_alone =
        rest.is_empty() || leading_time(rest).is_some_and(|(_, rest)| rest.trim().is_empty());
    is_alone.then_some(time)
}
