//! Groups: the parts of a score that are shown for themselves.

use crate::format::limits::{MOST_GROUPS, MOST_WEIGHT};
use crate::format::playbook::GROUP;
use crate::playbook::{Group, GroupIndex};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::fields::{self, Fields, quoted_list};

use super::ids::{self, Taken};
use super::limits;

/// Reads the groups.
pub(super) fn groups(fields: &Fields<'_, '_>, findings: &Findings) -> Vec<Group> {
    let Some(node) = fields.optional("groups") else { return Vec::new() };
    let items = fields::list(node, "`groups`", findings).unwrap_or_default();
    let items = limits::at_most(MOST_GROUPS, items, || {
        findings.add(limits::too_many(node, MOST_GROUPS, "groups"));
    });
    let mut taken = Taken::new("group");
    let read = items.iter().filter_map(|item| {
        let fields = GROUP.read(item, findings)?;
        Some(Group {
            id: id(&fields, GROUP.called, &mut taken, findings),
            title: fields.line("title"),
            weak_below: whole(&fields, "weak_below", findings),
            next: fields.optional_text("next"),
        })
    });
    read.collect()
}

/// The group that a signal belongs to.
pub(super) fn group_of(
    fields: &Fields<'_, '_>,
    groups: &[Group],
    findings: &Findings,
) -> Option<GroupIndex> {
    let node = fields.optional("group")?;
    let id = &fields::scalar(node, "`group`", findings)?.text;
    let place = groups.iter().position(|group| group.id == **id);
    if place.is_none() {
        let ids: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
        let finding =
            Finding::error(node.span.clone(), format!("there is no group {}", quoted(id)));
        let meant = nearest(id, ids.iter().copied());
        findings.add(match ids.as_slice() {
            [] => finding.help("list it under `fit.groups`, with an `id` and a `title`"),
            _ => finding
                .help(format!("the groups are {}", quoted_list(&ids, "and")))
                .did_you_mean(meant),
        });
    }
    place.map(GroupIndex)
}

/// The id of a group or a band.
pub(super) fn id(
    fields: &Fields<'_, '_>,
    what: &str,
    taken: &mut Taken,
    findings: &Findings,
) -> String {
    let id = fields.required("id").and_then(|node| ids::id(node, what, findings));
    if let Some(id) = &id {
        taken.take(id, findings);
    }
    id.map(|id| id.text).unwrap_or_default()
}

/// The points under a key that may be absent.
pub(super) fn whole(
    fields: &Fields<'_, '_>,
    key: &'static str,
    findings: &Findings,
) -> Option<i64> {
    let node = fields.optional(key)?;
    let what = format!("`{key}`");
    fields::whole_number(node, what, -MOST_WEIGHT..=MOST_WEIGHT, findings)
}
