//! From YAML to a [`Deal`].
//!
//! A deal names its playbook, and only the playbook tells what its facts mean. So a file is
//! [opened](open) first, and [read](UnreadDeal::read) once its playbook was found.

use std::path::Path;

use jiff::civil::Date;

use super::fact_reading::{Statements, date, line};
use super::history::{Replaced, Was, Written};
use super::layout;
use super::names::name_of_file;
use super::outcome_reading::{read_earlier, read_look_back, read_outcome};
use super::places::Places;
use super::{Call, Deal, DealOutcome, Facts, LookBack, RetiredFact, Waiver};
use crate::format::deal::{CALL, DEAL, FORMAT, REPLACED, WAIVER};
use crate::format::limits::{LONGEST_NOTES, MOST_PEOPLE};
use crate::playbook::Playbook;
use crate::text::source::{Finding, Findings, Rejected, SourceFile, Span};
use crate::text::yaml::fields::{self, Fields};
use crate::text::yaml::{self, Entry, Node};

/// The keys of a deal file, in the order in which they are written.
pub(super) const KEYS: [&str; DEAL.keys.len()] = DEAL.names_of();

/// A deal whose facts are not read yet.
#[derive(Debug)]
pub struct UnreadDeal {
    file: SourceFile,
    root: Node,
    findings: Findings,
    header: Header,
}

/// A deal without the facts that don't fit its playbook.
#[derive(Debug)]
pub struct Fitting {
    /// What fits.
    pub deal: Deal,
    /// What does not.
    pub set_aside: Vec<SetAside>,
    /// Why not, where something does not.
    pub rejected: Option<Rejected>,
}

/// What stands in a file under a question, and answers it no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The key that it stands under.
    pub question: String,
    /// What stands there.
    pub was: Written,
    /// Where the key and what stands under it are.
    pub place: Span,
}

/// All of a deal but its facts and its history.
#[derive(Debug, Clone)]
struct Header {
    name: String,
    playbook: String,
    notes: Option<String>,
    pursue: Option<bool>,
    waivers: Vec<Waiver>,
    calls: Vec<Call>,
    outcome: Option<DealOutcome>,
    look_back: Vec<LookBack>,
}

/// Reads a deal of format 1 up to its facts.
///
/// # Errors
/// The text is no deal of this format, or names no playbook. What else is wrong is told by
/// [`UnreadDeal::read`], together with the facts.
pub fn open(file: SourceFile) -> Result<UnreadDeal, Rejected> {
    let findings = Findings::new();
    let opened = yaml::parse(&file, &findings)
        .and_then(|root| Some((read_header(&root, &file, &findings)?, root)));
    match opened {
        Some((header, root)) => Ok(UnreadDeal { file, root, findings, header }),
        None => Err(Rejected { file, findings: findings.sorted() }),
    }
}

/// Reads an answers file: a map as under a deal's `facts`, in YAML or JSON.
///
/// # Errors
/// Everything that is wrong in the text.
pub fn parse_answers_file(file: SourceFile, playbook: &Playbook) -> Result<Facts, Rejected> {
    let findings = Findings::new();
    let facts = yaml::parse(&file, &findings).map(|root| {
        if root.is_null() {
            // What should have written them may have failed.
            let finding = Finding::error(root.span.clone(), "there are no answers here");
            findings.add(finding.help("write `{}` where none is known yet"));
        }
        Statements::new(playbook, &findings).read(&root, "the answers")
    });
    findings.accept(facts, file)
}

/// Reads a map of facts as it stands under `facts` in a deal; `what` names it in messages. What is
/// wrong is noted, and left out.
pub fn read_facts(node: &Node, what: &str, playbook: &Playbook, findings: &Findings) -> Facts {
    Statements::new(playbook, findings).read(node, what)
}

impl UnreadDeal {
    /// The playbook as the file names it: an id, or a path relative to the file.
    pub fn playbook(&self) -> &str {
        &self.header.playbook
    }

