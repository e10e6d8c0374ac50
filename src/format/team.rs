//! What a team settles for all its deals, in its `coach.yaml`.

use super::limits::STATEMENTS;
use super::shapes::{Format, Key, Map, Need, Shape, optional, version};
use super::words::Words;

/// What the file is called.
pub const FILE_NAME: &str = "coach.yaml";

/// Settings of teams.
pub static FORMAT: Format =
    Format { files: "a coach.yaml", title: "Settings of coach, format 1", root: &TEAM };

/// The whole file.
pub static TEAM: Map = Map::new(
    "Team",
    FILE_NAME,
    "What a team settles for all its deals.",
    &[
        Key { need: Need::Optional, ..version(true) },
        optional(
            "playbooks",
            Shape::OneOrList(&Shape::Line),
            "The folders with the team's playbooks, relative to this file.",
        ),
        optional("playbook", Shape::Line, "The playbook of new deals: an id, or a path."),
        optional(
            "severities",
            Shape::Entries(&Shape::CheckRule { can_be_waived: false }, &Shape::Word(&SEVERITIES)),
            "How much the findings of rules count.",
        ),
        optional(
            "max_age",
            Shape::Time,
            "How old evidence may be at most, whatever its question says: `90d`.",
        ),
        optional(
            "look_back_statements",
            Shape::List(&Shape::Line),
            "Other words for the five statements that `coach look-back` asks about, in their order: \
             that the decision was right, that they are sorry, that they would do it again, that it \
             did harm, that it was wise. The second and the fourth speak against it.",
        )
        .at_least(STATEMENTS)
        .at_most(STATEMENTS),
    ],
);

/// How much a finding counts.
pub static SEVERITIES: Words = Words {
    name: "Severity",
    about: "How much a finding counts.",
    words: &[
        ("error", "The check fails."),
        ("warning", "It is told, and the check goes on."),
        ("note", "It is told, and never fails the check."),
        ("off", "It is not told."),
    ],
};
