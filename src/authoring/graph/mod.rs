//! What a drawing of a playbook shows, as boxes and arrows, whatever it is drawn with.
//!
//! [`playbook_graph`] and [`interview_tree`] make the same plain [`Graph`].

mod answer_classes;
mod interview_tree;
pub(crate) mod model;
mod playbook_graph;

pub use interview_tree::{DEFAULT_DEPTH, interview_tree};
pub use model::{Edge, EdgeKind, Graph, Group, Node, Shape};
pub use playbook_graph::playbook_graph;
