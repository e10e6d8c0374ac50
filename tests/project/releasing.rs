//! How a release is made: the scripts that its workflow runs, and that all places name the same things.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::pipelines::{at, names, read, text};
use super::served::{program, release, root, said, script, succeeds};

const LINUX: &str = "x86_64-unknown-linux-musl";
const STAND_IN: &str = "git.example.com/you/coach";

/// The targets, with what npm calls them.
fn targets() -> Vec<[String; 3]> {
    let table = fs::read_to_string(root().join(".ci/release/targets")).unwrap();
    let row = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        [(); 3].map(|()| words.next().unwrap())
    };
    table.lines().map(row).collect()
}

/// A folder with an archive of each target.
fn all_archives() -> TempDir {
    let folder = TempDir::new().unwrap();
    release(LINUX, folder.path());
    let first = folder.path().join(format!("honest-coach-{LINUX}.tar.gz"));
    for [target, ..] in targets() {
        if target != LINUX {
            let built = folder.path().join("honest-coach-x");
            succeeds(Command::new("tar").arg("-xzf").arg(&first).arg("-C").arg(folder.path()));
            fs::rename(folder.path().join(format!("honest-coach-{LINUX}")), &built).unwrap();
            let name = format!("honest-coach-{target}");
            fs::rename(&built, folder.path().join(&name)).unwrap();
            pack(folder.path(), &name, target.contains("windows"));
            fs::remove_dir_all(folder.path().join(name)).unwrap();
        }
    }
    succeeds(script("sums").arg(folder.path()));
    folder
}

fn pack(folder: &Path, name: &str, zip: bool) {
    let mut command = Command::new(if zip { "zip" } else { "tar" });
    let ending = if zip { "zip" } else { "tar.gz" };
    command.args(if zip { ["-qr"] } else { ["-czf"] });
    succeeds(command.args([&format!("{name}.{ending}"), name]).current_dir(folder));
}

#[test]
fn a_tag_is_that_of_the_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(succeeds(&mut script("version")).trim(), version);
    assert_eq!(succeeds(script("version").arg(format!("v{version}"))).trim(), version);
    let (output, status) = said(script("version").arg("v9.9.9"));
    assert_eq!(status, 1);
    assert!(output.contains("the tag is `v9.9.9`"), "{output}");
}

#[test]
fn the_notes_are_what_the_changelog_says_of_the_version() {
    let folder = TempDir::new().unwrap();
    let changelog = folder.path().join("CHANGELOG.md");
    let text = "# Changelog\n\n## [Unreleased]\n\n## [0.20.0] - 2027-01-01\n\n### Added\n\n- Later.\n\n\
                ## [0.2.0] - 2026-11-29\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n\n## [0.1.0]\n\n- Old.\n";
    fs::write(&changelog, text).unwrap();
    let notes = |version: &str| said(script("notes").arg(version).arg(&changelog));
    assert_eq!(notes("0.2.0"), ("### Added\n\n- One.\n\n### Fixed\n\n- Two.\n".to_owned(), 0));
    assert_eq!(notes("0.1.0"), ("- Old.\n".to_owned(), 0));
    for nothing in ["Unreleased", "0.3.0", "0.2"] {
        let (output, status) = notes(nothing);
        assert_eq!(status, 1, "{output}");
        assert!(output.contains(&format!("no section `## [{nothing}]`")), "{output}");
    }
}

#[test]
fn the_plan_of_a_run_says_what_it_makes() {
    let folder = TempDir::new().unwrap();
    let outputs = folder.path().join("outputs");
    let plan = |kind: &str, name: &str| {
        fs::write(&outputs, "").unwrap();
        let mut command = script("plan");
        command.env("GITHUB_REF_TYPE", kind).env("GITHUB_REF_NAME", name);
        said(command.env("GITHUB_OUTPUT", &outputs))
    };
    let (output, status) = plan("branch", "main");
    assert_eq!(status, 0, "{output}");
    let said = fs::read_to_string(&outputs).unwrap();
    let [version, source] = *said.lines().collect::<Vec<_>>() else { panic!("{said}") };
    assert_eq!(version, format!("version={}", env!("CARGO_PKG_VERSION")));
    assert_eq!(source.len(), "source=".len() + 40, "{source}");
    let (output, status) = plan("tag", "v9.9.9");
    assert_eq!(status, 1, "{output}");
}

