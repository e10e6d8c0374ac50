//! The call sheet: what a seller looks at before a talk. What the buyer said comes before what the
//! engine makes of it.

use jiff::civil::Date;

use super::facts::{in_brackets, known_words, told_by};
use super::item::{Item, Mark, Page, Section};
use super::{headline, honest_words, questions, rules};
use crate::deal::answers::describe;
use crate::deal::{Answer, Fact, Was};
use crate::engine::Verdict;
use crate::playbook::Question;
use crate::report::brief::{Brief, Known, Learned, Statement};
use crate::report::looking_back::words::{look_back_words, outcome_words};
use crate::text::source::listed;

/// The most questions to ask: as many as a short talk has room for.
const MOST_QUESTIONS: usize = 3;
/// The most that is named to be verified.
const MOST_TO_VERIFY: usize = 2;
/// The most that is named as new; the facts above have it all.
const MOST_NEWS: usize = 3;

/// The title of the section that gives way where there is no room for all.
pub(in crate::report::brief) const THEY_SAID: &str = "They said";

impl Page {
    /// What to look at before a talk.
    pub(in crate::report::brief) fn call_sheet(brief: &Brief) -> Self {
        let said: [(String, Vec<Item>); 4] = [
            (THEY_SAID.to_owned(), they_said(brief)),
            ("Notes".to_owned(), notes(brief)),
            (news_title(brief), news(brief)),
            ("Against it, or open".to_owned(), against(brief)),
        ];
        let sections = said.into_iter().chain(to_do(brief));
        let sections = sections.filter(|(_, items)| !items.is_empty());
        Self {
            verdict: brief.verdict,
            verdict_words: headline::verdict_words(brief.verdict),
            reason: headline::reason(brief),
            opening: headline::of_call_sheet(brief)
                .into_iter()
                .chain(where_they_are(brief))
                .collect(),
            sections: sections.map(|(title, items)| Section { title, items }).collect(),
        }
    }
}

/// What the next talk is for; once the buyer has decided, there is nothing left to prepare.
fn to_do(brief: &Brief) -> Vec<(String, Vec<Item>)> {
    if brief.outcome.is_some() {
        return Vec::new();
    }
    vec![
        ("Ask".to_owned(), questions::to_ask(brief, MOST_QUESTIONS)),
        ("Next".to_owned(), questions::advice(brief)),
        ("Find out yourselves".to_owned(), questions::to_find_out(brief)),
        ("Verify".to_owned(), verify(brief)),
        tell_them(brief),
    ]
}

/// `At Options since 2026-10-02: “What could solve it?”`
fn where_they_are(brief: &Brief) -> Option<String> {
    if brief.outcome.is_some() {
        return None;
    }
    let Some(stage) = brief.stage else {
        return Some("Every stage of their process is done.".to_owned());
    };
    let since = brief.stage_since.map_or_else(String::new, |date| format!(" since {date}"));
    Some(format!("At {}{since}: “{}”", stage.title, stage.buyer_asks))
}

/// What was said, what matters most for the next talk first; what is new stands on its own.
fn they_said(brief: &Brief) -> Vec<Item> {
    let mut said: Vec<&Statement> = (brief.facts.iter())
        .filter(|statement| {
            let is_told =
                statement.fact.answer != Answer::Unknown || !told_of(statement).is_empty();
            is_told && !shown_as_new(brief).iter().any(|new| new.statement == **statement)
        })
        .collect();
    said.sort_by_cached_key(|statement| importance(brief, statement));
    said.into_iter().map(statement_item).collect()
}

/// How early a statement is told: what decides or is in dispute, their own words, where the buyer is,
/// and the rest as it stands in the playbook.
fn importance(brief: &Brief, statement: &Statement) -> usize {
    let is_about = |known: &&Known| known.question.id == statement.question.id;
    let deciding = brief.because.iter().filter(|one| one.rules_out() || one.holds_up());
    let is_deciding = deciding.flat_map(|reason| &reason.about).any(|known| is_about(&known));
    let fact = statement.fact;
    let has_words = matches!(fact.answer, Answer::Text(_)) || fact.quote.is_some();
    let is_here = brief
        .stage
        .is_some_and(|stage| brief.playbook.stage(statement.question.stage).id == stage.id);
    match () {
        () if is_deciding || brief.disagreements.iter().any(|known| is_about(&known)) => 0,
        () if has_words => 1,
        () if fact.note.is_some() || fact.by.is_some() => 2,
        () if is_here => 3,
        () => 4,
    }
}

/// A statement with who said it, and the words around it.
fn statement_item(statement: &Statement) -> Item {
    let Statement { question, fact, .. } = statement;
    Item::new(
        Mark::Name(question.id.clone()),
        format!("{}{}", words(question, &fact.answer), told_of(statement)),
    )
}

