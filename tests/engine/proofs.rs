//! Every proof agrees with a look at all complete cases of small playbooks, and every witness
//! shows what it is said to show when it is put to the engine.

use std::collections::BTreeSet;
use std::fmt;

use crate::effort::{cases as tried, config};
use crate::reference::cases::{self, Values, gates_first, holds};
use crate::reference::claims::{Claims, counts, differ_only_in, verdict_without};
use crate::reference::deals::exactly;
use crate::reference::large::Plan;
use crate::reference::pairs::{Pair, pairs};
use crate::reference::playbooks;
use crate::reference::tape::{Tape, row};
use crate::reference::values::{Value, representatives, value_of};
use coach::authoring::proofs::{
    Case, CasePair, ConditionOf, Idle, Job, Proof, Proofs, ScoreIdle, Unreachable,
};
use coach::deal::{Fact, Facts, KnownFrom};
use coach::engine::{Effect, Engine, Order, Verdict};
use coach::playbook::{Kind, Playbook, QuestionIndex, RuleIndex, RuleKind, StageIndex};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Playbooks with more complete cases than this take too long.
const MOST_CASES: usize = 2_000;

/// A playbook, what was proven about it, and what all its cases say.
struct Trial<'t> {
    playbook: &'t Playbook,
    proofs: Proofs<'t>,
    engine: Engine<'t>,
    claims: Claims<'t>,
}

/// Fails where something does not hold, and says what was seen.
fn check(what: &str, holds: bool, seen: &dyn fmt::Debug) -> TestCaseResult {
    prop_assert!(holds, "{}: {:?}", what, seen);
    Ok(())
}

proptest! {
    #![proptest_config(config(5_000, 11))]

    #[test]
    fn conditions_and_verdicts_are_as_all_cases_say(pair in pairs()) {
        let trial = Trial::of(&pair)?;
        trial.verdicts_agree()?;
        trial.scores_agree()?;
        trial.bands_agree()?;
        trial.conditions_agree()?;
        trial.stages_agree()?;
    }
}

proptest! {
    #![proptest_config(config(5_000, 12))]

    #[test]
    fn dead_rules_and_exits_are_as_all_cases_say(pair in pairs()) {
        let trial = Trial::of(&pair)?;
        trial.rules_agree()?;
        trial.exits_agree()?;
    }
}

proptest! {
    #![proptest_config(config(5_000, 13))]

    #[test]
    fn dead_questions_and_options_are_as_all_cases_say(pair in pairs()) {
        let trial = Trial::of(&pair)?;
        let dead = trial.questions_agree()?;
        trial.options_agree(&dead)?;
    }
}

proptest! {
    #![proptest_config(config(300, 14))]

    #[test]
    fn the_longest_interview_is_the_longest_of_all(pair in pairs()) {
        let trial = Trial::of(&pair)?;
        let longest = trial.longest(&Facts::none(trial.playbook));
        for limit in [longest.saturating_sub(1), longest] {
            match trial.proofs.undecidable_in_time(limit) {
                Proof::Shown(long) => {
                    check("too long", limit < longest, &(limit, longest))?;
                    let given: Vec<_> = long.answers.iter().map(|(question, _)| *question).collect();
                    let mut facts = Facts::none(trial.playbook);
                    for (question, answer) in &long.answers {
                        let next = trial.next(&facts);
                        check("the interview asks it", next == Some(*question), &given)?;
                        trial.learn(&mut facts, *question, value_of(answer));
                    }
                    check("and goes on", trial.next(&facts) == Some(long.next), &given)?;
                    check("for so long", long.answers.len() == limit, &given)?;
                }
                Proof::Refuted(most) => {
                    check("within", longest <= most && most <= limit, &(longest, most, limit))?;
                }
                Proof::NotProven => {}
            }
        }
    }
}

#[test]
fn shipped_playbooks_have_nothing_to_be_found() {
    for entry in std::fs::read_dir("playbooks").unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().ends_with(".test.yaml") {
            continue;
        }
        let playbook = playbooks::loaded(&std::fs::read_to_string(&path).unwrap());
        assert_eq!(found(&playbook), Vec::<String>::new(), "{}", path.display());
    }
}

