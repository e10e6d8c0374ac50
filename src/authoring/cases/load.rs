//! From YAML to [`Cases`].
//!
//! As with deals, only the playbook tells what the facts mean: a file is [opened](open) first, and
//! [read](UnreadCases::read) once its playbook was found.

use super::{BELOW_THRESHOLD, Because, Case, Cases, Expected, NONE, Places};
use crate::deal::Facts;
use crate::deal::load::read_facts;
use crate::engine::Verdict;
use crate::format::cases::{CASE, CASES, FORMAT};
use crate::playbook::Playbook;
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Rejected, SourceFile, Span, nearest};
use crate::text::yaml::fields::{self, Fields, quoted_list};
use crate::text::yaml::{self, Entry, Node};

const VERDICTS: [Verdict; 4] = [Verdict::Fit, Verdict::NotYet, Verdict::NoFit, Verdict::Undecided];

/// Cases whose facts are not read yet.
#[derive(Debug)]
pub struct UnreadCases {
    file: SourceFile,
    root: Node,
    findings: Findings,
    playbook: Option<String>,
}

/// Opens a cases file of format 1.
///
/// # Errors
/// The text holds no cases of this format. What else is wrong is told by [`UnreadCases::read`].
pub fn open(file: SourceFile) -> Result<UnreadCases, Rejected> {
    let findings = Findings::new();
    let opened =
        yaml::parse(&file, &findings).and_then(|root| Some((read_header(&root, &findings)?, root)));
    match opened {
        Some((playbook, root)) => Ok(UnreadCases { file, root, findings, playbook }),
        None => Err(Rejected { file, findings: findings.sorted() }),
    }
}

/// Whether a text is meant to hold cases: it has a key `cases`.
pub fn holds_cases(file: &SourceFile) -> bool {
    let root = yaml::parse(file, &Findings::new());
    root.is_some_and(|root| root.get("cases").is_some())
}

impl UnreadCases {
    /// The playbook as the file names it, an id or a path relative to it; `None` where it names
    /// none.
    pub fn playbook(&self) -> Option<&str> {
        self.playbook.as_deref()
    }

    /// The text.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Reads the cases in the light of the playbook.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn read(self, playbook: &Playbook) -> Result<(Cases, SourceFile), Rejected> {
        let Self { file, root, findings, .. } = self;
        let reader = Reader {
            fixtures: read_fixtures(&root, playbook, &findings),
            playbook,
            findings: &findings,
        };
        let key = root.get("cases");
        let items = key.map(|key| &key.value).filter(|node| !node.is_null());
        let items =
            items.and_then(|node| fields::list(node, "`cases`", &findings)).unwrap_or_default();
        let mut list: Vec<Case> = Vec::with_capacity(items.len());
        for item in items {
            let Some(case) = reader.case(item) else { continue };
            if let Some(first) = list.iter().find(|first| first.name == case.name) {
                let message = format!("there are two cases {}", quoted(&case.name));
                let finding = Finding::error(case.places.name.clone(), message);
                findings.add(finding.related(first.places.name.clone(), "the first is here"));
            }
            list.push(case);
        }
        let key = key.map_or(0..0, |key| key.key_span.clone());
        findings.accept_with_file(Cases { list, key }, file)
    }

    /// The place of the playbook's name; the file's beginning where it names none.
    pub fn playbook_place(&self) -> Span {
        self.root.get("playbook").map_or(0..0, |entry| entry.value.span.clone())
    }

    /// The file as one that can't be read on, for this reason beside all others.
    pub fn rejected(self, finding: Finding) -> Rejected {
        self.findings.add(finding);
        Rejected { file: self.file, findings: self.findings.sorted() }
    }
}

