//! The last look before the brief: the verdict, why, and every answer, any of them editable.

use super::ask::{Ask, Broken, Menu, MenuEntry};
use super::under_way::Interview;
use super::wording::{questions, reasons, verdict_words};
use crate::engine::{Assessment, Verdict};
use crate::playbook::QuestionIndex;

/// What to do after the look.
pub(super) enum Next {
    /// On to the brief.
    Finish,
    /// Put the last question again.
    Back,
    /// Put the questions that can no longer change the verdict.
    GoOn,
    /// Put this question again.
    Change(QuestionIndex),
}

/// Shows how things stand, and asks what to do.
pub(super) fn review(
    interview: &Interview<'_>,
    now: &Assessment,
    ask: &mut dyn Ask,
) -> Result<Next, Broken> {
    let mut choices = vec![Next::Finish];
    let mut entries = vec![MenuEntry::plain("Finish, and show the brief")];
    let open = interview.open_questions().len();
    if open > 0 {
        choices.push(Next::GoOn);
        entries.push(MenuEntry::plain(format!("Go on: {}", on_with(open, now.verdict))));
    }
    let questions = interview.engine.playbook().question_indexes();
    for index in questions.filter(|index| !interview.facts.about(*index).is_empty()) {
        choices.push(Next::Change(index));
        entries.push(interview.entry(index));
    }
    let title = match now.verdict {
        Verdict::Undecided => "Nothing more to ask now, and still undecided".to_owned(),
        settled => format!("Settled: {}", verdict_words(settled)),
    };
    let mut lines = reasons(interview.engine, now);
    if now.verdict == Verdict::Undecided && now.if_assumptions_hold != Verdict::Undecided {
        let verdict = verdict_words(now.if_assumptions_hold);
        lines.push(format!("If what you assume holds, it is {verdict}."));
    }
    if choices.iter().any(|choice| matches!(choice, Next::Change(_))) {
        lines.push("Look over the answers; any of them can be changed.".to_owned());
    }
    let menu = Menu { title, lines, entries, preselected: 0, goes_untyped: true };
    let chosen = ask.choose(&menu)?;
    Ok(chosen.map_or(Next::Back, |place| choices.swap_remove(place)))
}

fn on_with(open: usize, verdict: Verdict) -> String {
    match verdict {
        Verdict::Undecided => format!("{} that can't change the verdict", questions(open)),
        _ => format!("{} that can no longer change it", questions(open)),
    }
}
