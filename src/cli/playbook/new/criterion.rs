//! One question that rules a buyer out or holds a fit up: what is asked, which answers are in the way,
//! and the words for it.

use super::replies::{Outcome, choose, note, put_line};
use super::wanted::{line, question};
use super::{usual, wordings};
use crate::authoring::draft::criteria::{Answer, Choice};
use crate::authoring::draft::limits::NoLimit;
use crate::authoring::draft::{Criterion, Limit, Needed, Otherwise};
use crate::interview::{Ask, Broken, Menu, MenuEntry};
use crate::text::source::capitalised;

/// What the answers that are in the way mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// They rule a fit out.
    RulesOut,
    /// They hold it up.
    HoldsUp,
}

/// What a criterion is asked for with.
pub(super) struct About<'a> {
    /// What asks for the question.
    pub(super) title: &'a str,
    pub(super) effect: Effect,
    /// Whom the offer is not for, where it is about that.
    pub(super) not_for: Option<&'a str>,
    /// Whether a question is asked elsewhere.
    pub(super) is_taken: &'a dyn Fn(&str) -> bool,
}

/// What became of it.
pub(super) enum Put {
    /// This.
    Criterion(Box<Criterion>),
    /// Nothing was asked for.
    Nothing,
    /// Back to what was before.
    Back,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A yes is in the way.
    Yes,
    /// A no is in the way.
    No,
    Number,
    Choice,
}

const KINDS: [Kind; 4] = [Kind::Yes, Kind::No, Kind::Number, Kind::Choice];

/// A criterion under way.
struct Sketch {
    ask: String,
    kind: Kind,
    limit: Option<Limit>,
    answers: Vec<Answer>,
    /// These are empty where the usual words are meant.
    because: String,
    say: String,
    instead: String,
    /// Of this there are none.
    until: String,
}

/// What is asked about a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Ask,
    Kind,
    Answers,
    Because,
    Until,
    Say,
    Instead,
}

/// Asks for a criterion, or for changes of one.
pub(super) fn put(
    ask: &mut dyn Ask,
    about: &About<'_>,
    known: Option<&Criterion>,
) -> Result<Put, Broken> {
    let mut sketch = Sketch::of(known, about);
    let mut place = 0;
    loop {
        let parts = sketch.parts(about.effect);
        let Some(part) = parts.get(place) else {
            match finished(ask, about, &mut sketch)? {
                Some(criterion) => return Ok(Put::Criterion(Box::new(criterion))),
                None => place = parts.iter().position(|part| *part == Part::Because).unwrap_or(0),
            }
            continue;
        };
        let outcome = match part {
            Part::Ask => match put_ask(ask, about, known, &mut sketch)? {
                Some(outcome) => outcome,
                None => return Ok(Put::Nothing),
            },
            part => put_part(ask, about, *part, &mut sketch)?,
        };
        match (outcome, place.checked_sub(1)) {
            (Outcome::Answered(_), _) => place += 1,
            (Outcome::Back, Some(before)) => place = before,
            (Outcome::Back, None) => return Ok(Put::Back),
        }
    }
}

impl Sketch {
    fn of(known: Option<&Criterion>, about: &About<'_>) -> Self {
        let mut sketch = Self {
            ask: String::new(),
            kind: Kind::Yes,
            limit: None,
            answers: Vec::new(),
            because: String::new(),
            say: String::new(),
            until: String::new(),
            instead: String::new(),
        };
        let Some(known) = known else { return sketch };
        sketch.ask.clone_from(&known.ask);
        // The usual words go by the answers, which may change.
        let own = |words: &str, usual: &str| if words == usual { "" } else { words }.to_owned();
        let usual = about.usual(&known.needed);
        sketch.because = own(&known.because, &usual.because);
        sketch.say = own(&known.say, usual.say);
        match &known.otherwise {
            Otherwise::NoFit { instead } => sketch.instead = own(instead, usual.instead),
            Otherwise::NotYet { until } => sketch.until.clone_from(until),
        }
        sketch.kind = match &known.needed {
            Needed::No => Kind::Yes,
            Needed::Yes => Kind::No,
            Needed::Number(limit) => {
                sketch.limit = Some(limit.clone());
                Kind::Number
            }
            Needed::Choice(choice) => {
                sketch.answers = choice.answers().to_vec();
                Kind::Choice
            }
        };
        sketch
    }

