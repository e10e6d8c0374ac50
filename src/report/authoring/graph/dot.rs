//! A graph in the language of Graphviz.

use std::io::{self, Write};

use crate::authoring::graph::model::{Edge, EdgeKind, Graph, Node, Shape, wrapped};

/// The longest line in a box, in columns.
const WIDTH: usize = 36;

/// Writes a graph as DOT.
///
/// # Errors
/// Where it can't be written.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph playbook {{")?;
    writeln!(out, "  label={}; labelloc=t; rankdir=LR; ranksep=1.2;", quoted(&graph.title))?;
    writeln!(out, "  fontname=\"sans-serif\"; bgcolor=\"white\";")?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];"
    )?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for (place, group) in graph.groups.iter().enumerate() {
        writeln!(out, "  subgraph cluster_{} {{", group.id)?;
        let title = [group.title.as_str(), &filled(&group.text)].join("\n");
        writeln!(out, "    label={}; style=filled; color=\"#f1f3f6\";", quoted(&title))?;
        for node in graph.nodes.iter().filter(|node| node.group == Some(place)) {
            write!(out, "  ")?;
            write_node(node, out)?;
        }
        writeln!(out, "  }}")?;
    }
    for node in graph.nodes.iter().filter(|node| node.group.is_none()) {
        write_node(node, out)?;
    }
    graph.edges.iter().try_for_each(|edge| write_edge(graph, edge, out))?;
    writeln!(out, "}}")
}

fn write_node(node: &Node, out: &mut dyn Write) -> io::Result<()> {
    let (line, fill) = colours(node.shape);
    let label = quoted(&label(node));
    let tooltip = quoted(node.why.as_deref().unwrap_or(&node.name));
    let id = &node.id;
    writeln!(
        out,
        "  {id} [label={label}, tooltip={tooltip}, color=\"{line}\", fillcolor=\"{fill}\"];"
    )
}

fn label(node: &Node) -> String {
    let tag = if node.tag.is_empty() { String::new() } else { format!("  ({})", node.tag) };
    let gate = node.gate.as_ref().map(|gate| format!("only where {gate}"));
    let lines = [&node.text].into_iter().chain(&gate).filter(|text| !text.is_empty());
    let lines = lines.map(|text| filled(text));
    [format!("{}{tag}", node.name)].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn write_edge(graph: &Graph, edge: &Edge, out: &mut dyn Write) -> io::Result<()> {
    let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
    let looks = match edge.kind {
        // Gates lead from question to question within the column of the questions.
        EdgeKind::Gate => "style=dashed, color=\"#3a6fd8\", constraint=false".to_owned(),
        EdgeKind::Tested => format!("color=\"{}\"", colours(to.shape).0),
        EdgeKind::Decides => format!("color=\"{}\"", colours(from.shape).0),
        EdgeKind::Answer => "color=\"#5b6472\"".to_owned(),
    };
    let label = match edge.label.as_str() {
        "" => String::new(),
        words => format!(", label={}", quoted(&filled(words))),
    };
    writeln!(out, "  {} -> {} [{looks}{label}];", from.id, to.id)
}

fn filled(text: &str) -> String {
    wrapped(text, WIDTH).join("\n")
}

/// The colour of a box's line and of its ground.
fn colours(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Question => ("#8d97a5", "#ffffff"),
        Shape::Disqualifier | Shape::NoFit => ("#c62f3b", "#fdecee"),
        Shape::MustHave => ("#b7600a", "#fdf1e3"),
        Shape::Hold | Shape::NotYet => ("#7d6a00", "#fbf7dc"),
        Shape::Signal(weight) if weight > 0 => ("#1d7a4a", "#e8f6ee"),
        Shape::Signal(weight) if weight < 0 => ("#7a4fb5", "#f3edfb"),
        Shape::Fit => ("#1d7a4a", "#e8f6ee"),
        Shape::Signal(_) | Shape::Score | Shape::Undecided | Shape::More => ("#5b6472", "#f1f3f6"),
    }
}

/// A text as a string of DOT: a backslash begins an escape there, an ampersand an entity, and a quote
/// ends it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('&', "&amp;").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n"))
}
