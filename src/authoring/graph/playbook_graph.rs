//! A playbook as a graph: its stages with their questions, which rules test them, and what the
//! rules make of it.

use crate::playbook::condition_words::in_signs;
use crate::playbook::{Condition, Playbook, QuestionIndex, Rule, RuleKind};

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
            graph.edges.extend(tested(when).map(|from| edge(from, to, EdgeKind::Gate, "")));
        }
    }
    let verdicts = Verdicts::after(playbook);
    for rule in &playbook.rules {
        let to = graph.nodes.len();
        graph.nodes.push(rule_node(playbook, rule));
        graph.edges.extend(tested(&rule.when).map(|from| edge(from, to, EdgeKind::Tested, "")));
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
    };
    Node {
        tag,
        text: one_line(&in_signs(playbook, &rule.when)),
        why: Some(one_line(&rule.because)),
        ..Node::new(format!("r_{}", rule.id), shape, &rule.id)
    }
}

/// A weight with its sign; the minus is the one that is as wide as a plus.
fn signed(weight: i64) -> String {
    if weight < 0 { format!("−{}", weight.unsigned_abs()) } else { format!("+{weight}") }
}

/// The questions that a condition tests, each once.
fn tested(condition: &Condition) -> impl Iterator<Item = usize> + use<> {
    let mut questions = condition.questions();
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
    /// Drawn where there are holds.
    not_yet: usize,
    has_holds: bool,
}

impl Verdicts {
    fn after(playbook: &Playbook) -> Self {
        let no_fit = playbook.questions.len() + playbook.rules.len();
        let has_holds = playbook.has_holds();
        Self { no_fit, score: no_fit + 1, fit: no_fit + 2, not_yet: no_fit + 3, has_holds }
    }

    /// What a rule has a part in; a caveat has none.
    fn decided_by(&self, rule: usize, kind: RuleKind) -> Option<Edge> {
        let (to, label) = match kind {
            RuleKind::Disqualifier => (self.no_fit, "holds"),
            RuleKind::MustHave => (self.no_fit, "fails"),
            RuleKind::Hold => (self.not_yet, "holds"),
            RuleKind::Signal(0) => return None,
            RuleKind::Signal(_) => (self.score, ""),
        };
        Some(edge(rule, to, EdgeKind::Decides, label))
    }

    fn add_to(&self, graph: &mut Graph, playbook: &Playbook) {
        let threshold = playbook.threshold;
        let no_fit = "A disqualifier holds, a must-have fails, or the score is too low.";
        let score = "The weights of all signals that hold, added up.";
        let fit = match self.has_holds {
            true => {
                "No disqualifier and no hold holds, every must-have does, and the score is high enough."
            }
            false => "No disqualifier holds, every must-have does, and the score is high enough.",
        };
        let not_yet = "It would be a fit, and a hold holds.";
        let verdicts = [
            ("no_fit", Shape::NoFit, "no fit", no_fit),
            ("score", Shape::Score, "score", score),
            ("fit", Shape::Fit, "fit", fit),
            ("not_yet", Shape::NotYet, "not yet", not_yet),
        ];
        let verdicts = verdicts.into_iter().take(if self.has_holds { 4 } else { 3 });
        graph.nodes.extend(verdicts.map(|(id, shape, name, text)| Node {
            text: text.to_owned(),
            ..Node::new(format!("v_{id}"), shape, name)
        }));
        let score = |to, label| edge(self.score, to, EdgeKind::Decides, label);
        graph.edges.push(score(self.no_fit, format!("below {threshold}")));
        graph.edges.push(score(self.fit, format!("{threshold} or more")));
    }
}
