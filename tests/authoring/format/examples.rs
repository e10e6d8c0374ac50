//! Examples of what may stand under a key, made from its shape alone, and files made of them.

use std::fmt::Write;

use coach::format::{
    Alternatives, Key, Map, Named, Need, QuestionType, Shape, playbook, question_types,
};
use serde_json::{Map as Object, Value, json};

/// One of two examples that differ in everything that may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    One,
    Other,
}

impl Which {
    fn of<T>(self, one: T, other: T) -> T {
        if self == Self::One { one } else { other }
    }
}

/// Where an example stands, so that it fits in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within<'a> {
    /// The keys on the way there, so that no two examples are the same words.
    pub(super) path: &'a str,
    /// The type of the question that it is of.
    pub(super) question: Option<QuestionType>,
    /// Which of the sets of keys that exclude each other a map has.
    pub(super) alternative: usize,
}

/// The id of the question of a type.
pub(super) fn question_id(question: QuestionType) -> String {
    format!("of_{}", question.name())
}

/// The smallest map that has everything that has to be there; the one also all that has maps in it,
/// so that every map there is stands in a file.
pub(super) fn map(map: &Map, which: Which, within: Within<'_>) -> Value {
    let belongs = |key: &&Key| {
        let is_for = within.question.is_none_or(|question| key.is_for(question));
        let has_maps = which == Which::One && has_maps(key.shape);
        let Alternatives { sets, is_one_needed } = map.alternatives;
        let is_in = |set: &&[&str]| set.contains(&key.name);
        let is_chosen = sets.get(within.alternative).is_some_and(is_in);
        let is_excluded = !is_chosen && sets.iter().any(is_in);
        let is_needed = key.need == Need::Required || (is_one_needed && is_chosen);
        is_for && !is_excluded && (is_needed || has_maps)
    };
    let entries = map.keys.iter().filter(belongs);
    let entries = entries.map(|key| {
        let path = format!("{}.{}", within.path, key.name);
        (key.name.to_owned(), under(key, which, Within { path: &path, ..within }))
    });
    Value::Object(entries.collect())
}

/// What may stand under a key: a list has as many items as it needs.
pub(super) fn under(key: &Key, which: Which, within: Within<'_>) -> Value {
    let mut value = value(key.shape, which, within);
    if let Some(items) = value.as_array_mut() {
        let last = items.last().cloned().unwrap_or_default();
        items.resize(items.len().max(key.least), last);
    }
    value
}

fn has_maps(shape: Shape) -> bool {
    match shape {
        Shape::Map(_) | Shape::Facts => true,
        Shape::List(item) | Shape::OneOrList(item) | Shape::Entries(_, item) => has_maps(*item),
        _ => false,
    }
}

/// What may stand under a key of this shape.
fn value(shape: Shape, which: Which, within: Within<'_>) -> Value {
    match shape {
        Shape::Version { .. } => json!(1),
        Shape::Text | Shape::Line | Shape::Cell => {
            json!(format!("Words of {} {which:?}", within.path))
        }
        Shape::YesNo => json!(which == Which::One),
        Shape::Number | Shape::Share | Shape::Whole(..) => json!(which.of(2, 3)),
        Shape::Time => json!(which.of("90d", "12w")),
        Shape::Language => json!(which.of("de", "pt-BR")),
        Shape::Passage => json!(which.of("calls/first.vtt#00:12:31", "notes.md#L12")),
        // Nobody looks back on a day before they decided.
        Shape::Date if within.path.contains("look_back") => {
            json!(which.of("2024-12-03", "2024-12-04"))
        }
        Shape::Date => json!(which.of("2024-11-03", "2024-11-04")),
        Shape::Id(named) => json!(id(named, which, within)),
        Shape::Name(named) => json!(name(named, which, within)),
        Shape::Word(words) if std::ptr::eq(words, &raw const question_types::TYPES) => {
            json!(within.question.unwrap_or(QuestionType::Text).name())
        }
        // The first word is what absence means, where it means one of them.
        Shape::Word(words) if words.words.len() == 2 => json!(words.words[which.of(1, 0)].0),
        Shape::Word(words) => json!(words.words[which.of(2, 1)].0),
        Shape::CheckRule { .. } => json!(which.of("missing-fact", "stale-fact")),
        Shape::Expression => json!(which.of("2 * 3", "2 + 3")),
        Shape::Condition => condition(which, within),
        Shape::Value | Shape::Answer | Shape::Was => json!(which.of("a", "b")),
        Shape::Facts => {
            let question = question_id(QuestionType::Choice);
            json!({ question: map(&coach::format::deal::FACT, which, within) })
        }
        Shape::Map(one) => map(one, which, within),
        Shape::List(Shape::Map(one)) if std::ptr::eq(*one, &raw const playbook::QUESTION) => {
            questions(which)
        }
        Shape::List(Shape::Map(one)) if std::ptr::eq(*one, &raw const playbook::BAND) => {
            bands(which)
        }
        Shape::List(item) => list(*item, which, within),
        Shape::OneOrList(item) => value(*item, which, within),
        Shape::Scored => json!(which.of("a", "b")),
        // Points are of one question.
        Shape::Entries(Shape::Name(Named::Question), item) => {
            json!({ question_id(QuestionType::Choice): value(*item, which, within) })
        }
        Shape::Entries(key, item) => {
            let [one, other] = [Which::One, Which::Other].map(|which| {
                let key = value(*key, which, within);
                key.as_str().expect("keys are texts").to_owned()
            });
            let path = format!("{}.{other}", within.path);
            let unlike = value(*item, Which::One, Within { path: &path, ..within });
            Value::Object(Object::from_iter([(one, value(*item, which, within)), (other, unlike)]))
        }
    }
}

