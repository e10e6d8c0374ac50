//! What a score is made of beyond weights, and what it comes to: points, groups, bands.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::condition::{Condition, NumberTest, Subject, Test};
use super::index::QuestionIndex;

/// The points that the answers to one question add to the score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Points {
    /// The question.
    pub question: QuestionIndex,
    /// Of a number: so many for each one of it. What that comes to stands in `given`.
    pub each: Option<i64>,
    /// What each answer gives, in the order of the file; one that is not named gives 0. Of a set
    /// of options each one that is in it counts.
    pub given: Vec<Given>,
}

/// An answer, or a range of them, and its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The answer.
    pub answer: Scored,
    /// What it adds to the score; no others of the question's answers do so as well, but for
    /// options of a set.
    pub points: i64,
}

/// An answer that points are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scored {
    /// This option.
    Option(usize),
    /// A set of options with this one in it.
    Member(usize),
    /// A number from the first end to the second.
    Range {
        /// The lowest, included; `None` for no end.
        low: Option<Decimal>,
        /// The highest; `None` for no end.
        high: Option<Decimal>,
        /// Whether the highest belongs to it; else it is the lowest of the range above.
        includes_high: bool,
    },
}

/// A part of the score that is shown for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// `[a-z][a-z0-9_]*`, unique among groups.
    pub id: String,
    /// For people.
    pub title: String,
    /// It is weak where its score is below this.
    pub weak_below: Option<i64>,
    /// What to do next about it.
    pub next: Option<String>,
}

/// A range of scores with a verdict of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Band {
    /// `[a-z][a-z0-9_]*`, unique among bands.
    pub id: String,
    /// The lowest score in it; `None` of the last, which has all that are left.
    pub from: Option<i64>,
    /// The verdict on a score in it, unless a rule or a hold makes it a worse one.
    pub verdict: BandVerdict,
    /// For people.
    pub title: String,
    /// What to do next.
    pub next: Option<String>,
    /// Honest words to the buyer.
    pub say: Option<String>,
    /// What would serve the buyer better.
    pub instead: Option<String>,
}

/// The verdict of a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandVerdict {
    /// The lowest.
    NoFit,
    /// Not yet a fit.
    NotYet,
    /// The highest.
    Fit,
}

/// What a score comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scale {
    /// A fit from some score on.
    Threshold {
        /// That score.
        from: i64,
        /// What is said of a no-fit by score.
        below: Option<BelowThreshold>,
    },
    /// Bands, the highest first: `from` falls, and the verdict never rises; at least one. The last
    /// alone has no `from`.
    Bands(Vec<Band>),
}

/// What is said of a no-fit by score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BelowThreshold {
    /// Why a low score is a no-fit.
    pub because: String,
    /// Honest words to the buyer.
    pub say: Option<String>,
    /// What would serve the buyer better.
    pub instead: Option<String>,
}

impl Default for Scale {
    fn default() -> Self {
        Self::Threshold { from: 0, below: None }
    }
}

impl Points {
    /// Where points other than 0 are given, and how many: one condition for all answers that give as
    /// many, unless several answers can be given at once.
    pub fn terms(&self) -> Vec<(Condition, i64)> {
        let mut terms: Vec<(Vec<Condition>, i64)> = Vec::new();
        for given in self.given.iter().filter(|given| given.points != 0) {
            let when = given.when(self.question);
            match terms.iter_mut().find(|(_, points)| *points == given.points) {
                Some((alike, _)) if !self.is_of_a_set() => alike.push(when),
                _ => terms.push((vec![when], given.points)),
            }
        }
        terms.into_iter().map(|(alike, points)| (Condition::Any(alike), points)).collect()
    }

    /// The most that an answer gives.
    pub fn most(&self) -> i64 {
        let points = self.given.iter().map(|given| given.points);
        match self.is_of_a_set() {
            true => points.filter(|points| *points > 0).sum(),
            // An answer that is not named, or not asked for, gives 0.
            false => points.max().unwrap_or(0).max(0),
        }
    }

    /// The fewest that an answer gives.
    pub fn fewest(&self) -> i64 {
        let points = self.given.iter().map(|given| given.points);
        match self.is_of_a_set() {
            true => points.filter(|points| *points < 0).sum(),
            false => points.min().unwrap_or(0).min(0),
        }
    }