/// An answer, the buyer's own words in quotation marks.
fn words(question: &Question, answer: &Answer) -> String {
    match answer {
        // What begins with a quotation mark has its own.
        Answer::Text(text) if text.starts_with(['"', '“', '„', '«', '‘', '\'']) => {
            text.clone()
        }
        Answer::Text(text) => format!("“{text}”"),
        answer => describe(question, answer),
    }
}

/// Who said it and when, their own words, and the note: ` (Dana, 2026-11-03) – “…” – Call before 10.`
fn told_of(statement: &Statement) -> String {
    let fact = statement.fact;
    // That they said it stands above.
    let mut told = in_brackets(&told_by(statement.question, fact, None));
    let quote = fact.quote.as_ref().map(|quote| format!("“{quote}”"));
    for words in quote.iter().chain(&fact.note) {
        told.push_str(" – ");
        told.push_str(words);
    }
    told
}

/// The seller's own notes, and what is to be kept of the last talk.
fn notes(brief: &Brief) -> Vec<Item> {
    let latest = brief.calls.iter().max_by_key(|call| call.date);
    let latest = latest.map(|call| {
        let with = match call.with.as_slice() {
            [] => String::new(),
            with => format!(" with {}", listed(with, "and")),
        };
        let note = call.note.as_ref().map_or_else(|| ".".to_owned(), |note| format!(": {note}"));
        format!("Last talk {}{with}{note}", call.date)
    });
    brief.notes.map(str::to_owned).into_iter().chain(latest).map(Item::paragraph).collect()
}

/// What is new, where there were two talks or more: else everything is.
fn news(brief: &Brief) -> Vec<Item> {
    shown_as_new(brief).iter().map(news_item).collect()
}

/// The first of what is new; the rest stands with all that was said.
fn shown_as_new<'p, 'b>(brief: &'p Brief<'b>) -> &'p [Learned<'b>] {
    match brief.call_before {
        None => &[],
        Some(_) => &brief.since[..brief.since.len().min(MOST_NEWS)],
    }
}

fn news_title(brief: &Brief) -> String {
    brief.call_before.map_or_else(String::new, |date| format!("New since {date}"))
}

fn news_item(learned: &Learned) -> Item {
    let question = learned.statement.question;
    let item = statement_item(&learned.statement);
    let was = learned.was.map(|was| format!("; before: {}", was_words(Some(question), was)));
    Item { text: format!("{}{}", item.text, was.unwrap_or_default()), ..item }
}

/// A statement under the day on which it was learned.
pub(in crate::report) fn learned_item(statement: Statement, day: Option<Date>) -> Item {
    let date = statement.fact.date.filter(|date| Some(*date) != day);
    let fact = Fact { date, ..statement.fact.clone() };
    statement_item(&Statement { fact: &fact, ..statement })
}

/// What was known before, in words; of a question that the playbook has lost as it was written.
pub(in crate::report) fn was_words(question: Option<&Question>, was: &Was) -> String {
    match was {
        Was::Facts(facts) => {
            let answers = question
                .into_iter()
                .flat_map(|question| facts.iter().map(move |fact| words(question, &fact.answer)));
            answers.collect::<Vec<_>>().join("; ")
        }
        Was::Written(written) => written.to_string(),
        Was::Outcome(outcome) => outcome_words(outcome),
        Was::LookBack(look_back) => look_back_words(look_back),
    }
}

/// What speaks against a fit, or might once it is known.
fn against(brief: &Brief) -> Vec<Item> {
    match brief.verdict {
        Verdict::Fit => rules::warnings(brief),
        Verdict::NotYet | Verdict::NoFit | Verdict::Undecided => Vec::new(),
    }
}

/// What is in dispute, too old, or assumed.
fn verify(brief: &Brief) -> Vec<Item> {
    let reasons = [
        ("they differ: ", &brief.disagreements),
        ("too old: ", &brief.stale),
        ("", &brief.assumptions),
    ];
    let mut items: Vec<Item> = Vec::new();
    let all = reasons.into_iter().flat_map(|(why, known)| known.iter().map(move |one| (why, one)));
    // A settled no-fit has nothing to be verified.
    let all = all.filter(|_| brief.verdict != Verdict::NoFit);
    let count = all.clone().count();
    for (why, known) in all.take(MOST_TO_VERIFY) {
        let text = format!("{why}{}", known_words(known));
        items.push(Item::new(Mark::Name(known.question.id.clone()), text));
    }
    let more = count.saturating_sub(MOST_TO_VERIFY);
    items.extend((more > 0).then(|| Item::paragraph(format!("And {more} more."))));
    items
}

/// The honest words: of a no or a not yet; of a fit, or what may be one, those that go with it.
fn tell_them(brief: &Brief) -> (String, Vec<Item>) {
    let (title, items) = match brief.verdict {
        Verdict::NoFit | Verdict::NotYet => ("Tell them", honest_words::what_to_tell(brief)),
        Verdict::Fit | Verdict::Undecided => ("Say this as well", honest_words::caveats(brief)),
    };
    (title.to_owned(), items)
}
