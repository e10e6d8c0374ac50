//! Who speaks: what is a name in a transcript, and whose it is.

use super::clock::leading_time;
use super::transcript::Transcript;
use crate::text::characters::quoted;
use crate::text::source::{listed, nearest};

/// The longest name in a transcript, in characters: longer ones are sentences.
const LONGEST_NAME: usize = 60;

/// The most words of a name, with what a company or a role adds.
const MOST_WORDS: usize = 6;

/// The most words of a name in small letters that is taken for one.
const MOST_SMALL_WORDS: usize = 2;

/// The most speakers that a message names.
const MOST_NAMED: usize = 20;

/// Words of names that begin with a small letter.
const SMALL_WORDS: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "of", "und", "van", "von", "y", "zu",
];

/// None of those who are named as the buyer's speaks in a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct UnknownBuyers {
    /// Who was named.
    pub named: Vec<String>,
    /// Who speaks.
    pub speakers: Vec<String>,
}

impl UnknownBuyers {
    fn words(&self) -> String {
        let quoted_all = |names: &[String]| -> Vec<String> {
            let more = names.len().saturating_sub(MOST_NAMED);
            let named = names.iter().take(MOST_NAMED).map(|name| quoted(name));
            named.chain((more > 0).then(|| format!("{more} more"))).collect()
        };
        let speakers = listed(&quoted_all(&self.speakers), "and");
        if self.named.is_empty() {
            return format!("nobody is named as the buyer's; those who speak are {speakers}");
        }
        let known = || self.speakers.iter().map(String::as_str);
        let meant = self.named.iter().find_map(|name| nearest(name, known()));
        let meant =
            meant.map_or_else(String::new, |name| format!(", did you mean {}?", quoted(name)));
        let named = listed(&quoted_all(&self.named), "or");
        format!(
            "nobody in it is called {named}{meant}{} those who speak are {speakers}",
            if meant.is_empty() { ";" } else { "" }
        )
    }
}

/// Those of the buyer's who speak in a source, as it writes them. Where it names nobody at all, there
/// is none to be found, and that is no error.
///
/// # Errors
/// Somebody speaks in it, and none of them is one of the buyer's.
pub fn heard_buyers(
    transcript: &Transcript,
    buyers: &[String],
) -> Result<Vec<String>, UnknownBuyers> {
    let speakers: Vec<String> = transcript.speakers().into_iter().map(str::to_owned).collect();
    let is_buyer = |speaker: &&String| buyers.iter().any(|buyer| is_same_name(buyer, speaker));
    let found: Vec<String> = speakers.iter().filter(is_buyer).cloned().collect();
    match found.is_empty() && !speakers.is_empty() {
        true => Err(UnknownBuyers { named: buyers.to_vec(), speakers }),
        false => Ok(found),
    }
}

/// Whether two names are one, in any case of letters and with any white space between their words.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let folded =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    folded(one) == folded(other)
}

/// The name before the first colon of a line, and the words behind it.
pub(super) fn named_before_a_colon(line: &str) -> Option<(&str, &str)> {
    split_at_colon(line).filter(|(name, _)| is_name(name))
}

/// What stands before and behind the first colon behind which a word may begin: none within a time or
/// an address.
pub(super) fn split_at_colon(line: &str) -> Option<(&str, &str)> {
    let colons = line.char_indices().filter(|(_, one)| matches!(one, ':' | '：'));
    let mut parts = colons.filter_map(|(place, colon)| {
        let behind = line.get(place + colon.len_utf8()..)?;
        let ends = colon == '：' || behind.is_empty() || behind.starts_with(char::is_whitespace);
        ends.then(|| (line[..place].trim(), behind.trim()))
    });
    parts.next()
}

