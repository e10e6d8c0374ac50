//! What we draw ourselves, along the gutter: rows that stay, and rows that go with the prompt
//! under them.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use crossterm::cursor::{MoveToColumn, MoveUp};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{execute, queue};
use unicode_width::UnicodeWidthStr;

use crate::text::characters::escaped;

/// What stands left of everything.
pub(super) const GUTTER: &str = "│";
/// The columns that the gutter and the gap after it take.
pub(super) const GUTTER_WIDTH: usize = 3;

pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const ACCENT: Style = AnsiColor::Cyan.on_default();
pub(super) const PLAIN: Style = Style::new();

/// The part of the screen that is ours.
#[derive(Debug)]
pub(super) struct Canvas {
    colour: bool,
    /// The widths of the rows that go when the prompt under them is answered.
    passing: Vec<usize>,
    /// The same of the rows that stay, a list for each answer with what was said before it.
    trail: Vec<Vec<usize>>,
}

/// A row before it is drawn; as many rows as its text needs.
#[derive(Debug)]
pub(super) struct Row {
    mark: &'static str,
    mark_style: Style,
    style: Style,
    text: String,
}

impl Row {
    /// A text that begins something, with a mark in the gutter's place.
    pub(super) fn new(
        mark: &'static str,
        mark_style: Style,
        style: Style,
        text: impl AsRef<str>,
    ) -> Self {
        Self { mark, mark_style, style, text: escaped(text.as_ref()) }
    }

    /// A text that goes on with something.
    pub(super) fn beside(style: Style, text: impl AsRef<str>) -> Self {
        Self::new(GUTTER, DIM, style, text)
    }

    /// The lines that it takes in a terminal of this width.
    fn lines(&self, width: usize) -> Vec<String> {
        wrapped(&self.text, width, GUTTER_WIDTH)
    }
}

/// How many rows of the screen these take.
pub(super) fn height_of(rows: &[Row]) -> usize {
    let (width, _) = size();
    rows.iter().map(|row| row.lines(width).len()).sum()
}

impl Canvas {
    pub(super) fn new(colour: bool) -> Self {
        Self { colour, passing: Vec::new(), trail: vec![Vec::new()] }
    }

    /// Whether colours and the like are wanted.
    pub(super) fn has_colour(&self) -> bool {
        self.colour
    }

    /// A text in a style.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        match self.colour {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }

    /// Draws rows that go with the prompt under them.
    pub(super) fn draw_passing(&mut self, rows: &[Row]) -> io::Result<()> {
        let drawn = self.draw(rows)?;
        self.passing.extend(drawn);
        Ok(())
    }

    /// How many rows there are that go with the prompt.
    pub(super) fn passing_height(&self) -> usize {
        self.passing.len()
    }

    /// Draws rows that stay.
    pub(super) fn draw_trail(&mut self, rows: &[Row]) -> io::Result<()> {
        let drawn = self.draw(rows)?;
        self.trail.last_mut().into_iter().for_each(|last| last.extend(&drawn));
        Ok(())
    }

    /// What is drawn from here on belongs to the next answer.
    pub(super) fn end_answer(&mut self) {
        self.trail.push(Vec::new());
    }

    /// Takes the last answer off the screen, and all that was said with it and since.
    pub(super) fn erase_last_answer(&mut self) -> io::Result<()> {
        self.passing = self.trail.pop().unwrap_or_default();
        match self.trail.last_mut() {
            Some(last) => self.passing.append(last),
            None => self.trail.push(Vec::new()),
        }
        self.erase_passing(0)
    }

    /// Takes the passing rows, and as many more under them, off the screen.
    pub(super) fn erase_passing(&mut self, more: u16) -> io::Result<()> {
        let (width, _) = size();
        // Where the terminal has become narrower since, a row takes several.
        let drawn: usize = self.passing.drain(..).map(|row| row.div_ceil(width).max(1)).sum();
        erase_up(u16::try_from(drawn).unwrap_or(u16::MAX).saturating_add(more))
    }

    fn draw(&self, rows: &[Row]) -> io::Result<Vec<usize>> {
        let (width, _) = size();
        let mut widths = Vec::new();
        let mut error = io::stderr().lock();
        for row in rows {
            let (mut mark, mut mark_style) = (row.mark, row.mark_style);
            for line in row.lines(width) {
                let gap = if line.is_empty() { "" } else { "  " };
                let (mark_text, text) =
                    (self.paint(mark_style, mark), self.paint(row.style, &line));
                writeln!(error, "{mark_text}{gap}{text}")?;
                widths.push(GUTTER_WIDTH + line.width());
                (mark, mark_style) = (GUTTER, DIM);
            }
        }
        error.flush()?;
        Ok(widths)
    }
}

/// Takes so many rows above the cursor, and everything below it, off the screen.
pub(super) fn erase_up(rows: u16) -> io::Result<()> {
    let mut error = io::stderr().lock();
    if rows > 0 {
        queue!(error, MoveUp(rows))?;
    }
    execute!(error, MoveToColumn(0), Clear(ClearType::FromCursorDown))
}

/// Lines that leave room for what stands before them, and never touch the last column.
pub(super) fn wrapped(text: &str, width: usize, before: usize) -> Vec<String> {
    let lines = textwrap::wrap(text, width.saturating_sub(before + 1).max(10));
    lines.into_iter().map(|line| line.into_owned()).collect()
}

/// The first text that fits a line in brackets, else the last.
pub(super) fn fitting(texts: &[&'static str]) -> &'static str {
    let (width, _) = size();
    let fits = |text: &&&'static str| text.width() + 3 <= width;
    texts.iter().find(fits).or(texts.last()).copied().unwrap_or_default()
}

/// Columns and rows.
pub(super) fn size() -> (usize, usize) {
    crossterm::terminal::size().map_or((80, 24), |(width, height)| {
        (usize::from(width).max(20), usize::from(height).max(8))
    })
}
