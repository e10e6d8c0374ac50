//! The conversation as plain numbered lines: for screen readers, pipes, and terminals that can't
//! move a cursor.

use std::io::{BufRead, Read, Write};

use super::asked::Asked;
use super::wording::{SOURCES, Source, answer_problem, ask_words};
use super::{Aside, Ask, Broken, Menu, MenuEntry, Message, Page, Reply, source_words};
use crate::deal::answers::{describe, parse_answer};
use crate::deal::{Answer, KnownFrom};
use crate::playbook::{Kind, Question};
use crate::text::characters::escaped;
use crate::text::source::{Rejected, STANDARD_INPUT, decode};

/// The longest line that is taken, in bytes: no answer has as many.
const LONGEST_LINE: usize = 64 * 1024;
/// What a terminal keeps of a line, in bytes: it cuts the rest without a word (`N_TTY_BUF_SIZE` of
/// Linux, less the line's end).
const LONGEST_OF_TERMINAL: usize = 4095;

/// How deep the lines under a question are set in.
const INDENT: &str = "  ";

/// Plain lines over a reader and a writer.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
    echo: bool,
    /// How many lines were read.
    lines: usize,
    asked: Asked,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// A conversation in lines of this width. `echo` repeats the replies, which a terminal has
    /// shown already but a pipe has not.
    pub fn new(input: R, output: W, width: usize, echo: bool) -> Self {
        Self { input, output, width: width.max(20), echo, lines: 0, asked: Asked::default() }
    }

    /// What is asked at any moment.
    pub fn asked(&self) -> Asked {
        self.asked.clone()
    }

    /// A paragraph, each of its lines set in.
    fn paragraph(&mut self, indent: &str, text: &str) -> Result<(), Broken> {
        self.hanging(indent, indent, text)
    }

    /// A paragraph whose first line begins otherwise than the rest.
    fn hanging(&mut self, first: &str, rest: &str, text: &str) -> Result<(), Broken> {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(&escaped(text), options) {
            writeln!(self.output, "{line}")?;
            self.asked.add(&line);
        }
        Ok(())
    }

    fn numbered(&mut self, entries: &[MenuEntry]) -> Result<(), Broken> {
        for (place, entry) in entries.iter().enumerate() {
            let number = format!("{INDENT}{}. ", place + 1);
            let indent = " ".repeat(number.len());
            self.hanging(&number, &indent, &entry.text)?;
            entry.detail.iter().try_for_each(|detail| self.paragraph(&indent, detail))?;
        }
        Ok(())
    }

    /// Asks for a line on the spot, and reads it without its line end. A line that is too long is
    /// said to be, and asked for again.
    fn read(&mut self, prompt: &str) -> Result<String, Broken> {
        loop {
            let output = &mut self.output;
            self.asked.wait(&format!("{prompt}> "), |prompt| {
                write!(output, "{prompt}")?;
                output.flush()
            })?;
            let line = self.next_line();
            self.asked.hear();
            let line = line?;
            let longest = if self.echo { LONGEST_LINE } else { LONGEST_OF_TERMINAL - 1 };
            if line.len() > longest {
                let problem = format!(
                    "That line is too long, so nothing of it was taken: {longest} bytes at most."
                );
                self.paragraph("", &problem)?;
                continue;
            }
            let Some(line) = self.text(line)? else { continue };
            if self.echo {
                writeln!(self.output, "{}", escaped(line.trim()))?;
            }
            return Ok(line.trim().to_owned());
        }
    }

    /// A line as text. `None` where it is none, and a person is there to type it once more; through a
    /// pipe the lines behind it would answer other questions.
    fn text(&mut self, line: Vec<u8>) -> Result<Option<String>, Broken> {
        let bytes = match String::from_utf8(line) {
            // What writes the lines may begin them as it begins a file.
            Ok(text) if self.lines == 1 => {
                return Ok(Some(text.trim_start_matches('\u{feff}').to_owned()));
            }
            Ok(text) => return Ok(Some(text)),
            Err(error) => error.into_bytes(),
        };
        // Told as a fault of a file is, whose other lines are of no matter.
        let before = "\n".repeat(self.lines.saturating_sub(1)).into_bytes();
        let file = decode(STANDARD_INPUT, [before, bytes].concat());
        let Some(fault) = file.fault().cloned() else { return Ok(None) };
        if self.echo {
            let findings = vec![fault];
            return Err(Broken::NotText(Box::new(Rejected { file, findings })));
        }
        let problem = format!("That line is {}, so nothing of it was taken.", fault.message);
        self.paragraph("", &problem)?;
        Ok(None)
    }

    /// The next line without its end; of one that is too long no more than tells so.
    fn next_line(&mut self) -> Result<Vec<u8>, Broken> {
        let piece = LONGEST_LINE as u64 + 2;
        let mut line = Vec::new();
        if self.input.by_ref().take(piece).read_until(b'\n', &mut line)? == 0 {
            writeln!(self.output)?;
            return Err(if self.lines == 0 { Broken::NothingCame } else { Broken::Ended });
        }
        self.lines += 1;
        let mut rest = line.clone();
        while rest.len() as u64 == piece && !rest.ends_with(b"\n") {
            rest.clear();
            self.input.by_ref().take(piece).read_until(b'\n', &mut rest)?;
        }
        if line.ends_with(b"\n") {
            line.pop();
        }
        Ok(line)
    }

    fn header(&mut self, page: &Page) -> Result<(), Broken> {
        let question = page.question;
        self.paragraph("", &page.place)?;
        self.paragraph("", &ask_words(question))?;
        if let Some(why) = &question.why {
            self.paragraph(INDENT, &format!("Why: {why}"))?;
        }
        if !question.listen_for.is_empty() {
            self.paragraph(INDENT, &format!("Listen for: {}", question.listen_for.join("; ")))?;
        }
        if let Some(earlier) = &page.earlier {
            self.paragraph(INDENT, &format!("Until now: {}", earlier.words))?;
        }
        self.numbered(&entries(question))?;
        self.paragraph("", &format!("{}.", page.standing))?;
        self.paragraph("", &keys(page))
    }
}

