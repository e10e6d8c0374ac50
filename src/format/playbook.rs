//! A playbook: the offer, the buyer's stages, the questions, and what makes a fit.

use super::limits::{
    MOST_BANDS, MOST_EFFORT, MOST_GROUPS, MOST_OPENING, MOST_OPTIONS, MOST_QUESTIONS, MOST_RULES,
    MOST_STAGES, MOST_THRESHOLD, MOST_VALUES, MOST_WEIGHT,
};
use super::question_types::QuestionType::{Choice, Choices, Number, YesNo};
use super::question_types::TYPES;
use super::reserved;
use super::shapes::{Format, Key, Map, Named, Shape, all_but_last, optional, required, version};
use super::words::Words;

/// Playbooks.
pub static FORMAT: Format =
    Format { files: "playbooks", title: "Playbook of coach, format 1", root: &PLAYBOOK };

/// The whole file.
pub static PLAYBOOK: Map = Map::new(
    "Playbook",
    "a playbook",
    "The offer, the buyer's stages, the questions, and what makes a fit.",
    &[
        version(false),
        required(
            "id",
            Shape::Id(Named::Playbook),
            "What deals and commands call it; the file's name without `.yaml`.",
        ),
        required("title", Shape::Line, "What people call it."),
        required("summary", Shape::Text, "What it is for, in one or two sentences."),
        optional(
            "language",
            Shape::Language,
            "The language of the words said to buyers, as `en`, which it is where absent, or `pt-BR`.",
        ),
        required("offer", Shape::Map(&OFFER), "What is offered, and to whom not."),
        optional(
            "opening",
            Shape::Whole(0, MOST_OPENING),
            "How many questions are asked by their worth alone, whatever their stage; 8 where absent, \
             and 0 for none.",
        ),
        required(
            "stages",
            Shape::List(&Shape::Map(&STAGE)),
            "The jobs in the buyer's process, in their order; never what a seller does.",
        )
        .at_least(1)
        .at_most(MOST_STAGES)
        .set_apart()
        .with_items_apart(),
        optional(
            "values",
            Shape::List(&Shape::Map(&VALUE)),
            "Numbers that are worked out from answers, for conditions and for the brief.",
        )
        .at_most(MOST_VALUES)
        .set_apart(),
        required(
            "fit",
            Shape::Map(&FIT),
            "What makes a fit: no disqualifier holds, every must-have holds, no hold holds, and \
             the score, of the weights of the signals that hold and of all points, is enough.",
        )
        .set_apart(),
        optional(
            "retired",
            Shape::Entries(&Shape::Name(Named::Retired), &Shape::Text),
            "Questions of earlier versions, and options as `question.option`, each with why it is no \
             longer asked. What a deal knows of them stays in its file and does not count.",
        )
        .set_apart(),
    ],
)
.always_a_block()
.reserving(&[reserved::CONDITIONS]);

/// What is offered, and to whom not.
pub static OFFER: Map = Map::new(
    "Offer",
    "`offer`",
    "What is offered, and to whom not.",
    &[
        required("name", Shape::Line, "What it is called."),
        required("solves", Shape::Text, "What it solves for a buyer."),
        optional("not_for", Shape::Text, "Who is better off with something else."),
    ],
);

/// One job in the buyer's process.
pub static STAGE: Map = Map::new(
    "Stage",
    "a stage",
    "One job in the buyer's process.",
    &[
        required("id", Shape::Id(Named::Stage), "Unique among the stages."),
        required("title", Shape::Line, "What people call it."),
        required(
            "buyer_asks",
            Shape::Text,
            "The question that the buyer answers for themselves in this stage.",
        ),
        optional(
            "verified_when",
            Shape::Condition,
            "What shows that the job is done: something that the buyer has said or done.",
        ),
        optional(
            "prepare",
            Shape::List(&Shape::Name(Named::Question)),
            "Questions whose answers to know before a call with a buyer at this stage.",
        ),
        optional("advice", Shape::Text, "Words for the seller who is with a buyer at this stage."),
        CLAIM_SOURCES,
        optional(
            "questions",
            Shape::List(&Shape::Map(&QUESTION)),
            "What the decision needs to know by then.",
        )
        .at_most(MOST_QUESTIONS),
    ],
)
.always_a_block();

