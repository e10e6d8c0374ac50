//! Quotes that were changed in one thing: none of 2,000 may be heard.
//!
//! What is changed is no longer what was said: it is made sure that the words, bare of case, marks and
//! sounds, stand in no run of the buyer's turns.

use crate::room::{Dice, OWN};
use crate::sources::PUBLIC;
use crate::turns::{Said, Source, Talk};

/// How many quotes of each set are tried.
const QUOTES: usize = 2_000;

const DENIALS: [&str; 9] =
    ["not", "never", "no", "don't", "won't", "without", "hardly", "nicht", "kein"];
const NUMBERS: [&str; 12] = [
    "twelve", "two", "three", "four", "six", "seven", "eleven", "forty", "half", "fifth", "zwölf",
    "zweite",
];

/// What is changed.
#[derive(Debug, Clone, Copy)]
enum Change {
    NegationIn,
    NegationOut,
    Number,
    Speaker,
    Stitched,
    Skipped,
    Order,
    Swapped,
}

const CHANGES: [Change; 8] = [
    Change::NegationIn,
    Change::NegationOut,
    Change::Number,
    Change::Speaker,
    Change::Stitched,
    Change::Skipped,
    Change::Order,
    Change::Swapped,
];

#[test]
fn no_changed_quote_of_own_transcripts_is_heard() {
    assert_none_is_heard(&OWN, 3);
}

#[test]
fn no_changed_quote_of_public_transcripts_is_heard() {
    assert_none_is_heard(&PUBLIC, 4);
}

fn assert_none_is_heard(sources: &[Source], seed: u64) {
    let mut dice = Dice::new(seed);
    let talks: Vec<Talk> = sources.iter().map(Talk::of).collect();
    for change in CHANGES {
        let (mut tried, mut thrown) = (0, 0);
        while tried < QUOTES / CHANGES.len() {
            thrown += 1;
            assert!(thrown < QUOTES * 100, "too few quotes can be changed: {change:?}");
            let talk = &talks[dice.below(talks.len())];
            let Some((quote, speaker)) = changed(talk, change, &mut dice) else { continue };
            let is_taken = talk.hears(&quote, speaker.as_deref());
            assert!(!is_taken, "{}, {change:?}: {quote:?} by {speaker:?} is heard", talk.name);
            tried += 1;
        }
    }
}

/// A quote that is changed in one thing, and who is said to have said it.
fn changed(talk: &Talk, change: Change, dice: &mut Dice) -> Option<(String, Option<String>)> {
    let said = &talk.said;
    let mut words = said.some_words(dice);
    let inner = 1 + dice.below(words.len() - 2);
    let mut speaker = None;
    match change {
        Change::NegationIn => words.insert(inner, dice.one_of(&DENIALS).to_owned()),
        Change::NegationOut => {
            let denial = words.iter().skip(1).position(|word| is_denial(word))? + 1;
            if denial + 1 == words.len() {
                return None;
            }
            without_denial(&mut words, denial);
        }
        Change::Number => {
            let number = words.iter().position(|word| is_number(word))?;
            words[number] = another_number(&words[number], dice);
        }
        Change::Speaker => match dice.below(2) {
            0 => words = said.others[dice.below(said.others.len())].clone(),
            _ => speaker = Some("Somebody Else".to_owned()),
        },
        Change::Stitched => {
            let other = said.some_words(dice);
            let half = words.len() / 2;
            words.truncate(half.max(2));
            words.extend(other[other.len() / 2..].iter().cloned());
        }
        Change::Skipped => {
            words.remove(inner);
        }
        Change::Order => words.swap(inner, inner + 1),
        Change::Swapped => {
            words[inner] =
                dice.one_of(&["budget", "maybe", "always", "server", "Termin", "soon"]).to_owned()
        }
    }
    let is_changed = speaker.is_some() || !said.has(&words);
    is_changed.then(|| (words.join(" "), speaker))
}

impl Said {
    /// Some words in a row, at least four.
    fn some_words(&self, dice: &mut Dice) -> Vec<String> {
        loop {
            let run = &self.runs[dice.below(self.runs.len())];
            if run.len() >= 4 {
                let length = (4 + dice.below(10)).min(run.len());
                let start = dice.below(run.len() - length + 1);
                return run[start..start + length].to_vec();
            }
        }
    }

    /// Whether the buyer's say these words in a row, bare of all that may differ.
    fn has(&self, words: &[String]) -> bool {
        let bare = |words: &[String]| -> String {
            let words = words.iter().map(|word| bare(word)).filter(|word| !word.is_empty());
            words.fold(" ".to_owned(), |all, word| all + &word + " ")
        };
        let quote = bare(words);
        self.runs.iter().any(|run| bare(run).contains(&quote))
    }
}

fn bare(word: &str) -> String {
    let kept = |one: &char| one.is_alphanumeric();
    let bare: String = word.to_lowercase().chars().filter(kept).collect();
    if ["um", "uh", "ähm", "er"].contains(&bare.as_str()) { String::new() } else { bare }
}

fn is_denial(word: &str) -> bool {
    let bare = word.to_lowercase();
    let bare = bare.trim_matches(|one: char| !one.is_alphanumeric());
    DENIALS.contains(&bare) || bare.ends_with("n't") || bare.ends_with("n’t") || bare == "niemand"
}

/// Takes a denial out: the word, or the end of `don't`.
fn without_denial(words: &mut Vec<String>, place: usize) {
    let shortened = words[place].replace("n't", "").replace("n’t", "");
    if shortened == words[place] {
        words.remove(place);
    } else {
        words[place] = shortened;
    }
}

fn is_number(word: &str) -> bool {
    let bare = bare(word);
    word.contains(|one: char| one.is_ascii_digit()) || NUMBERS.contains(&bare.as_str())
}

fn another_number(word: &str, dice: &mut Dice) -> String {
    let Some(digit) = word.find(|one: char| one.is_ascii_digit()) else {
        return dice.one_of(&["ninety", "one", "ten", "neun"]).to_owned();
    };
    let number = &word[digit..];
    let end = number.find(|one: char| !one.is_ascii_digit()).unwrap_or(number.len());
    let whole: u64 = number[..end].parse().unwrap();
    let changed = match dice.below(4) {
        0 => format!("{}", whole + 1),
        1 => format!("{whole}0"),
        2 => format!("-{whole}"),
        _ => format!("{whole}.5"),
    };
    format!("{}{changed}{}", &word[..digit], &number[end..])
}
