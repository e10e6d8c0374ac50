//! What a value can be, in whole numbers of a small unit: as exact as fractions and far quicker, for
//! rows of which there are millions. Where there is no room for it nothing is said.

use rust_decimal::Decimal;

use super::span::{Exact, Limit as ExactLimit, Span};
use super::worked::Worked;
use super::working::Step;
use crate::playbook::{Choosing, Operation, QuestionIndex};

/// The decimal places of an input: more than anybody counts money or hours in.
const PLACES: u32 = 6;

/// The most boxes of a value's questions that are told apart: four of eight cells each.
const MOST_BOXES: usize = 4096;

/// The boxes that are looked at in one row: six questions of two cells each.
const MOST_BOXES_OF_ROW: usize = 64;

/// A number of an input in its small unit; `None` where it has more decimal places.
pub(crate) fn fixed(number: Decimal) -> Option<i128> {
    scaled(number.mantissa(), number.normalize().scale(), number.scale(), PLACES)
}

/// A mantissa with so many decimal places, of which so many say something, as one with others.
fn scaled(mantissa: i128, telling: u32, places: u32, wanted: u32) -> Option<i128> {
    match wanted.checked_sub(places) {
        Some(more) => mantissa.checked_mul(10_i128.checked_pow(more)?),
        None if telling <= wanted => Some(mantissa / 10_i128.checked_pow(places - wanted)?),
        None => None,
    }
}

/// Where numbers end, and whether the end is one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Limit {
    at: i128,
    is_in: bool,
}

/// Every number between two ends; none where it goes on for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    low: Option<Limit>,
    high: Option<Limit>,
}

/// A value that is worked out so.
#[derive(Debug, Clone)]
pub(crate) struct FixedPoint {
    /// Its variable.
    pub(crate) variable: usize,
    steps: Vec<FixedStep>,
    inputs: Vec<Input>,
    /// The runs of each of its cells.
    cells: Vec<Vec<Reach>>,
    /// For each box of cells of its inputs, those that its variable stands for: the last input's cell
    /// changes first.
    outcomes: Vec<u64>,
}

#[derive(Debug, Clone)]
struct Input {
    question: QuestionIndex,
    variable: usize,
    cells: Vec<Reach>,
}

/// A step, with what moves as many decimal places as another one has.
#[derive(Debug, Clone)]
enum FixedStep {
    Number(i128),
    Input(usize),
    Negated(usize),
    Times(usize, usize),
    /// With what each of the two is multiplied by.
    Sum([usize; 2], [i128; 2]),
    Of(Choosing, [usize; 2], [i128; 2]),
}

impl FixedPoint {
    /// A value's steps and cells in such numbers; `None` where something is divided, or there is no
    /// room.
    pub(crate) fn of(worked: &Worked) -> Option<Self> {
        let (steps, places) = steps(worked)?;
        let inputs = worked.questions().iter().zip(&worked.inputs).map(|(question, input)| {
            let (variable, spans) = input;
            let cells = spans.iter().map(|span| reach(span, PLACES)).collect::<Option<_>>()?;
            Some(Input { question: *question, variable: *variable, cells })
        });
        let of_cell = |runs: &Vec<Span>| runs.iter().map(|run| reach(run, places)).collect();
        let mut value = Self {
            variable: worked.variable,
            steps,
            inputs: inputs.collect::<Option<_>>()?,
            cells: worked.cells.iter().map(of_cell).collect::<Option<_>>()?,
            outcomes: Vec::new(),
        };
        value.outcomes = value.outcomes_of(worked)?;
        Some(value)
    }

    /// What its variable stands for in each box.
    fn outcomes_of(&self, worked: &Worked) -> Option<Vec<u64>> {
        let count = self.inputs.iter().try_fold(1_usize, |count, input| {
            count.checked_mul(input.cells.len()).filter(|count| *count <= MOST_BOXES)
        })?;
        let variables = self.inputs.iter().map(|input| input.variable).max()? + 1;
        let mut case = vec![0; variables];
        let outcomes = (0..count).map(|mut number| {
            for input in self.inputs.iter().rev() {
                case[input.variable] = number % input.cells.len();
                number /= input.cells.len();
            }
            worked.boxes.outcome(&case).cells.bits()
        });
        Some(outcomes.collect())
    }