    /// Reads the facts as answers to the questions of the playbook.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn read(self, playbook: &Playbook) -> Result<Deal, Rejected> {
        self.read_with_places(playbook).map(|(deal, _)| deal)
    }

    /// The same as [`UnreadDeal::read`], with where everything stands.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn read_with_places(self, playbook: &Playbook) -> Result<(Deal, Places), Rejected> {
        let statements = Statements::of_a_deal(playbook, &self.findings);
        let facts = match self.root.get("facts") {
            Some(entry) => statements.read(&entry.value, "`facts`"),
            None => Facts::none(playbook),
        };
        let deal = self.deal(facts, statements.take_retired(), playbook);
        let (deal, file) = self.findings.accept_with_file(deal, self.file)?;
        Ok((deal, Places::new(file, self.root)))
    }

    /// Reads what there is of facts that fit the playbook, and tells which do not: it may have lost
    /// a question or an option since.
    ///
    /// # Errors
    /// Something else than facts is wrong in the file.
    pub fn read_fitting(self, playbook: &Playbook) -> Result<Fitting, Rejected> {
        if self.findings.count() > 0 {
            return Err(Rejected { file: self.file, findings: self.findings.sorted() });
        }
        let statements = Statements::of_a_deal(playbook, &self.findings);
        let (facts, unfit) = match self.root.get("facts") {
            Some(Entry { value, .. }) if value.as_mapping().is_some() => {
                statements.read_fitting(value)
            }
            Some(entry) => (statements.read(&entry.value, "`facts`"), Vec::new()),
            None => (Facts::none(playbook), Vec::new()),
        };
        let deal = self.deal(facts, statements.take_retired(), playbook);
        let file = self.file.clone();
        let set_aside = unfit.iter().map(|entry| SetAside::of(entry)).collect();
        let (deal, _) = self.findings.accept_with_file(deal, self.file)?;
        let rejected = match unfit.is_empty() {
            true => None,
            false => open(file)?.read(playbook).err(),
        };
        Ok(Fitting { deal, set_aside, rejected })
    }

    /// All of the deal; what is wrong with its history is noted.
    fn deal(&self, facts: Facts, retired: Vec<RetiredFact>, playbook: &Playbook) -> Deal {
        let header = self.header.clone();
        let entry = self.root.get("history").filter(|entry| !entry.value.is_null());
        let history = entry.map(|entry| read_history(&entry.value, playbook, &self.findings));
        let history = history.unwrap_or_default();
        Deal {
            name: header.name,
            playbook: header.playbook,
            facts,
            retired,
            notes: header.notes,
            pursue: header.pursue,
            waivers: header.waivers,
            history,
            calls: header.calls,
            outcome: header.outcome,
            look_back: header.look_back,
        }
    }

    /// The place of the playbook's name.
    pub fn playbook_place(&self) -> Span {
        self.root.get("playbook").map_or(0..0, |entry| entry.value.span.clone())
    }

    /// The file as one that can't be read on, for this reason beside all others.
    pub fn rejected(self, finding: Finding) -> Rejected {
        self.findings.add(finding);
        Rejected { file: self.file, findings: self.findings.sorted() }
    }
}

impl SetAside {
    fn of(entry: &Entry) -> Self {
        Self {
            question: entry.key.to_string(),
            was: Written(layout::of_node(&entry.value)),
            place: entry.key_span.start..entry.value.span.end,
        }
    }

    /// The same as what something else took the place of on a day.
    pub fn replaced(&self, date: Date) -> Replaced {
        let (question, was) = (self.question.clone(), Was::Written(self.was.clone()));
        Replaced { date, question, was }
    }

    /// Whether an item of a history holds it.
    pub(super) fn is_kept_in(&self, item: &Replaced) -> bool {
        *item == self.replaced(item.date)
    }
}

/// `None` where the text is no deal of this format, or names no playbook.
fn read_header(root: &Node, file: &SourceFile, findings: &Findings) -> Option<Header> {
    refuse_other_files(root, findings)?;
    let fields = DEAL.read(root, findings)?;
    let format = read_format(&fields, findings);
    let playbook = fields.required("playbook").and_then(|node| line(node, "`playbook`", findings));
    let name = fields.optional("deal").and_then(|node| line(node, "`deal`", findings));
    let outcome = filled(&fields, "outcome").and_then(|node| read_outcome(node, findings));
    let decision = (outcome.as_ref(), fields.entry("outcome"));
    let look_back = filled(&fields, "look_back");
    let look_back = look_back.map(|node| read_look_back(node, decision, findings));
    let header = Header {
        name: name.unwrap_or_else(|| name_of_file(Path::new(&file.name))),
        playbook: playbook?,
        notes: filled(&fields, "notes")
            .and_then(|node| fields::text_within(LONGEST_NOTES, node, "`notes`", findings)),
        pursue: filled(&fields, "pursue")
            .and_then(|node| fields::boolean(node, "`pursue`", findings)),
        waivers: filled(&fields, "waivers")
            .map(|node| read_waivers(node, findings))
            .unwrap_or_default(),
        calls: filled(&fields, "calls").map(|node| read_calls(node, findings)).unwrap_or_default(),
        look_back: look_back.unwrap_or_default(),
        outcome,
    };
    format.map(|()| header)
}

