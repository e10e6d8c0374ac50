//! The loop of the interview, led by scripts: no terminal, no files.

use std::collections::BTreeSet;

use crate::effort::config;
use coach::deal::answers::parse_answer;
use coach::deal::{Answer, Fact, Facts, KnownFrom};
use coach::engine::{Engine, Order, Verdict};
use coach::interview::scripted::{Cue, Heard, Scripted};
use coach::interview::{Aside, Ask, Broken, Interview, Menu, Message, Page, Reply, Settings};
use coach::playbook::{Kind, Playbook, Question, QuestionIndex, load::load};
use coach::text::source::SourceFile;
use proptest::prelude::*;

const CLINIC: &str = include_str!("wizard/clinic.yaml");
const CONSULTATIVE: &str = include_str!("../../playbooks/consultative.yaml");
const BILLING: &str = include_str!("../../playbooks/subscription-billing.yaml");

fn playbook(text: &str) -> Playbook {
    load(SourceFile::new("playbook.yaml", text)).unwrap()
}

fn settings() -> Settings {
    let today = jiff::civil::date(2026, 11, 3);
    Settings { order: Order::Playbook, from: None, all: false, today, usual: KnownFrom::Prospect }
}

fn answer(playbook: &Playbook, id: &str, text: &str) -> Answer {
    parse_answer(playbook.question(playbook.find_question(id).unwrap()), text).unwrap()
}

/// An answer to a question and its source: two cues.
fn said(playbook: &Playbook, id: &str, text: &str, source: KnownFrom) -> [Cue; 2] {
    [Cue::Reply(Reply::Answer(answer(playbook, id, text))), Cue::Source(Some(source))]
}

/// Runs a script; hands out what is known at the end, and what was heard.
fn run(playbook: &Playbook, facts: Facts, settings: Settings, cues: Vec<Cue>) -> (Facts, Scripted) {
    let engine = Engine::new(playbook);
    let mut interview = Interview::new(&engine, facts, settings);
    let mut script = Scripted::new(cues);
    let _ = interview.run(&mut script, &mut |_: &Facts| Ok(()));
    (interview.facts().clone(), script)
}

fn questions(script: &Scripted) -> Vec<&str> {
    let mut ids = Vec::new();
    for heard in &script.heard {
        if let Heard::Question { id, .. } = heard {
            ids.push(id.as_str());
        }
    }
    ids
}

#[test]
fn how_an_answer_is_known_is_as_usual_unless_it_is_said_with_it() {
    let playbook = playbook(CLINIC);
    let known = |id, text, source| Cue::Reply(Reply::Known(answer(&playbook, id, text), source));
    for usual in [KnownFrom::Prospect, KnownFrom::Document, KnownFrom::Assumption] {
        let cues = vec![
            known("consequence", "none", None),
            known("deadline", "year", Some(KnownFrom::Assumption)),
            known("users", "30", None),
            Cue::Reply(Reply::Answer(answer(&playbook, "hosting", "cloud"))),
        ];
        let settings = Settings { usual, ..settings() };
        let (facts, script) = run(&playbook, Facts::none(&playbook), settings, cues);
        let sources = (0..3).map(|place| facts.about(QuestionIndex(place))[0].source);
        assert_eq!(sources.collect::<Vec<_>>(), [usual, KnownFrom::Assumption, usual]);
        assert!(script.heard.contains(&Heard::Source(usual)), "{usual:?}");
    }
}

#[test]
fn whoever_stops_at_an_answer_that_they_went_to_has_stopped() {
    let playbook = playbook(CLINIC);
    let engine = Engine::new(&playbook);
    let mut interview = Interview::new(&engine, Facts::none(&playbook), settings());
    let mut script = Scripted::new([
        Cue::Reply(Reply::Known(answer(&playbook, "consequence", "none"), None)),
        Cue::Reply(Reply::Aside(Aside::Answers)),
        Cue::Choose(Some(0)),
        Cue::Reply(Reply::Aside(Aside::Stop)),
    ]);
    assert!(interview.run(&mut script, &mut |_: &Facts| Ok(())).is_ok());
    assert_eq!(
        (script.left(), questions(&script)),
        (0, vec!["consequence", "deadline", "consequence"])
    );
}

