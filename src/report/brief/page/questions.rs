//! What to ask the buyer next, and what only we can answer.

use super::facts::{known_words, says_something};
use super::item::{Item, Mark};
use crate::engine::Verdict;
use crate::playbook::Stage;
use crate::report::brief::{Asked, Brief};

/// The most questions that are asked in full: what a short talk has room for.
const MOST_QUESTIONS: usize = 5;

/// The most questions that are named after those that are asked in full.
const MOST_NAMES: usize = 8;

/// What to ask: what can change the verdict; once nothing can, what the talk still calls for.
pub(super) fn ask_next(brief: &Brief) -> Vec<Item> {
    let asked = questions(&of_buyer(brief), brief.stage);
    let opening = "Nothing more can change the verdict. What is still open where they are:";
    let is_settled = brief.verdict != Verdict::Undecided && !asked.is_empty();
    is_settled.then(|| Item::paragraph(opening)).into_iter().chain(asked).collect()
}

/// What only we can answer: nothing to ask the buyer.
pub(super) fn find_out(brief: &Brief) -> Vec<Item> {
    let ours = brief.ask_next.iter().filter(|asked| asked.known.question.is_ours());
    questions(&ours.collect::<Vec<_>>(), brief.stage)
}

/// The first questions to ask the buyer, with whom.
pub(super) fn to_ask(brief: &Brief, most: usize) -> Vec<Item> {
    let asked = of_buyer(brief).into_iter().take(most).enumerate();
    asked.map(|(place, asked)| brief_item(Mark::Number(place + 1), asked)).collect()
}

/// What to do about a fit once there is nothing more to ask: what the stage where they are waits for.
pub(super) fn advice(brief: &Brief) -> Vec<Item> {
    let is_asked_out = brief.verdict == Verdict::Fit && of_buyer(brief).is_empty();
    let stage = brief.stage.filter(|_| is_asked_out);
    stage.and_then(|stage| stage.advice.as_ref()).map(Item::paragraph).into_iter().collect()
}

/// What to ask the buyer.
fn of_buyer<'a, 'b>(brief: &'a Brief<'b>) -> Vec<&'a Asked<'b>> {
    brief.ask_next.iter().filter(|asked| !asked.known.question.is_ours()).collect()
}

/// The first of what only we can answer.
pub(super) fn to_find_out(brief: &Brief) -> Vec<Item> {
    let ours = brief.ask_next.iter().find(|asked| asked.known.question.is_ours());
    ours.map(|asked| brief_item(Mark::None, asked)).into_iter().collect()
}

fn brief_item(mark: Mark, asked: &Asked) -> Item {
    let question = asked.known.question;
    let who = question.who_knows.as_ref().map_or_else(String::new, |who| format!(" ({who})"));
    Item::new(mark, format!("“{}”{who}", question.ask))
}

/// The first questions in full, the others by name.
fn questions(asked: &[&Asked], current: Option<&Stage>) -> Vec<Item> {
    let in_full = asked.iter().take(MOST_QUESTIONS).enumerate();
    let items = in_full.map(|(place, asked)| question_item(place + 1, asked, current));
    let rest = asked.iter().skip(MOST_QUESTIONS).map(|asked| asked.known.question.id.as_str());
    items.chain(named_after(&rest.collect::<Vec<_>>())).collect()
}

fn question_item(number: usize, asked: &Asked, current: Option<&Stage>) -> Item {
    let question = asked.known.question;
    let item = Item::new(Mark::Number(number), format!("“{}”", question.ask));
    let mut notes = Vec::new();
    if current.is_none_or(|current| current.id != asked.stage.id) {
        notes.push(("Stage".to_owned(), asked.stage.title.clone()));
    }
    if says_something(&asked.known) {
        notes.push(("So far".to_owned(), known_words(&asked.known)));
    }
    notes.extend(question.who_knows.iter().map(|who| ("Who knows".to_owned(), who.clone())));
    notes.extend(question.why.iter().map(|why| ("Why".to_owned(), why.clone())));
    if !question.listen_for.is_empty() {
        notes.push(("Listen for".to_owned(), question.listen_for.join("; ")));
    }
    Item { notes, ..item }
}

/// The questions that there is no room to ask in full.
fn named_after(rest: &[&str]) -> Option<Item> {
    let (named, more) = rest.split_at(rest.len().min(MOST_NAMES));
    let names = named.join(", ");
    match more.len() {
        _ if named.is_empty() => None,
        0 => Some(Item::paragraph(format!("Then: {names}."))),
        more => Some(Item::paragraph(format!("Then: {names}, and {more} more."))),
    }
}
