//! What is known, in words: of a question, and what is to be verified of it.

use std::cmp::Reverse;

use super::item::{Item, Mark};
use crate::deal::answers::describe;
use crate::deal::{Answer, Call, Fact, KnownFrom, LookBack, Was};
use crate::engine::Effect;
use crate::playbook::Question;
use crate::report::brief::{Brief, Known, Statement};
use crate::report::looking_back::words::{answers_words, look_back_words, outcome_words};
use crate::text::source::{capitalised, listed};

/// Who says so where nobody is named.
const THE_BUYER: &str = "the buyer";

impl Item {
    /// What is known of a question, under its id.
    pub(super) fn fact(known: &Known) -> Self {
        Self::new(Mark::Name(known.question.id.clone()), known_words(known))
    }

    /// The same with the notes on it.
    pub(super) fn fact_with_notes(known: &Known) -> Self {
        let item = Self::fact(known);
        let notes = known.facts.iter().filter_map(|fact| fact.note.clone());
        Self { notes: notes.map(|note| ("Note".to_owned(), note)).collect(), ..item }
    }
}

/// The facts that force the verdict, where the rules that rule it out don't name them already.
pub(super) fn rests_on(brief: &Brief) -> Vec<Item> {
    let ruling = brief.because.iter().filter(|one| one.rules_out() || one.holds_up());
    let named: Vec<&str> =
        ruling.flat_map(|reason| &reason.about).map(|known| known.question.id.as_str()).collect();
    if brief.rests_on.iter().all(|known| named.contains(&known.question.id.as_str())) {
        return Vec::new();
    }
    brief.rests_on.iter().map(Item::fact).collect()
}

/// What is to be verified: assumed, in dispute, or set aside.
pub(super) fn verify(brief: &Brief) -> Vec<Item> {
    let groups = [
        ("You assume, and the verdict does not count it:", &brief.assumptions),
        ("What is known does not agree:", &brief.disagreements),
        ("Does not apply here, so it is set aside:", &brief.set_aside),
    ];
    let groups = groups.into_iter().filter(|(_, known)| !known.is_empty());
    let known = groups.flat_map(|(opening, known)| {
        [Item::paragraph(opening)].into_iter().chain(known.iter().map(Item::fact_with_notes))
    });
    known.chain(retired(brief)).collect()
}

/// What the deal says of questions and options that the playbook no longer has.
fn retired(brief: &Brief) -> Vec<Item> {
    let items = brief.retired.iter().map(|fact| {
        let item = Item::new(Mark::Name(fact.id()), fact.was.to_string());
        Item { notes: vec![("Why".to_owned(), fact.because.clone())], ..item }
    });
    let opening = "Retired, so it is set aside:";
    let is_any = !brief.retired.is_empty();
    is_any.then(|| Item::paragraph(opening)).into_iter().chain(items).collect()
}

/// Everything that was said, with the words around it and where these stand.
pub(super) fn all(brief: &Brief) -> Vec<Item> {
    let items = brief.facts.iter().map(|Statement { question, fact, stale_on }| {
        let said = answer_words(question, fact);
        let stale_on = stale_on.map(|date| date.to_string());
        let notes = [
            ("Note", fact.note.clone()),
            ("Their words", fact.quote.as_ref().map(|quote| format!("“{quote}”"))),
            ("At", fact.at.as_ref().map(|at| at.as_written().to_owned())),
            ("Too old from", stale_on),
        ];
        let notes = notes.into_iter().filter_map(|(name, words)| Some((name.to_owned(), words?)));
        Item { notes: notes.collect(), ..Item::new(Mark::Name(question.id.clone()), said) }
    });
    items.collect()
}

/// Every talk, the latest first.
pub(super) fn calls(brief: &Brief) -> Vec<Item> {
    let mut calls: Vec<&Call> = brief.calls.iter().collect();
    calls.sort_by_key(|call| Reverse(call.date));
    let items = calls.into_iter().map(|call| {
        let with = match call.with.as_slice() {
            [] => "with nobody named".to_owned(),
            with => format!("with {}", listed(with, "and")),
        };
        let notes = call.note.iter().map(|note| ("Note".to_owned(), note.clone())).collect();
        Item { notes, ..Item::new(Mark::Name(call.date.to_string()), with) }
    });
    items.collect()
}

