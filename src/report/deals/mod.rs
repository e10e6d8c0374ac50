//! A list of deals, a line each, as plain data; one format a file.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod text;

use jiff::civil::Date;

use crate::deal::freshness::Freshness;
use crate::deal::{Deal, DealOutcome, Facts};
use crate::engine::{Effect, Glance, Verdict};
use crate::playbook::{GoodFor, Playbook, StageIndex};
use crate::report::lines::one_line;
use crate::text::source::listed;

/// What stands in a table where there is nothing to tell.
const NOTHING: &str = "–";

/// The most deals that are named below the list; `--only look-back` has them all.
const MOST_NAMED: usize = 5;

/// The deals that are listed.
#[derive(Debug, Clone, PartialEq)]
pub struct DealList {
    /// Those that are told, in their order.
    pub entries: Vec<Entry>,
    /// How many were looked at.
    pub looked_at: usize,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A deal.
    Deal(Box<DealLine>),
    /// What can't be read.
    Unreadable(Unreadable),
}

/// What is told of a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct DealLine {
    /// Its name.
    pub name: String,
    /// Its file, with `/` between the parts of the path; `<standard input>` for none.
    pub path: String,
    /// The playbook's id.
    pub playbook: String,
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdicts that are still possible, best first.
    pub possible: Vec<Verdict>,
    /// The buyer's stage; `None` where every one is done.
    pub stage: Option<StageAt>,
    /// The latest day of which there is a talk or a fact.
    pub last_heard: Option<Date>,
    /// What grows too old first, of what still counts.
    pub stale: Option<GoesStale>,
    /// What is to be asked first.
    pub next: Option<AskFirst>,
    /// What the buyer decided in the end, after which there is nothing to ask for the next talk.
    pub outcome: Option<DealOutcome>,
    /// When they are to be asked to look back.
    pub look_back: Option<LookBackDue>,
}

/// When a buyer is to be asked to look back on what they decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookBackDue {
    /// The first such day.
    pub on: Date,
    /// Whether the day has come.
    pub is_due: bool,
}

/// The buyer's stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageAt {
    /// Its place in the playbook.
    pub place: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// When no fresh evidence on a question will be left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoesStale {
    /// The first such day.
    pub on: Date,
    /// The question's id.
    pub question: String,
    /// Whether the day has come.
    pub is_past: bool,
}

impl GoesStale {
    /// The day, `since` it where it has come, and the question.
    fn words(&self) -> String {
        let since = if self.is_past { "since " } else { "" };
        format!("{since}{} {}", self.on, self.question)
    }
}

/// The question to ask first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskFirst {
    /// Its id.
    pub question: String,
    /// Its words.
    pub ask: String,
}

/// A deal that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What a deal in that file would be called.
    pub name: String,
    /// Its file, or what was named.
    pub path: String,
    /// All that is wrong, which names the file.
    pub error: String,
    /// The same in a line.
    pub in_one_line: String,
}

impl DealLine {
    /// What is told of a deal in this file.
    pub fn of(
        path: String,
        playbook: &Playbook,
        deal: Deal,
        glance: &Glance,
        freshness: Freshness,
        look_back_after: GoodFor,
    ) -> Self {
        let is_over = deal.outcome.is_some();
        let look_back = deal.look_back_on(look_back_after);
        let look_back = look_back.map(|on| LookBackDue { on, is_due: on <= freshness.as_of });
        let stage = glance.stage.map(|StageIndex(place)| {
            let stage = playbook.stage(StageIndex(place));
            StageAt { place, id: stage.id.clone(), title: stage.title.clone() }
        });
        let next = glance.ask_first.filter(|_| !is_over).map(|question| {
            let question = playbook.question(question);
            AskFirst { question: question.id.clone(), ask: question.ask.clone() }
        });
        Self {
            last_heard: deal.last_heard(playbook),
            stale: match is_over {
                true => None,
                false => goes_stale(playbook, &deal.facts, glance, freshness),
            },
            name: deal.name,
            path,
            playbook: playbook.id.clone(),
            verdict: glance.verdict,
            possible: glance.possible.clone(),
            stage,
            next,
            outcome: deal.outcome,
            look_back,
        }
    }