#[test]
fn an_assumption_is_not_asked_twice_in_one_conversation() {
    let playbook = playbook(CLINIC);
    let mut cues = said(&playbook, "consequence", "measured", KnownFrom::Assumption).to_vec();
    cues.extend(said(&playbook, "deadline", "quarter", KnownFrom::Assumption));
    let (_, script) = run(&playbook, Facts::none(&playbook), settings(), cues);
    assert_eq!(questions(&script), ["consequence", "deadline", "users"]);
}

#[test]
fn a_failed_save_is_told_and_loses_nothing() {
    let playbook = playbook(CLINIC);
    let engine = Engine::new(&playbook);
    let mut interview = Interview::new(&engine, Facts::none(&playbook), settings());
    let mut script = Scripted::new(said(&playbook, "consequence", "none", KnownFrom::Prospect));
    let _ = interview.run(&mut script, &mut |_: &Facts| Err("the disk is full".to_owned()));
    let note = |heard: &Heard| matches!(heard, Heard::Told(Message::Note(words)) if words.contains("the disk is full"));
    assert!(script.heard.iter().any(note));
    assert_eq!(interview.facts().about(QuestionIndex(0)).len(), 1);
}

#[test]
fn an_assumption_does_not_replace_evidence_unasked() {
    let playbook = playbook(CLINIC);
    let users = playbook.find_question("users").unwrap();
    let known = Fact::new(answer(&playbook, "users", "10..50"), KnownFrom::Prospect);
    let mut facts = Facts::none(&playbook);
    facts.set(users, vec![known.clone()]);
    let from = playbook.find_stage("requirements");
    let mut cues = said(&playbook, "users", "30", KnownFrom::Assumption).to_vec();
    cues.push(Cue::Choose(Some(0)));
    let (facts, _) = run(&playbook, facts, Settings { from, ..settings() }, cues);
    assert_eq!(facts.about(users).first(), Some(&known));
    assert_eq!(facts.about(users).len(), 2);
}

#[test]
fn who_said_it_and_the_note_are_kept_while_the_answer_stays() {
    let playbook = playbook(CLINIC);
    let users = playbook.find_question("users").unwrap();
    let mut known = Fact::new(answer(&playbook, "users", "10..50"), KnownFrom::Assumption);
    known.by = Some("Dana".to_owned());
    known.note = Some("She sounded sure.".to_owned());
    let mut facts = Facts::none(&playbook);
    facts.set(users, vec![known]);
    let from = playbook.find_stage("requirements");
    let cues = said(&playbook, "users", "10..50", KnownFrom::Document).to_vec();
    let (facts, _) = run(&playbook, facts, Settings { from, ..settings() }, cues);
    let [fact] = facts.about(users) else { panic!("{facts:?}") };
    assert_eq!((fact.by.as_deref(), fact.source), (Some("Dana"), KnownFrom::Document));
    assert_eq!(fact.note.as_deref(), Some("She sounded sure."));
}

#[test]
fn whatever_would_be_lost_with_an_earlier_statement_is_asked_about() {
    let playbook = playbook(CLINIC);
    let users = playbook.find_question("users").unwrap();
    let known = Fact::new(answer(&playbook, "users", "10..50"), KnownFrom::Prospect);
    let note = Some("She sounded sure.".to_owned());
    let unknown = Fact::new(Answer::Unknown, KnownFrom::Prospect);
    for (known, asks) in [
        (known.clone(), false),
        (Fact { note: note.clone(), ..known.clone() }, true),
        (Fact { by: Some("Dana".to_owned()), ..known }, true),
        (unknown.clone(), false),
        (Fact { note: note.clone(), ..unknown }, true),
    ] {
        let mut facts = Facts::none(&playbook);
        facts.set(users, vec![known.clone()]);
        let from = playbook.find_stage("requirements");
        let mut cues = said(&playbook, "users", "30", KnownFrom::Prospect).to_vec();
        cues.push(Cue::Choose(Some(0)));
        let (facts, script) = run(&playbook, facts, Settings { from, ..settings() }, cues);
        let menu = script.heard.iter().find_map(|heard| match heard {
            Heard::Menu(menu) if menu.title.contains("already known") => Some(menu),
            _ => None,
        });
        assert_eq!(menu.is_some(), asks, "{known:?}");
        assert_eq!(facts.about(users).contains(&known), asks, "{known:?}");
        let shown = menu.is_some_and(|menu| menu.lines.concat().contains("She sounded sure."));
        assert_eq!(shown, known.note.is_some(), "{menu:?}");
    }
}

