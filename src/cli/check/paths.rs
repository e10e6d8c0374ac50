//! How checked files and their paths are shown.

use std::path::{Path, PathBuf, is_separator};

use crate::check_rule::CheckResult;
use crate::report::checks::CheckedFile;
use crate::text::source::repository::repository_of;
use crate::text::source::{Finding, Rejected, SourceFile, did_you_mean};

/// Where we are, and where the repository begins around it.
pub(in crate::cli) struct Paths {
    /// The way from the repository's root to where we are; `None` outside a repository.
    from_root: Option<PathBuf>,
    root: Option<PathBuf>,
}

impl Paths {
    /// As seen from the working folder.
    pub(in crate::cli) fn from_here() -> Self {
        let here = std::env::current_dir().ok();
        let root = repository_of(Path::new("."));
        let from_root = here
            .zip(root.as_ref())
            .and_then(|(here, root)| here.strip_prefix(root).ok().map(Path::to_owned));
        Self { from_root, root }
    }

    /// A file with what was found in it. Its text is kept only where there is something to show.
    pub(in crate::cli) fn file(
        &self,
        source: SourceFile,
        results: Vec<CheckResult>,
    ) -> CheckedFile {
        let file = self.without_text(&source.name, results);
        CheckedFile { source: (!file.results.is_empty()).then_some(source), ..file }
    }

    /// A file that is wrong.
    pub(in crate::cli) fn rejected(&self, rejected: Rejected) -> CheckedFile {
        let rejected = rejected.as_told().into_owned();
        let findings = rejected.findings.into_iter();
        self.file(rejected.file, findings.map(CheckResult::of_wrong_file).collect())
    }

    /// A file of which there is no text, and so none in which what was meant could be shown.
    pub(in crate::cli) fn unreadable(&self, name: &str, mut finding: Finding) -> CheckedFile {
        let meant = finding.replacement.take();
        finding.message.push_str(&did_you_mean(meant.as_deref()));
        self.without_text(name, vec![CheckResult::of_wrong_file(finding)])
    }

    fn without_text(&self, name: &str, results: Vec<CheckResult>) -> CheckedFile {
        CheckedFile {
            path: self.shown(name),
            path_in_repository: self.in_repository(name),
            source: None,
            deal: None,
            cases: None,
            wordings: None,
            results,
        }
    }

    /// A path with `/` between its parts, without `./` before it.
    pub(in crate::cli) fn shown(&self, name: &str) -> String {
        let name = name.strip_prefix("./").unwrap_or(name);
        if cfg!(windows) { name.replace(is_separator, "/") } else { name.to_owned() }
    }

    /// A path as seen from the repository's root; as it is shown where it leads elsewhere.
    pub(in crate::cli) fn in_repository(&self, name: &str) -> String {
        let path = Path::new(name);
        let (Some(root), Some(from_root)) = (&self.root, &self.from_root) else {
            return self.shown(name);
        };
        let inside = if path.is_absolute() {
            path.strip_prefix(root).ok().map(Path::to_owned)
        } else {
            Some(from_root.join(path))
        };
        match inside.and_then(|path| without_dots(&path)) {
            Some(path) => self.shown(&path.to_string_lossy()),
            None => self.shown(name),
        }
    }
}

/// The path with `.` and `..` resolved; `None` where it leads out.
fn without_dots(path: &Path) -> Option<PathBuf> {
    use std::path::Component;
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => plain.push(part),
            Component::CurDir => {}
            Component::ParentDir if plain.pop() => {}
            _ => return None,
        }
    }
    Some(plain)
}
