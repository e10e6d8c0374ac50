//! What we draw ourselves, along the gutter: rows that stay, and rows that go with the prompt
//! under them.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU16, Ordering};

use crossterm::cursor::{MoveDown, MoveTo, MoveToColumn, MoveUp};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{execute, queue};
use unicode_width::UnicodeWidthStr;

use crate::text::characters::escaped;
use crate::text::styles::{Role, styled};

/// What stands left of everything.
pub(super) const GUTTER: &str = "│";
/// The columns that the gutter and the gap after it take.
pub(super) const GUTTER_WIDTH: usize = 3;

/// The lines that are drawn below the cursor's, wherever the process ends. Changed under the lock of
/// standard error, together with the screen.
static BELOW: AtomicU16 = AtomicU16::new(0);

/// The part of the screen that is ours.
#[derive(Debug)]
pub(super) struct Canvas {
    colour: bool,
    /// What goes when the prompt under it is answered.
    passing: Vec<Drawn>,
    /// What stays, a list for each answer with what was said before it.
    trail: Vec<Vec<Drawn>>,
}

/// A row that was drawn, and the widths of its lines.
#[derive(Debug, Clone)]
struct Drawn {
    row: Row,
    widths: Vec<usize>,
}

/// A row before it is drawn; as many lines as its text needs.
#[derive(Debug, Clone)]
pub(super) struct Row {
    mark: &'static str,
    mark_role: Role,
    role: Role,
    text: String,
}

impl Row {
    /// A text that begins something, with a mark in the gutter's place.
    pub(super) fn new(
        mark: &'static str,
        mark_role: Role,
        role: Role,
        text: impl AsRef<str>,
    ) -> Self {
        // The lines of a text that was written in several stay lines.
        let lines: Vec<String> = text.as_ref().split('\n').map(escaped).collect();
        Self { mark, mark_role, role, text: lines.join("\n") }
    }

    /// A text that goes on with something.
    pub(super) fn beside(role: Role, text: impl AsRef<str>) -> Self {
        Self::new(GUTTER, Role::Note, role, text)
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

    /// A text in the style of its role.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        match self.colour {
            true => styled(text, role),
            false => text.to_owned(),
        }
    }

    /// Draws rows that go with the prompt under them.
    pub(super) fn draw_passing(&mut self, rows: &[Row]) -> io::Result<()> {
        let drawn = self.draw(rows)?;
        self.passing.extend(drawn);
        Ok(())
    }

    /// How many lines there are that go with the prompt.
    pub(super) fn passing_height(&self) -> usize {
        self.passing.iter().map(|drawn| drawn.widths.len()).sum()
    }

    /// Draws rows that stay.
    pub(super) fn draw_trail(&mut self, rows: &[Row]) -> io::Result<()> {
        let drawn = self.draw(rows)?;
        self.trail.last_mut().into_iter().for_each(|last| last.extend_from_slice(&drawn));
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
        self.erase_passing()
    }

    /// Takes the passing rows off the screen.
    pub(super) fn erase_passing(&mut self) -> io::Result<()> {
        let (width, _) = size();
        // Where the terminal has become narrower since, a line takes several.
        let lines = self.passing.drain(..).flat_map(|drawn| drawn.widths);
        let drawn: usize = lines.map(|line| line.div_ceil(width).max(1)).sum();
        erase_up(drawn)
    }

    /// Draws everything again on an empty screen: of what stays the last answers that fit, and
    /// what goes with the prompt, with so many lines free below for the prompt.
    pub(super) fn repaint(&mut self, needed: usize) -> io::Result<()> {
        erase_screen()?;
        let (_, height) = size();
        let rows = |drawn: Vec<Drawn>| drawn.into_iter().map(|drawn| drawn.row).collect();
        let passing: Vec<Row> = rows(std::mem::take(&mut self.passing));
        let mut free = height.saturating_sub(height_of(&passing) + needed);
        let mut answers: Vec<Vec<Row>> = Vec::new();
        for answer in std::mem::take(&mut self.trail).into_iter().rev().map(rows) {
            let Some(left) = free.checked_sub(height_of(&answer)) else { break };
            free = left;
            answers.push(answer);
        }
        for answer in answers.into_iter().rev() {
            let drawn = self.draw(&answer)?;
            self.trail.push(drawn);
        }
        if self.trail.is_empty() {
            self.end_answer();
        }
        self.draw_passing(&passing)
    }

    fn draw(&self, rows: &[Row]) -> io::Result<Vec<Drawn>> {
        let (width, _) = size();
        let mut error = io::stderr().lock();
        let drawn = rows.iter().map(|row| self.draw_row(row, width, &mut error)).collect();
        error.flush()?;
        drawn
    }

    fn draw_row(&self, row: &Row, width: usize, out: &mut dyn Write) -> io::Result<Drawn> {
        let (mut mark, mut mark_role) = (row.mark, row.mark_role);
        let mut widths = Vec::new();
        for line in row.lines(width) {
            let gap = if line.is_empty() { "" } else { "  " };
            let (mark_text, text) = (self.paint(mark_role, mark), self.paint(row.role, &line));
            writeln!(out, "{mark_text}{gap}{text}")?;
            widths.push(GUTTER_WIDTH + line.width());
            (mark, mark_role) = (GUTTER, Role::Note);
        }
        Ok(Drawn { row: row.clone(), widths })
    }
}

/// Moves all that stands on the screen out of it, where it can still be scrolled to.
pub(super) fn scroll_away() -> io::Result<()> {
    let (_, height) = size();
    io::stderr().write_all("\n".repeat(height).as_bytes())
}

/// Takes so many rows above the cursor, and everything below it, off the screen.
pub(super) fn erase_up(rows: usize) -> io::Result<()> {
    let mut error = io::stderr().lock();
    BELOW.store(0, Ordering::Relaxed);
    if rows > 0 {
        queue!(error, MoveUp(count(rows)))?;
    }
    execute!(error, MoveToColumn(0), Clear(ClearType::FromCursorDown))
}

fn erase_screen() -> io::Result<()> {
    let mut error = io::stderr().lock();
    BELOW.store(0, Ordering::Relaxed);
    execute!(error, Clear(ClearType::All), MoveTo(0, 0))
}

/// Puts the cursor from below all that is drawn so many rows up, into the midst of it.
pub(super) fn step_into(rows: usize, column: usize) -> io::Result<()> {
    let mut error = io::stderr().lock();
    BELOW.store(count(rows), Ordering::Relaxed);
    execute!(error, MoveUp(count(rows)), MoveToColumn(count(column)))
}

/// Puts the cursor below all that is drawn, so that whatever is written next spoils nothing of it.
pub(super) fn step_out() -> io::Result<()> {
    let mut error = io::stderr().lock();
    match BELOW.swap(0, Ordering::Relaxed) {
        0 => Ok(()),
        rows => execute!(error, MoveDown(rows), MoveToColumn(0)),
    }
}

/// Rows or columns as the terminal counts them.
fn count(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

/// Lines that leave room for what stands before them, and never touch the last column.
pub(super) fn wrapped(text: &str, width: usize, before: usize) -> Vec<String> {
    // A date is not torn at its hyphens.
    let options = textwrap::Options::new(width.saturating_sub(before + 1).max(10))
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(text, options);
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
