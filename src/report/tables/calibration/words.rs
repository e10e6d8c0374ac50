//! What is said of a calibration in sentences, the same in all forms.

use crate::engine::Verdict;
use crate::playbook::{Playbook, RuleKind};
use crate::table::calibration::interval::Interval;
use crate::table::calibration::leak::{Leak, Telling};
use crate::table::calibration::line::{Calibration, Clash, Line, Relation, Subject};
use crate::table::calibration::tally::{Sides, Tally};

/// Something that is worth a look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Finding<'c> {
    /// A rule.
    Line(&'c Line),
    /// An answer.
    Leak(&'c Leak),
}

/// Findings of one kind.
pub(super) struct Chapter<'c> {
    /// What is common to them.
    pub(super) heading: &'static str,
    /// Each, and what is said of it.
    pub(super) findings: Vec<(Finding<'c>, String)>,
}

/// All that is worth a look, and what is said of it.
pub(super) fn findings<'c>(
    playbook: &Playbook,
    calibration: &'c Calibration,
) -> Vec<(Finding<'c>, String)> {
    chapters(playbook, calibration).into_iter().flat_map(|chapter| chapter.findings).collect()
}

/// The same by kinds, what weighs most first; kinds of which there is nothing are left out.
pub(super) fn chapters<'c>(playbook: &Playbook, calibration: &'c Calibration) -> Vec<Chapter<'c>> {
    let of_lines = |heading, lines: Vec<&'c Line>| Chapter {
        heading,
        findings: lines
            .into_iter()
            .filter_map(|line| Some((Finding::Line(line), rule_words(playbook, line)?)))
            .collect(),
    };
    let leaks = calibration.leaks.iter();
    let leaks = leaks.map(|leak| (Finding::Leak(leak), leak_words(playbook, leak)));
    let mut chapters = vec![
        of_lines(
            "Hard rules that outcomes contradict",
            calibration.clashing(Clash::RulesOut).collect(),
        ),
        of_lines(
            "Rules that count the wrong way round",
            calibration.clashing(Clash::Reversed).collect(),
        ),
        Chapter { heading: "Answers that may be known only afterwards", findings: leaks.collect() },
        of_lines("Rules that tell nothing", calibration.telling_nothing().collect()),
    ];
    chapters.retain(|chapter| !chapter.findings.is_empty());
    chapters
}

/// How many decided and chose us, and whether the advice had to do with it.
pub(super) fn summary(playbook: &Playbook, calibration: &Calibration) -> Vec<String> {
    let Calibration { all, at_least, .. } = calibration;
    let mut said = match all.n() < *at_least {
        true => format!("{} decided: too few to say more, it takes {at_least}.", buyers(all.n())),
        false => format!("{} decided: {}.", buyers(all.n()), chosen_words(all, "")),
    };
    if calibration.open > 0 {
        said.push_str(&format!(" {} not decided yet.", buyers(calibration.open)));
    }
    let mut lines = vec![said];
    lines.extend(advice_words(calibration));
    lines.push(relation_words(playbook, "verdict", &calibration.verdicts, *at_least));
    if !calibration.bands.is_empty() {
        lines.push(relation_words(playbook, "band", &calibration.bands, *at_least));
    }
    lines
}

/// How the figures are to be read.
pub(super) fn legend(calibration: &Calibration) -> Vec<String> {
    let at_least = calibration.at_least;
    let judged = format!(
        "n: buyers who decided; ours: those who chose us. 95 %: where the rate lies (Wilson's \
         interval). Nothing is said of fewer than {at_least}."
    );
    let says = "more, fewer: so do those of the line, against the line below it or all others, \
                beyond chance (Fisher's exact test, Holm's correction, 5 % over all lines); no \
                relation: each rate lies in the other's interval; unclear: neither.";
    let regret = "Regret: mean from 0 to 100, in brackets of how many who looked back.";
    let has_regret = calibration.all.looked_back() > 0;
    let regret = has_regret.then(|| regret.to_owned());
    [judged, says.to_owned()].into_iter().chain(regret).collect()
}

/// What a line is about: `own_servers`
pub(super) fn name(playbook: &Playbook, subject: Subject) -> &str {
    match subject {
        Subject::Verdict(verdict) => verdict.name(),
        Subject::Band(band) => playbook.scale.bands().get(band).map_or("", |band| &band.id),
        Subject::Rule(rule) => &playbook.rule(rule).id,
        Subject::Group(group) => &playbook.group(group).id,
        Subject::Missing(question) => &playbook.question(question).id,
    }
}

/// `83 %`
pub(super) fn percent(rate: f64) -> String {
    format!("{:.0} %", 100.0 * rate)
}

/// `64–93 %`
pub(super) fn interval_words(interval: Interval) -> String {
    format!("{:.0}–{:.0} %", 100.0 * interval.low, 100.0 * interval.high)
}

