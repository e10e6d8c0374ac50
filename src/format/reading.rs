//! A node of a text as a map of a format.

use super::shapes::{Alternatives, Map};
use crate::text::source::{Finding, Findings};
use crate::text::yaml::Node;
use crate::text::yaml::fields::{Fields, quoted_list};

impl Map {
    /// The map that a node is, with each key that it does not know noted; `None` where it is no
    /// map.
    pub fn read<'n, 'f>(&self, node: &'n Node, findings: &'f Findings) -> Option<Fields<'n, 'f>> {
        let known = [self.names().as_slice(), self.reserved].concat();
        let fields = Fields::of(node, self.called, &known, findings)?;
        for entry in self.reserved.iter().filter_map(|key| fields.entry(key)) {
            let message = format!("the key `{}` is reserved and means nothing yet", entry.key);
            findings.add(Finding::error(entry.key_span.clone(), message));
        }
        self.refuse_alternatives(&fields, findings);
        Some(fields)
    }

    /// Notes each key that stands beside one which excludes it, and where one of several sets is
    /// needed that none is there.
    fn refuse_alternatives(&self, fields: &Fields<'_, '_>, findings: &Findings) {
        let Alternatives { sets, is_one_needed } = self.alternatives;
        let standing = sets.iter().filter(|set| set.iter().any(|key| fields.has(key)));
        let mut standing = standing.map(|set| set.iter().filter_map(|key| fields.entry(key)));
        let Some(mut first) = standing.next() else {
            if is_one_needed {
                let message = format!("{}, are missing in {}", self.either(), self.called);
                findings.add(Finding::error(fields.span(), message));
            }
            return;
        };
        let Some(first) = first.next() else { return };
        for other in standing.flatten() {
            let message = format!("`{}` and `{}` exclude each other", first.key, other.key);
            let finding = Finding::error(other.key_span.clone(), message);
            let finding = finding.help(format!("{} has {}", self.called, self.either()));
            findings.add(finding.related(first.key_span.clone(), "the other stands here"));
        }
    }

    /// The sets of keys that exclude each other: "`when` and `weight`, or `points`".
    fn either(&self) -> String {
        let sets = self.alternatives.sets.iter().map(|set| quoted_list(set, "and"));
        sets.collect::<Vec<_>>().join(", or ")
    }
}
