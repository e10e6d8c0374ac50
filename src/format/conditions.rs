//! Tests on questions: the operators that each type has, and what stands after them.

use super::limits::LARGEST_COUNT;
use super::question_types::QuestionType;
use super::shapes::{Map, Named, Shape, optional};

/// The operators of a type of question, as the keys of a map; `None` where nothing can test it.
pub fn tests_on(question: QuestionType) -> Option<&'static Map> {
    match question {
        QuestionType::YesNo => Some(&YES_NO_TESTS),
        QuestionType::Choice => Some(&CHOICE_TESTS),
        QuestionType::Choices => Some(&SET_TESTS),
        QuestionType::Number => Some(&NUMBER_TESTS),
        QuestionType::Text => None,
    }
}

const TEST: &str = "a test";
const OPTION: Shape = Shape::Name(Named::Option);
const OPTIONS: Shape = Shape::List(&OPTION);
const SOME_OPTIONS: Shape = Shape::OneOrList(&OPTION);
const COUNT: Shape = Shape::Whole(0, LARGEST_COUNT);

static YES_NO_TESTS: Map = Map::new(
    "YesNoTests",
    TEST,
    "Tests on a `yes_no` question.",
    &[
        optional("is", Shape::YesNo, "It is this."),
        optional("is_not", Shape::YesNo, "It applies, and is not this."),
    ],
);

static CHOICE_TESTS: Map = Map::new(
    "ChoiceTests",
    TEST,
    "Tests on a `choice` question.",
    &[
        optional("is", OPTION, "It is this option."),
        optional("is_not", OPTION, "It applies, and is not this option."),
        optional("in", OPTIONS, "It is one of these options.").at_least(1),
        optional("not_in", OPTIONS, "It applies, and is none of these options.").at_least(1),
    ],
);

static SET_TESTS: Map = Map::new(
    "SetTests",
    TEST,
    "Tests on a `choices` question.",
    &[
        optional("includes", SOME_OPTIONS, "All of these options are in the set.").at_least(1),
        optional("includes_any", SOME_OPTIONS, "At least one of these options is in the set.")
            .at_least(1),
        optional("excludes", SOME_OPTIONS, "None of these options is in the set.").at_least(1),
        optional("count_at_least", COUNT, "The set has so many options or more."),
        optional("count_at_most", COUNT, "The set has so many options or fewer."),
    ],
);

static NUMBER_TESTS: Map = Map::new(
    "NumberTests",
    TEST,
    "Tests on a `number` question.",
    &[
        optional("is", Shape::Number, "It is this number."),
        optional("is_not", Shape::Number, "It applies, and is not this number."),
        optional("at_least", Shape::Number, "It is this number or a higher one."),
        optional("at_most", Shape::Number, "It is this number or a lower one."),
        optional("more_than", Shape::Number, "It is higher than this number."),
        optional("less_than", Shape::Number, "It is lower than this number."),
    ],
);
