//! Which evidence is too old to go by.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Fact, Facts};
use crate::playbook::{GoodFor, Playbook, Question, QuestionIndex};

/// How old evidence may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The day on which it is looked at.
    pub as_of: Date,
    /// How old it may be at most, whatever its question says.
    pub max_age: Option<GoodFor>,
}

/// A statement that is too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// Its place among those about its question.
    pub place: usize,
    /// When it was learned.
    pub date: Date,
    /// How long it was good for.
    pub limit: GoodFor,
    /// The last day on which it was fresh.
    pub last_day: Date,
}

impl Freshness {
    /// The first day on which a statement is too old to go by, if it is evidence, its day is known and
    /// something limits its age.
    pub fn stale_on(&self, question: &Question, fact: &Fact) -> Option<Date> {
        let date = fact.date.filter(|_| fact.is_evidence_on(question))?;
        let (last_day, _) = last_day(date, &[question.good_for, self.max_age])?;
        last_day.tomorrow().ok()
    }

    /// The first day on which no fresh evidence on a question is left; none where there is no evidence,
    /// or some that is never too old.
    pub fn lapses_on(&self, question: &Question, facts: &[Fact]) -> Option<Date> {
        let evidence = facts.iter().filter(|fact| fact.is_evidence_on(question));
        let days: Option<Vec<Date>> = evidence.map(|fact| self.stale_on(question, fact)).collect();
        days?.into_iter().max()
    }

    /// Where no fresh evidence on a question is left, the freshest that there is.
    pub fn stale(&self, question: &Question, facts: &[Fact]) -> Option<Stale> {
        let limits = [question.good_for, self.max_age];
        let evidence = facts.iter().enumerate().filter(|(_, fact)| fact.is_evidence_on(question));
        let mut freshest: Option<Stale> = None;
        for (place, fact) in evidence {
            let stale = self.stale_fact(fact, place, &limits)?;
            if freshest.is_none_or(|other| other.date < stale.date) {
                freshest = Some(stale);
            }
        }
        freshest
    }

    /// The questions on which no fresh evidence is left, though there was some.
    pub fn stale_questions(&self, playbook: &Playbook, facts: &Facts) -> BTreeSet<QuestionIndex> {
        let is_stale = |index: &QuestionIndex| {
            self.stale(playbook.question(*index), facts.about(*index)).is_some()
        };
        playbook.question_indexes().filter(is_stale).collect()
    }

    /// How a statement is too old; one without a date never is.
    fn stale_fact(&self, fact: &Fact, place: usize, limits: &[Option<GoodFor>]) -> Option<Stale> {
        let date = fact.date?;
        let (last_day, limit) = last_day(date, limits)?;
        (last_day < self.as_of).then_some(Stale { place, date, limit, last_day })
    }
}

/// The last day on which what was learned on a day is fresh, and the limit that makes it so.
fn last_day(date: Date, limits: &[Option<GoodFor>]) -> Option<(Date, GoodFor)> {
    let ends = limits.iter().flatten().map(|limit| (limit.last_day(date), *limit));
    ends.min_by_key(|(last_day, _)| *last_day)
}
