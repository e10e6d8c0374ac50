//! A graph in the language of Mermaid, which GitHub, GitLab and many wikis draw in Markdown.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::authoring::graph::model::{Edge, EdgeKind, Graph, Node, Shape};

/// How the classes look; the colours are dark enough on white and light enough on black.
const CLASSES: &str = "  classDef question fill:#ffffff,stroke:#8d97a5,color:#1f2430
  classDef disqualifier fill:#fdecee,stroke:#c62f3b,color:#1f2430
  classDef must_have fill:#fdf1e3,stroke:#b7600a,color:#1f2430
  classDef signal_for fill:#e8f6ee,stroke:#1d7a4a,color:#1f2430
  classDef signal_against fill:#f3edfb,stroke:#7a4fb5,color:#1f2430
  classDef caveat fill:#f1f3f6,stroke:#5b6472,color:#1f2430
  classDef score fill:#f1f3f6,stroke:#5b6472,color:#1f2430
  classDef fit fill:#1d7a4a,stroke:#1d7a4a,color:#ffffff
  classDef no_fit fill:#c62f3b,stroke:#c62f3b,color:#ffffff
  classDef undecided fill:#5b6472,stroke:#5b6472,color:#ffffff
  classDef more fill:#f1f3f6,stroke:#5b6472,color:#1f2430,stroke-dasharray:4 3
";

/// How those look that only a playbook with holds has.
const CLASSES_OF_HOLDS: &str = "  classDef hold fill:#fbf7dc,stroke:#7d6a00,color:#1f2430
  classDef not_yet fill:#7d6a00,stroke:#7d6a00,color:#ffffff
";

/// Writes a graph as Mermaid.
///
/// # Errors
/// Where it can't be written.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    // The front matter is YAML, in which JSON's strings are strings too.
    let title = serde_json::Value::from(graph.title.as_str());
    writeln!(out, "---\ntitle: {title}\n---\nflowchart LR")?;
    for (place, group) in graph.groups.iter().enumerate() {
        let words = format!("{}<br/>{}", escaped(&group.title), escaped(&group.text));
        writeln!(out, "  subgraph {}[\"{words}\"]", group.id)?;
        for node in graph.nodes.iter().filter(|node| node.group == Some(place)) {
            writeln!(out, "    {}", node_words(node))?;
        }
        writeln!(out, "  end")?;
    }
    for node in graph.nodes.iter().filter(|node| node.group.is_none()) {
        writeln!(out, "  {}", node_words(node))?;
    }
    for edge in &graph.edges {
        writeln!(out, "  {}", edge_words(graph, edge))?;
    }
    write_edge_colours(graph, out)?;
    out.write_all(CLASSES.as_bytes())?;
    match graph.has_holds() {
        true => out.write_all(CLASSES_OF_HOLDS.as_bytes()),
        false => Ok(()),
    }
}

fn node_words(node: &Node) -> String {
    let mut words = format!("<b>{}</b>", escaped(&node.name));
    if !node.tag.is_empty() {
        let _ = write!(words, " ({})", escaped(&node.tag));
    }
    if !node.text.is_empty() {
        let _ = write!(words, "<br/>{}", escaped(&node.text));
    }
    if let Some(gate) = &node.gate {
        let _ = write!(words, "<br/><i>only where {}</i>", escaped(gate));
    }
    let (open, close) = match node.shape {
        Shape::Question | Shape::More => ("[", "]"),
        Shape::Fit | Shape::NotYet | Shape::NoFit | Shape::Undecided | Shape::Score => ("([", "])"),
        _ => ("(", ")"),
    };
    format!("{}{open}\"{words}\"{close}:::{}", node.id, node.shape.class())
}

fn edge_words(graph: &Graph, edge: &Edge) -> String {
    let (from, to) = (&graph.nodes[edge.from].id, &graph.nodes[edge.to].id);
    let arrow = if edge.kind == EdgeKind::Gate { "-.->" } else { "-->" };
    match edge.label.as_str() {
        "" => format!("{from} {arrow} {to}"),
        label => format!("{from} {arrow}|\"{}\"| {to}", escaped(label)),
    }
}

/// Gives the arrows the colours of the rules that they lead to or come from.
fn write_edge_colours(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let colour = |edge: &Edge| {
        let shape = match edge.kind {
            EdgeKind::Gate => return Some("#3a6fd8"),
            EdgeKind::Tested => graph.nodes[edge.to].shape,
            EdgeKind::Decides => graph.nodes[edge.from].shape,
            EdgeKind::Answer => return None,
        };
        match shape {
            Shape::Disqualifier => Some("#c62f3b"),
            Shape::MustHave => Some("#b7600a"),
            Shape::Hold => Some("#7d6a00"),
            Shape::Signal(weight) if weight > 0 => Some("#1d7a4a"),
            Shape::Signal(weight) if weight < 0 => Some("#7a4fb5"),
            _ => None,
        }
    };
    let mut colours: Vec<&str> = graph.edges.iter().filter_map(colour).collect();
    colours.sort_unstable();
    colours.dedup();
    for wanted in colours {
        let edges = graph.edges.iter().enumerate();
        let places = edges.filter(|(_, edge)| colour(edge) == Some(wanted));
        let places: Vec<String> = places.map(|(place, _)| place.to_string()).collect();
        writeln!(out, "  linkStyle {} stroke:{wanted}", places.join(","))?;
    }
    Ok(())
}

/// Words within quotes. Mermaid reads Markdown and HTML in them, so that of the signs only those stay
/// that mean nothing in either; the others become its entities, `#35;`.
fn escaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_within_a_word = before.is_alphanumeric()
            && characters.peek().is_some_and(|after| after.is_alphanumeric());
        let stays = match character {
            '_' => is_within_a_word,
            ' ' | ',' | '.' | ':' | '?' | '!' | '\'' | '(' | ')' | '-' | '/' | '=' => true,
            other => !other.is_ascii() || other.is_ascii_alphanumeric(),
        };
        if stays {
            words.push(character);
        } else {
            let _ = write!(words, "#{};", u32::from(character));
        }
        before = character;
    }
    words
}
