//! What a text looks like on a terminal, by the part that it plays.
//!
//! Styles are written wherever they belong, as escape sequences: the stream that is written to drops
//! them where they are not wanted, for each stream by itself.

use colored::{Color, ColoredString, Colorize, control};

/// The part that a text plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// As any other text.
    Plain,
    /// What stands above others.
    Heading,
    /// What something is called by.
    Name,
    /// What says what follows it, and what matters less.
    Note,
    /// As [`Role::Note`], where a terminal's own dimming would not match that of its prompts.
    Hint,
    /// What speaks for something.
    Good,
    /// What speaks against it, or is wrong.
    Bad,
    /// What is open, or to be looked at.
    Open,
    /// How it comes out: well, badly, or not yet.
    Verdict(Outcome),
}

/// How something comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Good,
    /// As it should not.
    Bad,
    /// It is open.
    Open,
}

/// A text in the style of its role.
pub fn styled(text: &str, role: Role) -> String {
    // What `colored` would find out by itself is about standard output alone, and once for all.
    control::set_override(true);
    in_style(text, role).to_string()
}

fn in_style(text: &str, role: Role) -> ColoredString {
    match role {
        Role::Plain => text.clear(),
        Role::Heading => text.bold(),
        Role::Name => text.cyan(),
        Role::Note => text.dimmed(),
        Role::Hint => text.bright_black(),
        Role::Good => text.color(colour(Outcome::Good)),
        Role::Bad => text.color(colour(Outcome::Bad)),
        Role::Open => text.color(colour(Outcome::Open)),
        Role::Verdict(outcome) => text.color(colour(outcome)).bold(),
    }
}

fn colour(outcome: Outcome) -> Color {
    match outcome {
        Outcome::Good => Color::Green,
        Outcome::Bad => Color::Red,
        Outcome::Open => Color::Yellow,
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Role, styled};

    #[test]
    fn a_role_has_one_look() {
        let looks = [
            (Role::Plain, "it"),
            (Role::Heading, "\u{1b}[1mit\u{1b}[0m"),
            (Role::Name, "\u{1b}[36mit\u{1b}[0m"),
            (Role::Note, "\u{1b}[2mit\u{1b}[0m"),
            (Role::Hint, "\u{1b}[90mit\u{1b}[0m"),
            (Role::Good, "\u{1b}[32mit\u{1b}[0m"),
            (Role::Bad, "\u{1b}[31mit\u{1b}[0m"),
            (Role::Open, "\u{1b}[33mit\u{1b}[0m"),
            (Role::Verdict(Outcome::Good), "\u{1b}[1;32mit\u{1b}[0m"),
            (Role::Verdict(Outcome::Bad), "\u{1b}[1;31mit\u{1b}[0m"),
            (Role::Verdict(Outcome::Open), "\u{1b}[1;33mit\u{1b}[0m"),
        ];
        for (role, look) in looks {
            assert_eq!(styled("it", role), look);
        }
    }
}
