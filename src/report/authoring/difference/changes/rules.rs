//! Changes of rules.

use super::list::{About, Changes, How};
use crate::authoring::versions::{Matching, is_same_condition};
use crate::playbook::condition_words::{in_signs, points_in_signs};
use crate::playbook::{Playbook, Rule, RuleKind};

/// Adds what changed. A rule under another id that has the same kind and condition was renamed.
pub(super) fn compare(old: &Playbook, new: &Playbook, matching: &Matching, found: &mut Changes) {
    let mut kept: Vec<(&Rule, &Rule)> = Vec::new();
    for rule in &new.rules {
        let named = |before: &&Rule| before.id == rule.id;
        let Some(before) =
            old.rules.iter().find(named).or_else(|| renamed(old, new, rule, matching))
        else {
            let added = found.add(About::Rule, &rule.id, How::Added);
            added.after = Some(told(new, rule));
            added.words = Some(rule.because.clone());
            continue;
        };
        kept.push((before, rule));
        compare_rules((old, before), (new, rule), matching, found);
    }
    for rule in old.rules.iter().filter(|rule| kept.iter().all(|(before, _)| before.id != rule.id))
    {
        let gone = found.add(About::Rule, &rule.id, How::Gone);
        gone.before = Some(told(old, rule));
        gone.words = Some(rule.because.clone());
    }
    compare_order(old, new, &kept, found);
}

/// The rules of each list that it has in both, in their two orders: of several that decide, the
/// first speaks.
fn compare_order(old: &Playbook, new: &Playbook, kept: &[(&Rule, &Rule)], found: &mut Changes) {
    for list in ["disqualifiers", "must_haves", "holds", "signals"] {
        let is_in = |rule: &Rule| rule.kind.list() == list;
        let both = || kept.iter().filter(|(before, after)| is_in(before) && is_in(after));
        let name_now = |rule: &Rule| {
            both().find(|(before, _)| before.id == rule.id).map(|(_, after)| after.id.as_str())
        };
        let in_old_order: Vec<&str> = old.rules.iter().filter_map(name_now).collect();
        let in_new_order: Vec<&str> = both().map(|(_, after)| after.id.as_str()).collect();
        let [was, is] = [in_old_order, in_new_order].map(|ids| Some(ids.join(", ")));
        found.compare(About::Playbook, &new.id, list, was, is);
    }
}

fn renamed<'p>(
    old: &'p Playbook,
    new: &Playbook,
    rule: &Rule,
    matching: &Matching,
) -> Option<&'p Rule> {
    let is_gone = |before: &&Rule| new.rules.iter().all(|rule| rule.id != before.id);
    old.rules.iter().filter(is_gone).find(|before| {
        before.kind == rule.kind
            && before.points.is_none()
            && is_same_condition(&before.when, &rule.when, matching)
    })
}

fn compare_rules(
    (old, before): (&Playbook, &Rule),
    (new, after): (&Playbook, &Rule),
    matching: &Matching,
    found: &mut Changes,
) {
    let (about, id) = (About::Rule, after.id.as_str());
    if before.id != after.id {
        let renamed = found.add(about, id, How::Renamed);
        (renamed.before, renamed.after) = (Some(before.id.clone()), Some(after.id.clone()));
    }
    compare_kinds(before, after, found);
    compare_conditions((old, before), (new, after), matching, found);
    let [group_before, group_after] = [(old, before), (new, after)]
        .map(|(playbook, rule)| rule.group.map(|group| playbook.group(group).id.clone()));
    found.compare(about, id, "group", group_before, group_after);
    found.compare_text(about, id, "because", Some(&before.because), Some(&after.because));
    found.compare_text(about, id, "until", before.until.as_deref(), after.until.as_deref());
    found.compare_text(about, id, "say", before.say.as_deref(), after.say.as_deref());
    found.compare_text(about, id, "instead", before.instead.as_deref(), after.instead.as_deref());
    found.compare_texts(about, id, "sources", &before.sources, &after.sources);
}

fn compare_kinds(before: &Rule, after: &Rule, found: &mut Changes) {
    let (about, id) = (About::Rule, after.id.as_str());
    if before.kind.is_signal() && after.kind.is_signal() {
        let [before, after] = [before, after].map(|rule| match rule.kind {
            RuleKind::Signal(weight) => Some(format!("{weight:+}")),
            _ => None,
        });
        return found.compare(about, id, "weight", before, after);
    }
    let [before, after] = [before, after].map(|rule| Some(kind_words(rule.kind)));
    found.compare(about, id, "kind", before, after);
}

/// The conditions, and the points that stand in the place of one.
fn compare_conditions(
    (old, before): (&Playbook, &Rule),
    (new, after): (&Playbook, &Rule),
    matching: &Matching,
    found: &mut Changes,
) {
    let (about, id) = (About::Rule, after.id.as_str());
    let points = [(old, before), (new, after)].map(|(playbook, rule)| {
        rule.points.as_ref().map(|points| points_in_signs(playbook, points))
    });
    let is_same_when = match &points {
        [Some(_), Some(_)] => true,
        [None, None] => is_same_condition(&before.when, &after.when, matching),
        _ => false,
    };
    if !is_same_when {
        let when = |playbook, rule: &Rule| match &rule.points {
            Some(_) => None,
            None => Some(in_signs(playbook, &rule.when)),
        };
        let changed = found.add(about, id, How::Changed("when"));
        (changed.before, changed.after) = (when(old, before), when(new, after));
    }
    let [before, after] = points;
    found.compare(about, id, "points", before, after);
}

/// What a rule is: `disqualifier: hosting = own_servers_only`.
fn told(playbook: &Playbook, rule: &Rule) -> String {
    let when = match &rule.points {
        Some(points) => points_in_signs(playbook, points),
        None => in_signs(playbook, &rule.when),
    };
    format!("{}: {when}", kind_words(rule.kind))
}

fn kind_words(kind: RuleKind) -> String {
    match kind {
        RuleKind::Disqualifier => "disqualifier".to_owned(),
        RuleKind::MustHave => "must-have".to_owned(),
        RuleKind::Hold => "hold".to_owned(),
        RuleKind::Signal(weight) => format!("signal {weight:+}"),
        RuleKind::Points => "points".to_owned(),
    }
}