    /// The cells that it can come to lie in where its questions have these numbers, or are unknown and
    /// their cells are these. `None` where that is not what its variable stands for, or can't be told.
    pub(crate) fn cells_left(
        &self,
        number: impl Fn(QuestionIndex) -> Option<i128>,
        domains: &[u64],
    ) -> Option<u64> {
        let mut boxes = Vec::with_capacity(4);
        self.add_boxes(
            0,
            0,
            &mut Vec::with_capacity(self.inputs.len()),
            &number,
            domains,
            &mut boxes,
        )?;
        let cells = boxes.iter().fold(0, |cells, (_, of_box)| cells | of_box);
        let is_alike = |(place, of_box): &(usize, u64)| {
            let all = self.outcomes[*place];
            ones(cells).fold(0, |picked, cell| picked | 1 << nearest(all, cell)) == *of_box
        };
        let are_alike = cells.count_ones() < 2 || boxes.len() == 1 || boxes.iter().all(is_alike);
        are_alike.then_some(cells)
    }

    /// Adds each box that is left, with the cells of the value that it leads to.
    fn add_boxes(
        &self,
        input: usize,
        place: usize,
        inside: &mut Vec<Reach>,
        number: &impl Fn(QuestionIndex) -> Option<i128>,
        domains: &[u64],
        boxes: &mut Vec<(usize, u64)>,
    ) -> Option<()> {
        let Some(Input { question, variable, cells }) = self.inputs.get(input) else {
            boxes.push((place, self.cells_of(self.image(inside)?)));
            return (boxes.len() <= MOST_BOXES_OF_ROW).then_some(());
        };
        let known = number(*question).map(Reach::point);
        for cell in ones(domains[*variable]) {
            inside.push(known.or(cells.get(cell).copied())?);
            let place = place * cells.len() + cell;
            self.add_boxes(input + 1, place, inside, number, domains, boxes)?;
            inside.pop();
        }
        Some(())
    }

    fn image(&self, inputs: &[Reach]) -> Option<Reach> {
        let mut done: Vec<Reach> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            done.push(match step {
                FixedStep::Number(number) => Reach::point(*number),
                FixedStep::Input(input) => inputs[*input],
                FixedStep::Negated(part) => done[*part].negated(),
                FixedStep::Times(one, two) => done[*one].times(done[*two])?,
                FixedStep::Sum([one, two], [of_one, of_two]) => {
                    done[*one].moved(*of_one)?.plus(done[*two].moved(*of_two)?)?
                }
                FixedStep::Of(choosing, [one, two], [of_one, of_two]) => {
                    let (one, two) = (done[*one].moved(*of_one)?, done[*two].moved(*of_two)?);
                    match choosing {
                        Choosing::Highest => one.highest(two),
                        Choosing::Lowest => one.negated().highest(two.negated()).negated(),
                    }
                }
            });
        }
        done.pop()
    }

    fn cells_of(&self, image: Reach) -> u64 {
        let meets = |runs: &Vec<Reach>| runs.iter().any(|run| run.meets(image));
        let met = self.cells.iter().enumerate().filter(|(_, runs)| meets(runs));
        met.fold(0, |cells, (cell, _)| cells | 1 << cell)
    }
}

/// The steps, and how many decimal places the last one has.
fn steps(worked: &Worked) -> Option<(Vec<FixedStep>, u32)> {
    let mut places: Vec<u32> = Vec::new();
    let mut steps = Vec::new();
    for step in &worked.working.steps {
        let both = |one: &usize, two: &usize| {
            let wanted = places[*one].max(places[*two]);
            let factor = |of: &usize| 10_i128.checked_pow(wanted - places[*of]);
            Some((wanted, [factor(one)?, factor(two)?]))
        };
        let (step, of_step) = match step {
            Step::Number(number) => (FixedStep::Number(at(number, PLACES)?), PLACES),
            Step::Input(input) => (FixedStep::Input(*input), PLACES),
            Step::Negated(part) => (FixedStep::Negated(*part), places[*part]),
            Step::Two(Operation::Times, one, two) => {
                (FixedStep::Times(*one, *two), places[*one] + places[*two])
            }
            Step::Two(Operation::Over, ..) => return None,
            Step::Two(operation, one, two) => {
                let (wanted, [of_one, of_two]) = both(one, two)?;
                let sign = if *operation == Operation::Minus { -1 } else { 1 };
                (FixedStep::Sum([*one, *two], [of_one, sign * of_two]), wanted)
            }
            Step::Of(choosing, one, two) => {
                let (wanted, factors) = both(one, two)?;
                (FixedStep::Of(*choosing, [*one, *two], factors), wanted)
            }
        };
        steps.push(step);
        places.push(of_step);
    }
    Some((steps, *places.last()?))
}

/// An exact number in a unit of so many decimal places; `None` where it has more.
fn at(number: &Exact, places: u32) -> Option<i128> {
    let scaled = number * super::span::power_of_ten(places);
    scaled.is_integer().then(|| i128::try_from(scaled.to_integer()).ok())?
}