/// Whether a text can be the name of who speaks.
pub(super) fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let bare = word.trim_start_matches(['(', '[', '@', '#', '\'', '"', '“']);
        let is_small = bare.chars().next().is_some_and(char::is_lowercase);
        !is_small || SMALL_WORDS.contains(&bare)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_alone = matches!(words.as_slice(), [one] if one.chars().all(is_of_a_handle));
    let is_short = text.chars().count() <= LONGEST_NAME && words.len() <= MOST_WORDS;
    is_short
        && text.contains(char::is_alphabetic)
        && !text.contains(['!', '?', ';', '<', '>', '{', '}', '=', '\\', '|', '*'])
        && !text.ends_with(',')
        && (is_alone || words.iter().all(|word| is_word(word)))
}

/// Whether a line of words may begin with a name of another one who speaks from there on: marked in a way
/// that is not known here, or in small letters before a colon. A rule across the page ends a turn too.
pub(super) fn may_be_anothers(line: &str) -> bool {
    let is_rule = |mark: char| line.chars().count() > 2 && line.chars().all(|one| one == mark);
    ['-', '*', '_', '=', '~'].into_iter().any(is_rule)
        || line.starts_with(['@', '|', '#'])
        || is_marked(line)
        || is_in_brackets(line)
        || is_before_a_mark(line)
        || is_behind_a_time(line)
        || is_before_a_colon(line)
}

/// `**Sam** we …`, `_Sam_ we …`
fn is_marked(line: &str) -> bool {
    let bare = line.trim_start_matches(['*', '_']);
    let inside = bare.split_once(['*', '_']).map(|(inside, _)| inside.trim_end_matches(':'));
    bare.len() < line.len() && inside.is_some_and(begins_as_a_name)
}

/// `<Sam> we …`, `[Sam] we …`, `(Sam) we …`
fn is_in_brackets(line: &str) -> bool {
    let pairs = [('<', '>'), ('[', ']'), ('(', ')')];
    let inside = pairs.iter().find_map(|(open, close)| {
        line.strip_prefix(*open)?.split_once(*close).map(|(inside, _)| inside)
    });
    inside.is_some_and(begins_as_a_name)
}

/// `Sam - we …`, `Sam> we …`, `Sam | we …`, and a time behind the name: `Sam 00:12 we …`
fn is_before_a_mark(line: &str) -> bool {
    let mut marks = line.char_indices().filter(|(place, mark)| match mark {
        '>' | '|' | '\t' => true,
        '-' | '–' | '—' => line[..*place].ends_with(char::is_whitespace),
        '0'..='9' => {
            let rest = &line[*place..];
            line[..*place].ends_with(char::is_whitespace) && leading_time(rest).is_some()
        }
        _ => false,
    });
    marks.next().is_some_and(|(place, _)| begins_as_a_name(line[..place].trim()))
}

/// `00:12 - Sam - we …`
fn is_behind_a_time(line: &str) -> bool {
    let behind = leading_time(line).map_or("", |(_, behind)| behind.trim_start());
    behind.starts_with(['-', '–', '—', '|'])
}

/// `our side: we …`, `Sam:we …`, `Sam* (the one who writes): we …`
fn is_before_a_colon(line: &str) -> bool {
    let Some((before, behind)) = line.split_once(':') else { return false };
    let bare = before.split('(').next().unwrap_or(before).trim_end_matches(['*', ' ']);
    let is_blank = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let is_short = bare.split_whitespace().count() <= MOST_SMALL_WORDS;
    let is_word = bare.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic);
    is_blank && (is_short || begins_as_a_name(bare)) || is_word && begins_as_a_name(bare)
}

fn begins_as_a_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && is_name(text)
}

fn is_of_a_handle(one: char) -> bool {
    one.is_alphanumeric() || matches!(one, '.' | '_' | '-' | '@' | '+')
}

/// Whether from a line of mail on others wrote what stands there: `On Friday, Alice wrote:`.
pub(super) fn begins_a_quotation(line: &str) -> bool {
    const ENDS: [&str; 5] = ["wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:"];
    let line = line.trim();
    ENDS.iter().any(|end| line.ends_with(end))
        || line.starts_with("-----")
        || line.starts_with("_____")
}
