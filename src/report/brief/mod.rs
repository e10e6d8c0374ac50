//! The brief as plain data: what the playbook, the facts and the assessment say together.
//!
//! Every format takes a [`Brief`] and looks nothing up itself.

mod amounts;
pub mod json;
pub mod markdown;
pub(super) mod page;
mod statements;
pub mod text;
pub mod yaml;

pub use statements::{Learned, Statement};

use jiff::civil::Date;

use crate::deal::freshness::Freshness;
use crate::deal::{Call, Deal, DealOutcome, Fact, Facts, LookBack, Replaced, RetiredFact};
use crate::engine::{
    Assessment, Change, Effect, GroupScore, ScoreBounds, Speaker, ValueRange, Verdict, rules_out,
};
use crate::playbook::{
    Band, Group, Playbook, Question, QuestionIndex, Rule, RuleKind, Stage, Value,
};

/// What the seller takes into the call.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief<'b> {
    /// The deal's name; `None` where there is no deal, only answers.
    pub deal: Option<&'b str>,
    /// The seller's own decision, where the deal states one.
    pub pursue: Option<bool>,
    /// The playbook.
    pub playbook: &'b Playbook,
    /// The verdict, from evidence alone.
    pub verdict: Verdict,
    /// The verdict if the assumptions hold.
    pub if_assumptions_hold: Verdict,
    /// The verdicts that are still possible from evidence alone, best first.
    pub possible: &'b [Verdict],
    /// Whether everything here is exact.
    pub exact: bool,
    /// Whether the verdict is more than bounds: decided, or open for sure.
    pub is_settled: bool,
    /// Score bounds under the evidence.
    pub score: ScoreBounds,
    /// The band that the score has in all cases, where there are bands.
    pub band: Option<&'b Band>,
    /// The bands that the score can still be in, the highest first.
    pub bands: Vec<&'b Band>,
    /// The parts of the score.
    pub groups: Vec<(&'b Group, GroupScore)>,
    /// The buyer's stages, in their order.
    pub stages: Vec<StageStatus<'b>>,
    /// The buyer's current stage: the first that is open.
    pub stage: Option<&'b Stage>,
    /// The rules that say something, those that decide first.
    pub because: Vec<Reason<'b>>,
    /// A smallest set of known questions that forces the verdict; empty while undecided.
    pub rests_on: Vec<Known<'b>>,
    /// Known by assumption alone.
    pub assumptions: Vec<Known<'b>>,
    /// Facts that have no value in common, or evidence that contradicts an assumption.
    pub disagreements: Vec<Known<'b>>,
    /// Facts on questions that do not apply.
    pub set_aside: Vec<Known<'b>>,
    /// Facts on what the playbook no longer asks.
    pub retired: &'b [RetiredFact],
    /// What is worth asking, in that order.
    pub ask_next: Vec<Asked<'b>>,
    /// The questions whose answer can still change the verdict, in playbook order.
    pub can_still_change: Vec<&'b Question>,
    /// Answers that would change the verdict.
    pub would_change: Vec<&'b Change>,
    /// The holds, those that hold first, then those that are open.
    pub holds: Vec<(&'b Rule, Effect)>,
    /// Signals with a negative weight that hold.
    pub speaks_against: Vec<&'b Rule>,
    /// What each value of the playbook comes to.
    pub values: Vec<WorkedOut<'b>>,
    /// Rules whose words are to be said beside the verdict: all that hold.
    pub caveats: Vec<&'b Rule>,
    /// Honest words to the buyer.
    pub say: Option<&'b str>,
    /// What would serve the buyer better.
    pub instead: Option<&'b str>,
    /// Everything that was said, in playbook order.
    pub facts: Vec<Statement<'b>>,
    /// Facts of which no fresh evidence is left.
    pub stale: Vec<Known<'b>>,
    /// Since when the buyer is where they are, as far as dates tell.
    pub stage_since: Option<Date>,
    /// The seller's own notes.
    pub notes: Option<&'b str>,
    /// The talks with the buyer.
    pub calls: &'b [Call],
    /// What the buyer decided in the end.
    pub outcome: Option<&'b DealOutcome>,
    /// How content they are with it later.
    pub look_back: &'b [LookBack],
    /// What was learned after the call before the latest one; everything, where there is none.
    pub since: Vec<Learned<'b>>,
    /// The day of that call.
    pub call_before: Option<Date>,
    /// What later statements took the place of, newest first.
    pub history: &'b [Replaced],
}

/// A stage and whether its job is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageStatus<'b> {
    /// The stage.
    pub stage: &'b Stage,
    /// Its verifier holds in every consistent case.
    pub verified: bool,
}

