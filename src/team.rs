//! What a team settles for all its deals, in a `coach.yaml`: from YAML to [`TeamSettings`].

use std::path::PathBuf;

use crate::check_rule::{CheckRule, WRONG_FILE};
use crate::checklist::{Level, Levels};
use crate::format::limits::STATEMENTS;
use crate::format::team::{FORMAT, TEAM};
use crate::playbook::GoodFor;
use crate::playbook::load::times::time;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Rejected, Severity, SourceFile, Span, nearest};
use crate::text::yaml::fields::{self, quoted_list};
use crate::text::yaml::{self, Entry, Node};

pub use crate::format::team::FILE_NAME;

const LEVELS: [(&str, Level); 4] = [
    ("error", Level::As(Severity::Error)),
    ("warning", Level::As(Severity::Warning)),
    ("note", Level::As(Severity::Note)),
    ("off", Level::Off),
];

/// What a team settles. Paths are as written: relative to the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamSettings {
    /// The folders with the team's playbooks, with where each is named.
    pub playbooks: Vec<(PathBuf, Span)>,
    /// The playbook of new deals: an id, or a path.
    pub playbook: Option<String>,
    /// How much the findings of rules count, be they about deals or playbooks.
    pub levels: Levels,
    /// How old evidence may be at most, whatever its question says.
    pub max_age: Option<GoodFor>,
    /// Its own words for the statements that a buyer looks back with.
    pub statements: Option<[String; STATEMENTS]>,
}

/// Reads a team's settings. Nothing has to be settled: an empty file is right. `rules` are those whose
/// severity a team may settle.
///
/// # Errors
/// Everything that is wrong in the text.
pub fn read(
    file: SourceFile,
    rules: &[&'static CheckRule],
) -> Result<(TeamSettings, SourceFile), Rejected> {
    let findings = Findings::new();
    let settings =
        yaml::parse(&file, &findings).and_then(|root| read_root(&root, rules, &findings));
    findings.accept_with_file(settings.unwrap_or_default(), file)
}

fn read_root(
    root: &Node,
    rules: &[&'static CheckRule],
    findings: &Findings,
) -> Option<TeamSettings> {
    if root.is_null() {
        return None;
    }
    let fields = TEAM.read(root, findings)?;
    fields.optional("format").into_iter().for_each(|node| read_format(node, findings));
    let folders = fields.optional("playbooks").map(|node| read_folders(node, findings));
    let levels = fields.optional("severities").map(|node| read_levels(node, rules, findings));
    Some(TeamSettings {
        playbooks: folders.unwrap_or_default(),
        playbook: fields.optional_line("playbook"),
        levels: levels.unwrap_or_default(),
        max_age: fields.optional("max_age").and_then(|node| time(node, "max_age", findings)),
        statements: fields
            .optional("look_back_statements")
            .and_then(|node| read_statements(node, findings)),
    })
}

fn read_format(node: &Node, findings: &Findings) {
    if node.as_text() != Some("1") {
        findings.add(fields::other_format(node, FORMAT.files));
    }
}

/// A folder, or a list of them.
fn read_folders(node: &Node, findings: &Findings) -> Vec<(PathBuf, Span)> {
    let items = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let folder = |item: &Node| {
        let path = fields::line(item, "a folder in `playbooks`", findings)?;
        Some((PathBuf::from(path), item.span.clone()))
    };
    items.iter().filter_map(folder).collect()
}

/// Exactly as many lines as there are statements.
fn read_statements(node: &Node, findings: &Findings) -> Option<[String; STATEMENTS]> {
    let items = fields::list(node, "`look_back_statements`", findings)?;
    if items.len() != STATEMENTS {
        let message = format!("`look_back_statements` are {STATEMENTS} lines, not {}", items.len());
        let help = "in the order of those of `coach look-back`; the second and the fourth speak \
                    against the decision";
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return None;
    }
    let statement = |item| fields::line(item, "a statement in `look_back_statements`", findings);
    let statements: Vec<Option<String>> = items.iter().map(statement).collect();
    statements.into_iter().collect::<Option<Vec<String>>>()?.try_into().ok()
}

fn read_levels(node: &Node, rules: &[&'static CheckRule], findings: &Findings) -> Levels {
    let mut levels = Levels::default();
    for entry in fields::mapping(node, "`severities`", findings).unwrap_or_default() {
        let rule = rule(entry, rules, findings);
        let level = level(&entry.value, findings);
        if let (Some(rule), Some(level)) = (rule, level) {
            levels.set(rule, level);
        }
    }
    levels
}

/// The rule that a key names.
fn rule(entry: &Entry, rules: &[&'static CheckRule], findings: &Findings) -> Option<&'static str> {
    if let Some(known) = CheckRule::find(rules, &entry.key) {
        return Some(known.id);
    }
    let key = quoted(&entry.key);
    let finding = |message| Finding::error(entry.key_span.clone(), message);
    let meant = nearest(&entry.key, rules.iter().map(|rule| rule.id));
    findings.add(if entry.key == WRONG_FILE.id {
        finding(format!("{key} can't be changed"))
            .help("a file that can't be read can't be checked; leave this out")
    } else if meant.is_some() {
        finding(format!("there is no rule {key}")).did_you_mean(meant)
    } else {
        finding(format!("there is no rule {key}")).help("`coach explain` lists the rules")
    });
    None
}

fn level(node: &Node, findings: &Findings) -> Option<Level> {
    let text = &fields::scalar(node, "a severity", findings)?.text;
    if let Some((_, level)) = LEVELS.iter().find(|(name, _)| name == text) {
        return Some(*level);
    }
    let names = LEVELS.map(|(name, _)| name);
    let message = format!("a severity is {}, not {}", quoted_list(&names, "or"), quoted(text));
    let meant = nearest(text, names);
    findings.add(Finding::error(node.span.clone(), message).did_you_mean(meant));
    None
}
