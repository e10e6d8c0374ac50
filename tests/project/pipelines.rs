//! What is handed to teams for their pipelines: that it is sound, and does what it says when it is
//! run on the deals of this repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use coach::text::source::{Findings, SourceFile};
use coach::text::yaml::{self, Node};
use tempfile::TempDir;

use super::served::{Served, program, release, root};

/// On this day the deals of this repository are ready.
const DAY: &str = "2026-11-24";

/// A folder with the deals, the playbooks and the `coach.yaml` of this repository, and with `coach`
/// at `installed/bin`.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        for folder in ["deals", "playbooks"] {
            fs::create_dir(repository.path(folder)).unwrap();
            for name in names(folder) {
                fs::copy(root().join(&name), repository.path(&name)).unwrap();
            }
        }
        fs::copy(root().join("coach.yaml"), repository.path("coach.yaml")).unwrap();
        fs::create_dir_all(repository.path("installed/bin")).unwrap();
        let coach = repository.path("installed/bin/coach");
        // No copy: what another test starts meanwhile would hold it open for writing.
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_coach"), coach).unwrap();
        repository
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What a script prints, and how it ends, with this environment and little else.
    fn bash(&self, script: &str, environment: &BTreeMap<String, String>) -> (String, i32) {
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c"])
            .arg(format!("exec 2>&1 </dev/null\n{script}"))
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", format!("{}:{path}", self.path("installed/bin").display()))
            .env("HOME", self.0.path())
            .envs(environment)
            .output()
            .unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
    }
}

/// The action's last step, run as GitHub would run it.
struct Action {
    root: Node,
    repository: Repository,
}

impl Action {
    fn new() -> Self {
        Self { root: read("action.yml"), repository: Repository::new() }
    }

    fn steps(&self) -> &[Node] {
        at(&self.root, &["runs", "steps"]).as_sequence().unwrap()
    }

    /// The inputs with their defaults.
    fn inputs(&self) -> BTreeMap<String, String> {
        let inputs = at(&self.root, &["inputs"]).as_mapping().unwrap().iter();
        inputs.map(|input| (input.key.to_string(), text(&input.value, &["default"]))).collect()
    }

