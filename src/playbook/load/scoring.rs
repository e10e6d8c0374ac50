//! What a score is made of and comes to: points of answers, groups, bands.

use rust_decimal::Decimal;

use crate::format::limits::{MOST_BANDS, MOST_EACH, MOST_GROUPS, MOST_THRESHOLD, MOST_WEIGHT};
use crate::format::playbook::{BAND, BELOW_THRESHOLD, GROUP};
use crate::playbook::{
    Band, BandVerdict, BelowThreshold, Given, Group, GroupIndex, Kind, NumberKind, Points,
    Question, QuestionIndex, Scale, Scored,
};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::fields::{self, Fields, quoted_list};
use crate::text::yaml::numbers::decimal;
use crate::text::yaml::{Entry, Node};

use super::conditions::{Conditions, no_option};
use super::ids::{self, Taken};
use super::limits;

/// Stands in the place of an answer where every one of a number gives points.
const EACH: &str = "each";

/// Reads the groups.
pub(super) fn groups(fields: &Fields<'_, '_>, findings: &Findings) -> Vec<Group> {
    let Some(node) = fields.optional("groups") else { return Vec::new() };
    let items = fields::list(node, "`groups`", findings).unwrap_or_default();
    let items = limits::at_most(MOST_GROUPS, items, || {
        findings.add(limits::too_many(node, MOST_GROUPS, "groups"));
    });
    let mut taken = Taken::new("group");
    let read = items.iter().filter_map(|item| {
        let fields = GROUP.read(item, findings)?;
        Some(Group {
            id: id(&fields, GROUP.called, &mut taken, findings),
            title: fields.line("title"),
            weak_below: whole(&fields, "weak_below", findings),
            next: fields.optional_text("next"),
        })
    });
    read.collect()
}

/// The group that a signal belongs to.
pub(super) fn group_of(
    fields: &Fields<'_, '_>,
    groups: &[Group],
    findings: &Findings,
) -> Option<GroupIndex> {
    let node = fields.optional("group")?;
    let id = &fields::scalar(node, "`group`", findings)?.text;
    let place = groups.iter().position(|group| group.id == **id);
    if place.is_none() {
        let ids: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
        let finding =
            Finding::error(node.span.clone(), format!("there is no group {}", quoted(id)));
        let meant = nearest(id, ids.iter().copied());
        findings.add(match ids.as_slice() {
            [] => finding.help("list it under `fit.groups`, with an `id` and a `title`"),
            _ => finding
                .help(format!("the groups are {}", quoted_list(&ids, "and")))
                .did_you_mean(meant),
        });
    }
    place.map(GroupIndex)
}

/// Reads what the score comes to: bands, or a threshold.
pub(super) fn scale(fields: &Fields<'_, '_>, findings: &Findings) -> Scale {
    match fields.optional("bands") {
        Some(node) => Scale::Bands(bands(node, findings)),
        None => threshold(fields, findings),
    }
}

fn threshold(fields: &Fields<'_, '_>, findings: &Findings) -> Scale {
    let bounds = -MOST_THRESHOLD..=MOST_THRESHOLD;
    let whole = |node| fields::whole_number(node, "`threshold`", bounds, findings);
    let from = fields.optional("threshold").and_then(whole).unwrap_or_default();
    let words = fields.optional("below_threshold");
    let words = words.and_then(|node| BELOW_THRESHOLD.read(node, findings));
    let below = words.map(|fields| BelowThreshold {
        because: fields.text("because"),
        say: fields.optional_text("say"),
        instead: fields.optional_text("instead"),
    });
    Scale::Threshold { from, below }
}

fn bands(node: &Node, findings: &Findings) -> Vec<Band> {
    let items = fields::list(node, "`bands`", findings).unwrap_or_default();
    if items.is_empty() {
        let message = "`bands` is empty; it has at least one band";
        findings.add(Finding::error(node.span.clone(), message));
    }
    let items = limits::at_most(MOST_BANDS, items, || {
        findings.add(limits::too_many(node, MOST_BANDS, "bands"));
    });
    let mut taken = Taken::new("band");
    let mut bands: Vec<Band> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let Some(fields) = BAND.read(item, findings) else { continue };
        let is_last = place + 1 == items.len();
        let band = Band {
            id: id(&fields, BAND.called, &mut taken, findings),
            from: from(&fields, is_last, findings),
            verdict: band_verdict(&fields, findings),
            title: fields.line("title"),
            next: fields.optional_text("next"),
            say: fields.optional_text("say"),
            instead: fields.optional_text("instead"),
        };
        if let Some(higher) = bands.last() {
            refuse_order(higher, &band, &fields, findings);
        }
        bands.push(band);
    }
    bands
}

