//! The brief as a page: which sections it has and what each says, in words. What the formats
//! for people share; each only lays it out and makes the words safe where they go.

use super::{Asked, Brief, Known, Reason, amounts};
use crate::deal::answers::describe;
use crate::deal::{Answer, Fact, KnownFrom};
use crate::engine::{Change, Effect, SingleAnswer, Verdict};
use crate::playbook::{Band, BandVerdict, Question, RuleKind, Scale, Stage};
use crate::text::source::{capitalised, listed};

/// The most rules, and the most questions to ask, that a page has room for.
const MOST_RULES: usize = 7;
const MOST_QUESTIONS: usize = 5;
/// The most questions that are named after those that are asked in full.
const MOST_NAMES: usize = 8;

/// A space at which no line ends.
const GLUE: char = '\u{a0}';

/// A brief in words. Nothing in it is escaped yet.
pub(super) struct Page {
    /// Decides the colour of the verdict.
    pub(super) verdict: Verdict,
    /// `NOT A FIT`.
    pub(super) verdict_words: &'static str,
    /// Why, in a sentence.
    pub(super) reason: String,
    /// What stands right under the verdict, a paragraph each.
    pub(super) opening: Vec<String>,
    /// The rest.
    pub(super) sections: Vec<Section>,
}

/// A titled part of the page; never empty.
pub(super) struct Section {
    /// The title.
    pub(super) title: &'static str,
    /// What it says.
    pub(super) items: Vec<Item>,
}

/// One thing said.
pub(super) struct Item {
    /// What stands before it.
    pub(super) mark: Mark,
    /// What is said.
    pub(super) text: String,
    /// What explains it: a name and words.
    pub(super) notes: Vec<(String, String)>,
}

/// What stands before an item.
pub(super) enum Mark {
    /// Nothing: a paragraph.
    None,
    /// Its place in an order.
    Number(usize),
    /// What kind of thing it is.
    Tag(Tone, String),
    /// The question that it is about.
    Name(String),
}

/// Whether a tag speaks for a fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Neither, or not yet.
    Open,
}

impl Item {
    fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), notes: Vec::new() }
    }

    fn paragraph(text: impl Into<String>) -> Self {
        Self::new(Mark::None, text)
    }

    fn fact(known: &Known) -> Self {
        Self::new(Mark::Name(known.question.id.clone()), known_words(known))
    }

    fn fact_with_notes(known: &Known) -> Self {
        let item = Self::fact(known);
        let notes = known.facts.iter().filter_map(|fact| fact.note.clone());
        Self { notes: notes.map(|note| ("Note".to_owned(), note)).collect(), ..item }
    }
}

impl Page {
    /// Puts a brief into words.
    pub(super) fn of(brief: &Brief) -> Self {
        let why = [("Why", why(brief)), ("By part", parts(brief)), ("Rests on", rests_on(brief))];
        let stage = ("Where they are", where_they_are(brief));
        let checks = [("Verify", verify(brief)), ("What would change it", would_change(brief))];
        let ask = [("Ask next", ask_next(brief)), ("For you to find out", find_out(brief))];
        let sections: Vec<(&str, Vec<Item>)> = match brief.verdict {
            Verdict::NoFit | Verdict::NotYet => {
                let words = ("What to tell them", what_to_tell(brief));
                why.into_iter().chain([words, stage]).chain(ask).chain(checks).collect()
            }
            Verdict::Fit | Verdict::Undecided => {
                let caveats = ("Say this as well", caveats(brief));
                let next = [stage].into_iter().chain(ask);
                why.into_iter().chain(next).chain(checks).chain([caveats]).collect()
            }
        };
        let sections = sections.into_iter().filter(|(_, items)| !items.is_empty());
        Self {
            verdict: brief.verdict,
            verdict_words: verdict_words(brief.verdict),
            reason: reason(brief),
            opening: opening(brief),
            sections: sections.map(|(title, items)| Section { title, items }).collect(),
        }
    }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "FIT",
        Verdict::NotYet => "NOT YET",
        Verdict::NoFit => "NOT A FIT",
        Verdict::Undecided => "UNDECIDED",
    }
}

