//! A playbook as a graph: its stages with their questions, which rules test them, and what the
//! rules make of it.

use crate::playbook::condition_words::{in_signs, points_in_signs};
use crate::playbook::{BandVerdict, Condition, Playbook, QuestionIndex, Rule, RuleKind, Scale};

use super::model::{Edge, EdgeKind, Graph, Group, Node, Shape, one_line};

/// The playbook as a graph.
pub fn playbook_graph(playbook: &Playbook) -> Graph {
    let mut graph = Graph {
        title: one_line(&playbook.title),
        groups: groups(playbook),
        nodes: Vec::new(),
        edges: Vec::new(),
        cut_after: None,
    };
    // Questions come first, so that their places in the graph are those in the playbook.
    for question in playbook.question_indexes() {
        graph.nodes.push(question_node(playbook, question));
    }
    for question in playbook.question_indexes() {
        if let Some(when) = &playbook.question(question).when {
            let to = question.0;
            graph
                .edges
                .extend(tested(playbook, when).map(|from| edge(from, to, EdgeKind::Gate, "")));
        }
    }
    let verdicts = Verdicts::after(playbook);
    for rule in &playbook.rules {
        let to = graph.nodes.len();
        graph.nodes.push(rule_node(playbook, rule));
        graph
            .edges
            .extend(tested(playbook, &rule.when).map(|from| edge(from, to, EdgeKind::Tested, "")));
        graph.edges.extend(verdicts.decided_by(to, rule.kind));
    }
    verdicts.add_to(&mut graph, playbook);
    graph
}

fn groups(playbook: &Playbook) -> Vec<Group> {
    let stages = playbook.stages.iter().enumerate();
    stages
        .map(|(place, stage)| Group {
            id: format!("s_{}", stage.id),
            title: format!("{} · {}", place + 1, one_line(&stage.title)),
            text: one_line(&stage.buyer_asks),
        })
        .collect()
}

fn question_node(playbook: &Playbook, index: QuestionIndex) -> Node {
    let question = playbook.question(index);
    let gate = question.when.as_ref().map(|when| one_line(&in_signs(playbook, when)));
    Node {
        group: Some(question.stage.0),
        tag: question.kind.name().to_owned(),
        text: one_line(&question.ask),
        gate,
        why: question.why.as_deref().map(one_line),
        ..Node::new(format!("q_{}", question.id), Shape::Question, &question.id)
    }
}

fn rule_node(playbook: &Playbook, rule: &Rule) -> Node {
    let (shape, tag) = match rule.kind {
        RuleKind::Disqualifier => (Shape::Disqualifier, "disqualifier".to_owned()),
        RuleKind::MustHave => (Shape::MustHave, "must-have".to_owned()),
        RuleKind::Hold => (Shape::Hold, "hold".to_owned()),
        RuleKind::Signal(0) => (Shape::Signal(0), "caveat".to_owned()),
        RuleKind::Signal(weight) => (Shape::Signal(weight), signed(weight)),
        RuleKind::Points => {
            let points = rule.points.as_ref();
            let (fewest, most) = points.map_or((0, 0), |points| (points.fewest(), points.most()));
            let leans = if most > 0 { most } else { fewest };
            (Shape::Signal(leans), format!("{} to {}", signed(fewest), signed(most)))
        }
    };
    let text = match &rule.points {
        Some(points) => points_in_signs(playbook, points),
        None => in_signs(playbook, &rule.when),
    };
    Node {
        tag,
        text: one_line(&text),
        why: Some(one_line(&rule.because)),
        ..Node::new(format!("r_{}", rule.id), shape, &rule.id)
    }
}

/// A weight with its sign; the minus is the one that is as wide as a plus.
fn signed(weight: i64) -> String {
    match weight {
        ..0 => format!("−{}", weight.unsigned_abs()),
        0 => "0".to_owned(),
        _ => format!("+{weight}"),
    }
}

