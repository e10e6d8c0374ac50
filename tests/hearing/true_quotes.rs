//! Quotes that were said, written down otherwise: at least 98 in a hundred of 2,000 have to be heard.

use crate::room::{Dice, OWN};
use crate::sources::PUBLIC;
use crate::turns::{Said, Source, Talk};

/// How many quotes of each set are tried.
const QUOTES: usize = 2_000;

#[test]
fn true_quotes_of_own_transcripts_are_heard() {
    assert!(share_heard(&OWN, 1) >= 0.98);
}

#[test]
fn true_quotes_of_public_transcripts_are_heard() {
    assert!(share_heard(&PUBLIC, 2) >= 0.98);
}

fn share_heard(sources: &[Source], seed: u64) -> f64 {
    let mut dice = Dice::new(seed);
    let mut missed = Vec::new();
    let talks: Vec<Talk> = sources.iter().map(Talk::of).collect();
    for _ in 0..QUOTES {
        let talk = &talks[dice.below(talks.len())];
        let quote = written_otherwise(&talk.said.passage(&mut dice), talk.sounds, &mut dice);
        if !talk.hears(&quote, None) {
            missed.push(format!("{}: {quote:?}", talk.name));
        }
    }
    let heard = 1.0 - missed.len() as f64 / QUOTES as f64;
    println!("{:.2} % of {QUOTES} heard; missed:\n{}", heard * 100.0, missed.join("\n"));
    heard
}

impl Said {
    /// Some words in a row of what somebody says in turns in a row.
    fn passage(&self, dice: &mut Dice) -> Vec<String> {
        let run = &self.runs[dice.below(self.runs.len())];
        let length = 3 + dice.below(run.len().saturating_sub(2).min(14));
        let length = length.min(run.len());
        let start = dice.below(run.len() - length + 1);
        run[start..start + length].to_vec()
    }
}

/// The same words in another case, with other marks, blanks and sounds.
fn written_otherwise(words: &[String], sounds: [&str; 2], dice: &mut Dice) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            let blanks = [" ", " ", " ", "  ", "\n", "\u{a0}", "\t"];
            text.push_str(dice.one_of(&[blanks.as_slice(), &sounds].concat()));
        }
        text.push_str(&marked_otherwise(word, dice));
    }
    match dice.below(4) {
        0 => format!("“{text}”"),
        1 => format!("\"{text}.\""),
        2 => format!("… {text} …"),
        _ => text,
    }
}

fn marked_otherwise(word: &str, dice: &mut Dice) -> String {
    let is_number = word.contains(|one: char| one.is_numeric());
    let word = match dice.below(5) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => word.replace('\'', "’"),
        3 if !is_number => word.trim_end_matches(['.', ',', ';', ':', '?', '!']).to_owned(),
        _ => word.to_owned(),
    };
    match dice.below(8) {
        0 if !is_number => format!("{word},"),
        1 => word.replace(" – ", " — "),
        _ => word,
    }
}