    /// The output and the exit status of the check with these inputs, the others by default.
    fn check(&self, given: &[(&str, &str)]) -> (String, i32) {
        let step = self.steps().last().unwrap();
        let mut inputs = self.inputs();
        inputs.extend([("as-of".to_owned(), DAY.to_owned())]);
        inputs.extend(given.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        let mut environment = BTreeMap::new();
        for entry in at(step, &["env"]).as_mapping().unwrap() {
            let mut value = entry.value.as_text().unwrap().to_owned();
            for (name, input) in &inputs {
                value = value.replace(&format!("${{{{ inputs.{name} }}}}"), input);
            }
            let installed = self.repository.path("installed").to_string_lossy().into_owned();
            let value = value.replace("${{ runner.temp }}/coach", &installed);
            assert!(!value.contains("${{"), "what `{value}` stands for is known");
            environment.insert(entry.key.to_string(), value);
        }
        environment.insert("GITHUB_ACTIONS".into(), "true".into());
        environment.insert("GITHUB_STEP_SUMMARY".into(), "summary.md".into());
        self.repository.bash(&text(step, &["run"]), &environment)
    }
}

#[test]
fn no_input_of_the_action_becomes_part_of_a_script() {
    let action = Action::new();
    let scripts: Vec<&Node> =
        action.steps().iter().filter_map(|step| Some(&step.get("run")?.value)).collect();
    assert!(scripts.len() >= 3);
    assert!(scripts.iter().all(|script| !script.as_text().unwrap().contains("${{")));
    let marker = action.repository.path("pwned");
    for hostile in ["$(touch pwned)", "\"; touch pwned; \"", "`touch pwned`", "--fix"] {
        let (output, status) = action.check(&[("deals", hostile)]);
        assert_eq!(status, 2, "{output}");
        assert!(!marker.exists(), "{hostile}");
    }
}

#[test]
fn every_input_of_the_action_is_used() {
    let text = fs::read_to_string(root().join("action.yml")).unwrap();
    for name in Action::new().inputs().keys() {
        assert!(text.contains(&format!("${{{{ inputs.{name} }}}}")), "`{name}` goes nowhere");
    }
}

#[test]
fn the_action_passes_where_every_deal_is_ready() {
    let action = Action::new();
    let (output, status) = action.check(&[]);
    assert_eq!(status, 0, "{output}");
    assert!(!output.contains("::error"), "{output}");
    let summary = fs::read_to_string(action.repository.path("summary.md")).unwrap();
    assert!(summary.contains("Kestrel Press"), "{summary}");
}

#[test]
fn the_action_hands_every_input_on() {
    let action = Action::new();
    let (output, status) = action.check(&[("require", "fit"), ("deals", "deals/fjordline*")]);
    assert_eq!(status, 1, "{output}");
    assert!(output.starts_with("::error file=deals/fjordline-freight.deal.yaml,"), "{output}");
    let (output, status) = action.check(&[("max-age", "1w")]);
    assert_eq!(status, 1, "{output}");
    let deal = "format: 1\nplaybook: consultative\nfacts:\n  problem: Yes.\n  deadline: \
                [{ answer: open }, { answer: fixed }]\n";
    fs::write(action.repository.path("deals/odd.deal.yaml"), deal).unwrap();
    let odd = ("deals", "deals/odd.deal.yaml\n\ndeals/greenhill-dental.deal.yaml\n");
    assert_eq!(action.check(&[odd]).1, 0);
    assert_eq!(action.check(&[odd, ("fail-on", "warning")]).1, 1);
    let reports = ("reports", "sarif=coach.sarif\njunit=coach.xml\n");
    assert_eq!(action.check(&[reports]).1, 0);
    for report in ["coach.sarif", "coach.xml"] {
        assert!(action.repository.path(report).exists(), "{report}");
    }
}

#[test]
fn the_action_builds_anew_when_its_source_has_changed() {
    let action = Action::new();
    let step = &action.steps()[0];
    let source = action.repository.path("source");
    for folder in ["src", "playbooks", ".git", "target", ".ci/release"] {
        fs::create_dir_all(source.join(folder)).unwrap();
    }
    let script = ".ci/release/source-hash";
    fs::copy(root().join(script), source.join(script)).unwrap();
    for file in ["Cargo.toml", "Cargo.lock", "src/main file.rs", "playbooks/a.yaml"] {
        fs::write(source.join(file), file).unwrap();
    }
    let hash = || {
        let environment = BTreeMap::from([
            ("SOURCE".to_owned(), source.to_string_lossy().into_owned()),
            ("GITHUB_OUTPUT".to_owned(), action.repository.path("output").to_str().unwrap().into()),
            ("GIT_DIR".to_owned(), "nowhere".to_owned()),
        ]);
        let (output, status) = action.repository.bash(&text(step, &["run"]), &environment);
        assert_eq!(status, 0, "{output}");
        let hashes = fs::read_to_string(action.repository.path("output")).unwrap();
        hashes.lines().last().unwrap().to_owned()
    };
    let before = hash();
    assert!(before.len() > "hash=".len(), "{before}");
    assert_eq!(before, hash());
    for left_out in [".git/index", "target/built"] {
        fs::write(source.join(left_out), "").unwrap();
    }
    assert_eq!(before, hash());
    fs::write(source.join("src/main file.rs"), "other").unwrap();
    let changed = hash();
    assert_ne!(before, changed);
    fs::rename(source.join("playbooks/a.yaml"), source.join("playbooks/b.yaml")).unwrap();
    assert_ne!(changed, hash());
}

#[test]
fn nothing_of_the_checkout_decides_how_the_action_builds() {
    let action = Action::new();
    let step = action.steps().iter().find(|step| text(step, &["name"]) == "Build coach").unwrap();
    let (checkout, source) = (&action.repository, action.repository.path("elsewhere/action"));
    fs::create_dir_all(&source).unwrap();
    fs::create_dir_all(checkout.path("tools")).unwrap();
    let script = |says: &str| format!("#!/bin/sh\necho {says}; pwd; echo \"$@\"; env\n");
    program(&checkout.path("cargo"), &script("of the checkout"));
    program(&checkout.path("tools/cargo"), &script("of the runner"));
    let tools = checkout.path("tools");
    let path = format!(".:{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let of_job = [
        ("CARGO_HOME", "."),
        ("CARGO_BUILD_RUSTC_WRAPPER", "./wrapper"),
        ("RUSTC", "./rustc"),
        ("RUSTC_WRAPPER", "./wrapper"),
        ("RUSTFLAGS", "-D warnings"),
        ("RUSTDOCFLAGS", "-D warnings"),
        ("RUSTUP_TOOLCHAIN", "nightly"),
        ("GIT_DIR", "."),
    ];
    let mut environment = BTreeMap::from([("PATH".to_owned(), path)]);
    environment.extend(of_job.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for entry in at(step, &["env"]).as_mapping().unwrap() {
        let value = entry.value.as_text().unwrap();
        let value = value.replace("${{ github.action_path }}", source.to_str().unwrap());
        environment.insert(entry.key.to_string(), value.replace("${{ runner.temp }}", "/temp"));
    }
    let (output, status) = checkout.bash(&text(step, &["run"]), &environment);
    assert_eq!(status, 0, "{output}");
    let said: Vec<&str> = output.lines().collect();
    let folder = source.canonicalize().unwrap();
    assert_eq!(
        said[..3],
        ["of the runner", folder.to_str().unwrap(), "install --locked --path . --root /temp/coach",]
    );
    let says = |name: &str| said.iter().find_map(|line| line.strip_prefix(&format!("{name}=")));
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let minimum = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert_eq!(says("RUSTUP_TOOLCHAIN"), Some(minimum.trim_matches('"')));
    assert_eq!(says("CARGO_HOME"), Some("/temp/coach-cargo"));
    for (name, _) in
        of_job.iter().filter(|(name, _)| !["CARGO_HOME", "RUSTUP_TOOLCHAIN"].contains(name))
    {
        assert_eq!(says(name), None, "{name}");
    }
}

#[test]
fn the_hook_checks_the_deals_that_are_committed() {
    let hooks = read(".pre-commit-hooks.yaml");
    let [hook, others @ ..] = hooks.as_sequence().unwrap() else { panic!("a hook") };
    for key in ["entry", "files", "require_serial"] {
        for other in others {
            assert_eq!(text(hook, &[key]), text(other, &[key]));
        }
    }
    let languages: Vec<String> =
        [hook].into_iter().chain(others).map(|hook| text(hook, &["language"])).collect();
    assert_eq!(languages, ["python", "rust", "system"]);
    assert_eq!(text(hook, &["files"]), r"(?i)\.deal\.ya?ml$");
    let deals: Vec<String> =
        names("deals").into_iter().filter(|name| name.ends_with(".deal.yaml")).collect();
    let repository = Repository::new();
    let run = |arguments: &str| {
        let command = format!("{} {arguments} {}", text(hook, &["entry"]), deals.join(" "));
        repository.bash(&command, &BTreeMap::new())
    };
    let (output, status) = run(&format!("--as-of {DAY}"));
    assert_eq!(status, 0, "{output}");
    assert_eq!(run(&format!("--as-of {DAY} --require fit")).1, 1);
}

#[test]
fn the_job_for_gitlab_writes_the_report_that_it_keeps() {
    let job = read("docs/gitlab-ci.yml");
    let lines = |key: &str| -> Vec<String> {
        let lines = at(&job, &["coach", key]).as_sequence().unwrap();
        lines.iter().map(|line| line.as_text().unwrap().to_owned()).collect()
    };
    // Nothing of the checkout is looked at while coach is fetched.
    let released = Served::new();
    release("x86_64-unknown-linux-musl", &released.path(""));
    fs::copy(root().join("install.sh"), released.path("install.sh")).unwrap();
    let repository = Repository::new();
    let uname = "#!/bin/sh\n[ $1 = -s ] && echo Linux || echo x86_64\n";
    program(&repository.path("installed/bin/uname"), uname);
    let temporary = repository.path("temporary");
    fs::create_dir(&temporary).unwrap();
    let environment = BTreeMap::from([("COACH_RELEASE".to_owned(), released.address.clone())]);
    for line in lines("before_script").into_iter().chain(lines("script")) {
        let line = line.replace("/tmp/", &format!("{}/", temporary.display()));
        let line = if line.contains(" check ") { format!("{line} --as-of {DAY}") } else { line };
        let (output, status) = repository.bash(&line, &environment);
        assert_eq!(status, 0, "{output}");
    }
    let report = text(&job, &["coach", "artifacts", "reports", "junit"]);
    let report = fs::read_to_string(repository.path(&report)).unwrap();
    assert!(report.contains("<testsuites"), "{report}");
}

#[test]
fn what_the_host_of_the_repository_reads_is_sound_and_takes_no_more_rights_than_it_needs() {
    for template in names(".github/ISSUE_TEMPLATE") {
        let body = read(&template);
        assert!(!at(&body, &["body"]).as_sequence().unwrap().is_empty(), "{template}");
    }
    for workflow in names(".github/workflows") {
        let root = read(&workflow);
        let rights = at(&root, &["permissions"]).as_mapping().unwrap();
        let rights = rights.iter().map(|right| (&*right.key, right.value.as_text().unwrap()));
        assert_eq!(rights.collect::<Vec<_>>(), [("contents", "read")], "{workflow}");
        for job in at(&root, &["jobs"]).as_mapping().unwrap() {
            for step in at(&job.value, &["steps"]).as_sequence().unwrap() {
                let Some(uses) = step.get("uses") else { continue };
                let (_, version) = uses.value.as_text().unwrap().split_once('@').unwrap();
                let is_hash =
                    version.len() == 40 && version.chars().all(|one| one.is_ascii_hexdigit());
                assert!(is_hash, "{workflow}: a tag may come to mean something else: {version}");
            }
        }
    }
}

/// A file of this repository as YAML, in which nothing is wrong.
pub(crate) fn read(name: &str) -> Node {
    let file = SourceFile::new(name, fs::read_to_string(root().join(name)).unwrap());
    let findings = Findings::new();
    let node = yaml::parse(&file, &findings);
    findings.accept(node, file).unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// What stands under these keys.
pub(crate) fn at<'n>(node: &'n Node, keys: &[&str]) -> &'n Node {
    keys.iter().fold(node, |node, key| {
        &node.get(key).unwrap_or_else(|| panic!("there is a key `{key}` of {keys:?}")).value
    })
}

pub(crate) fn text(node: &Node, keys: &[&str]) -> String {
    at(node, keys).as_text().unwrap().to_owned()
}

/// The files in a folder of this repository, seen from its root, sorted.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let name = |entry: fs::DirEntry| format!("{folder}/{}", entry.file_name().to_string_lossy());
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}