impl<R: BufRead, W: Write> Ask for Plain<R, W> {
    fn tell(&mut self, message: &Message) -> Result<(), Broken> {
        match message {
            Message::Opening { title, lines } => {
                self.paragraph("", title)?;
                lines.iter().try_for_each(|line| self.paragraph("", line))?;
                self.paragraph("", "At any question: back goes back, unknown is an answer too, ? tells what else there is.")?;
            }
            Message::Heading { title, lines } => {
                self.paragraph("", title)?;
                lines.iter().try_for_each(|line| self.paragraph("", line))?;
                self.paragraph("", "At any question: < goes back.")?;
            }
            Message::Stage { title, buyer_asks } => {
                self.paragraph("", &format!("Stage {title}: the buyer asks “{buyer_asks}”"))?;
            }
            Message::Answered { words, .. } => self.paragraph("", &format!("Noted: {words}"))?,
            Message::Back => self.paragraph("", "Back.")?,
            Message::Note(words) | Message::Closing(words) => self.paragraph("", words)?,
        }
        Ok(writeln!(self.output)?)
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        self.asked.begin();
        self.header(page)?;
        loop {
            let line = self.read("Your answer")?;
            match reply(page, &line) {
                Ok(reply) => return Ok(reply),
                Err(problem) => self.paragraph("", &problem)?,
            }
        }
    }

    fn source(
        &mut self,
        page: &Page,
        answer: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        self.asked.begin();
        let words = describe(page.question, answer);
        let stop = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        self.paragraph("", &format!("{words}{stop} How do you know?"))?;
        let each =
            SOURCES.iter().map(|known| format!("{} {}", known.key, source_words(known.source)));
        let each: Vec<String> = each.collect();
        let line = format!("{}; only enter: {}.", each.join(", "), source_words(usual));
        self.paragraph("", &line)?;
        loop {
            let line = self.read("b, w or a")?.to_lowercase();
            let stands_for = |known: &&Source| line == known.name || line.chars().eq([known.key]);
            match (SOURCES.iter().find(stands_for), line.as_str()) {
                (Some(known), _) => return Ok(Some(known.source)),
                (None, "") => return Ok(Some(usual)),
                (None, "back" | "<") => return Ok(None),
                _ => self.paragraph("", "Type b, w or a, or back.")?,
            }
        }
    }

    fn show(&mut self, text: &str) -> Result<(), Broken> {
        self.asked.begin();
        for line in text.lines() {
            writeln!(self.output, "{}", escaped(line))?;
        }
        Ok(writeln!(self.output)?)
    }

    fn keys(&self) -> &'static [&'static str] {
        &["Type brief, answers, who, unknown, back or stop at any question, and ? for this."]
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        self.asked.begin();
        self.paragraph("", &menu.title)?;
        for line in &menu.lines {
            self.paragraph(INDENT, line)?;
        }
        self.numbered(&menu.entries)?;
        let count = menu.entries.len();
        let preset = match menu.goes_untyped {
            true => format!(", only enter: {}", menu.preselected + 1),
            false => String::new(),
        };
        loop {
            let line = self.read(&format!("1 to {count}{preset}"))?;
            let chosen = match (line.as_str(), line.parse()) {
                ("", _) if menu.goes_untyped => Some(menu.preselected),
                ("back" | "<", _) => None,
                (_, Ok(number @ 1..)) if number <= count => Some(number - 1),
                _ => {
                    self.paragraph("", &format!("Type a number from 1 to {count}, or back."))?;
                    continue;
                }
            };
            writeln!(self.output)?;
            return Ok(chosen);
        }
    }

    fn line(&mut self, ask: &str, preset: &str) -> Result<Option<String>, Broken> {
        self.asked.begin();
        let prompt = match preset {
            "" => escaped(ask),
            preset => format!("{} (only enter: {})", escaped(ask), escaped(preset)),
        };
        let line = self.read(&prompt)?;
        Ok(match line.as_str() {
            "<" => None,
            "" => Some(preset.to_owned()),
            _ => Some(line),
        })
    }
}

