//! How times are written: `90d`, `12w`.

use crate::playbook::GoodFor;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings};
use crate::text::yaml::Node;
use crate::text::yaml::fields;

/// The time that stands under a key.
pub(crate) fn time(node: &Node, key: &str, findings: &Findings) -> Option<GoodFor> {
    let text = &fields::scalar(node, format_args!("`{key}`"), findings)?.text;
    let read = text.parse().ok();
    if read.is_none() {
        let message = format!("`{key}` is a time, not {}", quoted(text));
        let help = format!(
            "write a number from 1 to {} and `d`, `w`, `m` or `y`: `90d`, `12w`",
            GoodFor::LONGEST
        );
        findings.add(Finding::error(node.span.clone(), message).help(help));
    }
    read
}
