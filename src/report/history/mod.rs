//! The history of a deal as plain data: what was learned when, what turned the verdict, and what goes
//! stale when.
//!
//! Every format takes a [`History`] and looks nothing up itself.

pub mod json;
pub mod markdown;
mod page;
pub mod text;

use jiff::civil::Date;

use super::brief::{Learned, Statement};
use crate::deal::freshness::Freshness;
use crate::deal::log::Log;
use crate::deal::{Answer, Deal, DealOutcome, Facts, LookBack, Replaced};
use crate::engine::{Engine, Turn, Verdict};
use crate::playbook::{Playbook, Question};

/// How a deal came to where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct History<'h> {
    /// The deal's name.
    pub deal: &'h str,
    /// The playbook.
    pub playbook: &'h Playbook,
    /// What the days before the first one here come to, where they are left out.
    pub before: Option<Before>,
    /// The days on which something changed, the oldest first.
    pub days: Vec<Day<'h>>,
    /// The verdict by now, from evidence alone.
    pub verdict: Verdict,
    /// The day on which it turned into that; `None` where it was so from the beginning.
    pub verdict_since: Option<Date>,
    /// The evidence that grows too old to go by, what does so first before the rest.
    pub lapses: Vec<Lapse<'h>>,
    /// The day on which ages are counted.
    pub as_of: Date,
    /// What the buyer decided in the end.
    pub outcome: Option<&'h DealOutcome>,
    /// What they said of it later.
    pub look_back: Vec<&'h LookBack>,
}

/// What was known at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// The day.
    pub date: Date,
    /// How many questions were answered.
    pub known: usize,
    /// The verdict.
    pub verdict: Verdict,
}

/// A day on which something changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Day<'h> {
    /// The day; `None` for what has no date, and is known from the beginning.
    pub date: Option<Date>,
    /// What was learned, in playbook order.
    pub learned: Vec<Learned<'h>>,
    /// What ended with nothing in its place.
    pub dropped: Vec<Dropped<'h>>,
    /// How many questions were answered in the end.
    pub known: usize,
    /// The verdict in the end.
    pub verdict: Verdict,
    /// What turned it.
    pub turn: Option<TurnedBy<'h>>,
}

/// What turned the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnedBy<'h> {
    /// The verdict before.
    pub from: Verdict,
    /// The questions whose new answers alone turn it, in playbook order.
    pub questions: Vec<&'h Question>,
    /// Whether it is proven that fewer don't.
    pub is_smallest: bool,
}

/// What ended with nothing in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dropped<'h> {
    /// The question; `None` where the playbook has lost it.
    pub question: Option<&'h Question>,
    /// What was known.
    pub item: &'h Replaced,
}

/// The evidence on a question, which grows too old to go by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lapse<'h> {
    /// The question.
    pub question: &'h Question,
    /// The first day on which none of it is fresh.
    pub stale_on: Date,
}

impl<'h> History<'h> {
    /// Looks at a deal day by day.
    pub fn of(engine: &Engine, playbook: &'h Playbook, deal: &'h Deal, ages: Freshness) -> Self {
        let log = Log::of(playbook, deal);
        let mut known = Facts::none(playbook);
        let mut verdict = engine.verdict(&known);
        let mut days = Vec::new();
        for (date, facts) in log.replay(playbook) {
            let turn = engine.turned_by(&known, &facts);
            verdict = turn.as_ref().map_or(verdict, |turn| turn.to);
            days.push(Day {
                date,
                learned: learned_on(&log, date, playbook, ages),
                dropped: dropped_on(&log, date, playbook),
                known: answered(playbook, &facts),
                verdict,
                turn: turn.map(|turn| TurnedBy::of(turn, playbook)),
            });
            known = facts;
        }
        let turned = days.iter().rev().find(|day| day.turn.is_some());
        Self {
            deal: &deal.name,
            playbook,
            before: None,
            verdict,
            verdict_since: turned.and_then(|day| day.date),
            days,
            lapses: lapses(playbook, &deal.facts, ages),
            as_of: ages.as_of,
            outcome: deal.outcome.as_ref(),
            look_back: deal.look_back.iter().collect(),
        }
    }

    /// The same with only what was learned after a day.
    pub fn since(self, date: Date) -> Self {
        let mut earlier = self.days;
        let later = earlier.partition_point(|day| day.date <= Some(date));
        let days = earlier.split_off(later);
        let verdict = match (earlier.last(), days.first()) {
            (Some(day), _) => day.verdict,
            (None, Some(day)) => day.turn.as_ref().map_or(day.verdict, |turn| turn.from),
            (None, None) => self.verdict,
        };
        let known = earlier.last().map_or(0, |day| day.known);
        let outcome = self.outcome.filter(|outcome| outcome.date > date);
        let mut look_back = self.look_back;
        look_back.retain(|said| said.date > date);
        let before = Some(Before { date, known, verdict });
        Self { before, days, outcome, look_back, ..self }
    }
}

impl<'h> TurnedBy<'h> {
    fn of(turn: Turn, playbook: &'h Playbook) -> Self {
        let questions = turn.questions.iter().map(|index| playbook.question(*index));
        Self { from: turn.from, questions: questions.collect(), is_smallest: turn.is_smallest }
    }
}

fn learned_on<'h>(
    log: &Log<'h>,
    date: Option<Date>,
    playbook: &'h Playbook,
    ages: Freshness,
) -> Vec<Learned<'h>> {
    let learned = log.learned_on(date).map(|logged| {
        let (question, fact) = (playbook.question(logged.question), logged.fact);
        let statement = Statement { question, fact, stale_on: ages.stale_on(question, fact) };
        Learned { statement, was: logged.replaced.map(|item| &item.was) }
    });
    learned.collect()
}

fn dropped_on<'h>(log: &Log<'h>, date: Option<Date>, playbook: &'h Playbook) -> Vec<Dropped<'h>> {
    let dropped = log.dropped_on(date).map(|item| {
        let index = playbook.find_question(&item.question);
        Dropped { question: index.map(|index| playbook.question(index)), item }
    });
    dropped.collect()
}

/// How many questions something is known of.
fn answered(playbook: &Playbook, facts: &Facts) -> usize {
    let is_answered =
        |index: &_| facts.about(*index).iter().any(|fact| fact.answer != Answer::Unknown);
    playbook.question_indexes().filter(is_answered).count()
}

fn lapses<'h>(playbook: &'h Playbook, facts: &Facts, ages: Freshness) -> Vec<Lapse<'h>> {
    let lapses = playbook.question_indexes().filter_map(|index| {
        let question = playbook.question(index);
        let stale_on = ages.lapses_on(question, facts.about(index))?;
        Some(Lapse { question, stale_on })
    });
    let mut lapses: Vec<Lapse> = lapses.collect();
    lapses.sort_by_key(|lapse| lapse.stale_on);
    lapses
}