/// What is not refuted of a playbook, of all that is a finding.
fn found(playbook: &Playbook) -> Vec<String> {
    let proofs = Proofs::of(playbook);
    let mut found = Vec::new();
    let mut note = |what: String, is_refuted: bool| {
        if !is_refuted {
            found.push(what);
        }
    };
    note("rigged".to_owned(), proofs.rigged().refuted().is_some());
    note("hopeless".to_owned(), proofs.hopeless().refuted().is_some());
    note("unreachable score".to_owned(), proofs.unreachable_score().refuted().is_some());
    for band in 0..playbook.scale.bands().len() {
        let is_refuted = proofs.unreachable_band(band).refuted().is_some();
        note(format!("unreachable band: {band}"), is_refuted);
    }
    note("no exit".to_owned(), proofs.no_exit().refuted().is_some());
    note("late gate".to_owned(), proofs.late_gates().is_empty());
    for condition in proofs.conditions() {
        note(format!("always: {condition:?}"), proofs.always_true(condition).refuted().is_some());
        note(format!("never: {condition:?}"), proofs.never_true(condition).refuted().is_some());
    }
    for stage in (0..playbook.stages.len()).map(StageIndex) {
        note(format!("{stage:?}"), proofs.unreachable_stage(stage).refuted().is_some());
    }
    for rule in (0..playbook.rules.len()).map(RuleIndex) {
        let id = playbook.rule(rule).id.clone();
        note(id, proofs.dead_rule(rule).refuted().is_some());
    }
    for question in playbook.question_indexes() {
        let about = playbook.question(question);
        note(about.id.clone(), proofs.dead_question(question).refuted().is_some());
        for option in 0..about.option_count() {
            // Of two with one verdict, each may have a hold of its own: what lifts it is another thing.
            let has_holds = playbook.rules.iter().any(|rule| {
                rule.kind == RuleKind::Hold
                    && rule.when.questions(&playbook.values).contains(&question)
            });
            let is_refuted = proofs.dead_option(question, option).refuted().is_some();
            note(format!("{}.{}", about.id, about.option_id(option)), is_refuted || has_holds);
        }
    }
    found
}

#[test]
fn what_is_said_of_large_playbooks_is_shown_by_cases() {
    let plain = Plan {
        questions: 120,
        stages: 5,
        verified: 50,
        gated: 20,
        disqualifiers: 10,
        must_haves: 5,
        signals: 50,
        limit_tests: 1..=2,
        signal_tests: 1..=3,
        choices: 10,
    };
    let tangled = Plan { signals: 40, signal_tests: 6..=6, gated: 40, ..plain.clone() };
    for (plan, seed) in [plain, tangled].iter().zip(0..tried(2)) {
        let numbers = row(seed, 100_000);
        let playbook = playbooks::loaded(&plan.write(&mut Tape::new(&numbers)));
        let decisive = witnessed(&playbook);
        assert!(decisive > 20, "{decisive} questions and rules are seen to decide");
    }
}

/// How many rules and questions are seen to decide, each in cases that show it.
fn witnessed(playbook: &Playbook) -> usize {
    let proofs = Proofs::of(playbook);
    let judged = |case: &Case| cases::Case::of(playbook, values_of(playbook, case));
    let mut decisive = 0;
    for rule in (0..playbook.rules.len()).map(RuleIndex) {
        if let Proof::Refuted(case) = proofs.dead_rule(rule) {
            let case = judged(&case);
            assert_ne!(case.verdict, verdict_without(playbook, &case, rule), "{rule:?}");
            decisive += 1;
        }
    }
    for question in playbook.question_indexes() {
        if let Proof::Refuted(Job::Verdict(pair)) = proofs.dead_question(question) {
            let [one, other] = [judged(&pair.one), judged(&pair.other)];
            assert!(differ_only_in(question, &one.values, &other.values), "{question:?}");
            assert_ne!(one.verdict, other.verdict, "{question:?}");
            decisive += 1;
        }
    }
    decisive
}

