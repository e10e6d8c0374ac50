//! The figures of a calibration as tables, the same for terminals and pages.

use super::words::{interval_words, name, percent, relation_word};
use crate::playbook::Playbook;
use crate::table::calibration::line::{Calibration, Line, Subject};
use crate::table::calibration::tally::Tally;

/// The figures of a row: n, ours, rate, interval, regret.
pub(super) const FIGURES: usize = 5;
/// What stands above them.
pub(super) const HEADINGS: [&str; FIGURES] = ["n", "ours", "rate", "95 %", "regret"];
/// What stands where nothing is said.
const NOTHING: &str = "–";

/// What is told of one kind of things.
pub(super) struct Table {
    /// What they are.
    pub(super) heading: &'static str,
    pub(super) rows: Vec<Row>,
}

/// What is told of some buyers.
pub(super) struct Row {
    /// What they have in common.
    pub(super) name: String,
    /// Whether they are the others of the row above.
    pub(super) are_others: bool,
    pub(super) figures: [String; FIGURES],
    /// What the row says, in a word.
    pub(super) says: &'static str,
}

/// All tables that have a row.
pub(super) fn tables(playbook: &Playbook, calibration: &Calibration) -> Vec<Table> {
    let kinds: [(&str, &[Line]); 5] = [
        ("Verdict", &calibration.verdicts),
        ("Band", &calibration.bands),
        ("Rules", &calibration.rules),
        ("Groups", &calibration.groups),
        ("Missing answers", &calibration.missing),
    ];
    // What is so of nobody tells nothing; of a rule or a group the others may have a rate of their own.
    let is_told = |line: &&Line| match line.subject {
        Subject::Missing(_) => line.sides.with.n() > 0,
        _ => line.sides.with.n() + line.sides.without.n() > 0,
    };
    let tables = kinds.into_iter().map(|(heading, lines)| {
        let lines = lines.iter().filter(is_told);
        let rows = lines.flat_map(|line| rows(playbook, line, calibration.at_least)).collect();
        Table { heading, rows }
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

/// The figures of some buyers; of too few their number alone.
fn figures(tally: &Tally, at_least: u64) -> [String; FIGURES] {
    let n = tally.n().to_string();
    let (Some(rate), Some(interval)) = (tally.rate(), tally.interval()) else {
        return [n, NOTHING.into(), NOTHING.into(), NOTHING.into(), NOTHING.into()];
    };
    if tally.n() < at_least {
        return [n, NOTHING.into(), NOTHING.into(), NOTHING.into(), NOTHING.into()];
    }
    let regret = tally.mean_regret();
    let regret = regret.map(|mean| format!("{mean:.0} ({})", tally.looked_back()));
    let regret = regret.unwrap_or_else(|| NOTHING.to_owned());
    [n, tally.ours().to_string(), percent(rate), interval_words(interval), regret]
}

fn rows(playbook: &Playbook, line: &Line, at_least: u64) -> Vec<Row> {
    let id = name(playbook, line.subject);
    let (is_so, others) = match line.subject {
        Subject::Verdict(_) | Subject::Band(_) => ("", None),
        Subject::Rule(_) => (" holds", Some("does not hold")),
        Subject::Group(_) => (" weak", Some("not weak")),
        Subject::Missing(_) => (" missing", Some("known")),
    };
    let of_line = Row {
        name: format!("{id}{is_so}"),
        are_others: false,
        figures: figures(&line.sides.with, at_least),
        says: relation_word(line.relation),
    };
    let others = others.map(|others| Row {
        name: others.to_owned(),
        are_others: true,
        figures: figures(&line.sides.without, at_least),
        says: "",
    });
    [of_line].into_iter().chain(others).collect()
}
