//! What would change the verdict, or settle it.

use super::item::{Item, Mark, Tone};
use crate::deal::answers::describe;
use crate::engine::{Change, SingleAnswer, Verdict};
use crate::playbook::Question;
use crate::report::brief::Brief;
use crate::text::source::listed;

/// What would make another verdict possible, or settle an open one.
pub(super) fn would_change(brief: &Brief) -> Vec<Item> {
    if brief.verdict == Verdict::Undecided {
        return deciding(brief);
    }
    let verdicts = Verdict::DECIDED.into_iter();
    verdicts.flat_map(|verdict| changes_to(brief, verdict)).collect()
}

/// The changes that would make one verdict possible.
fn changes_to(brief: &Brief, verdict: Verdict) -> Vec<Item> {
    // What would also make a better verdict possible stands there already.
    let is_told = |change: &Change| {
        let better = brief.would_change.iter().take_while(|other| other.verdict != verdict);
        better.into_iter().any(|other| other.answers == change.answers)
    };
    let to_it = brief.would_change.iter().filter(|change| change.verdict == verdict);
    let to_it = to_it.filter(|change| !is_told(change));
    let changes: Vec<Item> = to_it.filter_map(|change| one_change(brief, change)).collect();
    let outcome = match verdict {
        Verdict::Fit => "A fit would be possible",
        Verdict::NotYet => "It might be not yet a fit",
        Verdict::NoFit | Verdict::Undecided => "It might be no fit",
    };
    let opening = match changes.len() {
        0 => return Vec::new(),
        1 => format!("{outcome} if the facts were these:"),
        _ => format!("{outcome} if any one of these were so:"),
    };
    [Item::paragraph(opening)].into_iter().chain(changes).collect()
}

/// A change as an item under the name of its first question.
fn one_change(brief: &Brief, change: &Change) -> Option<Item> {
    let mut answers = change.answers.iter().map(|(place, answer)| {
        let question = brief.playbook.question(*place);
        (question.id.as_str(), describe(question, &answer.as_answer(question)))
    });
    let (name, first) = answers.next()?;
    let others = answers.map(|(name, answer)| format!(", and {name}: {answer}"));
    let text = std::iter::once(first).chain(others).collect::<String>();
    Some(Item::new(Mark::Name(name.to_owned()), text))
}

/// The single answers that settle it, those to one question with one outcome together.
fn deciding(brief: &Brief) -> Vec<Item> {
    let mut groups: Vec<(Verdict, &Question, Vec<String>)> = Vec::new();
    for Change { answers, verdict } in &brief.would_change {
        for (place, answer) in answers {
            let question = brief.playbook.question(*place);
            let words = describe(question, &answer.as_answer(question));
            match groups.last_mut() {
                // Sets read badly in a row.
                Some((last, about, options))
                    if last == verdict
                        && about.id == question.id
                        && !matches!(answer, SingleAnswer::Options(_)) =>
                {
                    options.push(words);
                }
                _ => groups.push((*verdict, question, vec![words])),
            }
        }
    }
    let items = groups.into_iter().map(|(verdict, question, options)| {
        let (tone, tag) = match verdict {
            Verdict::Fit => (Tone::For, "fit if"),
            Verdict::NotYet => (Tone::Open, "not yet if"),
            Verdict::NoFit | Verdict::Undecided => (Tone::Against, "no fit if"),
        };
        let text = format!("{}: {}", question.id, listed(&options, "or"));
        Item::new(Mark::Tag(tone, tag.to_owned()), text)
    });
    items.collect()
}
