//! The text of files: where things stand in it, what is wrong there, YAML as a tree with places, numbers
//! as people write them, and characters that must not reach a terminal.

pub mod amounts;
pub mod characters;
pub mod source;
pub mod yaml;
