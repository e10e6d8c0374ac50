//! A graph as a picture that stands alone: SVG 1.1 with its own styles, light or dark as the reader's
//! system is, without scripts, fonts or pictures from elsewhere.

mod canvas;
mod columns;
mod scene;
mod style;
mod tree;

use std::io::{self, Write};

use crate::authoring::graph::model::Graph;

/// Writes a graph as SVG: stages as boxes in a column and the rules beside them, or a tree from left
/// to right.
///
/// # Errors
/// Where it can't be written.
pub fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let scene = if graph.groups.is_empty() { tree::scene(graph) } else { columns::scene(graph) };
    canvas::write(&scene, out)
}
