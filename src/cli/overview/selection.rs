//! Which deals are listed, and in which order.

use clap::ValueEnum;
use jiff::civil::Date;

use crate::engine::Verdict;
use crate::report::deals::{DealLine, Entry};

/// What comes first; those alike are in the order of their names, and what is not known comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SortBy {
    /// By their names
    Name,
    /// Fits, undecided, not yet, no fits
    Verdict,
    /// The earliest stage
    Stage,
    /// Those not heard of for longest
    Heard,
    /// What goes stale first
    Stale,
}

/// A kind of deals that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kept {
    /// It is a fit
    Fit,
    /// Something holds it up
    NotYet,
    /// It is none
    NoFit,
    /// It is open
    Undecided,
    /// Something has gone stale
    Stale,
}

/// Puts what asks for a talk first: what has gone stale, or will soonest; no-fits, which ask for none,
/// and what can't be read come last.
pub(in crate::cli) fn most_urgent_first(entries: &mut [Entry]) {
    SortBy::Stale.sort(entries);
    entries.sort_by_key(|entry| match entry {
        Entry::Deal(deal) => usize::from(deal.verdict == Verdict::NoFit),
        Entry::Unreadable(_) => 2,
    });
}

impl SortBy {
    /// Puts them into this order.
    pub(super) fn sort(self, entries: &mut [Entry]) {
        entries.sort_by_cached_key(|entry| {
            (self.rank(entry), entry.name().to_lowercase(), entry.path().to_owned())
        });
    }

    /// How far behind an entry comes, and of those with a day on which.
    fn rank(self, entry: &Entry) -> (usize, Option<Date>) {
        let deal = match entry {
            _ if self == Self::Name => return (0, None),
            Entry::Deal(deal) => deal,
            Entry::Unreadable(_) => return (usize::MAX, None),
        };
        let by_day = |day: Option<Date>| (usize::from(day.is_none()), day);
        match self {
            Self::Name => (0, None),
            Self::Verdict => (place(deal.verdict), None),
            // Where every stage is done there is none, and `MAX` is for what can't be read.
            Self::Stage => (deal.stage.as_ref().map_or(usize::MAX - 1, |stage| stage.place), None),
            Self::Heard => by_day(deal.last_heard),
            Self::Stale => by_day(deal.stale.as_ref().map(|stale| stale.on)),
        }
    }
}

impl Kept {
    /// Whether an entry is of one of these kinds; where none is named, and of what can't be read,
    /// always.
    pub(super) fn keep(wanted: &[Self], entry: &Entry) -> bool {
        match entry {
            Entry::Deal(deal) if !wanted.is_empty() => wanted.iter().any(|kind| kind.is_of(deal)),
            Entry::Deal(_) | Entry::Unreadable(_) => true,
        }
    }

    fn is_of(self, deal: &DealLine) -> bool {
        match self {
            Self::Fit => deal.verdict == Verdict::Fit,
            Self::NotYet => deal.verdict == Verdict::NotYet,
            Self::NoFit => deal.verdict == Verdict::NoFit,
            Self::Undecided => deal.verdict == Verdict::Undecided,
            Self::Stale => deal.stale.as_ref().is_some_and(|stale| stale.is_past),
        }
    }
}

/// What goes on comes before what does not.
fn place(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Fit => 0,
        Verdict::Undecided => 1,
        Verdict::NotYet => 2,
        Verdict::NoFit => 3,
    }
}
