//! Two questions in one.
//!
//! A sentence is cut at its joints: commas, semicolons, "and". Two pieces that both ask make it
//! double, unless the second points back to the first, and so is a follow-up ("…, and who says
//! so?"). Two closed questions are double even then: a yes may answer either.

use std::ops::Range;

use super::found::Match;
use super::sentences::Sentences;
use super::tokens::Token;
use crate::text::characters::quoted;

/// How many words after its question word a clause may take to come to its verb.
const REACH: usize = 5;

/// The longest question, in words, that needs the one before it to be understood: "And how?"
const LONGEST_FRAGMENT: usize = 2;

/// Something that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Question {
    /// Where it begins.
    start: usize,
    /// How it asks.
    form: Form,
    /// Whether the verb stands before the subject, as in questions alone.
    inverted: bool,
}

/// How something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// With a question word.
    Open,
    /// To be answered by yes or no.
    Closed,
    /// "Tell me …"
    Request,
}

/// What cuts a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Its beginning.
    Beginning,
    /// A comma alone.
    Comma,
    /// A colon, a dash, a bracket: what follows says the same again, or says more about it.
    Break,
    /// "and".
    And,
    /// "and" after a comma, or a semicolon.
    CommaAnd,
}

/// Each second question.
pub(super) fn find(text: &Sentences<'_>) -> Vec<Match> {
    let sentences = text.tokens.sentences();
    let asking: Vec<&Range<usize>> =
        sentences.iter().filter(|sentence| ends_asking(text, sentence)).collect();
    let further = asking.windows(2).filter(|pair| is_another(text, pair[0], pair[1]));
    let mut seconds: Vec<Range<usize>> = further.map(|pair| pair[1].clone()).collect();
    seconds.extend(sentences.iter().filter_map(|sentence| second_in(text, sentence)));
    seconds.into_iter().filter_map(|places| told(text, places)).collect()
}

fn told(text: &Sentences<'_>, places: Range<usize>) -> Option<Match> {
    let range = text.tokens.bytes(text.beginning(&places)..places.end)?;
    let second = &text.written[range.clone()];
    let mut letters = second.chars();
    let first = letters.next()?.to_uppercase();
    let alone = format!("{first}{}?", letters.as_str());
    Some(Match {
        message: format!("{} is a second question in the same breath", quoted(second)),
        suggestion: Some(format!("make it a question of its own: {}", quoted(&alone))),
        range,
    })
}

pub(super) fn ends_asking(text: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    text.tokens.get(sentence.end) == Some(&Token::Question)
}

/// Whether a sentence that asks asks something else than the one before it.
fn is_another(text: &Sentences<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    let words = text.tokens.words(text.beginning(second)..second.end).count();
    let starts = [first, second].map(|sentence| text.beginning(sentence));
    let both_closed = starts.iter().all(|start| closed(text, *start, Joint::Beginning).is_some());
    words > LONGEST_FRAGMENT && (both_closed || !points_back(text, second.clone()))
}

/// The second question within a sentence that asks.
fn second_in(text: &Sentences<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let requests = text.is("requests", text.beginning(sentence));
    if !requests && !ends_asking(text, sentence) {
        return None;
    }
    let mut first: Option<(Question, Range<usize>)> = None;
    // What lies between two questions belongs to the second: "and if not, when …"
    let mut between = sentence.start;
    for (joint, piece) in pieces(text, sentence) {
        let Some(question) = asked(text, &piece, joint, requests) else { continue };
        match &first {
            Some((before, its_piece)) if adds(before, &question, joint) => {
                let embedded = !requests
                    && !question.inverted
                    && embeds(text, before.start + 1..its_piece.end);
                let both_closed = [before.form, question.form] == [Form::Closed; 2];
                if !embedded && (both_closed || !points_back(text, between..piece.end)) {
                    return Some(question.start..sentence.end);
                }
            }
            _ => first = Some((question, piece.clone())),
        }
        between = piece.end;
    }
    None
}

/// Whether a question comes on top of the one before it, rather than saying what that one means:
/// "Help me understand: how …", "Who signs, is it you?"
fn adds(before: &Question, question: &Question, joint: Joint) -> bool {
    match joint {
        Joint::And | Joint::CommaAnd => true,
        Joint::Comma => before.form == Form::Open && question.form == Form::Open,
        Joint::Beginning | Joint::Break => false,
    }
}

