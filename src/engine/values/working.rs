//! How a value is worked out, step by step, for numbers and for whole spans of them.

use num_rational::BigRational;
use num_traits::Zero;

use super::span::{Exact, Span, exact};
use crate::playbook::{Choosing, Expression, Operation, Playbook, QuestionIndex, ValueIndex};

/// The most spans that an image is kept as.
const MOST_PIECES: usize = 8;

/// The steps from the answers to the value.
#[derive(Debug, Clone)]
pub(crate) struct Working {
    /// The questions whose answers go in, each once.
    pub(crate) inputs: Vec<QuestionIndex>,
    /// What is done; the last step gives the value.
    pub(crate) steps: Vec<Step>,
    /// Whether each input is used once: what an operation makes of two independent spans is then
    /// what it makes of the numbers in them.
    pub(crate) is_once: bool,
    /// Whether something is divided by what can be 0.
    pub(crate) has_division: bool,
}

/// One step; those that it names come before it.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A number as it stands.
    Number(Exact),
    /// The answer to a question.
    Input(usize),
    /// A step with the other sign.
    Negated(usize),
    /// Two steps, put together.
    Two(Operation, usize, usize),
    /// The lower or the higher of two steps.
    Of(Choosing, usize, usize),
}

/// What a step makes of spans of inputs.
#[derive(Debug, Clone)]
pub(crate) struct Image {
    /// Every number that it can be lies in one of these, which are in order and apart.
    pub(crate) pieces: Vec<Span>,
    /// Whether something may be divided by 0.
    pub(crate) may_be_undefined: bool,
    /// Whether the pieces hold no other number, where inputs are used once and take every number in
    /// their spans.
    pub(crate) is_exact: bool,
}

impl Working {
    /// How a value of a playbook is worked out.
    pub(crate) fn of(playbook: &Playbook, value: ValueIndex) -> Self {
        let mut working =
            Self { inputs: Vec::new(), steps: Vec::new(), is_once: true, has_division: false };
        working.add(playbook, &playbook.value(value).is);
        working
    }

    /// Adds the steps of an expression; hands out the last one's place.
    fn add(&mut self, playbook: &Playbook, expression: &Expression) -> usize {
        let step = match expression {
            Expression::Number(number) => Step::Number(exact(*number)),
            Expression::Question(question) => Step::Input(self.input(*question)),
            Expression::Value(value) => return self.add(playbook, &playbook.value(*value).is),
            Expression::Negated(part) => Step::Negated(self.add(playbook, part)),
            Expression::Two(operation, one, two) => {
                let (one, two) = (self.add(playbook, one), self.add(playbook, two));
                let is_number =
                    matches!(&self.steps[two], Step::Number(number) if !number.is_zero());
                self.has_division |= *operation == Operation::Over && !is_number;
                Step::Two(*operation, one, two)
            }
            Expression::Of(choosing, parts) => return self.add_each(playbook, *choosing, parts),
        };
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn add_each(&mut self, playbook: &Playbook, choosing: Choosing, parts: &[Expression]) -> usize {
        let mut last = None;
        for part in parts {
            let place = self.add(playbook, part);
            last = Some(match last {
                None => place,
                Some(before) => {
                    self.steps.push(Step::Of(choosing, before, place));
                    self.steps.len() - 1
                }
            });
        }
        last.unwrap_or_default()
    }

    fn input(&mut self, question: QuestionIndex) -> usize {
        if let Some(place) = self.inputs.iter().position(|known| *known == question) {
            self.is_once = false;
            return place;
        }
        self.inputs.push(question);
        self.inputs.len() - 1
    }

    /// The questions that something is divided by as they stand.
    pub(crate) fn divisors(&self) -> impl Iterator<Item = QuestionIndex> {
        self.steps.iter().filter_map(|step| match step {
            Step::Two(Operation::Over, _, by) => match self.steps[*by] {
                Step::Input(input) => Some(self.inputs[input]),
                _ => None,
            },
            _ => None,
        })
    }

    /// The value of one number for each input; `None` where something is divided by 0.
    pub(crate) fn value(&self, inputs: &[Exact]) -> Option<Exact> {
        let mut done: Vec<BigRational> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let number = match step {
                Step::Number(number) => number.clone(),
                Step::Input(input) => inputs[*input].clone(),
                Step::Negated(part) => -&done[*part],
                Step::Two(Operation::Plus, one, two) => &done[*one] + &done[*two],
                Step::Two(Operation::Minus, one, two) => &done[*one] - &done[*two],
                Step::Two(Operation::Times, one, two) => &done[*one] * &done[*two],
                Step::Two(Operation::Over, _, two) if done[*two].is_zero() => return None,
                Step::Two(Operation::Over, one, two) => &done[*one] / &done[*two],
                Step::Of(Choosing::Lowest, one, two) => done[*one].clone().min(done[*two].clone()),
                Step::Of(Choosing::Highest, one, two) => done[*one].clone().max(done[*two].clone()),
            };
            done.push(number);
        }
        done.pop()
    }

