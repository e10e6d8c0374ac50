//! `coach log`: after a call, what was learned in it.

use anyhow::{Context, bail};
use clap::Args;

use super::Exit;
use super::asking::{Manner, ask_in};
use super::inputs::{AnswerArguments, PlaybookArguments, misnamed};
use super::output::{Notes, OutputArguments};
use super::start::conversation::{Farewell, Keeping, how_it_ended};
use super::start::work::{Kept, Work};
use crate::deal::Facts;
use crate::deal::learning::{keep_call, learn};
use crate::interview::{AfterACall, Ask, Message};
use crate::report::command::to_log_on;

const EXAMPLES: &str = "\
Examples:
  coach log acme                                  find a question by any of its words, and answer it
  coach log acme -a money=agreed --by Dana        what Dana said today
  coach log acme -a sum=more --date 2026-11-24 --note 'She worked it out'
  coach log acme --by Dana --note 'Kim joins next time'   a note on the talk alone";

/// After a call: keep what was learned, who said it, and a note on the talk
///
/// Nothing is overwritten unsaid: an answer takes the place of what the same person said before,
/// which goes to `history`; what others said stands beside it. The talk is kept under `calls`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LogArguments {
    /// The deal file; a bare name means NAME.deal.yaml here
    #[arg(value_name = "DEAL")]
    deal: String,
    #[command(flatten)]
    playbook: PlaybookArguments,
    #[command(flatten)]
    answers: AnswerArguments,
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(long, conflicts_with = "no_input", help_heading = "Conversation")]
    plain: bool,
    #[command(flatten)]
    output: OutputArguments,
}

pub(super) fn run(arguments: &LogArguments, notes: Notes) -> anyhow::Result<Exit> {
    let answers = &arguments.answers;
    let mut work = Work::open(
        Some(&arguments.deal),
        &arguments.playbook,
        arguments.output.destination(),
        notes,
    )?;
    if let Kept::New(path) = &work.kept {
        bail!("there is no deal `{}` yet; begin it with `coach start`", path.display());
    }
    work.today = answers.day();
    misnamed(&work.deal.playbook, &work.playbook).iter().for_each(|note| notes.say(note));
    arguments.output.destination().refuse_what_is_to_stay()?;
    let before = work.deal.clone();
    let is_said = !answers.is_empty() || answers.note().is_some();
    match Manner::of(arguments.plain, answers.no_input || is_said) {
        Manner::Unattended => keep_flags(&mut work, answers)?,
        manner => return converse(work, manner, arguments),
    }
    work.refuse_unfit()?;
    work.save_and_tell(&before, notes)?;
    work.print_brief(&arguments.output)
}

/// Keeps what the flags say.
fn keep_flags(work: &mut Work, answers: &AnswerArguments) -> anyhow::Result<()> {
    let nothing = Facts::none(&work.playbook);
    let mut learned = nothing.clone();
    answers.lay_over(&mut learned, &work.playbook)?;
    let learned = work.dated(&learned, &nothing);
    let note = answers.note().filter(|_| answers.is_empty());
    if answers.is_empty() && note.is_none() {
        bail!(
            "nothing is said of the call; give `-a QUESTION=VALUE` or `--note`, or log it in a terminal"
        );
    }
    learn(&mut work.deal.facts, &work.playbook, &learned);
    keep_call(&mut work.deal.calls, work.today, answers.by(), note);
    Ok(())
}

/// Asks for what was learned, keeping every answer, and prints the brief.
fn converse(mut work: Work, manner: Manner, arguments: &LogArguments) -> anyhow::Result<Exit> {
    let farewell = Farewell::new(manner, to_log_on)?;
    let mut ask = ask_in(manner)?;
    let led = lead(&mut work, &mut *ask, arguments, &farewell);
    if let Some(exit) = how_it_ended(led, &farewell)? {
        return Ok(exit);
    }
    work.save().context("the last answers are not in the deal file")?;
    let (now, before) = (&work.deal, &work.before);
    let is_logged = now.calls != before.calls || now.facts != before.facts;
    let words = if is_logged { "The talk is kept." } else { "Nothing new was learned." };
    ask.tell(&Message::Closing(words.to_owned()))?;
    for words in work.replaced_words() {
        ask.tell(&Message::Note(words))?;
    }
    work.print_brief(&arguments.output)
}

fn lead(
    work: &mut Work,
    ask: &mut dyn Ask,
    arguments: &LogArguments,
    farewell: &Farewell,
) -> anyhow::Result<()> {
    farewell.set(work, None, None);
    ask.tell(&Message::Heading {
        title: work.deal.name.clone(),
        lines: vec!["What was learned in the talk? Every answer is kept at once.".to_owned()],
    })?;
    for words in work.unfit_words() {
        ask.tell(&Message::Note(words))?;
    }
    let playbook = work.playbook.clone();
    let by = arguments.answers.by().map(str::to_owned);
    let mut after = AfterACall::new(&playbook, work.deal.facts.clone(), work.today, by);
    let note = after.run(ask, &mut Keeping { work: &mut *work, farewell });
    let of_the_talk = note.as_ref().ok().and_then(Option::as_deref);
    // Who has only looked has logged nothing.
    if of_the_talk.is_some() || work.deal.facts != work.before.facts {
        keep_call(&mut work.deal.calls, work.today, None, of_the_talk);
    }
    for name in names_of_the_day(work) {
        keep_call(&mut work.deal.calls, work.today, Some(&name), None);
    }
    note.map(|_| ()).map_err(Into::into)
}

/// Who said something in this run.
fn names_of_the_day(work: &Work) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for index in work.playbook.question_indexes() {
        let before = work.before.facts.about(index);
        let new = work.deal.facts.about(index).iter().filter(|fact| !before.contains(fact));
        names.extend(new.filter_map(|fact| fact.by.clone()));
    }
    names.sort();
    names.dedup();
    names
}
