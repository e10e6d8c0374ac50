//! Every key that a file of a format may have, and the file with and without it.

use coach::format::{Key, Map, QuestionType, Shape, deal};
use serde_json::Value;

use super::examples::{Which, Within, map, under};

/// A key in a place of a file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) map: &'static Map,
    pub(super) key: &'static Key,
    /// The way to the map, as JSON Pointer has it.
    pub(super) pointer: String,
    /// The type of the question that it is a key of.
    pub(super) question: Option<QuestionType>,
}

/// A file in which every map of a format stands, with no more than it needs.
pub(super) fn smallest(root: &Map) -> Value {
    smallest_with(root, 0)
}

/// The same, once with each of the sets of keys that exclude each other: every map of the format
/// stands in one of them.
pub(super) fn each_smallest(root: &Map) -> [Value; 2] {
    [0, 1].map(|alternative| smallest_with(root, alternative))
}

fn smallest_with(root: &Map, alternative: usize) -> Value {
    let path = root.name.to_lowercase();
    map(root, Which::One, Within { path: &path, question: None, alternative })
}

/// Every key of every map of a file.
pub(super) fn all(root: &'static Map, file: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    walk(root, file, String::new(), &mut found);
    found
}

fn walk(map: &'static Map, value: &Value, pointer: String, found: &mut Vec<Place>) {
    let question = value["type"].as_str().and_then(QuestionType::named);
    for key in map.keys {
        found.push(Place { map, key, pointer: pointer.clone(), question });
        if let Some(value) = value.get(key.name) {
            below(key.shape, value, format!("{pointer}/{}", key.name), found);
        }
    }
}

fn below(shape: Shape, value: &Value, pointer: String, found: &mut Vec<Place>) {
    match shape {
        Shape::Map(map) => walk(map, value, pointer, found),
        Shape::Facts => {
            for (id, fact) in value.as_object().unwrap() {
                walk(&deal::FACT, fact, format!("{pointer}/{id}"), found);
            }
        }
        Shape::List(item) => {
            for (place, value) in value.as_array().unwrap().iter().enumerate() {
                below(*item, value, format!("{pointer}/{place}"), found);
            }
        }
        _ => {}
    }
}

impl Place {
    /// The map in a file.
    fn map_in<'f>(&self, file: &'f mut Value) -> &'f mut serde_json::Map<String, Value> {
        file.pointer_mut(&self.pointer).unwrap().as_object_mut().unwrap()
    }

    /// The file with something under the key, and without what excludes it.
    pub(super) fn with(&self, file: &Value, value: Value) -> Value {
        let mut file = self.with_key(file, self.key.name, value);
        let Some((own, others)) = self.map.excluded_by(self.key.name) else { return file };
        let map = self.map_in(&mut file);
        map.retain(|key, _| !others.contains(&key.as_str()));
        if self.map.alternatives.is_one_needed {
            for key in own.iter().filter_map(|key| self.map.key(key)) {
                let beside = Self { key, ..self.clone() };
                map.entry(key.name).or_insert_with(|| beside.example(Which::One));
            }
        }
        file
    }

    /// Whether it has to be there for those beside it, of which there is no need in every file.
    pub(super) fn is_needed_in(&self, file: &Value) -> bool {
        let map = file.pointer(&self.pointer).unwrap();
        let is_in = |set: &&[&str]| set.contains(&self.key.name);
        let stands = |set: &&&[&str]| set.iter().any(|key| map.get(*key).is_some());
        let own = self.map.alternatives.sets.iter().find(|set| is_in(set)).filter(stands);
        self.map.alternatives.is_one_needed && own.is_some()
    }

    /// Whether it is of an item that is the last of its list.
    pub(super) fn is_of_the_last(&self, file: &Value) -> bool {
        let (list, place) = self.pointer.rsplit_once('/').unwrap_or_default();
        let items = file.pointer(list).and_then(Value::as_array);
        items.is_some_and(|items| place == (items.len() - 1).to_string())
    }

    /// The file with the key misspelt.
    pub(super) fn misspelt(&self, file: &Value) -> Value {
        self.with_key(&self.without(file), &format!("{}x", self.key.name), self.example(Which::One))
    }

    fn with_key(&self, file: &Value, key: &str, value: Value) -> Value {
        let mut file = file.clone();
        self.map_in(&mut file).insert(key.to_owned(), value);
        file
    }

    /// The file without the key.
    pub(super) fn without(&self, file: &Value) -> Value {
        let mut file = file.clone();
        self.map_in(&mut file).remove(self.key.name);
        file
    }

    /// What may stand under the key.
    pub(super) fn example(&self, which: Which) -> Value {
        let path = format!("{}{}.{}", self.map.name, self.pointer, self.key.name);
        let path = path.to_lowercase().replace('/', ".");
        under(self.key, which, Within { path: &path, question: self.question, alternative: 0 })
    }

    /// Every word that may stand under the key, where only some may.
    pub(super) fn words(&self) -> Vec<Value> {
        match self.key.shape {
            Shape::Word(words) => words.words.iter().map(|(word, _)| Value::from(*word)).collect(),
            _ => Vec::new(),
        }
    }

    /// What messages call the map.
    pub(super) fn called(&self) -> &'static str {
        self.map.called
    }
}
