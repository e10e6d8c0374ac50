//! The language of the words said to buyers.

/// The language of the words said to buyers: a tag as of BCP 47, of which the first part counts here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(String);

/// Why a text is no tag of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is no tag of a language, such as `en` or `pt-BR`")]
pub struct NotALanguage;

impl Language {
    /// The tag as it is written.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// Whether it is English, of whatever country.
    pub fn is_english(&self) -> bool {
        let language = self.0.split('-').next().unwrap_or_default();
        language.eq_ignore_ascii_case("en") || language.eq_ignore_ascii_case("eng")
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl std::str::FromStr for Language {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let is_language = (2..=3).contains(&language.len())
            && language.chars().all(|one| one.is_ascii_alphabetic());
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.chars().all(|one| one.is_ascii_alphanumeric())
        };
        match is_language && parts.all(is_part) {
            true => Ok(Self(text.to_owned())),
            false => Err(NotALanguage),
        }
    }
}
