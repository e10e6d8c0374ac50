//! The random playbooks and deals that the engine is judged by hold enough of everything, so that
//! no agreement is an agreement about nothing.

use std::collections::BTreeMap;

use crate::effort::cases;
use crate::reference::judge::Judge;
use crate::reference::pairs::{Pair, ROW};
use crate::reference::tape::row;
use coach::deal::{Answer, Fact, KnownFrom};
use coach::engine::{Effect, Verdict};
use coach::playbook::{BandVerdict, Condition, Kind, Question, QuestionIndex, RuleKind};

/// So many pairs are looked at in a full run.
const PAIRS: u64 = 2_000;

#[test]
fn random_pairs_hold_enough_of_everything() {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    let mut judged = 0;
    let pairs = cases(PAIRS);
    for seed in 0..pairs {
        let pair = Pair::of(&row(seed, ROW));
        let Some(judge) = pair.judge() else { continue };
        judged += 1;
        let traits = traits_of_playbook(&pair)
            .into_iter()
            .chain(traits_of_facts(&pair))
            .chain(traits_of_outcome(&judge));
        for (what, is_so) in traits {
            *seen.entry(what).or_default() += u64::from(is_so);
        }
    }
    assert!(judged * 100 >= pairs * 99, "only {judged} pairs are small enough to be judged");
    let rare: Vec<_> =
        seen.iter().filter(|(what, count)| **count < at_least(what) * pairs / PAIRS).collect();
    assert!(rare.is_empty(), "too few: {rare:?} of {seen:?}");
}

/// How many of all pairs must have a trait: one in fifty, more of the verdicts, fewer of what is rare by
/// nature.
fn at_least(what: &str) -> u64 {
    match what {
        "undecided" | "no-fit" => 200,
        "fit" => 150,
        "points for each one"
        | "not yet for the score alone"
        | "rests on several facts"
        | "changes only together"
        | "every stage verified" => 20,
        "nothing known" => 30,
        _ => 40,
    }
}

fn traits_of_playbook(pair: &Pair) -> Vec<(&'static str, bool)> {
    let playbook = &pair.playbook;
    let gate_names = |is_so: fn(QuestionIndex, QuestionIndex) -> bool| {
        playbook.question_indexes().any(|question| {
            let gate = playbook.question(question).when.as_ref();
            gate.is_some_and(|gate| {
                gate.questions(&playbook.values).iter().any(|named| is_so(*named, question))
            })
        })
    };
    let chained =
        playbook.questions.iter().filter_map(|question| question.when.as_ref()).any(|gate| {
            gate.questions(&playbook.values)
                .iter()
                .any(|named| playbook.question(*named).when.is_some())
        });
    let kind = |is_so: fn(&Kind) -> bool| playbook.questions.iter().any(|one| is_so(&one.kind));
    let rule = |is_so: fn(RuleKind) -> bool| playbook.rules.iter().any(|one| is_so(one.kind));
    let nested = |condition: &Condition| {
        matches!(condition, Condition::Not(_) | Condition::Any(_))
            || matches!(condition, Condition::All(parts) if parts.len() > 2)
    };
    vec![
        ("gate on an earlier question", gate_names(|named, question| named < question)),
        ("gate on a later question", gate_names(|named, question| named > question)),
        ("chain of gates", chained),
        ("yes_no", kind(|kind| matches!(kind, Kind::YesNo { .. }))),
        ("choice", kind(|kind| matches!(kind, Kind::Choice { .. }))),
        ("choices", kind(|kind| matches!(kind, Kind::Choices { .. }))),
        ("whole number", kind(|kind| matches!(kind, Kind::Number(number) if number.whole))),
        ("decimal number", kind(|kind| matches!(kind, Kind::Number(number) if !number.whole))),
        ("text", kind(|kind| matches!(kind, Kind::Text))),
        ("disqualifier", rule(|kind| kind == RuleKind::Disqualifier)),
        ("hold", rule(|kind| kind == RuleKind::Hold)),
        ("points", rule(|kind| kind == RuleKind::Points)),
        (
            "points for each one",
            playbook
                .rules
                .iter()
                .any(|rule| rule.points.as_ref().is_some_and(|points| points.each.is_some())),
        ),
        ("a signal in a group", playbook.rules.iter().any(|rule| rule.group.is_some())),
        ("bands", !playbook.scale.bands().is_empty()),
        (
            "a band of not-yets",
            playbook.scale.reach(BandVerdict::NotYet) != playbook.scale.reach(BandVerdict::Fit),
        ),
        ("must-have", rule(|kind| kind == RuleKind::MustHave)),
        ("negative signal", rule(|kind| matches!(kind, RuleKind::Signal(..0)))),
        ("nested condition", playbook.rules.iter().any(|rule| nested(&rule.when))),
        ("verifier", playbook.stages.iter().any(|stage| stage.verified_when.is_some())),
        ("ours", playbook.questions.iter().any(Question::is_ours)),
        ("several stages", playbook.stages.len() > 1),
    ]
}

