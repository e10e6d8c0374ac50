//! Deals held to the checklist of a small playbook, and what is found in a line each.

use coach::check_rule::CheckResult;
use coach::checklist::{Checklist, Levels, RequiredVerdict, Settings};
use coach::deal::load;
use coach::hearing::{Sources, Transcript};
use coach::playbook::GoodFor;
use coach::text::source::{Severity, SourceFile};

/// What every deal here begins with: four lines, so that the facts start on the fifth.
const HEAD: &str = "format: 1\ndeal: Acme\nplaybook: archive\nfacts:\n";

/// With these facts nothing is found: everything is known from the buyer, and fresh.
pub(crate) const READY: &str = "  pain: told\n  date: soon\n  hosting: ours\n  money: agreed\n";

/// How the checklist is used.
pub(crate) struct Desk {
    settings: Settings,
    sources: Sources,
}

/// What was found, and in which text.
pub(crate) struct Found {
    pub(crate) results: Vec<CheckResult>,
    file: SourceFile,
}

impl Desk {
    /// As on the day 2026-11-24, with nothing else asked for.
    pub(crate) fn plain() -> Self {
        let settings = Settings {
            as_of: "2026-11-24".parse().unwrap(),
            max_age: None,
            require: None,
            levels: Levels::default(),
        };
        Self { settings, sources: Sources::default() }
    }

    pub(crate) fn requiring(mut self, verdict: RequiredVerdict) -> Self {
        self.settings.require = Some(verdict);
        self
    }

    pub(crate) fn at_most(mut self, age: &str) -> Self {
        self.settings.max_age = Some(age.parse::<GoodFor>().unwrap());
        self
    }

    /// With a file in the folder of the deal.
    pub(crate) fn where_it_says(mut self, file: &str, text: &str) -> Self {
        let read = Transcript::read(file, text.as_bytes()).map_err(|error| error.to_string());
        self.sources.take_in(file, read);
        self
    }

    /// With a file that can't be read.
    pub(crate) fn without(mut self, file: &str, why: &str) -> Self {
        self.sources.take_in(file, Err(why.to_owned()));
        self
    }

    pub(crate) fn with(mut self, levels: Levels) -> Self {
        self.settings.levels = levels;
        self
    }

    /// Checks a deal with these lines under `facts:`, whatever follows them.
    pub(crate) fn check(&self, facts: &str) -> Found {
        self.check_text(&format!("{HEAD}{facts}"))
    }

    pub(crate) fn check_text(&self, text: &str) -> Found {
        let playbook = SourceFile::new("archive.yaml", include_str!("playbook.yaml"));
        let playbook =
            coach::playbook::load::load(playbook).unwrap_or_else(|wrong| panic!("{wrong}"));
        let checklist = Checklist::new(&playbook, self.settings.clone());
        let unread = load::open(SourceFile::new("acme.deal.yaml", text)).unwrap();
        let (deal, places) =
            unread.read_with_places(&playbook).unwrap_or_else(|wrong| panic!("{wrong}"));
        let results = checklist.check(&deal, &places, &self.sources).results;
        Found { results, file: places.into_file() }
    }
}

impl Found {
    /// `line:column severity rule question`, with `waived` in place of the severity where it is.
    pub(crate) fn told(&self) -> Vec<String> {
        self.results.iter().map(|result| self.line(result)).collect()
    }

    /// The messages of what one rule found, each with its help.
    pub(crate) fn words(&self, rule: &str) -> Vec<String> {
        let of_rule = self.results.iter().filter(|result| result.rule.id == rule);
        of_rule
            .map(|result| {
                let help = result.finding.help.as_deref().unwrap_or_default();
                format!("{}; {help}", result.finding.message)
            })
            .collect()
    }

    fn line(&self, result: &CheckResult) -> String {
        let (line, column) = self.file.line_and_column(result.finding.span.start);
        let severity = match (&result.waived, result.finding.severity) {
            (Some(_), _) => "waived",
            (None, Severity::Error) => "error",
            (None, Severity::Warning) => "warning",
            (None, Severity::Note) => "note",
        };
        let question = result.question.as_ref().map(|question| format!(" {}", question.id));
        format!("{line}:{column} {severity} {}{}", result.rule.id, question.unwrap_or_default())
    }
}
