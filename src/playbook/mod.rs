//! A playbook as plain data: the offer, the buyer's stages, the questions, and what makes a fit.
//!
//! [`load`](load::load) is the one way from YAML to a [`Playbook`]; what it hands out is sound:
//! every index points at something, every test suits its question's type, no chain of `when`
//! runs in a circle.

pub mod canonical;
pub mod condition;
pub mod condition_words;
mod expression;
pub mod expression_words;
mod good_for;
mod index;
mod language;
pub mod library;
pub mod load;
pub mod places;
mod retired;
mod scoring;
pub(crate) mod shipped;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::format::QuestionType;
use crate::format::playbook::ANSWERERS;
pub use condition::{Condition, NumberTest, Subject, Test};
pub use expression::{Choosing, Expression, Operation, Value};
pub use good_for::{GoodFor, NotATime, TimeUnit};
pub use index::{GroupIndex, QuestionIndex, RuleIndex, StageIndex, ValueIndex};
pub use language::{Language, NotALanguage};
pub use retired::Retired;
pub use scoring::{Band, BandVerdict, BelowThreshold, Given, Group, Points, Reach, Scale, Scored};

/// The opening of a playbook that says none: about as many questions as a first call has room for.
pub const USUAL_OPENING: usize = 8;

/// A whole playbook. Built by [`load`](load::load) alone.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Playbook {
    /// `[a-z][a-z0-9-]*`.
    pub id: String,
    /// For people.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The language of the words said to buyers.
    pub language: Language,
    /// What is offered.
    pub offer: Offer,
    /// So many questions are asked by their worth alone, whatever their stage.
    pub opening: usize,
    /// The buyer's stages, in their order; at least one.
    pub stages: Vec<Stage>,
    /// Every question, stage by stage, in the order of the file.
    pub questions: Vec<Question>,
    /// The numbers worked out from answers, in the order of the file; each from earlier ones alone.
    pub values: Vec<Value>,
    /// Every rule: disqualifiers, then must-haves, then holds, then signals, each in the order of
    /// the file.
    pub rules: Vec<Rule>,
    /// The parts of the score that are shown for themselves, in the order of the file.
    pub groups: Vec<Group>,
    /// What the score comes to.
    pub scale: Scale,
    /// What earlier versions asked, and this one no longer does.
    pub retired: Retired,
}

/// What is offered, and to whom not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Offer {
    /// The offer's name.
    pub name: String,
    /// What it solves.
    pub solves: String,
    /// Whom it is not for.
    pub not_for: Option<String>,
}

/// One job in the buyer's process.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Stage {
    /// `[a-z][a-z0-9_]*`, unique among stages.
    pub id: String,
    /// For people.
    pub title: String,
    /// The question that the buyer answers for themselves in this stage.
    pub buyer_asks: String,
    /// What shows that the job is done; without it, evidence on every question that may apply.
    pub verified_when: Option<Condition>,
    /// The facts to know before a call with a buyer at this stage, where the playbook names them.
    pub prepare: Option<Vec<QuestionIndex>>,
    /// Words for the seller.
    pub advice: Option<String>,
    /// Where the claims about buyers that are made here come from.
    pub sources: Vec<String>,
    /// Its questions, as a range of [`Playbook::questions`]; may be empty.
    pub questions: Range<usize>,
}

/// Something that the decision needs to know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Question {
    /// `[a-z][a-z0-9_]*`, unique in the playbook.
    pub id: String,
    /// The stage it belongs to.
    pub stage: StageIndex,
    /// Words fit to be said to the buyer.
    pub ask: String,
    /// Why it is asked, for the seller.
    pub why: Option<String>,
    /// Whom to ask: who in the buyer's house knows the answer.
    pub who_knows: Option<String>,
    /// What asking costs: 1, 2 or 3.
    pub effort: u8,
    /// What a telling answer sounds like.
    pub listen_for: Vec<String>,
    /// Where the claims about buyers that are made here come from.
    pub sources: Vec<String>,
    /// Who knows the answer.
    pub answered_by: AnsweredBy,
    /// It applies only where this holds.
    pub when: Option<Condition>,
    /// How long an answer stays fresh.
    pub good_for: Option<GoodFor>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// Who knows the answer to a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AnsweredBy {
    /// The buyer, who is asked.
    #[default]
    Buyer,
    /// We do: it is about our own offer.
    Us,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `yes` (option 0) or `no` (option 1).
    YesNo {
        /// How common the two answers are, in that order, where the playbook says.
        likely: Option<Vec<f64>>,
    },
    /// One of the options.
    Choice {
        /// At least one.
        options: Vec<AnswerOption>,
        /// How common each option is, where the playbook says; as long as `options`.
        likely: Option<Vec<f64>>,
    },
    /// A set of the options, possibly empty.
    Choices {
        /// At least one.
        options: Vec<AnswerOption>,
    },
    /// A decimal number.
    Number(NumberKind),
    /// Words; never part of a condition.
    Text,
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerOption {
    /// `[a-z][a-z0-9_]*`, unique in its question.
    pub id: String,
    /// For people.
    pub label: String,
}

