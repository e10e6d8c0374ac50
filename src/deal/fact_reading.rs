//! The facts of a deal, as YAML states them: short and long forms, several people, one-of,
//! ranges, operators.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::answers::{
    self, AnswerError, AnswerProblem, find_option, parse_plain_answer, what_it_asks,
};
use super::history::Written;
use super::layout;
use super::number_text::{self, MOST_ALTERNATIVES, NumberError};
use super::passage::Passage;
use super::retired::{RetiredFact, retired_id, retired_words};
use super::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use crate::format::deal::{FACT, NUMBER_RANGE, PARTIAL_SET};
use crate::format::limits::{LONGEST_LINE, MOST_PEOPLE};
use crate::playbook::{Kind, NumberKind, Playbook, Question};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, nearest};
use crate::text::yaml::fields::{self, quoted_list};
use crate::text::yaml::{Entry, Node, Value};

/// Reads facts in the light of a playbook.
pub(super) struct Statements<'p, 'f> {
    playbook: &'p Playbook,
    findings: &'f Findings,
    /// What is on questions and options that the playbook retired; `None` where that is wrong.
    retired: Option<RefCell<Vec<RetiredFact>>>,
}

impl<'p, 'f> Statements<'p, 'f> {
    pub(super) fn new(playbook: &'p Playbook, findings: &'f Findings) -> Self {
        Self { playbook, findings, retired: None }
    }

    /// The same for a file that may be older than its playbook: what the playbook retired is kept
    /// aside.
    pub(super) fn of_a_deal(playbook: &'p Playbook, findings: &'f Findings) -> Self {
        Self { retired: Some(RefCell::default()), ..Self::new(playbook, findings) }
    }

    /// What was kept aside, in the order of the file.
    pub(super) fn take_retired(&self) -> Vec<RetiredFact> {
        self.retired.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// The facts in a map of questions; an empty place is an empty map.
    pub(super) fn read(&self, node: &Node, what: &str) -> Facts {
        let mut facts = Facts::none(self.playbook);
        if node.is_null() {
            return facts;
        }
        for entry in fields::mapping(node, what, self.findings).unwrap_or_default() {
            if self.is_on_a_retired_question(entry) {
                continue;
            }
            match (self.playbook.find_question(&entry.key), self.about(&entry.key, entry)) {
                (Some(index), Some(read)) => facts.set(index, read),
                _ => self.findings.add(self.unknown_question(entry)),
            }
            if self.findings.is_full() {
                break;
            }
        }
        facts
    }

    /// The facts that fit the playbook, and the entries that do not.
    pub(super) fn read_fitting<'n>(&self, node: &'n Node) -> (Facts, Vec<&'n Entry>) {
        let mut facts = Facts::none(self.playbook);
        let mut unfit = Vec::new();
        for entry in node.as_mapping().unwrap_or_default() {
            if self.is_on_a_retired_question(entry) {
                continue;
            }
            let findings = Findings::new();
            let alone = Statements::of_a_deal(self.playbook, &findings);
            let read = alone.about(&entry.key, entry);
            match (self.playbook.find_question(&entry.key), read) {
                (Some(index), Some(read)) if findings.count() == 0 => {
                    facts.set(index, read);
                    let retired = self.retired.iter();
                    retired.for_each(|all| all.borrow_mut().extend(alone.take_retired()));
                }
                _ => unfit.push(entry),
            }
        }
        (facts, unfit)
    }

    /// The facts in an entry, as ones about a question; `None` where the playbook has none such.
    pub(super) fn about(&self, question: &str, entry: &Entry) -> Option<Vec<Fact>> {
        let index = self.playbook.find_question(question)?;
        let question = self.playbook.question(index);
        Some(Reader { question, findings: self.findings, statements: self }.facts(entry))
    }

