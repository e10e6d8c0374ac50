//! Verdicts and bands against what buyers decided, as a picture that stands alone: SVG 1.1 with its own
//! styles, light or dark as the reader's system is, without scripts, fonts or pictures from elsewhere.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::Section;
use super::words::{interval_words, name, percent};
use crate::report::lines::{cut, one_line};
use crate::table::calibration::line::{Line, Subject};

/// The width of the picture: a page's column.
const WIDTH: i32 = 720;
/// Where the rates begin, behind the names.
const LEFT: i32 = 190;
/// Where they end, before the figures.
const RIGHT: i32 = 500;
/// From one row to the next.
const ROW: i32 = 28;
/// The room of a heading.
const HEADING: i32 = 40;
/// The room of the scale below.
const SCALE: i32 = 44;
/// The edge of the page.
const EDGE: i32 = 24;
/// The characters of a name that have room before the rates.
const NAME: usize = 22;
/// The characters of a title that have room.
const TITLE: usize = 60;
/// Half the height of the ends of an interval.
const END: i32 = 5;

/// The styles: those for dark stand beside those for light.
const STYLE: &str = "
text { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif;
  font-size: 12px; fill: #1f2430 }
.title { font-size: 17px; font-weight: 600 }
.heading { font-size: 13px; font-weight: 600 }
.muted { fill: #5b6472 }
.page { fill: #ffffff }
.grid { stroke: #dde2e9; stroke-width: 1 }
.all { stroke: #5b6472; stroke-width: 1.4; stroke-dasharray: 4 3 }
.interval { stroke-width: 2; stroke: #2f62c4 }
.rate { fill: #2f62c4 }
.fit.interval { stroke: #1d7a4a }
.fit.rate { fill: #1d7a4a }
.no-fit.interval { stroke: #c62f3b }
.no-fit.rate { fill: #c62f3b }
.not-yet.interval { stroke: #7d6a00 }
.not-yet.rate { fill: #7d6a00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8ebf0 }
  .muted { fill: #a3adbb }
  .page { fill: #14171c }
  .grid { stroke: #2b313a }
  .all { stroke: #a3adbb }
  .interval { stroke: #8fb2ff }
  .rate { fill: #8fb2ff }
  .fit.interval { stroke: #5ecb8f }
  .fit.rate { fill: #5ecb8f }
  .no-fit.interval { stroke: #ff7b83 }
  .no-fit.rate { fill: #ff7b83 }
  .not-yet.interval { stroke: #e3d05a }
  .not-yet.rate { fill: #e3d05a }
}
";

/// Writes a picture of all sections, one below the other.
///
/// # Errors
/// Where it can't be written.
pub fn write(sections: &[Section], out: &mut dyn Write) -> io::Result<()> {
    let height = EDGE + sections.iter().map(height).sum::<i32>();
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 1);
    let view = format!("0 0 {WIDTH} {height}");
    let (width, height) = (WIDTH.to_string(), height.to_string());
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", &view),
        ("width", &width),
        ("height", &height),
        ("role", "img"),
    ];
    writer.create_element("svg").with_attributes(attributes).write_inner_content(|writer| {
        let mut picture = Picture { writer, y: 0 };
        picture.texted("title", &[], "What buyers decided, by verdict and band")?;
        picture.texted("style", &[], STYLE)?;
        picture.empty("rect", &[("class", "page"), ("width", "100%"), ("height", "100%")])?;
        sections.iter().try_for_each(|section| picture.section(section))
    })?;
    writeln!(out)
}

/// The groups of rows of a section that have any.
fn parts<'s>(section: &'s Section) -> impl Iterator<Item = (&'static str, &'s [Line])> {
    let calibration = &section.calibration;
    let parts = [("Verdict", &calibration.verdicts[..]), ("Band", &calibration.bands[..])];
    parts.into_iter().filter(|(_, lines)| !lines.is_empty())
}

fn height(section: &Section) -> i32 {
    let rows = |lines: &[Line]| HEADING + ROW * i32::try_from(lines.len()).unwrap_or(0);
    HEADING + SCALE + parts(section).map(|(_, lines)| rows(lines)).sum::<i32>()
}

/// Where a rate stands.
fn place_of(rate: f64) -> String {
    format!("{:.1}", f64::from(LEFT) + rate * f64::from(RIGHT - LEFT))
}

struct Picture<'w, W> {
    writer: &'w mut Writer<W>,
    /// How far down it has got.
    y: i32,
}

impl<W: Write> Picture<'_, W> {
    fn section(&mut self, section: &Section) -> io::Result<()> {
        let title = cut(&one_line(&section.playbook.title), TITLE);
        self.y += HEADING;
        self.words("title", EDGE, "start", &title)?;
        self.words("muted", RIGHT + EDGE, "start", "chose us (95 %), n decided")?;
        // Below the title, with room for the words above the rate of all.
        let top = self.y + 24;
        let bottom = self.y + height(section) - HEADING - SCALE + ROW / 2;
        self.scale(section, top, bottom)?;
        for (heading, lines) in parts(section) {
            self.y += HEADING;
            self.words("heading", EDGE, "start", heading)?;
            for line in lines {
                self.y += ROW;
                self.row(section, line)?;
            }
        }
        self.y = bottom + SCALE - ROW / 2;
        Ok(())
    }

    /// The scale, and the rate of all across it.
    fn scale(&mut self, section: &Section, top: i32, bottom: i32) -> io::Result<()> {
        let here = self.y;
        for quarter in 0..=4_u8 {
            let rate = f64::from(quarter) / 4.0;
            let x = place_of(rate);
            self.upright("grid", &x, top, bottom)?;
            self.y = bottom + ROW / 2 + 2;
            self.text_at(("muted", "middle"), &x, &percent(rate))?;
        }
        self.y = here;
        let all = &section.calibration.all;
        let Some(rate) = all.rate().filter(|_| all.n() >= section.calibration.at_least) else {
            return Ok(());
        };
        let x = place_of(rate);
        self.upright("all", &x, top, bottom)?;
        self.y = top - 4;
        self.text_at(("muted", "middle"), &x, &format!("all {}", percent(rate)))?;
        self.y = here;
        Ok(())
    }

    fn row(&mut self, section: &Section, line: &Line) -> io::Result<()> {
        let id = name(section.playbook, line.subject);
        self.words("name", EDGE, "start", &cut(id, NAME))?;
        let tally = &line.sides.with;
        let told = tally.rate().zip(tally.interval());
        let told = told.filter(|_| tally.n() >= section.calibration.at_least);
        let Some((rate, interval)) = told else {
            let few = format!("n {}: too few", tally.n());
            return self.words("muted", RIGHT + EDGE, "start", &few);
        };
        let figures = format!("{} ({}), n {}", percent(rate), interval_words(interval), tally.n());
        self.words("figures", RIGHT + EDGE, "start", &figures)?;
        let class = class_of(section, line.subject);
        let (low, high, middle) = (place_of(interval.low), place_of(interval.high), self.y - 4);
        let (top, bottom) = (middle - END, middle + END);
        let way = format!("M{low} {middle}H{high}M{low} {top}V{bottom}M{high} {top}V{bottom}");
        let interval = format!("interval {class}");
        self.empty("path", &[("class", &interval), ("fill", "none"), ("d", &way)])?;
        let (class, middle) = (format!("rate {class}"), middle.to_string());
        let circle =
            [("class", class.as_str()), ("cx", &place_of(rate)), ("cy", &middle), ("r", "5")];
        self.empty("circle", &circle)
    }

    fn upright(&mut self, class: &str, x: &str, top: i32, bottom: i32) -> io::Result<()> {
        let (top, bottom) = (top.to_string(), bottom.to_string());
        let line = [("class", class), ("x1", x), ("x2", x), ("y1", &top), ("y2", &bottom)];
        self.empty("line", &line)
    }

    fn words(&mut self, class: &str, x: i32, anchor: &str, text: &str) -> io::Result<()> {
        self.text_at((class, anchor), &x.to_string(), text)
    }

    fn text_at(&mut self, (class, anchor): (&str, &str), x: &str, text: &str) -> io::Result<()> {
        let y = self.y.to_string();
        let attributes = [("class", class), ("x", x), ("y", &y), ("text-anchor", anchor)];
        self.texted("text", &attributes, text)
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let element = self.writer.create_element(name);
        element.with_attributes(attributes.iter().copied()).write_empty()?;
        Ok(())
    }

    fn texted(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        let element = self.writer.create_element(name).with_attributes(attributes.iter().copied());
        element.write_text_content(BytesText::new(text))?;
        Ok(())
    }
}

/// The verdict whose colour a row has.
fn class_of(section: &Section, subject: Subject) -> &'static str {
    match subject {
        Subject::Verdict(verdict) => verdict.name(),
        Subject::Band(band) => {
            section.playbook.scale.bands().get(band).map_or("", |band| band.verdict.name())
        }
        _ => "",
    }
}
