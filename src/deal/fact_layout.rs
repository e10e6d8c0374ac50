//! What a deal holds as a person would write it: short forms where they suffice.

use std::ops::Bound;

use super::answers::{UNKNOWN, ids, is_whole_set, number_kind, what_it_takes};
use super::contents::{Call, Waiver};
use super::facts::{Answer, Fact, Facts, KnownFrom};
use super::history::{Replaced, Was, Written};
use super::layout::{Form, entry_lines};
use super::look_back::LookBack;
use super::number_text::{self, without_limits};
use super::numbers::{Interval, Numbers};
use super::outcome::DealOutcome;
use crate::playbook::{Kind, NumberKind, Playbook, Question};
use crate::text::yaml::numbers::written;
use crate::text::yaml::writing::json_text;

/// The most entries of a fact that stands on one line: the answer, who said it and when.
const MOST_ON_A_LINE: usize = 3;

/// The facts about a question.
pub(super) fn of_facts(question: &Question, facts: &[Fact]) -> Form {
    match facts {
        [fact] if is_bare(question, fact) => of_answer(question, &fact.answer),
        [fact] => of_fact(question, fact),
        several => {
            let items = several.iter().map(|fact| Form::Inline(fact_entries(question, fact)));
            Form::List(items.collect())
        }
    }
}

/// A fact with how it is known, on one line where that is short: who said it and when.
fn of_fact(question: &Question, fact: &Fact) -> Form {
    let entries = fact_entries(question, fact);
    let inline = Form::Inline(entries.clone());
    let is_short = entries.len() <= MOST_ON_A_LINE && inline.is_of_one_line(question.id.len());
    if is_short { inline } else { Form::Map(entries) }
}

/// The facts about a question, and what else stands under it of options that are retired.
pub(super) fn of_statements(question: &Question, facts: &[Fact], retired: &[&Written]) -> Form {
    match (facts, retired) {
        (facts, []) => of_facts(question, facts),
        ([], [only]) => only.0.clone(),
        (facts, retired) => {
            let facts = facts.iter().map(|fact| Form::Inline(fact_entries(question, fact)));
            Form::List(facts.chain(retired.iter().map(|written| item(&written.0))).collect())
        }
    }
}

/// A statement as an item of a list of several people's, which are maps.
fn item(statement: &Form) -> Form {
    match statement {
        Form::Inline(_) | Form::Map(_) => statement.clone(),
        answer => Form::Inline(vec![("answer".to_owned(), answer.clone())]),
    }
}

/// The facts as lines of a map with this indent, in playbook order; none where nothing is known.
pub fn lines_of_facts(indent: &str, playbook: &Playbook, facts: &Facts) -> Vec<String> {
    let known = playbook.question_indexes().filter(|index| !facts.about(*index).is_empty());
    let lines = known.flat_map(|index| {
        let question = playbook.question(index);
        entry_lines(indent, &question.id, &of_facts(question, facts.about(index)))
    });
    lines.collect()
}

/// A question that is still to be answered: `unknown`, and what it takes.
pub(super) fn stub(question: &Question) -> Form {
    Form::Noted(UNKNOWN.to_owned(), what_to_write(question))
}

/// What a later statement took the place of.
pub(super) fn of_replaced(playbook: &Playbook, replaced: &Replaced) -> Form {
    let index = playbook.find_question(&replaced.question);
    let question = index.map(|index| playbook.question(index));
    let was = match (&replaced.was, question) {
        (Was::Facts(facts), Some(question)) => match facts.as_slice() {
            [fact] if is_bare(question, fact) => of_answer(question, &fact.answer),
            [fact] => Form::Inline(fact_entries(question, fact)),
            several => {
                let items = several.iter().map(|fact| Form::Inline(fact_entries(question, fact)));
                Form::Row(items.collect())
            }
        },
        (Was::Written(written), _) => written.0.clone(),
        (Was::Outcome(outcome), _) => Form::Inline(outcome_entries(outcome)),
        (Was::LookBack(look_back), _) => of_look_back(look_back),
        (Was::Facts(_), None) => Form::Row(Vec::new()),
    };
    Form::Inline(vec![
        ("date".to_owned(), Form::Plain(replaced.date.to_string())),
        ("question".to_owned(), Form::Text(replaced.question.clone())),
        ("was".to_owned(), was),
    ])
}