/// The lowest score of a band: every band but the last has one.
fn from(fields: &Fields<'_, '_>, is_last: bool, findings: &Findings) -> Option<i64> {
    match (fields.entry("from"), is_last) {
        (Some(entry), true) => {
            let message = "the last band takes every score that is left, so it has no `from`";
            let help = "leave `from` out, or add a band below this one";
            findings.add(Finding::error(entry.key_span.clone(), message).help(help));
            None
        }
        (None, true) => None,
        (_, false) => {
            fields.required("from");
            whole(fields, "from", findings)
        }
    }
}

/// Notes a band that stands below one which it should stand above.
fn refuse_order(higher: &Band, band: &Band, fields: &Fields<'_, '_>, findings: &Findings) {
    if let (Some(above), Some(from), Some(entry)) = (higher.from, band.from, fields.entry("from"))
        && from >= above
    {
        let message = format!("`from` falls from band to band, and {from} is not below {above}");
        let help = "list the bands with the highest scores first";
        findings.add(Finding::error(entry.value.span.clone(), message).help(help));
    }
    if band.verdict > higher.verdict
        && let Some(entry) = fields.entry("verdict")
    {
        let message = format!(
            "a lower score comes to `{}`, though the band above is `{}`",
            band.verdict.name(),
            higher.verdict.name()
        );
        let help = "no band has a better verdict than one above it";
        findings.add(Finding::error(entry.value.span.clone(), message).help(help));
    }
}

fn band_verdict(fields: &Fields<'_, '_>, findings: &Findings) -> BandVerdict {
    let read = fields.required("verdict").and_then(|node| {
        let text = &fields::scalar(node, "`verdict`", findings)?.text;
        let known = BandVerdict::ALL.into_iter().find(|verdict| verdict.name() == &**text);
        if known.is_none() {
            let names = BandVerdict::ALL.map(BandVerdict::name);
            let message = format!("there is no verdict {} of a band", quoted(text));
            let help = format!("a band is {}", quoted_list(&names, "or"));
            let finding = Finding::error(node.span.clone(), message).help(help);
            findings.add(finding.did_you_mean(nearest(text, names)));
        }
        known
    });
    read.unwrap_or(BandVerdict::NoFit)
}

/// Reads the points of a signal: one question with its answers.
pub(super) fn points(
    node: &Node,
    conditions: &Conditions<'_>,
    findings: &Findings,
) -> Option<Points> {
    let entries = fields::mapping(node, "`points`", findings)?;
    let [entry] = entries else {
        let message = format!("`points` are of one question, not of {}", entries.len());
        let help = "write a signal for each question";
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return None;
    };
    let (index, question) = conditions.tested(entry)?;
    let answers = fields::mapping(
        &entry.value,
        format_args!("the points of {}", quoted(&entry.key)),
        findings,
    )?;
    if answers.is_empty() {
        let message = format!("the points of `{}` name no answer", question.id);
        findings.add(Finding::error(entry.value.span.clone(), message));
        return None;
    }
    let reader = Reader { question, findings };
    match &question.kind {
        Kind::Number(kind) => reader.numbers(index, kind, answers),
        _ => Some(Points { question: index, each: None, given: reader.options(answers)? }),
    }
}

/// Reads the points of one question.
struct Reader<'a> {
    question: &'a Question,
    findings: &'a Findings,
}

