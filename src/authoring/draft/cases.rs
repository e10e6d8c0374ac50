//! The cases of a draft: each rule seen deciding, whether it holds or fails, each answer, each stage.

use super::about::Draft;
use super::lines::Lines;
use super::playbook::signals;
use super::stages::DATED;
use crate::text::source::capitalised;

/// Prospects of whom as few signals hold as still make a fit, or one fewer: the first of them, or
/// the last. Between them each signal decides both ways.
const FEW: [(&str, bool, bool); 4] = [
    ("Just enough speaks for it", false, true),
    ("One thing too little speaks for it", false, false),
    ("Just enough else speaks for it", true, true),
    ("One thing else too little speaks for it", true, false),
];

/// The fixture of a prospect whom no limit and no must-have rules out.
const PASSED: &str = "no_limit_in_the_way";
/// The fixture of a prospect for whom each stage's answer speaks.
const STRONG: &str = "everything_speaks_for_it";

/// Writes the cases of a draft.
pub(super) fn write(draft: &Draft) -> String {
    let mut lines = Lines::default();
    lines.comment(
        0,
        "Prospects, and what should come out for each of them: coach playbook test FILE.",
    );
    lines.gap();
    lines.line(0, "format: 1");
    lines.line(0, "fixtures:");
    let passed = hurdles_passed(draft);
    if !passed.is_empty() {
        lines.line(2, &format!("{PASSED}:"));
        facts(&passed, 4, &mut lines);
    }
    lines.line(2, &format!("{STRONG}:"));
    facts(&answers(draft, |_| true), 4, &mut lines);
    lines.gap();
    lines.line(0, "cases:");
    lines.line(2, "- case: Everything speaks for it");
    given(draft, Some(STRONG), &mut lines);
    lines.line(4, "verdict: fit");
    lines.line(4, "stage: none");
    lines.line(4, "next: none");
    write_ruled_out(draft, &mut lines);
    write_few(draft, &mut lines);
    write_stages(draft, &mut lines);
    lines.into_text()
}

/// A fit but for one answer.
fn write_ruled_out(draft: &Draft, lines: &mut Lines) {
    let of_stages = draft.stages.iter().map(|stage| {
        let (answer, label) = stage.content.options[2];
        let name = format!("{}: {label}", stage.title);
        (name, stage.question_id(), answer.to_owned(), stage.against_rule())
    });
    let of_hurdles = draft.hurdles().into_iter().map(|(id, hurdle, bad)| {
        (format!("{} {}", hurdle.ask, capitalised(bad)), id.clone(), bad.to_owned(), id)
    });
    for (name, question, answer, rule) in of_hurdles.chain(of_stages) {
        lines.text(2, "- case", &name);
        given(draft, Some(STRONG), lines);
        lines.line(4, &format!("facts: {{ {question}: {answer} }}"));
        lines.line(4, "verdict: no-fit");
        lines.line(4, &format!("because: [{rule}]"));
    }
}

fn write_few(draft: &Draft, lines: &mut Lines) {
    let count = signals(draft).len();
    for (name, from_the_end, is_enough) in FEW {
        let holding = draft.threshold() - usize::from(!is_enough);
        let holds = |place: usize| match from_the_end {
            true => place + holding >= count,
            false => place < holding,
        };
        lines.line(2, &format!("- case: {name}"));
        given(draft, None, lines);
        lines.line(4, "facts:");
        facts(&answers(draft, holds), 6, lines);
        lines.line(4, if is_enough { "verdict: fit" } else { "verdict: no-fit" });
        if !is_enough {
            lines.line(4, "because: [below_threshold]");
        }
    }
}

/// A buyer at each stage, of whom no more is known than that they came so far.
fn write_stages(draft: &Draft, lines: &mut Lines) {
    for (place, stage) in draft.stages.iter().enumerate() {
        let before = draft.stages.get(..place).unwrap_or_default();
        let known: Vec<String> = before
            .iter()
            .map(|stage| format!("{}: {}", stage.question_id(), stage.content.options[0].0))
            .collect();
        lines.text(2, "- case", &format!("They are at {}", stage.title));
        if !known.is_empty() {
            lines.line(4, "facts:");
            facts(&known, 6, lines);
        }
        lines.line(4, "verdict: undecided");
        lines.line(4, &format!("stage: {}", stage.id));
    }
}

/// What a case is given: the limits out of the way, if there are any, and more perhaps.
fn given(draft: &Draft, more: Option<&str>, lines: &mut Lines) {
    let has_hurdles = !draft.limits.is_empty() || !draft.must_haves.is_empty();
    let names: Vec<&str> = has_hurdles.then_some(PASSED).into_iter().chain(more).collect();
    if !names.is_empty() {
        lines.line(4, &format!("given: [{}]", names.join(", ")));
    }
}

fn hurdles_passed(draft: &Draft) -> Vec<String> {
    let hurdles = draft.hurdles().into_iter();
    hurdles
        .map(|(id, _, bad)| format!("{id}: {}", if bad == "yes" { "no" } else { "yes" }))
        .collect()
}

/// Answers to the questions of the stages and to that about a date, of whose signals those hold that
/// are asked for by their places.
fn answers(draft: &Draft, holds: impl Fn(usize) -> bool) -> Vec<String> {
    let of_stages = draft.stages.iter().enumerate().map(|(place, stage)| {
        let [strong, half, _] = stage.content.options;
        let answer = if holds(place) { strong.0 } else { half.0 };
        format!("{}: {answer}", stage.question_id())
    });
    let dated = if holds(draft.stages.len()) { "fixed" } else { "open" };
    of_stages.chain([format!("{DATED}: {dated}")]).collect()
}

fn facts(facts: &[String], indent: usize, lines: &mut Lines) {
    facts.iter().for_each(|fact| lines.line(indent, fact));
}