/// The one sentence that says why.
fn reason(brief: &Brief) -> String {
    match brief.verdict {
        Verdict::Undecided => match brief.can_still_change.len() {
            1 => "One answer can still change it.".to_owned(),
            count => format!("{count} answers can still change it."),
        },
        Verdict::NotYet => not_yet_reason(brief),
        Verdict::NoFit => no_fit_reason(brief),
        Verdict::Fit => fit_reason(brief),
    }
}

fn not_yet_reason(brief: &Brief) -> String {
    match brief.because.iter().find(|reason| reason.holds_up()) {
        Some(reason) => reason.rule.because.clone(),
        None if is_not_yet_by_score(brief) => {
            format!("Not enough speaks for it yet: {}.", bands(brief))
        }
        None => "Together, the rules leave something that holds a fit up.".to_owned(),
    }
}

/// Whether no score that is left is enough for a fit, and some is for a not-yet.
fn is_not_yet_by_score(brief: &Brief) -> bool {
    let mut verdicts = brief.bands.iter().map(|band| band.verdict);
    verdicts.clone().any(|one| one == BandVerdict::NotYet)
        && verdicts.all(|one| one != BandVerdict::Fit)
}

fn no_fit_reason(brief: &Brief) -> String {
    if let Some(reason) = brief.because.iter().find(|reason| reason.rules_out()) {
        return reason.rule.because.clone();
    }
    if !brief.score.is_too_low {
        return "Together, the rules leave no way to a fit.".to_owned();
    }
    match &brief.playbook.scale {
        Scale::Threshold { below: Some(words), .. } => words.because.clone(),
        Scale::Threshold { from, below: None } => {
            format!("Too little speaks for it: a fit needs a score of {from}.")
        }
        Scale::Bands(_) => format!("Too little speaks for it: {}.", bands(brief)),
    }
}

fn fit_reason(brief: &Brief) -> String {
    let has = |kind: fn(RuleKind) -> bool| brief.playbook.rules.iter().any(|rule| kind(rule.kind));
    let mut parts = Vec::new();
    if has(|kind| kind == RuleKind::MustHave) {
        parts.push("every must-have is met".to_owned());
    }
    if has(|kind| kind == RuleKind::Disqualifier) {
        parts.push("nothing rules it out".to_owned());
    }
    if has(|kind| kind == RuleKind::Hold) {
        parts.push("nothing holds it up".to_owned());
    }
    if has(RuleKind::is_signal) || parts.is_empty() {
        parts.push("enough speaks for it".to_owned());
    }
    capitalised(&format!("{}.", listed(&parts, "and")))
}

fn opening(brief: &Brief) -> Vec<String> {
    let mut lines = vec![match brief.deal {
        Some(deal) => format!("{deal} · {}", brief.playbook.title),
        None => brief.playbook.title.clone(),
    }];
    lines.extend(score(brief));
    lines.extend(next(brief));
    lines.extend(brief.values.iter().map(|(value, range)| amounts::line(value, range)));
    // Without a not-yet, nothing but both are possible while it is undecided.
    if brief.playbook.knows_not_yet() && brief.verdict == Verdict::Undecided {
        let possible: Vec<&str> = brief.possible.iter().copied().map(in_a_sentence).collect();
        lines.push(format!("Still possible: {}.", listed(&possible, "or")));
    }
    if brief.if_assumptions_hold != brief.verdict {
        let verdict = in_a_sentence(brief.if_assumptions_hold);
        lines.push(format!(
            "If everything that you assume holds, it is {verdict}. Assumptions are not counted: \
             verify them first."
        ));
    }
    if !brief.exact {
        lines.push(inexact(brief));
    }
    let pursued = match brief.verdict {
        Verdict::NoFit => Some("The facts say no."),
        Verdict::NotYet => Some("The facts say not yet."),
        Verdict::Fit | Verdict::Undecided => None,
    };
    if let Some(facts) = pursued.filter(|_| brief.pursue == Some(true)) {
        lines.push(format!("The deal says that you pursue it all the same. {facts}"));
    }
    lines
}

fn in_a_sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fit => "a fit",
        Verdict::NotYet => "not yet a fit",
        Verdict::NoFit => "not a fit",
        Verdict::Undecided => "undecided",
    }
}

