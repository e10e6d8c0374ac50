//! A node of a text as a map of a format.

use super::shapes::Map;
use crate::text::source::{Finding, Findings};
use crate::text::yaml::Node;
use crate::text::yaml::fields::Fields;

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

    /// Notes each key that stands beside one which excludes it.
    fn refuse_alternatives(&self, fields: &Fields<'_, '_>, findings: &Findings) {
        let of_set = |set: &&[&'static str]| set.iter().find_map(|key| fields.entry(key));
        let mut standing = self.alternatives.sets.iter().filter_map(of_set);
        let Some(first) = standing.next() else { return };
        for other in standing {
            let message = format!("`{}` and `{}` exclude each other", first.key, other.key);
            let finding = Finding::error(other.key_span.clone(), message);
            findings.add(finding.related(first.key_span.clone(), "the other stands here"));
        }
    }
}
