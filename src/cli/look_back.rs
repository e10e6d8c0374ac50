//! `coach look-back`: what became of a deal, and how content the buyer is with it later.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Exit;
use super::asking::{Manner, ask_in};
use super::inputs::{
    PlaybookArguments, misnamed, parse_day_until_today, parse_name, parse_note, today,
};
use super::output::{Destination, Notes};
use super::start::conversation::{Farewell, how_it_ended, not_saved, why};
use super::start::work::{Kept, Work};
use crate::deal::{DealOutcome, Decided, LookBack, StatementAnswers};
use crate::engine::{Engine, Verdict};
use crate::format::limits::{AGREE, DISAGREE, STATEMENTS};
use crate::interview::looking_back::{KeepAfterwards, LookingBack, ask_for_outcome, words_with};
use crate::interview::{Ask, Broken, Message};
use crate::report::command::{Sources, to_look_back};
use crate::report::looking_back::{self, json, text};
use crate::report::pipeline_log::Syntax;
use crate::text::yaml::fields::{LONGEST_TEXT, fault_of};

const EXAMPLES: &str = "\
Examples:
  coach look-back acme                      what they decided; once that is known, are they content?
  coach look-back acme --decided ours --because 'The trial did what they had hoped'
  coach look-back acme --decided stayed --date 2026-11-24
  coach look-back globex --statements 5,1,5,1,4 --by Dana --words 'A year too late'
  coach look-back initech --statements 5,1,5,1,5 --instead 'A calendar, and it does'

The statements, each from 1 (disagree) to 5 (agree): that the decision was right, that they are
sorry, that they would do it again, that it did harm, that it was wise. A team may give them other
words in coach.yaml. The regret is the mean of the five, those for the decision turned round, less
1, times 25: 0 to 100, and lower is better (Decision Regret Scale, Brehaut et al. 2003).
Who is due to be asked: coach deals --only look-back";

/// Look back on a deal: what the buyer decided and why, and later how content they are with it
///
/// Without a decision in the deal it asks for that: for us, for another, to leave things as they are,
/// or to stop looking. Some months later it asks how far they agree to five statements about it: all
/// five are kept, or none. Who stopped after an honest no is asked too what they did instead. What is
/// said anew of the same thing takes the place of the earlier words, which go to `history`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LookBackArguments {
    /// The deal file; a bare name means NAME.deal.yaml here
    #[arg(value_name = "DEAL")]
    deal: String,
    #[command(flatten)]
    playbook: PlaybookArguments,
    #[command(flatten)]
    said: SaidArguments,
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(
        long,
        conflicts_with_all = ["no_input", "decided", "statements"],
        help_heading = "Conversation"
    )]
    plain: bool,
    /// How it is written what is kept
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: LookBackFormat,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// What the buyer said.
#[derive(Debug, Args)]
#[command(next_help_heading = "What they said")]
struct SaidArguments {
    /// What they decided
    #[arg(long, value_name = "WHAT", conflicts_with = "statements")]
    decided: Option<DecidedFlag>,
    /// Why they decided so, in their words
    #[arg(long, value_name = "TEXT", value_parser = parse_note, requires = "decided")]
    because: Option<String>,
    /// How far they agree to the five statements, later: 5,1,5,1,4
    #[arg(long, value_name = "ANSWERS", value_parser = parse_statements)]
    statements: Option<StatementAnswers>,
    /// Who of theirs looks back
    #[arg(long, value_name = "NAME", value_parser = parse_name, conflicts_with = "decided")]
    by: Option<String>,
    /// What they did instead, and whether it serves them: of who stopped looking
    #[arg(long, value_name = "TEXT", value_parser = parse_note, requires = "statements")]
    instead: Option<String>,
    /// What else they say of it
    #[arg(long, value_name = "TEXT", value_parser = parse_note, requires = "statements")]
    words: Option<String>,
    /// The day on which they decided, or look back: 2026-11-24; otherwise today
    #[arg(long, value_name = "DATE", value_parser = parse_day_until_today)]
    date: Option<Date>,
    /// Never ask anything; so it is too where standard input is no terminal
    #[arg(long)]
    no_input: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DecidedFlag {
    /// They chose us
    Ours,
    /// They chose another
    Other,
    /// They leave things as they are
    Stayed,
    /// They stopped looking, or we advised against it
    Stopped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LookBackFormat {
    /// Lines to read
    Text,
    /// For scripts: one object
    Json,
}

impl From<DecidedFlag> for Decided {
    fn from(flag: DecidedFlag) -> Self {
        match flag {
            DecidedFlag::Ours => Self::Ours,
            DecidedFlag::Other => Self::Other,
            DecidedFlag::Stayed => Self::Stayed,
            DecidedFlag::Stopped => Self::Stopped,
        }
    }
}

fn parse_statements(text: &str) -> Result<StatementAnswers, String> {
    let answers: Option<Vec<i64>> = text.split(',').map(|one| one.trim().parse().ok()).collect();
    answers.and_then(|answers| StatementAnswers::of(&answers)).ok_or_else(|| {
        format!(
            "they are {STATEMENTS} whole numbers from {DISAGREE} (disagree) to {AGREE} (agree), one \
             to each statement, as 5,1,5,1,4"
        )
    })
}

pub(super) fn run(arguments: &LookBackArguments, notes: Notes) -> anyhow::Result<Exit> {
    let destination = Destination::of(arguments.output.as_deref());
    let mut work = Work::open(Some(&arguments.deal), &arguments.playbook, destination, notes)?;
    if let Kept::New(path) = &work.kept {
        bail!("there is no deal `{}` yet; begin it with `coach start`", path.display());
    }
    misnamed(&work.deal.playbook, &work.playbook).iter().for_each(|note| notes.say(note));
    work.today = arguments.said.date.unwrap_or_else(today);
    work.refuse_unfit()?;
    destination.refuse_what_is_to_stay()?;
    match Manner::of(arguments.plain, arguments.said.is_unattended()) {
        Manner::Unattended => {
            let before = work.deal.clone();
            keep_flags(&mut work, &arguments.said)?;
            work.save_and_tell(&before, notes)?;
        }
        manner => {
            if let Some(exit) = converse(&mut work, manner, &arguments.said)? {
                return Ok(exit);
            }
        }
    }
    let looking_back = looking_back::LookingBack::of(&work.deal, verdict(&work));
    destination.write(arguments.format.syntax(), |out| match arguments.format {
        LookBackFormat::Text => text::write(&looking_back, destination.width(), out),
        LookBackFormat::Json => json::write(&looking_back, out),
    })?;
    Ok(Exit::Done)
}

impl LookBackFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Text => Syntax::Text,
            Self::Json => Syntax::Json,
        }
    }
}

