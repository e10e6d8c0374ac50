//! What a playbook says to the buyer, and where it stands.

use super::language::{Match, Rule};
use super::playbook_view::{Found, View, found};
use crate::check_rule::CheckRule;
use crate::playbook::places::Place;
use crate::playbook::{QuestionIndex, RuleIndex, StageIndex};

/// A text that is said to the buyer, or stands for an act of theirs.
pub(super) struct Spoken<'v> {
    text: &'v str,
    place: Place,
}

/// What a language rule finds in these texts; nothing in a language that none of them reads, which
/// `language-not-read` tells.
pub(super) fn find_in<'v>(
    view: &View<'v>,
    check_rule: &'static CheckRule,
    rule: Rule,
    texts: impl IntoIterator<Item = Spoken<'v>>,
) -> Vec<Found> {
    find_by(view, check_rule, |text| rule.check(text), texts)
}

/// What an author's note finds in the questions that are put to the buyer.
pub(super) fn notes_on_questions(
    view: &View<'_>,
    check_rule: &'static CheckRule,
    check: fn(&str) -> Vec<Match>,
) -> Vec<Found> {
    find_by(view, check_rule, check, questions_to_buyer(view))
}

fn find_by<'v>(
    view: &View<'v>,
    check_rule: &'static CheckRule,
    check: impl Fn(&str) -> Vec<Match>,
    texts: impl IntoIterator<Item = Spoken<'v>>,
) -> Vec<Found> {
    let is_read = view.playbook.language.is_english();
    let found_in = |spoken: Spoken<'v>| {
        check(spoken.text).into_iter().map(move |wrong| {
            let words = spoken.text.get(wrong.range).unwrap_or_default();
            let place = words_within(view, &spoken.place, words);
            let found = found(check_rule, place, wrong.message);
            match wrong.suggestion {
                Some(suggestion) => found.help(suggestion),
                None => found,
            }
        })
    };
    texts.into_iter().filter(|_| is_read).flat_map(found_in).collect()
}

/// The questions, as they are put.
pub(super) fn questions<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    view.playbook.question_indexes().map(|index| question(view, index)).collect()
}

/// Those of them that are put to the buyer.
pub(super) fn questions_to_buyer<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    let indexes = view.playbook.question_indexes();
    let to_buyer = indexes.filter(|index| !view.playbook.question(*index).is_ours());
    to_buyer.map(|index| question(view, index)).collect()
}

/// The titles of the stages, and what the buyer asks in them.
pub(super) fn stages<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    let stages = view.playbook.stages.iter().enumerate();
    stages
        .flat_map(|(place, stage)| {
            [("title", &stage.title), ("buyer_asks", &stage.buyer_asks)].map(|(key, text)| Spoken {
                text,
                place: view.places.stage(StageIndex(place), &[key]),
            })
        })
        .collect()
}

/// The words of the options.
pub(super) fn options<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    view.playbook.question_indexes().flat_map(|index| options_of(view, index)).collect()
}

/// The questions that a verifier names, with the words of their options.
pub(super) fn verifiers<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    let verifiers = view.playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let values = &view.playbook.values;
    let mut named: Vec<QuestionIndex> = verifiers.flat_map(|when| when.questions(values)).collect();
    named.sort_unstable();
    named.dedup();
    let spoken = |index: QuestionIndex| {
        std::iter::once(question(view, index)).chain(options_of(view, index))
    };
    named.into_iter().flat_map(spoken).collect()
}

/// What the buyer does or says that lifts a hold.
pub(super) fn lifts<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    let rules = view.playbook.rules.iter().enumerate();
    rules
        .filter_map(|(place, rule)| {
            let text = rule.until.as_deref()?;
            let place = view.places.rule(view.playbook, RuleIndex(place), &["until"]);
            Some(Spoken { text, place })
        })
        .collect()
}

/// What is told to the buyer with a no, and beside a fit.
pub(super) fn honest_words<'v>(view: &View<'v>) -> Vec<Spoken<'v>> {
    let playbook = view.playbook;
    let rules = playbook.rules.iter().enumerate().flat_map(|(place, rule)| {
        let texts = [("say", rule.say.as_deref()), ("instead", rule.instead.as_deref())];
        texts.into_iter().filter_map(move |(key, text)| {
            Some((text?, view.places.rule(playbook, RuleIndex(place), &[key])))
        })
    });
    let below = playbook.scale.below_threshold().into_iter().flat_map(|words| {
        let texts = [("say", words.say.as_deref()), ("instead", words.instead.as_deref())];
        texts.into_iter().filter_map(|(key, text)| {
            Some((text?, view.places.value(&["fit", "below_threshold", key])))
        })
    });
    let bands = playbook.scale.bands().iter().enumerate().flat_map(|(place, band)| {
        let texts = [("say", band.say.as_deref()), ("instead", band.instead.as_deref())];
        texts.into_iter().filter_map(move |(key, text)| Some((text?, view.places.band(place, key))))
    });
    rules.chain(below).chain(bands).map(|(text, place)| Spoken { text, place }).collect()
}

fn question<'v>(view: &View<'v>, index: QuestionIndex) -> Spoken<'v> {
    let text = &view.playbook.question(index).ask;
    Spoken { text, place: view.places.question(view.playbook, index, &["ask"]) }
}

fn options_of<'v>(view: &View<'v>, index: QuestionIndex) -> Vec<Spoken<'v>> {
    let question = view.playbook.question(index);
    let options = 0..question.option_count();
    options
        .map(|option| {
            let id = question.option_id(option);
            let place = view.places.question(view.playbook, index, &["options", id]);
            Spoken { text: question.option_label(option), place }
        })
        .collect()
}

/// Where some words of a text stand: they themselves where they are written in one piece.
fn words_within(view: &View<'_>, place: &Place, words: &str) -> Place {
    let Place { span, key } = place.clone();
    let written = view.places.file().text.get(span.clone()).unwrap_or_default();
    match written.find(words).filter(|_| !words.is_empty()) {
        Some(start) => {
            let start = span.start + start;
            Place { span: start..start + words.len(), key }
        }
        None => Place { span, key },
    }
}