/// The values of a case; it has to have all that apply.
fn values_of(playbook: &Playbook, case: &Case) -> Values {
    let mut values: Values = vec![None; playbook.questions.len()];
    for question in gates_first(playbook) {
        let gate = playbook.question(question).when.as_ref();
        if gate.is_none_or(|gate| holds(playbook, gate, &values)) {
            values[question.0] = Some(value_of(case.answer(question).unwrap()));
        }
    }
    values
}

impl<'t> Trial<'t> {
    fn of(pair: &'t Pair) -> Result<Self, TestCaseError> {
        let playbook = &pair.playbook;
        let Some(claims) = Claims::of(playbook, MOST_CASES) else {
            return Err(TestCaseError::reject("too many cases"));
        };
        let (proofs, engine) = (Proofs::of(playbook), Engine::new(playbook));
        Ok(Self { playbook, proofs, engine, claims })
    }

    fn verdicts_agree(&self) -> TestCaseResult {
        let is_no_fit = |case: &cases::Case| case.verdict == Verdict::NoFit;
        self.none_is("rigged", self.proofs.rigged(), &is_no_fit)?;
        self.none_is("hopeless", self.proofs.hopeless(), &|case| case.is_fit)
    }

    /// A proof that no case is of some kind, whose refutation is one.
    fn none_is(
        &self,
        what: &str,
        proof: Proof<(), Case>,
        is_one: &dyn Fn(&cases::Case) -> bool,
    ) -> TestCaseResult {
        let expected = self.claims.cases.iter().any(is_one);
        match proof {
            Proof::Shown(()) => check(what, !expected, &"shown"),
            Proof::Refuted(case) => {
                let replayed = self.replay(&case)?;
                check(what, expected && is_one(&replayed), &case)
            }
            Proof::NotProven => check(what, false, &"not proven"),
        }
    }

    /// The case as the judge sees it; the engine sees the same.
    fn replay(&self, case: &Case) -> Result<cases::Case, TestCaseError> {
        let mut values: Values = vec![None; self.playbook.questions.len()];
        for question in gates_first(self.playbook) {
            let about = self.playbook.question(question);
            let applies =
                about.when.as_ref().is_none_or(|gate| holds(self.playbook, gate, &values));
            let is_text = about.kind == Kind::Text;
            let answer = case.answer(question);
            check("all that applies", answer.is_some() == (applies && !is_text), case)?;
            values[question.0] = match answer {
                Some(answer) => Some(value_of(answer)),
                None if applies => Some(Value::Words),
                None => None,
            };
        }
        let replayed = cases::Case::of(self.playbook, values);
        let told = self.engine.assess(&case.facts(self.playbook));
        let verdict = replayed.verdict;
        check("replayed", told.verdict == verdict, &(case, told.verdict))?;
        for one in &told.because {
            let effect = if replayed.rules[one.rule.0] { Effect::Holds } else { Effect::Fails };
            check("rules replayed", one.effect == effect, &(case, one))?;
        }
        let score = (told.score.at_least, told.score.at_most);
        check("score replayed", score == (replayed.score, replayed.score), case)?;
        Ok(replayed)
    }

    fn scores_agree(&self) -> TestCaseResult {
        let is_enough = |score: i64| cases::by_score(self.playbook, score) != Verdict::NoFit;
        let scored = self.claims.scored();
        let lowest = scored.iter().map(|case| case.score).min().unwrap();
        let highest = scored.iter().map(|case| case.score).max().unwrap();
        let has_signals = self.playbook.rules.iter().any(|rule| match (rule.kind, &rule.points) {
            (RuleKind::Signal(weight), _) => weight != 0,
            (_, Some(points)) => points.given.iter().any(|given| given.points != 0),
            _ => false,
        });
        match self.proofs.unreachable_score() {
            Proof::Shown(ScoreIdle::OutOfReach { highest: told }) => {
                check("out of reach", told == highest && !is_enough(highest), &highest)
            }
            Proof::Shown(ScoreIdle::AlwaysMet { lowest: told }) => {
                let holds = told == lowest && is_enough(lowest) && has_signals;
                check("always met", holds, &(told, lowest))
            }
            Proof::Refuted((reached, missed)) => {
                let reached = self.replay(&reached)?;
                check("reached", is_enough(reached.score), &reached)?;
                check("missed", missed.is_some() != is_enough(lowest), &missed)?;
                check("no signals", missed.is_some() || !has_signals, &missed)?;
                let Some(missed) = missed else { return Ok(()) };
                let missed = self.replay(&missed)?;
                check("missed", !is_enough(missed.score), &missed)?;
                check("ruled out alike", missed.ruled_out == reached.ruled_out, &missed)?;
                let all_ruled_out = self.claims.cases.iter().all(|case| case.ruled_out);
                check("ruled out", missed.ruled_out == all_ruled_out, &missed)
            }
            Proof::NotProven => check("score", false, &"not proven"),
        }
    }

