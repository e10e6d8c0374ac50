//! What the README and the pages of `docs/` show is what `coach` does: every command line in them is
//! run, and its output compared.
//!
//! `README=update cargo test --test project readme` puts what the commands give now into the pages; look at the
//! difference before you commit it.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coach::playbook::load::load;
use coach::report::findings::draw;
use coach::text::source::{Findings, SourceFile};
use coach::text::yaml::{self, Entry, Node};
use tempfile::TempDir;

/// Command lines that are run by `.ci/run`, by hand or by `installers.rs`, since here they would run this very
/// test, change the machine, or ask for a release.
const RUN_ELSEWHERE: [&str; 3] = [
    "cargo test",
    "cargo install --locked --path .",
    "curl -fsSL https://git.example.com/you/coach/releases/latest/download/install.sh | sh",
];

/// Programs that a page shows and not every machine has; `.ci/warehouses` installs them. Without one, a
/// command line that names it is not run.
const MAY_BE_MISSING: [&str; 1] = ["sqlite3"];

#[test]
fn each_command_gives_the_output_that_is_shown() {
    // What one page has written, the next may go on with.
    let folder = Folder::like_a_clone();
    for path in pages() {
        shows_what_its_commands_give(&Page::read(&path), &folder);
    }
}

fn shows_what_its_commands_give(page: &Page, folder: &Folder) {
    let mut shown_anew = Vec::new();
    for block in &page.blocks {
        match block.language.as_str() {
            "yaml" => folder.keep(block),
            "json" => folder.serve(block),
            "console" => {}
            // Run by `.ci/spark`, in `tests/table/pipe.rs`.
            "python" => {}
            other => panic!("{page}, line {}: no test runs a block of `{other}`", block.line),
        }
        shown_anew.push(match block.language.as_str() {
            "console" => folder.run(block),
            _ => block.text.clone(),
        });
    }
    if std::env::var_os("README").is_some_and(|value| value == "update") {
        page.rewrite(&shown_anew);
        return;
    }
    for (block, now) in page.blocks.iter().zip(&shown_anew) {
        assert_eq!(&block.text, now, "the block at line {} of {page}", block.line);
    }
}

/// A page of `docs/` for developers alone, which leads out of it.
const NO_PART_OF_THE_BOOK: &str = "decisions.md";

/// The README, and the pages of the book in their order, but those of the reference.
fn pages() -> Vec<PathBuf> {
    let docs = root().join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let targets = summary.split("](").skip(1).map(|after| after.split(')').next().unwrap());
    let pages: Vec<PathBuf> =
        targets.filter(|target| !target.contains('/')).map(|target| docs.join(target)).collect();
    for entry in fs::read_dir(&docs).unwrap() {
        let path = entry.unwrap().path();
        let is_page = path.extension().is_some_and(|end| end == "md");
        let is_left_out = ["SUMMARY.md", NO_PART_OF_THE_BOOK].iter().any(|one| path.ends_with(one));
        assert!(!is_page || is_left_out || pages.contains(&path), "{path:?} is in no contents");
    }
    [root().join("README.md")].into_iter().chain(pages).collect()
}

#[test]
fn each_file_that_is_shown_is_sound() {
    let folder = Folder::like_a_clone();
    let pages: Vec<Page> = pages().iter().map(|path| Page::read(path)).collect();
    let files =
        || pages.iter().flat_map(|page| &page.blocks).filter(|block| block.language == "yaml");
    files().for_each(|block| folder.keep(block));
    for block in files() {
        let name = block.file_name();
        let file = SourceFile::new(name, &*block.text);
        if name.ends_with(".deal.yaml") {
            let (_, status) = folder.command(&format!("coach brief {name}"), 0);
            assert_eq!(status, 0, "`{name}` at line {} can be read", block.line);
        } else if name.starts_with('.') {
            assert_is_for_a_pipeline(file);
        } else {
            load(file).unwrap_or_else(|rejected| panic!("{}", draw(&rejected, false)));
        }
    }
}

