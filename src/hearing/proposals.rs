//! What somebody proposes to have heard: a list in JSON, as any program or assistant can write it.
//!
//! ```json
//! [{ "question": "money", "answer": "agreed", "quote": "We have four thousand a month set aside.",
//!    "speaker": "Dana Keller" }]
//! ```

use crate::deal::fault_of_line;
use crate::format::heard::PROPOSAL;
use crate::format::limits::MOST_PROPOSALS;
use crate::text::source::{Finding, Findings, Rejected, SourceFile};
use crate::text::yaml::fields::{self, LONGEST_TEXT};
use crate::text::yaml::{self, Node};

/// An answer that somebody proposes, and the words that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The question: its id, or its words.
    pub question: String,
    /// The answer, as in a deal or as on the command line.
    pub answer: Node,
    /// The buyer's words.
    pub quote: Option<String>,
    /// Who said them, as the source writes it.
    pub speaker: Option<String>,
    /// Who said so, where the transcript names nobody.
    pub by: Option<String>,
    /// Where the proposal stands in its file: the line, counted from 1.
    pub line: usize,
}

/// Reads a list of proposals.
///
/// # Errors
/// It is no JSON, or no such list; all that is wrong in it.
pub fn read(file: SourceFile) -> Result<Vec<Proposal>, Rejected> {
    let findings = Findings::new();
    let proposals =
        yaml::parse_json(&file, &findings).and_then(|root| list(&root, &file, &findings));
    findings.accept(proposals, file)
}

fn list(root: &Node, file: &SourceFile, findings: &Findings) -> Option<Vec<Proposal>> {
    let items = root.as_sequence().or_else(|| root.get("facts")?.value.as_sequence());
    let Some(items) = items else {
        let finding = Finding::error(
            root.span.clone(),
            format!("the proposals are {}, not a list", root.kind()),
        );
        findings.add(finding.help("write `[{ \"question\": …, \"answer\": …, \"quote\": … }]`"));
        return None;
    };
    if let Some(surplus) = items.get(MOST_PROPOSALS) {
        let message = format!("there are more than {MOST_PROPOSALS} proposals");
        findings.add(Finding::error(surplus.span.clone(), message));
        return None;
    }
    Some(items.iter().filter_map(|item| proposal(item, file, findings)).collect())
}

fn proposal(item: &Node, file: &SourceFile, findings: &Findings) -> Option<Proposal> {
    let fields = PROPOSAL.read(item, findings)?;
    let optional = |key: &str| {
        // Programs write `null` and empty texts for what they don't know.
        let node = fields.entry(key).map(|entry| &entry.value).filter(|node| !node.is_null())?;
        fields::scalar(node, key, findings).map(|scalar| (node, scalar.text.clone()))
    };
    let line = |key: &str| {
        let (node, text) = optional(key).filter(|(_, text)| !text.trim().is_empty())?;
        if let Some(fault) = fault_of_line(&text) {
            findings.add(Finding::error(node.span.clone(), format!("`{key}` {fault}")));
        }
        Some(text)
    };
    let quote = optional("quote").filter(|(_, text)| !text.trim().is_empty());
    if let Some((node, text)) = &quote
        && text.chars().count() > LONGEST_TEXT
    {
        let message = format!("`quote` has more than {LONGEST_TEXT} characters");
        findings.add(Finding::error(node.span.clone(), message));
    }
    let (speaker, by) = (line("speaker"), line("by"));
    let question = fields.line("question");
    let answer = fields.entry("answer").map(|entry| entry.value.clone());
    if answer.is_none() {
        // Tells that it is missing.
        let _ = fields.required("answer");
    }
    Some(Proposal {
        question,
        answer: answer?,
        quote: quote.map(|(_, text)| text),
        speaker,
        by,
        line: file.line_and_column(item.span.start).0,
    })
}