/// The score, where it says anything about the verdict.
fn score(brief: &Brief) -> Option<String> {
    let has_signals = brief.playbook.rules.iter().any(|rule| rule.kind.is_signal());
    if !has_signals || brief.because.iter().any(Reason::rules_out) {
        return None;
    }
    let score = points(brief.score.at_least, brief.score.at_most);
    Some(match brief.playbook.scale.threshold() {
        Some(threshold) => format!("Score {score}; a fit needs {threshold}."),
        None => format!("Score {score}: {}.", bands(brief)),
    })
}

/// The bands that the score can still be in: "Worth it (from 4), Nurture (from 0) or Cold".
fn bands(brief: &Brief) -> String {
    let named = |band: &&Band| match band.from {
        Some(from) if brief.bands.len() > 1 => format!("{} (from {from})", band.title),
        _ => band.title.clone(),
    };
    let titles: Vec<String> = brief.bands.iter().map(named).collect();
    listed(&titles, "or")
}

/// What the band says that is to be done, where the verdict is the band's own.
fn next(brief: &Brief) -> Option<String> {
    let band = brief.band.filter(|band| {
        let verdict = match band.verdict {
            BandVerdict::Fit => Verdict::Fit,
            BandVerdict::NotYet => Verdict::NotYet,
            BandVerdict::NoFit => Verdict::NoFit,
        };
        verdict == brief.verdict && !brief.because.iter().any(Reason::rules_out)
    });
    band.and_then(|band| band.next.as_ref()).map(|next| format!("Next: {next}"))
}

/// `+3`, `0`, `-2`
fn signed(points: i64) -> String {
    if points == 0 { "0".to_owned() } else { format!("{points:+}") }
}

fn points(low: i64, high: i64) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

fn inexact(brief: &Brief) -> String {
    let why = match brief.values.is_empty() {
        true => "This playbook is too large to be worked out in full",
        false => "Not all that can be worked out from what is known so far is",
    };
    let verdict = match brief.verdict {
        Verdict::Undecided => "the verdict may be settled already, and",
        _ => "the verdict is certain, but",
    };
    format!("{why}: {verdict} what stands below may name too much.")
}

/// The rules behind the verdict, those first that matter most for it.
fn why(brief: &Brief) -> Vec<Item> {
    if brief.verdict == Verdict::NoFit && brief.because.iter().any(Reason::rules_out) {
        return why_ruled_out(brief);
    }
    let mut ranked: Vec<(usize, &Reason)> = (brief.because.iter())
        .filter_map(|reason| Some((rank(reason, brief.verdict)?, reason)))
        .collect();
    ranked.sort_by_key(|(rank, reason)| (*rank, -weight(reason).abs()));
    // What warns of a decided verdict is never left out.
    let is_decided = brief.verdict != Verdict::Undecided;
    let always = ranked.iter().take_while(|(_, reason)| is_decided && warns(reason)).count();
    let shown = ranked.iter().take(always + MOST_RULES);
    // Why a question matters says nothing of what was answered.
    let with_facts = |reason: &Reason| !is_decided || reason.holds_up() || reason.points.is_some();
    let items = shown.map(|(_, reason)| rule_item(reason, with_facts(reason)));
    items.chain(and_more(ranked.len() - always)).collect()
}

/// The parts of the score, those that are weak with what to do next.
fn parts(brief: &Brief) -> Vec<Item> {
    let parts = brief.groups.iter().map(|(group, score)| {
        let (low, high) = (score.at_least, score.at_most);
        let points = points(low, high);
        let (tone, tag) = match score.is_weak(group) {
            Some(true) => (Tone::Against, "weak"),
            Some(false) => (Tone::For, "strong"),
            None => (Tone::Open, if low == high { "score" } else { "open" }),
        };
        let text = format!("{}: {points}", group.title);
        // Nothing is left to be asked of a no-fit.
        let is_asked = brief.verdict != Verdict::NoFit && score.is_weak(group) != Some(false);
        let next = group.next.iter().filter(|_| is_asked);
        let notes = next.map(|next| ("Next".to_owned(), next.clone())).collect();
        Item { notes, ..Item::new(Mark::Tag(tone, tag.to_owned()), text) }
    });
    parts.collect()
}

/// Whether a rule speaks against a fit, or might once it is known.
fn warns(reason: &Reason) -> bool {
    let is_against = weight(reason) < 0 && reason.effect == Effect::Holds;
    is_against || reason.effect == Effect::Open || reason.holds_up()
}

