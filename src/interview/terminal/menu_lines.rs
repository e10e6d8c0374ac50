//! The lines of a menu: how they are numbered and wrapped, and how many of them there is room for.

use super::canvas::{Canvas, GUTTER, fitting, size, wrapped};
use crate::interview::ask::MenuEntry;
use crate::text::characters::escaped;

/// The columns before an option: gutter, pointer, space.
pub(super) const BEFORE_OPTION: usize = 5;
/// The columns that a checkbox adds to that.
pub(super) const CHECKBOX: usize = 4;
/// The rows of a prompt beside its options: its own line, an error, the keys, the cursor's line.
pub(super) const BESIDE_OPTIONS: usize = 5;
/// The rows that options get, if they need them; words around the question give way to them.
pub(super) const OPTION_ROWS: usize = 8;

/// The keys of a menu.
pub(super) fn keys_of_menu() -> &'static str {
    fitting(&[
        "1-9 ↑↓ move · enter choose · esc back · ctrl-c leave",
        "1-9 ↑↓ move · enter choose · esc back",
        "↑↓ · enter · esc back",
        "↑↓ enter esc",
    ])
}

/// How many options fit under what is drawn already.
pub(super) fn page_size(canvas: &Canvas, options: &[String]) -> usize {
    let (_, height) = size();
    let drawn = canvas.passing_height() + BESIDE_OPTIONS;
    let free = height.saturating_sub(drawn).max(OPTION_ROWS / 2);
    if rows_of(options) <= free {
        return options.len();
    }
    let tallest = options.iter().map(|option| option.lines().count()).max();
    (free / tallest.unwrap_or(1).max(1)).max(2)
}

/// Options as they are to be drawn after so many columns: numbered, long ones wrapped along the
/// gutter.
pub(super) fn options(labels: &[String], before: usize) -> Vec<String> {
    let plain = |label: &String| MenuEntry::plain(label.as_str());
    numbered(&labels.iter().map(plain).collect::<Vec<_>>(), before)
}

/// Lines of a menu as they are to be drawn after so many columns.
pub(super) fn numbered(entries: &[MenuEntry], before: usize) -> Vec<String> {
    let (width, _) = size();
    let digits = entries.len().to_string().len();
    let before = before + digits + 1;
    let next = format!("\n{GUTTER}{}", " ".repeat(before - 1));
    let line = |(place, entry): (usize, &MenuEntry)| {
        let mut lines = wrapped(&escaped(&entry.text), width, before + 2);
        if let Some(detail) = &entry.detail {
            let detail = wrapped(&escaped(detail), width, before + 2);
            lines.extend(detail.into_iter().map(|line| format!("  {line}")));
        }
        format!("{:>digits$} {}", place + 1, lines.join(&next))
    };
    entries.iter().enumerate().map(line).collect()
}

/// How many lines options take.
pub(super) fn rows_of(options: &[String]) -> usize {
    options.iter().map(|option| option.lines().count()).sum()
}
