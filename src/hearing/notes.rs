//! Lines of notes that answer a question: `money: agreed`.

use jiff::civil::Date;

use super::judging::{Heard, Ruling, Unheard, answer_of, once_each, question_named};
use super::speakers::split_at_colon;
use crate::deal::{Fact, KnownFrom, Passage};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::yaml::{Node, Scalar, Value};

/// What notes say.
#[derive(Debug, Clone, PartialEq)]
pub struct Notes {
    /// What becomes of each line that names a question.
    pub heard: Vec<Heard>,
    /// These lines, as they are written, with their numbers, counted from 1.
    pub lines: Vec<(usize, String)>,
    /// All other lines that are not empty.
    pub left: Vec<(usize, String)>,
}

/// How notes are read.
#[derive(Debug, Clone, Copy)]
pub struct NotesOf<'n> {
    /// Who said what stands in them.
    pub by: Option<&'n str>,
    /// The notes, as seen from the deal's folder.
    pub file: &'n str,
    /// The day of the talk.
    pub date: Date,
    /// Whether what nobody is named for is refused, and not taken for an assumption.
    pub is_strict: bool,
}

/// Reads notes: lines `question: answer`, by the question's id or its words, answered as on the command
/// line or by the words of an option. Where it is told who said so, that one did, as with `coach log`;
/// else it is what the seller wrote down, and an assumption.
pub fn hear(playbook: &Playbook, text: &str, of: NotesOf<'_>) -> Notes {
    let mut notes = Notes { heard: Vec::new(), lines: Vec::new(), left: Vec::new() };
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let kept = (place + 1, line.trim().to_owned());
        match noted(playbook, line) {
            Some((question, answer)) => {
                let heard = of.judged(playbook, notes.heard.len(), place + 1, (question, answer));
                notes.heard.push(heard);
                notes.lines.push(kept);
            }
            None => notes.left.push(kept),
        }
    }
    notes.heard = once_each(notes.heard.into_iter().map(|heard| (heard, None)).collect());
    notes
}

impl NotesOf<'_> {
    fn judged(
        &self,
        playbook: &Playbook,
        place: usize,
        line: usize,
        (index, answer): (QuestionIndex, &str),
    ) -> Heard {
        let question = playbook.question(index);
        let of = |answer, ruling, why| Heard {
            place,
            question: Some(index),
            answer,
            ruling,
            why,
            remarks: Vec::new(),
        };
        let answer = match answer_of(playbook, question, &scalar(answer)) {
            Ok(answer) => answer,
            Err(words) => return of(None, Ruling::Wrong, Some(Unheard::NoAnswer { words })),
        };
        let source = match self.by {
            Some(_) => KnownFrom::unwritten(question),
            None if question.is_ours() => KnownFrom::Us,
            None => KnownFrom::Assumption,
        };
        let fact = Fact {
            by: self.by.map(str::to_owned),
            date: Some(self.date),
            at: Passage::of(&format!("{}#L{line}", self.file)).ok(),
            ..Fact::new(answer.clone(), source)
        };
        let (ruling, why) = match fact.is_evidence_on(question) {
            true => (Ruling::Heard(fact), None),
            false if self.is_strict => (Ruling::Refused, Some(Unheard::NoOneSaid)),
            false => (Ruling::Assumed(fact), Some(Unheard::NoOneSaid)),
        };
        of(Some(answer), ruling, why)
    }
}

/// The question that a line names, and what stands behind it.
fn noted<'l>(playbook: &Playbook, line: &'l str) -> Option<(QuestionIndex, &'l str)> {
    let line = line.trim().trim_start_matches(['-', '*', '+', '>', '#', ' ']);
    // The words of a question end with a mark of their own.
    let by_its_words = line.find('?').and_then(|mark| line.split_at_checked(mark + 1));
    let parts = split_at_colon(line).into_iter().chain(by_its_words);
    let mut named = parts.filter_map(|(named, answer)| {
        let index = question_named(playbook, bare(named))?;
        Some((index, bare(answer.trim_start_matches(['*', '_', ':', ' ']))))
    });
    named.next()
}

/// A text without the marks of Markdown around it.
fn bare(text: &str) -> &str {
    text.trim_matches(['*', '_', '`', ' '])
}

fn scalar(text: &str) -> Node {
    let scalar = Scalar { text: text.to_owned(), plain: false };
    Node { span: 0..text.len(), value: Value::Scalar(scalar) }
}