    fn bands_agree(&self) -> TestCaseResult {
        let bands = self.playbook.scale.bands();
        for band in 0..bands.len() {
            let is_in = |case: &cases::Case| {
                let from = |band: usize| bands[band].from.unwrap_or(i64::MIN);
                case.score >= from(band) && (band == 0 || case.score < from(band - 1))
            };
            let expected = self.claims.cases.iter().any(is_in);
            let scores = || self.claims.cases.iter().map(|case| case.score);
            match self.proofs.unreachable_band(band) {
                Proof::Shown(told) => {
                    check("unreachable band", !expected, &(band, told))?;
                    let all = (scores().min().unwrap(), scores().max().unwrap());
                    check("lowest and highest", told == all, &(told, all))?;
                }
                Proof::Refuted(case) => {
                    check("in the band", is_in(&self.replay(&case)?), &(band, case))?;
                }
                Proof::NotProven => check("band", false, &"not proven")?,
            }
        }
        Ok(())
    }

    fn conditions_agree(&self) -> TestCaseResult {
        for condition in self.proofs.conditions() {
            let holds = |case: &cases::Case| match condition {
                ConditionOf::Rule(rule) => case.rules[rule.0],
                ConditionOf::Gate(question) => case.values[question.0].is_some(),
                ConditionOf::Verifier(stage) => case.verifiers[stage.0] == Some(true),
            };
            let fails = |case: &cases::Case| !holds(case);
            self.none_is("always true", self.proofs.always_true(condition), &fails)?;
            self.none_is("never true", self.proofs.never_true(condition), &holds)?;
        }
        let must_haves: Vec<RuleIndex> = (0..self.playbook.rules.len())
            .filter(|rule| self.playbook.rules[*rule].kind == RuleKind::MustHave)
            .map(RuleIndex)
            .collect();
        for (place, one) in must_haves.iter().enumerate() {
            for other in &must_haves[..place] {
                self.contradiction_agrees(*one, *other)?;
            }
        }
        Ok(())
    }

    fn contradiction_agrees(&self, one: RuleIndex, other: RuleIndex) -> TestCaseResult {
        let can = |one_holds: bool, other_holds: bool| {
            let mut cases = self.claims.cases.iter();
            cases.any(|case| case.rules[one.0] == one_holds && case.rules[other.0] == other_holds)
        };
        match self.proofs.contradiction(one, other) {
            Proof::Shown(alone) => {
                check("excluded", !can(true, true), &alone)?;
                for (case, holding) in alone.iter().zip([one, other]) {
                    check("alone", self.replay(case)?.rules[holding.0], &alone)?;
                }
                Ok(())
            }
            Proof::Refuted(Some(case)) => {
                let replayed = self.replay(&case)?;
                check("both", replayed.rules[one.0] && replayed.rules[other.0], &case)
            }
            Proof::Refuted(None) => {
                let both_can =
                    (can(true, true) || can(true, false)) && (can(true, true) || can(false, true));
                check("one never holds", !both_can, &(one, other))
            }
            Proof::NotProven => check("contradiction", false, &"not proven"),
        }
    }

