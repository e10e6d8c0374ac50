//! What somebody proposes to have heard in a talk, for `coach hear --facts`: flat, so that any program
//! or assistant can write it.

use super::shapes::{Map, Shape, optional, required};

/// An answer, and the words that it comes from.
pub static PROPOSAL: Map = Map::new(
    "Proposal",
    "a proposal",
    "An answer, and the words that it comes from.",
    &[
        required("question", Shape::Line, "The question that is answered: its id."),
        required("answer", Shape::Answer, "The answer, as in a deal or on the command line."),
        optional(
            "quote",
            Shape::Text,
            "The buyer's words for it, just as they stand in the source.",
        ),
        optional("speaker", Shape::Line, "Who said them, just as the source writes the name."),
        optional("by", Shape::Line, "The same; one of the two is enough."),
    ],
);
