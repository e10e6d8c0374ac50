//! What is right for whom a row tells of.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::answers::RowReader;
use crate::deal::{Answer, Fact, Facts};
use crate::engine::{Engine, RowStanding};

/// The different rows of which it is remembered what is told of them: tables with few columns have few,
/// and of others none comes again.
const MOST_REMEMBERED: usize = 4096;

/// Scores rows by one playbook.
#[derive(Debug)]
pub struct Scorer<'e, 'p> {
    engine: &'e Engine<'p>,
    remembered: FxHashMap<Vec<u32>, Arc<RowStanding>>,
}

impl<'e, 'p> Scorer<'e, 'p> {
    /// One that remembers nothing yet.
    pub fn new(engine: &'e Engine<'p>) -> Self {
        Self { engine, remembered: FxHashMap::default() }
    }

    /// What is told of a row that has these answers: for each column of the reader the place of one.
    pub fn standing(&mut self, reader: &RowReader, answers: Vec<u32>) -> Arc<RowStanding> {
        if let Some(known) = self.remembered.get(&answers) {
            return Arc::clone(known);
        }
        let standing = Arc::new(self.engine.row(&facts(reader, &answers)));
        if self.remembered.len() < MOST_REMEMBERED {
            self.remembered.insert(answers, Arc::clone(&standing));
        }
        standing
    }

    /// Forgets what is remembered: places of answers mean others from here on.
    pub fn forget(&mut self) {
        self.remembered.clear();
    }
}

/// What is known from a row that has these answers: for each column of the reader the place of one.
pub fn facts(reader: &RowReader, answers: &[u32]) -> Facts {
    let mut facts = Facts::none(reader.playbook());
    for (number, (column, place)) in reader.columns().zip(answers).enumerate() {
        let answer: Option<&Answer> = reader.answer(number, *place);
        if let Some(answer) = answer {
            facts.set(column.question, vec![Fact::new(answer.clone(), column.source)]);
        }
    }
    facts
}
