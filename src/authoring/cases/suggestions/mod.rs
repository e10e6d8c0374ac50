//! Cases that show what no case shows yet.
//!
//! Each rule is shown to decide by a prospect, and where that is possible by a pair of prospects
//! who differ in one answer: the rule decides of both, once holding and once failing. That is the
//! independent effect of modified condition/decision coverage (Chilenski and Miller 1994).
//! Everything that a case shows beside is counted, so that there are few.

mod author;
mod pairs;
mod prospects;
mod witnesses;
pub mod writing;

use super::coverage::{Coverage, Target};
use super::negated_rules::Deciders;
use crate::engine::Engine;
use author::Author;
pub use author::{Existing, Suggestion};

/// What the cases that are missing show, and what none can show.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestions {
    /// The cases, in the order in which they are worth reading.
    pub cases: Vec<Suggestion>,
    /// What still shows in no case.
    pub left: Vec<Left>,
}

/// What shows in no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// This.
    pub target: Target,
    /// No case can show it; else none was found.
    pub proven: bool,
}

/// Suggests the cases that are missing; `coverage` is what those that are there show. `progress` is
/// called before each of them is looked for.
pub fn suggest(
    engine: &Engine<'_>,
    deciders: &Deciders<'_>,
    coverage: Coverage,
    existing: &[Existing<'_>],
    progress: &dyn Fn(),
) -> Suggestions {
    let mut author = Author::new(engine, deciders, coverage, existing);
    let missing = author.coverage.missing();
    for target in missing {
        progress();
        if !author.coverage.covers(target) {
            show(&mut author, target);
        }
    }
    let Author { suggestions: cases, coverage, proven, .. } = author;
    let left = coverage.missing().into_iter();
    let left = left.map(|target| Left { target, proven: proven.contains(&target) });
    Suggestions { cases, left: left.collect() }
}

/// Suggests a case that shows something, where one is found.
fn show(author: &mut Author<'_, '_>, target: Target) {
    let found = match target {
        Target::Rule(rule, way) => {
            if let Some(pair) = pairs::other_half(author, rule, way) {
                author.add(target, pair.facts, Some(pair.beside));
                return;
            }
            witnesses::of_rule(author, rule, way)
        }
        Target::Option(question, option) => witnesses::of_option(author, question, option),
        Target::Stage(stage) => witnesses::of_stage(author, stage),
    };
    match found {
        witnesses::Witness::Facts(facts) => author.add(target, facts, None),
        witnesses::Witness::None => author.proven.push(target),
        witnesses::Witness::NotFound => {}
    }
}
