//! The interview's words.

use std::borrow::Cow;

use crate::deal::answers::{AnswerError, describe};
use crate::deal::{Answer, Fact, KnownFrom};
use crate::engine::{Assessment, Effect, Engine, RuleEffect, Verdict};
use crate::playbook::{Band, BandVerdict, Playbook, Question, Reach, RuleKind};

/// The most questions that the review names.
const NAMED: usize = 3;

/// A verdict, for people.
pub fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "a fit",
        Verdict::NotYet => "not yet",
        Verdict::NoFit => "no fit",
        Verdict::Undecided => "undecided",
    }
}

/// A way to know something.
pub(super) struct Source {
    /// The way.
    pub(super) source: KnownFrom,
    /// The key that stands for it.
    pub(super) key: char,
    /// Its name in a deal file.
    pub(super) name: &'static str,
}

/// The ways to know something, in the order in which they are offered.
pub(super) const SOURCES: [Source; 3] = [
    Source { source: KnownFrom::Prospect, key: 'b', name: "prospect" },
    Source { source: KnownFrom::Document, key: 'w', name: "document" },
    Source { source: KnownFrom::Assumption, key: 'a', name: "assumption" },
];

/// How something is known, for people.
pub fn source_words(source: KnownFrom) -> &'static str {
    match source {
        KnownFrom::Prospect => "the buyer said so",
        KnownFrom::Document => "it is written down",
        KnownFrom::Us => "we know it ourselves",
        KnownFrom::Assumption => "I assume it",
    }
}

/// A statement and how it is known: `20 to 50 people · the buyer said so (Dana, CFO)`.
pub fn statement_words(question: &Question, fact: &Fact) -> String {
    if fact.answer == Answer::Unknown {
        let todo = if question.is_ours() { "something to find out" } else { "something to ask" };
        return format!("Not known yet · {todo}");
    }
    let by = fact.by.as_ref().map_or_else(String::new, |by| format!(" ({by})"));
    format!(
        "{} · {}{by}",
        describe(question, &fact.answer),
        source_words(fact.source.counted_on(question))
    )
}

/// The same with all that would be lost with it: who, when, the note, and their words.
pub(super) fn whole_statement(question: &Question, fact: &Fact) -> String {
    let date = fact.date.map_or_else(String::new, |date| format!(" · {date}"));
    let note = fact.note.as_ref().map_or_else(String::new, |note| format!(" · {}", quoted(note)));
    let quote = fact.quote.as_ref().map_or_else(String::new, |quote| format!(" · “{quote}”"));
    format!("{}{date}{note}{quote}", statement_words(question, fact))
}

/// What is said where the input ended before it was said how an answer is known.
pub(super) fn taken_as(source: KnownFrom) -> String {
    format!("The input ended here; taken as: {}.", source_words(source))
}

/// What is said to who broke off before it was said how an answer is known; a line each, as they stand
/// outside what we wrap.
pub(super) const COUNTS_AS_ASSUMED: &str =
    "Your last answer counts as assumed:\nyou had not said yet how you know it.";

/// Who says what is answered here, behind where we are; of what we answer nobody is told.
pub(super) fn said_by(question: &Question, by: Option<&str>) -> String {
    let by = by.filter(|_| !question.is_ours());
    by.map_or_else(String::new, |by| format!(" · said by {by}"))
}

/// What leads from a question to any other.
pub(super) const ALL_ANSWERS: &str = "See all answers, and go to any question";

/// What is said of evidence that is no longer fresh.
pub(super) const TOO_OLD: &str = "too old by now, as it is";

/// What is said to who broke off before it was said what becomes of earlier statements.
pub(super) const STANDS_BESIDE: &str = "Your last answer stands beside what was known.";

/// A question as it is put: to the buyer, or to the seller where we answer it.
pub(super) fn ask_words(question: &Question) -> Cow<'_, str> {
    match question.is_ours() {
        true => format!("For you: {}", question.ask).into(),
        false => question.ask.as_str().into(),
    }
}

/// A question and who may know the answer.
pub(super) fn whom_to_ask(question: &Question) -> String {
    let who = question.who_knows.iter().map(|who| format!(" (who knows: {who})"));
    ask_words(question).into_owned() + &who.collect::<String>()
}

