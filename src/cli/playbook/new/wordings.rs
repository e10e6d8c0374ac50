//! What the checks of a playbook would say of a question, while it can still be put otherwise.

use crate::authoring::lint::language::{Match, Rule, notes};

/// The rules on what is asked.
const RULES: [Rule; 4] =
    [Rule::LeadingQuestion, Rule::DoubleQuestion, Rule::Pressure, Rule::JargonToBuyer];
/// The author's notes on it.
const NOTES: [fn(&str) -> Vec<Match>; 4] = [
    notes::if_we_could,
    notes::statement_first,
    notes::and_in_closed_question,
    notes::hard_to_read,
];

/// What is found in a question, in sentences.
pub(super) fn found_in(ask: &str) -> Vec<String> {
    let of_rules = RULES.iter().flat_map(|rule| rule.check(ask));
    let found = of_rules.chain(NOTES.iter().flat_map(|note| note(ask)));
    let sentence = |found: Match| {
        let suggestion = found.suggestion.map_or_else(String::new, |words| format!(": {words}"));
        format!("{}{suggestion}.", found.message)
    };
    found.map(sentence).collect()
}
