//! `coach playbook new`: from a few words about an offer to a whole playbook with its cases.

mod arguments;
mod criterion;
mod examples;
mod flags;
mod interview;
mod replies;
mod stages;
mod usual;
mod wanted;
mod wordings;

use std::io::{self, Write as _};

use anyhow::bail;

use super::writing::{Existing, Files, Target};
use crate::authoring::draft::{self, Example, Offer, playbook_id};
use crate::authoring::lint;
use crate::cli::Exit;
use crate::cli::asking::{Manner, ask_in};
use crate::cli::leaving;
use crate::cli::output::Notes;
use crate::interview::Broken;
use crate::playbook::load::ids::is_playbook_id;
use crate::playbook::load::{load, load_with_places};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::{Rejected, SourceFile};
pub(in crate::cli::playbook) use arguments::NewArguments;
use wanted::Wanted;

pub(super) fn run(arguments: &NewArguments, notes: Notes) -> anyhow::Result<Exit> {
    let library = arguments.library.library_of_here(notes)?;
    let source = arguments.from.as_ref().map(|from| library.find(from, None)).transpose()?;
    // What is wrong with it is told before anything is asked.
    source.clone().map(load).transpose()?;
    let mut wanted = flags::wanted(arguments)?;
    let mut confirmed = Vec::new();
    if !wanted.id.is_empty() || arguments.file.is_some() {
        arguments.target(&wanted)?.check_is_free(ADVICE)?;
    }
    match Manner::of(arguments.plain, arguments.no_input) {
        Manner::Unattended => {
            flags::refuse_gaps(&wanted.offer)?;
            let rule = wanted.usual_rule();
            wanted.not_for_rule.get_or_insert(rule);
        }
        manner => match ask(arguments, wanted, manner) {
            Ok(told) => (wanted, confirmed) = told,
            Err(error) => return broken_off(error),
        },
    }
    let target = arguments.target(&wanted)?;
    target.check_is_free(ADVICE)?;
    let id = arguments.id_in(&target, &wanted)?;
    let files = match source {
        Some(source) => from_another(source, &id, &wanted, &target)?,
        None => {
            if confirmed.is_empty() {
                say_examples(&wanted, notes)?;
            }
            from_words(&id, &wanted, &confirmed)
        }
    };
    let is_clean = is_clean(&files, &target)?;
    let written = target.write(&files, Existing::Kept, notes)?;
    let written: Vec<String> = written.iter().map(quoted_path).collect();
    notes.say(&format!("created {}", written.join(" and ")));
    let path = target.playbook().to_string_lossy();
    if !is_clean {
        notes.say(&format!("there is something to look at: coach playbook check {path}"));
    }
    notes.say(&format!("to read it: coach playbook show {path}\nto try it: coach start -p {path}"));
    target.print()?;
    Ok(Exit::Done)
}

/// Whether nothing is found in the playbook that is to be written.
fn is_clean(files: &Files, target: &Target) -> anyhow::Result<bool> {
    let file = SourceFile::new(target.playbook().to_string_lossy(), files.playbook.clone());
    let (playbook, places) = load_with_places(file)?;
    let results = lint::lint(&playbook, &places, &lint::Settings::default());
    Ok(results.iter().all(|result| result.waived.is_some()))
}

const ADVICE: &str = "name another FILE or --id";

impl NewArguments {
    /// Where the playbook goes.
    fn target(&self, wanted: &Wanted) -> anyhow::Result<Target> {
        let id = self.id_of(wanted);
        if self.file.is_none() && id.is_empty() {
            let name = quoted(&wanted.offer.name);
            bail!("no id can be made of {name}; give one with `--id`, such as my-offer");
        }
        Target::named(self.file.as_deref(), &id)
    }

    /// The id that is asked for, or that the offer's name makes.
    fn id_of(&self, wanted: &Wanted) -> String {
        if wanted.id.is_empty() { playbook_id(&wanted.offer.name) } else { wanted.id.clone() }
    }

    /// The id of the playbook in its file.
    fn id_in(&self, target: &Target, wanted: &Wanted) -> anyhow::Result<String> {
        let of_file = target.id();
        let id = match (&self.file, wanted.id.is_empty()) {
            (Some(_), true) if is_playbook_id(&of_file) => of_file,
            _ => self.id_of(wanted),
        };
        if is_playbook_id(&id) {
            return Ok(id);
        }
        let meant = playbook_id(&id);
        let meant = if meant.is_empty() { "my-offer".to_owned() } else { meant };
        bail!("{} is no id of a playbook; a-z, 0-9 and `-`, such as `{meant}`", quoted(&id))
    }
}

fn from_words(id: &str, wanted: &Wanted, confirmed: &[Example]) -> Files {
    let draft = wanted.draft(id);
    Files { playbook: draft.playbook(), cases: Some(draft.cases(confirmed)) }
}

/// What comes out for three prospects, for those who were not asked about them.
fn say_examples(wanted: &Wanted, notes: Notes) -> anyhow::Result<()> {
    for example in examples::of(wanted)? {
        notes.say(&format!("for example, {}", examples::in_a_line(&example)));
    }
    Ok(())
}

fn from_another(
    source: SourceFile,
    id: &str,
    wanted: &Wanted,
    target: &Target,
) -> anyhow::Result<Files> {
    let Wanted { title, offer, .. } = wanted;
    let title = if title.is_empty() { &offer.name } else { title };
    let cases = super::copy::cases_for(&source, target);
    let playbook = changed(source, id, title, offer)?;
    let cases = match cases {
        Some(cases) => cases,
        None => draft::first_cases(&load(SourceFile::new("", playbook.clone()))?),
    };
    Ok(Files { playbook, cases: Some(cases) })
}

fn changed(source: SourceFile, id: &str, title: &str, offer: &Offer) -> anyhow::Result<String> {
    draft::from(source, id, title, offer).map_err(|error| match error {
        draft::NotEditable::Wrong(rejected) => rejected.into(),
        error => error.into(),
    })
}

/// Asks what the flags don't say.
fn ask(
    arguments: &NewArguments,
    wanted: Wanted,
    manner: Manner,
) -> anyhow::Result<(Wanted, Vec<Example>)> {
    leaving::with_a_farewell(manner, say_nothing_was_written)?;
    let mut ask = ask_in(manner)?;
    let is_free = |wanted: &Wanted| {
        let target = arguments.target(wanted)?;
        target.check_is_free("choose another name")?;
        arguments.id_in(&target, wanted)?;
        Ok(target.playbook().to_string_lossy().into_owned())
    };
    let asked = interview::Asked {
        stages: arguments.from.is_none(),
        id: arguments.file.is_none(),
        is_free: &is_free,
    };
    interview::run(&mut *ask, wanted, &asked)
}

/// How it ends where the interview did not come to its end.
fn broken_off(error: anyhow::Error) -> anyhow::Result<Exit> {
    match error.downcast_ref() {
        Some(Broken::Interrupted) => {
            say_nothing_was_written();
            Ok(Exit::Interrupted)
        }
        Some(Broken::Ended | Broken::NothingCame) => {
            bail!("the input ended before the last question; nothing was written")
        }
        Some(Broken::NotText(rejected)) => {
            say_nothing_was_written();
            Err(Rejected::clone(rejected).into())
        }
        _ => Err(error),
    }
}

fn say_nothing_was_written() {
    // Where standard error is closed, nobody is there to be told.
    let _ = writeln!(io::stderr(), "\nNothing was written.");
}
