//! `coach skill`: what an assistant has to know to use `coach` on the command line.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::Exit;
use super::output::{Notes, to_stdout};
use crate::report::plain::clean;
use crate::text::characters::quoted_path;
use crate::text::saving::{self, Prepared};
use crate::text::source::FolderError;
use crate::text::source::look_into;

/// The skill, in the form of agentskills.io.
const SKILL: &str = include_str!("skill.md");
/// The folder that a skill stands in is called as the skill is.
const NAME: &str = "coach";
/// What its file is called.
const FILE: &str = "SKILL.md";

const EXAMPLES: &str = "\
Examples:
  coach skill                             to read it
  coach skill --install .agents/skills    writes .agents/skills/coach/SKILL.md";

/// Print a skill (SKILL.md) that teaches an assistant to use coach on the command line
///
/// In the form of Agent Skills, which many assistants read. It names commands alone, and no assistant.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SkillArguments {
    /// Write it to coach/SKILL.md in this folder of skills, and print the path
    #[arg(long, value_name = "FOLDER")]
    install: Option<PathBuf>,
    /// Replace another SKILL.md that is there already
    #[arg(long, requires = "install")]
    force: bool,
}

pub(super) fn run(arguments: &SkillArguments, notes: Notes) -> anyhow::Result<Exit> {
    match &arguments.install {
        None => to_stdout(|out| out.write_all(SKILL.as_bytes()))?,
        Some(folder) => {
            let path = install(folder, arguments.force, notes)?;
            to_stdout(|out| writeln!(out, "{}", clean(&path.to_string_lossy())))?;
        }
    }
    Ok(Exit::Done)
}

/// Writes the skill into a folder of skills, unless it stands there already.
fn install(skills: &Path, force: bool, notes: Notes) -> anyhow::Result<PathBuf> {
    let folder = skills.join(NAME);
    let path = folder.join(FILE);
    if fs::read(&path).is_ok_and(|known| known == SKILL.as_bytes()) {
        notes.say(&format!("{} is up to date", quoted_path(&path)));
        return Ok(path);
    }
    let is_there = path.symlink_metadata().is_ok();
    if is_there && !force {
        bail!("there is another {} already; replace it with --force", quoted_path(&path));
    }
    match look_into(skills) {
        Err(FolderError::Missing { .. }) => {
            bail!("there is no folder {}; create it first", quoted_path(skills))
        }
        looked => looked?,
    }
    if !folder.is_dir() {
        saving::make_folder(&folder)?;
    }
    let prepared = match is_there {
        true => Prepared::over(&path, SKILL.as_bytes())?,
        false => Prepared::anew(&path, SKILL.as_bytes())?,
    };
    prepared.put()?;
    notes.say(&format!("{} {}", if is_there { "replaced" } else { "created" }, quoted_path(&path)));
    Ok(path)
}
