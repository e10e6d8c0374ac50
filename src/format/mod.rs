//! What the files that people write consist of, as data: for every map its keys, in the order in
//! which they are best written, and of every key whether it is needed, what stands under it, for
//! which types of questions it is, and what it means in words for people.
//!
//! It is said here once. The loaders know their keys from it, `fmt` the order and the blank lines,
//! the JSON Schemas all that they say; and a test walks it and asks of every key whether it is
//! read, kept, shown, and told where it changes (`tests/authoring/format`).
//!
//! | what | where |
//! | --- | --- |
//! | the five kinds of files | [`playbook`], [`deal`], [`cases`], [`team`], [`map`] |
//! | what is proposed to have been heard in a talk | [`heard`] |
//! | what there may be in a file: maps, keys, shapes | `shapes` |
//! | the types of questions | [`question_types`] |
//! | tests and conditions | [`conditions`] |
//! | how much, how long, how many | [`limits`] |
//! | words that can't be ids | [`reserved`] |

pub mod cases;
pub mod conditions;
pub mod deal;
pub mod heard;
pub mod limits;
pub mod map;
pub mod playbook;
pub mod question_types;
mod reading;
pub mod reserved;
mod shapes;
pub mod team;
mod words;

pub use question_types::QuestionType;
pub use shapes::{Alternatives, Format, Key, Map, Named, Need, Shape, VERSION};
pub use words::Words;
