//! The word list, `words.yaml`, as patterns.

use std::sync::LazyLock;

use super::pattern::{Patterns, Sets};
use crate::text::source::{Finding, Findings, Rejected, SourceFile, Span};
use crate::text::yaml;
use crate::text::yaml::fields::{Fields, list, mapping};

/// The list as it is written.
static WRITTEN: &str = include_str!("words.yaml");

static WORDS: LazyLock<Result<Words, Rejected>> = LazyLock::new(read);

/// What one list of the word list is about, and what it matches.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct List {
    /// What its patterns have in common, and why it does harm; whole sentences.
    pub about: String,
    /// What is wrong where a pattern matches; it goes on from the words that matched.
    pub message: String,
    /// What to do instead.
    pub suggestion: String,
    /// The patterns as they are written; see the head of `words.yaml`.
    pub written: Vec<String>,
    patterns: Patterns,
    unless: Patterns,
}

/// The lists of every rule, and the sets of words that they share.
#[derive(Debug, Default)]
pub(super) struct Words {
    sets: Sets,
    rules: Vec<(String, Vec<List>)>,
}

/// The word list.
///
/// # Errors
/// What is wrong in it. It is part of the binary, and sound.
pub(super) fn words() -> Result<&'static Words, &'static Rejected> {
    WORDS.as_ref()
}

impl Words {
    /// The lists of a rule.
    pub(super) fn lists(&self, rule: &str) -> &[List] {
        let found = self.rules.iter().find(|(name, _)| name == rule);
        found.map_or(&[], |(_, lists)| lists)
    }

    /// Whether a word belongs to a set.
    pub(super) fn has(&self, set: &str, word: &str) -> bool {
        self.sets.get(set).is_some_and(|words| words.iter().any(|other| other == word))
    }
}

impl List {
    /// The patterns.
    pub(super) fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// The patterns that excuse a match which they overlap.
    pub(super) fn unless(&self) -> &Patterns {
        &self.unless
    }
}

fn read() -> Result<Words, Rejected> {
    let file = SourceFile::embedded("words.yaml", WRITTEN);
    let findings = Findings::new();
    let words = yaml::parse(&file, &findings).and_then(|root| words_of(&root, &findings));
    findings.accept(words, file)
}

fn words_of(root: &yaml::Node, findings: &Findings) -> Option<Words> {
    let mut words = Words::default();
    for entry in mapping(root, "the word list", findings)? {
        if entry.key == "sets" {
            for set in mapping(&entry.value, "`sets`", findings)? {
                let members = set.value.as_text().unwrap_or_default().split_whitespace();
                words.sets.insert(set.key.to_string(), members.map(str::to_owned).collect());
            }
            continue;
        }
        let items = list(&entry.value, format_args!("`{}`", entry.key), findings)?;
        let lists = items.iter().filter_map(|item| list_of(item, &words.sets, findings));
        words.rules.push((entry.key.to_string(), lists.collect()));
    }
    Some(words)
}

fn list_of(item: &yaml::Node, sets: &Sets, findings: &Findings) -> Option<List> {
    let known = ["about", "message", "suggestion", "patterns", "unless"];
    let fields = Fields::of(item, "a list", &known, findings)?;
    let written: Vec<String> = lines(fields.required("patterns"));
    let unless = lines(fields.optional("unless"));
    Some(List {
        about: fields.line("about"),
        message: fields.line("message"),
        suggestion: fields.line("suggestion"),
        patterns: patterns(&written, sets, fields.span(), findings),
        unless: patterns(&unless, sets, fields.span(), findings),
        written,
    })
}

fn lines(node: Option<&yaml::Node>) -> Vec<String> {
    let text = node.and_then(yaml::Node::as_text).unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn patterns(written: &[String], sets: &Sets, span: Span, findings: &Findings) -> Patterns {
    let mut patterns = Patterns::default();
    for line in written {
        if let Err(message) = patterns.add(line, sets) {
            findings.add(Finding::error(span.clone(), message));
        }
    }
    patterns
}
