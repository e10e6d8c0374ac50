//! Answers in layers: flags over an answers file over the deal file.
//!
//! What an upper layer says of a question replaces what lower ones say. Only an assumption never
//! replaces evidence: it is kept beside it, so that the two show as a disagreement where they
//! contradict each other. The two kinds of flags are one layer.

use jiff::civil::Date;

use super::answers::{AnswerError, AnswerProblem, parse_answer, what_it_asks};
use super::retired::{retired_id, retired_words};
use super::{Answer, Fact, Facts, KnownFrom};
use crate::playbook::{Playbook, Question, QuestionIndex};
use crate::text::characters::quoted;
use crate::text::source::nearest;

/// One `--answer QUESTION=VALUE` or `--assume QUESTION=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFlag {
    /// Whether it is an assumption of the seller.
    pub assumed: bool,
    /// What stands after the flag.
    pub text: String,
}

/// What lies over the facts of a deal file.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// The facts of an answers file.
    pub answers_file: Option<Facts>,
    /// The flags.
    pub flags: Vec<AnswerFlag>,
    /// What goes with every answer of these layers that does not say it itself.
    pub told: Told,
}

/// How answers were learned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Who said so.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What else there is to say of it.
    pub note: Option<String>,
}

impl Told {
    /// These facts, each that is not among the earlier ones with what it does not say itself.
    pub fn of_new(&self, facts: &Facts, earlier: &Facts, playbook: &Playbook) -> Facts {
        let mut told = Facts::none(playbook);
        for index in playbook.question_indexes() {
            let before = earlier.about(index);
            let of = |fact: &Fact| match before.contains(fact) {
                true => fact.clone(),
                false => self.of(fact),
            };
            told.set(index, facts.about(index).iter().map(of).collect());
        }
        told
    }

    /// A statement with what it does not say itself. Nobody says that nothing is known.
    pub fn of(&self, fact: &Fact) -> Fact {
        if fact.answer == Answer::Unknown {
            return fact.clone();
        }
        Fact {
            by: fact.by.clone().or_else(|| self.by.clone()),
            date: fact.date.or(self.date),
            note: fact.note.clone().or_else(|| self.note.clone()),
            ..fact.clone()
        }
    }
}

/// What is wrong with a flag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{flag}: {problem}")]
pub struct FlagError {
    /// The flag.
    pub flag: AnswerFlag,
    /// What is wrong.
    pub problem: FlagProblem,
}

/// What can be wrong with a flag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlagProblem {
    /// There is no `=`.
    #[error("write it as `QUESTION=VALUE`")]
    NoValue,
    /// The playbook has no such question.
    #[error("{}", unknown_question(.question, .playbook, .nearest.as_deref(), .asks))]
    UnknownQuestion {
        /// What stands before the `=`.
        question: String,
        /// The playbook's id.
        playbook: String,
        /// The question that was probably meant.
        nearest: Option<String>,
        /// What the playbook asks, for people.
        asks: String,
    },
    /// The playbook asked it once, or took the option, and says why it no longer does.
    #[error("{}", retired_words(.id, .because))]
    Retired {
        /// `question`, or `question.option`.
        id: String,
        /// Why.
        because: String,
    },
    /// Another flag answers the same question.
    #[error("{first} answers `{question}` already; keep one of the two")]
    Twice {
        /// The question's id.
        question: String,
        /// The other flag.
        first: AnswerFlag,
    },
    /// It is no answer to the question.
    #[error("{}", not_an_answer(.error))]
    NotAnAnswer {
        /// The question's words.
        ask: String,
        /// Why not.
        error: Box<AnswerError>,
    },
}

impl AnswerFlag {
    /// `--answer TEXT`: the buyer said so, or we know it where the question is ours.
    pub fn answer(text: impl Into<String>) -> Self {
        Self { assumed: false, text: text.into() }
    }

    /// `--assume TEXT`: the seller thinks so.
    pub fn assume(text: impl Into<String>) -> Self {
        Self { assumed: true, text: text.into() }
    }

    fn source(&self, question: &Question) -> KnownFrom {
        if self.assumed { KnownFrom::Assumption } else { KnownFrom::unwritten(question) }
    }
}

impl std::fmt::Display for AnswerFlag {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = if self.assumed { "--assume" } else { "--answer" };
        formatter.write_str(&quoted(&format!("{name} {}", self.text)))
    }
}

/// Lays an answers file and flags over the facts of a deal.
///
/// # Errors
/// Every flag that is wrong, in their order; the facts are then as they were.
pub fn apply(
    facts: &mut Facts,
    playbook: &Playbook,
    layers: &Layers,
) -> Result<(), Vec<FlagError>> {
    let flagged = facts_of_flags(playbook, &layers.flags)?;
    for layer in layers.answers_file.iter().chain([&flagged]) {
        for question in playbook.question_indexes() {
            let upper = layer.about(question);
            if !upper.is_empty() {
                let asked = playbook.question(question);
                let upper: Vec<Fact> = upper.iter().map(|fact| layers.told.of(fact)).collect();
                facts.set(question, laid_over(asked, facts.about(question), &upper));
            }
        }
    }
    Ok(())
}