/// A value and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkedOut<'b> {
    /// The value.
    pub value: &'b Value,
    /// Between which numbers it lies.
    pub range: &'b ValueRange,
    /// Whether anything is known of what it is worked out from; else its range is that of the
    /// questions themselves, and tells nobody anything.
    pub is_begun: bool,
    /// The questions that it is worked out from and on which there is no evidence.
    pub missing: Vec<&'b Question>,
}

/// A rule in the light of the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'b> {
    /// The rule.
    pub rule: &'b Rule,
    /// Whether its condition holds; of one with points, whether they are one number other than 0.
    pub effect: Effect,
    /// Of one with points the fewest and the most.
    pub points: Option<(i64, i64)>,
    /// The questions that the condition names, in playbook order, with what is known of each.
    pub about: Vec<Known<'b>>,
}

/// A question and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known<'b> {
    /// The question.
    pub question: &'b Question,
    /// The statements; empty where there are none.
    pub facts: &'b [Fact],
    /// Whether the question applies.
    pub applies: Effect,
}

/// A question worth asking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'b> {
    /// The question, with what is known of it so far.
    pub known: Known<'b>,
    /// Its stage.
    pub stage: &'b Stage,
}

impl<'b> Brief<'b> {
    /// Joins what a playbook, the facts of a deal and their assessment say.
    pub fn of(playbook: &'b Playbook, facts: &'b Facts, assessment: &'b Assessment) -> Self {
        let known = |question| Known::of(playbook, facts, assessment, question);
        let asked = |question| {
            let known = known(question);
            Asked { known, stage: playbook.stage(known.question.stage) }
        };
        let all_known =
            |questions: &[QuestionIndex]| questions.iter().copied().map(known).collect();
        let (say, instead) = words(playbook, assessment.speaker);
        Self {
            deal: None,
            pursue: None,
            playbook,
            verdict: assessment.verdict,
            if_assumptions_hold: assessment.if_assumptions_hold,
            possible: &assessment.possible,
            exact: assessment.exact,
            is_settled: assessment.settled,
            score: assessment.score,
            band: assessment.band.and_then(|band| playbook.scale.bands().get(band)),
            bands: playbook
                .scale
                .bands_between((assessment.score.at_least, assessment.score.at_most)),
            groups: (assessment.groups.iter())
                .map(|score| (playbook.group(score.group), *score))
                .collect(),
            stages: stages(playbook, assessment),
            stage: assessment.stage.map(|stage| playbook.stage(stage)),
            because: because(playbook, facts, assessment),
            rests_on: all_known(&assessment.rests_on),
            assumptions: all_known(&assessment.assumptions),
            disagreements: all_known(&assessment.disagreements),
            set_aside: all_known(&assessment.set_aside),
            retired: &[],
            ask_next: assessment.ask_next.iter().copied().map(asked).collect(),
            can_still_change: (assessment.can_still_change.iter())
                .map(|question| playbook.question(*question))
                .collect(),
            would_change: assessment.would_change.iter().collect(),
            holds: (assessment.holds.iter())
                .map(|hold| (playbook.rule(hold.rule), hold.effect))
                .collect(),
            speaks_against: (assessment.speaks_against.iter())
                .map(|rule| playbook.rule(*rule))
                .collect(),
            values: (assessment.values.iter())
                .map(|range| WorkedOut::of(playbook, facts, range))
                .collect(),
            caveats: assessment.caveats.iter().map(|rule| playbook.rule(*rule)).collect(),
            say,
            instead,
            facts: statements::all(playbook, facts, None),
            stale: Vec::new(),
            stage_since: assessment.stage.and_then(|stage| {
                statements::at_stage_since(playbook, facts, playbook.stage(stage))
            }),
            notes: None,
            calls: &[],
            outcome: None,
            look_back: &[],
            since: Vec::new(),
            call_before: None,
            history: &[],
        }
    }

