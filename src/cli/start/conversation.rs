//! `coach start` with a person at the other end: asks, keeps what is answered, and ends with the
//! brief.

use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};

use super::work::{Kept, Work};
use crate::cli::asking::{Manner, ask_in, width_of_conversation};
use crate::cli::exit::Exit;
use crate::cli::leaving;
use crate::cli::output::{Notes, OutputArguments, standard_error};
use crate::deal::file::SaveError::NotWritten;
use crate::deal::names::{deal_path, name_of_file};
use crate::deal::{Answer, Facts};
use crate::engine::Engine;
use crate::format::limits::LONGEST_LINE;
use crate::interview::{Ask, Broken, Interview, Menu, MenuEntry, Message, Save, Settings};
use crate::playbook::Playbook;
use crate::report::command::{Sources, to_go_on, unattended};
use crate::report::plain::clean;
use crate::text::characters::{quoted_path, with_hidden};
use crate::text::saving::SaveError::ChangedOnDisk;
use crate::text::source::Rejected;

/// A person to talk with, who may break off at any moment.
pub(super) struct Talk {
    pub(super) ask: Box<dyn Ask>,
    pub(super) farewell: Farewell,
}

impl Talk {
    /// Begins one.
    pub(super) fn begin(manner: Manner) -> anyhow::Result<Self> {
        let farewell = Farewell::new(manner, to_go_on)?;
        Ok(Self { ask: ask_in(manner)?, farewell })
    }
}

/// Leads the conversation, and prints the brief at its end.
pub(super) fn converse(
    mut work: Work,
    Talk { mut ask, farewell }: Talk,
    (settings, by): (Settings, Option<String>),
    output: &OutputArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let led = lead(&mut work, &mut *ask, settings, output, &farewell, by);
    match how_it_ended(led, &farewell)? {
        Some(exit) => Ok(exit),
        None => finish(work, &mut *ask, output, notes),
    }
}

/// What becomes of a conversation that was led so far: `None` where it goes on to its end, as where
/// the input ended. Who broke off is told where everything is.
pub(in crate::cli) fn how_it_ended(
    led: anyhow::Result<()>,
    farewell: &Farewell,
) -> anyhow::Result<Option<Exit>> {
    let Err(error) = led else { return Ok(None) };
    match error.downcast_ref() {
        Some(Broken::Ended) => Ok(None),
        Some(Broken::Interrupted) => {
            farewell.say();
            Ok(Some(Exit::Interrupted))
        }
        Some(Broken::NothingCame | Broken::Io(_)) => {
            farewell.say();
            Err(error)
        }
        Some(Broken::NotText(rejected)) => {
            farewell.say();
            Err(Rejected::clone(rejected).into())
        }
        Some(Broken::NoTerminal) | None => Err(error),
    }
}

/// From the deal's name to the last look at the answers, and to a file for them.
fn lead(
    work: &mut Work,
    ask: &mut dyn Ask,
    settings: Settings,
    output: &OutputArguments,
    farewell: &Farewell,
    by: Option<String>,
) -> anyhow::Result<()> {
    if matches!(work.kept, Kept::New(_)) {
        work.deal.name = name(ask, &work.deal.name)?;
    }
    work.save()?;
    farewell.set(work, None, None);
    ask.tell(&opening(work))?;
    for words in work.retired_words().into_iter().chain(work.unfit_words()) {
        ask.tell(&Message::Note(words))?;
    }

    let playbook = work.playbook.clone();
    let engine = Engine::new(&playbook);
    let stale = work.chosen.freshness().stale_questions(&playbook, &work.deal.facts);
    let interview = Interview::new(&engine, work.deal.facts.clone(), settings);
    let mut interview = interview.where_stale(stale).said_by(by);
    loop {
        interview.run(ask, &mut Keeping { work, farewell })?;
        let is_kept = !matches!(work.kept, Kept::Nowhere);
        if is_kept || offer_to_keep(work, ask, output)? == Offered::Answered {
            return Ok(());
        }
    }
}

/// Keeps every answer where the deal is kept, and lets the farewell say so.
pub(in crate::cli) struct Keeping<'w> {
    pub(in crate::cli) work: &'w mut Work,
    pub(in crate::cli) farewell: &'w Farewell,
}

impl Save for Keeping<'_> {
    fn save(&mut self, facts: &Facts) -> Result<(), String> {
        let was_behind = self.work.is_behind;
        let kept = self.keep(facts, None);
        kept.map_err(|error| not_saved(&error, was_behind))
    }

    fn save_unfinished(&mut self, facts: &Facts, words: &str) {
        let was_behind = self.work.is_behind;
        // The answer itself is saved in a moment, and a problem told then for the first time.
        let _ = self.keep(facts, Some(words));
        self.work.is_behind = was_behind;
    }

    fn brief(&self, facts: &Facts) -> Option<String> {
        Some(self.work.brief_of(facts, width_of_conversation()))
    }
}

