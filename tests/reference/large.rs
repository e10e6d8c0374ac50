//! Random playbooks of any size, too large for all their cases, and random complete cases of them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::RangeInclusive;

use coach::deal::{Fact, Facts, KnownFrom};
use coach::playbook::{Kind, Playbook, QuestionIndex};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::cases::{Case, Values, gates_first, holds};
use super::tape::Tape;
use super::values::{Value, likeness, representatives, takes, tests_on};
use super::{deals, playbooks};

/// What a playbook is made of.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// How many questions.
    pub(crate) questions: usize,
    /// Over how many stages they are spread evenly.
    pub(crate) stages: usize,
    /// How many in a hundred stages have a verifier: a test on a question of theirs.
    pub(crate) verified: usize,
    /// How many in a hundred questions have a gate: one test on an earlier question.
    pub(crate) gated: usize,
    /// How many disqualifiers; each holds where all of its tests do.
    pub(crate) disqualifiers: usize,
    /// How many must-haves; each holds where one of its tests does.
    pub(crate) must_haves: usize,
    /// How many signals; each joins its tests in one of several ways.
    pub(crate) signals: usize,
    /// How many tests a disqualifier or must-have has; a single one is on an unlikely option.
    pub(crate) limit_tests: RangeInclusive<usize>,
    /// How many tests a signal has, each on another question.
    pub(crate) signal_tests: RangeInclusive<usize>,
    /// How many in a hundred questions are `choices`.
    pub(crate) choices: usize,
}

/// Complete cases of a playbook, as likely as it says: options by `likely`, all else alike, and so
/// are the intervals between the numbers that its tests name; of a number that a value is worked out
/// from, those in an interval too.
pub(crate) struct Draw<'p> {
    playbook: &'p Playbook,
    order: Vec<QuestionIndex>,
    /// For each question, one value of each kind and how likely it is.
    pub(crate) values: Vec<Vec<(Value, f64)>>,
}

impl<'p> Draw<'p> {
    /// Looks at the values of all questions.
    pub(crate) fn of(playbook: &'p Playbook) -> Self {
        let values = playbook.question_indexes().map(|question| {
            if is_worked_with(playbook, question) {
                return spread(playbook, question);
            }
            let values = representatives(playbook, question, &[]);
            let weights = match &playbook.question(question).kind {
                Kind::YesNo { likely: Some(weights) }
                | Kind::Choice { likely: Some(weights), .. } => weights.clone(),
                _ => vec![1.0; values.len()],
            };
            let total: f64 = weights.iter().sum();
            values.into_iter().zip(weights).map(|(value, weight)| (value, weight / total)).collect()
        });
        Self { playbook, order: gates_first(playbook), values: values.collect() }
    }

    /// A random case.
    pub(crate) fn case(&self, tape: &mut Tape<'_>) -> Case {
        self.case_with(tape, &vec![None; self.playbook.questions.len()])
    }

    /// A random case in which everything known is so, where it applies.
    pub(crate) fn case_with(&self, tape: &mut Tape<'_>, known: &[Option<Value>]) -> Case {
        self.complete(|question| known[question.0].unwrap_or_else(|| self.value(tape, question)))
    }

    /// The case that gives each question that applies this value.
    pub(crate) fn complete(&self, mut value: impl FnMut(QuestionIndex) -> Value) -> Case {
        let mut values: Values = vec![None; self.playbook.questions.len()];
        for &question in &self.order {
            let gate = self.playbook.question(question).when.as_ref();
            if gate.is_none_or(|gate| holds(self.playbook, gate, &values)) {
                values[question.0] = Some(value(question));
            }
        }
        Case::of(self.playbook, values)
    }

