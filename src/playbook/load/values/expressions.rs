//! An expression in its text: `hours * rate - seats * price`.

use std::ops::Range;

use super::tokens::{Token, TokenKind, tokens};
use crate::format::limits::{DEEPEST_EXPRESSION, LONGEST_EXPRESSION};
use crate::playbook::load::outline::Outline;
use crate::playbook::{Choosing, Expression, Kind, Operation};
use crate::text::characters::quoted;
use crate::text::source::{Finding, Findings, Span, nearest};
use crate::text::yaml::fields;
use crate::text::yaml::numbers::{self, NotANumber};
use crate::text::yaml::{Node, Scalar};

/// Something is wrong, which is noted.
struct Wrong;

/// Reads an expression on the questions and values of an outline. `listed` are the ids of all
/// values, the later ones too. `None` where something is wrong, which is noted.
pub(super) fn read(
    node: &Node,
    outline: &Outline<'_>,
    listed: &[&str],
    findings: &Findings,
) -> Option<Expression> {
    let scalar = fields::scalar(node, "`is`", findings)?;
    if scalar.text.len() > LONGEST_EXPRESSION {
        let message = format!("this is longer than {LONGEST_EXPRESSION} characters");
        let help = "give a part of it an id of its own, as an earlier value";
        findings.add(Finding::error(node.span.clone(), message).help(help));
        return None;
    }
    let tokens = tokens(&scalar.text);
    let mut reader =
        Reader { node, scalar, tokens: &tokens, next: 0, depth: 0, outline, listed, findings };
    reader.whole().ok()
}

