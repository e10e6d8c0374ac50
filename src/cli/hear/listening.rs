//! What a source is listened for, and what becomes of it.

use anyhow::{anyhow, bail};

use super::arguments::HearArguments;
use super::source::Source;

use crate::cli::start::work::Work;
use crate::deal::answers::describe;
use crate::deal::{Answer, Fact, Facts};
use crate::hearing::notes::{self, NotesOf};
use crate::hearing::{
    Heard, Listening, Ruling, SourceFormat, Transcript, Words, hear, heard_buyers, is_same_name,
    learned, proposals,
};
use crate::report::hearing::{HeardItem, Hearing};
use crate::text::source::{read_file, read_standard_input};

/// What a source was listened for, and what becomes of it.
pub(super) struct Listened {
    pub(super) source_file: String,
    format: &'static str,
    speakers: Vec<(String, bool)>,
    /// Those of the buyer's who speak, for the list of calls.
    pub(super) buyers: Vec<String>,
    /// What was proposed: the question, and the words for it.
    proposed: Vec<(String, Option<String>)>,
    /// What becomes of it.
    pub(super) heard: Vec<Heard>,
    left: Vec<(usize, String)>,
}

/// Listens for what the facts propose, or for lines of notes.
pub(super) fn listen(
    work: &Work,
    source: &Source,
    arguments: &HearArguments,
) -> anyhow::Result<Listened> {
    match &arguments.said.facts {
        Some(_) => listen_for_facts(work, source, arguments),
        None => listen_for_notes(work, source, arguments),
    }
}

/// Those of the buyer's who speak. Where nobody is named, the error says which argument names them.
pub(in crate::cli) fn buyers_in(
    transcript: &Transcript,
    named: &[String],
    argument: &str,
) -> anyhow::Result<Vec<String>> {
    heard_buyers(transcript, named).map_err(|error| match error.named.is_empty() {
        true => anyhow!("{error}; say with `{argument}` who of them is"),
        false => error.into(),
    })
}

fn listen_for_facts(
    work: &Work,
    source: &Source,
    arguments: &HearArguments,
) -> anyhow::Result<Listened> {
    let transcript = &source.transcript;
    let buyers = buyers_in(transcript, &arguments.buyer, "--buyer")?;
    let file = match &arguments.said.facts {
        Some(path) if path.as_os_str() != "-" => read_file(path)?,
        _ => read_standard_input()?,
    };
    let proposed = proposals::read(file)?;
    let words = Words::of(transcript, &work.playbook.language);
    let listening = Listening {
        words: &words,
        buyers: &buyers,
        file: &source.file,
        date: work.today,
        is_strict: arguments.said.strict,
    };
    let heard = hear(&work.playbook, &listening, &proposed);
    let is_buyer = |name: &str| buyers.iter().any(|buyer| is_same_name(buyer, name));
    let speakers = transcript.speakers().into_iter();
    Ok(Listened {
        source_file: source.file.clone(),
        format: transcript.format.name(),
        speakers: speakers.map(|name| (name.to_owned(), is_buyer(name))).collect(),
        buyers: buyers.clone(),
        proposed: proposed.into_iter().map(|one| (one.question, one.quote)).collect(),
        heard,
        left: Vec::new(),
    })
}

fn listen_for_notes(
    work: &Work,
    source: &Source,
    arguments: &HearArguments,
) -> anyhow::Result<Listened> {
    refuse_a_transcript(source)?;
    let by = match (&arguments.said.by, arguments.buyer.as_slice()) {
        (Some(by), _) => Some(by.as_str()),
        (None, [one]) => Some(one.as_str()),
        (None, []) => None,
        (None, _) => bail!("notes don't tell who of several said it; name one with `--by`"),
    };
    let of = NotesOf { by, file: &source.file, date: work.today, is_strict: arguments.said.strict };
    let notes = notes::hear(&work.playbook, &source.transcript.text, of);
    Ok(Listened {
        source_file: source.file.clone(),
        format: "notes",
        speakers: Vec::new(),
        buyers: by.map(str::to_owned).into_iter().collect(),
        proposed: notes.lines.into_iter().map(|(_, line)| (line, None)).collect(),
        heard: notes.heard,
        left: notes.left,
    })
}

impl Listened {
    /// Whether something is not taken at all.
    pub(super) fn has_refused(&self) -> bool {
        self.heard.iter().any(|heard| matches!(heard.ruling, Ruling::Refused | Ruling::Wrong))
    }

    /// Those that may be kept.
    pub(super) fn takeable(&self) -> impl Iterator<Item = &Heard> {
        let may_be = |heard: &&Heard| matches!(heard.ruling, Ruling::Heard(_) | Ruling::Assumed(_));
        self.heard.iter().filter(may_be)
    }

    /// What became of all of it; `kept` says of each that may be kept whether it is.
    pub(super) fn report<'l>(&'l self, work: &'l Work, kept: &[bool]) -> Hearing<'l> {
        let mut kept_places = self.takeable().map(|heard| heard.place).zip(kept.iter().copied());
        let kept: Vec<usize> =
            kept_places.by_ref().filter_map(|(place, is_kept)| is_kept.then_some(place)).collect();
        let items = self.heard.iter().map(|heard| HeardItem {
            is_kept: kept.contains(&heard.place),
            ..self.item(work, heard)
        });
        Hearing {
            deal: &work.deal.name,
            source: &self.source_file,
            format: self.format,
            date: work.today,
            speakers: self.speakers.clone(),
            items: items.collect(),
            left: &self.left,
            is_written: !kept.is_empty(),
        }
    }

    /// One of them, with what it takes the place of.
    pub(super) fn item<'l>(&'l self, work: &'l Work, heard: &'l Heard) -> HeardItem<'l> {
        let (question, quote) = self
            .proposed
            .get(heard.place)
            .map_or(("", None), |(one, quote)| (one, quote.as_deref()));
        HeardItem::of(&work.playbook, (question, quote), heard, replaced(work, heard))
    }
}

/// What stood in the deal before this run, and gives way to a proposal.
fn replaced(work: &Work, heard: &Heard) -> Vec<String> {
    let Some(index) = heard.question else { return Vec::new() };
    let (playbook, before): (_, &Facts) = (&work.playbook, &work.before.facts);
    let after = learned(playbook, before, [heard]);
    let question = playbook.question(index);
    let is_gone =
        |fact: &&Fact| fact.answer != Answer::Unknown && !after.about(index).contains(fact);
    let words = |fact: &Fact| match &fact.by {
        Some(by) => format!("{} ({by})", describe(question, &fact.answer)),
        None => describe(question, &fact.answer),
    };
    before.about(index).iter().filter(is_gone).map(words).collect()
}

/// Refuses to listen where nothing tells what to listen for.
fn refuse_a_transcript(source: &Source) -> anyhow::Result<()> {
    if source.transcript.format != SourceFormat::Text {
        bail!("`{}` is a transcript; give `--facts` with what to look for in it", source.file);
    }
    Ok(())
}
