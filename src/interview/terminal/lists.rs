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
        let wanted = match page.earlier.as_ref().map(|earlier| &earlier.answer) {
            None => None,
            Some(Some(Answer::OneOf(options))) if options.len() == 1 => {
                options.first().copied().map(Line::Option)
            }
            Some(Some(Answer::Unknown)) => Some(Line::NotKnown),
            Some(_) => {
                lines.insert(0, Line::Keep);
                Some(Line::Keep)
            }
        };
        let place = wanted.and_then(|wanted| lines.iter().position(|line| *line == wanted));
        Self { lines, preselected: place.unwrap_or(0) }
    }
}

impl Ticks {
    /// The options of a question, to tick those that are possible.
    pub(super) fn of_possible(question: &Question) -> Self {
        Self { lines: options(question), ticked: Vec::new() }
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
        let wanted = match page.earlier.as_ref().map(|earlier| &earlier.answer) {
            None => Vec::new(),
            Some(Some(Answer::Unknown)) => vec![Line::NotKnown],
            Some(Some(Answer::Choices { includes, excludes })) if excludes.len() == count => {
                debug_assert!(includes.is_empty());
                vec![Line::NoneOfThese]
            }
            Some(Some(Answer::Choices { includes, excludes }))
                if includes.len() + excludes.len() == count =>
            {
                includes.iter().copied().map(Line::Option).collect()
            }
            Some(Some(Answer::Choices { includes, excludes })) if excludes.is_empty() => {
                let sure = includes.iter().copied().map(Line::Option);
                sure.chain([Line::OthersOpen]).collect()
            }
            Some(_) => {
                lines.push(Line::Keep);
                vec![Line::Keep]
            }
        };
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