/// The talks of a deal.
pub(super) fn of_calls(calls: &[Call]) -> Form {
    Form::List(calls.iter().map(|call| Form::Inline(call_entries(call))).collect())
}

/// The waivers of a deal.
pub(super) fn of_waivers(waivers: &[Waiver]) -> Form {
    Form::List(waivers.iter().map(|waiver| Form::Inline(waiver_entries(waiver))).collect())
}

/// What the buyer decided: on one line, where there is room.
pub(super) fn of_outcome(outcome: &DealOutcome) -> Form {
    let entries = outcome_entries(outcome);
    let inline = Form::Inline(entries.clone());
    if inline.is_of_one_line("outcome".len()) { inline } else { Form::Map(entries) }
}

fn outcome_entries(outcome: &DealOutcome) -> Vec<(String, Form)> {
    filled([
        ("date", Some(Form::Plain(outcome.date.to_string()))),
        ("decided", Some(Form::Plain(outcome.decided.name().to_owned()))),
        ("because", outcome.because.clone().map(Form::Text)),
    ])
}

/// What the buyer said of it later.
pub(super) fn of_look_back(look_back: &LookBack) -> Form {
    let answers = look_back.answers.each().map(|answer| Form::Plain(answer.to_string()));
    Form::Inline(filled([
        ("date", Some(Form::Plain(look_back.date.to_string()))),
        ("by", look_back.by.clone().map(Form::Text)),
        ("answers", Some(Form::Row(answers.to_vec()))),
        ("words", look_back.words.clone().map(Form::Text)),
    ]))
}

/// What stands in place of `unknown` once the answer is known, briefly.
fn what_to_write(question: &Question) -> String {
    let options: Vec<&str> =
        (0..question.option_count()).map(|option| question.option_id(option)).collect();
    match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => options.join(" | "),
        Kind::Choices { .. } => format!("[] or some of [{}]", options.join(", ")),
        Kind::Number(_) => what_it_takes(question),
        Kind::Text => "in their words".to_owned(),
    }
}

/// Whether the answer alone says it all.
fn is_bare(question: &Question, fact: &Fact) -> bool {
    *fact == Fact::bare(question, fact.answer.clone())
}

fn fact_entries(question: &Question, fact: &Fact) -> Vec<(String, Form)> {
    let is_unwritten = fact.source == KnownFrom::unwritten(question);
    let source = (!is_unwritten).then(|| fact.source.name());
    let parts = [
        ("answer", Some(of_answer(question, &fact.answer))),
        ("source", source.map(|source| Form::Plain(source.to_owned()))),
        ("by", fact.by.clone().map(Form::Text)),
        ("date", fact.date.map(|date| Form::Plain(date.to_string()))),
        ("note", fact.note.clone().map(Form::Text)),
        ("quote", fact.quote.clone().map(Form::Text)),
        ("at", fact.at.as_ref().map(|at| Form::Text(at.as_written().to_owned()))),
    ];
    filled(parts)
}

fn call_entries(call: &Call) -> Vec<(String, Form)> {
    let with = match call.with.as_slice() {
        [] => None,
        [one] => Some(Form::Text(one.clone())),
        several => Some(Form::Row(several.iter().cloned().map(Form::Text).collect())),
    };
    let parts = [
        ("date", Some(Form::Plain(call.date.to_string()))),
        ("with", with),
        ("note", call.note.clone().map(Form::Text)),
    ];
    filled(parts)
}

