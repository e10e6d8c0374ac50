//! From a scene to SVG.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::scene::{Area, Card, LINE, Line, Place, Scene, Words};
use super::style::{STYLE, STYLE_OF_HOLDS};

/// Writes a scene as SVG.
pub(super) fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 1);
    Canvas(&mut writer).picture(scene)?;
    writeln!(out)
}

struct Canvas<'w, W>(&'w mut Writer<W>);

impl<W: Write> Canvas<'_, W> {
    fn picture(&mut self, scene: &Scene) -> io::Result<()> {
        let (width, height) = (scene.width.to_string(), scene.height.to_string());
        let view = format!("0 0 {width} {height}");
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &view),
            ("width", &width),
            ("height", &height),
            ("role", "img"),
        ];
        self.0.create_element("svg").with_attributes(attributes).write_inner_content(|writer| {
            let mut canvas = Canvas(writer);
            canvas.texted("title", &[], &scene.title)?;
            let of_holds = if scene.has_holds { STYLE_OF_HOLDS } else { "" };
            canvas.texted("style", &[], &format!("{STYLE}{of_holds}"))?;
            let page = [("class", "page"), ("width", "100%"), ("height", "100%")];
            canvas.empty("rect", &page)?;
            canvas.words(Place { x: 24, y: 38 }, "title", &scene.title)?;
            scene.areas.iter().try_for_each(|area| canvas.area(area))?;
            scene.lines.iter().try_for_each(|line| canvas.line(line))?;
            scene.cards.iter().try_for_each(|card| canvas.card(card))?;
            let outside = |words: &Words| canvas.words(words.at, words.class, &words.text);
            scene.words.iter().try_for_each(outside)
        })?;
        Ok(())
    }

    fn area(&mut self, area: &Area) -> io::Result<()> {
        self.rectangle("stage", area.at, area.width, area.height, 10)
    }

    fn line(&mut self, line: &Line) -> io::Result<()> {
        let class = format!("line {}", line.class);
        self.empty("path", &[("class", &class), ("d", &line.path)])?;
        let Some(Place { x, y }) = line.tip else { return Ok(()) };
        let class = format!("tip {}", line.class);
        let tip = format!("M{x} {y}l-7 -3.5v7z");
        self.empty("path", &[("class", &class), ("d", &tip)])
    }

    fn card(&mut self, card: &Card) -> io::Result<()> {
        self.0.create_element("g").write_inner_content(|writer| {
            let mut canvas = Canvas(writer);
            if let Some(why) = &card.why {
                canvas.texted("title", &[], why)?;
            }
            canvas.rectangle("card", card.at, card.width, card.height, 6)?;
            let bar = Place { x: card.at.x, y: card.at.y + 6 };
            canvas.rectangle(&format!("bar {}", card.class), bar, 4, card.height - 12, 2)?;
            let x = card.at.x + 12;
            let mut y = card.at.y + 19;
            canvas.words(Place { x, y }, "name", &card.name)?;
            if !card.tag.is_empty() {
                canvas.tag(card, y)?;
            }
            for (class, lines) in [("text", &card.text), ("gate-words", &card.gate)] {
                for line in lines {
                    y += LINE;
                    canvas.words(Place { x, y }, class, line)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The tag, at the right end of a card's first line.
    fn tag(&mut self, card: &Card, y: i32) -> io::Result<()> {
        let (x, y) = ((card.at.x + card.width - 10).to_string(), y.to_string());
        let attributes = [("class", "tag"), ("text-anchor", "end"), ("x", &x), ("y", &y)];
        self.texted("text", &attributes, &card.tag)
    }

    fn words(&mut self, at: Place, class: &str, text: &str) -> io::Result<()> {
        let (x, y) = (at.x.to_string(), at.y.to_string());
        self.texted("text", &[("class", class), ("x", &x), ("y", &y)], text)
    }

    fn rectangle(
        &mut self,
        class: &str,
        at: Place,
        width: i32,
        height: i32,
        corner: i32,
    ) -> io::Result<()> {
        let [x, y, width, height, corner] =
            [at.x, at.y, width, height, corner].map(|number| number.to_string());
        let attributes = [
            ("class", class),
            ("x", &x),
            ("y", &y),
            ("width", &width),
            ("height", &height),
            ("rx", &corner),
        ];
        self.empty("rect", &attributes)
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let element = self.0.create_element(name);
        element.with_attributes(attributes.iter().copied()).write_empty()?;
        Ok(())
    }

    fn texted(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        let element = self.0.create_element(name).with_attributes(attributes.iter().copied());
        element.write_text_content(BytesText::new(text))?;
        Ok(())
    }
}
