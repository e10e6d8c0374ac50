//! What values can come to, box by box: interval arithmetic in columns, as the engine does it.
//!
//! An end of an interval is a column with a number, NULL where there is no end, and one that is 1 where
//! the number belongs to the interval. Of an answer that is known both ends are the number.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::{One, Signed};

use crate::engine::cells::CellSet;
use crate::engine::values::span::{Exact, Limit, Span, power_of_ten};
use crate::engine::values::{OwnBox, Step, Worked};
use crate::playbook::{Choosing, Operation, Playbook};

use super::ends::{End, Interval, tighter, wider};
use super::layers::Layers;
use super::products::Products;
use super::reading::{mask, number};
use super::scales::Scales;
use super::steps::{Planned, common, planned};
use super::syntax::Syntax;

/// Works out one value.
pub(super) struct Working<'w> {
    worked: &'w Worked,
    planned: Vec<Planned>,
    scales: &'w Scales,
    layers: &'w mut Layers,
    syntax: &'w Syntax,
    /// The intervals of steps that are there, by the cells of the inputs that go in.
    known: BTreeMap<(usize, Vec<usize>), Interval>,
}

impl<'w> Working<'w> {
    /// Ready to work out a value; `None` where it divides by what may be 0.
    pub(super) fn of(
        playbook: &Playbook,
        worked: &'w Worked,
        scales: &'w Scales,
        layers: &'w mut Layers,
        syntax: &'w Syntax,
    ) -> Option<Self> {
        let planned = planned(playbook, worked, scales)?;
        Some(Self { worked, planned, scales, layers, syntax, known: BTreeMap::new() })
    }

    /// Adds the masks of the variables of the boxes.
    pub(super) fn add_masks(&mut self, boxes: &[OwnBox]) {
        let Some(last) = self.planned.len().checked_sub(1) else { return };
        for own in boxes {
            let image = self.interval(last, &own.cells);
            let unit = &self.planned[last].unit;
            let met = self.worked.spans().iter().enumerate().map(|(cell, spans)| {
                let meets: Vec<String> =
                    spans.iter().map(|span| meets(&image, span, unit)).collect();
                let bit = CellSet::single(cell).bits();
                format!("CASE WHEN {} THEN {bit} ELSE 0 END", meets.join(" OR "))
            });
            let met: Vec<String> = met.collect();
            self.layers.add(mask(own.variable), met.join(" + "));
        }
    }

    /// The interval of a step where each input is in one of its cells, or is known.
    fn interval(&mut self, step: usize, cells: &[usize]) -> Interval {
        let inside: Vec<usize> =
            self.planned[step].inputs.iter().map(|input| cells[*input]).collect();
        let key = (step, inside);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let made = self.made(step, cells);
        let name = format!("v{}_{}", self.worked.variable, self.known.len());
        let kept = made.kept(&name, self.layers);
        self.known.insert(key, kept.clone());
        kept
    }

    fn made(&mut self, step: usize, cells: &[usize]) -> Interval {
        if let Some(constant) = &self.planned[step].constant {
            return Interval::point(constant.numer());
        }
        match self.worked.working().steps[step].clone() {
            Step::Number(number) => Interval::point(number.numer()),
            Step::Input(input) => self.input(input, cells[input]),
            Step::Negated(part) => self.interval(part, cells).negated(),
            Step::Two(Operation::Plus, one, two) => {
                let (one, two) = self.in_common(one, two, cells);
                one.plus(&two)
            }
            Step::Two(Operation::Minus, one, two) => {
                let (one, two) = self.in_common(one, two, cells);
                one.plus(&two.negated())
            }
            Step::Two(Operation::Times, one, two) => self.product(one, two, cells),
            Step::Two(Operation::Over, one, by) => {
                let of = self.interval(one, cells);
                self.turned(of, by)
            }
            Step::Of(choosing, one, two) => {
                let (one, two) = self.in_common(one, two, cells);
                match choosing {
                    Choosing::Lowest => Interval {
                        low: wider(&one.low, &two.low, "<"),
                        high: tighter(&one.high, &two.high, "<"),
                    },
                    Choosing::Highest => Interval {
                        low: tighter(&one.low, &two.low, ">"),
                        high: wider(&one.high, &two.high, ">"),
                    },
                }
            }
        }
    }

