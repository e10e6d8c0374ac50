//! A draft as the text of a playbook.

use super::about::Draft;
use super::criteria::{Criterion, Needed, Otherwise};
use super::lines::Lines;
use super::stages::{DATED, Stage};

const ABOUT: &str = "What is right for a buyer, and what to ask to find out. Change whatever does \
                     not sound like you: the questions are said to buyers, and the words under \
                     `say` too.";
const ABOUT_CHECKS: &str = "Whether it is still honest: coach playbook check FILE. Whether it still \
                            says what it should: coach playbook test FILE, with the cases beside it.";
const ABOUT_STAGES: &str = "The buyer's jobs, in their order. Each is done by something that the \
                            buyer has said or done, never by something that you did.";
const ABOUT_LIKELY: &str = "Add your own: what else has to be known before a buyer can decide?";
const ABOUT_DISQUALIFIERS: &str = "Any one of these alone means that it is no fit.";
const ABOUT_MUST_HAVES: &str = "Without any one of these it is no fit.";
const ABOUT_HOLDS: &str = "While any one of these holds it is not yet a fit, however much speaks for it; \
                           `until` is what lifts it.";
const ABOUT_SIGNALS: &str = "Each adds its weight where it holds. Weights and the threshold are \
                             judgement: change them when your own deals tell you otherwise.";

/// Writes the playbook of a draft.
pub(super) fn write(draft: &Draft) -> String {
    let mut lines = Lines::default();
    lines.comment(0, ABOUT);
    lines.comment(0, ABOUT_CHECKS);
    lines.gap();
    lines.line(0, "format: 1");
    lines.text(0, "id", &draft.id);
    lines.text(0, "title", &draft.title);
    let name = &draft.offer.name;
    lines.text(
        0,
        "summary",
        &format!("Whether {name} is right for a buyer, and what is in its way."),
    );
    lines.line(0, "offer:");
    lines.text(2, "name", name);
    lines.text(2, "solves", &draft.offer.solves);
    lines.text(2, "not_for", &draft.offer.not_for);
    lines.gap();
    lines.comment(0, ABOUT_STAGES);
    lines.line(0, "stages:");
    for (place, stage) in draft.stages.iter().enumerate() {
        if place > 0 {
            lines.gap();
        }
        write_stage(draft, place, stage, &mut lines);
    }
    lines.gap();
    write_fit(draft, &mut lines);
    lines.into_text()
}

fn write_stage(draft: &Draft, place: usize, stage: &Stage, lines: &mut Lines) {
    let question = stage.question_id();
    let [strong, half, _] = stage.content.options;
    lines.line(2, &format!("- id: {}", stage.id));
    lines.text(4, "title", &stage.title);
    lines.text(4, "buyer_asks", &stage.buyer_asks);
    let done = match stage.content.half_is_done {
        true => format!("[{}, {}]", strong.0, half.0),
        false => strong.0.to_owned(),
    };
    lines.line(4, &format!("verified_when: {{ {question}: {done} }}"));
    lines.text(4, "advice", &stage.content.advice);
    lines.line(4, "questions:");
    write_question(stage, lines);
    if place == 0 {
        write_date(lines);
    }
    if place == draft.stage_of_criteria() {
        for (id, criterion) in draft.criteria_with_ids() {
            write_criterion_question(&id, criterion, lines);
        }
    }
    if place + 1 == draft.stages.len() {
        lines.comment(6, ABOUT_LIKELY);
    }
}

fn write_question(stage: &Stage, lines: &mut Lines) {
    let content = &stage.content;
    lines.line(6, &format!("- id: {}", stage.question_id()));
    lines.text(8, "ask", &content.ask);
    lines.text(8, "why", content.why);
    lines.line(8, "listen_for:");
    content.listen_for.iter().for_each(|sound| lines.line(10, &format!("- {sound}")));
    lines.line(8, "type: choice");
    lines.line(8, "options:");
    content.options.iter().for_each(|(id, label)| lines.text(10, id, label));
    lines.line(8, "good_for: 180d");
}

fn write_date(lines: &mut Lines) {
    lines.line(6, &format!("- id: {DATED}"));
    lines.text(8, "ask", "Which day does this have to be better by, if there is one?");
    lines.text(8, "why", "A day that something real depends on gets people to decide.");
    lines.line(8, "type: choice");
    lines.line(8, "options:");
    lines.text(10, "fixed", "A day that something of theirs depends on");
    lines.text(10, "open", "No such day");
    lines.line(8, "good_for: 90d");
}

fn write_criterion_question(id: &str, criterion: &Criterion, lines: &mut Lines) {
    let effect = if criterion.rules_out() { "rules a fit out" } else { "holds it up" };
    let why = format!("{} {effect}. {}", criterion.needed.in_the_way(), criterion.because);
    lines.line(6, &format!("- id: {id}"));
    lines.text(8, "ask", &criterion.ask);
    lines.text(8, "why", &why);
    match &criterion.needed {
        Needed::Yes | Needed::No => lines.line(8, "type: yes_no"),
        Needed::Number(limit) => {
            lines.line(8, "type: number");
            if !limit.unit.is_empty() {
                lines.text(8, "unit", &limit.unit);
            }
        }
        Needed::Choice(choice) => {
            lines.line(8, "type: choice");
            lines.line(8, "options:");
            for (option, answer) in choice.with_ids() {
                lines.text(10, &option, &answer.label);
            }
        }
    }
}

