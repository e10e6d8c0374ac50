//! A deal as a log: what was learned when, and what was known at the end of each day.
//!
//! A deal holds what is known now, and what later statements took the place of. Undone from the
//! newest replacement backwards, it tells from when until when each statement stood.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::history::{Replaced, Was};
use super::{Deal, Fact, Facts};
use crate::playbook::{Playbook, QuestionIndex};

/// What a deal tells of its past.
#[derive(Debug, Clone, PartialEq)]
pub struct Log<'d> {
    /// In playbook order, of a question the oldest first.
    statements: Vec<Logged<'d>>,
    /// What ended with nothing in its place, in the order of the file.
    dropped: Vec<&'d Replaced>,
}

/// A statement, and for how long it stood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logged<'d> {
    /// The question.
    pub question: QuestionIndex,
    /// The statement.
    pub fact: &'d Fact,
    /// The day on which it was learned; known from the beginning, where nothing tells it.
    pub learned: Option<Date>,
    /// The day on which a later one took its place; where there is none, it still stands.
    pub until: Option<Date>,
    /// What it took the place of.
    pub replaced: Option<&'d Replaced>,
}

impl<'d> Log<'d> {
    /// Reads the log off a deal.
    pub fn of(playbook: &Playbook, deal: &'d Deal) -> Self {
        let mut newest_first: Vec<&Replaced> = deal.history.iter().collect();
        newest_first.sort_by_key(|item| Reverse(item.date));
        let (mut statements, mut dropped): (Vec<Logged>, Vec<&Replaced>) = Default::default();
        for question in playbook.question_indexes() {
            let mut undoing = Undoing::of(question, deal.facts.about(question));
            let id = &playbook.question(question).id;
            let items = newest_first.iter().filter(|item| item.is_about(id));
            dropped.extend(items.filter(|item| !undoing.undo(item)).copied());
            statements.extend(undoing.oldest_first());
        }
        let is_lost = |item: &&Replaced| {
            let question = playbook.find_question(&item.question);
            !question.is_some_and(|index| item.is_about(&playbook.question(index).id))
        };
        dropped.extend(deal.history.iter().filter(is_lost));
        Self { statements, dropped }
    }

    /// The days on which something changed, the oldest first; before them all `None`, where
    /// something is known from the beginning.
    pub fn days(&self) -> BTreeSet<Option<Date>> {
        let learned = self.statements.iter().map(|statement| statement.learned);
        let ended = self.statements.iter().filter_map(|statement| statement.until);
        let dropped = self.dropped.iter().map(|item| item.date);
        learned.chain(ended.chain(dropped).map(Some)).collect()
    }

    /// What was learned on a day, in playbook order.
    pub fn learned_on(&self, day: Option<Date>) -> impl Iterator<Item = &Logged<'d>> {
        self.statements.iter().filter(move |statement| statement.learned == day)
    }

    /// What ended on a day with nothing in its place.
    pub fn dropped_on(&self, day: Option<Date>) -> impl Iterator<Item = &'d Replaced> {
        self.dropped.iter().copied().filter(move |item| Some(item.date) == day)
    }

    /// The facts at the end of each day of the log; the last are those of the deal.
    pub fn replay(&self, playbook: &Playbook) -> Vec<(Option<Date>, Facts)> {
        self.days().into_iter().map(|day| (day, self.known_at(playbook, day))).collect()
    }

    /// The facts at the end of a day; before the first day of all, those known from the beginning.
    pub fn known_at(&self, playbook: &Playbook, day: Option<Date>) -> Facts {
        let mut facts = Facts::none(playbook);
        for question in playbook.question_indexes() {
            let stood = self.statements.iter().filter(|one| one.question == question);
            let stood = stood.filter(|statement| statement.stood_at(day));
            facts.set(question, stood.map(|statement| statement.fact.clone()).collect());
        }
        facts
    }
}

impl Logged<'_> {
    /// Whether it was known at the end of a day.
    fn stood_at(&self, day: Option<Date>) -> bool {
        self.learned <= day && self.until.is_none_or(|until| Some(until) > day)
    }
}

/// The statements about one question, while its replacements are undone.
struct Undoing<'d> {
    question: QuestionIndex,
    /// The newest first.
    statements: Vec<Logged<'d>>,
    /// The places of those that stand after the replacements that are still to be undone.
    standing: Vec<usize>,
}

impl<'d> Undoing<'d> {
    fn of(question: QuestionIndex, facts: &'d [Fact]) -> Self {
        let mut undoing = Self { question, statements: Vec::new(), standing: Vec::new() };
        undoing.stood(facts, None);
        undoing
    }

    /// Undoes the latest replacement, and hands out whether something stands that took the place.
    fn undo(&mut self, item: &'d Replaced) -> bool {
        let later = self.take_later(item.date);
        for place in &later {
            let statement = &mut self.statements[*place];
            (statement.learned, statement.replaced) = (Some(item.date), Some(item));
        }
        if let Was::Facts(facts) = &item.was {
            self.stood(facts, Some(item.date));
        }
        !later.is_empty()
    }

    /// Takes in statements that stood until a day.
    fn stood(&mut self, facts: &'d [Fact], until: Option<Date>) {
        // The last of several is the newest.
        for fact in facts.iter().rev() {
            self.standing.push(self.statements.len());
            let (question, learned) = (self.question, fact.date);
            self.statements.push(Logged { question, fact, learned, until, replaced: None });
        }
    }

    /// The statements that came on the day of a replacement: those of that date. Where none is, those
    /// without a date: what took the place of others was not there from the beginning.
    fn take_later(&mut self, day: Date) -> Vec<usize> {
        let date_of = |place: &usize| self.statements[*place].fact.date;
        let is_any = self.standing.iter().any(|place| date_of(place) == Some(day));
        let date = is_any.then_some(day);
        let (later, standing) = self.standing.iter().partition(|place| date_of(place) == date);
        self.standing = standing;
        later
    }

    fn oldest_first(self) -> impl Iterator<Item = Logged<'d>> {
        self.statements.into_iter().rev()
    }
}