/// The facts behind the headline, then what else rules it out.
fn why_ruled_out(brief: &Brief) -> Vec<Item> {
    let ruling: Vec<&Reason> = brief.because.iter().filter(|one| one.rules_out()).collect();
    let headline = ruling.first().map(|reason| reason.about.as_slice()).unwrap_or_default();
    let facts = headline.iter().map(Item::fact);
    let others = ruling.iter().skip(1).take(MOST_RULES).map(|reason| rule_item(reason, true));
    facts.chain(others).chain(and_more(ruling.len().saturating_sub(1))).collect()
}

fn and_more(count: usize) -> Option<Item> {
    let left_out = count.checked_sub(MOST_RULES).filter(|left_out| *left_out > 0)?;
    let rules = if left_out == 1 { "rule" } else { "rules" };
    Some(Item::paragraph(format!("And {left_out} more {rules}.")))
}

/// How early a rule is told; `None` for one that says nothing about this verdict.
fn rank(reason: &Reason, verdict: Verdict) -> Option<usize> {
    let is_signal = reason.rule.kind.is_signal();
    match (verdict, reason.effect) {
        _ if reason.holds_up() => Some(0),
        (Verdict::Fit | Verdict::NotYet, Effect::Holds) if weight(reason) < 0 => Some(1),
        (Verdict::Fit | Verdict::NotYet, Effect::Open) => Some(if is_signal { 3 } else { 2 }),
        (Verdict::Fit | Verdict::NotYet, Effect::Holds) if is_signal => Some(4),
        (Verdict::Fit | Verdict::NotYet, _) if reason.rule.kind == RuleKind::MustHave => Some(5),
        (Verdict::Fit | Verdict::NotYet, _) => Some(6),
        (Verdict::Undecided, Effect::Open) if !is_signal => Some(0),
        (_, Effect::Holds) if is_signal => Some(1),
        (Verdict::Undecided, Effect::Open) => Some(2),
        (_, Effect::Open) | (Verdict::NoFit, _) => None,
        _ if reason.rules_out() => Some(0),
        _ if reason.rule.kind == RuleKind::MustHave => Some(3),
        _ => Some(4),
    }
}

fn weight(reason: &Reason) -> i64 {
    match reason.rule.kind {
        RuleKind::Signal(weight) => weight,
        // While they are open, what they may come to at most, either way.
        RuleKind::Points => reason.points.map_or(0, |(fewest, most)| match most + fewest > 0 {
            true => most,
            false => fewest,
        }),
        RuleKind::Disqualifier | RuleKind::MustHave | RuleKind::Hold => 0,
    }
}

fn rule_item(reason: &Reason, with_facts: bool) -> Item {
    let (tone, tag) = rule_tag(reason);
    let item = Item::new(Mark::Tag(tone, tag), &reason.rule.because);
    // Where nothing is known yet, there is nothing to note.
    let with_facts = with_facts && reason.about.iter().any(says_something);
    let facts = if with_facts { reason.about.as_slice() } else { &[] };
    let notes = facts.iter().map(|known| (known.question.id.clone(), known_words(known)));
    let lifts = reason.effect != Effect::Fails;
    let until = reason.rule.until.iter().filter(|_| lifts);
    let until = until.map(|until| ("Until".to_owned(), until.clone()));
    Item { notes: notes.chain(until).collect(), ..item }
}