/// The numbers that a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NumberKind {
    /// What is counted: `people`, `€`.
    pub unit: Option<String>,
    /// The lowest number, included.
    pub min: Option<Decimal>,
    /// The highest number, included.
    pub max: Option<Decimal>,
    /// Only whole numbers make sense.
    pub whole: bool,
}

/// One rule of `fit`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Rule {
    /// `[a-z][a-z0-9_]*`, unique across the four lists.
    pub id: String,
    /// What it does to the verdict.
    pub kind: RuleKind,
    /// The condition; of [`RuleKind::Points`] that some answer is given which has points.
    pub when: Condition,
    /// Of [`RuleKind::Points`] alone: what the answers give.
    pub points: Option<Points>,
    /// Of a signal: the part of the score that it belongs to.
    pub group: Option<GroupIndex>,
    /// Why it is a rule; of points, why the question matters.
    pub because: String,
    /// Of a hold: what the buyer does or says that lifts it.
    pub until: Option<String>,
    /// Honest words to the buyer.
    pub say: Option<String>,
    /// What would serve the buyer better.
    pub instead: Option<String>,
    /// Where the claims about buyers that are made here come from.
    pub sources: Vec<String>,
}

/// What a rule does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// Where it holds there is no fit.
    Disqualifier,
    /// Where it does not hold there is no fit.
    MustHave,
    /// Where it holds, it is not yet a fit, whatever the score.
    Hold,
    /// Where it holds, this weight is added to the score; −1000..=1000.
    Signal(i64),
    /// A signal too: the points of one question's answers are added to the score.
    Points,
}

impl Playbook {
    /// The question at a place.
    pub fn question(&self, index: QuestionIndex) -> &Question {
        &self.questions[index.0]
    }

    /// The group at a place.
    pub fn group(&self, index: GroupIndex) -> &Group {
        &self.groups[index.0]
    }

    /// The value at a place.
    pub fn value(&self, index: ValueIndex) -> &Value {
        &self.values[index.0]
    }

    /// The id of a question or a value.
    pub fn id_of(&self, subject: Subject) -> &str {
        match subject {
            Subject::Question(question) => &self.question(question).id,
            Subject::Value(value) => &self.value(value).id,
        }
    }

    /// The place of the value with this id.
    pub fn find_value(&self, id: &str) -> Option<ValueIndex> {
        self.values.iter().position(|value| value.id == id).map(ValueIndex)
    }

    /// The places of all values, in playbook order.
    pub fn value_indexes(&self) -> impl Iterator<Item = ValueIndex> + use<> {
        (0..self.values.len()).map(ValueIndex)
    }

    /// The stage at a place.
    pub fn stage(&self, index: StageIndex) -> &Stage {
        &self.stages[index.0]
    }

    /// Whether there are rules under which it is not yet a fit.
    pub fn has_holds(&self) -> bool {
        self.rules.iter().any(|rule| rule.kind == RuleKind::Hold)
    }

    /// Whether there is anything, a hold or a band, that makes a not-yet.
    pub fn knows_not_yet(&self) -> bool {
        let bands = self.scale.bands().iter();
        self.has_holds() || bands.map(|band| band.verdict).any(|one| one == BandVerdict::NotYet)
    }

