//! What only those who write playbooks need: what is wrong with one, what can be proven of it, its
//! cases, its versions, a first draft, schemas for editors, and drawings. No decision about a deal
//! needs anything here.

pub mod cases;
pub mod draft;
pub mod graph;
pub mod lint;
pub mod proofs;
pub mod prospects;
pub mod schema;
pub mod versions;
