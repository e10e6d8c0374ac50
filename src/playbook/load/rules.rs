//! `fit`: disqualifiers, must-haves, holds, signals, the threshold and what is said below it.

use crate::format::Map;
use crate::format::limits::{MOST_RULES, MOST_THRESHOLD, MOST_WEIGHT};
use crate::format::playbook::{BELOW_THRESHOLD, DISQUALIFIER, FIT, HOLD, MUST_HAVE, SIGNAL};
use crate::playbook::{BelowThreshold, Condition, Rule, RuleKind};
use crate::text::source::Findings;
use crate::text::yaml::Node;
use crate::text::yaml::fields::{self, Fields};

use super::conditions::Conditions;
use super::ids::{self, Id, Taken};
use super::limits;

/// What makes a fit.
#[derive(Debug, Default)]
pub(super) struct Fit {
    pub(super) rules: Vec<Rule>,
    pub(super) threshold: i64,
    pub(super) below_threshold: Option<BelowThreshold>,
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
            let kind = kind(key, &fields, findings);
            let id = fields.required("id").and_then(|node| ids::id(node, map.called, findings));
            if let Some(id) = &id {
                taken.take(id, findings);
            }
            rules.push(rule(id, kind, &fields, conditions));
        }
    }
    let whole = |node| {
        fields::whole_number(node, "`threshold`", -MOST_THRESHOLD..=MOST_THRESHOLD, findings)
    };
    let threshold = fields.optional("threshold").and_then(whole).unwrap_or_default();
    let words = fields.optional("below_threshold");
    let below_threshold = words.and_then(|node| below_threshold(node, findings));
    Some(Fit { rules, threshold, below_threshold })
}

fn kind(list: &str, fields: &Fields<'_, '_>, findings: &Findings) -> RuleKind {
    match list {
        "disqualifiers" => RuleKind::Disqualifier,
        "must_haves" => RuleKind::MustHave,
        "holds" => RuleKind::Hold,
        _ => {
            let bounds = -MOST_WEIGHT..=MOST_WEIGHT;
            let whole = |node| fields::whole_number(node, "`weight`", bounds, findings);
            RuleKind::Signal(fields.required("weight").and_then(whole).unwrap_or_default())
        }
    }
}

fn rule(
    id: Option<Id>,
    kind: RuleKind,
    fields: &Fields<'_, '_>,
    conditions: &Conditions<'_>,
) -> Rule {
    let when = fields.required("when").and_then(|node| conditions.read(node));
    Rule {
        id: id.map(|id| id.text).unwrap_or_default(),
        kind,
        when: when.unwrap_or(Condition::All(Vec::new())),
        because: fields.text("because"),
        until: (kind == RuleKind::Hold).then(|| fields.text("until")),
        say: fields.optional_text("say"),
        instead: fields.optional_text("instead"),
        sources: fields.optional_texts("sources"),
    }
}

fn below_threshold(node: &Node, findings: &Findings) -> Option<BelowThreshold> {
    let fields = BELOW_THRESHOLD.read(node, findings)?;
    Some(BelowThreshold {
        because: fields.text("because"),
        say: fields.optional_text("say"),
        instead: fields.optional_text("instead"),
    })
}
