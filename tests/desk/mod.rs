//! A folder to work in, and `coach` run in it as a user would.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::civil::Date;
use tempfile::TempDir;

#[path = "../days/mod.rs"]
mod days;
use days::{today, with_today};

/// The deal of the contract, for the playbook `clinic-scheduling`.
pub(crate) const ACME: &str = "\
format: 1
deal: Acme Clinics
playbook: clinic-scheduling
facts:
  consequence: stated
  users: 20..50
  hosting: [cloud, either]
  budget:
    answer: approved
    source: assumption
    by: Dana, CFO
    date: 2026-11-03
    note: She sounded sure.
  deadline:
    - { answer: quarter, by: Dana }
    - { answer: year, by: Kim, source: assumption }
notes: Free text.
pursue: yes
waivers: []
";

/// Texts that some reader of YAML takes for something else, unless they are written with care.
pub(crate) const ODD_TEXTS: [&str; 25] = [
    "It's \"fine\"",
    "'quoted'",
    "\"quoted\"",
    "# no comment",
    "before # behind",
    "key: value",
    "ends with:",
    "- an item",
    "-- a dash",
    "ends with a -",
    "? a key",
    "yes",
    "No",
    "null",
    "~",
    "1.0",
    "0x1F",
    "12:30",
    "2001-12-14 21:59:43",
    "[a, b]",
    "{ a: b }, c",
    "&a *b !c %d @e `f` | > g",
    "C:\\new\\tab",
    "für 50 € „ja“ 語 👩\u{200d}🚀",
    "a long, long, long line of words: it is folded over # several lines of the file where it is  longer than these",
];

/// A user and a group without any rights.
#[cfg(unix)]
const NOBODY: u32 = 65533;

/// A folder of its own.
pub(crate) struct Desk {
    folder: TempDir,
    /// The day on which it was made.
    began: Date,
}

/// How a run of `coach` ended.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Desk {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap(), began: today() }
    }

    /// A folder with the playbook `clinic-scheduling` and the deal `acme`.
    pub(crate) fn with_acme() -> Self {
        let desk = Self::empty();
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        let playbook = fs::read_to_string(data.join("clinic-scheduling.yaml")).unwrap();
        desk.write("playbooks/clinic-scheduling.yaml", &playbook);
        desk.write("acme.deal.yaml", ACME);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A deal for `clinic-scheduling` with these facts.
    pub(crate) fn write_deal(&self, name: &str, facts: &str) {
        let facts: String = facts.lines().map(|line| format!("  {}\n", line.trim())).collect();
        let head = format!("format: 1\ndeal: {name}\nplaybook: clinic-scheduling\nfacts:\n");
        self.write(&format!("{name}.deal.yaml"), &(head + &facts));
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The same of a deal, with `date: TODAY` for what was written during the test.
    pub(crate) fn read_with_today(&self, name: &str) -> String {
        with_today(&self.read(name), self.began)
    }

    /// The names of the files here, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    }

    /// `coach` with these arguments, nothing on standard input, away from the user's settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        let settings = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "ACCESSIBLE"];
        let folders = ["COACH_PLAYBOOKS", "XDG_DATA_HOME"];
        let pipelines = ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "TF_BUILD", "TEAMCITY_VERSION"];
        for name in settings.into_iter().chain(folders).chain(pipelines) {
            command.env_remove(name);
        }
        command.env("HOME", self.folder.path());
        command
    }

    /// Lets a user run a command here whom permissions hold, if need be in another group. `false`
    /// where the tests run as such a user themselves, and not as root, and so have no other group.
    #[cfg(unix)]
    pub(crate) fn lend(&self, command: &mut Command, group: Option<u32>) -> bool {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        use std::os::unix::process::CommandExt;
        let here = self.folder.path();
        if fs::metadata(here).unwrap().uid() != 0 {
            return group.is_none();
        }
        fs::set_permissions(here, fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(NOBODY).gid(group.unwrap_or(NOBODY));
        true
    }

    pub(crate) fn coach(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// `coach` with a text on standard input.
    pub(crate) fn coach_reading(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Whoever stops reading early has a reason, which the run shows.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Run::of(child.wait_with_output().unwrap())
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let run = self.coach(arguments).succeeded();
        serde_json::from_str(&run.stdout).unwrap()
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().expect("coach was killed by a signal"),
        }
    }

    #[track_caller]
    pub(crate) fn ended_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        self.ended_with(0)
    }

    #[track_caller]
    pub(crate) fn complains(self, wanted: &[&str]) -> Self {
        let run = self.ended_with(2);
        assert_eq!(run.stdout, "", "results although it failed");
        for words in wanted {
            assert!(run.stderr.contains(words), "no {words:?} in:\n{}", run.stderr);
        }
        run
    }
}