/// The playbook that the file names; `None` where the text holds no cases of this format.
fn read_header(root: &Node, findings: &Findings) -> Option<Option<String>> {
    refuse_other_files(root, findings)?;
    let fields = CASES.read(root, findings)?;
    let format = fields.required("format");
    if fields.entry("cases").is_none() {
        fields.required("cases");
        return None;
    }
    match format.map(|node| (node, node.as_text())) {
        Some((_, Some("1"))) => {}
        Some((node, _)) => {
            findings.add(fields::other_format(node, FORMAT.files));
            return None;
        }
        None => return None,
    }
    Some(fields.optional_line("playbook"))
}

/// Says so where the file is empty or another kind of file of this program.
fn refuse_other_files(root: &Node, findings: &Findings) -> Option<()> {
    let (place, message) = if root.is_null() {
        (root.span.clone(), "the file is empty")
    } else if let (Some(stages), None) = (root.get("stages"), root.get("cases")) {
        (stages.key_span.clone(), "this is a playbook, not a cases file")
    } else if let (Some(deal), None) = (root.get("deal"), root.get("cases")) {
        (deal.key_span.clone(), "this is a deal, not a cases file")
    } else {
        return Some(());
    };
    let help = "a cases file has `format: 1` and a list of `cases`";
    findings.add(Finding::error(place, message).help(help));
    None
}

/// Named facts.
struct Fixture<'n> {
    name: &'n str,
    facts: Facts,
}

fn read_fixtures<'n>(root: &'n Node, playbook: &Playbook, findings: &Findings) -> Vec<Fixture<'n>> {
    let node = root.get("fixtures").map(|entry| &entry.value).filter(|node| !node.is_null());
    let entries = node.and_then(|node| fields::mapping(node, "`fixtures`", findings));
    let entries = entries.unwrap_or_default().iter();
    entries
        .map(|entry| {
            let what = format!("the fixture {}", quoted(&entry.key));
            Fixture { name: &entry.key, facts: read_facts(&entry.value, &what, playbook, findings) }
        })
        .collect()
}

/// Reads cases in the light of a playbook.
struct Reader<'r, 'n> {
    playbook: &'r Playbook,
    fixtures: Vec<Fixture<'n>>,
    findings: &'r Findings,
}

impl Reader<'_, '_> {
    fn case(&self, node: &Node) -> Option<Case> {
        if self.findings.is_full() {
            return None;
        }
        let fields = CASE.read(node, self.findings)?;
        let name = fields.line("case");
        let facts = self.facts(&fields);
        let verdict = fields.required("verdict").and_then(|node| self.verdict(node, "`verdict`"));
        let expected = Expected {
            verdict: verdict.unwrap_or(Verdict::Undecided),
            if_assumptions_hold: fields
                .optional("if_assumptions_hold")
                .and_then(|node| self.verdict(node, "`if_assumptions_hold`")),
            because: fields.optional("because").and_then(|node| self.because(node)),
            stage: self.named(&fields, "stage", &self.stages(), |id| self.playbook.find_stage(id)),
            next: self
                .named(&fields, "next", &self.questions(), |id| self.playbook.find_question(id)),
        };
        let skip = fields.optional_text("skip");
        let only = fields.optional("only");
        let only = only.and_then(|node| fields::boolean(node, "`only`", self.findings));
        let places = places(&fields);
        Some(Case { name, facts, expected, skip, only: only.unwrap_or(false), places })
    }

    /// Fixtures laid over one another, and the case's own facts over them.
    fn facts(&self, fields: &Fields<'_, '_>) -> Facts {
        let mut facts = Facts::none(self.playbook);
        let given = fields.optional("given");
        let given = given.and_then(|node| fields::list(node, "`given`", self.findings));
        for node in given.unwrap_or_default() {
            if let Some(fixture) = self.fixture(node) {
                self.lay_over(&mut facts, &fixture.facts);
            }
        }
        if let Some(entry) = fields.entry("facts") {
            let own = read_facts(&entry.value, "`facts`", self.playbook, self.findings);
            self.lay_over(&mut facts, &own);
        }
        facts
    }