/// A workflow or a configuration of hooks names only what this repository has for them.
fn assert_is_for_a_pipeline(file: SourceFile) {
    let shown = yaml(file);
    let theirs = "you/coach";
    let mut uses = Vec::new();
    for_each_map(&shown, &mut |map| {
        if map.get("uses").is_some_and(|uses| text(uses).starts_with(theirs)) {
            let known = read_yaml("action.yml");
            let inputs = &known.get("inputs").unwrap().value;
            let given = map.get("with").unwrap().value.as_mapping().unwrap();
            assert!(given.iter().all(|input| inputs.get(&input.key).is_some()), "{given:?}");
            uses.push("action");
        }
        if map.get("repo").is_some_and(|repo| text(repo).ends_with(theirs)) {
            let known = read_yaml(".pre-commit-hooks.yaml");
            let known = &known.as_sequence().unwrap()[0];
            let hook = &map.get("hooks").unwrap().value.as_sequence().unwrap()[0];
            assert_eq!(text(hook.get("id").unwrap()), text(known.get("id").unwrap()));
            uses.push("hook");
        }
    });
    assert_eq!(uses.len(), 1, "{uses:?}");
}

fn for_each_map(node: &Node, look: &mut impl FnMut(&Node)) {
    for item in node.as_sequence().unwrap_or_default() {
        for_each_map(item, look);
    }
    for entry in node.as_mapping().unwrap_or_default() {
        for_each_map(&entry.value, look);
    }
    look(node);
}

fn text(entry: &Entry) -> &str {
    entry.value.as_text().unwrap()
}

fn read_yaml(name: &str) -> Node {
    yaml(SourceFile::new(name, fs::read_to_string(root().join(name)).unwrap()))
}

fn yaml(file: SourceFile) -> Node {
    let findings = Findings::new();
    let node = yaml::parse(&file, &findings);
    findings.accept(node, file).unwrap_or_else(|rejected| panic!("{}", draw(&rejected, false)))
}

#[test]
fn each_link_within_the_project_leads_somewhere() {
    for path in pages() {
        has_no_dead_link(&Page::read(&path));
    }
}

fn has_no_dead_link(page: &Page) {
    let folder = page.path.parent().unwrap();
    for after in page.text.split("](").skip(1) {
        let target = after.split(')').next().unwrap();
        if target.contains("://") {
            continue;
        }
        let (file, heading) = target.split_once('#').unwrap_or((target, ""));
        let path = if file.is_empty() { page.path.clone() } else { folder.join(file) };
        assert!(path.exists(), "{page}: a file for the link `{target}`");
        // The book holds nothing but its own folder.
        let stays = folder == root() || !file.starts_with("..");
        assert!(stays, "{page}: `{target}` leads out of the book");
        if !heading.is_empty() {
            let anchors = anchors(&fs::read_to_string(&path).unwrap());
            assert!(anchors.contains(heading), "{page}: a heading for `{target}`");
        }
    }
}

fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches(['#', ' ']))).collect()
}

/// A page, with its fenced blocks.
struct Page {
    path: PathBuf,
    text: String,
    blocks: Vec<Block>,
}

impl Display for Page {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        self.path.strip_prefix(root()).unwrap().display().fmt(formatter)
    }
}

/// A fenced block.
struct Block {
    language: String,
    /// The line of the fence, counted from 1.
    line: usize,
    text: String,
}

impl Page {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        for (place, line) in text.lines().enumerate() {
            match (line.strip_prefix("```"), &mut open) {
                (Some(language), None) => {
                    let language = language.to_owned();
                    open = Some(Block { language, line: place + 1, text: String::new() });
                }
                (Some(_), Some(_)) => blocks.extend(open.take()),
                (None, Some(block)) => {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "every block is closed");
        Self { path: path.to_owned(), text, blocks }
    }

