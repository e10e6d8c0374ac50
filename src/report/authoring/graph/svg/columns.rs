//! A playbook in three columns: the stages with their questions, the rules that test them, and the
//! verdict.
//!
//! The order within a column is the playbook's, and a rule stands beside the stage of the last
//! question that it needs, so lines are short and seldom cross. What rules do to the verdict goes
//! along one track for each kind rather than in a line for each rule.

use super::scene::{Area, Card, LINE, Line, Place, Scene, Words, wrapped};
use crate::authoring::graph::model::{Edge, EdgeKind, Graph, Node, Shape};

const MARGIN: i32 = 24;
const HEADER: i32 = 64;
/// The room for gates at the left of questions.
const GATES: i32 = 44;
const QUESTION_WIDTH: i32 = 330;
const STAGE_WIDTH: i32 = GATES + QUESTION_WIDTH + 16;
const RULES_AT: i32 = MARGIN + STAGE_WIDTH + 170;
const RULE_WIDTH: i32 = 310;
const TRACKS_AT: i32 = RULES_AT + RULE_WIDTH + 28;
const VERDICTS_AT: i32 = TRACKS_AT + 90;
const VERDICT_WIDTH: i32 = 210;
const BETWEEN_CARDS: i32 = 10;
const BETWEEN_STAGES: i32 = 22;
/// The most that cards are moved apart to use the room beside them.
const MOST_BETWEEN: i32 = 80;

/// Where everything stands.
pub(super) fn scene(graph: &Graph) -> Scene {
    let mut scene = Scene {
        title: graph.title.clone(),
        has_holds: graph.has_holds(),
        width: VERDICTS_AT + VERDICT_WIDTH + MARGIN,
        height: 0,
        areas: Vec::new(),
        lines: Vec::new(),
        cards: graph.nodes.iter().map(|node| Card::of(node, width_of(node))).collect(),
        words: Vec::new(),
    };
    let mut top = HEADER;
    for stage in 0..graph.groups.len() {
        top = place_stage(graph, &mut scene, stage, top) + BETWEEN_STAGES;
    }
    let end = place_verdicts(graph, &mut scene);
    scene.height = top.max(end) + MARGIN - BETWEEN_STAGES;
    draw_lines(graph, &mut scene);
    draw_tracks(graph, &mut scene);
    scene
}

fn width_of(node: &Node) -> i32 {
    match node.shape {
        Shape::Question => QUESTION_WIDTH,
        Shape::Disqualifier | Shape::MustHave | Shape::Hold | Shape::Signal(_) => RULE_WIDTH,
        _ => VERDICT_WIDTH,
    }
}

/// Places a stage with its questions and rules from `top` on, and tells where it ends.
fn place_stage(graph: &Graph, scene: &mut Scene, stage: usize, top: i32) -> i32 {
    let group = &graph.groups[stage];
    let x = MARGIN + GATES;
    let mut y = top + 24;
    scene.words.push(Words { at: Place { x, y }, class: "heading", text: group.title.clone() });
    for text in wrapped(&group.text, QUESTION_WIDTH) {
        y += LINE;
        scene.words.push(Words { at: Place { x, y }, class: "muted", text });
    }
    let first = y + 14;
    let questions: Vec<usize> =
        (0..graph.nodes.len()).filter(|node| graph.nodes[*node].group == Some(stage)).collect();
    let rules = rules_beside(graph, stage);
    let bottom = (first + height_of(scene, &questions)).max(top + height_of(scene, &rules)) + 14;
    spread(scene, &questions, MARGIN + GATES, first..bottom - 14);
    spread(scene, &rules, RULES_AT, top..bottom);
    let at = Place { x: MARGIN, y: top };
    scene.areas.push(Area { at, width: STAGE_WIDTH, height: bottom - top });
    bottom
}