/// Two items where the other list has one.
fn list(item: Shape, which: Which, within: Within<'_>) -> Value {
    let one = value(item, Which::One, within);
    match which {
        Which::One => json!([one]),
        Which::Other => json!([one, value(item, Which::Other, within)]),
    }
}

/// Two or three bands: the last has no `from`.
fn bands(which: Which) -> Value {
    let middle = json!({ "id": "middle", "from": 3, "verdict": "not-yet", "title": "Middle" });
    let upper = json!({ "id": "upper", "from": 5, "verdict": "fit", "title": "Upper" });
    let lower = json!({ "id": "lower", "verdict": "no-fit", "title": "Lower" });
    which.of(json!([upper, lower]), json!([upper, middle, lower]))
}

/// A question of every type.
fn questions(which: Which) -> Value {
    let question = |question| {
        let path = question_id(question);
        map(
            &playbook::QUESTION,
            Which::One,
            Within { path: &path, question: Some(question), alternative: 0 },
        )
    };
    let mut questions: Vec<Value> = QuestionType::ALL.map(question).to_vec();
    if which == Which::Other {
        questions.push(json!({ "id": "one_more", "ask": "And?", "type": "text" }));
    }
    Value::Array(questions)
}

fn id(named: Named, which: Which, within: Within<'_>) -> String {
    let number = which.of(1, 2);
    match (named, within.question) {
        (Named::Question, Some(question)) if which == Which::One => question_id(question),
        (Named::Question, _) => "another".to_owned(),
        (Named::Value, _) => format!("value_{number}"),
        (Named::Option, _) => which.of("a", "b").to_owned(),
        (Named::Playbook, _) => format!("example-{number}"),
        (Named::Stage, _) => format!("stage_{number}"),
        (Named::Group, _) => format!("group_{number}"),
        (Named::Band, _) => format!("band_{number}"),
        (Named::Retired, _) => which.of("once_asked", "of_choice.once_taken").to_owned(),
        (Named::Rule, _) => format!("{}_{number}", within.path.replace('.', "_")),
    }
}

fn name(named: Named, which: Which, within: Within<'_>) -> String {
    let [yes_no, choice] = [QuestionType::YesNo, QuestionType::Choice].map(question_id);
    match (named, within.question) {
        (Named::Question, _) => which.of(choice, yes_no),
        (Named::Option, Some(QuestionType::YesNo)) => which.of("yes", "no").to_owned(),
        (Named::Stage, _) => which.of("stage_1", "none").to_owned(),
        // There is but one.
        (Named::Group, _) => "group_1".to_owned(),
        (Named::Rule, _) => {
            which.of("playbook_fit_disqualifiers_id_1", "below_threshold").to_owned()
        }
        _ => id(named, which, within),
    }
}

/// A condition on a question that waits for none.
fn condition(which: Which, within: Within<'_>) -> Value {
    match within.question {
        Some(QuestionType::Choice) => {
            json!({ question_id(QuestionType::YesNo): which == Which::One })
        }
        _ => json!({ question_id(QuestionType::Choice): which.of("a", "b") }),
    }
}

/// The text of a file, a key a line; what it holds is quoted wherever it is a text.
pub(super) fn written(value: &Value) -> String {
    let mut text = String::new();
    write_under(&mut text, value, 0);
    text
}

fn write_under(text: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let _ = write!(text, "\n{indent}{key}:");
                write_under(text, value, depth + 1);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let _ = write!(text, "\n{indent}-");
                write_under(text, item, depth + 1);
            }
        }
        // `null` stands for what is not known.
        Value::Null => {}
        scalar => {
            let _ = write!(text, " {scalar}");
        }
    }
    if depth == 0 {
        text.push('\n');
    }
}