/// Something that the decision needs to know.
pub static QUESTION: Map = Map::new(
    "Question",
    "a question",
    "Something that the decision needs to know.",
    &[
        required(
            "id",
            Shape::Id(Named::Question),
            "Unique in the playbook; conditions and deals name the question by it.",
        ),
        required("ask", Shape::Text, "The question in words fit to be said to the buyer."),
        optional("why", Shape::Text, "Why it is asked, for the seller."),
        optional(
            "who_knows",
            Shape::Text,
            "Whom to ask: who in the buyer's house knows the answer.",
        ),
        optional(
            "effort",
            Shape::Whole(1, MOST_EFFORT),
            "What asking costs, from 1, which it is where absent, to 3: of two questions that tell as \
             much, the one that costs less comes first.",
        ),
        optional("listen_for", Shape::List(&Shape::Text), "What a telling answer sounds like."),
        CLAIM_SOURCES,
        optional(
            "answered_by",
            Shape::Word(&ANSWERERS),
            "Who knows the answer; the buyer where absent.",
        ),
        optional("when", Shape::Condition, "It applies only where this holds."),
        required("type", Shape::Word(&TYPES), "What kind of answer it takes."),
        optional("unit", Shape::Line, "For `number`: what is counted.").only_for(&[Number]),
        optional("min", Shape::Number, "For `number`: the lowest number that makes sense.")
            .only_for(&[Number]),
        optional("max", Shape::Number, "For `number`: the highest number that makes sense.")
            .only_for(&[Number]),
        optional("whole", Shape::YesNo, "For `number`: whether only whole numbers make sense.")
            .only_for(&[Number]),
        required(
            "options",
            Shape::Entries(&Shape::Id(Named::Option), &Shape::Line),
            "For `choice` and `choices`: the options, each an id and what people read.",
        )
        .only_for(&[Choice, Choices])
        .at_least(1)
        .at_most(MOST_OPTIONS),
        optional(
            "likely",
            Shape::Entries(&Shape::Name(Named::Option), &Shape::Share),
            "For `yes_no` and `choice`: how common the answers are, as weights. It steers which \
             question comes next, never the verdict.",
        )
        .only_for(&[YesNo, Choice]),
        optional(
            "good_for",
            Shape::Time,
            "How long an answer stays fresh: `90d`, `12w`, `6m`, `1y`.",
        ),
    ],
)
.always_a_block();

/// Who knows the answer to a question.
pub static ANSWERERS: Words = Words {
    name: "AnsweredBy",
    about: "Who knows the answer.",
    words: &[
        ("buyer", "The buyer, who is asked."),
        ("us", "We do: it is about our own offer, and the buyer is not asked."),
    ],
};

/// A number worked out from answers.
pub static VALUE: Map = Map::new(
    "WorkedOutValue",
    "a value",
    "A number worked out from answers.",
    &[
        required(
            "id",
            Shape::Id(Named::Value),
            "Unique among questions and values; conditions test it as a `number` question.",
        ),
        required("title", Shape::Line, "What people call it."),
        optional("unit", Shape::Line, "What is counted."),
        required(
            "is",
            Shape::Expression,
            "How it is worked out: number questions, earlier values and numbers, with `+`, `-`, `*`, \
             `/`, `min(…)`, `max(…)` and brackets, as `hours * rate - seats * price`.",
        ),
    ],
)
.always_a_block();

/// What makes a fit.
pub static FIT: Map = Map::new(
    "Fit",
    "`fit`",
    "What makes a fit.",
    &[
        optional(
            "disqualifiers",
            Shape::List(&Shape::Map(&DISQUALIFIER)),
            "Where one of these holds there is no fit.",
        )
        .at_most(MOST_RULES),
        optional(
            "must_haves",
            Shape::List(&Shape::Map(&MUST_HAVE)),
            "Where one of these fails there is no fit.",
        )
        .at_most(MOST_RULES)
        .set_apart(),
        optional(
            "holds",
            Shape::List(&Shape::Map(&HOLD)),
            "Where one of these holds it is not yet a fit, whatever the score.",
        )
        .at_most(MOST_RULES)
        .set_apart(),
        optional(
            "signals",
            Shape::List(&Shape::Map(&SIGNAL)),
            "Each adds its weight to the score where it holds, or the points of an answer.",
        )
        .at_most(MOST_RULES)
        .set_apart(),
        optional(
            "groups",
            Shape::List(&Shape::Map(&GROUP)),
            "Parts of the score that are shown for themselves, such as the letters of a framework.",
        )
        .at_most(MOST_GROUPS)
        .set_apart(),
        optional(
            "bands",
            Shape::List(&Shape::Map(&BAND)),
            "In place of `threshold`: ranges of scores, the highest first, each with its verdict.",
        )
        .at_least(1)
        .at_most(MOST_BANDS)
        .set_apart(),
        optional(
            "threshold",
            Shape::Whole(-MOST_THRESHOLD, MOST_THRESHOLD),
            "The score that a fit needs; 0 where absent.",
        )
        .set_apart(),
        optional(
            "below_threshold",
            Shape::Map(&BELOW_THRESHOLD),
            "What is said of a no-fit by score.",
        ),
    ],
)
.always_a_block()
.with_either(&[&["bands"], &["threshold", "below_threshold"]]);

