//! Random deals with a past: lived through day by day, as `coach start` keeps it, with what was known
//! at the end of each day written down beside it.

use std::fmt;

use coach::deal::history::replaced_by;
use coach::deal::{Answer, Deal, Fact, Facts};
use coach::playbook::{Playbook, Question, QuestionIndex};
use jiff::civil::Date;
use proptest::prelude::*;

use super::pairs::ROW;
use super::tape::Tape;
use super::{deals, playbooks};

/// The most talks in which something is learned.
const MOST_TALKS: usize = 5;

/// What a playbook and its facts may draw, and as much again for what is learned later.
const LONG_ROW: usize = 2 * ROW;

/// A deal with a past.
pub(crate) struct Past {
    /// The playbook as written.
    pub(crate) text: String,
    /// The playbook.
    pub(crate) playbook: Playbook,
    /// The deal as it is after all.
    pub(crate) deal: Deal,
    /// What was known at the end of each day, the oldest first; before them what had no date.
    pub(crate) days: Vec<(Option<Date>, Facts)>,
}

impl Past {
    /// The past that is drawn from a row of numbers.
    fn of(numbers: &[u16]) -> Self {
        let tape = &mut Tape::new(numbers);
        let text = playbooks::write(tape, playbooks::SMALL);
        let playbook = playbooks::loaded(&text);
        let mut past = Self { deal: without_facts(&playbook), text, playbook, days: Vec::new() };
        past.begin(tape);
        let mut day: Date = "2026-03-01".parse().unwrap();
        for _ in 0..tape.below(MOST_TALKS + 1) {
            // A day may bring a second talk.
            day = day.checked_add(jiff::Span::new().days(tape.between(0, 40))).unwrap();
            past.live(tape, day);
        }
        past
    }

    /// What is known without a date.
    fn begin(&mut self, tape: &mut Tape<'_>) {
        for index in self.playbook.question_indexes() {
            if tape.chance(40) {
                let first = said(tape, self.playbook.question(index));
                self.deal.facts.set(index, vec![first]);
            }
        }
        self.days.push((None, self.deal.facts.clone()));
    }

    /// A talk on a day, and what it takes the place of.
    fn live(&mut self, tape: &mut Tape<'_>, day: Date) {
        let earlier = self.deal.facts.clone();
        for index in self.playbook.question_indexes() {
            if tape.chance(45) {
                let facts = self.heard(tape, index, day);
                self.deal.facts.set(index, facts);
            }
        }
        let replaced = replaced_by(&self.deal.facts, &earlier, &self.playbook, day);
        self.deal.history = [replaced, std::mem::take(&mut self.deal.history)].concat();
        if self.days.last().is_some_and(|(last, _)| *last == Some(day)) {
            self.days.pop();
        }
        self.days.push((Some(day), self.deal.facts.clone()));
    }

    /// What is known of a question after a talk: something in place of all, or beside it.
    fn heard(&self, tape: &mut Tape<'_>, index: QuestionIndex, day: Date) -> Vec<Fact> {
        let question = self.playbook.question(index);
        let known = self.deal.facts.about(index);
        let new = said(tape, question);
        // What `-a` says has no date; the history alone tells its day, where there was something.
        let is_new = known.iter().all(|fact| !is_same(fact, &new));
        if tape.chance(25) && is_new && !known.is_empty() {
            return vec![new];
        }
        let dated = Fact { date: Some(day), ..new };
        if known.contains(&dated) {
            return known.to_vec();
        }
        // What came on one day, a part of it without a date, can't be told apart.
        let is_second = self.days.last().is_some_and(|(last, _)| *last == Some(day));
        let is_clear = !is_second || known.iter().all(|fact| fact.date.is_some());
        let all = match tape.below(6) {
            0 if is_clear => [known, &[dated]].concat(),
            1 if is_clear => known.iter().take(1).cloned().chain([dated]).collect(),
            2 => vec![dated, Fact { date: Some(day), ..said(tape, question) }],
            _ => vec![dated],
        };
        distinct(all)
    }
}

/// What is said twice in the same words is said once.
fn distinct(facts: Vec<Fact>) -> Vec<Fact> {
    let mut distinct: Vec<Fact> = Vec::new();
    for fact in facts {
        if !distinct.contains(&fact) {
            distinct.push(fact);
        }
    }
    distinct
}

/// A statement that the history keeps: that nothing is known is not worth it.
fn said(tape: &mut Tape<'_>, question: &Question) -> Fact {
    let fact = deals::fact(tape, question);
    match fact.answer {
        Answer::Unknown => Fact { note: Some("Ask again.".to_owned()), ..fact },
        _ => fact,
    }
}

fn is_same(one: &Fact, other: &Fact) -> bool {
    *one == Fact { date: one.date, ..other.clone() }
}

fn without_facts(playbook: &Playbook) -> Deal {
    Deal::begun("Random", "random", Facts::none(playbook))
}

impl fmt::Debug for Past {
    /// The playbook and each day, so that what fails can be looked at.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "\n{}", self.text)?;
        for (day, facts) in &self.days {
            writeln!(formatter, "{day:?}: {}", deals::text(&self.playbook, facts))?;
        }
        writeln!(formatter, "{:#?}", self.deal.history)
    }
}

/// Any deal with a past; shrinking the numbers shrinks it.
pub(crate) fn pasts() -> impl Strategy<Value = Past> {
    prop::collection::vec(any::<u16>(), LONG_ROW).prop_map(|numbers| Past::of(&numbers))
}
