//! Changes of the playbook as a whole, and of its stages.

use super::list::{About, Changes, How};
use crate::authoring::versions::{Matching, is_same_condition};
use crate::playbook::condition_words::in_signs;
use crate::playbook::{Playbook, QuestionIndex, Stage};

/// Adds what changed.
pub(super) fn compare(old: &Playbook, new: &Playbook, matching: &Matching, found: &mut Changes) {
    compare_playbooks(old, new, found);
    for stage in &new.stages {
        match old.find_stage(&stage.id) {
            None => {
                let added = found.add(About::Stage, &stage.id, How::Added);
                added.words = Some(stage.buyer_asks.clone());
            }
            Some(before) => {
                compare_stages((old, old.stage(before)), (new, stage), matching, found);
            }
        }
    }
    for stage in &old.stages {
        if new.find_stage(&stage.id).is_none() {
            let gone = found.add(About::Stage, &stage.id, How::Gone);
            gone.words = Some(stage.buyer_asks.clone());
        }
    }
}

fn compare_playbooks(old: &Playbook, new: &Playbook, found: &mut Changes) {
    let about = About::Playbook;
    let id = new.id.as_str();
    if old.id != new.id {
        let renamed = found.add(about, id, How::Renamed);
        (renamed.before, renamed.after) = (Some(old.id.clone()), Some(new.id.clone()));
    }
    let [before, after] = [old, new].map(|playbook| Some(playbook.language.tag().to_owned()));
    found.compare(about, id, "language", before, after);
    let [before, after] = [old, new].map(|playbook| Some(playbook.opening.to_string()));
    found.compare(about, id, "opening", before, after);
    let [before, after] = [order(old, new), order(new, old)];
    found.compare(about, id, "stages", Some(before), Some(after));
    let mut text = |key, before: Option<&str>, after: Option<&str>| {
        found.compare_text(about, id, key, before, after);
    };
    text("title", Some(&old.title), Some(&new.title));
    text("summary", Some(&old.summary), Some(&new.summary));
    text("offer.name", Some(&old.offer.name), Some(&new.offer.name));
    text("offer.solves", Some(&old.offer.solves), Some(&new.offer.solves));
    text("offer.not_for", old.offer.not_for.as_deref(), new.offer.not_for.as_deref());
}

/// The stages that both have, in the order of one.
fn order(playbook: &Playbook, other: &Playbook) -> String {
    let both = playbook.stages.iter().filter(|stage| other.find_stage(&stage.id).is_some());
    both.map(|stage| stage.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn compare_stages(
    (old, before): (&Playbook, &Stage),
    (new, after): (&Playbook, &Stage),
    matching: &Matching,
    found: &mut Changes,
) {
    let (about, id) = (About::Stage, after.id.as_str());
    let is_same = match (&before.verified_when, &after.verified_when) {
        (Some(before), Some(after)) => is_same_condition(before, after, matching),
        (before, after) => before.is_none() == after.is_none(),
    };
    if !is_same {
        let changed = found.add(about, id, How::Changed("verified_when"));
        changed.before = before.verified_when.as_ref().map(|when| in_signs(old, when));
        changed.after = after.verified_when.as_ref().map(|when| in_signs(new, when));
    }
    compare_order(before, (new, after), matching, found);
    let renamed = |prepared: &Option<Vec<_>>| -> Option<Vec<_>> {
        let prepared = prepared.as_ref()?;
        Some(prepared.iter().map(|one| matching.of_old(*one).map(|one| one.new)).collect())
    };
    let as_is = after.prepare.as_ref();
    let as_is: Option<Vec<_>> = as_is.map(|all| all.iter().map(|one| Some(*one)).collect());
    if renamed(&before.prepare) != as_is {
        let changed = found.add(about, id, How::Changed("prepare"));
        changed.before = prepared(old, before);
        changed.after = prepared(new, after);
    }
    found.compare_text(about, id, "title", Some(&before.title), Some(&after.title));
    found.compare_text(about, id, "buyer_asks", Some(&before.buyer_asks), Some(&after.buyer_asks));
    found.compare_text(about, id, "advice", before.advice.as_deref(), after.advice.as_deref());
    found.compare_texts(about, id, "sources", &before.sources, &after.sources);
}

/// The questions that the stage has in both, in their two orders.
fn compare_order(
    before: &Stage,
    (new, after): (&Playbook, &Stage),
    matching: &Matching,
    found: &mut Changes,
) {
    let both = matching.questions.iter().filter(|one| {
        before.questions.contains(&one.old.0) && after.questions.contains(&one.new.0)
    });
    let in_new_order: Vec<_> = both.map(|one| (one.old, one.new)).collect();
    let mut in_old_order = in_new_order.clone();
    in_old_order.sort_unstable();
    let ids = |pairs: &[(QuestionIndex, QuestionIndex)]| {
        let ids = pairs.iter().map(|(_, index)| new.question(*index).id.as_str());
        Some(ids.collect::<Vec<_>>().join(", "))
    };
    let (was, is) = (ids(&in_old_order), ids(&in_new_order));
    found.compare(About::Stage, &after.id, "questions", was, is);
}

fn prepared(playbook: &Playbook, stage: &Stage) -> Option<String> {
    let prepared = stage.prepare.as_ref()?;
    let ids = prepared.iter().map(|question| playbook.question(*question).id.as_str());
    Some(ids.collect::<Vec<_>>().join(", "))
}