    fn value(&self, tape: &mut Tape<'_>, question: QuestionIndex) -> Value {
        const STEPS: usize = 10_000;
        let mut drawn = (tape.below(STEPS) as f64 + 0.5) / STEPS as f64;
        let values = &self.values[question.0];
        let chosen = values.iter().find(|(_, chance)| {
            drawn -= chance;
            drawn <= 0.0
        });
        chosen.unwrap_or(&values[values.len() - 1]).0
    }
}

/// Whether a value is worked out from a question.
fn is_worked_with(playbook: &Playbook, question: QuestionIndex) -> bool {
    let mut values = playbook.values.iter();
    values.any(|value| value.is.questions(&playbook.values).contains(&question))
}

/// Numbers of a question, each as many times another as the one before, and how likely each is.
fn spread(playbook: &Playbook, question: QuestionIndex) -> Vec<(Value, f64)> {
    const STEPS: i32 = 16;
    let Kind::Number(kind) = &playbook.question(question).kind else { unreachable!("a number") };
    let end = |end: Option<Decimal>, or: f64| end.and_then(|end| end.to_f64()).unwrap_or(or);
    let (low, high) = (end(kind.min, 0.0).max(1.0), end(kind.max, 1e6));
    let number = |step| low * (high / low).powf(f64::from(step) / f64::from(STEPS));
    let numbers = (0..=STEPS).filter_map(|step| Decimal::from_f64(number(step).round()));
    let mut values = representatives(playbook, question, &[]);
    values
        .extend(numbers.map(Value::Number).filter(|one| takes(playbook.question(question), *one)));
    values.sort_unstable();
    values.dedup();
    let tests = tests_on(playbook, question);
    let of_each: Vec<Vec<bool>> =
        values.iter().map(|value| likeness(&tests, &[], *value)).collect();
    let kinds = of_each.iter().collect::<BTreeSet<_>>().len() as f64;
    let alike = |one: &Vec<bool>| of_each.iter().filter(|other| *other == one).count() as f64;
    values.into_iter().zip(&of_each).map(|(value, of)| (value, 1.0 / kinds / alike(of))).collect()
}

/// Numbers are asked for between 0 and this.
const HIGHEST: i64 = 100;

/// A question before it is written down.
enum Sketch {
    YesNo,
    Choice(usize),
    Choices(usize),
    Number([i64; 2]),
}

impl Plan {
    /// Writes a playbook with threshold 0.
    pub(crate) fn write(&self, tape: &mut Tape<'_>) -> String {
        let sketches: Vec<Sketch> = (0..self.questions).map(|_| self.sketch(tape)).collect();
        let mut text = String::from(
            "format: 1\nid: large\ntitle: Large\nsummary: Made by a test.\n\
             offer: { name: Thing, solves: Something }\nstages:\n",
        );
        for stage in 0..self.stages {
            let places =
                stage * self.questions / self.stages..(stage + 1) * self.questions / self.stages;
            let _ =
                writeln!(text, "  - id: s{stage}\n    title: Stage {stage}\n    buyer_asks: What?");
            if tape.chance(self.verified) {
                let place = places.start + tape.below(places.len());
                let _ = writeln!(text, "    verified_when: {{ {} }}", test(tape, &sketches, place));
            }
            text.push_str("    questions:\n");
            for place in places {
                self.question_text(&mut text, tape, &sketches, place);
            }
        }
        self.fit_text(&mut text, tape, &sketches);
        text
    }

    /// Writes a playbook and sets its threshold so that 30 to 70 in a hundred cases are a fit, if
    /// any threshold does.
    pub(crate) fn balanced(&self, tape: &mut Tape<'_>) -> Option<Playbook> {
        const SAMPLE: usize = 400;
        let text = self.write(tape);
        let playbook = playbooks::loaded(&text);
        let draw = Draw::of(&playbook);
        let mut scores: Vec<i64> = (0..SAMPLE)
            .map(|_| draw.case(tape))
            .filter(|case| !case.ruled_out)
            .map(|case| case.score)
            .collect();
        scores.sort_unstable();
        // The threshold that half of all cases reach; where fewer are left at all, most of those.
        let place = scores.len().saturating_sub(SAMPLE / 2).max(scores.len() / 8);
        let threshold = *scores.get(place)?;
        let fits = scores.iter().filter(|score| **score >= threshold).count();
        let is_balanced = (SAMPLE * 3 / 10..=SAMPLE * 7 / 10).contains(&fits);
        let text = text.replace("\n  threshold: 0\n", &format!("\n  threshold: {threshold}\n"));
        is_balanced.then(|| playbooks::loaded(&text))
    }

