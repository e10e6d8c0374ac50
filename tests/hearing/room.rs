//! A talk to listen to, and dice to change it with.

use std::sync::OnceLock;

use coach::hearing::{
    Heard, Listening, Proposal, Ruling, Transcript, Words, hear, heard_buyers, proposals,
};
use coach::playbook::{Language, Playbook, load};
use coach::text::source::SourceFile;

use crate::turns::Source;

/// Transcripts that were written for these tests, of three makes and two languages.
pub(crate) const OWN: [Source; 4] = [
    ("harbour.vtt", include_str!("sources/own/harbour.vtt"), &["Dana Keller", "Kim Osei"]),
    ("orchard.txt", include_str!("sources/own/orchard.txt"), &["Ruth Adeyemi"]),
    ("depot.json", include_str!("sources/own/depot.json"), &["Joel Brandt", "Mirjam Vos"]),
    ("werkstatt.srt", include_str!("sources/own/werkstatt.srt"), &["Anna Weiß"]),
];

/// Numbers that come again with the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another one.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

pub(crate) fn transcript(name: &str, text: impl AsRef<[u8]>) -> Transcript {
    Transcript::read(name, text.as_ref()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A line for each turn: time, line, speaker, words.
pub(crate) fn told(transcript: &Transcript) -> Vec<String> {
    let line = |turn: &coach::hearing::Turn| {
        let start = turn.start.map_or("-".to_owned(), |start| start.to_string());
        let speaker = turn.speaker.as_deref().unwrap_or("-");
        format!("{start} L{} {speaker}: {}", turn.line, turn.text.trim().replace('\n', " / "))
    };
    transcript.turns.iter().map(line).collect()
}

/// The playbook for talks in English, or in German.
pub(crate) fn playbook_for(transcript: &Transcript) -> &'static Playbook {
    static BOTH: OnceLock<[Playbook; 2]> = OnceLock::new();
    let both = BOTH.get_or_init(|| {
        ["en", "de"].map(|language| {
            let mut playbook = playbook();
            playbook.language = language.parse::<Language>().unwrap();
            playbook
        })
    });
    &both[usize::from(transcript.text.contains("Anna Weiß"))]
}

pub(crate) fn playbook() -> Playbook {
    let file = SourceFile::new("clinic.yaml", include_str!("../data/clinic-scheduling.yaml"));
    load::load(file).unwrap()
}

/// Whether a quote is taken for the buyer's.
pub(crate) fn is_heard(
    transcript: &Transcript,
    buyers: &[&str],
    quote: &str,
    speaker: Option<&str>,
) -> bool {
    let words = Words::of(transcript, &playbook_for(transcript).language);
    let buyers: Vec<String> = buyers.iter().map(|&name| name.to_owned()).collect();
    is_heard_in(&words, &buyers, quote, speaker)
}

/// The same, of a transcript that is made ready.
pub(crate) fn is_heard_in(
    words: &Words<'_>,
    buyers: &[String],
    quote: &str,
    speaker: Option<&str>,
) -> bool {
    let proposal = Proposal {
        speaker: speaker.map(str::to_owned),
        ..proposal("consequence", "stated", quote)
    };
    let buyers = heard_buyers(words.transcript(), buyers).unwrap();
    let listening = listening(words, &buyers);
    let heard = hear(playbook_for(words.transcript()), &listening, &[proposal]);
    matches!(heard[0].ruling, Ruling::Heard(_))
}

fn listening<'l>(words: &'l Words<'l>, buyers: &'l [String]) -> Listening<'l> {
    let date = "2026-11-03".parse().unwrap();
    Listening { words, buyers, file: "calls/talk.vtt", date, is_strict: false }
}

pub(crate) fn heard(
    playbook: &Playbook,
    transcript: &Transcript,
    buyers: &[&str],
    proposals: &[Proposal],
) -> Vec<Heard> {
    let buyers: Vec<String> = buyers.iter().map(|&name| name.to_owned()).collect();
    let buyers = heard_buyers(transcript, &buyers).unwrap();
    let words = Words::of(transcript, &playbook.language);
    let listening = listening(&words, &buyers);
    hear(playbook, &listening, proposals)
}

pub(crate) fn proposal(question: &str, answer: &str, quote: &str) -> Proposal {
    let item = serde_json::json!({ "question": question, "answer": answer, "quote": quote });
    facts(&format!("[{item}]")).remove(0)
}

pub(crate) fn facts(json: &str) -> Vec<Proposal> {
    proposals::read(SourceFile::new("facts.json", json)).unwrap_or_else(|wrong| panic!("{wrong}"))
}
