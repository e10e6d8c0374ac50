//! What changes between two versions of a playbook, for the terminal.
//!
//! Styles are written as escape sequences; the stream that is written to drops them where they
//! are not wanted. Nothing else that steers a terminal comes through.

use std::io::{self, Write};

use super::{DealStory, DifferenceReport, Judged, TurnStory, WitnessStory, words};
use crate::authoring::proofs::difference::Relation;
use crate::report::lines::{fitting, one_line, path_in_line, write_wrapped};
use crate::report::plain::clean;
use crate::text::styles::{Outcome, Role, styled};

/// The most answers of a prospect that are all shown; of more, those that the deciding rules name.
const MOST_ANSWERS: usize = 8;

/// How a report is written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// The width that lines are wrapped to.
    pub width: usize,
    /// Every answer of a prospect and every text that changed.
    pub everything: bool,
}

/// Writes what changes as text.
///
/// # Errors
/// Where it can't be written.
pub fn write(
    report: &DifferenceReport,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer { width: fitting(options.width), everything: options.everything, out };
    writer.head(report)?;
    for (heading, turn) in words::turns(report) {
        writer.turn(heading, turn)?;
    }
    writer.list("Answers that only one takes", words::all_one_sided(report))?;
    writer.list("Changes", report.changes.changes.iter().map(words::change))?;
    writer.texts(report)?;
    writer.deals(report)
}

struct Writer<'w> {
    width: usize,
    everything: bool,
    out: &'w mut dyn Write,
}

impl Writer<'_> {
    fn line(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        write_wrapped(text, first, rest, self.width, self.out)
    }

    fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", styled(heading, Role::Heading))
    }

    fn head(&mut self, report: &DifferenceReport) -> io::Result<()> {
        let outcome = match report.relation {
            Relation::Equivalent => Outcome::Good,
            Relation::Stricter | Relation::Looser => Outcome::Open,
            Relation::Incomparable | Relation::NotProven => Outcome::Bad,
        };
        let relation = words::relation(report.relation).to_uppercase().replace('-', " ");
        let relation = styled(&relation, Role::Verdict(outcome));
        self.line(&format!("{relation} — {}", words::sentence(report)), "", "")?;
        let [old, new] = &report.names;
        self.line(&format!("{} → {}", path_in_line(old), path_in_line(new)), "", "")
    }

    fn turn(&mut self, heading: &str, turn: &TurnStory) -> io::Result<()> {
        match turn {
            TurnStory::None => Ok(()),
            TurnStory::NotProven => {
                self.heading(heading)?;
                self.line("It could not be proven whether there is one.", "  ", "  ")
            }
            TurnStory::Some(witness) => {
                self.heading(heading)?;
                self.witness(witness)
            }
        }
    }

    fn witness(&mut self, witness: &WitnessStory) -> io::Result<()> {
        self.judged("before", &witness.old)?;
        self.judged("after", &witness.new)?;
        let all = self.everything || witness.answers.len() <= MOST_ANSWERS;
        let shown = witness.answers.iter().filter(|answer| all || answer.is_deciding);
        let mut left = witness.answers.len();
        for answer in shown {
            let name = styled(&format!("{}:", one_line(&answer.question)), Role::Note);
            let text = format!("{name} {}{}", one_line(&answer.answer), words::only(answer.only));
            self.line(&text, "  ", "    ")?;
            left -= 1;
        }
        let rest = match (left, witness.answers.is_empty()) {
            (0, true) => "Whatever they answer.".to_owned(),
            (0, false) => "Whatever else they answer.".to_owned(),
            (left, _) => {
                format!("And {} in favour, which -v lists.", words::counted(left, "answer"))
            }
        };
        self.line(&rest, "  ", "  ")
    }

    fn judged(&mut self, when: &str, judged: &Judged) -> io::Result<()> {
        let text = format!("{} · {}", words::verdict(judged.verdict), words::why(judged));
        let first = format!("  {} ", styled(&format!("{when:<6}"), Role::Note));
        self.line(&one_line(&text), &first, "         ")
    }

    fn list(&mut self, heading: &str, items: impl Iterator<Item = String>) -> io::Result<()> {
        for (place, item) in items.enumerate() {
            if place == 0 {
                self.heading(heading)?;
            }
            self.line(&one_line(&item), "  ", "    ")?;
        }
        Ok(())
    }

    fn texts(&mut self, report: &DifferenceReport) -> io::Result<()> {
        let texts = &report.changes.texts;
        if self.everything {
            return self.list("Texts", texts.iter().map(words::text));
        }
        if texts.is_empty() {
            return Ok(());
        }
        let counted = words::counted(texts.len(), "text");
        writeln!(self.out)?;
        self.line(&format!("{counted} changed too; -v lists them."), "", "")
    }

    fn deals(&mut self, report: &DifferenceReport) -> io::Result<()> {
        if !report.deals.is_empty() {
            self.heading("Deals")?;
        }
        report.deals.iter().try_for_each(|deal| self.deal(deal))?;
        match report.other_deals {
            0 => Ok(()),
            count => {
                let counted = words::counted(count, "deal");
                writeln!(self.out)?;
                self.line(&format!("{counted} for other playbooks left out."), "", "")
            }
        }
    }

    fn deal(&mut self, deal: &DealStory) -> io::Result<()> {
        let path = path_in_line(&deal.path);
        let compared = match &deal.compared {
            Ok(compared) => compared,
            Err(error) => {
                let tag = styled("not read", Role::Verdict(Outcome::Bad));
                self.line(&path, &format!("  {tag} "), "    ")?;
                // There are paths in it, which have to stay in one piece.
                return error
                    .lines()
                    .try_for_each(|line| writeln!(self.out, "    {}", clean(line)));
            }
        };
        let name = one_line(&compared.name);
        let [old, new] = [&compared.old, &compared.new].map(words::judged);
        if compared.flips() {
            let tag = styled("flips", Role::Verdict(Outcome::Open));
            self.line(&format!("{name}: {old} → {new} ({path})"), &format!("  {tag} "), "    ")?;
            for (when, judged) in [("before", &compared.old), ("after", &compared.new)] {
                let text = format!("{when}: {}", one_line(&words::why(judged)));
                self.line(&text, "    ", "      ")?;
            }
        } else {
            let tag = if compared.is_settled() { "  same " } else { "  not settled " };
            let told = if old == new { new.to_owned() } else { format!("{old} → {new}") };
            self.line(&format!("{name}: {told} ({path})"), tag, "    ")?;
        }
        for misfit in &compared.misfits {
            let text = format!("{}: {}", words::misfit(compared.written_for), misfit.words);
            self.line(&one_line(&text), "    ", "      ")?;
        }
        Ok(())
    }
}
