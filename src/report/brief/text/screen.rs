//! A call sheet on one screen: where there is no room for all of it, texts end early, and of what was
//! said the first statements stand there.

use super::super::page::{Item, Page, Section, THEY_SAID};
use super::layout::laid_out;
use crate::report::lines::{lines_within, one_line};
use crate::report::verdicts::verdict_role;
use crate::text::styles::{Role, styled};

/// The lines of a terminal of 80 columns, less the one that the sheet ends with.
const LINES: usize = 23;
/// The columns of such a terminal.
const COLUMNS: usize = 80;
/// A narrower one has room for a line more for so many columns less: 34 lines at 50 columns.
const COLUMNS_OF_A_LINE: usize = 3;
/// What was said has so many lines at least, unless nothing else can be shortened.
const LEAST_SAID: usize = 6;

/// How much room texts are given.
const ROOMIEST_FIRST: [Room; 5] = [
    Room { of_said: 3, of_text: 3, is_apart: true },
    Room { of_said: 2, of_text: 2, is_apart: true },
    Room { of_said: 3, of_text: 3, is_apart: false },
    Room { of_said: 2, of_text: 2, is_apart: false },
    Room { of_said: 2, of_text: 1, is_apart: false },
];

#[derive(Clone, Copy)]
struct Room {
    /// The lines of one thing said.
    of_said: usize,
    /// The lines of another text.
    of_text: usize,
    /// Whether sections stand apart.
    is_apart: bool,
}

/// The lines of a call sheet.
pub(super) fn lines(page: &Page, width: usize) -> Vec<String> {
    let most = LINES + COLUMNS.saturating_sub(width) / COLUMNS_OF_A_LINE;
    let said = page.sections.iter().find(|section| section.title == THEY_SAID);
    let wanted = |room: Room| said.map_or(0, |said| section_lines(said, width, room).len());
    let fits = |room: &&Room| rest_of(page, width, **room) + wanted(**room).min(LEAST_SAID) <= most;
    let roomy = |room: &&Room| rest_of(page, width, **room) + wanted(**room) <= most;
    let room = ROOMIEST_FIRST.iter().find(roomy).or(ROOMIEST_FIRST.iter().find(fits));
    let room = *room.unwrap_or(&ROOMIEST_FIRST[4]);
    let left = most.saturating_sub(rest_of(page, width, room)).max(2);
    let mut lines = head_lines(page, width, room);
    for section in &page.sections {
        match section.title == THEY_SAID {
            true => lines.extend(first_lines(section, width, room, left)),
            false => lines.extend(section_lines(section, width, room)),
        }
    }
    lines
}

/// How many lines there are beside those of what was said.
fn rest_of(page: &Page, width: usize, room: Room) -> usize {
    let others = page.sections.iter().filter(|section| section.title != THEY_SAID);
    let others: usize = others.map(|section| section_lines(section, width, room).len()).sum();
    head_lines(page, width, room).len() + others
}

fn head_lines(page: &Page, width: usize, room: Room) -> Vec<String> {
    let verdict = styled(page.verdict_words, verdict_role(page.verdict));
    let reason = format!("{verdict} — {}", one_line(&page.reason));
    let texts = [reason].into_iter().chain(page.opening.iter().map(|text| one_line(text)));
    texts.flat_map(|text| lines_within(&text, "", "", (width, room.of_text.max(2)))).collect()
}

fn section_lines(section: &Section, width: usize, room: Room) -> Vec<String> {
    let most = if section.title == THEY_SAID { room.of_said } else { room.of_text };
    let items = section.items.iter().flat_map(|item| item_lines(item, width, most));
    title_lines(section, room).into_iter().chain(items).collect()
}

/// A section as far as there is room for it, with how many items there is none for.
fn first_lines(section: &Section, width: usize, room: Room, most: usize) -> Vec<String> {
    let whole = section_lines(section, width, room);
    if whole.len() <= most {
        return whole;
    }
    let mut lines = title_lines(section, room);
    let mut left = section.items.len();
    for item in &section.items {
        let of_item = item_lines(item, width, room.of_said);
        if lines.len() + of_item.len() >= most {
            break;
        }
        lines.extend(of_item);
        left -= 1;
    }
    lines.push(format!("  and {left} more"));
    lines
}

fn title_lines(section: &Section, room: Room) -> Vec<String> {
    let title = styled(&section.title, Role::Heading);
    let blank = room.is_apart.then(String::new);
    blank.into_iter().chain([title]).collect()
}

fn item_lines(item: &Item, width: usize, most: usize) -> Vec<String> {
    let (text, first, rest) = laid_out(item);
    lines_within(&text, &first, &rest, (width, most))
}
