//! `coach start`: the main job, from a playbook to an honest recommendation.

mod conversation;
mod replaced;

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Exit;
use super::asking::Manner;
use super::inputs::{AnswerArguments, ChosenPlaybook, PlaybookArguments, misnamed, today};
use super::output::{Notes, OutputArguments};
use crate::deal::file::{DealFile, Layout as DealLayout};
use crate::deal::history::replaced_by;
use crate::deal::load::Fitting;
use crate::deal::load::SetAside;
use crate::deal::names::{deal_path, name_of_file};
use crate::deal::{Deal, Facts, Replaced, load};
use crate::engine::{self, Engine};
use crate::interview::Settings;
use crate::playbook::{Playbook, StageIndex};
use crate::report::brief::Brief;
use crate::report::brief::json::Layout;
use crate::text::characters::quoted;
use crate::text::source::{Rejected, near_file, nearest};

const EXAMPLES: &str = "\
Examples:
  coach start                            a conversation; nothing is kept unless you say so
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
/// flags say is kept in the deal, and the brief is printed. Without a DEAL nothing is written.
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
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(long, conflicts_with = "no_input")]
    plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The fewest questions, stage by stage
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
    let mut work = Work::open(arguments, notes)?;
    misnamed(&work.deal.playbook, &work.playbook).iter().for_each(|note| notes.say(note));
    notes.detail(&format!("playbook {} ({})", quoted(&work.playbook.id), work.playbook.title));
    let stage = arguments.conversation.stage(&work.playbook)?;
    let before = work.deal.facts.clone();
    arguments.answers.lay_over(&mut work.deal.facts, &work.playbook)?;
    arguments.output.destination().refuse_what_was_read()?;
    if manner == Manner::Unattended {
        work.refuse_unfit()?;
        work.save_and_tell(&before, notes)?;
        return work.print_brief(&arguments.output);
    }
    let settings = arguments.conversation.settings(stage);
    conversation::converse(work, manner, settings, &arguments.output, notes)
}

impl StartArguments {
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
        Settings { order: self.order.into(), from, all: self.all, today: today() }
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

/// A deal under way, and where it is kept.
struct Work {
    playbook: Playbook,
    deal: Deal,
    kept: Kept,
    /// What stood in the file when it was opened, as far as it fits the playbook.
    before: Deal,
    /// What did not fit it.
    unfit: Option<Unfit>,
    today: Date,
    /// Whether the file was laid out anew, as what it said could not be changed in place.
    is_anew: bool,
    chosen: ChosenPlaybook,
    /// The playbook as `--playbook` takes it here.
    called: String,
    /// Whether the deal file alone leads to the playbook.
    leads: bool,
    /// Whether the last try to keep the deal failed.
    is_behind: bool,
}

/// What in a deal's file does not fit its playbook (any more).
struct Unfit {
    set_aside: Vec<SetAside>,
    rejected: Rejected,
}

/// Where a deal is kept.
enum Kept {
    /// Nowhere, since no DEAL was named.
    Nowhere,
    /// In a file that is not there yet.
    New(PathBuf),
    /// In a file, locked while we work.
    File(DealFile),
}

impl Work {
    fn open(arguments: &StartArguments, notes: Notes) -> anyhow::Result<Self> {
        let chosen = &arguments.playbook.choose(notes)?;
        let Some(path) = arguments.deal.as_deref().map(deal_path).transpose()? else {
            return Self::new(chosen, String::new(), chosen.name(), Kept::Nowhere);
        };
        arguments.output.spare(&path)?;
        if path.symlink_metadata().is_err() {
            DealFile::check_folder(&path)?;
            if let Some(meant) = near_file(&path) {
                let (path, meant) = (quoted(&path.to_string_lossy()), quoted(&meant));
                notes.say(&format!("note: there is no {path} yet, but {meant}; is that the one?"));
            }
            let named = chosen.name_for_deal(&path);
            let name = name_of_file(&path);
            return Self::new(chosen, name, &named, Kept::New(path));
        }
        let file = DealFile::open(&path)?;
        let unread = load::open(file.source().clone())?;
        let playbook = chosen.load_for_deal(unread.playbook(), &path)?;
        let called = chosen.name_from_here(unread.playbook(), &path);
        let leads = chosen.is_left_to(unread.playbook());
        let Fitting { deal, set_aside, rejected } = unread.read_fitting(&playbook)?;
        let unfit = rejected.map(|rejected| Unfit { set_aside, rejected });
        let kept = Kept::File(file);
        let work = Self::of(playbook, deal, kept, chosen, called);
        Ok(Self { leads, unfit, ..work })
    }

