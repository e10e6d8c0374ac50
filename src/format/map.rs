//! How the columns of a table answer the questions of a playbook, in a `*.map.yaml`.

use super::deal::SOURCES;
use super::shapes::{Format, Map, Named, Shape, optional, required, version};

/// Maps of tables.
pub static FORMAT: Format =
    Format { files: "a map", title: "A map of a table for coach, format 1", root: &MAP };

/// The whole file.
pub static MAP: Map = Map::new(
    "TableMap",
    "a map",
    "How the columns of a table answer the questions of a playbook.",
    &[
        version(false),
        required(
            "playbook",
            Shape::Line,
            "The playbook: an id, or a path relative to this file (has a / or ends in .yaml).",
        ),
        optional("table", Shape::Map(&TABLE), "How the table is read, where that is not as found."),
        optional(
            "unknown",
            words(),
            "What stands in a cell of which the answer is not known, in any case of letters. An empty \
             cell is unknown anyway.",
        ),
        optional(
            "where",
            Shape::Entries(&Shape::Cell, words_of()),
            "The rows to take: for each of these columns one of these words.",
        ),
        required(
            "questions",
            Shape::Entries(&Shape::Name(Named::Question), &Shape::Map(&COLUMN)),
            "For each question where its answer stands.",
        ),
        optional(
            "outcome",
            Shape::Map(&OUTCOME),
            "What the buyer decided, for `coach calibrate` alone.",
        ),
    ],
);

/// How a table is read.
pub static TABLE: Map = Map::new(
    "Table",
    "`table`",
    "How the table is read, where that is not as found.",
    &[
        optional(
            "id",
            Shape::Cell,
            "The column that names a row; without one the row's number does.",
        ),
        optional(
            "header_row",
            Shape::Whole(1, 1000),
            "The row with the names of the columns; the first where nothing is said.",
        ),
        optional("sheet", Shape::Line, "The sheet of a workbook; the first where nothing is said."),
        optional("delimiter", Shape::Cell, "What stands between cells: one character, or `tab`."),
        optional(
            "encoding",
            Shape::Line,
            "How characters are encoded, as the web calls it: `windows-1252`.",
        ),
    ],
);

/// Where the answer to a question stands.
pub static COLUMN: Map = Map::new(
    "Column",
    "a column",
    "Where the answer to a question stands, and how it is read.",
    &[
        optional("column", Shape::Cell, "The column."),
        optional(
            "columns",
            Shape::Entries(&Shape::Name(Named::Option), &Shape::Cell),
            "Of a question with `choices`: for each option the column that says whether it is among them.",
        ),
        optional(
            "checked",
            words(),
            "What stands in such a column where it is; `yes` and `true` where nothing is said.",
        ),
        optional(
            "values",
            Shape::Entries(&Shape::Cell, &Shape::Value),
            "For what stands in a cell the answer that it is: `unknown`, or as in a deal.",
        ),
        optional(
            "otherwise",
            Shape::Value,
            "What any other word is: `reject` (the usual), `unknown`, or an answer.",
        ),
        optional(
            "source",
            Shape::Word(&SOURCES),
            "How it is known; `document` where nothing is said, `us` on what we answer.",
        ),
        optional("split", Shape::Cell, "Of a question with `choices`: what stands between them in a cell."),
        optional(
            "complete",
            Shape::YesNo,
            "Of a question with `choices`: whether they are the whole set. Otherwise what is not named is open.",
        ),
        optional("thousands", Shape::Cell, "What stands between thousands in a number: one character."),
        optional("decimal", Shape::Cell, "What stands before the decimals of a number: one character."),
        optional("date", Shape::Cell, "The column with the day on which it was learned: `2026-11-03`."),
    ],
)
.with_one_of(&[&["column"], &["columns"]]);

/// What the buyer decided.
pub static OUTCOME: Map = Map::new(
    "TableOutcome",
    "`outcome`",
    "What the buyer decided, for `coach calibrate` alone.",
    &[
        required("column", Shape::Cell, "The column."),
        optional("ours", words(), "What stands there where they chose us."),
        optional("other", words(), "What stands there where they chose another."),
        optional("stayed", words(), "What stands there where they left things as they are."),
        optional(
            "stopped",
            words(),
            "What stands there where they stopped looking, or we advised against it.",
        ),
    ],
);

const fn words() -> Shape {
    Shape::List(&Shape::Cell)
}

const fn words_of() -> &'static Shape {
    &Shape::List(&Shape::Cell)
}
