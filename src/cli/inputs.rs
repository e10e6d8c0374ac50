//! The arguments that commands share: groups that load what they name.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::failure::Several;
use super::output::Notes;
use super::team::Team;
use crate::deal::freshness::Freshness;
use crate::deal::layers::{self, AnswerFlag, Layers, Told};
use crate::deal::load::parse_answers_file;
use crate::deal::look_back::USUAL_STATEMENTS;
use crate::deal::{Facts, date_of, fault_of_line};
use crate::format::limits::{MOST_OPENING, STATEMENTS};
use crate::playbook::library::{Library, is_path};
use crate::playbook::{Playbook, load};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::{read_file, read_standard_input};
use crate::text::yaml::fields::{LONGEST_TEXT, fault_of};

/// The playbook of a new deal, where neither its seller nor the team says another.
const DEFAULT_PLAYBOOK: &str = "consultative";

/// Which playbook.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Playbook")]
pub(super) struct PlaybookArguments {
    /// The playbook: an id, or a file (has a `/` or ends in .yaml)
    ///
    /// A new deal is for this playbook, for the one of coach.yaml, or for `consultative`. An
    /// existing deal names its own; then this only says where that playbook is to be found.
    #[arg(short, long, value_name = "ID|FILE")]
    playbook: Option<String>,
    #[command(flatten)]
    library: LibraryArguments,
}

/// Where playbooks are looked for.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Playbook")]
pub(super) struct LibraryArguments {
    /// Look for playbooks in these folders first
    ///
    /// Then in those that coach.yaml names, in ./playbooks, in your own, and among coach's.
    #[arg(long, value_name = "FOLDERS", env = "COACH_PLAYBOOKS", hide_env_values = true)]
    playbook_dir: Vec<OsString>,
}

/// The playbook that the arguments and the team choose.
#[derive(Debug, Clone)]
pub(super) struct ChosenPlaybook {
    /// What `--playbook` says.
    wanted: Option<String>,
    team: Team,
    /// What the team says, as seen from where we are; else the usual one.
    default: String,
    /// The folders of `--playbook-dir`.
    folders: Vec<String>,
    library: Library,
}

/// What is known beside the deal file.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Answers")]
pub(super) struct AnswerArguments {
    /// What the buyer said: deciders=2-4, 'owner=named|shared', considered=nothing,ours, money=unknown
    #[arg(short, long = "answer", value_name = "QUESTION=VALUE")]
    answer: Vec<String>,
    /// What you think, but nobody said; never counts in the verdict
    #[arg(long, value_name = "QUESTION=VALUE")]
    assume: Vec<String>,
    /// A file of answers, YAML or JSON, a map as under `facts` in a deal; `-` for standard input
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    #[command(flatten)]
    told: ToldArguments,
    /// Never ask anything; so it is too where standard input is no terminal
    #[arg(long)]
    pub(super) no_input: bool,
}

/// How all answers that a command states were learned. What a conversation asks is learned in it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Answers")]
pub(super) struct ToldArguments {
    /// Who said what the flags and the file state
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    by: Option<String>,
    /// The day on which it was learned: 2026-11-24; otherwise today
    #[arg(long, value_name = "DATE", value_parser = parse_day_until_today)]
    date: Option<Date>,
    /// How they said it, or anything else
    #[arg(long, value_name = "TEXT", value_parser = parse_note)]
    note: Option<String>,
}

impl ToldArguments {
    fn told(&self) -> Told {
        Told { by: self.by.clone(), date: self.date, note: self.note.clone() }
    }
}

/// How many questions are asked before it goes stage by stage.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct OpeningArguments {
    /// Ask so many questions by their worth alone, whatever their stage; 0 for stage by stage
    ///
    /// It goes over what the playbook says, which is 8 where it says nothing.
    #[arg(
        long,
        value_name = "N",
        value_parser = RangedU64ValueParser::<usize>::new().range(..=MOST_OPENING as u64),
        help_heading = "Questions"
    )]
    opening: Option<usize>,
}

/// What makes the exit status of a check 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Warnings too
    Warning,
}

impl PlaybookArguments {
    /// Chooses by these arguments, and by the `coach.yaml` that is found from where we are.
    pub(super) fn choose(&self, notes: Notes) -> anyhow::Result<ChosenPlaybook> {
        let chosen = self.library.choose(notes)?;
        Ok(ChosenPlaybook { wanted: self.playbook.clone(), ..chosen })
    }
}

impl ChosenPlaybook {
    /// Where nothing but a folder is looked at.
    pub(super) fn in_folder(team: Team, library: Library) -> Self {
        let default = DEFAULT_PLAYBOOK.to_owned();
        Self { wanted: None, team, default, folders: Vec::new(), library }
    }

    /// What the playbook of a new deal is called here.
    pub(super) fn name(&self) -> &str {
        self.wanted.as_deref().unwrap_or(&self.default)
    }

