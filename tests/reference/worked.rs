//! Random playbooks with values, and what sampled complete cases of them say: every value worked out
//! in fractions of its own, case by case.

use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::ops::Bound;

use coach::deal::{Answer, Fact, Facts, Interval, KnownFrom, Numbers};
use coach::engine::Verdict;
use coach::playbook::{
    Choosing, Condition, Expression, Kind, NumberTest, Operation, Playbook, QuestionIndex,
    RuleKind, Subject, Test, ValueIndex,
};
use rust_decimal::Decimal;

use super::cases::by_score;
use super::playbooks::loaded;
use super::tape::Tape;

/// A fraction; small enough here for its parts never to grow too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction(pub(crate) i128, pub(crate) i128);

impl Fraction {
    /// In lowest terms, the denominator above 0.
    pub(crate) fn of(over: i128, under: i128) -> Self {
        let divisor = common(over.abs(), under.abs()).max(1) * under.signum();
        Self(over / divisor, under / divisor)
    }

    pub(crate) fn from_decimal(number: Decimal) -> Self {
        Self::of(number.mantissa(), 10_i128.pow(number.scale()))
    }

    fn two(self, other: Self, operation: Operation) -> Option<Self> {
        Some(match operation {
            Operation::Plus => Self::of(self.0 * other.1 + other.0 * self.1, self.1 * other.1),
            Operation::Minus => Self::of(self.0 * other.1 - other.0 * self.1, self.1 * other.1),
            Operation::Times => Self::of(self.0 * other.0, self.1 * other.1),
            Operation::Over if other.0 == 0 => return None,
            Operation::Over => Self::of(self.0 * other.1, self.1 * other.0),
        })
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }
}

fn common(one: i128, two: i128) -> i128 {
    if two == 0 { one } else { common(two, one % two) }
}

/// One answer: a number, or 1 for yes and 0 for no.
pub(crate) type Given = Fraction;

/// A complete case, and what the playbook says of it.
#[derive(Debug, Clone)]
pub(crate) struct Sampled {
    /// For each question an answer, whether it applies or not.
    pub(crate) given: Vec<Given>,
    /// For each question its answer, if it applies.
    pub(crate) answers: Vec<Option<Given>>,
    /// For each value what it comes to, if it applies.
    pub(crate) values: Vec<Option<Fraction>>,
    pub(crate) rules: Vec<bool>,
    pub(crate) verifiers: Vec<Option<bool>>,
    pub(crate) score: i64,
    pub(crate) verdict: Verdict,
}

impl Sampled {
    /// The case of these answers, those that do not apply left out.
    pub(crate) fn of(playbook: &Playbook, answers: &[Given]) -> Self {
        let mut applying: Vec<Option<Given>> = vec![None; answers.len()];
        // Long enough for every chain of gates.
        for _ in 0..=answers.len() {
            for place in 0..answers.len() {
                let gate = playbook.questions[place].when.as_ref();
                let applies = gate.is_none_or(|gate| holds(playbook, gate, &applying));
                applying[place] = applies.then_some(answers[place]);
            }
        }
        let rules: Vec<bool> =
            playbook.rules.iter().map(|rule| holds(playbook, &rule.when, &applying)).collect();
        let judged = || playbook.rules.iter().zip(&rules);
        let score = judged().map(|(rule, holds)| match rule.kind {
            RuleKind::Signal(weight) if *holds => weight,
            _ => 0,
        });
        let score: i64 = score.sum();
        let is_out = judged().any(|(rule, holds)| match rule.kind {
            RuleKind::Disqualifier => *holds,
            RuleKind::MustHave => !holds,
            _ => false,
        });
        let verdict = if is_out || by_score(playbook, score) == Verdict::NoFit {
            Verdict::NoFit
        } else if judged().any(|(rule, holds)| rule.kind == RuleKind::Hold && *holds) {
            Verdict::NotYet
        } else {
            Verdict::Fit
        };
        let verifier = |when: &Condition| holds(playbook, when, &applying);
        let stages = playbook.stages.iter();
        let verifiers = stages.map(|stage| stage.verified_when.as_ref().map(verifier)).collect();
        let values = playbook.value_indexes().map(|value| worked_out(playbook, value, &applying));
        let values = values.collect();
        let given = answers.to_vec();
        Self { given, answers: applying, values, rules, verifiers, score, verdict }
    }
}

