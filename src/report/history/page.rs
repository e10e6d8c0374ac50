//! The history as a page: what each day says, in words.

use jiff::civil::Date;

use super::{Day, Dropped, History, Lapse, TurnedBy};
use crate::deal::Was;
use crate::playbook::Question;
use crate::report::brief::Learned;
use crate::report::brief::page::{
    Item, Mark, Page, Section, in_a_sentence, learned_item, verdict_words, was_words,
};
use crate::report::looking_back::words::{look_back_words, outcome_words};
use crate::text::source::{capitalised, listed};

/// The most lapses that are named of those to come; a seller looks ahead to the next talks.
const MOST_TO_COME: usize = 5;

impl Page {
    /// A deal day by day, the oldest first: what came last stands where the eye is at the end.
    pub(super) fn history(history: &History) -> Self {
        let days = history.days.iter().map(|day| (day.date, day_section(day)));
        let mut days: Vec<(Option<Date>, Section)> = days.chain(afterwards(history)).collect();
        days.sort_by_key(|(date, _)| *date);
        let days = days.into_iter().map(|(_, section)| section);
        let lapses = Section { title: "What goes stale".to_owned(), items: lapses(history) };
        let sections = days.chain([lapses]).filter(|section| !section.items.is_empty());
        let whose = format!("{} · {}", history.deal, history.playbook.title);
        Self {
            verdict: history.verdict,
            verdict_words: verdict_words(history.verdict),
            reason: reason(history),
            opening: [whose].into_iter().chain(before(history)).collect(),
            sections: sections.collect(),
        }
    }
}

/// `since 2026-11-12; money goes stale on 2026-12-03.`
fn reason(history: &History) -> String {
    let since = match history.verdict_since {
        Some(date) => format!("since {date}"),
        None => "from the beginning".to_owned(),
    };
    match history.lapses.first() {
        Some(lapse) => {
            format!("{since}; `{}` {}.", lapse.question.id, lapse_words(lapse, history))
        }
        None => format!("{since}."),
    }
}

/// `Until 2026-10-20: 14 questions answered, undecided.`
fn before(history: &History) -> Option<String> {
    let before = history.before?;
    let questions = if before.known == 1 { "question" } else { "questions" };
    let (date, known, verdict) = (before.date, before.known, in_a_sentence(before.verdict));
    let nothing_new = if history.days.is_empty() { " Nothing was learned since." } else { "" };
    Some(format!("Until {date}: {known} {questions} answered, {verdict}.{nothing_new}"))
}

fn day_section(day: &Day) -> Section {
    let date = day.date.map_or_else(|| "No date".to_owned(), |date| date.to_string());
    let verdict = in_a_sentence(day.verdict);
    let title = match (&day.turn, day.date) {
        (None, Some(_)) => format!("{date} — still {verdict}"),
        _ => format!("{date} — {verdict}"),
    };
    let turn = day.turn.iter().map(turn_item);
    let learned = day.learned.iter().map(|Learned { statement, was }| {
        let item = learned_item(*statement, day.date);
        with_earlier(item, Some(statement.question), *was)
    });
    let dropped = day.dropped.iter().map(dropped_item);
    Section { title, items: turn.chain(learned).chain(dropped).collect() }
}

/// What the buyer decided, and what they said of it later, each under its day.
fn afterwards<'h>(history: &'h History) -> impl Iterator<Item = (Option<Date>, Section)> + 'h {
    let section = |date: Date, title: &str, words: String| {
        let items = vec![Item::paragraph(capitalised(&words))];
        (Some(date), Section { title: format!("{date} — {title}"), items })
    };
    let outcome = history.outcome.iter();
    let outcome = outcome.map(move |one| section(one.date, "the decision", outcome_words(one)));
    let later = history.look_back.iter();
    let later = later.map(move |said| section(said.date, "looking back", look_back_words(said)));
    outcome.chain(later)
}

/// `It was undecided; money and proof turned it.`
fn turn_item(turn: &TurnedBy) -> Item {
    let ids: Vec<String> =
        turn.questions.iter().map(|question| format!("`{}`", question.id)).collect();
    let perhaps = if turn.is_smallest { "" } else { " Perhaps fewer of them do." };
    let from = in_a_sentence(turn.from);
    Item::paragraph(format!("It was {from}; {} turned it.{perhaps}", listed(&ids, "and")))
}

fn dropped_item(dropped: &Dropped) -> Item {
    let words = match dropped.item.was {
        Was::Facts(_) | Was::Written(_) => "no longer known",
        Was::Outcome(_) | Was::LookBack(_) => "said anew",
    };
    let item = Item::new(Mark::Name(dropped.item.question.clone()), words);
    with_earlier(item, dropped.question, Some(&dropped.item.was))
}

/// The same with what was known before.
fn with_earlier(item: Item, question: Option<&Question>, was: Option<&Was>) -> Item {
    let notes = was.map(|was| ("Before".to_owned(), was_words(question, was)));
    Item { notes: notes.into_iter().collect(), ..item }
}

/// All that is stale, and what becomes so next.
fn lapses(history: &History) -> Vec<Item> {
    let is_stale = |lapse: &&Lapse| lapse.stale_on <= history.as_of;
    let shown = history.lapses.iter().filter(is_stale).count() + MOST_TO_COME;
    let items =
        history.lapses.iter().take(shown).map(|lapse| {
            Item::new(Mark::Name(lapse.question.id.clone()), lapse_words(lapse, history))
        });
    let more = history.lapses.len().saturating_sub(shown);
    let more = (more > 0).then(|| Item::paragraph(format!("And {more} more.")));
    items.chain(more).collect()
}

/// `goes stale on 2026-12-03`
fn lapse_words(lapse: &Lapse, history: &History) -> String {
    let date = lapse.stale_on;
    match date <= history.as_of {
        true => format!("is stale since {date}"),
        false => format!("goes stale on {date}"),
    }
}
