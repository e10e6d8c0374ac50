//! Cases near the border of an event, such as that between fit and no-fit, come by in short random
//! walks.
//!
//! Most questions and rules of most playbooks matter, and a case that shows it is easy to come by.
//! What no walk shows is left to be proven.

use crate::engine::cells::CellSet;
use crate::engine::circuit::NEVER;

use super::guessed_cases::Guesses;
use super::prover::Prover;
use super::search::Cells;

/// How many steps are walked at most for each variable.
const STEPS_OF_VARIABLE: usize = 20;
/// How many steps are walked at most.
const STEPS: usize = 4_000;
/// How many steps are walked where the verdict is too large for anything but guesses.
const STEPS_ALONE: usize = 60_000;
/// How many cases are looked at, with all that are one answer away.
const LOOKS: usize = 100;
/// The same where the verdict is too large for anything but guesses.
const LOOKS_ALONE: usize = 3_000;
/// How many tests all walks look at, in the rules that an answer bears on. Walks about 200 questions
/// with 60 rules of six take 30 million; where one rule counts 300 options each look takes as many.
const TESTS: usize = 60_000_000;
/// How many cases are kept.
const KEPT: usize = 24;

/// Where a walk is.
struct Stand<'w, 'p> {
    prover: &'w Prover<'p>,
    /// For each variable the rules that depend on it.
    terms_of: Vec<Vec<usize>>,
    /// For each variable how many tests these rules have.
    tests_of: Vec<usize>,
    /// How many tests were looked at.
    looked_at: usize,
    case: Cells,
    /// For each rule whether its term holds.
    holds: Vec<bool>,
    reach: Reach,
    /// Up to this distance from the threshold a case is near.
    near: i64,
}

/// What the rules say of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// How many rules rule it out.
    pub(super) ruled_out: usize,
    /// The weights of the signals that hold, added up.
    pub(super) score: i64,
}

/// A playbook made ready, with cases near the border of the event come by.
pub(super) fn guessed(mut prover: Prover<'_>) -> Prover<'_> {
    let mut guesses = prover.guess();
    guesses.retain(|case| prover.is_real(case));
    prover.guesses = guesses;
    prover
}

impl Prover<'_> {
    /// Walks.
    fn guess(&self) -> Guesses {
        let mut guesses = Guesses::default();
        if self.cells.is_empty() {
            guesses.cases.push(Vec::new());
            return guesses;
        }
        let mut random = Random(0x5eed);
        let mut tests_left = TESTS;
        let starts = self.starts();
        let (mut looks_left, steps) = match self.decision {
            Some(_) => (LOOKS, STEPS.min(STEPS_OF_VARIABLE * self.cells.len()) / starts.len()),
            None => (LOOKS_ALONE, STEPS_ALONE),
        };
        for start in starts {
            let mut stand = Stand::at(self, start);
            stand.look_around(&mut guesses);
            for _ in 0..steps {
                let is_over = looks_left == 0 || stand.looked_at >= tests_left;
                if is_over || self.knows_all(&guesses) {
                    break;
                }
                if stand.step(&mut random) && stand.is_near() {
                    looks_left -= 1;
                    stand.look_around(&mut guesses);
                }
            }
            tests_left = tests_left.saturating_sub(stand.looked_at);
        }
        guesses
    }

    /// Whether every rule and every variable is known to matter.
    fn knows_all(&self, guesses: &Guesses) -> bool {
        guesses.turning_variables.len() == self.cells.len()
            && guesses.terms.len() == self.verdict.len()
    }

    /// The best case, the worst that is not ruled out, and the first.
    fn starts(&self) -> Vec<Cells> {
        let mut starts = Vec::new();
        if let Some(root) = self.decision {
            let scores = self.scores(root);
            let near = scores.first_within(self.threshold, i64::MAX);
            for score in [scores.highest(), near, scores.lowest()].into_iter().flatten() {
                starts.push(self.case_with(root, score));
            }
            if self.can_rule_out(root) {
                starts.push(self.case_ruled_out(root));
            }
        }
        starts.push(self.first_case());
        starts
    }
}

impl<'w, 'p> Stand<'w, 'p> {
    fn at(prover: &'w Prover<'p>, case: Cells) -> Self {
        let terms_of = terms_of(prover);
        let count = prover.verdict.len();
        let weights = prover.verdict.iter().map(|(_, weight)| weight.abs());
        let most = weights.filter(|weight| *weight != NEVER.abs()).max().unwrap_or(0);
        let mut stand = Self {
            prover,
            tests_of: tests_of(prover, &terms_of),
            terms_of,
            looked_at: 0,
            case,
            holds: vec![false; count],
            reach: Reach { ruled_out: 0, score: 0 },
            near: most.max(1),
        };
        for rule in 0..count {
            if stand.term_holds(rule) {
                stand.holds[rule] = true;
                stand.reach = stand.reach.with(prover.verdict[rule].1, 1);
            }
        }
        stand
    }

    fn term_holds(&self, rule: usize) -> bool {
        self.prover.compiler.formulas.holds(self.prover.verdict[rule].0, &self.case)
    }

