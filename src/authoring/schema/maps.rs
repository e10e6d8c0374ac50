//! Maps, their keys and what stands under them, as a schema says it.

use serde_json::{Map as Object, Value, json};

use super::{questions, scalars};
use crate::authoring::lint;
use crate::checklist;
use crate::format::{Alternatives, Key, Map, Named, Need, Shape, Words, playbook};

/// What a schema defines once and refers to.
#[derive(Debug)]
pub(super) struct Definitions {
    made: Object<String, Value>,
    /// What a shape is that is more than its parts: a condition, facts.
    beyond_parts: fn(&mut Self, Shape) -> Value,
}

impl Definitions {
    pub(super) fn new(beyond_parts: fn(&mut Self, Shape) -> Value) -> Self {
        Self { made: Object::new(), beyond_parts }
    }

    pub(super) fn into_value(self) -> Value {
        Value::Object(self.made)
    }

    /// A reference to a definition, which is made where there is none yet.
    pub(super) fn refer(&mut self, name: &str, define: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.made.contains_key(name) {
            // It may refer to itself while it is made.
            self.made.insert(name.to_owned(), Value::Null);
            let definition = define(self);
            self.made.insert(name.to_owned(), definition);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// A map with known keys.
    pub(super) fn map(&mut self, map: &'static Map) -> Value {
        let properties = map.keys.iter().map(|key| (key.name.to_owned(), self.key(key)));
        let properties = Object::from_iter(properties);
        let is_required = |key: &&Key| key.need == Need::Required && key.types.is_empty();
        let required = map.keys.iter().filter(is_required).map(|key| key.name);
        let required: Vec<&str> = required.collect();
        let mut schema = json!({
            "description": map.about,
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        exclude(map, &mut schema);
        if std::ptr::eq(map, &raw const playbook::QUESTION) {
            questions::complete(&mut schema);
        }
        schema
    }

    fn key(&mut self, key: &Key) -> Value {
        let mut schema = self.shape(key.shape);
        let bounds = match key.shape {
            Shape::Entries(..) => ["minProperties", "maxProperties"],
            _ => ["minItems", "maxItems"],
        };
        let list = match key.shape {
            Shape::OneOrList(_) => schema.pointer_mut("/anyOf/1"),
            _ => Some(&mut schema),
        };
        if let Some(list) = list {
            let counts = [Some(key.least).filter(|least| *least > 0), key.most];
            for (bound, count) in bounds.into_iter().zip(counts) {
                count.into_iter().for_each(|count| list[bound] = json!(count));
            }
        }
        if key.need == Need::MayBeEmpty {
            schema = json!({ "anyOf": [schema, { "const": null }] });
        }
        schema["description"] = json!(key.about);
        schema
    }

    /// What stands under a key, or in a list.
    pub(super) fn shape(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Map(map) => self.refer(map.name, |all| all.map(map)),
            Shape::List(item) => json!({ "type": "array", "items": self.shape(*item) }),
            Shape::OneOrList(item) => {
                json!({ "anyOf": [self.shape(*item), self.shape(Shape::List(item))] })
            }
            Shape::Entries(key, value) => self.entries(*key, *value),
            Shape::Word(words) => self.refer(words.name, |_| one_of(words)),
            Shape::CheckRule { can_be_waived } => rules(can_be_waived),
            Shape::Condition | Shape::Facts | Shape::Answer | Shape::Was => {
                (self.beyond_parts)(self, shape)
            }
            scalar => match scalars::named(scalar) {
                Some((name, definition)) => self.refer(name, |_| definition),
                None => scalars::unnamed(scalar),
            },
        }
    }

    fn entries(&mut self, key: Shape, value: Shape) -> Value {
        let mut schema = json!({ "type": "object", "additionalProperties": self.shape(value) });
        if matches!(key, Shape::Scored) {
            schema["minProperties"] = json!(1);
        }
        // Names of options are those of a question: no schema of all playbooks knows them.
        if !matches!(key, Shape::Line | Shape::Cell | Shape::Name(Named::Option)) {
            schema["propertyNames"] = self.shape(key);
        }
        schema
    }
}

/// Keys that exclude each other, and that one set of them is needed.
fn exclude(map: &Map, schema: &mut Value) {
    let Alternatives { sets, is_one_needed } = map.alternatives;
    for (place, set) in sets.iter().enumerate() {
        let later = sets.iter().skip(place + 1).copied().flatten();
        let refused: Object<String, Value> =
            later.map(|key| ((*key).to_owned(), Value::Bool(false))).collect();
        for key in set.iter().filter(|_| !refused.is_empty()) {
            schema["dependentSchemas"][key] = json!({ "properties": refused });
        }
    }
    if is_one_needed {
        let sets = sets.iter().map(|set| json!({ "required": set }));
        schema["anyOf"] = sets.collect();
    }
}

fn one_of(words: &Words) -> Value {
    let words_with_meaning = words.words.iter();
    let words_with_meaning = words_with_meaning
        .map(|(word, about)| json!({ "type": "string", "const": word, "description": about }));
    json!({ "description": words.about, "oneOf": words_with_meaning.collect::<Vec<_>>() })
}

/// The rules of checks: those of the checklist that can be waived, or all.
fn rules(may_only_be_waived: bool) -> Value {
    let waivable = checklist::RULES.iter().filter(|rule| rule.can_be_waived);
    let all = checklist::RULES.iter().chain(&lint::RULES);
    let rules: Vec<&str> = match may_only_be_waived {
        true => waivable.map(|rule| rule.id).collect(),
        false => all.map(|rule| rule.id).collect(),
    };
    json!({ "enum": rules })
}
