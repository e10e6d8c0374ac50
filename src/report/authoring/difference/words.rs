//! What several formats say in the same words. Nothing in it is escaped yet.

use super::{
    Change, DifferenceReport, How, Judged, OneSidedStory, Side, TextChange, TurnStory, WitnessStory,
};
use crate::authoring::proofs::difference::Relation;
use crate::engine::Verdict;
use crate::text::source::listed;

/// `equivalent`, `stricter`, `looser`, `incomparable` or `not-proven`.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equivalent => "equivalent",
        Relation::Stricter => "stricter",
        Relation::Looser => "looser",
        Relation::Incomparable => "incomparable",
        Relation::NotProven => "not-proven",
    }
}

/// The relation as a sentence.
pub(super) fn sentence(report: &DifferenceReport) -> &'static str {
    match report.relation {
        Relation::Equivalent if report.changes_verdicts() => {
            "the same verdict for every prospect whose answers both take"
        }
        Relation::Equivalent => "the same verdict for every prospect",
        Relation::Stricter if report.knows_not_yet => {
            "some get a lower verdict than before; none a higher one"
        }
        Relation::Looser if report.knows_not_yet => {
            "some get a higher verdict than before; none a lower one"
        }
        Relation::Incomparable if report.knows_not_yet => {
            "some get a lower verdict than before, and some a higher one"
        }
        Relation::Stricter => "some who were a fit no longer are; none the other way round",
        Relation::Looser => "some who were no fit now are one; none the other way round",
        Relation::Incomparable => {
            "some who were a fit no longer are, and some who were not now are"
        }
        Relation::NotProven => "too large to be settled",
    }
}

/// The turns that there are something to say of, under their headings.
pub(super) fn turns(report: &DifferenceReport) -> [(&'static str, &TurnStory); 2] {
    let [falls, rises] = match report.knows_not_yet {
        true => ["A verdict that is lower now", "A verdict that is higher now"],
        false => ["A fit that is none now", "No fit that is one now"],
    };
    [(falls, &report.stricter), (rises, &report.looser)].map(|(unknown, turn)| match turn {
        TurnStory::Some(witness) => (heading(witness), turn),
        TurnStory::None | TurnStory::NotProven => (unknown, turn),
    })
}

/// What becomes of a prospect.
fn heading(witness: &WitnessStory) -> &'static str {
    match (witness.old.verdict, witness.new.verdict) {
        (Verdict::Fit, Verdict::NotYet) => "A fit that is not yet one now",
        (Verdict::Fit, _) => "A fit that is none now",
        (Verdict::NotYet, Verdict::NoFit) => "Not yet a fit, and none at all now",
        (Verdict::NotYet, _) => "Not yet a fit, and one now",
        (_, Verdict::NotYet) => "No fit that is not yet one now",
        _ => "No fit that is one now",
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "fit",
        Verdict::NotYet => "not yet",
        Verdict::NoFit => "no fit",
        Verdict::Undecided => "undecided",
    }
}

/// The verdict of a playbook that can say.
pub(super) fn judged(judged: &Judged) -> &'static str {
    if judged.is_settled { verdict(judged.verdict) } else { "not settled" }
}

/// Why a verdict is what it is: rules with their reasons, else the score.
pub(super) fn why(judged: &Judged) -> String {
    if !judged.rules.is_empty() {
        let rules = judged.rules.iter().map(|(id, because)| format!("{id}: {because}"));
        return rules.collect::<Vec<_>>().join(" ");
    }
    let (low, high) = judged.score;
    let range = if low == high { low.to_string() } else { format!("{low} to {high}") };
    let needed = judged.threshold.map_or_else(String::new, |score| format!(", {score} needed"));
    match judged.verdict {
        Verdict::Fit | Verdict::NotYet | Verdict::NoFit
            if judged.is_by_score && !judged.bands.is_empty() =>
        {
            format!("score {range}: {}", listed(&judged.bands, "or"))
        }
        Verdict::Fit => format!("score {low} at least{needed}"),
        Verdict::NotYet => "the rules together leave a hold".to_owned(),
        Verdict::NoFit if judged.is_by_score => format!("score {high} at most{needed}"),
        Verdict::NoFit => "the rules together leave no way to a fit".to_owned(),
        Verdict::Undecided => format!("still open; score {range}{needed}"),
    }
}

/// The answers that only one of the two takes, in words.
pub(super) fn all_one_sided(report: &DifferenceReport) -> impl Iterator<Item = String> {
    report.one_sided.iter().map(|one| one_sided(one, report.knows_not_yet))
}

/// ``hosting: either, in the new one alone; with it no fit``.
fn one_sided(one: &OneSidedStory, knows_not_yet: bool) -> String {
    let side = one.side.name();
    let then = match one.verdict {
        _ if !one.matters => "no rule looks at it",
        Verdict::Fit => "who answers so is a fit, whatever else they answer",
        Verdict::NotYet => "who answers so is not yet a fit, whatever else they answer",
        Verdict::NoFit => "who answers so is no fit, whatever else they answer",
        Verdict::Undecided if knows_not_yet => "what is made of who answers so is still open",
        Verdict::Undecided => "who answers so may be a fit or not",
    };
    format!("{}: {}: only the {side} one takes it; {then}", one.question, one.answer)
}

/// What happened: `added`, `when changed`.
pub(super) fn how(how: How) -> String {
    match how {
        How::Added => "added".to_owned(),
        How::Gone => "gone".to_owned(),
        How::Retired => "retired".to_owned(),
        How::Renamed => "renamed".to_owned(),
        How::Moved => "moved".to_owned(),
        How::Changed(key) => format!("{key} changed"),
    }
}

/// `rule size: when changed: users ≥ 20 → users ≥ 50`.
pub(super) fn change(change: &Change) -> String {
    let values = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": {before} → {after}"),
        (Some(before), None) if change.how == How::Gone => format!(" ({before})"),
        (None, Some(after)) if matches!(change.how, How::Added | How::Retired) => {
            format!(" ({after})")
        }
        (Some(before), None) => format!(": {before} → nothing"),
        (None, Some(after)) => format!(": nothing → {after}"),
        (None, None) => String::new(),
    };
    let words = change.words.as_ref().map(|words| format!(" — {words}")).unwrap_or_default();
    format!("{} {}: {}{values}{words}", change.about.name(), change.id, how(change.how))
}

/// `question users: ask: “How many?” → “How many people?”`.
pub(super) fn text(text: &TextChange) -> String {
    let shown = |text: &Option<String>| match text {
        Some(text) => format!("“{text}”"),
        None => "nothing".to_owned(),
    };
    let (before, after) = (shown(&text.before), shown(&text.after));
    format!("{} {}: {}: {before} → {after}", text.about.name(), text.id, text.key)
}

/// `3 texts`, `1 text`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What stands behind an answer to a question that only one of the two asks.
pub(super) fn only(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Old) => " (only the old one asks)",
        Some(Side::New) => " (only the new one asks)",
        None => "",
    }
}

/// What is said before a fact that a deal's file would have to say otherwise.
pub(super) fn misfit(written_for: Side) -> &'static str {
    match written_for {
        Side::Old => "no longer fits",
        Side::New => "did not fit the old one",
    }
}
