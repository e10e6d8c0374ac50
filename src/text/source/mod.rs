//! A file's text, places in it, and what is found wrong there.
//!
//! Loaders collect every [`Finding`] of a file and hand them back together with the
//! [`SourceFile`] as a [`Rejected`]; drawing them is the business of [`crate::report`].

mod lines;
mod read;
mod within;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use crate::text::characters::escaped;

pub use lines::Lines;
pub use read::{ReadError, decode, read_file, read_from};
pub use within::{read_within, repository_of};

/// The largest file that is read, in bytes (1 MiB).
pub const MAX_BYTES: u64 = 1024 * 1024;

/// The most findings that are kept of one file; who mends these finds the others.
pub const MAX_FINDINGS: usize = 200;

/// The longest word that is compared with others to find what was meant, in bytes.
const LONGEST_WORD: usize = 80;

/// The fewest letters that tell which word they are the beginning of.
const SHORTEST_BEGINNING: usize = 3;

/// A range of bytes in a [`SourceFile`]'s text.
pub type Span = Range<usize>;

/// A text with the name that a reader knows it by: a path, `<stdin>`, `--answer`.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// What the text is called in messages.
    pub name: String,
    /// The text, without a byte-order mark; borrowed where it is part of the binary.
    pub text: Cow<'static, str>,
    /// Made when the first place is asked for: most texts have nothing wrong in them.
    lines: OnceLock<Lines>,
    /// Whether nothing of it may be told, unless it is what it should be.
    is_withheld: bool,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A text under a name; a leading byte-order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self { name: name.into(), text: text.into(), lines: OnceLock::new(), is_withheld: false }
    }

    /// A text that is part of the binary, under a name.
    pub fn embedded(name: impl Into<String>, text: &'static str) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new(), is_withheld: false }
    }

    /// The same, of which nothing is told unless it is what it should be.
    pub fn withheld(self) -> Self {
        Self { is_withheld: true, ..self }
    }

    /// The line and the column of a byte offset, both counted from 1, the column in characters.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        self.lines().line_and_column(&self.text, offset)
    }

    /// Where the text's lines start.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; nothing is lost by going on.
    Warning,
    /// The file can't be used as it stands.
    Error,
}

/// One thing that is wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, lower case, without a full stop, user input in backticks.
    pub message: String,
    /// Where it stands.
    pub span: Span,
    /// What is said right under the place; may be empty.
    pub label: String,
    /// A second place that explains the first ("first defined here").
    pub related: Option<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// A text that would be right in place of `span` ("did you mean").
    pub replacement: Option<String>,
    /// What could be written, and where.
    pub insertion: Option<Insertion>,
}

/// A text to be written at one place, and nothing taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Before this byte.
    pub at: usize,
    /// The text; whole lines where it starts at the beginning of one.
    pub text: String,
}

impl Finding {
    /// An error at a place.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            related: None,
            help: None,
            replacement: None,
            insertion: None,
        }
    }

    /// A warning at a place.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// Adds what is said right under the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a second place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what could be written.
    pub fn insertion(mut self, insertion: Insertion) -> Self {
        self.insertion = Some(insertion);
        self
    }

    /// Adds a text that was probably meant; `None` leaves the finding as it is.
    pub fn did_you_mean(mut self, candidate: Option<&str>) -> Self {
        self.replacement = candidate.map(str::to_owned);
        self
    }
}

/// Gathers what is wrong in a file while it is being read; shared by all who read a part of it.
#[derive(Debug, Default)]
pub struct Findings(RefCell<Vec<Finding>>);

impl Findings {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a finding, unless [`MAX_FINDINGS`] are kept already.
    pub fn add(&self, finding: Finding) {
        let mut list = self.0.borrow_mut();
        if list.len() < MAX_FINDINGS {
            list.push(finding);
        }
    }

    /// How many were found so far.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether no more are kept, so that there is no point in looking for more.
    pub fn is_full(&self) -> bool {
        self.count() >= MAX_FINDINGS
    }

    /// All of them, in the order of their places.
    pub fn sorted(self) -> Vec<Finding> {
        let mut list = self.0.into_inner();
        list.sort_by_key(|finding| (finding.span.start, finding.span.end));
        list
    }

    /// What was made of a file, if nothing is wrong in it.
    ///
    /// # Errors
    /// The file was found wrong, or nothing could be made of it.
    pub fn accept<T>(self, made: Option<T>, file: SourceFile) -> Result<T, Rejected> {
        match made {
            Some(made) => self.accept_with_file(made, file).map(|(made, _)| made),
            None => Err(Rejected { file, findings: self.sorted() }),
        }
    }

    /// What was made of a file and the file, if nothing is wrong in it.
    ///
    /// # Errors
    /// The file was found wrong.
    pub fn accept_with_file<T>(
        self,
        made: T,
        file: SourceFile,
    ) -> Result<(T, SourceFile), Rejected> {
        if self.count() == 0 {
            Ok((made, file))
        } else {
            Err(Rejected { file, findings: self.sorted() })
        }
    }
}

/// A text that can't be used, with everything that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The text.
    pub file: SourceFile,
    /// At least one finding, in the order of their places.
    pub findings: Vec<Finding>,
}

impl Rejected {
    /// What may be told of it: of a text that is withheld no more than that something is wrong.
    pub fn as_told(&self) -> Cow<'_, Self> {
        if !self.file.is_withheld {
            return Cow::Borrowed(self);
        }
        let message = "it is not what it should be; as it lies outside the repository, or the folder, \
                       of what leads to it, nothing of it is shown";
        let finding = Finding::error(0..0, message).help("name it yourself to see what is wrong");
        Cow::Owned(Self { file: SourceFile::new(&*self.file.name, ""), findings: vec![finding] })
    }
}

impl std::fmt::Display for Rejected {
    /// One line a finding: `name:line:column: message`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = self.as_told();
        for (index, finding) in told.findings.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            let (line, column) = told.file.line_and_column(finding.span.start);
            let (name, message) = (escaped(&told.file.name), escaped(&finding.message));
            write!(formatter, "{name}:{line}:{column}: {message}")?;
            if let Some(meant) = &finding.replacement {
                write!(formatter, ", did you mean `{}`?", escaped(meant))?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}

/// Words as a sentence lists them: "a", "a or b", "a, b or c".
pub fn listed<T: AsRef<str>>(words: &[T], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {joiner} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A text with a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The candidate that `word` was probably meant to be, if one is near enough.
///
/// Nearness is the Damerau–Levenshtein distance (Damerau 1964); at most a third of the longer
/// word may differ, and always at least one letter may. Where nothing is near, it is the one
/// candidate that `word` is the beginning of. Very long words are near to nothing.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let lowered = word.to_lowercase();
    let mut nearest: Option<(usize, &str)> = None;
    let mut begun: Vec<&str> = Vec::new();
    for candidate in candidates.into_iter().filter(|word| word.len() <= LONGEST_WORD) {
        let other = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&lowered, &other);
        let longer = word.chars().count().max(candidate.chars().count());
        if distance <= (longer / 3).max(1) && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, candidate));
        }
        if lowered.chars().count() >= SHORTEST_BEGINNING && other.starts_with(&lowered) {
            begun.push(candidate);
        }
    }
    nearest.map(|(_, candidate)| candidate).or(match begun.as_slice() {
        [one] => Some(one),
        _ => None,
    })
}
