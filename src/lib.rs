//! `coach` coaches a sales conversation: from a playbook and what a buyer has said to an honest
//! fit, no fit, or the questions that still matter.
//!
//! # The way through
//!
//! ```text
//! playbooks/*.yaml ─┐
//!                   ├─► playbook ─┐
//! deal.yaml ────────┴─► deal ─────┴─► engine ─┬─► interview ────────────┐
//! transcript ────────► hearing ──► deal        └─► checklist, authoring ─┴─► report ─► stdout
//!
//!                       cli joins them, one file a command; main.rs sees only cli
//! ```
//!
//! To learn how `coach start` reaches its verdict, read forward: `main.rs`, [`cli`],
//! `cli/start/mod.rs`, [`interview`], [`engine`], [`report::brief`].
//!
//! # What is where
//!
//! From the ground up; a room imports from those above it in this table, never from those below.
//! `tests/project/rooms.rs` holds that.
//!
//! | room | what it does | start at |
//! | --- | --- | --- |
//! | [`text`] | texts, places in them, what is wrong there; YAML as a tree; hidden characters; writing files | [`text::source::Finding`], [`text::yaml::parse`], [`text::saving`] |
//! | [`mod@format`] | what each kind of file consists of: maps, keys, limits, words; said once | [`format::playbook::PLAYBOOK`] |
//! | [`playbook`] | YAML → [`playbook::Playbook`]; where playbooks are found | [`playbook::load::load`], [`playbook::library::Library`] |
//! | [`deal`] | YAML → [`deal::Facts`] and back, comments kept; answers on the command line; what was known when | [`deal::load::open`], [`deal::file::DealFile`], [`deal::log::Log`] |
//! | [`hearing`] | transcripts and notes of talks, and what counts as heard in them; pure | [`hearing::Transcript`], [`hearing::hear`] |
//! | [`engine`] | playbook and facts → everything that a brief says | [`engine::Engine::assess`] |
//! | [`check_rule`] | what rules of checks are called, and the words that explain them | [`check_rule::CheckRule`] |
//! | [`checklist`] | what a deal is missing for the next talk, a rule a file | [`checklist::Checklist::check`] |
//! | [`team`] | YAML → what a team settles for all its deals, in its `coach.yaml` | [`team::read`] |
//! | [`interview`] | "next question, answer" over a terminal, plain lines, or a script | [`interview::Interview::run`] |
//! | [`table`] | rows of a table under a map → facts, and what is right for each of them; a playbook as a statement for a warehouse; advice against what happened | [`table::map::open`], [`table::reading::open`], [`table::scoring::Scorer`], [`table::calibration`], [`table::sql::statement`] |
//! | [`authoring`] | what only those who write playbooks need | |
//! | [`authoring::proofs`] | what can be proven about a playbook, with a case that shows it | [`authoring::proofs::Proofs`] |
//! | [`authoring::prospects`] | example prospects of any playbook: a fit, and what turns it | [`authoring::prospects::prospects`] |
//! | [`authoring::versions`] | what two versions of a playbook have in common | [`authoring::versions::Matching::of`] |
//! | [`authoring::lint`] | what is wrong with a playbook, a rule a file; words that do a buyer wrong | [`authoring::lint::lint`], [`authoring::lint::language`] |
//! | [`authoring::cases`] | whether a playbook does what its cases say, what they cover, and the cases that are missing | [`authoring::cases::load::open`], [`authoring::cases::running::run`] |
//! | [`authoring::draft`] | from words about an offer to a playbook with its cases | [`authoring::draft::Draft`] |
//! | [`authoring::schema`] | JSON Schemas of the files that people write, for their editors | [`authoring::schema::schema`] |
//! | [`authoring::graph`] | a playbook, or the way an interview takes through it, as boxes and arrows | [`authoring::graph::playbook_graph`] |
//! | [`report`] | the brief, the list and the history of deals, the findings of checks, what authors read, in all their formats, and playbooks for assistants | [`report::brief::Brief`], [`report::checks::Report`], [`report::pack::Pack`] |
//! | [`cli`] | arguments, commands, exit status | [`cli::run`] |
//!
//! How to add a command, a key, a rule, a format, a question type or a playbook stands in
//! CONTRIBUTING.md.
//!
//! # What always holds
//!
//! - Nothing imports back up that way. The engine is pure; files are touched in
//!   [`text::source::read_file`], [`text::saving`], [`playbook::library`], [`deal::file`] and
//!   [`cli`] alone.
//! - A [`playbook::Playbook`] or [`deal::Facts`] that exists is sound: everything that can be wrong
//!   in a text is found while it is read, all at once, as a [`text::source::Rejected`].
//! - A verdict is exact, or the brief says that it is a bound. Assumptions never turn into a
//!   verdict.
//! - Text from files and flags is cleaned of what steers a terminal before it is printed
//!   ([`report::plain`], [`text::characters`]).
//! - Results go to standard output; everything else to standard error.
//! - A file is replaced whole or not at all, and never by what was made from it.

pub mod authoring;
pub mod check_rule;
pub mod checklist;
pub mod cli;
pub mod deal;
pub mod engine;
pub mod format;
pub mod hearing;
pub mod interview;
pub mod playbook;
pub mod report;
pub mod table;
pub mod team;
pub mod text;
