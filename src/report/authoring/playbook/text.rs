//! A playbook as a page of text: stage by stage, conditions in words.

use std::io::{self, Write};

use crate::format::limits::MOST_EFFORT;
use crate::playbook::condition_words::{in_words, points_in_words};
use crate::playbook::{
    Band, Condition, Kind, Language, NumberKind, Playbook, Question, Rule, RuleKind, Scale, Stage,
    USUAL_OPENING, expression_words,
};
use crate::report::authoring::playbook::likely::likely_words;
use crate::report::lines::{fitting, one_line, write_wrapped};
use crate::text::styles::{Role, styled};
use crate::text::yaml::numbers::written;

/// Writes a playbook, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write(playbook: &Playbook, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { playbook, width: fitting(width), out };
    page.head()?;
    playbook.stages.iter().enumerate().try_for_each(|(place, stage)| page.stage(place, stage))?;
    page.values()?;
    page.fit()?;
    page.retired()
}

/// A page under way.
struct Page<'p, 'o> {
    playbook: &'p Playbook,
    width: usize,
    out: &'o mut dyn Write,
}

impl Page<'_, '_> {
    fn head(&mut self) -> io::Result<()> {
        let playbook = self.playbook;
        let title = styled(&one_line(&playbook.title), Role::Heading);
        self.words(&format!("{title} ({})", playbook.id), "", "")?;
        self.words(&one_line(&playbook.summary), "", "")?;
        if playbook.language != Language::default() {
            self.note(0, "Said to buyers in", playbook.language.tag())?;
        }
        if playbook.opening != USUAL_OPENING {
            self.note(0, "Opening", &opening_words(playbook.opening))?;
        }
        self.heading("The offer")?;
        self.words(&one_line(&playbook.offer.name), "  ", "  ")?;
        self.note(2, "Solves", &playbook.offer.solves)?;
        self.optional(2, "Not for", playbook.offer.not_for.as_deref())
    }

    fn stage(&mut self, place: usize, stage: &Stage) -> io::Result<()> {
        let playbook = self.playbook;
        self.heading(&format!("{}. {} ({})", place + 1, one_line(&stage.title), stage.id))?;
        self.note(2, "The buyer asks", &format!("“{}”", stage.buyer_asks))?;
        let done = match &stage.verified_when {
            Some(condition) => in_words(playbook, condition),
            None => "every question that applies has an answer with evidence".to_owned(),
        };
        self.note(2, "Done when", &done)?;
        if let Some(prepare) = &stage.prepare {
            let ids = prepare.iter().map(|index| playbook.question(*index).id.as_str());
            self.note(2, "Know before a call", &ids.collect::<Vec<_>>().join(", "))?;
        }
        self.optional(2, "Advice", stage.advice.as_deref())?;
        self.list(2, "Sources", &stage.sources)?;
        let questions = playbook.questions.get(stage.questions.clone()).unwrap_or_default();
        questions.iter().try_for_each(|question| self.question(question))
    }

    fn question(&mut self, question: &Question) -> io::Result<()> {
        writeln!(self.out)?;
        let id = styled(&format!("{}:", question.id), Role::Name);
        self.words(&format!("{id} “{}”", one_line(&question.ask)), "  ", "    ")?;
        self.optional(4, "Why", question.why.as_deref())?;
        self.optional(4, "Who knows", question.who_knows.as_deref())?;
        if question.effort > 1 {
            self.note(4, "Effort", &format!("{} of {MOST_EFFORT}", question.effort))?;
        }
        self.list(4, "Listen for", &question.listen_for)?;
        self.list(4, "Sources", &question.sources)?;
        if question.is_ours() {
            self.note(4, "Answered by", "us; the buyer is not asked")?;
        }
        self.condition(4, "Asked only where", question.when.as_ref())?;
        match &question.kind {
            Kind::YesNo { .. } => self.note(4, "Answer", "yes or no")?,
            Kind::Choice { .. } => self.options(question, "One of")?,
            Kind::Choices { .. } => self.options(question, "Any of")?,
            Kind::Number(kind) => self.note(4, "Answer", &number_words(kind))?,
            Kind::Text => self.note(4, "Answer", "in words")?,
        }
        self.optional(4, "How common", likely_words(question).as_deref())?;
        match question.good_for {
            Some(good_for) => self.note(4, "Stays fresh for", &good_for.to_string()),
            None => Ok(()),
        }
    }

