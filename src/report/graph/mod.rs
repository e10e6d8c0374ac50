//! A playbook drawn: as Mermaid, as DOT, and as an SVG that needs nothing else.
//!
//! [`playbook_graph`] and [`interview_tree`] make the same plain [`Graph`]; each format writes it in
//! its own words.

mod answer_classes;
pub(super) mod condition_words;
pub mod dot;
mod interview_tree;
pub mod mermaid;
mod model;
mod playbook_graph;
pub mod svg;

pub use interview_tree::{DEFAULT_DEPTH, interview_tree};
pub use model::{Edge, EdgeKind, Graph, Group, Node, Shape};
pub use playbook_graph::playbook_graph;
