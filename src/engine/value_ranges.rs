//! The lowest and the highest that values can be.

use num_traits::{Signed, ToPrimitive, Zero};

use super::cells::{CellSet, Domains, Variables};
use super::circuit::{Circuit, Root};
use super::values::span::{Exact, Limit, Span, exact, power_of_ten};
use super::values::{Working, mixed};
use crate::deal::{Answer, Numbers};
use crate::playbook::{Kind, NumberKind, Playbook, QuestionIndex, ValueIndex};

/// The boxes that are looked at for one range; of more, all are told as one.
const MOST_BOXES: usize = 512;
/// The decimal places that an amount is told with.
const PLACES: u32 = 6;

/// What a value comes to over all cases consistent with the evidence in which it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRange {
    /// The value.
    pub value: ValueIndex,
    /// Whether there is a case in which it applies.
    pub may_apply: bool,
    /// The lowest; `None` where there is none.
    pub at_least: Option<Amount>,
    /// The highest; `None` where there is none.
    pub at_most: Option<Amount>,
    /// The lowest, as far as it does not come of the highest answer that a question in `missing` takes:
    /// where that stands says how much can be written down, and nothing about this buyer.
    pub told_at_least: Option<Amount>,
    /// The highest, in the same way.
    pub told_at_most: Option<Amount>,
    /// The questions that it is worked out from and on which there is no evidence.
    pub missing: Vec<QuestionIndex>,
    /// Whether no narrower range holds it.
    pub is_exact: bool,
}

/// A number without rounding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(Exact);

impl Amount {
    /// As a plain decimal, rounded to the nearest with six decimal places at most, half away from 0.
    pub fn rounded(&self) -> String {
        let scaled = (&self.0 * power_of_ten(PLACES)).round().to_integer();
        let digits = scaled.abs().to_string();
        let digits = format!("{digits:0>width$}", width = PLACES as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - PLACES as usize);
        let part = part.trim_end_matches('0');
        let sign = if scaled.is_negative() { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{part}")
    }

    /// The numerator and the denominator, in lowest terms.
    pub fn ratio(&self) -> (String, String) {
        (self.0.numer().to_string(), self.0.denom().to_string())
    }

    /// As a number of a program.
    pub fn to_f64(&self) -> Option<f64> {
        self.0.to_f64()
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

/// What the values of a playbook come to. `gates` tell for each where it applies, as roots of the
/// circuit.
pub(crate) fn ranges<'a>(
    playbook: &Playbook,
    variables: &Variables,
    (circuit, gates): (&Circuit, &[Root]),
    domains: &Domains,
    evidence: impl Fn(QuestionIndex) -> Option<&'a Answer>,
) -> Vec<ValueRange> {
    let ranges = playbook.value_indexes().zip(gates).map(|(value, gate)| {
        let working = Working::of(playbook, value);
        let inputs = working.inputs.iter().copied();
        let known: Vec<Known> = (inputs.clone())
            .map(|question| Known::of(playbook, variables, question, evidence(question)))
            .collect();
        let boxes = Boxes { circuit, gate: *gate, domains, working: &working };
        boxes.range(value, &known, inputs.filter(|input| evidence(*input).is_none()).collect())
    });
    ranges.collect()
}

/// The numbers that one question may have, in runs.
#[derive(Clone)]
struct Known {
    /// Its variable, where some condition tells its numbers apart, with what each cell leaves.
    by_cell: Option<(usize, Vec<Vec<Span>>)>,
    runs: Vec<Span>,
    /// The highest that it takes, where nobody has answered it.
    most: Option<Exact>,
}

impl Known {
    fn of(
        playbook: &Playbook,
        variables: &Variables,
        question: QuestionIndex,
        evidence: Option<&Answer>,
    ) -> Self {
        let kind = match &playbook.question(question).kind {
            Kind::Number(kind) => kind.clone(),
            _ => NumberKind::default(),
        };
        let numbers = match evidence {
            Some(Answer::Numbers(numbers)) => numbers.clone(),
            _ => Numbers::of(&kind),
        };
        let by_cell = variables.number_cells(question).map(|(variable, cells)| {
            let cells = cells.iter().map(|cell| Span::runs(&cell.intersection(&numbers)));
            (variable, cells.collect())
        });
        let most = kind.max.filter(|_| evidence.is_none()).map(exact);
        Self { by_cell, runs: Span::runs(&numbers), most }
    }

    /// The same, as if an answer that nobody gave could be as high as you like.
    fn without_most(&self) -> Self {
        let mut known = self.clone();
        let cells = known.by_cell.iter_mut().flat_map(|(_, cells)| cells).flatten();
        for run in cells.chain(&mut known.runs) {
            run.high = run.high.take().filter(|high| Some(&high.at) != self.most.as_ref());
        }
        known
    }
}

/// Everything that a range is looked for in.
struct Boxes<'b> {
    circuit: &'b Circuit,
    gate: Root,
    domains: &'b Domains,
    working: &'b Working,
}

impl Boxes<'_> {
    fn range(&self, value: ValueIndex, known: &[Known], missing: Vec<QuestionIndex>) -> ValueRange {
        let Some((hull, is_exact)) = self.hull(known) else {
            return ValueRange {
                value,
                may_apply: false,
                at_least: None,
                at_most: None,
                told_at_least: None,
                told_at_most: None,
                missing,
                is_exact: true,
            };
        };
        let told = match known.iter().any(|known| known.most.is_some()) {
            false => hull.clone(),
            true => {
                let endless: Vec<Known> = known.iter().map(Known::without_most).collect();
                self.hull(&endless).map_or_else(Span::all, |(hull, _)| hull)
            }
        };
        let end = |limit: Option<Limit>| limit.map(|limit| Amount(limit.at));
        ValueRange {
            value,
            may_apply: true,
            at_least: end(hull.low),
            at_most: end(hull.high),
            told_at_least: end(told.low),
            told_at_most: end(told.high),
            missing,
            is_exact,
        }
    }

