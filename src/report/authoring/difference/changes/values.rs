//! Changes of values.

use super::list::{About, Changes, How};
use crate::authoring::versions::{Matching, is_same_expression};
use crate::playbook::Playbook;
use crate::playbook::expression_words::written;

/// Adds what changed; a value is the same by its id.
pub(super) fn compare(old: &Playbook, new: &Playbook, matching: &Matching, found: &mut Changes) {
    for value in &new.values {
        let Some(before) = old.values.iter().find(|before| before.id == value.id) else {
            let added = found.add(About::Value, &value.id, How::Added);
            added.after = Some(written(&value.is, new));
            added.words = Some(value.title.clone());
            continue;
        };
        let (about, id) = (About::Value, value.id.as_str());
        if !is_same_expression(&before.is, &value.is, matching) {
            let changed = found.add(about, id, How::Changed("is"));
            (changed.before, changed.after) =
                (Some(written(&before.is, old)), Some(written(&value.is, new)));
        }
        found.compare(about, id, "unit", before.unit.clone(), value.unit.clone());
        found.compare_text(about, id, "title", Some(&before.title), Some(&value.title));
    }
    for value in old.values.iter().filter(|value| new.find_value(&value.id).is_none()) {
        let gone = found.add(About::Value, &value.id, How::Gone);
        gone.before = Some(written(&value.is, old));
        gone.words = Some(value.title.clone());
    }
    let kept = |one: &Playbook, other: &Playbook| {
        let kept = one.values.iter().filter(|value| other.find_value(&value.id).is_some());
        let ids: Vec<&str> = kept.map(|value| value.id.as_str()).collect();
        Some(ids.join(", "))
    };
    found.compare(About::Playbook, &new.id, "values", kept(old, new), kept(new, old));
}
