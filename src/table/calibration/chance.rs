//! Whether two rates differ by more than chance.

use libm::lgamma;

use super::tally::Sides;

/// Tables that are as likely as the one that was seen but for the last digits of what is worked out.
const ALIKE: f64 = 1.0 + 1e-7;

/// How likely the buyers on two sides would differ at least so much if the sides had nothing to do with
/// it: Fisher's exact test, two-sided, which sums all tables of the same margins that are no likelier
/// than this one (R. A. Fisher, "Statistical Methods for Research Workers", 1934). It is exact for
/// however few, and rather too careful than not.
pub fn chance_of_difference(sides: &Sides) -> f64 {
    let (with, without) = (sides.with.n(), sides.without.n());
    let ours = sides.with.ours() + sides.without.ours();
    let all = with + without;
    let table =
        |seen: u64| (ln_ways(with, seen) + ln_ways(without, ours - seen)) - ln_ways(all, ours);
    let this = table(sides.with.ours());
    let possible = ours.saturating_sub(without)..=ours.min(with);
    let likely = possible.map(table).filter(|one| *one <= this + ALIKE.ln());
    likely.map(f64::exp).sum::<f64>().min(1.0)
}

/// Which of several chances are too small to be chance, where that is said wrongly of any of them in at
/// most a share of all runs: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
/// Scandinavian Journal of Statistics 6 (1979), 65–70.
pub fn beyond_chance(chances: &[f64], share: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|one, other| chances[*one].total_cmp(&chances[*other]));
    let mut beyond = vec![false; chances.len()];
    for (place, index) in order.iter().enumerate() {
        let left = (chances.len() - place) as f64;
        if chances[*index] > share / left {
            break;
        }
        beyond[*index] = true;
    }
    beyond
}

/// The logarithm of how many ways there are to choose some of all.
fn ln_ways(all: u64, some: u64) -> f64 {
    let ln_factorial = |number: u64| lgamma(number as f64 + 1.0);
    ln_factorial(all) - ln_factorial(some) - ln_factorial(all - some)
}