fn rule_tag(reason: &Reason) -> (Tone, String) {
    let (tone, tag) = match (reason.rule.kind, reason.effect) {
        (RuleKind::Disqualifier, Effect::Holds) => (Tone::Against, "ruled out"),
        (RuleKind::Disqualifier, Effect::Fails) => (Tone::For, "clear"),
        (RuleKind::Disqualifier, Effect::Open) => (Tone::Open, "a risk"),
        (RuleKind::MustHave, Effect::Holds) => (Tone::For, "met"),
        (RuleKind::MustHave, Effect::Fails) => (Tone::Against, "unmet"),
        (RuleKind::MustHave, Effect::Open) => (Tone::Open, "needed"),
        (RuleKind::Hold, Effect::Holds) => (Tone::Against, "held up"),
        (RuleKind::Hold, Effect::Fails) => (Tone::For, "clear"),
        (RuleKind::Hold, Effect::Open) => (Tone::Open, "may hold"),
        (RuleKind::Points, Effect::Open) => {
            let (fewest, most) = reason.points.unwrap_or_default();
            let tone = if most < 0 { Tone::Against } else { Tone::Open };
            return (tone, format!("{} to {}", signed(fewest), signed(most)));
        }
        (RuleKind::Points, _) => {
            let tone = if weight(reason) > 0 { Tone::For } else { Tone::Against };
            return (tone, signed(weight(reason)));
        }
        (RuleKind::Signal(0), Effect::Open) => (Tone::Open, "note if so"),
        (RuleKind::Signal(0), _) => (Tone::Open, "note"),
        (RuleKind::Signal(weight), Effect::Open) => {
            return (Tone::Open, format!("{weight:+} if so"));
        }
        (RuleKind::Signal(weight), _) => {
            let tone = if weight > 0 { Tone::For } else { Tone::Against };
            return (tone, format!("{weight:+}"));
        }
    };
    (tone, tag.to_owned())
}

/// The facts that force the verdict, where the rules that rule it out don't name them already.
fn rests_on(brief: &Brief) -> Vec<Item> {
    let ruling = brief.because.iter().filter(|one| one.rules_out() || one.holds_up());
    let named: Vec<&str> =
        ruling.flat_map(|reason| &reason.about).map(|known| known.question.id.as_str()).collect();
    if brief.rests_on.iter().all(|known| named.contains(&known.question.id.as_str())) {
        return Vec::new();
    }
    brief.rests_on.iter().map(Item::fact).collect()
}

fn where_they_are(brief: &Brief) -> Vec<Item> {
    let is_current = |stage: &Stage| brief.stage.is_some_and(|current| current.id == stage.id);
    let path: Vec<String> = (brief.stages.iter())
        .map(|status| match (status.verified, is_current(status.stage)) {
            (true, _) => format!("✓{GLUE}{}", status.stage.title),
            (false, true) => format!("▸{GLUE}{}", status.stage.title),
            (false, false) => status.stage.title.clone(),
        })
        .collect();
    let mut items = vec![Item::paragraph(path.join(" · "))];
    match brief.stage {
        None => items.push(Item::paragraph("Every stage of their process is done.")),
        Some(stage) => {
            let asks = format!("{}: they ask themselves “{}”", stage.title, stage.buyer_asks);
            items.push(Item::paragraph(asks));
            let advice = stage.advice.as_ref().filter(|_| brief.verdict != Verdict::NoFit);
            items.extend(advice.map(Item::paragraph));
        }
    }
    items
}

/// What to ask: what can change the verdict; once nothing can, what the talk still calls for.
fn ask_next(brief: &Brief) -> Vec<Item> {
    let of_buyer = brief.ask_next.iter().filter(|asked| !asked.known.question.is_ours());
    let asked = questions(&of_buyer.collect::<Vec<_>>(), brief.stage);
    let opening = "Nothing more can change the verdict. What is still open where they are:";
    let is_settled = brief.verdict != Verdict::Undecided && !asked.is_empty();
    is_settled.then(|| Item::paragraph(opening)).into_iter().chain(asked).collect()
}

/// What only we can answer: nothing to ask the buyer.
fn find_out(brief: &Brief) -> Vec<Item> {
    let ours = brief.ask_next.iter().filter(|asked| asked.known.question.is_ours());
    questions(&ours.collect::<Vec<_>>(), brief.stage)
}

/// The first questions in full, the others by name.
fn questions(asked: &[&Asked], current: Option<&Stage>) -> Vec<Item> {
    let in_full = asked.iter().take(MOST_QUESTIONS).enumerate();
    let items = in_full.map(|(place, asked)| question_item(place + 1, asked, current));
    let rest = asked.iter().skip(MOST_QUESTIONS).map(|asked| asked.known.question.id.as_str());
    items.chain(named_after(&rest.collect::<Vec<_>>())).collect()
}

