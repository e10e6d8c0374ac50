//! What becomes of a proposal: heard from the buyer, assumed, or refused, and why.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::numbers_said::{Spoken, first_unsaid};
use super::proposals::Proposal;
use super::remarks::{Remark, remarks};
use super::speakers::is_same_name;
use super::tokens::{is_unseen, tokens};
use super::transcript::Turn;
use super::verifying::place_of;
use super::words::{Found, Words};
use crate::deal::layers::{no_answer, no_such_question};
use crate::deal::learning::learn;
use crate::deal::option_names::{folded, option_named};
use crate::deal::{Answer, Fact, Facts, KnownFrom, Passage, answer_of_node, answers};
use crate::playbook::{Kind, Playbook, Question, QuestionIndex};
use crate::text::characters::{escaped, hidden_in_words, name_of_hidden, quoted};
use crate::text::source::Findings;
use crate::text::yaml::fields::LONGEST_TEXT;
use crate::text::yaml::numbers::written;
use crate::text::yaml::{Node, Value};

/// What is listened to.
#[derive(Debug)]
pub struct Listening<'l> {
    /// The words of the source.
    pub words: &'l Words<'l>,
    /// Those who speak for the buyer, as the source writes them: see [`super::heard_buyers`].
    pub buyers: &'l [String],
    /// The source, as seen from the deal's folder.
    pub file: &'l str,
    /// The day of the talk.
    pub date: Date,
    /// Whether what was not heard is refused, and not taken for an assumption.
    pub is_strict: bool,
}

/// What becomes of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Which proposal, counted from 0.
    pub place: usize,
    /// The question, where the playbook asks it.
    pub question: Option<QuestionIndex>,
    /// The answer, where it is one.
    pub answer: Option<Answer>,
    /// What becomes of it.
    pub ruling: Ruling,
    /// Why it is not taken for what the buyer said; `None` where it is.
    pub why: Option<Unheard>,
    /// What is to be pointed out.
    pub remarks: Vec<Remark>,
}

/// What becomes of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum Ruling {
    /// The buyer said so.
    Heard(Fact),
    /// It is taken for an assumption of the seller's.
    Assumed(Fact),
    /// It would be an assumption, and none are taken.
    Refused,
    /// It answers nothing.
    Wrong,
}

/// Why a proposal is not taken for what the buyer said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unheard {
    /// It is about what is offered: no word of a buyer's settles it.
    #[error("we answer that ourselves, not the buyer; say it with `coach log`")]
    AnsweredByUs,
    /// There is no quote.
    #[error("no words of the buyer's are given for it")]
    NoQuote,
    /// The quote is nothing but sounds, or one word of many.
    #[error("the quote is too short to tell what was said")]
    TooFewWords,
    /// The quote stands nowhere.
    #[error("the quote does not stand in the source")]
    NotInSource,
    /// Somebody else said it.
    #[error("said by {} at {}, who is none of the buyer's", quoted(.speaker), escaped(.at))]
    NotABuyer {
        /// Who.
        speaker: String,
        /// Where.
        at: String,
    },
    /// Nobody is named who said it.
    #[error("the source does not name who said it, at {}", escaped(.at))]
    NobodyNamed {
        /// Where.
        at: String,
    },
    /// Notes say so, and nobody is named who did.
    #[error("nobody is named who said so; say who with `--by`")]
    NoOneSaid,
    /// Another one of the buyer's said it.
    #[error("said by {}, not by {}", quoted(.speaker), quoted(.claimed))]
    OtherSpeaker {
        /// Who.
        speaker: String,
        /// Who is said to have.
        claimed: String,
    },
    /// A number of the answer is not in the quote.
    #[error("the number {} is not in the quote", written(*.number))]
    NumberNotSaid {
        /// The number.
        number: Decimal,
    },
    /// The answer is words that the quote has not.
    #[error("the answer is not in the words of the quote")]
    OtherWords,
    /// The quote can't be kept.
    #[error("the words hold the hidden character {}", name_of_hidden(*.character))]
    Hidden {
        /// The character.
        character: char,
    },
    /// The quote is longer than a deal holds.
    #[error("the words are more than {LONGEST_TEXT} characters")]
    TooLong,
    /// The playbook does not ask this, or it is no answer.
    #[error("{words}")]
    NoAnswer {
        /// Why.
        words: String,
    },
    /// The same person said it already, in this list.
    #[error("the same as number {}", .first + 1)]
    Repeated {
        /// The proposal, counted from 0.
        first: usize,
    },
    /// The same person answers it otherwise further on.
    #[error("number {} answers it otherwise, and comes later", .later + 1)]
    SaidOtherwise {
        /// The proposal, counted from 0.
        later: usize,
    },
}

