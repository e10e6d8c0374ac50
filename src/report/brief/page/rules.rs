//! The rules behind the verdict, those first that matter most for it.

use super::facts::{known_words, says_something};
use super::item::{Item, Mark, Tone};
use super::score::signed;
use crate::engine::{Effect, Verdict};
use crate::playbook::RuleKind;
use crate::report::brief::{Brief, Reason};

/// The most rules that a page has room for, beside those that are never left out: with a line or two
/// each they fill half of a terminal of 24 lines.
const MOST_RULES: usize = 7;

/// The rules behind the verdict, those first that matter most for it.
pub(super) fn why(brief: &Brief) -> Vec<Item> {
    if brief.verdict == Verdict::NoFit && brief.because.iter().any(Reason::rules_out) {
        return why_ruled_out(brief);
    }
    let mut ranked: Vec<(usize, &Reason)> = (brief.because.iter())
        .filter_map(|reason| Some((rank(reason, brief.verdict)?, reason)))
        .collect();
    ranked.sort_by_key(|(rank, reason)| (*rank, -weight(reason).abs()));
    // What warns of a decided verdict is never left out.
    let is_decided = brief.verdict != Verdict::Undecided;
    let always = ranked.iter().take_while(|(_, reason)| is_decided && warns(reason)).count();
    let shown = ranked.iter().take(always + MOST_RULES);
    // Why a question matters says nothing of what was answered.
    let with_facts = |reason: &Reason| !is_decided || reason.holds_up() || reason.points.is_some();
    let items = shown.map(|(_, reason)| rule_item(reason, with_facts(reason)));
    items.chain(and_more(ranked.len() - always)).collect()
}

/// Every rule that speaks against a fit, or might once it is known. What may turn out so of one question,
/// of which not all can be so, is told as one.
pub(super) fn warnings(brief: &Brief) -> Vec<Item> {
    let mut ranked: Vec<&Reason> =
        brief.because.iter().filter(|reason| may_count_against(reason)).collect();
    ranked.sort_by_key(|reason| (rank(reason, brief.verdict), -weight(reason).abs()));
    let mut told: Vec<(&Reason, String)> = Vec::new();
    for reason in ranked {
        let is_alike = |(other, _): &&mut (&Reason, String)| are_open_alike(reason, other);
        match told.iter_mut().find(is_alike) {
            Some((_, words)) => words.push_str(&format!(" Or: {}", reason.rule.because)),
            None => told.push((reason, reason.rule.because.clone())),
        }
    }
    let items = told.into_iter().map(|(reason, words)| {
        let (tone, tag) = match reason.effect {
            Effect::Open => (Tone::Open, "open"),
            Effect::Holds | Effect::Fails => (Tone::Against, "against"),
        };
        Item::new(Mark::Tag(tone, tag.to_owned()), words)
    });
    items.collect()
}

/// Whether a rule speaks against a fit, or might, and is not one that can only add to it.
fn may_count_against(reason: &Reason) -> bool {
    warns(reason) && !can_only_help(reason)
}

/// Whether a rule is open and takes nothing from a fit, whatever comes of it.
fn can_only_help(reason: &Reason) -> bool {
    let fewest = match reason.points {
        Some((fewest, most)) if most > 0 => fewest,
        Some(_) => return false,
        None => weight(reason),
    };
    let can_add = reason.points.is_some() || weight(reason) > 0;
    reason.effect == Effect::Open && can_add && fewest >= 0
}

/// Whether two rules are open and rest on the same questions.
fn are_open_alike(one: &Reason, other: &Reason) -> bool {
    let questions = |reason: &Reason| -> Vec<String> {
        reason.about.iter().map(|known| known.question.id.clone()).collect()
    };
    [one, other].iter().all(|reason| reason.effect == Effect::Open)
        && questions(one) == questions(other)
}

/// Whether a rule speaks against a fit, or might once it is known.
fn warns(reason: &Reason) -> bool {
    let is_against = weight(reason) < 0 && reason.effect == Effect::Holds;
    is_against || reason.effect == Effect::Open || reason.holds_up()
}

/// The facts behind the headline, then what else rules it out.
fn why_ruled_out(brief: &Brief) -> Vec<Item> {
    let ruling: Vec<&Reason> = brief.because.iter().filter(|one| one.rules_out()).collect();
    let headline = ruling.first().map(|reason| reason.about.as_slice()).unwrap_or_default();
    let facts = headline.iter().map(Item::fact);
    let others = ruling.iter().skip(1).take(MOST_RULES).map(|reason| rule_item(reason, true));
    facts.chain(others).chain(and_more(ruling.len().saturating_sub(1))).collect()
}

