//! What changes between two versions of a playbook as Markdown, for a pull request.

use std::io::{self, Write};

use super::{ComparedDeal, DealStory, DifferenceReport, TurnStory, WitnessStory, words};
use crate::report::markdown::{escaped, write_shortened};
use crate::text::source::capitalised;

/// Writes what changes as Markdown, as far as a page has room.
///
/// # Errors
/// Where it can't be written.
pub fn write(report: &DifferenceReport, out: &mut dyn Write) -> io::Result<()> {
    write_shortened(out, |page| write_whole(report, page))
}

fn write_whole(report: &DifferenceReport, out: &mut dyn Write) -> io::Result<()> {
    let relation = capitalised(words::relation(report.relation)).replace('-', " ");
    writeln!(out, "## {relation}: {}", words::sentence(report))?;
    let [old, new] = &report.names;
    writeln!(out, "\n{} → {}", escaped(old), escaped(new))?;
    for (heading, turn) in words::turns(report) {
        write_turn(heading, turn, out)?;
    }
    let one_sided = words::all_one_sided(report);
    write_list("Answers that only one takes", one_sided, out)?;
    write_list("Changes", report.changes.changes.iter().map(words::change), out)?;
    let texts = report.changes.texts.iter().map(words::text).collect();
    let counted = words::counted(report.changes.texts.len(), "text");
    write_folded(&format!("{counted} changed"), texts, out)?;
    write_deals(report, out)
}

fn write_turn(heading: &str, turn: &TurnStory, out: &mut dyn Write) -> io::Result<()> {
    match turn {
        TurnStory::None => Ok(()),
        TurnStory::NotProven => {
            writeln!(out, "\n### {heading}\n\nIt could not be proven whether there is one.")
        }
        TurnStory::Some(witness) => {
            writeln!(out, "\n### {heading}\n")?;
            write_witness(witness, out)
        }
    }
}

fn write_witness(witness: &WitnessStory, out: &mut dyn Write) -> io::Result<()> {
    for (when, judged) in [("Before", &witness.old), ("After", &witness.new)] {
        let (verdict, why) = (words::verdict(judged.verdict), escaped(&words::why(judged)));
        writeln!(out, "- {when}: **{verdict}** · {why}")?;
    }
    if witness.answers.is_empty() {
        return writeln!(out, "\nWhatever they answer.");
    }
    let answers = witness.answers.iter();
    let answers =
        answers.map(|one| format!("{}: {}{}", one.question, one.answer, words::only(one.only)));
    let counted = words::counted(witness.answers.len(), "answer");
    let counted = format!("The {counted} that it takes, whatever else they answer");
    write_folded(&counted, answers.collect(), out)
}

fn write_list(
    heading: &str,
    items: impl Iterator<Item = String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (place, item) in items.enumerate() {
        if place == 0 {
            writeln!(out, "\n### {heading}\n")?;
        }
        writeln!(out, "- {}", escaped(&item))?;
    }
    Ok(())
}

/// Writes a list that is folded until somebody wants to see it.
fn write_folded(summary: &str, items: Vec<String>, out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n<details>\n<summary>{summary}</summary>\n")?;
    items.iter().try_for_each(|item| writeln!(out, "- {}", escaped(item)))?;
    writeln!(out, "\n</details>")
}

fn write_deals(report: &DifferenceReport, out: &mut dyn Write) -> io::Result<()> {
    if !report.deals.is_empty() {
        writeln!(out, "\n### Deals\n\n| Deal | Before | After | Why |\n| --- | --- | --- | --- |")?;
    }
    report.deals.iter().try_for_each(|deal| write_row(deal, out))?;
    let misfits = report.deals.iter().filter_map(|deal| Some((deal, deal.compared.as_ref().ok()?)));
    let misfits = misfits.flat_map(|(deal, compared)| {
        let fits = words::misfit(compared.written_for);
        compared
            .misfits
            .iter()
            .map(move |misfit| format!("{}: {fits}: {}", deal.path, misfit.words))
    });
    write_list("Facts that do not fit both", misfits, out)?;
    match report.other_deals {
        0 => Ok(()),
        count => {
            writeln!(out, "\n{} for other playbooks left out.", words::counted(count, "deal"))
        }
    }
}

fn write_row(deal: &DealStory, out: &mut dyn Write) -> io::Result<()> {
    let path = escaped(&deal.path);
    match &deal.compared {
        Err(error) => {
            let mut lines = error.lines();
            let first = escaped(lines.next().unwrap_or_default());
            let more = match lines.count() {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            writeln!(out, "| {path} | – | **not read** | {first}{more} |")
        }
        Ok(ComparedDeal { name, old, new, .. }) => {
            let [before, after] = [old, new].map(words::judged);
            let (after, why) = match before == after {
                true => (after.to_owned(), String::new()),
                false => (format!("**{after}**"), escaped(&words::why(new))),
            };
            writeln!(out, "| {} ({path}) | {before} | {after} | {why} |", escaped(name))
        }
    }
}
