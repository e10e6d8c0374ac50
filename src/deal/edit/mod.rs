//! The text of a deal file: written anew, or with only what changed put into the text at hand,
//! so that comments, order and layout of a hand-edited file stay.

mod block;
mod brackets;
mod page;

use std::borrow::Cow;
use std::path::Path;

use super::fact_layout;
use super::history::Written;
use super::layout::{self, Form};
use super::load::{self, Fitting, KEYS};
use super::places::Places;
use super::{Answer, Deal, Fact};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::source::lines::line_break_of;
use crate::text::source::{Insertion, Rejected, SourceFile};
use crate::text::yaml::writing::json_text;
use crate::text::yaml::{self, Entry, Node, Syntax};
use page::{Page, Splice};

/// A text with changes in it.
pub(super) struct Rewritten {
    pub(super) text: String,
    /// Whether all that did not change is as it was; else the text is laid out anew, with all its
    /// comments at the end.
    pub(super) in_place: bool,
}

/// The text of a new deal file: JSON where its name says so.
pub(super) fn written_new(path: &Path, deal: &Deal, playbook: &Playbook) -> String {
    let is_json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    written_anew(if is_json { Syntax::Json } else { Syntax::Yaml }, deal, playbook)
}

fn written_anew(syntax: Syntax, deal: &Deal, playbook: &Playbook) -> String {
    let values = KEYS.iter().filter_map(|key| {
        let form = match *key {
            "format" => Some(Form::Plain("1".to_owned())),
            "facts" => Some(facts_form(deal, playbook)),
            "history" => (!deal.history.is_empty()).then(|| history_form(deal, playbook)),
            "look_back" => (!deal.look_back.is_empty()).then(|| look_back_form(deal)),
            key => header_form(deal, key),
        };
        Some((*key, form?))
    });
    match syntax {
        Syntax::Json => {
            let lines: Vec<String> = values
                .map(|(key, form)| format!("  {}: {}", json_text(key), form.json()))
                .collect();
            format!("{{\n{}\n}}\n", lines.join(",\n"))
        }
        Syntax::Yaml => {
            let mut lines: Vec<String> =
                values.flat_map(|(key, form)| layout::entry_lines("", key, &form)).collect();
            lines.push(String::new());
            lines.join("\n")
        }
    }
}

/// The text of a deal file with everything changed in which `deal` differs from it. What can't
/// be changed in place is written anew, with all comments at its end.
///
/// # Errors
/// The text can't be read, or neither way leads to one that reads back as `deal`.
pub(super) fn rewritten(
    file: &SourceFile,
    deal: &Deal,
    playbook: &Playbook,
) -> Result<Rewritten, Rejected> {
    let before = load::open(file.clone())?.read_fitting(playbook)?;
    let is_kept = |aside: &load::SetAside| deal.history.iter().any(|one| aside.is_kept_in(one));
    if let (false, Some(rejected)) = (before.set_aside.iter().all(is_kept), before.rejected.clone())
    {
        return Err(rejected);
    }
    let in_place = changed_in_place(&file.text, &before, deal, playbook);
    if let Some(text) = in_place
        && keeps_comments(&file.text, &text)
        && verified(&file.name, &text, deal, playbook).is_ok()
    {
        return Ok(Rewritten { text, in_place: true });
    }
    let text = anew_with_comments(&file.text, deal, playbook);
    verified(&file.name, &text, deal, playbook).map(|()| Rewritten { text, in_place: false })
}

/// A text written anew, with the comments of the old one below it.
fn anew_with_comments(old: &str, deal: &Deal, playbook: &Playbook) -> String {
    let mut text = written_anew(yaml::syntax_of(old), deal, playbook);
    for comment in Page::of(old).iter().flat_map(Page::comment_texts) {
        text.push_str(comment);
        text.push('\n');
    }
    text.replace('\n', line_break_of(old))
}

/// Whether every comment of the one text stands in the other too.
fn keeps_comments(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (Page::of(before), Page::of(after)) else { return false };
    let (mut before, mut after) = (before.comment_texts(), after.comment_texts());
    before.sort_unstable();
    after.sort_unstable();
    let mut after = after.into_iter();
    before.into_iter().all(|comment| after.any(|other| other == comment))
}