    /// The playbook of a new deal.
    pub(super) fn load(&self) -> anyhow::Result<Playbook> {
        match (&self.wanted, &self.team.file, &self.team.settings.playbook) {
            (None, Some(file), Some(named)) => {
                self.find(named, Some(&self.team.folder)).with_context(|| {
                    let (file, named) = (quoted_path(file), quoted(named));
                    format!("{file} names the playbook {named}, which can't be used")
                })
            }
            _ => self.find(self.name(), None),
        }
    }

    /// The playbook that is named by a flag.
    pub(super) fn load_wanted(&self) -> anyhow::Result<Option<Playbook>> {
        self.wanted.as_deref().map(|wanted| self.find(wanted, None)).transpose()
    }

    /// Where playbooks are looked for.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// The playbook of a deal that names it so.
    pub(super) fn load_for_deal(&self, named: &str, deal: &Path) -> anyhow::Result<Playbook> {
        let folder = folder_of(deal);
        let Some(wanted) = self.wanted.as_deref().filter(|wanted| *wanted != named) else {
            return self.find(named, Some(folder)).with_context(|| {
                let (deal, named) = (quoted_path(deal), quoted(named));
                format!("{deal} is for the playbook {named}, which can't be used")
            });
        };
        let playbook = self.find(wanted, None)?;
        let own_id = if is_path(named) {
            // Where the deal's own path leads nowhere, `--playbook` is the way to mend it.
            self.find(named, Some(folder)).map_or(playbook.id.clone(), |own| own.id)
        } else {
            named.to_owned()
        };
        if own_id != playbook.id {
            bail!(
                "the deal is for playbook {}, but --playbook is {}; leave --playbook away, or \
                 change `playbook:` in the deal file",
                quoted(&own_id),
                quoted(&playbook.id)
            );
        }
        Ok(playbook)
    }

    /// What `--playbook` takes so that the playbook of this deal is found from where we are.
    pub(super) fn name_from_here(&self, named: &str, deal: &Path) -> String {
        match &self.wanted {
            Some(wanted) => wanted.clone(),
            None if is_path(named) => folder_of(deal).join(named).to_string_lossy().into_owned(),
            None => named.to_owned(),
        }
    }

    /// Whether a deal that names its playbook so leads to it by itself.
    pub(super) fn is_left_to(&self, named: &str) -> bool {
        self.wanted.as_deref().is_none_or(|wanted| wanted == named)
    }

    /// How old evidence may be today.
    pub(super) fn freshness(&self) -> Freshness {
        self.freshness_on(today())
    }

    /// How old evidence may be on a day.
    pub(super) fn freshness_on(&self, as_of: Date) -> Freshness {
        Freshness { as_of, max_age: self.team.settings.max_age }
    }

    /// The statements that a buyer looks back with, in the team's words or the usual ones.
    pub(super) fn statements(&self) -> [String; STATEMENTS] {
        let usual = || USUAL_STATEMENTS.map(str::to_owned);
        self.team.settings.statements.clone().unwrap_or_else(usual)
    }

    /// The folders of `--playbook-dir`; none where they come from the environment or the team.
    pub(super) fn folders(&self) -> &[String] {
        &self.folders
    }

    /// What a new deal in this file names as its playbook.
    pub(super) fn name_for_deal(&self, deal: &Path) -> String {
        let name = self.name();
        if is_path(name) { path_from(folder_of(deal), Path::new(name)) } else { name.to_owned() }
    }

    fn find(&self, name: &str, folder: Option<&Path>) -> anyhow::Result<Playbook> {
        load_playbook(&self.library, name, folder)
    }
}

impl LibraryArguments {
    /// Where playbooks are looked for: in the folders that are named here and in the team's first.
    /// Says which folders that nobody names are passed over.
    pub(super) fn library(&self, team: &Team, notes: Notes) -> Library {
        let named = self.playbook_dir.iter().flat_map(|folders| env::split_paths(folders));
        let named = named.filter(|folder| !folder.as_os_str().is_empty()).collect();
        let library = Library::of_user(named, team.playbook_folders().collect(), &team.folder);
        for error in library.passed_over() {
            notes.say(&format!("note: playbooks may be passed over: {error}"));
        }
        library
    }

    /// What is chosen where nobody names a playbook.
    pub(super) fn choose(&self, notes: Notes) -> anyhow::Result<ChosenPlaybook> {
        let team = Team::of_here(notes)?;
        Ok(ChosenPlaybook {
            wanted: None,
            default: team.playbook().unwrap_or_else(|| DEFAULT_PLAYBOOK.to_owned()),
            folders: self.flags(),
            library: self.library(&team, notes),
            team,
        })
    }

    /// Where playbooks are looked for by the team whose `coach.yaml` is found from where we are.
    pub(super) fn library_of_here(&self, notes: Notes) -> anyhow::Result<Library> {
        Ok(self.library(&Team::of_here(notes)?, notes))
    }

