//! After the decision: what the buyer decided and why, and later how far they agree to five statements
//! about it.

use jiff::civil::Date;

use super::asked_text::asked_text;
use super::wording::not_saved;
use super::{Ask, Broken, Menu, MenuEntry, Message};
use crate::deal::{DealOutcome, Decided, LookBack, StatementAnswers, date_of, fault_of_line};
use crate::format::limits::{DISAGREE, STATEMENTS};
use crate::text::yaml::fields::{LONGEST_TEXT, fault_of};

/// How far somebody agrees to a statement, from 1 on.
const AGREEMENTS: [&str; 5] =
    ["They disagree", "They rather disagree", "Neither", "They rather agree", "They agree"];
/// The answer that an unthinking Enter gives: it leans to neither side.
const NEITHER: usize = 2;

/// Where goes what is said after a decision.
pub trait KeepAfterwards {
    /// Keeps what they decided as far as it is said; `None` takes it back. The error is told, and the
    /// conversation goes on.
    ///
    /// # Errors
    /// What kept it from being kept.
    fn outcome(&mut self, outcome: Option<&DealOutcome>) -> Result<(), String>;

    /// The same of what they say of it later.
    ///
    /// # Errors
    /// What kept it from being kept.
    fn look_back(&mut self, look_back: Option<&LookBack>) -> Result<(), String>;
}

/// Asks what they decided, when, and why. Whether it was said.
///
/// # Errors
/// No reply came.
pub fn ask_for_outcome(
    ask: &mut dyn Ask,
    keep: &mut dyn KeepAfterwards,
    today: Date,
) -> Result<bool, Broken> {
    let mut outcome: Option<DealOutcome> = None;
    'decided: loop {
        let Some(decided) = decided(ask, outcome.as_ref())? else {
            tell_problem(keep.outcome(None), ask)?;
            return Ok(false);
        };
        let mut said = DealOutcome { date: today, decided, because: None };
        tell_problem(keep.outcome(Some(&said)), ask)?;
        loop {
            let Some(date) = day(ask, today)? else {
                ask.tell(&Message::Back)?;
                outcome = Some(said);
                continue 'decided;
            };
            said.date = date;
            tell_problem(keep.outcome(Some(&said)), ask)?;
            let words = "Why, in their words? Enter for none";
            if let Some(because) = asked_text(ask, words, "", fault_of_words)? {
                said.because = because;
                tell_problem(keep.outcome(Some(&said)), ask)?;
                return Ok(true);
            }
        }
    }
}

/// What they decided; `None` goes back.
fn decided(ask: &mut dyn Ask, before: Option<&DealOutcome>) -> Result<Option<Decided>, Broken> {
    let is_before = |decided: &Decided| before.is_some_and(|before| before.decided == *decided);
    let menu = Menu {
        title: "What did they decide?".to_owned(),
        lines: Vec::new(),
        entries: Decided::ALL.map(entry_of).to_vec(),
        preselected: Decided::ALL.iter().position(is_before).unwrap_or_default(),
        goes_untyped: before.is_some(),
    };
    let chosen = ask.choose(&menu)?.and_then(|place| Decided::ALL.get(place).copied());
    if let Some(decided) = chosen {
        let words = format!("They {}", decided.words());
        ask.tell(&Message::Answered { ask: menu.title, words })?;
    }
    Ok(chosen)
}

fn entry_of(decided: Decided) -> MenuEntry {
    let text = format!("They {}", decided.words());
    let detail = (decided == Decided::Stopped).then(|| "or we advised against it".to_owned());
    MenuEntry { text, detail }
}

/// The day of the decision; `None` goes back.
fn day(ask: &mut dyn Ask, today: Date) -> Result<Option<Date>, Broken> {
    loop {
        let words = "On which day did they decide?";
        let Some(typed) = ask.line(words, &today.to_string())? else { return Ok(None) };
        let problem = match (typed.trim(), date_of(typed.trim())) {
            ("", _) => return Ok(Some(today)),
            (_, Some(date)) if date <= today => return Ok(Some(date)),
            (_, Some(_)) => format!("That is after {today}."),
            (_, None) => "A day is year, month and day, as 2026-11-24.".to_owned(),
        };
        ask.tell(&Message::Note(problem))?;
    }
}

/// What they say of the decision later.
#[derive(Debug)]
pub struct LookingBack<'s> {
    /// What is read to them.
    pub statements: &'s [String; STATEMENTS],
    /// The day on which they look back.
    pub day: Date,
    /// Who looks back, where it is known.
    pub by: Option<String>,
    /// Whether they are asked too what they did instead, and whether it serves them: they stopped after
    /// an honest no.
    pub asks_what_instead: bool,
}