fn holds(playbook: &Playbook, condition: &Condition, answers: &[Option<Given>]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(playbook, part, answers)),
        Condition::Any(parts) => parts.iter().any(|part| holds(playbook, part, answers)),
        Condition::Not(part) => !holds(playbook, part, answers),
        Condition::Test(subject, test) => {
            let number = match subject {
                Subject::Question(question) => answers[question.0],
                Subject::Value(value) => worked_out(playbook, *value, answers),
            };
            number.is_some_and(|number| passes(test, number))
        }
    }
}

/// Whether a test holds for a number.
pub(crate) fn passes(test: &Test, number: Fraction) -> bool {
    let at = Fraction::from_decimal;
    match test {
        // 1 is yes, the first option.
        Test::OneOf(options) => options.contains(&usize::from(number.0 == 0)),
        Test::NoneOf(options) => !options.contains(&usize::from(number.0 == 0)),
        Test::Number(NumberTest::Is(other)) => number == at(*other),
        Test::Number(NumberTest::IsNot(other)) => number != at(*other),
        Test::Number(NumberTest::AtLeast(other)) => number >= at(*other),
        Test::Number(NumberTest::AtMost(other)) => number <= at(*other),
        Test::Number(NumberTest::MoreThan(other)) => number > at(*other),
        Test::Number(NumberTest::LessThan(other)) => number < at(*other),
        other => panic!("{other:?} is no test here"),
    }
}

/// What a value comes to, if it applies.
pub(crate) fn worked_out(
    playbook: &Playbook,
    value: ValueIndex,
    answers: &[Option<Given>],
) -> Option<Fraction> {
    worked(playbook, &playbook.value(value).is, answers)
}

fn worked(playbook: &Playbook, is: &Expression, answers: &[Option<Given>]) -> Option<Fraction> {
    let of = |part: &Expression| worked(playbook, part, answers);
    match is {
        Expression::Number(number) => Some(Fraction::from_decimal(*number)),
        Expression::Question(question) => answers[question.0],
        Expression::Value(value) => worked_out(playbook, *value, answers),
        Expression::Negated(part) => of(part).map(|number| Fraction::of(-number.0, number.1)),
        Expression::Two(operation, one, two) => of(one)?.two(of(two)?, *operation),
        Expression::Of(choosing, parts) => {
            let numbers: Option<Vec<Fraction>> = parts.iter().map(of).collect();
            match choosing {
                Choosing::Lowest => numbers?.into_iter().min(),
                Choosing::Highest => numbers?.into_iter().max(),
            }
        }
    }
}

/// A random playbook with values, and what is known of a deal.
pub(crate) struct WorkedPair {
    pub(crate) text: String,
    pub(crate) playbook: Playbook,
    pub(crate) facts: Facts,
}

impl fmt::Debug for WorkedPair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{}", self.text)?;
        for question in self.playbook.question_indexes() {
            for fact in self.facts.about(question) {
                let id = &self.playbook.question(question).id;
                write!(formatter, "\n# {id}: {:?} {:?}", fact.answer, fact.source)?;
            }
        }
        Ok(())
    }
}

impl WorkedPair {
    /// The pair that is drawn from a row of numbers.
    pub(crate) fn of(numbers: &[u16]) -> Self {
        let tape = &mut Tape::new(numbers);
        let text = write(tape);
        let playbook = loaded(&text);
        let facts = facts(tape, &playbook);
        Self { text, playbook, facts }
    }
}

/// How many number questions a playbook has.
struct Plan {
    numbers: usize,
    /// Each question stands at most once in all values together.
    is_plain: bool,
}

