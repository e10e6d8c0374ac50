//! Which questions and options of two playbooks are the same.
//!
//! Questions are the same by their id, options by theirs. Where an id is gone and another one is
//! new with the same words, it was renamed, unless it is retired. Two questions under one id that no value suits both
//! (another type, no option and no number in common) are two questions.

use crate::deal::Numbers;
use crate::playbook::{
    Kind, NumberKind, Playbook, Question, QuestionIndex, Retired, Subject, ValueIndex,
};

/// A question of two playbooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedQuestion {
    /// Its place in the old one.
    pub old: QuestionIndex,
    /// Its place in the new one.
    pub new: QuestionIndex,
    /// The options that both have: their places in the old and in the new list of options.
    pub options: Vec<(usize, usize)>,
}

/// What two playbooks have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// The questions of both, in the order of the new one.
    pub questions: Vec<MatchedQuestion>,
    /// The values under one id, in the old and in the new one.
    pub values: Vec<(ValueIndex, ValueIndex)>,
    /// Questions under one id, in the old and in the new one, that have no value in common.
    pub unlike: Vec<(QuestionIndex, QuestionIndex)>,
}

impl Matching {
    /// Compares two playbooks.
    pub fn of(old: &Playbook, new: &Playbook) -> Self {
        let values = new
            .value_indexes()
            .filter_map(|index| Some((old.find_value(&new.value(index).id)?, index)));
        let values = values.collect();
        let mut matching = Self { questions: Vec::new(), values, unlike: Vec::new() };
        for index in new.question_indexes() {
            let Some(before) = old.find_question(&new.question(index).id) else { continue };
            match shared(old, before, new, index) {
                Some(matched) => matching.questions.push(matched),
                None => matching.unlike.push((before, index)),
            }
        }
        matching.add_renamed(old, new);
        matching.questions.sort_by_key(|matched| matched.new);
        matching
    }

    /// The same, seen from the new playbook.
    pub fn reversed(&self) -> Self {
        let turned = |matched: &MatchedQuestion| MatchedQuestion {
            old: matched.new,
            new: matched.old,
            options: matched.options.iter().map(|(old, new)| (*new, *old)).collect(),
        };
        let mut questions: Vec<MatchedQuestion> = self.questions.iter().map(turned).collect();
        questions.sort_by_key(|matched| matched.new);
        let values = self.values.iter().map(|(old, new)| (*new, *old)).collect();
        let unlike = self.unlike.iter().map(|(old, new)| (*new, *old)).collect();
        Self { questions, values, unlike }
    }

    /// What a question of the old playbook is in the new one.
    pub fn of_old(&self, question: QuestionIndex) -> Option<&MatchedQuestion> {
        self.questions.iter().find(|matched| matched.old == question)
    }

    /// What a question of the new playbook was in the old one.
    pub fn of_new(&self, question: QuestionIndex) -> Option<&MatchedQuestion> {
        self.questions.iter().find(|matched| matched.new == question)
    }

    /// Whether the new playbook has under the one what the old one has under the other.
    pub fn is_same_subject(&self, old: Subject, new: Subject) -> bool {
        match (old, new) {
            (Subject::Question(old), Subject::Question(new)) => {
                self.of_old(old).is_some_and(|matched| matched.new == new)
            }
            (Subject::Value(old), Subject::Value(new)) => self.values.contains(&(old, new)),
            _ => false,
        }
    }

    fn add_renamed(&mut self, old: &Playbook, new: &Playbook) {
        for index in new.question_indexes() {
            if old.find_question(&new.question(index).id).is_some() {
                continue;
            }
            let gone = old.question_indexes().filter(|before| {
                let id = &old.question(*before).id;
                new.find_question(id).is_none()
                    && new.retired.why(id).is_none()
                    && self.of_old(*before).is_none()
                    && is_said_alike(old.question(*before), new.question(index))
            });
            let mut gone = gone.filter_map(|before| shared(old, before, new, index));
            let renamed = gone.find(|matched| is_whole(matched, old, new));
            drop(gone);
            self.questions.extend(renamed);
        }
    }
}

impl MatchedQuestion {
    /// What an option of the old playbook is in the new one.
    pub fn new_option(&self, old: usize) -> Option<usize> {
        self.options.iter().find(|(before, _)| *before == old).map(|(_, new)| *new)
    }

    /// What an option of the new playbook was in the old one.
    pub fn old_option(&self, new: usize) -> Option<usize> {
        self.options.iter().find(|(_, after)| *after == new).map(|(old, _)| *old)
    }
}

/// The numbers that two questions both take.
pub fn common_numbers(one: &NumberKind, other: &NumberKind) -> NumberKind {
    let tighter = |choose: fn(_, _) -> _, one: Option<_>, other: Option<_>| match (one, other) {
        (Some(one), Some(other)) => Some(choose(one, other)),
        (one, other) => one.or(other),
    };
    NumberKind {
        unit: one.unit.clone(),
        min: tighter(Ord::max, one.min, other.min),
        max: tighter(Ord::min, one.max, other.max),
        whole: one.whole || other.whole,
    }
}

/// Two questions as one, unless no value suits both.
fn shared(
    old: &Playbook,
    before: QuestionIndex,
    new: &Playbook,
    after: QuestionIndex,
) -> Option<MatchedQuestion> {
    let (one, other) = (old.question(before), new.question(after));
    let options = match (&one.kind, &other.kind) {
        (Kind::YesNo { .. }, Kind::YesNo { .. }) => vec![(0, 0), (1, 1)],
        (Kind::Choice { .. }, Kind::Choice { .. })
        | (Kind::Choices { .. }, Kind::Choices { .. }) => {
            Some(shared_options(one, other, &new.retired)).filter(|options| !options.is_empty())?
        }
        (Kind::Number(one), Kind::Number(other)) => {
            let has_some = !Numbers::of(&common_numbers(one, other)).is_empty();
            has_some.then(Vec::new)?
        }
        (Kind::Text, Kind::Text) => Vec::new(),
        _ => return None,
    };
    Some(MatchedQuestion { old: before, new: after, options })
}

/// The options that are the same by their ids, or that were renamed and kept their words.
fn shared_options(one: &Question, other: &Question, retired: &Retired) -> Vec<(usize, usize)> {
    let mut shared = Vec::new();
    for new in 0..other.option_count() {
        let by_id = one.find_option(other.option_id(new));
        let by_words = (0..one.option_count()).find(|old| {
            other.find_option(one.option_id(*old)).is_none()
                && retired.option(&other.id, one.option_id(*old)).is_none()
                && is_same_text(one.option_label(*old), other.option_label(new))
                && !shared.iter().any(|(taken, _)| taken == old)
        });
        shared.extend(by_id.or(by_words).map(|old| (old, new)));
    }
    shared
}

/// Whether two questions have the same words and the same type.
fn is_said_alike(one: &Question, other: &Question) -> bool {
    is_same_text(&one.ask, &other.ask) && one.kind.name() == other.kind.name()
}

/// Whether all that one question takes has its like in the other.
fn is_whole(matched: &MatchedQuestion, old: &Playbook, new: &Playbook) -> bool {
    let (one, other) = (old.question(matched.old), new.question(matched.new));
    let counts = [one, other].map(Question::option_count);
    let units = [one, other].map(|question| match &question.kind {
        Kind::Number(kind) => kind.unit.as_deref(),
        _ => None,
    });
    counts.iter().all(|count| *count == matched.options.len()) && units[0] == units[1]
}

/// Whether two texts differ in nothing but white space.
pub fn is_same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
