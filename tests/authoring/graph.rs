//! `coach playbook graph`: what is drawn, in each format, and that no text of a playbook breaks it.

use crate::desk::Desk;
use crate::effort::cases;
use crate::reference::playbooks::{SMALL, loaded, write};
use crate::reference::tape::{Tape, row};
use coach::authoring::graph::{Graph, interview_tree, playbook_graph};
use coach::engine::Engine;
use coach::playbook::Playbook;
use coach::report::authoring::graph::svg;

/// A playbook whose texts mean something in Mermaid, DOT, XML, HTML and Markdown.
const HOSTILE: &str = r##"
format: 1
id: hostile
title: 'A "title" with <b> & \n # ] `code` } *'
summary: For the tests of the graph.
offer: { name: Thing, solves: Something }
stages:
  - id: end
    title: '"]; end'
    buyer_asks: 'Does <script>alert(1)</script> & "this" run?'
    questions:
      - id: class
        ask: 'Is it "so"; or \"not\" --> -.-> | ]] `1. x` #35; &lt; *bold* _it_ %% <br>?'
        why: '"]]>'
        type: choice
        options: { a: A, b: B, c: C }
      - id: graph
        ask: |
          Over
          two lines?
        when: { class: [a, b] }
        type: number
        unit: '"<%>"'
fit:
  disqualifiers:
    - { id: style, when: { class: a }, because: 'A "reason" \ <i>.' }
  signals:
    - { id: subgraph, when: { graph: { at_least: 2.50 } }, weight: -3, because: So. }
  threshold: -2
"##;

fn drawn(format: &str, more: &[&str]) -> String {
    let desk = Desk::with_acme();
    let arguments = ["playbook", "graph", "clinic-scheduling", "--format", format];
    desk.coach(&[&arguments, more].concat()).succeeded().stdout
}

#[test]
fn a_small_playbook_in_every_format() {
    for format in ["mermaid", "dot", "svg"] {
        insta::assert_snapshot!(format!("playbook_{format}"), drawn(format, &[]));
    }
}

#[test]
fn its_interview_in_every_format() {
    for format in ["mermaid", "dot", "svg"] {
        insta::assert_snapshot!(format!("tree_{format}"), drawn(format, &["--tree"]));
    }
}

#[test]
fn mermaid_is_the_default_and_the_ending_of_a_file_names_the_format() {
    let desk = Desk::with_acme();
    let graph = ["playbook", "graph", "clinic-scheduling"];
    let run = desk.coach(&graph).succeeded();
    assert!(run.stdout.contains("\nflowchart LR\n"), "{}", run.stdout);
    let beginnings = [
        ("a.svg", "<svg "),
        ("a.dot", "digraph "),
        ("a.gv", "digraph "),
        ("a.mmd", "---\ntitle: "),
        ("a.txt", "---\ntitle: "),
    ];
    for (file, beginning) in beginnings {
        let run = desk.coach(&[&graph[..], &["-o", file]].concat()).succeeded();
        assert_eq!(run.stdout, "");
        assert!(desk.read(file).starts_with(beginning), "{file}");
    }
    desk.coach(&[&graph[..], &["-o", "b.svg", "-f", "dot"]].concat()).succeeded();
    assert!(desk.read("b.svg").starts_with("digraph "));
}

#[test]
fn wrong_usage_is_told_and_overwrites_nothing() {
    let desk = Desk::with_acme();
    let file = "playbooks/clinic-scheduling.yaml";
    let before = desk.read(file);
    desk.coach(&["playbook", "graph", file, "-o", file])
        .complains(&["is one of the files that are read"]);
    assert_eq!(desk.read(file), before);
    desk.coach(&["playbook", "graph", file, "--depth", "2"]).complains(&["--tree"]);
    desk.coach(&["playbook", "graph", file, "--tree", "--depth", "0"]).complains(&["--depth"]);
    desk.coach(&["playbook", "graph", "clinic"]).complains(&["there is no playbook `clinic`"]);
}

