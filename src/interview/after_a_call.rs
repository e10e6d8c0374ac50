//! After a call: any question is found by its words and answered, with who said so and a note; then a
//! note on the talk itself.

use jiff::civil::Date;

use super::asides::{self, look_or_name};
use super::asked_text::asked_text;
use super::keeping::save_or_tell;
use super::wording::{COUNTS_AS_ASSUMED, said_by, whole_statement};
use super::{Aside, Ask, Broken, Earlier, Menu, MenuEntry, Message, Page, Reply, Save};
use crate::deal::learning::learn;
use crate::deal::{Answer, Fact, Facts, KnownFrom, fault_of_line};
use crate::playbook::{Playbook, Question, QuestionIndex};
use crate::text::yaml::fields::{LONGEST_TEXT, fault_of};

/// The most questions that are offered for what was typed: a menu that is taken in at a glance.
const MOST_OFFERED: usize = 9;

/// What is said to who broke off before they had said whether there is a note on an answer.
const WITHOUT_A_NOTE: &str = "Your last answer is kept without a note.";

/// What leads from a question to any other.
const ANOTHER_QUESTION: &str = "Look for another question";

/// What is said to who broke off before it was said who gave an answer.
const IS_BARE: &str = "Your last answer is kept without who said it, and without a note.";

/// What comes after a question.
#[derive(PartialEq, Eq)]
enum Then {
    Next,
    Stop,
}

/// What is learned after a call.
#[derive(Debug)]
pub struct AfterACall<'p> {
    playbook: &'p Playbook,
    facts: Facts,
    day: Date,
    /// Who said the last answer: mostly the next one too.
    by: Option<String>,
}

impl<'p> AfterACall<'p> {
    /// Begins with what is known.
    pub fn new(playbook: &'p Playbook, facts: Facts, day: Date, by: Option<String>) -> Self {
        Self { playbook, facts, day, by }
    }

