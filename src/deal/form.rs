//! A deal's values as a person would write them in YAML: short forms where they suffice, quotes
//! only where YAML needs them.

use std::ops::Bound;

use super::answers::{UNKNOWN, ids, is_whole_set, number_kind, what_it_takes};
use super::history::{Replaced, Was};
use super::number_text::{self, without_limits};
use super::{Answer, Fact, Facts, Interval, KnownFrom, Numbers, Waiver};
use crate::playbook::{Kind, NumberKind, Playbook, Question};
use crate::text::characters::is_hidden;
use crate::text::yaml::numbers::{decimal, written};
use crate::text::yaml::writing::{needs_no_quotes, scalar};
use crate::text::yaml::{Node, Value};

/// A list item that is longer than this is written over several lines.
const LONGEST_ITEM: usize = 90;

/// A value, and how it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Written as it is: an id, a number, a date.
    Plain(String),
    /// The same, with a comment behind it where there is room for one.
    Noted(String, String),
    /// Words.
    Text(String),
    /// `[a, b]`
    Row(Vec<Form>),
    /// `{ a: b, c: d }`
    Inline(Vec<(String, Form)>),
    /// A map with an entry a line.
    Map(Vec<(String, Form)>),
    /// A list with an item a line.
    List(Vec<Form>),
}

/// The facts about a question.
pub(super) fn of_facts(question: &Question, facts: &[Fact]) -> Form {
    match facts {
        [fact] if is_bare(fact) => of_answer(question, &fact.answer),
        [fact] => Form::Map(fact_entries(question, fact)),
        several => {
            let items = several.iter().map(|fact| Form::Inline(fact_entries(question, fact)));
            Form::List(items.collect())
        }
    }
}

/// The facts as lines of a map with this indent, in playbook order; none where nothing is known.
pub fn lines_of_facts(indent: &str, playbook: &Playbook, facts: &Facts) -> Vec<String> {
    let known = playbook.question_indexes().filter(|index| !facts.about(*index).is_empty());
    let lines = known.flat_map(|index| {
        let question = playbook.question(index);
        entry_lines(indent, &question.id, &of_facts(question, facts.about(index)))
    });
    lines.collect()
}

/// A text as a scalar on one line, in quotes where YAML needs them.
pub fn text_on_a_line(text: &str) -> String {
    scalar(text, false)
}

/// A question that is still to be answered: `unknown`, and what it takes.
pub(super) fn stub(question: &Question) -> Form {
    Form::Noted(UNKNOWN.to_owned(), what_to_write(question))
}

/// What a later statement took the place of.
pub(super) fn of_replaced(playbook: &Playbook, replaced: &Replaced) -> Form {
    let index = playbook.find_question(&replaced.question);
    let question = index.map(|index| playbook.question(index));
    let was = match (&replaced.was, question) {
        (Was::Facts(facts), Some(question)) => match facts.as_slice() {
            [fact] if is_bare(fact) => of_answer(question, &fact.answer),
            [fact] => Form::Inline(fact_entries(question, fact)),
            several => {
                let items = several.iter().map(|fact| Form::Inline(fact_entries(question, fact)));
                Form::Row(items.collect())
            }
        },
        (Was::Written(written), _) => written.0.clone(),
        (Was::Facts(_), None) => Form::Row(Vec::new()),
    };
    Form::Inline(vec![
        ("date".to_owned(), Form::Plain(replaced.date.to_string())),
        ("question".to_owned(), Form::Text(replaced.question.clone())),
        ("was".to_owned(), was),
    ])
}

/// A value as it is written, on one line.
pub(super) fn of_node(node: &Node) -> Form {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = scalar.text.to_string();
            let is_on_a_line = !text.contains(|one| is_hidden(one) || "[]{},:#".contains(one));
            match scalar.plain && is_on_a_line || needs_no_quotes(&text, true) {
                true => Form::Plain(text),
                false => Form::Text(text),
            }
        }
        Value::Sequence(items) => Form::Row(items.iter().map(of_node).collect()),
        Value::Mapping(entries) => {
            let entry =
                |entry: &crate::text::yaml::Entry| (entry.key.to_string(), of_node(&entry.value));
            Form::Inline(entries.iter().map(entry).collect())
        }
    }
}

/// The waivers of a deal.
pub(super) fn of_waivers(waivers: &[Waiver]) -> Form {
    Form::List(waivers.iter().map(|waiver| Form::Inline(waiver_entries(waiver))).collect())
}

