//! A deal under way, and where it is kept.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::cli::exit::Exit;
use crate::cli::inputs::{ChosenPlaybook, PlaybookArguments, today};
use crate::cli::output::{Destination, Notes, OutputArguments};
use crate::deal::file::{DealFile, Layout as DealLayout};
use crate::deal::history::{day_of_the_later, replaced_afterwards, replaced_by};
use crate::deal::layers::Told;
use crate::deal::load::{Fitting, SetAside};
use crate::deal::names::{SUFFIX, deal_path, is_deal_file, name_of_file, near_deal};
use crate::deal::{Deal, Facts, Replaced, RetiredFact, Was, load};
use crate::engine::{Engine, Verdict};
use crate::playbook::Playbook;
use crate::report::brief::Brief;
use crate::report::brief::json::Layout;
use crate::report::brief::text;
use crate::text::characters::quoted_path;
use crate::text::source::{Finding, Rejected};

/// A deal under way, and where it is kept.
pub(in crate::cli) struct Work {
    pub(in crate::cli) playbook: Playbook,
    pub(in crate::cli) deal: Deal,
    pub(in crate::cli) kept: Kept,
    /// What stood in the file when it was opened, as far as it fits the playbook.
    pub(in crate::cli) before: Deal,
    /// What did not fit it.
    pub(in crate::cli) unfit: Option<Unfit>,
    pub(in crate::cli) today: Date,
    /// Whether the file was laid out anew, as what it said could not be changed in place.
    pub(in crate::cli) is_anew: bool,
    pub(in crate::cli) chosen: ChosenPlaybook,
    /// The playbook as `--playbook` takes it here.
    pub(in crate::cli) called: String,
    /// Whether the deal file alone leads to the playbook.
    pub(in crate::cli) leads: bool,
    /// Whether the last try to keep the deal failed.
    pub(in crate::cli) is_behind: bool,
}

/// What in a deal's file does not fit its playbook (any more).
pub(in crate::cli) struct Unfit {
    pub(in crate::cli) set_aside: Vec<SetAside>,
    pub(in crate::cli) rejected: Rejected,
}

/// Where a deal is kept.
pub(in crate::cli) enum Kept {
    /// Nowhere, since no DEAL was named.
    Nowhere,
    /// In a file that is not there yet.
    New(PathBuf),
    /// In a file, locked while we work.
    File(DealFile),
}

impl Work {
    /// Opens the deal that is named, or begins one.
    pub(in crate::cli) fn open(
        deal: Option<&str>,
        playbook: &PlaybookArguments,
        output: Destination<'_>,
        notes: Notes,
    ) -> anyhow::Result<Self> {
        let chosen = &playbook.choose(notes)?;
        let Some(path) = deal.map(deal_path).transpose()? else {
            return Self::new(chosen, String::new(), chosen.name(), Kept::Nowhere);
        };
        output.spare(&path)?;
        if path.symlink_metadata().is_err() {
            DealFile::check_folder(&path)?;
            if let Some(meant) = near_deal(&path) {
                let (path, meant) = (quoted_path(&path), quoted_path(&meant));
                notes.say(&format!("note: there is no {path} yet, but {meant}; is that the one?"));
            } else if !is_deal_file(&path) {
                notes.say(&format!(
                    "note: {} will not be found in its folder, as its name does not end in `{SUFFIX}`",
                    quoted_path(&path)
                ));
            }
            let named = chosen.name_for_deal(&path);
            let name = name_of_file(&path);
            return Self::new(chosen, name, &named, Kept::New(path));
        }
        let file = DealFile::open(&path)?;
        let unread = load::open(file.source().clone())?;
        let playbook = chosen.load_for_deal(unread.playbook(), &path)?;
        let called = chosen.name_from_here(unread.playbook(), &path);
        let leads = chosen.is_left_to(unread.playbook());
        let Fitting { deal, set_aside, rejected } = unread.read_fitting(&playbook)?;
        let unfit = rejected.map(|rejected| Unfit { set_aside, rejected });
        let kept = Kept::File(file);
        let work = Self::of(playbook, deal, kept, chosen, called);
        Ok(Self { leads, unfit, ..work })
    }

