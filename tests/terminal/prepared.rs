//! Whoever finishes a conversation is prepared for the next talk: what `coach check` and the brief
//! still name is what the buyer has not told, and wizard, `ask_next` and call sheet ask nothing else.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use coach::deal::answers::parse_answer;
use coach::deal::file::DealFile;
use coach::deal::{Answer, Deal, Fact, Facts, KnownFrom};
use coach::engine::{Effect, Engine, Order, Outcome, Verdict};
use coach::interview::{Ask, Broken, Interview, Menu, Message, Page, Reply, Settings};
use coach::playbook::{Kind, Playbook, Question, QuestionIndex, load::load};
use coach::text::source::SourceFile;
use serde_json::Value;
use tempfile::TempDir;

use crate::days::today;
use crate::effort::is_full;

/// Conversations that are held on each shipped playbook in the full run, and those of the quick one:
/// each takes a tenth of a second there.
const CONVERSATIONS: [u64; 2] = [500, 3];

/// Numbers that look as if thrown with dice, the same ones in every run (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// A buyer who mostly says what keeps a fit possible; every other one does not know everything.
struct Buyer<'p> {
    engine: &'p Engine<'p>,
    dice: Dice,
    knows_all: bool,
    /// What the wizard has been told.
    facts: Facts,
    asked: Vec<QuestionIndex>,
    /// What was not told, or is only assumed.
    untold: BTreeSet<QuestionIndex>,
    /// Questions that the brief did not name when the wizard put them.
    unnamed: Vec<String>,
}

impl Buyer<'_> {
    fn answer(&mut self, index: QuestionIndex) -> Answer {
        let question = self.engine.playbook().question(index);
        let any: Vec<Answer> = (0..6).map(|_| any_answer(question, &mut self.dice)).collect();
        if self.dice.one_in(8) {
            return any[0].clone();
        }
        let standing = |answer: &Answer| {
            let mut facts = self.facts.clone();
            facts.set(index, vec![Fact::new(answer.clone(), KnownFrom::Prospect)]);
            let Outcome { verdict, score, .. } = self.engine.outcome(&facts);
            let rank = match verdict {
                Verdict::Fit | Verdict::Undecided => 0,
                Verdict::NotYet => 1,
                Verdict::NoFit => 2,
            };
            (rank, Reverse(score.at_least + score.at_most))
        };
        any.into_iter()
            .map(|answer| (standing(&answer), answer))
            .min_by(|one, other| one.0.cmp(&other.0))
            .unwrap()
            .1
    }

    /// Notes what the brief would have had asked in place of this.
    fn compare(&mut self, index: QuestionIndex) {
        let now = self.engine.assess(&self.facts);
        let mut open = now
            .ask_next
            .iter()
            .filter(|one| !self.asked.contains(one) && now.applies[one.0] == Effect::Holds);
        let is_first = open.next() == Some(&index);
        if !is_first && (self.untold.is_empty() || !now.ask_next.contains(&index)) {
            self.unnamed.push(self.engine.playbook().question(index).id.clone());
        }
    }
}

impl Ask for Buyer<'_> {
    fn tell(&mut self, _: &Message) -> Result<(), Broken> {
        Ok(())
    }

    fn question(&mut self, page: &Page) -> Result<Reply, Broken> {
        let index = self.engine.playbook().find_question(&page.question.id).unwrap();
        if self.dice.one_in(4) {
            self.compare(index);
        }
        self.asked.push(index);
        if !self.knows_all && self.dice.one_in(12) {
            self.untold.insert(index);
            return Ok(Reply::NotKnown);
        }
        let answer = self.answer(index);
        let is_assumed = !self.knows_all && !page.question.is_ours() && self.dice.one_in(12);
        let source = if is_assumed { KnownFrom::Assumption } else { KnownFrom::Prospect };
        if is_assumed {
            self.untold.insert(index);
        }
        self.facts.set(index, vec![Fact::new(answer.clone(), source)]);
        Ok(Reply::Known(answer, Some(source)))
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

fn any_answer(question: &Question, dice: &mut Dice) -> Answer {
    let text = match &question.kind {
        Kind::YesNo { .. } | Kind::Choice { .. } => {
            question.option_id(dice.below(question.option_count())).to_owned()
        }
        Kind::Choices { options } => {
            let chosen = options.iter().filter(|_| dice.one_in(2)).map(|option| option.id.as_str());
            chosen.collect::<Vec<_>>().join(",")
        }
        Kind::Number(kind) => {
            let low = kind.min.unwrap_or_default();
            let most = kind.max.map_or(100, |max| u64::try_from(max - low).unwrap_or(100));
            let reach = [3, 12, 60, most].map(|reach: u64| reach.min(most) as usize);
            let reach = reach[dice.below(4)];
            let number = dice.below(reach + 1);
            (low + rust_decimal::Decimal::from(number)).to_string()
        }
        Kind::Text => "Their words.".to_owned(),
    };
    parse_answer(question, &text).unwrap()
}

/// Holds a conversation; hands out what is known at its end and what was not told.
fn converse(playbook: &Playbook, engine: &Engine, seed: u64) -> (Facts, BTreeSet<String>) {
    let today = today();
    let usual = KnownFrom::Prospect;
    let settings = Settings { order: Order::Adaptive, from: None, all: false, today, usual };
    let mut buyer = Buyer {
        engine,
        dice: Dice(0x9e37_79b9_7f4a_7c15 ^ (seed + 1)),
        knows_all: seed.is_multiple_of(2),
        facts: Facts::none(playbook),
        asked: Vec::new(),
        untold: BTreeSet::new(),
        unnamed: Vec::new(),
    };
    let mut interview = Interview::new(engine, Facts::none(playbook), settings);
    interview.run(&mut buyer, &mut |_: &Facts| Ok(())).unwrap();
    assert!(buyer.unnamed.is_empty(), "{}, {seed}: {:?}", playbook.id, buyer.unnamed);
    let untold = with_what_waits_for_it(playbook, buyer.untold);
    let ids = untold.iter().map(|one| playbook.question(*one).id.clone()).collect();
    (interview.facts().clone(), ids)
}

/// What was not told, and the questions of which nobody can say whether they apply without it.
fn with_what_waits_for_it(
    playbook: &Playbook,
    mut untold: BTreeSet<QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    loop {
        let size = untold.len();
        for index in playbook.question_indexes() {
            let gates = playbook.question(index).when.iter();
            let mut gates = gates.flat_map(|when| when.questions(&playbook.values));
            if gates.any(|gate| untold.contains(&gate)) {
                untold.insert(index);
            }
        }
        if untold.len() == size {
            return untold;
        }
    }
}

/// What a command prints in this folder.
fn printed(folder: &TempDir, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn whoever_finishes_is_prepared_but_for_what_the_buyer_has_not_told() {
    let shipped = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/playbooks")).unwrap();
    let mut paths: Vec<_> = shipped.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".test.yaml"));
    paths.sort();
    let decided: BTreeSet<&str> = thread::scope(|scope| {
        let held: Vec<_> = paths.iter().map(|path| scope.spawn(|| hold_all_on(path))).collect();
        held.into_iter().flat_map(|held| held.join().unwrap()).collect()
    });
    assert!(decided.len() >= 3, "nearly every verdict comes out: {decided:?}");
}