    /// Every condition: those that bear on verdicts, then the verifiers of the stages.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let verifiers = self.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
        self.conditions_of_verdicts().chain(verifiers)
    }

    /// The conditions that bear on verdicts: of the rules, points among them, then of the questions.
    pub fn conditions_of_verdicts(&self) -> impl Iterator<Item = &Condition> {
        let gates = self.questions.iter().filter_map(|question| question.when.as_ref());
        self.rules.iter().map(|rule| &rule.when).chain(gates)
    }

    /// The rule at a place.
    pub fn rule(&self, index: RuleIndex) -> &Rule {
        &self.rules[index.0]
    }

    /// The place of the question with this id.
    pub fn find_question(&self, id: &str) -> Option<QuestionIndex> {
        self.questions.iter().position(|question| question.id == id).map(QuestionIndex)
    }

    /// The place of the stage with this id.
    pub fn find_stage(&self, id: &str) -> Option<StageIndex> {
        self.stages.iter().position(|stage| stage.id == id).map(StageIndex)
    }

    /// The places of all questions, in playbook order.
    pub fn question_indexes(&self) -> impl Iterator<Item = QuestionIndex> + use<> {
        (0..self.questions.len()).map(QuestionIndex)
    }
}

impl RuleKind {
    /// Whether it adds to the score, and nothing else.
    pub fn is_signal(self) -> bool {
        matches!(self, Self::Signal(_) | Self::Points)
    }

    /// The key of `fit` that such rules stand under.
    pub fn list(self) -> &'static str {
        match self {
            Self::Disqualifier => "disqualifiers",
            Self::MustHave => "must_haves",
            Self::Hold => "holds",
            Self::Signal(_) | Self::Points => "signals",
        }
    }
}

impl AnsweredBy {
    /// Both of them, as [`ANSWERERS`] lists their names.
    pub const ALL: [Self; 2] = [Self::Buyer, Self::Us];

    /// As it stands in a playbook: `us`.
    pub fn name(self) -> &'static str {
        ANSWERERS.words.get(self as usize).map_or("", |(name, _)| name)
    }
}

impl Kind {
    /// How common each option is, where the playbook says.
    pub fn likely(&self) -> Option<&[f64]> {
        match self {
            Self::YesNo { likely } | Self::Choice { likely, .. } => likely.as_deref(),
            Self::Choices { .. } | Self::Number(_) | Self::Text => None,
        }
    }

    /// The type of question that takes it.
    pub fn question_type(&self) -> QuestionType {
        match self {
            Self::YesNo { .. } => QuestionType::YesNo,
            Self::Choice { .. } => QuestionType::Choice,
            Self::Choices { .. } => QuestionType::Choices,
            Self::Number(_) => QuestionType::Number,
            Self::Text => QuestionType::Text,
        }
    }

    /// The type's name in a playbook: `yes_no`.
    pub fn name(&self) -> &'static str {
        self.question_type().name()
    }
}

impl Question {
    /// A question of which nothing is said but what kind of answer it takes, in the first stage.
    pub(crate) fn of(kind: Kind) -> Self {
        Self {
            id: String::new(),
            stage: StageIndex(0),
            ask: String::new(),
            why: None,
            who_knows: None,
            effort: 1,
            listen_for: Vec::new(),
            sources: Vec::new(),
            answered_by: AnsweredBy::default(),
            when: None,
            good_for: None,
            kind,
        }
    }

    /// Whether it is about our own offer, so that the buyer is not asked.
    pub fn is_ours(&self) -> bool {
        self.answered_by == AnsweredBy::Us
    }

    /// How many options there are: two for `yes_no`, none for `number` and `text`.
    pub fn option_count(&self) -> usize {
        match &self.kind {
            Kind::YesNo { .. } => 2,
            Kind::Choice { options, .. } | Kind::Choices { options } => options.len(),
            Kind::Number(_) | Kind::Text => 0,
        }
    }

    /// The id of an option: `yes` and `no` for `yes_no`.
    pub fn option_id(&self, option: usize) -> &str {
        match &self.kind {
            Kind::YesNo { .. } => ["yes", "no"][option],
            Kind::Choice { options, .. } | Kind::Choices { options } => &options[option].id,
            Kind::Number(_) | Kind::Text => "",
        }
    }

    /// The words of an option: `Yes` and `No` for `yes_no`.
    pub fn option_label(&self, option: usize) -> &str {
        match &self.kind {
            Kind::YesNo { .. } => ["Yes", "No"][option],
            Kind::Choice { options, .. } | Kind::Choices { options } => &options[option].label,
            Kind::Number(_) | Kind::Text => "",
        }
    }

    /// The place of the option with this id; `true` and `false` are `yes` and `no`.
    pub fn find_option(&self, id: &str) -> Option<usize> {
        let id = match (&self.kind, id) {
            (Kind::YesNo { .. }, "true") => "yes",
            (Kind::YesNo { .. }, "false") => "no",
            _ => id,
        };
        (0..self.option_count()).find(|option| self.option_id(*option) == id)
    }
}
