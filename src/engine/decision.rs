//! The verdict: the circuits of two nested events, a threshold, and the cells still possible.
//!
//! A fit is a case of which the score is enough for one and that nothing rules out or holds up; if
//! nothing rules it out and its score is enough for a not-yet, it is at least that. So the second
//! event contains the first, and a verdict is which of the two a case is in.
//!
//! Where bands ask for less of a not-yet than of a fit, the second event has so much of a head start:
//! both of them come about from one threshold on.

use super::Verdict;
use super::cells::Domains;
use super::circuit::{Circuit, Root};
use super::model::VerdictRoots;
use super::reachable::Reachable;

/// Verdicts that one explanation may try.
const TRIES: usize = 20_000;
/// Nodes that it may look at in doing so.
const NODES: usize = 30_000_000;
/// How many of them a set of scores stands for: with points of 0 to 5 for twenty questions it takes
/// two words, which are moved and joined for each branch and each sum.
const WORDS_OF_A_NODE: usize = 8;

/// The decision of a playbook.
#[derive(Clone, Copy)]
pub(crate) struct Decision<'c> {
    /// The scores.
    pub(crate) circuit: &'c Circuit,
    /// The ones that count.
    pub(crate) roots: VerdictRoots,
    /// From here on it is a fit, or at least a not-yet.
    pub(crate) threshold: i64,
    /// How much less of a score is enough for a not-yet than for a fit.
    pub(crate) head_start: i64,
}

/// The verdicts that some facts leave, best first.
pub(crate) struct Possible {
    pub(crate) verdicts: Vec<Verdict>,
    /// Whether it is known of each verdict that is not among them that no case has it, and of a
    /// not-yet that is among them by its score that one has it.
    pub(crate) is_exact: bool,
}

/// Whether there is a case that is a not-yet for its score alone.
enum ByScore {
    /// This one.
    Case(Vec<usize>),
    /// There is none.
    None,
    /// The circuit, or the sets of scores, grew too large to say.
    Unsettled,
}

impl Verdict {
    /// The verdict of all cases of which the scores of the two events lie within these bounds.
    pub(super) fn between(at_least_not_yet: (i64, i64), fit: (i64, i64), threshold: i64) -> Self {
        if fit.0 >= threshold {
            Self::Fit
        } else if at_least_not_yet.1 < threshold {
            Self::NoFit
        } else if at_least_not_yet.0 >= threshold && fit.1 < threshold {
            Self::NotYet
        } else {
            Self::Undecided
        }
    }
}