impl SaidArguments {
    fn is_unattended(&self) -> bool {
        self.no_input || self.decided.is_some() || self.statements.is_some()
    }
}

fn verdict(work: &Work) -> Verdict {
    Engine::new(&work.playbook).verdict(&work.deal.facts)
}

/// Keeps what the flags say.
fn keep_flags(work: &mut Work, said: &SaidArguments) -> anyhow::Result<()> {
    if let Some(decided) = said.decided {
        let (date, because) = (work.today, said.because.clone());
        return set_outcome(work, DealOutcome { date, decided: decided.into(), because });
    }
    let Some(answers) = said.statements else {
        bail!("nothing is said; give `--decided` or `--statements`, or look back in a terminal");
    };
    refuse_too_soon(work)?;
    let (by, words) = (said.by.clone(), words_of(work, said)?);
    add_look_back(work, LookBack { date: work.today, by, answers, words });
    Ok(())
}

/// What they say of it beside the answers.
fn words_of(work: &Work, said: &SaidArguments) -> anyhow::Result<Option<String>> {
    let outcome = work.deal.outcome.as_ref();
    if let Some(outcome) = outcome.filter(|outcome| outcome.decided != Decided::Stopped)
        && said.instead.is_some()
    {
        bail!(
            "`--instead` is for who stopped looking, and they {}; give it with `--words`",
            outcome.decided.words()
        );
    }
    let words = words_with(said.instead.as_deref(), said.words.as_deref());
    match words.as_deref().and_then(|words| fault_of(words, LONGEST_TEXT)) {
        Some(fault) => bail!("what they say of it {fault}"),
        None => Ok(words),
    }
}

/// Keeps what they decided. What stood there before goes to the history, unless they have looked back on
/// it.
fn set_outcome(work: &mut Work, outcome: DealOutcome) -> anyhow::Result<()> {
    let before = work.deal.outcome.as_ref().filter(|before| **before != outcome);
    if let Some(before) = before.filter(|_| !work.deal.look_back.is_empty()) {
        let told = format!("they {} on {}", before.decided.words(), before.date);
        bail!(
            "the deal says that {told}, and they have looked back on that; change it in the file"
        );
    }
    work.deal.outcome = Some(outcome);
    Ok(())
}

/// Nobody looks back before they have decided.
fn refuse_too_soon(work: &Work) -> anyhow::Result<()> {
    match &work.deal.outcome {
        None => bail!("the deal does not say yet what they decided; first give `--decided`"),
        Some(outcome) if work.today < outcome.date => {
            bail!("they decided on {}, so they can't look back on {}", outcome.date, work.today)
        }
        Some(_) => Ok(()),
    }
}

/// Keeps what they say of it, the latest first; in place of what the same person said on the same day,
/// which goes to the history.
fn add_look_back(work: &mut Work, look_back: LookBack) {
    let all = &mut work.deal.look_back;
    all.retain(|known| known.date != look_back.date || known.by != look_back.by);
    let place = all.iter().position(|known| known.date <= look_back.date).unwrap_or(all.len());
    all.insert(place, look_back);
}

