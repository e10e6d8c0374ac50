//! `coach` coaches a sales conversation: from a playbook and what a buyer has said to an honest
//! fit, no fit, or the questions that still matter.
//!
//! # The way through
//!
//! ```text
//! playbooks/*.yaml ─┐
//!                   ├─► playbook ─┐
//! deal.yaml ────────┴─► deal ─────┴─► engine ─┬─► interview ──────────────┐
//!                                             ├─► checklist, lint, cases ─┼─► report ─► stdout
//!                                             └───────────────────────────┘
//!                       cli joins them, one file a command; main.rs sees only cli
//! ```
//!
//! To learn how `coach start` reaches its verdict, read forward: `main.rs`, [`cli`],
//! `cli/start.rs`, [`interview`], [`engine`], [`report::text`].
//!
//! # What is where
//!
//! | module | what it does | start at |
//! | --- | --- | --- |
//! | [`source`], [`yaml`], [`characters`] | texts, places in them, what is wrong there | [`source::Finding`], [`yaml::parse`] |
//! | [`playbook`] | YAML → [`playbook::Playbook`]; where playbooks are found | [`playbook::load::load`], [`playbook::library::Library`] |
//! | [`deal`] | YAML → [`deal::Facts`] and back, comments kept; answers on the command line | [`deal::load::open`], [`deal::file::DealFile`] |
//! | [`engine`] | playbook and facts → everything that a brief says | [`engine::Engine::assess`] |
//! | [`engine::proofs`] | what can be proven about a playbook, with a case that shows it | [`engine::proofs::Proofs`] |
//! | [`versions`] | what two versions of a playbook have in common | [`versions::Matching::of`] |
//! | [`checklist`] | what a deal is missing for the next talk, a rule a file | [`checklist::Checklist::check`] |
//! | [`lint`] | what is wrong with a playbook, a rule a file; words that do a buyer wrong | [`lint::lint`], [`lint::language`] |
//! | [`team`] | YAML → what a team settles for all its deals, in its `coach.yaml` | [`team::read`] |
//! | [`cases`] | whether a playbook does what its cases say, what they cover, and the cases that are missing | [`cases::load::open`], [`cases::running::run`] |
//! | [`interview`] | "next question, answer" over a terminal, plain lines, or a script | [`interview::Interview::run`] |
//! | [`check_rule`] | what rules of checks are called, and the words that explain them | [`check_rule::CheckRule`] |
//! | [`report`] | the brief and the findings of checks, in all their formats; findings under their source | [`report::brief::Brief`], [`report::checks::Report`] |
//! | [`draft`] | from words about an offer to a playbook with its cases | [`draft::Draft`] |
//! | [`schema`] | JSON Schemas of the files that people write, for their editors | [`schema::schema`] |
//! | [`cli`] | arguments, commands, exit status | [`cli::run`] |
//!
//! | to add a… | write | register in |
//! | --- | --- | --- |
//! | command | `cli/<verb>.rs` | `cli/mod.rs` |
//! | rule of the checklist | `checklist/<rule>.rs` and its documentation, `<rule>.md` | `checklist/mod.rs` |
//! | rule for playbooks | `lint/<rule>.rs` and its documentation, `<rule>.md` | `lint/mod.rs` |
//! | command for those who write playbooks | `cli/playbook/<verb>.rs` | `cli/playbook/mod.rs` |
//! | form of the brief | `report/<format>.rs` | `report/mod.rs`, `cli/output.rs` |
//! | form of what checks found | `report/checks/<format>.rs` | `report/checks/mod.rs`, `cli/check/formats.rs` |
//! | word that a buyer should not hear | a pattern in `lint/language/words.yaml` | nothing |
//! | question type | a variant of [`playbook::Kind`] | the compiler shows every place |
//! | shipped playbook | `playbooks/<id>.yaml` | nothing: the folder is embedded whole |
//!
//! # What always holds
//!
//! - Nothing imports back up that way. The engine is pure; files are touched in
//!   [`source::read_file`], [`playbook::library`], [`deal::file`] and [`cli`] alone.
//! - A [`playbook::Playbook`] or [`deal::Facts`] that exists is sound: everything that can be wrong
//!   in a text is found while it is read, all at once, as a [`source::Rejected`].
//! - A verdict is exact, or the brief says that it is a bound. Assumptions never turn into a
//!   verdict.
//! - Text from files and flags is cleaned of what steers a terminal before it is printed
//!   ([`report::plain`], [`characters`]).
//! - Results go to standard output; everything else to standard error.
//! - A deal file is replaced whole or not at all.

pub mod cases;
pub mod characters;
pub mod check_rule;
pub mod checklist;
pub mod cli;
pub mod deal;
pub mod draft;
pub mod engine;
pub mod interview;
pub mod lint;
pub mod playbook;
pub mod report;
pub mod schema;
mod shipped;
pub mod source;
pub mod team;
pub mod versions;
pub mod yaml;
