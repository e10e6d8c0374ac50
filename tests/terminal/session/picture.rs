//! Screens as an animated SVG: all of them one below the other, and a window that jumps from one
//! to the next. Where motion is not wanted, the last one stands.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

use super::terminal::{COLUMNS, ROWS};

const CELL_WIDTH: f64 = 8.4;
const LINE_HEIGHT: u32 = 18;
const MARGIN: u32 = 14;
const GROUND: &str = "#1b1f27";
const INK: &str = "#d6dae2";

/// Screens, each with the seconds that it is shown.
pub(crate) struct Film {
    frames: Vec<(String, f64)>,
}

impl Film {
    pub(crate) fn new() -> Self {
        Self { frames: Vec::new() }
    }

    pub(crate) fn add(&mut self, screen: &Screen, seconds: f64) {
        self.frames.push((frame(screen), seconds));
    }

    pub(crate) fn svg(&self) -> String {
        let width = (f64::from(COLUMNS) * CELL_WIDTH) as u32 + 2 * MARGIN;
        let height = u32::from(ROWS) * LINE_HEIGHT + 2 * MARGIN;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
             <title>A conversation with coach in a terminal</title>\n<style>\n{}</style>\n\
             <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n\
             <svg width=\"{width}\" height=\"{height}\"><g class=\"film\" \
             fill=\"{INK}\">\n",
            self.style(height)
        );
        for (place, (frame, _)) in self.frames.iter().enumerate() {
            let down = place as u32 * height + MARGIN;
            let open = frame_opening(place);
            writeln!(svg, "{open} transform=\"translate({MARGIN} {down})\">\n{frame}</g>").unwrap();
        }
        svg.push_str("</g></svg>\n</svg>\n");
        svg
    }

    fn style(&self, height: u32) -> String {
        let total: f64 = self.frames.iter().map(|(_, seconds)| seconds).sum();
        let last = self.frames.len().saturating_sub(1) as u32 * height;
        let mut style = format!(
            "text {{ font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; \
             white-space: pre }}\n\
             .bold {{ font-weight: bold }}\n.dim {{ opacity: .65 }}\n\
             .film {{ transform: translateY(-{last}px); animation: film {total:.1}s step-end infinite }}\n\
             @media (prefers-reduced-motion) {{ .film {{ animation: none }} }}\n@keyframes film {{\n"
        );
        let mut passed = 0.0;
        for (place, (_, seconds)) in self.frames.iter().enumerate() {
            let (percent, up) = (100.0 * passed / total, place as u32 * height);
            writeln!(style, "{percent:.2}% {{ transform: translateY(-{up}px) }}").unwrap();
            passed += seconds;
        }
        style.push_str("}\n");
        style
    }
}

/// One screen as lines of SVG text.
pub(crate) fn frame(screen: &Screen) -> String {
    let mut frame = String::new();
    for row in 0..ROWS {
        let runs = runs(screen, row);
        if runs.is_empty() {
            continue;
        }
        let down = (u32::from(row) + 1) * LINE_HEIGHT - 4;
        for run in runs {
            let across = f64::from(run.column) * CELL_WIDTH;
            let length = f64::from(run.columns) * CELL_WIDTH;
            let (style, text) = (&run.style, escaped(&undated(&run.text)));
            writeln!(
                frame,
                "<text x=\"{across:.1}\" y=\"{down}\" textLength=\"{length:.1}\"{style}>{text}</text>"
            )
            .unwrap();
        }
    }
    frame
}

/// The frame at a place in a recorded film.
pub(crate) fn frame_in(svg: &str, place: usize) -> Option<&str> {
    let (_, from_here) = svg.split_once(&frame_opening(place))?;
    let (_, frame) = from_here.split_once(">\n")?;
    Some(frame.split_once("</g>")?.0)
}

fn frame_opening(place: usize) -> String {
    format!("<g id=\"frame{place}\"")
}

/// Neighbouring cells of one style, with no blanks at either end.
struct Run {
    column: u16,
    columns: u16,
    text: String,
    style: String,
}

fn runs(screen: &Screen, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut blanks = 0;
    for column in 0..COLUMNS {
        let Some(cell) = screen.cell(row, column) else { continue };
        if cell.is_wide_continuation() {
            continue;
        }
        if cell.contents().trim().is_empty() {
            blanks += 1;
            continue;
        }
        let (style, columns) = (style(cell), if cell.is_wide() { 2 } else { 1 });
        match runs.last_mut() {
            // A wider gap starts a new run, so that columns stay in line whatever the font.
            Some(run) if run.style == style && blanks < 2 => {
                run.text.extend((0..blanks).map(|_| ' '));
                run.text.push_str(cell.contents());
                run.columns += blanks + columns;
            }
            _ => runs.push(Run { column, columns, text: cell.contents().to_owned(), style }),
        }
        blanks = 0;
    }
    runs
}

fn style(cell: &Cell) -> String {
    let mut style = String::new();
    let classes: Vec<&str> = [(cell.bold(), "bold"), (cell.dim(), "dim")]
        .into_iter()
        .filter_map(|(is_so, class)| is_so.then_some(class))
        .collect();
    if !classes.is_empty() {
        write!(style, " class=\"{}\"", classes.join(" ")).unwrap();
    }
    if let Some(ink) = ink(cell.fgcolor()) {
        write!(style, " fill=\"{ink}\"").unwrap();
    }
    style
}

/// The sixteen colours in a softer tone; `None` for the default one, which the film has.
fn ink(colour: Color) -> Option<String> {
    const SIXTEEN: [&str; 16] = [
        "#5c6370", "#f07a83", "#9ccb7a", "#e3c078", "#6fb1f0", "#cf8ae0", "#62c3cc", "#d6dae2",
        "#8a91a0", "#f07a83", "#9ccb7a", "#e3c078", "#6fb1f0", "#cf8ae0", "#62c3cc", "#ffffff",
    ];
    match colour {
        Color::Default => None,
        Color::Idx(index) => Some(SIXTEEN.get(usize::from(index)).unwrap_or(&INK).to_string()),
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    }
}

/// The text with one date for every date, which would be another one tomorrow.
fn undated(text: &str) -> String {
    let is_date = |at: usize| {
        let pattern = "dddd-dd-dd".bytes();
        let found = text.as_bytes().get(at..at + 10)?;
        let mut pairs = pattern.zip(found);
        pairs
            .all(|(wanted, one)| match wanted {
                b'd' => one.is_ascii_digit(),
                other => *one == other,
            })
            .then_some(at)
    };
    let mut undated = text.to_owned();
    for at in (0..text.len()).filter_map(is_date) {
        undated.replace_range(at..at + 10, "2026-11-24");
    }
    undated
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
