//! Everything that is wrong in a file, and the file that is refused for it.

use std::borrow::Cow;
use std::cell::RefCell;

use super::file::SourceFile;
use super::finding::Finding;
use crate::text::characters::escaped;

/// The most findings that are kept of one file; who mends these finds the others.
pub const MAX_FINDINGS: usize = 200;

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
        if !self.file.is_withheld() {
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
