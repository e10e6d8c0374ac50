//! `unheard-quote`: words of the buyer's that do not stand where the deal says that they do.
#![doc = include_str!("unheard-quote.md")]

use std::collections::HashMap;

use super::deal_view::{View, about};
use crate::check_rule::{CheckResult, CheckRule};
use crate::deal::{Fact, Passage};
use crate::hearing::{Misheard, Words, stands};
use crate::playbook::Question;
use crate::text::characters::{escaped, quoted};
use crate::text::source::{Finding, Severity};

pub(super) static RULE: CheckRule = CheckRule {
    id: "unheard-quote",
    severity: Severity::Error,
    summary: "a quote does not stand in its source, or not in the mouth of who is said to have said it",
    can_be_waived: true,
    documentation: include_str!("unheard-quote.md"),
};

pub(super) fn find(view: &View<'_>) -> Vec<CheckResult> {
    let mut sources = Sources { view, words: HashMap::new() };
    let mut found = Vec::new();
    for index in view.playbook.question_indexes() {
        let question = view.playbook.question(index);
        for (place, fact) in view.facts(index).iter().enumerate() {
            if let Some((message, help)) = sources.misheard(question, fact) {
                let span = view.places.quote(&question.id, place);
                let span = span.unwrap_or(view.answer_place(question, place));
                found.push(about(&RULE, question, Finding::error(span, message).help(help)));
            }
        }
    }
    found
}

/// The sources that a deal quotes, made ready once for all of its quotes.
struct Sources<'v> {
    view: &'v View<'v>,
    words: HashMap<&'v str, Words<'v>>,
}

impl<'v> Sources<'v> {
    /// What is wrong with a fact's quote, and what to do about it.
    fn misheard(&mut self, question: &Question, fact: &'v Fact) -> Option<(String, String)> {
        let (quote, at) = (fact.quote.as_ref()?, fact.at.as_ref()?);
        let id = &question.id;
        let transcript = match self.view.sources.get(at.file())? {
            Ok(transcript) => transcript,
            Err(why) => {
                let message =
                    format!("nobody can tell whether the quote for `{id}` was said: {why}");
                let help = "put the source where `at` says, or take `quote` and `at` away";
                return Some((message, help.to_owned()));
            }
        };
        let language = &self.view.playbook.language;
        let words = self.words.entry(at.file()).or_insert_with(|| Words::of(transcript, language));
        let why = stands(words, quote, at.place(), fact.by.as_deref()).err()?;
        Some(in_words(id, at, fact, why))
    }
}

fn in_words(id: &str, at: &Passage, fact: &Fact, why: Misheard) -> (String, String) {
    let (file, written) = (escaped(at.file()), escaped(at.as_written()));
    let by = fact.by.as_deref().unwrap_or_default();
    match why {
        Misheard::Gone => (
            format!("the quote for `{id}` does not stand in `{file}`"),
            "write the words as they stand there, or ask again and take the quote away".to_owned(),
        ),
        Misheard::Elsewhere { place } => (
            format!("the quote for `{id}` does not stand at `{written}`"),
            format!("it stands at `{file}#{place}`"),
        ),
        Misheard::OtherSpeaker { speaker: Some(speaker) } => (
            format!("the quote for `{id}` is what {} said, not {}", quoted(&speaker), quoted(by)),
            format!("write `by` as `{file}` has it, or take the quote away"),
        ),
        Misheard::OtherSpeaker { speaker: None } => (
            format!(
                "the source does not name who said the quote for `{id}`; the deal says {}",
                quoted(by)
            ),
            "name who speaks in the source, or take the quote away".to_owned(),
        ),
    }
}