#[test]
fn a_release_writes_its_own_address_wherever_the_stand_in_is() {
    let folder = TempDir::new().unwrap();
    let copied = |name: &str| {
        let target = folder.path().join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root().join(name), target).unwrap();
    };
    let mut with_it = Vec::new();
    for name in tracked() {
        let Ok(text) = fs::read_to_string(root().join(&name)) else { continue };
        if text.contains(STAND_IN) && !SPEAK_OF_IT.contains(&&*name) {
            copied(&name);
            with_it.push(name);
        }
    }
    assert!(with_it.len() > 8, "{with_it:?}");
    for name in &with_it {
        let place = fs::read_to_string(root().join(".ci/release/place")).unwrap();
        assert!(place.contains(name.as_str()), "`{name}` is written by .ci/release/place");
    }
    let address = "https://forge.example.org/sales/deals.coach";
    succeeds(script("place").arg(address).arg(folder.path()));
    for name in &with_it {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(!text.contains(STAND_IN), "{name}");
        assert!(text.contains(address), "{name}");
    }
    let page = fs::read_to_string(folder.path().join("docs/checks.md")).unwrap();
    assert!(page.contains("uses: sales/deals.coach@"), "the action in the page");
    for wrong in ["", "http://forge.example.org/a/b", "https://x/a/b|e id", "forge.example.org"] {
        let (output, status) = said(script("place").arg(wrong).arg(folder.path()));
        assert!(status != 0, "{wrong}: {output}");
    }
}

/// What tells of the stand-in, and is not led anywhere by it.
const SPEAK_OF_IT: [&str; 5] = [
    ".ci/release/place",
    "CONTRIBUTING.md",
    "tests/project/installers.rs",
    "tests/project/readme.rs",
    "tests/project/releasing.rs",
];

/// The files of this repository: those that git knows, and those that it is to know.
fn tracked() -> Vec<String> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let listed = succeeds(Command::new("git").args(arguments).current_dir(root()));
    listed.lines().map(str::to_owned).filter(|name| root().join(name).exists()).collect()
}

#[test]
fn an_archive_has_what_it_takes_to_use_it() {
    let folder = TempDir::new().unwrap();
    release(LINUX, folder.path());
    let archive = folder.path().join(format!("honest-coach-{LINUX}.tar.gz"));
    succeeds(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(folder.path()));
    let unpacked = folder.path().join(format!("honest-coach-{LINUX}"));
    let read = |name: &str| fs::read_to_string(unpacked.join(name)).unwrap();
    assert!(read("man/coach.1").contains(".TH coach 1"));
    for name in ["coach.bash", "coach.elv", "coach.fish", "coach.ps1", "_coach"] {
        let script = read(&format!("completions/{name}"));
        assert!(script.contains("coach"), "{name}");
        assert!(!script.contains("/coach"), "{name} names a program of the machine it was made on");
    }
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        assert_eq!(read(name), fs::read_to_string(root().join(name)).unwrap(), "{name}");
    }
    succeeds(script("try").arg(unpacked.join("coach")));
    let (output, status) = said(script("try").arg("/bin/echo"));
    assert!(status != 0 && output.contains("not the verdict"), "{output}");
}

#[test]
fn all_that_names_a_target_names_the_same_ones() {
    let rows = targets();
    let known: BTreeSet<&str> = rows.iter().map(|[target, ..]| &**target).collect();
    let workflow = read(".github/workflows/release.yml");
    let matrix = at(&workflow, &["jobs", "build", "strategy", "matrix", "include"]);
    let built: Vec<String> =
        matrix.as_sequence().unwrap().iter().map(|row| text(row, &["target"])).collect();
    assert_eq!(built.iter().map(|target| &**target).collect::<BTreeSet<_>>(), known);
    let npm = fs::read_to_string(root().join("packaging/npm/package.json")).unwrap();
    for [_, system, processor] in &rows {
        assert!(npm.contains(&format!("\"honest-coach-{system}-{processor}\"")), "{system}");
    }
    assert_eq!(npm.matches("\"honest-coach-").count(), rows.len());
    for manifest in ["packaging/homebrew.rb", "packaging/scoop.json", "Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).unwrap();
        for named in text.split("honest-coach-").skip(1) {
            let target = named.split(['.', '"', '/', '@']).next().unwrap();
            assert!(known.contains(target), "`{target}` in {manifest}");
        }
    }
}

#[test]
fn what_names_the_version_beside_cargo_names_the_same() {
    let version = env!("CARGO_PKG_VERSION");
    let hook = fs::read_to_string(root().join("pyproject.toml")).unwrap();
    assert!(hook.contains(&format!("\"honest-coach=={version}\"")), "pyproject.toml");
    let page = fs::read_to_string(root().join("docs/checks.md")).unwrap();
    assert!(page.contains(&format!("rev: v{version} ")), "the hook in docs/checks.md");
    assert!(
        page.contains(&format!("uses: you/coach@v{version}\n")),
        "the action in docs/checks.md"
    );
}