fn write(tape: &mut Tape<'_>) -> String {
    let plan = Plan { numbers: 2 + tape.below(2), is_plain: tape.chance(50) };
    let mut text = String::from(
        "format: 1\nid: worked\ntitle: Worked\nsummary: Made by a test.\n\
         offer: { name: Thing, solves: Something }\nstages:\n",
    );
    let (values, ids) = values(tape, &plan);
    let stages = 1 + tape.below(2);
    let split = if stages == 1 { plan.numbers } else { 1 + tape.below(plan.numbers) };
    for (stage, places) in [(0, 0..split), (1, split..plan.numbers)].into_iter().take(stages) {
        let _ = writeln!(text, "  - id: s{stage}\n    title: Stage\n    buyer_asks: What?");
        if tape.chance(40) {
            let _ = writeln!(text, "    verified_when: {}", condition(tape, &plan, &ids, 1));
        }
        text.push_str("    questions:\n");
        if stage == 0 {
            text.push_str("      - { id: flag, ask: Is it?, type: yes_no }\n");
        }
        for place in places {
            number(&mut text, tape, place);
        }
        if stage + 1 == stages {
            text.push_str("      - id: late\n        ask: And so?\n        type: yes_no\n");
            if tape.chance(40) {
                let when = condition(tape, &plan, &ids, 0);
                let when = when.replace("late: yes", "flag: yes").replace("late: no", "flag: no");
                let _ = writeln!(text, "        when: {when}");
            }
        }
    }
    let _ = writeln!(text, "values:\n{values}fit:");
    for (list, letter, most) in
        [("disqualifiers", 'd', 2), ("must_haves", 'm', 2), ("holds", 'h', 3), ("signals", 's', 4)]
    {
        let count = tape.below(most);
        if count > 0 {
            let _ = writeln!(text, "  {list}:");
        }
        for place in 0..count {
            let when = condition(tape, &plan, &ids, 1);
            let rest = match letter {
                'h' => ", until: They say so.".to_owned(),
                's' => format!(", weight: {}", tape.between(-2, 4)),
                _ => String::new(),
            };
            let _ =
                writeln!(text, "    - {{ id: {letter}{place}, when: {when}, because: So.{rest} }}");
        }
    }
    let _ = writeln!(text, "  threshold: {}", tape.between(-1, 3));
    text
}

fn number(text: &mut String, tape: &mut Tape<'_>, place: usize) {
    let min = tape.between(-2, 1);
    let max = min + tape.between(1, 4);
    let whole = tape.chance(25);
    let _ = writeln!(
        text,
        "      - id: n{place}\n        ask: How many?\n        type: number\n        \
         min: {min}\n        max: {max}\n        whole: {whole}"
    );
    if tape.chance(20) {
        let when = if place > 0 && tape.chance(50) { "n0: { at_least: 1 }" } else { "flag: yes" };
        let _ = writeln!(text, "        when: {{ {when} }}");
    }
    if tape.chance(15) {
        text.push_str("        answered_by: us\n");
    }
}

/// The lines of the values, and their ids.
fn values(tape: &mut Tape<'_>, plan: &Plan) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut ids: Vec<String> = Vec::new();
    let mut left: Vec<String> = (0..plan.numbers).map(|place| format!("n{place}")).collect();
    for place in 0..1 + tape.below(2) {
        if plan.is_plain && left.is_empty() {
            break;
        }
        let size = if plan.is_plain { left.len() } else { 2 + tape.below(2) };
        let is = expression(tape, plan, &mut left, &ids, size);
        let id = format!("v{place}");
        let _ = writeln!(text, "  - {{ id: {id}, title: Value {place}, is: \"{is}\" }}");
        ids.push(id);
    }
    (text, ids)
}

fn expression(
    tape: &mut Tape<'_>,
    plan: &Plan,
    left: &mut Vec<String>,
    earlier: &[String],
    size: usize,
) -> String {
    if size <= 1 {
        return operand(tape, plan, left, earlier);
    }
    let first = 1 + tape.below(size - 1);
    let one = expression(tape, plan, left, earlier, first);
    let two = expression(tape, plan, left, earlier, size - first);
    match tape.below(9) {
        0 | 1 => format!("({one} + {two})"),
        2 | 3 => format!("({one} - {two})"),
        4 | 5 => format!("{one} * {two}"),
        6 => format!("({one}) / ({two})"),
        7 => format!("min({one}, {two})"),
        _ => format!("max({one}, -{two})"),
    }
}

