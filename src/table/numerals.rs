//! How the numbers of a table are written, and what they are as decimals.

/// How numbers are written; as contract says where nothing is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numerals {
    /// What stands between thousands.
    pub thousands: Option<char>,
    /// What stands before the decimals.
    pub decimal: Option<char>,
}

impl Numerals {
    /// A text with its numbers as decimals are written in files; `None` where one is not written so.
    pub(super) fn plain(self, text: &str) -> Option<String> {
        let decimal = self.decimal.or(match self.thousands {
            Some('.') => Some(','),
            _ => Some('.'),
        });
        let is_of_number = |one: char| {
            one.is_ascii_digit()
                || ".,'".contains(one)
                || Some(one) == self.thousands
                || Some(one) == decimal
        };
        let mut plain = String::new();
        let mut rest = text.trim();
        while let Some(start) = rest.find(|one: char| one.is_ascii_digit()) {
            let before = rest[..start]
                .trim_end_matches(|one| !char::is_whitespace(one) && is_of_number(one));
            let number = &rest[before.len()..];
            let end = number.find(|one| !is_of_number(one)).unwrap_or(number.len());
            let number = number[..end].trim_end();
            plain.push_str(before);
            plain.push_str(&self.one_plain(number, decimal)?);
            rest = &rest[before.len() + number.len()..];
        }
        plain.push_str(rest);
        Some(plain)
    }

    /// One number: groups of three digits, and one sign before the decimals.
    fn one_plain(self, number: &str, decimal: Option<char>) -> Option<String> {
        let (whole, decimals) = match decimal.and_then(|decimal| number.split_once(decimal)) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (number, None),
        };
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
        let mut groups = match self.thousands {
            Some(thousands) => whole.split(thousands).collect(),
            None => vec![whole],
        };
        let first = groups.remove(0);
        let is_grouped = groups.iter().all(|group| is_digits(group) && group.len() == 3)
            && is_digits(first)
            && (groups.is_empty() || first.len() <= 3);
        let is_decimal = decimals.is_none_or(is_digits);
        (is_grouped && is_decimal).then(|| {
            let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
            format!("{first}{}{decimals}", groups.concat())
        })
    }

    /// How they are written, for whoever wrote one otherwise.
    pub(super) fn words(self) -> String {
        let thousands = self.thousands.map(|one| format!("`{one}` between thousands"));
        let decimal = self.decimal.map(|one| format!("`{one}` before decimals"));
        let signs: Vec<String> = thousands.into_iter().chain(decimal).collect();
        format!("it is no number with {}, as the map says", signs.join(" and "))
    }
}
