//! Example prospects of a playbook: a fit, and who is one answer, or a few, away from it. Pure.

use super::proofs::Proofs;
use crate::deal::{Fact, Facts};
use crate::engine::{Engine, SingleAnswer, Verdict};
use crate::playbook::{Kind, QuestionIndex};

/// How many there are at most.
const MOST: usize = 3;
/// How many options are tried for one that makes no fit.
const MOST_TRIED: usize = 400;

/// A prospect, and what the playbook says of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospect {
    /// All that is known.
    pub facts: Facts,
    /// The answers that tell them from the first prospect; of the first all answers.
    pub answers: Vec<(QuestionIndex, SingleAnswer)>,
    /// Whether the answers are all that is known.
    pub is_whole: bool,
    /// The verdict, as the engine has it.
    pub verdict: Verdict,
}

/// A fit with the highest score that could be proven, and whom a few other answers make a not-yet and no
/// fit, or where there are no holds, no fit in two ways. Where nobody is a fit, who is none. None at all
/// where the playbook is too large to find any.
pub fn prospects(engine: &Engine) -> Vec<Prospect> {
    let proofs = Proofs::of(engine.playbook());
    let Some(fit) = proofs.hopeless().refuted() else {
        let no_fit = proofs.rigged().refuted();
        return no_fit.into_iter().map(|case| whole(engine, case.answers)).collect();
    };
    let fit = whole(engine, fit.answers);
    let changes = engine.assess(&fit.facts).would_change;
    let answers = changes.into_iter().map(|change| change.answers);
    let mut turned: Vec<Prospect> =
        answers.filter_map(|answers| turned(engine, &fit, answers)).collect();
    if !turned.iter().any(|one| one.verdict == Verdict::NoFit) {
        turned.extend(no_fit(engine, &fit));
    }
    // The first of each verdict, then the others.
    let mut seen = Vec::new();
    turned.sort_by_cached_key(|one| {
        let nth = seen.iter().filter(|verdict| **verdict == one.verdict).count();
        seen.push(one.verdict);
        (nth, one.verdict == Verdict::NoFit)
    });
    std::iter::once(fit).chain(turned).take(MOST).collect()
}

/// Whom one other option makes no fit.
fn no_fit(engine: &Engine, fit: &Prospect) -> Option<Prospect> {
    let playbook = engine.playbook();
    let options = playbook.question_indexes().flat_map(|question| {
        let asked = playbook.question(question);
        let takes_one = matches!(asked.kind, Kind::YesNo { .. } | Kind::Choice { .. });
        let count = if takes_one { asked.option_count() } else { 0 };
        (0..count).map(move |option| vec![(question, SingleAnswer::Option(option))])
    });
    let mut turned = options.take(MOST_TRIED).filter_map(|answers| turned(engine, fit, answers));
    turned.find(|one| one.verdict == Verdict::NoFit)
}

fn whole(engine: &Engine, answers: Vec<(QuestionIndex, SingleAnswer)>) -> Prospect {
    let mut facts = Facts::none(engine.playbook());
    put(engine, &mut facts, &answers);
    let verdict = engine.verdict(&facts);
    Prospect { facts, answers, is_whole: true, verdict }
}

/// The same with other answers; `None` where these leave open what comes of it, or leave it a fit.
fn turned(
    engine: &Engine,
    fit: &Prospect,
    answers: Vec<(QuestionIndex, SingleAnswer)>,
) -> Option<Prospect> {
    let mut facts = fit.facts.clone();
    put(engine, &mut facts, &answers);
    let verdict = engine.verdict(&facts);
    let is_turned = matches!(verdict, Verdict::NotYet | Verdict::NoFit);
    is_turned.then_some(Prospect { facts, answers, is_whole: false, verdict })
}

fn put(engine: &Engine, facts: &mut Facts, answers: &[(QuestionIndex, SingleAnswer)]) {
    for (question, answer) in answers {
        let asked = engine.playbook().question(*question);
        facts.set(*question, vec![Fact::bare(asked, answer.as_answer(asked))]);
    }
}