    fn lay_over(&self, facts: &mut Facts, upper: &Facts) {
        for question in self.playbook.question_indexes() {
            if !upper.about(question).is_empty() {
                facts.set(question, upper.about(question).to_vec());
            }
        }
    }

    fn fixture(&self, node: &Node) -> Option<&Fixture<'_>> {
        let name = &fields::scalar(node, "a fixture's name", self.findings)?.text;
        let found = self.fixtures.iter().find(|fixture| fixture.name == *name);
        if found.is_none() {
            let names: Vec<&str> = self.fixtures.iter().map(|fixture| fixture.name).collect();
            self.unknown(node, "fixture", name, &names);
        }
        found
    }

    fn verdict(&self, node: &Node, what: &str) -> Option<Verdict> {
        let text = &fields::scalar(node, what, self.findings)?.text;
        let found = VERDICTS.into_iter().find(|verdict| verdict.name() == *text);
        if found.is_none() {
            self.unknown(node, "verdict", text, &VERDICTS.map(Verdict::name));
        }
        found
    }

    fn because(&self, node: &Node) -> Option<Vec<Because>> {
        let items = fields::list(node, "`because`", self.findings)?;
        let mut reasons: Vec<Because> = Vec::with_capacity(items.len());
        for item in items {
            let Some(reason) = self.reason(item) else { continue };
            if reasons.contains(&reason) {
                let message = format!("`because` names {} twice", quoted(reason.id()));
                self.findings.add(Finding::error(item.span.clone(), message));
            }
            reasons.push(reason);
        }
        Some(reasons)
    }

    fn reason(&self, node: &Node) -> Option<Because> {
        let id = &fields::scalar(node, "a rule", self.findings)?.text;
        if self.playbook.rules.iter().any(|rule| rule.id == *id) {
            return Some(Because::Rule(id.clone()));
        }
        if *id == BELOW_THRESHOLD {
            return Some(Because::BelowThreshold);
        }
        let mut rules: Vec<&str> =
            self.playbook.rules.iter().map(|rule| rule.id.as_str()).collect();
        rules.push(BELOW_THRESHOLD);
        self.unknown(node, "rule", id, &rules);
        None
    }

    fn stages(&self) -> Vec<&str> {
        self.playbook.stages.iter().map(|stage| stage.id.as_str()).chain([NONE]).collect()
    }

    fn questions(&self) -> Vec<&str> {
        self.playbook.questions.iter().map(|question| question.id.as_str()).chain([NONE]).collect()
    }

    /// What the id under a key names; the inner `None` for `none`.
    fn named<T>(
        &self,
        fields: &Fields<'_, '_>,
        key: &'static str,
        ids: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        let node = fields.optional(key)?;
        let id = &fields::scalar(node, format_args!("`{key}`"), self.findings)?.text;
        let found = find(id);
        if found.is_none() && *id != NONE {
            self.unknown(node, if key == "next" { "question" } else { key }, id, ids);
            return None;
        }
        Some(found)
    }

    fn unknown(&self, node: &Node, kind: &str, id: &str, known: &[&str]) {
        let meant = nearest(id, known.iter().copied());
        let message = format!("there is no {kind} {}", quoted(id));
        let finding = Finding::error(node.span.clone(), message).did_you_mean(meant);
        self.findings.add(match meant {
            None if !known.is_empty() => {
                finding.help(format!("there are {}", quoted_list(known, "and")))
            }
            _ => finding,
        });
    }
}

fn places(fields: &Fields<'_, '_>) -> Places {
    let place = |key: &str| fields.entry(key).map_or(fields.span(), value_place);
    Places {
        name: place("case"),
        verdict: place("verdict"),
        if_assumptions_hold: place("if_assumptions_hold"),
        because: place("because"),
        stage: place("stage"),
        next: place("next"),
        skip: place("skip"),
        only: place("only"),
    }
}

fn value_place(entry: &Entry) -> Span {
    entry.value.span.clone()
}
