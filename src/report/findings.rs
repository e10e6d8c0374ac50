//! Findings drawn under the source line that they are about, the way rustc does.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
};

use crate::text::characters::{escaped, with_hidden};
use crate::text::source::lines::with_plain_line_ends;
use crate::text::source::{Finding, Insertion, Lines, Rejected, Severity, SourceFile, Span};
use crate::text::yaml::correction;

/// The longest line that is shown whole, in characters; of a longer one, what is around the place.
const LONGEST_LINE: usize = 140;
/// How much of a longer line is shown before the place, in characters.
const SHOWN_BEFORE: usize = 40;
/// How far apart two places may be to be shown in one piece, in lines.
const NEAR: usize = 5;

/// Draws everything that is wrong in a text, each finding under its source line, with an empty
/// line between two. With `colour`, styled by escape sequences; never anything else that steers
/// a terminal.
pub fn draw(rejected: &Rejected, colour: bool) -> String {
    let rejected = &*rejected.as_told();
    let (source, renderer) = (Source::of(&rejected.file), renderer(colour));
    let findings = rejected.findings.iter();
    let drawn: Vec<String> =
        findings.map(|finding| draw_one(finding, None, &source, &renderer)).collect();
    let mut text = drawn.join("\n\n");
    text.push('\n');
    text
}

/// Draws what a rule found in a text as [`draw`] does, with the rule's id behind the severity:
/// `error[missing-fact]: …`.
pub fn draw_by_rule(file: &SourceFile, finding: &Finding, rule: &str, colour: bool) -> String {
    draw_one(finding, Some(rule), &Source::of(file), &renderer(colour)) + "\n"
}

/// Draws what a rule found about a file whose text can't be shown: the message, the path, and what
/// to do.
pub fn draw_without_source(path: &str, finding: &Finding, rule: &str, colour: bool) -> String {
    let title = level(finding).primary_title(escaped(&finding.message)).id(rule.to_owned());
    let group = title.element(Origin::path(escaped(path)));
    let help = finding.help.as_ref().map(|help| Level::HELP.message(escaped(help)));
    let group = help.into_iter().fold(group, Group::element);
    // The renderer leaves no room for the numbers of lines where there are none.
    renderer(colour).render(&[group]).replace('\n', "\n ") + "\n"
}

fn renderer(colour: bool) -> Renderer {
    let renderer = if colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    // Lines are cut here, so that the renderer never has to.
    renderer.term_width(10 * LONGEST_LINE)
}

fn draw_one(
    finding: &Finding,
    rule: Option<&str>,
    source: &Source<'_>,
    renderer: &Renderer,
) -> String {
    let level = level(finding);
    let mut marks = vec![source.mark(AnnotationKind::Primary, &finding.span, &finding.label)];
    if let Some((span, label)) = &finding.related {
        marks.push(source.mark(AnnotationKind::Context, span, label));
    }
    let title = level.clone().primary_title(escaped(&finding.message));
    let title = match rule {
        Some(rule) => title.id(rule.to_owned()),
        None => title,
    };
    let stands_nowhere = finding.span.is_empty() && finding.insertion.is_some();
    let mut report = if stands_nowhere {
        // Nothing is there to be underlined; the line to write shows the place.
        vec![title.element(source.origin(&finding.span))]
    } else if marks.iter().any(|mark| source.is_long(mark.line)) {
        // What is shown starts somewhere in the line, so the columns have to be told.
        let origin = source.origin(&finding.span);
        let pieces = marks.iter().map(|mark| source.cut_piece(mark));
        vec![title.element(origin), Group::with_level(level).elements(pieces)]
    } else {
        vec![title.elements(source.pieces(marks))]
    };
    if let Some(help) = &finding.help {
        let last = report.pop();
        let help = Level::HELP.message(escaped(help));
        report.extend(last.map(|group| group.element(help)));
    }
    report.extend(suggestion(finding, source));
    report.extend(finding.insertion.as_ref().map(|insertion| insertion_group(insertion, source)));
    renderer.render(&report)
}

fn level(finding: &Finding) -> Level<'static> {
    match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The line as it was probably meant.
fn suggestion<'s>(finding: &Finding, source: &Source<'s>) -> Option<Group<'s>> {
    let meant = escaped(finding.replacement.as_ref()?);
    let title = Level::HELP.secondary_title(format!("did you mean `{meant}`?"));
    let (place, replacement) = correction(source.text, finding)?;
    let mark = source.mark(AnnotationKind::Primary, &place, "");
    let (text, span) = source.cut(&mark);
    let mut snippet = Snippet::source(text).line_start(mark.line + 1);
    if !source.is_long(mark.line) {
        snippet = snippet.path(source.name.clone());
    }
    Some(title.element(snippet.patch(Patch::new(span, escaped(&replacement)))))
}

/// The line that could be written.
fn insertion_group<'s>(insertion: &Insertion, source: &Source<'s>) -> Group<'s> {
    let mark = source.mark(AnnotationKind::Primary, &(insertion.at..insertion.at), "");
    let title = Level::HELP.secondary_title("write it here");
    let text = with_plain_line_ends(insertion.text.trim_matches(['\r', '\n']));
    let text = text.lines().map(escaped).collect::<Vec<_>>().join("\n");
    let is_below = insertion.text.starts_with(['\r', '\n']);
    let (line, span) = if is_below { (String::new(), 0..0) } else { source.cut(&mark) };
    let number = mark.line + if is_below { 2 } else { 1 };
    let text = if span.start == 0 { format!("{text}\n") } else { text };
    let snippet = Snippet::source(line).path(source.name.clone()).line_start(number);
    title.element(snippet.patch(Patch::new(span, text)))
}

