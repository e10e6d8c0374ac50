//! Words and signs beside a number that say which numbers it lets pass: `at least 20`, `> 20`, `20+`,
//! `between 20 and 50`.

/// Which numbers a word or sign beside one lets pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It, and all above.
    AtLeast,
    /// It, and all below.
    AtMost,
    /// All above.
    MoreThan,
    /// All below.
    LessThan,
}

/// Signs before a number, the longer ones first.
pub const SIGNS: &[(&str, Limit)] = &[
    ("<=", Limit::AtMost),
    (">=", Limit::AtLeast),
    ("≤", Limit::AtMost),
    ("≥", Limit::AtLeast),
    ("<", Limit::LessThan),
    (">", Limit::MoreThan),
];

/// Words before a number, those that begin another one behind it.
pub const BEFORE: &[(&str, Limit)] = &[
    ("no more than ", Limit::AtMost),
    ("not more than ", Limit::AtMost),
    ("no less than ", Limit::AtLeast),
    ("not less than ", Limit::AtLeast),
    ("no fewer than ", Limit::AtLeast),
    ("at least ", Limit::AtLeast),
    ("at most ", Limit::AtMost),
    ("up to ", Limit::AtMost),
    ("more than ", Limit::MoreThan),
    ("over ", Limit::MoreThan),
    ("above ", Limit::MoreThan),
    ("less than ", Limit::LessThan),
    ("fewer than ", Limit::LessThan),
    ("under ", Limit::LessThan),
    ("below ", Limit::LessThan),
];

/// Words and signs behind a number; the unit may follow.
pub const BEHIND: &[(&str, Limit)] = &[
    ("+", Limit::AtLeast),
    (" or more", Limit::AtLeast),
    (" and more", Limit::AtLeast),
    (" or less", Limit::AtMost),
    (" or fewer", Limit::AtMost),
];

/// What stands before a range in words, and between its ends.
pub const BETWEEN: &[(&str, &str)] = &[("between ", " and "), ("from ", " to "), ("", " to ")];