    fn parts(&self, effect: Effect) -> Vec<Part> {
        let answers = matches!(self.kind, Kind::Number | Kind::Choice).then_some(Part::Answers);
        let words: &[Part] = match effect {
            Effect::RulesOut => &[Part::Because, Part::Say, Part::Instead],
            Effect::HoldsUp => &[Part::Because, Part::Until, Part::Say],
        };
        [Part::Ask, Part::Kind].into_iter().chain(answers).chain(words.iter().copied()).collect()
    }

    /// `None` until its answers are told apart.
    fn needed(&self) -> Option<Needed> {
        match self.kind {
            Kind::Yes => Some(Needed::No),
            Kind::No => Some(Needed::Yes),
            Kind::Number => self.limit.clone().map(Needed::Number),
            Kind::Choice => Choice::of(self.answers.clone()).ok().map(Needed::Choice),
        }
    }

    fn criterion(&self, about: &About<'_>) -> Option<Criterion> {
        let needed = self.needed()?;
        let usual = about.usual(&needed);
        let or = |words: &str, usual: &str| if words.is_empty() { usual } else { words }.to_owned();
        Some(Criterion {
            ask: self.ask.clone(),
            otherwise: match about.effect {
                Effect::RulesOut => Otherwise::NoFit { instead: or(&self.instead, usual.instead) },
                Effect::HoldsUp => Otherwise::NotYet { until: self.until.clone() },
            },
            because: or(&self.because, &usual.because),
            say: or(&self.say, usual.say),
            needed,
        })
    }
}

/// The usual words of a criterion.
struct Usual {
    because: String,
    say: &'static str,
    instead: &'static str,
}

impl About<'_> {
    fn usual(&self, needed: &Needed) -> Usual {
        let (because, say) = match (self.effect, self.not_for) {
            (Effect::HoldsUp, _) => (usual::HOLD_BECAUSE.to_owned(), usual::HOLD_SAY),
            (_, Some(not_for)) => (usual::because_of(not_for), usual::say(needed)),
            (_, None) => (usual::because(needed), usual::say(needed)),
        };
        Usual { because, say, instead: usual::instead(needed) }
    }
}

/// Asks for the question; `None` where nothing is typed.
fn put_ask(
    ask: &mut dyn Ask,
    about: &About<'_>,
    known: Option<&Criterion>,
    sketch: &mut Sketch,
) -> Result<Option<Outcome>, Broken> {
    loop {
        let Some(text) = ask.line(about.title, &sketch.ask)? else {
            return Ok(Some(Outcome::Back));
        };
        if text.trim().is_empty() {
            return Ok(None);
        }
        match line(&text).map(|text| question(&text)) {
            Ok(text) => {
                let is_its_own = known.is_some_and(|known| known.ask == text);
                if is_its_own || !(about.is_taken)(&text) {
                    sketch.ask = text;
                    for found in wordings::found_in(&sketch.ask) {
                        note(ask, &found)?;
                    }
                    return Ok(Some(Outcome::Answered(sketch.ask.clone())));
                }
                note(ask, "That one is there already.")?;
            }
            Err(problem) => note(ask, &format!("That {problem}."))?,
        }
    }
}

fn put_part(
    ask: &mut dyn Ask,
    about: &About<'_>,
    part: Part,
    sketch: &mut Sketch,
) -> Result<Outcome, Broken> {
    let usual = about.usual(&sketch.needed().unwrap_or(Needed::No));
    match part {
        Part::Ask | Part::Kind => put_kind(ask, about.effect, sketch),
        Part::Answers if sketch.kind == Kind::Number => put_limit(ask, about, sketch),
        Part::Answers => put_answers(ask, about.effect, sketch),
        Part::Because => {
            let rules_out = about.effect == Effect::RulesOut;
            let effect = if rules_out { "rule them out" } else { "hold it up" };
            let title = format!("{} Why does that {effect}?", sketch.ask);
            put_words(ask, &title, &mut sketch.because, &usual.because)
        }
        Part::Until => put_line(ask, "What does the buyer do that lifts it?", &mut sketch.until),
        Part::Say => put_words(ask, "What do you tell them then?", &mut sketch.say, usual.say),
        Part::Instead => {
            put_words(ask, "What would serve them better?", &mut sketch.instead, usual.instead)
        }
    }
}