    fn sketch(&self, tape: &mut Tape<'_>) -> Sketch {
        if tape.chance(self.choices) {
            return Sketch::Choices(2 + tape.below(2));
        }
        match tape.below(10) {
            0..5 => Sketch::YesNo,
            5..8 => Sketch::Choice(3 + tape.below(2)),
            _ => {
                let low = 10 * tape.between(2, 4);
                Sketch::Number([low, low + 10 * tape.between(1, 4)])
            }
        }
    }

    fn question_text(
        &self,
        text: &mut String,
        tape: &mut Tape<'_>,
        sketches: &[Sketch],
        place: usize,
    ) {
        let _ = writeln!(text, "      - id: q{place}\n        ask: What of it?");
        if place > 0 && tape.chance(self.gated) {
            let gate = tape.below(place);
            let _ = writeln!(text, "        when: {{ {} }}", test(tape, sketches, gate));
        }
        let options = |count: usize| {
            let options: Vec<String> = (0..count).map(|option| format!("o{option}: It")).collect();
            options.join(", ")
        };
        let kind = match &sketches[place] {
            Sketch::YesNo => "yes_no".to_owned(),
            Sketch::Choice(count) => format!("choice\n        options: {{ {} }}", options(*count)),
            Sketch::Choices(count) => {
                format!("choices\n        options: {{ {} }}", options(*count))
            }
            Sketch::Number(_) => {
                format!("number\n        min: 0\n        max: {HIGHEST}\n        whole: true")
            }
        };
        let _ = writeln!(text, "        type: {kind}");
        let likely = match &sketches[place] {
            Sketch::YesNo if tape.chance(30) => {
                format!("yes: {}, no: {}", tape.between(1, 4), tape.between(1, 4))
            }
            Sketch::Choice(count) => {
                let mut weights: Vec<String> =
                    (1..*count).map(|o| format!("o{}: {}", o - 1, tape.between(2, 4))).collect();
                weights.push(format!("o{}: 1", count - 1));
                weights.join(", ")
            }
            _ => return,
        };
        let _ = writeln!(text, "        likely: {{ {likely} }}");
    }

    fn fit_text(&self, text: &mut String, tape: &mut Tape<'_>, sketches: &[Sketch]) {
        text.push_str("fit:\n");
        let lists = [
            ("disqualifiers", 'd', self.disqualifiers),
            ("must_haves", 'm', self.must_haves),
            ("signals", 's', self.signals),
        ];
        for (list, letter, count) in lists.into_iter().filter(|(_, _, count)| *count > 0) {
            let _ = writeln!(text, "  {list}:");
            for place in 0..count {
                let tests = if letter == 's' { &self.signal_tests } else { &self.limit_tests };
                let tests = tests.start() + tape.below(tests.end() - tests.start() + 1);
                let rare = if tests == 1 { rare_option(tape, sketches) } else { None };
                let tests = distinct_tests(tape, sketches, tests);
                let when = match (letter, rare) {
                    ('d', Some((place, option))) => format!("{{ q{place}: o{option} }}"),
                    ('d', None) => format!("{{ {} }}", tests.join(", ")),
                    ('m', Some((place, option))) => {
                        format!("{{ q{place}: {{ is_not: o{option} }} }}")
                    }
                    ('m', None) => format!("{{ any: [{{ {} }}] }}", tests.join(" }, { ")),
                    _ => joined(tape, &tests),
                };
                let weight = [1, 2, 2, 3, 3, 4, 5, -1, -2, -3][tape.below(10)];
                let weight =
                    if letter == 's' { format!(", weight: {weight}") } else { String::new() };
                let _ = writeln!(
                    text,
                    "    - {{ id: {letter}{place}, when: {when}, because: It matters.{weight} }}"
                );
            }
        }
        text.push_str("  threshold: 0\n");
    }
}