/// The lines of `key: value`; the first without its line break, all with their indent.
pub(super) fn entry_lines(indent: &str, key: &str, form: &Form) -> Vec<String> {
    let Layout { beside, below } = form.layout(indent);
    let beside = if beside.is_empty() { beside } else { format!(" {beside}") };
    let mut lines = vec![format!("{indent}{}:{beside}", key_text(key))];
    lines.extend(below);
    lines
}

/// A key, in quotes where a reader could take it for something else than a word.
pub(super) fn key_text(key: &str) -> String {
    scalar(key, true)
}

/// A text as JSON.
pub(super) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value under a key: what stands beside the key, and the lines below it.
pub(super) struct Layout {
    pub(super) beside: String,
    pub(super) below: Vec<String>,
}

impl Form {
    /// The value under a key of this indent.
    pub(super) fn layout(&self, indent: &str) -> Layout {
        let deeper = format!("{indent}  ");
        match self {
            Self::Text(text) if text.contains('\n') => {
                Layout { beside: "|".to_owned(), below: literal_lines(&deeper, text) }
            }
            Self::Plain(text) => Layout { beside: text.clone(), below: Vec::new() },
            Self::Noted(text, comment) => {
                Layout { beside: format!("{text}   # {comment}"), below: Vec::new() }
            }
            Self::Text(text) => Layout { beside: scalar(text, false), below: Vec::new() },
            Self::Row(_) | Self::Inline(_) => Layout { beside: self.flow(), below: Vec::new() },
            Self::Map(entries) => {
                let lines = entries.iter().flat_map(|(key, form)| entry_lines(&deeper, key, form));
                Layout { beside: String::new(), below: lines.collect() }
            }
            Self::List(items) => {
                let lines = items.iter().flat_map(|item| item_lines(&deeper, item));
                Layout { beside: String::new(), below: lines.collect() }
            }
        }
    }

    /// The value within `{}` or `[]`, on one line.
    pub(super) fn flow(&self) -> String {
        match self {
            Self::Plain(text) | Self::Noted(text, _) => text.clone(),
            Self::Text(text) => scalar(text, true),
            Self::Row(items) | Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Inline(entries) | Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Inline(entries) | Self::Map(entries) => {
                let entries =
                    entries.iter().map(|(key, form)| format!("{}: {}", key_text(key), form.flow()));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The value as JSON, on one line.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Plain(text) | Self::Noted(text, _) => match text.as_str() {
                "yes" => "true".to_owned(),
                "no" => "false".to_owned(),
                "true" | "false" | "null" => text.clone(),
                number if decimal(number).is_ok() => text.clone(),
                word => json_text(word),
            },
            Self::Text(text) => json_text(text),
            Self::Row(items) | Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Inline(entries) | Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Inline(entries) | Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, form)| format!("{}: {}", json_text(key), form.json()));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn has_line_breaks(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Noted(..) => false,
            Self::Text(text) => text.contains('\n'),
            Self::Row(items) | Self::List(items) => items.iter().any(Self::has_line_breaks),
            Self::Inline(entries) | Self::Map(entries) => {
                entries.iter().any(|(_, form)| form.has_line_breaks())
            }
        }
    }
}

/// An item of a list: on one line, unless that is a long one.
pub(super) fn item_lines(indent: &str, item: &Form) -> Vec<String> {
    let on_one_line = format!("{indent}- {}", item.flow());
    let entries = match item {
        Form::Inline(entries) | Form::Map(entries) => entries,
        _ => return vec![on_one_line],
    };
    if on_one_line.chars().count() <= LONGEST_ITEM && !item.has_line_breaks() {
        return vec![on_one_line];
    }
    let deeper = format!("{indent}  ");
    let mut lines: Vec<String> =
        entries.iter().flat_map(|(key, form)| entry_lines(&deeper, key, form)).collect();
    if let Some(first) = lines.first_mut() {
        *first = format!("{indent}- {}", first.trim_start());
    }
    lines
}

/// What stands in place of `unknown` once the answer is known, briefly.
fn what_to_write(question: &Question) -> String {
    let options: Vec<&str> =
        (0..question.option_count()).map(|option| question.option_id(option)).collect();
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => options.join(" | "),
        Kind::Choices { .. } => format!("[] or some of [{}]", options.join(", ")),
        Kind::Number(_) => what_it_takes(question),
        Kind::Text => "in their words".to_owned(),
    }
}

