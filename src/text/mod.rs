//! The text of files: where things stand in it, what is wrong there, YAML as a tree with places, numbers
//! as people write them, and characters that must not reach a terminal; writing a text to a file.

pub mod amounts;
pub mod characters;
pub mod saving;
pub mod source;
pub mod yaml;
