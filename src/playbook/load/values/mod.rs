//! `values`: numbers that are worked out from answers.

mod expressions;
mod tokens;

use crate::format::limits::{MOST_OPERANDS, MOST_VALUES};
use crate::format::playbook::VALUE;
use crate::playbook::{Expression, Value};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings};
use crate::text::yaml::Node;
use crate::text::yaml::fields;

use super::ids;
use super::limits;
use super::outline::Outline;
use super::outlined::OutlinedValue;

/// Reads the list into the outline that has the questions already, each value after those that it
/// may name.
pub(super) fn read(node: Option<&Node>, outline: &mut Outline<'_>, findings: &Findings) {
    let Some(node) = node else { return };
    let items = fields::list(node, "`values`", findings).unwrap_or_default();
    let items = limits::at_most(MOST_VALUES, items, || {
        findings.add(limits::too_many(node, MOST_VALUES, "values"));
    });
    let later: Vec<&str> =
        items.iter().filter_map(|item| item.get("id")?.value.as_text()).collect();
    for item in items {
        let Some(fields) = VALUE.read(item, findings) else { continue };
        let id = fields.required("id").and_then(|node| ids::value_id(node, findings));
        if let Some(id) = &id {
            refuse_clash(id, outline, findings);
        }
        let is = fields.required("is");
        let is = is.and_then(|node| expressions::read(node, outline, &later, findings));
        let value = Value {
            id: id.as_ref().map(|id| id.text.clone()).unwrap_or_default(),
            title: fields.line("title"),
            unit: fields.optional_line("unit"),
            is: is.clone().unwrap_or(Expression::Number(rust_decimal::Decimal::ZERO)),
        };
        if let Some(is) = &is
            && operands(is, outline) > MOST_OPERANDS
        {
            findings.add(too_long(fields.required("is").unwrap_or(item)));
        }
        let span = id.map_or(item.span.clone(), |id| id.span);
        outline.values.push(OutlinedValue { value, span });
    }
}

/// Questions and values are named in the same places.
fn refuse_clash(id: &ids::Id, outline: &Outline<'_>, findings: &Findings) {
    let question = outline.find(&id.text).and_then(|index| outline.questions.get(index.0));
    let question = question.map(|first| (first.span.clone(), "a question"));
    let value = outline.find_value(&id.text).and_then(|index| outline.values.get(index.0));
    let value = value.map(|first| (first.span.clone(), "a value"));
    if let Some((first, what)) = question.or(value) {
        let message = format!("{what} has the id {} already", quoted(&id.text));
        let finding = Finding::error(id.span.clone(), message).related(first, "given here");
        findings.add(finding.help("conditions name questions and values alike: choose another id"));
    }
}

/// How many questions and numbers an expression has with those of earlier values put in.
fn operands(expression: &Expression, outline: &Outline<'_>) -> usize {
    match expression {
        Expression::Value(value) => {
            let earlier = outline.values.get(value.0);
            earlier.map_or(1, |earlier| operands(&earlier.value.is, outline))
        }
        Expression::Number(_) | Expression::Question(_) => 1,
        other => other.parts().into_iter().map(|part| operands(part, outline)).sum(),
    }
}

fn too_long(node: &Node) -> Finding {
    let message = format!(
        "with what earlier values are put in, this has more than {MOST_OPERANDS} questions and numbers"
    );
    Finding::error(node.span.clone(), message)
}
