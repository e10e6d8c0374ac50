//! What is said of chance is held against chance: runs from fixed seeds.

use std::fs;

use coach::deal::Decided;
use coach::engine::{Effect, Verdict};
use coach::playbook::Playbook;
use coach::playbook::load::load;
use coach::table::calibration::case::{Judged, Known};
use coach::table::calibration::chance::{beyond_chance, chance_of_difference};
use coach::table::calibration::counts::{Counts, VERDICTS};
use coach::table::calibration::interval::Interval;
use coach::table::calibration::line::{Calibration, Line, Relation};
use coach::table::calibration::tally::{Sides, Tally};
use coach::text::source::SourceFile;

/// Numbers that look random, the same for a seed on each machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Whether something happens that does so at this rate.
    fn happens(&mut self, rate: f64) -> bool {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64 <= rate
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}

fn playbook(path: &str) -> Playbook {
    let text = fs::read_to_string(path).unwrap();
    load(SourceFile::new(path, text)).unwrap()
}

/// A playbook with bands, groups and many rules.
fn large() -> Playbook {
    playbook("playbooks/meddpicc.yaml")
}

/// A deal of which the playbook says anything.
fn any_deal(playbook: &Playbook, dice: &mut Dice) -> Judged {
    let bands = playbook.scale.bands().len();
    let rules = (0..playbook.rules.len())
        .map(|_| [Effect::Holds, Effect::Fails, Effect::Fails, Effect::Open][dice.below(4)]);
    let rules = rules.collect();
    let weak = (0..playbook.groups.len()).map(|_| Some(dice.happens(0.4))).collect();
    let answers = playbook.questions.iter().map(|question| {
        if question.option_count() == 0 || dice.happens(0.3) {
            return Known::Missing;
        }
        let option = dice.below(question.option_count());
        let lacks = (0..question.option_count()).filter(|other| *other != option).collect();
        Known::Answer { has: [option].into(), lacks }
    });
    let answers = answers.collect();
    let band = (bands > 0).then(|| dice.below(bands));
    Judged { verdict: VERDICTS[dice.below(VERDICTS.len())], band, rules, weak, answers }
}

/// What buyers decide at this rate for us.
fn decision(rate: f64, dice: &mut Dice) -> Decided {
    if dice.happens(rate) { Decided::Ours } else { Decided::ALL[1 + dice.below(3)] }
}

fn lines(calibration: &Calibration) -> impl Iterator<Item = &Line> {
    let Calibration { verdicts, bands, rules, groups, missing, .. } = calibration;
    verdicts.iter().chain(bands).chain(rules).chain(groups).chain(missing)
}

fn sides(with: (u64, u64), without: (u64, u64)) -> Sides {
    let tally = |(ours, n): (u64, u64)| {
        let mut tally = Tally::default();
        (0..n).for_each(|one| {
            tally.add(if one < ours { Decided::Ours } else { Decided::Other }, None);
        });
        tally
    };
    Sides { with: tally(with), without: tally(without) }
}

#[test]
fn intervals_of_95_percent_hold_the_rate_in_as_many_runs() {
    let mut dice = Dice(1927);
    let (mut held, mut runs) = (0, 0);
    for rate in [0.03, 0.1, 0.25, 0.5, 0.7, 0.9, 0.98] {
        for n in [20, 35, 60, 150, 400] {
            let mut held_here = 0;
            for _ in 0..1000 {
                let seen = (0..n).filter(|_| dice.happens(rate)).count() as u64;
                held_here += u32::from(Interval::of(seen, n).unwrap().contains(rate));
            }
            assert!(held_here >= 880, "rate {rate} of {n}: {held_here} of 1000");
            held += held_here;
            runs += 1000;
        }
    }
    let share = f64::from(held) / f64::from(runs);
    assert!((0.93..=0.975).contains(&share), "{share}");
}

