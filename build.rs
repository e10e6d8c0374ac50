//! Scans the shipped playbooks, so that a run of `coach` need not: reading one is most of what the
//! shortest run does. Builds again when one comes, goes or changes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use saphyr_parser::{Event, Parser, ScalarStyle};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=playbooks");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("playbooks"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    paths.retain(|path| is_playbook(path));
    paths.sort();
    let mut table = String::from("&[\n");
    for path in paths {
        let text = fs::read_to_string(&path)?;
        // What can't be scanned is told by the tests, and by every run.
        if let Some((records, scalars)) = scan(&text) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(table, "({name:?}, &[{records}], {scalars:?}),");
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("scanned.rs"), table)
}

fn is_playbook(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".yaml") && !name.ends_with(".test.yaml")
}

/// The events of a text as `(kind, start, end, size)`, places in characters, and all scalars in a
/// row; see `src/yaml/events.rs`.
fn scan(text: &str) -> Option<(String, String)> {
    let mut records: Vec<(char, usize, usize, usize)> = Vec::new();
    let mut scalars = String::new();
    let mut open: Vec<usize> = Vec::new();
    for step in Parser::new_from_str(text) {
        let (event, span) = step.ok()?;
        let (kind, scalar) = match &event {
            Event::Scalar(scalar, style, 0, None) => (kind_of(*style), scalar.as_ref()),
            Event::SequenceStart(0, None) => ('[', ""),
            Event::SequenceEnd => (']', ""),
            Event::MappingStart(0, None) => ('{', ""),
            Event::MappingEnd => ('}', ""),
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
            _ => return None,
        };
        if matches!(kind, ']' | '}') {
            open.pop();
        } else if let Some(parent) = open.last() {
            let (.., nodes) = records.get_mut(*parent)?;
            *nodes += 1;
        }
        if matches!(kind, '[' | '{') {
            open.push(records.len());
        }
        records.push((kind, span.start.index(), span.end.index(), scalar.len()));
        scalars.push_str(scalar);
    }
    let written = records.iter().map(|record| format!("{record:?},"));
    Some((written.collect(), scalars))
}

fn kind_of(style: ScalarStyle) -> char {
    match style {
        ScalarStyle::Plain => 'p',
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 'q',
        ScalarStyle::Literal | ScalarStyle::Folded => 'b',
    }
}
