//! The lines of a playbook that are worth a look in the light of what happened. Nothing is changed: what
//! is right for buyers is for people to say.

use super::words::{Finding, findings};
use crate::playbook::Playbook;
use crate::playbook::places::{Place, Places};
use crate::table::calibration::leak::Telling;
use crate::table::calibration::line::{Calibration, Subject};

/// A line of a playbook, and why it is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// The rule or the question.
    pub id: String,
    /// The file, as it was found.
    pub file: String,
    /// The line in it, from 1 on.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// Why it is worth a look.
    pub why: String,
}

/// The lines that are worth a look, in the order in which the report tells why.
pub fn draft(playbook: &Playbook, places: &Places, calibration: &Calibration) -> Vec<DraftLine> {
    let findings = findings(playbook, calibration).into_iter();
    findings
        .filter_map(|(finding, why)| {
            let (id, place) = place_of(playbook, places, &finding)?;
            Some(drafted(places, id, &place, why))
        })
        .collect()
}

/// Where a finding is to be looked at.
fn place_of<'p>(
    playbook: &'p Playbook,
    places: &Places,
    finding: &Finding,
) -> Option<(&'p str, Place)> {
    match finding {
        Finding::Line(line) => match line.subject {
            Subject::Rule(rule) => {
                Some((&playbook.rule(rule).id, places.rule(playbook, rule, &["when"])))
            }
            _ => None,
        },
        Finding::Leak(leak) => {
            let question = playbook.question(leak.question);
            let place = match leak.known {
                Telling::Option(option) => {
                    places.option(playbook, leak.question, question.option_id(option))
                }
                Telling::Missing | Telling::Given => places.question(playbook, leak.question, &[]),
            };
            Some((&question.id, place))
        }
    }
}

fn drafted(places: &Places, id: &str, place: &Place, why: String) -> DraftLine {
    let file = places.file();
    let (line, _) = file.line_and_column(place.key.start);
    let text = file.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    DraftLine {
        id: id.to_owned(),
        file: file.name.clone(),
        line,
        text: text.trim().to_owned(),
        why,
    }
}
