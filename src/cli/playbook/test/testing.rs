//! One cases file after the other: loaded with its playbook, run, and told.

use std::path::{Path, PathBuf};

use super::subjects::{Subject, playbook_beside};
use super::suggesting::Suggested;
use crate::authoring::cases::Cases;
use crate::authoring::cases::coverage::Coverage;
use crate::authoring::cases::load::{UnreadCases, open};
use crate::authoring::cases::mutants::{self, Survey};
use crate::authoring::cases::negated_rules::Deciders;
use crate::authoring::cases::rules::{NO_CASE_RUN, Tally, of_coverage, of_runs, of_survivors};
use crate::authoring::cases::running::{Run, run};
use crate::authoring::cases::suggestions::{self, Existing};
use crate::check_rule::CheckResult;
use crate::cli::check::paths::Paths;
use crate::cli::failure::Unusable;
use crate::cli::output::Notes;
use crate::engine::Engine;
use crate::playbook::Playbook;
use crate::playbook::library::{Library, SHIPPED_FOLDER};
use crate::playbook::load::{load, load_with_places};
use crate::playbook::places::Places;
use crate::report::checks::{CasesSummary, CheckedFile};
use crate::text::source::file_id::folder_of;
use crate::text::source::{Finding, Rejected, Severity, SourceFile, read_within};

/// How much is asked of the cases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// How much has to be covered, in percent.
    pub(super) fail_under: Option<usize>,
    /// Whether mutants are put to the cases.
    pub(super) mutants: bool,
    /// Whether it is an error that no case notices one.
    pub(super) fail_on_mutants: bool,
    /// Whether the cases that are missing are wanted.
    pub(super) suggest: bool,
}

/// What a file of cases is tested with.
struct Material {
    cases: Cases,
    source: SourceFile,
    playbook: Playbook,
    places: Places,
}

/// What came of one cases file.
pub(super) struct Tested {
    /// What is told, of the cases file first.
    pub(super) files: Vec<CheckedFile>,
    /// The cases that are missing, where that was asked.
    pub(super) suggested: Option<Suggested>,
}

impl Tested {
    fn of(file: CheckedFile) -> Self {
        Self { files: vec![file], suggested: None }
    }
}

/// What cases are run with.
pub(super) struct Testing<'a> {
    library: &'a Library,
    settings: Settings,
    paths: Paths,
    notes: Notes,
}

impl<'a> Testing<'a> {
    pub(super) fn new(library: &'a Library, settings: Settings, notes: Notes) -> Self {
        Self { library, settings, paths: Paths::from_here(), notes }
    }

    /// Runs cases, tells of their file, and suggests those that are missing where that is wanted.
    pub(super) fn test(&self, subject: Subject) -> Tested {
        match subject {
            Subject::Cases(file) => match self.load(file) {
                Ok(material) => self.run(material),
                Err(rejected) => Tested::of(self.paths.rejected(rejected)),
            },
            Subject::NoCases { playbook, cases } => self.without_cases(playbook, &cases),
            Subject::Nothing { named, reason } => {
                Tested::of(self.paths.unreadable(&named, reason.at(0..0)))
            }
        }
    }

    fn load(&self, file: SourceFile) -> Result<Material, Rejected> {
        let unread = open(file)?;
        match self.playbook_of(&unread) {
            Ok((playbook, places)) => {
                let (cases, source) = unread.read(&playbook)?;
                Ok(Material { cases, source, playbook, places })
            }
            Err(unusable) => {
                let place = unread.playbook_place();
                Err(unread.rejected(unusable.at(place)))
            }
        }
    }

    /// The playbook that a file names, or that stands beside it.
    fn playbook_of(&self, unread: &UnreadCases) -> Result<(Playbook, Places), Unusable> {
        let path = Path::new(&unread.file().name);
        let read = |named: &str, file: anyhow::Result<SourceFile>| {
            let loaded = file.and_then(|file| Ok(load_with_places(file)?));
            loaded.map_err(|error| Unusable::of(named, &error))
        };
        let find = |name: &str, folder: Option<&Path>| {
            read(name, self.library.find(name, folder).map_err(anyhow::Error::from))
        };
        if let Some(named) = unread.playbook() {
            let shipped = named.strip_prefix("./").filter(|_| is_shipped(path));
            let shipped = shipped.and_then(|name| name.strip_suffix(".yaml"));
            return find(shipped.unwrap_or(named), Some(folder_of(path)));
        }
        let Some(beside) = playbook_beside(path) else {
            let reason = "the file does not say of which playbook its cases are; write \
                 `playbook:`, or call it `NAME.test.yaml` beside `NAME.yaml`";
            return Err(Unusable::because(reason));
        };
        match beside.file_stem().filter(|_| is_shipped(path)) {
            Some(id) => find(&id.to_string_lossy(), None),
            None => {
                let file = read_within(folder_of(path), &beside);
                read(&beside.to_string_lossy(), file.map_err(anyhow::Error::from))
            }
        }
    }

