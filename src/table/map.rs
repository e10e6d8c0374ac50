//! The map of a table: from YAML to [`TableMap`].
//!
//! A map names its playbook, and only the playbook tells what its words mean. So a file is
//! [opened](open) first, and [read](UnreadMap::read) once its playbook was found.

use std::collections::HashSet;

use encoding_rs::Encoding;

use super::numerals::Numerals;
use crate::deal::answers::{AnswerError, parse_plain_answer};
use crate::deal::option_names::folded;
use crate::deal::{Answer, Decided, KnownFrom};
use crate::format::map::{COLUMN, FORMAT, MAP, OUTCOME, TABLE};
use crate::playbook::{Kind, Playbook, Question, QuestionIndex};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Rejected, SourceFile, nearest};
use crate::text::yaml::fields::{self, Fields};
use crate::text::yaml::{self, Entry, Node};

/// What a word that nothing names is, where a row is to be left out for it.
const REJECT: &str = "reject";

/// A map whose columns are not read yet.
#[derive(Debug)]
pub struct UnreadMap {
    file: SourceFile,
    root: Node,
    playbook: String,
}

/// How the columns of a table answer the questions of a playbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableMap {
    /// How the table is read.
    pub table: TableLayout,
    /// Words for "not known".
    pub unknown: Vec<String>,
    /// The rows to take: for each of these columns one of these words.
    pub rows: Vec<(String, Vec<String>)>,
    /// Where the answers stand, in the order of the file.
    pub columns: Vec<Column>,
    /// What the buyer decided.
    pub outcome: Option<OutcomeColumn>,
}

/// How a table is read, where that is not as found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableLayout {
    /// The column that names a row.
    pub id: Option<String>,
    /// The row with the names of the columns, from 1 on.
    pub header_row: Option<usize>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What stands between cells.
    pub delimiter: Option<u8>,
    /// How characters are encoded.
    pub encoding: Option<&'static Encoding>,
}

impl TableLayout {
    /// The keys that say how the table is written, of those that are there.
    pub fn said(&self) -> impl Iterator<Item = &'static str> {
        let said = [
            ("header_row", self.header_row.is_some()),
            ("sheet", self.sheet.is_some()),
            ("delimiter", self.delimiter.is_some()),
            ("encoding", self.encoding.is_some()),
        ];
        said.into_iter().filter(|(_, is_said)| *is_said).map(|(key, _)| key)
    }
}

/// Where the answer to a question stands, and how it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The question.
    pub question: QuestionIndex,
    /// Where the answer stands.
    pub place: Place,
    /// What stands in a cell, and the answer that it is.
    pub values: Vec<(String, Answer)>,
    /// What any other word is; `None` where the row is left out.
    pub otherwise: Option<Answer>,
    /// How it is known.
    pub source: KnownFrom,
    /// What stands between choices in a cell.
    pub split: Option<String>,
    /// Whether choices are the whole set.
    pub is_complete: bool,
    /// How numbers are written.
    pub numerals: Numerals,
    /// The column with the day on which it was learned.
    pub date: Option<String>,
}

/// Where an answer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In one column.
    Column(String),
    /// Of choices: for each of these options in a column that says whether it is among them.
    Columns {
        /// The options, and their columns.
        options: Vec<(usize, String)>,
        /// What stands there where it is.
        checked: Vec<String>,
    },
}

/// Where a table tells what the buyer decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeColumn {
    /// The column.
    pub column: String,
    /// For `ours`, `other`, `stayed` and `stopped` what stands there.
    pub words: [Vec<String>; 4],
}

/// Reads a map of format 1 up to its columns.
///
/// # Errors
/// The text is no map of this format, or names no playbook. What else is wrong is told by
/// [`UnreadMap::read`].
pub fn open(file: SourceFile) -> Result<UnreadMap, Rejected> {
    let findings = Findings::new();
    let opened = yaml::parse(&file, &findings)
        .and_then(|root| Some((read_playbook(&root, &findings)?, root)));
    match opened {
        // What else is wrong is found when all of it is read.
        Some((playbook, root)) => Ok(UnreadMap { file, root, playbook }),
        None => Err(Rejected { file, findings: findings.sorted() }),
    }
}