/// The rules whose last question stands in a stage, in the order of what they test.
fn rules_beside(graph: &Graph, stage: usize) -> Vec<usize> {
    let mut rules: Vec<(usize, usize)> = Vec::new();
    for (place, node) in graph.nodes.iter().enumerate() {
        if !matches!(
            node.shape,
            Shape::Disqualifier | Shape::MustHave | Shape::Hold | Shape::Signal(_)
        ) {
            continue;
        }
        let tested = graph.edges.iter().filter(|edge| edge.to == place).map(|edge| edge.from);
        if let Some(last) = tested.max()
            && graph.nodes[last].group == Some(stage)
        {
            rules.push((last, place));
        }
    }
    rules.sort_unstable();
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// How much room cards need one below the other.
fn height_of(scene: &Scene, cards: &[usize]) -> i32 {
    let heights: i32 = cards.iter().map(|card| scene.cards[*card].height).sum();
    heights + BETWEEN_CARDS * (cards.len() as i32 - 1).max(0)
}

/// Places cards one below the other, using the room there is within bounds, in the middle of it.
fn spread(scene: &mut Scene, cards: &[usize], x: i32, room: std::ops::Range<i32>) {
    let left = room.end - room.start - height_of(scene, cards);
    let gaps = (cards.len() as i32 - 1).max(1);
    let between = (BETWEEN_CARDS + left / gaps).min(MOST_BETWEEN);
    let used =
        height_of(scene, cards) + (between - BETWEEN_CARDS) * (cards.len() as i32 - 1).max(0);
    let mut y = room.start + (room.end - room.start - used) / 2;
    for card in cards {
        scene.cards[*card].at = Place { x, y };
        y += scene.cards[*card].height + between;
    }
}

/// Places the verdicts in the last column, and tells where they end.
fn place_verdicts(graph: &Graph, scene: &mut Scene) -> i32 {
    let mut y = HEADER;
    for place in 0..graph.nodes.len() {
        if matches!(
            graph.nodes[place].shape,
            Shape::NoFit | Shape::Score | Shape::Fit | Shape::NotYet
        ) {
            scene.cards[place].at = Place { x: VERDICTS_AT, y };
            y += scene.cards[place].height + 44;
        }
    }
    y
}

fn draw_lines(graph: &Graph, scene: &mut Scene) {
    let mut gates = 0;
    for edge in &graph.edges {
        let (from, to) = (&scene.cards[edge.from], &scene.cards[edge.to]);
        let line = match edge.kind {
            EdgeKind::Tested => Line::curve(to.class, from.right(), to.left()),
            EdgeKind::Gate => {
                gates += 1;
                gate(from.left(), to.left(), 14 + gates % 3 * 8)
            }
            EdgeKind::Decides | EdgeKind::Answer => continue,
        };
        scene.lines.push(line);
    }
}

/// A line out to the left of a column and back into it.
fn gate(from: Place, to: Place, reach: i32) -> Line {
    let (x, end) = (from.x - reach, to.x - 5);
    let path = format!(
        "M{} {}C{x} {} {x} {} {x} {}S{x} {} {end} {}",
        from.x,
        from.y,
        from.y,
        from.y,
        (from.y + to.y) / 2,
        to.y,
        to.y
    );
    Line { class: "gate", path, tip: Some(to) }
}

/// One track upwards for each kind of rule, to what it has a part in.
fn draw_tracks(graph: &Graph, scene: &mut Scene) {
    let classes = ["disqualifier", "must_have", "signal_for", "signal_against", "hold"];
    for (place, class) in classes.into_iter().enumerate() {
        let decides = |edge: &&Edge| {
            edge.kind == EdgeKind::Decides && graph.nodes[edge.from].shape.class() == class
        };
        let edges: Vec<_> = graph.edges.iter().filter(decides).collect();
        let Some(first) = edges.first() else { continue };
        let x = TRACKS_AT + place as i32 * 14;
        let verdict = &scene.cards[first.to];
        let step = place as i32 % 2 * 22;
        let to = Place { x: verdict.at.x, y: verdict.at.y + verdict.height / 2 - 11 + step };
        let ys: Vec<i32> = edges.iter().map(|edge| scene.cards[edge.from].right().y).collect();
        let (top, bottom) =
            ys.iter().fold((to.y, to.y), |(top, bottom), y| (top.min(*y), bottom.max(*y)));
        for edge in &edges {
            let from = scene.cards[edge.from].right();
            let path = format!("M{} {}H{x}", from.x, from.y);
            scene.lines.push(Line { class, path, tip: None });
        }
        let path = format!("M{x} {bottom}V{top}M{x} {}H{}", to.y, to.x - 5);
        scene.lines.push(Line { class, path, tip: Some(to) });
    }
    draw_between_verdicts(graph, scene);
}

/// From the score up to no fit and down to fit; to not yet no score leads.
fn draw_between_verdicts(graph: &Graph, scene: &mut Scene) {
    for edge in graph.edges.iter().filter(|edge| graph.nodes[edge.from].shape == Shape::Score) {
        let (from, to) = (&scene.cards[edge.from], &scene.cards[edge.to]);
        let x = from.at.x + 30;
        let (start, end) =
            if to.at.y < from.at.y { (from.at.y, to.bottom()) } else { (from.bottom(), to.at.y) };
        let tip = if end < start { 6 } else { -6 };
        let path =
            format!("M{x} {start}V{end}M{} {}L{x} {end}L{} {}", x - 4, end + tip, x + 4, end + tip);
        let at = Place { x: x + 12, y: (start + end) / 2 + 4 };
        scene.words.push(Words { at, class: "muted", text: edge.label.clone() });
        scene.lines.push(Line { class: to.class, path, tip: None });
    }
}