    /// Its name, verdict and stage in a few words, and whether something has gone stale.
    pub fn in_a_line(&self) -> String {
        let is_stale = self.stale.as_ref().is_some_and(|stale| stale.is_past);
        let to_do = match () {
            () if is_stale => " · stale",
            () if self.is_to_look_back() => " · look-back due",
            () => "",
        };
        one_line(&format!(
            "{} — {} · {}{to_do}",
            self.name,
            self.verdict_words(),
            self.stage_words()
        ))
    }

    /// The verdict; of an undecided deal what it still can be, where that is less than everything.
    fn verdict_words(&self) -> String {
        let possible: Vec<&str> = self.possible.iter().map(|verdict| verdict.name()).collect();
        match self.verdict {
            Verdict::Undecided if possible.len() < Verdict::DECIDED.len() => {
                listed(&possible, "or")
            }
            verdict => verdict.name().to_owned(),
        }
    }

    /// The latest day.
    fn heard_words(&self) -> String {
        self.last_heard.map_or_else(|| NOTHING.to_owned(), |day| day.to_string())
    }

    /// Whether the buyer is to be asked by now to look back.
    pub fn is_to_look_back(&self) -> bool {
        self.look_back.is_some_and(|look_back| look_back.is_due)
    }

    /// The title of the buyer's stage; once they have decided, what.
    fn stage_words(&self) -> &str {
        if let Some(outcome) = &self.outcome {
            return outcome.decided.words();
        }
        self.stage.as_ref().map_or("all done", |stage| &stage.title)
    }
}

impl Entry {
    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Deal(deal) => &deal.name,
            Self::Unreadable(unreadable) => &unreadable.name,
        }
    }

    /// Where it stands.
    pub fn path(&self) -> &str {
        match self {
            Self::Deal(deal) => &deal.path,
            Self::Unreadable(unreadable) => &unreadable.path,
        }
    }
}

impl DealList {
    /// `3 of 12 deals`; `None` where all are told.
    fn share(&self) -> Option<String> {
        let told = self.entries.len();
        let noun = if self.looked_at == 1 { "deal" } else { "deals" };
        (told < self.looked_at).then(|| format!("{told} of {} {noun}", self.looked_at))
    }

    /// `Look-back due: Acme Clinics, Brightwater and 2 more`; `None` where none is.
    fn look_back_due(&self) -> Option<String> {
        let due = self.entries.iter().filter_map(|entry| match entry {
            Entry::Deal(deal) if deal.is_to_look_back() => Some(one_line(&deal.name)),
            _ => None,
        });
        let mut names: Vec<String> = due.collect();
        let more = names.len().saturating_sub(MOST_NAMED);
        names.truncate(MOST_NAMED);
        names.extend((more > 0).then(|| format!("{more} more")));
        (!names.is_empty()).then(|| format!("Look-back due: {}", listed(&names, "and")))
    }
}

/// What grows too old first. Of a no-fit nothing is asked again, nor what does not apply.
fn goes_stale(
    playbook: &Playbook,
    facts: &Facts,
    glance: &Glance,
    freshness: Freshness,
) -> Option<GoesStale> {
    if glance.verdict == Verdict::NoFit {
        return None;
    }
    let applies = |place: usize| glance.applies.get(place) != Some(&Effect::Fails);
    let questions = playbook.question_indexes().filter(|question| applies(question.0));
    let days = questions.filter_map(|index| {
        let question = playbook.question(index);
        Some((freshness.lapses_on(question, facts.about(index))?, question))
    });
    let (on, question) = days.min_by_key(|(day, _)| *day)?;
    Some(GoesStale { on, question: question.id.clone(), is_past: on <= freshness.as_of })
}
