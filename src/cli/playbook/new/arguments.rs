//! What can be said to `coach playbook new`.

use clap::Args;

use crate::cli::inputs::LibraryArguments;

const EXAMPLES: &str = "\
Examples:
  coach playbook new                        a short interview; writes playbooks/ID.yaml
  coach playbook new --from consultative    stages and questions of another, the offer your own
  coach playbook new --plain                numbered lines, for screen readers and pipes
  coach playbook new --no-input --offer 'Northwind Scheduling' \\
    --solves 'Missed appointments in clinics of twenty people and more.' \\
    --not-for 'Clinics with fewer than 20 people.|How many people book appointments?|at least 20 people' \\
    --limit 'Must your records stay on servers of your own?|It runs only in our cloud.|It cannot run on your servers, so it is not the right one for you.|A scheduler that they can host.' \\
    --number 'How many sites are there?|at most 40 sites|We can look after forty sites.' \\
    --choice 'Which calendar is in use?|On the web; In an app; no: On paper' \\
    --hold 'Has whoever signs agreed how it is paid?|yes|Whoever signs has said how it is paid.'

Then: coach playbook check, coach playbook test, coach start -p ID.";

/// Write a playbook to begin with, and its cases, from a short interview about the offer
///
/// What it solves, who is better off with something else and how a buyer is asked about that, what
/// else rules one out, what has to come first, and the stages of the buyer's process. Three example
/// prospects are played back, to say whether they come out right. What the flags say is not asked. The
/// playbook can be used as it is; it is full of comments that tell how to go on. Nothing is ever
/// overwritten.
///
/// Flags have parts with `|` between them, of which the last may be left out. NEEDED is what a buyer
/// has to answer: `yes`, `no`, a limit such as `at least 200 calls a month`, `at most 500` or `between
/// 20 and 500`, or several answers with `;` between them and `no:` before those in the way (or `yes:`
/// before those that are needed).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli::playbook) struct NewArguments {
    /// The file; a bare name means playbooks/NAME.yaml. Without it: playbooks/ID.yaml
    #[arg(value_name = "FILE")]
    pub(super) file: Option<String>,
    /// Begin with the stages, questions and rules of another playbook
    #[arg(long, value_name = "ID|FILE", conflicts_with_all = ["limit", "must_have", "number", "choice", "hold", "stage"])]
    pub(super) from: Option<String>,
    /// The playbook's id; otherwise made of the file's name or the offer's
    #[arg(long, value_name = "ID", help_heading = "The offer")]
    pub(super) id: Option<String>,
    /// The playbook's title; otherwise the offer's name
    #[arg(long, value_name = "TITLE", help_heading = "The offer")]
    pub(super) title: Option<String>,
    /// What the offer is called
    #[arg(long, value_name = "NAME", help_heading = "The offer")]
    pub(super) offer: Option<String>,
    /// What it solves for a buyer
    #[arg(long, value_name = "TEXT", help_heading = "The offer")]
    pub(super) solves: Option<String>,
    /// Who is better off with something else; how to ask a buyer about that, what they have to answer,
    /// and why, what to say and what instead. Without a question, whether that describes them
    #[arg(
        long,
        value_name = "TEXT|QUESTION|NEEDED|BECAUSE|SAY|INSTEAD",
        help_heading = "The offer"
    )]
    pub(super) not_for: Option<String>,
    /// A question whose yes rules the buyer out; why, what to say and what instead. Repeatable
    #[arg(long, value_name = "QUESTION|BECAUSE|SAY|INSTEAD", help_heading = "What makes a fit")]
    pub(super) limit: Vec<String>,
    /// A question whose no rules the buyer out, in the same parts. Repeatable
    #[arg(long, value_name = "QUESTION|BECAUSE|SAY|INSTEAD", help_heading = "What makes a fit")]
    pub(super) must_have: Vec<String>,
    /// A question for a number, and its limit: outside of it the buyer is ruled out. Repeatable
    #[arg(
        long,
        value_name = "QUESTION|LIMIT|BECAUSE|SAY|INSTEAD",
        help_heading = "What makes a fit"
    )]
    pub(super) number: Vec<String>,
    /// A question with several answers, `no:` before those that rule the buyer out. Repeatable
    #[arg(
        long,
        value_name = "QUESTION|ANSWERS|BECAUSE|SAY|INSTEAD",
        help_heading = "What makes a fit"
    )]
    pub(super) choice: Vec<String>,
    /// A question that holds a fit up until it is answered as needed: `until` is what the buyer does
    /// that lifts it. Repeatable
    #[arg(
        long,
        value_name = "QUESTION|NEEDED|UNTIL|BECAUSE|SAY",
        help_heading = "What makes a fit"
    )]
    pub(super) hold: Vec<String>,
    /// A stage of the buyer's process, in place of those that are offered. Repeatable
    #[arg(long, value_name = "TITLE|WHAT THEY ASK", help_heading = "What makes a fit")]
    pub(super) stage: Vec<String>,
    /// Never ask anything; so it is too where standard input is no terminal
    #[arg(long, help_heading = "Conversation")]
    pub(super) no_input: bool,
    /// Numbered lines in place of menus, answers read from standard input
    #[arg(long, conflicts_with = "no_input", help_heading = "Conversation")]
    pub(super) plain: bool,
    #[command(flatten)]
    pub(super) library: LibraryArguments,
}