/// Asks, keeping what is said at once. `None` where it came to its end.
fn converse(work: &mut Work, manner: Manner, said: &SaidArguments) -> anyhow::Result<Option<Exit>> {
    if work.deal.outcome.is_some() {
        refuse_too_soon(work)?;
    }
    let farewell = Farewell::new(manner, |sources, _, _| to_look_back(sources, None, None))?;
    let mut ask = ask_in(manner)?;
    let led = lead(work, &mut *ask, said, &farewell);
    let is_cut_short =
        led.as_ref().is_err_and(|error| matches!(error.downcast_ref(), Some(Broken::Ended)));
    if let Some(exit) = how_it_ended(led, &farewell)? {
        return Ok(Some(exit));
    }
    if let Err(error) = work.save() {
        // Whoever changed the file has the last word; what was said is in the command.
        farewell.say();
        return Err(error.context("what they said is not in the deal file"));
    }
    let is_new = work.deal != work.before;
    if is_cut_short && !is_new {
        bail!("the input ended before all was said that is kept together; nothing is kept");
    }
    let words = if is_new { "It is kept." } else { "Nothing new is kept." };
    ask.tell(&Message::Closing(words.to_owned()))?;
    work.replaced_words().into_iter().try_for_each(|words| ask.tell(&Message::Note(words)))?;
    Ok(None)
}

fn lead(
    work: &mut Work,
    ask: &mut dyn Ask,
    said: &SaidArguments,
    farewell: &Farewell,
) -> anyhow::Result<()> {
    farewell.set_words(to_begin_again(work));
    let statements = work.chosen.statements();
    let today = work.today;
    let stopped = looking_back::LookingBack::of(&work.deal, verdict(work)).stopped_after_a_no;
    let outcome = work.deal.outcome.clone();
    let line = match &outcome {
        None => "What became of it? What you say is kept at once.".to_owned(),
        Some(outcome) => format!(
            "They {} on {}. How content are they with it? All five answers are kept, or none.",
            outcome.decided.words(),
            outcome.date
        ),
    };
    ask.tell(&Message::Heading { title: work.deal.name.clone(), lines: vec![line] })?;
    let look_back = work.deal.look_back.clone();
    let mut keeping = Keeping { work, farewell, look_back };
    match outcome {
        None => ask_for_outcome(ask, &mut keeping, today)?,
        Some(_) => {
            let by = said.by.clone();
            LookingBack { statements: &statements, day: today, by, asks_what_instead: stopped }
                .run(ask, &mut keeping)?
        }
    };
    Ok(())
}

/// Keeps what is said in the deal's file, and lets the farewell say so.
struct Keeping<'w> {
    work: &'w mut Work,
    farewell: &'w Farewell,
    /// What they had said of it before this run.
    look_back: Vec<LookBack>,
}

impl KeepAfterwards for Keeping<'_> {
    fn outcome(&mut self, outcome: Option<&DealOutcome>) -> Result<(), String> {
        let outcome = outcome.cloned();
        self.keep(|work, _| work.deal.outcome = outcome)
    }

    fn look_back(&mut self, look_back: Option<&LookBack>) -> Result<(), String> {
        let look_back = look_back.cloned();
        self.keep(|work, before| {
            work.deal.look_back = before.to_vec();
            look_back.into_iter().for_each(|look_back| add_look_back(work, look_back));
        })
    }
}

impl Keeping<'_> {
    fn keep(&mut self, change: impl FnOnce(&mut Work, &[LookBack])) -> Result<(), String> {
        let Self { work, farewell, look_back } = self;
        let was_behind = work.is_behind;
        let kept = farewell.while_saving(|| {
            change(work, look_back);
            let kept = work.save();
            let words = match &kept {
                Ok(()) => to_go_on(work),
                Err(error) => to_say_again(work, &why(error)),
            };
            (kept, words)
        });
        kept.map_err(|error| not_saved(&error, was_behind))
    }
}

/// What is said to who leaves before anything was kept.
fn to_begin_again(work: &Work) -> String {
    format!("Nothing new is kept. To begin again:\n{}", with_sources(work, None, None))
}

/// The same after something was kept.
fn to_go_on(work: &Work) -> String {
    if work.deal == work.before {
        return to_begin_again(work);
    }
    let command = with_sources(work, None, None);
    match &work.kept {
        Kept::File(file) => {
            format!("Saved in {}. To look back later:\n{command}", file.path().display())
        }
        Kept::Nowhere | Kept::New(_) => format!("To begin again:\n{command}"),
    }
}

/// The same where it could not be kept.
fn to_say_again(work: &Work, problem: &str) -> String {
    let (now, before) = (&work.deal, &work.before);
    let outcome = now.outcome.as_ref().filter(|_| now.outcome != before.outcome);
    let look_back = now.look_back.iter().find(|said| !before.look_back.contains(said));
    let command = with_sources(work, outcome, look_back);
    format!("Not all was saved: {problem}.\nTo say it again:\n{command}")
}

fn with_sources(
    work: &Work,
    outcome: Option<&DealOutcome>,
    look_back: Option<&LookBack>,
) -> String {
    let path = match &work.kept {
        Kept::File(file) => Some(file.path().to_string_lossy().into_owned()),
        Kept::Nowhere | Kept::New(_) => None,
    };
    let sources = Sources {
        folders: work.chosen.folders(),
        playbook: (!work.leads).then_some(work.called.as_str()),
        deal: path.as_deref(),
        today: Some(work.today),
    };
    to_look_back(&sources, outcome, look_back)
}
