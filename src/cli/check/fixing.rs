//! `--fix`: writing what is missing into deals as `unknown`, and showing it as a diff.

use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;

use crate::cli::deals::DealInput;
use crate::deal::file::{DealFile, Layout, with_stubs};
use crate::deal::load;
use crate::playbook::{Playbook, QuestionIndex};
use crate::report::checks::CheckedFile;
use crate::report::plain::clean;
use crate::text::characters::escaped;
use crate::text::source::SourceFile;
use crate::text::source::file_id::folder_of;

use super::checking::Checking;

/// A deal whose text changes, or would.
pub(super) struct Fix {
    path: String,
    before: String,
    after: String,
    /// Whether it is laid out anew.
    pub(super) is_anew: bool,
}

/// What became of the deals in which something is missing.
#[derive(Default)]
pub(super) struct Fixes {
    /// Those that were written, or would be.
    pub(super) done: Vec<Fix>,
    /// Whether there is one that could not be written.
    pub(super) some_failed: bool,
}

/// Writes the missing facts of a checked deal into it as `unknown`, or only tells what would be
/// written. `None` where nothing is to be written.
pub(super) fn fix(
    checking: &Checking<'_>,
    input: &DealInput,
    checked: &CheckedFile,
    writes: bool,
) -> anyhow::Result<Option<Fix>> {
    let Some(path) = input.path() else { return Ok(None) };
    let Some(source) = checked.source.as_ref().filter(|_| checked.deal.is_some()) else {
        return Ok(None);
    };
    let Some((playbook, missing)) = missing(checking, source, path, checked)? else {
        return Ok(None);
    };
    let mut is_anew = false;
    let after = if writes {
        let mut file = DealFile::open(path)?;
        is_anew = file.save_stubs(playbook, &missing)? == Layout::Anew;
        file.source().text.to_string()
    } else {
        with_stubs(source, playbook, &missing)?
    };
    Ok(Some(Fix { path: checked.path.clone(), before: source.text.to_string(), after, is_anew }))
}

/// The questions that stand nowhere in a deal though they are missing, with its playbook.
fn missing<'c>(
    checking: &'c Checking<'_>,
    source: &SourceFile,
    path: &Path,
    checked: &CheckedFile,
) -> anyhow::Result<Option<(&'c Playbook, Vec<QuestionIndex>)>> {
    let unread = load::open(source.clone())?;
    let folder = folder_of(path);
    let Some(playbook) = checking.playbook_of(&unread, folder) else { return Ok(None) };
    let facts = unread.read(playbook)?.facts;
    let mut missing: Vec<QuestionIndex> = (checked.open())
        .filter(|result| result.rule.id == "missing-fact")
        .filter_map(|result| playbook.find_question(&result.question.as_ref()?.id))
        .filter(|question| facts.about(*question).is_empty())
        .collect();
    missing.sort_unstable();
    Ok((!missing.is_empty()).then_some((playbook, missing)))
}

impl Fix {
    /// Writes the change as a unified diff.
    pub(super) fn write_diff(&self, out: &mut dyn Write) -> io::Result<()> {
        let path = escaped(&self.path);
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let diff =
            diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string();
        out.write_all(clean(&diff).as_bytes())
    }
}
