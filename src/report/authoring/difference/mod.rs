//! What changes between two versions of a playbook, as plain data; one format a file.
//!
//! Every format takes a [`DifferenceReport`] and looks nothing up itself.

pub mod changes;
pub mod json;
pub mod markdown;
pub mod text;
mod words;

use rust_decimal::Decimal;

use crate::authoring::proofs::difference::{
    Difference, OneSided, OneSidedAnswers, Relation, Turn, Witness,
};
use crate::authoring::versions::{Carried, Matching, Misfit};
use crate::deal::Facts;
use crate::deal::answers::describe;
use crate::engine::{Assessment, Effect, Engine, SingleAnswer, Verdict, rules_out};
use crate::playbook::{Band, BandVerdict, Playbook, Question, RuleKind};
pub use changes::{About, Change, Changes, How, TextChange};

/// What changes between two versions of a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceReport {
    /// The names that the two were given by.
    pub names: [String; 2],
    /// Their ids.
    pub ids: [String; 2],
    /// How the new one judges.
    pub relation: Relation,
    /// Whether one of the two knows a verdict between a fit and none.
    pub knows_not_yet: bool,
    /// Whose verdict falls: who was a fit and is none, or where there are holds, a step of that.
    pub stricter: TurnStory,
    /// Whose verdict rises.
    pub looser: TurnStory,
    /// Answers that only one of the two takes.
    pub one_sided: Vec<OneSidedStory>,
    /// Everything else that changed.
    pub changes: Changes,
    /// The deals, in the order in which they were given.
    pub deals: Vec<DealStory>,
    /// How many deals are for other playbooks.
    pub other_deals: usize,
}

/// Whether verdicts turn one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnStory {
    /// This prospect's does.
    Some(Box<WitnessStory>),
    /// None does.
    None,
    /// It could not be settled.
    NotProven,
}

/// A prospect whose verdict turns, whatever else is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessStory {
    /// The answers, those that a deciding rule names first.
    pub answers: Vec<AnswerStory>,
    /// No fewer answers would do.
    pub is_smallest: bool,
    /// What the old playbook says.
    pub old: Judged,
    /// What the new one says.
    pub new: Judged,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerStory {
    /// The question's id, in the new playbook where that asks it.
    pub question: String,
    /// The answer in words.
    pub answer: String,
    /// The answer in ids.
    pub value: AnswerValue,
    /// A rule that decides one of the two verdicts names the question.
    pub is_deciding: bool,
    /// Which of the two asks it, where only one does.
    pub only: Option<Side>,
}

/// An answer as programs take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerValue {
    /// The id of an option.
    Option(String),
    /// The ids of the options in a set.
    Options(Vec<String>),
    /// A number.
    Number(Decimal),
}

/// One of the two playbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// A verdict and what decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// An undecided verdict surely is one; else the playbook is too large to say.
    pub is_settled: bool,
    /// The lowest and the highest score that is left.
    pub score: (i64, i64),
    /// The score from which on it is a fit.
    pub threshold: Option<i64>,
    /// Whether it is the score alone that decides.
    pub is_by_score: bool,
    /// The titles of the bands that the score can be in; none with a threshold.
    pub bands: Vec<String>,
    /// The rules that rule a fit out, or of a not-yet hold it up; none where the score decides, or
    /// several rules together.
    pub rules: Vec<(String, String)>,
}

/// An answer that only one of the two takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSidedStory {
    /// Which one takes it.
    pub side: Side,
    /// The question's id.
    pub question: String,
    /// The answer: an option's id, or numbers.
    pub answer: String,
    /// What that one makes of everyone who answers so.
    pub verdict: Verdict,
    /// Whether its verdict looks at it.
    pub matters: bool,
}

/// A deal under both playbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealStory {
    /// The path of its file.
    pub path: String,
    /// What is said of it, or why it can't be read.
    pub compared: Result<ComparedDeal, String>,
}

/// What the two make of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedDeal {
    /// Its name.
    pub name: String,
    /// What the old playbook says.
    pub old: Judged,
    /// What the new one says.
    pub new: Judged,
    /// The playbook that its file fits.
    pub written_for: Side,
    /// What does not fit the other one.
    pub misfits: Vec<MisfitStory>,
}

/// What a deal would have to say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MisfitStory {
    /// In words.
    pub words: String,
    /// What is wrong, in one word for programs.
    pub fault: &'static str,
    /// The question that the deal answers.
    pub question: String,
    /// The option that it names, where it is about one.
    pub option: Option<String>,
    /// What the question or the option is called now, where it is renamed.
    pub now: Option<String>,
}

