//! What is said of statements in whose place others came, and of a file that was laid out anew.

use super::work::Work;
use crate::deal::answers::describe;
use crate::deal::file::LAID_OUT_ANEW;
use crate::deal::load::SetAside;
use crate::deal::{Answer, Fact, KnownFrom, Replaced, RetiredFact, Was};
use crate::playbook::Question;
use crate::report::looking_back::words::{look_back_words, outcome_words};
use crate::text::characters::quoted;

impl Work {
    /// What there is to say once the file is written.
    pub(in crate::cli) fn replaced_words(&self) -> Vec<String> {
        let replaced = self.replaced();
        let kept = replaced.iter().map(|one| format!("{}; kept in `history`", self.was_words(one)));
        kept.chain(self.is_anew.then(|| LAID_OUT_ANEW.to_owned())).collect()
    }

    /// What there is to say of facts that do not fit the playbook.
    pub(in crate::cli) fn unfit_words(&self) -> Vec<String> {
        let unfit = self.unfit.iter().flat_map(|unfit| &unfit.set_aside);
        unfit.map(|aside| self.aside_words(aside)).collect()
    }

    /// What there is to say of facts on what the playbook retired.
    pub(in crate::cli) fn retired_words(&self) -> Vec<String> {
        let words = |fact: &RetiredFact| {
            let (id, was) = (quoted(&fact.id()), quoted(&fact.was.to_string()));
            let because = &fact.because;
            format!("{id} is retired, so {was} is set aside; it stays in the file. {because}")
        };
        self.deal.retired.iter().map(words).collect()
    }

    fn aside_words(&self, aside: &SetAside) -> String {
        let (id, was) = (quoted(&aside.question), quoted(&aside.was.to_string()));
        match self.playbook.find_question(&aside.question) {
            Some(_) => format!(
                "{id} says {was}, which the playbook does not take; it is kept in `history`, and open again"
            ),
            None => format!(
                "{id} is no question of the playbook; what it says, {was}, is kept in `history`"
            ),
        }
    }

    fn was_words(&self, replaced: &Replaced) -> String {
        let id = quoted(&replaced.question);
        let index = self.playbook.find_question(&replaced.question);
        match (&replaced.was, index.map(|index| self.playbook.question(index))) {
            (Was::Facts(facts), Some(question)) => {
                let words: Vec<String> =
                    facts.iter().map(|fact| fact_words(question, fact)).collect();
                format!("{id} was: {}", words.join("; "))
            }
            (Was::Outcome(outcome), _) => {
                format!("{id} was: {}", outcome_words(outcome).replace('\n', " "))
            }
            (Was::LookBack(look_back), _) => {
                format!(
                    "{id} of {} was: {}",
                    look_back.date,
                    look_back_words(look_back).replace('\n', " ")
                )
            }
            (Was::Written(written), _) => format!("{id} was: {}", quoted(&written.to_string())),
            (Was::Facts(_), None) => format!("{id} was something else"),
        }
    }
}

/// `8 from Dana, 2026-10-02, with a note`
fn fact_words(question: &Question, fact: &Fact) -> String {
    let answer = match &fact.answer {
        Answer::Unknown => "not known".to_owned(),
        Answer::Text(text) => quoted(text),
        answer => describe(question, answer),
    };
    let source = match fact.source.counted_on(question) {
        KnownFrom::Prospect => None,
        KnownFrom::Document => Some("written down".to_owned()),
        KnownFrom::Us => Some("from us".to_owned()),
        KnownFrom::Assumption => Some("assumed".to_owned()),
    };
    let by = fact.by.as_ref().map_or_else(String::new, |by| format!(" from {by}"));
    let rest = [
        source,
        fact.date.map(|date| date.to_string()),
        fact.note.as_ref().map(|_| "with a note".to_owned()),
    ];
    let rest: String = rest.into_iter().flatten().map(|part| format!(", {part}")).collect();
    format!("{answer}{by}{rest}")
}
