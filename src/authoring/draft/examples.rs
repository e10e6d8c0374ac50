//! Three of a draft's prospects, for its author to say whether they come out right: one whom it fits,
//! one on the border, one whom it does not fit.

use super::about::Draft;
use super::playbook::signals;
use super::prospects::{self, About, Prospect};
use crate::deal::load::parse_answers_file;
use crate::engine::{Engine, Verdict};
use crate::playbook::load::load;
use crate::text::source::{Rejected, SourceFile};

/// A prospect, and what the playbook that is drafted says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it is called among the cases.
    pub name: String,
    /// What is known, a sentence each; what decides comes first.
    pub known: Vec<String>,
    /// The verdict, as the engine has it.
    pub verdict: Verdict,
    /// What it goes by.
    pub goes_by: GoesBy,
}

/// What the verdict on an example goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesBy {
    /// No criterion is in the way.
    Nothing,
    /// The answer to the criterion in this place.
    Criterion(usize),
    /// The answer of a stage.
    Stages,
    /// How much speaks for it: so many of so many, where a fit needs so many.
    Score {
        /// These speak for it.
        holding: usize,
        /// Of so many.
        of: usize,
        /// A fit needs these.
        needed: usize,
    },
}

/// The examples of a draft, put to the playbook that it makes.
///
/// # Errors
/// The playbook is wrong; what a draft takes is not.
pub fn of(draft: &Draft) -> Result<Vec<Example>, Rejected> {
    let playbook = load(SourceFile::new("the draft", draft.playbook()))?;
    let engine = Engine::new(&playbook);
    let fixtures = prospects::fixtures(draft);
    let example = |prospect: Prospect| {
        let given = fixtures.iter().filter(|(name, _)| prospect.given.contains(name));
        let mut facts: Vec<&(String, String)> = given.flat_map(|(_, facts)| facts).collect();
        facts.retain(|(id, _)| prospect.facts.iter().all(|(other, _)| other != id));
        facts.extend(&prospect.facts);
        let lines: Vec<String> =
            facts.iter().map(|(id, answer)| format!("{id}: {answer}\n")).collect();
        let facts = parse_answers_file(SourceFile::new("an example", lines.concat()), &playbook)?;
        Ok(Example {
            known: known(draft, &prospect),
            verdict: engine.verdict(&facts),
            goes_by: goes_by(draft, &prospect),
            name: prospect.name,
        })
    };
    chosen(draft).into_iter().map(example).collect()
}

/// Those of some examples that are still the same.
pub(super) fn current<'e>(
    draft: &Draft,
    examples: &'e [Example],
) -> impl Iterator<Item = &'e Example> {
    let now = if examples.is_empty() { Vec::new() } else { of(draft).unwrap_or_default() };
    examples.iter().filter(move |example| now.contains(example))
}

/// One of each kind: the fit with every answer as near to its limit as can be; what the first hold
/// holds up, or where there is none, as little for it as is enough; and whom the first criterion rules
/// out, a number before others, since a limit is what is most easily put the wrong way round.
fn chosen(draft: &Draft) -> Vec<Prospect> {
    let all = prospects::of(draft);
    let wrong = |rules_out: bool| {
        let is_one = |prospect: &&Prospect| match prospect.about {
            About::Wrong(place) => {
                draft.criteria.get(place).is_some_and(|one| one.rules_out() == rules_out)
            }
            _ => false,
        };
        let mut these: Vec<&Prospect> = all.iter().filter(is_one).collect();
        these.sort_by_key(|prospect| !is_about_a_number(draft, prospect));
        these.into_iter().next()
    };
    let about = |about: fn(About) -> bool| all.iter().find(|prospect| about(prospect.about));
    let fit = about(|about| about == About::All);
    let border = wrong(false).or_else(|| about(|about| matches!(about, About::Few(_))));
    let no_fit = wrong(true).or_else(|| about(|about| about == About::Against));
    [fit, border, no_fit].into_iter().flatten().cloned().collect()
}

fn is_about_a_number(draft: &Draft, prospect: &Prospect) -> bool {
    use super::criteria::Needed;
    let About::Wrong(place) = prospect.about else { return false };
    draft.criteria.get(place).is_some_and(|one| matches!(one.needed, Needed::Number(_)))
}

fn goes_by(draft: &Draft, prospect: &Prospect) -> GoesBy {
    match prospect.about {
        About::Wrong(place) => GoesBy::Criterion(place),
        About::Few(holding) => {
            GoesBy::Score { holding, of: signals(draft).len(), needed: draft.threshold() }
        }
        About::Against => GoesBy::Stages,
        About::All | About::Right(_) | About::Stage => GoesBy::Nothing,
    }
}

/// What is known of a prospect, in sentences.
fn known(draft: &Draft, prospect: &Prospect) -> Vec<String> {
    let passed = draft.criteria.iter().filter_map(|criterion| {
        let [right, _] = criterion.answers();
        let (_, words) = right.into_iter().next()?;
        Some(sentence(&format!("{} {words}", criterion.ask)))
    });
    match prospect.about {
        About::All => {
            passed.chain(["In every stage the answer speaks for it.".to_owned()]).collect()
        }
        About::Few(holding) => {
            let all = signals(draft).len();
            let way = if draft.criteria.is_empty() { "" } else { "Nothing is in the way. " };
            vec![format!(
                "{way}Of {all} things that speak for it, {holding} do; {} are enough.",
                draft.threshold()
            )]
        }
        _ => vec![sentence(&prospect.name), "Everything else speaks for it.".to_owned()],
    }
}

fn sentence(words: &str) -> String {
    let is_ended = words.ends_with(['.', '?', '!']);
    if is_ended { words.to_owned() } else { format!("{words}.") }
}