    fn stages_agree(&self) -> TestCaseResult {
        for stage in 0..self.playbook.stages.len() {
            let verifies = |case: &cases::Case| self.claims.verifies(case, stage);
            let with = |through: usize| {
                let mut cases = self.claims.cases.iter();
                cases.any(|case| (0..through).all(|stage| self.claims.verifies(case, stage)))
            };
            let alone = self.claims.cases.iter().any(verifies);
            match self.proofs.unreachable_stage(StageIndex(stage)) {
                Proof::Shown(Unreachable::Alone) => check("alone", !alone, &stage)?,
                Proof::Shown(Unreachable::WithEarlierStages) => {
                    check("with earlier", alone && with(stage) && !with(stage + 1), &stage)?;
                }
                Proof::Refuted(case) => {
                    let replayed = self.replay(&case)?;
                    check("verified", verifies(&replayed), &case)?;
                    let all = (0..=stage).all(|stage| self.claims.verifies(&replayed, stage));
                    check("with all before", all || !with(stage), &case)?;
                }
                Proof::NotProven => check("stage", false, &"not proven")?,
            }
        }
        let late: BTreeSet<_> =
            self.proofs.late_gates().iter().map(|late| (late.question, late.named)).collect();
        let mut expected = BTreeSet::new();
        for question in self.playbook.question_indexes() {
            let about = self.playbook.question(question);
            for named in about.when.iter().flat_map(|when| when.questions(&self.playbook.values)) {
                if self.playbook.question(named).stage > about.stage {
                    expected.insert((question, named));
                }
            }
        }
        check("late gates", late == expected, &(late, &expected))
    }

    fn rules_agree(&self) -> TestCaseResult {
        for rule in (0..self.playbook.rules.len()).map(RuleIndex) {
            let about = self.playbook.rule(rule);
            let has_words = about.say.is_some() || about.instead.is_some();
            let turns = |case: &cases::Case| match about.kind {
                RuleKind::Signal(0) => case.rules[rule.0] && (case.is_fit || !has_words),
                _ => case.verdict != verdict_without(self.playbook, case, rule),
            };
            let expected = self.claims.cases.iter().any(turns);
            match self.proofs.dead_rule(rule) {
                Proof::Shown(idle) => {
                    check("dead rule", !expected, &(rule, idle))?;
                    let why = self.why_idle(rule);
                    check("why idle", why == idle, &(rule, idle, why))?;
                }
                Proof::Refuted(case) => {
                    let replayed = self.replay(&case)?;
                    check("decisive", turns(&replayed), &(rule, case))?;
                }
                Proof::NotProven => check("dead rule", false, &"not proven")?,
            }
        }
        Ok(())
    }

    fn why_idle(&self, rule: RuleIndex) -> Idle {
        let counting: Vec<&cases::Case> =
            self.claims.cases.iter().filter(|case| counts(self.playbook, case, rule.0)).collect();
        if counting.is_empty() {
            return Idle::Never;
        }
        if self.playbook.rule(rule).kind == RuleKind::Signal(0) {
            return Idle::Unspoken;
        }
        let is_hold = self.playbook.rule(rule).kind == RuleKind::Hold;
        let mut hard = (0..self.playbook.rules.len()).filter(|other| {
            let is_hard = match self.playbook.rules[*other].kind {
                RuleKind::Disqualifier | RuleKind::MustHave => true,
                RuleKind::Hold => is_hold,
                RuleKind::Signal(_) | RuleKind::Points => false,
            };
            is_hard && *other != rule.0
        });
        let covering =
            hard.find(|other| counting.iter().all(|case| counts(self.playbook, case, *other)));
        covering.map_or(Idle::Outweighed, |other| Idle::CoveredBy(RuleIndex(other)))
    }

    fn exits_agree(&self) -> TestCaseResult {
        let stages = self.claims.bearing_stages();
        let first = stages.iter().skip(1).copied().find(|stage| self.claims.no_exit(*stage));
        match self.proofs.no_exit() {
            Proof::Shown(no_exit) => {
                check("no exit", first == Some(no_exit.stage), &(first, &no_exit))?;
                let mut given = no_exit.given.answers.iter();
                let earlier = given
                    .all(|(question, _)| self.playbook.question(*question).stage < no_exit.stage);
                check("earlier stages", earlier, &no_exit)?;
                let told = self.engine.assess(&no_exit.given.facts(self.playbook));
                check("no way out", !told.possible.contains(&Verdict::NoFit), &no_exit)
            }
            Proof::Refuted(case) => {
                check("exit", first.is_none(), &first)?;
                check("stages", case.is_some() == (stages.len() > 1), &stages)?;
                let Some(case) = case else { return Ok(()) };
                check("a no-fit", self.replay(&case)?.verdict == Verdict::NoFit, &case)
            }
            Proof::NotProven => check("exit", false, &"not proven"),
        }
    }