    /// The smallest span that holds the value, and whether nothing narrower does; `None` where it applies
    /// in no case.
    fn hull(&self, known: &[Known]) -> Option<(Span, bool)> {
        let applies = self.circuit.range(self.gate, self.domains);
        if applies.1 == 0 {
            return None;
        }
        let whole: Vec<Vec<Span>> = known.iter().map(|known| known.runs.clone()).collect();
        let by_boxes = if applies.0 == 1 { None } else { self.where_it_applies(known) };
        let is_settled = applies.0 == 1 || by_boxes.is_some();
        let mut hull: Option<Span> = None;
        let mut is_exact = is_settled && self.gate.exact;
        for spans in by_boxes.unwrap_or(vec![whole]) {
            let (found, exact) = self.image(&spans);
            is_exact &= exact;
            hull = match (hull, found) {
                (Some(one), Some(other)) => Some(one.hull(&other)),
                (one, other) => one.or(other),
            };
        }
        Some((hull?, is_exact))
    }

    /// The hull of what comes of runs of numbers, and whether nothing narrower holds it.
    fn image(&self, of_each: &[Vec<Span>]) -> (Option<Span>, bool) {
        let is_single =
            |runs: &Vec<Span>| matches!(runs.as_slice(), [one] if one.single().is_some());
        let is_exact = self.working.is_once || of_each.iter().all(is_single);
        let Some(mixed) = every_mixed(of_each) else {
            let hull = |runs: &Vec<Span>| Span::hull_of(runs.iter().cloned());
            let hulls: Option<Vec<Span>> = of_each.iter().map(hull).collect();
            return (hulls.and_then(|hulls| self.working.image(&hulls).hull()), false);
        };
        let hulls = mixed.iter().filter_map(|spans| self.working.image(spans).hull());
        (Span::hull_of(hulls), is_exact)
    }

    /// The runs of numbers in each box of cells in which the value may apply; `None` where there are
    /// too many boxes to look at.
    fn where_it_applies(&self, known: &[Known]) -> Option<Vec<Vec<Vec<Span>>>> {
        let mut boxes: Vec<(Domains, Vec<Vec<Span>>)> = vec![(self.domains.clone(), Vec::new())];
        for known in known {
            let mut finer = Vec::new();
            for (domains, spans_before) in boxes {
                let Some((variable, cells)) = &known.by_cell else {
                    finer.push((domains, [spans_before, vec![known.runs.clone()]].concat()));
                    continue;
                };
                for cell in domains[*variable].iter() {
                    let mut domains = domains.clone();
                    domains[*variable] = CellSet::single(cell);
                    let numbers = cells.get(cell).cloned().unwrap_or_default();
                    finer.push((domains, [spans_before.clone(), vec![numbers]].concat()));
                }
            }
            boxes = finer;
            if boxes.len() > MOST_BOXES {
                return None;
            }
        }
        let applying = boxes
            .into_iter()
            .filter(|(domains, _)| self.circuit.range_of_few(self.gate, domains).1 == 1);
        Some(applying.map(|(_, spans)| spans).collect())
    }
}

/// Every combination of one run of each; `None` where there are too many.
fn every_mixed(of_each: &[Vec<Span>]) -> Option<Vec<Vec<Span>>> {
    let boxes = mixed(of_each, MOST_BOXES + 1);
    (boxes.len() <= MOST_BOXES).then_some(boxes)
}
