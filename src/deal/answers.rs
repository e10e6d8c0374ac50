//! Answers as a text: as they stand on the command line, and as people read them.
//!
//! | question | text |
//! | --- | --- |
//! | `yes_no` | `yes`, `no`, `true`, `false` |
//! | `choice` | an option, or one of several: `a\|b` |
//! | `choices` | exactly these: `a,b`, none: empty; partial knowledge: `+a,-b` |
//! | `number` | see [`number_text`] |
//! | `text` | as it stands |
//! | any | `unknown` |

use std::collections::BTreeSet;
use std::ops::Bound;

use rust_decimal::Decimal;

use super::number_text::{self, NumberError, without_limits};
use super::{Answer, Interval, Numbers};
use crate::playbook::{Kind, NumberKind, Playbook, Question};
use crate::text::amounts::counted;
use crate::text::characters::{hidden_in_words, name_of_hidden, quoted};
use crate::text::source::{listed, nearest, yes_or_no};
use crate::text::yaml::fields::LONGEST_TEXT;
use crate::text::yaml::numbers::written;

/// The answer that leaves nothing out.
pub const UNKNOWN: &str = crate::format::reserved::UNKNOWN;

/// The most questions that a message names.
const MOST_NAMED: usize = 40;

/// Why something is no answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message(.question, .problem))]
pub struct AnswerError {
    /// The question's id.
    pub question: String,
    /// What is wrong.
    pub problem: AnswerProblem,
    /// What the question takes, for people: "`cloud`, `either` or `own_servers_only`".
    pub takes: String,
    /// What was probably meant in place of the word at fault.
    pub nearest: Option<String>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// The question has no such option.
    #[error("{} is no option", quoted(word))]
    NoSuchOption {
        /// The word that is no option.
        word: String,
    },
    /// There is nothing where a value is needed.
    #[error("no answer")]
    Empty,
    /// It is no number that the question takes.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// An option is said to be in the set and not in it.
    #[error("`{option}` is both included and excluded")]
    Contradiction {
        /// The option's id.
        option: String,
    },
    /// Some options have a sign, and some have none.
    #[error("{} mixes a whole set with partial knowledge", quoted(text))]
    MixedSigns {
        /// The whole answer.
        text: String,
    },
    /// Words with a character that nobody sees.
    #[error("the text holds the hidden character {}", name_of_hidden(*character))]
    HiddenCharacter {
        /// The character.
        character: char,
    },
    /// Words without end.
    #[error("the text has more than {LONGEST_TEXT} characters")]
    TooLong,
}

/// Reads an answer as it stands on the command line, numbers as people write them.
///
/// # Errors
/// Where it is no answer to this question, or one that leaves no value.
pub fn parse_answer(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    parse(question, text, number_text::parse)
}

/// Reads an answer as it stands in a file, where numbers are plain decimals.
///
/// # Errors
/// Where it is no answer to this question, or one that leaves no value.
pub fn parse_plain_answer(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    parse(question, text, number_text::parse_plain)
}

fn parse(
    question: &Question,
    text: &str,
    numbers: fn(&NumberKind, &str) -> Result<Numbers, NumberError>,
) -> Result<Answer, AnswerError> {
    if text.trim() == UNKNOWN {
        return Ok(Answer::Unknown);
    }
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            let options = text.split('|').map(|word| find_option(question, word.trim()));
            options.collect::<Result<_, _>>().map(Answer::OneOf)
        }
        Kind::Choices { .. } => parse_choices(question, text),
        Kind::Number(_) if text.trim().is_empty() => Err(error(question, AnswerProblem::Empty)),
        Kind::Number(kind) => numbers(kind, text)
            .map(Answer::Numbers)
            .map_err(|problem| number_error(question, text, problem)),
        Kind::Text => parse_words(question, text),
    }
}

/// Writes an answer so that [`parse_answer`] reads the same.
pub fn answer_text(question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Unknown => UNKNOWN.to_owned(),
        Answer::OneOf(options) => ids(question, options).join("|"),
        Answer::Choices { includes, excludes } if is_whole_set(question, includes, excludes) => {
            ids(question, includes).join(",")
        }
        Answer::Choices { includes, excludes } if includes.is_empty() && excludes.is_empty() => {
            UNKNOWN.to_owned()
        }
        Answer::Choices { includes, excludes } => {
            let included = ids(question, includes).into_iter().map(|id| format!("+{id}"));
            let excluded = ids(question, excludes).into_iter().map(|id| format!("-{id}"));
            included.chain(excluded).collect::<Vec<_>>().join(",")
        }
        Answer::Numbers(numbers) => number_text::write(&number_kind(question), numbers),
        Answer::Text(text) => text.clone(),
    }
}