    /// What the rules say where a variable is in another cell, and which of them say the opposite.
    fn reach_with(&mut self, variable: usize, cell: usize) -> (Reach, Vec<usize>) {
        self.looked_at += self.tests_of[variable];
        let here = std::mem::replace(&mut self.case[variable], cell);
        let rules = self.terms_of[variable].iter().copied();
        let turned: Vec<usize> =
            rules.filter(|rule| self.term_holds(*rule) != self.holds[*rule]).collect();
        self.case[variable] = here;
        let reach = turned.iter().fold(self.reach, |reach, rule| {
            let sign = if self.holds[*rule] { -1 } else { 1 };
            reach.with(self.prover.verdict[*rule].1, sign)
        });
        (reach, turned)
    }

    /// Changes one answer, unless that rules a case out that was not, or leads further away from
    /// the border.
    fn step(&mut self, random: &mut Random) -> bool {
        let variable = random.below(self.case.len());
        let cells = self.prover.cells[variable];
        let Some(cell) = cells.iter().nth(random.below(cells.len())) else { return false };
        let (reach, turned) = self.reach_with(variable, cell);
        let leads_away = reach.ruled_out > self.reach.ruled_out
            || (self.distance(reach) > self.near
                && self.distance(reach) > self.distance(self.reach));
        if cell == self.case[variable] || leads_away {
            return false;
        }
        self.case[variable] = cell;
        self.reach = reach;
        turned.into_iter().for_each(|rule| self.holds[rule] = !self.holds[rule]);
        true
    }

    /// Whether one answer may be enough for another verdict.
    fn is_near(&self) -> bool {
        self.reach.ruled_out <= 1 && self.distance(self.reach) <= self.near
    }

    /// How far a score is from the threshold.
    fn distance(&self, reach: Reach) -> i64 {
        (reach.score - self.prover.threshold).abs()
    }

    /// Looks at this case and at all that are one answer away.
    fn look_around(&mut self, guesses: &mut Guesses) {
        let is_fit = self.is_fit(self.reach);
        let is_first = !std::mem::replace(&mut guesses.seen[usize::from(is_fit)], true);
        if is_first || guesses.cases.len() < KEPT {
            guesses.cases.push(self.case.clone());
        }
        self.decisive(self.reach, &[], guesses, None);
        for variable in 0..self.case.len() {
            let here = self.case[variable];
            let others = self.prover.cells[variable].without(CellSet::single(here));
            for cell in others.iter() {
                let (reach, turned) = self.reach_with(variable, cell);
                if self.is_fit(reach) != is_fit {
                    let pair = (variable, here.min(cell), here.max(cell));
                    guesses.turning_variables.insert(variable);
                    guesses.turning.entry(pair).or_insert_with(|| self.case.clone());
                }
                self.decisive(reach, &turned, guesses, Some((variable, cell)));
            }
        }
    }

    /// Notes the rules that decide this case, or the one in which a variable is in another cell.
    fn decisive(
        &self,
        reach: Reach,
        turned: &[usize],
        guesses: &mut Guesses,
        with: Option<(usize, usize)>,
    ) {
        if reach.ruled_out > 1 {
            return;
        }
        let is_fit = self.is_fit(reach);
        for (term, (_, weight)) in self.prover.verdict.iter().enumerate() {
            let holds = self.holds[term] != turned.contains(&term);
            if holds
                && self.is_fit(reach.with(*weight, -1)) != is_fit
                && !guesses.terms.contains_key(&term)
            {
                let mut case = self.case.clone();
                if let Some((variable, cell)) = with {
                    case[variable] = cell;
                }
                guesses.terms.insert(term, case);
            }
        }
    }

    fn is_fit(&self, reach: Reach) -> bool {
        reach.is_fit(self.prover.threshold)
    }
}

impl Reach {
    /// Whether it is a fit from this score on.
    pub(super) fn is_fit(self, threshold: i64) -> bool {
        self.ruled_out == 0 && self.score >= threshold
    }

    /// With a term more (1) or less (-1).
    pub(super) fn with(self, weight: i64, sign: i64) -> Self {
        if weight == NEVER {
            let ruled_out = self.ruled_out.wrapping_add_signed(sign as isize);
            Self { ruled_out, ..self }
        } else {
            Self { score: self.score + sign * weight, ..self }
        }
    }
}

/// For each variable the rules that depend on it.
pub(super) fn terms_of(prover: &Prover) -> Vec<Vec<usize>> {
    let mut terms_of = vec![Vec::new(); prover.cells.len()];
    for (rule, (formula, _)) in prover.verdict.iter().enumerate() {
        for variable in prover.compiler.formulas.support(*formula) {
            terms_of[*variable as usize].push(rule);
        }
    }
    terms_of
}

/// For each variable how many tests the rules have that depend on it.
fn tests_of(prover: &Prover, terms_of: &[Vec<usize>]) -> Vec<usize> {
    let tests = |rule: &usize| {
        let (term, _) = prover.verdict[*rule];
        prover.compiler.formulas.support(term).len()
    };
    terms_of.iter().map(|rules| rules.iter().map(tests).sum()).collect()
}

/// Random numbers, the same on every run (SplitMix64; Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    /// A number below `count`, which is not 0.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }
}
