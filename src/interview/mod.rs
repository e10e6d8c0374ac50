//! The interview: one loop "next question, answer" over the trait [`Ask`].
//!
//! The loop is free of terminals and of files. What it says and hears goes through [`Ask`], which
//! has three bodies: [`terminal`], [`plain`] lines, and [`scripted`] replies. What it learns goes
//! to a [`Save`] after every answer.

mod after_a_call;
mod ask;
mod asked;
mod consequences;
mod pause;
pub mod plain;
mod progress;
mod review;
pub mod scripted;
mod settings;
pub mod terminal;
mod wording;

use std::collections::BTreeSet;

use crate::deal::{Answer, Fact, Facts, KnownFrom};
use crate::engine::{Assessment, Effect, Engine, Order, Verdict};
use crate::playbook::{Question, QuestionIndex, StageIndex};
pub use after_a_call::AfterACall;
pub use ask::{Ask, Broken, Earlier, Menu, MenuEntry, Message, Page, Reply, Save};
pub use asked::Asked;
use consequences::consequences;
use pause::pause;
use review::{Next, review};
pub use settings::Settings;
pub use wording::{source_words, statement_words, verdict_words};

/// An interview under way.
#[derive(Debug)]
pub struct Interview<'p> {
    engine: &'p Engine<'p>,
    settings: Settings,
    facts: Facts,
    /// Questions replied to, in the order in which Esc goes back through them.
    path: Vec<QuestionIndex>,
    /// Questions that are not put of themselves any more: replied to in this interview.
    passed: BTreeSet<QuestionIndex>,
    /// Every question put in this interview, for counting.
    put: BTreeSet<QuestionIndex>,
    /// Questions whose statements come from this interview, and so may be replaced unasked.
    given: BTreeSet<QuestionIndex>,
    usual: KnownFrom,
    stage: Option<StageIndex>,
    /// Whether an end of the opening is still to come, after which there is a pause.
    has_opening: bool,
}

/// What comes next.
enum Step {
    Ask(QuestionIndex),
    Pause,
    Review,
}

/// How putting a question ended.
enum Turn {
    Replied,
    Back,
}

/// What a reply comes to.
enum Heard {
    Back,
    /// What is known stays as it is.
    Same,
    /// These statements, in place of all earlier ones.
    New(Vec<Fact>),
}

impl<'p> Interview<'p> {
    /// An interview that starts from what is known.
    pub fn new(engine: &'p Engine<'p>, facts: Facts, settings: Settings) -> Self {
        let is_led_by_worth = settings.order == Order::Adaptive && settings.from.is_none();
        Self {
            has_opening: is_led_by_worth && engine.is_opening(&facts),
            engine,
            settings,
            facts,
            path: Vec::new(),
            passed: BTreeSet::new(),
            put: BTreeSet::new(),
            given: BTreeSet::new(),
            usual: KnownFrom::Prospect,
            stage: None,
        }
    }

