//! What is known, in words: of a question, and what is to be verified of it.

use super::item::{Item, Mark};
use crate::deal::answers::describe;
use crate::deal::{Answer, Fact, KnownFrom};
use crate::engine::Effect;
use crate::playbook::Question;
use crate::report::brief::{Brief, Known};

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

/// What is known of a question, and who says so: "Approved (assumed, Dana, 2026-11-03)".
pub(super) fn known_words(known: &Known) -> String {
    if known.facts.is_empty() {
        let applies = known.applies != Effect::Fails;
        return if applies { "not known" } else { "does not apply" }.to_owned();
    }
    let told = known.facts.iter().map(|fact| {
        let words = describe(known.question, &fact.answer);
        let told_by = told_by(known.question, fact);
        if told_by.is_empty() { words } else { format!("{words} ({told_by})") }
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Whether there is more to tell than that nothing is known.
pub(super) fn says_something(known: &Known) -> bool {
    let is_bare = |fact: &Fact| told_by(known.question, fact).is_empty();
    known.facts.iter().any(|fact| fact.answer != Answer::Unknown || !is_bare(fact))
}

/// Who says so, and when; nobody says that nothing is known, unless they are named.
fn told_by(question: &Question, fact: &Fact) -> String {
    let source = match (fact.source.counted_on(question), &fact.by) {
        _ if fact.answer == Answer::Unknown => None,
        (KnownFrom::Prospect, Some(_)) => None,
        (KnownFrom::Prospect, None) => Some("the buyer"),
        (KnownFrom::Document, _) => Some("written down"),
        (KnownFrom::Us, _) => Some("from us"),
        (KnownFrom::Assumption, _) => Some("assumed"),
    };
    let parts =
        [source.map(str::to_owned), fact.by.clone(), fact.date.map(|date| date.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
