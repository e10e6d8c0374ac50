//! Changes between two versions of a playbook, one by one.

use crate::authoring::versions::matching::is_same_text;

/// One change that is more than words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub about: About,
    /// Its id, the new one where it was renamed; of an option `question.option`; of the playbook
    /// its own.
    pub id: String,
    /// How.
    pub how: How,
    /// What was there, as far as it can be written on a line.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
    /// What it says to people: a question's words, an option's label, why a rule is one.
    pub words: Option<String>,
}

/// A text that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Whose text.
    pub about: About,
    /// Its id, as in a [`Change`].
    pub id: String,
    /// Its key in the playbook: `ask`, `say`.
    pub key: &'static str,
    /// What was there.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The playbook as a whole.
    Playbook,
    /// A stage.
    Stage,
    /// A question.
    Question,
    /// An option of a question.
    Option,
    /// A rule.
    Rule,
    /// A part of the score.
    Group,
    /// A range of scores.
    Band,
    /// A value.
    Value,
}

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is new.
    Added,
    /// It is no longer there.
    Gone,
    /// It is no longer there, and the playbook says why.
    Retired,
    /// It has another id.
    Renamed,
    /// It stands in another stage.
    Moved,
    /// This of it changed: a key in the playbook.
    Changed(&'static str),
}

/// All changes between two playbooks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Those that are more than words, in the order: playbook, stages, questions, values, rules, groups
    /// and bands.
    pub changes: Vec<Change>,
    /// Texts.
    pub texts: Vec<TextChange>,
}

impl About {
    /// `playbook`, `stage`, `question`, `option`, `rule`, `group`, `band` or `value`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Playbook => "playbook",
            Self::Stage => "stage",
            Self::Question => "question",
            Self::Option => "option",
            Self::Rule => "rule",
            Self::Group => "group",
            Self::Band => "band",
            Self::Value => "value",
        }
    }
}

impl Changes {
    pub(super) fn add(&mut self, about: About, id: &str, how: How) -> &mut Change {
        self.changes.push(Change {
            about,
            id: id.to_owned(),
            how,
            before: None,
            after: None,
            words: None,
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Adds that something is no longer there; with why, where the playbook retires it.
    pub(super) fn add_gone(&mut self, about: About, id: &str, why: Option<&str>) -> &mut Change {
        let gone = self.add(about, id, why.map_or(How::Gone, |_| How::Retired));
        gone.after = why.map(str::to_owned);
        gone
    }

    /// Adds a change of a key unless it says the same.
    pub(super) fn compare(
        &mut self,
        about: About,
        id: &str,
        key: &'static str,
        before: Option<String>,
        after: Option<String>,
    ) {
        if before != after {
            let change = self.add(about, id, How::Changed(key));
            (change.before, change.after) = (before, after);
        }
    }

    /// Adds a change of a list of texts unless they say the same.
    pub(super) fn compare_texts(
        &mut self,
        about: About,
        id: &str,
        key: &'static str,
        before: &[String],
        after: &[String],
    ) {
        let is_same = before.len() == after.len()
            && before.iter().zip(after).all(|(before, after)| is_same_text(before, after));
        if !is_same {
            let [before, after] =
                [before, after].map(|texts| (!texts.is_empty()).then(|| texts.join("; ")));
            self.texts.push(TextChange { about, id: id.to_owned(), key, before, after });
        }
    }

    /// Adds a change of a text unless it says the same.
    pub(super) fn compare_text(
        &mut self,
        about: About,
        id: &str,
        key: &'static str,
        before: Option<&str>,
        after: Option<&str>,
    ) {
        let is_same = match (before, after) {
            (Some(before), Some(after)) => is_same_text(before, after),
            (before, after) => before == after,
        };
        if !is_same {
            let [before, after] = [before, after].map(|text| text.map(str::to_owned));
            self.texts.push(TextChange { about, id: id.to_owned(), key, before, after });
        }
    }
}