/// Judges proposals, each for itself and then beside the others.
pub fn hear(playbook: &Playbook, listening: &Listening<'_>, proposals: &[Proposal]) -> Vec<Heard> {
    let judge = |(place, proposal)| judged(playbook, listening, place, proposal);
    once_each(proposals.iter().enumerate().map(judge).collect())
}

/// What is known once these are taken, each in the place of what the same person said before.
pub fn learned<'h>(
    playbook: &Playbook,
    known: &Facts,
    heard: impl IntoIterator<Item = &'h Heard>,
) -> Facts {
    let mut facts = known.clone();
    for one in heard {
        let (Some(question), Ruling::Heard(fact) | Ruling::Assumed(fact)) =
            (one.question, &one.ruling)
        else {
            continue;
        };
        // Heard again, on the same day or another, it stays as it was learned.
        if facts.about(question).iter().any(|known| is_known_as(known, fact)) {
            continue;
        }
        let mut new = Facts::none(playbook);
        new.set(question, vec![fact.clone()]);
        learn(&mut facts, playbook, &new);
    }
    facts
}

/// Whether a statement is known already, from the same words of the same person.
fn is_known_as(known: &Fact, fact: &Fact) -> bool {
    let dateless = |fact: &Fact| Fact { date: None, ..fact.clone() };
    dateless(known) == dateless(fact)
}

fn judged(
    playbook: &Playbook,
    listening: &Listening<'_>,
    place: usize,
    proposal: &Proposal,
) -> (Heard, Option<Found>) {
    let nothing = Heard {
        place,
        question: None,
        answer: None,
        ruling: Ruling::Wrong,
        why: None,
        remarks: Vec::new(),
    };
    let Some(index) = question_named(playbook, &proposal.question) else {
        let words = no_such_question(playbook, proposal.question.trim()).to_string();
        return (Heard { why: Some(Unheard::NoAnswer { words }), ..nothing }, None);
    };
    let question = playbook.question(index);
    let about = Heard { question: Some(index), ..nothing };
    let answer = match answer_of(playbook, question, &proposal.answer) {
        Ok(answer) => answer,
        Err(words) => return (Heard { why: Some(Unheard::NoAnswer { words }), ..about }, None),
    };
    let about = Heard { answer: Some(answer.clone()), ..about };
    match found_for(listening, proposal, question, &answer) {
        Ok((found, fact)) => {
            let quote = proposal.quote.as_deref().unwrap_or_default();
            let remarks = remarks(listening.words, &found, quote, question, &answer);
            (Heard { ruling: Ruling::Heard(fact), remarks, ..about }, Some(found))
        }
        Err(why) => {
            let ruling = match listening.is_strict {
                true => Ruling::Refused,
                false => Ruling::Assumed(assumption(listening, answer, &why)),
            };
            (Heard { ruling, why: Some(why), ..about }, None)
        }
    }
}

/// Where the buyer says so, and the fact that it makes.
fn found_for(
    listening: &Listening<'_>,
    proposal: &Proposal,
    question: &Question,
    answer: &Answer,
) -> Result<(Found, Fact), Unheard> {
    if question.is_ours() {
        return Err(Unheard::AnsweredByUs);
    }
    let quote = proposal.quote.as_deref().ok_or(Unheard::NoQuote)?;
    let found = listening.words.places_of(quote).map_err(|_| Unheard::TooFewWords)?;
    let found = listening.of_a_buyer(found, proposal)?;
    let quote = listening.as_said(&found)?;
    if let (Kind::Number(kind), Answer::Numbers(numbers)) = (&question.kind, answer) {
        let (before, behind) = listening.words.around(&found);
        let spoken = Spoken { before: &before, quote: &quote, behind: &behind };
        if let Some(number) = first_unsaid(kind, numbers, spoken) {
            return Err(Unheard::NumberNotSaid { number });
        }
    }
    if let Answer::Text(text) = answer
        && !listening.is_within(text, &quote)
    {
        return Err(Unheard::OtherWords);
    }
    let speaker = listening.words.transcript().turns[found.turn].speaker.clone();
    let at = listening.place(&found);
    let at = Passage::of(&at).map_err(|error| Unheard::NoAnswer { words: error.to_string() })?;
    let fact = Fact {
        by: speaker,
        date: Some(listening.date),
        quote: Some(quote),
        at: Some(at),
        ..Fact::new(answer.clone(), KnownFrom::Prospect)
    };
    Ok((found, fact))
}