/// A condition that alone means no fit.
pub static DISQUALIFIER: Map = Map::new(
    "Disqualifier",
    "a disqualifier",
    "A condition that alone means no fit.",
    &[RULE_ID, RULE_WHEN, because("Why it is a rule."), SAY, INSTEAD, CLAIM_SOURCES],
)
.always_a_block();

/// A condition without which there is no fit.
pub static MUST_HAVE: Map = Map::new(
    "MustHave",
    "a must-have",
    "A condition without which there is no fit.",
    &[RULE_ID, RULE_WHEN, because("Why it is a rule."), SAY, INSTEAD, CLAIM_SOURCES],
)
.always_a_block();

/// A condition under which it is not yet a fit.
pub static HOLD: Map = Map::new(
    "Hold",
    "a hold",
    "A condition under which it is not yet a fit.",
    &[
        RULE_ID,
        RULE_WHEN,
        because("Why it is a rule."),
        required("until", Shape::Text, "What the buyer does or says that lifts it."),
        SAY,
        INSTEAD,
        CLAIM_SOURCES,
    ],
)
.always_a_block();

/// Something that speaks for a fit, or against it.
pub static SIGNAL: Map = Map::new(
    "Signal",
    "a signal",
    "Something that speaks for a fit, or against it.",
    &[
        RULE_ID,
        optional("when", Shape::Condition, "The condition."),
        optional(
            "weight",
            Shape::Whole(-MOST_WEIGHT, MOST_WEIGHT),
            "What it adds to the score, with a minus what it takes away; 0 only tells something.",
        ),
        optional(
            "points",
            Shape::Entries(
                &Shape::Name(Named::Question),
                &Shape::Entries(&Shape::Scored, &Shape::Whole(-MOST_WEIGHT, MOST_WEIGHT)),
            ),
            "In place of `when` and `weight`: for one question what each answer adds to the score. \
             Answers are options, ranges of numbers as `20..99`, or `each` for every one of a number.",
        )
        .at_least(1)
        .at_most(1),
        because("Why it counts; with points why the question matters."),
        optional("group", Shape::Name(Named::Group), "The part of the score that it belongs to."),
        SAY,
        INSTEAD,
        CLAIM_SOURCES,
    ],
)
.always_a_block()
.with_one_of(&[&["when", "weight"], &["points"]]);

/// A part of the score.
pub static GROUP: Map = Map::new(
    "Group",
    "a group",
    "A part of the score that is shown for itself.",
    &[
        required("id", Shape::Id(Named::Group), "Unique among the groups."),
        required("title", Shape::Line, "What people call it."),
        optional(
            "weak_below",
            Shape::Whole(-MOST_WEIGHT, MOST_WEIGHT),
            "It is weak where its score is below this.",
        ),
        optional("next", Shape::Text, "What to do next about it."),
    ],
);

/// A range of scores with a verdict.
pub static BAND: Map = Map::new(
    "Band",
    "a band",
    "A range of scores with a verdict.",
    &[
        required("id", Shape::Id(Named::Band), "Unique among the bands."),
        all_but_last(
            "from",
            Shape::Whole(-MOST_WEIGHT, MOST_WEIGHT),
            "The lowest score in it; of every band but the last, which has all scores that are left.",
        ),
        required(
            "verdict",
            Shape::Word(&BAND_VERDICTS),
            "The verdict, unless a rule or a hold makes it a worse one; never better than that of a \
             higher band.",
        ),
        required("title", Shape::Line, "What people call it."),
        optional("next", Shape::Text, "What to do next."),
        SAY,
        INSTEAD,
    ],
);

/// The verdicts of bands.
pub static BAND_VERDICTS: Words = Words {
    name: "BandVerdict",
    about: "What a score comes to.",
    words: &[
        ("fit", "It is right for the buyer."),
        ("not-yet", "It may become right for the buyer."),
        ("no-fit", "It is not right for the buyer."),
    ],
};

/// What is said of a no-fit by score.
pub static BELOW_THRESHOLD: Map = Map::new(
    "BelowThreshold",
    "`below_threshold`",
    "What is said of a no-fit by score.",
    &[because("Why it is none."), SAY, INSTEAD],
);

const RULE_ID: Key = required("id", Shape::Id(Named::Rule), "Unique among all rules.");
const RULE_WHEN: Key = required("when", Shape::Condition, "The condition.");
const SAY: Key = optional("say", Shape::Text, "Honest words to the buyer.");
const INSTEAD: Key = optional("instead", Shape::Text, "What would serve the buyer better.");
const CLAIM_SOURCES: Key = optional(
    "sources",
    Shape::List(&Shape::Text),
    "Where a claim about buyers that is made here comes from, such as the name of a study.",
);

const fn because(about: &'static str) -> Key {
    required("because", Shape::Text, about)
}