/// The lists of rules that alone decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Disqualifiers,
    MustHaves,
    Holds,
}

fn write_fit(draft: &Draft, lines: &mut Lines) {
    let rules: Vec<(String, &Criterion, List, String)> = draft
        .criteria_with_ids()
        .into_iter()
        .map(|(id, criterion)| {
            let (list, when) = rule_of(&id, criterion);
            (id, criterion, list, when)
        })
        .collect();
    let write_own = |list: List, lines: &mut Lines| {
        for (id, criterion, _, when) in rules.iter().filter(|(_, _, own, _)| *own == list) {
            write_criterion_rule(id, when, criterion, lines);
        }
    };
    lines.line(0, "fit:");
    lines.comment(2, ABOUT_DISQUALIFIERS);
    lines.line(2, "disqualifiers:");
    write_own(List::Disqualifiers, lines);
    for stage in &draft.stages {
        let content = &stage.content;
        let when = format!("{}: {}", stage.question_id(), content.options[2].0);
        let words =
            [("because", &*content.because), ("say", content.say), ("instead", content.instead)];
        write_rule(&stage.against_rule(), &when, &words, lines);
    }
    let others =
        [(List::MustHaves, ABOUT_MUST_HAVES, "must_haves:"), (List::Holds, ABOUT_HOLDS, "holds:")];
    for (list, about, key) in others {
        if rules.iter().any(|(_, _, own, _)| *own == list) {
            lines.gap();
            lines.comment(2, about);
            lines.line(2, key);
            write_own(list, lines);
        }
    }
    write_score(draft, lines);
}

fn write_score(draft: &Draft, lines: &mut Lines) {
    lines.gap();
    lines.comment(2, ABOUT_SIGNALS);
    lines.line(2, "signals:");
    for (id, when, because) in signals(draft) {
        lines.line(4, &format!("- id: {id}"));
        lines.line(6, &format!("when: {{ {when} }}"));
        lines.line(6, "weight: 1");
        lines.text(6, "because", &because);
    }
    lines.gap();
    lines.line(2, &format!("threshold: {}", draft.threshold()));
    lines.line(2, "below_threshold:");
    lines.text(4, "because", "Too little speaks for it as things stand.");
    lines.text(4, "say", "As things stand, too little speaks for it. I would not go on now.");
    lines.text(4, "instead", "Leave it as it is, and look again when something has changed.");
}

/// The list that a criterion's rule stands in, and its condition: of a choice that rules a fit out it
/// names the fewer answers.
fn rule_of(id: &str, criterion: &Criterion) -> (List, String) {
    let [right, wrong] = criterion.answers();
    let names_right = match criterion.needed {
        Needed::Yes | Needed::Number(_) => true,
        Needed::No => false,
        Needed::Choice(_) => right.len() < wrong.len(),
    };
    let list = match (&criterion.otherwise, names_right) {
        (Otherwise::NotYet { .. }, _) => List::Holds,
        (Otherwise::NoFit { .. }, true) => List::MustHaves,
        (Otherwise::NoFit { .. }, false) => List::Disqualifiers,
    };
    if let Needed::Number(limit) = &criterion.needed {
        let map = |operators: &str| format!("{id}: {{ {operators} }}");
        return match (list, limit.broken().as_slice()) {
            (List::Holds, [one]) => (list, map(one)),
            (List::Holds, both) => {
                let both: Vec<String> =
                    both.iter().map(|one| format!("{{ {} }}", map(one))).collect();
                (list, format!("any: [{}]", both.join(", ")))
            }
            _ => (list, map(&limit.kept().join(", "))),
        };
    }
    let named = if list == List::MustHaves { right } else { wrong };
    let named: Vec<String> = named.into_iter().map(|(answer, _)| answer).collect();
    match named.as_slice() {
        [one] => (list, format!("{id}: {one}")),
        several => (list, format!("{id}: [{}]", several.join(", "))),
    }
}

fn write_criterion_rule(id: &str, when: &str, criterion: &Criterion, lines: &mut Lines) {
    let because = ("because", &*criterion.because);
    let say = ("say", &*criterion.say);
    match &criterion.otherwise {
        Otherwise::NoFit { instead } => {
            write_rule(id, when, &[because, say, ("instead", instead)], lines);
        }
        Otherwise::NotYet { until } => {
            write_rule(id, when, &[because, ("until", until), say], lines);
        }
    }
}

fn write_rule(id: &str, when: &str, words: &[(&str, &str)], lines: &mut Lines) {
    lines.line(4, &format!("- id: {id}"));
    lines.line(6, &format!("when: {{ {when} }}"));
    words.iter().for_each(|(key, text)| lines.text(6, key, text));
}

/// The signals: for each an id, its condition and why it counts. Cases go by their order.
pub(super) fn signals(draft: &Draft) -> Vec<(String, String, String)> {
    let of_stages = draft.stages.iter().map(|stage| {
        let content = &stage.content;
        let when = format!("{}: {}", stage.question_id(), content.options[0].0);
        (stage.strong_rule(), when, content.strong.1.to_owned())
    });
    let because = "Something of theirs depends on the day.".to_owned();
    let dated = ("pressing".to_owned(), format!("{DATED}: fixed"), because);
    of_stages.chain([dated]).collect()
}