    /// Asks until there is nothing more to keep; hands out the note on the talk, if there is one.
    ///
    /// # Errors
    /// No reply came.
    pub fn run(
        &mut self,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Option<String>, Broken> {
        loop {
            let asked = ask.line("Which question? Type any of its words; Enter ends", "")?;
            let Some(words) = asked else { return Ok(None) };
            if words.trim().is_empty() {
                let ask_for = "A note on the talk itself? Enter for none";
                match asked_text(ask, ask_for, "", fault_of_note)? {
                    Some(note) => return Ok(note),
                    None => continue,
                }
            }
            let found = found_by(self.playbook, &words);
            let Some(question) = self.chosen(ask, &found, &words)? else { continue };
            if self.answer(ask, save, question)? == Then::Stop {
                return Ok(None);
            }
        }
    }

    /// Lets one of several questions be chosen; the only one is.
    fn chosen(
        &self,
        ask: &mut dyn Ask,
        found: &[QuestionIndex],
        words: &str,
    ) -> Result<Option<QuestionIndex>, Broken> {
        match found {
            [] => {
                let problem = format!("No question has `{}` among its words.", words.trim());
                ask.tell(&Message::Note(problem))?;
                Ok(None)
            }
            [only] => Ok(Some(*only)),
            several => {
                let entry = |index: &QuestionIndex| self.entry(*index);
                let menu = Menu {
                    title: "Which of these?".to_owned(),
                    lines: Vec::new(),
                    entries: several.iter().take(MOST_OFFERED).map(entry).collect(),
                    preselected: 0,
                    goes_untyped: true,
                };
                Ok(ask.choose(&menu)?.and_then(|place| several.get(place).copied()))
            }
        }
    }

    fn entry(&self, index: QuestionIndex) -> MenuEntry {
        let known = self.known_words(index);
        MenuEntry { text: self.playbook.question(index).ask.clone(), detail: known }
    }

    fn known_words(&self, index: QuestionIndex) -> Option<String> {
        let question = self.playbook.question(index);
        let told = self.facts.about(index).iter().map(|fact| whole_statement(question, fact));
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// Asks a question, and how its answer was learned.
    fn answer(
        &mut self,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
        index: QuestionIndex,
    ) -> Result<Then, Broken> {
        let question = self.playbook.question(index);
        let earlier =
            self.known_words(index).map(|words| Earlier { words, answer: None, source: None });
        let mut page = Page {
            question,
            place: String::new(),
            standing: format!("What you say is kept as learned on {}", self.day),
            usual: KnownFrom::Prospect,
            earlier,
            chosen: None,
        };
        loop {
            page.place = self.place(question);
            let by = self.by.as_deref();
            let (answer, said) = match asides::reply(&page, by, ANOTHER_QUESTION, ask)? {
                Reply::Answer(answer) => (answer, None),
                Reply::Known(answer, source) => {
                    (answer, Some(source.unwrap_or(KnownFrom::Prospect)))
                }
                Reply::NotKnown => (Answer::Unknown, None),
                Reply::Keep | Reply::Back | Reply::Aside(Aside::Answers) => return Ok(Then::Next),
                Reply::Aside(Aside::Stop) => return Ok(Then::Stop),
                Reply::Aside(aside) => {
                    look_or_name(aside, &self.facts, &mut self.by, ask, save)?;
                    continue;
                }
            };
            page.chosen = Some(answer.clone());
            let source = match said.filter(|_| !question.is_ours()) {
                Some(source) => Some(source),
                None => self.how_it_is_known(ask, save, (&page, index), &answer)?,
            };
            let Some(source) = source else { continue };
            self.keep_unfinished(save, index, Fact::new(answer.clone(), source), IS_BARE);
            let Some(fact) = self.fact(ask, save, index, Fact::new(answer, source))? else {
                save_or_tell(&self.facts, ask, save)?;
                continue;
            };
            self.learned(ask, save, index, fact)?;
            return Ok(Then::Next);
        }
    }

    /// Where we are, and who speaks.
    fn place(&self, question: &Question) -> String {
        let stage = &self.playbook.stage(question.stage).title;
        stage.clone() + &said_by(question, self.by.as_deref())
    }

    /// How an answer is known that is kept as assumed until that is said. `None` goes back.
    fn how_it_is_known(
        &self,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
        (page, index): (&Page, QuestionIndex),
        answer: &Answer,
    ) -> Result<Option<KnownFrom>, Broken> {
        let assumed = Fact::new(answer.clone(), KnownFrom::Assumption);
        self.keep_unfinished(save, index, assumed, COUNTS_AS_ASSUMED);
        let source = self.source(ask, page, answer)?;
        if source.is_none() {
            save_or_tell(&self.facts, ask, save)?;
        }
        Ok(source)
    }

    /// Keeps an answer that is not heard out yet.
    fn keep_unfinished(&self, save: &mut dyn Save, index: QuestionIndex, fact: Fact, words: &str) {
        if fact.answer == Answer::Unknown {
            return;
        }
        let fact = Fact { date: Some(self.day), ..fact };
        save.save_unfinished(&self.with(index, fact), words);
    }

    /// The facts with what was learned.
    fn with(&self, index: QuestionIndex, fact: Fact) -> Facts {
        let (mut facts, mut learned) = (self.facts.clone(), Facts::none(self.playbook));
        learned.set(index, vec![fact]);
        learn(&mut facts, self.playbook, &learned);
        facts
    }

    fn source(
        &self,
        ask: &mut dyn Ask,
        page: &Page,
        answer: &Answer,
    ) -> Result<Option<KnownFrom>, Broken> {
        match (page.question.is_ours(), answer) {
            (true, _) => Ok(Some(KnownFrom::Us)),
            (false, Answer::Unknown) => Ok(Some(KnownFrom::Prospect)),
            (false, answer) => ask.source(page, answer, KnownFrom::Prospect),
        }
    }

    /// A statement of today, with who said so and a note, where these are wanted. `None` goes back.
    fn fact(
        &mut self,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
        index: QuestionIndex,
        mut fact: Fact,
    ) -> Result<Option<Fact>, Broken> {
        if fact.answer == Answer::Unknown {
            return Ok(Some(fact));
        }
        fact.date = Some(self.day);
        let is_ours = self.playbook.question(index).is_ours();
        loop {
            if !is_ours {
                let preset = self.by.clone().unwrap_or_default();
                let ask_for = "Who said so? Enter for nobody named";
                let Some(by) = asked_text(ask, ask_for, &preset, fault_of_line)? else {
                    return Ok(None);
                };
                fact.by.clone_from(&by);
                self.by = by;
                self.keep_unfinished(save, index, fact.clone(), WITHOUT_A_NOTE);
            }
            match asked_text(ask, "A note on it? Enter for none", "", fault_of_note)? {
                Some(note) => return Ok(Some(Fact { note, ..fact })),
                None if is_ours => return Ok(None),
                None => {}
            }
        }
    }

    fn learned(
        &mut self,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
        index: QuestionIndex,
        fact: Fact,
    ) -> Result<(), Broken> {
        let question = self.playbook.question(index);
        self.facts = self.with(index, fact);
        let words = self.known_words(index).unwrap_or_default();
        ask.tell(&Message::Answered { ask: question.ask.clone(), words })?;
        save_or_tell(&self.facts, ask, save)
    }
}

fn fault_of_note(text: &str) -> Option<String> {
    fault_of(text, LONGEST_TEXT)
}

/// The questions that have all of these words, those first whose own words begin with them.
fn found_by(playbook: &Playbook, words: &str) -> Vec<QuestionIndex> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<(bool, QuestionIndex)> = playbook
        .question_indexes()
        .filter_map(|index| {
            let question = playbook.question(index);
            let own = format!("{} {}", question.id, question.ask).to_lowercase();
            let all = format!("{own} {}", option_words(question)).to_lowercase();
            let begins = |word: &String| {
                own.split(|one: char| !one.is_alphanumeric()).any(|own| own.starts_with(word))
            };
            let is_found = wanted.iter().all(|word| all.contains(word.as_str()));
            is_found.then(|| (!wanted.iter().all(begins), index))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, index)| index).collect()
}

fn option_words(question: &Question) -> String {
    let labels = (0..question.option_count()).map(|option| question.option_label(option));
    labels.collect::<Vec<_>>().join(" ")
}