/// A place to be underlined, on one line.
struct Mark {
    kind: AnnotationKind,
    span: Span,
    line: usize,
    label: String,
}

impl Mark {
    /// Underlines a place in what is shown.
    fn annotation<'s>(&self, span: Range<usize>) -> Annotation<'s> {
        let label = (!self.label.is_empty()).then(|| self.label.clone());
        self.kind.span(span).label(label)
    }
}

/// A text with its lines.
struct Source<'s> {
    name: String,
    text: &'s str,
    lines: &'s Lines,
}

impl<'s> Source<'s> {
    fn of(file: &'s SourceFile) -> Self {
        Self { name: escaped(&file.name), text: &file.text, lines: file.lines() }
    }

    /// What of a place is on its first line, on character bounds and within the text.
    fn mark(&self, kind: AnnotationKind, span: &Span, label: &str) -> Mark {
        let start = self.boundary(span.start);
        let line = self.lines.number(start);
        let end_of_line = self.line(line).end;
        let start = start.min(end_of_line);
        let end = self.boundary(span.end).clamp(start, end_of_line);
        Mark { kind, span: start..end, line, label: escaped(label) }
    }

    /// The last character bound up to a byte.
    fn boundary(&self, mut byte: usize) -> usize {
        byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    /// A line's bytes, its end left out.
    fn line(&self, line: usize) -> Span {
        self.lines.span(self.text, line)
    }

    fn is_long(&self, line: usize) -> bool {
        let text = self.text.get(self.line(line)).unwrap_or("");
        text.chars().nth(LONGEST_LINE).is_some()
    }

    /// A place as path, line and column.
    fn origin(&self, span: &Span) -> Origin<'s> {
        let mark = self.mark(AnnotationKind::Primary, span, "");
        let before = self.text.get(self.line(mark.line).start..mark.span.start).unwrap_or("");
        let column = before.chars().count() + 1;
        Origin::path(self.name.clone()).line(mark.line + 1).char_column(column)
    }

    /// Whole lines with marks under them, in one piece where the marks are near each other.
    fn pieces(&self, marks: Vec<Mark>) -> Vec<Snippet<'s, Annotation<'s>>> {
        let lines = || marks.iter().map(|mark| mark.line);
        let (first, last) = (lines().min().unwrap_or(0), lines().max().unwrap_or(0));
        let together = last - first <= NEAR && !(first..last).any(|line| self.is_long(line));
        if together {
            vec![self.piece(first..last + 1, &marks)]
        } else {
            let alone = |mark| self.piece(mark_line(mark), std::slice::from_ref(mark));
            marks.iter().map(alone).collect()
        }
    }

    fn piece(&self, lines: Range<usize>, marks: &[Mark]) -> Snippet<'s, Annotation<'s>> {
        let mut text = String::new();
        let mut annotations = Vec::new();
        let first = lines.start;
        for line in lines {
            let bytes = self.line(line);
            for mark in marks.iter().filter(|mark| mark.line == line) {
                let before = text.len() + self.printed(bytes.start..mark.span.start).len();
                let length = self.printed(mark.span.clone()).len();
                annotations.push(mark.annotation(before..before + length));
            }
            text.push_str(&self.printed(bytes));
            text.push('\n');
        }
        let snippet = Snippet::source(text).path(self.name.clone()).line_start(first + 1);
        snippet.annotations(annotations)
    }

    /// What is around a mark, with the mark under it.
    fn cut_piece(&self, mark: &Mark) -> Snippet<'s, Annotation<'s>> {
        let (text, span) = self.cut(mark);
        Snippet::source(text).line_start(mark.line + 1).annotation(mark.annotation(span))
    }

    /// A mark's line, or what is around the mark where the line is long, and the mark's place
    /// in that.
    fn cut(&self, mark: &Mark) -> (String, Range<usize>) {
        let line = self.line(mark.line);
        let mut shown = line.clone();
        if self.is_long(mark.line) {
            let before = self.text.get(line.start..mark.span.start).unwrap_or("").chars().rev();
            shown.start = mark.span.start - bytes_of(before.take(SHOWN_BEFORE));
            let rest = self.text.get(shown.start..line.end).unwrap_or("").chars();
            shown.end = shown.start + bytes_of(rest.take(LONGEST_LINE));
        }
        let opening = if shown.start > line.start { "…" } else { "" };
        let closing = if shown.end < line.end { "…" } else { "" };
        let start = opening.len() + self.printed(shown.start..mark.span.start).len();
        let end = mark.span.end.min(shown.end);
        let end = start + self.printed(mark.span.start..end).len();
        (format!("{opening}{}{closing}", self.printed(shown)), start..end)
    }

    /// A part of the text as it is safe to print. Each hidden character is shown as one other,
    /// so that columns stay true.
    fn printed(&self, span: Span) -> String {
        let text = self.text.get(span).unwrap_or_default();
        with_hidden(text, |shown, hidden| shown.push(visible(hidden)))
    }
}

fn mark_line(mark: &Mark) -> Range<usize> {
    mark.line..mark.line + 1
}

fn bytes_of(characters: impl Iterator<Item = char>) -> usize {
    characters.map(char::len_utf8).sum()
}

/// What a hidden character of a source line is shown as.
fn visible(hidden: char) -> char {
    match hidden {
        '\t' => ' ',
        '\u{7f}' => '␡',
        low @ '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(low)).unwrap_or('�'),
        _ => '�',
    }
}