impl Side {
    /// `old` or `new`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

impl ComparedDeal {
    /// Whether the verdict is another one, for sure.
    pub fn flips(&self) -> bool {
        self.is_settled() && self.old.verdict != self.new.verdict
    }

    /// Whether both verdicts are known.
    pub fn is_settled(&self) -> bool {
        self.old.is_settled && self.new.is_settled
    }
}

impl DifferenceReport {
    /// What changes from one playbook to the other; the deals are added later.
    pub fn of(old: &Engine, new: &Engine, matching: &Matching, names: [String; 2]) -> Self {
        let difference = Difference::of(old, new, matching);
        let story = |turn: &Turn| match turn {
            Turn::Some(witness) => {
                TurnStory::Some(Box::new(WitnessStory::of(old, new, matching, witness)))
            }
            Turn::None => TurnStory::None,
            Turn::NotProven => TurnStory::NotProven,
        };
        let sided = |side, engine: &Engine, all: &[OneSided]| -> Vec<OneSidedStory> {
            all.iter().map(|one| OneSidedStory::of(side, engine.playbook(), one)).collect()
        };
        let mut one_sided = sided(Side::Old, old, &difference.only_old);
        one_sided.extend(sided(Side::New, new, &difference.only_new));
        Self {
            names,
            ids: [old, new].map(|engine| engine.playbook().id.clone()),
            relation: difference.relation(),
            knows_not_yet: [old, new].iter().any(|engine| engine.playbook().knows_not_yet()),
            stricter: story(&difference.stricter),
            looser: story(&difference.looser),
            one_sided,
            changes: changes::changes(old.playbook(), new.playbook(), matching),
            deals: Vec::new(),
            other_deals: 0,
        }
    }

    /// Whether someone's verdict may be another one: not surely equivalent, or one of the two takes
    /// an answer that bears on its verdict and that the other does not take.
    pub fn changes_verdicts(&self) -> bool {
        self.relation != Relation::Equivalent || self.one_sided.iter().any(|one| one.matters)
    }
}

impl Judged {
    /// What a playbook says to facts.
    pub fn of(engine: &Engine, facts: &Facts) -> Self {
        let assessment = engine.assess(facts);
        let playbook = engine.playbook();
        let decides = |kind: RuleKind, effect: Effect| match assessment.verdict {
            Verdict::NotYet => kind == RuleKind::Hold && effect == Effect::Holds,
            _ => rules_out(kind, effect),
        };
        let because = assessment.because.iter();
        let deciding = because.filter(|one| decides(playbook.rule(one.rule).kind, one.effect));
        let rules = deciding.map(|one| {
            let rule = playbook.rule(one.rule);
            (rule.id.clone(), rule.because.clone())
        });
        Self {
            verdict: assessment.verdict,
            is_settled: assessment.settled,
            score: (assessment.score.at_least, assessment.score.at_most),
            threshold: assessment.score.threshold,
            is_by_score: is_by_score(playbook, &assessment),
            bands: bands(playbook, &assessment).iter().map(|band| band.title.clone()).collect(),
            rules: rules.collect(),
        }
    }
}

/// The bands that the score can be in.
fn bands<'p>(playbook: &'p Playbook, assessment: &Assessment) -> Vec<&'p Band> {
    let score = assessment.score;
    playbook.scale.bands_between((score.at_least, score.at_most))
}

/// Whether it is the score alone that decides.
fn is_by_score(playbook: &Playbook, assessment: &Assessment) -> bool {
    match assessment.verdict {
        Verdict::NoFit => assessment.score.is_too_low,
        Verdict::NotYet => {
            let bands = bands(playbook, assessment);
            !bands.is_empty() && bands.iter().all(|band| band.verdict != BandVerdict::Fit)
        }
        Verdict::Fit => true,
        Verdict::Undecided => false,
    }
}

impl WitnessStory {
    fn of(old: &Engine, new: &Engine, matching: &Matching, witness: &Witness) -> Self {
        let judged = [
            Judged::of(old, &witness.old.facts(old.playbook())),
            Judged::of(new, &witness.new.facts(new.playbook())),
        ];
        let named = [(old, &judged[0]), (new, &judged[1])]
            .map(|(engine, judged)| deciding_questions(engine.playbook(), judged));
        let mut answers = Vec::new();
        for (question, answer) in &witness.new.answers {
            let asked = new.playbook().question(*question);
            let before = matching.of_new(*question).map(|one| &old.playbook().question(one.old).id);
            answers.push(AnswerStory {
                question: asked.id.clone(),
                answer: describe(asked, &answer.as_answer(asked)),
                value: AnswerValue::of(asked, answer),
                is_deciding: named[1].contains(&asked.id)
                    || before.is_some_and(|before| named[0].contains(before)),
                only: before.is_none().then_some(Side::New),
            });
        }
        for (question, answer) in &witness.old.answers {
            if matching.of_old(*question).is_none() {
                let asked = old.playbook().question(*question);
                answers.push(AnswerStory {
                    question: asked.id.clone(),
                    answer: describe(asked, &answer.as_answer(asked)),
                    value: AnswerValue::of(asked, answer),
                    is_deciding: named[0].contains(&asked.id),
                    only: Some(Side::Old),
                });
            }
        }
        answers.sort_by_key(|answer| !answer.is_deciding);
        let [old, new] = judged;
        Self { answers, is_smallest: witness.is_smallest, old, new }
    }
}