/// Reads from left to right, one token ahead.
struct Reader<'r> {
    node: &'r Node,
    scalar: &'r Scalar,
    tokens: &'r [Token<'r>],
    next: usize,
    depth: usize,
    outline: &'r Outline<'r>,
    listed: &'r [&'r str],
    findings: &'r Findings,
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<Expression, Wrong> {
        let expression = self.sum()?;
        match self.tokens.get(self.next) {
            None => Ok(expression),
            Some(token) => Err(self.surplus(token)),
        }
    }

    fn sum(&mut self) -> Result<Expression, Wrong> {
        self.chain(&[('+', Operation::Plus), ('-', Operation::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Expression, Wrong> {
        self.chain(&[('*', Operation::Times), ('/', Operation::Over)], Self::signed)
    }

    /// Some of a kind, joined by operations that bind alike.
    fn chain(
        &mut self,
        operations: &[(char, Operation)],
        part: fn(&mut Self) -> Result<Expression, Wrong>,
    ) -> Result<Expression, Wrong> {
        let mut expression = part(self)?;
        while let Some((_, operation)) = operations.iter().find(|(sign, _)| self.is_next(*sign)) {
            self.next += 1;
            let second = part(self)?;
            expression = Expression::Two(*operation, Box::new(expression), Box::new(second));
        }
        Ok(expression)
    }

    fn signed(&mut self) -> Result<Expression, Wrong> {
        if !self.is_next('-') {
            return self.single();
        }
        let place = self.place();
        self.next += 1;
        let part = self.deeper(&place, Self::signed)?;
        Ok(Expression::Negated(Box::new(part)))
    }

    fn single(&mut self) -> Result<Expression, Wrong> {
        let Some(token) = self.tokens.get(self.next) else {
            let help = "write a question, an earlier value, a number or `(…)` there";
            return Err(self.refuse(self.end(), "here the expression breaks off", Some(help)));
        };
        match token.kind {
            TokenKind::Number => self.number(token),
            TokenKind::Name => self.name(token),
            TokenKind::Sign if token.text == "(" => {
                self.next += 1;
                let inner = self.deeper(&token.place, Self::sum)?;
                self.closed(&token.place)?;
                Ok(inner)
            }
            TokenKind::Sign => Err(self.misplaced(token)),
        }
    }

    fn number(&mut self, token: &Token<'_>) -> Result<Expression, Wrong> {
        let number = numbers::decimal(token.text).map_err(|problem| {
            let message = match problem {
                NotANumber::NotPlain => format!("{} is no plain number", quoted(token.text)),
                problem => format!("{} is {problem}", quoted(token.text)),
            };
            let help = "numbers are plain decimals, as `20` or `0.5`";
            self.refuse(token.place.clone(), &message, Some(help))
        })?;
        self.next += 1;
        Ok(Expression::Number(number))
    }

    /// A function where an opening bracket follows, else a question or a value.
    fn name(&mut self, token: &Token<'_>) -> Result<Expression, Wrong> {
        self.next += 1;
        if self.is_next('(') {
            return self.function(token);
        }
        if let Some(question) = self.outline.find(token.text) {
            let Some(asked) = self.outline.questions.get(question.0) else { return Err(Wrong) };
            if asked.has_kind && !matches!(asked.question.kind, Kind::Number(_)) {
                let kind = asked.question.kind.name();
                let message = format!("`{}` is a `{kind}` question, no number", token.text);
                let finding = Finding::error(self.span(&token.place), message);
                let help = "values are worked out from `number` questions and earlier values";
                self.findings.add(finding.related(asked.span.clone(), "asked here").help(help));
                return Err(Wrong);
            }
            return Ok(Expression::Question(question));
        }
        match self.outline.find_value(token.text) {
            Some(value) => Ok(Expression::Value(value)),
            None => Err(self.unknown(token)),
        }
    }

    fn function(&mut self, token: &Token<'_>) -> Result<Expression, Wrong> {
        let choosing = [Choosing::Lowest, Choosing::Highest];
        let Some(choosing) = choosing.into_iter().find(|one| one.name() == token.text) else {
            let message = format!("there is no function {}", quoted(token.text));
            let finding = Finding::error(self.span(&token.place), message);
            let finding = finding.help("the functions are `min(…)` and `max(…)`");
            self.findings.add(finding.did_you_mean(nearest(token.text, ["min", "max"])));
            return Err(Wrong);
        };
        let open = self.place();
        self.next += 1;
        let mut parts = vec![self.deeper(&token.place, Self::sum)?];
        while self.is_next(',') {
            self.next += 1;
            parts.push(self.deeper(&token.place, Self::sum)?);
        }
        self.closed(&open)?;
        Ok(Expression::Of(choosing, parts))
    }

    /// A part one level further in.
    fn deeper(
        &mut self,
        place: &Range<usize>,
        part: fn(&mut Self) -> Result<Expression, Wrong>,
    ) -> Result<Expression, Wrong> {
        if self.depth == DEEPEST_EXPRESSION {
            let message = format!("this is more than {DEEPEST_EXPRESSION} levels deep");
            let help = "give a part of it an id of its own, as an earlier value";
            return Err(self.refuse(place.clone(), &message, Some(help)));
        }
        self.depth += 1;
        let part = part(self);
        self.depth -= 1;
        part
    }

    fn closed(&mut self, open: &Range<usize>) -> Result<(), Wrong> {
        if self.is_next(')') {
            self.next += 1;
            return Ok(());
        }
        match self.tokens.get(self.next) {
            Some(token) if token.kind != TokenKind::Sign || token.text == "," => {
                Err(self.surplus(token))
            }
            Some(token) => Err(self.misplaced(token)),
            None => {
                let help = "write `)` where it ends";
                Err(self.refuse(open.clone(), "this bracket is not closed", Some(help)))
            }
        }
    }

    /// The one thing that is wrong with what stands where an operation or the end should.
    fn surplus(&self, token: &Token<'_>) -> Wrong {
        if token.kind == TokenKind::Sign && token.text != "(" {
            return self.misplaced(token);
        }
        let message = format!("before {} an operation is missing", quoted(token.text));
        let help = "join what stands beside each other by `+`, `-`, `*` or `/`";
        self.refuse(token.place.clone(), &message, Some(help))
    }

    fn misplaced(&self, token: &Token<'_>) -> Wrong {
        let message = match token.text {
            ")" => "this closes no bracket".to_owned(),
            "," => "a comma stands between the numbers of `min(…)` and `max(…)` alone".to_owned(),
            "+" | "-" | "*" | "/" => {
                format!("before `{}` a question or a number is missing", token.text)
            }
            _ => format!("{} means nothing here", quoted(token.text)),
        };
        let (help, meant) = match token.text {
            "×" | "·" | "∙" => (None, Some("*")),
            "÷" | ":" => (None, Some("/")),
            "−" | "–" => (None, Some("-")),
            "+" | "-" | "*" | "/" | ")" | "," => (None, None),
            _ => (Some("expressions know `+`, `-`, `*`, `/`, `min(…)`, `max(…)` and `(…)`"), None),
        };
        let finding = Finding::error(self.span(&token.place), message).did_you_mean(meant);
        self.findings.add(help.into_iter().fold(finding, Finding::help));
        Wrong
    }

    fn unknown(&self, token: &Token<'_>) -> Wrong {
        if self.listed.contains(&token.text) {
            let message = format!("{} is no earlier value", quoted(token.text));
            let help = "a value is worked out from those above it: move this one below";
            return self.refuse(token.place.clone(), &message, Some(help));
        }
        let numbers = self
            .outline
            .questions
            .iter()
            .filter(|one| matches!(one.question.kind, Kind::Number(_)) && one.has_kind);
        let questions = numbers.map(|one| one.question.id.as_str());
        let values = self.outline.values.iter().map(|one| one.value.id.as_str());
        let meant = nearest(token.text, questions.chain(values));
        let message = format!("there is no question or value {}", quoted(token.text));
        let finding = Finding::error(self.span(&token.place), message);
        self.findings.add(finding.did_you_mean(meant));
        Wrong
    }

    fn is_next(&self, sign: char) -> bool {
        let token = self.tokens.get(self.next);
        token.is_some_and(|token| token.text.chars().eq([sign]))
    }

    fn place(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end(), |token| token.place.clone())
    }

    /// What stands last, where something is missing behind it.
    fn end(&self) -> Range<usize> {
        self.tokens.last().map_or(0..self.scalar.text.len(), |last| last.place.clone())
    }

    fn refuse(&self, place: Range<usize>, message: &str, help: Option<&str>) -> Wrong {
        let finding = Finding::error(self.span(&place), message);
        self.findings.add(help.into_iter().fold(finding, Finding::help));
        Wrong
    }

    /// Where a part of the text stands in the file; the whole where quotes or line breaks moved it.
    fn span(&self, place: &Range<usize>) -> Span {
        let whole = self.node.span.clone();
        let quotes = usize::from(!self.scalar.plain);
        if whole.len() != self.scalar.text.len() + 2 * quotes {
            return whole;
        }
        let start = whole.start + quotes;
        start + place.start..start + place.end
    }
}
