//! The order in which the adaptive interview asks, as a tree: a question, what may be answered, and
//! what is asked then, until there is a verdict. The buyer's problem in their words is left out.

use std::collections::{BTreeSet, VecDeque};

use super::answer_classes::AnswerClasses;
use super::model::{Edge, EdgeKind, Graph, Node, Shape, one_line};
use crate::deal::{Fact, Facts, KnownFrom};
use crate::engine::{Engine, Order, Verdict};
use crate::playbook::{Playbook, QuestionIndex};

/// How many questions are shown one behind the other, unless more are asked for: with so many the
/// tree of a playbook of thirty questions fits on a page.
pub const DEFAULT_DEPTH: usize = 3;

/// The most questions that are asked in a tree, however deep it may be; those near the root come
/// first.
const MOST_QUESTIONS: usize = 400;

/// How much work all steps of a tree may take, in entries of tables of scores as [`Engine::effort`]
/// counts them: about two seconds.
const WORK: usize = 60_000_000;

/// What a step counts where the playbook is compiled again for it: such a step took 0.2 seconds with
/// 60 questions of four options, so that 40 of them are eight.
const WORK_OF_COMPILING: usize = WORK / 40;

/// The tree of the adaptive interview, at most `depth` questions deep. Answers that lead to the same
/// are one branch; where it is cut there is a box with `…`. `progress` is called with each step.
pub fn interview_tree(engine: &Engine<'_>, depth: usize, progress: &dyn Fn()) -> Graph {
    let playbook = engine.playbook();
    let steps_left = match engine.effort() {
        Some(effort) => WORK / effort.max(1),
        None => WORK / WORK_OF_COMPILING,
    };
    let (steps, waiting) = (Vec::new(), VecDeque::new());
    let mut growing = Growing { engine, steps, waiting, steps_left, progress };
    let cut_after = growing.grow(depth);
    let mut graph = Graph {
        title: format!("{}: what is asked", one_line(&playbook.title)),
        groups: Vec::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        cut_after,
    };
    let root = growing.branch(0);
    draw(playbook, &root, &mut graph);
    graph
}

/// A moment in an interview.
struct Step {
    facts: Facts,
    depth: usize,
    next: Next,
}

/// What comes then.
enum Next {
    Verdict(Verdict),
    /// The question, and for each class of its answers the place of the step that it leads to.
    Asked(QuestionIndex, Vec<usize>),
    /// The question is not asked any more in this tree.
    Cut(QuestionIndex),
}

/// What comes from some step on, with the answers that lead to the same put together.
#[derive(PartialEq)]
enum Branch {
    Verdict(Verdict),
    Asked(QuestionIndex, Vec<(String, Branch)>),
    Cut(QuestionIndex),
}

struct Growing<'e, 'p> {
    engine: &'e Engine<'p>,
    steps: Vec<Step>,
    /// Steps whose answers are still to be gone through.
    waiting: VecDeque<usize>,
    steps_left: usize,
    progress: &'e dyn Fn(),
}

impl Growing<'_, '_> {
    /// Asks question after question; hands out how many, where some are left.
    fn grow(&mut self, depth: usize) -> Option<usize> {
        self.add(Facts::none(self.engine.playbook()), 0);
        let mut asked = 0;
        while let Some(place) = self.waiting.pop_front() {
            let step = &self.steps[place];
            let Next::Cut(question) = step.next else { continue };
            if step.depth >= depth {
                continue;
            }
            let (facts, next_depth) = (step.facts.clone(), step.depth + 1);
            let classes = AnswerClasses::of(self.engine.playbook(), question).list;
            // A question is shown with all its answers or not at all.
            if asked >= MOST_QUESTIONS || classes.len() > self.steps_left {
                return Some(asked);
            }
            asked += 1;
            let mut answers = Vec::new();
            for class in classes {
                let mut facts = facts.clone();
                facts.set(question, vec![Fact::new(class.answer, KnownFrom::Prospect)]);
                answers.push(self.add(facts, next_depth));
            }
            if !answers.is_empty() {
                self.steps[place].next = Next::Asked(question, answers);
            }
        }
        None
    }

    /// Adds what comes with these facts, as far as it is known without asking.
    fn add(&mut self, facts: Facts, depth: usize) -> usize {
        (self.progress)();
        self.steps_left = self.steps_left.saturating_sub(1);
        // What values are worked out from is answered by a class of numbers here, which leaves them
        // open: it is not asked again.
        let playbook = self.engine.playbook();
        let worked = playbook.values.iter().flat_map(|value| value.is.questions(&playbook.values));
        let passed: BTreeSet<QuestionIndex> =
            worked.filter(|question| !facts.about(*question).is_empty()).collect();
        let next = self.engine.next_question(&facts, Order::Adaptive, None, &passed);
        let next = match next {
            Some(question) => Next::Cut(question),
            None => Next::Verdict(self.engine.standing(&facts).verdict),
        };
        let place = self.steps.len();
        if matches!(next, Next::Cut(_)) {
            self.waiting.push_back(place);
        }
        self.steps.push(Step { facts, depth, next });
        place
    }

    fn branch(&self, place: usize) -> Branch {
        match &self.steps[place].next {
            Next::Verdict(verdict) => Branch::Verdict(*verdict),
            Next::Cut(question) => Branch::Cut(*question),
            Next::Asked(question, answers) => {
                let mut branches: Vec<(Vec<usize>, Branch)> = Vec::new();
                for (class, place) in answers.iter().enumerate() {
                    let branch = self.branch(*place);
                    match branches.iter_mut().find(|(_, other)| *other == branch) {
                        Some((classes, _)) => classes.push(class),
                        None => branches.push((vec![class], branch)),
                    }
                }
                let (classes, branches): (Vec<_>, Vec<_>) = branches.into_iter().unzip();
                let playbook = self.engine.playbook();
                let words = AnswerClasses::of(playbook, *question).branch_words(&classes);
                Branch::Asked(*question, words.into_iter().zip(branches).collect())
            }
        }
    }
}

/// Adds a branch to the graph, its first box first.
fn draw(playbook: &Playbook, branch: &Branch, graph: &mut Graph) {
    let place = graph.nodes.len();
    let id = format!("n_{place}");
    match branch {
        Branch::Verdict(verdict) => graph.nodes.push(verdict_node(id, *verdict)),
        Branch::Cut(question) => {
            let text = playbook.question(*question).id.clone();
            graph.nodes.push(Node { text, ..Node::new(id, Shape::More, "…") });
        }
        Branch::Asked(question, answers) => {
            let question = playbook.question(*question);
            graph.nodes.push(Node {
                tag: one_line(&playbook.stage(question.stage).title),
                text: one_line(&question.ask),
                why: question.why.as_deref().map(one_line),
                ..Node::new(id, Shape::Question, &question.id)
            });
            for (label, branch) in answers {
                let (to, label) = (graph.nodes.len(), label.clone());
                graph.edges.push(Edge { from: place, to, kind: EdgeKind::Answer, label });
                draw(playbook, branch, graph);
            }
        }
    }
}

fn verdict_node(id: String, verdict: Verdict) -> Node {
    let (shape, name) = match verdict {
        Verdict::Fit => (Shape::Fit, "fit"),
        Verdict::NotYet => (Shape::NotYet, "not yet"),
        Verdict::NoFit => (Shape::NoFit, "no fit"),
        Verdict::Undecided => (Shape::Undecided, "undecided"),
    };
    Node::new(id, shape, name)
}
