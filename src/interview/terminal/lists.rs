//! The lines of a list to choose from, what is chosen at first, and what a choice says.

use std::collections::BTreeSet;

use super::super::{Page, Reply};
use crate::deal::Answer;
use crate::playbook::Question;

/// A line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Option(usize),
    OneOfSeveral,
    NoneOfThese,
    OthersOpen,
    Keep,
    NotKnown,
}

/// A list of which one line is chosen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) lines: Vec<Line>,
    pub(super) preselected: usize,
}

/// A list of which lines are ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticks {
    pub(super) lines: Vec<Line>,
    pub(super) ticked: Vec<usize>,
}

impl Choice {
    /// The answers to a question that takes one option. What is known is preselected; where that
    /// is no single option, a line keeps it.
    pub(super) fn of(page: &Page) -> Self {
        let mut lines = options(page.question);
        lines.push(Line::NotKnown);
        if page.question.option_count() > 2 {
            lines.push(Line::OneOfSeveral);
        }
        let known = page.earlier.as_ref().map(|earlier| earlier.answer.as_ref());
        let mut wanted = known.map(line_for);
        if wanted == Some(Line::Keep) {
            lines.push(Line::Keep);
        }
        if let Some(chosen) = &page.chosen {
            let line = line_for(Some(chosen));
            wanted = Some(if line == Line::Keep { Line::OneOfSeveral } else { line });
        }
        let place = wanted.and_then(|wanted| lines.iter().position(|line| *line == wanted));
        Self { lines, preselected: place.unwrap_or(0) }
    }
}

impl Ticks {
    /// The options of a question, to tick those that are possible.
    pub(super) fn of_possible(page: &Page) -> Self {
        let known = page.earlier.as_ref().and_then(|earlier| earlier.answer.as_ref());
        let ticked = match page.chosen.as_ref().or(known) {
            Some(Answer::OneOf(options)) if options.len() > 1 => options.iter().copied().collect(),
            _ => Vec::new(),
        };
        Self { lines: options(page.question), ticked }
    }

    /// Whether the possible ones that are ticked say something.
    pub(super) fn check_possible(&self, ticked: &BTreeSet<usize>) -> Result<(), &'static str> {
        match ticked.len() {
            0 | 1 => Err("Tick every answer that is possible: two or more."),
            count if count == self.lines.len() => Err("All of them is the same as not known yet."),
            _ => Ok(()),
        }
    }

    /// The answers to a question that takes a set. What is known is ticked; where ticks can't say
    /// it, a line keeps it.
    pub(super) fn of_set(page: &Page) -> Self {
        let mut lines = options(page.question);
        let count = lines.len();
        lines.extend([Line::NoneOfThese, Line::OthersOpen, Line::NotKnown]);
        let known = page.earlier.as_ref().map(|earlier| {
            let said = earlier.answer.as_ref().and_then(|answer| ticks_for(answer, count));
            said.unwrap_or_else(|| vec![Line::Keep])
        });
        if known.as_deref() == Some(&[Line::Keep]) {
            lines.push(Line::Keep);
        }
        let chosen = page.chosen.as_ref().and_then(|answer| ticks_for(answer, count));
        let wanted = chosen.or(known).unwrap_or_default();
        let ticked = lines.iter().enumerate().filter(|(_, line)| wanted.contains(line));
        let ticked = ticked.map(|(place, _)| place).collect();
        Self { lines, ticked }
    }

    /// Whether the lines that are ticked go together.
    pub(super) fn check_set(&self, ticked: &BTreeSet<usize>) -> Result<(), &'static str> {
        let alone = [Line::NoneOfThese, Line::NotKnown, Line::Keep];
        match ticked.len() {
            0 => Err("Tick with space; “None of these” and “Not known yet” are at the end."),
            1 if self.has(ticked, Line::OthersOpen) => Err("Tick those that surely hold, too."),
            2.. if alone.into_iter().any(|line| self.has(ticked, line)) => {
                Err("“None of these”, “Not known yet” and “Keep” each stand alone.")
            }
            _ => Ok(()),
        }
    }

    /// What the ticked lines of a set say.
    pub(super) fn reply(&self, ticked: &BTreeSet<usize>) -> Reply {
        if self.has(ticked, Line::Keep) {
            return Reply::Keep;
        }
        if self.has(ticked, Line::NotKnown) {
            return Reply::NotKnown;
        }
        let (mut includes, mut excludes) = (BTreeSet::new(), BTreeSet::new());
        for (place, line) in self.lines.iter().enumerate() {
            match line {
                Line::Option(option) if ticked.contains(&place) => includes.insert(*option),
                Line::Option(option) if !self.has(ticked, Line::OthersOpen) => {
                    excludes.insert(*option)
                }
                _ => false,
            };
        }
        Reply::Answer(Answer::Choices { includes, excludes })
    }

    /// The options among the ticked lines.
    pub(super) fn options(&self, ticked: &BTreeSet<usize>) -> BTreeSet<usize> {
        let option = |place: &usize| match self.lines.get(*place) {
            Some(Line::Option(option)) => Some(*option),
            _ => None,
        };
        ticked.iter().filter_map(option).collect()
    }

    fn has(&self, ticked: &BTreeSet<usize>, line: Line) -> bool {
        ticked.iter().any(|place| self.lines.get(*place) == Some(&line))
    }
}

