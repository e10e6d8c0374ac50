//! A row of numbers from which everything random is drawn, so that whatever makes or shrinks the
//! row makes or shrinks the playbook.

/// Draws from a row of numbers; when the row is used up, every draw is 0, the simplest choice.
pub(crate) struct Tape<'n> {
    numbers: &'n [u16],
    next: usize,
}

impl<'n> Tape<'n> {
    /// Starts at the beginning of the row.
    pub(crate) fn new(numbers: &'n [u16]) -> Self {
        Self { numbers, next: 0 }
    }

    /// A number below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let drawn = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        usize::from(drawn) * count / (usize::from(u16::MAX) + 1)
    }

    /// A whole number between these two; the lowest is the simplest.
    pub(crate) fn between(&mut self, lowest: i64, highest: i64) -> i64 {
        lowest + self.below((highest - lowest + 1) as usize) as i64
    }

    /// Whether something happens that happens in so many of a hundred cases; no is the simplest.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of these; the first is the simplest.
    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// Some of these in their order, each with a chance; at least one.
    pub(crate) fn some_of(&mut self, count: usize, percent: usize) -> Vec<usize> {
        let mut some: Vec<usize> = (0..count).filter(|_| self.chance(percent)).collect();
        if some.is_empty() {
            some.push(self.below(count));
        }
        some
    }
}

/// A long row from a seed (SplitMix64; Steele, Lea, Flood 2014).
pub(crate) fn row(seed: u64, length: usize) -> Vec<u16> {
    let mut state = seed;
    let mut draw = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 48) as u16
    };
    (0..length).map(|_| draw()).collect()
}