/// All statements about a question, in one line.
pub(super) fn statements_words(question: &Question, facts: &[Fact]) -> String {
    let each: Vec<String> = facts.iter().map(|fact| statement_words(question, fact)).collect();
    match each.is_empty() {
        true => "Not known yet".to_owned(),
        false => each.join("; "),
    }
}

/// What is true of the verdict by now. While it is undecided: what could still rule a fit out, the
/// must-haves that are met, what holds a fit up, and the score; once it is settled, how much is still
/// to be asked before the talk.
pub(super) fn standing(playbook: &Playbook, now: &Assessment, to_ask: usize) -> String {
    let score = score_words(playbook, now);
    if now.verdict != Verdict::Undecided {
        let to_ask = match to_ask {
            0 => String::new(),
            count => format!(" · {count} to ask before the talk"),
        };
        return format!("Settled: {} · {score}{to_ask}", verdict_words(now.verdict));
    }
    let counted = |kind: RuleKind, effect: Option<Effect>| {
        let is_counted = |one: &&RuleEffect| {
            playbook.rule(one.rule).kind == kind && effect.is_none_or(|effect| one.effect == effect)
        };
        now.because.iter().filter(is_counted).count()
    };
    let rules_out = counted(RuleKind::Disqualifier, Some(Effect::Open));
    let met = counted(RuleKind::MustHave, Some(Effect::Holds));
    let must_haves = counted(RuleKind::MustHave, None);
    let holding = counted(RuleKind::Hold, Some(Effect::Holds));
    let open = counted(RuleKind::Hold, Some(Effect::Open));
    let parts = [
        (rules_out > 0).then(|| format!("{rules_out} could rule it out")),
        (must_haves > 0).then(|| format!("must-haves met: {met} of {must_haves}")),
        (holding + open > 0).then(|| holds_words(holding, open)),
        Some(score),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `1 holds it up, 3 could`.
fn holds_words(holding: usize, open: usize) -> String {
    let verb = if holding == 1 { "holds" } else { "hold" };
    match (holding, open) {
        (0, open) => format!("{open} could hold it up"),
        (holding, 0) => format!("{holding} {verb} it up"),
        (holding, open) => format!("{holding} {verb} it up, {open} could"),
    }
}

/// Why the verdict is what it is, a sentence each.
pub(super) fn reasons(engine: &Engine, now: &Assessment) -> Vec<String> {
    match now.verdict {
        Verdict::Fit => {
            let met = "Nothing rules it out, and every must-have holds.".to_owned();
            [met].into_iter().chain(by_score(engine.playbook(), now)).collect()
        }
        Verdict::NotYet => reasons_to_wait(engine, now),
        Verdict::NoFit => reasons_against(engine, now),
        Verdict::Undecided => still_to_ask(engine, now),
    }
}

/// The questions that stand between here and a verdict.
fn still_to_ask(engine: &Engine, now: &Assessment) -> Vec<String> {
    let asks = now.ask_next.iter().map(|index| engine.playbook().question(*index));
    let (ours, theirs): (Vec<&Question>, Vec<&Question>) = asks.partition(|ask| ask.is_ours());
    let of_buyer = named_under("To find out on the next call:", &theirs);
    of_buyer.into_iter().chain(named_under("For you to find out:", &ours)).collect()
}

/// The first of some questions under a heading; nothing where there are none.
fn named_under(heading: &str, questions: &[&Question]) -> Vec<String> {
    let asks: Vec<&str> = questions.iter().map(|question| question.ask.as_str()).collect();
    named_first(heading, &asks, NAMED)
}

/// The first of some texts under a heading; nothing where there are none.
pub(super) fn named_first(heading: &str, texts: &[&str], most: usize) -> Vec<String> {
    if texts.is_empty() {
        return Vec::new();
    }
    let named = texts.iter().take(most).map(|text| format!("· {text}"));
    let more = texts.len().checked_sub(most).filter(|more| *more > 0);
    let more = more.map(|more| format!("· and {more} more"));
    [heading.to_owned()].into_iter().chain(named).chain(more).collect()
}

/// The holds that hold, and what lifts them; without one, what the score comes to.
fn reasons_to_wait(engine: &Engine, now: &Assessment) -> Vec<String> {
    if now.holds.iter().all(|hold| hold.effect != Effect::Holds) {
        let playbook = engine.playbook();
        let bands = playbook.scale.bands_between((now.score.at_least, now.score.at_most));
        let is_by_score = bands.iter().any(|band| band.verdict == BandVerdict::NotYet)
            && bands.iter().all(|band| band.verdict != BandVerdict::Fit);
        return match is_by_score {
            true => by_score(playbook, now),
            false => vec!["What is known leaves something that holds a fit up.".to_owned()],
        };
    }
    let holding = now.holds.iter().filter(|hold| hold.effect == Effect::Holds);
    let rules = holding.map(|hold| engine.playbook().rule(hold.rule));
    rules
        .flat_map(|rule| {
            let until = rule.until.iter().map(|until| format!("Until: {until}"));
            [rule.because.clone()].into_iter().chain(until)
        })
        .collect()
}

fn reasons_against(engine: &Engine, now: &Assessment) -> Vec<String> {
    let playbook = engine.playbook();
    let decisive = now.because.iter().filter(|one| {
        matches!(
            (playbook.rule(one.rule).kind, one.effect),
            (RuleKind::Disqualifier, Effect::Holds) | (RuleKind::MustHave, Effect::Fails)
        )
    });
    let reasons: Vec<String> =
        decisive.map(|one| playbook.rule(one.rule).because.clone()).collect();
    if !reasons.is_empty() {
        return reasons;
    }
    match playbook.scale.below_threshold() {
        Some(below) if now.score.is_too_low => vec![below.because.clone()],
        _ if now.score.is_too_low => vec![score_sentence(playbook, now)],
        _ => vec!["What is known leaves no way to a fit.".to_owned()],
    }
}

/// What the score comes to, and what its band says that is to be done.
fn by_score(playbook: &Playbook, now: &Assessment) -> Vec<String> {
    let next = band(playbook, now).and_then(|band| band.next.as_ref());
    let next = next.map(|next| format!("Next: {next}"));
    [score_sentence(playbook, now)].into_iter().chain(next).collect()
}

/// `score 2 to 4, a fit from 3`, or `score 2: Worth it`.
fn score_words(playbook: &Playbook, now: &Assessment) -> String {
    let score = score_range(now);
    if let Some(band) = band(playbook, now) {
        return format!("score {score}: {}", band.title);
    }
    let from = |verdict| match playbook.scale.reach(verdict) {
        Reach::From(from) => Some(from),
        Reach::Always | Reach::Never => None,
    };
    let (fit, not_yet) = (from(BandVerdict::Fit), from(BandVerdict::NotYet));
    let fit_from = fit.map_or_else(String::new, |from| format!(", a fit from {from}"));
    let not_yet = not_yet.filter(|_| not_yet != fit);
    let not_yet_from =
        not_yet.map_or_else(String::new, |from| format!(", not yet one from {from}"));
    format!("score {score}{fit_from}{not_yet_from}")
}

/// The band that the score has, whatever is still open.
fn band<'p>(playbook: &'p Playbook, now: &Assessment) -> Option<&'p Band> {
    now.band.and_then(|band| playbook.scale.bands().get(band))
}

