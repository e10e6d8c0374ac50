//! What changes between two versions of a playbook as JSON, format 1: what scripts rely on.
//! Fields may be added, never changed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::{Value, json};

use super::{
    AnswerValue, Change, ComparedDeal, DealStory, DifferenceReport, How, Judged, OneSidedStory,
    TextChange, TurnStory, words,
};
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes what changes as one object.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &DifferenceReport, out: &mut dyn Write) -> io::Result<()> {
    safe_json::write(&DifferenceObject::of(report), PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct DifferenceObject {
    format: u32,
    old: Value,
    new: Value,
    relation: &'static str,
    /// Whether someone's verdict may be another one.
    changes_verdicts: bool,
    stricter: Value,
    looser: Value,
    one_sided: Vec<Value>,
    changes: Vec<Value>,
    texts: Vec<Value>,
    deals: Vec<Value>,
    other_deals: usize,
}

impl DifferenceObject {
    fn of(report: &DifferenceReport) -> Self {
        let playbook =
            |side: usize| json!({ "playbook": report.names[side], "id": report.ids[side] });
        Self {
            format: FORMAT,
            old: playbook(0),
            new: playbook(1),
            relation: words::relation(report.relation),
            changes_verdicts: report.changes_verdicts(),
            stricter: turn(&report.stricter),
            looser: turn(&report.looser),
            one_sided: report.one_sided.iter().map(one_sided).collect(),
            changes: report.changes.changes.iter().map(change).collect(),
            texts: report.changes.texts.iter().map(text).collect(),
            deals: report.deals.iter().map(deal).collect(),
            other_deals: report.other_deals,
        }
    }
}

/// `proven` is false where it could not be settled; `witness` is null where nobody's verdict turns.
fn turn(turn: &TurnStory) -> Value {
    let TurnStory::Some(witness) = turn else {
        return json!({ "proven": *turn == TurnStory::None, "witness": null });
    };
    let answers = witness.answers.iter().map(|one| {
        json!({
            "question": one.question, "answer": one.answer, "value": value(&one.value),
            "deciding": one.is_deciding,
            "only": one.only.map(super::Side::name),
        })
    });
    json!({
        "proven": true,
        "witness": {
            "answers": answers.collect::<Vec<_>>(),
            "smallest": witness.is_smallest,
            "old": judged(&witness.old),
            "new": judged(&witness.new),
        },
    })
}

/// An option's id, a list of them, or a number.
fn value(value: &AnswerValue) -> Value {
    match value {
        AnswerValue::Option(id) => json!(id),
        AnswerValue::Options(ids) => json!(ids),
        // Fifteen digits at most, which JSON's numbers hold.
        AnswerValue::Number(number) => number.normalize().to_string().parse().unwrap_or_default(),
    }
}

fn judged(judged: &Judged) -> Value {
    let rules = judged.rules.iter().map(|(id, because)| json!({ "rule": id, "text": because }));
    json!({
        "verdict": judged.verdict.name(), "settled": judged.is_settled,
        "score": {
            "at_least": judged.score.0, "at_most": judged.score.1, "threshold": judged.threshold,
        },
        "because": rules.collect::<Vec<_>>(),
    })
}

fn one_sided(one: &OneSidedStory) -> Value {
    json!({
        "only": one.side.name(), "question": one.question, "answer": one.answer,
        "verdict": one.verdict.name(), "matters": one.matters,
    })
}

fn change(change: &Change) -> Value {
    let (how, key) = match change.how {
        How::Added => ("added", None),
        How::Gone => ("gone", None),
        How::Retired => ("retired", None),
        How::Renamed => ("renamed", None),
        How::Moved => ("moved", None),
        How::Changed(key) => ("changed", Some(key)),
    };
    json!({
        "about": change.about.name(), "id": change.id, "change": how, "key": key,
        "before": change.before, "after": change.after, "text": change.words,
    })
}

fn text(text: &TextChange) -> Value {
    json!({
        "about": text.about.name(), "id": text.id, "key": text.key,
        "before": text.before, "after": text.after,
    })
}

fn deal(deal: &DealStory) -> Value {
    match &deal.compared {
        Err(error) => json!({ "file": deal.path, "error": error }),
        Ok(compared) => with_misfits(deal, compared),
    }
}

fn with_misfits(deal: &DealStory, compared: &ComparedDeal) -> Value {
    let words = compared.misfits.iter().map(|misfit| &misfit.words);
    let ids = compared.misfits.iter().map(|misfit| {
        json!({
            "fault": misfit.fault, "question": misfit.question, "option": misfit.option,
            "now": misfit.now,
        })
    });
    json!({
            "file": deal.path, "deal": compared.name, "flips": compared.flips(),
            "old": judged(&compared.old), "new": judged(&compared.new),
            "written_for": compared.written_for.name(), "misfits": words.collect::<Vec<_>>(),
            "misfit_ids": ids.collect::<Vec<_>>(),
    })
}
