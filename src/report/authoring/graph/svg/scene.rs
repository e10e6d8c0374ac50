//! A picture before it is written: everything has its place, in pixels from the upper left corner.

use crate::authoring::graph::model::{self, Node};

/// The height of a line of words.
pub(super) const LINE: i32 = 16;

/// The room between a card's border and its words.
const INSET: i32 = 10;

/// About how wide a letter is, in tenths of a pixel; wider than most, so that words stay inside.
const LETTER: i32 = 66;

/// Everything that is to be seen.
pub(super) struct Scene {
    pub(super) title: String,
    /// Whether there is a hold in it, or the verdict that one makes.
    pub(super) has_holds: bool,
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) areas: Vec<Area>,
    pub(super) lines: Vec<Line>,
    pub(super) cards: Vec<Card>,
    pub(super) words: Vec<Words>,
}

/// A stage's ground.
pub(super) struct Area {
    pub(super) at: Place,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A box with words.
pub(super) struct Card {
    pub(super) at: Place,
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) class: &'static str,
    pub(super) name: String,
    pub(super) tag: String,
    pub(super) text: Vec<String>,
    pub(super) gate: Vec<String>,
    pub(super) why: Option<String>,
}

/// A line with an arrow's tip where it has one.
pub(super) struct Line {
    pub(super) class: &'static str,
    /// The line in SVG's own words for paths.
    pub(super) path: String,
    /// Where the tip is; it points to the right.
    pub(super) tip: Option<Place>,
}

/// Words outside cards.
pub(super) struct Words {
    pub(super) at: Place,
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Card {
    /// A node as a card of this width, without a place yet.
    pub(super) fn of(node: &Node, width: i32) -> Self {
        let text = wrapped(&node.text, width - 2 * INSET);
        let gate = node.gate.as_ref().map(|gate| format!("only where {gate}"));
        let gate = wrapped(gate.as_deref().unwrap_or_default(), width - 2 * INSET);
        let lines = 1 + text.len() + gate.len();
        Self {
            at: Place { x: 0, y: 0 },
            width,
            height: lines as i32 * LINE + 14,
            class: node.shape.class(),
            name: node.name.clone(),
            tag: node.tag.clone(),
            text,
            gate,
            why: node.why.clone(),
        }
    }

    /// The middle of its left side.
    pub(super) fn left(&self) -> Place {
        Place { x: self.at.x, y: self.at.y + self.height / 2 }
    }

    /// The middle of its right side.
    pub(super) fn right(&self) -> Place {
        Place { x: self.at.x + self.width, y: self.at.y + self.height / 2 }
    }

    /// Its lower end.
    pub(super) fn bottom(&self) -> i32 {
        self.at.y + self.height
    }
}

impl Line {
    /// A curve from left to right between two places.
    pub(super) fn curve(class: &'static str, from: Place, to: Place) -> Self {
        let middle = (from.x + to.x) / 2;
        let end = to.x - 5;
        let path =
            format!("M{} {}C{middle} {} {middle} {} {end} {}", from.x, from.y, from.y, to.y, to.y);
        Self { class, path, tip: Some(to) }
    }
}

/// Words in lines that fit into a width.
pub(super) fn wrapped(text: &str, width: i32) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let columns = usize::try_from(width * 10 / LETTER).unwrap_or(1).max(1);
    model::wrapped(text, columns)
}
