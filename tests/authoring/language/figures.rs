//! How well the rules on questions tell honest ones from others.

use std::fmt;
use std::fs;
use std::path::Path;

use coach::authoring::lint::language::Rule;

/// The rules on questions.
const RULES: [Rule; 3] = [Rule::LeadingQuestion, Rule::DoubleQuestion, Rule::Pressure];

#[test]
fn hold_on_the_sentences_kept_apart() {
    let measured = measure("held-out");
    println!("held-out: {measured}");
    assert!(measured.honest >= 100 && measured.dishonest() >= 100, "a corpus to speak of");
    assert!(measured.precision() >= 0.95, "precision: {measured}");
    assert!(measured.recall() >= 0.85, "recall: {measured}");
    assert!(measured.named_rightly() >= 0.9, "the rule named: {measured}");
}

#[test]
fn hold_on_the_sentences_for_tuning() {
    let measured = measure("tuning");
    println!("tuning: {measured}");
    for miss in &measured.misses {
        println!("  {miss}");
    }
    assert!(measured.precision() >= 0.95, "precision: {measured}");
    assert!(measured.recall() >= 0.85, "recall: {measured}");
    assert!(measured.named_rightly() >= 0.9, "the rule named: {measured}");
}

/// What the rules make of one half of the corpus.
#[derive(Default)]
struct Measured {
    honest: usize,
    flagged_honest: usize,
    by_rule: Vec<ByRule>,
    /// Sentences that were judged wrongly; to be looked at for the tuning half alone.
    misses: Vec<String>,
}

struct ByRule {
    rule: Rule,
    sentences: usize,
    /// Flagged by any of the three rules.
    flagged: usize,
    /// Flagged by this very rule.
    named: usize,
}

impl Measured {
    fn dishonest(&self) -> usize {
        self.by_rule.iter().map(|rule| rule.sentences).sum()
    }

    fn flagged(&self) -> usize {
        self.by_rule.iter().map(|rule| rule.flagged).sum()
    }

    /// Of the sentences flagged, the share that is wrong indeed.
    fn precision(&self) -> f64 {
        share(self.flagged(), self.flagged() + self.flagged_honest)
    }

    /// Of the sentences that are wrong, the share that is flagged.
    fn recall(&self) -> f64 {
        share(self.flagged(), self.dishonest())
    }

    /// Of the wrong sentences that are flagged, the share that is flagged by the rule they break.
    fn named_rightly(&self) -> f64 {
        share(self.by_rule.iter().map(|rule| rule.named).sum(), self.flagged())
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "precision {:.3}, recall {:.3}, the right rule named {:.3}; {} of {} honest flagged",
            self.precision(),
            self.recall(),
            self.named_rightly(),
            self.flagged_honest,
            self.honest,
        )?;
        for ByRule { rule, sentences, flagged, named } in &self.by_rule {
            let name = rule.name();
            write!(formatter, "; {name}: {flagged} of {sentences} flagged, {named} by it")?;
        }
        Ok(())
    }
}

fn measure(half: &str) -> Measured {
    let mut measured = Measured::default();
    for sentence in sentences(half, "honest") {
        measured.honest += 1;
        let rules = rules_against(&sentence);
        if !rules.is_empty() {
            measured.flagged_honest += 1;
            measured.misses.push(format!("honest, but {rules:?}: {sentence}"));
        }
    }
    for (rule, file) in RULES.into_iter().zip(["leading", "double", "pressure"]) {
        let mut by_rule = ByRule { rule, sentences: 0, flagged: 0, named: 0 };
        for sentence in sentences(half, file) {
            let rules = rules_against(&sentence);
            by_rule.sentences += 1;
            by_rule.flagged += usize::from(!rules.is_empty());
            by_rule.named += usize::from(rules.contains(&rule));
            if !rules.contains(&rule) {
                measured.misses.push(format!("{}, but {rules:?}: {sentence}", rule.name()));
            }
        }
        measured.by_rule.push(by_rule);
    }
    measured
}

fn rules_against(sentence: &str) -> Vec<Rule> {
    RULES.into_iter().filter(|rule| !rule.check(sentence).is_empty()).collect()
}

fn sentences(half: &str, file: &str) -> Vec<String> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/authoring/language/corpus").join(half);
    let text = fs::read_to_string(folder.join(format!("{file}.txt"))).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}
