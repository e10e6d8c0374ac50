//! The brief as JSON, format 1: what scripts rely on. Fields may be added, never changed.

pub(in crate::report) mod statements;

use std::collections::BTreeSet;
use std::io::{self, Write};

use rust_decimal::Decimal;
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::ser::{CompactFormatter, PrettyFormatter};
use serde_json::value::RawValue;

use super::{Asked, Brief, Known, Reason, WorkedOut};
use crate::deal::RetiredFact;
use crate::engine::{Amount, Change, Effect, GroupScore, SingleAnswer};
use crate::playbook::{Group, Playbook, Question, Rule, RuleKind};
use crate::report::looking_back::json::{LookBackObject, OutcomeObject};
use crate::report::safe_json;
use statements::{CallObject, FactObject};

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// How an object is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Over several lines, for one deal.
    Pretty,
    /// On one line, for one of several deals.
    Line,
}

/// Writes a brief as one object and ends the line.
///
/// # Errors
/// Where it can't be written.
pub fn write(brief: &Brief, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    write_object(&BriefObject::of(brief), layout, out)
}

/// Writes the line that stands for a deal that can't be read.
///
/// # Errors
/// Where it can't be written.
pub fn write_unreadable(deal: &str, error: &str, out: &mut dyn Write) -> io::Result<()> {
    write_object(&UnreadableObject { format: FORMAT, deal, error }, Layout::Line, out)
}

fn write_object(object: &impl Serialize, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    match layout {
        Layout::Pretty => safe_json::write(object, PrettyFormatter::new(), out),
        Layout::Line => safe_json::write(object, CompactFormatter, out),
    }
}

#[derive(Serialize)]
struct UnreadableObject<'b> {
    format: u32,
    deal: &'b str,
    error: &'b str,
}

#[derive(Serialize)]
struct BriefObject<'b> {
    format: u32,
    deal: Option<&'b str>,
    playbook: PlaybookObject<'b>,
    verdict: &'static str,
    if_assumptions_hold: &'static str,
    exact: bool,
    score: ScoreObject,
    stage: Option<&'b str>,
    stages: Vec<StageObject<'b>>,
    because: Vec<ReasonObject<'b>>,
    rests_on: Vec<&'b str>,
    assumptions: Vec<&'b str>,
    disagreements: Vec<&'b str>,
    set_aside: Vec<&'b str>,
    ask_next: Vec<AskObject<'b>>,
    can_still_change: Vec<&'b str>,
    would_change: Vec<ChangeObject<'b>>,
    say: Option<&'b str>,
    instead: Option<&'b str>,
    advice: Option<&'b str>,
    caveats: Vec<CaveatObject<'b>>,
    retired: Vec<RetiredObject<'b>>,
    possible: Vec<&'static str>,
    holds: Vec<HoldObject<'b>>,
    speaks_against: Vec<&'b str>,
    band: Option<BandObject<'b>>,
    groups: Vec<GroupObject<'b>>,
    values: Vec<ValueObject<'b>>,
    facts: Vec<FactObject<'b>>,
    notes: Option<&'b str>,
    calls: Vec<CallObject<'b>>,
    since: Vec<FactObject<'b>>,
    outcome: Option<OutcomeObject<'b>>,
    look_back: Vec<LookBackObject<'b>>,
}

/// Which playbook it is.
#[derive(Serialize)]
pub(in crate::report) struct PlaybookObject<'b> {
    id: &'b str,
    title: &'b str,
}

#[derive(Serialize)]
struct ScoreObject {
    at_least: i64,
    at_most: i64,
    threshold: Option<i64>,
}

#[derive(Serialize)]
struct PointsObject {
    at_least: i64,
    at_most: i64,
}

#[derive(Serialize)]
struct BandObject<'b> {
    id: &'b str,
    title: &'b str,
    next: Option<&'b str>,
}

#[derive(Serialize)]
struct GroupObject<'b> {
    id: &'b str,
    title: &'b str,
    at_least: i64,
    at_most: i64,
    next: Option<&'b str>,
    weak: Option<bool>,
}

#[derive(Serialize)]
struct StageObject<'b> {
    id: &'b str,
    title: &'b str,
    status: &'static str,
}