fn question_item(number: usize, asked: &Asked, current: Option<&Stage>) -> Item {
    let question = asked.known.question;
    let item = Item::new(Mark::Number(number), format!("“{}”", question.ask));
    let mut notes = Vec::new();
    if current.is_none_or(|current| current.id != asked.stage.id) {
        notes.push(("Stage".to_owned(), asked.stage.title.clone()));
    }
    if says_something(&asked.known) {
        notes.push(("So far".to_owned(), known_words(&asked.known)));
    }
    notes.extend(question.who_knows.iter().map(|who| ("Who knows".to_owned(), who.clone())));
    notes.extend(question.why.iter().map(|why| ("Why".to_owned(), why.clone())));
    if !question.listen_for.is_empty() {
        notes.push(("Listen for".to_owned(), question.listen_for.join("; ")));
    }
    Item { notes, ..item }
}

/// The questions that there is no room to ask in full.
fn named_after(rest: &[&str]) -> Option<Item> {
    let (named, more) = rest.split_at(rest.len().min(MOST_NAMES));
    let names = named.join(", ");
    match more.len() {
        _ if named.is_empty() => None,
        0 => Some(Item::paragraph(format!("Then: {names}."))),
        more => Some(Item::paragraph(format!("Then: {names}, and {more} more."))),
    }
}

fn verify(brief: &Brief) -> Vec<Item> {
    let groups = [
        ("You assume, and the verdict does not count it:", &brief.assumptions),
        ("What is known does not agree:", &brief.disagreements),
        ("Does not apply here, so it is set aside:", &brief.set_aside),
    ];
    let groups = groups.into_iter().filter(|(_, known)| !known.is_empty());
    let known = groups.flat_map(|(opening, known)| {
        [Item::paragraph(opening)].into_iter().chain(known.iter().map(Item::fact_with_notes))
    });
    known.chain(retired(brief)).collect()
}

/// What the deal says of questions and options that the playbook no longer has.
fn retired(brief: &Brief) -> Vec<Item> {
    let items = brief.retired.iter().map(|fact| {
        let item = Item::new(Mark::Name(fact.id()), fact.was.to_string());
        Item { notes: vec![("Why".to_owned(), fact.because.clone())], ..item }
    });
    let opening = "Retired, so it is set aside:";
    let is_any = !brief.retired.is_empty();
    is_any.then(|| Item::paragraph(opening)).into_iter().chain(items).collect()
}

fn would_change(brief: &Brief) -> Vec<Item> {
    if brief.verdict == Verdict::Undecided {
        return deciding(brief);
    }
    let verdicts = Verdict::DECIDED.into_iter();
    verdicts.flat_map(|verdict| changes_to(brief, verdict)).collect()
}

/// The changes that would make one verdict possible.
fn changes_to(brief: &Brief, verdict: Verdict) -> Vec<Item> {
    // What would also make a better verdict possible stands there already.
    let is_told = |change: &Change| {
        let better = brief.would_change.iter().take_while(|other| other.verdict != verdict);
        better.into_iter().any(|other| other.answers == change.answers)
    };
    let to_it = brief.would_change.iter().filter(|change| change.verdict == verdict);
    let to_it = to_it.filter(|change| !is_told(change));
    let changes: Vec<Item> = to_it.filter_map(|change| one_change(brief, change)).collect();
    let outcome = match verdict {
        Verdict::Fit => "A fit would be possible",
        Verdict::NotYet => "It might be not yet a fit",
        Verdict::NoFit | Verdict::Undecided => "It might be no fit",
    };
    let opening = match changes.len() {
        0 => return Vec::new(),
        1 => format!("{outcome} if the facts were these:"),
        _ => format!("{outcome} if any one of these were so:"),
    };
    [Item::paragraph(opening)].into_iter().chain(changes).collect()
}

/// A change as an item under the name of its first question.
fn one_change(brief: &Brief, change: &Change) -> Option<Item> {
    let mut answers = change.answers.iter().map(|(place, answer)| {
        let question = brief.playbook.question(*place);
        (question.id.as_str(), describe(question, &answer.as_answer(question)))
    });
    let (name, first) = answers.next()?;
    let others = answers.map(|(name, answer)| format!(", and {name}: {answer}"));
    let text = std::iter::once(first).chain(others).collect::<String>();
    Some(Item::new(Mark::Name(name.to_owned()), text))
}

