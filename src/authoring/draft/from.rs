//! A playbook from another one: its stages, questions and rules stay, comments among them; the id,
//! the title and the offer are new.

use super::about::Offer;
use super::lines::Lines;
use crate::deal::Facts;
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::playbook::load::{load, load_with_places};
use crate::text::source::lines::{line_break_of, start_of_line};
use crate::text::source::{Rejected, SourceFile, Span};
use crate::text::yaml::writing::scalar_of;
use crate::text::yaml::{Syntax, syntax_of};

/// Why nothing could be made of a playbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotEditable {
    /// It is wrong itself.
    #[error(transparent)]
    Wrong(#[from] Rejected),
    /// It is written in a way that can't be edited.
    #[error("the offer in `{}` is written in a way that can't be changed here; write it as a map, a key a line", crate::text::characters::escaped(.0))]
    Offer(String),
}

/// The text of a playbook with another id, title and offer.
///
/// # Errors
/// The playbook is wrong, or written in a way that can't be edited.
pub fn from(
    source: SourceFile,
    id: &str,
    title: &str,
    offer: &Offer,
) -> Result<String, NotEditable> {
    let (playbook, places) = load_with_places(source)?;
    let place = |path: &[&str]| places.value(path).span;
    let text = &places.file().text;
    let syntax = syntax_of(text);
    let words = |text: &str| scalar_of(syntax, text);
    let mut changes = vec![
        (place(&["id"]), words(id)),
        (place(&["title"]), words(title)),
        (place(&["offer", "name"]), words(&offer.name)),
        (place(&["offer", "solves"]), words(&offer.solves)),
    ];
    changes.push(match playbook.offer.not_for {
        Some(_) => (place(&["offer", "not_for"]), words(&offer.not_for)),
        None => {
            let solves = places.value(&["offer", "solves"]);
            let before = before_key(text, place(&["offer"]), solves.key);
            let end = solves.span.end;
            let key = if syntax == Syntax::Json { "\"not_for\"" } else { "not_for" };
            (end..end, format!("{before}{key}: {}", words(&offer.not_for)))
        }
    });
    changes.sort_by_key(|(place, _)| std::cmp::Reverse((place.start, place.end)));
    let mut changed = text.clone().into_owned();
    for (place, words) in changes {
        changed.replace_range(place, &words);
    }
    let name = places.file().name.clone();
    match load(SourceFile::new(name.clone(), changed.clone())) {
        Ok(read) if read.offer.name == offer.name && read.id == id => Ok(changed),
        _ => Err(NotEditable::Offer(name)),
    }
}

/// What stands between the value before a key and the key, where it is to stand like another one.
fn before_key(text: &str, map: Span, key: Span) -> String {
    if text.get(map).is_some_and(|map| map.starts_with('{')) {
        return ", ".to_owned();
    }
    let line = text.get(start_of_line(text, key.start)..key.start).unwrap_or_default();
    format!("{}{line}", line_break_of(text))
}

/// Cases to begin with, for a playbook that has none: what comes out where nothing is known.
pub fn first_cases(playbook: &Playbook) -> String {
    let nothing = Facts::none(playbook);
    let engine = Engine::new(playbook);
    let assessment = engine.assess(&nothing);
    let verdict = assessment.verdict.name();
    let stage = assessment.stage.map_or("none", |stage| &playbook.stage(stage).id);
    let next = engine.first_question(&nothing);
    let next = next.map_or("none", |next| &playbook.question(next).id);
    let mut lines = Lines::default();
    lines.comment(0, "Prospects, and what should come out for each of them: coach playbook test FILE. More of them: coach playbook test FILE --suggest.");
    lines.gap();
    lines.line(0, "format: 1");
    lines.line(0, "cases:");
    lines.line(2, "- case: Nothing is known yet");
    lines.line(4, &format!("verdict: {verdict}"));
    lines.line(4, &format!("stage: {stage}"));
    lines.line(4, &format!("next: {next}"));
    lines.into_text()
}