/// An answer in the playbook's words, for people: "20 to 50 people", "not known".
pub fn describe(question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Unknown => "not known".to_owned(),
        Answer::OneOf(options) => listed(&labels(question, options), "or"),
        Answer::Choices { includes, excludes } => describe_choices(question, includes, excludes),
        Answer::Numbers(numbers) => describe_numbers(&number_kind(question), numbers),
        Answer::Text(text) => text.clone(),
    }
}

/// What a question takes, for people: "`yes` or `no`", "a whole number from 0 to 5000".
pub fn what_it_takes(question: &Question) -> String {
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } | Kind::Choices { .. } => {
            let ids: Vec<String> = (0..question.option_count())
                .map(|option| format!("`{}`", question.option_id(option)))
                .collect();
            listed(&ids, "or")
        }
        Kind::Number(kind) => {
            let noun = if kind.whole { "a whole number" } else { "a number" };
            match (kind.min, kind.max) {
                (Some(min), Some(max)) => {
                    format!("{noun} from {} to {}", written(min), written(max))
                }
                (Some(min), None) => format!("{noun} from {} on", written(min)),
                (None, Some(max)) => format!("{noun} up to {}", written(max)),
                (None, None) => noun.to_owned(),
            }
        }
        Kind::Text => "words".to_owned(),
    }
}

/// The questions that a playbook asks, where none of them is near to what was written.
pub(super) fn what_it_asks(playbook: &Playbook) -> String {
    let ids = playbook.questions.iter().map(|question| format!("`{}`", question.id));
    let mut named: Vec<String> = ids.collect();
    if named.len() > MOST_NAMED {
        let more = named.len() - MOST_NAMED;
        named.truncate(MOST_NAMED);
        named.push(format!("{more} more"));
    }
    format!("it asks {}", listed(&named, "and"))
}

/// The option that a word names.
pub(super) fn find_option(question: &Question, word: &str) -> Result<usize, AnswerError> {
    if let Some(option) = question.find_option(word) {
        return Ok(option);
    }
    if word.is_empty() {
        return Err(error(question, AnswerProblem::Empty));
    }
    let problem = AnswerProblem::NoSuchOption { word: word.to_owned() };
    let options = (0..question.option_count()).map(|option| question.option_id(option));
    let unknown = (word != UNKNOWN).then_some(UNKNOWN);
    let spelt = yes_or_no(word).filter(|_| matches!(question.kind, Kind::YesNo { .. }));
    let meant = spelt.or_else(|| nearest(word, options.chain(unknown))).map(str::to_owned);
    Err(AnswerError { nearest: meant, ..error(question, problem) })
}

/// What is known of a set of options.
pub(super) fn partial_choices(
    question: &Question,
    includes: BTreeSet<usize>,
    excludes: BTreeSet<usize>,
) -> Result<Answer, AnswerError> {
    if let Some(both) = includes.intersection(&excludes).next() {
        let option = question.option_id(*both).to_owned();
        return Err(error(question, AnswerProblem::Contradiction { option }));
    }
    Ok(Answer::Choices { includes, excludes })
}

/// Exactly these options.
pub(super) fn whole_set(question: &Question, includes: BTreeSet<usize>) -> Answer {
    let excludes =
        (0..question.option_count()).filter(|option| !includes.contains(option)).collect();
    Answer::Choices { includes, excludes }
}

/// Whether every option is known to be in the set or not.
pub(super) fn is_whole_set(
    question: &Question,
    includes: &BTreeSet<usize>,
    excludes: &BTreeSet<usize>,
) -> bool {
    includes.len() + excludes.len() == question.option_count()
}

/// The error for a number.
pub(super) fn number_error(question: &Question, text: &str, problem: NumberError) -> AnswerError {
    let nearest = number_text::meant(&number_kind(question), text);
    AnswerError { nearest, ..error(question, AnswerProblem::Number(problem)) }
}

/// The ids of options.
pub(super) fn ids<'q>(question: &'q Question, options: &BTreeSet<usize>) -> Vec<&'q str> {
    options.iter().map(|option| question.option_id(*option)).collect()
}

/// The numbers that a question takes; any, where it is about something else.
pub(super) fn number_kind(question: &Question) -> NumberKind {
    match &question.kind {
        Kind::Number(kind) => kind.clone(),
        _ => NumberKind::default(),
    }
}