fn read_playbook(root: &Node, findings: &Findings) -> Option<String> {
    if root.is_null() {
        let finding = Finding::error(root.span.clone(), "the file is empty");
        findings
            .add(finding.help("a map starts with `format: 1`; `coach score --init` drafts one"));
        return None;
    }
    let fields = MAP.read(root, findings)?;
    let format = fields.required("format")?;
    if format.as_text() != Some("1") {
        findings.add(fields::other_format(format, FORMAT.files));
        return None;
    }
    fields.required("playbook").and_then(|node| fields::line(node, "`playbook`", findings))
}

impl UnreadMap {
    /// The playbook as the file names it: an id, or a path relative to the file.
    pub fn playbook(&self) -> &str {
        &self.playbook
    }

    /// Reads the columns as answers to the questions of the playbook.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn read(self, playbook: &Playbook) -> Result<TableMap, Rejected> {
        let findings = Findings::new();
        let reader = Reader { playbook, findings: &findings };
        let map = MAP.read(&self.root, &findings).map(|fields| reader.map(&fields));
        findings.accept(map, self.file)
    }
}

/// Reads a map in the light of a playbook.
struct Reader<'p, 'f> {
    playbook: &'p Playbook,
    findings: &'f Findings,
}

impl Reader<'_, '_> {
    fn map(&self, fields: &Fields) -> TableMap {
        let under = |key| fields.optional(key);
        TableMap {
            table: under("table").and_then(|node| self.layout(node)).unwrap_or_default(),
            unknown: under("unknown").map(|node| self.words(node, "unknown")).unwrap_or_default(),
            rows: under("where").map(|node| self.rows(node)).unwrap_or_default(),
            columns: fields
                .required("questions")
                .map(|node| self.columns(node))
                .unwrap_or_default(),
            outcome: under("outcome").and_then(|node| self.outcome(node)),
        }
    }

    fn layout(&self, node: &Node) -> Option<TableLayout> {
        let fields = TABLE.read(node, self.findings)?;
        let header_row = fields
            .optional("header_row")
            .and_then(|node| fields::whole_number(node, "`header_row`", 1..=1000, self.findings));
        Some(TableLayout {
            id: self.optional_cell(&fields, "id"),
            header_row: header_row.and_then(|row| usize::try_from(row).ok()),
            sheet: fields.optional_line("sheet"),
            delimiter: fields.optional("delimiter").and_then(|node| self.delimiter(node)),
            encoding: fields.optional("encoding").and_then(|node| self.encoding(node)),
        })
    }

    fn delimiter(&self, node: &Node) -> Option<u8> {
        let text = self.cell(node, "`delimiter`")?;
        match text.as_bytes() {
            b"tab" => Some(b'\t'),
            [one] if !one.is_ascii_alphanumeric() && !b"\"\r\n".contains(one) => Some(*one),
            _ => {
                let message = format!("{} can't stand between cells", quoted(&text));
                let finding = Finding::error(node.span.clone(), message);
                self.findings.add(finding.help("write one sign, as `;`, or `tab`"));
                None
            }
        }
    }

