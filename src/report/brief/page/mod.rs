//! The brief as a page: which sections it has and what each says, in words. What the formats
//! for people share; each only lays it out and makes the words safe where they go.

mod call_sheet;
mod changes;
mod facts;
mod headline;
mod honest_words;
mod item;
mod questions;
mod rules;
mod score;

use super::Brief;
use crate::engine::Verdict;
use crate::playbook::Stage;
pub(super) use call_sheet::THEY_SAID;
pub(in crate::report) use call_sheet::{learned_item, was_words};
pub(in crate::report) use headline::{in_a_sentence, verdict_words};
pub(in crate::report) use item::{Item, Mark, Page, Section, Tone};

/// A space at which no line ends.
const GLUE: char = '\u{a0}';

impl Page {
    /// The reasons, and all that is known.
    pub(super) fn reasons(brief: &Brief) -> Self {
        let parts = ("By part", score::parts(brief));
        let why = [("Why", rules::why(brief)), parts, ("Rests on", facts::rests_on(brief))];
        let stage = ("Where they are", where_they_are(brief));
        let checks = [
            ("Verify", facts::verify(brief)),
            ("What would change it", changes::would_change(brief)),
        ];
        let ask = [
            ("Ask next", questions::ask_next(brief)),
            ("For you to find out", questions::find_out(brief)),
        ];
        let known = [
            ("What became of it", facts::outcome(brief)),
            ("All that is known", facts::all(brief)),
            ("Talks", facts::calls(brief)),
            ("What was known before", facts::history(brief)),
        ];
        let sections: Vec<(&str, Vec<Item>)> = match brief.verdict {
            Verdict::NoFit | Verdict::NotYet => {
                let words = ("What to tell them", honest_words::what_to_tell(brief));
                why.into_iter().chain([words, stage]).chain(ask).chain(checks).collect()
            }
            Verdict::Fit | Verdict::Undecided => {
                let caveats = ("Say this as well", honest_words::caveats(brief));
                let next = [stage].into_iter().chain(ask);
                why.into_iter().chain(next).chain(checks).chain([caveats]).collect()
            }
        };
        let sections = sections.into_iter().chain(known).filter(|(_, items)| !items.is_empty());
        Self {
            verdict: brief.verdict,
            verdict_words: headline::verdict_words(brief.verdict),
            reason: headline::reason(brief),
            opening: headline::of_reasons(brief),
            sections: sections
                .map(|(title, items)| Section { title: title.to_owned(), items })
                .collect(),
        }
    }
}

fn where_they_are(brief: &Brief) -> Vec<Item> {
    let is_current = |stage: &Stage| brief.stage.is_some_and(|current| current.id == stage.id);
    let path: Vec<String> = (brief.stages.iter())
        .map(|status| match (status.verified, is_current(status.stage)) {
            (true, _) => format!("✓{GLUE}{}", status.stage.title),
            (false, true) => format!("▸{GLUE}{}", status.stage.title),
            (false, false) => status.stage.title.clone(),
        })
        .collect();
    let mut items = vec![Item::paragraph(path.join(" · "))];
    match brief.stage {
        None => items.push(Item::paragraph("Every stage of their process is done.")),
        Some(stage) => {
            let asks = format!("{}: they ask themselves “{}”", stage.title, stage.buyer_asks);
            items.push(Item::paragraph(asks));
            let advice = stage.advice.as_ref().filter(|_| brief.verdict != Verdict::NoFit);
            items.extend(advice.map(Item::paragraph));
        }
    }
    items
}
