//! A playbook as JSON, format 1: what programs rely on. Fields may be added, never changed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::PrettyFormatter;

use super::written::{as_written, number};
use crate::playbook::condition_words::{answer_as_written, in_words};
use crate::playbook::expression_words::written;
use crate::playbook::{
    Band, Condition, GoodFor, Group, Kind, Offer, Playbook, Points, Question, QuestionIndex, Rule,
    RuleKind, Stage, TimeUnit, Value as WorkedOut,
};
use crate::report::safe_json;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes a playbook as one object. Conditions come twice: as format 1 writes them, with every
/// operator spelt out, and in words.
///
/// # Errors
/// Where it can't be written.
pub fn write(playbook: &Playbook, out: &mut dyn Write) -> io::Result<()> {
    safe_json::write(&PlaybookObject::of(playbook), PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct PlaybookObject<'p> {
    format: u32,
    id: &'p str,
    title: &'p str,
    summary: &'p str,
    language: &'p str,
    offer: OfferObject<'p>,
    opening: usize,
    stages: Vec<StageObject<'p>>,
    fit: FitObject<'p>,
    retired: BTreeMap<&'p str, &'p str>,
    values: Vec<ValueObject<'p>>,
}

#[derive(Serialize)]
struct OfferObject<'p> {
    name: &'p str,
    solves: &'p str,
    not_for: Option<&'p str>,
}

#[derive(Serialize)]
struct StageObject<'p> {
    id: &'p str,
    title: &'p str,
    buyer_asks: &'p str,
    verified_when: Option<ConditionObject>,
    prepare: Option<Vec<&'p str>>,
    advice: Option<&'p str>,
    sources: &'p [String],
    questions: Vec<QuestionObject<'p>>,
}

#[derive(Serialize)]
struct QuestionObject<'p> {
    id: &'p str,
    ask: &'p str,
    why: Option<&'p str>,
    who_knows: Option<&'p str>,
    effort: u8,
    listen_for: &'p [String],
    sources: &'p [String],
    answered_by: &'static str,
    r#type: &'static str,
    options: Vec<OptionObject<'p>>,
    likely: Option<BTreeMap<&'p str, f64>>,
    unit: Option<&'p str>,
    min: Option<Value>,
    max: Option<Value>,
    whole: bool,
    when: Option<ConditionObject>,
    good_for: Option<String>,
}

#[derive(Serialize)]
struct ValueObject<'p> {
    id: &'p str,
    title: &'p str,
    unit: Option<&'p str>,
    is: String,
    questions: Vec<&'p str>,
}

#[derive(Serialize)]
struct OptionObject<'p> {
    id: &'p str,
    label: &'p str,
}

#[derive(Serialize)]
struct FitObject<'p> {
    rules: Vec<RuleObject<'p>>,
    threshold: Option<i64>,
    below_threshold: Option<WordsObject<'p>>,
    groups: Vec<GroupObject<'p>>,
    bands: Vec<BandObject<'p>>,
}

#[derive(Serialize)]
struct GroupObject<'p> {
    id: &'p str,
    title: &'p str,
    weak_below: Option<i64>,
    next: Option<&'p str>,
}

#[derive(Serialize)]
struct BandObject<'p> {
    id: &'p str,
    from: Option<i64>,
    verdict: &'static str,
    title: &'p str,
    next: Option<&'p str>,
    say: Option<&'p str>,
    instead: Option<&'p str>,
}

#[derive(Serialize)]
struct PointsObject<'p> {
    question: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<Vec<GivenObject>>,
}

#[derive(Serialize)]
struct GivenObject {
    answer: String,
    points: i64,
}

#[derive(Serialize)]
struct RuleObject<'p> {
    id: &'p str,
    kind: &'static str,
    weight: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<ConditionObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<PointsObject<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'p str>,
    #[serde(flatten)]
    words: WordsObject<'p>,
    sources: &'p [String],
}

#[derive(Serialize)]
struct WordsObject<'p> {
    because: &'p str,
    say: Option<&'p str>,
    instead: Option<&'p str>,
}

#[derive(Serialize)]
struct ConditionObject {
    condition: Value,
    in_words: String,
}

impl<'p> PlaybookObject<'p> {
    fn of(playbook: &'p Playbook) -> Self {
        let Offer { name, solves, not_for } = &playbook.offer;
        let below = playbook.scale.below_threshold();
        Self {
            format: FORMAT,
            id: &playbook.id,
            title: &playbook.title,
            summary: &playbook.summary,
            language: playbook.language.tag(),
            offer: OfferObject { name, solves, not_for: not_for.as_deref() },
            opening: playbook.opening,
            stages: playbook.stages.iter().map(|stage| stage_object(playbook, stage)).collect(),
            fit: FitObject {
                rules: playbook.rules.iter().map(|rule| rule_object(playbook, rule)).collect(),
                threshold: playbook.scale.threshold(),
                groups: playbook.groups.iter().map(group_object).collect(),
                bands: playbook.scale.bands().iter().map(band_object).collect(),
                below_threshold: below.map(|words| WordsObject {
                    because: &words.because,
                    say: words.say.as_deref(),
                    instead: words.instead.as_deref(),
                }),
            },
            retired: playbook.retired.iter().collect(),
            values: playbook.values.iter().map(|value| value_object(playbook, value)).collect(),
        }
    }
}