/// What an upper layer leaves of a lower one, and itself.
fn laid_over(question: &Question, lower: &[Fact], upper: &[Fact]) -> Vec<Fact> {
    let upper = as_known(lower, upper);
    if upper.iter().any(|fact| fact.source.is_evidence_on(question)) {
        return upper;
    }
    let is_evidence = |fact: &&Fact| fact.is_evidence_on(question);
    let evidence: Vec<Fact> = lower.iter().filter(is_evidence).cloned().collect();
    let says_nothing = upper.iter().all(|fact| fact.answer == Answer::Unknown);
    if says_nothing && !evidence.is_empty() {
        return evidence;
    }
    evidence.into_iter().chain(upper).collect()
}

/// What is said, each statement that is known already as it is known: who said it, and when, is
/// still so. Where several people said something, it is known of the one who says it.
fn as_known(known: &[Fact], said: &[Fact]) -> Vec<Fact> {
    let is_of_one = known.len() == 1;
    let mut known: Vec<&Fact> = known.iter().collect();
    let as_known = |fact: &Fact| {
        let says_it = |known: &&Fact| known.says_all_of(fact) && (is_of_one || known.by == fact.by);
        match known.iter().position(says_it) {
            Some(place) => known.remove(place).clone(),
            None => fact.clone(),
        }
    };
    said.iter().map(as_known).collect()
}

fn facts_of_flags(playbook: &Playbook, flags: &[AnswerFlag]) -> Result<Facts, Vec<FlagError>> {
    let mut facts = Facts::none(playbook);
    let mut errors = Vec::new();
    let mut seen: Vec<(QuestionIndex, &AnswerFlag)> = Vec::new();
    for flag in flags {
        match read_flag(playbook, flag, &seen) {
            Ok((question, fact)) => facts.set(question, vec![fact]),
            Err(problem) => errors.push(FlagError { flag: flag.clone(), problem }),
        }
        if let Some(question) = question_of(playbook, flag) {
            seen.push((question, flag));
        }
    }
    if errors.is_empty() { Ok(facts) } else { Err(errors) }
}

fn read_flag(
    playbook: &Playbook,
    flag: &AnswerFlag,
    seen: &[(QuestionIndex, &AnswerFlag)],
) -> Result<(QuestionIndex, Fact), FlagProblem> {
    let (id, value) = flag.text.split_once('=').ok_or(FlagProblem::NoValue)?;
    let index = question_of(playbook, flag).ok_or_else(|| no_such_question(playbook, id.trim()))?;
    let question = playbook.question(index);
    if let Some((_, first)) = seen.iter().find(|(other, _)| *other == index) {
        let first = (*first).clone();
        return Err(FlagProblem::Twice { question: question.id.clone(), first });
    }
    let answer =
        parse_answer(question, value).map_err(|error| no_answer(playbook, question, error))?;
    Ok((index, Fact::new(answer, flag.source(question))))
}

/// What to say of a question that a playbook does not ask.
pub fn no_such_question(playbook: &Playbook, id: &str) -> FlagProblem {
    if let Some(because) = playbook.retired.why(id) {
        return FlagProblem::Retired { id: id.to_owned(), because: because.to_owned() };
    }
    let ids = playbook.questions.iter().map(|question| question.id.as_str());
    FlagProblem::UnknownQuestion {
        question: id.to_owned(),
        playbook: playbook.id.clone(),
        nearest: nearest(id, ids).map(str::to_owned),
        asks: what_it_asks(playbook),
    }
}

/// What to say of what is no answer to a question.
pub fn no_answer(playbook: &Playbook, question: &Question, error: AnswerError) -> FlagProblem {
    if let AnswerProblem::NoSuchOption { word } = &error.problem
        && let Some(because) = playbook.retired.option(&question.id, word)
    {
        let id = retired_id(&question.id, Some(word));
        return FlagProblem::Retired { id, because: because.to_owned() };
    }
    FlagProblem::NotAnAnswer { ask: question.ask.clone(), error: error.into() }
}

/// The question that stands before the `=` of a flag.
fn question_of(playbook: &Playbook, flag: &AnswerFlag) -> Option<QuestionIndex> {
    let (id, _) = flag.text.split_once('=')?;
    playbook.find_question(id.trim())
}

fn unknown_question(question: &str, playbook: &str, nearest: Option<&str>, asks: &str) -> String {
    let none = format!("playbook `{playbook}` has no question {}", quoted(question));
    match nearest {
        Some(meant) => format!("{none}, did you mean `{meant}`?"),
        None => format!("{none}; {asks}"),
    }
}

fn not_an_answer(error: &AnswerError) -> String {
    let takes = format!("{error}; it takes {}", error.takes);
    match &error.nearest {
        Some(meant) => format!("{takes}; did you mean `{meant}`?"),
        None => takes,
    }
}