    fn encoding(&self, node: &Node) -> Option<&'static Encoding> {
        let label = fields::line(node, "`encoding`", self.findings)?;
        let encoding = Encoding::for_label(label.as_bytes());
        if encoding.is_none() {
            let message = format!("there is no encoding {}", quoted(&label));
            let finding = Finding::error(node.span.clone(), message);
            self.findings.add(finding.help("`utf-8`, `windows-1252` and `utf-16le` are some"));
        }
        encoding
    }

    fn rows(&self, node: &Node) -> Vec<(String, Vec<String>)> {
        let entries = fields::mapping(node, "`where`", self.findings).unwrap_or_default();
        let words = |entry: &Entry| {
            (entry.key.to_string(), self.words(&entry.value, &format!("where.{}", entry.key)))
        };
        entries.iter().map(words).collect()
    }

    fn columns(&self, node: &Node) -> Vec<Column> {
        let entries = fields::mapping(node, "`questions`", self.findings).unwrap_or_default();
        entries.iter().filter_map(|entry| self.column(entry)).collect()
    }

    fn column(&self, entry: &Entry) -> Option<Column> {
        let Some(index) = self.playbook.find_question(&entry.key) else {
            self.findings.add(self.unknown_question(entry));
            return None;
        };
        let question = self.playbook.question(index);
        let fields = COLUMN.read(&entry.value, self.findings)?;
        self.refuse_what_is_for_others(&fields, question);
        let signs = ["thousands", "decimal"].map(|key| fields.entry(key));
        if let [Some(thousands), Some(decimal)] = signs
            && thousands.value.as_text() == decimal.value.as_text()
        {
            let message = "`thousands` and `decimal` are the same sign";
            self.findings.add(Finding::error(decimal.key_span.clone(), message));
        }
        let source = fields.optional("source").and_then(|node| self.source(node));
        Some(Column {
            question: index,
            place: self.place(&fields, question)?,
            values: fields
                .optional("values")
                .map(|node| self.values(node, question))
                .unwrap_or_default(),
            otherwise: fields.optional("otherwise").and_then(|node| self.otherwise(node, question)),
            source: source.unwrap_or(match question.is_ours() {
                true => KnownFrom::Us,
                false => KnownFrom::Document,
            }),
            split: self.optional_cell(&fields, "split").filter(|split| !split.is_empty()),
            is_complete: fields
                .optional("complete")
                .and_then(|node| fields::boolean(node, "`complete`", self.findings))
                == Some(true),
            numerals: Numerals {
                thousands: self.optional_sign(&fields, "thousands"),
                decimal: self.optional_sign(&fields, "decimal"),
            },
            date: self.optional_cell(&fields, "date"),
        })
    }

    fn unknown_question(&self, entry: &Entry) -> Finding {
        let ids = self.playbook.questions.iter().map(|question| question.id.as_str());
        let message =
            format!("playbook `{}` has no question {}", self.playbook.id, quoted(&entry.key));
        let finding = Finding::error(entry.key_span.clone(), message);
        match self.playbook.retired.why(&entry.key) {
            Some(why) => finding.help(format!("it is no longer asked: {why}")),
            None => finding.did_you_mean(nearest(&entry.key, ids)),
        }
    }

    /// Notes keys that mean nothing for a question of this type.
    fn refuse_what_is_for_others(&self, fields: &Fields, question: &Question) {
        let (is_choices, is_number) = (
            matches!(question.kind, Kind::Choices { .. }),
            matches!(question.kind, Kind::Number(_)),
        );
        let of_choices = ["columns", "checked", "split", "complete"].map(|key| (key, is_choices));
        let of_numbers = ["thousands", "decimal"].map(|key| (key, is_number));
        for (key, _) in of_choices.into_iter().chain(of_numbers).filter(|(_, is_for)| !is_for) {
            if let Some(entry) = fields.entry(key) {
                let kinds = if of_numbers.iter().any(|(one, _)| *one == key) {
                    "numbers"
                } else {
                    "`choices`"
                };
                let message = format!("`{key}` is for {kinds}, which `{}` is not", question.id);
                self.findings.add(Finding::error(entry.key_span.clone(), message));
            }
        }
    }

    fn place(&self, fields: &Fields, question: &Question) -> Option<Place> {
        if let Some(node) = fields.optional("column") {
            return self.cell(node, "`column`").map(Place::Column);
        }
        let entries = fields::mapping(fields.optional("columns")?, "`columns`", self.findings)?;
        let options = entries.iter().filter_map(|entry| {
            let Some(option) = question.find_option(&entry.key) else {
                let ids = (0..question.option_count()).map(|option| question.option_id(option));
                let message = format!("`{}` has no option {}", question.id, quoted(&entry.key));
                let meant = nearest(&entry.key, ids);
                self.findings
                    .add(Finding::error(entry.key_span.clone(), message).did_you_mean(meant));
                return None;
            };
            Some((option, self.cell(&entry.value, "a column")?))
        });
        let options = options.collect();
        let checked = fields.optional("checked").map(|node| self.words(node, "checked"));
        Some(Place::Columns { options, checked: checked.unwrap_or_default() })
    }

    fn values(&self, node: &Node, question: &Question) -> Vec<(String, Answer)> {
        let mut seen = HashSet::new();
        let mut values = Vec::new();
        for entry in fields::mapping(node, "`values`", self.findings).unwrap_or_default() {
            if !seen.insert(folded(&entry.key)) {
                let message = format!("{} stands here twice, but for its case", quoted(&entry.key));
                self.findings.add(Finding::error(entry.key_span.clone(), message));
            }
            let answer = self.answer(&entry.value, question);
            values.extend(answer.map(|answer| (entry.key.to_string(), answer)));
        }
        values
    }

    /// What any other word is; `None` of one that is rejected.
    fn otherwise(&self, node: &Node, question: &Question) -> Option<Answer> {
        match node.as_text() {
            Some(REJECT) => None,
            _ => self.answer(node, question),
        }
    }

    fn answer(&self, node: &Node, question: &Question) -> Option<Answer> {
        let text = &fields::scalar(node, "an answer", self.findings)?.text;
        let refused = |error: AnswerError| {
            let finding = Finding::error(node.span.clone(), error.to_string());
            self.findings.add(match &error.nearest {
                Some(meant) => finding.did_you_mean(Some(meant)),
                None => finding.help(format!("it takes {}, or `unknown`", error.takes)),
            });
        };
        parse_plain_answer(question, text).map_err(refused).ok()
    }

    fn source(&self, node: &Node) -> Option<KnownFrom> {
        let name = &fields::scalar(node, "`source`", self.findings)?.text;
        let source = KnownFrom::named(name);
        if source.is_none() {
            let names = KnownFrom::ALL.map(KnownFrom::name);
            let message =
                format!("`source` is {}, not {}", fields::quoted_list(&names, "or"), quoted(name));
            let meant = nearest(name, names);
            self.findings.add(Finding::error(node.span.clone(), message).did_you_mean(meant));
        }
        source
    }

    fn outcome(&self, node: &Node) -> Option<OutcomeColumn> {
        let fields = OUTCOME.read(node, self.findings)?;
        let words =
            |key: &str| fields.optional(key).map(|node| self.words(node, key)).unwrap_or_default();
        let words = Decided::ALL.map(|decided| words(decided.name()));
        let mut seen = HashSet::new();
        let twin = words.iter().flatten().find(|word| !seen.insert(folded(word)));
        if let Some(twin) = twin {
            let message = format!("{} can't stand for two outcomes", quoted(twin));
            self.findings.add(Finding::error(node.span.clone(), message));
        }
        let column = self.cell(fields.required("column")?, "`column`")?;
        Some(OutcomeColumn { column, words })
    }

    /// What may stand in cells: a list of it.
    fn words(&self, node: &Node, key: &str) -> Vec<String> {
        let items = fields::list(node, quoted(key), self.findings).unwrap_or_default();
        items.iter().filter_map(|item| self.cell(item, &format!("an item of `{key}`"))).collect()
    }

    fn optional_cell(&self, fields: &Fields, key: &str) -> Option<String> {
        fields.optional(key).and_then(|node| self.cell(node, &format!("`{key}`")))
    }

    fn optional_sign(&self, fields: &Fields, key: &str) -> Option<char> {
        let node = fields.optional(key)?;
        let text = self.cell(node, &format!("`{key}`"))?;
        let mut signs = text.chars();
        let sign = signs.next().filter(|sign| !sign.is_ascii_digit() && signs.next().is_none());
        if sign.is_none() {
            let message = format!("`{key}` must be one sign, not {}", quoted(&text));
            self.findings.add(Finding::error(node.span.clone(), message));
        }
        sign
    }

    /// What stands in a cell: as written, nothing perhaps.
    fn cell(&self, node: &Node, what: &str) -> Option<String> {
        fields::scalar(node, what, self.findings).map(|scalar| scalar.text.to_string())
    }
}
