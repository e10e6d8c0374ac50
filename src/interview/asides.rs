//! What can be done at any question in place of a reply: see what it is for, the brief, or all
//! answers; say who speaks; stop.

use super::ask::{Aside, Ask, Broken, Menu, MenuEntry, Message, Page, Reply, Save};
use super::asked_text::asked_text;
use super::under_way::{Interview, Turn};
use super::wording::{ask_words, statements_words};
use crate::deal::{Facts, fault_of_line};
use crate::engine::Effect;
use crate::playbook::{Question, QuestionIndex};

/// What becomes of the question after an aside.
pub(super) enum After {
    /// It is put again.
    Same,
    /// Another one was, and what comes next is to be found anew.
    Another,
    /// The conversation ends.
    Stop,
}

impl Interview<'_> {
    /// Does what is wanted in place of a reply.
    pub(super) fn aside(
        &mut self,
        aside: Aside,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<After, Broken> {
        match aside {
            Aside::Help | Aside::Brief | Aside::Who => {
                look_or_name(aside, &self.facts, &mut self.by, ask, save)?;
                Ok(After::Same)
            }
            Aside::Stop => Ok(After::Stop),
            Aside::Answers => {
                let Some(question) = self.any_question(ask)? else { return Ok(After::Same) };
                Ok(match self.put(question, true, ask, save)? {
                    Turn::Stop => After::Stop,
                    Turn::Replied | Turn::Back | Turn::Again => After::Another,
                })
            }
        }
    }

    /// Lets any question be chosen, with what is known of each.
    fn any_question(&self, ask: &mut dyn Ask) -> Result<Option<QuestionIndex>, Broken> {
        let applies = self.engine.outcome(&self.facts).applies;
        let (known, open): (Vec<QuestionIndex>, Vec<QuestionIndex>) = self
            .engine
            .playbook()
            .question_indexes()
            .filter(|one| applies[one.0] != Effect::Fails || !self.facts.about(*one).is_empty())
            .partition(|one| !self.facts.about(*one).is_empty());
        let questions = [known, open].concat();
        let menu = Menu {
            title: "All answers, and what is open".to_owned(),
            lines: Vec::new(),
            entries: questions.iter().map(|one| self.entry_where(*one, applies[one.0])).collect(),
            preselected: 0,
            goes_untyped: true,
        };
        Ok(ask.choose(&menu)?.and_then(|place| questions.get(place).copied()))
    }

    /// The same, and where the question does not apply, that it doesn't.
    fn entry_where(&self, index: QuestionIndex, applies: Effect) -> MenuEntry {
        let entry = self.entry(index);
        let aside = if applies == Effect::Fails { " · set aside: it does not apply" } else { "" };
        MenuEntry { detail: entry.detail.map(|words| words + aside), ..entry }
    }

    /// A question with all that is known of it.
    pub(super) fn entry(&self, index: QuestionIndex) -> MenuEntry {
        let question = self.engine.playbook().question(index);
        let words = statements_words(question, self.facts.about(index));
        MenuEntry { text: ask_words(question).into_owned(), detail: Some(words) }
    }
}

/// A reply; where help is wanted first, what is chosen there. `elsewhere` says where to go from here.
pub(super) fn reply(
    page: &Page,
    by: Option<&str>,
    elsewhere: &str,
    ask: &mut dyn Ask,
) -> Result<Reply, Broken> {
    loop {
        match ask.question(page)? {
            Reply::Aside(Aside::Help) => {
                if let Some(reply) = help(page.question, by, elsewhere, ask)? {
                    return Ok(reply);
                }
            }
            reply => return Ok(reply),
        }
    }
}

/// Shows what a question is for and what can be done; `None` goes back to it.
fn help(
    question: &Question,
    by: Option<&str>,
    elsewhere: &str,
    ask: &mut dyn Ask,
) -> Result<Option<Reply>, Broken> {
    let whom = by.map_or_else(|| "nobody is named".to_owned(), |by| format!("now {by}"));
    let choices = [
        ("Back to the question".to_owned(), None),
        ("See the brief as it stands now".to_owned(), Some(Reply::Aside(Aside::Brief))),
        (elsewhere.to_owned(), Some(Reply::Aside(Aside::Answers))),
        (format!("Say who says it ({whom})"), Some(Reply::Aside(Aside::Who))),
        ("Not known yet".to_owned(), Some(Reply::NotKnown)),
        ("Stop here, and show the brief".to_owned(), Some(Reply::Aside(Aside::Stop))),
    ];
    let menu = Menu {
        title: ask_words(question).into_owned(),
        lines: purpose(question)
            .into_iter()
            .chain(ask.keys().iter().map(|line| (*line).to_owned()))
            .collect(),
        entries: choices.iter().map(|(text, _)| MenuEntry::plain(text.as_str())).collect(),
        preselected: 0,
        goes_untyped: true,
    };
    let chosen = ask.choose(&menu)?;
    Ok(chosen.and_then(|place| choices.into_iter().nth(place)).and_then(|(_, reply)| reply))
}

/// What a question is for, and whom to ask.
fn purpose(question: &Question) -> Vec<String> {
    let why = question.why.iter().map(|why| format!("Why: {why}"));
    let listen = (!question.listen_for.is_empty())
        .then(|| format!("Listen for: {}", question.listen_for.join("; ")));
    let who = question.who_knows.iter().map(|who| format!("Who knows: {who}"));
    why.chain(listen).chain(who).collect()
}

/// Does what leaves the question as it is: shows the brief, or asks who speaks. Help was heard out
/// before, and the others are led by whoever asks.
pub(super) fn look_or_name(
    aside: Aside,
    facts: &Facts,
    by: &mut Option<String>,
    ask: &mut dyn Ask,
    save: &mut dyn Save,
) -> Result<(), Broken> {
    match aside {
        Aside::Brief => show_brief(facts, ask, save),
        Aside::Who => name_who_speaks(by, ask),
        Aside::Help | Aside::Answers | Aside::Stop => Ok(()),
    }
}

/// Shows the brief of what is known by now.
fn show_brief(facts: &Facts, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<(), Broken> {
    match save.brief(facts) {
        Some(brief) => ask.show(&brief),
        None => ask.tell(&Message::Note("There is no brief to show here.".to_owned())),
    }
}

/// Asks who says what is answered from here on; who goes back leaves it as it was.
fn name_who_speaks(by: &mut Option<String>, ask: &mut dyn Ask) -> Result<(), Broken> {
    let preset = by.as_deref().unwrap_or_default();
    if let Some(name) =
        asked_text(ask, "Who says it? A dash for nobody named", preset, fault_of_line)?
    {
        *by = name.filter(|name| name != "-");
    }
    Ok(())
}
