//! A draft as the text of a playbook.

use super::about::{Draft, Hurdle};
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
    if place == draft.stage_of_hurdles() {
        for (id, hurdle, bad) in draft.hurdles() {
            write_hurdle_question(&id, hurdle, bad, lines);
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

fn write_hurdle_question(id: &str, hurdle: &Hurdle, bad: &str, lines: &mut Lines) {
    lines.line(6, &format!("- id: {id}"));
    lines.text(8, "ask", &hurdle.ask);
    lines.text(8, "why", &format!("A {bad} rules us out. {}", hurdle.because));
    lines.line(8, "type: yes_no");
}

fn write_fit(draft: &Draft, lines: &mut Lines) {
    let (mut limits, mut must_haves) = (Vec::new(), Vec::new());
    for (id, hurdle, bad) in draft.hurdles() {
        if bad == "yes" { &mut limits } else { &mut must_haves }.push((id, hurdle));
    }
    lines.line(0, "fit:");
    lines.comment(2, ABOUT_DISQUALIFIERS);
    lines.line(2, "disqualifiers:");
    for (id, limit) in limits {
        write_rule(&id, &format!("{id}: yes"), [&limit.because, &limit.say, &limit.instead], lines);
    }
    for stage in &draft.stages {
        let content = &stage.content;
        let when = format!("{}: {}", stage.question_id(), content.options[2].0);
        let words = [&*content.because, content.say, content.instead];
        write_rule(&stage.against_rule(), &when, words, lines);
    }
    if !must_haves.is_empty() {
        lines.gap();
        lines.comment(2, ABOUT_MUST_HAVES);
        lines.line(2, "must_haves:");
    }
    for (id, must) in must_haves {
        write_rule(&id, &format!("{id}: yes"), [&must.because, &must.say, &must.instead], lines);
    }
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

fn write_rule(id: &str, when: &str, [because, say, instead]: [&str; 3], lines: &mut Lines) {
    lines.line(4, &format!("- id: {id}"));
    lines.line(6, &format!("when: {{ {when} }}"));
    lines.text(6, "because", because);
    lines.text(6, "say", say);
    lines.text(6, "instead", instead);
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