fn traits_of_facts(pair: &Pair) -> Vec<(&'static str, bool)> {
    let about = || pair.playbook.question_indexes().map(|question| pair.facts.about(question));
    let any = |is_so: fn(&Fact) -> bool| about().any(|facts| facts.iter().any(is_so));
    vec![
        ("assumption", any(|fact| fact.source == KnownFrom::Assumption)),
        ("from us", any(|fact| fact.source == KnownFrom::Us)),
        ("unknown", any(|fact| fact.answer == Answer::Unknown)),
        ("one of several", any(|f| matches!(&f.answer, Answer::OneOf(o) if o.len() > 1))),
        ("range", any(|f| matches!(&f.answer, Answer::Numbers(n) if n.single().is_none()))),
        (
            "included and excluded options",
            any(|fact| {
                matches!(&fact.answer, Answer::Choices { includes, excludes }
                    if !includes.is_empty() && !excludes.is_empty())
            }),
        ),
        ("several people", about().any(|facts| facts.len() > 1)),
        ("nothing known", about().all(<[Fact]>::is_empty)),
    ]
}

fn traits_of_outcome(judge: &Judge<'_>) -> Vec<(&'static str, bool)> {
    let verdict = judge.verdict();
    let is_decided = verdict != Verdict::Undecided;
    let others = [Verdict::Fit, Verdict::NotYet, Verdict::NoFit].into_iter();
    let others = others.filter(|other| is_decided && *other != verdict);
    let changes: Vec<_> = others.flat_map(|other| judge.smallest_changes(other)).collect();
    let possible = judge.possible();
    let rules_are_open = judge.effects().contains(&Effect::Open);
    vec![
        ("fit", verdict == Verdict::Fit),
        ("not-yet", verdict == Verdict::NotYet),
        ("fit or not yet", possible == [Verdict::Fit, Verdict::NotYet]),
        ("not yet or no fit", possible == [Verdict::NotYet, Verdict::NoFit]),
        ("all possible", possible.len() == 3),
        ("no-fit", verdict == Verdict::NoFit),
        ("undecided", verdict == Verdict::Undecided),
        ("decided by assumptions alone", !is_decided && judge.if_assumptions_hold() != verdict),
        ("decided while rules are open", is_decided && rules_are_open),
        ("gate that is open", judge.applies().contains(&Effect::Open)),
        ("set aside", !judge.set_aside().is_empty()),
        ("disagreement", judge.known.iter().any(|known| known.disagreement)),
        ("rests on one fact", judge.rests_on().len() == 1),
        ("rests on several facts", judge.rests_on().len() > 1),
        ("changes with one answer", changes.iter().any(|change| change.len() == 1)),
        ("changes only together", changes.iter().any(|change| change.len() > 1)),
        ("every stage verified", judge.stage().is_none()),
        ("later stage", judge.stage().is_some_and(|stage| stage.0 > 0)),
        ("several questions matter", judge.can_still_change().len() > 2),
        ("one band", judge.band().is_some()),
        (
            "not yet for the score alone",
            judge
                .playbook
                .rules
                .iter()
                .zip(judge.effects())
                .all(|(rule, effect)| rule.kind != RuleKind::Hold || effect == Effect::Fails)
                && verdict == Verdict::NotYet,
        ),
    ]
}
