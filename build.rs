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

/// The events of a text, small enough for a binary, and the scalars that do not stand in it as they
/// are; see `Record` in `src/yaml/events.rs`.
fn scan(text: &str) -> Option<(String, String)> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let mut records: Vec<(u8, i16, u16, i16, u16)> = Vec::new();
    let mut scalars = String::new();
    let mut open: Vec<usize> = Vec::new();
    let (mut last_start, mut last_byte) = (0, 0);
    for step in Parser::new_from_str(text) {
        let (event, span) = step.ok()?;
        let (start, end) = (span.start.index(), span.end.index());
        let (kind, scalar) = match &event {
            Event::Scalar(scalar, style, 0, None) => (kind_of(*style), scalar.as_ref()),
            Event::SequenceStart(0, None) => (b'[', ""),
            Event::SequenceEnd => (b']', ""),
            Event::MappingStart(0, None) => (b'{', ""),
            Event::MappingEnd => (b'}', ""),
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
            _ => return None,
        };
        if matches!(kind, b']' | b'}') {
            open.pop();
        } else if let Some(parent) = open.last() {
            let (.., nodes) = records.get_mut(*parent)?;
            *nodes += 1;
        }
        if matches!(kind, b'[' | b'{') {
            open.push(records.len());
        }
        let (mut kind, mut byte_gap) = (kind, 0);
        match place_of(scalar, text, &bytes, start, end, last_byte) {
            Some((gap, byte)) => {
                kind = kind.to_ascii_uppercase();
                (byte_gap, last_byte) = (gap, byte);
            }
            None => scalars.push_str(scalar),
        }
        let gap = i16::try_from(start as i64 - last_start as i64).ok()?;
        let (length, size) = (u16::try_from(end - start).ok()?, u16::try_from(scalar.len()).ok()?);
        records.push((kind, gap, length, byte_gap, size));
        last_start = start;
    }
    let written = records.iter().map(|record| format!("{record:?},"));
    Some((written.collect(), scalars))
}

/// Where a scalar stands in the text as it is, in bytes: from the place before, and from the
/// beginning.
fn place_of(
    scalar: &str,
    text: &str,
    bytes: &[usize],
    start: usize,
    end: usize,
    before: usize,
) -> Option<(i16, usize)> {
    let (first, last) = (*bytes.get(start)?, *bytes.get(end)?);
    let place = first + text.get(first..last)?.find(scalar).filter(|_| !scalar.is_empty())?;
    Some((i16::try_from(place as i64 - before as i64).ok()?, place))
}

fn kind_of(style: ScalarStyle) -> u8 {
    match style {
        ScalarStyle::Plain => b'p',
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => b'q',
        ScalarStyle::Literal | ScalarStyle::Folded => b'b',
    }
}