    /// The same brief in the light of how old evidence may be: `facts` and `assessment` are those that
    /// it is of.
    pub fn as_of(self, freshness: Freshness, facts: &'b Facts, assessment: &'b Assessment) -> Self {
        let stale = freshness.stale_questions(self.playbook, facts).into_iter();
        let stale = stale.map(|index| Known::of(self.playbook, facts, assessment, index));
        let stale = stale.collect();
        let facts = statements::all(self.playbook, facts, Some(freshness));
        let since = statements::since(&facts, None, &[]);
        Self { facts, stale, since, ..self }
    }

    /// The same brief with what else the deal says. What is new is told of the facts at hand.
    pub fn for_deal(self, deal: &'b Deal) -> Self {
        let call_before = statements::call_before_the_latest(&deal.calls);
        Self {
            deal: Some(&deal.name),
            pursue: deal.pursue,
            retired: &deal.retired,
            notes: deal.notes.as_deref(),
            calls: &deal.calls,
            outcome: deal.outcome.as_ref(),
            look_back: &deal.look_back,
            since: statements::since(&self.facts, call_before, &deal.history),
            call_before,
            history: &deal.history,
            ..self
        }
    }
}

impl<'b> WorkedOut<'b> {
    fn of(playbook: &'b Playbook, facts: &Facts, range: &'b ValueRange) -> Self {
        let value = playbook.value(range.value);
        let questions = value.is.questions(&playbook.values);
        let is_begun = questions.into_iter().any(|question| !facts.about(question).is_empty());
        let missing = range.missing.iter().map(|question| playbook.question(*question));
        Self { value, range, is_begun, missing: missing.collect() }
    }
}

impl<'b> Known<'b> {
    fn of(
        playbook: &'b Playbook,
        facts: &'b Facts,
        assessment: &Assessment,
        question: QuestionIndex,
    ) -> Self {
        let applies = assessment.applies.get(question.0).copied().unwrap_or(Effect::Open);
        Self { question: playbook.question(question), facts: facts.about(question), applies }
    }
}

impl Reason<'_> {
    /// Whether this rule alone leaves no way to a fit.
    pub fn rules_out(&self) -> bool {
        rules_out(self.rule.kind, self.effect)
    }

    /// Whether it is a hold that holds.
    pub fn holds_up(&self) -> bool {
        self.rule.kind == RuleKind::Hold && self.effect == Effect::Holds
    }
}

fn stages<'b>(playbook: &'b Playbook, assessment: &Assessment) -> Vec<StageStatus<'b>> {
    let stages = playbook.stages.iter().zip(&assessment.verified);
    stages.map(|(stage, verified)| StageStatus { stage, verified: *verified }).collect()
}

fn because<'b>(
    playbook: &'b Playbook,
    facts: &'b Facts,
    assessment: &Assessment,
) -> Vec<Reason<'b>> {
    let reasons = assessment.because.iter().map(|reason| {
        let rule = playbook.rule(reason.rule);
        let mut questions = rule.when.questions(&playbook.values);
        questions.sort_unstable();
        questions.dedup();
        let known = |question| Known::of(playbook, facts, assessment, question);
        let about = questions.into_iter().map(known).collect();
        Reason { rule, effect: reason.effect, points: reason.points, about }
    });
    reasons.collect()
}

/// What the speaking rule says, and what it names instead.
fn words(playbook: &Playbook, speaker: Option<Speaker>) -> (Option<&str>, Option<&str>) {
    match speaker {
        None => (None, None),
        Some(Speaker::Rule(rule)) => {
            let rule = playbook.rule(rule);
            (rule.say.as_deref(), rule.instead.as_deref())
        }
        Some(Speaker::BelowThreshold) => match playbook.scale.below_threshold() {
            None => (None, None),
            Some(words) => (words.say.as_deref(), words.instead.as_deref()),
        },
        Some(Speaker::Band(band)) => match playbook.scale.bands().get(band) {
            None => (None, None),
            Some(band) => (band.say.as_deref(), band.instead.as_deref()),
        },
    }
}
