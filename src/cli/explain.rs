//! `coach explain`: what the rules of checks mean.

use std::io::{self, Write};

use anyhow::bail;
use clap::Args;

use super::Exit;
use super::output::{to_stdout, width_of_stdout};
use super::rules;
use crate::check_rule::CheckRule;
use crate::text::characters::quoted;
use crate::text::source::{Severity, nearest};
use crate::text::styles::{Role, styled};

const EXAMPLES: &str = "\
Examples:
  coach explain               every rule in a line
  coach explain missing-fact  why it helps the buyer decide, an example, and how to waive it";

/// Explain the rules of `coach check`, `coach playbook check` and `coach playbook test`
///
/// Without a rule, lists them all.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExplainArguments {
    /// The rule, as it stands in brackets behind a finding's severity
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub(super) fn run(arguments: &ExplainArguments) -> anyhow::Result<Exit> {
    match &arguments.rule {
        None => to_stdout(|out| list(width(), out))?,
        Some(id) => {
            let rule = find(id)?;
            to_stdout(|out| explain(rule, width(), out))?;
        }
    }
    Ok(Exit::Done)
}

/// A width at which prose is easy to read.
fn width() -> usize {
    width_of_stdout().clamp(30, 90)
}

fn find(id: &str) -> anyhow::Result<&'static CheckRule> {
    if let Some(rule) = rules::all().find(|rule| rule.id == id) {
        return Ok(rule);
    }
    match nearest(id, rules::all().map(|rule| rule.id)) {
        Some(meant) => bail!("there is no rule {}, did you mean `{meant}`?", quoted(id)),
        None => bail!("there is no rule {}; `coach explain` lists the rules", quoted(id)),
    }
}

fn list(width: usize, out: &mut dyn Write) -> io::Result<()> {
    let longest = rules::all().map(|rule| rule.id.len()).max().unwrap_or_default();
    for rule in rules::all() {
        let (role, severity) = severity(rule);
        let gap = " ".repeat(longest - rule.id.len());
        let (name, severity) =
            (styled(rule.id, Role::Heading), styled(&format!("{severity:<7}"), role));
        let head = format!("{name}{gap}  {severity}  ");
        let indent = " ".repeat(longest + 11);
        let room = width.saturating_sub(indent.len()).max(20);
        let lines = textwrap::wrap(rule.summary, room);
        writeln!(out, "{head}{}", lines.join(&format!("\n{indent}")))?;
    }
    Ok(())
}

fn explain(rule: &CheckRule, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (role, severity) = severity(rule);
    writeln!(out, "{} ({})", styled(rule.id, Role::Heading), styled(severity, role))?;
    for paragraph in rule.documentation.trim_end().split("\n\n") {
        writeln!(out)?;
        if let Some(example) = paragraph.strip_prefix("```") {
            let lines = example.lines().skip(1).filter(|line| *line != "```");
            lines.into_iter().try_for_each(|line| writeln!(out, "    {line}"))?;
        } else {
            writeln!(out, "{}", textwrap::fill(&paragraph.replace('\n', " "), width))?;
        }
    }
    Ok(())
}

fn severity(rule: &CheckRule) -> (Role, &'static str) {
    match rule.severity {
        Severity::Error => (Role::Bad, "error"),
        Severity::Warning => (Role::Open, "warning"),
        Severity::Note => (Role::Note, "note"),
    }
}
