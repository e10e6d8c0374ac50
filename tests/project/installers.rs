//! The installer for shells, from a release that is served on this machine: what it puts where, that it
//! takes all of it away again, and that it leaves nothing where something is wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use super::served::{Served, nobody, program, release, root, said, script, succeeds};

const TARGET: &str = "x86_64-unknown-linux-musl";
const STAND_IN: &str = "https://git.example.com/you/coach/releases/latest/download";

/// A release with one archive and the installers, as its last step leaves it.
static RELEASE: LazyLock<Served> = LazyLock::new(|| {
    let served = Served::new();
    release(TARGET, &served.path(""));
    for name in ["install.sh", "install.ps1"] {
        fs::copy(root().join(name), served.path(name)).unwrap();
    }
    served
});

/// A machine of one user, with an empty home.
struct Machine {
    folder: TempDir,
    release: String,
    path: Option<PathBuf>,
}

impl Machine {
    fn new() -> Self {
        let machine =
            Self { folder: TempDir::new().unwrap(), release: RELEASE.address.clone(), path: None };
        fs::create_dir(machine.home()).unwrap();
        machine.is("Linux", "x86_64");
        machine
    }

    /// One that fetches from elsewhere.
    fn from(address: &str) -> Self {
        Self { release: address.to_owned(), ..Self::new() }
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Says of the machine that it is another one.
    fn is(&self, system: &str, processor: &str) {
        let script = format!("#!/bin/sh\n[ $1 = -s ] && echo {system} || echo {processor}\n");
        program(&self.folder.path().join("bin/uname"), &script);
    }

    /// What a line in a shell says, and its exit status.
    fn shell(&self, line: &str) -> (String, i32) {
        let rest = std::env::var("PATH").unwrap();
        let rest = self.path.as_ref().map_or(rest, |path| path.to_str().unwrap().to_owned());
        let own = self.folder.path().join("bin");
        said(
            Command::new("/bin/sh")
                .args(["-c", line])
                .current_dir(root())
                .env_clear()
                .env("PATH", format!("{}:{rest}", own.display()))
                .env("HOME", self.home())
                .env("COACH_RELEASE", &self.release),
        )
    }

    /// What the installer says with these arguments, and its exit status.
    fn install(&self, arguments: &str) -> (String, i32) {
        self.shell(&format!("sh install.sh {arguments}"))
    }

    fn coach(&self) -> PathBuf {
        self.home().join(".local/bin/coach")
    }

    /// All that is in the home.
    fn left(&self) -> Vec<PathBuf> {
        let mut left = Vec::new();
        let mut folders = vec![self.home()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                left.push(path);
            }
        }
        left
    }

    /// It failed so, and is as it was.
    fn assert_refuses(&self, status: i32, because: &[&str]) {
        let (output, found) = self.install("");
        assert_eq!(found, status, "{output}");
        for because in because {
            assert!(output.contains(because), "`{because}` in {output}");
        }
        assert_eq!(self.left(), Vec::<PathBuf>::new(), "{output}");
    }
}

#[test]
fn the_line_in_the_readme_leads_to_a_brief_and_is_taken_back_without_a_trace() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let line = readme.lines().find(|line| line.ends_with("/install.sh | sh")).unwrap();
    let line = line.trim_start_matches("$ ");
    assert!(line.contains(STAND_IN), "{line}");
    let machine = Machine::new();
    let (output, status) = machine.shell(&line.replace(STAND_IN, &machine.release));
    assert_eq!(status, 0, "{output}");
    let coach = machine.coach();
    let version = env!("CARGO_PKG_VERSION");
    let first = format!("coach {version} is installed:\n  {}\n", coach.display());
    assert!(output.starts_with(&first), "{output}");
    assert!(output.contains("/.local/bin:$PATH\"\n"), "how to call it by its name: {output}");

    let brief = succeeds(Command::new(&coach).args(["start", "examples/brightwater.deal.yaml"]));
    assert!(brief.starts_with("NOT A FIT — Tidemark runs only in our cloud.\n"), "{brief}");
    for told in output.lines().filter_map(|line| line.strip_prefix("  /")) {
        assert!(Path::new("/").join(told).exists(), "{told}");
    }
    let back = output.lines().find_map(|line| line.strip_prefix("to take it away again: "));
    let (output, status) = machine.shell(back.unwrap());
    assert_eq!(status, 0, "{output}");
    assert!(output.contains(coach.to_str().unwrap()), "{output}");
    assert_eq!(machine.left(), Vec::<PathBuf>::new());
}

#[test]
fn manual_page_and_completions_lie_where_they_are_looked_for() {
    let machine = Machine::new();
    machine.install("");
    let data = machine.home().join(".local/share");
    let page = fs::read_to_string(data.join("man/man1/coach.1")).unwrap();
    assert!(page.contains(".TH coach 1"), "{page}");
    for script in ["bash-completion/completions/coach", "fish/vendor_completions.d/coach.fish"] {
        let text = fs::read_to_string(data.join(script)).unwrap();
        let own = env!("CARGO_BIN_EXE_coach");
        assert!(text.contains("coach") && !text.contains(own), "{script}: {text}");
    }
}