/// What is kept of a proposal that the buyer was not heard to say: not the words, which would look as
/// if they had been.
fn assumption(listening: &Listening<'_>, answer: Answer, why: &Unheard) -> Fact {
    let note = format!("Not heard in {}: {why}.", listening.file);
    Fact {
        date: Some(listening.date),
        note: Some(note).filter(|note| hidden_in_words(note).is_none()),
        ..Fact::new(answer, KnownFrom::Assumption)
    }
}

impl Listening<'_> {
    /// The first place at which one of the buyer's says the words; of those, the one who is said to
    /// have.
    fn of_a_buyer(&self, found: Vec<Found>, proposal: &Proposal) -> Result<Found, Unheard> {
        let turns = &self.words.transcript().turns;
        let speaker = |found: &Found| turns[found.turn].speaker.as_deref();
        let first = found.first().cloned().ok_or(Unheard::NotInSource)?;
        let claimed = [&proposal.speaker, &proposal.by].into_iter().flatten();
        let is_claimed = |name: &str| claimed.clone().all(|claimed| is_same_name(claimed, name));
        let is_buyer = |name: &str| self.buyers.iter().any(|buyer| is_same_name(buyer, name));
        let mut of_buyers = found.into_iter().filter(|one| speaker(one).is_some_and(is_buyer));
        let Some(of_a_buyer) = of_buyers.next() else {
            let at = self.place(&first);
            return Err(match speaker(&first) {
                Some(speaker) => Unheard::NotABuyer { speaker: speaker.to_owned(), at },
                None => Unheard::NobodyNamed { at },
            });
        };
        let name = speaker(&of_a_buyer).unwrap_or_default().to_owned();
        let mut all = std::iter::once(of_a_buyer).chain(of_buyers);
        all.find(|one| speaker(one).is_some_and(is_claimed)).ok_or_else(|| {
            let claimed = claimed.clone().find(|claimed| !is_same_name(claimed, &name));
            Unheard::OtherSpeaker { speaker: name, claimed: claimed.cloned().unwrap_or_default() }
        })
    }

    /// Whether words stand in others in a row.
    fn is_within(&self, text: &str, whole: &str) -> bool {
        let words = |text: &str| -> Vec<String> {
            self.words.without_fillers(text).into_iter().map(|token| token.word).collect()
        };
        let (text, whole) = (words(text), words(whole));
        !text.is_empty() && whole.windows(text.len()).any(|window| window == text)
    }

    /// The words as the source has them, on one line, with the marks at their end.
    fn as_said(&self, found: &Found) -> Result<String, Unheard> {
        let turns = &self.words.transcript().turns;
        let mut said = String::new();
        let of_quote = turns.iter().enumerate().take(found.last_turn + 1).skip(found.turn);
        for (turn, Turn { text, .. }) in of_quote {
            let start = if turn == found.turn { found.start } else { 0 };
            let end =
                if turn == found.last_turn { with_marks(text, found.end) } else { text.len() };
            said.push_str(text.get(start..end).unwrap_or_default());
            said.push(' ');
        }
        said.retain(|one| !is_unseen(one));
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        match hidden_in_words(&said) {
            Some((_, character)) => Err(Unheard::Hidden { character }),
            None if said.chars().count() > LONGEST_TEXT => Err(Unheard::TooLong),
            None => Ok(said),
        }
    }

    /// Where words stand, as a deal names it.
    fn place(&self, found: &Found) -> String {
        format!("{}#{}", self.file, place_of(self.words, found))
    }
}

/// The end of words with the marks that close their sentence.
fn with_marks(text: &str, end: usize) -> usize {
    let behind = text.get(end..).unwrap_or_default();
    let is_mark = |one: char| matches!(one, '.' | '!' | '?' | '…');
    end + behind.find(|one| !is_mark(one)).unwrap_or(behind.len())
}

