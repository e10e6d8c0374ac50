//! Decimals that lead a value to where it has to lie.

use num_traits::{One, Signed};
use rust_decimal::Decimal;

use super::span::{Exact, Span, decimal, exact, middle, power_of_ten};
use super::working::Working;

/// The decimal places of numbers that are looked for, the fewest first.
const PLACES: [u32; 5] = [0, 1, 2, 6, 12];
/// Numbers that are tried for one target.
const TRIES: usize = 200;

/// Whether decimals in these spans were found that make the value come to lie in a target.
pub(super) fn is_hit(working: &Working, spans: &[Span], is_whole: &[bool], target: &Span) -> bool {
    let mut tries = TRIES;
    hits(working, &mut spans.to_vec(), is_whole, target, 0, &mut tries)
}

/// The same, once the inputs before one are numbers.
fn hits(
    working: &Working,
    spans: &mut [Span],
    is_whole: &[bool],
    target: &Span,
    input: usize,
    tries: &mut usize,
) -> bool {
    if input == spans.len() {
        let numbers: Option<Vec<Exact>> = spans.iter().map(|span| span.single().cloned()).collect();
        let value = numbers.and_then(|numbers| working.value(&numbers));
        return value.is_some_and(|value| target.contains(&value));
    }
    let before = spans[input].clone();
    let wanted = working.input_for(spans, target, input);
    let wanted = wanted.map(|wanted| candidates(&wanted, is_whole[input])).unwrap_or_default();
    for number in wanted {
        if *tries == 0 {
            break;
        }
        *tries -= 1;
        spans[input] = Span::point(exact(number));
        if hits(working, spans, is_whole, target, input + 1, tries) {
            return true;
        }
    }
    spans[input] = before;
    false
}

/// A few decimals of a span, those with few places first: near its ends, and in the middle.
pub(super) fn candidates(span: &Span, is_whole: bool) -> Vec<Decimal> {
    if span.is_empty() {
        return Vec::new();
    }
    if let Some(single) = span.single() {
        return decimal(single)
            .filter(|number| !is_whole || number.is_integer())
            .into_iter()
            .collect();
    }
    let one = Exact::one;
    let (low, high) = match (&span.low, &span.high) {
        (Some(low), Some(high)) => (low.at.clone(), high.at.clone()),
        (Some(low), None) => (low.at.clone(), &low.at + low.at.abs() + one()),
        (None, Some(high)) => (&high.at - high.at.abs() - one(), high.at.clone()),
        (None, None) => (Exact::from_integer(0.into()), one()),
    };
    let middle = middle(&low, &high);
    let mut found: Vec<Decimal> = Vec::new();
    for places in if is_whole { &PLACES[..1] } else { &PLACES[..] } {
        let scale = Exact::from_integer(power_of_ten(*places));
        let step = scale.recip();
        let rounded = |number: &Exact| (number * &scale).round() / &scale;
        let floor = (&low * &scale).ceil() / &scale;
        let ceiling = (&high * &scale).floor() / &scale;
        for number in
            [floor.clone(), rounded(&middle), ceiling.clone(), floor + &step, ceiling - &step]
        {
            if span.contains(&number)
                && let Some(number) = decimal(&number)
                && !found.contains(&number)
            {
                found.push(number);
            }
        }
        if found.len() >= 3 {
            break;
        }
    }
    found
}
