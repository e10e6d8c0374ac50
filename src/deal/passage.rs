//! Where words stand: a file beside the deal, and the place in it.

/// A passage of a transcript or of notes, as a deal names it: `calls/2026-11-03.vtt#00:12:31`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage(String);

/// Why a text names no passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PassageError {
    /// It does not lead to a file beside the deal.
    #[error("has to be a file in the deal's folder or below, as `calls/2026-11-03.vtt`")]
    NotBeside,
    /// What stands behind the `#` is no place in a file.
    #[error("has to name a time or a line behind the `#`, as `#00:12:31` or `#L12`")]
    NoPlace,
}

impl Passage {
    /// Reads one.
    ///
    /// # Errors
    /// The file could lie outside the deal's folder, or the place is neither a time nor a line.
    pub fn of(text: &str) -> Result<Self, PassageError> {
        let (file, place) = match text.split_once('#') {
            Some((file, place)) => (file, Some(place)),
            None => (text, None),
        };
        if !is_beside(file) {
            return Err(PassageError::NotBeside);
        }
        if place.is_some_and(|place| !is_line(place) && !is_time(place)) {
            return Err(PassageError::NoPlace);
        }
        Ok(Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_written(&self) -> &str {
        &self.0
    }
}

/// Whether a path leads to a file in the folder that it begins in, or below, on every system.
fn is_beside(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part.trim(), "" | "." | "..");
    !path.contains(['\\', ':']) && path.split('/').all(is_name)
}

/// `L12`.
fn is_line(place: &str) -> bool {
    let number = place.strip_prefix('L').unwrap_or_default();
    is_digits(number) && !number.starts_with('0')
}

/// `12:31`, `00:12:31` or `00:12:31.250`.
fn is_time(place: &str) -> bool {
    let (time, fraction) = place.split_once('.').unwrap_or((place, "0"));
    let parts: Vec<&str> = time.split(':').collect();
    let is_sixtieth = |part: &&str| part.len() == 2 && part.starts_with(|one| one < '6');
    let below_hours = parts.len().saturating_sub(2)..;
    matches!(parts.len(), 2 | 3)
        && is_digits(fraction)
        && parts.iter().all(|part| is_digits(part))
        && parts[below_hours].iter().all(is_sixtieth)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
