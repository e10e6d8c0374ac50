//! How sure a rate is.

/// The standard normal deviate that 2.5 % lie above: 95 % lie between it and its negative.
const DEVIATE: f64 = 1.959_963_984_540_054;

/// Where a rate lies, with 95 % confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Of a rate that was seen so often among so many; `None` of none.
    ///
    /// It is the score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and
    /// Statistical Inference", Journal of the American Statistical Association 22 (1927), 209–212: the
    /// rates that a test at 5 % would not refuse. Unlike the usual one it stays within 0 and 1, and
    /// covers about 95 % in small samples and near both ends too: L. D. Brown, T. T. Cai and A. DasGupta,
    /// "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001), 101–133, who
    /// recommend it for small samples.
    pub fn of(seen: u64, among: u64) -> Option<Self> {
        if among == 0 {
            return None;
        }
        let (count, rate) = (among as f64, seen as f64 / among as f64);
        let square = DEVIATE * DEVIATE;
        let scale = 1.0 + square / count;
        let middle = (rate + square / (2.0 * count)) / scale;
        let spread = rate * (1.0 - rate) / count + square / (4.0 * count * count);
        let half = DEVIATE * spread.sqrt() / scale;
        // At both ends the formula is exact but for the last digits.
        let low = if seen == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if seen == among { 1.0 } else { (middle + half).min(1.0) };
        Some(Self { low, high })
    }

    /// Whether a rate lies in it.
    pub fn contains(self, rate: f64) -> bool {
        (self.low..=self.high).contains(&rate)
    }
}