    /// What the value can be where each input lies in a span.
    pub(crate) fn image(&self, inputs: &[Span]) -> Image {
        self.images(inputs).pop().unwrap_or(Image::of(vec![Span::all()]))
    }

    fn images(&self, inputs: &[Span]) -> Vec<Image> {
        let mut images: Vec<Image> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let image = match step {
                Step::Number(number) => Image::of(vec![Span::point(number.clone())]),
                Step::Input(input) => Image::of(vec![inputs[*input].clone()]),
                Step::Negated(part) => images[*part].each(Span::negated),
                Step::Two(operation, one, two) => images[*one].with(&images[*two], *operation),
                Step::Of(choosing, one, two) => {
                    let choose = match choosing {
                        Choosing::Lowest => Span::lowest,
                        Choosing::Highest => Span::highest,
                    };
                    images[*one].paired(&images[*two], choose)
                }
            };
            images.push(image);
        }
        images
    }

    /// The span that one input has to lie in for the value to come to lie in a target, whatever the
    /// others are in their spans; every number that does it is in the span. `None` where there is
    /// none.
    pub(crate) fn input_for(&self, inputs: &[Span], target: &Span, input: usize) -> Option<Span> {
        let images = self.images(inputs);
        let hulls: Option<Vec<Span>> = images.iter().map(Image::hull).collect();
        let mut wanted = hulls?;
        let last = wanted.len().checked_sub(1)?;
        wanted[last] = wanted[last].intersection(target);
        let mut found = inputs[input].clone();
        for (place, step) in self.steps.iter().enumerate().rev() {
            let goal = wanted[place].clone();
            if goal.is_empty() {
                return None;
            }
            match step {
                Step::Number(_) => {}
                Step::Input(one) if *one == input => found = found.intersection(&goal),
                Step::Input(_) => {}
                Step::Negated(part) => narrow(&mut wanted[*part], &goal.negated()),
                Step::Two(operation, one, two) => {
                    let (first, second) = (wanted[*one].clone(), wanted[*two].clone());
                    narrow(&mut wanted[*one], &first_for(*operation, &goal, &second));
                    narrow(&mut wanted[*two], &second_for(*operation, &goal, &first));
                }
                Step::Of(choosing, one, two) => {
                    let (first, second) = (wanted[*one].clone(), wanted[*two].clone());
                    narrow(&mut wanted[*one], &chosen_for(*choosing, &goal, &second));
                    narrow(&mut wanted[*two], &chosen_for(*choosing, &goal, &first));
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// The values from which a change of one input alone leads to others, the rest being anywhere in
    /// their spans; `None` where it changes nothing. With inputs used more than once, all values.
    pub(crate) fn reach(&self, inputs: &[Span], input: usize) -> Option<Span> {
        if inputs[input].single().is_some() {
            return None;
        }
        let images = self.images(inputs);
        if !self.is_once {
            return images.last().and_then(Image::hull);
        }
        let mut varying: Vec<Option<Span>> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let span = match step {
                Step::Number(_) => None,
                Step::Input(one) => (*one == input).then(|| inputs[input].clone()),
                Step::Negated(part) => varying[*part].as_ref().map(Span::negated),
                Step::Two(operation, one, two) => match (&varying[*one], &varying[*two]) {
                    (Some(first), _) => varied(*operation, first, &images[*two], true),
                    (_, Some(second)) => varied(*operation, second, &images[*one], false),
                    (None, None) => None,
                },
                Step::Of(choosing, one, two) => match (&varying[*one], &varying[*two]) {
                    (Some(first), _) => outdoing(*choosing, first, &images[*two]),
                    (_, Some(second)) => outdoing(*choosing, second, &images[*one]),
                    (None, None) => None,
                },
            };
            varying.push(span.filter(|span| !span.is_empty() && span.single().is_none()));
        }
        varying.pop().flatten()
    }
}

impl Image {
    fn of(pieces: Vec<Span>) -> Self {
        Self { pieces, may_be_undefined: false, is_exact: true }
    }

    /// The smallest span that holds all pieces; `None` where there is none.
    pub(crate) fn hull(&self) -> Option<Span> {
        Span::hull_of(self.pieces.iter().cloned())
    }

    fn each(&self, of: impl Fn(&Span) -> Span) -> Self {
        let pieces = self.pieces.iter().map(of).collect();
        Self { pieces, ..self.clone() }.in_order()
    }

    fn paired(&self, other: &Self, of: impl Fn(&Span, &Span) -> Span) -> Self {
        let pairs =
            self.pieces.iter().flat_map(|one| other.pieces.iter().map(move |two| (one, two)));
        Self {
            pieces: pairs.map(|(one, two)| of(one, two)).collect(),
            may_be_undefined: self.may_be_undefined || other.may_be_undefined,
            is_exact: self.is_exact && other.is_exact,
        }
        .in_order()
    }

    fn with(&self, other: &Self, operation: Operation) -> Self {
        match operation {
            Operation::Plus => self.paired(other, Span::plus),
            Operation::Minus => self.paired(other, Span::minus),
            Operation::Times => self.paired(other, Span::times),
            Operation::Over => {
                let zero = Exact::zero();
                let by_zero = other.pieces.iter().any(|piece| piece.contains(&zero));
                let pieces = other.pieces.iter().flat_map(Span::without_zero);
                let divisors = Self { pieces: pieces.collect(), ..other.clone() };
                let mut image = self.paired(&divisors, |one, two| one.times(&two.reciprocal()));
                image.may_be_undefined |= by_zero;
                image
            }
        }
    }

    /// Puts pieces in order, joins those that touch, and all where there are too many.
    fn in_order(mut self) -> Self {
        self.pieces.sort_by(Span::order);
        let mut joined: Vec<Span> = Vec::with_capacity(self.pieces.len());
        for piece in self.pieces {
            match joined.last_mut() {
                Some(last) if last.touches(&piece) => *last = last.hull(&piece),
                _ => joined.push(piece),
            }
        }
        self.pieces = joined;
        if self.pieces.len() > MOST_PIECES
            && let Some(hull) = self.hull()
        {
            self.pieces = vec![hull];
            self.is_exact = false;
        }
        self
    }
}

fn narrow(span: &mut Span, to: &Span) {
    *span = span.intersection(to);
}

/// What the first of two has to be for an operation to give a goal, the second being in a span.
fn first_for(operation: Operation, goal: &Span, second: &Span) -> Span {
    match operation {
        Operation::Plus => goal.minus(second),
        Operation::Minus => goal.plus(second),
        Operation::Times => factor_for(goal, second),
        Operation::Over => goal.times(second),
    }
}

/// What the second of two has to be, the first being in a span.
fn second_for(operation: Operation, goal: &Span, first: &Span) -> Span {
    match operation {
        Operation::Plus => goal.minus(first),
        Operation::Minus => first.minus(goal),
        Operation::Times => factor_for(goal, first),
        Operation::Over if goal.contains(&Exact::zero()) => Span::all(),
        Operation::Over => factor_for(first, goal),
    }
}

/// What has to be multiplied by something in a span to come to a goal.
fn factor_for(goal: &Span, by: &Span) -> Span {
    let zero = Exact::zero();
    if by.contains(&zero) && goal.contains(&zero) {
        return Span::all();
    }
    let parts = by.without_zero().into_iter().map(|part| goal.times(&part.reciprocal()));
    Span::hull_of(parts).unwrap_or(Span::all())
}

/// What one of two has to be for the lower, or the higher, to be a goal.
fn chosen_for(choosing: Choosing, goal: &Span, other: &Span) -> Span {
    if !goal.meets(other) {
        return goal.clone();
    }
    match choosing {
        Choosing::Lowest => Span { low: goal.low.clone(), high: None },
        Choosing::Highest => Span { low: None, high: goal.high.clone() },
    }
}

/// The results that vary where one of two does; `is_first` tells which.
fn varied(operation: Operation, varying: &Span, fixed: &Image, is_first: bool) -> Option<Span> {
    let others: Vec<Span> = match (operation, is_first) {
        (Operation::Plus | Operation::Minus, _) => fixed.pieces.clone(),
        // Where the other is 0, or nothing is defined, nothing varies.
        _ => fixed.pieces.iter().flat_map(Span::without_zero).collect(),
    };
    let results = others.iter().flat_map(|other| match (operation, is_first) {
        (Operation::Plus, _) => vec![varying.plus(other)],
        (Operation::Minus, true) => vec![varying.minus(other)],
        (Operation::Minus, false) => vec![other.minus(varying)],
        (Operation::Times, _) => vec![varying.times(other)],
        (Operation::Over, true) => vec![varying.times(&other.reciprocal())],
        (Operation::Over, false) => {
            let parts = varying.without_zero().into_iter();
            parts.map(|part| other.times(&part.reciprocal())).collect()
        }
    });
    Span::hull_of(results)
}

/// The numbers of a varying span that are lower, or higher, than another one can be.
fn outdoing(choosing: Choosing, varying: &Span, other: &Image) -> Option<Span> {
    let other = other.hull()?;
    let outside = |end: Option<super::span::Limit>| {
        end.map(|limit| super::span::Limit { is_in: false, ..limit })
    };
    let beyond = match choosing {
        Choosing::Lowest => Span { low: None, high: outside(other.high) },
        Choosing::Highest => Span { low: outside(other.low), high: None },
    };
    Some(varying.intersection(&beyond))
}