/// Whether the answer alone says it all.
fn is_bare(fact: &Fact) -> bool {
    *fact == Fact::new(fact.answer.clone(), KnownFrom::Prospect)
}

fn fact_entries(question: &Question, fact: &Fact) -> Vec<(String, Form)> {
    let source = (fact.source != KnownFrom::Prospect).then(|| fact.source.name());
    let parts = [
        ("answer", Some(of_answer(question, &fact.answer))),
        ("source", source.map(|source| Form::Plain(source.to_owned()))),
        ("by", fact.by.clone().map(Form::Text)),
        ("date", fact.date.map(|date| Form::Plain(date.to_string()))),
        ("note", fact.note.clone().map(Form::Text)),
    ];
    filled(parts)
}

fn waiver_entries(waiver: &Waiver) -> Vec<(String, Form)> {
    let parts = [
        ("rule", Some(Form::Text(waiver.rule.clone()))),
        ("question", waiver.question.clone().map(Form::Text)),
        ("because", Some(Form::Text(waiver.because.clone()))),
        ("by", waiver.by.clone().map(Form::Text)),
        ("until", waiver.until.map(|date| Form::Plain(date.to_string()))),
    ];
    filled(parts)
}

/// The entries that have a value.
fn filled<const PARTS: usize>(parts: [(&str, Option<Form>); PARTS]) -> Vec<(String, Form)> {
    parts.into_iter().filter_map(|(key, form)| Some((key.to_owned(), form?))).collect()
}

fn of_answer(question: &Question, answer: &Answer) -> Form {
    let row = |options| {
        let ids = ids(question, options).into_iter();
        Form::Row(ids.map(|id| Form::Plain(id.to_owned())).collect())
    };
    match answer {
        Answer::Unknown => Form::Plain(UNKNOWN.to_owned()),
        Answer::OneOf(options) => match ids(question, options).as_slice() {
            [one] => Form::Plain((*one).to_owned()),
            _ => row(options),
        },
        Answer::Choices { includes, excludes } if is_whole_set(question, includes, excludes) => {
            row(includes)
        }
        Answer::Choices { includes, excludes } => {
            let parts = [("includes", includes), ("excludes", excludes)].into_iter();
            let named = parts.filter(|(_, options)| !options.is_empty());
            Form::Inline(named.map(|(key, options)| (key.to_owned(), row(options))).collect())
        }
        Answer::Numbers(numbers) => of_numbers(&number_kind(question), numbers),
        Answer::Text(text) => Form::Text(text.clone()),
    }
}

fn of_numbers(kind: &NumberKind, numbers: &Numbers) -> Form {
    if let [interval] = numbers.intervals() {
        let interval = without_limits(kind, interval);
        if has_excluded_end(&interval) {
            return Form::Inline(operators(&interval));
        }
    }
    let text = number_text::write_plain(kind, numbers);
    let mut alternatives: Vec<Form> = text
        .split('|')
        .map(|text| match text.starts_with(['<', '>']) {
            true => Form::Text(text.to_owned()),
            false => Form::Plain(text.to_owned()),
        })
        .collect();
    match (alternatives.pop(), alternatives.is_empty()) {
        (Some(only), true) => only,
        (last, _) => Form::Row(alternatives.into_iter().chain(last).collect()),
    }
}

fn has_excluded_end(interval: &Interval) -> bool {
    matches!(interval.low, Bound::Excluded(_)) || matches!(interval.high, Bound::Excluded(_))
}

fn operators(interval: &Interval) -> Vec<(String, Form)> {
    let low = match interval.low {
        Bound::Included(low) => Some(("at_least", low)),
        Bound::Excluded(low) => Some(("more_than", low)),
        Bound::Unbounded => None,
    };
    let high = match interval.high {
        Bound::Included(high) => Some(("at_most", high)),
        Bound::Excluded(high) => Some(("less_than", high)),
        Bound::Unbounded => None,
    };
    let ends = low.into_iter().chain(high);
    ends.map(|(key, end)| (key.to_owned(), Form::Plain(written(end)))).collect()
}

fn literal_lines(indent: &str, text: &str) -> Vec<String> {
    let indented = |line: &str| match line.is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    };
    text.split('\n').map(indented).collect()
}