    fn options(&mut self, question: &Question, heading: &str) -> io::Result<()> {
        writeln!(self.out, "    {}", styled(&format!("{heading}:"), Role::Note))?;
        (0..question.option_count()).try_for_each(|option| {
            let id = styled(question.option_id(option), Role::Name);
            let label = one_line(question.option_label(option));
            self.words(&format!("{id} — {label}"), "      ", "        ")
        })
    }

    fn values(&mut self) -> io::Result<()> {
        if self.playbook.values.is_empty() {
            return Ok(());
        }
        self.heading("What is worked out")?;
        self.playbook.values.iter().try_for_each(|value| {
            let id = styled(&format!("{}:", value.id), Role::Name);
            self.words(&format!("{id} {}", one_line(&value.title)), "  ", "    ")?;
            self.note(4, "Is", &expression_words::written(&value.is, self.playbook))?;
            self.optional(4, "In", value.unit.as_deref())
        })
    }

    fn fit(&mut self) -> io::Result<()> {
        let of = |kind: fn(RuleKind) -> bool| {
            self.playbook.rules.iter().filter(|rule| kind(rule.kind)).collect::<Vec<_>>()
        };
        let disqualifiers = of(|kind| kind == RuleKind::Disqualifier);
        let must_haves = of(|kind| kind == RuleKind::MustHave);
        let holds = of(|kind| kind == RuleKind::Hold);
        let signals = of(RuleKind::is_signal);
        self.rules("No fit where any of these holds", &disqualifiers)?;
        self.rules("No fit where any of these fails", &must_haves)?;
        self.rules("Not yet a fit where any of these holds", &holds)?;
        self.rules("What speaks for it, or against it", &signals)?;
        self.groups()?;
        self.heading("The verdict")?;
        let (threshold, below) = match &self.playbook.scale {
            Scale::Threshold { from, below } => (*from, below),
            Scale::Bands(bands) => return bands.iter().try_for_each(|band| self.band(band)),
        };
        let score = match signals.is_empty() {
            true if threshold <= 0 => "nothing more: there are no signals to add up".to_owned(),
            true => format!("a score of {threshold}, which no signal gives"),
            false if signals.iter().any(|rule| rule.kind == RuleKind::Points) => {
                format!("a score of {threshold} or more, of all weights and points added up")
            }
            false => format!("weights of {threshold} or more, of the signals that hold, added up"),
        };
        self.note(2, "A fit also needs", &score)?;
        let Some(below) = below else { return Ok(()) };
        self.note(2, "Below that", &below.because)?;
        self.optional(2, "Say", below.say.as_deref())?;
        self.optional(2, "Instead", below.instead.as_deref())
    }

    fn groups(&mut self) -> io::Result<()> {
        if self.playbook.groups.is_empty() {
            return Ok(());
        }
        self.heading("The parts of the score")?;
        self.playbook.groups.iter().try_for_each(|group| {
            let id = styled(&format!("{}:", group.id), Role::Name);
            self.words(&format!("{id} {}", one_line(&group.title)), "  ", "    ")?;
            let weak = group.weak_below.map(|below| format!("below {below}"));
            self.optional(4, "Weak", weak.as_deref())?;
            self.optional(4, "Next", group.next.as_deref())
        })
    }

    fn band(&mut self, band: &Band) -> io::Result<()> {
        let id = styled(&format!("{}:", band.id), Role::Name);
        let from = band.from.map_or("below that".to_owned(), |from| format!("from {from} on"));
        let title = one_line(&band.title);
        self.words(&format!("{id} {from}, {}: {title}", band.verdict.name()), "  ", "    ")?;
        self.optional(4, "Next", band.next.as_deref())?;
        self.optional(4, "Say", band.say.as_deref())?;
        self.optional(4, "Instead", band.instead.as_deref())
    }

