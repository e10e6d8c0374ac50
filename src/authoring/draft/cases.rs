//! The prospects of a draft as the text of a cases file.

use super::about::Draft;
use super::examples::{Example, current};
use super::lines::Lines;
use super::prospects::{self, Prospect};

const ABOUT: &str =
    "Prospects, and what should come out for each of them: coach playbook test FILE.";
const ABOUT_CONFIRMED: &str = "You have looked at these, and said that they are right.";
const ABOUT_OTHERS: &str = "These follow from the rules, and nobody has looked at them yet: read them, \
                            and change the rules where one of them is wrong.";

/// Writes the cases of a draft: first those that its author has confirmed.
pub(super) fn write(draft: &Draft, confirmed: &[Example]) -> String {
    let mut lines = Lines::default();
    lines.comment(0, ABOUT);
    lines.gap();
    lines.line(0, "format: 1");
    lines.line(0, "fixtures:");
    for (name, known) in prospects::fixtures(draft) {
        lines.line(2, &format!("{name}:"));
        facts(&known, 4, &mut lines);
    }
    lines.gap();
    lines.line(0, "cases:");
    // What has changed since it was looked at is not confirmed.
    let names: Vec<String> =
        current(draft, confirmed).map(|example| example.name.clone()).collect();
    let (known, others): (Vec<Prospect>, Vec<Prospect>) =
        prospects::of(draft).into_iter().partition(|prospect| names.contains(&prospect.name));
    if !known.is_empty() {
        lines.comment(2, ABOUT_CONFIRMED);
        known.iter().for_each(|prospect| write_case(prospect, &mut lines));
        lines.gap();
    }
    lines.comment(2, ABOUT_OTHERS);
    others.iter().for_each(|prospect| write_case(prospect, &mut lines));
    lines.into_text()
}

fn write_case(prospect: &Prospect, lines: &mut Lines) {
    lines.text(2, "- case", &prospect.name);
    if !prospect.given.is_empty() {
        lines.line(4, &format!("given: [{}]", prospect.given.join(", ")));
    }
    match prospect.facts.as_slice() {
        [] => {}
        [(question, answer)] => lines.line(4, &format!("facts: {{ {question}: {answer} }}")),
        several => {
            lines.line(4, "facts:");
            facts(several, 6, lines);
        }
    }
    lines.line(4, &format!("verdict: {}", prospect.verdict));
    if let Some(rule) = &prospect.because {
        lines.line(4, &format!("because: [{rule}]"));
    }
    if let Some(stage) = &prospect.stage {
        lines.line(4, &format!("stage: {stage}"));
    }
    if let Some(next) = prospect.next {
        lines.line(4, &format!("next: {next}"));
    }
}

fn facts(facts: &[(String, String)], indent: usize, lines: &mut Lines) {
    facts
        .iter()
        .for_each(|(question, answer)| lines.line(indent, &format!("{question}: {answer}")));
}
