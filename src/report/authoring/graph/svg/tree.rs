//! A tree from left to right: what follows on an answer stands to the right of it, and a question in
//! the middle of what follows.

use super::scene::{Card, LINE, Line, Place, Scene, Words, wrapped};
use crate::authoring::graph::model::{Graph, Shape};

const MARGIN: i32 = 24;
const HEADER: i32 = 64;
const QUESTION_WIDTH: i32 = 250;
const LEAF_WIDTH: i32 = 110;
/// The room between a question and what follows, for the answer.
const ANSWER_WIDTH: i32 = 190;
/// The part of it in which the lines part.
const FORK: i32 = 26;
const BETWEEN_ROWS: i32 = 12;

/// Where everything stands.
pub(super) fn scene(graph: &Graph) -> Scene {
    let width_of = |shape| if shape == Shape::Question { QUESTION_WIDTH } else { LEAF_WIDTH };
    let mut scene = Scene {
        title: graph.title.clone(),
        has_holds: graph.has_holds(),
        width: 0,
        height: 0,
        areas: Vec::new(),
        lines: Vec::new(),
        cards: graph.nodes.iter().map(|node| Card::of(node, width_of(node.shape))).collect(),
        words: Vec::new(),
    };
    let end = place(graph, &mut scene, 0, Place { x: MARGIN, y: HEADER });
    for edge in &graph.edges {
        let (from, to) = (scene.cards[edge.from].right(), scene.cards[edge.to].left());
        let fork = from.x + FORK;
        let path = format!("M{} {}H{fork}V{}H{}", from.x, from.y, to.y, to.x - 5);
        let class = scene.cards[edge.to].class;
        scene.lines.push(Line { class, path, tip: Some(to) });
        let lines = answer(&edge.label);
        let first = to.y - 6 - (lines.len() as i32 - 1) * LINE;
        for (number, text) in lines.into_iter().enumerate() {
            let at = Place { x: fork + 8, y: first + number as i32 * LINE };
            scene.words.push(Words { at, class: "answer", text });
        }
    }
    let right = scene.cards.iter().map(|card| card.at.x + card.width).max().unwrap_or(0);
    scene.width = right + MARGIN;
    scene.height = end - BETWEEN_ROWS + MARGIN;
    scene
}

/// Places a box and all that follows, from a height on, and tells where that ends.
fn place(graph: &Graph, scene: &mut Scene, node: usize, at: Place) -> i32 {
    let height = scene.cards[node].height;
    let x = at.x + scene.cards[node].width + ANSWER_WIDTH;
    let mut y = at.y;
    let mut middles = Vec::new();
    for edge in graph.edges.iter().filter(|edge| edge.from == node) {
        // The answer stands above its line, and may need more room there than the box has.
        let words = answer(&edge.label).len() as i32 * LINE + 6;
        let above = (words - scene.cards[edge.to].height / 2).max(0);
        y = place(graph, scene, edge.to, Place { x, y: y + above });
        middles.push(scene.cards[edge.to].left().y);
    }
    let middle = match (middles.first(), middles.last()) {
        (Some(first), Some(last)) => (first + last) / 2,
        _ => at.y + height / 2,
    };
    let top = (middle - height / 2).max(at.y);
    scene.cards[node].at = Place { x: at.x, y: top };
    y.max(top + height + BETWEEN_ROWS)
}

fn answer(label: &str) -> Vec<String> {
    wrapped(label, ANSWER_WIDTH - FORK - 14)
}