fn waiver_entries(waiver: &Waiver) -> Vec<(String, Form)> {
    let parts = [
        ("rule", Some(Form::Text(waiver.rule.clone()))),
        ("question", waiver.question.clone().map(Form::Text)),
        ("because", Some(Form::Text(waiver.because.clone()))),
        ("by", waiver.by.clone().map(Form::Text)),
        ("until", waiver.until.map(|date| Form::Plain(date.to_string()))),
    ];
    filled(parts)
}

/// The entries that have a value.
fn filled<const PARTS: usize>(parts: [(&str, Option<Form>); PARTS]) -> Vec<(String, Form)> {
    parts.into_iter().filter_map(|(key, form)| Some((key.to_owned(), form?))).collect()
}

fn of_answer(question: &Question, answer: &Answer) -> Form {
    let row = |options| {
        let ids = ids(question, options).into_iter();
        Form::Row(ids.map(|id| Form::Plain(id.to_owned())).collect())
    };
    match answer {
        Answer::Unknown => Form::Plain(UNKNOWN.to_owned()),
        Answer::OneOf(options) => match ids(question, options).as_slice() {
            [one] => Form::Plain((*one).to_owned()),
            _ => row(options),
        },
        Answer::Choices { includes, excludes } if is_whole_set(question, includes, excludes) => {
            row(includes)
        }
        Answer::Choices { includes, excludes } => {
            let parts = [("includes", includes), ("excludes", excludes)].into_iter();
            let named = parts.filter(|(_, options)| !options.is_empty());
            Form::Inline(named.map(|(key, options)| (key.to_owned(), row(options))).collect())
        }
        Answer::Numbers(numbers) => of_numbers(&number_kind(question), numbers),
        Answer::Text(text) => Form::Text(text.clone()),
    }
}

/// An answer as JSON, as it stands under `facts` in a deal; that of a question to be answered `yes` or
/// `no` in these words, as those of all others are.
pub fn json_of_answer(question: &Question, answer: &Answer) -> String {
    match (&question.kind, answer) {
        (Kind::YesNo { .. }, Answer::OneOf(options)) => {
            let words = ids(question, options);
            let words: Vec<String> = words.into_iter().map(json_text).collect();
            if let [one] = words.as_slice() {
                return one.clone();
            }
            format!("[{}]", words.join(", "))
        }
        _ => of_answer(question, answer).json(),
    }
}

fn of_numbers(kind: &NumberKind, numbers: &Numbers) -> Form {
    if let [interval] = numbers.intervals() {
        let interval = without_limits(kind, interval);
        if has_excluded_end(&interval) {
            return Form::Inline(operators(&interval));
        }
    }
    let text = number_text::write_plain(kind, numbers);
    let mut alternatives: Vec<Form> = text
        .split('|')
        .map(|text| match text.starts_with(['<', '>']) {
            true => Form::Text(text.to_owned()),
            false => Form::Plain(text.to_owned()),
        })
        .collect();
    match (alternatives.pop(), alternatives.is_empty()) {
        (Some(only), true) => only,
        (last, _) => Form::Row(alternatives.into_iter().chain(last).collect()),
    }
}

fn has_excluded_end(interval: &Interval) -> bool {
    matches!(interval.low, Bound::Excluded(_)) || matches!(interval.high, Bound::Excluded(_))
}

fn operators(interval: &Interval) -> Vec<(String, Form)> {
    let low = match interval.low {
        Bound::Included(low) => Some(("at_least", low)),
        Bound::Excluded(low) => Some(("more_than", low)),
        Bound::Unbounded => None,
    };
    let high = match interval.high {
        Bound::Included(high) => Some(("at_most", high)),
        Bound::Excluded(high) => Some(("less_than", high)),
        Bound::Unbounded => None,
    };
    let ends = low.into_iter().chain(high);
    ends.map(|(key, end)| (key.to_owned(), Form::Plain(written(end)))).collect()
}
