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
    /// The buyer has decided
    Decided,
    /// They are to be asked to look back
    LookBack,
}

/// Puts what asks for a talk first: what has gone stale, or will soonest; no-fits, which ask for none,
/// what the buyer has decided, and what can't be read come last.
pub(in crate::cli) fn most_urgent_first(entries: &mut [Entry]) {
    SortBy::Stale.sort(entries);
    entries.sort_by_key(|entry| match entry {
        Entry::Deal(deal) if deal.outcome.is_some() => 2,
        Entry::Deal(deal) => usize::from(deal.verdict == Verdict::NoFit),
        Entry::Unreadable(_) => 3,
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
        if deal.outcome.is_some() {
            // What goes on comes before what is over, and that before what can't be read.
            return (usize::MAX - 1, None);
        }
        let by_day = |day: Option<Date>| (usize::from(day.is_none()), day);
        match self {
            Self::Name => (0, None),
            Self::Verdict => (place(deal.verdict), None),
            // Where every stage is done there is none.
            Self::Stage => (deal.stage.as_ref().map_or(usize::MAX - 2, |stage| stage.place), None),
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
        let goes_on_as = |verdict| deal.outcome.is_none() && deal.verdict == verdict;
        match self {
            Self::Fit => goes_on_as(Verdict::Fit),
            Self::NotYet => goes_on_as(Verdict::NotYet),
            Self::NoFit => goes_on_as(Verdict::NoFit),
            Self::Undecided => goes_on_as(Verdict::Undecided),
            Self::Decided => deal.outcome.is_some(),
            Self::LookBack => deal.is_to_look_back(),
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