    /// The folders that are named by a flag, not by the environment.
    fn flags(&self) -> Vec<String> {
        let of_environment = env::var_os("COACH_PLAYBOOKS");
        let is_flag = |folder: &&OsString| of_environment.as_ref() != Some(*folder);
        let flags = self.playbook_dir.iter().filter(is_flag);
        flags.map(|folder| folder.to_string_lossy().into_owned()).collect()
    }
}

impl OpeningArguments {
    /// The playbook with this opening, where one is asked for.
    pub(super) fn laid_over(self, playbook: Playbook) -> Playbook {
        Playbook { opening: self.opening.unwrap_or(playbook.opening), ..playbook }
    }
}

impl AnswerArguments {
    /// Whether there is nothing here that a deal would not say itself.
    pub(super) fn is_empty(&self) -> bool {
        self.answer.is_empty() && self.assume.is_empty() && self.answers.is_none()
    }

    /// Whether the answers take up standard input.
    pub(super) fn come_from_stdin(&self) -> bool {
        self.answers.as_deref() == Some(Path::new("-"))
    }

    /// Lays the answers over what is known already.
    pub(super) fn lay_over(&self, facts: &mut Facts, playbook: &Playbook) -> anyhow::Result<()> {
        let answers = self.answer.iter().map(AnswerFlag::answer);
        let assumptions = self.assume.iter().map(AnswerFlag::assume);
        let flags = answers.chain(assumptions).collect();
        let (answers_file, told) = (self.answers_file(playbook)?, self.told.told());
        let layers = Layers { answers_file, flags, told };
        layers::apply(facts, playbook, &layers)
            .map_err(|errors| Several(errors.iter().map(ToString::to_string).collect()).into())
    }

    /// The day on which it was learned.
    pub(super) fn day(&self) -> Date {
        self.told.date.unwrap_or_else(today)
    }

    /// Who said so.
    pub(super) fn by(&self) -> Option<&str> {
        self.told.by.as_deref()
    }

    /// What else there is to say of it.
    pub(super) fn note(&self) -> Option<&str> {
        self.told.note.as_deref()
    }

    fn answers_file(&self, playbook: &Playbook) -> anyhow::Result<Option<Facts>> {
        let Some(path) = &self.answers else { return Ok(None) };
        let file = if self.come_from_stdin() { read_standard_input()? } else { read_file(path)? };
        Ok(Some(parse_answers_file(file, playbook)?))
    }
}

/// The playbook under a name, a path being seen from a folder or from where we are.
pub(super) fn load_playbook(
    library: &Library,
    name: &str,
    folder: Option<&Path>,
) -> anyhow::Result<Playbook> {
    Ok(load::load(library.find(name, folder)?)?)
}

/// Today, by the clock of the world.
pub(super) fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

/// A day, as it stands in a deal.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    date_of(text).ok_or_else(|| "a date is year, month and day, as 2026-11-24".to_owned())
}

/// A day on which something can have been learned.
pub(super) fn parse_day_until_today(text: &str) -> Result<Date, String> {
    let (day, today) = (parse_date(text)?, today());
    match day > today {
        true => Err(format!("it is in the future; today is {today}")),
        false => Ok(day),
    }
}

/// A name, as it stands in a deal.
pub(super) fn parse_name(text: &str) -> Result<String, String> {
    match text.contains(['\n', '\t']) {
        true => Err("a name stands on one line, without tabs".to_owned()),
        false => told_as_it(text, fault_of_line),
    }
}

/// A note, as it stands in a deal.
pub(super) fn parse_note(text: &str) -> Result<String, String> {
    told_as_it(text, |text| fault_of(text, LONGEST_TEXT))
}

/// A text without the blanks around it, or what is wrong with it.
fn told_as_it(text: &str, fault_of: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let text = text.trim();
    fault_of(text).map_or_else(|| Ok(text.to_owned()), |fault| Err(format!("it {fault}")))
}

/// What to tell where a playbook was found by a file's name that is not its id.
pub(super) fn misnamed(named: &str, playbook: &Playbook) -> Option<String> {
    let id = &playbook.id;
    (!is_path(named) && named != id).then(|| {
        let named = quoted(named);
        format!(
            "note: the file of playbook {named} gives it the id `{id}`; call the file `{id}.yaml`"
        )
    })
}

/// A path as seen from a folder, with a `/` in it so that it is not taken for an id.
pub(super) fn path_from(folder: &Path, path: &Path) -> String {
    // From a folder that is a link, `..` leads out of the folder that it links to.
    let real = |folder: &Path| folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let (folder, path) =
        (real(folder), real(folder_of(path)).join(path.file_name().unwrap_or_default()));
    let mut there = path.components().peekable();
    let mut here = folder.components().peekable();
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
    }
    let up = here.map(|_| "..".to_owned());
    let down = there.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.first().is_some_and(|first| first == "..") {
        parts.join("/")
    } else {
        format!("./{}", parts.join("/"))
    }
}
