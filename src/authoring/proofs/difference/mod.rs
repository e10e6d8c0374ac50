//! What changes in meaning between two versions of a playbook.
//!
//! A prospect has a value for every question of either playbook that both take where both ask it;
//! each playbook judges by the questions that are its own and apply there. Over all such
//! prospects it is decided exactly whether some verdicts fall, such as that of a fit that is none any
//! more, and whether some rise. What only one of the two takes (an option, a number) is no
//! part of that comparison, and is told apart.

mod forcing;
mod groups;
mod joint;
mod search;
mod sides;
mod trial;
mod witness;

use super::cases::Case;
use super::search::Search;
use crate::authoring::versions::Matching;
use crate::deal::{Answer, Fact, Facts, KnownFrom, Numbers};
use crate::engine::cells::CellValues;
use crate::engine::values::Cuts;
use crate::engine::{Engine, SingleAnswer, Verdict};
use crate::playbook::{Kind, Playbook, QuestionIndex};
use joint::{Joint, Version, numbers_beyond};
use search::Turning;
use trial::Trial;
pub use witness::Witness;

/// How a new playbook judges, compared with the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Everyone as before.
    Equivalent,
    /// Some get a lower verdict, and no one a higher one: no fit < not yet < fit.
    Stricter,
    /// Some get a higher verdict, and no one a lower one.
    Looser,
    /// Some of both.
    Incomparable,
    /// It could not be settled within the budget.
    NotProven,
}

/// Whether some prospects' verdict turns one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// It does, for these.
    Some(Witness),
    /// For none.
    None,
    /// It could not be settled within the budget.
    NotProven,
}

/// Answers that only one of the two playbooks takes, to a question that both ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSided {
    /// The question, in the playbook that takes them.
    pub question: QuestionIndex,
    /// The answers.
    pub answers: OneSidedAnswers,
    /// The verdict of that playbook over all prospects that answer so.
    pub verdict: Verdict,
    /// Whether the verdict of that playbook looks at the question, or at this option of it.
    pub matters: bool,
}

/// What only one of two playbooks takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneSidedAnswers {
    /// An option; of `choices`, every set with it.
    Option(usize),
    /// These numbers.
    Numbers(Numbers),
    /// Numbers that are not whole.
    Fractions,
}

/// What changes in meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Those whose verdict falls.
    pub stricter: Turn,
    /// Those whose verdict rises.
    pub looser: Turn,
    /// Answers that only the old playbook takes.
    pub only_old: Vec<OneSided>,
    /// Answers that only the new playbook takes.
    pub only_new: Vec<OneSided>,
}

impl Difference {
    /// Compares two playbooks; `matching` is that of the two, in this order.
    pub fn of(old: &Engine, new: &Engine, matching: &Matching) -> Self {
        let [stricter, looser] = turns(old, new, matching);
        Self {
            stricter,
            looser,
            only_old: one_sided(old, new.playbook(), &matching.reversed()),
            only_new: one_sided(new, old.playbook(), matching),
        }
    }

    /// How the new playbook judges, compared with the old one.
    pub fn relation(&self) -> Relation {
        match (&self.stricter, &self.looser) {
            (Turn::Some(_), Turn::Some(_)) => Relation::Incomparable,
            (Turn::Some(_), Turn::None) => Relation::Stricter,
            (Turn::None, Turn::Some(_)) => Relation::Looser,
            (Turn::None, Turn::None) => Relation::Equivalent,
            (Turn::NotProven, _) | (_, Turn::NotProven) => Relation::NotProven,
        }
    }

    /// Whether there is nothing that changes: the same verdict for everyone, and no answer that
    /// bears on it and that only one of the two takes.
    pub fn is_none(&self) -> bool {
        let sided = self.only_old.iter().chain(&self.only_new);
        self.relation() == Relation::Equivalent && !sided.into_iter().any(|one| one.matters)
    }
}

/// Those whose verdict falls, and those whose verdict rises.
fn turns(old: &Engine, new: &Engine, matching: &Matching) -> [Turn; 2] {
    let Some(joint) = Joint::of(old.playbook(), new.playbook(), matching) else {
        return [Turn::NotProven, Turn::NotProven];
    };
    search::turning_cases(&joint).map(|found| turn(found, old, new, &joint))
}