    fn questions_agree(&self) -> Result<BTreeSet<QuestionIndex>, TestCaseError> {
        let expected = self.claims.dead_questions();
        for question in self.playbook.question_indexes() {
            let is_dead = expected.contains(&question);
            match self.proofs.dead_question(question) {
                Proof::Shown(()) => check("dead question", is_dead, &question)?,
                Proof::Refuted(job) => {
                    check("living question", !is_dead, &(question, &job))?;
                    self.job_is_done(question, &job, &expected)?;
                }
                Proof::NotProven => check("dead question", false, &"not proven")?,
            }
        }
        Ok(expected)
    }

    fn job_is_done(
        &self,
        question: QuestionIndex,
        job: &Job,
        dead: &BTreeSet<QuestionIndex>,
    ) -> TestCaseResult {
        let pair = |pair: &CasePair| -> Result<[cases::Case; 2], TestCaseError> {
            let [one, other] = [self.replay(&pair.one)?, self.replay(&pair.other)?];
            let alone = differ_only_in(question, &one.values, &other.values);
            check("differs in it alone", alone, pair)?;
            Ok([one, other])
        };
        let differs = match job {
            Job::Verdict(cases) => {
                let [one, other] = pair(cases)?;
                one.verdict != other.verdict
            }
            Job::Verifier(stage, cases) => {
                let [one, other] = pair(cases)?;
                one.verifiers[stage.0] != other.verifiers[stage.0]
            }
            Job::Caveat(rule, cases) => {
                let [one, other] = pair(cases)?;
                self.playbook.rule(*rule).kind == RuleKind::Signal(0)
                    && one.rules[rule.0] != other.rules[rule.0]
            }
            Job::Gate(gated, cases) => {
                let [one, other] = pair(cases)?;
                !dead.contains(gated)
                    && one.values[gated.0].is_some() != other.values[gated.0].is_some()
            }
            Job::Prepared(stage) => {
                let prepare = self.playbook.stage(*stage).prepare.as_ref();
                prepare.is_some_and(|prepare| prepare.contains(&question))
            }
            Job::Value(_) => panic!("there are no values here"),
            Job::Words => self.playbook.question(question).kind == Kind::Text,
        };
        check("has a job", differs, job)
    }

    fn options_agree(&self, dead: &BTreeSet<QuestionIndex>) -> TestCaseResult {
        for question in self.playbook.question_indexes() {
            for option in 0..self.playbook.question(question).option_count() {
                let proof = self.proofs.dead_option(question, option);
                let expected = match self.playbook.question(question).kind {
                    Kind::Choice { .. } => {
                        let twins = self.claims.twins(question, option, dead);
                        (!twins.is_empty()).then_some(twins)
                    }
                    Kind::Choices { .. } => {
                        self.claims.is_dead_member(question, option, dead).then(Vec::new)
                    }
                    _ => None,
                };
                check("proven", !proof.is_not_proven(), &question)?;
                let both = (&proof.clone().shown(), &expected);
                check("dead option", both.0 == both.1, &(question, option, both))?;
                for job in proof.refuted().iter().flatten() {
                    self.job_is_done(question, job, dead)?;
                }
            }
        }
        Ok(())
    }

    fn next(&self, facts: &Facts) -> Option<QuestionIndex> {
        self.engine.next_question(facts, Order::Adaptive, None, &BTreeSet::new())
    }

    fn learn(&self, facts: &mut Facts, question: QuestionIndex, value: Value) {
        let answer = exactly(self.playbook.question(question), value);
        facts.set(question, vec![Fact::new(answer, KnownFrom::Prospect)]);
    }

    /// How many questions the longest interview has from here on.
    fn longest(&self, facts: &Facts) -> usize {
        let Some(next) = self.next(facts) else { return 0 };
        let values = representatives(self.playbook, next, &[]).into_iter();
        let lengths = values.map(|value| {
            let mut facts = facts.clone();
            self.learn(&mut facts, next, value);
            1 + self.longest(&facts)
        });
        lengths.max().unwrap_or(1)
    }
}