fn and_more(count: usize) -> Option<Item> {
    let left_out = count.checked_sub(MOST_RULES).filter(|left_out| *left_out > 0)?;
    let rules = if left_out == 1 { "rule" } else { "rules" };
    Some(Item::paragraph(format!("And {left_out} more {rules}.")))
}

/// How early a rule is told; `None` for one that says nothing about this verdict.
fn rank(reason: &Reason, verdict: Verdict) -> Option<usize> {
    let is_signal = reason.rule.kind.is_signal();
    match (verdict, reason.effect) {
        _ if reason.holds_up() => Some(0),
        (Verdict::Fit | Verdict::NotYet, Effect::Holds) if weight(reason) < 0 => Some(1),
        (Verdict::Fit | Verdict::NotYet, Effect::Open) => Some(if is_signal { 3 } else { 2 }),
        (Verdict::Fit | Verdict::NotYet, Effect::Holds) if is_signal => Some(4),
        (Verdict::Fit | Verdict::NotYet, _) if reason.rule.kind == RuleKind::MustHave => Some(5),
        (Verdict::Fit | Verdict::NotYet, _) => Some(6),
        (Verdict::Undecided, Effect::Open) if !is_signal => Some(0),
        (_, Effect::Holds) if is_signal => Some(1),
        (Verdict::Undecided, Effect::Open) => Some(2),
        (_, Effect::Open) | (Verdict::NoFit, _) => None,
        _ if reason.rules_out() => Some(0),
        _ if reason.rule.kind == RuleKind::MustHave => Some(3),
        _ => Some(4),
    }
}

fn weight(reason: &Reason) -> i64 {
    match reason.rule.kind {
        RuleKind::Signal(weight) => weight,
        // While they are open, what they may come to at most, either way.
        RuleKind::Points => reason.points.map_or(0, |(fewest, most)| match most + fewest > 0 {
            true => most,
            false => fewest,
        }),
        RuleKind::Disqualifier | RuleKind::MustHave | RuleKind::Hold => 0,
    }
}

fn rule_item(reason: &Reason, with_facts: bool) -> Item {
    let (tone, tag) = rule_tag(reason);
    let item = Item::new(Mark::Tag(tone, tag), &reason.rule.because);
    // Where nothing is known yet, there is nothing to note.
    let with_facts = with_facts && reason.about.iter().any(says_something);
    let facts = if with_facts { reason.about.as_slice() } else { &[] };
    let notes = facts.iter().map(|known| (known.question.id.clone(), known_words(known)));
    let lifts = reason.effect != Effect::Fails;
    let until = reason.rule.until.iter().filter(|_| lifts);
    let until = until.map(|until| ("Until".to_owned(), until.clone()));
    Item { notes: notes.chain(until).collect(), ..item }
}

fn rule_tag(reason: &Reason) -> (Tone, String) {
    let (tone, tag) = match (reason.rule.kind, reason.effect) {
        (RuleKind::Disqualifier, Effect::Holds) => (Tone::Against, "ruled out"),
        (RuleKind::Disqualifier, Effect::Fails) => (Tone::For, "clear"),
        (RuleKind::Disqualifier, Effect::Open) => (Tone::Open, "a risk"),
        (RuleKind::MustHave, Effect::Holds) => (Tone::For, "met"),
        (RuleKind::MustHave, Effect::Fails) => (Tone::Against, "unmet"),
        (RuleKind::MustHave, Effect::Open) => (Tone::Open, "needed"),
        (RuleKind::Hold, Effect::Holds) => (Tone::Against, "held up"),
        (RuleKind::Hold, Effect::Fails) => (Tone::For, "clear"),
        (RuleKind::Hold, Effect::Open) => (Tone::Open, "may hold"),
        (RuleKind::Points, Effect::Open) => {
            let (fewest, most) = reason.points.unwrap_or_default();
            let tone = if most < 0 { Tone::Against } else { Tone::Open };
            return (tone, format!("{} to {}", signed(fewest), signed(most)));
        }
        (RuleKind::Points, _) => {
            let tone = if weight(reason) > 0 { Tone::For } else { Tone::Against };
            return (tone, signed(weight(reason)));
        }
        (RuleKind::Signal(0), Effect::Open) => (Tone::Open, "note if so"),
        (RuleKind::Signal(0), _) => (Tone::Open, "note"),
        (RuleKind::Signal(weight), Effect::Open) => {
            return (Tone::Open, format!("{weight:+} if so"));
        }
        (RuleKind::Signal(weight), _) => {
            let tone = if weight > 0 { Tone::For } else { Tone::Against };
            return (tone, format!("{weight:+}"));
        }
    };
    (tone, tag.to_owned())
}
