//! An earlier export of the same table: what is new since, and whose verdict turned.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::opening::{next_row, reader_of};
use crate::engine::Verdict;
use crate::table::answers::{Look, Taken};
use crate::table::map::TableMap;
use crate::table::reading::{Row, Table};
use crate::table::scoring::Scorer;

/// What an earlier export says of each row.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    rows: FxHashMap<u64, EarlierRow>,
}

#[derive(Debug, Clone, Copy)]
struct EarlierRow {
    fingerprint: u64,
    /// `None` of a row that was left out.
    verdict: Option<Verdict>,
}

/// What a row is in the light of an earlier export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// It is as it was.
    Alike,
    /// It was not there.
    New,
    /// It answers something else; this was its verdict.
    Changed(Verdict),
    /// It was left out.
    LeftOut,
}

/// How many rows are new, or changed, and which verdicts turned.
#[derive(Debug, Default)]
pub(super) struct Turned {
    pub(super) alike: u64,
    pub(super) new: u64,
    pub(super) changed: u64,
    /// How many were left out before, and are not any more.
    mended: u64,
    /// How many were not left out before, and are now.
    spoilt: u64,
    /// How many were left out before, and are now.
    still_left_out: u64,
    verdicts: BTreeMap<(&'static str, &'static str), u64>,
}

impl Earlier {
    /// Reads an earlier export.
    pub(super) fn of(
        path: &Path,
        mut table: Table,
        map: &TableMap,
        mut scorer: Scorer,
    ) -> anyhow::Result<Self> {
        let header = table.header.clone();
        let mut reader = reader_of(path, &header, map, scorer.playbook())?;
        let (mut earlier, mut row) = (Self::default(), Row::default());
        while next_row(path, &mut table, &mut row)? {
            if matches!(reader.look(&row), Look::Empty | Look::Note) {
                continue;
            }
            if reader.is_full() {
                reader.forget();
                scorer.forget();
            }
            let fingerprint = reader.fingerprint(&row);
            let id = reader.id(&row).into_owned();
            let verdict = match reader.take(&row) {
                Taken::Answers(answers) => Some(scorer.standing(&reader, &answers).verdict),
                Taken::Unwanted => continue,
                Taken::Rejected(_) => None,
            };
            // Of rows with one id the first counts, as in the table of today.
            let row = EarlierRow { fingerprint, verdict };
            earlier.rows.entry(hash(&id)).or_insert(row);
        }
        Ok(earlier)
    }

    /// How many rows there were.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// What a row is now.
    pub(super) fn since(&self, id: &str, fingerprint: u64) -> Since {
        match self.rows.get(&hash(id)) {
            None => Since::New,
            Some(before) if before.fingerprint == fingerprint => Since::Alike,
            Some(before) => before.verdict.map_or(Since::LeftOut, Since::Changed),
        }
    }

    /// Whether a row had a verdict; `None` where it was not there.
    pub(super) fn had_a_verdict(&self, id: &str) -> Option<bool> {
        self.rows.get(&hash(id)).map(|before| before.verdict.is_some())
    }
}

/// An id in little room. Two of ten million have the same with a chance of 1 in 300,000.
pub(super) fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

impl Turned {
    /// Counts a row.
    pub(super) fn add(&mut self, since: Since, now: Verdict) {
        match since {
            Since::Alike => self.alike += 1,
            Since::New => self.new += 1,
            Since::Changed(before) => {
                self.changed += 1;
                if before != now {
                    *self.verdicts.entry((before.name(), now.name())).or_default() += 1;
                }
            }
            Since::LeftOut => self.mended += 1,
        }
    }

    /// Counts one that is left out now, and was there before, with a verdict or without.
    pub(super) fn add_left_out(&mut self, had_a_verdict: bool) {
        match had_a_verdict {
            true => self.spoilt += 1,
            false => self.still_left_out += 1,
        }
    }

    /// Counts those of another one too.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.alike += other.alike;
        self.new += other.new;
        self.changed += other.changed;
        self.mended += other.mended;
        self.spoilt += other.spoilt;
        self.still_left_out += other.still_left_out;
        for (turn, count) in &other.verdicts {
            *self.verdicts.entry(*turn).or_default() += count;
        }
    }

    /// In words, with how many rows there were before.
    pub(super) fn words(&self, before: u64) -> String {
        let Self { alike, new, changed, mended, spoilt, still_left_out, verdicts } = self;
        let gone = before.saturating_sub(alike + changed + mended + spoilt + still_left_out);
        let count: u64 = verdicts.values().sum();
        let each = verdicts.iter().map(|((from, to), count)| format!("{from} to {to} {count}"));
        let each = each.collect::<Vec<_>>().join(", ");
        let turned = match count {
            0 => "no verdict turned".to_owned(),
            1 => format!("one verdict turned: {each}"),
            count => format!("{count} verdicts turned: {each}"),
        };
        let perhaps = |count: &u64, words: &str| match count {
            0 => String::new(),
            count => format!("{count} {words}, "),
        };
        let mended = perhaps(mended, "left out before and not any more");
        let spoilt = perhaps(spoilt, "left out now and not before");
        let still = perhaps(still_left_out, "left out before and now");
        format!(
            "{new} new, {changed} changed, {mended}{spoilt}{still}{alike} alike, {gone} gone; \
             {turned}"
        )
    }
}