fn operand(tape: &mut Tape<'_>, plan: &Plan, left: &mut Vec<String>, earlier: &[String]) -> String {
    if tape.chance(15) || (plan.is_plain && left.is_empty()) {
        return ["2", "0.5", "3"][tape.below(3)].to_owned();
    }
    if plan.is_plain {
        return left.remove(tape.below(left.len()));
    }
    let numbers: Vec<String> = (0..plan.numbers).map(|place| format!("n{place}")).collect();
    let from: Vec<&String> = numbers.iter().chain(earlier).collect();
    (*tape.pick(&from)).clone()
}

fn condition(tape: &mut Tape<'_>, plan: &Plan, values: &[String], depth: usize) -> String {
    let form = if depth == 0 { 0 } else { tape.below(8) };
    match form {
        6 => format!(
            "{{ any: [{}, {}] }}",
            condition(tape, plan, values, 0),
            condition(tape, plan, values, 0)
        ),
        7 => format!("{{ not: {} }}", condition(tape, plan, values, 0)),
        _ => format!("{{ {} }}", test(tape, plan, values)),
    }
}

fn test(tape: &mut Tape<'_>, plan: &Plan, values: &[String]) -> String {
    let threshold = tape.between(-2, 8);
    let threshold = format!("{}{}", threshold / 2, if threshold % 2 == 0 { "" } else { ".5" });
    let operators = ["at_least", "more_than", "at_most", "less_than"];
    match tape.below(10) {
        0..6 => {
            format!("{}: {{ {}: {threshold} }}", tape.pick(values), tape.pick(&operators))
        }
        6 => format!("{}: {{ is_not: {threshold} }}", tape.pick(values)),
        7 => format!("n{}: {{ {}: 1 }}", tape.below(plan.numbers), tape.pick(&operators)),
        8 => format!("flag: {}", tape.pick(&["yes", "no"])),
        _ => format!("late: {}", tape.pick(&["yes", "no"])),
    }
}

fn facts(tape: &mut Tape<'_>, playbook: &Playbook) -> Facts {
    let mut facts = Facts::none(playbook);
    let known = [30, 60, 90, 100][tape.below(4)];
    let single = [30, 60, 100][tape.below(3)];
    for index in playbook.question_indexes() {
        let question = playbook.question(index);
        if !tape.chance(known) {
            continue;
        }
        let answer = match &question.kind {
            Kind::Number(kind) => {
                let (min, max) = (kind.min.unwrap(), kind.max.unwrap());
                let span = i64::try_from((max - min) * Decimal::TWO).unwrap();
                let low = min + Decimal::new(tape.between(0, span) * 5, 1);
                let high = (low + Decimal::new(tape.between(0, span) * 5, 1)).min(max);
                let interval = match tape.chance(single) {
                    true => Interval::point(low),
                    false if tape.chance(70) => {
                        Interval::new(Bound::Included(low), Bound::Included(high))
                    }
                    false => Interval::new(Bound::Excluded(low), Bound::Unbounded),
                };
                let numbers = Numbers::within(kind, [interval]);
                if numbers.is_empty() { continue } else { Answer::Numbers(numbers) }
            }
            _ => Answer::OneOf([tape.below(2)].into()),
        };
        let source = if tape.chance(12) { KnownFrom::Assumption } else { KnownFrom::Prospect };
        facts.set(index, vec![Fact::new(answer, source)]);
    }
    facts
}

/// Numbers of a question that some of its facts, or all, leave; one fact a question at most.
pub(crate) fn choices(
    pair: &WorkedPair,
    question: QuestionIndex,
    counts: &dyn Fn(KnownFrom) -> bool,
) -> Vec<Given> {
    let stated = pair.playbook.question(question);
    let fact = pair.facts.about(question).iter().find(|fact| counts(fact.source));
    let all: Vec<Given> = match &stated.kind {
        Kind::Number(kind) => numbers_of(kind.min.unwrap(), kind.max.unwrap(), kind.whole, fact),
        _ => vec![Fraction(1, 1), Fraction(0, 1)],
    };
    all.into_iter().filter(|given| fact.is_none_or(|fact| allows(&fact.answer, *given))).collect()
}