/// Some of a case's answers as facts, each with a chance.
pub(crate) fn facts_of(
    tape: &mut Tape<'_>,
    playbook: &Playbook,
    case: &Case,
    percent: usize,
) -> Facts {
    let mut facts = Facts::none(playbook);
    for index in playbook.question_indexes() {
        if let Some(value) = case.values[index.0]
            && tape.chance(percent)
        {
            let answer = deals::exactly(playbook.question(index), value);
            facts.set(index, vec![Fact::new(answer, KnownFrom::Prospect)]);
        }
    }
    facts
}

/// A choice and its last option, which is the least likely: what limits are made of.
fn rare_option(tape: &mut Tape<'_>, sketches: &[Sketch]) -> Option<(usize, usize)> {
    let choices: Vec<(usize, usize)> = sketches
        .iter()
        .enumerate()
        .filter_map(|(place, sketch)| match sketch {
            Sketch::Choice(count) => Some((place, count - 1)),
            _ => None,
        })
        .collect();
    (!choices.is_empty()).then(|| choices[tape.below(choices.len())])
}

fn distinct_tests(tape: &mut Tape<'_>, sketches: &[Sketch], count: usize) -> Vec<String> {
    let mut places: Vec<usize> = Vec::new();
    while places.len() < count.min(sketches.len()) {
        let drawn = tape.below(sketches.len());
        // The next one that is not there yet, so that a row that is used up can't go on for ever.
        let free = (0..sketches.len())
            .map(|step| (drawn + step) % sketches.len())
            .find(|place| !places.contains(place));
        places.extend(free);
    }
    places.into_iter().map(|place| test(tape, sketches, place)).collect()
}

/// All of them, any of them, or (of three and more) one and a choice among the rest.
fn joined(tape: &mut Tape<'_>, tests: &[String]) -> String {
    let any = |tests: &[String]| format!("any: [{{ {} }}]", tests.join(" }, { "));
    match tape.below(4) {
        0 | 1 => format!("{{ {} }}", tests.join(", ")),
        2 => format!("{{ {} }}", any(tests)),
        _ if tests.len() < 3 => format!("{{ not: {{ {} }} }}", tests.join(", ")),
        _ => format!("{{ {}, {}, not: {{ {} }} }}", tests[0], any(&tests[1..]), tests.join(", ")),
    }
}

fn test(tape: &mut Tape<'_>, sketches: &[Sketch], place: usize) -> String {
    let test = match &sketches[place] {
        Sketch::YesNo => (*tape.pick(&["yes", "no"])).to_owned(),
        Sketch::Choice(count) => {
            let (one, two) = (tape.below(*count), tape.below(*count));
            match tape.below(3) {
                0 => format!("o{one}"),
                1 if one != two => format!("[o{one}, o{two}]"),
                _ => format!("{{ is_not: o{one} }}"),
            }
        }
        Sketch::Choices(count) => match tape.below(3) {
            0 => format!("{{ includes: o{} }}", tape.below(*count)),
            1 => format!("{{ excludes: o{} }}", tape.below(*count)),
            _ => "{ count_at_least: 1 }".to_owned(),
        },
        Sketch::Number(thresholds) => {
            let threshold = *tape.pick(thresholds);
            let operator = *tape.pick(&["at_least", "less_than"]);
            format!("{{ {operator}: {threshold} }}")
        }
    };
    format!("q{place}: {test}")
}
