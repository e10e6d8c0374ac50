//! What stands on the page of a playbook: stage by stage, conditions in words. How it is drawn is
//! the business of each format.

use std::io;

use crate::format::limits::MOST_EFFORT;
use crate::playbook::condition_words::{in_words, points_in_words};
use crate::playbook::{
    Band, Condition, Kind, Language, NumberKind, Playbook, Question, Rule, RuleKind, Scale, Stage,
    USUAL_OPENING, expression_words,
};
use crate::report::authoring::playbook::likely::likely_words;
use crate::text::yaml::numbers::written;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The playbook as a whole.
    Playbook,
    /// What stands under the last heading.
    Part,
    /// The last entry.
    Entry,
}

/// A format that the page is drawn in. Words are as they stand in the playbook.
pub(super) trait Drawing {
    /// The title and the id of the playbook, before all else.
    fn title(&mut self, title: &str, id: &str) -> io::Result<()>;
    /// Words by themselves, about the playbook as a whole or under the last heading.
    fn words(&mut self, about: About, words: &str) -> io::Result<()>;
    /// Begins a part.
    fn heading(&mut self, title: &str) -> io::Result<()>;
    /// Stands before an entry that many notes follow.
    fn gap(&mut self) -> io::Result<()>;
    /// An entry of a part, under its id.
    fn entry(&mut self, id: &str, words: &str) -> io::Result<()>;
    /// A note under a name; without words it stands over options.
    fn note(&mut self, about: About, name: &str, words: &str) -> io::Result<()>;
    /// An option of the last entry.
    fn option(&mut self, id: &str, label: &str) -> io::Result<()>;
}

/// Draws a playbook.
///
/// # Errors
/// Where it can't be written.
pub(super) fn draw(playbook: &Playbook, drawing: &mut dyn Drawing) -> io::Result<()> {
    let mut page = Page { playbook, drawing };
    page.head()?;
    playbook.stages.iter().enumerate().try_for_each(|(place, stage)| page.stage(place, stage))?;
    page.values()?;
    page.fit()?;
    page.retired()
}

/// A page under way.
struct Page<'p, 'd> {
    playbook: &'p Playbook,
    drawing: &'d mut dyn Drawing,
}

impl Page<'_, '_> {
    fn head(&mut self) -> io::Result<()> {
        let playbook = self.playbook;
        self.drawing.title(&playbook.title, &playbook.id)?;
        self.drawing.words(About::Playbook, &playbook.summary)?;
        if playbook.language != Language::default() {
            self.note(About::Playbook, "Said to buyers in", playbook.language.tag())?;
        }
        if playbook.opening != USUAL_OPENING {
            self.note(About::Playbook, "Opening", &opening_words(playbook.opening))?;
        }
        self.heading("The offer")?;
        self.drawing.words(About::Part, &playbook.offer.name)?;
        self.note(About::Part, "Solves", &playbook.offer.solves)?;
        self.optional(About::Part, "Not for", playbook.offer.not_for.as_deref())
    }

    fn stage(&mut self, place: usize, stage: &Stage) -> io::Result<()> {
        let playbook = self.playbook;
        self.heading(&format!("{}. {} ({})", place + 1, stage.title, stage.id))?;
        self.note(About::Part, "The buyer asks", &format!("“{}”", stage.buyer_asks))?;
        let done = match &stage.verified_when {
            Some(condition) => in_words(playbook, condition),
            None => "every question that applies has an answer with evidence".to_owned(),
        };
        self.note(About::Part, "Done when", &done)?;
        if let Some(prepare) = &stage.prepare {
            let ids = prepare.iter().map(|index| playbook.question(*index).id.as_str());
            self.note(About::Part, "Know before a call", &ids.collect::<Vec<_>>().join(", "))?;
        }
        self.optional(About::Part, "Advice", stage.advice.as_deref())?;
        self.list(About::Part, "Sources", &stage.sources)?;
        let questions = playbook.questions.get(stage.questions.clone()).unwrap_or_default();
        questions.iter().try_for_each(|question| self.question(question))
    }

    fn question(&mut self, question: &Question) -> io::Result<()> {
        self.drawing.gap()?;
        self.drawing.entry(&question.id, &format!("“{}”", question.ask))?;
        self.optional(About::Entry, "Why", question.why.as_deref())?;
        self.optional(About::Entry, "Who knows", question.who_knows.as_deref())?;
        if question.effort > 1 {
            self.note(About::Entry, "Effort", &format!("{} of {MOST_EFFORT}", question.effort))?;
        }
        self.list(About::Entry, "Listen for", &question.listen_for)?;
        self.list(About::Entry, "Sources", &question.sources)?;
        if question.is_ours() {
            self.note(About::Entry, "Answered by", "us; the buyer is not asked")?;
        }
        self.condition(About::Entry, "Asked only where", question.when.as_ref())?;
        match &question.kind {
            Kind::YesNo { .. } => self.note(About::Entry, "Answer", "yes or no")?,
            Kind::Choice { .. } => self.options(question, "One of")?,
            Kind::Choices { .. } => self.options(question, "Any of")?,
            Kind::Number(kind) => self.note(About::Entry, "Answer", &number_words(kind))?,
            Kind::Text => self.note(About::Entry, "Answer", "in words")?,
        }
        self.optional(About::Entry, "How common", likely_words(question).as_deref())?;
        match question.good_for {
            Some(good_for) => self.note(About::Entry, "Stays fresh for", &good_for.to_string()),
            None => Ok(()),
        }
    }

