//! From YAML to what the buyer decided, and how content they are with it later.

use super::fact_reading::{date, line};
use super::history::{self, Was};
use super::look_back::{LookBack, StatementAnswers};
use super::outcome::{DealOutcome, Decided};
use crate::format::deal::{LOOK_BACK, OUTCOME};
use crate::format::limits::{AGREE, DISAGREE, STATEMENTS};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::fields::{self, quoted_list};
use crate::text::yaml::{Entry, Node};

/// What the buyer decided.
pub(super) fn read_outcome(node: &Node, findings: &Findings) -> Option<DealOutcome> {
    let fields = OUTCOME.read(node, findings)?;
    let date = fields.required("date").and_then(|node| date(node, "`date`", findings));
    let decided = fields.required("decided").and_then(|node| read_decided(node, findings));
    let because = fields.optional_text("because");
    Some(DealOutcome { date: date?, decided: decided?, because })
}

/// What the buyer said of it later; nobody looks back on what is still to be decided. `outcome` is
/// where that stands.
pub(super) fn read_look_back(
    node: &Node,
    (outcome, place): (Option<&DealOutcome>, Option<&Entry>),
    findings: &Findings,
) -> Vec<LookBack> {
    let items = fields::list(node, "`look_back`", findings).unwrap_or_default();
    let read = items.iter().filter_map(|item| {
        let look_back = read_item(item, findings)?;
        if let (Some(outcome), Some(place)) = (outcome, place)
            && look_back.date < outcome.date
        {
            let message = format!(
                "they can't look back on {} on what they decided on {}",
                look_back.date, outcome.date
            );
            let span = item.get("date").map_or(&item.span, |entry| &entry.value.span);
            let finding = Finding::error(span.clone(), message);
            findings.add(finding.related(place.key_span.clone(), "the decision stands here"));
        }
        Some(look_back)
    });
    read.collect()
}

/// What they had decided, or said of it, before something else took its place: where it is that.
pub(super) fn read_earlier(key: &str, node: &Node) -> Option<Was> {
    let doubts = Findings::new();
    let was = match key {
        history::OUTCOME => Was::Outcome(read_outcome(node, &doubts)?),
        history::LOOK_BACK => Was::LookBack(read_item(node, &doubts)?),
        _ => return None,
    };
    (doubts.count() == 0).then_some(was)
}

fn read_decided(node: &Node, findings: &Findings) -> Option<Decided> {
    let text = &fields::scalar(node, "`decided`", findings)?.text;
    let decided = Decided::named(text);
    if decided.is_none() {
        let names = Decided::ALL.map(Decided::name);
        let message = format!("`decided` is {}, not {}", quoted_list(&names, "or"), quoted(text));
        let finding = Finding::error(node.span.clone(), message);
        findings.add(finding.did_you_mean(nearest(text, names)));
    }
    decided
}

fn read_item(node: &Node, findings: &Findings) -> Option<LookBack> {
    let fields = LOOK_BACK.read(node, findings)?;
    let date = fields.required("date").and_then(|node| date(node, "`date`", findings));
    let by = fields.optional("by").map(|node| line(node, "`by`", findings));
    let answers = fields.required("answers").and_then(|node| read_answers(node, findings));
    let words = fields.optional_text("words");
    Some(LookBack { date: date?, by: by.flatten(), answers: answers?, words })
}

/// All five, or none.
fn read_answers(node: &Node, findings: &Findings) -> Option<StatementAnswers> {
    let items = fields::list(node, "`answers`", findings)?;
    if items.len() != STATEMENTS {
        let answers = if items.len() == 1 { "answer" } else { "answers" };
        let message = format!("`answers` holds {} {answers}, not {STATEMENTS}", items.len());
        let help = format!(
            "one to each statement, in their order, from {DISAGREE} (disagree) to {AGREE} (agree)"
        );
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return None;
    }
    let answer = |item| fields::whole_number(item, "an answer", DISAGREE..=AGREE, findings);
    let read: Vec<Option<i64>> = items.iter().map(answer).collect();
    StatementAnswers::of(&read.into_iter().collect::<Option<Vec<i64>>>()?)
}