#[test]
fn intervals_are_those_of_the_formula_worked_out_by_hand() {
    let worked = [
        ((20, 24), (64.15, 93.32)),
        ((12, 36), (20.21, 49.67)),
        ((0, 25), (0.0, 13.32)),
        ((25, 25), (86.68, 100.0)),
    ];
    for ((seen, among), (low, high)) in worked {
        let Interval { low: least, high: most } = Interval::of(seen, among).unwrap();
        assert!((100.0 * least - low).abs() < 0.01, "{seen} of {among}: {least}");
        assert!((100.0 * most - high).abs() < 0.01, "{seen} of {among}: {most}");
    }
    assert_eq!(Interval::of(0, 0), None);
}

#[test]
fn the_chance_of_a_difference_is_that_of_the_tables_counted_by_hand() {
    // Fisher's own example, a lady tasting tea: 3 of 4 right. Of the 70 ways to choose 4 of 8 cups 1 + 16
    // are no likelier than hers at each end: 34 of 70.
    let tea = chance_of_difference(&sides((3, 4), (1, 4)));
    assert!((tea - 34.0 / 70.0).abs() < 1e-9, "{tea}");
    let all = chance_of_difference(&sides((4, 4), (0, 4)));
    assert!((all - 2.0 / 70.0).abs() < 1e-9, "{all}");
    assert!((chance_of_difference(&sides((5, 10), (5, 10))) - 1.0).abs() < 1e-9);
    // No chance is lost where there are many.
    let many = chance_of_difference(&sides((30_000, 100_000), (30_000, 100_000)));
    assert!((many - 1.0).abs() < 1e-6, "{many}");
}

#[test]
fn of_many_chances_the_smallest_has_to_be_the_smaller() {
    // Holm at 5 % over four: 0.0125, 0.0167, 0.025, 0.05.
    assert_eq!(beyond_chance(&[0.03, 0.01, 0.9, 0.016], 0.05), [false, true, false, true]);
    assert_eq!(beyond_chance(&[0.013, 0.013, 0.013, 0.013], 0.05), [false; 4]);
    assert_eq!(beyond_chance(&[], 0.05), [false; 0]);
}

#[test]
fn of_outcomes_that_are_chance_no_relation_is_told_in_95_of_100_runs() {
    let playbook = large();
    let mut dice = Dice(1979);
    let (runs, mut silent_of_verdicts, mut silent) = (200, 0, 0);
    for run in 0..runs {
        let rate = [0.15, 0.4, 0.6, 0.9][run % 4];
        let mut counts = Counts::of(&playbook);
        for _ in 0..150 + 100 * (run % 3) {
            let judged = any_deal(&playbook, &mut dice);
            let decided = decision(rate, &mut dice);
            counts.add(&judged, decided, None);
        }
        let calibration = counts.calibration(&playbook, 20);
        let is_related = Calibration::is_related(&calibration.verdicts);
        silent_of_verdicts += usize::from(is_related == Some(false));
        let is_silent = lines(&calibration).all(|line| !line.relation.is_beyond_chance());
        let has_leak = !calibration.leaks.is_empty();
        silent += usize::from(is_silent && !has_leak);
    }
    assert!(100 * silent_of_verdicts >= 95 * runs, "verdicts: {silent_of_verdicts} of {runs}");
    assert!(100 * silent >= 95 * runs, "all lines: {silent} of {runs}");
}

#[test]
fn what_has_to_do_with_outcomes_is_told_among_many_lines_that_have_not() {
    let playbook = large();
    let mut dice = Dice(1934);
    let runs = 50;
    let mut told = 0;
    for _ in 0..runs {
        let mut counts = Counts::of(&playbook);
        for _ in 0..300 {
            let judged = any_deal(&playbook, &mut dice);
            let rate = if judged.verdict == Verdict::Fit { 0.7 } else { 0.35 };
            let decided = decision(rate, &mut dice);
            counts.add(&judged, decided, None);
        }
        let calibration = counts.calibration(&playbook, 20);
        told += usize::from(calibration.verdicts[0].relation == Relation::More);
    }
    assert!(10 * told >= 9 * runs, "{told} of {runs}");
}