#[test]
fn a_second_one_takes_the_place_of_the_first() {
    let machine = Machine::new();
    machine.install("");
    let once = machine.left();
    let (output, status) = machine.install("");
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("takes the place of the one before:"), "{output}");
    assert_eq!(machine.left(), once);

    // To another place: what stood at the first one goes.
    let elsewhere = machine.home().join("tools");
    let (output, status) = machine.install("--to \"$HOME/tools\"");
    assert_eq!(status, 0, "{output}");
    assert!(elsewhere.join("coach").exists() && !machine.coach().exists());
    machine.install("--uninstall");
    assert_eq!(machine.left(), Vec::<PathBuf>::new());
}

#[test]
fn a_wrong_sum_installs_nothing() {
    let tampered = Served::new();
    release(TARGET, &tampered.path(""));
    let archive = format!("honest-coach-{TARGET}.tar.gz");
    fs::write(tampered.path(&archive), "something else").unwrap();
    Machine::from(&tampered.address)
        .assert_refuses(1, &[&archive, "is not what was released", "Nothing was installed"]);
    // And nothing takes the place of what is there.
    let mut machine = Machine::new();
    machine.install("");
    let before = machine.left();
    machine.release = tampered.address.clone();
    assert_eq!(machine.install("").1, 1);
    assert_eq!(machine.left(), before);
    assert!(machine.coach().exists());
}

#[test]
fn a_machine_for_which_none_is_built_is_told_so() {
    let machine = Machine::new();
    machine.is("FreeBSD", "amd64");
    machine.assert_refuses(3, &["no coach is built for FreeBSD on amd64", "cargo install"]);
    machine.is("Linux", "riscv64");
    machine.assert_refuses(3, &["no coach is built for Linux on riscv64"]);
    // One that the release should have, and has not.
    machine.is("Darwin", "arm64");
    machine.assert_refuses(3, &["has no `honest-coach-aarch64-apple-darwin.tar.gz`"]);
}

#[test]
fn each_machine_takes_what_is_built_for_it() {
    let targets = fs::read_to_string(root().join(".ci/release/targets")).unwrap();
    for (system, processor, archive) in [
        ("Linux", "x86_64", "x86_64-unknown-linux-musl.tar.gz"),
        ("Linux", "aarch64", "aarch64-unknown-linux-musl.tar.gz"),
        ("Darwin", "x86_64", "x86_64-apple-darwin.tar.gz"),
        ("Darwin", "arm64", "aarch64-apple-darwin.tar.gz"),
        ("MINGW64_NT-10.0", "x86_64", "x86_64-pc-windows-msvc.zip"),
    ] {
        let empty = Served::new();
        fs::write(empty.path("SHA256SUMS"), "").unwrap();
        let machine = Machine::from(&empty.address);
        machine.is(system, processor);
        machine.assert_refuses(3, &[archive]);
        assert!(targets.contains(archive.split('.').next().unwrap()), "{archive}");
    }
}

#[test]
fn without_a_network_it_says_what_it_could_not_fetch() {
    let address = nobody();
    let machine = Machine::from(&address);
    machine.assert_refuses(1, &[&format!("`{address}/SHA256SUMS` can't be fetched: curl:")]);
    let gone = Served::new();
    fs::write(gone.path("SHA256SUMS"), format!("00  honest-coach-{TARGET}.tar.gz\n")).unwrap();
    Machine::from(&gone.address).assert_refuses(1, &[".tar.gz` can't be fetched", "404"]);
}

#[test]
fn what_somebody_else_put_there_stays() {
    let machine = Machine::new();
    program(&machine.coach(), "#!/bin/sh\n");
    let (output, status) = machine.install("");
    assert_eq!(status, 1, "{output}");
    assert!(output.contains("this installer did not put it there"), "{output}");
    assert_eq!(fs::read_to_string(machine.coach()).unwrap(), "#!/bin/sh\n");
    // A user's own playbooks, in the folder of data that is called like the command.
    let machine = Machine::new();
    let own = machine.home().join(".local/share/coach/playbooks/own.yaml");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, "format: 1\n").unwrap();
    let before = machine.left();
    machine.install("");
    machine.install("--uninstall");
    assert_eq!(machine.left(), before);
}

