//! Comments in every place of a deal, in every layout: a change touches what it changes alone, and
//! no comment is lost or comes to stand with something else.

use std::collections::BTreeMap;

use coach::deal::answers::parse_answer;
use coach::deal::file::{DealFile, Layout};
use coach::deal::{Deal, Fact, KnownFrom, Replaced, Was, load};
use proptest::prelude::*;

use crate::effort::config;
use crate::every_type::{HEADER, file_with, playbook, question, read};

const QUESTIONS: [&str; 6] = ["agreed", "hosting", "needs", "users", "price", "remark"];

/// A text as it grows, and choices for it.
struct Draft<'c> {
    choices: std::slice::Iter<'c, u8>,
    comments: usize,
    /// For each question that has an entry, the text of that, comments included.
    entries: BTreeMap<&'static str, String>,
}

impl Draft<'_> {
    fn choose(&mut self, of: u8) -> u8 {
        self.choices.next().map_or(0, |choice| choice % of)
    }

    /// A comment, or nothing, with what stands before and behind it.
    fn comment(&mut self, before: &str, behind: &str) -> String {
        if self.choose(3) == 0 {
            return String::new();
        }
        self.comments += 1;
        format!("{before}# c{} 'it{behind}", self.comments)
    }

    /// A comment behind something, or nothing.
    fn beside(&mut self) -> String {
        self.comment("   ", "")
    }

    /// A comment on a line of its own, or nothing.
    fn line(&mut self, indent: &str) -> String {
        self.comment(indent, "\n")
    }

    /// The value of a question, as one of several scalars or lists on a line.
    fn value(&mut self, id: &str) -> &'static str {
        let choice = usize::from(self.choose(2));
        match id {
            "agreed" => ["yes", "'no'"][choice],
            "hosting" => ["cloud", "[cloud, \"either\"]"][choice],
            "needs" => ["[]", "[sms, billing]"][choice],
            "users" => ["20..50", "\"20\""][choice],
            "price" => ["5.5", "\"5\""][choice],
            _ => ["said so", "'it''s # fine'"][choice],
        }
    }

    /// An entry of a block, with the comments that belong to it.
    fn entry(&mut self, id: &'static str) -> String {
        let (above, value, beside) = (self.line("  "), self.value(id), self.beside());
        let (inner, inner_line) = (self.beside(), self.line("    "));
        let entry = match self.choose(7) {
            0 => format!("  {id}:   {value}{beside}\n"),
            1 => format!("  \"{id}\": {value}{beside}\n"),
            2 => format!("  ? {id}{inner}\n  : {value}{beside}\n"),
            3 => format!("  {id}:{inner}\n    answer: {value}{beside}\n{inner_line}    by: Dana\n"),
            4 => format!("  {id}: {{ answer: {value},{inner}\n    by: 'Kim' }}{beside}\n"),
            5 => format!(
                "  {id}:{inner}\n  - {{ answer: {value}, by: Dana }}{beside}\n{inner_line}  - answer: {value}\n    by: Kim\n"
            ),
            _ if id == "remark" => format!("  {id}: |{inner}\n    some # words\n    more\n"),
            _ => format!("  {id}:{inner}\n    {value}{beside}\n"),
        };
        let below = self.line("      ");
        format!("{above}{entry}{below}")
    }

    /// An entry of a map in braces, on lines of its own, without its comma.
    fn entry_in_braces(&mut self, id: &'static str) -> String {
        let value = self.value(id);
        match self.choose(3) {
            0 => format!("{id}: {value}"),
            1 => format!("\"{id}\": {{ answer: {value}, by: Dana }}"),
            _ => format!("{id}: {{ answer: {value},{}\n    by: Kim }}", self.beside()),
        }
    }

    fn facts_in_block(&mut self, ids: &[&'static str]) -> String {
        let mut text = format!("facts:{}\n", self.beside());
        for id in ids {
            let entry = self.entry(id);
            text += if self.choose(4) == 0 { "\n" } else { "" };
            text += &entry;
            self.entries.insert(id, entry);
        }
        text + &self.line("  ")
    }

    fn facts_in_braces(&mut self, ids: &[&'static str]) -> String {
        let mut text = format!("facts: {{{}\n", self.beside());
        for (place, id) in ids.iter().enumerate() {
            let above = self.line("  ");
            let entry = self.entry_in_braces(id);
            let (is_last, beside) = (place + 1 == ids.len(), self.beside());
            let behind = match (is_last, self.choose(3)) {
                (true, 0 | 1) => format!("{beside}\n"),
                (false, 0) if !beside.is_empty() => format!("{beside}\n  ,\n"),
                _ => format!(",{beside}\n"),
            };
            text += &format!("{above}  {entry}{behind}");
            self.entries.insert(id, entry);
        }
        format!("{text}{}}}{}\n", self.line("  "), self.beside())
    }

    fn deal(&mut self) -> String {
        let ids: Vec<&'static str> = QUESTIONS.into_iter().filter(|_| self.choose(3) > 0).collect();
        let mut text = self.line("") + "format: 1" + &self.beside() + "\nplaybook: every-type\n";
        let in_braces = self.choose(2) == 0;
        text += &if in_braces { self.facts_in_braces(&ids) } else { self.facts_in_block(&ids) };
        if self.choose(2) == 0 {
            text += &format!("notes: \"some\"{}\n", self.beside());
        }
        if self.choose(2) == 0 {
            let old = "{ date: 2026-01-02, question: users, was: 3 }";
            text += &format!("history:{}\n{}  - {old}", self.beside(), self.line("  "));
            text += &format!("{}\n", self.beside());
        }
        text += &self.line("");
        let line_break = ["\n", "\r\n", "\r"][usize::from(self.choose(3))];
        self.entries.values_mut().for_each(|entry| *entry = entry.replace('\n', line_break));
        text.replace('\n', line_break)
    }
}

/// A change of a deal.
fn change(deal: &mut Deal, id: &str, what: u8) {
    let value = match id {
        "agreed" => "yes|no",
        "hosting" => "own_servers_only",
        "needs" => "+reports",
        "users" => "77",
        "price" => "<5|7",
        _ => "new: 'words' # and",
    };
    let playbook = playbook();
    let answer = parse_answer(question(&playbook, id), value).unwrap();
    let index = playbook.find_question(id).unwrap();
    let mut said = Fact::new(answer, KnownFrom::Prospect);
    if what == 1 {
        said.by = Some("Dana, CFO".to_owned());
    }
    let facts = if what == 2 { Vec::new() } else { vec![said] };
    let was = deal.facts.about(index).to_vec();
    deal.facts.set(index, facts);
    if !was.is_empty() {
        let date = "2026-11-03".parse().unwrap();
        deal.history.insert(0, Replaced { date, question: id.to_owned(), was: Was::Facts(was) });
    }
}

/// How often each comment stands in a text.
fn counts(text: &str, comments: usize) -> Vec<usize> {
    (1..=comments).map(|one| text.matches(&format!("# c{one} 'it")).count()).collect()
}

proptest! {
    #![proptest_config(config(400, 20_261_121))]

    #[test]
    fn a_change_touches_what_it_changes_alone(
        choices in prop::collection::vec(any::<u8>(), 100),
        changes in prop::collection::vec((0..6_usize, 0..3_u8), 1..3),
    ) {
        let mut draft = Draft { choices: choices.iter(), comments: 0, entries: BTreeMap::new() };
        let text = draft.deal();
        let mut deal = read(&text).unwrap_or_else(|rejected| panic!("{text}\n{rejected}"));
        for (place, what) in &changes {
            change(&mut deal, QUESTIONS[*place], *what);
        }
        let (_folder, path) = file_with(&text);
        let layout = DealFile::open(&path).unwrap().save(&deal, &playbook()).unwrap();
        let written = std::fs::read_to_string(&path).unwrap();
        prop_assert_eq!(layout, Layout::Kept, "{}\n->\n{}", text, written);
        prop_assert_eq!(&read(&written).unwrap(), &deal, "{}\n->\n{}", text, written);
        prop_assert_eq!(
            counts(&written, draft.comments), counts(&text, draft.comments), "{}\n->\n{}", text, written
        );
        for (id, entry) in &draft.entries {
            if !changes.iter().any(|(place, _)| QUESTIONS[*place] == *id) {
                prop_assert!(written.contains(entry), "{id}:\n{}\n->\n{}", text, written);
            }
        }
    }
}

fn saved(text: &str, id: &str, value: &str) -> String {
    let (_folder, path) = file_with(text);
    let mut file = DealFile::open(&path).unwrap();
    let mut deal = load::open(file.source().clone()).unwrap().read(&playbook()).unwrap();
    let answer = parse_answer(question(&playbook(), id), value).unwrap();
    let said = Fact::new(answer, KnownFrom::Prospect);
    deal.facts.set(playbook().find_question(id).unwrap(), vec![said]);
    assert_eq!(file.save(&deal, &playbook()).unwrap(), Layout::Kept, "{text}");
    std::fs::read_to_string(&path).unwrap()
}

#[test]
fn what_trails_a_value_stays_with_it() {
    let head = "format: 1\nplaybook: every-type\n";
    for (before, after) in [
        ("{\n  users: 5   # Dana\n}\n", "{\n  users: 5,   # Dana\n  price: 7\n}\n"),
        ("{\n  users: '5'   # Dana\n}\n", "{\n  users: '5',   # Dana\n  price: 7\n}\n"),
        ("{ users: 5,   # Dana\n}\n", "{ users: 5,   # Dana\n  price: 7,\n}\n"),
        ("{\n  users: 5   # [Dana}\n}\n", "{\n  users: 5,   # [Dana}\n  price: 7\n}\n"),
        ("{\n  users: 5\n  # Dana\n}\n", "{\n  users: 5,\n  # Dana\n  price: 7\n}\n"),
        ("{ users: 5 } # all\n", "{ users: 5, price: 7 } # all\n"),
        ("{\n  # Dana\n  remark: x\n}\n", "{\n  price: 7,\n  # Dana\n  remark: x\n}\n"),
        ("{ # none\n  }\n", "# none\n  price: 7\n"),
        ("\n  users: 5\n  # Dana\n", "\n  users: 5\n  # Dana\n  price: 7\n"),
        (
            "\n  users: 5\n    # Dana\n  remark: x\n",
            "\n  users: 5\n    # Dana\n  price: 7\n  remark: x\n",
        ),
        ("\n  users: 5\n  # x\n  remark: x\n", "\n  users: 5\n  price: 7\n  # x\n  remark: x\n"),
        (
            "\n  users: 5\n  # a\n\n  remark: x\n",
            "\n  users: 5\n  # a\n  price: 7\n\n  remark: x\n",
        ),
    ] {
        let written = saved(&format!("{head}facts: {before}").replace(": \n", ":\n"), "price", "7");
        assert_eq!(written, format!("{head}facts: {after}").replace(": \n", ":\n"), "{before}");
    }
}

#[test]
fn what_stands_beside_a_value_stays_when_that_changes() {
    for (before, after) in [
        ("  price: 5   # Dana\n", "  price: 7   # Dana\n"),
        ("  price: '5'   # Dana\n", "  price: 7   # Dana\n"),
        ("  \"price\": \"5\" # Dana\n", "  \"price\": 7 # Dana\n"),
        ("  ? price # Kim\n  : '5' # Dana\n", "  ? price # Kim\n  : 7 # Dana\n"),
        ("  price: # Dana\n    5 # Kim\n", "  # Kim\n  price: 7 # Dana\n"),
        ("  price: { answer: 5, # Dana\n    by: Kim }\n", "  price: 7 # Dana\n"),
    ] {
        assert_eq!(saved(&format!("{HEADER}{before}"), "price", "7"), format!("{HEADER}{after}"));
    }
    for before in [r#""say \"no\"""#, r#""a \\""#, "'it''s'", r"'C:\'", "'\"'", "\"''\""] {
        let text = |remark: &str| format!("{HEADER}  remark: {remark}   # Dana\n");
        assert_eq!(saved(&text(before), "remark", "new"), text("new"), "{before}");
    }
}

#[test]
fn every_end_of_a_line_is_one() {
    for line_break in ["\r\n", "\r"] {
        let text = format!("{HEADER}  users: \"5\"   # Dana\n  # x\n  remark: |\n    a\n    b\n");
        let written = saved(&text.replace('\n', line_break), "price", "7");
        let expected = text.replace("  # x", "  price: 7\n  # x").replace('\n', line_break);
        assert_eq!(written, expected);
    }
}
