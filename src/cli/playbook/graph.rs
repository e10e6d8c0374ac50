//! `coach playbook graph`: a playbook as a picture.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::authoring::graph::{DEFAULT_DEPTH, Graph, interview_tree, playbook_graph};
use crate::cli::Exit;
use crate::cli::inputs::{LibraryArguments, load_playbook};
use crate::cli::output::{Destination, Notes};
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::report::authoring::graph::{dot, mermaid, svg};
use crate::report::pipeline_log::Syntax;

const EXAMPLES: &str = "\
Examples:
  coach playbook graph consultative -o consultative.svg   a picture for any browser
  coach playbook graph clinic.yaml                        Mermaid, to paste into Markdown
  coach playbook graph clinic.yaml -f dot | dot -Tpdf -o clinic.pdf
  coach playbook graph clinic.yaml --tree -o tree.svg     what is asked, answer by answer";

/// Draw a playbook: its stages, questions and rules, or the way an interview takes
///
/// Questions stand in their stages, in order; an arrow leads from a question to each rule that tests
/// it, and a dashed one to each question that is asked only after some answers.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GraphArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    #[arg(value_name = "ID|FILE")]
    playbook: String,
    #[command(flatten)]
    library: LibraryArguments,
    /// Draw the order in which the adaptive interview asks, as a tree of answers
    #[arg(long, help_heading = "Drawing")]
    tree: bool,
    /// With --tree, how many questions are shown one behind the other
    #[arg(
        long,
        value_name = "N",
        requires = "tree",
        default_value_t = DEFAULT_DEPTH,
        value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=100),
        help_heading = "Drawing"
    )]
    depth: usize,
    /// How it is drawn; without it, as the ending of the file says, else mermaid
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<GraphFormat>,
    /// Write it to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// How a graph is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GraphFormat {
    /// For Markdown on GitHub, GitLab and in many wikis
    Mermaid,
    /// For Graphviz
    Dot,
    /// A picture that needs nothing else
    Svg,
}

pub(super) fn run(arguments: &GraphArguments, notes: Notes) -> anyhow::Result<Exit> {
    let destination = Destination::of(arguments.output.as_deref());
    let library = arguments.library.library_of_here(notes)?;
    let playbook = load_playbook(&library, &arguments.playbook, None)?;
    destination.refuse_what_is_to_stay()?;
    let graph = if arguments.tree {
        tree(&playbook, arguments.depth, notes)
    } else {
        playbook_graph(&playbook)
    };
    let format =
        arguments.format.or_else(|| format_of(destination.path()?)).unwrap_or(GraphFormat::Mermaid);
    destination.write(format.syntax(), |out| format.write(&graph, out))?;
    Ok(Exit::Done)
}

/// The tree of an interview; says where it had to end before it was as deep as asked for.
fn tree(playbook: &Playbook, depth: usize, notes: Notes) -> Graph {
    let bar = notes.spinner("working out what is asked");
    let tree = interview_tree(&Engine::new(playbook), depth, &|| bar.tick());
    bar.finish_and_clear();
    if let Some(asked) = tree.cut_after {
        notes.say(&format!(
            "the tree ends after {asked} questions, with `…` where it would go on: more would take \
             too long, since the playbook is large"
        ));
    }
    tree
}

/// The format that a file's ending stands for.
fn format_of(path: &Path) -> Option<GraphFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "svg" => Some(GraphFormat::Svg),
        "dot" | "gv" => Some(GraphFormat::Dot),
        "mmd" | "mermaid" => Some(GraphFormat::Mermaid),
        _ => None,
    }
}

impl GraphFormat {
    fn syntax(self) -> Syntax {
        match self {
            Self::Mermaid | Self::Dot => Syntax::Text,
            Self::Svg => Syntax::Xml,
        }
    }

    fn write(self, graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Mermaid => mermaid::write(graph, out),
            Self::Dot => dot::write(graph, out),
            Self::Svg => svg::write(graph, out),
        }
    }
}