/// The numbered answers to a question; none for numbers and words.
fn entries(question: &Question) -> Vec<MenuEntry> {
    let mut entries: Vec<MenuEntry> = (0..question.option_count())
        .map(|option| MenuEntry::plain(question.option_label(option)))
        .collect();
    if !entries.is_empty() {
        entries.push(MenuEntry::plain("Not known yet"));
    }
    entries
}

/// What can be typed.
fn keys(page: &Page) -> String {
    let unit = |kind: &crate::playbook::NumberKind| match &kind.unit {
        Some(unit) => format!(" ({unit})"),
        None => String::new(),
    };
    let answers = match &page.question.kind {
        Kind::YesNo { .. } => "Type a number, yes or no".to_owned(),
        Kind::Choice { .. } => "Type a number; 1|2 for one of several".to_owned(),
        Kind::Choices { .. } => {
            "Type all that hold, such as 1,3; 0 for none of them; +1,-3 leaves the others open"
                .to_owned()
        }
        Kind::Number(kind) => format!("Type a number{}, such as 20, or 20..50", unit(kind)),
        Kind::Text => "Type it in your words".to_owned(),
    };
    match page.earlier {
        Some(_) => format!("{answers}; only enter keeps what is known; back; unknown; ?."),
        None => format!("{answers}; back; unknown; ?."),
    }
}

/// What a typed line says.
fn reply(page: &Page, line: &str) -> Result<Reply, String> {
    let question = page.question;
    let count = question.option_count();
    if line.is_empty() {
        let kept = page.earlier.is_some().then_some(Reply::Keep);
        return kept.ok_or_else(|| "Type an answer; if it is not known yet, unknown.".to_owned());
    }
    let is_option = question.find_option(line).is_some();
    if let Some(reply) = command(line).filter(|_| !is_option) {
        return Ok(reply);
    }
    if count > 0 && line.parse() == Ok(count + 1) {
        return Ok(Reply::NotKnown);
    }
    match parse_answer(question, &with_ids(question, line)?) {
        Ok(Answer::Unknown) => Ok(Reply::NotKnown),
        Ok(answer) => Ok(Reply::Answer(answer)),
        Err(error) => Err(answer_problem(&error)),
    }
}

/// What a word stands for that is no answer. Who wants to give it as one says more than that word.
fn command(line: &str) -> Option<Reply> {
    Some(match line {
        "back" | "<" => Reply::Back,
        "?" | "help" => Reply::Aside(Aside::Help),
        "brief" => Reply::Aside(Aside::Brief),
        "answers" => Reply::Aside(Aside::Answers),
        "who" | "@" => Reply::Aside(Aside::Who),
        "stop" => Reply::Aside(Aside::Stop),
        _ => return None,
    })
}

/// The line with options' ids in place of their numbers and words; `0` is none of them.
fn with_ids(question: &Question, line: &str) -> Result<String, String> {
    let count = question.option_count();
    let separator = match question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => '|',
        Kind::Choices { .. } if line == "0" => return Ok(String::new()),
        Kind::Choices { .. } => ',',
        Kind::Number(_) | Kind::Text => return Ok(line.to_owned()),
    };
    if let Some(option) = with_label(question, line) {
        return Ok(question.option_id(option).to_owned());
    }
    let ids: Result<Vec<String>, String> = line
        .split(separator)
        .map(|word| {
            let word = word.trim();
            let (sign, name) = match word.strip_prefix(['+', '-']) {
                Some(name) => word.split_at(word.len() - name.len()),
                None => ("", word),
            };
            match name.parse::<usize>() {
                Ok(number) if (1..=count).contains(&number) => {
                    Ok(format!("{sign}{}", question.option_id(number - 1)))
                }
                Ok(number) => Err(format!("There is no answer {number}: type 1 to {}.", count + 1)),
                Err(_) => Ok(match with_label(question, name) {
                    Some(option) => format!("{sign}{}", question.option_id(option)),
                    None => word.to_owned(),
                }),
            }
        })
        .collect();
    Ok(ids?.join(&separator.to_string()))
}

/// The option that is called so; of yes and no, the first letter will do.
fn with_label(question: &Question, words: &str) -> Option<usize> {
    let words = words.to_lowercase();
    let short = matches!(question.kind, Kind::YesNo { .. });
    (0..question.option_count()).find(|option| {
        let label = question.option_label(*option).to_lowercase();
        label == words || (short && words.len() == 1 && label.starts_with(&words))
    })
}
