//! A deal's name and the name of its file.

use std::path::{Path, PathBuf};

use crate::text::characters::{hidden, quoted};
use crate::text::source::{capitalised, near_file};

/// The end of a deal file's name.
pub const SUFFIX: &str = ".deal.yaml";

/// The ends that a deal file's name may have, in any case of letters.
const SUFFIXES: [&str; 2] = [SUFFIX, ".deal.yml"];

/// The ends of files that can hold a deal, whatever they are called: JSON is read too.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// What people write at the end of a deal's name.
const ENDINGS: [&str; 4] = [".yaml", ".yml", ".json", ".deal"];

/// The longest name of a file that every common file system takes, in bytes, with room for what
/// is added while saving.
const LONGEST_NAME: usize = 200;

/// Why a text names no deal file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It is empty.
    #[error("the name of the deal is empty; write a name, as `acme`, or a path")]
    Empty,
    /// A character in it steers the terminal or hides.
    #[error("{} can't name a deal: it holds the character U+{:04X}", quoted(.name), u32::from(*.character))]
    Hidden {
        /// The text.
        name: String,
        /// The character.
        character: char,
    },
    /// It names a folder.
    #[error("{} is a folder; name a file in it", quoted(.name))]
    Folder {
        /// The text.
        name: String,
    },
    /// The name is longer than a file system takes.
    #[error("{} can't name a deal: it is longer than {LONGEST_NAME} bytes", quoted(.name))]
    TooLong {
        /// The text.
        name: String,
    },
}

/// The file that a text on the command line means: a path as it is, a bare name `NAME` the file
/// `NAME.deal.yaml` in the working folder.
///
/// # Errors
/// The text can't name a file.
pub fn deal_path(text: &str) -> Result<PathBuf, NameError> {
    let name = text.to_owned();
    if text.trim().is_empty() {
        return Err(NameError::Empty);
    }
    if let Some((_, character)) = hidden(text).next() {
        return Err(NameError::Hidden { name, character });
    }
    if text.ends_with(std::path::is_separator) || matches!(text, "." | "..") {
        return Err(NameError::Folder { name });
    }
    let path = Path::new(text);
    let Some(file_name) = path.file_name() else { return Err(NameError::Folder { name }) };
    if file_name.len() > LONGEST_NAME {
        return Err(NameError::TooLong { name });
    }
    let is_path = text.contains(std::path::is_separator) || is_file_name(path);
    Ok(if is_path { path.to_owned() } else { PathBuf::from(format!("{text}{SUFFIX}")) })
}

/// Whether a file is called as deals are.
pub fn is_deal_file(path: &Path) -> bool {
    without_suffix(&path.file_name().unwrap_or_default().to_string_lossy()).is_some()
}

/// A path without the end that a deal file's name has; `None` where it has none.
pub fn without_suffix(path: &str) -> Option<&str> {
    let lowered = path.to_ascii_lowercase();
    let suffix = SUFFIXES.iter().find(|suffix| lowered.ends_with(**suffix))?;
    path.get(..path.len() - suffix.len())
}

/// A deal's name where its file states none: of `deals/acme-clinics.deal.yaml`, "Acme Clinics".
pub fn name_of_file(path: &Path) -> String {
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let of_other = || {
        let (stem, extension) = file_name.rsplit_once('.')?;
        EXTENSIONS.contains(&extension).then_some(stem)
    };
    let stem = without_suffix(&file_name).or_else(of_other).unwrap_or(&file_name);
    let words: Vec<&str> = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return stem.to_owned();
    }
    let all_lower_case = !stem.chars().any(char::is_uppercase);
    let spelt = |word: &&str| if all_lower_case { capitalised(word) } else { (*word).to_owned() };
    words.iter().map(spelt).collect::<Vec<_>>().join(" ")
}

/// What was probably meant by a deal's file that is not there: the one deal that is called so but for
/// its ending, else a file beside it of nearly the same name.
pub fn near_deal(missing: &Path) -> Option<String> {
    let deal = deal_called(missing).map(|path| path.to_string_lossy().into_owned());
    deal.or_else(|| near_file(missing))
}

/// The one deal that has a name but for its ending: `acme.deal.yaml` for `acme.yaml` or `acme.deal`.
fn deal_called(missing: &Path) -> Option<PathBuf> {
    let mut stem = missing.file_name()?.to_str()?;
    while let Some(rest) = ENDINGS.iter().find_map(|ending| stem.strip_suffix(ending)) {
        stem = rest;
    }
    let called = SUFFIXES.iter().map(|suffix| missing.with_file_name(format!("{stem}{suffix}")));
    let mut deals = called.filter(|path| path != missing && path.is_file());
    let one = deals.next()?;
    deals.next().is_none().then_some(one)
}

fn is_file_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{LONGEST_NAME, NameError, deal_path, name_of_file};

    #[test]
    fn a_bare_name_is_a_deal_file_here() {
        assert_eq!(deal_path("acme").as_deref(), Ok(Path::new("acme.deal.yaml")));
        assert_eq!(deal_path("Acme Clinics").as_deref(), Ok(Path::new("Acme Clinics.deal.yaml")));
        assert_eq!(deal_path("acme.yaml").as_deref(), Ok(Path::new("acme.yaml")));
        assert_eq!(deal_path("acme.json").as_deref(), Ok(Path::new("acme.json")));
        assert_eq!(deal_path("../deals/acme").as_deref(), Ok(Path::new("../deals/acme")));
    }

    #[test]
    fn names_that_are_no_file_are_refused() {
        assert_eq!(deal_path(" "), Err(NameError::Empty));
        assert!(matches!(deal_path("a\u{1b}[2Jb"), Err(NameError::Hidden { .. })));
        assert!(matches!(deal_path("a\0b"), Err(NameError::Hidden { .. })));
        for folder in [".", "..", "deals/", "deals/.."] {
            assert!(matches!(deal_path(folder), Err(NameError::Folder { .. })), "{folder}");
        }
        let of_bytes = |count: usize| deal_path(&format!("{}.yaml", "a".repeat(count - 5)));
        assert!(of_bytes(LONGEST_NAME).is_ok());
        assert!(matches!(of_bytes(LONGEST_NAME + 1), Err(NameError::TooLong { .. })));
    }

    #[test]
    fn a_deal_is_named_after_its_file() {
        let name = |path: &str| name_of_file(Path::new(path));
        assert_eq!(name("deals/acme-clinics.deal.yaml"), "Acme Clinics");
        assert_eq!(name("IBM_north.yaml"), "IBM north");
        assert_eq!(name("acme.Deal.YML"), "Acme");
        assert_eq!(name("émile.yml"), "Émile");
        assert_eq!(name("crm/acme.json"), "Acme");
        assert_eq!(name("<stdin>"), "<stdin>");
        assert_eq!(name("--.yaml"), "--");
    }
}
