//! A playbook as it is written.
#![expect(dead_code, reason = "types that are described, never read into")]

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::conditions::Condition;
use super::words::{
    Format, FreshFor, Likelihood, Line, Number, OptionId, PlaybookId, QuestionId, QuestionName,
    RuleId, Score, StageId, Text, Weight, YesNo,
};

/// The offer, the buyer's stages, the questions, and what makes a fit.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Playbook of coach, format 1")]
pub(super) struct Playbook {
    /// The format that this file is written in.
    format: Format,
    /// What deals and commands call it; the file's name without `.yaml`.
    id: PlaybookId,
    /// What people call it.
    title: Line,
    /// What it is for, in one or two sentences.
    summary: Text,
    /// What is offered, and to whom not.
    offer: Offer,
    /// The jobs in the buyer's process, in their order; never what a seller does.
    #[schemars(length(min = 1, max = 100))]
    stages: Vec<Stage>,
    /// What makes a fit: no disqualifier holds, every must-have holds, and the weights of the
    /// signals that hold add up to the threshold or more.
    fit: Fit,
}

/// What is offered, and to whom not.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Offer {
    /// What it is called.
    name: Line,
    /// What it solves for a buyer.
    solves: Text,
    /// Who is better off with something else.
    not_for: Option<Text>,
}

/// One job in the buyer's process.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Stage {
    /// Unique among the stages.
    id: StageId,
    /// What people call it.
    title: Line,
    /// The question that the buyer answers for themselves in this stage.
    buyer_asks: Text,
    /// What shows that the job is done: something that the buyer has said or done.
    verified_when: Option<Condition>,
    /// Questions whose answers to know before a call with a buyer at this stage.
    prepare: Option<Vec<QuestionName>>,
    /// Words for the seller who is with a buyer at this stage.
    advice: Option<Text>,
    /// What the decision needs to know by then.
    #[schemars(length(max = 500))]
    questions: Option<Vec<Question>>,
}

/// Something that the decision needs to know.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = by_type)]
struct Question {
    /// Unique in the playbook; conditions and deals name the question by it.
    id: QuestionId,
    /// The question in words fit to be said to the buyer.
    ask: Text,
    /// Why it is asked, for the seller.
    why: Option<Text>,
    /// What a telling answer sounds like.
    listen_for: Option<Vec<Text>>,
    /// What kind of answer it takes.
    r#type: Type,
    /// For `choice` and `choices`: the options, each an id and what people read.
    options: Option<BTreeMap<OptionId, Line>>,
    /// For `yes_no` and `choice`: how common the answers are, as weights. It steers which question
    /// comes next, never the verdict.
    likely: Option<BTreeMap<Line, Likelihood>>,
    /// For `number`: what is counted.
    unit: Option<Line>,
    /// For `number`: the lowest number that makes sense.
    min: Option<Number>,
    /// For `number`: the highest number that makes sense.
    max: Option<Number>,
    /// For `number`: whether only whole numbers make sense.
    whole: Option<YesNo>,
    /// It applies only where this holds.
    when: Option<Condition>,
    /// How long an answer stays fresh: `90d`, `12w`, `6m`, `1y`.
    good_for: Option<FreshFor>,
}

/// What kind of answer a question takes.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Type {
    /// Yes or no.
    YesNo,
    /// One of the options.
    Choice,
    /// Any of the options, none among them too.
    Choices,
    /// A number.
    Number,
    /// Words; no condition can test them.
    Text,
}

/// What makes a fit.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Fit {
    /// Where one of these holds there is no fit.
    #[schemars(length(max = 1000))]
    disqualifiers: Option<Vec<HardRule>>,
    /// Where one of these fails there is no fit.
    #[schemars(length(max = 1000))]
    must_haves: Option<Vec<HardRule>>,
    /// Each adds its weight to the score where it holds.
    #[schemars(length(max = 1000))]
    signals: Option<Vec<Signal>>,
    /// The score that a fit needs; 0 where absent.
    threshold: Option<Score>,
    /// What is said of a no-fit by score.
    below_threshold: Option<Words>,
}

/// A disqualifier or a must-have.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct HardRule {
    /// Unique among all rules.
    id: RuleId,
    /// The condition.
    when: Condition,
    /// Why it is a rule.
    because: Text,
    /// Honest words to the buyer.
    say: Option<Text>,
    /// What would serve the buyer better.
    instead: Option<Text>,
}

/// Something that speaks for a fit, or against it.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Signal {
    /// Unique among all rules.
    id: RuleId,
    /// The condition.
    when: Condition,
    /// What it adds to the score, with a minus what it takes away; 0 only tells something.
    weight: Weight,
    /// Why it counts.
    because: Text,
    /// Honest words to the buyer.
    say: Option<Text>,
    /// What would serve the buyer better.
    instead: Option<Text>,
}

/// What is said of a no-fit.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Why it is none.
    because: Text,
    /// Honest words to the buyer.
    say: Option<Text>,
    /// What would serve the buyer better.
    instead: Option<Text>,
}

/// The keys that some types of questions have, with the types.
const KEYS_OF_TYPES: [(&str, &[&str]); 6] = [
    ("options", &["choice", "choices"]),
    ("likely", &["yes_no", "choice"]),
    ("unit", &["number"]),
    ("min", &["number"]),
    ("max", &["number"]),
    ("whole", &["number"]),
];

/// Allows each type of question its own keys alone.
fn by_type(schema: &mut Schema) {
    let rules = ["yes_no", "choice", "choices", "number", "text"].map(|name| {
        let refused = KEYS_OF_TYPES.iter().filter(|(_, types)| !types.contains(&name));
        let mut properties: serde_json::Map<String, Value> =
            refused.map(|(key, _)| ((*key).to_owned(), Value::Bool(false))).collect();
        let mut then = json!({});
        match name {
            "yes_no" => {
                let names = json!({ "propertyNames": { "enum": ["yes", "no", "true", "false"] } });
                properties.insert("likely".to_owned(), names);
            }
            "choice" => {
                properties.insert("options".to_owned(), json!({ "maxProperties": 127 }));
            }
            _ => {}
        }
        if matches!(name, "choice" | "choices") {
            then["required"] = json!(["options"]);
        }
        then["properties"] = Value::Object(properties);
        let is_of_type =
            json!({ "properties": { "type": { "const": name } }, "required": ["type"] });
        json!({ "if": is_of_type, "then": then })
    });
    let whole = json!({
        "if": { "properties": { "whole": { "enum": ["yes", true] } }, "required": ["whole"] },
        "then": { "properties": { "min": { "type": "integer" }, "max": { "type": "integer" } } },
    });
    schema.insert("allOf".to_owned(), rules.into_iter().chain([whole]).collect());
    if let Some(options) = schema.pointer_mut("/properties/options") {
        options["minProperties"] = json!(1);
        options["maxProperties"] = json!(300);
        options["propertyNames"] = json!({ "$ref": "#/$defs/OptionId" });
    }
    if let Some(likely) = schema.pointer_mut("/properties/likely") {
        // Not all of them may be without weight.
        likely["not"] = json!({ "additionalProperties": { "const": 0 } });
    }
}
