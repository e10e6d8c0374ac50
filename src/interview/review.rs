//! The last look before the brief: the verdict, why, and every answer, any of them editable.

use super::ask::{Ask, Broken, Menu, MenuEntry};
use super::wording::{ask_words, questions, reasons, statements_words, verdict_words};
use crate::deal::Facts;
use crate::engine::{Engine, Verdict};
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

/// Shows how things stand, and asks what to do. `open` questions could still be put.
pub(super) fn review(
    engine: &Engine<'_>,
    known: &Facts,
    open: usize,
    ask: &mut dyn Ask,
) -> Result<Next, Broken> {
    let now = engine.assess(known);
    let mut choices = vec![Next::Finish];
    let mut entries = vec![MenuEntry::plain("Finish, and show the brief")];
    if open > 0 {
        choices.push(Next::GoOn);
        entries.push(MenuEntry::plain(format!("Go on: {}", on_with(open, now.verdict))));
    }
    let playbook = engine.playbook();
    for index in playbook.question_indexes() {
        let facts = known.about(index);
        if !facts.is_empty() {
            let question = playbook.question(index);
            choices.push(Next::Change(index));
            let (text, detail) =
                (ask_words(question).into_owned(), statements_words(question, facts));
            entries.push(MenuEntry { text, detail: Some(detail) });
        }
    }
    let title = match now.verdict {
        Verdict::Undecided => "Nothing more to ask now, and still undecided".to_owned(),
        settled => format!("Settled: {}", verdict_words(settled)),
    };
    let mut lines = reasons(engine, &now);
    if now.verdict == Verdict::Undecided && now.if_assumptions_hold != Verdict::Undecided {
        let verdict = verdict_words(now.if_assumptions_hold);
        lines.push(format!("If what you assume holds, it is {verdict}."));
    }
    if choices.iter().any(|choice| matches!(choice, Next::Change(_))) {
        lines.push("Look over the answers; any of them can be changed.".to_owned());
    }
    let menu = Menu { title, lines, entries, preselected: 0 };
    let chosen = ask.choose(&menu)?;
    Ok(chosen.map_or(Next::Back, |place| choices.swap_remove(place)))
}

fn on_with(open: usize, verdict: Verdict) -> String {
    match verdict {
        Verdict::Undecided => format!("{} that can't change the verdict", questions(open)),
        _ => format!("{} that can no longer change it", questions(open)),
    }
}