/// The same as a sentence, with the band where there is one.
pub(super) fn score_sentence(playbook: &Playbook, now: &Assessment) -> String {
    let means = match (band(playbook, now), now.score.threshold) {
        (Some(band), _) => format!(": {}", band.title),
        (None, Some(from)) => format!("; a fit starts at {from}"),
        (None, None) => String::new(),
    };
    format!("The score is {}{means}.", score_range(now))
}

fn score_range(now: &Assessment) -> String {
    let score = now.score;
    match score.at_least == score.at_most {
        true => score.at_most.to_string(),
        false => format!("{} to {}", score.at_least, score.at_most),
    }
}

/// `1 question`, `3 questions`.
pub(super) fn questions(count: usize) -> String {
    match count {
        1 => "1 question".to_owned(),
        count => format!("{count} questions"),
    }
}

/// A question within a sentence.
pub(super) fn quoted(ask: &str) -> String {
    format!("“{ask}”")
}

/// What is said when an answer could not be saved.
pub(super) fn not_saved(problem: &str) -> String {
    format!("Not saved: {problem}.")
}

/// What is wrong with an answer, as a sentence.
pub(super) fn answer_problem(error: &AnswerError) -> String {
    let meant =
        error.nearest.as_ref().map_or_else(String::new, |word| format!(" Did you mean `{word}`?"));
    let problem = error.problem.to_string();
    format!("{problem}; this takes {}.{meant}", error.takes)
}
