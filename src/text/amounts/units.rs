//! What a number counts, and the words by which people name that.

/// Names of the same currency, or of hundredths.
const SAME: &[&[&str]] = &[
    &["€", "eur", "euro", "euros"],
    &["$", "us$", "usd", "dollar", "dollars"],
    &["£", "gbp", "pound", "pounds"],
    &["chf", "franc", "francs"],
    PERCENT,
];

/// Names of hundredths.
pub(super) const PERCENT: &[&str] = &["%", "percent", "pct"];

/// Words of a unit that say that it is large already; letters count so beside a currency.
const LARGE: &[&str] = &["thousand", "thousands", "tsd", "million", "millions", "mio", "billion"];
const LARGE_LETTERS: &[&str] = &["k", "m", "mn", "bn", "t"];

/// Words that join the parts of a unit and say nothing: `EUR a month`, `EUR per month`.
const JOINTS: &[&str] = &["a", "an", "each", "every", "in", "per"];

/// The shortest word of which the plural is told by its ending, in letters.
const SHORTEST_PLURAL: usize = 3;

/// An amount in words with what it counts: `20 people`, `at least 5 days`. A unit is in the plural,
/// which no rule turns into a singular in every language; so beside a lone one it stands for itself,
/// `1 (days a week)`. Signs and short forms such as `€` and `EUR` are the same of one as of many.
pub fn counted(amount: &str, unit: Option<&str>) -> String {
    let Some(unit) = unit else { return amount.to_owned() };
    let is_one = amount.rsplit(' ').next() == Some("1");
    let is_word = unit.split(' ').next().is_some_and(|word| word.contains(char::is_lowercase));
    if is_one && is_word { format!("{amount} ({unit})") } else { format!("{amount} {unit}") }
}

/// What a question asks for, as words.
pub(super) struct Unit<'u>(Vec<&'u str>);

impl<'u> Unit<'u> {
    pub(super) fn of(unit: Option<&'u str>) -> Self {
        Self(words(unit.unwrap_or_default()))
    }

    /// Whether the question does not say what it asks for.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text names the unit: the whole of it, its beginning, or without one any currency.
    /// The beginning of `EUR thousand` is not enough: it is a thousand times less.
    pub(super) fn is_named(&self, text: &str) -> bool {
        if self.is_none() {
            return is_currency(text);
        }
        let named = words(text);
        let is_whole = named.len() == self.0.len();
        let is_part = named.len() < self.0.len() && !self.is_scaled();
        let are_same = || named.iter().zip(&self.0).all(|(one, other)| is_same(one, other));
        !named.is_empty() && (is_whole || is_part) && are_same()
    }

    /// Whether one of what is asked for is thousands or more.
    pub(super) fn is_scaled(&self) -> bool {
        let has_currency = self.0.iter().any(|word| is_currency(word));
        self.0.iter().any(|word| {
            let lowered = word.to_lowercase();
            let is_letter = LARGE_LETTERS.contains(&&*lowered);
            let of_currency = LARGE_LETTERS.iter().any(|letter| {
                let rest = lowered.strip_prefix(letter).or_else(|| lowered.strip_suffix(letter));
                rest.is_some_and(is_currency)
            });
            LARGE.contains(&&*lowered) || (has_currency && is_letter) || of_currency
        })
    }
}

fn words(text: &str) -> Vec<&str> {
    let parts = text.split([' ', '/', '\u{a0}']).filter(|word| !word.is_empty());
    parts.filter(|word| !JOINTS.contains(&&*word.to_lowercase())).collect()
}

fn is_currency(text: &str) -> bool {
    let lowered = text.to_lowercase();
    SAME.iter().any(|names| *names != PERCENT && names.contains(&&*lowered))
}

/// Whether two words are one, be it in capitals, in the plural, or another name of a currency.
fn is_same(one: &str, other: &str) -> bool {
    // One letter is short for one thing in capitals and for another without.
    if one.chars().count() == 1 {
        return one == other || SAME.iter().any(|names| has_both(names, one, other));
    }
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    singular(&one) == singular(&other) || SAME.iter().any(|names| has_both(names, &one, &other))
}

fn has_both(names: &[&str], one: &str, other: &str) -> bool {
    names.contains(&one) && names.contains(&&*other.to_lowercase())
}

fn singular(word: &str) -> &str {
    let bare = word.strip_suffix('s').unwrap_or(word);
    if bare.chars().count() >= SHORTEST_PLURAL { bare } else { word }
}
