//! `coach start`: the main job, from a playbook to an honest recommendation.

pub(super) mod conversation;
mod offered;
mod replaced;
pub(super) mod work;

use std::io::{self, IsTerminal};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::Exit;
use super::asking::Manner;
use super::inputs::{AnswerArguments, OpeningArguments, PlaybookArguments, misnamed, today};
use super::output::{Notes, OutputArguments};
use crate::deal::KnownFrom;
use crate::engine;
use crate::interview::{Ask, Settings};
use crate::playbook::{Playbook, StageIndex};
use crate::text::characters::quoted;
use crate::text::source::nearest;
use conversation::{Farewell, Talk, how_it_ended};
use offered::Offered;
use work::Work;

const EXAMPLES: &str = "\
Examples:
  coach start                            choose a deal of this folder, begin one, or only look
  coach start acme                       kept in acme.deal.yaml, made where there is none
  coach start acme -p clinic.yaml        for a playbook of your own
  coach start acme --stage requirements  begin where the buyer is
  coach start acme --plain               numbered lines, for screen readers and pipes
  coach start acme --no-input -a deciders=2-4 --assume owner=named
  coach start --no-input --answers crm.json -f json --exit-code";

/// Lead through the questions that still matter, then print the brief
///
/// Loads the deal or makes a new one, asks what is worth asking, keeps every answer, and ends with
/// the brief. Where standard input is no terminal, or with --no-input, nothing is asked: what the
/// flags say is kept in the deal, and the brief is printed. Without a DEAL the deals of this folder
/// are offered in a terminal, the most urgent first; else nothing is written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StartArguments {
    /// The deal file; a bare name means NAME.deal.yaml here
    #[arg(value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    conversation: ConversationArguments,
    #[command(flatten)]
    playbook: PlaybookArguments,
    #[command(flatten)]
    answers: AnswerArguments,
    #[command(flatten)]
    opening: OpeningArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// How the conversation is led.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Conversation")]
struct ConversationArguments {
    /// Begin at this stage of the buyer's process instead of the first open one
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// The order of the questions
    #[arg(long, value_name = "ORDER", default_value = "adaptive")]
    order: Order,
    /// Also ask what can no longer change the verdict
    #[arg(long)]
    all: bool,
    /// How an answer is known where you don't say it: what Enter alone stands for
    #[arg(long, value_name = "SOURCE", default_value = "prospect")]
    usually: Usually,
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(long, conflicts_with = "no_input")]
    plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Usually {
    /// The buyer said so
    Prospect,
    /// It is written down
    Document,
    /// You assume it
    Assumption,
}

impl From<Usually> for KnownFrom {
    fn from(usually: Usually) -> Self {
        match usually {
            Usually::Prospect => Self::Prospect,
            Usually::Document => Self::Document,
            Usually::Assumption => Self::Assumption,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The fewest questions: an opening over all stages, then stage by stage
    Adaptive,
    /// As in the playbook
    Playbook,
}

impl From<Order> for engine::Order {
    fn from(order: Order) -> Self {
        match order {
            Order::Adaptive => Self::Adaptive,
            Order::Playbook => Self::Playbook,
        }
    }
}

pub(super) fn run(arguments: &StartArguments, notes: Notes) -> anyhow::Result<Exit> {
    let manner = arguments.manner()?;
    let offered = arguments.offered(manner)?;
    if offered.is_empty() {
        return begin(arguments, arguments.deal.as_deref(), manner, None, notes);
    }
    let mut talk = Talk::begin(manner)?;
    let mut deal = None;
    let led = offered.choose(&mut *talk.ask).map(|chosen| deal = chosen);
    match how_it_ended(led.map_err(Into::into), &talk.farewell)? {
        Some(exit) => Ok(exit),
        None => begin(arguments, deal.as_deref(), manner, Some(talk), notes),
    }
}

/// Plays a conversation in which this one answers; whoever breaks it off is told nothing of it.
pub(super) fn play(
    arguments: &StartArguments,
    ask: Box<dyn Ask>,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let talk = Talk { ask, farewell: Farewell::unheard() };
    begin(arguments, arguments.deal.as_deref(), Manner::Plain, Some(talk), notes)
}

/// Begins with a deal that is named, or with none, in a talk that may be under way.
fn begin(
    arguments: &StartArguments,
    deal: Option<&str>,
    manner: Manner,
    talk: Option<Talk>,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let mut work = Work::open(deal, &arguments.playbook, arguments.output.destination(), notes)?;
    work.playbook = arguments.opening.laid_over(work.playbook);
    misnamed(&work.deal.playbook, &work.playbook).iter().for_each(|note| notes.say(note));
    notes.detail(&format!("playbook {} ({})", quoted(&work.playbook.id), work.playbook.title));
    let stage = arguments.conversation.stage(&work.playbook)?;
    let before = work.deal.clone();
    arguments.answers.lay_over(&mut work.deal.facts, &work.playbook)?;
    arguments.output.destination().refuse_what_is_to_stay()?;
    if manner == Manner::Unattended {
        work.refuse_unfit()?;
        work.save_and_tell(&before, notes)?;
        return work.print_brief(&arguments.output);
    }
    let settings = arguments.conversation.settings(stage);
    let by = arguments.answers.by().map(str::to_owned);
    let talk = talk.map_or_else(|| Talk::begin(manner), Ok)?;
    conversation::converse(work, talk, (settings, by), &arguments.output, notes)
}

impl StartArguments {
    /// The deals to choose from. Lines that are read from elsewhere are replies to what is asked
    /// without them.
    fn offered(&self, manner: Manner) -> anyhow::Result<Offered> {
        let is_asked = manner != Manner::Unattended && io::stdin().is_terminal();
        match self.deal {
            None if is_asked => Offered::here(&self.playbook),
            _ => Ok(Offered::default()),
        }
    }

    fn manner(&self) -> anyhow::Result<Manner> {
        let plain = self.conversation.plain;
        if plain && self.answers.come_from_stdin() {
            bail!(
                "`--plain` and `--answers -` both read standard input; give the answers in a file"
            );
        }
        Ok(Manner::of(plain, self.answers.no_input))
    }
}

impl ConversationArguments {
    fn settings(&self, from: Option<StageIndex>) -> Settings {
        let (order, usual) = (self.order.into(), self.usually.into());
        Settings { order, from, all: self.all, today: today(), usual }
    }

    fn stage(&self, playbook: &Playbook) -> anyhow::Result<Option<StageIndex>> {
        let Some(id) = &self.stage else { return Ok(None) };
        if let Some(stage) = playbook.find_stage(id) {
            return Ok(Some(stage));
        }
        let ids: Vec<&str> = playbook.stages.iter().map(|stage| stage.id.as_str()).collect();
        let meant = match nearest(id, ids.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it has {}", ids.join(", ")),
        };
        bail!("playbook `{}` has no stage {}; {meant}", playbook.id, quoted(id))
    }
}