fn message(question: &str, problem: &AnswerProblem) -> String {
    match problem {
        AnswerProblem::NoSuchOption { word } => {
            format!("`{question}` has no option {}", quoted(word))
        }
        AnswerProblem::Empty => format!("`{question}` needs an answer"),
        problem => format!("`{question}`: {problem}"),
    }
}

/// The error for something that is no answer.
pub(super) fn error(question: &Question, problem: AnswerProblem) -> AnswerError {
    AnswerError {
        question: question.id.clone(),
        problem,
        takes: what_it_takes(question),
        nearest: None,
    }
}

fn parse_choices(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    if text.trim().is_empty() {
        return Ok(whole_set(question, BTreeSet::new()));
    }
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    let signed = words.iter().filter(|word| word.starts_with(['+', '-'])).count();
    if signed == 0 {
        let options = words.into_iter().map(|word| find_option(question, word));
        return Ok(whole_set(question, options.collect::<Result<_, _>>()?));
    }
    if signed < words.len() {
        let problem = AnswerProblem::MixedSigns { text: text.to_owned() };
        return Err(error(question, problem));
    }
    let with_sign = |sign| words.iter().filter_map(move |word| word.strip_prefix(sign));
    let find_all = |sign| with_sign(sign).map(|word| find_option(question, word)).collect();
    let (includes, excludes): (Result<_, _>, Result<_, _>) = (find_all('+'), find_all('-'));
    partial_choices(question, includes?, excludes?)
}

fn parse_words(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    let text = text.trim_matches([' ', '\t', '\n']);
    if text.trim().is_empty() {
        return Err(error(question, AnswerProblem::Empty));
    }
    if let Some((_, character)) = hidden_in_words(text) {
        return Err(error(question, AnswerProblem::HiddenCharacter { character }));
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(error(question, AnswerProblem::TooLong));
    }
    Ok(Answer::Text(text.to_owned()))
}

fn labels<'q>(question: &'q Question, options: &BTreeSet<usize>) -> Vec<&'q str> {
    options.iter().map(|option| question.option_label(*option)).collect()
}

fn describe_choices(
    question: &Question,
    includes: &BTreeSet<usize>,
    excludes: &BTreeSet<usize>,
) -> String {
    let (included, excluded) = (labels(question, includes), labels(question, excludes));
    let whole = is_whole_set(question, includes, excludes);
    match (included.is_empty(), excluded.is_empty()) {
        (true, _) if whole => "none of them".to_owned(),
        (false, _) if whole => listed(&included, "and"),
        (true, true) => "not known".to_owned(),
        (false, true) => format!("at least {}", listed(&included, "and")),
        (true, false) => format!("not {}", listed(&excluded, "or")),
        (false, false) => {
            format!("at least {}; not {}", listed(&included, "and"), listed(&excluded, "or"))
        }
    }
}

fn describe_numbers(kind: &NumberKind, numbers: &Numbers) -> String {
    let parts: Vec<String> = numbers
        .intervals()
        .iter()
        .map(|interval| describe_interval(&without_limits(kind, interval), kind.unit.as_deref()))
        .collect();
    listed(&parts, "or")
}

fn describe_interval(interval: &Interval, unit: Option<&str>) -> String {
    let number = written;
    let words = match (interval.low, interval.high) {
        (Bound::Included(low), Bound::Included(high)) if low == high => number(low),
        (Bound::Included(low), Bound::Included(high)) => {
            format!("{} to {}", number(low), number(high))
        }
        (Bound::Unbounded, Bound::Unbounded) => return "any number".to_owned(),
        (low, high) => describe_ends(low, high),
    };
    counted(&words, unit)
}