    fn is_on_a_retired_question(&self, entry: &Entry) -> bool {
        let because = self.playbook.retired.why(&entry.key);
        // What has a dot is the name of an option, and never a question's.
        let because = because.filter(|_| !entry.key.contains('.'));
        if let Some(because) = because {
            self.keep_aside(&entry.key, None, &entry.value, because);
        }
        because.is_some()
    }

    /// Keeps aside what is retired, or notes it where that is wrong.
    fn keep_aside(&self, question: &str, option: Option<&str>, node: &Node, because: &str) {
        match &self.retired {
            Some(retired) => retired.borrow_mut().push(RetiredFact {
                question: question.to_owned(),
                option: option.map(str::to_owned),
                was: Written(layout::of_node(node)),
                because: because.to_owned(),
            }),
            None => {
                let message = retired_words(&retired_id(question, option), because);
                let finding = Finding::error(node.span.clone(), message);
                self.findings.add(finding.help("take it out; nobody is asked it any more"));
            }
        }
    }

    fn unknown_question(&self, entry: &Entry) -> Finding {
        let ids = self.playbook.questions.iter().map(|question| question.id.as_str());
        let meant = nearest(&entry.key, ids);
        let message =
            format!("playbook `{}` has no question {}", self.playbook.id, quoted(&entry.key));
        let finding = Finding::error(entry.key_span.clone(), message).did_you_mean(meant);
        match (meant, &*entry.key) {
            (None, "facts") => finding.help("write the map of answers alone, without `facts:`"),
            (None, _) => finding.help(what_it_asks(self.playbook)),
            _ => finding,
        }
    }
}

/// Reads the facts about one question.
struct Reader<'p, 'f, 's> {
    question: &'p Question,
    findings: &'f Findings,
    statements: &'s Statements<'p, 'f>,
}