fn turn(found: Search<Turning>, old: &Engine, new: &Engine, joint: &Joint) -> Turn {
    match found {
        Search::Found(turning) if joint.variables.worked.is_empty() => {
            Turn::Some(Trial::new(old, new, joint).witness(&turning))
        }
        Search::Found(turning) => worked_turn(&turning, old, new, joint),
        Search::None => Turn::None,
        Search::Unsettled => Turn::NotProven,
    }
}

/// The same where values are worked out: over cells that know the witness to the number, and only if
/// both playbooks say of it what they should.
fn worked_turn(turning: &Turning, old: &Engine, new: &Engine, joint: &Joint) -> Turn {
    let cuts = |version| {
        let mut cuts = Cuts::default();
        for (place, question) in joint.questions.iter().enumerate() {
            let number = joint.value(place, &turning.case);
            if let (Some(own), Some(SingleAnswer::Number(number))) =
                (question.place(version), number)
            {
                cuts.add(own, Numbers::point(number));
            }
        }
        cuts
    };
    let finer_old = Engine::cut_by(old.playbook(), cuts(Version::Old));
    let finer_new = Engine::cut_by(new.playbook(), cuts(Version::New));
    let (Some(finer_old), Some(finer_new)) = (finer_old, finer_new) else {
        return Turn::NotProven;
    };
    let witness = Trial::new(&finer_old, &finer_new, joint).witness(turning);
    let says = |engine: &Engine, case: &Case| engine.verdict(&case.facts(engine.playbook()));
    let verdicts = [says(old, &witness.old), says(new, &witness.new)];
    if verdicts == turning.verdicts { Turn::Some(witness) } else { Turn::NotProven }
}

/// What a playbook takes as an answer and another one does not; `matching` leads from the other
/// to this one.
fn one_sided(engine: &Engine, other: &Playbook, matching: &Matching) -> Vec<OneSided> {
    let playbook = engine.playbook();
    let mut found = Vec::new();
    for matched in &matching.questions {
        let question = matched.new;
        let mut add = |answers: OneSidedAnswers| {
            found.push(OneSided {
                verdict: verdict_with(engine, question, &answers),
                matters: matters(engine, question, &answers),
                question,
                answers,
            });
        };
        let stated = playbook.question(question);
        (0..stated.option_count())
            .filter(|option| matched.old_option(*option).is_none())
            .for_each(|option| add(OneSidedAnswers::Option(option)));
        if let (Kind::Number(kind), Kind::Number(before)) =
            (&stated.kind, &other.question(matched.old).kind)
        {
            let beyond = numbers_beyond(kind, before);
            if !beyond.is_empty() {
                add(OneSidedAnswers::Numbers(beyond));
            }
            if before.whole && !kind.whole {
                add(OneSidedAnswers::Fractions);
            }
        }
    }
    found
}

fn verdict_with(engine: &Engine, question: QuestionIndex, answers: &OneSidedAnswers) -> Verdict {
    let stated = engine.playbook().question(question);
    let answer = match answers {
        OneSidedAnswers::Option(option) => match stated.kind {
            Kind::Choices { .. } => {
                Answer::Choices { includes: [*option].into(), excludes: [].into() }
            }
            _ => Answer::OneOf([*option].into()),
        },
        OneSidedAnswers::Numbers(numbers) => Answer::Numbers(numbers.clone()),
        OneSidedAnswers::Fractions => Answer::Unknown,
    };
    let mut facts = Facts::none(engine.playbook());
    facts.set(question, vec![Fact::new(answer, KnownFrom::Prospect)]);
    engine.verdict(&facts)
}

fn matters(engine: &Engine, question: QuestionIndex, answers: &OneSidedAnswers) -> bool {
    let by_value = |variable: usize| engine.whole_model().tested.contains(&(variable as u32));
    engine.variables.worked.from(question).any(|worked| by_value(worked.variable))
        || engine.variables.of_question(question).any(|variable| {
            let is_meant = match (&engine.variables.get(variable).values, answers) {
                (CellValues::Member(option), OneSidedAnswers::Option(meant)) => option == meant,
                _ => true,
            };
            is_meant && engine.whole_model().tested.contains(&(variable as u32))
        })
}