/// The text of a deal file with these questions in it as `unknown`, each with a comment that tells
/// what it takes.
///
/// # Errors
/// The text can't be read, or would not read back.
pub(super) fn with_stubs(
    file: &SourceFile,
    playbook: &Playbook,
    questions: &[QuestionIndex],
) -> Result<Rewritten, Rejected> {
    let mut deal = read(file.clone(), playbook)?;
    for question in questions {
        let unknown = Fact::bare(playbook.question(*question), Answer::Unknown);
        deal.facts.set(*question, vec![unknown]);
    }
    let written = questions.iter().try_fold(file.text.to_string(), |text, question| {
        let stub = fact_layout::stub(playbook.question(*question));
        let splice = set_fact(&Page::of(&text)?, &question_ids(playbook), question.0, Some(stub))?;
        splice.applied_to(&text)
    });
    match written {
        Some(text)
            if keeps_comments(&file.text, &text)
                && verified(&file.name, &text, &deal, playbook).is_ok() =>
        {
            Ok(Rewritten { text, in_place: true })
        }
        _ => rewritten(file, &deal, playbook),
    }
}

/// Checks that a text reads as a deal.
///
/// # Errors
/// What is wrong in it; nothing, where it reads as another deal.
pub(super) fn verified(
    name: &str,
    text: &str,
    deal: &Deal,
    playbook: &Playbook,
) -> Result<(), Rejected> {
    let file = SourceFile::new(name, text);
    let found = read(file.clone(), playbook)?;
    if found == *deal { Ok(()) } else { Err(Rejected { file, findings: Vec::new() }) }
}

fn read(file: SourceFile, playbook: &Playbook) -> Result<Deal, Rejected> {
    load::open(file)?.read(playbook)
}

/// What to write into the text of a deal so that a question stands in it as `unknown`, with a
/// comment that tells what it takes. `None` where it stands there already, or where the text is
/// laid out in a way that is not understood.
pub fn stub(places: &Places, playbook: &Playbook, question: QuestionIndex) -> Option<Insertion> {
    if places.question(&playbook.question(question).id).is_some() {
        return None;
    }
    let text = &*places.file().text;
    let page = Page::with(text, Cow::Borrowed(places.root()));
    let stub = fact_layout::stub(playbook.question(question));
    let splice = set_fact(&page, &question_ids(playbook), question.0, Some(stub))?;
    let Splice { range, text: new } = splice.narrowed(text);
    // A new line goes in front of the next one rather than behind the line break of the last.
    let rest = text.get(range.end..)?;
    let is_line = new.starts_with(page.line_break) && rest.starts_with(page.line_break);
    let shift = if is_line { page.line_break.len() } else { 0 };
    let moved = format!("{}{}", new.get(shift..)?, &page.line_break[..shift]);
    let takes_nothing_away = range.is_empty();
    takes_nothing_away.then(|| Insertion { at: range.end + shift, text: moved })
}

fn question_ids(playbook: &Playbook) -> Vec<&str> {
    playbook.questions.iter().map(|question| question.id.as_str()).collect()
}

/// `None` where the text is laid out in a way that is not understood.
fn changed_in_place(
    text: &str,
    before: &Fitting,
    after: &Deal,
    playbook: &Playbook,
) -> Option<String> {
    let mut text = text.to_owned();
    let mut apply = |change: &dyn Fn(&Page) -> Option<Splice>| {
        text = change(&Page::of(&text)?)?.applied_to(&text)?;
        Some(())
    };
    for key in KEYS {
        let form = header_form(after, key);
        if header_form(&before.deal, key) != form {
            apply(&|page| set_in_root(page, key, form.as_ref()))?;
        }
    }
    for aside in &before.set_aside {
        apply(&|page| remove_fact(page, &aside.question))?;
    }
    let ids = question_ids(playbook);
    for index in playbook.question_indexes() {
        let is_the_same = before.deal.facts.about(index) == after.facts.about(index)
            && retired_under(&before.deal, ids[index.0]) == retired_under(after, ids[index.0]);
        if !is_the_same {
            apply(&|page| set_fact(page, &ids, index.0, fact_form(playbook, index, after)))?;
        }
    }
    let history = changed_at_the_top(&before.deal.history, &after.history);
    change_list(&mut apply, "history", history, &|place| {
        Some(fact_layout::of_replaced(playbook, after.history.get(place)?))
    })?;
    if after.look_back.is_empty() && !before.deal.look_back.is_empty() {
        apply(&|page| set_in_root(page, "look_back", None))?;
        return Some(text);
    }
    let look_back = changed_at_the_top(&before.deal.look_back, &after.look_back);
    change_list(&mut apply, "look_back", look_back, &|place| {
        Some(fact_layout::of_look_back(after.look_back.get(place)?))
    })?;
    Some(text)
}

/// Changes a page, if its layout is understood.
type Apply<'a> = dyn FnMut(&dyn Fn(&Page) -> Option<Splice>) -> Option<()> + 'a;