/// "more than 5 and at most 20".
fn describe_ends(low: Bound<Decimal>, high: Bound<Decimal>) -> String {
    let low = match low {
        Bound::Included(low) => Some(format!("at least {}", written(low))),
        Bound::Excluded(low) => Some(format!("more than {}", written(low))),
        Bound::Unbounded => None,
    };
    let high = match high {
        Bound::Included(high) => Some(format!("at most {}", written(high))),
        Bound::Excluded(high) => Some(format!("less than {}", written(high))),
        Bound::Unbounded => None,
    };
    let ends: Vec<String> = low.into_iter().chain(high).collect();
    ends.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::{answer_text, describe, parse_answer};
    use crate::playbook::{AnswerOption, Kind, NumberKind, Question};

    fn question(kind: Kind) -> Question {
        Question { id: "asked".to_owned(), ask: "Which?".to_owned(), ..Question::of(kind) }
    }

    fn options() -> Vec<AnswerOption> {
        let option = |id: &str, label: &str| AnswerOption { id: id.into(), label: label.into() };
        vec![option("sms", "Text messages"), option("mail", "Letters"), option("call", "Calls")]
    }

    fn people() -> Question {
        let limits = NumberKind {
            unit: Some("people".to_owned()),
            min: Some(0.into()),
            max: Some(5000.into()),
            whole: true,
        };
        question(Kind::Number(limits))
    }

    /// What is read from a text, as the command line and as people see it.
    fn seen(question: &Question, text: &str) -> (String, String) {
        match parse_answer(question, text) {
            Ok(answer) => (answer_text(question, &answer), describe(question, &answer)),
            Err(error) => (error.to_string(), error.nearest.unwrap_or_default()),
        }
    }

    #[track_caller]
    fn check(question: &Question, text: &str, again: &str, words: &str) {
        assert_eq!(seen(question, text), (again.to_owned(), words.to_owned()), "{text}");
    }

    #[test]
    fn numbers() {
        let people = people();
        check(&people, "20", "20", "20 people");
        check(&people, "20.0", "20", "20 people");
        check(&people, "1", "1", "1 (people)");
        check(&people, "..1", "..1", "at most 1 (people)");
        check(&people, "20..50", "20..50", "20 to 50 people");
        check(&people, " 20 .. ", "20..", "at least 20 people");
        check(&people, "..50", "..50", "at most 50 people");
        check(&people, "<20", "..19", "at most 19 people");
        check(&people, ">5,<20", "6..19", "6 to 19 people");
        check(&people, "10|30..40|2", "2|10|30..40", "2 people, 10 people or 30 to 40 people");
        check(&people, "20..9000", "20..", "at least 20 people");
        check(&people, "5000", "5000", "5000 people");
        check(&people, "unknown", "unknown", "not known");
        check(&people, "50..20", "`asked`: `50..20` runs backwards", "20..50");
        check(&people, "7000", "`asked`: `7000` is outside of what is possible", "");
        check(&people, "2.5", "`asked`: `2.5` is not a whole number", "");
        check(&people, ">5,<6", "`asked`: `>5,<6` leaves no number", "");
        check(&people, "1e3", "1000", "1000 people");
        check(
            &people,
            "20...50",
            "`asked`: `20...50` is not a plain decimal number, as `20` or `0.5`",
            "20..50",
        );
        check(&people, "", "`asked` needs an answer", "");
        let price = question(Kind::Number(NumberKind::default()));
        check(&price, "<20", "<20", "less than 20");
        check(&price, ">=2.5,<20", ">=2.5,<20", "at least 2.5 and less than 20");
        check(&price, "..", "..", "any number");
    }

    #[test]
    fn options_of_a_choice() {
        let choice = question(Kind::Choice { options: options(), likely: None });
        check(&choice, "sms", "sms", "Text messages");
        check(&choice, "call | sms", "sms|call", "Text messages or Calls");
        check(&choice, "smss", "`asked` has no option `smss`", "sms");
        check(&choice, "unknwon", "`asked` has no option `unknwon`", "unknown");
        check(&choice, "sms|", "`asked` needs an answer", "");
        check(&choice, "\u{1b}[31m", "`asked` has no option `\\u{1b}[31m`", "");
        let agreed = question(Kind::YesNo { likely: None });
        check(&agreed, "true", "yes", "Yes");
        check(&agreed, "no|yes", "yes|no", "Yes or No");
        check(&agreed, "Yes", "`asked` has no option `Yes`", "yes");
    }

    #[test]
    fn sets_of_options() {
        let choices = question(Kind::Choices { options: options() });
        check(&choices, "", "", "none of them");
        check(&choices, "mail,sms", "sms,mail", "Text messages and Letters");
        check(&choices, "+mail", "+mail", "at least Letters");
        check(&choices, "-mail,+sms", "+sms,-mail", "at least Text messages; not Letters");
        check(&choices, "+sms,-mail,-call", "sms", "Text messages");
        check(&choices, "+sms,-sms", "`asked`: `sms` is both included and excluded", "");
        check(
            &choices,
            "+sms,mail",
            "`asked`: `+sms,mail` mixes a whole set with partial knowledge",
            "",
        );
    }

    #[test]
    fn words() {
        let text = question(Kind::Text);
        check(&text, "as it, stands|=", "as it, stands|=", "as it, stands|=");
        check(&text, "\u{1b}[2J", "`asked`: the text holds the hidden character U+001B", "");
        check(&text, " ", "`asked` needs an answer", "");
    }
}
