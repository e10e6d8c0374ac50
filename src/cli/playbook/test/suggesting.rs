//! The cases that are missing: printed, or written into the cases files.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::authoring::cases::rules::CASE_FAILED;
use crate::authoring::cases::suggestions::writing::{appended, items, new_file};
use crate::authoring::cases::suggestions::{Left, Suggestions};
use crate::cli::Exit;
use crate::cli::failure;
use crate::cli::output::{Notes, to_stdout};
use crate::playbook::Playbook;
use crate::playbook::library::SHIPPED_FOLDER;
use crate::report::checks::{Outcome, Report};
use crate::report::plain::clean;
use crate::text::characters::quoted_path;
use crate::text::saving;
use crate::text::source::{SourceFile, listed};

/// The cases that are missing in a file.
pub(super) struct Suggested {
    path: PathBuf,
    /// The file as it was read, where there is one.
    file: Option<SourceFile>,
    /// How many there are.
    count: usize,
    /// As items of a list.
    items: String,
    /// The whole file with them; `None` where its layout is not understood.
    whole: Option<String>,
    /// What still shows in no case, in words.
    left: Vec<String>,
}

impl Suggested {
    /// Those for a playbook, to go into a file; `file` is what stands there.
    pub(super) fn new(
        playbook: &Playbook,
        suggestions: Suggestions,
        path: PathBuf,
        file: Option<&SourceFile>,
    ) -> Self {
        let whole = match file {
            Some(file) => appended(file, playbook, &suggestions),
            None => Some(new_file(playbook, &suggestions)),
        };
        let items = match file {
            Some(_) => items(playbook, &suggestions, "  "),
            None => whole.clone().unwrap_or_default(),
        };
        let left = suggestions.left.iter().map(|left| in_words(*left, playbook)).collect();
        let (file, count) = (file.cloned(), suggestions.cases.len());
        Self { path, file, count, items, whole, left }
    }

    fn name(&self) -> String {
        quoted_path(&self.path)
    }
}

/// Prints the cases that are missing, or writes them. Says what can't be shown, and what came out
/// otherwise than it says: until that is mended, it shows nothing.
pub(super) fn tell(
    report: &Report,
    suggested: &[Suggested],
    write: bool,
    notes: Notes,
) -> anyhow::Result<Exit> {
    let mut some_failed = false;
    if write {
        for one in suggested {
            // The others are written all the same.
            if let Err(error) = write_file(one, notes) {
                failure::report(&error);
                some_failed = true;
            }
        }
    } else {
        print(suggested)?;
    }
    for one in suggested {
        for left in &one.left {
            notes.say(&format!("{}: {left}", one.name()));
        }
        if one.count == 0 && one.left.is_empty() {
            notes.say(&format!("{}: no case is missing", one.name()));
        }
    }
    let exit = exit(report, notes);
    Ok(if some_failed { Exit::Wrong } else { exit })
}

fn in_words(left: Left, playbook: &Playbook) -> String {
    let what = left.target.in_words(playbook);
    if left.proven {
        format!("no case can show {what}; `coach playbook check` says more")
    } else {
        format!(
            "no case was found that shows {what}, with the work that is put into it; one may be"
        )
    }
}

fn print(suggested: &[Suggested]) -> anyhow::Result<()> {
    let several = suggested.len() > 1;
    to_stdout(|out| {
        for one in suggested.iter().filter(|one| one.count > 0) {
            if several {
                writeln!(out, "# {}", clean(&one.path.to_string_lossy()))?;
            }
            out.write_all(clean(&one.items).as_bytes())?;
        }
        Ok(())
    })
}

fn write_file(one: &Suggested, notes: Notes) -> anyhow::Result<()> {
    if one.count == 0 {
        return Ok(());
    }
    if one.path.starts_with(Path::new(SHIPPED_FOLDER)) {
        bail!("the cases of a shipped playbook can't be written; copy the playbook first");
    }
    let Some(whole) = &one.whole else {
        bail!(
            "the list of cases in {} is laid out in a way that can't be added to; write each \
             case on a line of its own, or take them from `--suggest` without `--write`",
            one.name()
        );
    };
    match &one.file {
        Some(file) => saving::rewrite(file, &one.path, whole.as_bytes())?,
        None => saving::create(&one.path, whole.as_bytes())?,
    }
    let cases = if one.count == 1 { "1 case".to_owned() } else { format!("{} cases", one.count) };
    notes.say(&format!("wrote {cases} into {}", one.name()));
    Ok(())
}

/// 2 where a file can't be used, 1 where a case comes out otherwise than it says.
fn exit(report: &Report, notes: Notes) -> Exit {
    for file in report.files.iter().filter(|file| report.outcome(file) == Outcome::Wrong) {
        let findings = file.results.iter().map(|result| {
            let place = file.place(result);
            let message = clean(&result.finding.message);
            format!("{}:{}:{}: {message}", file.path, place.line, place.column)
        });
        let findings: Vec<String> = findings.collect();
        failure::report(&anyhow::anyhow!("{}", findings.join("\n")));
    }
    let failed = report
        .files
        .iter()
        .filter(|file| file.results.iter().any(|result| *result.rule == CASE_FAILED));
    let failed: Vec<String> = failed.map(|file| quoted_path(&file.path)).collect();
    if !failed.is_empty() {
        let files = listed(&failed, "and");
        notes.say(&format!("there are cases that come out otherwise than they say in {files}"));
    }
    match report.worst() {
        Outcome::Wrong => Exit::Wrong,
        _ if failed.is_empty() => Exit::Done,
        _ => Exit::CheckFailed,
    }
}