/// What is known of `users` once somebody, or nobody by name, has said a number again.
fn said_again(
    known: &[(&str, Option<&str>)],
    by: Option<&str>,
    text: &str,
    is_stale: bool,
) -> Vec<(String, Option<String>, Option<jiff::civil::Date>)> {
    let playbook = playbook(CLINIC);
    let engine = Engine::new(&playbook);
    let users = playbook.find_question("users").unwrap();
    let mut facts = Facts::none(&playbook);
    let statements = known.iter().map(|(text, by)| {
        let mut fact = Fact::new(answer(&playbook, "users", text), KnownFrom::Prospect);
        (fact.by, fact.date) = (by.map(str::to_owned), Some(jiff::civil::date(2025, 1, 5)));
        fact.quote = Some("Their words.".to_owned());
        fact
    });
    facts.set(users, statements.collect());
    let stale = is_stale.then_some(users).into_iter().collect();
    let interview = Interview::new(&engine, facts, settings());
    let mut interview = interview.where_stale(stale).said_by(by.map(str::to_owned));
    let mut script = Scripted::new([
        Cue::Reply(Reply::Aside(Aside::Answers)),
        Cue::Choose(Some(0)),
        Cue::Reply(Reply::Known(answer(&playbook, "users", text), None)),
    ]);
    let _ = interview.run(&mut script, &mut |_: &Facts| Ok(()));
    let told = interview.facts().about(users).iter().map(|fact| {
        let words = coach::deal::answers::answer_text(playbook.question(users), &fact.answer);
        (words, fact.by.clone(), fact.date)
    });
    told.collect()
}

#[test]
fn nobody_is_credited_with_what_somebody_else_says() {
    let (then, today) = (Some(jiff::civil::date(2025, 1, 5)), Some(settings().today));
    let (kim, dana) = (Some("Kim".to_owned()), Some("Dana".to_owned()));
    let fact = |text: &str, by: &Option<String>, date| (text.to_owned(), by.clone(), date);
    let kim_says = [("30", Some("Kim"))];
    // The same answer of somebody else stands beside theirs, another one of the same person in its place.
    assert_eq!(
        said_again(&kim_says, Some("Dana"), "30", false),
        [fact("30", &kim, then), fact("30", &dana, today)]
    );
    assert_eq!(said_again(&kim_says, Some("Kim"), "40", false), [fact("40", &kim, today)]);
    assert_eq!(
        said_again(&[("30", Some("Kim")), ("20", Some("Dana"))], Some("Dana"), "30", false),
        [fact("30", &kim, then), fact("30", &dana, today)]
    );
    // What is said again changes nothing, unless it had become too old.
    assert_eq!(said_again(&kim_says, Some("Kim"), "30", false), [fact("30", &kim, then)]);
    assert_eq!(said_again(&kim_says, None, "30", false), [fact("30", &kim, then)]);
    assert_eq!(said_again(&kim_says, Some("Kim"), "30", true), [fact("30", &kim, today)]);
    assert_eq!(said_again(&kim_says, None, "30", true), [fact("30", &None, today)]);
}

#[test]
fn what_is_not_known_is_put_again_when_a_gate_opens_anew() {
    let playbook = playbook(CLINIC);
    let from = playbook.find_stage("requirements");
    let mut cues = said(&playbook, "users", "30", KnownFrom::Prospect).to_vec();
    cues.extend(said(&playbook, "hosting", "own_servers_only", KnownFrom::Prospect));
    cues.push(Cue::Reply(Reply::NotKnown));
    cues.extend([Cue::Reply(Reply::Back), Cue::Reply(Reply::Back)]);
    cues.extend(said(&playbook, "hosting", "cloud", KnownFrom::Prospect));
    cues.push(Cue::Reply(Reply::Back));
    cues.extend(said(&playbook, "hosting", "own_servers_only", KnownFrom::Prospect));
    let (_, script) = run(&playbook, Facts::none(&playbook), Settings { from, ..settings() }, cues);
    let put = questions(&script);
    let expected =
        ["users", "hosting", "can_move", "needs", "can_move", "hosting", "needs", "hosting"];
    assert_eq!(put[..8], expected);
    assert_eq!(put[8], "can_move");
}

