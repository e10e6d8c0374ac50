//! The text of files: where things stand in it, what is wrong there, YAML as a tree with places, numbers
//! as people write them, characters that must not reach a terminal, and what a text looks like there;
//! writing a text to a file.

pub mod amounts;
pub mod characters;
pub(crate) mod encodings;
pub mod saving;
pub mod source;
pub mod styles;
pub mod yaml;