/// The questions that a condition tests, each once.
fn tested(playbook: &Playbook, condition: &Condition) -> impl Iterator<Item = usize> + use<> {
    let mut questions = condition.questions(&playbook.values);
    questions.sort_unstable();
    questions.dedup();
    questions.into_iter().map(|question| question.0)
}

fn edge(from: usize, to: usize, kind: EdgeKind, label: impl Into<String>) -> Edge {
    Edge { from, to, kind, label: label.into() }
}

/// The places of the verdicts, behind all questions and rules.
struct Verdicts {
    no_fit: usize,
    score: usize,
    fit: usize,
    /// Drawn where something makes a not-yet.
    not_yet: usize,
    has_holds: bool,
    knows_not_yet: bool,
}

impl Verdicts {
    fn after(playbook: &Playbook) -> Self {
        let no_fit = playbook.questions.len() + playbook.rules.len();
        let (has_holds, knows_not_yet) = (playbook.has_holds(), playbook.knows_not_yet());
        let (score, fit, not_yet) = (no_fit + 1, no_fit + 2, no_fit + 3);
        Self { no_fit, score, fit, not_yet, has_holds, knows_not_yet }
    }

    /// What a rule has a part in; a caveat has none.
    fn decided_by(&self, rule: usize, kind: RuleKind) -> Option<Edge> {
        let (to, label) = match kind {
            RuleKind::Disqualifier => (self.no_fit, "holds"),
            RuleKind::MustHave => (self.no_fit, "fails"),
            RuleKind::Hold => (self.not_yet, "holds"),
            RuleKind::Signal(0) => return None,
            RuleKind::Signal(_) | RuleKind::Points => (self.score, ""),
        };
        Some(edge(rule, to, EdgeKind::Decides, label))
    }

    fn add_to(&self, graph: &mut Graph, playbook: &Playbook) {
        let no_fit = "A disqualifier holds, a must-have fails, or the score is too low.";
        let has_points = playbook.rules.iter().any(|rule| rule.kind == RuleKind::Points);
        let score = match has_points {
            true => "The weights of all signals that hold, and all points, added up.",
            false => "The weights of all signals that hold, added up.",
        };
        let fit = match self.has_holds {
            true => {
                "No disqualifier and no hold holds, every must-have does, and the score is high enough."
            }
            false => "No disqualifier holds, every must-have does, and the score is high enough.",
        };
        let not_yet = match (playbook.scale.bands().is_empty(), self.has_holds) {
            (true, _) => "It would be a fit, and a hold holds.",
            (false, true) => "A hold holds, or the score is enough for a not-yet and for no fit.",
            (false, false) => "The score is enough for a not-yet and for no fit.",
        };
        let verdicts = [
            ("no_fit", Shape::NoFit, "no fit", no_fit),
            ("score", Shape::Score, "score", score),
            ("fit", Shape::Fit, "fit", fit),
            ("not_yet", Shape::NotYet, "not yet", not_yet),
        ];
        let verdicts = verdicts.into_iter().take(if self.knows_not_yet { 4 } else { 3 });
        graph.nodes.extend(verdicts.map(|(id, shape, name, text)| Node {
            text: text.to_owned(),
            ..Node::new(format!("v_{id}"), shape, name)
        }));
        let score = |to, label| edge(self.score, to, EdgeKind::Decides, label);
        match &playbook.scale {
            Scale::Threshold { from, .. } => {
                graph.edges.push(score(self.no_fit, format!("below {from}")));
                graph.edges.push(score(self.fit, format!("{from} or more")));
            }
            Scale::Bands(bands) => graph.edges.extend(bands.iter().map(|band| {
                let title = one_line(&band.title);
                let from = band.from.map(|from| format!("{title}: {from} or more"));
                score(self.of_band(band.verdict), from.unwrap_or(format!("{title}: below that")))
            })),
        }
    }

    fn of_band(&self, verdict: BandVerdict) -> usize {
        match verdict {
            BandVerdict::Fit => self.fit,
            BandVerdict::NotYet => self.not_yet,
            BandVerdict::NoFit => self.no_fit,
        }
    }
}
