//! A playbook as one text for any assistant: what it is to propose of a talk, and how. Whether a
//! proposal counts, `coach hear` decides.
//!
//! The text is short, since an assistant pays for each word of it, and the same for all of them, since
//! it names no product. What comes from the playbook stands in a block by itself, a question a line,
//! so that none of its words can pass for ours.

mod facts_schema;
mod guidance;
mod lines;
pub mod next;

use std::collections::BTreeSet;

use crate::deal::{Answer, Fact, Facts};
use crate::engine::{Assessment, Effect};
use crate::playbook::{Playbook, Question, QuestionIndex};
use crate::report::lines::one_line;
use lines::{Labels, in_full, known_line, named};

/// The most bytes of a pack.
pub const MOST_BYTES: usize = 8 * 1024;
/// The most characters of a title or a name in it.
const LONGEST_TITLE: usize = 120;

/// What goes into a pack: the questions of a playbook, sorted by what is still to be learned.
#[derive(Debug, Clone)]
pub struct Pack<'p> {
    playbook: &'p Playbook,
    deal: Option<&'p str>,
    /// What the buyer is still to be asked, in the order in which it is worth knowing.
    open: Vec<&'p Question>,
    /// What is known already, with what was said.
    known: Vec<(&'p Question, &'p [Fact])>,
    /// What only the seller answers.
    ours: Vec<&'p Question>,
    /// What does not apply, as far as is known.
    beside: Vec<&'p Question>,
}

/// How much of a pack is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extent {
    /// How many of the open questions.
    questions: usize,
    labels: Labels,
    /// Whether the answers that are known, or their questions alone.
    answers: bool,
}

impl<'p> Pack<'p> {
    /// A pack in the light of what is known: of no deal, where nothing is.
    pub fn of(
        playbook: &'p Playbook,
        facts: &'p Facts,
        assessment: &Assessment,
        stale: &BTreeSet<QuestionIndex>,
    ) -> Self {
        let mut pack = Self {
            playbook,
            deal: None,
            open: Vec::new(),
            known: Vec::new(),
            ours: Vec::new(),
            beside: Vec::new(),
        };
        let first = assessment.ask_next.iter().copied();
        let others = playbook.question_indexes().filter(|one| !assessment.ask_next.contains(one));
        for index in first.chain(others) {
            let question = playbook.question(index);
            let about = facts.about(index);
            let applies = assessment.applies.get(index.0).copied().unwrap_or(Effect::Open);
            let is_settled = !assessment.ask_next.contains(&index) && !stale.contains(&index);
            match () {
                () if question.is_ours() => pack.ours.push(question),
                () if applies == Effect::Fails => pack.beside.push(question),
                () if is_settled && is_known(question, about) => pack.known.push((question, about)),
                () => pack.open.push(question),
            }
        }
        pack
    }

    /// The same for a deal of this name.
    pub fn for_deal(self, name: &'p str) -> Self {
        Self { deal: Some(name), ..self }
    }

    /// The text, of [`MOST_BYTES`] at most: where all is more, it says what was left out.
    pub fn text(&self) -> String {
        let all = Extent { questions: self.open.len(), labels: Labels::Told, answers: true };
        let ids = Extent { labels: Labels::LeftOut, answers: false, ..all };
        let whole = [all, Extent { answers: false, ..all }, ids].map(|extent| self.within(extent));
        if let Some(text) = whole.into_iter().flatten().next() {
            return text;
        }
        // The more questions, the longer: the first number that does not fit is found by halves.
        let (mut fits, mut too_many) = (0, self.open.len());
        let some = |questions| Extent { questions, answers: false, ..all };
        while too_many - fits > 1 {
            let middle = fits.midpoint(too_many);
            match self.within(some(middle)) {
                Some(_) => fits = middle,
                None => too_many = middle,
            }
        }
        self.written(some(fits))
    }

    fn within(&self, extent: Extent) -> Option<String> {
        Some(self.written(extent)).filter(|text| text.len() <= MOST_BYTES)
    }

    fn written(&self, extent: Extent) -> String {
        let open = self.open.get(..extent.questions).unwrap_or(&self.open);
        let schema = facts_schema::of(open.iter().chain(&self.asked_before(extent)).copied());
        let parts = [
            guidance::head(self.playbook, self.deal.is_some()),
            self.left_out(extent),
            self.data(open, extent),
            guidance::tail(&schema.to_string()),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Known questions on which something new may be said, as far as there is room to name them.
    fn asked_before(&self, extent: Extent) -> Vec<&'p Question> {
        let is_whole = extent.questions == self.open.len();
        let known = self.known.iter().map(|(question, _)| *question);
        known.filter(|_| is_whole).collect()
    }

    /// What the file says, in a block that none of its lines can end.
    fn data(&self, open: &[&Question], extent: Extent) -> String {
        let title = |text: &str| {
            let line = one_line(text);
            line.chars().take(LONGEST_TITLE).collect::<String>()
        };
        let mut lines = vec![format!("playbook: {}", title(&self.playbook.title))];
        lines.extend(self.deal.map(|name| format!("deal: {}", title(name))));
        let is_any_known = self.deal.is_some() && !self.known.is_empty();
        lines
            .push(if is_any_known { "open, most telling first:" } else { "questions:" }.to_owned());
        lines.extend(open.iter().map(|one| in_full(self.playbook, one, extent.labels)));
        if !self.asked_before(extent).is_empty() {
            lines.push("known already; propose only what is new:".to_owned());
            let known = self.known.iter();
            lines.extend(known.map(|(one, facts)| known_line(one, facts, extent.answers)));
        }
        let is_whole = extent.questions == self.open.len();
        let others = [("only the seller answers", &self.ours), ("does not apply", &self.beside)];
        for (words, questions) in others.into_iter().filter(|(_, all)| is_whole && !all.is_empty())
        {
            lines.push(format!("{words}: {}", named(questions)));
        }
        format!("~~~text\n{}\n~~~\n", lines.join("\n"))
    }

    /// What is not in it, and where it is.
    fn left_out(&self, extent: Extent) -> String {
        let id = &self.playbook.id;
        let all = self.open.len();
        let what = match extent {
            Extent { questions, .. } if questions < all => {
                let rest = "what is known, and what does not apply";
                format!("the first {questions} of {all} open questions are here, without {rest}")
            }
            Extent { labels: Labels::LeftOut, .. } => {
                "options stand here by their ids alone, and known answers are left out".to_owned()
            }
            Extent { answers: false, .. } if !self.known.is_empty() => {
                "the answers that are known are left out".to_owned()
            }
            _ => return String::new(),
        };
        format!("Shortened to {MOST_BYTES} bytes: {what}. `coach playbook show {id}` has all.\n")
    }
}

/// Whether there is evidence that says anything.
fn is_known(question: &Question, facts: &[Fact]) -> bool {
    let says = |fact: &Fact| fact.is_evidence_on(question) && fact.answer != Answer::Unknown;
    facts.iter().any(says)
}