    fn options(&mut self, question: &Question, heading: &str) -> io::Result<()> {
        self.note(About::Entry, heading, "")?;
        (0..question.option_count()).try_for_each(|option| {
            self.drawing.option(question.option_id(option), question.option_label(option))
        })
    }

    fn values(&mut self) -> io::Result<()> {
        if self.playbook.values.is_empty() {
            return Ok(());
        }
        self.heading("What is worked out")?;
        self.playbook.values.iter().try_for_each(|value| {
            self.drawing.entry(&value.id, &value.title)?;
            self.note(About::Entry, "Is", &expression_words::written(&value.is, self.playbook))?;
            self.optional(About::Entry, "In", value.unit.as_deref())
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
        self.note(About::Part, "A fit also needs", &score)?;
        let Some(below) = below else { return Ok(()) };
        self.note(About::Part, "Below that", &below.because)?;
        self.optional(About::Part, "Say", below.say.as_deref())?;
        self.optional(About::Part, "Instead", below.instead.as_deref())
    }

    fn groups(&mut self) -> io::Result<()> {
        if self.playbook.groups.is_empty() {
            return Ok(());
        }
        self.heading("The parts of the score")?;
        self.playbook.groups.iter().try_for_each(|group| {
            self.drawing.entry(&group.id, &group.title)?;
            let weak = group.weak_below.map(|below| format!("below {below}"));
            self.optional(About::Entry, "Weak", weak.as_deref())?;
            self.optional(About::Entry, "Next", group.next.as_deref())
        })
    }

    fn band(&mut self, band: &Band) -> io::Result<()> {
        let from = band.from.map_or("below that".to_owned(), |from| format!("from {from} on"));
        let words = format!("{from}, {}: {}", band.verdict.name(), band.title);
        self.drawing.entry(&band.id, &words)?;
        self.optional(About::Entry, "Next", band.next.as_deref())?;
        self.optional(About::Entry, "Say", band.say.as_deref())?;
        self.optional(About::Entry, "Instead", band.instead.as_deref())
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
            RuleKind::Signal(0) => "no weight, ".to_owned(),
            RuleKind::Signal(weight) => format!("{weight:+}, "),
            RuleKind::Points => "points for ".to_owned(),
            RuleKind::Disqualifier | RuleKind::MustHave | RuleKind::Hold => String::new(),
        };
        let when = match &rule.points {
            Some(points) => points_in_words(self.playbook, points),
            None => in_words(self.playbook, &rule.when),
        };
        self.drawing.entry(&rule.id, &format!("{weight}{when}"))?;
        self.note(About::Entry, "Because", &rule.because)?;
        let group = rule.group.map(|group| self.playbook.group(group).id.clone());
        self.optional(About::Entry, "Part", group.as_deref())?;
        self.optional(About::Entry, "Until", rule.until.as_deref())?;
        self.optional(About::Entry, "Say", rule.say.as_deref())?;
        self.optional(About::Entry, "Instead", rule.instead.as_deref())?;
        self.list(About::Entry, "Sources", &rule.sources)
    }

    fn retired(&mut self) -> io::Result<()> {
        if self.playbook.retired.is_empty() {
            return Ok(());
        }
        self.heading("No longer asked")?;
        let mut retired = self.playbook.retired.iter();
        retired.try_for_each(|(id, because)| self.drawing.entry(id, because))
    }

    fn heading(&mut self, title: &str) -> io::Result<()> {
        self.drawing.heading(title)
    }

    fn condition(
        &mut self,
        about: About,
        name: &str,
        condition: Option<&Condition>,
    ) -> io::Result<()> {
        self.optional(about, name, condition.map(|one| in_words(self.playbook, one)).as_deref())
    }

    fn optional(&mut self, about: About, name: &str, words: Option<&str>) -> io::Result<()> {
        words.map_or(Ok(()), |words| self.note(about, name, words))
    }

    fn list(&mut self, about: About, name: &str, texts: &[String]) -> io::Result<()> {
        if texts.is_empty() { Ok(()) } else { self.note(about, name, &texts.join("; ")) }
    }

    fn note(&mut self, about: About, name: &str, words: &str) -> io::Result<()> {
        self.drawing.note(about, name, words)
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