fn stage_object<'p>(playbook: &'p Playbook, stage: &'p Stage) -> StageObject<'p> {
    let ids = |indexes: &Vec<QuestionIndex>| {
        indexes.iter().map(|index| playbook.question(*index).id.as_str()).collect()
    };
    let questions = playbook.questions.get(stage.questions.clone()).unwrap_or_default();
    StageObject {
        id: &stage.id,
        title: &stage.title,
        buyer_asks: &stage.buyer_asks,
        verified_when: stage.verified_when.as_ref().map(|one| condition_object(playbook, one)),
        prepare: stage.prepare.as_ref().map(ids),
        advice: stage.advice.as_deref(),
        sources: &stage.sources,
        questions: questions.iter().map(|question| question_object(playbook, question)).collect(),
    }
}

fn question_object<'p>(playbook: &'p Playbook, question: &'p Question) -> QuestionObject<'p> {
    let numbers = match &question.kind {
        Kind::Number(kind) => Some(kind),
        _ => None,
    };
    let options = 0..question.option_count();
    let option = |option| OptionObject {
        id: question.option_id(option),
        label: question.option_label(option),
    };
    let weighed = |weights: &[f64]| {
        let ids = (0..weights.len()).map(|option| question.option_id(option));
        ids.zip(weights.iter().copied()).collect()
    };
    QuestionObject {
        id: &question.id,
        ask: &question.ask,
        why: question.why.as_deref(),
        who_knows: question.who_knows.as_deref(),
        effort: question.effort,
        listen_for: &question.listen_for,
        sources: &question.sources,
        answered_by: question.answered_by.name(),
        r#type: question.kind.name(),
        options: options.map(option).collect(),
        likely: question.kind.likely().map(weighed),
        unit: numbers.and_then(|kind| kind.unit.as_deref()),
        min: numbers.and_then(|kind| kind.min).map(number),
        max: numbers.and_then(|kind| kind.max).map(number),
        whole: numbers.is_some_and(|kind| kind.whole),
        when: question.when.as_ref().map(|one| condition_object(playbook, one)),
        good_for: question.good_for.map(as_written_time),
    }
}

fn value_object<'p>(playbook: &'p Playbook, value: &'p WorkedOut) -> ValueObject<'p> {
    let questions = value.is.questions(&playbook.values).into_iter();
    ValueObject {
        id: &value.id,
        title: &value.title,
        unit: value.unit.as_deref(),
        is: written(&value.is, playbook),
        questions: questions.map(|question| playbook.question(question).id.as_str()).collect(),
    }
}

fn rule_object<'p>(playbook: &'p Playbook, rule: &'p Rule) -> RuleObject<'p> {
    let (kind, weight) = match rule.kind {
        RuleKind::Disqualifier => ("disqualifier", None),
        RuleKind::MustHave => ("must_have", None),
        RuleKind::Hold => ("hold", None),
        RuleKind::Signal(weight) => ("signal", Some(weight)),
        RuleKind::Points => ("signal", None),
    };
    let points = rule.points.as_ref();
    RuleObject {
        id: &rule.id,
        kind,
        weight,
        when: points.is_none().then(|| condition_object(playbook, &rule.when)),
        points: points.map(|points| points_object(playbook, points)),
        group: rule.group.map(|group| playbook.group(group).id.as_str()),
        until: rule.until.as_deref(),
        words: WordsObject {
            because: &rule.because,
            say: rule.say.as_deref(),
            instead: rule.instead.as_deref(),
        },
        sources: &rule.sources,
    }
}

/// What the answers to a question give: `each` alone where that says it all.
fn points_object<'p>(playbook: &'p Playbook, points: &Points) -> PointsObject<'p> {
    let question = playbook.question(points.question);
    let given = points.given.iter().map(|given| GivenObject {
        answer: answer_as_written(question, given.answer),
        points: given.points,
    });
    let given = points.each.is_none().then(|| given.collect());
    PointsObject { question: &question.id, each: points.each, given }
}

fn group_object(group: &Group) -> GroupObject<'_> {
    let Group { id, title, weak_below, next, .. } = group;
    GroupObject { id, title, weak_below: *weak_below, next: next.as_deref() }
}

fn band_object(band: &Band) -> BandObject<'_> {
    BandObject {
        id: &band.id,
        from: band.from,
        verdict: band.verdict.name(),
        title: &band.title,
        next: band.next.as_deref(),
        say: band.say.as_deref(),
        instead: band.instead.as_deref(),
    }
}

/// `90d`
fn as_written_time(time: GoodFor) -> String {
    let unit = match time.unit {
        TimeUnit::Days => 'd',
        TimeUnit::Weeks => 'w',
        TimeUnit::Months => 'm',
        TimeUnit::Years => 'y',
    };
    format!("{}{unit}", time.count)
}

fn condition_object(playbook: &Playbook, condition: &Condition) -> ConditionObject {
    ConditionObject {
        condition: as_written(playbook, condition),
        in_words: in_words(playbook, condition),
    }
}
