//! The text of a deal file: written anew, or with only what changed put into the text at hand,
//! so that comments, order and layout of a hand-edited file stay.

use std::borrow::Cow;
use std::ops::Range;

use super::form::{self, Form, Layout};
use super::load::{self, KEYS};
use super::{Answer, Deal, Fact, KnownFrom};
use crate::playbook::{Playbook, QuestionIndex};
use crate::text::source::{Findings, Insertion, Rejected, SourceFile};
use crate::text::yaml::{self, Entry, Node};

/// The text of a new deal file.
pub(super) fn written_anew(deal: &Deal, playbook: &Playbook) -> String {
    let mut lines = vec!["format: 1".to_owned()];
    for key in &KEYS[1..] {
        match header_form(deal, key) {
            Some(form) => lines.extend(form::entry_lines("", key, &form)),
            None if *key == "facts" => {
                lines.extend(form::entry_lines("", key, &facts_form(deal, playbook)));
            }
            None => {}
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The text of a deal file with everything changed in which `deal` differs from it. What can't
/// be changed in place is written anew.
///
/// # Errors
/// The text can't be read, or neither way leads to one that reads back as `deal`.
pub(super) fn rewritten(
    file: &SourceFile,
    deal: &Deal,
    playbook: &Playbook,
) -> Result<String, Rejected> {
    let before = read(file.clone(), playbook)?;
    let in_place = changed_in_place(&file.text, &before, deal, playbook);
    if let Some(text) = in_place
        && verified(&file.name, &text, deal, playbook).is_ok()
    {
        return Ok(text);
    }
    let text = written_anew(deal, playbook);
    verified(&file.name, &text, deal, playbook).map(|()| text)
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
) -> Result<String, Rejected> {
    let mut deal = read(file.clone(), playbook)?;
    for question in questions {
        deal.facts.set(*question, vec![Fact::new(Answer::Unknown, KnownFrom::Prospect)]);
    }
    let written = questions.iter().try_fold(file.text.to_string(), |text, question| {
        let stub = form::stub(playbook.question(*question));
        let splice = Page::of(&text)?.set_fact(&question_ids(playbook), question.0, Some(stub))?;
        splice.applied_to(&text)
    });
    match written {
        Some(text) if verified(&file.name, &text, &deal, playbook).is_ok() => Ok(text),
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
/// comment that tells what it takes. `None` where the text is laid out in a way that is not
/// understood.
pub(super) fn stub(
    text: &str,
    root: &Node,
    playbook: &Playbook,
    question: QuestionIndex,
) -> Option<Insertion> {
    let page = Page { text, line_break: line_break_of(text), root: Cow::Borrowed(root) };
    let stub = form::stub(playbook.question(question));
    let splice = page.set_fact(&question_ids(playbook), question.0, Some(stub))?;
    let Splice { range, text: new } = splice;
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

fn line_break_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// `None` where the text is laid out in a way that is not understood.
fn changed_in_place(
    text: &str,
    before: &Deal,
    after: &Deal,
    playbook: &Playbook,
) -> Option<String> {
    let mut text = text.to_owned();
    for key in KEYS {
        if header_form(before, key) != header_form(after, key) {
            let splice = Page::of(&text)?.set_in_root(key, header_form(after, key).as_ref())?;
            text = splice.applied_to(&text)?;
        }
    }
    let ids = question_ids(playbook);
    for index in playbook.question_indexes() {
        let facts = after.facts.about(index);
        if before.facts.about(index) != facts {
            let form = fact_form(playbook, index, facts);
            let splice = Page::of(&text)?.set_fact(&ids, index.0, form)?;
            text = splice.applied_to(&text)?;
        }
    }
    Some(text)
}

fn facts_form(deal: &Deal, playbook: &Playbook) -> Form {
    let entries = playbook.question_indexes().filter_map(|index| {
        let form = fact_form(playbook, index, deal.facts.about(index))?;
        Some((playbook.question(index).id.clone(), form))
    });
    Form::Map(entries.collect())
}

fn fact_form(playbook: &Playbook, index: QuestionIndex, facts: &[Fact]) -> Option<Form> {
    (!facts.is_empty()).then(|| form::of_facts(playbook.question(index), facts))
}

/// What stands under a key other than `format` and `facts`.
fn header_form(deal: &Deal, key: &str) -> Option<Form> {
    match key {
        "deal" => Some(Form::Text(deal.name.clone())),
        "playbook" => Some(Form::Text(deal.playbook.clone())),
        "notes" => deal.notes.clone().map(Form::Text),
        "pursue" => {
            deal.pursue.map(|pursue| Form::Plain(if pursue { "yes" } else { "no" }.to_owned()))
        }
        "waivers" => (!deal.waivers.is_empty()).then(|| form::of_waivers(&deal.waivers)),
        _ => None,
    }
}

/// A text and its tree.
struct Page<'t> {
    text: &'t str,
    line_break: &'static str,
    root: Cow<'t, Node>,
}

/// Another text in place of a part of a text.
struct Splice {
    range: Range<usize>,
    text: String,
}

impl Splice {
    fn nothing() -> Self {
        Self { range: 0..0, text: String::new() }
    }

    fn applied_to(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.range.start)?, text.get(self.range.end..)?);
        Some(format!("{before}{}{after}", self.text))
    }
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let findings = Findings::new();
        let root = yaml::parse(&SourceFile::new("", text), &findings)?;
        let (line_break, root) = (line_break_of(text), Cow::Owned(root));
        (findings.count() == 0).then_some(Self { text, line_break, root })
    }

    /// Sets or removes a key of the root map.
    fn set_in_root(&self, key: &str, form: Option<&Form>) -> Option<Splice> {
        self.set(&self.root, None, &KEYS, key, form)
    }

    /// Sets or removes a question's facts.
    fn set_fact(&self, ids: &[&str], question: usize, form: Option<Form>) -> Option<Splice> {
        let id = *ids.get(question)?;
        let facts = self.root.get("facts");
        match (facts, form) {
            (Some(facts), form) if has_entries(&facts.value) => {
                self.set(&facts.value, Some(facts), ids, id, form.as_ref())
            }
            (_, None) => Some(Splice::nothing()),
            (_, Some(form)) => {
                let only = Form::Map(vec![(id.to_owned(), form)]);
                self.set_in_root("facts", Some(&only))
            }
        }
    }

    /// Sets or removes a key of a map; `order` tells after which other keys it goes.
    fn set(
        &self,
        map: &Node,
        parent: Option<&Entry>,
        order: &[&str],
        key: &str,
        form: Option<&Form>,
    ) -> Option<Splice> {
        let entries = map.as_mapping()?;
        let in_flow = self.text.get(map.span.start..)?.starts_with('{');
        let place = entries.iter().position(|entry| entry.key == key);
        match (place, form) {
            (None, None) => Some(Splice::nothing()),
            (Some(place), None) if in_flow => self.remove_in_flow(map, place),
            (Some(place), None) => self.remove_lines(entries.get(place)?),
            (Some(place), Some(form)) if in_flow => {
                let span = entries.get(place)?.value.span.clone();
                let space = if span.is_empty() { " " } else { "" };
                self.spliced(span.start, span.end, &format!("{space}{}", form.flow()))
            }
            (Some(place), Some(form)) => self.replace_value(entries.get(place)?, form),
            (None, Some(form)) => {
                let predecessor = nearest_predecessor(entries, order, key);
                if in_flow {
                    self.insert_in_flow(map, predecessor, key, form)
                } else {
                    let neighbour = predecessor.or(parent)?;
                    let indent = self.indent_of(entries.first()?)?;
                    self.insert_lines(neighbour, predecessor.is_some(), indent, key, form)
                }
            }
        }
    }

    /// Puts a value in an entry's place. A comment beside the key stays.
    fn replace_value(&self, entry: &Entry, form: &Form) -> Option<Splice> {
        let Layout { beside, below } = form.layout(self.indent_of(entry)?);
        let value = &entry.value.span;
        let key_end = entry.key_span.end;
        let colon = key_end + self.text.get(key_end..)?.find(':')? + 1;
        let is_beside = !self.text.get(colon..value.start)?.contains('\n');
        let (gap, comment, end) = if is_beside {
            let end = self.line_end(value.end);
            (self.text.get(colon..value.start)?, self.text.get(value.end..end)?, end)
        } else {
            ("", self.text.get(colon..self.line_end(colon))?, self.line_end(value.end))
        };
        let gap = if gap.is_empty() { " " } else { gap };
        let mut lines = vec![match beside.is_empty() {
            true => comment.trim_end().to_owned(),
            false => format!("{gap}{beside}{comment}"),
        }];
        lines.extend(below);
        self.spliced(colon, end, &lines.join(self.line_break))
    }

    /// Adds an entry below a neighbour: below all of it, or as the first one in it.
    fn insert_lines(
        &self,
        neighbour: &Entry,
        below_value: bool,
        indent: &str,
        key: &str,
        form: &Form,
    ) -> Option<Splice> {
        let last = if below_value { neighbour.value.span.end } else { neighbour.key_span.end };
        let end = self.line_end(last);
        let lines = form::entry_lines(indent, key, form).join(self.line_break);
        self.spliced(end, end, &format!("{}{lines}", self.line_break))
    }

    fn insert_in_flow(
        &self,
        map: &Node,
        predecessor: Option<&Entry>,
        key: &str,
        form: &Form,
    ) -> Option<Splice> {
        let entry = format!("{key}: {}", form.flow());
        let Some(neighbour) = predecessor.or(map.as_mapping()?.first()) else {
            return self.spliced(map.span.start, map.span.end, &format!("{{ {entry} }}"));
        };
        let gap = match self.indent_of(neighbour) {
            Some(indent) => format!("{}{indent}", self.line_break),
            None => " ".to_owned(),
        };
        if predecessor.is_some() {
            let place = neighbour.value.span.end;
            self.spliced(place, place, &format!(",{gap}{entry}"))
        } else {
            let place = neighbour.key_span.start;
            self.spliced(place, place, &format!("{entry},{gap}"))
        }
    }

    fn remove_lines(&self, entry: &Entry) -> Option<Splice> {
        let start = entry.key_span.start - self.indent_of(entry)?.len();
        let end = self.line_end(entry.value.span.end);
        let rest = self.text.get(end..)?;
        let line_break = rest.len() - rest.trim_start_matches('\r').len();
        let next =
            if rest.get(line_break..)?.starts_with('\n') { end + line_break + 1 } else { end };
        self.spliced(start, next, "")
    }

    /// Removes an entry of a flow map, and the comma on one side of it.
    fn remove_in_flow(&self, map: &Node, place: usize) -> Option<Splice> {
        let entries = map.as_mapping()?;
        let entry = entries.get(place)?;
        match (place.checked_sub(1).and_then(|place| entries.get(place)), entries.get(place + 1)) {
            (Some(previous), _) => self.spliced(previous.value.span.end, entry.value.span.end, ""),
            (None, Some(next)) => self.spliced(entry.key_span.start, next.key_span.start, ""),
            (None, None) => self.spliced(map.span.start, map.span.end, "{}"),
        }
    }

    /// What stands before a key that is the first on its line.
    fn indent_of(&self, entry: &Entry) -> Option<&'t str> {
        let before = self.text.get(..entry.key_span.start)?;
        let start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
        before.get(start..).filter(|indent| indent.bytes().all(|byte| byte == b' '))
    }

    /// Where the line of a place ends, before its line break.
    fn line_end(&self, place: usize) -> usize {
        let rest = self.text.get(place..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or(rest);
        place + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Something else in place of a part of the text.
    fn spliced(&self, start: usize, end: usize, new: &str) -> Option<Splice> {
        self.text.get(start..end)?;
        Some(Splice { range: start..end, text: new.to_owned() })
    }
}

/// The entry after which a new key goes: of those before it in `order`, the last that is there.
fn nearest_predecessor<'e>(entries: &'e [Entry], order: &[&str], key: &str) -> Option<&'e Entry> {
    let earlier = order.iter().take_while(|other| **other != key);
    earlier.filter_map(|id| entries.iter().find(|entry| entry.key == *id)).last()
}

fn has_entries(node: &Node) -> bool {
    node.as_mapping().is_some_and(|entries| !entries.is_empty())
}
