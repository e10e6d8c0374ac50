//! What the buyer's people say in a transcript, as words in a row.

use coach::hearing::{Transcript, Words};

use crate::room::{is_heard_in, playbook_for, transcript};

/// A name, a text, and those who speak in it for the buyer.
pub(crate) type Source = (&'static str, &'static str, &'static [&'static str]);

/// A transcript, and what the buyer's people say in it.
pub(crate) struct Talk {
    pub(crate) name: &'static str,
    words: Words<'static>,
    buyers: Vec<String>,
    pub(crate) said: Said,
    /// Sounds that are no words in its language.
    pub(crate) sounds: [&'static str; 2],
}

impl Talk {
    pub(crate) fn of(source: &Source) -> Self {
        let (name, text, buyers) = *source;
        let transcript: &'static Transcript = Box::leak(Box::new(transcript(name, text)));
        let said = said(transcript, buyers);
        let is_german = text.contains("Anna Weiß");
        let words = Words::of(transcript, &playbook_for(transcript).language);
        let buyers = buyers.iter().map(|&name| name.to_owned()).collect();
        let sounds = if is_german { [" ähm, ", " äh "] } else { [" um, ", " uh "] };
        Self { name, words, buyers, said, sounds }
    }

    /// Whether a quote is taken for the buyer's.
    pub(crate) fn hears(&self, quote: &str, speaker: Option<&str>) -> bool {
        is_heard_in(&self.words, &self.buyers, quote, speaker)
    }
}

/// What is said.
pub(crate) struct Said {
    /// The words of the buyer's, those of turns in a row together.
    pub(crate) runs: Vec<Vec<String>>,
    /// The words of everybody else.
    pub(crate) others: Vec<Vec<String>>,
}

/// What is said in a transcript, in runs of three words and more.
fn said(transcript: &Transcript, buyers: &[&str]) -> Said {
    let mut said = Said { runs: Vec::new(), others: Vec::new() };
    let mut before = None;
    for turn in &transcript.turns {
        let is_buyer = turn.speaker.as_deref().is_some_and(|speaker| buyers.contains(&speaker));
        let runs = if is_buyer { &mut said.runs } else { &mut said.others };
        if before != Some(&turn.speaker) || runs.is_empty() {
            runs.push(Vec::new());
        }
        before = Some(&turn.speaker);
        runs.last_mut().unwrap().extend(turn.text.split_whitespace().map(str::to_owned));
    }
    said.runs.retain(|run| run.len() >= 3);
    said.others.retain(|run| run.len() >= 3);
    said
}
