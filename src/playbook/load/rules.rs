//! `fit`: disqualifiers, must-haves, holds, signals, and what their score comes to.

use crate::format::Map;
use crate::format::limits::{MOST_RULES, MOST_WEIGHT};
use crate::format::playbook::{DISQUALIFIER, FIT, HOLD, MUST_HAVE, SIGNAL};
use crate::playbook::{Condition, Group, Points, Rule, RuleKind, Scale};
use crate::text::source::Findings;
use crate::text::yaml::Node;
use crate::text::yaml::fields::{self, Fields};

use super::conditions::Conditions;
use super::ids::{self, Id, Taken};
use super::{bands, groups, limits, points};

/// What makes a fit.
#[derive(Debug, Default)]
pub(super) struct Fit {
    pub(super) rules: Vec<Rule>,
    pub(super) groups: Vec<Group>,
    pub(super) scale: Scale,
}

/// The lists of rules, and what one of them consists of.
const LISTS: [(&str, &Map); 4] = [
    ("disqualifiers", &DISQUALIFIER),
    ("must_haves", &MUST_HAVE),
    ("holds", &HOLD),
    ("signals", &SIGNAL),
];

/// Reads `fit`.
pub(super) fn fit(node: &Node, conditions: &Conditions<'_>, findings: &Findings) -> Option<Fit> {
    let fields = FIT.read(node, findings)?;
    let groups = groups::groups(&fields, findings);
    let mut rules = Vec::new();
    let mut taken = Taken::new("rule");
    for (key, map) in LISTS {
        let Some(list) = fields.optional(key) else { continue };
        let items = fields::list(list, format_args!("`{key}`"), findings).unwrap_or_default();
        let left = MOST_RULES.saturating_sub(rules.len());
        let items = limits::at_most(left, items, || {
            findings.add(limits::too_many(list, MOST_RULES, "rules"));
        });
        for item in items {
            let Some(fields) = map.read(item, findings) else { continue };
            let id = fields.required("id").and_then(|node| ids::id(node, map.called, findings));
            if let Some(id) = &id {
                taken.take(id, findings);
            }
            rules.push(match key {
                "signals" => signal(id, &fields, &groups, conditions, findings),
                _ => rule(id, kind(key), &fields, conditions),
            });
        }
    }
    Some(Fit { rules, groups, scale: bands::scale(&fields, findings) })
}

fn kind(list: &str) -> RuleKind {
    match list {
        "disqualifiers" => RuleKind::Disqualifier,
        "must_haves" => RuleKind::MustHave,
        _ => RuleKind::Hold,
    }
}

/// A signal: a condition with its weight, or the points of one question's answers.
fn signal(
    id: Option<Id>,
    fields: &Fields<'_, '_>,
    groups: &[Group],
    conditions: &Conditions<'_>,
    findings: &Findings,
) -> Rule {
    let group = groups::group_of(fields, groups, findings);
    // Without any of the three keys one was said to be missing already.
    if fields.has("points") || !(fields.has("when") || fields.has("weight")) {
        let points = fields.optional("points");
        let points = points.and_then(|node| points::points(node, conditions, findings));
        let when = points.as_ref().map(Points::when);
        let when = when.unwrap_or(Condition::All(Vec::new()));
        return Rule { points, group, ..words(id, RuleKind::Points, when, fields) };
    }
    let bounds = -MOST_WEIGHT..=MOST_WEIGHT;
    let whole = |node| fields::whole_number(node, "`weight`", bounds, findings);
    let weight = fields.required("weight").and_then(whole).unwrap_or_default();
    Rule { group, ..rule(id, RuleKind::Signal(weight), fields, conditions) }
}

fn rule(
    id: Option<Id>,
    kind: RuleKind,
    fields: &Fields<'_, '_>,
    conditions: &Conditions<'_>,
) -> Rule {
    let when = fields.required("when").and_then(|node| conditions.read(node));
    words(id, kind, when.unwrap_or(Condition::All(Vec::new())), fields)
}

/// A rule with its words.
fn words(id: Option<Id>, kind: RuleKind, when: Condition, fields: &Fields<'_, '_>) -> Rule {
    Rule {
        id: id.map(|id| id.text).unwrap_or_default(),
        kind,
        when,
        points: None,
        group: None,
        because: fields.text("because"),
        until: (kind == RuleKind::Hold).then(|| fields.text("until")),
        say: fields.optional_text("say"),
        instead: fields.optional_text("instead"),
        sources: fields.optional_texts("sources"),
    }
}
