//! Writing a playbook with its cases, and the schemas that an editor checks both by.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use anyhow::bail;

use crate::authoring::schema::{self, FileKind};
use crate::cli::output::{Notes, to_stdout};
use crate::playbook::library::is_path;
use crate::report::plain::clean;
use crate::text::characters::quoted_path;
use crate::text::saving::{self, Prepared, SaveError};
use crate::text::source::file_id::folder_of;
use crate::text::source::lines::line_break_of;
use crate::text::source::{FolderError, listed, look_into};
use crate::text::yaml::{Syntax, syntax_of};

/// Where playbooks of one's own are kept, and found first.
const FOLDER: &str = "playbooks";
/// Where the schemas are, in the folder of the playbooks that name them.
const SCHEMAS: &str = ".schema";
/// How a line begins that tells an editor's language server the schema of a file.
const SCHEMA_LINE: &str = "# yaml-language-server:";

/// A playbook and its cases, to be written.
pub(super) struct Files {
    /// The playbook's text.
    pub(super) playbook: String,
    /// The text of its cases.
    pub(super) cases: Option<String>,
}

/// What is done with files that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// They are left alone, and that is an error.
    Kept,
    /// They are replaced.
    Replaced,
}

/// Where a playbook and its cases go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    playbook: PathBuf,
    cases: PathBuf,
}

impl Target {
    /// The file that is named, or `ID.yaml` in `./playbooks`. A bare name is an id there, a folder
    /// gets `ID.yaml`.
    pub(super) fn named(file: Option<&str>, id: &str) -> anyhow::Result<Self> {
        let in_folder = |folder: &Path, id: &str| folder.join(format!("{id}.yaml"));
        let playbook = match file {
            None => in_folder(Path::new(FOLDER), id),
            Some(named) if named.ends_with(MAIN_SEPARATOR) || Path::new(named).is_dir() => {
                in_folder(Path::new(named), id)
            }
            Some(named) if !is_path(named) => in_folder(Path::new(FOLDER), named),
            Some(named) => PathBuf::from(named),
        };
        let name = playbook.file_name().unwrap_or_default().to_string_lossy();
        match name.strip_suffix(".yaml").filter(|stem| !stem.is_empty()) {
            Some(stem) if !stem.ends_with(".test") && !stem.ends_with(".deal") => {
                let cases = playbook.with_file_name(format!("{stem}.test.yaml"));
                Ok(Self { cases, playbook })
            }
            _ => bail!(
                "{} is no name for a playbook; it is found by its id in ID.yaml",
                quoted_path(&playbook)
            ),
        }
    }

    /// The playbook's file.
    pub(super) fn playbook(&self) -> &Path {
        &self.playbook
    }

    /// The file's name without its end: the id that the playbook is found by.
    pub(super) fn id(&self) -> String {
        self.playbook.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Refuses a place where something stands already, or where there is no folder.
    pub(super) fn check_is_free(&self, advice: &str) -> anyhow::Result<()> {
        self.check_folder()?;
        for path in [&self.playbook, &self.cases] {
            if path.symlink_metadata().is_ok() {
                bail!("there is a file {} already; {advice}", quoted_path(path));
            }
        }
        Ok(())
    }

    /// `./playbooks` is made where it is missing; any other folder has to be there.
    fn check_folder(&self) -> anyhow::Result<()> {
        let folder = folder_of(&self.playbook);
        if folder == Path::new(FOLDER) || folder.is_dir() {
            return Ok(());
        }
        let (folder, file) = (quoted_path(folder), quoted_path(&self.playbook));
        bail!("there is no folder {folder} for {file}; create it first")
    }

    /// Writes the files, each whole or not at all, and brings the schemas beside them up to date.
    /// Hands out what was written.
    pub(super) fn write(
        &self,
        files: &Files,
        existing: Existing,
        notes: Notes,
    ) -> anyhow::Result<Vec<&Path>> {
        let is_made = self.make_folder()?;
        let folder = folder_of(&self.playbook);
        let written = self.write_files(files, existing).inspect_err(|_| {
            if is_made {
                // One that holds something by now stays.
                let _ = fs::remove_dir(folder);
            }
        })?;
        if let Err(error) = write_schemas(&folder.join(SCHEMAS)) {
            notes.say(&format!("note: your editor gets no schemas: {error}"));
        }
        Ok(written)
    }

    /// Makes `./playbooks` where it is missing, and tells whether it was.
    fn make_folder(&self) -> anyhow::Result<bool> {
        self.check_folder()?;
        let folder = folder_of(&self.playbook);
        match look_into(folder) {
            Err(FolderError::Missing { .. }) => Ok(saving::make_folder(folder).map(|()| true)?),
            looked => Ok(looked.map(|()| false)?),
        }
    }

    /// Both are on the disk before the first takes its place, and those are the cases: a playbook
    /// whose cases got lost would be changed without anybody's noticing what it does by then.
    fn write_files(&self, files: &Files, existing: Existing) -> anyhow::Result<Vec<&Path>> {
        let playbook = with_schema_line(&files.playbook, "playbook");
        let mut prepared = vec![(&*self.playbook, prepare(&self.playbook, &playbook, existing)?)];
        if let Some(cases) = &files.cases {
            let cases = with_schema_line(cases, "cases");
            prepared.push((&self.cases, prepare(&self.cases, &cases, existing)?));
        }
        let mut written = Vec::new();
        for (path, text) in prepared.into_iter().rev() {
            if let Err(error) = text.put() {
                return Err(anyhow::Error::new(error).context(undone(&written, existing)));
            }
            written.insert(0, path);
        }
        Ok(written)
    }

    /// Prints the playbook's path, as a result for scripts.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        to_stdout(|out| writeln!(out, "{}", clean(&self.playbook.to_string_lossy())))
    }
}

/// Brings the schemas in a folder up to date.
fn write_schemas(folder: &Path) -> Result<(), SaveError> {
    if !folder.is_dir() {
        saving::make_folder(folder)?;
    }
    for (kind, name) in [(FileKind::Playbook, "playbook"), (FileKind::Cases, "cases")] {
        let text = schema::text(&schema::schema(kind));
        let path = folder.join(format!("{name}.json"));
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            continue;
        }
        saving::overwrite(&path, text.as_bytes())?;
    }
    Ok(())
}

fn prepare(path: &Path, text: &str, existing: Existing) -> Result<Prepared, SaveError> {
    match existing {
        Existing::Kept => Prepared::anew(path, text.as_bytes()),
        Existing::Replaced => Prepared::over(path, text.as_bytes()),
    }
}

/// Takes back what was written before the last file could not be, and tells how it stands.
fn undone(written: &[&Path], existing: Existing) -> String {
    let mut kept = Vec::new();
    for path in written {
        // What was replaced can't be brought back.
        if existing == Existing::Replaced || fs::remove_file(path).is_err() {
            kept.push(quoted_path(path));
        }
    }
    match kept.as_slice() {
        [] => "nothing was written".to_owned(),
        kept => format!("only {} was written", listed(kept, "and")),
    }
}

/// A text under the line that names its schema; such a line that it has already gives way. JSON has no
/// room for such a line, and stays JSON.
fn with_schema_line(text: &str, schema: &str) -> String {
    if syntax_of(text) == Syntax::Json {
        return text.to_owned();
    }
    let end = line_break_of(text);
    let line = format!("{SCHEMA_LINE} $schema={SCHEMAS}/{schema}.json{end}");
    let rest = text.split_inclusive(end).filter(|line| !line.starts_with(SCHEMA_LINE));
    line + &rest.collect::<String>()
}
