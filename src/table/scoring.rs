//! What is right for whom a row tells of.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::answers::RowReader;
use crate::deal::{Fact, Facts};
use crate::engine::{Batch, Engine, Narrowed, Quick, RowStanding, Scratch};
use crate::playbook::Playbook;

/// The different rows of which it is remembered what is told of them: tables with few columns have few,
/// and of others none comes again.
const MOST_REMEMBERED: usize = 4096;

/// How much is told of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The verdict, also if the assumptions hold, the score and its band.
    Verdict,
    /// All that a [`RowStanding`] has.
    Reasons,
}

/// Scores rows by one playbook.
#[derive(Debug)]
pub struct Scorer<'e, 'p> {
    engine: &'e Engine<'p>,
    batch: Option<&'e Batch<'e, 'p>>,
    depth: Depth,
    scratch: Scratch,
    /// For each column whether what it says counts in the verdict.
    is_evidence: Vec<bool>,
    /// For each column what its answers leave, by their places; nothing of those that are unknown.
    narrowed: Vec<Vec<Option<Narrowed>>>,
    remembered: FxHashMap<Vec<u32>, RowStanding>,
}

impl<'e, 'p> Scorer<'e, 'p> {
    /// One that remembers nothing yet; with the playbook laid out for many rows, where that can be.
    pub fn new(engine: &'e Engine<'p>, batch: Option<&'e Batch<'e, 'p>>, depth: Depth) -> Self {
        Self {
            engine,
            batch,
            depth,
            scratch: Scratch::default(),
            is_evidence: Vec::new(),
            narrowed: Vec::new(),
            remembered: FxHashMap::default(),
        }
    }

    /// The playbook.
    pub fn playbook(&self) -> &'p Playbook {
        self.engine.playbook()
    }

    /// What is told of a row that has these answers: for each column of the reader the place of one.
    pub fn standing(&mut self, reader: &RowReader, answers: &[u32]) -> Cow<'_, RowStanding> {
        if self.depth == Depth::Verdict
            && let Some(standing) = self.at_once(reader, answers)
        {
            return Cow::Owned(standing);
        }
        if !self.remembered.contains_key(answers) {
            if self.remembered.len() >= MOST_REMEMBERED {
                self.remembered.clear();
            }
            let standing = self.in_depth(reader, answers);
            self.remembered.insert(answers.to_vec(), standing);
        }
        Cow::Borrowed(&self.remembered[answers])
    }

    /// Forgets what is remembered: places of answers mean others from here on.
    pub fn forget(&mut self) {
        self.remembered.clear();
        self.narrowed.iter_mut().for_each(Vec::clear);
    }

    /// All that is told of a row.
    fn in_depth(&mut self, reader: &RowReader, answers: &[u32]) -> RowStanding {
        let facts = facts(reader, answers);
        let at_once = self.batch.and_then(|batch| {
            self.narrow(batch, reader, answers);
            let columns = answers.iter().zip(&self.narrowed).zip(&self.is_evidence);
            let evidence = columns.filter(|(_, is_evidence)| **is_evidence);
            let evidence = evidence
                .filter_map(|((place, narrowed), _)| narrowed.get(*place as usize)?.as_ref());
            batch.row(evidence, &facts, &mut self.scratch)
        });
        at_once.unwrap_or_else(|| self.engine.row(&facts))
    }

    /// The verdict alone; `None` where the row has to go the way of a deal.
    fn at_once(&mut self, reader: &RowReader, answers: &[u32]) -> Option<RowStanding> {
        let batch = self.batch?;
        self.narrow(batch, reader, answers);
        let known = || {
            let columns = answers.iter().zip(&self.narrowed).zip(&self.is_evidence);
            columns.filter_map(|((place, narrowed), is_evidence)| {
                Some((narrowed.get(*place as usize)?.as_ref()?, *is_evidence))
            })
        };
        let evidence = known().filter(|(_, is_evidence)| *is_evidence).map(|(one, _)| one);
        let Quick { verdict, score, band } = batch.quick(evidence, &mut self.scratch)?;
        let if_assumptions_hold = match self.is_evidence.contains(&false) {
            true => batch.quick(known().map(|(one, _)| one), &mut self.scratch)?.verdict,
            false => verdict,
        };
        Some(RowStanding { if_assumptions_hold, ..RowStanding::of_verdict(verdict, score, band) })
    }

    /// Sees to it that what these answers leave is known.
    fn narrow(&mut self, batch: &Batch, reader: &RowReader, answers: &[u32]) {
        if self.narrowed.is_empty() {
            self.narrowed.resize_with(answers.len(), Vec::new);
            self.is_evidence = reader.evidence();
        }
        for (number, (column, place)) in reader.columns().zip(answers).enumerate() {
            let of_column = &mut self.narrowed[number];
            for place in of_column.len() as u32..=*place {
                let answer = reader.answer(number, place);
                of_column.push(answer.map(|answer| batch.narrowed(column.question, answer)));
            }
        }
    }
}

/// What is known from a row that has these answers: for each column of the reader the place of one.
pub fn facts(reader: &RowReader, answers: &[u32]) -> Facts {
    let mut facts = Facts::none(reader.playbook());
    for (number, (column, place)) in reader.columns().zip(answers).enumerate() {
        if let Some(answer) = reader.answer(number, *place) {
            facts.set(column.question, vec![Fact::new(answer.clone(), column.source)]);
        }
    }
    facts
}
