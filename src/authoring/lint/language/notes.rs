//! What an author may think about, and no rule can settle: wordings that are right in one question and
//! wrong in the next.

use std::ops::Range;

use super::found::Match;
use super::sentences::Sentences;
use super::tokens::Token;
use super::{double, double_question};
use crate::text::characters::quoted;

/// A question of more words is heard in part.
pub const MOST_WORDS: usize = 20;
/// The grade of American schools in which about everybody can follow: plain-language guides ask for it.
pub const HIGHEST_GRADE: f64 = 8.0;
/// Of fewer words a grade says nothing: one long word makes it soar.
const FEWEST_WORDS_OF_A_GRADE: usize = 10;

/// "If we could …": it lets the buyer dream, and both know what it leads to.
pub fn if_we_could(text: &str) -> Vec<Match> {
    let text = Sentences::of(text);
    let starts = |place: &usize| {
        matches!(text.tokens.word(*place), Some("if" | "suppose" | "supposing" | "imagine"))
    };
    let found = (0..text.tokens.len()).filter(starts).filter_map(|start| {
        let subject = start + 1 + usize::from(text.tokens.word(start + 1) == Some("that"));
        let is_ours = matches!(text.tokens.word(subject), Some("we" | "i"));
        let may = matches!(
            text.tokens.word(subject + 1),
            Some("could" | "can" | "were" | "was" | "did" | "had")
        );
        (is_ours && may).then_some(start..subject + 2)
    });
    let told = found.filter_map(|places| {
        matched(
            &text,
            places,
            "leads to an answer that is ours",
            "ask what they do today, and what it costs them",
        )
    });
    told.collect()
}

/// Something told before something is asked.
pub fn statement_first(text: &str) -> Vec<Match> {
    let text = Sentences::of(text);
    let sentences = text.tokens.sentences();
    let is_stated = |sentence: &Range<usize>| text.tokens.get(sentence.end) == Some(&Token::Stop);
    let pairs = sentences.windows(2);
    let told = pairs.filter(|pair| is_stated(&pair[0]) && double::ends_asking(&text, &pair[1]));
    let told = told.filter_map(|pair| {
        matched(
            &text,
            pair[0].clone(),
            "is told before they are asked",
            "ask first: what they hear before it colours what they say",
        )
    });
    told.collect()
}

/// "A and B" in a question that is answered by yes or no; nothing where it is two questions anyway.
pub fn and_in_closed_question(written: &str) -> Vec<Match> {
    if !double_question(written).is_empty() {
        return Vec::new();
    }
    let text = Sentences::of(written);
    let sentences = text.tokens.sentences();
    let closed = sentences.iter().filter(|sentence| {
        double::ends_asking(&text, sentence) && double::is_closed(&text, sentence)
    });
    let joined = closed.filter_map(|sentence| {
        let mut inside = sentence.start + 2..sentence.end.saturating_sub(1);
        let and = inside.find(|place| text.tokens.word(*place) == Some("and"))?;
        matched(
            &text,
            and - 1..and + 2,
            "are two things under one yes or no",
            "ask of each by itself, or let them say of which it is so",
        )
    });
    joined.collect()
}

/// A question that is too long or too hard to be heard at once. The grade is the Automated
/// Readability Index (R. Senter and E. Smith, *Automated Readability Index*, AMRL-TR-66-220, 1967),
/// which counts letters and no syllables, so that everybody comes to the same.
pub fn hard_to_read(written: &str) -> Vec<Match> {
    let text = Sentences::of(written);
    let words: Vec<&str> = text.tokens.words(0..text.tokens.len()).collect();
    let message = if words.len() > MOST_WORDS {
        format!("the question has {} words: over {MOST_WORDS}, it is heard in part", words.len())
    } else {
        let grade = grade(&words, text.tokens.sentences().len());
        if words.len() < FEWEST_WORDS_OF_A_GRADE || grade <= HIGHEST_GRADE {
            return Vec::new();
        }
        format!(
            "the question reads at grade {grade:.1}: up to {HIGHEST_GRADE:.0}, it is followed at once"
        )
    };
    let suggestion = Some("say it in shorter words, or in two questions".to_owned());
    let range = text.tokens.bytes(0..text.tokens.len());
    range.map(|range| Match { range, message, suggestion }).into_iter().collect()
}

/// The Automated Readability Index.
fn grade(words: &[&str], sentences: usize) -> f64 {
    let letters: usize =
        words.iter().map(|word| word.chars().filter(|one| one.is_alphanumeric()).count()).sum();
    let [letters, count, sentences] =
        [letters, words.len().max(1), sentences.max(1)].map(|one| one as f64);
    4.71 * letters / count + 0.5 * count / sentences - 21.43
}

fn matched(text: &Sentences<'_>, places: Range<usize>, what: &str, instead: &str) -> Option<Match> {
    let range = text.tokens.bytes(places)?;
    let message = format!("{} {what}", quoted(text.written.get(range.clone())?));
    Some(Match { range, message, suggestion: Some(instead.to_owned()) })
}