impl LookingBack<'_> {
    /// Asks for the five, for who answers, and for their words. Whether all five were answered.
    ///
    /// # Errors
    /// No reply came.
    pub fn run(&self, ask: &mut dyn Ask, keep: &mut dyn KeepAfterwards) -> Result<bool, Broken> {
        let mut answers = [None; STATEMENTS];
        let mut from = 0;
        while let Some(given) = self.agreements(ask, &mut answers, from)? {
            let (by, words) = (self.by.clone(), None);
            let said = LookBack { date: self.day, by, answers: given, words };
            tell_problem(keep.look_back(Some(&said)), ask)?;
            if self.words_around(ask, keep, said)? {
                return Ok(true);
            }
            ask.tell(&Message::Back)?;
            from = STATEMENTS - 1;
        }
        tell_problem(keep.look_back(None), ask)?;
        Ok(false)
    }

    /// The answers from a statement on; `None` goes back before the first.
    fn agreements(
        &self,
        ask: &mut dyn Ask,
        answers: &mut [Option<i64>; STATEMENTS],
        from: usize,
    ) -> Result<Option<StatementAnswers>, Broken> {
        let mut place = from;
        while let (Some(statement), Some(answer)) =
            (self.statements.get(place), answers.get_mut(place))
        {
            match agreement(ask, statement, place, *answer)? {
                Some(given) => {
                    *answer = Some(given);
                    place += 1;
                }
                None if place == 0 => return Ok(None),
                None => {
                    ask.tell(&Message::Back)?;
                    place -= 1;
                }
            }
        }
        let all: Vec<i64> = answers.iter().copied().flatten().collect();
        Ok(StatementAnswers::of(&all))
    }

    /// Who answered, and what else they said; `false` goes back to the statements.
    fn words_around(
        &self,
        ask: &mut dyn Ask,
        keep: &mut dyn KeepAfterwards,
        mut said: LookBack,
    ) -> Result<bool, Broken> {
        loop {
            let preset = said.by.clone().unwrap_or_default();
            let words = "Who answered? Enter for nobody named";
            let Some(by) = asked_text(ask, words, &preset, fault_of_line)? else {
                return Ok(false);
            };
            said.by = by;
            tell_problem(keep.look_back(Some(&said)), ask)?;
            if self.their_words(ask, keep, &mut said)? {
                return Ok(true);
            }
        }
    }

    /// What they did instead, where that is asked, and what else they say, each kept at once; `false` goes
    /// back.
    fn their_words(
        &self,
        ask: &mut dyn Ask,
        keep: &mut dyn KeepAfterwards,
        said: &mut LookBack,
    ) -> Result<bool, Broken> {
        loop {
            let mut instead = None;
            if self.asks_what_instead {
                let words = "What did they do instead, and does it serve them? Enter for none";
                let Some(heard) = asked_text(ask, words, "", fault_of_instead)? else {
                    return Ok(false);
                };
                instead = heard;
                said.words = words_with(instead.as_deref(), None);
                tell_problem(keep.look_back(Some(said)), ask)?;
            }
            let used = said.words.as_ref().map_or(0, |text| text.chars().count() + 1);
            let room = LONGEST_TEXT - used;
            let fault = |text: &str| fault_of(text, room);
            match asked_text(ask, "What else do they say of it? Enter for nothing", "", fault)? {
                Some(words) => {
                    said.words = words_with(instead.as_deref(), words.as_deref());
                    tell_problem(keep.look_back(Some(said)), ask)?;
                    return Ok(true);
                }
                None if self.asks_what_instead => {}
                None => return Ok(false),
            }
        }
    }
}

/// What they did instead, and what else they say, as the one text that a deal has for both.
pub fn words_with(instead: Option<&str>, words: Option<&str>) -> Option<String> {
    let instead = instead.map(|instead| format!("{INSTEAD}{instead}"));
    let parts: Vec<String> = instead.into_iter().chain(words.map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// What stands before what they did instead, so that it is told from their other words.
const INSTEAD: &str = "Instead: ";

/// How far they agree to a statement; `None` goes back.
fn agreement(
    ask: &mut dyn Ask,
    statement: &str,
    place: usize,
    before: Option<i64>,
) -> Result<Option<i64>, Broken> {
    let before = before.and_then(|answer| usize::try_from(answer - DISAGREE).ok());
    let menu = Menu {
        title: format!("“{statement}”"),
        lines: vec![format!("{} of {STATEMENTS}: read it to them as it stands.", place + 1)],
        entries: AGREEMENTS.map(MenuEntry::plain).to_vec(),
        preselected: before.unwrap_or(NEITHER),
        goes_untyped: before.is_some(),
    };
    let Some(chosen) = ask.choose(&menu)? else { return Ok(None) };
    let words = AGREEMENTS.get(chosen).copied().unwrap_or_default().to_owned();
    ask.tell(&Message::Answered { ask: menu.title, words })?;
    Ok(i64::try_from(chosen).ok().map(|chosen| chosen + DISAGREE))
}

fn fault_of_words(text: &str) -> Option<String> {
    fault_of(text, LONGEST_TEXT)
}

/// There has to be room for their other words beside it.
fn fault_of_instead(text: &str) -> Option<String> {
    fault_of(text, LONGEST_TEXT / 2)
}

fn tell_problem(kept: Result<(), String>, ask: &mut dyn Ask) -> Result<(), Broken> {
    match kept {
        Ok(()) => Ok(()),
        Err(problem) => ask.tell(&Message::Note(not_saved(&problem))),
    }
}