impl AnswerValue {
    fn of(question: &Question, answer: &SingleAnswer) -> Self {
        let id = |option: &usize| question.option_id(*option).to_owned();
        match answer {
            SingleAnswer::Option(option) => Self::Option(id(option)),
            SingleAnswer::Options(options) => Self::Options(options.iter().map(id).collect()),
            SingleAnswer::Number(number) => Self::Number(*number),
        }
    }
}

/// The ids of the questions that the deciding rules name.
fn deciding_questions(playbook: &Playbook, judged: &Judged) -> Vec<String> {
    let decides = |id: &str| judged.rules.iter().any(|(rule, _)| rule == id);
    let rules = playbook.rules.iter().filter(|rule| decides(&rule.id));
    let named = rules.flat_map(|rule| rule.when.questions(&playbook.values));
    named.map(|question| playbook.question(question).id.clone()).collect()
}

impl OneSidedStory {
    fn of(side: Side, playbook: &Playbook, one: &OneSided) -> Self {
        let question = playbook.question(one.question);
        let answer = match &one.answers {
            OneSidedAnswers::Option(option) => question.option_id(*option).to_owned(),
            OneSidedAnswers::Numbers(numbers) => {
                describe(question, &crate::deal::Answer::Numbers(numbers.clone()))
            }
            OneSidedAnswers::Fractions => "numbers that are not whole".to_owned(),
        };
        Self {
            side,
            question: question.id.clone(),
            answer,
            verdict: one.verdict,
            matters: one.matters,
        }
    }
}

const RETIRED_QUESTION: &str = "the question is retired, and what is known of it is set aside";

/// What a deal that was written for one playbook would have to say otherwise in the other;
/// `matching` leads there.
pub fn misfits(
    carried: &Carried,
    from: &Playbook,
    to: &Playbook,
    matching: &Matching,
) -> Vec<MisfitStory> {
    let stories = carried.misfits.iter().map(|misfit| match *misfit {
        Misfit::NoQuestion(question) => {
            let question = from.question(question);
            match to.retired.why(&question.id) {
                Some(_) => MisfitStory::new("retired-question", question, RETIRED_QUESTION),
                None => MisfitStory::new("no-question", question, "there is no such question"),
            }
        }
        Misfit::RenamedQuestion(question, renamed) => {
            let now = to.question(renamed).id.clone();
            let words = format!("the question is called `{now}`");
            let story = MisfitStory::new("renamed-question", from.question(question), &words);
            MisfitStory { now: Some(now), ..story }
        }
        Misfit::UnlikeQuestion(question) => {
            let words = "the question takes other answers";
            MisfitStory::new("unlike-question", from.question(question), words)
        }
        Misfit::NoOption(question, option) => {
            let question = from.question(question);
            let option = question.option_id(option).to_owned();
            let (fault, words) = match to.retired.option(&question.id, &option) {
                Some(_) => ("retired-option", format!("the option `{option}` is retired")),
                None => ("no-option", format!("there is no option `{option}`")),
            };
            MisfitStory { option: Some(option), ..MisfitStory::new(fault, question, &words) }
        }
        Misfit::RenamedOption(old, option, renamed) => {
            let question = from.question(old);
            let option = question.option_id(option).to_owned();
            let matched = matching.of_old(old);
            let now = matched.map(|one| to.question(one.new).option_id(renamed).to_owned());
            let words = format!("the option `{option}` has another id");
            let story = MisfitStory::new("renamed-option", question, &words);
            MisfitStory { option: Some(option), now, ..story }
        }
        Misfit::Outside(question) => {
            let words = "the number is outside what the question takes";
            MisfitStory::new("outside", from.question(question), words)
        }
    });
    stories.collect()
}

impl MisfitStory {
    fn new(fault: &'static str, question: &Question, words: &str) -> Self {
        let words = format!("`{}`: {words}", question.id);
        Self { words, fault, question: question.id.clone(), option: None, now: None }
    }
}