fn reach(span: &Span, places: u32) -> Option<Reach> {
    let limit = |end: &Option<ExactLimit>| match end {
        None => Some(None),
        Some(limit) => Some(Some(Limit { at: at(&limit.at, places)?, is_in: limit.is_in })),
    };
    Some(Reach { low: limit(&span.low)?, high: limit(&span.high)? })
}

/// The cells of a set.
fn ones(mut rest: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let cell = rest.trailing_zeros() as usize;
        (rest != 0).then(|| {
            rest &= rest - 1;
            cell
        })
    })
}

/// The cell of a set that is nearest to one, the lower of two.
fn nearest(set: u64, cell: usize) -> usize {
    ones(set).min_by_key(|one| (one.abs_diff(cell), *one)).unwrap_or(cell)
}

impl Reach {
    fn point(at: i128) -> Self {
        let end = Some(Limit { at, is_in: true });
        Self { low: end, high: end }
    }

    fn negated(self) -> Self {
        let end = |end: Option<Limit>| end.map(|limit| Limit { at: -limit.at, ..limit });
        Self { low: end(self.high), high: end(self.low) }
    }

    /// Each multiplied by a number that is not 0.
    fn moved(self, by: i128) -> Option<Self> {
        if by == 1 {
            return Some(self);
        }
        let end = |end: Option<Limit>| match end {
            None => Some(None),
            Some(limit) => Some(Some(Limit { at: limit.at.checked_mul(by)?, ..limit })),
        };
        let (low, high) = (end(self.low)?, end(self.high)?);
        Some(if by > 0 { Self { low, high } } else { Self { low: high, high: low } })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let end = |one: Option<Limit>, other: Option<Limit>| match (one, other) {
            (Some(one), Some(other)) => Some(Some(Limit {
                at: one.at.checked_add(other.at)?,
                is_in: one.is_in && other.is_in,
            })),
            _ => Some(None),
        };
        Some(Self { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    fn times(self, other: Self) -> Option<Self> {
        let corners = [
            corner((self.low, -1), (other.low, -1))?,
            corner((self.low, -1), (other.high, 1))?,
            corner((self.high, 1), (other.low, -1))?,
            corner((self.high, 1), (other.high, 1))?,
        ];
        // Of two at the same place the one that belongs to the product counts.
        let low = corners.iter().min_by_key(|(side, limit)| (*side, limit.at, !limit.is_in));
        let high = corners.iter().max_by_key(|(side, limit)| (*side, limit.at, limit.is_in));
        let end = |corner: Option<&(i8, Limit)>| {
            corner.filter(|(side, _)| *side == 0).map(|(_, limit)| *limit)
        };
        Some(Self { low: end(low), high: end(high) })
    }

    fn highest(self, other: Self) -> Self {
        Self {
            low: match (self.low, other.low) {
                (Some(one), Some(two)) => Some(tighter(one, two)),
                (one, two) => one.or(two),
            },
            high: match (self.high, other.high) {
                (Some(one), Some(two)) => {
                    Some(if (one.at, one.is_in) >= (two.at, two.is_in) { one } else { two })
                }
                _ => None,
            },
        }
    }

    fn meets(self, other: Self) -> bool {
        let is_before = |high: Option<Limit>, low: Option<Limit>| match (high, low) {
            (Some(high), Some(low)) => {
                high.at < low.at || (high.at == low.at && !(high.is_in && low.is_in))
            }
            _ => false,
        };
        !is_before(self.high, other.low) && !is_before(other.high, self.low)
    }
}

/// Of two lower ends the one that lets fewer numbers in.
fn tighter(one: Limit, two: Limit) -> Limit {
    if (one.at, !one.is_in) >= (two.at, !two.is_in) { one } else { two }
}

/// The product of two ends, each with the side that it lies on where it has no limit: below all numbers,
/// among them, or above all. 0 times anything is 0.
fn corner(one: (Option<Limit>, i8), other: (Option<Limit>, i8)) -> Option<(i8, Limit)> {
    let none = Limit { at: 0, is_in: false };
    Some(match (one, other) {
        ((Some(one), _), (Some(other), _)) => {
            let is_zero = |limit: Limit| limit.at == 0 && limit.is_in;
            let is_in = (one.is_in && other.is_in) || is_zero(one) || is_zero(other);
            (0, Limit { at: one.at.checked_mul(other.at)?, is_in })
        }
        ((Some(limit), _), (None, _)) | ((None, _), (Some(limit), _)) if limit.at == 0 => {
            (0, limit)
        }
        ((Some(limit), _), (None, side)) | ((None, side), (Some(limit), _)) => {
            (if limit.at > 0 { side } else { -side }, none)
        }
        ((None, one), (None, other)) => (one * other, none),
    })
}
