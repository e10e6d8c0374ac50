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
    let mut tried: Vec<Sheet> = Vec::new();
    for room in ROOMIEST_FIRST {
        let sheet = Sheet::of(page, width, room);
        if sheet.rest() + sheet.said() <= most {
            return sheet.within(most);
        }
        tried.push(sheet);
    }
    let last = tried.pop();
    let fits = |sheet: &Sheet| sheet.rest() + sheet.said().min(LEAST_SAID) <= most;
    tried.into_iter().find(fits).or(last).map_or_else(Vec::new, |sheet| sheet.within(most))
}

/// A call sheet with so much room for each text.
struct Sheet {
    head: Vec<String>,
    sections: Vec<Laid>,
}

/// A section, item by item.
struct Laid {
    /// Whether it gives way where there is no room for all.
    is_said: bool,
    title: Vec<String>,
    items: Vec<Vec<String>>,
}

impl Sheet {
    fn of(page: &Page, width: usize, room: Room) -> Self {
        let sections = page.sections.iter().map(|section| Laid::of(section, width, room));
        Self { head: head_lines(page, width, room), sections: sections.collect() }
    }

    /// How many lines what was said takes.
    fn said(&self) -> usize {
        self.sections.iter().filter(|laid| laid.is_said).flat_map(Laid::lines).count()
    }

    /// How many lines there are beside those of what was said.
    fn rest(&self) -> usize {
        let others = self.sections.iter().filter(|laid| !laid.is_said);
        self.head.len() + others.map(|laid| laid.lines().count()).sum::<usize>()
    }

    /// Its lines; what was said as far as there is room for it.
    fn within(self, most: usize) -> Vec<String> {
        let left = most.saturating_sub(self.rest()).max(2);
        let sections = self.sections.into_iter().flat_map(|laid| match laid.is_said {
            true => laid.first(left),
            false => laid.lines().cloned().collect(),
        });
        self.head.into_iter().chain(sections).collect()
    }
}

impl Laid {
    fn of(section: &Section, width: usize, room: Room) -> Self {
        let is_said = section.title == THEY_SAID;
        let most = if is_said { room.of_said } else { room.of_text };
        let items = section.items.iter().map(|item| item_lines(item, width, most));
        Self { is_said, title: title_lines(section, room), items: items.collect() }
    }

    fn lines(&self) -> impl Iterator<Item = &String> {
        self.title.iter().chain(self.items.iter().flatten())
    }

    /// As far as there is room for it, with how many items there is none for.
    fn first(self, most: usize) -> Vec<String> {
        if self.lines().count() <= most {
            return self.lines().cloned().collect();
        }
        let mut lines = self.title;
        let mut left = self.items.len();
        for item in self.items {
            if lines.len() + item.len() >= most {
                break;
            }
            lines.extend(item);
            left -= 1;
        }
        lines.push(format!("  and {left} more"));
        lines
    }
}

fn head_lines(page: &Page, width: usize, room: Room) -> Vec<String> {
    let verdict = styled(page.verdict_words, verdict_role(page.verdict));
    let reason = format!("{verdict} — {}", one_line(&page.reason));
    let texts = [reason].into_iter().chain(page.opening.iter().map(|text| one_line(text)));
    texts.flat_map(|text| lines_within(&text, "", "", (width, room.of_text.max(2)))).collect()
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
