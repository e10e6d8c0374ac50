//! The tool `hear`: what an assistant proposes, tried against the buyer's words. Nothing but what was
//! heard is kept, and of that nothing on which a person has to look first.

use anyhow::bail;
use jiff::civil::Date;
use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::tool::{Tool, taken};
use crate::cli::hear::keeping::lay_over_taken;
use crate::cli::hear::listening::buyers_in;
use crate::cli::hear::source::Source;
use crate::cli::inputs::parse_day_until_today;
use crate::cli::mcp::folder::DealsFolder;
use crate::cli::mcp::open_deal::OpenDeal;
use crate::cli::start::work::{Kept, Work};
use crate::deal::file::DealFile;
use crate::deal::load;
use crate::hearing::proposals::read;
use crate::hearing::{Heard, Listening, Proposal, Ruling, Words, hear};
use crate::report::hearing::HeardItem;
use crate::report::hearing::text::lines_of;
use crate::report::lines::one_line;
use crate::text::source::SourceFile;

pub(super) const TOOL: Tool = Tool {
    name: "hear",
    does: "Try facts against a transcript or notes in the folder. A fact is heard only where its quote \
           stands, word by word, in a turn of one of the buyers. Tells which are, and of the others why \
           not: correct the quote, or drop the fact. `save` keeps in the deal what was heard, nothing else.",
    writes: true,
    properties,
    required: &["deal", "source", "buyers", "facts"],
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    deal: String,
    source: String,
    buyers: Vec<String>,
    facts: Vec<Value>,
    date: Option<String>,
    #[serde(default)]
    save: bool,
}

fn properties() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "deal": { "type": "string", "description": "Name of a deal, as `acme`" },
        "source": { "type": "string", "description": "File in the folder, as `calls/monday.vtt`" },
        "buyers": {
            "type": "array", "items": text,
            "description": "Who speaks for the buyer, as the source writes the names",
        },
        "facts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "question": text,
                    "answer": { "type": "string", "description": "As `playbook` says" },
                    "quote": { "type": "string", "description": "The buyer's own words, out of one turn" },
                    "speaker": text,
                },
                "required": ["question", "answer", "quote"],
                "additionalProperties": false,
            },
        },
        "date": { "type": "string", "description": "Day of the talk, as 2026-11-03; else as the source tells it" },
        "save": { "type": "boolean" },
    })
}

fn run(folder: &DealsFolder, arguments: JsonObject) -> anyhow::Result<String> {
    let Arguments { deal, source, buyers, facts, date, save } = taken(arguments)?;
    let open = folder.deal(&deal)?;
    let source = Source::open(&folder.file(&source)?, &open.path)?;
    let buyers = buyers_in(&source.transcript, &buyers, "buyers")?;
    let listening = Listening {
        words: &Words::of(&source.transcript, &open.playbook.language),
        buyers: &buyers,
        file: &source.file,
        date: day_of(date.as_deref(), &source)?,
        is_strict: true,
    };
    let proposals = read(SourceFile::new("the facts", Value::Array(facts).to_string()))?;
    let heard = hear(&open.playbook, &listening, &proposals);
    let kept: Vec<&Heard> = heard.iter().filter(|one| is_kept(one)).collect();
    let end = match (save, kept.is_empty()) {
        (_, true) => vec!["Nothing is kept.".to_owned()],
        (false, false) => vec!["Nothing is kept yet; call again with `save`.".to_owned()],
        (true, false) => keep(&open, &kept, &listening)?,
    };
    let told = heard.iter().zip(&proposals).flat_map(|(one, proposal)| told(&open, one, proposal));
    let counted = format!("{} of {} heard.", kept.len(), heard.len());
    Ok([counted].into_iter().chain(told).chain(end).collect::<Vec<_>>().join("\n"))
}

/// The day of the talk: as it is said, else as the source tells it.
fn day_of(said: Option<&str>, source: &Source) -> anyhow::Result<Date> {
    match said.map(parse_day_until_today) {
        Some(Ok(day)) => Ok(day),
        Some(Err(fault)) => bail!("`date`: {fault}"),
        None => Ok(source.day()),
    }
}

/// Whether a fact was heard, and nothing about it is left for a person to look at.
fn is_kept(heard: &Heard) -> bool {
    matches!(heard.ruling, Ruling::Heard(_)) && heard.remarks.is_empty()
}

/// Keeps what was heard. What the same person said before goes to the history.
fn keep(
    open: &OpenDeal,
    heard: &[&Heard],
    listening: &Listening<'_>,
) -> anyhow::Result<Vec<String>> {
    let file = DealFile::open(&open.path)?;
    let deal = load::open(file.source().clone())?.read(&open.playbook)?;
    let playbook = open.playbook.clone();
    let mut work = Work::of(playbook, deal, Kept::File(file), &open.chosen, String::new());
    work.today = listening.date;
    lay_over_taken(&mut work, heard, listening.buyers);
    if work.deal == work.before {
        return Ok(vec!["The deal says all that already.".to_owned()]);
    }
    work.save()?;
    let kept = "What was heard is kept in the deal.".to_owned();
    Ok([kept].into_iter().chain(work.replaced_words()).collect())
}

/// What became of a fact, and of one that is not kept why not.
fn told(open: &OpenDeal, heard: &Heard, proposal: &Proposal) -> Vec<String> {
    let named = (proposal.question.as_str(), proposal.quote.as_deref());
    let item = HeardItem::of(&open.playbook, named, heard, Vec::new());
    let became = match heard.ruling {
        Ruling::Heard(_) if heard.remarks.is_empty() => "heard",
        Ruling::Heard(_) => "heard, but not kept before a person has looked",
        _ => "not heard",
    };
    let first = format!("{}. {became}: {}", heard.place + 1, item.title());
    let notes = lines_of(&item).into_iter().map(|line| format!("   {}", one_line(&line)));
    [one_line(&first)].into_iter().chain(notes).collect()
}