/// Takes so many items away at the top of a list, and puts so many new ones there, each in its form.
fn change_list(
    apply: &mut Apply<'_>,
    key: &str,
    (gone, new): (usize, usize),
    form: &dyn Fn(usize) -> Option<Form>,
) -> Option<()> {
    for place in (0..gone).rev() {
        apply(&|page| page.remove_item(page.root.get(key)?, place))?;
    }
    for place in (0..new).rev() {
        let form = form(place)?;
        apply(&|page| add_to_list(page, key, &form))?;
    }
    Some(())
}

/// How many items at the top of a list are no longer there, and how many are new.
fn changed_at_the_top<T: PartialEq>(before: &[T], after: &[T]) -> (usize, usize) {
    let pairs = before.iter().rev().zip(after.iter().rev());
    let same = pairs.take_while(|(before, after)| before == after).count();
    (before.len() - same, after.len() - same)
}

/// Sets or removes a key of the root map.
fn set_in_root(page: &Page, key: &str, form: Option<&Form>) -> Option<Splice> {
    page.set(&page.root, None, &KEYS, key, form)
}

/// Sets or removes a question's facts.
fn set_fact(page: &Page, ids: &[&str], question: usize, form: Option<Form>) -> Option<Splice> {
    let id = *ids.get(question)?;
    let facts = page.root.get("facts");
    match (facts, form) {
        (Some(facts), form) if has_entries(&facts.value) => {
            page.set(&facts.value, Some(facts), ids, id, form.as_ref())
        }
        (_, None) => Some(Splice::nothing()),
        (_, Some(form)) => {
            let only = Form::Map(vec![(id.to_owned(), form)]);
            set_in_root(page, "facts", Some(&only))
        }
    }
}

/// Removes what stands under a key of the facts, whatever it is.
fn remove_fact(page: &Page, key: &str) -> Option<Splice> {
    let facts: &Entry = page.root.get("facts")?;
    page.set(&facts.value, Some(facts), &[], key, None)
}

fn add_to_list(page: &Page, key: &str, item: &Form) -> Option<Splice> {
    match page.root.get(key) {
        Some(list) if list.value.as_sequence().is_some_and(|items| !items.is_empty()) => {
            page.add_item(list, item)
        }
        _ => set_in_root(page, key, Some(&Form::List(vec![item.clone()]))),
    }
}

fn look_back_form(deal: &Deal) -> Form {
    Form::List(deal.look_back.iter().map(fact_layout::of_look_back).collect())
}

fn history_form(deal: &Deal, playbook: &Playbook) -> Form {
    Form::List(deal.history.iter().map(|one| fact_layout::of_replaced(playbook, one)).collect())
}

fn facts_form(deal: &Deal, playbook: &Playbook) -> Form {
    let entries = playbook.question_indexes().filter_map(|index| {
        let form = fact_form(playbook, index, deal)?;
        Some((playbook.question(index).id.clone(), form))
    });
    let retired = deal.retired.iter().filter(|fact| fact.option.is_none());
    let retired = retired.map(|fact| (fact.question.clone(), fact.was.0.clone()));
    Form::Map(entries.chain(retired).collect())
}

fn fact_form(playbook: &Playbook, index: QuestionIndex, deal: &Deal) -> Option<Form> {
    let (question, facts) = (playbook.question(index), deal.facts.about(index));
    let retired = retired_under(deal, &question.id);
    let is_there = !facts.is_empty() || !retired.is_empty();
    is_there.then(|| fact_layout::of_statements(question, facts, &retired))
}

/// What stands under a question that is asked, of options that are retired.
fn retired_under<'d>(deal: &'d Deal, question: &str) -> Vec<&'d Written> {
    let here = deal.retired.iter().filter(|fact| fact.option.is_some());
    here.filter(|fact| fact.question == question).map(|fact| &fact.was).collect()
}

/// What stands under a key other than `format`, `facts`, `history` and `look_back`.
fn header_form(deal: &Deal, key: &str) -> Option<Form> {
    match key {
        "deal" => Some(Form::Text(deal.name.clone())),
        "playbook" => Some(Form::Text(deal.playbook.clone())),
        "notes" => deal.notes.clone().map(Form::Text),
        "pursue" => {
            deal.pursue.map(|pursue| Form::Plain(if pursue { "yes" } else { "no" }.to_owned()))
        }
        "waivers" => (!deal.waivers.is_empty()).then(|| fact_layout::of_waivers(&deal.waivers)),
        "calls" => (!deal.calls.is_empty()).then(|| fact_layout::of_calls(&deal.calls)),
        "outcome" => deal.outcome.as_ref().map(fact_layout::of_outcome),
        _ => None,
    }
}

fn has_entries(node: &Node) -> bool {
    node.as_mapping().is_some_and(|entries| !entries.is_empty())
}