    /// What is known by now.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Asks until there is nothing more to ask, and everything has been looked over.
    ///
    /// # Errors
    /// The conversation broke off; [`Interview::facts`] holds what was learned until then.
    pub fn run(&mut self, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<(), Broken> {
        let mut next = self.next_step(ask);
        loop {
            next = match next {
                Step::Ask(question) => match self.put(question, false, ask, save)? {
                    Turn::Replied => self.next_step(ask),
                    Turn::Back => Step::Ask(self.before(question, ask)?),
                },
                Step::Pause => match pause(self.engine, &self.facts, ask)? {
                    pause::Next::Stop => return Ok(()),
                    pause::Next::Back => self.last_step(Step::Pause, ask)?,
                    pause::Next::GoOn => {
                        self.has_opening = false;
                        self.next_step(ask)
                    }
                },
                Step::Review => match self.review(ask)? {
                    Next::Finish => return Ok(()),
                    Next::Back => self.last_step(Step::Review, ask)?,
                    Next::GoOn => {
                        self.settings.all = true;
                        self.next_step(ask)
                    }
                    Next::Change(question) => {
                        self.put(question, true, ask, save)?;
                        self.next_step(ask)
                    }
                },
            }
        }
    }

    /// The question to put next; but where the opening has just ended, a pause first.
    fn next_step(&self, ask: &dyn Ask) -> Step {
        match self.next_question() {
            Some(_) if ask.is_a_person() && self.is_pause_due() => Step::Pause,
            Some(question) => Step::Ask(question),
            None => Step::Review,
        }
    }

    fn is_pause_due(&self) -> bool {
        self.has_opening
            && !self.engine.is_opening(&self.facts)
            && self.engine.verdict(&self.facts) == Verdict::Undecided
    }

    fn review(&self, ask: &mut dyn Ask) -> Result<Next, Broken> {
        review(self.engine, &self.facts, self.open_questions().len(), ask)
    }

    /// The question to put next: the buyer's problem in their words, then one that can change the
    /// verdict, then with `all` any that is open.
    fn next_question(&self) -> Option<QuestionIndex> {
        let Settings { order, from, all, .. } = self.settings;
        let telling = self.engine.next_question(&self.facts, order, from, &self.passed);
        let is_settled =
            telling.is_none() && self.engine.verdict(&self.facts) != Verdict::Undecided;
        let mut words = if is_settled { Vec::new() } else { self.problem_in_words() };
        words.retain(|question| !self.passed.contains(question));
        let open = all.then(|| self.open_questions().first().copied()).flatten();
        let mut next = [words.first().copied(), telling, open].into_iter().flatten();
        match order {
            Order::Adaptive => next.next(),
            // In playbook order nothing has precedence.
            Order::Playbook => next.min_by_key(|question| self.place(*question)),
        }
    }

    /// The buyer's problem in their words, while it is unknown; nothing of it once a stage after it is
    /// asked for.
    fn problem_in_words(&self) -> Vec<QuestionIndex> {
        let mut words = self.engine.problem_in_words(&self.facts);
        let playbook = self.engine.playbook();
        let is_wanted = |stage| self.settings.from.is_none_or(|from| stage >= from);
        words.retain(|question| is_wanted(playbook.question(*question).stage));
        words
    }

    /// Where a question comes in playbook order, which begins at the stage to start at.
    fn place(&self, question: QuestionIndex) -> (bool, QuestionIndex) {
        let stage = self.engine.playbook().question(question).stage;
        (self.settings.from.is_some_and(|from| stage < from), question)
    }

    /// The questions that surely apply, have no evidence and were not yet put: what the talk calls
    /// for first, unless they come in playbook order, and those of the stage to start at first.
    fn open_questions(&self) -> Vec<QuestionIndex> {
        let Assessment { applies, ask_next, .. } = self.engine.assess(&self.facts);
        let playbook = self.engine.playbook();
        let mut open: Vec<QuestionIndex> = playbook
            .question_indexes()
            .filter(|question| {
                applies[question.0] == Effect::Holds
                    && !self.passed.contains(question)
                    && !has_evidence(playbook.question(*question), self.facts.about(*question))
            })
            .collect();
        let is_wanted = |question: &QuestionIndex| match self.settings.order {
            Order::Adaptive => ask_next.contains(question),
            Order::Playbook => false,
        };
        open.sort_by_key(|question| (!is_wanted(question), self.place(*question)));
        open
    }

    /// The question before this one, or this one again if there is none.
    fn before(
        &mut self,
        question: QuestionIndex,
        ask: &mut dyn Ask,
    ) -> Result<QuestionIndex, Broken> {
        match self.step_back() {
            Some(before) => {
                ask.tell(&Message::Back)?;
                Ok(before)
            }
            None => {
                ask.tell(&Message::Note(self.nothing_before()))?;
                Ok(question)
            }
        }
    }

    fn nothing_before(&self) -> String {
        let mut questions = self.engine.playbook().question_indexes();
        match questions.any(|question| !self.facts.about(question).is_empty()) {
            true => "This is the first question. Earlier answers can be changed in the review.",
            false => "This is the first question.",
        }
        .to_owned()
    }

    /// The last question; or the same step again, if none was put.
    fn last_step(&mut self, again: Step, ask: &mut dyn Ask) -> Result<Step, Broken> {
        let Some(last) = self.step_back() else { return Ok(again) };
        ask.tell(&Message::Back)?;
        Ok(Step::Ask(last))
    }

    /// Takes the last step back: its question is put again.
    fn step_back(&mut self) -> Option<QuestionIndex> {
        let last = self.path.pop()?;
        self.stage = None;
        Some(last)
    }

    /// Puts one question and keeps the reply.
    fn put(
        &mut self,
        question: QuestionIndex,
        is_edit: bool,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Turn, Broken> {
        let before = self.engine.assess(&self.facts);
        if !is_edit {
            self.enter_stage(question, ask)?;
        }
        let statements =
            match self.hear(question, self.page(question, &before, is_edit), ask, save)? {
                Heard::Back => return Ok(Turn::Back),
                Heard::Same => None,
                Heard::New(statements) => Some(statements),
            };
        self.keep(question, statements, &before, ask, save)?;
        self.path.push(question);
        Ok(Turn::Replied)
    }

    /// Hears a reply out: the answer, how it is known, and what becomes of earlier statements.
    fn hear(
        &mut self,
        question: QuestionIndex,
        mut page: Page,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<Heard, Broken> {
        loop {
            let fact = match ask.question(&page)? {
                Reply::Back => return Ok(Heard::Back),
                Reply::Keep => return Ok(Heard::Same),
                Reply::NotKnown => Fact::bare(page.question, Answer::Unknown),
                Reply::Answer(answer) if page.question.is_ours() => {
                    let source = self.known_to_us(question, &answer);
                    self.fact(question, answer, source)
                }
                Reply::Answer(answer) => {
                    let usual = self.usual_source(question, &answer);
                    let assumed = self.fact(question, answer.clone(), KnownFrom::Assumption);
                    self.keep_unfinished(question, assumed, wording::COUNTS_AS_ASSUMED, save);
                    let Some(source) = source(&page, &answer, usual, ask)? else {
                        self.take_back(ask, save)?;
                        page.chosen = Some(answer);
                        continue;
                    };
                    self.usual = source;
                    self.fact(question, answer, source)
                }
            };
            if let Some(statements) = self.beside_or_instead(question, fact, ask, save)? {
                return Ok(Heard::New(statements));
            }
            self.take_back(ask, save)?;
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

    /// Keeps nothing of an answer that was not heard out.
    fn take_back(&self, ask: &mut dyn Ask, save: &mut dyn Save) -> Result<(), Broken> {
        match save.save(&self.facts) {
            Ok(()) => Ok(()),
            Err(problem) => ask.tell(&Message::Note(wording::not_saved(&problem))),
        }
    }

    /// Says which stage the question belongs to, where that is another one than before.
    fn enter_stage(&mut self, question: QuestionIndex, ask: &mut dyn Ask) -> Result<(), Broken> {
        let playbook = self.engine.playbook();
        let index = playbook.question(question).stage;
        if self.stage.replace(index) == Some(index) {
            return Ok(());
        }
        let stage = playbook.stage(index);
        let (title, buyer_asks) = (stage.title.clone(), stage.buyer_asks.clone());
        ask.tell(&Message::Stage { title, buyer_asks })
    }

    fn page(&self, question: QuestionIndex, now: &Assessment, is_edit: bool) -> Page<'p> {
        let playbook = self.engine.playbook();
        let asked = playbook.question(question);
        let stage = &playbook.stage(asked.stage).title;
        let place = if is_edit {
            format!("{stage} · an answer to change")
        } else {
            let (number, about) = self.progress(question, now);
            format!("{stage} · {number} of about {about}")
        };
        Page {
            question: asked,
            place,
            standing: wording::standing(self.engine.playbook(), now, self.chance_of_fit()),
            earlier: earlier(asked, self.facts.about(question)),
            chosen: None,
        }
    }

    /// How likely a fit is, once there is evidence that says anything about it.
    fn chance_of_fit(&self) -> Option<f64> {
        let playbook = self.engine.playbook();
        let says_something = playbook
            .question_indexes()
            .any(|question| has_evidence(playbook.question(question), self.facts.about(question)));
        says_something.then(|| self.engine.chance_of_fit(&self.facts)).flatten()
    }

    /// The number of a question, and about how many there will be in the end.
    fn progress(&self, question: QuestionIndex, now: &Assessment) -> (usize, usize) {
        let open = now.can_still_change.len();
        let before: BTreeSet<QuestionIndex> =
            self.path.iter().copied().filter(|put| *put != question).collect();
        let mut put: BTreeSet<QuestionIndex> = &self.put | &self.passed;
        put.remove(&question);
        let to_come = if self.settings.all {
            self.open_questions().iter().filter(|open| !put.contains(open)).count()
        } else {
            let words = self.problem_in_words();
            words.iter().filter(|question| !put.contains(question)).count()
                + progress::expected(self.engine, &self.facts, &self.settings, &put, open)
        };
        (before.len() + 1, (put.len() + to_come.max(1)).max(before.len() + 1))
    }

    /// How an answer is known, unless another key is pressed: as it was, if it is an earlier one.
    fn usual_source(&self, question: QuestionIndex, answer: &Answer) -> KnownFrom {
        let known = self.facts.about(question).iter().find(|fact| fact.answer == *answer);
        let asked = self.engine.playbook().question(question);
        known.map_or(self.usual, |fact| fact.source.counted_on(asked))
    }

    /// How an answer of ours is known, which nobody is asked: as it was, if it counted before.
    fn known_to_us(&self, question: QuestionIndex, answer: &Answer) -> KnownFrom {
        let asked = self.engine.playbook().question(question);
        let mut known = self.facts.about(question).iter();
        let known = known.find(|fact| fact.answer == *answer && fact.is_evidence_on(asked));
        known.map_or(KnownFrom::Us, |fact| fact.source)
    }

    /// A statement: of an answer that is already known the one that stands, but for its source.
    fn fact(&self, question: QuestionIndex, answer: Answer, source: KnownFrom) -> Fact {
        let expires = self.engine.playbook().question(question).good_for.is_some();
        let mut fact = Fact::new(answer, source);
        fact.date = expires.then_some(self.settings.today);
        let known = self.facts.about(question).iter().find(|known| known.answer == fact.answer);
        match known {
            Some(known) if known.source == source => known.clone(),
            Some(known) => Fact { source, date: fact.date, ..known.clone() },
            None => fact,
        }
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

    /// Keeps the statements (`None`: what there is), saves them, and says what has come of it.
    fn keep(
        &mut self,
        question: QuestionIndex,
        statements: Option<Vec<Fact>>,
        before: &Assessment,
        ask: &mut dyn Ask,
        save: &mut dyn Save,
    ) -> Result<(), Broken> {
        let asked = self.engine.playbook().question(question);
        let was_known = !self.facts.about(question).is_empty();
        self.passed.insert(question);
        self.put.insert(question);
        let changed = statements.filter(|new| new.as_slice() != self.facts.about(question));
        let has_changed = changed.is_some();
        if let Some(statements) = changed {
            self.facts.set(question, statements);
            self.given.insert(question);
        }
        let words = wording::statements_words(asked, self.facts.about(question));
        ask.tell(&Message::Answered { ask: wording::ask_words(asked).into_owned(), words })?;
        if has_changed {
            if let Err(problem) = save.save(&self.facts) {
                ask.tell(&Message::Note(wording::not_saved(&problem)))?;
            }
            if was_known {
                self.reopen(question, before, ask)?;
            }
        }
        Ok(())
    }

    /// Opens again what depends on a changed answer, and says so.
    fn reopen(
        &mut self,
        question: QuestionIndex,
        before: &Assessment,
        ask: &mut dyn Ask,
    ) -> Result<(), Broken> {
        let after = self.engine.assess(&self.facts);
        let playbook = self.engine.playbook();
        let consequences = consequences(playbook, &self.facts, question, before, &after);
        for open in &consequences.open_again {
            self.passed.remove(open);
        }
        for words in consequences.words {
            ask.tell(&Message::Note(words))?;
        }
        if before.verdict != Verdict::Undecided && after.verdict == Verdict::Undecided {
            ask.tell(&Message::Note("With this the verdict is open again.".to_owned()))?;
        }
        Ok(())
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

/// What is known about a question, to be shown and preselected.
fn earlier(question: &Question, facts: &[Fact]) -> Option<Earlier> {
    match facts {
        [] => None,
        [only] => Some(Earlier {
            words: statement_words(question, only),
            answer: Some(only.answer.clone()),
        }),
        several => {
            Some(Earlier { words: wording::statements_words(question, several), answer: None })
        }
    }
}

/// Whether something would be lost if a statement came in place of these: several statements,
/// evidence for an assumption or for nothing, or who said it.
fn would_lose(question: &Question, known: &[Fact], new: &Fact) -> bool {
    match known {
        [] => false,
        [only] if only.answer == new.answer => false,
        [only] => {
            let is_weaker = !new.is_evidence_on(question);
            let has_words = [&only.by, &only.note, &only.quote].iter().any(|one| one.is_some());
            has_words || (has_evidence(question, known) && is_weaker)
        }
        _ => true,
    }
}

/// Whether anything but an assumption is known.
fn has_evidence(question: &Question, facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.is_evidence_on(question))
}