impl Decision<'_> {
    /// The verdict over all cases within the domains.
    pub(crate) fn verdict(&self, domains: &Domains) -> Verdict {
        let at_least = self.circuit.range(self.roots.at_least_not_yet, domains);
        let fit = match self.roots.has_not_yet() {
            true => self.circuit.range(self.roots.fit, domains),
            false => at_least,
        };
        Verdict::between(at_least, fit, self.threshold)
    }

    /// The verdicts that cases within the domains have, best first; with a circuit or with sets of
    /// scores that grew too large those that can't be left out.
    pub(crate) fn possible(&self, domains: &Domains) -> Possible {
        let decided = self.verdict(domains);
        if decided != Verdict::Undecided {
            return Possible { verdicts: vec![decided], is_exact: true };
        }
        let excluded = Verdict::DECIDED.map(|verdict| (verdict, self.excludes(verdict, domains)));
        let left = excluded.iter().filter(|(_, is_excluded)| *is_excluded != Some(true));
        Possible {
            verdicts: left.map(|(verdict, _)| *verdict).collect(),
            is_exact: excluded.iter().all(|(_, is_excluded)| is_excluded.is_some()),
        }
    }

    /// Whether a verdict over the cases within the domains is more than the bounds of a circuit that
    /// grew too large: decided, or open for sure.
    pub(crate) fn is_settled(&self, verdict: Verdict, domains: &Domains) -> bool {
        let is_possible = |verdict: &Verdict| self.is_possible(*verdict, domains);
        verdict != Verdict::Undecided
            || self.roots.are_exact()
            || Verdict::DECIDED.iter().filter(|one| is_possible(one)).count() > 1
    }

    /// The verdict of a complete case.
    pub(crate) fn verdict_of(&self, case: &[usize]) -> Verdict {
        let at_least = self.circuit.score(self.roots.at_least_not_yet, case);
        let fit = match self.roots.has_not_yet() {
            true => self.circuit.score(self.roots.fit, case),
            false => at_least,
        };
        Verdict::between(at_least, fit, self.threshold)
    }

    /// How many verdicts one explanation may try.
    pub(crate) fn tries(&self) -> usize {
        let sets = if self.head_start > 0 { WORDS_OF_A_NODE } else { 1 };
        TRIES.min(NODES / sets / self.circuit.nodes(self.roots.fit).len())
    }

    /// Whether the bounds within the domains leave no case of a verdict; `None` where it hangs on
    /// sets of scores that grew too large.
    pub(crate) fn excludes(&self, verdict: Verdict, domains: &Domains) -> Option<bool> {
        let Some(root) = self.roots.witness_of(verdict) else { return Some(false) };
        let (low, high) = self.circuit.range(root, domains);
        match verdict {
            Verdict::NoFit => Some(low >= self.threshold),
            Verdict::NotYet if high < self.threshold => match self.by_score(domains) {
                ByScore::None => Some(true),
                ByScore::Case(_) => Some(false),
                ByScore::Unsettled => None,
            },
            Verdict::NotYet => Some(false),
            Verdict::Fit | Verdict::Undecided => Some(high < self.threshold),
        }
    }

    /// Whether some case within the domains surely has a verdict.
    pub(crate) fn is_possible(&self, verdict: Verdict, domains: &Domains) -> bool {
        if self.excludes(verdict, domains) == Some(true) {
            return false;
        }
        self.roots.witness_of(verdict).is_none_or(|root| {
            let is_exact = root.exact && (verdict != Verdict::NotYet || self.head_start == 0);
            is_exact || self.verdict_of(&self.extreme_case(root, verdict, domains)) == verdict
        })
    }

    /// A case that nothing rules out, with a score that is enough for a not-yet and for no fit.
    fn by_score(&self, domains: &Domains) -> ByScore {
        let (root, threshold) = (self.roots.at_least_not_yet, self.threshold);
        let (low, high) = self.circuit.range(root, domains);
        let within = threshold..threshold + self.head_start;
        if high < within.start || low >= within.end {
            return ByScore::None;
        }
        for (case, score) in self.circuit.extreme_cases(root, domains).into_iter().zip([low, high])
        {
            if root.exact && within.contains(&score) {
                return ByScore::Case(case);
            }
        }
        let Some(reachable) = Reachable::of(self.circuit, root, domains) else {
            return ByScore::Unsettled;
        };
        reachable.case_within(within).map_or(ByScore::None, ByScore::Case)
    }

    /// A case of the worst and one of the best verdict that is possible, of an undecided deal.
    pub(crate) fn opposite_cases(&self, domains: &Domains) -> [Vec<usize>; 2] {
        let possible = self.possible(domains).verdicts;
        let case = |verdict: Option<&Verdict>, otherwise| {
            let verdict = *verdict.unwrap_or(&otherwise);
            let root = self.roots.witness_of(verdict).unwrap_or(self.roots.fit);
            self.extreme_case(root, verdict, domains)
        };
        [case(possible.last(), Verdict::NoFit), case(possible.first(), Verdict::Fit)]
    }

    /// Whether these cases, as far as is known, have different verdicts.
    pub(crate) fn are_opposite(&self, cases: &[Vec<usize>; 2]) -> bool {
        let [worst, best] = [&cases[0], &cases[1]].map(|case| self.verdict_of(case));
        worst != best && worst != Verdict::Undecided && best != Verdict::Undecided
    }

    /// A case within the domains that has a verdict if any has.
    pub(crate) fn case_of(&self, verdict: Verdict, domains: &Domains) -> Option<Vec<usize>> {
        let root = self.roots.witness_of(verdict)?;
        Some(self.extreme_case(root, verdict, domains))
    }

    /// The case that has this verdict if any has.
    fn extreme_case(&self, root: Root, verdict: Verdict, domains: &Domains) -> Vec<usize> {
        if verdict == Verdict::NotYet
            && self.circuit.range(root, domains).1 < self.threshold
            && let ByScore::Case(case) = self.by_score(domains)
        {
            return case;
        }
        let [lowest, highest] = self.circuit.extreme_cases(root, domains);
        if verdict == Verdict::NoFit { lowest } else { highest }
    }
}