impl Reader<'_> {
    fn options(&self, answers: &[Entry]) -> Option<Vec<Given>> {
        let is_set = matches!(self.question.kind, Kind::Choices { .. });
        let read: Vec<Option<Given>> = answers
            .iter()
            .map(|entry| {
                let option = self.option(entry);
                let points = self.points(entry)?;
                let answer = if is_set { Scored::Member(option?) } else { Scored::Option(option?) };
                Some(Given { answer, points })
            })
            .collect();
        read.into_iter().collect()
    }

    fn option(&self, entry: &Entry) -> Option<usize> {
        let option = self.question.find_option(&entry.key);
        if option.is_none() {
            let (text, span) = (&entry.key, entry.key_span.clone());
            self.findings.add(no_option(self.question, text, span, self.findings));
        }
        option
    }

    fn points(&self, entry: &Entry) -> Option<i64> {
        let what = format_args!("the points of {}", quoted(&entry.key)).to_string();
        fields::whole_number(&entry.value, what, -MOST_WEIGHT..=MOST_WEIGHT, self.findings)
    }

    fn numbers(
        &self,
        question: QuestionIndex,
        kind: &NumberKind,
        answers: &[Entry],
    ) -> Option<Points> {
        if let Some(each) = answers.iter().find(|entry| &*entry.key == EACH) {
            if let Some(other) = answers.iter().find(|entry| &*entry.key != EACH) {
                let message = "`each` stands alone: every number has its points by it";
                self.findings.add(Finding::error(other.key_span.clone(), message));
                return None;
            }
            return self.each(question, kind, each);
        }
        let read: Vec<Option<Given>> =
            answers.iter().map(|entry| self.range(kind, entry)).collect();
        let mut given = read.into_iter().collect::<Option<Vec<Given>>>()?;
        self.part(&mut given, answers)?;
        Some(Points { question, each: None, given })
    }

    /// So many points for every one of a number.
    fn each(&self, question: QuestionIndex, kind: &NumberKind, entry: &Entry) -> Option<Points> {
        let refuse = |message: String, help: &str| {
            self.findings.add(Finding::error(entry.key_span.clone(), message).help(help));
            None
        };
        let id = &self.question.id;
        let each = self.points(entry)?;
        let whole = |limit: Option<Decimal>| limit.and_then(|limit| i64::try_from(limit).ok());
        let (true, Some(min), Some(max)) = (kind.whole, whole(kind.min), whole(kind.max)) else {
            let message =
                format!("`each` needs a whole number with `min` and `max`, as `{id}` is not");
            return refuse(message, "give points for ranges, as `20..99: 1`");
        };
        if max.saturating_sub(min) >= MOST_EACH {
            let message = format!("`{id}` has more than {MOST_EACH} values, too many for `each`");
            return refuse(message, "give points for ranges, as `20..99: 1`");
        }
        let most = each
            .saturating_mul(min)
            .saturating_abs()
            .max(each.saturating_mul(max).saturating_abs());
        if most > MOST_WEIGHT {
            let message = format!("`each` comes to {most} points, more than {MOST_WEIGHT}");
            return refuse(message, "give points for ranges, as `20..99: 1`");
        }
        let given = (min..=max).map(|number| {
            let end = Some(Decimal::from(number));
            let answer = Scored::Range { low: end, high: end, includes_high: true };
            Given { answer, points: each * number }
        });
        Some(Points { question, each: Some(each), given: given.collect() })
    }

    /// A number, or a range of them as `20..99`.
    fn range(&self, kind: &NumberKind, entry: &Entry) -> Option<Given> {
        let points = self.points(entry);
        let refuse = |message: String| {
            let help = "write a number, or a range as `20..99`, `..19` or `100..`";
            self.findings.add(Finding::error(entry.key_span.clone(), message).help(help));
            None
        };
        let text = entry.key.trim();
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => decimal(text).ok().map(Some),
        };
        let ends = match text.split_once("..") {
            Some((low, high)) => end(low).zip(end(high)),
            None => end(text).map(|number| (number, number)),
        };
        let Some((low, high)) = ends.filter(|ends| *ends != (None, None)) else {
            return refuse(format!("{} is no range of numbers", quoted(text)));
        };
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            return refuse(format!("{} runs backwards", quoted(text)));
        }
        if kind.whole && low == high && low.is_some_and(|number| !number.is_integer()) {
            let id = &self.question.id;
            return refuse(format!(
                "`{id}` takes whole numbers alone, so it is never {}",
                quoted(text)
            ));
        }
        let answer = Scored::Range { low, high, includes_high: true };
        Some(Given { answer, points: points? })
    }

    /// Sees to it that no number has points twice: an end that two ranges share belongs to the upper.
    fn part(&self, given: &mut [Given], answers: &[Entry]) -> Option<()> {
        let mut order: Vec<(Option<Decimal>, Option<Decimal>, usize)> = given
            .iter()
            .enumerate()
            .filter_map(|(place, one)| match one.answer {
                Scored::Range { low, high, .. } => Some((low, high, place)),
                Scored::Option(_) | Scored::Member(_) => None,
            })
            .collect();
        order.sort_by_key(|(low, high, _)| (*low, high.is_none(), *high));
        let mut is_sound = true;
        for pair in order.windows(2) {
            let &[(low, high, place), (next_low, next_high, next)] = pair else { continue };
            let shares_an_end = high.is_some()
                && high == next_low
                && low != high
                && next_low != next_high.filter(|_| low == next_low);
            if shares_an_end {
                if let Scored::Range { includes_high, .. } = &mut given[place].answer {
                    *includes_high = false;
                }
            } else if high.is_none_or(|high| next_low.is_none_or(|low| low <= high)) {
                is_sound = false;
                let message = format!(
                    "{} overlaps {}",
                    quoted(&answers[next].key),
                    quoted(&answers[place].key)
                );
                let finding = Finding::error(answers[next].key_span.clone(), message);
                self.findings
                    .add(finding.related(answers[place].key_span.clone(), "the other range"));
            }
        }
        is_sound.then_some(())
    }
}

fn id(fields: &Fields<'_, '_>, what: &str, taken: &mut Taken, findings: &Findings) -> String {
    let id = fields.required("id").and_then(|node| ids::id(node, what, findings));
    if let Some(id) = &id {
        taken.take(id, findings);
    }
    id.map(|id| id.text).unwrap_or_default()
}

fn whole(fields: &Fields<'_, '_>, key: &'static str, findings: &Findings) -> Option<i64> {
    let node = fields.optional(key)?;
    let what = format!("`{key}`");
    fields::whole_number(node, what, -MOST_WEIGHT..=MOST_WEIGHT, findings)
}