/// The line that says what is known; [`Line::Keep`] where no other does.
fn line_for(known: Option<&Answer>) -> Line {
    match known {
        Some(Answer::OneOf(options)) if options.len() == 1 => {
            options.first().map_or(Line::Keep, |option| Line::Option(*option))
        }
        Some(Answer::Unknown) => Line::NotKnown,
        _ => Line::Keep,
    }
}

/// The lines to tick that say what is known of a set of so many options; `None` where none do.
fn ticks_for(answer: &Answer, count: usize) -> Option<Vec<Line>> {
    let Answer::Choices { includes, excludes } = answer else {
        return (*answer == Answer::Unknown).then(|| vec![Line::NotKnown]);
    };
    let sure = includes.iter().copied().map(Line::Option);
    match (includes.len(), excludes.len()) {
        (0, 0) => Some(vec![Line::NotKnown]),
        (0, out) if out == count => Some(vec![Line::NoneOfThese]),
        (within, out) if within + out == count => Some(sure.collect()),
        (_, 0) => Some(sure.chain([Line::OthersOpen]).collect()),
        _ => None,
    }
}

fn options(question: &Question) -> Vec<Line> {
    (0..question.option_count()).map(Line::Option).collect()
}

/// What the lines are called.
pub(super) fn labels(question: &Question, lines: &[Line]) -> Vec<String> {
    let label = |line: &Line| match line {
        Line::Option(option) => question.option_label(*option),
        Line::OneOfSeveral => "One of several…",
        Line::Keep => "Keep what is known",
        Line::NoneOfThese => "None of these",
        Line::OthersOpen => "The ticked ones, not sure about the others",
        Line::NotKnown => "Not known yet",
    };
    lines.iter().map(|line| label(line).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::Earlier;
    use super::*;
    use crate::playbook::load::load;
    use crate::playbook::{Playbook, QuestionIndex};
    use crate::text::source::SourceFile;

    fn playbook() -> Playbook {
        let text = include_str!("../../../tests/terminal/wizard/clinic.yaml");
        load(SourceFile::new("clinic.yaml", text)).unwrap()
    }

    fn page<'p>(playbook: &'p Playbook, id: &str, earlier: Option<Answer>) -> Page<'p> {
        let QuestionIndex(place) = playbook.find_question(id).unwrap();
        let earlier = Earlier { words: String::new(), answer: earlier, source: None };
        Page {
            question: &playbook.questions[place],
            place: String::new(),
            standing: String::new(),
            usual: crate::deal::KnownFrom::Prospect,
            earlier: Some(earlier),
            chosen: None,
        }
    }

    /// Every way in which three options can be in a set, not in it, or open.
    fn sets() -> impl Iterator<Item = (BTreeSet<usize>, BTreeSet<usize>)> {
        (0..27).map(|number| {
            let digit = |option: &usize| number / 3_usize.pow(*option as u32) % 3;
            let with = |wanted: usize| (0..3).filter(|option| digit(option) == wanted).collect();
            (with(1), with(2))
        })
    }

    #[test]
    fn what_is_ticked_at_first_says_what_is_known() {
        let playbook = playbook();
        for (includes, excludes) in sets() {
            let known = Answer::Choices { includes, excludes };
            let ticks = Ticks::of_set(&page(&playbook, "needs", Some(known.clone())));
            let ticked: BTreeSet<usize> = ticks.ticked.iter().copied().collect();
            assert_eq!(ticks.check_set(&ticked), Ok(()), "{known:?}");
            let says_nothing =
                known == Answer::Choices { includes: [].into(), excludes: [].into() };
            match ticks.reply(&ticked) {
                Reply::Answer(answer) => assert_eq!(answer, known),
                Reply::NotKnown => assert!(says_nothing, "{known:?}"),
                reply => assert_eq!(reply, Reply::Keep, "{known:?}"),
            }
        }
    }

    #[test]
    fn what_several_people_said_can_be_kept_at_once() {
        let playbook = playbook();
        let choice = Choice::of(&page(&playbook, "hosting", None));
        assert_eq!(choice.lines[choice.preselected], Line::Keep);
        let ticks = Ticks::of_set(&page(&playbook, "needs", None));
        assert_eq!(ticks.reply(&ticks.ticked.iter().copied().collect()), Reply::Keep);
    }

    #[test]
    fn lines_that_contradict_each_other_are_refused() {
        let playbook = playbook();
        let ticks = Ticks::of_set(&page(&playbook, "needs", Some(Answer::Unknown)));
        let place = |line| ticks.lines.iter().position(|other| *other == line).unwrap();
        for lines in [
            vec![],
            vec![Line::OthersOpen],
            vec![Line::Option(0), Line::NoneOfThese],
            vec![Line::Option(0), Line::NotKnown],
        ] {
            let ticked = lines.iter().map(|line| place(*line)).collect();
            assert!(ticks.check_set(&ticked).is_err(), "{lines:?}");
        }
    }
}
