//! `coach playbook copy`: a playbook of one's own, from one that there is.

use std::path::Path;

use anyhow::bail;
use clap::Args;

use super::writing::{Existing, Files, Target};
use crate::authoring::cases::load::holds_cases;
use crate::cli::Exit;
use crate::cli::inputs::LibraryArguments;
use crate::cli::output::Notes;
use crate::playbook::library::{Library, SHIPPED_FOLDER};
use crate::playbook::load::ids::is_playbook_id;
use crate::playbook::load::load_with_places;
use crate::text::characters::quoted_path;
use crate::text::source::file_id::{folder_of, is_same_file};
use crate::text::source::{Findings, SourceFile, Span, read_within};
use crate::text::yaml;
use crate::text::yaml::writing::scalar_of;

const EXAMPLES: &str = "\
Examples:
  coach playbook copy consultative          to playbooks/consultative.yaml, used in its place
  coach playbook copy consultative our-way  to playbooks/our-way.yaml, with the id our-way
  coach playbook copy consultative team/deal-desk.yaml";

/// Copy a playbook, a shipped one perhaps, to a file to edit
///
/// Its cases come with it, and for your editor the schemas of both. The path is printed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CopyArguments {
    /// The playbook to copy: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    /// The new file, whose name becomes the id; a bare name means playbooks/NAME.yaml
    #[arg(value_name = "FILE")]
    file: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    library: LibraryArguments,
}

pub(super) fn run(arguments: &CopyArguments, notes: Notes) -> anyhow::Result<Exit> {
    let source = arguments.library.library_of_here(notes)?.find(&arguments.playbook, None)?;
    let (playbook, places) = load_with_places(source)?;
    let id = places.value(&["id"]).span;
    let source = places.into_file();
    let target = Target::named(arguments.file.as_deref(), &playbook.id)?;
    refuse_itself(&source, &target)?;
    let existing = if arguments.force { Existing::Replaced } else { Existing::Kept };
    if existing == Existing::Kept {
        target.check_is_free("name another FILE, or replace it with --force")?;
    }
    let new_id = target.id();
    let text = match is_playbook_id(&new_id) {
        true => replaced(&source.text, id, &new_id),
        false => source.text.clone().into_owned(),
    };
    let cases = cases_for(&source, &target);
    let written = target.write(&Files { playbook: text, cases }, existing, notes)?;
    let written: Vec<String> = written.iter().map(quoted_path).collect();
    notes.say(&format!("created {}", written.join(" and ")));
    target.print()?;
    Ok(Exit::Done)
}

fn refuse_itself(source: &SourceFile, target: &Target) -> anyhow::Result<()> {
    if is_same_file(Path::new(&source.name), target.playbook()) {
        let path = quoted_path(&source.name);
        bail!("{path} is that playbook itself; edit it, or name another FILE for the copy");
    }
    Ok(())
}

/// The cases of a playbook as those of the new one, if there are any.
pub(super) fn cases_for(source: &SourceFile, target: &Target) -> Option<String> {
    cases_of(source).map(|cases| about(&cases, target))
}

/// The cases of a playbook: shipped with it, or beside its file.
fn cases_of(source: &SourceFile) -> Option<SourceFile> {
    if let Some(name) = source.name.strip_prefix(SHIPPED_FOLDER) {
        return Library::shipped_cases(name.strip_suffix(".yaml")?);
    }
    let path = Path::new(&source.name);
    let stem = path.file_stem()?.to_string_lossy();
    let cases = path.with_file_name(format!("{stem}.test.yaml"));
    let cases = read_within(folder_of(path), &cases).ok()?;
    // What else may stand there is not for a copy.
    holds_cases(&cases).then_some(cases)
}

/// The cases as those of the new playbook.
fn about(cases: &SourceFile, target: &Target) -> String {
    let root = yaml::parse(cases, &Findings::new());
    match root.as_ref().and_then(|root| root.get("playbook")) {
        Some(entry) if !entry.value.is_null() => {
            replaced(&cases.text, entry.value.span.clone(), &format!("./{}.yaml", target.id()))
        }
        _ => cases.text.clone().into_owned(),
    }
}

/// A text with another scalar in one place.
fn replaced(text: &str, place: Span, with: &str) -> String {
    let scalar = scalar_of(yaml::syntax_of(text), with);
    let mut text = text.to_owned();
    text.replace_range(place, &scalar);
    text
}
