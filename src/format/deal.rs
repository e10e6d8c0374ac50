//! A deal: the facts about one prospect, for one playbook.

use super::limits::{AGREE, DISAGREE, STATEMENTS};
use super::shapes::{Format, Map, Named, Shape, may_be_empty, optional, required, version};
use super::words::Words;

/// Deals.
pub static FORMAT: Format =
    Format { files: "deals", title: "Deal of coach, format 1", root: &DEAL };

/// The whole file.
pub static DEAL: Map = Map::new(
    "Deal",
    "a deal",
    "The facts about one prospect, for one playbook.",
    &[
        version(true),
        optional("deal", Shape::Line, "What the deal is called; the file's name where absent."),
        required(
            "playbook",
            Shape::Line,
            "The playbook: an id, or a path relative to this file (has a `/` or ends in .yaml).",
        ),
        may_be_empty(
            "facts",
            Shape::Facts,
            "What is known: for each question the answer, and how it is known.",
        ),
        may_be_empty("notes", Shape::Text, "Whatever else is worth keeping."),
        may_be_empty("pursue", Shape::YesNo, "The seller's own decision, whatever the verdict."),
        may_be_empty(
            "waivers",
            Shape::List(&Shape::Map(&WAIVER)),
            "Findings of `coach check` that are accepted, each with a reason.",
        ),
        may_be_empty(
            "history",
            Shape::List(&Shape::Map(&REPLACED)),
            "What later statements took the place of, newest first.",
        ),
        may_be_empty(
            "calls",
            Shape::List(&Shape::Map(&CALL)),
            "The talks with the buyer: when, with whom, and what is worth keeping of them.",
        ),
        may_be_empty("outcome", Shape::Map(&OUTCOME), "What the buyer decided in the end."),
        may_be_empty(
            "look_back",
            Shape::List(&Shape::Map(&LOOK_BACK)),
            "How content the buyer is with that decision later, the latest first.",
        ),
    ],
);

/// An answer, and how it is known.
pub static FACT: Map = Map::new(
    "Fact",
    "a fact",
    "An answer, and how it is known.",
    &[
        required("answer", Shape::Answer, "The answer."),
        optional(
            "source",
            Shape::Word(&SOURCES),
            "Where it comes from; where absent `prospect`, or `us` where we answer the question.",
        ),
        optional("by", Shape::Line, "Who said it."),
        optional("date", Shape::Date, "When it was learned."),
        optional("note", Shape::Text, "How it was said, or anything else."),
        optional("quote", Shape::Text, "Their own words, as they stand where `at` says."),
        optional(
            "at",
            Shape::Passage,
            "A file beside the deal, and the time or the line in it: `calls/2026-11-03.vtt#00:12:31`.",
        ),
    ],
);

/// A talk with the buyer.
pub static CALL: Map = Map::new(
    "Call",
    "a call",
    "A talk with the buyer.",
    &[
        required("date", Shape::Date, "Its day."),
        optional("with", Shape::OneOrList(&Shape::Line), "Who of theirs was there."),
        optional("note", Shape::Text, "What is worth keeping of it beside the answers."),
    ],
);

/// What a later statement took the place of.
pub static REPLACED: Map = Map::new(
    "Replaced",
    "an item of `history`",
    "What a later statement took the place of.",
    &[
        required("date", Shape::Date, "When the later statement was learned."),
        required(
            "question",
            Shape::Line,
            "The question, which need not be asked any longer; `outcome` or `look_back` where it is what they decided, or said of it later.",
        ),
        required("was", Shape::Was, "What was known: an answer, a fact, or a list of facts."),
    ],
);

/// What the buyer decided in the end.
pub static OUTCOME: Map = Map::new(
    "Outcome",
    "an outcome",
    "What the buyer decided in the end.",
    &[
        required("date", Shape::Date, "The day on which they decided."),
        required("decided", Shape::Word(&DECISIONS), "What they decided."),
        optional("because", Shape::Text, "Why, in their words."),
    ],
);

/// What the buyer says of the decision later.
pub static LOOK_BACK: Map = Map::new(
    "LookBack",
    "an item of `look_back`",
    "What the buyer says of the decision later.",
    &[
        required("date", Shape::Date, "The day on which they said so."),
        optional("by", Shape::Line, "Who of theirs said so."),
        required(
            "answers",
            Shape::List(&Shape::Whole(DISAGREE, AGREE)),
            "How far they agree to each of the five statements, in their order: that it was right, \
             that they are sorry, that they would do it again, that it did harm, that it was wise. \
             1 disagrees, 5 agrees.",
        )
        .at_least(STATEMENTS)
        .at_most(STATEMENTS),
        optional("words", Shape::Text, "What else they say of it, in their words."),
    ],
);

/// What a buyer decides.
pub static DECISIONS: Words = Words {
    name: "Decided",
    about: "What the buyer decided.",
    words: &[
        ("ours", "They chose us."),
        ("other", "They chose another."),
        ("stayed", "They chose to leave things as they are."),
        ("stopped", "They stopped looking, or we advised against it."),
    ],
};

/// Where a fact comes from.
pub static SOURCES: Words = Words {
    name: "Source",
    about: "Where a fact comes from.",
    words: &[
        ("prospect", "The buyer said so."),
        ("document", "It is written down."),
        ("us", "We know it, of our own offer; on a question that is the buyer's, an assumption."),
        ("assumption", "The seller thinks so; never counts in the verdict."),
    ],
};

/// What is known of a set of options.
pub static PARTIAL_SET: Map = Map::new(
    "PartialSet",
    "partial knowledge",
    "What is known of a set of options.",
    &[
        optional("includes", Shape::OneOrList(&Shape::Value), "These are in it."),
        optional("excludes", Shape::OneOrList(&Shape::Value), "These are not."),
    ],
);

/// Numbers by comparison.
pub static NUMBER_RANGE: Map = Map::new(
    "NumberRange",
    "a set of numbers",
    "Numbers by comparison.",
    &[
        optional("at_least", Shape::Number, "This number or a higher one."),
        optional("at_most", Shape::Number, "This number or a lower one."),
        optional("more_than", Shape::Number, "A higher number."),
        optional("less_than", Shape::Number, "A lower number."),
        optional("is", Shape::Number, "This number."),
        optional("is_not", Shape::Number, "Another number."),
    ],
);

/// A finding that is accepted.
pub static WAIVER: Map = Map::new(
    "Waiver",
    "a waiver",
    "A finding that is accepted.",
    &[
        required("rule", Shape::CheckRule { can_be_waived: true }, "The rule that finds it."),
        optional(
            "question",
            Shape::Name(Named::Question),
            "The question that it is about; every one where absent.",
        ),
        required("because", Shape::Line, "Why it is accepted."),
        optional("by", Shape::Line, "Who accepts it."),
        optional("until", Shape::Date, "The last day on which it is accepted."),
    ],
);
