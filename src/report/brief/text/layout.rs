//! How an item of a page is laid out in a terminal, and in which role its words stand there.

use super::super::page::{Item, Mark, Tone};
use crate::report::lines::one_line;
use crate::text::styles::{Role, styled};

/// How much room the tags before rules take.
const TAG_WIDTH: usize = 10;

/// The text of an item, and what stands before its first line and before the others.
pub(super) fn laid_out(item: &Item) -> (String, String, String) {
    let text = one_line(&item.text);
    let (first, rest, text) = match &item.mark {
        Mark::None => ("  ".to_owned(), 2, text),
        Mark::Number(number) => (format!("{number:>3}. "), 5, text),
        Mark::Tag(tone, tag) => {
            let tag = styled(&format!("{tag:<TAG_WIDTH$}"), tone_role(*tone));
            (format!("  {tag} "), TAG_WIDTH + 3, text)
        }
        Mark::Name(name) => {
            ("  ".to_owned(), 4, format!("{} {text}", styled(&format!("{name}:"), Role::Name)))
        }
    };
    (text, first, " ".repeat(rest))
}

fn tone_role(tone: Tone) -> Role {
    match tone {
        Tone::For => Role::Good,
        Tone::Against => Role::Bad,
        Tone::Open => Role::Open,
    }
}
