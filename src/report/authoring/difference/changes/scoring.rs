//! Changes of what a score is made of and comes to: groups, bands, the threshold.

use super::list::{About, Changes, How};
use crate::playbook::{Band, BelowThreshold, Group, Playbook};

/// Adds what changed.
pub(super) fn compare(old: &Playbook, new: &Playbook, found: &mut Changes) {
    let [before, after] =
        [old, new].map(|playbook| playbook.scale.threshold().map(|from| from.to_string()));
    found.compare(About::Playbook, &new.id, "threshold", before, after);
    compare_below_threshold(old, new, found);
    compare_groups(old, new, found);
    compare_bands(old, new, found);
}

fn compare_below_threshold(old: &Playbook, new: &Playbook, found: &mut Changes) {
    let [before, after] = [old, new].map(|playbook| playbook.scale.below_threshold());
    let words =
        |read: fn(&BelowThreshold) -> Option<&str>| [before, after].map(|one| one.and_then(read));
    for (key, [before, after]) in [
        ("below_threshold.because", words(|one| Some(&one.because))),
        ("below_threshold.say", words(|one| one.say.as_deref())),
        ("below_threshold.instead", words(|one| one.instead.as_deref())),
    ] {
        found.compare_text(About::Playbook, &new.id, key, before, after);
    }
}

fn compare_groups(old: &Playbook, new: &Playbook, found: &mut Changes) {
    let named = |groups: &[Group], id: &str| groups.iter().find(|group| group.id == id).cloned();
    for after in &new.groups {
        let Some(before) = named(&old.groups, &after.id) else {
            found.add(About::Group, &after.id, How::Added).words = Some(after.title.clone());
            continue;
        };
        let (about, id) = (About::Group, after.id.as_str());
        let [weak, weak_now] = [&before, after].map(|one| one.weak_below.map(|at| at.to_string()));
        found.compare(about, id, "weak_below", weak, weak_now);
        found.compare_text(about, id, "title", Some(&before.title), Some(&after.title));
        found.compare_text(about, id, "next", before.next.as_deref(), after.next.as_deref());
    }
    for gone in old.groups.iter().filter(|group| named(&new.groups, &group.id).is_none()) {
        found.add(About::Group, &gone.id, How::Gone).words = Some(gone.title.clone());
    }
    let order = |groups: &[Group], others: &[Group]| {
        let both = groups.iter().filter(|group| named(others, &group.id).is_some());
        Some(both.map(|group| group.id.as_str()).collect::<Vec<_>>().join(", "))
    };
    let (was, is) = (order(&old.groups, &new.groups), order(&new.groups, &old.groups));
    found.compare(About::Playbook, &new.id, "groups", was, is);
}

fn compare_bands(old: &Playbook, new: &Playbook, found: &mut Changes) {
    let [bands_before, bands_after] = [old, new].map(|playbook| playbook.scale.bands());
    let named = |bands: &'_ [Band], id: &str| bands.iter().find(|band| band.id == id).cloned();
    for after in bands_after {
        let Some(before) = named(bands_before, &after.id) else {
            let added = found.add(About::Band, &after.id, How::Added);
            (added.after, added.words) = (Some(told(after)), Some(after.title.clone()));
            continue;
        };
        let (about, id) = (About::Band, after.id.as_str());
        let [from, from_now] = [&before, after].map(|band| band.from.map(|from| from.to_string()));
        found.compare(about, id, "from", from, from_now);
        let [verdict, verdict_now] = [&before, after].map(|band| band.verdict.name().to_owned());
        found.compare(about, id, "verdict", Some(verdict), Some(verdict_now));
        for (key, read) in TEXTS {
            found.compare_text(about, id, key, read(&before), read(after));
        }
    }
    for band in bands_before.iter().filter(|band| named(bands_after, &band.id).is_none()) {
        let gone = found.add(About::Band, &band.id, How::Gone);
        (gone.before, gone.words) = (Some(told(band)), Some(band.title.clone()));
    }
}

type Text = (&'static str, fn(&Band) -> Option<&str>);

/// The texts of a band.
const TEXTS: [Text; 4] = [
    ("title", |band| Some(&band.title)),
    ("next", |band| band.next.as_deref()),
    ("say", |band| band.say.as_deref()),
    ("instead", |band| band.instead.as_deref()),
];

/// What a band is: `from 4: not-yet`.
fn told(band: &Band) -> String {
    match band.from {
        Some(from) => format!("from {from}: {}", band.verdict.name()),
        None => format!("below the others: {}", band.verdict.name()),
    }
}
