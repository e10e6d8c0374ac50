//! Prospects who show a rule deciding, an option, or a stage.

use std::collections::BTreeSet;

use super::author::Author;
use crate::authoring::cases::answers::said;
use crate::authoring::cases::coverage::{Target, Way};
use crate::authoring::proofs::{AtStage, Case, Proof};
use crate::deal::{Answer, Facts};
use crate::engine::Effect;
use crate::playbook::{Kind, QuestionIndex, RuleIndex, StageIndex};

/// Options that are tried in place of others in one prospect, so that a case shows more than one
/// thing that is missing: each takes two looks at the prospect.
const MOST_TRIED: usize = 24;

/// How looking for a prospect ended.
pub(super) enum Witness {
    /// This one.
    Facts(Facts),
    /// There is none.
    None,
    /// None was found, but there may be one.
    NotFound,
}

/// A complete prospect of whom a rule decides this way.
pub(super) fn of_rule(author: &Author<'_, '_>, rule: RuleIndex, way: Way) -> Witness {
    let Some(revisions) = author.deciders.revisions() else { return Witness::NotFound };
    let found = revisions.decides(rule, way == Way::Holding);
    completed(author, found, |facts| author.decides(rule, way, facts))
}

/// A complete prospect with an option, and with as many others that are missing as go with it.
pub(super) fn of_option(author: &Author<'_, '_>, index: QuestionIndex, option: usize) -> Witness {
    let Some(revisions) = author.deciders.revisions() else { return Witness::NotFound };
    let found = match revisions.applies(index) {
        Proof::Shown(case) => {
            let mut facts = case.facts(author.playbook);
            let answer = match author.playbook.question(index).kind {
                Kind::Choices { .. } => Answer::Choices {
                    includes: BTreeSet::from([option]),
                    excludes: BTreeSet::new(),
                },
                _ => Answer::OneOf(BTreeSet::from([option])),
            };
            facts.set(index, vec![said(author.playbook.question(index), answer)]);
            facts
        }
        Proof::Refuted(()) => return Witness::None,
        Proof::NotProven => return Witness::NotFound,
    };
    let complete = author.prospects().complete(&found);
    let names = |facts: &Facts| !facts.about(index).is_empty();
    Witness::Facts(with_missing_options(author, complete, |facts| {
        names(facts) && facts.about(index) == found.about(index)
    }))
}

/// A buyer at a stage: what earlier stages need is known, what it asks itself is not, as in life;
/// where that does not do, as much as can be is.
pub(super) fn of_stage(author: &Author<'_, '_>, stage: StageIndex) -> Witness {
    let Some(revisions) = author.deciders.revisions() else { return Witness::NotFound };
    let AtStage { known, open } = match revisions.at_stage(stage) {
        Proof::Shown(at) => at,
        Proof::Refuted(()) => return Witness::None,
        Proof::NotProven => return Witness::NotFound,
    };
    let playbook = author.playbook;
    let mut known = with_words(author, &known.facts(playbook));
    open.into_iter().for_each(|open| known.set(open, Vec::new()));
    let whole = with_words(author, &author.prospects().complete(&known));
    let without = |mut facts: Facts, questions: std::ops::Range<usize>| {
        questions.for_each(|place| facts.set(QuestionIndex(place), Vec::new()));
        facts
    };
    let own = playbook.stage(stage).questions.clone();
    let begun = without(whole.clone(), own.start..playbook.questions.len());
    let own_open = without(whole.clone(), own);
    let is_there = |facts: &Facts| {
        let outcome = author.engine.outcome(facts);
        outcome.settled && outcome.stage == Some(stage)
    };
    let candidates = [begun, own_open, whole, known];
    candidates.into_iter().find(is_there).map_or(Witness::NotFound, Witness::Facts)
}

fn completed(
    author: &Author<'_, '_>,
    found: Proof<Case, ()>,
    shows: impl Fn(&Facts) -> bool,
) -> Witness {
    match found {
        Proof::Shown(case) => {
            let complete = author.prospects().complete(&case.facts(author.playbook));
            Witness::Facts(with_missing_options(author, complete, shows))
        }
        Proof::Refuted(()) => Witness::None,
        Proof::NotProven => Witness::NotFound,
    }
}

/// The prospect with answers that nothing shows yet in place of others, as far as the prospect still
/// shows what they should.
fn with_missing_options(
    author: &Author<'_, '_>,
    mut facts: Facts,
    shows: impl Fn(&Facts) -> bool,
) -> Facts {
    let playbook = author.playbook;
    let is_missing = |question: &QuestionIndex| {
        let options = 0..playbook.question(*question).option_count();
        let mut targets = options.map(|option| Target::Option(*question, option));
        targets.any(|target| !author.coverage.covers(target))
    };
    let missing: Vec<QuestionIndex> = playbook.question_indexes().filter(is_missing).collect();
    for question in missing.into_iter().take(MOST_TRIED) {
        let mut other = facts.clone();
        other.set(question, Vec::new());
        let other = author.prospects().complete(&other);
        if other != facts && shows(&other) {
            facts = other;
        }
    }
    facts
}

/// The facts with words for each question of words that applies.
fn with_words(author: &Author<'_, '_>, facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    let applies = author.engine.outcome(&facts).applies;
    for index in author.playbook.question_indexes() {
        let is_words = matches!(author.playbook.question(index).kind, Kind::Text);
        if is_words && applies[index.0] != Effect::Fails {
            facts.set(
                index,
                vec![said(
                    author.playbook.question(index),
                    Answer::Text("What they said.".to_owned()),
                )],
            );
        }
    }
    facts
}