/// Holds the conversations on a playbook, and looks at what is left to ask; hands out the verdicts.
fn hold_all_on(path: &Path) -> BTreeSet<&'static str> {
    let mut decided = BTreeSet::new();
    let text = fs::read_to_string(path).unwrap();
    let playbook = load(SourceFile::new(path.to_string_lossy(), text)).unwrap();
    let engine = Engine::new(&playbook);
    let folder = TempDir::new().unwrap();
    let mut untold = Vec::new();
    for seed in 0..CONVERSATIONS[usize::from(!is_full())] {
        let (facts, not_told) = converse(&playbook, &engine, seed);
        decided.insert(engine.verdict(&facts).name());
        let deal = Deal::begun(&format!("Deal {seed}"), &playbook.id, facts);
        let path = folder.path().join(format!("{seed:03}.deal.yaml"));
        DealFile::create(&path, &deal, &playbook).unwrap();
        untold.push(not_told);
    }
    let checked: Value =
        serde_json::from_str(&printed(&folder, &["check", ".", "-f", "json"])).unwrap();
    for (file, untold) in checked["files"].as_array().unwrap().iter().zip(&untold) {
        for finding in file["findings"].as_array().unwrap() {
            let question = finding["question"].as_str().unwrap_or_default();
            assert!(untold.contains(question), "{}: {finding:#}", playbook.id);
        }
    }
    let names: Vec<String> = (0..untold.len()).map(|seed| format!("{seed:03}.deal.yaml")).collect();
    let names = names.iter().map(String::as_str);
    let arguments: Vec<&str> = ["brief", "-f", "json"].into_iter().chain(names).collect();
    let briefs = printed(&folder, &arguments);
    assert_eq!(briefs.lines().count(), untold.len());
    for (seed, (brief, untold)) in briefs.lines().zip(&untold).enumerate() {
        let brief: Value = serde_json::from_str(brief).unwrap();
        let next = brief["ask_next"].as_array().unwrap();
        let next: Vec<&str> = next.iter().map(|one| one["question"].as_str().unwrap()).collect();
        for question in &next {
            assert!(untold.contains(*question), "{}: {question} {brief:#}", playbook.id);
        }
        let sheet = printed(&folder, &["brief", &format!("{seed:03}.deal.yaml")]);
        asks_the_first_of(&playbook, &next, &sheet);
    }
    decided
}

/// The call sheet puts the first three that are the buyer's to answer, the first that is ours, and no
/// other.
fn asks_the_first_of(playbook: &Playbook, next: &[&str], sheet: &str) {
    let sheet: Vec<&str> = sheet.split_whitespace().collect();
    let sheet = sheet.join(" ");
    let asked = |id: &str| playbook.question(playbook.find_question(id).unwrap());
    let (ours, theirs): (Vec<&str>, Vec<&str>) = next.iter().partition(|id| asked(id).is_ours());
    let due: BTreeSet<&str> = theirs.into_iter().take(3).chain(ours.into_iter().take(1)).collect();
    for question in &playbook.questions {
        // Where there is no room for all of a question, its beginning stands.
        let beginning: Vec<&str> = question.ask.split_whitespace().take(8).collect();
        let is_asked = sheet.contains(&format!("“{}", beginning.join(" ")));
        let is_due = due.contains(question.id.as_str());
        assert_eq!(is_asked, is_due, "{}: {} {next:?}\n{sheet}", playbook.id, question.id);
    }
}