#[test]
fn what_breaks_off_leaves_nothing() {
    let machine = Machine::new();
    let data = machine.home().join(".local/share");
    fs::create_dir(machine.home().join(".local")).unwrap();
    fs::write(&data, "no folder").unwrap();
    let before = machine.left();
    let (output, status) = machine.install("");
    assert_eq!(status, 1, "{output}");
    assert!(output.contains("can't be made"), "{output}");
    assert_eq!(machine.left(), before);
    let temporary = machine.folder.path().join("temporary");
    fs::create_dir(&temporary).unwrap();
    machine.shell(&format!("TMPDIR={} sh install.sh", temporary.display()));
    assert_eq!(fs::read_dir(temporary).unwrap().count(), 0);
}

#[test]
fn only_the_program_leaves_only_the_program() {
    let machine = Machine::new();
    let folder = machine.home().join("here");
    let (output, status) = machine.install(&format!("--only-program --to {}", folder.display()));
    assert_eq!(status, 0, "{output}");
    assert_eq!(machine.left().len(), 2, "{output}");
    assert!(folder.join("coach").exists());
    assert!(!output.contains("take it away"), "{output}");
}

#[test]
fn what_it_is_not_told_rightly_is_told_back() {
    let mut machine = Machine::new();
    for (arguments, because) in [
        ("--upgrade", "there is no option `--upgrade`"),
        ("--to", "`--to` needs a folder"),
        ("--uninstall", "nothing is installed by this installer"),
    ] {
        let (output, status) = machine.install(arguments);
        assert_eq!(status, 1, "{output}");
        assert!(output.contains(because), "{output}");
    }
    // A copy that no release has filled in, and that is not told of one.
    machine.release = String::new();
    machine.assert_refuses(1, &["did not come with a release", "COACH_RELEASE"]);
}

#[test]
fn wget_does_where_there_is_no_curl() {
    let mut machine = Machine::new();
    let tools = machine.folder.path().join("tools");
    fs::create_dir(&tools).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let tool = |name: &str| {
        let found = std::env::split_paths(&path).map(|folder| folder.join(name));
        found.into_iter().find(|path| path.exists())
    };
    let needed = "awk bash cat chmod cp cut dirname env grep gzip mkdir mktemp mv rm rmdir sed sh \
                  sha256sum shasum sort tar touch wget";
    for name in needed.split(' ') {
        if let Some(found) = tool(name) {
            std::os::unix::fs::symlink(found, tools.join(name)).unwrap();
        }
    }
    if !tools.join("wget").exists() {
        return;
    }
    machine.path = Some(tools.clone());
    let (output, status) = machine.install("");
    assert_eq!(status, 0, "{output}");
    machine.install("--uninstall");
    let address = nobody();
    machine.release = address.clone();
    machine.assert_refuses(1, &[&format!("`{address}/SHA256SUMS` can't be fetched")]);
    fs::remove_file(tools.join("wget")).unwrap();
    machine.assert_refuses(1, &["neither `curl` nor `wget`"]);
}

/// The step of the action that takes a release, told that the action is of this source.
fn take(served: &str, source: &str, machine: &Machine) -> (String, i32, bool) {
    let outputs = machine.folder.path().join("outputs");
    fs::write(&outputs, "").unwrap();
    let path = std::env::var("PATH").unwrap();
    let (text, status) = said(
        script("take")
            .args([source, machine.home().join("bin").to_str().unwrap()])
            .env_clear()
            .env("PATH", format!("{}:{path}", machine.folder.path().join("bin").display()))
            .env("HOME", machine.home())
            .env("GITHUB_OUTPUT", &outputs)
            .env("SERVER", served)
            .env("REPOSITORY", "you/coach"),
    );
    (text, status, fs::read_to_string(outputs).unwrap() == "taken=yes\n")
}

#[test]
fn the_action_takes_a_release_of_its_own_source_alone() {
    let served = Served::new();
    let version = env!("CARGO_PKG_VERSION");
    let folder = served.path(&format!("you/coach/releases/download/v{version}"));
    let machine = Machine::new();
    let (output, status, taken) = take(&served.address, "abc", &machine);
    assert!(status == 0 && !taken && output.contains("has no release"), "{output}");

    release(TARGET, &folder);
    fs::write(folder.join("SOURCE"), "abc\n").unwrap();
    let (output, status, taken) = take(&served.address, "abcd", &machine);
    assert!(status == 0 && !taken && output.contains("is of another source"), "{output}");
    machine.is("FreeBSD", "amd64");
    let (output, status, taken) = take(&served.address, "abc", &machine);
    assert!(status == 0 && !taken && output.contains("no program for this machine"), "{output}");
    machine.is("Linux", "x86_64");
    let (output, status, taken) = take(&served.address, "abc", &machine);
    assert!(status == 0 && taken, "{output}");
    succeeds(Command::new(machine.home().join("bin/coach")).arg("--version"));

    // What does not fit its sum is nothing to build around.
    fs::write(folder.join(format!("honest-coach-{TARGET}.tar.gz")), "other").unwrap();
    let (output, status, taken) = take(&served.address, "abc", &machine);
    assert!(status == 1 && !taken && output.contains("is not what was released"), "{output}");
}
