//! The circuit in columns: the lowest and the highest score of each node.

use crate::engine::circuit::{Branch, Circuit, NEVER, Node, Root};

use super::layers::Layers;
use super::reading::mask;
use super::syntax::Syntax;

/// Above what any node comes to, and far within 64 bits: [`NEVER`] is added up a thousand times at most,
/// which is 2 to the power of 50.
const OUT_OF_REACH: i64 = 1 << 60;

/// What a root comes to, as expressions without what is added to it.
#[derive(Debug, Clone)]
pub(super) struct Range {
    pub(super) low: String,
    pub(super) high: String,
    /// What is added.
    pub(super) weight: i64,
}

/// Adds the nodes of these roots.
pub(super) fn add(circuit: &Circuit, roots: &[Root], syntax: &Syntax, layers: &mut Layers) {
    let places: Vec<u32> = roots.iter().map(|root| root.place).collect();
    for place in circuit.below(&places) {
        let (low, high) = match &circuit.nodes[place as usize] {
            Node::Zero | Node::Never | Node::Unsettled { .. } => continue,
            Node::Sum(parts) => (sum(circuit, parts, 0), sum(circuit, parts, 1)),
            Node::Decide { variable, branches } => {
                let of = mask(*variable as usize);
                let ways = |end| ways(circuit, &of, branches, end, syntax).join(", ");
                (
                    format!("{}({})", syntax.least, ways(0)),
                    format!("{}({})", syntax.greatest, ways(1)),
                )
            }
        };
        layers.add(column(place, 0), low);
        layers.add(column(place, 1), high);
    }
}

/// What a root comes to, once its nodes are there.
pub(super) fn range(circuit: &Circuit, root: Root) -> Range {
    let end = |end| at(circuit, root.place, end);
    Range { low: end(0), high: end(1), weight: root.weight }
}

/// The lowest or the highest score of a node.
fn at(circuit: &Circuit, place: u32, end: usize) -> String {
    match &circuit.nodes[place as usize] {
        Node::Zero => "0".to_owned(),
        Node::Never => NEVER.to_string(),
        Node::Unsettled { low, high } => [low, high][end].to_string(),
        Node::Sum(_) | Node::Decide { .. } => column(place, end),
    }
}

fn column(place: u32, end: usize) -> String {
    format!("{}{place}", ["low", "high"][end])
}

fn sum(circuit: &Circuit, parts: &[u32], end: usize) -> String {
    let parts: Vec<String> = parts.iter().map(|part| at(circuit, *part, end)).collect();
    parts.join(" + ")
}

/// What each branch leads to, where one of its cells is left.
fn ways(
    circuit: &Circuit,
    mask: &str,
    branches: &[Branch],
    end: usize,
    syntax: &Syntax,
) -> Vec<String> {
    let otherwise = [OUT_OF_REACH, -OUT_OF_REACH][end];
    let ways = branches.iter().map(|branch| {
        let is_open = (syntax.bits_in_both)(mask, &branch.cells.bits().to_string());
        let to = plus(&at(circuit, branch.to, end), branch.weight);
        format!("CASE WHEN {is_open} <> 0 THEN {to} ELSE {otherwise} END")
    });
    ways.collect()
}

/// A number more.
pub(super) fn plus(to: &str, weight: i64) -> String {
    match weight {
        0 => to.to_owned(),
        weight if weight < 0 => format!("{to} - {}", weight.unsigned_abs()),
        weight => format!("{to} + {weight}"),
    }
}