/// Says so where the file is empty or another kind of file of this program.
fn refuse_other_files(root: &Node, findings: &Findings) -> Option<()> {
    if root.is_null() {
        let help = "a deal starts with `format: 1`";
        findings.add(Finding::error(root.span.clone(), "the file is empty").help(help));
        return None;
    }
    if let (Some(stages), None) = (root.get("stages"), root.get("facts")) {
        let message = "this is a playbook, not a deal";
        let help = "give it with `--playbook`, beside a deal";
        findings.add(Finding::error(stages.key_span.clone(), message).help(help));
        return None;
    }
    Some(())
}

/// Nothing but format 1 is read.
fn read_format(fields: &Fields, findings: &Findings) -> Option<()> {
    let node = fields.required("format")?;
    match node.as_text() {
        Some("1") => Some(()),
        _ => {
            findings.add(fields::other_format(node, FORMAT.files));
            None
        }
    }
}

/// The value under a key that may be absent or left empty.
fn filled<'n>(fields: &Fields<'n, '_>, key: &str) -> Option<&'n Node> {
    fields.entry(key).map(|entry| &entry.value).filter(|value| !value.is_null())
}

fn read_history(node: &Node, playbook: &Playbook, findings: &Findings) -> Vec<Replaced> {
    let items = fields::list(node, "`history`", findings).unwrap_or_default();
    items.iter().filter_map(|item| read_replaced(item, playbook, findings)).collect()
}

fn read_replaced(node: &Node, playbook: &Playbook, findings: &Findings) -> Option<Replaced> {
    let fields = REPLACED.read(node, findings)?;
    let date = fields.required("date").and_then(|node| date(node, "`date`", findings));
    let question = fields.required("question").and_then(|node| line(node, "`question`", findings));
    fields.required("was");
    let (question, was) = (question?, fields.entry("was")?);
    if let Some(was) = read_earlier(&question, &was.value) {
        return Some(Replaced { date: date?, question, was });
    }
    // What was once an answer need not be one now.
    let doubts = Findings::new();
    let facts = Statements::new(playbook, &doubts).about(&question, was);
    let was = match facts.filter(|facts| doubts.count() == 0 && !facts.is_empty()) {
        Some(facts) => Was::Facts(facts),
        None => Was::Written(Written(layout::of_node(&was.value))),
    };
    Some(Replaced { date: date?, question, was })
}

fn read_calls(node: &Node, findings: &Findings) -> Vec<Call> {
    let items = fields::list(node, "`calls`", findings).unwrap_or_default();
    items.iter().filter_map(|item| read_call(item, findings)).collect()
}

fn read_call(node: &Node, findings: &Findings) -> Option<Call> {
    let fields = CALL.read(node, findings)?;
    let date = fields.required("date").and_then(|node| date(node, "`date`", findings));
    let note = fields.optional("note").and_then(|node| fields::text(node, "`note`", findings));
    let with = match fields.optional("with") {
        None => Some(Vec::new()),
        Some(node) => read_names(node, findings),
    };
    Some(Call { date: date?, with: with?, note })
}

/// Who was there: one name, or a list of them.
fn read_names(node: &Node, findings: &Findings) -> Option<Vec<String>> {
    let names = match node.as_sequence() {
        Some(names) => names,
        None => std::slice::from_ref(node),
    };
    if let Some(last) = names.get(MOST_PEOPLE) {
        let message = format!("`with` names more than {MOST_PEOPLE} people");
        findings.add(Finding::error(last.span.clone(), message));
        return None;
    }
    names.iter().map(|name| line(name, "a name under `with`", findings)).collect()
}

fn read_waivers(node: &Node, findings: &Findings) -> Vec<Waiver> {
    let items = fields::list(node, "`waivers`", findings).unwrap_or_default();
    items.iter().filter_map(|item| read_waiver(item, findings)).collect()
}

fn read_waiver(node: &Node, findings: &Findings) -> Option<Waiver> {
    let fields = WAIVER.read(node, findings)?;
    let required = |key| {
        let node = fields.required(key)?;
        line(node, &format!("`{key}`"), findings)
    };
    let optional = |key: &str| {
        let node = fields.optional(key)?;
        line(node, &format!("`{key}`"), findings)
    };
    let (rule, because) = (required("rule"), required("because"));
    let (question, by) = (optional("question"), optional("by"));
    let until = fields.optional("until").and_then(|node| date(node, "`until`", findings));
    Some(Waiver { rule: rule?, question, because: because?, by, until })
}