    fn of(
        playbook: Playbook,
        deal: Deal,
        kept: Kept,
        chosen: &ChosenPlaybook,
        called: String,
    ) -> Self {
        Self {
            playbook,
            before: deal.clone(),
            deal,
            kept,
            unfit: None,
            today: today(),
            is_anew: false,
            chosen: chosen.clone(),
            called,
            leads: true,
            is_behind: false,
        }
    }

    /// Refuses facts that don't fit the playbook, unless they are answered anew.
    fn refuse_unfit(&self) -> anyhow::Result<()> {
        let Some(Unfit { set_aside, rejected }) = &self.unfit else { return Ok(()) };
        let is_answered = |aside: &SetAside| {
            let index = self.playbook.find_question(&aside.question);
            index.is_some_and(|index| !self.deal.facts.about(index).is_empty())
        };
        match set_aside.iter().all(is_answered) {
            true => Ok(()),
            false => Err(rejected.clone().into()),
        }
    }

    /// What goes to the history in this run, newest first.
    fn replaced(&self) -> Vec<Replaced> {
        let asides = self.unfit.iter().flat_map(|unfit| &unfit.set_aside);
        let asides = asides.map(|aside| aside.replaced(self.today));
        let facts = replaced_by(&self.deal.facts, &self.before.facts, &self.playbook, self.today);
        facts.into_iter().chain(asides).collect()
    }

    /// A deal of which nothing is known yet.
    fn new(chosen: &ChosenPlaybook, name: String, named: &str, kept: Kept) -> anyhow::Result<Self> {
        let playbook = chosen.load()?;
        let deal = Deal {
            name,
            playbook: named.to_owned(),
            facts: Facts::none(&playbook),
            notes: None,
            pursue: None,
            waivers: Vec::new(),
            history: Vec::new(),
        };
        Ok(Self::of(playbook, deal, kept, chosen, chosen.name().to_owned()))
    }

    /// What was learned in this run; all that is known, where the file is gone. Whoever changed
    /// the file meanwhile has the last word on all else.
    fn unsaved(&self) -> Facts {
        let is_there = matches!(&self.kept, Kept::File(file) if file.path().exists());
        let mut facts = Facts::none(&self.playbook);
        for question in self.playbook.question_indexes() {
            let now = self.deal.facts.about(question);
            if !is_there || now != self.before.facts.about(question) {
                facts.set(question, now.to_vec());
            }
        }
        facts
    }

    /// Keeps the deal as it is now, where there is a file for it. A new file is made.
    fn save(&mut self) -> anyhow::Result<()> {
        let saved = self.write();
        self.is_behind = saved.is_err();
        saved
    }

    fn write(&mut self) -> anyhow::Result<()> {
        self.deal.history = self.replaced();
        self.deal.history.extend(self.before.history.iter().cloned());
        match &mut self.kept {
            Kept::Nowhere => {}
            Kept::New(path) => {
                self.kept = Kept::File(DealFile::create(path, &self.deal, &self.playbook)?);
            }
            Kept::File(file) => {
                let layout = file.save(&self.deal, &self.playbook)?;
                self.is_anew |= layout == DealLayout::Anew;
            }
        }
        Ok(())
    }

    /// Keeps the deal and says so, unless the file says all this already.
    fn save_and_tell(&mut self, before: &Facts, notes: Notes) -> anyhow::Result<()> {
        let done = match self.kept {
            Kept::New(_) => "created",
            Kept::File(_) if *before != self.deal.facts => "saved",
            Kept::Nowhere | Kept::File(_) => return Ok(()),
        };
        self.save()?;
        if let Kept::File(file) = &self.kept {
            notes.say(&format!("{done} {}", quoted(&file.path().to_string_lossy())));
        }
        self.replaced_words().iter().for_each(|words| notes.say(words));
        Ok(())
    }

    fn print_brief(&self, output: &OutputArguments) -> anyhow::Result<Exit> {
        let assessment = Engine::new(&self.playbook).assess(&self.deal.facts);
        let mut brief = Brief::of(&self.playbook, &self.deal.facts, &assessment);
        if !matches!(self.kept, Kept::Nowhere) {
            brief = brief.for_deal(&self.deal.name, self.deal.pursue);
        }
        output.write(|out| output.write_brief(&brief, Layout::Pretty, out))?;
        Ok(output.exit(assessment.verdict))
    }
}