    /// An input: the number where it is known, else its cell.
    fn input(&self, input: usize, cell: usize) -> Interval {
        let question = self.worked.questions()[input];
        let span = self.worked.spans_of_inputs().nth(input).and_then(|spans| spans.get(cell));
        let known = number(question);
        let scale = power_of_ten(self.scales.of(question).places);
        let end = |limit: Option<&Limit>| match limit {
            None => End { at: Some(known.clone()), is_in: "1".to_owned() },
            Some(limit) => End {
                at: Some(format!("COALESCE({known}, {})", (&limit.at * &scale).to_integer())),
                is_in: match limit.is_in {
                    true => "1".to_owned(),
                    false => format!("CASE WHEN {known} IS NULL THEN 0 ELSE 1 END"),
                },
            },
        };
        Interval {
            low: end(span.and_then(|span| span.low.as_ref())),
            high: end(span.and_then(|span| span.high.as_ref())),
        }
    }

    /// Two steps, both in the greatest unit that they have in common.
    fn in_common(&mut self, one: usize, two: usize, cells: &[usize]) -> (Interval, Interval) {
        let (_, first, second) = common(&self.planned[one].unit, &self.planned[two].unit);
        (self.interval(one, cells).times(&first), self.interval(two, cells).times(&second))
    }

    fn product(&mut self, one: usize, two: usize, cells: &[usize]) -> Interval {
        if self.planned[one].constant.is_some() {
            let of = self.interval(two, cells);
            return self.turned(of, one);
        }
        let first = self.interval(one, cells);
        if self.planned[two].constant.is_some() {
            return self.turned(first, two);
        }
        let second = self.interval(two, cells);
        if self.planned[one].is_from_zero && self.planned[two].is_from_zero {
            return first.times_from_zero(&second);
        }
        let largest = &self.planned[one].largest * &self.planned[two].largest + BigInt::one();
        let name = format!("v{}_{}", self.worked.variable, self.known.len());
        let mut products =
            Products { layers: self.layers, syntax: self.syntax, beyond: largest, name };
        products.of(&first, &second)
    }

    /// So many times, or a part of, something: the other way round where the number is below 0.
    fn turned(&self, of: Interval, by: usize) -> Interval {
        match &self.planned[by].constant {
            Some(by) if by.is_negative() => of.negated(),
            _ => of,
        }
    }
}

/// Whether an interval and a span have a number in common.
fn meets(image: &Interval, span: &Span, unit: &Exact) -> String {
    let begins = span.high.as_ref().map(|limit| until(&image.low, limit, unit, true));
    let ends = span.low.as_ref().map(|limit| until(&image.high, limit, unit, false));
    let both: Vec<String> = begins.into_iter().chain(ends).flatten().collect();
    match both.is_empty() {
        true => "1 = 1".to_owned(),
        false => format!("({})", both.join(" AND ")),
    }
}

/// Whether an end lies before a limit, or behind it; `None` where it always does.
fn until(end: &End, limit: &Limit, unit: &Exact, is_before: bool) -> Option<String> {
    let at = end.at.as_ref()?;
    let wanted = &limit.at / unit;
    let (sign, whole) = match is_before {
        true => (
            "<",
            if wanted.is_integer() { wanted.to_integer() } else { wanted.ceil().to_integer() },
        ),
        false => (">", wanted.floor().to_integer()),
    };
    let at_it = match limit.is_in && wanted.is_integer() {
        true => format!(" OR ({at} = {whole} AND {} = 1)", end.is_in),
        false => String::new(),
    };
    Some(format!("({at} IS NULL OR {at} {sign} {whole}{at_it})"))
}