    pub(in crate::cli) fn of(
        playbook: Playbook,
        deal: Deal,
        kept: Kept,
        chosen: &ChosenPlaybook,
        called: String,
    ) -> Self {
        Self {
            playbook,
            before: deal.clone(),
            deal,
            kept,
            unfit: None,
            today: today(),
            is_anew: false,
            chosen: chosen.clone(),
            called,
            leads: true,
            is_behind: false,
        }
    }

    /// Refuses facts that don't fit the playbook, but for those that are answered anew: what was wrong
    /// with these goes to the history.
    pub(in crate::cli) fn refuse_unfit(&self) -> anyhow::Result<()> {
        let Some(Unfit { set_aside, rejected }) = &self.unfit else { return Ok(()) };
        let is_answered = |aside: &&SetAside| {
            let index = self.playbook.find_question(&aside.question);
            index.is_some_and(|index| !self.deal.facts.about(index).is_empty())
        };
        let (answered, open): (Vec<&SetAside>, Vec<_>) = set_aside.iter().partition(is_answered);
        if open.is_empty() {
            return Ok(());
        }
        let is_of = |finding: &Finding, aside: &SetAside| aside.place.contains(&finding.span.start);
        let mut left = rejected.clone();
        left.findings.retain(|finding| !answered.iter().any(|aside| is_of(finding, aside)));
        // Of very many no more than the first are known.
        Err(if left.findings.is_empty() { rejected.clone() } else { left }.into())
    }

    /// What goes to the history in this run, newest first.
    pub(in crate::cli) fn replaced(&self) -> Vec<Replaced> {
        let asides = self.unfit.iter().flat_map(|unfit| &unfit.set_aside);
        let asides = asides.map(|aside| aside.replaced(self.day_of_answer(&aside.question)));
        let facts = replaced_by(&self.deal.facts, &self.before.facts, &self.playbook, self.today);
        let retired = self.before.retired.iter().filter(|fact| self.is_answered_anew(fact));
        let retired = retired.map(|fact| Replaced {
            date: self.day_of_answer(&fact.question),
            question: fact.question.clone(),
            was: Was::Written(fact.was.clone()),
        });
        let (now, before) = (&self.deal, &self.before);
        let afterwards = replaced_afterwards(
            (now.outcome.as_ref(), &now.look_back),
            (before.outcome.as_ref(), &before.look_back),
            self.today,
        );
        facts.into_iter().chain(retired).chain(asides).chain(afterwards).collect()
    }

    /// Facts with the day of this run on each that is not among earlier ones and says none itself.
    pub(in crate::cli) fn dated(&self, facts: &Facts, earlier: &Facts) -> Facts {
        let today = Told { date: Some(self.today), ..Told::default() };
        today.of_new(facts, earlier, &self.playbook)
    }

    /// The day of what is said in this run of a question; today, where nothing is.
    fn day_of_answer(&self, question: &str) -> Date {
        let index = self.playbook.find_question(question);
        let (now, before) = (&self.deal.facts, &self.before.facts);
        let day = index.and_then(|index| day_of_the_later(now.about(index), before.about(index)));
        day.unwrap_or(self.today)
    }

    /// Whether something else is said now of the question whose option is retired.
    fn is_answered_anew(&self, fact: &RetiredFact) -> bool {
        let index = self.playbook.find_question(&fact.question);
        index.is_some_and(|index| self.deal.facts.about(index) != self.before.facts.about(index))
    }

    /// A deal of which nothing is known yet.
    pub(in crate::cli) fn new(
        chosen: &ChosenPlaybook,
        name: String,
        named: &str,
        kept: Kept,
    ) -> anyhow::Result<Self> {
        let playbook = chosen.load()?;
        let deal = Deal::begun(&name, named, Facts::none(&playbook));
        Ok(Self::of(playbook, deal, kept, chosen, chosen.name().to_owned()))
    }