/// Asks for words, with the usual ones there; those are kept as none.
fn put_words(
    ask: &mut dyn Ask,
    title: &str,
    words: &mut String,
    usual: &str,
) -> Result<Outcome, Broken> {
    let mut text = if words.is_empty() { usual.to_owned() } else { words.clone() };
    let outcome = put_line(ask, title, &mut text)?;
    if outcome != Outcome::Back {
        *words = if text == usual { String::new() } else { text };
    }
    Ok(outcome)
}

fn put_kind(ask: &mut dyn Ask, effect: Effect, sketch: &mut Sketch) -> Result<Outcome, Broken> {
    let effect = in_the_way(effect);
    let entries = [
        format!("With yes or no: a yes {effect}"),
        format!("With yes or no: a no {effect}"),
        "With a number: it has to be at least, at most, or between".to_owned(),
        "With one of several answers".to_owned(),
    ];
    let at = KINDS.iter().position(|kind| *kind == sketch.kind).unwrap_or(0);
    let title = format!("{} How do they answer?", sketch.ask);
    let Some(chosen) = choose(ask, &title, &[], &entries, at)? else { return Ok(Outcome::Back) };
    sketch.kind = KINDS.get(chosen).copied().unwrap_or(sketch.kind);
    Ok(Outcome::Answered(String::new()))
}

fn in_the_way(effect: Effect) -> &'static str {
    match effect {
        Effect::RulesOut => "rules them out",
        Effect::HoldsUp => "holds it up",
    }
}

/// Asks for a limit, then whether it stands the right way round.
fn put_limit(ask: &mut dyn Ask, about: &About<'_>, sketch: &mut Sketch) -> Result<Outcome, Broken> {
    let title = format!(
        "{} What has to be given? Such as: at least 200 calls a month, at most 500, between 20 and 500",
        sketch.ask
    );
    let mut text = sketch.limit.as_ref().map_or_else(String::new, Limit::in_words);
    loop {
        if put_line(ask, &title, &mut text)? == Outcome::Back {
            return Ok(Outcome::Back);
        }
        match Limit::read(&text) {
            Ok(limit) => {
                sketch.limit = Some(limit.clone());
                if let Some(limit) = confirmed(ask, about, sketch, limit)? {
                    let words = limit.in_words();
                    sketch.limit = Some(limit);
                    return Ok(Outcome::Answered(words));
                }
            }
            Err(problem) => {
                note(ask, &as_sentence(&problem.to_string()))?;
                if let NoLimit::Backwards { meant, .. } = problem {
                    text = meant;
                }
            }
        }
    }
}

/// Says whom a limit rules out, and hears whether that is right. `None` where it is to be written
/// again.
fn confirmed(
    ask: &mut dyn Ask,
    about: &About<'_>,
    sketch: &Sketch,
    limit: Limit,
) -> Result<Option<Limit>, Broken> {
    let counted = |numbers: Vec<rust_decimal::Decimal>| {
        let each: Vec<String> = numbers.iter().map(|number| limit.counted(*number)).collect();
        each.join(", or ")
    };
    let verdict = if about.effect == Effect::RulesOut { "no fit" } else { "not yet" };
    let mut lines = vec![
        format!("With {}: {verdict}.", counted(limit.wrong_numbers())),
        format!("With {}: it can be a fit.", counted(limit.right_numbers())),
    ];
    // Its reason is asked for, and held against it, later.
    let criterion = sketch.criterion(about).map(|one| Criterion { because: String::new(), ..one });
    let contradicts =
        criterion.as_ref().is_some_and(|one| one.wrong_way_round(about.not_for).is_some());
    if let Some(not_for) = about.not_for.filter(|_| contradicts) {
        lines.push(format!("But better off with something else, you said: “{not_for}”"));
    }
    let turned = limit.turned();
    let mut entries = vec!["Yes, that is right".to_owned()];
    entries.extend(
        turned.iter().map(|turned| format!("No, the other way round: {}", turned.in_words())),
    );
    entries.push("No, let me write it again".to_owned());
    let at = usize::from(contradicts);
    let title = format!("{}: is that the right way round?", capitalised(&limit.in_words()));
    Ok(match (choose(ask, &title, &lines, &entries, at)?, turned) {
        (Some(0), _) => Some(limit),
        (Some(1), Some(turned)) => Some(turned),
        _ => None,
    })
}

