//! Prospects of a draft: each rule seen deciding, whether it holds or fails, each answer, each stage.

use super::about::Draft;
use super::criteria::Criterion;
use super::playbook::signals;
use super::stages::DATED;

/// A prospect, and what comes out for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prospect {
    /// Unlike that of any other.
    pub(super) name: String,
    /// What they are about.
    pub(super) about: About,
    /// The fixtures that they are given.
    pub(super) given: Vec<&'static str>,
    /// What else is known: questions and answers, as they stand in a file.
    pub(super) facts: Vec<(String, String)>,
    /// The verdict's name.
    pub(super) verdict: &'static str,
    /// The rule that decides.
    pub(super) because: Option<String>,
    /// The stage that they are at.
    pub(super) stage: Option<String>,
    /// The question that is asked first.
    pub(super) next: Option<&'static str>,
}

/// What a prospect is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Everything speaks for it.
    All,
    /// An answer to the criterion in this place that is not in the way.
    Right(usize),
    /// One that is.
    Wrong(usize),
    /// An answer of a stage that speaks against it.
    Against,
    /// How many of the signals speak for it.
    Few(usize),
    /// Somebody who has come so far.
    Stage,
}

/// The fixture of a prospect for whom no criterion is in the way.
pub(super) const PASSED: &str = "no_limit_in_the_way";
/// The fixture of a prospect for whom each stage's answer speaks.
pub(super) const STRONG: &str = "everything_speaks_for_it";

/// Prospects of whom as few signals hold as still make a fit, or one fewer: the first of them, or
/// the last. Between them each signal decides both ways.
const FEW: [(&str, bool, bool); 4] = [
    ("Just enough speaks for it", false, true),
    ("One thing too little speaks for it", false, false),
    ("Just enough else speaks for it", true, true),
    ("One thing else too little speaks for it", true, false),
];

/// The facts of the fixtures that there are.
pub(super) fn fixtures(draft: &Draft) -> Vec<(&'static str, Vec<(String, String)>)> {
    let first = |(id, criterion): (String, &Criterion)| {
        let [right, _] = criterion.answers();
        right.into_iter().next().map(|(answer, _)| (id, answer))
    };
    let passed: Vec<_> = draft.criteria_with_ids().into_iter().filter_map(first).collect();
    let passed = (!passed.is_empty()).then_some((PASSED, passed));
    passed.into_iter().chain([(STRONG, answers(draft, |_| true))]).collect()
}

/// All of them, in the order in which they are worth reading.
pub(super) fn of(draft: &Draft) -> Vec<Prospect> {
    let all = Prospect {
        stage: Some("none".to_owned()),
        next: Some("none"),
        ..prospect(draft, "Everything speaks for it".to_owned(), About::All, "fit")
    };
    let mut prospects = vec![all];
    prospects.extend(of_criteria(draft));
    prospects.extend(speaking_against(draft));
    prospects.extend(few(draft));
    prospects.extend(at_stages(draft));
    prospects
}

/// A fit but for what is said of one; by usual, everything speaks for it.
fn prospect(draft: &Draft, name: String, about: About, verdict: &'static str) -> Prospect {
    let passed = (!draft.criteria.is_empty()).then_some(PASSED);
    let given = passed.into_iter().chain([STRONG]).collect();
    let (facts, because, stage, next) = (Vec::new(), None, None, None);
    Prospect { name, about, given, facts, verdict, because, stage, next }
}

fn of_criteria(draft: &Draft) -> Vec<Prospect> {
    let mut prospects = Vec::new();
    for (place, (id, criterion)) in draft.criteria_with_ids().into_iter().enumerate() {
        let [right, wrong] = criterion.answers();
        let of_answer = |(answer, words): (String, String), about, verdict| Prospect {
            facts: vec![(id.clone(), answer)],
            ..prospect(draft, format!("{} {words}", criterion.ask), about, verdict)
        };
        let verdict = if criterion.rules_out() { "no-fit" } else { "not-yet" };
        prospects.extend(wrong.into_iter().map(|answer| Prospect {
            because: Some(id.clone()),
            ..of_answer(answer, About::Wrong(place), verdict)
        }));
        // The first is the one of the fixture.
        let others = right.into_iter().skip(1);
        prospects.extend(others.map(|answer| of_answer(answer, About::Right(place), "fit")));
    }
    prospects
}

fn speaking_against(draft: &Draft) -> Vec<Prospect> {
    let of_stage = |stage: &super::stages::Stage| {
        let (answer, label) = stage.content.options[2];
        Prospect {
            facts: vec![(stage.question_id(), answer.to_owned())],
            because: Some(stage.against_rule()),
            ..prospect(draft, format!("{}: {label}", stage.title), About::Against, "no-fit")
        }
    };
    draft.stages.iter().map(of_stage).collect()
}

fn few(draft: &Draft) -> Vec<Prospect> {
    let count = signals(draft).len();
    let of_few = |(name, from_the_end, is_enough): (&str, bool, bool)| {
        let holding = draft.threshold() - usize::from(!is_enough);
        let holds = |place: usize| match from_the_end {
            true => place + holding >= count,
            false => place < holding,
        };
        let verdict = if is_enough { "fit" } else { "no-fit" };
        let all = prospect(draft, name.to_owned(), About::Few(holding), verdict);
        Prospect {
            given: all.given.iter().copied().filter(|fixture| *fixture != STRONG).collect(),
            facts: answers(draft, holds),
            because: (!is_enough).then(|| "below_threshold".to_owned()),
            ..all
        }
    };
    FEW.map(of_few).into()
}

/// A buyer at each stage, of whom no more is known than that they came so far.
fn at_stages(draft: &Draft) -> Vec<Prospect> {
    let at = |(place, stage): (usize, &super::stages::Stage)| {
        let before = draft.stages.get(..place).unwrap_or_default();
        let known =
            before.iter().map(|stage| (stage.question_id(), stage.content.options[0].0.to_owned()));
        let name = format!("They are at {}", stage.title);
        let all = prospect(draft, name, About::Stage, "undecided");
        Prospect {
            given: all.given.iter().copied().filter(|fixture| *fixture != STRONG).collect(),
            facts: known.collect(),
            stage: Some(stage.id.clone()),
            ..all
        }
    };
    draft.stages.iter().enumerate().map(at).collect()
}

/// Answers to the questions of the stages and to that about a date, of whose signals those hold that
/// are asked for by their places.
fn answers(draft: &Draft, holds: impl Fn(usize) -> bool) -> Vec<(String, String)> {
    let of_stages = draft.stages.iter().enumerate().map(|(place, stage)| {
        let [strong, half, _] = stage.content.options;
        let answer = if holds(place) { strong.0 } else { half.0 };
        (stage.question_id(), answer.to_owned())
    });
    let dated = if holds(draft.stages.len()) { "fixed" } else { "open" };
    of_stages.chain([(DATED.to_owned(), dated.to_owned())]).collect()
}
