//! Changes of questions and their options.

use super::list::{About, Changes, How};
use crate::authoring::versions::{MatchedQuestion, Matching, is_same_condition};
use crate::deal::answers::what_it_takes;
use crate::playbook::condition_words::in_signs;
use crate::playbook::{Kind, Playbook, Question, QuestionIndex, Retired};
use crate::report::authoring::playbook::likely::likely_words;

/// Adds what changed.
pub(super) fn compare(old: &Playbook, new: &Playbook, matching: &Matching, found: &mut Changes) {
    for index in new.question_indexes() {
        let question = new.question(index);
        let unlike = matching.unlike.iter().find(|(_, unlike)| *unlike == index);
        match (matching.of_new(index), unlike) {
            (Some(matched), _) => compare_matched(old, new, matched, matching, found),
            (None, Some((before, _))) => {
                let before = old.question(*before);
                let changed = found.add(About::Question, &question.id, How::Changed("type"));
                changed.before = Some(type_words(before));
                changed.after = Some(type_words(question));
                compare_common((old, before), (new, question), matching, found);
            }
            (None, None) => {
                let added = found.add(About::Question, &question.id, How::Added);
                added.after = Some(new.stage(question.stage).id.clone());
                added.words = Some(question.ask.clone());
            }
        }
    }
    let is_gone = |index: &QuestionIndex| {
        matching.of_old(*index).is_none() && !matching.unlike.iter().any(|(old, _)| old == index)
    };
    for index in old.question_indexes().filter(is_gone) {
        let question = old.question(index);
        let why = new.retired.why(&question.id);
        let gone = found.add_gone(About::Question, &question.id, why);
        if why.is_none() {
            gone.before = Some(old.stage(question.stage).id.clone());
        }
        gone.words = Some(question.ask.clone());
    }
}

/// A type and what it takes, so that two of one name can be told apart.
fn type_words(question: &Question) -> String {
    format!("{}: {}", question.kind.name(), what_it_takes(question))
}

fn compare_matched(
    old: &Playbook,
    new: &Playbook,
    matched: &MatchedQuestion,
    matching: &Matching,
    found: &mut Changes,
) {
    let (before, after) = (old.question(matched.old), new.question(matched.new));
    compare_options(before, after, matched, &new.retired, found);
    compare_numbers(before, after, found);
    let [likely_before, likely_after] = [before, after].map(likely_words);
    found.compare(About::Question, &after.id, "likely", likely_before, likely_after);
    compare_common((old, before), (new, after), matching, found);
}

/// What questions of every type have.
fn compare_common(
    (old, before): (&Playbook, &Question),
    (new, after): (&Playbook, &Question),
    matching: &Matching,
    found: &mut Changes,
) {
    let (about, id) = (About::Question, after.id.as_str());
    let [from, to] = [old.stage(before.stage), new.stage(after.stage)].map(|stage| &stage.id);
    for (how, from, to) in [(How::Renamed, &before.id, &after.id), (How::Moved, from, to)] {
        if from != to {
            let change = found.add(about, id, how);
            (change.before, change.after) = (Some(from.clone()), Some(to.clone()));
        }
    }
    let [answered_before, answered_after] =
        [before, after].map(|question| Some(question.answered_by.name().to_owned()));
    found.compare(about, id, "answered_by", answered_before, answered_after);
    let [effort_before, effort_after] =
        [before, after].map(|question| Some(question.effort.to_string()));
    found.compare(about, id, "effort", effort_before, effort_after);
    let is_same_gate = match (&before.when, &after.when) {
        (Some(before), Some(after)) => is_same_condition(before, after, matching),
        (before, after) => before.is_none() == after.is_none(),
    };
    if !is_same_gate {
        let changed = found.add(about, id, How::Changed("when"));
        changed.before = before.when.as_ref().map(|when| in_signs(old, when));
        changed.after = after.when.as_ref().map(|when| in_signs(new, when));
    }
    let [fresh_before, fresh_after] =
        [before, after].map(|question| question.good_for.map(|time| time.to_string()));
    found.compare(about, id, "good_for", fresh_before, fresh_after);
    found.compare_text(about, id, "ask", Some(&before.ask), Some(&after.ask));
    found.compare_text(about, id, "why", before.why.as_deref(), after.why.as_deref());
    let [asked_before, asked_after] = [before, after].map(|question| question.who_knows.as_deref());
    found.compare_text(about, id, "who_knows", asked_before, asked_after);
    found.compare_texts(about, id, "listen_for", &before.listen_for, &after.listen_for);
    found.compare_texts(about, id, "sources", &before.sources, &after.sources);
}

fn compare_options(
    before: &Question,
    after: &Question,
    matched: &MatchedQuestion,
    retired: &Retired,
    found: &mut Changes,
) {
    let mut in_old_order = matched.options.clone();
    in_old_order.sort_unstable();
    let ids = |pairs: &[(usize, usize)]| {
        Some(pairs.iter().map(|(_, new)| after.option_id(*new)).collect::<Vec<_>>().join(", "))
    };
    let (was, is) = (ids(&in_old_order), ids(&matched.options));
    found.compare(About::Question, &after.id, "options", was, is);
    for option in 0..after.option_count() {
        let id = format!("{}.{}", after.id, after.option_id(option));
        let label = after.option_label(option);
        match matched.old_option(option) {
            None => {
                found.add(About::Option, &id, How::Added).words = Some(label.to_owned());
            }
            Some(old) => {
                if before.option_id(old) != after.option_id(option) {
                    let renamed = found.add(About::Option, &id, How::Renamed);
                    renamed.before = Some(before.option_id(old).to_owned());
                    renamed.after = Some(after.option_id(option).to_owned());
                }
                let was = before.option_label(old);
                found.compare_text(About::Option, &id, "options", Some(was), Some(label));
            }
        }
    }
    for option in (0..before.option_count()).filter(|one| matched.new_option(*one).is_none()) {
        let id = format!("{}.{}", after.id, before.option_id(option));
        let why = retired.option(&after.id, before.option_id(option));
        let gone = found.add_gone(About::Option, &id, why);
        gone.words = Some(before.option_label(option).to_owned());
    }
}

fn compare_numbers(before: &Question, after: &Question, found: &mut Changes) {
    let (Kind::Number(one), Kind::Number(other)) = (&before.kind, &after.kind) else { return };
    let about = About::Question;
    let number =
        |number: Option<rust_decimal::Decimal>| number.map(|one| one.normalize().to_string());
    let whole = |whole: bool| Some(if whole { "yes" } else { "no" }.to_owned());
    found.compare(about, &after.id, "min", number(one.min), number(other.min));
    found.compare(about, &after.id, "max", number(one.max), number(other.max));
    found.compare(about, &after.id, "whole", whole(one.whole), whole(other.whole));
    found.compare_text(about, &after.id, "unit", one.unit.as_deref(), other.unit.as_deref());
}
