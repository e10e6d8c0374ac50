//! What a score comes to: bands, or a threshold.

use crate::format::limits::{MOST_BANDS, MOST_THRESHOLD};
use crate::format::playbook::{BAND, BELOW_THRESHOLD};
use crate::playbook::{Band, BandVerdict, BelowThreshold, Scale};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::Node;
use crate::text::yaml::fields::{self, Fields, quoted_list};

use super::groups::{id, whole};
use super::ids::Taken;
use super::limits;

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
        let band = band(&fields, is_last, &mut taken, findings);
        if let Some(higher) = bands.last() {
            refuse_order(higher, &band, &fields, findings);
        }
        bands.push(band);
    }
    bands
}

fn band(fields: &Fields<'_, '_>, is_last: bool, taken: &mut Taken, findings: &Findings) -> Band {
    Band {
        id: id(fields, BAND.called, taken, findings),
        from: from(fields, is_last, findings),
        verdict: verdict(fields, findings),
        title: fields.line("title"),
        next: fields.optional_text("next"),
        say: fields.optional_text("say"),
        instead: fields.optional_text("instead"),
    }
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
        (None, false) => {
            if !fields.has("from") {
                let message = format!("the key `from` is missing in {}", BAND.called);
                let help = "every band but the last has the lowest score that is in it";
                findings.add(Finding::error(fields.span(), message).help(help));
            }
            None
        }
        (Some(_), false) => whole(fields, "from", findings),
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
            "a lower score is `{}`, though the band above is `{}`",
            band.verdict.name(),
            higher.verdict.name()
        );
        let help = "no band has a better verdict than one above it";
        findings.add(Finding::error(entry.value.span.clone(), message).help(help));
    }
}

fn verdict(fields: &Fields<'_, '_>, findings: &Findings) -> BandVerdict {
    let read = fields.required("verdict").and_then(|node| {
        let text = &fields::scalar(node, "`verdict`", findings)?.text;
        let known = BandVerdict::ALL.into_iter().find(|verdict| verdict.name() == &**text);
        if known.is_none() {
            let names = BandVerdict::ALL.map(BandVerdict::name);
            let message = format!("no band has the verdict {}", quoted(text));
            let help = format!("a band's verdict is {}", quoted_list(&names, "or"));
            let finding = Finding::error(node.span.clone(), message).help(help);
            findings.add(finding.did_you_mean(nearest(text, names)));
        }
        known
    });
    read.unwrap_or(BandVerdict::NoFit)
}