impl Keeping<'_> {
    fn keep(&mut self, facts: &Facts, unfinished: Option<&str>) -> anyhow::Result<()> {
        let held = self.farewell.hold();
        self.work.deal.facts = facts.clone();
        let kept = self.work.save();
        drop(held);
        let problem = kept.as_ref().err().map(why);
        self.farewell.set(self.work, problem.as_deref(), unfinished);
        kept
    }
}

/// Why an answer is not saved, and what to do; of a file that somebody else changed, once.
pub(in crate::cli) fn not_saved(error: &anyhow::Error, was_behind: bool) -> String {
    match error.downcast_ref() {
        Some(NotWritten(ChangedOnDisk { .. })) if was_behind => {
            "the file was changed by somebody else".to_owned()
        }
        Some(NotWritten(ChangedOnDisk { .. })) => format!(
            "{}. Later answers can't be saved either: leave with Ctrl-C, and go on with the command \
             that is shown then",
            why(error)
        ),
        _ => format!(
            "{}. The answer is not lost: saving is tried again with the next one",
            why(error)
        ),
    }
}

/// How the offer to keep a conversation was met.
#[derive(PartialEq, Eq)]
enum Offered {
    /// It is kept, or is not to be.
    Answered,
    /// Back to the review.
    Back,
}

/// What a new deal is called.
fn name(ask: &mut dyn Ask, preset: &str) -> Result<String, Broken> {
    loop {
        let name = ask.line("What do you call this deal?", preset)?.unwrap_or_default();
        let name = with_hidden(&name, |_, _| ()).trim().to_owned();
        if name.is_empty() {
            return Ok(preset.to_owned());
        }
        if name.chars().count() <= LONGEST_LINE {
            return Ok(name);
        }
        let problem = format!("That is longer than {LONGEST_LINE} characters.");
        ask.tell(&Message::Note(problem))?;
    }
}

fn opening(work: &Work) -> Message {
    let count = known(work);
    let so_far = match count {
        0 => String::new(),
        1 => " · 1 answer so far".to_owned(),
        count => format!(" · {count} answers so far"),
    };
    let lines = match &work.kept {
        Kept::File(file) => vec![
            format!("{}{so_far}", work.deal.name),
            format!("Saved in {} after every answer.", file.path().display()),
        ],
        Kept::Nowhere | Kept::New(_) => {
            vec![format!("Nothing is written unless you say so at the end{so_far}.")]
        }
    };
    Message::Opening { title: work.playbook.title.clone(), lines }
}

/// How many questions have an answer.
fn known(work: &Work) -> usize {
    let is_known =
        |facts: &[crate::deal::Fact]| facts.iter().any(|fact| fact.answer != Answer::Unknown);
    let questions = work.playbook.question_indexes();
    questions.filter(|question| is_known(work.deal.facts.about(*question))).count()
}

/// Asks whether, and where, a conversation that no file holds is to be kept.
fn offer_to_keep(
    work: &mut Work,
    ask: &mut dyn Ask,
    output: &OutputArguments,
) -> anyhow::Result<Offered> {
    let menu = Menu {
        title: "Keep this conversation?".to_owned(),
        lines: vec!["Nothing is written so far.".to_owned()],
        entries: vec![
            MenuEntry::plain("No, only show the brief"),
            MenuEntry::plain("Yes, in a deal file"),
        ],
        preselected: 0,
        goes_untyped: true,
    };
    loop {
        match ask.choose(&menu)? {
            None => return Ok(Offered::Back),
            Some(0) => return Ok(Offered::Answered),
            Some(_) => {}
        }
        while let Some(text) = ask.line("Name for the deal file, such as acme", "")? {
            match keep_as(work, &text, output) {
                Ok(()) => return Ok(Offered::Answered),
                Err(problem) => ask.tell(&Message::Note(format!("{problem:#}")))?,
            }
        }
    }
}

/// Keeps the deal in a new file.
fn keep_as(work: &mut Work, text: &str, output: &OutputArguments) -> anyhow::Result<()> {
    let path = deal_path(text)?;
    output.destination().spare(&path)?;
    work.deal.name = name_of_file(&path);
    work.deal.playbook = work.chosen.name_for_deal(&path);
    work.kept = Kept::New(path);
    work.save().inspect_err(|_| work.kept = Kept::Nowhere)
}