    fn rules(&mut self, heading: &str, rules: &[&Rule]) -> io::Result<()> {
        if rules.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        rules.iter().try_for_each(|rule| self.rule(rule))
    }

    fn rule(&mut self, rule: &Rule) -> io::Result<()> {
        let weight = match rule.kind {
            RuleKind::Signal(0) => " no weight,".to_owned(),
            RuleKind::Signal(weight) => format!(" {weight:+},"),
            RuleKind::Points => " points for".to_owned(),
            RuleKind::Disqualifier | RuleKind::MustHave | RuleKind::Hold => String::new(),
        };
        let id = styled(&format!("{}:", rule.id), Role::Name);
        let when = match &rule.points {
            Some(points) => one_line(&points_in_words(self.playbook, points)),
            None => one_line(&in_words(self.playbook, &rule.when)),
        };
        self.words(&format!("{id}{weight} {when}"), "  ", "    ")?;
        self.note(4, "Because", &rule.because)?;
        let group = rule.group.map(|group| self.playbook.group(group).id.clone());
        self.optional(4, "Part", group.as_deref())?;
        self.optional(4, "Until", rule.until.as_deref())?;
        self.optional(4, "Say", rule.say.as_deref())?;
        self.optional(4, "Instead", rule.instead.as_deref())?;
        self.list(4, "Sources", &rule.sources)
    }

    fn retired(&mut self) -> io::Result<()> {
        if self.playbook.retired.is_empty() {
            return Ok(());
        }
        self.heading("No longer asked")?;
        self.playbook.retired.iter().try_for_each(|(id, because)| {
            let id = styled(&format!("{id}:"), Role::Name);
            self.words(&format!("{id} {}", one_line(because)), "  ", "    ")
        })
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.words(&styled(title, Role::Heading), "", "  ")
    }

    fn condition(
        &mut self,
        indent: usize,
        name: &str,
        condition: Option<&Condition>,
    ) -> io::Result<()> {
        self.optional(indent, name, condition.map(|one| in_words(self.playbook, one)).as_deref())
    }

    fn optional(&mut self, indent: usize, name: &str, words: Option<&str>) -> io::Result<()> {
        words.map_or(Ok(()), |words| self.note(indent, name, words))
    }

    fn list(&mut self, indent: usize, name: &str, texts: &[String]) -> io::Result<()> {
        if texts.is_empty() { Ok(()) } else { self.note(indent, name, &texts.join("; ")) }
    }

    fn note(&mut self, indent: usize, name: &str, words: &str) -> io::Result<()> {
        let name = styled(&format!("{name}:"), Role::Note);
        let (first, rest) = (" ".repeat(indent), " ".repeat(indent + 2));
        self.words(&format!("{name} {}", one_line(words)), &first, &rest)
    }

    fn words(&mut self, words: &str, first: &str, rest: &str) -> io::Result<()> {
        write_wrapped(words, first, rest, self.width, self.out)
    }
}

/// `3 questions, whatever their stage`.
fn opening_words(opening: usize) -> String {
    match opening {
        0 => "none; questions are asked stage by stage".to_owned(),
        1 => "1 question, whatever its stage".to_owned(),
        count => format!("{count} questions, whatever their stage"),
    }
}

/// `a whole number from 0 to 5000, in people`.
fn number_words(kind: &NumberKind) -> String {
    let noun = if kind.whole { "a whole number" } else { "a number" };
    let range = match (kind.min, kind.max) {
        (Some(min), Some(max)) => format!(" from {} to {}", written(min), written(max)),
        (Some(min), None) => format!(" from {} on", written(min)),
        (None, Some(max)) => format!(" up to {}", written(max)),
        (None, None) => String::new(),
    };
    let unit = kind.unit.as_ref().map_or_else(String::new, |unit| format!(", in {unit}"));
    format!("{noun}{range}{unit}")
}