/// A grid of halves, with what lies just beside the ends of a fact.
fn numbers_of(min: Decimal, max: Decimal, whole: bool, fact: Option<&Fact>) -> Vec<Given> {
    let mut numbers: Vec<Decimal> = Vec::new();
    let steps = i64::try_from((max - min) * Decimal::TWO).unwrap();
    numbers.extend((0..=steps).map(|step| min + Decimal::new(step * 5, 1)));
    if let Some(Answer::Numbers(known)) = fact.map(|fact| &fact.answer) {
        for interval in known.intervals() {
            for bound in [interval.low, interval.high] {
                if let Bound::Included(end) | Bound::Excluded(end) = bound {
                    let near = Decimal::new(1, 6);
                    numbers.extend([end - near, end, end + near]);
                }
            }
        }
    }
    numbers.retain(|number| *number >= min && *number <= max);
    numbers.retain(|number| !whole || number.is_integer());
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(Fraction::from_decimal).collect()
}

/// Whether an answer leaves this possible.
pub(crate) fn allows(answer: &Answer, given: Given) -> bool {
    match answer {
        Answer::OneOf(options) => options.contains(&usize::from(given.0 == 0)),
        Answer::Numbers(numbers) => numbers.intervals().iter().any(|interval| {
            let above = match interval.low {
                Bound::Included(low) => given >= Fraction::from_decimal(low),
                Bound::Excluded(low) => given > Fraction::from_decimal(low),
                Bound::Unbounded => true,
            };
            let below = match interval.high {
                Bound::Included(high) => given <= Fraction::from_decimal(high),
                Bound::Excluded(high) => given < Fraction::from_decimal(high),
                Bound::Unbounded => true,
            };
            above && below
        }),
        _ => true,
    }
}

/// The cases of every combination of these.
pub(crate) fn cases(playbook: &Playbook, of_each: &[Vec<Given>]) -> Vec<Sampled> {
    let mut mixed: Vec<Vec<Given>> = vec![Vec::new()];
    for choices in of_each {
        let longer = mixed.iter().flat_map(|start| {
            choices.iter().map(move |given| [start.as_slice(), &[*given]].concat())
        });
        mixed = longer.collect();
    }
    mixed.iter().map(|answers| Sampled::of(playbook, answers)).collect()
}

/// Whether some conditions tell a single number of a value from those below it and those above. Only
/// fractions that are no decimals may lead to one: nothing times three is one.
pub(crate) fn tells_single_numbers(playbook: &Playbook) -> bool {
    let compared = tests_on_values(playbook);
    let sides = |test: NumberTest| match test {
        NumberTest::AtLeast(_) | NumberTest::LessThan(_) => [true, false],
        NumberTest::AtMost(_) | NumberTest::MoreThan(_) => [false, true],
        NumberTest::Is(_) | NumberTest::IsNot(_) => [true, true],
    };
    compared.iter().any(|(value, test)| {
        let alike = compared
            .iter()
            .filter(|(other, two)| other == value && two.operand() == test.operand())
            .map(|(_, two)| sides(*two));
        alike.fold([false, false], |all, one| [all[0] | one[0], all[1] | one[1]]) == [true, true]
    })
}

/// The numbers that conditions compare values with.
pub(crate) fn compared(playbook: &Playbook) -> Vec<(ValueIndex, Fraction)> {
    let tests = tests_on_values(playbook).into_iter();
    tests.map(|(value, test)| (value, Fraction::from_decimal(test.operand()))).collect()
}

fn tests_on_values(playbook: &Playbook) -> Vec<(ValueIndex, NumberTest)> {
    let gates = playbook.questions.iter().filter_map(|question| question.when.as_ref());
    let verifiers = playbook.stages.iter().filter_map(|stage| stage.verified_when.as_ref());
    let rules = playbook.rules.iter().map(|rule| &rule.when);
    let mut found = Vec::new();
    gates.chain(verifiers).chain(rules).for_each(|condition| gather(condition, &mut found));
    found
}

fn gather(condition: &Condition, found: &mut Vec<(ValueIndex, NumberTest)>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| gather(part, found));
        }
        Condition::Not(part) => gather(part, found),
        Condition::Test(Subject::Value(value), Test::Number(test)) => {
            found.push((*value, *test));
        }
        Condition::Test(..) => {}
    }
}