/// Says where everything is, prints the brief, and how to come by it unattended.
fn finish(
    mut work: Work,
    ask: &mut dyn Ask,
    output: &OutputArguments,
    notes: Notes,
) -> anyhow::Result<Exit> {
    // What could not be saved may be by now; if not, this is the error that we end with.
    let was_behind = work.is_behind;
    let saved = work.save();
    let place = match &work.kept {
        Kept::File(file) if saved.is_ok() => format!("Saved in {}.", file.path().display()),
        Kept::File(_) if was_behind => "Not all was saved.".to_owned(),
        Kept::File(file) => format!("{} says something else by now.", file.path().display()),
        Kept::Nowhere | Kept::New(_) => "Nothing was saved.".to_owned(),
    };
    ask.tell(&Message::Closing(place))?;
    if saved.is_ok() && matches!(work.kept, Kept::File(_)) {
        for words in work.replaced_words() {
            ask.tell(&Message::Note(words))?;
        }
    }
    let printed = work.print_brief(output);
    // With no brief there are still the answers, which may be kept nowhere else.
    let stand = if saved.is_ok() {
        Stand::Saved
    } else if was_behind {
        Stand::Behind
    } else {
        Stand::Overtaken
    };
    let title = match stand {
        Stand::Behind => "To put the answers into it",
        Stand::Saved | Stand::Overtaken => "The same without questions",
    };
    notes.say(&format!("\n{title}:\n{}", command(&work, stand, unattended)));
    match saved {
        Err(error) if was_behind => {
            bail!("the last answers are not in the deal file: {}", why(&error))
        }
        saved => saved.context("the brief is not of what stands in the deal file now")?,
    }
    printed
}

/// How the deal's file stands to what was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// It says all of it.
    Saved,
    /// It lacks what was answered last.
    Behind,
    /// It had all of it, and somebody else changed it since.
    Overtaken,
}

/// The command, of one or the other kind, that has every answer: by the deal's file, by itself, or
/// of both what the other lacks.
/// Writes the command that states these facts, with where they come from.
pub(in crate::cli) type Command = fn(&Sources, &Playbook, &Facts) -> String;

fn command(work: &Work, stand: Stand, kind: Command) -> String {
    let (path, facts) = match (&work.kept, stand) {
        (Kept::File(file), Stand::Saved) => (Some(file.path()), Facts::none(&work.playbook)),
        (Kept::File(file), Stand::Behind) => (Some(file.path()), work.unsaved()),
        _ => (None, work.deal.facts.clone()),
    };
    let path = path.map(|path| path.to_string_lossy().into_owned());
    let is_led = stand == Stand::Saved && path.is_some() && work.leads;
    let sources = Sources {
        folders: work.chosen.folders(),
        playbook: (!is_led).then_some(work.called.as_str()),
        deal: path.as_deref(),
        today: Some(work.today),
    };
    kind(&sources, &work.playbook, &facts)
}

/// Why a deal could not be saved, without what to do about it.
pub(in crate::cli) fn why(error: &anyhow::Error) -> String {
    match error.downcast_ref() {
        Some(NotWritten(ChangedOnDisk { path })) => format!(
            "somebody else changed {}, and what they wrote is not overwritten",
            quoted_path(path)
        ),
        _ => format!("{error:#}"),
    }
}

/// What is said when the conversation is broken off: by a key, or by a signal at any moment.
pub(in crate::cli) struct Farewell {
    words: Arc<Mutex<String>>,
    to_go_on: Command,
}

impl Farewell {
    /// From here on a signal ends the process with a farewell, and never in the midst of saving.
    pub(in crate::cli) fn new(manner: Manner, to_go_on: Command) -> anyhow::Result<Self> {
        let words = Arc::new(Mutex::new("Nothing was saved.".to_owned()));
        let said = Self { words: Arc::clone(&words), to_go_on };
        leaving::with_a_farewell(manner, move || said.say())?;
        Ok(Self { words, to_go_on })
    }

    /// One that no signal calls for.
    pub(super) fn unheard() -> Self {
        Self { words: Arc::default(), to_go_on }
    }

    /// As long as this is held no signal ends the process.
    fn hold(&self) -> MutexGuard<'_, String> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says from now on where the deal stands by now, and first what has become of an answer that
    /// is not heard out.
    pub(in crate::cli) fn set(&self, work: &Work, problem: Option<&str>, unfinished: Option<&str>) {
        let stand = if problem.is_none() { Stand::Saved } else { Stand::Behind };
        let go_on = command(work, stand, self.to_go_on);
        let place = match (&work.kept, problem) {
            (Kept::File(file), None) => {
                format!("Saved in {}. To go on:\n{go_on}", file.path().display())
            }
            (_, Some(problem)) => {
                format!("Not all was saved: {problem}.\nTo go on with all answers:\n{go_on}")
            }
            _ if known(work) == 0 => "Nothing was saved.".to_owned(),
            _ => format!("Nothing was saved. To go on from the same answers:\n{go_on}"),
        };
        let unfinished = unfinished.map_or_else(String::new, |words| format!("{words}\n"));
        *self.hold() = unfinished + &place;
    }

    /// Says these words from now on.
    pub(in crate::cli) fn set_words(&self, words: String) {
        *self.hold() = words;
    }

    /// Saves, and says from then on what comes of it. No signal ends the process meanwhile.
    pub(in crate::cli) fn while_saving<T>(&self, save: impl FnOnce() -> (T, String)) -> T {
        let mut held = self.hold();
        let (kept, words) = save();
        *held = words;
        kept
    }

    /// Says them.
    pub(in crate::cli) fn say(&self) {
        // Where standard error is closed, nobody is there to be told.
        let _ = writeln!(standard_error(), "\n{}", clean(&self.hold()));
    }
}
