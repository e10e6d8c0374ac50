//! What was probably meant by a word that is not known.
//!
//! A suggestion is taken by people who are in a hurry. So there is one at most, and none where it would
//! be a guess among several, or turn what was meant into its opposite.

/// The longest word that is compared with others to find what was meant, in bytes.
const LONGEST_WORD: usize = 80;

/// One letter in so many may differ. In a word of two letters one is half of it: `on` is as near
/// to `no` as to `or`.
const LETTERS_A_SLIP: usize = 3;

/// The fewest letters that tell which word they are the beginning of.
const SHORTEST_BEGINNING: usize = 3;

/// What makes of a word its opposite, put before it.
const NEGATIONS: &[&str] =
    &["un", "in", "im", "ir", "il", "dis", "non", "non_", "non-", "not_", "no_"];

/// Words for yes, as people, other programs and other languages have them.
const YES: &[&str] =
    &["yes", "y", "true", "t", "on", "1", "yeah", "yep", "ja", "j", "oui", "si", "sí", "sim"];

/// The same for no.
const NO: &[&str] = &["no", "n", "false", "f", "off", "0", "nope", "nein", "nee", "non", "não"];

/// The candidate that `word` was probably meant to be, if one is near enough.
///
/// Nearness is the Damerau–Levenshtein distance (Damerau 1964), capitals aside: one letter in
/// three of the shorter word may differ, and no digit, since a digit is no slip. Of two that are
/// equally near neither is meant. Where nothing is near, it is the one candidate that `word` is
/// the beginning of. Very long words are near to nothing.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let lowered = word.to_lowercase();
    let mut near: Vec<(usize, &str)> = Vec::new();
    let mut begun: Vec<&str> = Vec::new();
    for candidate in candidates.into_iter().filter(|word| word.len() <= LONGEST_WORD) {
        let other = candidate.to_lowercase();
        near.extend(distance(&lowered, &other).map(|distance| (distance, candidate)));
        if lowered.chars().count() >= SHORTEST_BEGINNING && other.starts_with(&lowered) {
            begun.push(candidate);
        }
    }
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.retain(|(distance, _)| Some(*distance) == least);
    match (near.as_slice(), begun.as_slice()) {
        ([(_, one)], _) | ([], [one]) => Some(one),
        ([(_, one), others @ ..], _) if others.iter().all(|(_, other)| other == one) => Some(one),
        _ => None,
    }
}

/// The candidates, those that differ least from `word` first.
pub fn by_nearness<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let lowered: String = word.to_lowercase().chars().take(LONGEST_WORD).collect();
    let distance = |candidate: &&str| {
        let other: String = candidate.to_lowercase().chars().take(LONGEST_WORD).collect();
        strsim::damerau_levenshtein(&lowered, &other)
    };
    let mut all: Vec<&str> = candidates.into_iter().collect();
    all.sort_by_cached_key(distance);
    all
}

/// `yes` or `no`, where a word means that.
pub fn yes_or_no(word: &str) -> Option<&'static str> {
    let lowered = word.trim().to_lowercase();
    if YES.contains(&&*lowered) {
        Some("yes")
    } else if NO.contains(&&*lowered) {
        Some("no")
    } else {
        None
    }
}

/// In how many places two words in small letters differ, if they can be meant to be the same.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    let shorter = word.chars().count().min(candidate.chars().count());
    let distance = strsim::damerau_levenshtein(word, candidate);
    let is_near = distance <= shorter / LETTERS_A_SLIP;
    (is_near && digits(word).eq(digits(candidate)) && !are_opposites(word, candidate))
        .then_some(distance)
}

fn digits(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(char::is_ascii_digit)
}

fn are_opposites(one: &str, other: &str) -> bool {
    let negates = |long: &str, short: &str| {
        NEGATIONS.iter().any(|negation| long.strip_prefix(negation) == Some(short))
    };
    negates(one, other) || negates(other, one)
}

#[cfg(test)]
mod tests {
    use super::{nearest, yes_or_no};

    #[test]
    fn a_slip_of_the_finger_is_found() {
        let keys = ["title", "summary", "stages", "by"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Summery", keys), Some("summary"));
        assert_eq!(nearest("BY", keys), Some("by"));
        assert_eq!(nearest("sum", keys), Some("summary"));
        assert_eq!(nearest("offer", keys), None);
        assert_eq!(nearest(&"title".repeat(30), keys), None);
    }

    #[test]
    fn a_guess_is_no_suggestion() {
        assert_eq!(nearest("on", ["yes", "no", "unknown"]), None, "too short to be near");
        assert_eq!(nearest("is", ["id", "in"]), None);
        assert_eq!(nearest("mix", ["min", "max"]), None, "two are equally near");
        assert_eq!(nearest("encludes", ["includes", "excludes"]), None);
        assert_eq!(nearest("unsigned", ["signed", "sent"]), None, "the opposite");
        assert_eq!(nearest("signed", ["unsigned"]), None);
        assert_eq!(nearest("leads-2025", ["leads-2024"]), None, "a digit is meant");
        assert_eq!(nearest("leeds-2024", ["leads-2024"]), Some("leads-2024"));
    }

    #[test]
    fn yes_and_no_have_many_spellings() {
        for word in ["on", "Yes", "Y", "TRUE", "1", "ja"] {
            assert_eq!(yes_or_no(word), Some("yes"), "{word}");
        }
        for word in ["off", "NO", "n", "False", "0", "nein"] {
            assert_eq!(yes_or_no(word), Some("no"), "{word}");
        }
        assert_eq!(yes_or_no("maybe"), None);
    }
}
