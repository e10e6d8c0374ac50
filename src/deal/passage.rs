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

    /// The file, as seen from the deal's folder.
    pub fn file(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(file, _)| file)
    }

    /// The place in the file; all of it, where none is said.
    pub fn place(&self) -> Option<PlaceInFile> {
        let (_, place) = self.0.split_once('#')?;
        match place.strip_prefix('L') {
            Some(line) => line.parse().ok().map(PlaceInFile::Line),
            None => time_of(place).map(|time| PlaceInFile::Time {
                milliseconds: time,
                is_whole: !place.contains('.'),
            }),
        }
    }
}

/// A place in a transcript or in notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceInFile {
    /// A line, counted from 1.
    Line(usize),
    /// A time since the talk began.
    Time {
        /// How long.
        milliseconds: u64,
        /// Whether it is told in whole seconds.
        is_whole: bool,
    },
}

/// Whether a path leads to a file in the folder that it begins in, or below, on every system.
pub fn is_beside(path: &str) -> bool {
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

/// A time in milliseconds; `None` where it is longer than any talk.
fn time_of(place: &str) -> Option<u64> {
    let (time, fraction) = place.split_once('.').unwrap_or((place, "0"));
    let add = |seconds: u64, part: &str| seconds.checked_mul(60)?.checked_add(part.parse().ok()?);
    let seconds = time.split(':').try_fold(0, add)?;
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(thousandths)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