#[test]
fn what_someone_said_by_name_is_not_taken_back_unasked() {
    let playbook = playbook(CLINIC);
    let users = playbook.find_question("users").unwrap();
    let mut known = Fact::new(answer(&playbook, "users", "10..50"), KnownFrom::Prospect);
    known.by = Some("Dana".to_owned());
    let mut facts = Facts::none(&playbook);
    facts.set(users, vec![known.clone()]);
    let from = playbook.find_stage("requirements");
    let cues = vec![Cue::Reply(Reply::NotKnown), Cue::Choose(Some(0))];
    let (facts, _) = run(&playbook, facts, Settings { from, ..settings() }, cues);
    assert_eq!(facts.about(users), [known]);
}

#[test]
fn all_in_playbook_order_asks_what_is_known_in_part_in_its_turn() {
    let playbook = playbook(CLINIC);
    let mut facts = Facts::none(&playbook);
    let deadline = playbook.find_question("deadline").unwrap();
    let in_part = Fact::new(answer(&playbook, "deadline", "quarter|year"), KnownFrom::Prospect);
    facts.set(deadline, vec![in_part]);
    let cues = said(&playbook, "consequence", "none", KnownFrom::Prospect).to_vec();
    let (_, script) = run(&playbook, facts, Settings { all: true, ..settings() }, cues);
    assert_eq!(questions(&script), ["consequence", "deadline"]);
}

#[test]
fn a_changed_answer_reopens_nothing_that_does_not_depend_on_it() {
    let playbook = playbook(CLINIC);
    let mut cues = said(&playbook, "consequence", "none", KnownFrom::Prospect).to_vec();
    cues.push(Cue::Reply(Reply::NotKnown));
    cues.extend([Cue::Reply(Reply::Back), Cue::Reply(Reply::Back)]);
    cues.extend(said(&playbook, "consequence", "stated", KnownFrom::Prospect));
    let (_, script) = run(&playbook, Facts::none(&playbook), settings(), cues);
    let put = questions(&script);
    assert_eq!(put, ["consequence", "deadline", "users", "deadline", "consequence", "users"]);
}

/// Someone who knows every answer.
struct Knowing<'p> {
    playbook: &'p Playbook,
    truth: &'p Facts,
    asked: Vec<String>,
}

impl Ask for Knowing<'_> {
    fn tell(&mut self, _: &Message) -> Result<(), Broken> {
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        self.asked.push(page.question.id.clone());
        let index = self.playbook.find_question(&page.question.id).unwrap();
        Ok(Reply::Answer(self.truth.about(index)[0].answer.clone()))
    }

    fn source(
        &mut self,
        _: &Page,
        _: &Answer,
        usual: KnownFrom,
    ) -> Result<Option<KnownFrom>, Broken> {
        Ok(Some(usual))
    }

    fn show(&mut self, _: &str) -> Result<(), Broken> {
        Ok(())
    }

    fn choose(&mut self, _: &Menu) -> Result<Option<usize>, Broken> {
        Ok(Some(0))
    }

    fn line(&mut self, _: &str, _: &str) -> Result<Option<String>, Broken> {
        Ok(None)
    }
}

/// Someone who presses keys as they fall, for a while.
struct Fidgety {
    seeds: std::vec::IntoIter<u8>,
}

impl Fidgety {
    fn next(&mut self) -> Result<usize, Broken> {
        self.seeds.next().map(usize::from).ok_or(Broken::Ended)
    }
}

impl Ask for Fidgety {
    fn tell(&mut self, _: &Message) -> Result<(), Broken> {
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        let seed = self.next()?;
        const ASIDES: [Aside; 4] = [Aside::Help, Aside::Brief, Aside::Answers, Aside::Who];
        Ok(match seed % 8 {
            0 => Reply::Back,
            1 => Reply::Aside(ASIDES[seed / 8 % 4]),
            2 => Reply::NotKnown,
            3 if page.earlier.is_some() => Reply::Keep,
            _ => Reply::Answer(any_answer(page.question, seed / 8)),
        })
    }

