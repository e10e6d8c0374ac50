//! Tests on one question: a plain value, a list, or a map of operators that its type has.

use std::fmt::Arguments;

use rust_decimal::Decimal;

use super::comparisons::Comparison;
use crate::format::conditions::tests_on;
use crate::format::limits::LARGEST_COUNT;
use crate::playbook::{Kind, NumberKind, NumberTest, Question, Test, Value as PlaybookValue};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Span, nearest, yes_or_no};
use crate::text::yaml::fields::{self, quoted_list};
use crate::text::yaml::numbers::written;
use crate::text::yaml::{Entry, Node, Value};

/// How many words a help lists; of more, none: they would bury the message.
pub(super) const MOST_LISTED: usize = 15;

/// What stands after an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Is,
    IsNot,
    In,
    NotIn,
    Includes,
    IncludesAny,
    Excludes,
    CountAtLeast,
    CountAtMost,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

const OPERATORS: &[(&str, Operator)] = &[
    ("is", Operator::Is),
    ("is_not", Operator::IsNot),
    ("in", Operator::In),
    ("not_in", Operator::NotIn),
    ("includes", Operator::Includes),
    ("includes_any", Operator::IncludesAny),
    ("excludes", Operator::Excludes),
    ("count_at_least", Operator::CountAtLeast),
    ("count_at_most", Operator::CountAtMost),
    ("at_least", Operator::AtLeast),
    ("at_most", Operator::AtMost),
    ("more_than", Operator::MoreThan),
    ("less_than", Operator::LessThan),
];

/// What operators are called elsewhere or for other types; of several, the first that the type
/// of the question has is meant.
const ELSEWHERE: &[(&str, &[Operator])] = &[
    ("=", &[Operator::Is]),
    ("==", &[Operator::Is]),
    ("eq", &[Operator::Is]),
    ("equals", &[Operator::Is]),
    ("!=", &[Operator::IsNot]),
    ("not", &[Operator::IsNot]),
    ("isnt", &[Operator::IsNot]),
    (">=", &[Operator::AtLeast, Operator::CountAtLeast]),
    ("gte", &[Operator::AtLeast, Operator::CountAtLeast]),
    ("min", &[Operator::AtLeast, Operator::CountAtLeast]),
    ("at_least", &[Operator::CountAtLeast]),
    ("count_at_least", &[Operator::AtLeast]),
    ("<=", &[Operator::AtMost, Operator::CountAtMost]),
    ("lte", &[Operator::AtMost, Operator::CountAtMost]),
    ("max", &[Operator::AtMost, Operator::CountAtMost]),
    ("at_most", &[Operator::CountAtMost]),
    ("count_at_most", &[Operator::AtMost]),
    (">", &[Operator::MoreThan]),
    ("gt", &[Operator::MoreThan]),
    ("above", &[Operator::MoreThan]),
    ("<", &[Operator::LessThan]),
    ("lt", &[Operator::LessThan]),
    ("below", &[Operator::LessThan]),
    ("contains", &[Operator::Includes]),
    ("has", &[Operator::Includes]),
    ("all_of", &[Operator::Includes]),
    ("any_of", &[Operator::In, Operator::IncludesAny]),
    ("one_of", &[Operator::In, Operator::IncludesAny]),
    ("none_of", &[Operator::NotIn, Operator::Excludes]),
    ("in", &[Operator::IncludesAny]),
    ("not_in", &[Operator::Excludes]),
    ("is", &[Operator::Includes]),
    ("is_not", &[Operator::Excludes]),
    ("includes", &[Operator::In, Operator::Is]),
    ("includes_any", &[Operator::In, Operator::Is]),
    ("excludes", &[Operator::NotIn, Operator::IsNot]),
];

/// Reads the tests on a question. `None` where something is wrong, which is noted.
pub(super) fn read(question: &Question, node: &Node, findings: &Findings) -> Option<Vec<Test>> {
    Reader { question, is_value: false, findings }.tests(node)
}

/// Reads the tests on a value, which are those on a number.
pub(super) fn read_on_value(
    value: &PlaybookValue,
    node: &Node,
    findings: &Findings,
) -> Option<Vec<Test>> {
    let unit = value.unit.clone();
    let kind = Kind::Number(NumberKind { unit, ..NumberKind::default() });
    let question = &Question { id: value.id.clone(), ..Question::of(kind) };
    Reader { question, is_value: true, findings }.tests(node)
}

/// Reads tests on one question.
struct Reader<'a> {
    question: &'a Question,
    /// It stands for a value, which has the tests of a number.
    is_value: bool,
    findings: &'a Findings,
}