impl Reader<'_, '_, '_> {
    fn facts(&self, entry: &Entry) -> Vec<Fact> {
        let node = &entry.value;
        if is_null_in_words(node) {
            return vec![Fact::bare(self.question, Answer::Unknown)];
        }
        if node.is_null() {
            let message = format!("`{}` has no answer", self.question.id);
            let finding = Finding::error(entry.key_span.clone(), message);
            self.findings.add(finding.help("write `unknown`, or leave the line out"));
            return Vec::new();
        }
        match &node.value {
            Value::Sequence(items) if items.iter().any(is_map) => self.several_people(items),
            _ => self.fact(node).into_iter().collect(),
        }
    }

    /// A list of maps; plain values among them are noted.
    fn several_people(&self, items: &[Node]) -> Vec<Fact> {
        if let Some(plain) = items.iter().find(|item| !is_map(item)) {
            let message = format!("`{}` mixes plain values with maps", self.question.id);
            self.findings.add(Finding::error(plain.span.clone(), message).help(
                "a list of plain values is one of these; for several people, write each as `{ answer: … }`",
            ));
        }
        if let Some(last) = items.get(MOST_PEOPLE) {
            let message = format!("`{}` has more than {MOST_PEOPLE} facts", self.question.id);
            self.findings.add(Finding::error(last.span.clone(), message));
            return Vec::new();
        }
        items.iter().filter(|item| is_map(item)).filter_map(|item| self.fact(item)).collect()
    }

    fn fact(&self, node: &Node) -> Option<Fact> {
        if self.names_a_retired_option(node) {
            return None;
        }
        if !self.is_long_form(node) {
            return Some(Fact::bare(self.question, self.answer(node)?));
        }
        let findings = self.findings;
        let fields = FACT.read(node, findings)?;
        let optional = |key: &str| {
            let is_null = fields.entry(key).is_some_and(|entry| is_null_in_words(&entry.value));
            if is_null { None } else { fields.optional(key) }
        };
        let answer = match fields.entry("answer") {
            Some(entry) if is_null_in_words(&entry.value) => Some(Answer::Unknown),
            _ => fields.required("answer").and_then(|node| self.answer(node)),
        };
        let source = optional("source").map(|node| self.source(node));
        let by = optional("by").and_then(|node| line(node, "`by`", findings));
        let date = optional("date").and_then(|node| date(node, "`date`", findings));
        let note = optional("note").and_then(|node| fields::text(node, "`note`", findings));
        let source = source.unwrap_or(Some(KnownFrom::unwritten(self.question)));
        let quote = optional("quote").and_then(|node| fields::text(node, "`quote`", findings));
        let at = optional("at").and_then(|node| self.passage(node));
        Some(Fact { answer: answer?, source: source?, by, date, note, quote, at })
    }

    /// Whether a statement names an option that is retired; it is then kept aside whole.
    fn names_a_retired_option(&self, node: &Node) -> bool {
        let Statements { playbook, .. } = self.statements;
        if playbook.retired.is_empty() {
            return false;
        }
        let answer = node.get("answer").map_or(node, |entry| &entry.value);
        let id = &self.question.id;
        let is_retired = |word: &&str| playbook.retired.option(id, word).is_some();
        let Some(option) = words_of(answer).into_iter().find(is_retired) else { return false };
        let because = playbook.retired.option(id, option).unwrap_or_default();
        self.statements.keep_aside(id, Some(option), node, because);
        true
    }

    /// Whether a map is a fact with its evidence, not an answer in operators.
    fn is_long_form(&self, node: &Node) -> bool {
        let Some(entries) = node.as_mapping() else { return false };
        let operators = match &self.question.kind {
            Kind::Choices { .. } => &PARTIAL_SET,
            Kind::Number(_) => &NUMBER_RANGE,
            Kind::YesNo { .. } | Kind::Choice { .. } | Kind::Text => return true,
        };
        entries.iter().any(|entry| {
            operators.key(&entry.key).is_none() && nearest(&entry.key, FACT.names()).is_some()
        })
    }

    fn passage(&self, node: &Node) -> Option<Passage> {
        let text = line(node, "`at`", self.findings)?;
        let passage = Passage::of(&text);
        if let Err(error) = &passage {
            self.findings.add(Finding::error(node.span.clone(), format!("`at` {error}")));
        }
        passage.ok()
    }

    fn source(&self, node: &Node) -> Option<KnownFrom> {
        let text = &fields::scalar(node, "`source`", self.findings)?.text;
        let source = KnownFrom::named(text);
        if source.is_none() {
            let sources = KnownFrom::ALL.map(KnownFrom::name);
            let message = format!("there is no source {}", quoted(text));
            let finding = Finding::error(node.span.clone(), message)
                .help(format!("a fact comes from {}", quoted_list(&sources, "or")));
            self.findings.add(finding.did_you_mean(nearest(text, sources)));
        }
        source
    }

    fn answer(&self, node: &Node) -> Option<Answer> {
        match &node.value {
            Value::Scalar(scalar) if !node.is_null() && !scalar.text.trim().is_empty() => {
                self.accept(node, parse_plain_answer(self.question, &scalar.text))
            }
            Value::Scalar(_) => {
                let finding = self.finding(node, &self.error(AnswerProblem::Empty));
                self.findings.add(match self.question.kind {
                    Kind::Choices { .. } => {
                        finding.help("write `[]` for none of them, or `unknown`")
                    }
                    _ => finding,
                });
                None
            }
            Value::Sequence(items) => self.one_of(node, items),
            Value::Mapping(_) => self.operators(node),
        }
    }

    /// A list of plain values: one of these; for `choices` exactly these.
    fn one_of(&self, node: &Node, items: &[Node]) -> Option<Answer> {
        let question = self.question;
        if items.is_empty() && !matches!(question.kind, Kind::Choices { .. }) {
            let message = format!("`{}` has an empty list, which leaves no value", question.id);
            let finding = Finding::error(node.span.clone(), message);
            self.findings.add(finding.help("write `unknown` if nothing is known"));
            return None;
        }
        match &question.kind {
            Kind::YesNo { .. } | Kind::Choice { .. } => self.options(items).map(Answer::OneOf),
            Kind::Choices { .. } => Some(answers::whole_set(question, self.options(items)?)),
            Kind::Number(kind) => self.numbers(kind, items).map(Answer::Numbers),
            Kind::Text => {
                fields::wrong_kind(node, format_args!("`{}`", question.id), "words", self.findings);
                None
            }
        }
    }

    fn operators(&self, node: &Node) -> Option<Answer> {
        match &self.question.kind {
            Kind::Choices { .. } => self.partial_set(node),
            Kind::Number(kind) => self.number_operators(kind, node),
            Kind::YesNo { .. } | Kind::Choice { .. } | Kind::Text => {
                let takes = answers::what_it_takes(self.question);
                let what = format_args!("the answer to `{}`", self.question.id);
                fields::wrong_kind(node, what, &takes, self.findings);
                None
            }
        }
    }

    /// `{ includes: [a], excludes: [b] }`
    fn partial_set(&self, node: &Node) -> Option<Answer> {
        let fields = PARTIAL_SET.read(node, self.findings)?;
        let named = |key| match fields.optional(key) {
            None => Some(BTreeSet::new()),
            Some(Node { value: Value::Sequence(items), .. }) => self.options(items),
            Some(node) => self.options(std::slice::from_ref(node)),
        };
        let (includes, excludes) = (named("includes"), named("excludes"));
        let (includes, excludes) = (includes?, excludes?);
        if includes.is_empty() && excludes.is_empty() {
            let message = format!("this says nothing about `{}`", self.question.id);
            let finding = Finding::error(node.span.clone(), message);
            self.findings.add(finding.help("write `unknown`, or `[]` for none of them"));
            return None;
        }
        self.accept(node, answers::partial_choices(self.question, includes, excludes))
    }

    /// The options that these scalars name; `None` where one does not.
    fn options(&self, items: &[Node]) -> Option<BTreeSet<usize>> {
        let option = |item: &Node| {
            if self.findings.is_full() {
                return None;
            }
            let what = format_args!("an option of `{}`", self.question.id);
            let word = fields::scalar(item, what, self.findings)?.text.trim();
            self.accept(item, find_option(self.question, word))
        };
        let found: Vec<Option<usize>> = items.iter().map(option).collect();
        found.into_iter().collect()
    }

    /// The numbers that at least one of these scalars names.
    fn numbers(&self, kind: &NumberKind, items: &[Node]) -> Option<Numbers> {
        if items.len() > MOST_ALTERNATIVES {
            let result = self.number_result("", Err(NumberError::TooMany));
            return self.accept(items.get(MOST_ALTERNATIVES)?, result);
        }
        let numbers = |item: &Node| {
            let what = format_args!("a value of `{}`", self.question.id);
            let text = &fields::scalar(item, what, self.findings)?.text;
            self.accept(item, self.number_result(text, number_text::parse_plain(kind, text)))
        };
        let found: Vec<Option<Numbers>> = items.iter().map(numbers).collect();
        let found = found.into_iter().collect::<Option<Vec<Numbers>>>()?;
        let intervals = found.iter().flat_map(|numbers| numbers.intervals().iter().copied());
        Some(Numbers::within(kind, intervals))
    }

    /// `{ at_least: 5, less_than: 20 }`
    fn number_operators(&self, kind: &NumberKind, node: &Node) -> Option<Answer> {
        let fields = NUMBER_RANGE.read(node, self.findings)?;
        let before = self.findings.count();
        let mut passed = Numbers::within(kind, [Interval::all()]);
        for key in NUMBER_RANGE.names() {
            let Some(operand) = fields.optional(key) else { continue };
            let what = format_args!("`{key}`");
            let Some(number) = fields::number(operand, what, self.findings) else { continue };
            let tested = number_text::passing(key, number);
            passed = passed.intersection(&Numbers::within(kind, tested));
        }
        if self.findings.count() > before {
            return None;
        }
        if passed.is_empty() {
            let message = format!("this leaves no value for `{}`", self.question.id);
            let takes = format!("it takes {}", answers::what_it_takes(self.question));
            self.findings.add(Finding::error(node.span.clone(), message).help(takes));
            return None;
        }
        Some(Answer::Numbers(passed))
    }

    fn number_result(
        &self,
        text: &str,
        result: Result<Numbers, NumberError>,
    ) -> Result<Numbers, AnswerError> {
        result.map_err(|problem| answers::number_error(self.question, text, problem))
    }

    fn error(&self, problem: AnswerProblem) -> AnswerError {
        answers::error(self.question, problem)
    }

    /// What was read, or nothing once what is wrong is noted.
    fn accept<T>(&self, node: &Node, result: Result<T, AnswerError>) -> Option<T> {
        result.map_err(|error| self.findings.add(self.finding(node, &error))).ok()
    }

    fn finding(&self, node: &Node, error: &AnswerError) -> Finding {
        let finding = Finding::error(node.span.clone(), error.to_string());
        let takes = format!("it takes {}", error.takes);
        match &error.nearest {
            // What was meant stands for the whole scalar only where that is one word.
            Some(meant) if is_one_word(node) => finding.help(takes).did_you_mean(Some(meant)),
            Some(meant) => finding.help(format!("{takes}; did you mean `{meant}`?")),
            None => finding.help(takes),
        }
    }
}

