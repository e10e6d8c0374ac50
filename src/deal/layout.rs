//! Values, and how they are laid out as YAML or JSON: quotes only where they are needed.

use crate::text::characters::is_hidden;
use crate::text::yaml::numbers::decimal;
use crate::text::yaml::writing::{json_text, may_stand_in_brackets, needs_no_quotes, scalar};
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

/// A text as a scalar on one line, in quotes where YAML needs them.
pub fn text_on_a_line(text: &str) -> String {
    scalar(text, false)
}

/// A value as it is written, on one line.
pub(super) fn of_node(node: &Node) -> Form {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = scalar.text.to_string();
            let is_on_a_line =
                may_stand_in_brackets(&text) && !text.contains(|one| is_hidden(one) || one == '#');
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

    /// Whether it fits a line behind a key of so many characters.
    pub(super) fn is_of_one_line(&self, key: usize) -> bool {
        !self.has_line_breaks() && key + self.flow().chars().count() <= LONGEST_ITEM
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

fn literal_lines(indent: &str, text: &str) -> Vec<String> {
    let indented = |line: &str| match line.is_empty() {
        true => String::new(),
        false => format!("{indent}{line}"),
    };
    text.split('\n').map(indented).collect()
}
