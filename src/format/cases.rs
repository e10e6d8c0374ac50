//! A playbook's cases: prospects, and what should come out for each of them.

use super::shapes::{Format, Map, Named, Shape, optional, required, version};
use super::words::Words;

/// Cases files.
pub static FORMAT: Format =
    Format { files: "cases", title: "Cases of a playbook of coach, format 1", root: &CASES };

/// The whole file.
pub static CASES: Map = Map::new(
    "Cases",
    "a cases file",
    "Prospects, and what should come out for each of them.",
    &[
        version(true),
        optional(
            "playbook",
            Shape::Line,
            "The playbook: an id, or a path relative to this file; `NAME.yaml` beside \
             `NAME.test.yaml` where absent.",
        ),
        optional(
            "fixtures",
            Shape::Entries(&Shape::Line, &Shape::Facts),
            "Named sets of facts that cases are given.",
        ),
        required("cases", Shape::List(&Shape::Map(&CASE)), "The cases."),
    ],
);

/// A prospect, and what should come out.
pub static CASE: Map = Map::new(
    "Case",
    "a case",
    "A prospect, and what should come out.",
    &[
        required("case", Shape::Line, "What the case is about; unique in the file."),
        optional(
            "given",
            Shape::List(&Shape::Line),
            "Fixtures, laid one over the other in this order.",
        ),
        optional("facts", Shape::Facts, "What is known beside them, laid over them."),
        required("verdict", Shape::Word(&VERDICTS), "What should come out, from evidence alone."),
        optional(
            "if_assumptions_hold",
            Shape::Word(&VERDICTS),
            "What should come out if the assumptions hold.",
        ),
        optional(
            "because",
            Shape::List(&Shape::Name(Named::Rule)),
            "The rules that decide: of a no-fit exactly those that rule a fit out, or \
             `below_threshold`; of a not-yet exactly the holds that hold.",
        ),
        optional(
            "stage",
            Shape::Name(Named::Stage),
            "The stage that the buyer is at; `none` where every stage is verified.",
        ),
        optional(
            "next",
            Shape::Name(Named::Question),
            "The question that is asked first; `none` where none is.",
        ),
        optional("skip", Shape::Text, "Why this case is not run."),
        optional("only", Shape::YesNo, "Where any case says so, only those that do are run."),
    ],
);

/// What should come out.
pub static VERDICTS: Words = Words {
    name: "Verdict",
    about: "What is right for the buyer, as far as it can be said.",
    words: &[
        ("fit", "Every consistent case is a fit."),
        ("not-yet", "Every consistent case is one where something holds a fit up."),
        ("no-fit", "Every consistent case is a no-fit."),
        ("undecided", "There are consistent cases of more than one kind."),
    ],
};