#[test]
fn the_manifests_have_version_and_sums_and_the_installers_their_own_release() {
    let folder = all_archives();
    succeeds(script("manifests").arg("1.2.3").arg(folder.path()));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let sums = read("SHA256SUMS");
    let formula = read("honest-coach.rb");
    let manifest: serde_json::Value = serde_json::from_str(&read("honest-coach.json")).unwrap();
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let text = if file.ends_with(".zip") { manifest.to_string() } else { formula.clone() };
        assert!(text.contains(sum), "the sum of {file}");
        assert!(text.contains(&format!("/releases/download/v1.2.3/{file}\"")), "{file}");
    }
    assert_eq!(manifest["version"], "1.2.3");
    for name in ["install.sh", "install.ps1"] {
        assert!(read(name).contains("/releases/download/v1.2.3"), "{name}");
        assert!(!read(name).contains("/latest/download"), "{name}");
    }
    // Of a release that lacks something no manifest is made.
    fs::write(folder.path().join("SHA256SUMS"), "").unwrap();
    let (output, status) = said(script("manifests").arg("1.2.3").arg(folder.path()));
    assert!(status == 1 && output.contains("what SHA256SUMS does not have"), "{output}");
}

#[test]
fn the_packages_for_npm_run_the_program_of_the_machine() {
    let folder = all_archives();
    let modules = folder.path().join("node_modules");
    succeeds(script("npm").arg("1.2.3").arg(folder.path()).arg(&modules));
    let json = |name: &str| -> serde_json::Value {
        let text = fs::read_to_string(modules.join(name).join("package.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let whole = json("honest-coach");
    for [_, system, processor] in targets() {
        let name = format!("honest-coach-{system}-{processor}");
        assert_eq!(whole["optionalDependencies"][&name], "1.2.3");
        let package = json(&name);
        assert_eq!(package["name"], *name);
        assert_eq!((&package["os"][0], &package["cpu"][0]), (&system.into(), &processor.into()));
        assert!(modules.join(&name).join("bin/coach").exists(), "{name}");
    }
    let Ok(node) =
        Command::new("node").args(["--print", "process.platform + '-' + process.arch"]).output()
    else {
        return;
    };
    let platform = String::from_utf8(node.stdout).unwrap();
    let launcher = modules.join("honest-coach/coach.js");
    succeeds(script("try").arg("node").arg(&launcher));
    let mut exits = Command::new("node");
    exits.arg(&launcher).args(["brief", "examples/acme-clinics.deal.yaml", "--exit-code"]);
    assert_eq!(said(exits.current_dir(root())).1, 11, "its exit status is that of the program");
    fs::remove_dir_all(modules.join(format!("honest-coach-{}", platform.trim()))).unwrap();
    let (output, status) = said(Command::new("node").arg(&launcher));
    assert!(status == 2 && output.contains("there is no `honest-coach-"), "{output}");
}

#[test]
fn a_container_is_made_of_the_programs_for_linux() {
    let folder = all_archives();
    let container = folder.path().join("container");
    succeeds(script("container").arg(folder.path()).arg(&container));
    for processor in ["amd64", "arm64"] {
        succeeds(script("try").arg(container.join(processor).join("coach")));
    }
    let steps = fs::read_to_string(container.join("Containerfile")).unwrap();
    assert!(steps.contains("\nFROM scratch\n") && steps.contains("\nUSER 65532:65532\n"));
}

#[test]
fn publishing_hands_over_what_fits_its_sums_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let (dist, tools) = (folder.path().join("dist"), folder.path().join("tools"));
    release(LINUX, &dist);
    program(&tools.join("gh"), "#!/bin/sh\necho gh \"$@\"\n");
    let publish = |tag: &str| {
        let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
        said(script("publish").arg(tag).arg(&dist).env("PATH", path))
    };
    // Of this version the CHANGELOG may have no section yet.
    let tag = format!("v{}", env!("CARGO_PKG_VERSION"));
    let (output, status) = publish(&tag);
    if succeeds(script("version").arg(&tag)).is_empty() || status == 1 {
        assert!(output.contains("has no section"), "{output}");
    } else {
        let words = format!("gh release create {tag} --verify-tag --title coach ");
        assert!(output.contains(&words) && output.contains("SHA256SUMS"), "{output}");
        fs::write(dist.join(format!("honest-coach-{LINUX}.tar.gz")), "other").unwrap();
        assert!(publish(&tag).1 != 0);
    }
    let (output, status) = publish("v9.9.9");
    assert!(status == 1 && !output.contains("gh release"), "{output}");
}

#[test]
fn npm_gets_the_platforms_first_and_nothing_twice() {
    let folder = TempDir::new().unwrap();
    let (dist, tools) = (folder.path().join("dist"), folder.path().join("tools"));
    fs::create_dir(&dist).unwrap();
    for name in ["honest-coach", "honest-coach-darwin-x64", "honest-coach-linux-x64"] {
        fs::write(dist.join(format!("{name}-1.2.3.tgz")), "").unwrap();
    }
    // One of them is there from a run that broke off.
    let npm = "#!/bin/sh\nif [ $1 = view ]; then [ $2 = honest-coach-darwin-x64@1.2.3 ] && echo 1.2.3; else echo \"$@\"; fi\n";
    program(&tools.join("npm"), npm);
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let output = succeeds(script("to-npm").arg("1.2.3").arg(&dist).env("PATH", path));
    let publish = |name: &str| {
        format!("publish --provenance --access public {}/{name}-1.2.3.tgz", dist.display())
    };
    let said: Vec<&str> = output.lines().collect();
    assert_eq!(
        said,
        [
            "honest-coach-darwin-x64 1.2.3 is there already",
            &publish("honest-coach-linux-x64"),
            &publish("honest-coach"),
        ]
    );
}

#[test]
fn every_step_of_a_workflow_is_a_script_that_is_there() {
    let mut called = BTreeSet::new();
    for workflow in names(".github/workflows") {
        let workflow = read(&workflow);
        for job in at(&workflow, &["jobs"]).as_mapping().unwrap() {
            for step in at(&job.value, &["steps"]).as_sequence().unwrap() {
                let Some(run) = step.get("run") else { continue };
                let run = run.value.as_text().unwrap();
                assert!(!run.contains("${{"), "{run}");
                called.extend(
                    run.split([' ', '\n', '(', ')'])
                        .filter(|word| word.starts_with(".ci/"))
                        .map(str::to_owned),
                );
            }
        }
    }
    assert!(called.len() > 10, "{called:?}");
    for script in called {
        use std::os::unix::fs::PermissionsExt;
        let file = root().join(&script);
        let file = fs::metadata(&file).unwrap_or_else(|_| panic!("`{script}` is there"));
        assert!(file.permissions().mode() & 0o111 != 0, "`{script}` can be run");
    }
}

#[test]
fn only_what_publishes_may_write_and_only_for_a_tag() {
    let workflow = read(".github/workflows/release.yml");
    let jobs = at(&workflow, &["jobs"]).as_mapping().unwrap();
    let after = |job: &str| -> Vec<String> {
        let job = &jobs.iter().find(|entry| &*entry.key == job).unwrap().value;
        match job.get("needs").map(|needs| &needs.value) {
            None => Vec::new(),
            Some(needs) => needs.as_sequence().map_or_else(
                || vec![needs.as_text().unwrap().to_owned()],
                |all| all.iter().map(|one| one.as_text().unwrap().to_owned()).collect(),
            ),
        }
    };
    let mut writing = Vec::new();
    for job in jobs {
        let Some(rights) = job.value.get("permissions") else { continue };
        let rights = rights.value.as_mapping().unwrap();
        if rights.iter().all(|right| right.value.as_text() == Some("read")) {
            continue;
        }
        let name = job.key.to_string();
        if name == "publish" {
            let when = text(&job.value, &["if"]);
            assert!(when.contains("github.ref_type == 'tag'"), "{when}");
        } else {
            assert!(after(&name).contains(&"publish".to_owned()), "{name}");
        }
        assert_eq!(text(&job.value, &["environment"]), "release", "{name}");
        writing.push(name);
    }
    assert_eq!(writing, ["publish", "crates-io", "pypi", "npm", "container"]);
}

#[test]
fn the_package_for_cargo_has_all_that_it_is_built_from() {
    let listed = succeeds(Command::new(env!("CARGO")).current_dir(root()).args([
        "package",
        "--list",
        "--allow-dirty",
        "--offline",
        "--quiet",
    ]));
    let listed: BTreeSet<PathBuf> = listed.lines().map(PathBuf::from).collect();
    for name in tracked() {
        let is_source =
            ["src/", "playbooks/", "examples/"].iter().any(|folder| name.starts_with(folder));
        // What a file takes in from elsewhere, unless it does so for its tests.
        if name.starts_with("src/") && name.ends_with(".rs") {
            let text = fs::read_to_string(root().join(&name)).unwrap();
            for taken in text.split("include_str!(\"").skip(1) {
                let taken = taken.split('"').next().unwrap();
                let path = root().join(&name).parent().unwrap().join(taken).canonicalize().unwrap();
                let path = path.strip_prefix(root().canonicalize().unwrap()).unwrap().to_owned();
                assert!(listed.contains(&path) || path.starts_with("tests"), "{path:?} in {name}");
            }
        }
        assert_eq!(
            listed.contains(Path::new(&name)),
            is_source || IN_THE_PACKAGE.contains(&&*name),
            "{name}"
        );
    }
}

/// What a package has beside sources and playbooks.
const IN_THE_PACKAGE: [&str; 8] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "docs/session.svg",
];