    fn run(&self, material: Material) -> Tested {
        let Material { cases, source, playbook, places } = material;
        let engine = Engine::new(&playbook);
        let deciders = Deciders::of(&playbook);
        let runs = run(&cases, &engine);
        let coverage = covered(&cases, &runs, &playbook, &deciders);
        let mut results = of_runs(&cases, &runs);
        results.extend(of_coverage(&cases, &playbook, &coverage, self.settings.fail_under));
        results.sort_by_key(|result| result.finding.span.start);
        let suggested = self.settings.suggest.then(|| {
            let existing = existing(&cases, &runs);
            let bar = self.notes.spinner("looking for the cases that are missing");
            let tick = || bar.tick();
            let suggestions =
                suggestions::suggest(&engine, &deciders, coverage.clone(), &existing, &tick);
            bar.finish_and_clear();
            let path = PathBuf::from(&source.name);
            Suggested::new(&playbook, suggestions, path, Some(&source))
        });
        let survey = self.settings.mutants.then(|| {
            let passed: Vec<bool> = runs.iter().map(Run::passed).collect();
            let bar = self.notes.spinner("putting mutants to the cases");
            let survey = mutants::survey(&cases, &passed, &engine, &|| bar.tick());
            bar.finish_and_clear();
            survey
        });
        let missing = coverage.missing();
        let summary = CasesSummary {
            playbook: playbook.id.clone(),
            tally: Tally::of(&runs),
            missing: missing.iter().map(|target| target.in_words(&playbook)).collect(),
            coverage,
            mutants: survey.as_ref().map(Survey::share),
            mutants_not_settled: survey.as_ref().map_or(0, |survey| survey.not_settled.len()),
        };
        let file = self.paths.file(source, results);
        let mut files = vec![CheckedFile { cases: Some(Box::new(summary)), ..file }];
        files.extend(survey.and_then(|survey| self.survivors(&survey, &playbook, places)));
        Tested { files, suggested }
    }

    /// The playbook, with the mutants that no case notices; nothing where each is noticed.
    fn survivors(
        &self,
        survey: &Survey,
        playbook: &Playbook,
        places: Places,
    ) -> Option<CheckedFile> {
        let severity =
            if self.settings.fail_on_mutants { Severity::Error } else { Severity::Warning };
        let mut results = of_survivors(survey, playbook, &places, severity);
        results.sort_by_key(|result| result.finding.span.start);
        (!results.is_empty()).then(|| self.paths.file(places.into_file(), results))
    }

    /// A playbook without cases: nothing is shown of it.
    fn without_cases(&self, file: SourceFile, path: &Path) -> Tested {
        let playbook = match load(file.clone()) {
            Ok(playbook) => playbook,
            Err(rejected) => return Tested::of(self.paths.rejected(rejected)),
        };
        let suggested = self.settings.suggest.then(|| {
            let engine = Engine::new(&playbook);
            let nothing = Coverage::none(&playbook);
            let deciders = Deciders::of(&playbook);
            let bar = self.notes.spinner("looking for cases");
            let suggestions =
                suggestions::suggest(&engine, &deciders, nothing, &[], &|| bar.tick());
            bar.finish_and_clear();
            Suggested::new(&playbook, suggestions, path.to_owned(), None)
        });
        let cases = self.paths.shown(&path.to_string_lossy());
        let finding =
            Finding::error(0..0, format!("there are no cases: there is no file `{cases}`"));
        let finding = finding.help("write it; `--suggest --write` writes the first cases");
        let result = CheckResult::of(&NO_CASE_RUN, finding);
        Tested { files: vec![self.paths.file(file, vec![result])], suggested }
    }
}

fn is_shipped(path: &Path) -> bool {
    path.to_string_lossy().starts_with(SHIPPED_FOLDER)
}

/// The cases as the suggestions look at them.
fn existing<'c>(cases: &'c Cases, runs: &[Run]) -> Vec<Existing<'c>> {
    let existing = cases.list.iter().zip(runs).map(|(case, run)| Existing {
        name: &case.name,
        facts: &case.facts,
        passed: run.passed(),
    });
    existing.collect()
}

/// What the cases that passed show.
fn covered(cases: &Cases, runs: &[Run], playbook: &Playbook, deciders: &Deciders<'_>) -> Coverage {
    let mut coverage = Coverage::none(playbook);
    for (case, run) in cases.list.iter().zip(runs) {
        if let Run::Ran { outcome, differences } = run
            && differences.is_empty()
        {
            coverage.add(playbook, deciders, &case.facts, outcome);
        }
    }
    coverage
}
