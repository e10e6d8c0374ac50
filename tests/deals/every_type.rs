//! Deals of a small playbook with a question of every type.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use coach::deal::answers::describe;
use coach::deal::{Deal, KnownFrom, load};
use coach::playbook::{Playbook, Question};
use coach::text::source::{Rejected, SourceFile};

/// A deal with all that a header holds, to be followed by facts.
pub const HEADER: &str = "format: 1\ndeal: Acme\nplaybook: every-type\nfacts:\n";

/// The playbook.
pub fn playbook() -> Playbook {
    static PLAYBOOK: LazyLock<Playbook> =
        LazyLock::new(|| playbook_of(include_str!("../data/every-type.yaml")));
    PLAYBOOK.clone()
}

/// A playbook from its text.
pub fn playbook_of(text: &str) -> Playbook {
    coach::playbook::load::load(SourceFile::new("playbook.yaml", text))
        .unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// One of the playbook's questions.
pub fn question<'p>(playbook: &'p Playbook, id: &str) -> &'p Question {
    playbook.question(playbook.find_question(id).unwrap())
}

/// Reads a deal.
pub fn read(text: &str) -> Result<Deal, Rejected> {
    read_for(text, &playbook())
}

/// Reads a deal of some playbook.
pub fn read_for(text: &str, playbook: &Playbook) -> Result<Deal, Rejected> {
    load::open(SourceFile::new("acme.deal.yaml", text))?.read(playbook)
}

/// Reads a deal with these facts, indented by two.
pub fn with_facts(facts: &str) -> Deal {
    read(&format!("{HEADER}{facts}")).unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// What is wrong with a deal: `line:column: message`, each with its help.
pub fn wrong(text: &str) -> Vec<String> {
    let rejected = read(text).expect_err("the deal should be refused");
    told(&rejected)
}

/// What is wrong in a file.
pub fn told(rejected: &Rejected) -> Vec<String> {
    let findings = rejected.findings.iter().map(|finding| {
        let (line, column) = rejected.file.line_and_column(finding.span.start);
        let meant = finding.replacement.as_deref();
        let meant = meant.map(|meant| format!(", did you mean `{meant}`?")).unwrap_or_default();
        format!("{line}:{column}: {}{meant}", finding.message)
    });
    findings.collect()
}

/// The facts about a question in people's words, each with how it is known.
pub fn known(deal: &Deal, id: &str) -> Vec<String> {
    let playbook = playbook();
    let facts = deal.facts.about(playbook.find_question(id).unwrap());
    let words = facts.iter().map(|fact| {
        let answer = describe(question(&playbook, id), &fact.answer);
        match fact.source {
            KnownFrom::Prospect => answer,
            KnownFrom::Document => format!("{answer} (document)"),
            KnownFrom::Us => format!("{answer} (us)"),
            KnownFrom::Assumption => format!("{answer} (assumption)"),
        }
    });
    words.collect()
}

/// A file in a folder of its own, gone with the guard.
pub fn file_with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acme.deal.yaml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// The names of all files in a file's folder.
pub fn names_beside(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