/// The single answers that settle it, those to one question with one outcome together.
fn deciding(brief: &Brief) -> Vec<Item> {
    let mut groups: Vec<(Verdict, &Question, Vec<String>)> = Vec::new();
    for Change { answers, verdict } in &brief.would_change {
        for (place, answer) in answers {
            let question = brief.playbook.question(*place);
            let words = describe(question, &answer.as_answer(question));
            match groups.last_mut() {
                // Sets read badly in a row.
                Some((last, about, options))
                    if last == verdict
                        && about.id == question.id
                        && !matches!(answer, SingleAnswer::Options(_)) =>
                {
                    options.push(words);
                }
                _ => groups.push((*verdict, question, vec![words])),
            }
        }
    }
    let items = groups.into_iter().map(|(verdict, question, options)| {
        let (tone, tag) = match verdict {
            Verdict::Fit => (Tone::For, "fit if"),
            Verdict::NotYet => (Tone::Open, "not yet if"),
            Verdict::NoFit | Verdict::Undecided => (Tone::Against, "no fit if"),
        };
        let text = format!("{}: {}", question.id, listed(&options, "or"));
        Item::new(Mark::Tag(tone, tag.to_owned()), text)
    });
    items.collect()
}

fn what_to_tell(brief: &Brief) -> Vec<Item> {
    let decides = |reason: &&Reason| reason.rules_out() || reason.holds_up();
    let say = match (brief.say, brief.because.iter().find(decides)) {
        (Some(say), _) => format!("“{say}”"),
        (None, Some(reason)) => format!("Say it plainly: {}", reason.rule.because),
        (None, None) => "Say plainly that it is not worth their while as things stand, and what \
                         would change that."
            .to_owned(),
    };
    let offer = &brief.playbook.offer;
    let better = match (brief.instead, &offer.not_for) {
        (Some(instead), _) => Some(format!("Better for them: {instead}")),
        _ if brief.verdict == Verdict::NotYet => None,
        (None, Some(not_for)) => Some(format!("{} is not for: {not_for}", offer.name)),
        (None, None) => None,
    };
    [say].into_iter().chain(better).map(Item::paragraph).collect()
}

/// Every caveat. They go with a fit, or what may be one; a no-fit has words of its own.
fn caveats(brief: &Brief) -> Vec<Item> {
    let caveats = brief.caveats.iter().map(|rule| (rule.say.as_deref(), rule.instead.as_deref()));
    // Without words to say, a fit may still name something else.
    let named = brief.caveats.is_empty() && brief.verdict == Verdict::Fit;
    let named = named.then_some((brief.say, brief.instead));
    caveats.chain(named).flat_map(words_of).collect()
}

fn words_of((say, instead): (Option<&str>, Option<&str>)) -> impl Iterator<Item = Item> {
    let say = say.map(|say| format!("“{say}”"));
    let instead = instead.map(|instead| format!("Better for them: {instead}"));
    say.into_iter().chain(instead).map(Item::paragraph)
}

/// What is known of a question, and who says so: "Approved (assumed, Dana, 2026-11-03)".
fn known_words(known: &Known) -> String {
    if known.facts.is_empty() {
        let applies = known.applies != Effect::Fails;
        return if applies { "not known" } else { "does not apply" }.to_owned();
    }
    let told = known.facts.iter().map(|fact| {
        let words = describe(known.question, &fact.answer);
        let told_by = told_by(known.question, fact);
        if told_by.is_empty() { words } else { format!("{words} ({told_by})") }
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Whether there is more to tell than that nothing is known.
fn says_something(known: &Known) -> bool {
    let is_bare = |fact: &Fact| told_by(known.question, fact).is_empty();
    known.facts.iter().any(|fact| fact.answer != Answer::Unknown || !is_bare(fact))
}

/// Who says so, and when; nobody says that nothing is known, unless they are named.
fn told_by(question: &Question, fact: &Fact) -> String {
    let source = match (fact.source.counted_on(question), &fact.by) {
        _ if fact.answer == Answer::Unknown => None,
        (KnownFrom::Prospect, Some(_)) => None,
        (KnownFrom::Prospect, None) => Some("the buyer"),
        (KnownFrom::Document, _) => Some("written down"),
        (KnownFrom::Us, _) => Some("from us"),
        (KnownFrom::Assumption, _) => Some("assumed"),
    };
    let parts =
        [source.map(str::to_owned), fact.by.clone(), fact.date.map(|date| date.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
