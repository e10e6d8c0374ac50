//! Sets of scores.

/// A set of scores, a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    /// The first word holds the scores from 64 times this on.
    first: i64,
    words: Vec<u64>,
}

/// The scores that a word holds: as many as it has bits.
const BITS: i64 = u64::BITS as i64;

impl Scores {
    /// One score.
    pub(crate) fn single(score: i64) -> Self {
        Self { first: score.div_euclid(BITS), words: vec![1 << score.rem_euclid(BITS)] }
    }

    /// How many words it takes.
    pub(crate) fn size(&self) -> usize {
        self.words.len()
    }

    /// How many scores are in the set.
    pub(crate) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a score is in the set.
    pub(crate) fn contains(&self, score: i64) -> bool {
        usize::try_from(score.div_euclid(BITS) - self.first)
            .ok()
            .and_then(|place| self.words.get(place))
            .is_some_and(|word| word >> score.rem_euclid(BITS) & 1 == 1)
    }

    /// The lowest score in the set.
    pub(crate) fn lowest(&self) -> Option<i64> {
        let place = self.words.iter().position(|word| *word != 0)?;
        Some(self.score(place, self.words[place].trailing_zeros()))
    }

    /// The highest score in the set.
    pub(crate) fn highest(&self) -> Option<i64> {
        let place = self.words.iter().rposition(|word| *word != 0)?;
        Some(self.score(place, 63 - self.words[place].leading_zeros()))
    }

    /// The scores, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> {
        self.words.iter().enumerate().flat_map(move |(place, word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| self.score(place, bit))
        })
    }

    /// The lowest score in the set that is within these, ends included.
    pub(crate) fn first_within(&self, low: i64, high: i64) -> Option<i64> {
        let start = (low.div_euclid(BITS) - self.first).max(0);
        let place = usize::try_from(start).ok()?;
        for (place, word) in self.words.iter().enumerate().skip(place) {
            let lowest = self.score(place, 0);
            let below = (low - lowest).clamp(0, BITS - 1);
            let word = if lowest < low { word >> below << below } else { *word };
            if word != 0 {
                let found = self.score(place, word.trailing_zeros());
                return (found <= high).then_some(found);
            }
        }
        None
    }

    /// Puts every score of another set in, each moved by so much.
    pub(crate) fn include(&mut self, other: &Self, by: i64) {
        let Some((start, end)) = other.filled() else { return };
        let (whole, part) = (by.div_euclid(BITS), by.rem_euclid(BITS));
        let first = other.first + start as i64 + whole;
        self.cover(first, first + (end - start) as i64 + 1);
        let place = (first - self.first) as usize;
        for (place, word) in (place..).zip(&other.words[start..end]) {
            self.words[place] |= word << part;
            if part > 0 {
                self.words[place + 1] |= word >> (BITS - part);
            }
        }
    }

    /// Every sum of a score of one set and a score of the other.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let (few, many) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        let mut sums = Self::default();
        few.iter().for_each(|score| sums.include(many, score));
        sums
    }

    fn score(&self, place: usize, bit: u32) -> i64 {
        (self.first + place as i64) * BITS + i64::from(bit)
    }

    /// The places of the words from the first to behind the last that is not empty.
    fn filled(&self) -> Option<(usize, usize)> {
        let start = self.words.iter().position(|word| *word != 0)?;
        let last = self.words.iter().rposition(|word| *word != 0)?;
        Some((start, last + 1))
    }

    /// Makes room for these words, the last one not included.
    fn cover(&mut self, first: i64, end: i64) {
        if self.words.is_empty() {
            self.first = first;
        }
        if first < self.first {
            let missing = (self.first - first) as usize;
            self.words.splice(0..0, std::iter::repeat_n(0, missing));
            self.first = first;
        }
        let needed = (end - self.first) as usize;
        if self.words.len() < needed {
            self.words.resize(needed, 0);
        }
    }
}