/// What the buyer decided, and how content they are with it, the latest first.
pub(super) fn outcome(brief: &Brief) -> Vec<Item> {
    let outcome =
        brief.outcome.map(|outcome| Item::paragraph(capitalised(&outcome_words(outcome))));
    let mut later: Vec<&LookBack> = brief.look_back.iter().collect();
    later.sort_by_key(|look_back| Reverse(look_back.date));
    let later = later.into_iter().map(|look_back| {
        let notes = vec![("Answers".to_owned(), answers_words(look_back))];
        let text = look_back_words(look_back);
        Item { notes, ..Item::new(Mark::Name(look_back.date.to_string()), text) }
    });
    outcome.into_iter().chain(later).collect()
}

/// What later statements took the place of.
pub(super) fn history(brief: &Brief) -> Vec<Item> {
    let items = brief.history.iter().map(|replaced| {
        let question = brief.playbook.find_question(&replaced.question);
        let was = match (&replaced.was, question) {
            (Was::Facts(facts), Some(index)) => {
                let question = brief.playbook.question(index);
                facts.iter().map(|fact| said_words(question, fact)).collect::<Vec<_>>().join("; ")
            }
            (Was::Facts(_), None) => String::new(),
            (Was::Written(written), _) => written.to_string(),
            (Was::Outcome(outcome), _) => outcome_words(outcome),
            (Was::LookBack(look_back), _) => look_back_words(look_back),
        };
        let text = format!("{was}, until {}", replaced.date);
        Item::new(Mark::Name(replaced.question.clone()), text)
    });
    items.collect()
}

/// A statement with all that stands beside it, on one line.
fn said_words(question: &Question, fact: &Fact) -> String {
    let mut said = answer_words(question, fact);
    let quote = fact.quote.as_ref().map(|quote| format!("“{quote}”"));
    let at = fact.at.as_ref().map(|at| at.as_written().to_owned());
    for words in fact.note.iter().chain(&quote).chain(&at) {
        said.push_str(&format!(" {words}"));
    }
    said
}

/// What is known of a question, and who says so: "Approved (assumed, Dana, 2026-11-03)".
pub(super) fn known_words(known: &Known) -> String {
    if known.facts.is_empty() {
        let applies = known.applies != Effect::Fails;
        return if applies { "not known" } else { "does not apply" }.to_owned();
    }
    let told = known.facts.iter().map(|fact| answer_words(known.question, fact));
    told.collect::<Vec<_>>().join("; ")
}

/// Whether there is more to tell than that nothing is known.
pub(super) fn says_something(known: &Known) -> bool {
    let is_bare = |fact: &Fact| told_by(known.question, fact, Some(THE_BUYER)).is_empty();
    known.facts.iter().any(|fact| fact.answer != Answer::Unknown || !is_bare(fact))
}

/// An answer, and who says so: "Approved (assumed, Dana, 2026-11-03)".
fn answer_words(question: &Question, fact: &Fact) -> String {
    let told_by = in_brackets(&told_by(question, fact, Some(THE_BUYER)));
    format!("{}{told_by}", describe(question, &fact.answer))
}

/// Behind an answer, where there is something to say.
pub(super) fn in_brackets(told_by: &str) -> String {
    if told_by.is_empty() { String::new() } else { format!(" ({told_by})") }
}

/// Who says so, and when; nobody says that nothing is known, unless they are named. `buyer` is what the
/// buyer is called where nobody is named, if that has to be said.
pub(super) fn told_by(question: &Question, fact: &Fact, buyer: Option<&str>) -> String {
    let source = match (fact.source.counted_on(question), &fact.by) {
        _ if fact.answer == Answer::Unknown => None,
        (KnownFrom::Prospect, Some(_)) => None,
        (KnownFrom::Prospect, None) => buyer,
        (KnownFrom::Document, _) => Some("written down"),
        (KnownFrom::Us, _) => Some("from us"),
        (KnownFrom::Assumption, _) => Some("assumed"),
    };
    let parts =
        [source.map(str::to_owned), fact.by.clone(), fact.date.map(|date| date.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
