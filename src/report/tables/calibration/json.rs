//! Advice against what happened as JSON, format 1: fields may be added, never changed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use super::Section;
use super::draft::DraftLine;
use super::words::{name, relation_word};
use crate::deal::Decided;
use crate::playbook::Playbook;
use crate::report::safe_json;
use crate::table::calibration::leak::{Leak, Telling};
use crate::table::calibration::line::{Calibration, Clash, Line, Subject};
use crate::table::calibration::tally::Tally;

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// Writes all sections as one object and ends the line.
///
/// # Errors
/// Where it can't be written.
pub fn write(sections: &[Section], out: &mut dyn Write) -> io::Result<()> {
    let at_least = sections.first().map_or(0, |section| section.calibration.at_least);
    let playbooks = sections.iter().map(SectionObject::of).collect();
    let object = CalibrationObject { format: FORMAT, at_least, playbooks };
    safe_json::write(&object, PrettyFormatter::new(), out)
}

#[derive(Serialize)]
struct CalibrationObject<'s> {
    format: u32,
    at_least: u64,
    playbooks: Vec<SectionObject<'s>>,
}

#[derive(Serialize)]
struct SectionObject<'s> {
    playbook: PlaybookObject<'s>,
    all: TallyObject,
    not_decided: u64,
    advice: Vec<AdviceObject>,
    /// Whether the verdict has to do with what buyers decide; `null` with too few to say.
    verdict_is_related: Option<bool>,
    verdicts: Vec<LineObject<'s>>,
    bands: Vec<LineObject<'s>>,
    rules: Vec<LineObject<'s>>,
    groups: Vec<LineObject<'s>>,
    missing: Vec<LineObject<'s>>,
    leaks: Vec<LeakObject<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<Vec<DraftObject<'s>>>,
}

#[derive(Serialize)]
struct PlaybookObject<'s> {
    id: &'s str,
    title: &'s str,
}

/// Some buyers; of too few their number alone.
#[derive(Serialize)]
struct TallyObject {
    n: u64,
    decided: Option<DecidedObject>,
    rate: Option<f64>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    regret: Option<RegretObject>,
}

#[derive(Serialize)]
struct DecidedObject {
    ours: u64,
    other: u64,
    stayed: u64,
    stopped: u64,
}

#[derive(Serialize)]
struct RegretObject {
    n: u64,
    mean: f64,
}

#[derive(Serialize)]
struct AdviceObject {
    verdict: &'static str,
    n: u64,
    /// Of too few `null`.
    taken: Option<u64>,
}

#[derive(Serialize)]
struct LineObject<'s> {
    id: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    with: TallyObject,
    without: TallyObject,
    says: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clash: Option<&'static str>,
}

#[derive(Serialize)]
struct LeakObject<'s> {
    question: &'s str,
    known: &'static str,
    option: Option<&'s str>,
    with: TallyObject,
    without: TallyObject,
}

#[derive(Serialize)]
struct DraftObject<'s> {
    id: &'s str,
    file: &'s str,
    line: usize,
    text: &'s str,
    why: &'s str,
}

impl<'s> SectionObject<'s> {
    fn of(section: &'s Section) -> Self {
        let Section { playbook, calibration, draft } = section;
        let lines = |lines: &'s [Line]| {
            lines.iter().map(|line| LineObject::of(playbook, line, calibration.at_least)).collect()
        };
        let leaks = calibration.leaks.iter();
        let advice = calibration.advice.iter().map(|(verdict, taken, n)| AdviceObject {
            verdict: verdict.name(),
            n: *n,
            taken: (*n >= calibration.at_least).then_some(*taken),
        });
        Self {
            playbook: PlaybookObject { id: &playbook.id, title: &playbook.title },
            all: TallyObject::of(&calibration.all, calibration.at_least),
            not_decided: calibration.open,
            advice: advice.collect(),
            verdict_is_related: Calibration::is_related(&calibration.verdicts),
            verdicts: lines(&calibration.verdicts),
            bands: lines(&calibration.bands),
            rules: lines(&calibration.rules),
            groups: lines(&calibration.groups),
            missing: lines(&calibration.missing),
            leaks: leaks.map(|leak| LeakObject::of(playbook, leak)).collect(),
            draft: draft.as_ref().map(|lines| lines.iter().map(DraftObject::of).collect()),
        }
    }
}

impl TallyObject {
    fn of(tally: &Tally, at_least: u64) -> Self {
        let is_told = tally.n() >= at_least;
        let interval = tally.interval().filter(|_| is_told);
        let of = |decided| tally.of(decided);
        let regret = tally.mean_regret().filter(|_| is_told);
        Self {
            n: tally.n(),
            decided: is_told.then(|| DecidedObject {
                ours: of(Decided::Ours),
                other: of(Decided::Other),
                stayed: of(Decided::Stayed),
                stopped: of(Decided::Stopped),
            }),
            rate: tally.rate().filter(|_| is_told),
            at_least: interval.map(|interval| interval.low),
            at_most: interval.map(|interval| interval.high),
            regret: regret.map(|mean| RegretObject { n: tally.looked_back(), mean }),
        }
    }
}

impl<'s> LineObject<'s> {
    fn of(playbook: &'s Playbook, line: &Line, at_least: u64) -> Self {
        let kind = match line.subject {
            Subject::Rule(rule) => Some(playbook.rule(rule).kind.list()),
            _ => None,
        };
        let clash = line.clash.map(|clash| match clash {
            Clash::RulesOut => "contradicted",
            Clash::Reversed => "reversed",
        });
        Self {
            id: name(playbook, line.subject),
            kind,
            with: TallyObject::of(&line.sides.with, at_least),
            without: TallyObject::of(&line.sides.without, at_least),
            says: relation_word(line.relation),
            clash,
        }
    }
}

impl<'s> LeakObject<'s> {
    fn of(playbook: &'s Playbook, leak: &Leak) -> Self {
        let question = playbook.question(leak.question);
        let (known, option) = match leak.known {
            Telling::Option(option) => ("option", Some(question.option_id(option))),
            Telling::Missing => ("missing", None),
            Telling::Given => ("given", None),
        };
        Self {
            question: &question.id,
            known,
            option,
            with: TallyObject::of(&leak.sides.with, 0),
            without: TallyObject::of(&leak.sides.without, 0),
        }
    }
}

impl<'s> DraftObject<'s> {
    fn of(line: &'s DraftLine) -> Self {
        let DraftLine { id, file, line, text, why } = line;
        Self { id, file, line: *line, text, why }
    }
}