/// What a line has to do with what buyers decide, in a word.
pub(super) fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::TooFew => "too few",
        Relation::More => "more",
        Relation::Fewer => "fewer",
        Relation::Nothing => "no relation",
        Relation::Unclear => "unclear",
    }
}

/// `1 buyer has`, `20 buyers have`
fn buyers(count: u64) -> String {
    if count == 1 { "1 buyer has".to_owned() } else { format!("{count} buyers have") }
}

/// `20 of 24 chose us, 83 % (64–93 %)`
fn rate_words(tally: &Tally) -> String {
    chosen_words(tally, &format!(" of {}", tally.n()))
}

fn chosen_words(tally: &Tally, of_all: &str) -> String {
    let chose = format!("{}{of_all} chose us", tally.ours());
    match tally.rate().zip(tally.interval()) {
        Some((rate, interval)) => {
            format!("{chose}, {} ({})", percent(rate), interval_words(interval))
        }
        None => chose,
    }
}

/// What became of those to whom something was advised.
fn advice_words(calibration: &Calibration) -> Option<String> {
    let said = calibration.advice.iter().filter(|(.., among)| *among >= calibration.at_least);
    let words = said.clone().map(|(verdict, taken, among)| {
        let did = if *verdict == Verdict::Fit { "chose us" } else { "stopped looking" };
        format!("of {among} with {} {taken} {did}", verdict.name())
    });
    let words: Vec<String> = words.collect();
    let has_a_no = said.clone().any(|(verdict, ..)| *verdict != Verdict::Fit);
    let honest = "; who stops after an honest no has been advised well, which counts as a success of \
                  the advice, not as a deal";
    let honest = if has_a_no { honest } else { "" };
    (!words.is_empty()).then(|| format!("Advice taken: {}{honest}.", words.join(", ")))
}

/// Whether verdicts, or bands, have to do with what buyers decide, and how.
fn relation_words(playbook: &Playbook, what: &str, lines: &[Line], at_least: u64) -> String {
    match Calibration::is_related(lines) {
        None => format!(
            "Whether the {what} has to do with what buyers decide can't be said: it takes {at_least} \
             of one {what}, and as many of others."
        ),
        Some(true) => {
            let related = lines.iter().filter(|line| line.relation.is_beyond_chance());
            let each = related.map(|line| {
                let name = name(playbook, line.subject);
                format!("with {name} {} choose us", relation_word(line.relation))
            });
            let each = each.collect::<Vec<_>>().join(", ");
            let against =
                if lines.iter().any(is_against) { " That is against the advice." } else { "" };
            format!("The {what} tells something, beyond chance: {each}.{against}")
        }
        Some(false) => format!(
            "No relation: what buyers of one {what} and of others decide differs by no more than chance."
        ),
    }
}

/// Whether buyers decide the other way than a verdict says.
fn is_against(line: &Line) -> bool {
    matches!(
        (line.subject, line.relation),
        (Subject::Verdict(Verdict::Fit), Relation::Fewer)
            | (Subject::Verdict(Verdict::NoFit), Relation::More)
    )
}

/// What is said of a rule that is worth a look.
fn rule_words(playbook: &Playbook, line: &Line) -> Option<String> {
    let Subject::Rule(index) = line.subject else { return None };
    let rule = playbook.rule(index);
    let Sides { with, without } = &line.sides;
    let id = &rule.id;
    if line.clash.is_none() {
        return Some(format!(
            "`{id}`: {} where it holds, {} where it does not",
            rate_words(with),
            rate_words(without)
        ));
    }
    let (does, side, other) = match rule.kind {
        RuleKind::Disqualifier => ("rules out a fit where it holds".to_owned(), with, without),
        RuleKind::MustHave => ("rules out a fit where it does not hold".to_owned(), without, with),
        RuleKind::Hold => ("holds a fit up".to_owned(), with, without),
        RuleKind::Signal(weight) => (format!("counts {weight:+} where it holds"), with, without),
        RuleKind::Points => ("counts by its points".to_owned(), with, without),
    };
    Some(format!(
        "`{id}` {does}: of these {}; of the others {}",
        rate_words(side),
        rate_words(other)
    ))
}

fn leak_words(playbook: &Playbook, leak: &Leak) -> String {
    let question = playbook.question(leak.question);
    let id = &question.id;
    let known = match leak.known {
        Telling::Option(option) => format!("where it is `{}`", question.option_id(option)),
        Telling::Missing => "where nothing is known of it".to_owned(),
        Telling::Given => "where it is known".to_owned(),
    };
    format!(
        "`{id}` tells the outcome too well: {known}, {}; of the others {}. If it is known only once \
         they have decided, it can advise nobody",
        rate_words(&leak.sides.with),
        rate_words(&leak.sides.without)
    )
}