/// The pieces of a sentence between its joints. What "or" joins is a choice, and one question.
fn pieces(text: &Sentences<'_>, sentence: &Range<usize>) -> Vec<(Joint, Range<usize>)> {
    let mut pieces = Vec::new();
    let (mut joint, mut start) = (Joint::Beginning, sentence.start);
    for place in sentence.clone() {
        let found = match text.tokens.get(place) {
            Some(Token::Comma) => Joint::Comma,
            Some(Token::Break) => Joint::Break,
            Some(Token::Semicolon) => Joint::CommaAnd,
            Some(Token::Word(word)) if matches!(word.as_str(), "and" | "plus") => Joint::And,
            _ => continue,
        };
        if start < place {
            pieces.push((joint, start..place));
            joint = found;
        } else if (joint, found) == (Joint::Comma, Joint::And) {
            joint = Joint::CommaAnd;
        }
        start = place + 1;
    }
    pieces.push((joint, start..sentence.end));
    pieces.retain(|(_, piece)| text.tokens.word(piece.start) != Some("or"));
    pieces
}

/// What a piece asks.
fn asked(
    text: &Sentences<'_>,
    piece: &Range<usize>,
    joint: Joint,
    requests: bool,
) -> Option<Question> {
    let start = text.beginning(piece);
    let question = open(text, start, piece.end)
        .or_else(|| closed(text, start, joint))
        .or_else(|| requested(text, start, joint, requests))?;
    // After a mark alone, "who signs" may as well be said about somebody.
    let alone = matches!(joint, Joint::Comma | Joint::Break);
    (!alone || question.inverted).then_some(question)
}

/// A question that begins with a question word, a preposition before it or not.
fn open(text: &Sentences<'_>, start: usize, end: usize) -> Option<Question> {
    let led = text.is("prepositions", start);
    let place = start + usize::from(led);
    let word = text.tokens.word(place).filter(|_| text.is("question_words", place))?;
    let contracted = word.ends_with("'s");
    let counts = word == "how" && matches!(text.tokens.word(place + 1), Some("many" | "much"));
    let after = place + 1 + usize::from(counts);
    let verb = (after..end.min(after + REACH)).find(|place| text.is("auxiliaries", *place));
    let subject_reach = match word {
        "who" => 1,
        "what" | "which" | "whose" => 2,
        _ => REACH,
    };
    let subject = (after..verb.unwrap_or(end).min(after + subject_reach)).find(|place| {
        let of = text.tokens.word(place.saturating_sub(1)) == Some("of");
        !of && (text.is("persons", *place) || text.is("determiners", *place))
    });
    let rest = text.tokens.words(after..end).count();
    let asks = match word {
        _ if subject.is_some() => contracted,
        _ if verb.is_some() || contracted => rest >= 2,
        _ if led => false,
        "who" => rest >= 1 && !text.is("prepositions", after),
        "what" | "which" | "whose" => rest >= 2 && !text.is("prepositions", after),
        _ => counts && rest >= 2 && !text.is("prepositions", after),
    };
    let inverted = contracted || verb.is_some();
    asks.then_some(Question { start, form: Form::Open, inverted })
}

/// Whether a sentence begins with its verb, and so is answered by yes or no.
pub(super) fn is_closed(text: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    closed(text, text.beginning(sentence), Joint::Beginning).is_some()
}

/// A question that begins with its verb.
fn closed(text: &Sentences<'_>, start: usize, joint: Joint) -> Option<Question> {
    let verb = text.tokens.word(start).filter(|_| text.is("auxiliaries", start))?;
    let subject = text.is("persons", start + 1) || text.is("determiners", start + 1);
    let certain = subject
        || matches!(joint, Joint::Beginning | Joint::CommaAnd)
        || matches!(verb, "do" | "does" | "did");
    let asks = certain && text.tokens.word(start + 1).is_some();
    asks.then_some(Question { start, form: Form::Closed, inverted: true })
}

/// "Tell me …", or what is to be told besides.
fn requested(text: &Sentences<'_>, start: usize, joint: Joint, requests: bool) -> Option<Question> {
    let more = text.tokens.word(start + 1).is_some_and(|word| word != "else");
    let form = match joint {
        Joint::Beginning => Form::Request,
        Joint::And | Joint::CommaAnd if more && text.is("question_words", start) => Form::Open,
        _ => return None,
    };
    requests.then_some(Question { start, form, inverted: form == Form::Request })
}

/// Whether a question has another in it: "Do you know who decides …"
fn embeds(text: &Sentences<'_>, places: Range<usize>) -> bool {
    places.into_iter().any(|place| text.is("question_words", place))
}

/// Whether a second question takes up what the first has named or will bring.
fn points_back(text: &Sentences<'_>, mut places: Range<usize>) -> bool {
    let end = places.end;
    places.any(|place| {
        let next = text.tokens.word(place + 1);
        match text.tokens.word(place) {
            // One of them, as in "which came closest"; but "which software do you use" names
            // another thing.
            Some("which") => {
                let mut after = place + 2..end.min(place + 2 + REACH);
                next == Some("of") || !after.any(|place| text.is("auxiliaries", place))
            }
            Some("happens") => matches!(next, Some("if" | "when" | "otherwise")),
            // "… what did you do before?"
            Some("before" | "afterwards" | "meanwhile") => place + 1 == end,
            _ => text.is("back_references", place),
        }
    })
}
