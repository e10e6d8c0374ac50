//! Sets of cells of one variable.

/// The most cells of one variable: two playbooks, each with as many numbers in its conditions on a
/// question as may be (60), cut it into 241 when they are laid side by side. It also bounds what a
/// cell's place takes: a byte.
pub(crate) const MOST_CELLS: usize = 2 * BITS;

/// How many cells half a set holds.
const BITS: usize = u128::BITS as usize;

/// A set of cells of one variable; there are at most [`MOST_CELLS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct CellSet([u128; 2]);

impl CellSet {
    /// No cell.
    pub(crate) const EMPTY: Self = Self([0; 2]);

    /// The first `count` cells.
    pub(crate) fn first(count: usize) -> Self {
        let lowest = |count: usize| match count {
            0..BITS => (1 << count) - 1,
            _ => u128::MAX,
        };
        Self([lowest(count), lowest(count.saturating_sub(BITS))])
    }

    /// One cell; none where there can't be such a cell.
    pub(crate) fn single(cell: usize) -> Self {
        let mut set = Self::EMPTY;
        if let Some(half) = set.0.get_mut(cell / BITS) {
            *half = 1 << (cell % BITS);
        }
        set
    }

    /// Whether a cell is in the set.
    pub(crate) fn contains(self, cell: usize) -> bool {
        self.0.get(cell / BITS).is_some_and(|half| half >> (cell % BITS) & 1 == 1)
    }

    /// Whether no cell is in the set.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == [0; 2]
    }

    /// How many cells are in the set.
    pub(crate) fn len(self) -> usize {
        self.0.iter().map(|half| half.count_ones() as usize).sum()
    }

    /// The set that one word of bits stands for.
    pub(crate) fn of_bits(bits: u64) -> Self {
        Self([u128::from(bits), 0])
    }

    /// The set as one word of bits; there are no more than 64 cells in it.
    pub(crate) fn bits(self) -> u64 {
        self.iter().fold(0, |bits, cell| bits | 1_u64.checked_shl(cell as u32).unwrap_or_default())
    }

    /// The cells in both sets.
    pub(crate) fn and(self, other: Self) -> Self {
        Self([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }

    /// The cells in either set.
    pub(crate) fn or(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// The cells of this set that are not in the other.
    pub(crate) fn without(self, other: Self) -> Self {
        Self([self.0[0] & !other.0[0], self.0[1] & !other.0[1]])
    }

    /// Whether every cell of this set is in the other.
    pub(crate) fn is_within(self, other: Self) -> bool {
        self.without(other).is_empty()
    }

    /// The cells, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let halves = self.0.into_iter().zip([0, BITS]);
        halves.flat_map(|(mut rest, from)| {
            std::iter::from_fn(move || {
                let cell = rest.trailing_zeros() as usize;
                rest &= rest.wrapping_sub(1);
                (cell < BITS).then_some(from + cell)
            })
        })
    }
}

impl FromIterator<usize> for CellSet {
    fn from_iter<I: IntoIterator<Item = usize>>(cells: I) -> Self {
        cells.into_iter().map(Self::single).collect()
    }
}

impl FromIterator<CellSet> for CellSet {
    fn from_iter<I: IntoIterator<Item = Self>>(sets: I) -> Self {
        sets.into_iter().fold(Self::EMPTY, Self::or)
    }
}

/// For each variable, the cells that are still possible.
pub(crate) type Domains = Vec<CellSet>;
