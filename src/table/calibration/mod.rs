//! Advice against what happened: what a playbook said of deals, beside what their buyers decided.
//!
//! | what | where |
//! | --- | --- |
//! | a deal as it was judged | [`case`] |
//! | how many there were, and how many chose us | [`tally`], [`counts`] |
//! | how sure a rate is | [`interval`] |
//! | whether two rates differ by more than chance | [`chance`] |
//! | what is told of verdicts, bands, rules, groups and missing answers | [`mod@line`], [`judging`] |
//! | answers that tell the outcome too well | [`leak`] |
//!
//! # What is counted
//!
//! A deal is a success where the buyer chose us, whatever the verdict; all others that were decided are
//! none. Where the facts said no or not yet and the buyer stopped, the advice was honest and was taken:
//! it is counted as a success *of the advice* beside that, see [`counts::Counts::advice`].
//!
//! # When something is said
//!
//! Of fewer deals than asked for nothing is said at all. Two groups of deals are taken to differ where
//! Fisher's exact test says so, at 5 % over all lines of a playbook together: a quarter of it for the
//! verdicts, one for the rules that rule a fit out, one for all other lines, one for answers that tell
//! too well, and within each by Holm (1979). So where outcomes have nothing to do with the advice, at most one playbook in twenty is told
//! that they have. A rule tells nothing where the interval of those for whom it holds has the rate of
//! the others in it, and the other way round.

pub mod case;
pub mod chance;
pub mod counts;
pub mod interval;
pub mod judging;
pub mod leak;
pub mod line;
pub mod tally;