impl Reader<'_> {
    fn tests(&self, node: &Node) -> Option<Vec<Test>> {
        match &node.value {
            Value::Mapping(entries) => self.operators(node, entries),
            Value::Sequence(_) => self.plain_list(node).map(|test| vec![test]),
            Value::Scalar(_) => self.plain_value(node).map(|test| vec![test]),
        }
    }

    fn operators(&self, node: &Node, entries: &[Entry]) -> Option<Vec<Test>> {
        if entries.is_empty() {
            return self.refuse(node, format!("this test on `{}` is empty", self.question.id));
        }
        let tests: Vec<Option<Test>> = entries.iter().map(|entry| self.operator(entry)).collect();
        tests.into_iter().collect()
    }

    fn plain_value(&self, node: &Node) -> Option<Test> {
        if let Kind::Choices { .. } = self.question.kind {
            let message =
                format!("a set of options, as of `{}`, is no plain value", self.question.id);
            return self.refuse_as_set(node, message);
        }
        if let Some(finding) = self.compared_by_signs(node) {
            self.findings.add(finding);
            return None;
        }
        self.operand(Operator::Is, format_args!("a plain value"), node)
    }

    /// What is wrong with a comparison in place of a number: `< 200`, `20..50`.
    fn compared_by_signs(&self, node: &Node) -> Option<Finding> {
        let (text, comparison) = self.comparison(node)?;
        let id = &self.question.id;
        let message = format!("`{id}` is compared by operators, not by {}", quoted(text));
        let finding = Finding::error(node.span.clone(), message);
        Some(match comparison.as_operators() {
            Some(operators) => finding
                .help("the operators are `at_least`, `at_most`, `more_than`, `less_than`")
                .did_you_mean(Some(&operators)),
            None if comparison.leaves_nothing() => {
                finding.help("it ends below where it begins, so no number is left")
            }
            None => finding.help("name each operator once, as `{ at_least: 20, less_than: 50 }`"),
        })
    }

    /// The comparison that stands where a number question takes a number.
    fn comparison<'n>(&self, node: &'n Node) -> Option<(&'n str, Comparison)> {
        let (Kind::Number(kind), Value::Scalar(scalar)) = (&self.question.kind, &node.value) else {
            return None;
        };
        Some((&scalar.text, Comparison::of(&scalar.text, kind.unit.as_deref())?))
    }

    /// What is wrong with a comparison behind an operator, which compares already.
    fn compared_twice(&self, operator: Operator, node: &Node) -> Option<Finding> {
        let (text, comparison) = self.comparison(node)?;
        let (name, _) = OPERATORS.iter().find(|(_, other)| *other == operator)?;
        let message = format!("`{name}` takes a number, not {}", quoted(text));
        let meant = comparison.number_of(name).map(written);
        Some(Finding::error(node.span.clone(), message).did_you_mean(meant.as_deref()))
    }

    fn plain_list(&self, node: &Node) -> Option<Test> {
        let id = &self.question.id;
        match self.question.kind {
            Kind::Choice { .. } => self.operand(Operator::In, format_args!("this list"), node),
            Kind::Choices { .. } => {
                let message = format!("a list does not say how `{id}` is to be tested");
                self.refuse_as_set(node, message)
            }
            _ => self.refuse(node, format!("`{id}` is tested with one value, not with a list")),
        }
    }

    fn refuse_as_set(&self, node: &Node, message: String) -> Option<Test> {
        let help = "write `{ includes: … }`, `{ includes_any: … }` or `{ excludes: … }`";
        self.findings.add(Finding::error(node.span.clone(), message).help(help));
        None
    }

    fn operator(&self, entry: &Entry) -> Option<Test> {
        let known = OPERATORS.iter().find(|(name, _)| *name == entry.key);
        match known.filter(|(name, _)| self.has(name)) {
            Some((name, operator)) => {
                self.operand(*operator, format_args!("`{name}`"), &entry.value)
            }
            None => {
                self.findings.add(self.no_operator(entry));
                None
            }
        }
    }

    /// Whether the question's type has an operator of this name.
    fn has(&self, name: &str) -> bool {
        tests_on(self.question.kind.question_type()).is_some_and(|tests| tests.key(name).is_some())
    }

    fn no_operator(&self, entry: &Entry) -> Finding {
        let key = quoted(&entry.key);
        let what = match self.is_value {
            true => "a value".to_owned(),
            false => format!("a `{}` question", self.question.kind.name()),
        };
        let message = format!("`{}` is {what}; it has no operator {key}", self.question.id);
        let had = || OPERATORS.iter().filter(|(name, _)| self.has(name));
        let names: Vec<&str> = had().map(|(name, _)| *name).collect();
        let elsewhere = ELSEWHERE.iter().find(|(name, _)| *name == entry.key);
        let meant = elsewhere.and_then(|(_, operators)| {
            operators.iter().find_map(|meant| had().find(|(_, operator)| operator == meant))
        });
        let meant = meant.map(|(name, _)| *name);
        let meant = meant.or_else(|| nearest(&entry.key, names.iter().copied()));
        let finding = Finding::error(entry.key_span.clone(), message);
        finding
            .help(format!("its operators are {}", quoted_list(&names, "and")))
            .did_you_mean(meant)
    }

    /// What stands after an operator, as a test. `what` names it in messages.
    fn operand(&self, operator: Operator, what: Arguments<'_>, node: &Node) -> Option<Test> {
        use Operator as O;
        if let Kind::Number(kind) = &self.question.kind {
            return self.number(operator, kind, what, node).map(Test::Number);
        }
        match operator {
            O::IsNot => self.one(node, what).map(Test::NoneOf),
            O::In => self.several(node, what).map(Test::OneOf),
            O::NotIn => self.several(node, what).map(Test::NoneOf),
            O::Includes => self.one_or_several(node, what).map(Test::Includes),
            O::IncludesAny => self.one_or_several(node, what).map(Test::IncludesAny),
            O::Excludes => self.one_or_several(node, what).map(Test::Excludes),
            O::CountAtLeast => self.count(node, what).map(Test::CountAtLeast),
            O::CountAtMost => self.count(node, what).map(Test::CountAtMost),
            _ => self.one(node, what).map(Test::OneOf),
        }
    }

    fn number(
        &self,
        operator: Operator,
        kind: &NumberKind,
        what: Arguments<'_>,
        node: &Node,
    ) -> Option<NumberTest> {
        use Operator as O;
        if let Some(finding) = self.compared_twice(operator, node) {
            self.findings.add(finding);
            return None;
        }
        let number = fields::number(node, what, self.findings)?;
        // Other tests may draw their line between two whole numbers.
        if kind.whole && matches!(operator, O::Is | O::IsNot) && !number.is_integer() {
            self.findings.add(self.no_whole_number(node, number));
            return None;
        }
        Some(match operator {
            O::IsNot => NumberTest::IsNot(number),
            O::AtLeast => NumberTest::AtLeast(number),
            O::AtMost => NumberTest::AtMost(number),
            O::MoreThan => NumberTest::MoreThan(number),
            O::LessThan => NumberTest::LessThan(number),
            _ => NumberTest::Is(number),
        })
    }

    /// A test that no answer ever decides.
    fn no_whole_number(&self, node: &Node, number: Decimal) -> Finding {
        let id = &self.question.id;
        let message = format!("`{id}` takes whole numbers alone, so it is never `{number}`");
        let help = "compare with a whole number, or use `at_least`, `at_most` and their like";
        Finding::error(node.span.clone(), message).help(help)
    }

    fn one(&self, node: &Node, what: Arguments<'_>) -> Option<Vec<usize>> {
        if node.as_sequence().is_some() && matches!(self.question.kind, Kind::Choice { .. }) {
            let message = format!("{what} takes one option, not a list");
            let help = "`in` and `not_in` take a list";
            self.findings.add(Finding::error(node.span.clone(), message).help(help));
            return None;
        }
        Some(vec![self.option(node, what)?])
    }

    /// A list of options, each kept once.
    fn several(&self, node: &Node, what: Arguments<'_>) -> Option<Vec<usize>> {
        let items = fields::list(node, what, self.findings)?;
        if items.is_empty() {
            return self.refuse(node, format!("{what} names no option"));
        }
        let what = format_args!("an option in {what}");
        let read: Vec<Option<usize>> = items.iter().map(|item| self.option(item, what)).collect();
        let mut options = Vec::new();
        for option in read.into_iter().collect::<Option<Vec<usize>>>()? {
            if !options.contains(&option) {
                options.push(option);
            }
        }
        Some(options)
    }

    fn one_or_several(&self, node: &Node, what: Arguments<'_>) -> Option<Vec<usize>> {
        match node.as_sequence() {
            Some(_) => self.several(node, what),
            None => Some(vec![self.option(node, what)?]),
        }
    }

    fn count(&self, node: &Node, what: Arguments<'_>) -> Option<usize> {
        let count = fields::whole_number(node, what, 0..=LARGEST_COUNT, self.findings)?;
        usize::try_from(count).ok()
    }

    fn option(&self, node: &Node, what: Arguments<'_>) -> Option<usize> {
        let text = &fields::scalar(node, what, self.findings)?.text;
        let option = self.question.find_option(text);
        if option.is_none() {
            self.findings.add(no_option(self.question, text, node.span.clone(), self.findings));
        }
        option
    }

    fn refuse<T>(&self, node: &Node, message: String) -> Option<T> {
        self.findings.add(Finding::error(node.span.clone(), message));
        None
    }
}

/// That a question has no such option.
pub(in super::super) fn no_option(
    question: &Question,
    text: &str,
    span: Span,
    findings: &Findings,
) -> Finding {
    let message = format!("`{}` has no option {}", question.id, quoted(text));
    let finding = Finding::error(span, message);
    if findings.is_full() {
        return finding;
    }
    let options = || 0..question.option_count();
    let same_label = options()
        .find(|option| question.option_label(*option).to_lowercase() == text.to_lowercase());
    let ids: Vec<&str> = options().map(|option| question.option_id(option)).collect();
    let spelt = yes_or_no(text).filter(|_| matches!(question.kind, Kind::YesNo { .. }));
    let meant = spelt.or_else(|| same_label.and_then(|option| ids.get(option).copied()));
    let meant = meant.or_else(|| nearest(text, ids.iter().copied()));
    if (1..=MOST_LISTED).contains(&ids.len()) {
        let options = format!("its options are {}", quoted_list(&ids, "and"));
        return finding.help(options).did_you_mean(meant);
    }
    finding.did_you_mean(meant)
}