    fn rewrite(&self, texts: &[String]) {
        let mut rewritten = String::new();
        let mut lines = self.text.lines().enumerate();
        let mut blocks = self.blocks.iter().zip(texts).peekable();
        while let Some((place, line)) = lines.next() {
            rewritten.push_str(line);
            rewritten.push('\n');
            if let Some((block, text)) = blocks.next_if(|(block, _)| block.line == place + 1) {
                rewritten.push_str(text);
                for _ in block.text.lines() {
                    lines.next();
                }
            }
        }
        fs::write(&self.path, rewritten).unwrap();
    }
}

impl Block {
    /// The name that a file is shown under: its first line, a comment.
    fn file_name(&self) -> &str {
        let name = self.text.lines().next().and_then(|line| line.strip_prefix("# "));
        let name = name.filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
        name.unwrap_or_else(|| panic!("the file at line {} starts with `# NAME.yaml`", self.line))
    }
}

/// A folder with what a clone has and a README needs, and `coach` first in the path.
struct Folder {
    folder: TempDir,
}

impl Folder {
    fn like_a_clone() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["examples", "deals", "playbooks"] {
            copy(&root().join(name), &folder.path().join(name));
        }
        fs::copy(root().join("coach.yaml"), folder.path().join("coach.yaml")).unwrap();
        Self { folder }
    }

    fn keep(&self, block: &Block) {
        let path = self.folder.path().join(block.file_name());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &block.text).unwrap();
    }

    /// The block as it looks when its commands are run now.
    fn run(&self, block: &Block) -> String {
        let mut shown = String::new();
        let mut status = 0;
        let mut lines = block.text.lines().peekable();
        let starts = |line: &str| line.starts_with("$ ");
        assert!(lines.peek().is_some_and(|line| starts(line)), "line {}: a command", block.line);
        while let Some(line) = lines.next() {
            if !starts(line) {
                continue;
            }
            let mut command = line[2..].to_owned();
            shown.push_str(line);
            shown.push('\n');
            while command.ends_with('\\') {
                let more = lines.next().expect("a line that goes on has a next one");
                shown.push_str(more);
                shown.push('\n');
                command = format!("{command}\n{}", more.trim_start_matches("> "));
            }
            if RUN_ELSEWHERE.contains(&&*command) {
                continue;
            }
            if MAY_BE_MISSING.iter().any(|program| command.contains(program) && !is_there(program))
            {
                while let Some(line) = lines.next_if(|line| !starts(line)) {
                    shown.push_str(line);
                    shown.push('\n');
                }
                continue;
            }
            let output;
            (output, status) = self.command(&command, status);
            shown.push_str(&output);
        }
        shown
    }

    /// Starts each server of a client's settings, which says who it is.
    fn serve(&self, block: &Block) {
        let settings: serde_json::Value = serde_json::from_str(&block.text).unwrap();
        for (name, server) in settings["mcpServers"].as_object().unwrap() {
            let words = server["args"].as_array().unwrap().iter();
            let words: Vec<&str> = [&server["command"]]
                .into_iter()
                .chain(words)
                .map(|word| word.as_str().unwrap())
                .collect();
            let hello = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"readme","version":"1"}}}"#;
            let (said, status) = self.command(&format!("echo '{hello}' | {}", words.join(" ")), 0);
            assert_eq!(status, 0, "{said}");
            let said: serde_json::Value = serde_json::from_str(&said).unwrap();
            assert_eq!(said["result"]["serverInfo"]["name"], **name);
        }
    }

    /// What a command prints, and its exit code.
    fn command(&self, command: &str, status_before: i32) -> (String, i32) {
        let command = command.replace("cargo run --release -- ", "coach ");
        let binary = Path::new(env!("CARGO_BIN_EXE_coach"));
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("bash")
            .args(["-c", &format!("exec 2>&1 </dev/null; (exit {status_before}); {command}")])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:{path}", binary.parent().unwrap().display()))
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            // The page shows what stands on a terminal.
            .env("COLUMNS", "80")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().map(|line| format!("{}\n", line.trim_end()));
        (lines.collect(), output.status.code().expect("it ends by itself"))
    }
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to).unwrap();
        } else {
            copy(&entry.path(), &to);
        }
    }
}

/// A heading as it stands in a link.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_'));
    kept.map(|one| if one == ' ' { '-' } else { one }).collect()
}