/// Asks for several answers, then which of them are in the way.
fn put_answers(ask: &mut dyn Ask, effect: Effect, sketch: &mut Sketch) -> Result<Outcome, Broken> {
    let labels = |answers: &[Answer]| {
        let labels: Vec<&str> = answers.iter().map(|answer| answer.label.as_str()).collect();
        labels.join("; ")
    };
    let title = format!(
        "{} Which answers are there? With ; between them, such as: in a cloud; on our own servers",
        sketch.ask
    );
    let mut text = labels(&sketch.answers);
    loop {
        if put_line(ask, &title, &mut text)? == Outcome::Back {
            return Ok(Outcome::Back);
        }
        let was_right = |label: &str| {
            let known = sketch.answers.iter().find(|answer| answer.label == label);
            known.is_none_or(|answer| answer.is_right)
        };
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let answers: Vec<Answer> = parts
            .map(|label| Answer { label: label.to_owned(), is_right: was_right(label) })
            .collect();
        if answers.len() < 2 {
            note(ask, "That is one answer: write two or more, with ; between them.")?;
            continue;
        }
        sketch.answers = answers;
        if tell_apart(ask, effect, &mut sketch.answers)? {
            return Ok(Outcome::Answered(labels(&sketch.answers)));
        }
    }
}

/// Hears which answers are in the way. `false` goes back.
fn tell_apart(ask: &mut dyn Ask, effect: Effect, answers: &mut [Answer]) -> Result<bool, Broken> {
    loop {
        let is_told = answers.iter().any(|answer| !answer.is_right);
        let each = answers.iter().map(|answer| MenuEntry {
            text: answer.label.clone(),
            detail: Some(
                if answer.is_right { "is not in the way" } else { in_the_way(effect) }.to_owned(),
            ),
        });
        let menu = Menu {
            title: format!(
                "Which of them {}?",
                if effect == Effect::RulesOut { "rule them out" } else { "hold it up" }
            ),
            lines: vec!["Choose an answer to change it.".to_owned()],
            entries: [MenuEntry::plain("That is right so")].into_iter().chain(each).collect(),
            preselected: usize::from(!is_told),
            goes_untyped: true,
        };
        match ask.choose(&menu)? {
            None => return Ok(false),
            Some(0) => match Choice::of(answers.to_vec()) {
                Ok(_) => return Ok(true),
                Err(problem) => note(ask, &as_sentence(&problem.to_string()))?,
            },
            Some(place) => {
                let answer = answers.get_mut(place - 1);
                answer.into_iter().for_each(|answer| answer.is_right = !answer.is_right);
            }
        }
    }
}

fn as_sentence(problem: &str) -> String {
    let end = if problem.ends_with('?') { "" } else { "." };
    format!("{}{end}", capitalised(problem))
}

/// The criterion, unless its reason contradicts its limit and is to be changed.
fn finished(
    ask: &mut dyn Ask,
    about: &About<'_>,
    sketch: &mut Sketch,
) -> Result<Option<Criterion>, Broken> {
    let Some(criterion) = sketch.criterion(about) else { return Ok(None) };
    // About whom the offer is for, that was asked with the limit.
    let Some(wrong) = criterion.wrong_way_round(None) else { return Ok(Some(criterion)) };
    let title = "Is the limit the right way round?";
    let lines = [
        format!("You said: {}.", criterion.needed.in_words()),
        format!("And as the reason: “{}”", wrong.words),
    ];
    let entries = [
        format!("The limit is the wrong way round: {}", wrong.turned.in_words()),
        "Change the reason".to_owned(),
        "Both are right".to_owned(),
    ];
    match choose(ask, title, &lines, &entries, 0)? {
        Some(0) => {
            sketch.limit = Some(wrong.turned);
            Ok(sketch.criterion(about))
        }
        Some(2) => Ok(Some(criterion)),
        _ => Ok(None),
    }
}