#[test]
fn no_text_of_a_playbook_breaks_a_format() {
    let desk = Desk::empty();
    desk.write("hostile.yaml", HOSTILE);
    for more in [&[][..], &["--tree"]] {
        for format in ["mermaid", "dot"] {
            let arguments = ["playbook", "graph", "./hostile.yaml", "-f", format];
            let run = desk.coach(&[&arguments, more].concat()).succeeded();
            let name = format!("hostile_{format}{}", more.concat().replace("--", "_"));
            insta::assert_snapshot!(name, run.stdout);
        }
        let arguments = ["playbook", "graph", "./hostile.yaml", "-f", "svg"];
        let svg = desk.coach(&[&arguments, more].concat()).succeeded().stdout;
        let document = roxmltree::Document::parse(&svg).unwrap();
        let words: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
        assert!(words.join("").contains(r##"A "title" with <b> & \n # ] `code` } *"##), "{svg}");
        assert!(document.descendants().all(|node| node.tag_name().name() != "script"));
    }
}

#[test]
fn a_tree_that_is_cut_says_so_and_a_deeper_one_goes_on() {
    let leaves = |depth: &str| {
        let tree = drawn("mermaid", &["--tree", "--depth", depth]);
        (tree.matches("…").count(), tree.matches("<b>fit</b>").count())
    };
    let (cut, _) = leaves("1");
    assert!(cut > 0);
    let (cut, fits) = leaves("100");
    assert_eq!(cut, 0, "the playbook is small enough for the whole tree");
    assert!(fits > 0);
}

#[test]
fn every_picture_is_xml_in_which_no_box_covers_another() {
    for seed in 0..cases(60) {
        let numbers = row(seed, 600);
        let playbook = loaded(&write(&mut Tape::new(&numbers), SMALL));
        let engine = Engine::new(&playbook);
        for graph in [playbook_graph(&playbook), interview_tree(&engine, 4, &|| ())] {
            assert_boxes_are_apart(&graph, &playbook);
        }
    }
    for id in ["consultative", "subscription-billing"] {
        let path = format!("{}/playbooks/{id}.yaml", env!("CARGO_MANIFEST_DIR"));
        let playbook = loaded(&std::fs::read_to_string(path).unwrap());
        let engine = Engine::new(&playbook);
        for graph in [playbook_graph(&playbook), interview_tree(&engine, 4, &|| ())] {
            assert_boxes_are_apart(&graph, &playbook);
        }
    }
}

fn assert_boxes_are_apart(graph: &Graph, playbook: &Playbook) {
    let mut picture = Vec::new();
    svg::write(graph, &mut picture).unwrap();
    let picture = String::from_utf8(picture).unwrap();
    let document = roxmltree::Document::parse(&picture).unwrap();
    let is_card = |node: &roxmltree::Node<'_, '_>| node.attribute("class") == Some("card");
    let boxes: Vec<[i32; 4]> = (document.descendants().filter(is_card))
        .map(|node| ["x", "y", "width", "height"].map(|key| node.attribute(key).unwrap()))
        .map(|numbers| numbers.map(|number| number.parse().unwrap()))
        .collect();
    assert_eq!(boxes.len(), graph.nodes.len());
    for (place, [x, y, width, height]) in boxes.iter().enumerate() {
        for [left, top, wide, high] in &boxes[..place] {
            let apart =
                x + width <= *left || left + wide <= *x || y + height <= *top || top + high <= *y;
            assert!(apart, "{}: {:?}", playbook.id, graph.nodes[place]);
        }
    }
}

/// Each answer in the tree leads to where the interview goes after it.
#[test]
fn a_tree_ends_in_verdicts_unless_it_is_cut() {
    for seed in 0..cases(40) {
        let numbers = row(seed, 600);
        let playbook = loaded(&write(&mut Tape::new(&numbers), SMALL));
        let tree = interview_tree(&Engine::new(&playbook), 100, &|| ());
        for (place, node) in tree.nodes.iter().enumerate() {
            let answers = tree.edges.iter().filter(|edge| edge.from == place).count();
            let is_question = !node.tag.is_empty();
            assert_eq!(answers > 0, is_question, "{node:?}");
            assert_ne!(node.name, "undecided", "{node:?}");
        }
    }
}
