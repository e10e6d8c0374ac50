//! A playbook drawn: as Mermaid, as DOT, and as an SVG that needs nothing else. Each format writes a
//! [`Graph`](crate::authoring::graph::Graph) in its own words.

pub mod dot;
pub mod mermaid;
pub mod svg;
