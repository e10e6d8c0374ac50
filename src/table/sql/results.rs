//! What a statement hands out of each row, read off the circuits as the engine reads it.

use crate::engine::circuit::Root;
use crate::engine::portable::Portable;
use crate::engine::{Effect, Verdict};
use crate::playbook::{Playbook, Rule};

use super::dialect::Dialect;
use super::nodes::{Range, plus, range};

/// A column of the result.
pub(super) struct Result {
    pub(super) name: String,
    pub(super) sql: String,
}

/// What is handed out beside the verdict and the score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct With {
    /// The band, and the scores of the groups.
    pub score: bool,
    /// Every rule.
    pub rules: bool,
    /// The column with a word that is no answer.
    pub unmapped: bool,
}

/// Reads off a circuit.
pub(super) struct Results<'r> {
    pub(super) playbook: &'r Playbook,
    pub(super) portable: &'r Portable,
    pub(super) dialect: Dialect,
}

impl Results<'_> {
    /// The roots that these columns are read off.
    pub(super) fn roots(&self, with: With) -> Vec<Root> {
        let model = &self.portable.model;
        let mut roots = vec![model.verdict.fit, model.verdict.at_least_not_yet, model.score];
        if with.score {
            roots.extend(&model.groups);
        }
        if with.rules {
            roots.extend(&model.rules);
        }
        roots
    }

    /// The columns.
    pub(super) fn columns(&self, with: With) -> Vec<Result> {
        let score = self.range(self.portable.model.score);
        let mut columns = vec![
            Result { name: "id".to_owned(), sql: "id".to_owned() },
            self.of_answers("verdict", &self.verdict()),
            self.of_answers("at_least", &format!("ELSE {}", plus(&score.low, score.weight))),
            self.of_answers("at_most", &format!("ELSE {}", plus(&score.high, score.weight))),
        ];
        if with.score {
            columns.extend(self.bands(&score));
            columns.extend(self.groups());
        }
        if with.rules {
            let rules = self.playbook.rules.iter().zip(&self.portable.model.rules);
            columns.extend(rules.map(|(rule, root)| self.rule(rule, *root)));
        }
        if with.unmapped {
            columns.push(Result { name: "unmapped".to_owned(), sql: "unmapped".to_owned() });
        }
        columns
    }

    fn range(&self, root: Root) -> Range {
        range(&self.portable.model.circuit, root)
    }

    /// A column that is NULL where some cell is no answer.
    fn of_answers(&self, name: &str, cases: &str) -> Result {
        let sql = format!("CASE WHEN unmapped IS NOT NULL THEN NULL {cases} END");
        Result { name: name.to_owned(), sql }
    }

    fn verdict(&self) -> String {
        let roots = self.portable.model.verdict;
        let (fit, at_least) = (self.range(roots.fit), self.range(roots.at_least_not_yet));
        let threshold = |of: &Range| self.portable.threshold - of.weight;
        let named = |verdict: Verdict| self.dialect.text(verdict.name());
        format!(
            "WHEN {} >= {} THEN {} WHEN {} < {} THEN {} WHEN {} >= {} AND {} < {} THEN {} ELSE {}",
            fit.low,
            threshold(&fit),
            named(Verdict::Fit),
            at_least.high,
            threshold(&at_least),
            named(Verdict::NoFit),
            at_least.low,
            threshold(&at_least),
            fit.high,
            threshold(&fit),
            named(Verdict::NotYet),
            named(Verdict::Undecided),
        )
    }

    /// The band that the score has in all cases.
    fn bands(&self, score: &Range) -> Option<Result> {
        let bands = self.playbook.scale.bands();
        let cases = bands.iter().enumerate().map(|(place, band)| {
            let low = band.from.map(|from| format!("{} >= {}", score.low, from - score.weight));
            let above = place.checked_sub(1).and_then(|above| bands[above].from);
            let high = above.map(|from| format!("{} < {}", score.high, from - score.weight));
            let both: Vec<String> = low.into_iter().chain(high).collect();
            let both = if both.is_empty() { "1 = 1".to_owned() } else { both.join(" AND ") };
            format!("WHEN {both} THEN {}", self.dialect.text(&band.id))
        });
        let cases: Vec<String> = cases.collect();
        (!bands.is_empty()).then(|| self.of_answers("band", &cases.join(" ")))
    }

    fn groups(&self) -> Vec<Result> {
        let groups = self.playbook.groups.iter().zip(&self.portable.model.groups);
        let ends = groups.flat_map(|(group, root)| {
            let range = self.range(*root);
            [("at_least", range.low), ("at_most", range.high)].map(|(end, score)| {
                let cases = format!("ELSE {}", plus(&score, range.weight));
                self.of_answers(&format!("group_{}_{end}", group.id), &cases)
            })
        });
        ends.collect()
    }

    /// Whether a rule holds; of points, whether they are one number other than 0.
    fn rule(&self, rule: &Rule, root: Root) -> Result {
        let range = self.range(root);
        let (low, high) = (&range.low, &range.high);
        let [holds, fails, open] = [Effect::Holds, Effect::Fails, Effect::Open]
            .map(|effect| self.dialect.text(effect_name(effect)));
        let none = -range.weight;
        let cases = match rule.points {
            Some(_) => format!(
                "WHEN {low} = {none} AND {high} = {none} THEN {fails} WHEN {low} = {high} THEN {holds} \
                 ELSE {open}"
            ),
            None => format!(
                "WHEN {low} = {} THEN {holds} WHEN {high} = {none} THEN {fails} ELSE {open}",
                1 - range.weight
            ),
        };
        self.of_answers(&format!("rule_{}", rule.id), &cases)
    }
}

/// As it stands in a brief.
fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Holds => "holds",
        Effect::Fails => "fails",
        Effect::Open => "open",
    }
}