/// The question that a text names: by its id, or by its words in any case of letters.
pub(super) fn question_named(playbook: &Playbook, text: &str) -> Option<QuestionIndex> {
    let id = text.trim();
    let by_id =
        || playbook.find_question(id).or_else(|| playbook.find_question(&id.to_lowercase()));
    let words = |text: &str| tokens(text).into_iter().map(|token| token.word).collect::<Vec<_>>();
    let named = words(text);
    let by_words = || {
        let mut asked = playbook.question_indexes();
        asked.find(|index| !named.is_empty() && words(&playbook.question(*index).ask) == named)
    };
    by_id().or_else(by_words)
}

/// The answer that is meant, or why it is none.
pub(super) fn answer_of(
    playbook: &Playbook,
    question: &Question,
    node: &Node,
) -> Result<Answer, String> {
    let answer = match &node.value {
        Value::Scalar(scalar) if node.is_null() || scalar.text.trim().is_empty() => {
            Err(match question.kind {
                Kind::Choices { .. } => "there is no answer; none of them is `[]`".to_owned(),
                _ => "there is no answer".to_owned(),
            })
        }
        Value::Scalar(scalar) => answers::parse_answer(question, &scalar.text).or_else(|error| {
            let named = by_labels(question, &scalar.text);
            named.ok_or_else(|| no_answer(playbook, question, error).to_string())
        }),
        Value::Sequence(_) | Value::Mapping(_) => {
            let findings = Findings::new();
            let answer = answer_of_node(playbook, question, node, &findings);
            answer.ok_or_else(|| {
                let found = findings.sorted().into_iter().next();
                let said = found.map(|finding| match finding.help {
                    Some(help) => format!("{}; {help}", finding.message),
                    None => finding.message,
                });
                said.unwrap_or_else(|| "it is no answer".to_owned())
            })
        }
    }?;
    match answer {
        Answer::Unknown => Err("`unknown` says nothing; leave it out".to_owned()),
        answer => Ok(answer),
    }
}

/// The answer whose options are named by their labels.
fn by_labels(question: &Question, text: &str) -> Option<Answer> {
    let named = |text: &str| option_named(question, &folded(text));
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => Some(Answer::OneOf([named(text)?].into())),
        Kind::Choices { .. } => {
            let whole = named(text).map(|option| vec![option]);
            let options = whole.or_else(|| text.split([',', ';']).map(named).collect())?;
            let ids: Vec<&str> = options.iter().map(|option| question.option_id(*option)).collect();
            answers::parse_answer(question, &ids.join(",")).ok()
        }
        Kind::Number(_) | Kind::Text => None,
    }
}

/// Of what the same person says to one question, each answer once; where they differ, the later one in
/// the talk.
pub(super) fn once_each(judged: Vec<(Heard, Option<Found>)>) -> Vec<Heard> {
    let mut kept: Vec<(Heard, Option<Found>)> = Vec::with_capacity(judged.len());
    for (mut heard, found) in judged {
        let earlier = kept.iter_mut().find(|(other, _)| is_same_person(other, &heard));
        if let Some((other, other_found)) = earlier {
            let place =
                |found: &Option<Found>| found.as_ref().map(|found| (found.turn, found.start));
            if other.answer == heard.answer {
                (heard.ruling, heard.why) =
                    (Ruling::Refused, Some(Unheard::Repeated { first: other.place }));
            } else if place(other_found) <= place(&found) {
                (other.ruling, other.why) =
                    (Ruling::Refused, Some(Unheard::SaidOtherwise { later: heard.place }));
            } else {
                let later = other.place;
                (heard.ruling, heard.why) =
                    (Ruling::Refused, Some(Unheard::SaidOtherwise { later }));
            }
        }
        kept.push((heard, found));
    }
    kept.into_iter().map(|(heard, _)| heard).collect()
}

fn is_same_person(one: &Heard, other: &Heard) -> bool {
    let who = |heard: &Heard| match &heard.ruling {
        Ruling::Heard(fact) | Ruling::Assumed(fact) => {
            Some((heard.question, fact.source, fact.by.clone()))
        }
        Ruling::Refused | Ruling::Wrong => None,
    };
    who(one).is_some() && who(one) == who(other)
}