    fn source(&mut self, _: &Page, _: &Answer, _: KnownFrom) -> Result<Option<KnownFrom>, Broken> {
        let sources = [KnownFrom::Prospect, KnownFrom::Document, KnownFrom::Assumption];
        Ok(sources.get(self.next()? % 4).copied())
    }

    fn show(&mut self, _: &str) -> Result<(), Broken> {
        Ok(())
    }

    fn choose(&mut self, menu: &Menu) -> Result<Option<usize>, Broken> {
        // Not the first line, which ends the conversation.
        let line = self.next()? % (menu.entries.len() + 1);
        Ok((line > 0 && line < menu.entries.len()).then_some(line))
    }

    fn line(&mut self, _: &str, _: &str) -> Result<Option<String>, Broken> {
        Ok(None)
    }
}

fn any_answer(question: &Question, seed: usize) -> Answer {
    let text = match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            question.option_id(seed % question.option_count()).to_owned()
        }
        Kind::Choices { options } => {
            let ids = options.iter().map(|option| option.id.clone()).enumerate();
            let chosen = ids.filter(|(place, _)| seed & (1 << place) != 0).map(|(_, id)| id);
            chosen.collect::<Vec<_>>().join(",")
        }
        Kind::Number(kind) => {
            let (low, high) = (kind.min.unwrap_or_default(), kind.max);
            let number = low + rust_decimal::Decimal::from(seed as u64 * 3);
            high.map_or(number, |high| number.min(high)).to_string()
        }
        Kind::Text => "words".to_owned(),
    };
    parse_answer(question, &text).unwrap()
}

proptest! {
    #![proptest_config(config(16, 20_261_103))]

    #[test]
    fn an_interview_finds_the_verdict_of_the_whole_case(
        seeds in prop::collection::vec(0usize..64, 64),
        which in 0usize..3,
        adaptive: bool,
    ) {
        let playbook = playbook([CLINIC, CONSULTATIVE, BILLING][which]);
        let engine = Engine::new(&playbook);
        let mut truth = Facts::none(&playbook);
        for (index, seed) in playbook.question_indexes().zip(seeds.iter().cycle()) {
            let answer = any_answer(playbook.question(index), *seed);
            truth.set(index, vec![Fact::new(answer, KnownFrom::Prospect)]);
        }
        let order = if adaptive { Order::Adaptive } else { Order::Playbook };
        let mut interview =
            Interview::new(&engine, Facts::none(&playbook), Settings { order, ..settings() });
        let mut ask = Knowing { playbook: &playbook, truth: &truth, asked: Vec::new() };
        interview.run(&mut ask, &mut |_: &Facts| Ok(())).unwrap();
        let verdict = engine.assess(interview.facts()).verdict;
        prop_assert_ne!(verdict, Verdict::Undecided);
        prop_assert_eq!(verdict, engine.assess(&truth).verdict);
        let distinct: BTreeSet<&String> = ask.asked.iter().collect();
        prop_assert_eq!(distinct.len(), ask.asked.len(), "asked twice: {:?}", ask.asked);
    }

    #[test]
    fn whatever_keys_are_pressed_all_that_is_known_is_saved(
        seeds in prop::collection::vec(any::<u8>(), 0..200),
        which in 0usize..3,
        all: bool,
    ) {
        let playbook = playbook([CLINIC, CONSULTATIVE, BILLING][which]);
        let engine = Engine::new(&playbook);
        let settings = Settings { order: Order::Adaptive, all, ..settings() };
        let mut interview = Interview::new(&engine, Facts::none(&playbook), settings);
        let mut saved = Facts::none(&playbook);
        let mut ask = Fidgety { seeds: seeds.into_iter() };
        let end = interview.run(&mut ask, &mut |facts: &Facts| {
            saved = facts.clone();
            Ok(())
        });
        // At the pause after the opening they may have stopped on their own.
        prop_assert!(matches!(end, Ok(_) | Err(Broken::Ended)));
        prop_assert_eq!(&saved, interview.facts());
    }
}
