//! From YAML to a [`Playbook`].
//!
//! Reading goes in two rounds, so that a condition may name a question that comes later: first
//! every stage and question, then every condition against them. Nothing stops at an error; what
//! was read is handed out only if no error was found.

mod bands;
mod chains;
mod conditions;
mod groups;
pub(crate) mod ids;
mod limits;
mod outline;
mod outlined;
mod points;
mod questions;
mod retired;
mod rules;
mod second_round;
pub(crate) mod times;
mod values;

use crate::format::VERSION;
use crate::format::limits::MOST_OPENING;
use crate::format::playbook::{FORMAT, OFFER, PLAYBOOK};
use crate::text::source::{Finding, Findings, Rejected, SourceFile};
use crate::text::yaml::fields::{self, Fields};
use crate::text::yaml::{self, Node};

use super::places::Places;
use super::{Language, NotALanguage, Offer, Playbook, USUAL_OPENING};
use crate::text::characters::quoted;
use conditions::Conditions;
use outline::Outline;
use second_round::SecondRound;

/// Reads a playbook of format 1.
///
/// # Errors
/// Everything that is wrong in the text, all at once.
pub fn load(file: SourceFile) -> Result<Playbook, Rejected> {
    let findings = Findings::new();
    let root = yaml::parse(&file, &findings);
    let playbook = root.and_then(|root| playbook(&root, &findings));
    findings.accept(playbook, file)
}

/// The same as [`load`], with where everything stands.
///
/// # Errors
/// Everything that is wrong in the text, all at once.
pub fn load_with_places(file: SourceFile) -> Result<(Playbook, Places), Rejected> {
    let findings = Findings::new();
    let read =
        yaml::parse(&file, &findings).and_then(|root| Some((playbook(&root, &findings)?, root)));
    match read {
        Some((playbook, root)) => {
            let (playbook, file) = findings.accept_with_file(playbook, file)?;
            Ok((playbook, Places::new(file, root)))
        }
        None => Err(Rejected { file, findings: findings.sorted() }),
    }
}

fn playbook(root: &Node, findings: &Findings) -> Option<Playbook> {
    refuse_other_files(root, findings)?;
    let fields = PLAYBOOK.read(root, findings)?;
    require_format(&fields, findings)?;
    let id = fields.required("id").and_then(|node| ids::playbook_id(node, findings));
    let (title, summary) = (fields.line("title"), fields.text("summary"));
    let language = language(fields.optional("language"), findings);
    let offer = offer(fields.required("offer"), findings);
    let opening = opening(fields.optional("opening"), findings);
    let mut outline = Outline::read(fields.required("stages"), findings);
    values::read(fields.optional("values"), &mut outline, findings);
    let conditions = Conditions::on(&outline, findings);
    let fit = fields.required("fit").and_then(|node| rules::fit(node, &conditions, findings));
    let fit = fit.unwrap_or_default();
    let second_round = SecondRound::read(&outline, &conditions);
    chains::refuse(&outline, findings);
    let retired = retired::read(fields.optional("retired"), &outline, findings);
    let spans = outline.spans();
    let values = std::mem::take(&mut outline.values);
    let values = values.into_iter().map(|outlined| outlined.value).collect();
    let (stages, questions) = second_round.complete(outline);
    let playbook = Playbook {
        id: id.unwrap_or_default(),
        title,
        summary,
        language,
        offer,
        opening,
        stages,
        questions,
        values,
        rules: fit.rules,
        groups: fit.groups,
        scale: fit.scale,
        retired,
    };
    limits::refuse(&playbook, &spans, findings);
    Some(playbook)
}

/// Says so where the file is empty or another kind of file of this program.
fn refuse_other_files(root: &Node, findings: &Findings) -> Option<()> {
    if root.is_null() {
        let help = "a playbook starts with `format: 1`";
        findings.add(Finding::error(root.span.clone(), "the file is empty").help(help));
        return None;
    }
    if let (Some(deal), None) = (root.get("deal"), root.get("stages")) {
        let message = "this is a deal, not a playbook";
        let help = "give it as the deal; its `playbook` names the playbook";
        findings.add(Finding::error(deal.key_span.clone(), message).help(help));
        return None;
    }
    Some(())
}

/// Stops at a format that is not ours: nothing else in the file can be judged then.
fn require_format(fields: &Fields<'_, '_>, findings: &Findings) -> Option<()> {
    let Some(node) = fields.required("format") else { return Some(()) };
    let format = fields::whole_number(node, "`format`", 0..=i64::MAX, findings);
    if format.is_some_and(|format| format != VERSION) {
        findings.add(fields::other_format(node, FORMAT.files));
        return None;
    }
    Some(())
}

/// The language of the words said to buyers; English where it is not said.
fn language(node: Option<&Node>, findings: &Findings) -> Language {
    let Some(node) = node else { return Language::default() };
    let Some(scalar) = fields::scalar(node, "`language`", findings) else {
        return Language::default();
    };
    scalar.text.parse().unwrap_or_else(|problem: NotALanguage| {
        let message = format!("`language` is {}: {problem}", quoted(&scalar.text));
        findings.add(Finding::error(node.span.clone(), message));
        Language::default()
    })
}

/// How many questions the opening has.
fn opening(node: Option<&Node>, findings: &Findings) -> usize {
    let whole = |node| fields::whole_number(node, "`opening`", 0..=MOST_OPENING, findings);
    let opening = node.and_then(whole);
    opening.and_then(|opening| usize::try_from(opening).ok()).unwrap_or(USUAL_OPENING)
}

fn offer(node: Option<&Node>, findings: &Findings) -> Offer {
    match node.and_then(|node| OFFER.read(node, findings)) {
        Some(fields) => Offer {
            name: fields.line("name"),
            solves: fields.text("solves"),
            not_for: fields.optional_text("not_for"),
        },
        None => Offer { name: String::new(), solves: String::new(), not_for: None },
    }
}