/// Reads an answer as it stands in a deal, in any of its forms.
pub fn answer_of_node(
    playbook: &Playbook,
    question: &Question,
    node: &Node,
    findings: &Findings,
) -> Option<Answer> {
    let statements = Statements::new(playbook, findings);
    Reader { question, findings, statements: &statements }.answer(node)
}

/// The words of an answer, as options are named in it.
fn words_of(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Scalar(scalar) => {
            let words = scalar.text.split(['|', ',']);
            words.map(|word| word.trim().trim_start_matches(['+', '-'])).collect()
        }
        Value::Sequence(items) => items.iter().flat_map(words_of).collect(),
        Value::Mapping(entries) => {
            entries.iter().flat_map(|entry| words_of(&entry.value)).collect()
        }
    }
}

/// A text on one line, short enough for a name.
pub(super) fn line(node: &Node, what: &str, findings: &Findings) -> Option<String> {
    let text = fields::text(node, what, findings)?;
    let fault = fault_of_line(&text);
    if let Some(fault) = &fault {
        findings.add(Finding::error(node.span.clone(), format!("{what} {fault}")));
    }
    fault.is_none().then_some(text)
}

/// Why a text is no name or other line of a deal.
pub fn fault_of_line(text: &str) -> Option<String> {
    match text.contains(['\n', '\t']) {
        true => Some("must stand on one line, without tabs".to_owned()),
        false => fields::fault_of(text, LONGEST_LINE),
    }
}

/// The day that a text is, as `2026-11-03` and not otherwise.
pub fn date_of(text: &str) -> Option<Date> {
    let has_shape = text.len() == 10 && text.bytes().all(|byte| b"0123456789-".contains(&byte));
    has_shape.then(|| text.parse().ok()).flatten()
}

/// A date as `2026-11-03`.
pub(super) fn date(node: &Node, what: &str, findings: &Findings) -> Option<Date> {
    let text = &fields::scalar(node, what, findings)?.text;
    let date = date_of(text);
    if date.is_none() {
        let message = format!("{what} must be a date, not {}", quoted(text));
        let finding = Finding::error(node.span.clone(), message);
        findings.add(finding.help("write it as year, month and day: `2026-11-03`"));
    }
    date
}

/// Whether `null` is written out, as programs do for what is not known; an empty place may be one
/// that somebody forgot.
fn is_null_in_words(node: &Node) -> bool {
    node.is_null() && node.as_text() == Some("null")
}

fn is_map(node: &Node) -> bool {
    matches!(node.value, Value::Mapping(_))
}

fn is_one_word(node: &Node) -> bool {
    node.as_text().is_some_and(|text| !text.contains(['|', ',']))
}
