//! From counts to what is told of them.

use super::chance::{beyond_chance, chance_of_difference};
use super::counts::{Counts, VERDICTS};
use super::leak::leaks;
use super::line::{Calibration, Clash, Line, Relation, Subject};
use super::tally::{Sides, Tally};
use crate::playbook::{GroupIndex, Playbook, QuestionIndex, RuleIndex, RuleKind};

/// In which share of playbooks without any relation one may be told: the usual 5 %, in four equal parts,
/// so that the verdicts, and the rules that rule a fit out, do not pay for how many others there are:
/// these, and answers that may have come afterwards.
const SHARE: f64 = 0.05 / 4.0;

impl Counts {
    /// What is told of them, where nothing is said of fewer than so many.
    pub fn calibration(&self, playbook: &Playbook, at_least: u64) -> Calibration {
        let judge = Judge { playbook, at_least };
        let (hard, soft) = judge.rules(self);
        let [verdicts] = judge.lines([self.verdict_lines()]);
        let [hard] = judge.lines([hard]);
        let [soft, bands, groups, missing] = judge.lines([
            soft,
            self.band_lines(),
            self.group_lines(playbook),
            self.missing_lines(),
        ]);
        let mut rules = [hard, soft].concat();
        rules.iter_mut().for_each(|line| line.clash = judge.clash(line));
        rules.sort_by_key(|line| match line.subject {
            Subject::Rule(rule) => rule.0,
            _ => 0,
        });
        let advice = VERDICTS.iter().filter_map(|verdict| {
            let (taken, among) = self.advice(*verdict)?;
            (among > 0).then_some((*verdict, taken, among))
        });
        Calibration {
            at_least,
            all: self.all,
            open: self.open,
            advice: advice.collect(),
            verdicts,
            bands,
            rules,
            groups,
            missing,
            leaks: leaks(self, at_least, SHARE),
        }
    }

    fn verdict_lines(&self) -> Vec<Line> {
        let lines = VERDICTS.iter().zip(each_against_the_others(&self.verdicts));
        lines
            .filter(|(_, sides)| sides.with.n() > 0)
            .map(|(verdict, sides)| line(Subject::Verdict(*verdict), sides))
            .collect()
    }

    fn band_lines(&self) -> Vec<Line> {
        let lines = each_against_the_others(&self.bands).into_iter().enumerate();
        lines.map(|(band, sides)| line(Subject::Band(band), sides)).collect()
    }

    fn group_lines(&self, playbook: &Playbook) -> Vec<Line> {
        let can_be_weak = |place: usize| playbook.groups[place].weak_below.is_some();
        let lines = self.groups.iter().enumerate().filter(|(place, _)| can_be_weak(*place));
        lines.map(|(place, sides)| line(Subject::Group(GroupIndex(place)), *sides)).collect()
    }

    fn missing_lines(&self) -> Vec<Line> {
        let lines = self.answers.missing.iter().enumerate();
        lines.map(|(place, sides)| line(Subject::Missing(QuestionIndex(place)), *sides)).collect()
    }
}

/// Judges the lines of a playbook.
struct Judge<'p> {
    playbook: &'p Playbook,
    at_least: u64,
}

impl Judge<'_> {
    /// The rules that rule a fit out, and all others.
    fn rules(&self, counts: &Counts) -> (Vec<Line>, Vec<Line>) {
        let lines = counts.rules.iter().enumerate();
        let lines = lines.map(|(place, sides)| (RuleIndex(place), sides));
        lines.map(|(rule, sides)| line(Subject::Rule(rule), *sides)).partition(|line| {
            matches!(self.kind(line), Some(RuleKind::Disqualifier | RuleKind::MustHave))
        })
    }

    /// Lines that share what may be said wrongly, judged.
    fn lines<const KINDS: usize>(&self, mut kinds: [Vec<Line>; KINDS]) -> [Vec<Line>; KINDS] {
        let mut judged: Vec<&mut Line> = (kinds.iter_mut().flatten())
            .filter(|line| line.sides.are_at_least(self.at_least))
            .collect();
        let chances: Vec<f64> =
            judged.iter().map(|line| chance_of_difference(&line.sides)).collect();
        for (line, is_beyond) in judged.iter_mut().zip(beyond_chance(&chances, SHARE)) {
            line.relation = relation(&line.sides, is_beyond);
        }
        kinds
    }

    fn clash(&self, line: &Line) -> Option<Clash> {
        let is_more = match line.relation {
            Relation::More => true,
            Relation::Fewer => false,
            Relation::TooFew | Relation::Nothing | Relation::Unclear => return None,
        };
        match self.kind(line)? {
            RuleKind::Disqualifier => is_wholly_above(line.sides).then_some(Clash::RulesOut),
            RuleKind::MustHave => is_wholly_above(line.sides.turned()).then_some(Clash::RulesOut),
            RuleKind::Hold => is_more.then_some(Clash::Reversed),
            RuleKind::Signal(weight) => {
                let is_reversed = (weight > 0 && !is_more) || (weight < 0 && is_more);
                is_reversed.then_some(Clash::Reversed)
            }
            RuleKind::Points => None,
        }
    }

    fn kind(&self, line: &Line) -> Option<RuleKind> {
        match line.subject {
            Subject::Rule(rule) => Some(self.playbook.rule(rule).kind),
            _ => None,
        }
    }
}

/// Not judged yet.
fn line(subject: Subject, sides: Sides) -> Line {
    Line { subject, sides, relation: Relation::TooFew, clash: None }
}

fn each_against_the_others(tallies: &[Tally]) -> Vec<Sides> {
    let others = |place: usize| {
        let others = tallies.iter().enumerate().filter(|(other, _)| *other != place);
        others.fold(Tally::default(), |sum, (_, tally)| sum.and(tally))
    };
    let sides = tallies.iter().enumerate();
    sides.map(|(place, with)| Sides { with: *with, without: others(place) }).collect()
}

/// Whether the whole interval of one side lies above the rate of the other.
fn is_wholly_above(sides: Sides) -> bool {
    let (interval, rate) = (sides.with.interval(), sides.without.rate());
    interval.zip(rate).is_some_and(|(interval, rate)| interval.low > rate)
}

fn relation(sides: &Sides, is_beyond_chance: bool) -> Relation {
    let of = |tally: &Tally| tally.rate().zip(tally.interval());
    let Some(((with, interval), (without, other))) = of(&sides.with).zip(of(&sides.without)) else {
        return Relation::TooFew;
    };
    match () {
        () if is_beyond_chance && with > without => Relation::More,
        () if is_beyond_chance => Relation::Fewer,
        () if interval.contains(without) && other.contains(with) => Relation::Nothing,
        () => Relation::Unclear,
    }
}
