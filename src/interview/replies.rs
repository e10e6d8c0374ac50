//! Hearing a reply out: the answer, how it is known, and what becomes of earlier statements.

use super::asides;
use super::ask::{Aside, Ask, Broken, Menu, MenuEntry, Message, Page, Reply, Save};
use super::evidence::would_lose;
use super::keeping::save_or_tell;
use super::under_way::Interview;
use super::wording;
use crate::deal::learning::learn;
use crate::deal::{Answer, Fact, Facts, KnownFrom};
use crate::playbook::QuestionIndex;

/// What a reply comes to.
pub(super) enum Heard {
    Back,
    /// Something else is wanted first.
    Aside(Aside),
    /// What is known stays as it is.
    Same,
    /// These statements, in place of all earlier ones.
    New(Vec<Fact>),
}

impl Interview<'_> {
    /// Hears a reply out: the answer, how it is known, and what becomes of earlier statements.
    pub(super) fn hear(
        &mut self,
        question: QuestionIndex,
        mut page: Page,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Heard, Broken> {
        loop {
            let fact = match asides::reply(&page, self.by.as_deref(), wording::ALL_ANSWERS, ask)? {
                Reply::Back => return Ok(Heard::Back),
                Reply::Aside(aside) => return Ok(Heard::Aside(aside)),
                Reply::Keep => return Ok(Heard::Same),
                Reply::NotKnown => Fact::bare(page.question, Answer::Unknown),
                Reply::Answer(answer) | Reply::Known(answer, _) if page.question.is_ours() => {
                    let source = self.known_to_us(question, &answer);
                    self.fact(question, answer, source)
                }
                Reply::Known(answer, source) => {
                    let source = source.unwrap_or_else(|| self.usual_source(question, &answer));
                    self.fact(question, answer, source)
                }
                Reply::Answer(answer) => {
                    let usual = self.usual_source(question, &answer);
                    let assumed = self.fact(question, answer.clone(), KnownFrom::Assumption);
                    self.keep_unfinished(question, assumed, wording::COUNTS_AS_ASSUMED, save);
                    let Some(source) = source(&page, &answer, usual, ask)? else {
                        save_or_tell(&self.facts, ask, save)?;
                        page.chosen = Some(answer);
                        continue;
                    };
                    self.fact(question, answer, source)
                }
            };
            if let Some(statements) = self.beside_or_instead(question, fact, ask, save)? {
                return Ok(Heard::New(statements));
            }
            save_or_tell(&self.facts, ask, save)?;
        }
    }

    /// Keeps an answer that is not heard out yet, unless it stands already. It takes the place of
    /// nothing that would be lost.
    fn keep_unfinished(
        &self,
        question: QuestionIndex,
        fact: Fact,
        words: &str,
        save: &mut dyn Save,
    ) {
        let known = self.facts.about(question);
        if fact.answer == Answer::Unknown || known.iter().any(|one| one.answer == fact.answer) {
            return;
        }
        let asked = self.engine.playbook().question(question);
        let beside = if would_lose(asked, known, &fact) { known } else { &[] };
        let mut facts = self.facts.clone();
        facts.set(question, beside.iter().cloned().chain([fact]).collect());
        save.save_unfinished(&facts, words);
    }

    /// How an answer is known, unless another key is pressed: as it was, if it is an earlier one.
    fn usual_source(&self, question: QuestionIndex, answer: &Answer) -> KnownFrom {
        let known = self.facts.about(question).iter().find(|fact| fact.answer == *answer);
        let asked = self.engine.playbook().question(question);
        known.map_or(self.settings.usual, |fact| fact.source.counted_on(asked))
    }

    /// How an answer of ours is known, which nobody is asked: as it was, if it counted before.
    fn known_to_us(&self, question: QuestionIndex, answer: &Answer) -> KnownFrom {
        let asked = self.engine.playbook().question(question);
        let mut known = self.facts.about(question).iter();
        let known = known.find(|fact| fact.answer == *answer && fact.is_evidence_on(asked));
        known.map_or(KnownFrom::Us, |fact| fact.source)
    }

    /// A statement. Where the same person said the same before, or nobody says who speaks, it is the
    /// one that stands, but for its source; nobody is credited with what another one says now. Where
    /// what stands is too old to go by, it is one of today.
    fn fact(&self, question: QuestionIndex, answer: Answer, source: KnownFrom) -> Fact {
        let asked = self.engine.playbook().question(question);
        let mut fact = Fact::new(answer, source);
        fact.date = Some(self.settings.today);
        fact.by = self.by.clone().filter(|_| !asked.is_ours());
        let is_the_same = |known: &&Fact| {
            known.answer == fact.answer && (fact.by.is_none() || known.by == fact.by)
        };
        let known = self.facts.about(question).iter().find(is_the_same);
        match known.filter(|_| !self.stale.contains(&question)) {
            Some(known) if known.source == source => known.clone(),
            Some(known) => Fact { source, date: fact.date, ..known.clone() },
            None => fact,
        }
    }

    /// The statements about a question once somebody by name has made another one: it takes the place
    /// of theirs, and stands beside what others said. What was answered in this conversation without
    /// a name is corrected by it.
    fn with_theirs(&self, question: QuestionIndex, fact: Fact) -> Vec<Fact> {
        let playbook = self.engine.playbook();
        let is_corrected = |known: &Fact| {
            let is_of_now = self.given.contains(&question) && known.date == fact.date;
            is_of_now && (known.by.is_none() || known.by == fact.by)
        };
        let mut facts = Facts::none(playbook);
        let known = self.facts.about(question).iter().filter(|known| !is_corrected(known));
        facts.set(question, known.cloned().collect());
        let mut learned = Facts::none(playbook);
        learned.set(question, vec![fact]);
        learn(&mut facts, playbook, &learned);
        facts.about(question).to_vec()
    }

    /// The statements about a question once a new one has come. It replaces an earlier one; but
    /// what would be lost by that is looked at first. `None` goes back.
    fn beside_or_instead(
        &self,
        question: QuestionIndex,
        fact: Fact,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Option<Vec<Fact>>, Broken> {
        let known = self.facts.about(question);
        let asked = self.engine.playbook().question(question);
        if fact.by.is_some() && fact.answer != Answer::Unknown && fact.by == self.by {
            return Ok(Some(self.with_theirs(question, fact)));
        }
        if self.given.contains(&question) || !would_lose(asked, known, &fact) {
            return Ok(Some(vec![fact]));
        }
        self.keep_unfinished(question, fact.clone(), wording::STANDS_BESIDE, save);
        let (beside, instead) = match fact.answer {
            Answer::Unknown => ("Keep it", "Take it back: it is not known"),
            _ => ("Put the new answer beside it", "Put the new answer in its place"),
        };
        let menu = Menu {
            title: "Something is already known here".to_owned(),
            lines: known.iter().map(|fact| wording::whole_statement(asked, fact)).collect(),
            entries: vec![MenuEntry::plain(beside), MenuEntry::plain(instead)],
            preselected: 0,
            goes_untyped: true,
        };
        let chosen = match ask.choose(&menu) {
            // What is known and what was answered are both kept.
            Err(Broken::Ended) => Some(menu.preselected),
            chosen => chosen?,
        };
        Ok(chosen.map(|chosen| match chosen {
            0 if fact.answer == Answer::Unknown => known.to_vec(),
            0 => known.iter().cloned().chain([fact]).collect(),
            _ => vec![fact],
        }))
    }
}

/// How an answer is known. Where the input ends instead of a reply, the answer stands all the
/// same, and what that makes of it is said.
fn source(
    page: &Page,
    answer: &Answer,
    usual: KnownFrom,
    ask: &mut dyn Ask,
) -> Result<Option<KnownFrom>, Broken> {
    match ask.source(page, answer, usual) {
        Err(Broken::Ended) => {
            ask.tell(&Message::Note(wording::taken_as(usual)))?;
            Ok(Some(usual))
        }
        source => source,
    }
}