#[derive(Serialize)]
struct ReasonObject<'b> {
    rule: &'b str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<PointsObject>,
    effect: &'static str,
    text: &'b str,
    facts: Vec<&'b str>,
}

#[derive(Serialize)]
struct HoldObject<'b> {
    rule: &'b str,
    effect: &'static str,
    text: &'b str,
    until: Option<&'b str>,
}

#[derive(Serialize)]
struct ValueObject<'b> {
    id: &'b str,
    title: &'b str,
    at_least: Option<Box<RawValue>>,
    at_most: Option<Box<RawValue>>,
    unit: Option<&'b str>,
}

#[derive(Serialize)]
struct CaveatObject<'b> {
    rule: &'b str,
    say: &'b str,
}

#[derive(Serialize)]
struct RetiredObject<'b> {
    question: &'b str,
    option: Option<&'b str>,
    was: Value,
    text: &'b str,
}

#[derive(Serialize)]
struct AskObject<'b> {
    question: &'b str,
    ask: &'b str,
    why: Option<&'b str>,
    stage: &'b str,
    who_knows: Option<&'b str>,
    answered_by: &'static str,
}

#[derive(Serialize)]
struct ChangeObject<'b> {
    facts: AnswersObject<'b>,
    verdict: &'static str,
}

/// Answers as they would stand under `facts` in a deal file.
struct AnswersObject<'b> {
    playbook: &'b Playbook,
    change: &'b Change,
}

impl<'b> BriefObject<'b> {
    fn of(brief: &Brief<'b>) -> Self {
        Self {
            format: FORMAT,
            deal: brief.deal,
            playbook: PlaybookObject::of(brief.playbook),
            verdict: brief.verdict.name(),
            if_assumptions_hold: brief.if_assumptions_hold.name(),
            possible: brief.possible.iter().map(|verdict| verdict.name()).collect(),
            exact: brief.exact,
            score: ScoreObject {
                at_least: brief.score.at_least,
                at_most: brief.score.at_most,
                threshold: brief.score.threshold,
            },
            stage: brief.stage.map(|stage| stage.id.as_str()),
            stages: brief.stages.iter().map(StageObject::of).collect(),
            because: brief.because.iter().map(ReasonObject::of).collect(),
            holds: (brief.holds.iter())
                .map(|(rule, effect)| HoldObject::of(rule, *effect))
                .collect(),
            speaks_against: brief.speaks_against.iter().map(|rule| rule.id.as_str()).collect(),
            rests_on: ids(&brief.rests_on),
            assumptions: ids(&brief.assumptions),
            disagreements: ids(&brief.disagreements),
            set_aside: ids(&brief.set_aside),
            ask_next: brief.ask_next.iter().map(AskObject::of).collect(),
            can_still_change: brief.can_still_change.iter().map(|one| one.id.as_str()).collect(),
            would_change: (brief.would_change.iter())
                .map(|change| ChangeObject {
                    facts: AnswersObject { playbook: brief.playbook, change },
                    verdict: change.verdict.name(),
                })
                .collect(),
            say: brief.say,
            instead: brief.instead,
            advice: brief.stage.and_then(|stage| stage.advice.as_deref()),
            caveats: brief.caveats.iter().filter_map(|rule| CaveatObject::of(rule)).collect(),
            values: brief.values.iter().map(ValueObject::of).collect(),
            retired: brief.retired.iter().map(RetiredObject::of).collect(),
            band: brief.band.map(|band| BandObject {
                id: &band.id,
                title: &band.title,
                next: band.next.as_deref(),
            }),
            groups: brief.groups.iter().map(GroupObject::of).collect(),
            facts: brief.facts.iter().map(FactObject::of).collect(),
            notes: brief.notes,
            calls: brief.calls.iter().map(CallObject::of).collect(),
            since: brief.since.iter().map(FactObject::learned).collect(),
            outcome: brief.outcome.map(OutcomeObject::of),
            look_back: brief.look_back.iter().map(LookBackObject::of).collect(),
        }
    }
}

impl<'b> PlaybookObject<'b> {
    pub(in crate::report) fn of(playbook: &'b Playbook) -> Self {
        Self { id: &playbook.id, title: &playbook.title }
    }
}