    /// What was learned in this run; all that is known, where the file is gone. Whoever changed
    /// the file meanwhile has the last word on all else.
    pub(in crate::cli) fn unsaved(&self) -> Facts {
        let is_there = matches!(&self.kept, Kept::File(file) if file.path().exists());
        let mut facts = Facts::none(&self.playbook);
        for question in self.playbook.question_indexes() {
            let now = self.deal.facts.about(question);
            if !is_there || now != self.before.facts.about(question) {
                facts.set(question, now.to_vec());
            }
        }
        facts
    }

    /// Keeps the deal as it is now, where there is a file for it. A new file is made.
    pub(in crate::cli) fn save(&mut self) -> anyhow::Result<()> {
        let saved = self.write();
        self.is_behind = saved.is_err();
        saved
    }

    pub(in crate::cli) fn write(&mut self) -> anyhow::Result<()> {
        self.deal.facts = self.dated(&self.deal.facts, &self.before.facts);
        self.deal.history = self.replaced();
        self.deal.history.extend(self.before.history.iter().cloned());
        let retired = self.before.retired.iter().filter(|fact| !self.is_answered_anew(fact));
        self.deal.retired = retired.cloned().collect();
        match &mut self.kept {
            Kept::Nowhere => {}
            Kept::New(path) => {
                self.kept = Kept::File(DealFile::create(path, &self.deal, &self.playbook)?);
            }
            Kept::File(file) => {
                let layout = file.save(&self.deal, &self.playbook)?;
                self.is_anew |= layout == DealLayout::Anew;
            }
        }
        Ok(())
    }

    /// Keeps the deal and says so, unless the file says all this already.
    pub(in crate::cli) fn save_and_tell(
        &mut self,
        before: &Deal,
        notes: Notes,
    ) -> anyhow::Result<()> {
        let done = match self.kept {
            Kept::New(_) => "created",
            Kept::File(_) if *before != self.deal => "saved",
            Kept::Nowhere | Kept::File(_) => return Ok(()),
        };
        self.save()?;
        if let Kept::File(file) = &self.kept {
            notes.say(&format!("{done} {}", quoted_path(file.path())));
        }
        self.replaced_words().iter().for_each(|words| notes.say(words));
        Ok(())
    }

    pub(in crate::cli) fn print_brief(&self, output: &OutputArguments) -> anyhow::Result<Exit> {
        self.with_brief(&self.deal, |brief, verdict| {
            output.write(|out| output.write_brief(brief, Layout::Pretty, out))?;
            Ok(output.exit(verdict))
        })
    }

    /// The call sheet as it is with these facts, without colours.
    pub(in crate::cli) fn brief_of(&self, facts: &Facts, width: usize) -> String {
        let deal = Deal { facts: facts.clone(), ..self.deal.clone() };
        let mut text = Vec::new();
        // Nothing but memory is written to.
        let _ = self.with_brief(&deal, |brief, _| text::write(brief, width, &mut text));
        anstream::adapter::strip_str(&String::from_utf8_lossy(&text)).to_string()
    }

    fn with_brief<T>(&self, deal: &Deal, tell: impl FnOnce(&Brief, Verdict) -> T) -> T {
        let freshness = self.chosen.freshness();
        let stale = freshness.stale_questions(&self.playbook, &deal.facts);
        let engine = Engine::new(&self.playbook);
        let assessment = engine.assess_where_stale(&deal.facts, &stale);
        let mut brief = Brief::of(&self.playbook, &deal.facts, &assessment);
        brief = brief.as_of(freshness, &deal.facts, &assessment);
        if !matches!(self.kept, Kept::Nowhere) {
            brief = brief.for_deal(deal);
        }
        tell(&brief, assessment.verdict)
    }
}