    /// Where an answer is given that gives the most.
    pub fn gives_most(&self) -> Condition {
        let most = self.most();
        let those = |is_so: &dyn Fn(i64) -> bool| {
            let given = self.given.iter().filter(|given| is_so(given.points));
            given.map(|given| given.when(self.question)).collect::<Vec<_>>()
        };
        match (self.is_of_a_set(), most) {
            (true, _) => {
                let none_against = Condition::Not(Box::new(Condition::Any(those(&|one| one < 0))));
                let mut all = those(&|one| one > 0);
                all.push(none_against);
                Condition::All(all)
            }
            (false, 0) => Condition::Not(Box::new(self.when())),
            (false, most) => Condition::Any(those(&|one| one == most)),
        }
    }

    fn is_of_a_set(&self) -> bool {
        self.given.iter().any(|given| matches!(given.answer, Scored::Member(_)))
    }

    /// Where some answer is given that has points other than 0.
    pub fn when(&self) -> Condition {
        let giving = self.given.iter().filter(|given| given.points != 0);
        Condition::Any(giving.map(|given| given.when(self.question)).collect())
    }
}

impl Given {
    /// Where the answer is given.
    pub fn when(&self, question: QuestionIndex) -> Condition {
        let of = |test| Condition::Test(Subject::Question(question), test);
        let test = |test| of(Test::Number(test));
        match self.answer {
            Scored::Option(option) => of(Test::OneOf(vec![option])),
            Scored::Member(option) => of(Test::Includes(vec![option])),
            Scored::Range { low: Some(low), high: Some(high), .. } if low == high => {
                test(NumberTest::Is(low))
            }
            Scored::Range { low, high, includes_high } => {
                let below = match includes_high {
                    true => NumberTest::AtMost,
                    false => NumberTest::LessThan,
                };
                let ends = [low.map(NumberTest::AtLeast), high.map(below)];
                Condition::All(ends.into_iter().flatten().map(test).collect())
            }
        }
    }
}

impl BandVerdict {
    /// All of them, best first, as [`BAND_VERDICTS`](crate::format::playbook::BAND_VERDICTS) lists
    /// their names.
    pub const ALL: [Self; 3] = [Self::Fit, Self::NotYet, Self::NoFit];

    /// As it stands in a playbook: `not-yet`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::NotYet => "not-yet",
            Self::NoFit => "no-fit",
        }
    }
}

impl Scale {
    /// Which scores are enough for a verdict as good as this one.
    pub fn reach(&self, verdict: BandVerdict) -> Reach {
        match self {
            Self::Threshold { from, .. } => Reach::From(*from),
            Self::Bands(bands) => match bands.iter().rfind(|band| band.verdict >= verdict) {
                None => Reach::Never,
                Some(Band { from: None, .. }) => Reach::Always,
                Some(Band { from: Some(from), .. }) => Reach::From(*from),
            },
        }
    }

    /// The place of the band that a score is in; none with a threshold.
    pub fn band_of(&self, score: i64) -> Option<usize> {
        let is_enough = |band: &Band| band.from.is_none_or(|from| score >= from);
        self.bands().iter().position(is_enough)
    }

    /// The scores in the band at a place; `None` where there is no such band.
    pub fn scores_in(&self, band: usize) -> Option<RangeInclusive<i64>> {
        let from = self.bands().get(band)?.from.unwrap_or(i64::MIN);
        let above = band.checked_sub(1).and_then(|above| self.bands().get(above)?.from);
        Some(from..=above.map_or(i64::MAX, |above| above - 1))
    }

    /// The bands that have scores between two, ends included.
    pub fn bands_between(&self, (low, high): (i64, i64)) -> Vec<&Band> {
        let bands = self.bands().iter().enumerate();
        let overlapping = bands.filter(|(place, _)| {
            let scores = self.scores_in(*place);
            scores.is_some_and(|scores| *scores.start() <= high && *scores.end() >= low)
        });
        overlapping.map(|(_, band)| band).collect()
    }

    /// The place of the band that all scores between two have, ends included.
    pub fn band_between(&self, (low, high): (i64, i64)) -> Option<usize> {
        let band = self.band_of(low);
        band.filter(|_| band == self.band_of(high))
    }

    /// The score from which on it is a fit; none with bands.
    pub fn threshold(&self) -> Option<i64> {
        match self {
            Self::Threshold { from, .. } => Some(*from),
            Self::Bands(_) => None,
        }
    }

    /// What is said of a no-fit for a score below the threshold, if anything.
    pub fn below_threshold(&self) -> Option<&BelowThreshold> {
        match self {
            Self::Threshold { below, .. } => below.as_ref(),
            Self::Bands(_) => None,
        }
    }

    /// The bands, the highest first; none with a threshold.
    pub fn bands(&self) -> &[Band] {
        match self {
            Self::Threshold { .. } => &[],
            Self::Bands(bands) => bands,
        }
    }
}

/// Which scores are enough for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every score.
    Always,
    /// Those from this one on.
    From(i64),
    /// None.
    Never,
}