impl<'b> GroupObject<'b> {
    fn of((group, score): &(&'b Group, GroupScore)) -> Self {
        Self {
            id: &group.id,
            title: &group.title,
            at_least: score.at_least,
            at_most: score.at_most,
            next: group.next.as_deref(),
            weak: score.is_weak(group),
        }
    }
}

impl<'b> StageObject<'b> {
    fn of(status: &super::StageStatus<'b>) -> Self {
        Self {
            id: &status.stage.id,
            title: &status.stage.title,
            status: if status.verified { "verified" } else { "open" },
        }
    }
}

impl<'b> ReasonObject<'b> {
    fn of(reason: &Reason<'b>) -> Self {
        let points = reason.points.map(|(at_least, at_most)| PointsObject { at_least, at_most });
        let (kind, weight) = match reason.rule.kind {
            RuleKind::Disqualifier => ("disqualifier", None),
            RuleKind::MustHave => ("must_have", None),
            RuleKind::Hold => ("hold", None),
            RuleKind::Signal(weight) => ("signal", Some(weight)),
            RuleKind::Points => ("signal", None),
        };
        let (rule, effect) = (&reason.rule.id, effect_name(reason.effect));
        let facts = ids(&reason.about);
        Self { rule, kind, weight, points, effect, text: &reason.rule.because, facts }
    }
}

impl<'b> HoldObject<'b> {
    fn of(rule: &'b Rule, effect: Effect) -> Self {
        let (text, until) = (&rule.because, rule.until.as_deref());
        Self { rule: &rule.id, effect: effect_name(effect), text, until }
    }
}

impl<'b> ValueObject<'b> {
    fn of(WorkedOut { value, range, .. }: &WorkedOut<'b>) -> Self {
        // A plain decimal is a JSON number as it stands.
        let number = |amount: &Option<Amount>| {
            amount.as_ref().and_then(|amount| RawValue::from_string(amount.rounded()).ok())
        };
        Self {
            id: &value.id,
            title: &value.title,
            at_least: number(&range.at_least),
            at_most: number(&range.at_most),
            unit: value.unit.as_deref(),
        }
    }
}

impl<'b> CaveatObject<'b> {
    fn of(rule: &'b Rule) -> Option<Self> {
        Some(Self { rule: &rule.id, say: rule.say.as_deref()? })
    }
}

impl<'b> RetiredObject<'b> {
    fn of(fact: &'b RetiredFact) -> Self {
        Self {
            question: &fact.question,
            option: fact.option.as_deref(),
            was: serde_json::from_str(&fact.was.json()).unwrap_or_default(),
            text: &fact.because,
        }
    }
}

impl<'b> AskObject<'b> {
    fn of(asked: &Asked<'b>) -> Self {
        let question = asked.known.question;
        Self {
            question: &question.id,
            ask: &question.ask,
            why: question.why.as_deref(),
            stage: &asked.stage.id,
            who_knows: question.who_knows.as_deref(),
            answered_by: question.answered_by.name(),
        }
    }
}

impl Serialize for AnswersObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.change.answers.len()))?;
        for (question, answer) in &self.change.answers {
            let question = self.playbook.question(*question);
            map.serialize_key(&question.id)?;
            match answer {
                SingleAnswer::Option(option) => map.serialize_value(question.option_id(*option))?,
                SingleAnswer::Options(options) => {
                    map.serialize_value(&option_ids(question, options))?;
                }
                SingleAnswer::Number(number) => {
                    map.serialize_value(&exactly(*number).map_err(S::Error::custom)?)?;
                }
            }
        }
        map.end()
    }
}

fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Holds => "holds",
        Effect::Fails => "fails",
        Effect::Open => "open",
    }
}

fn ids<'b>(known: &[Known<'b>]) -> Vec<&'b str> {
    known.iter().map(|known| known.question.id.as_str()).collect()
}

fn option_ids<'q>(question: &'q Question, options: &BTreeSet<usize>) -> Vec<&'q str> {
    options.iter().map(|option| question.option_id(*option)).collect()
}

/// A decimal as a JSON number with just its digits, by no way of binary fractions.
fn exactly(number: Decimal) -> serde_json::Result<Box<RawValue>> {
    RawValue::from_string(number.normalize().to_string())
}
