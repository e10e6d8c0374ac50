//! Opening the map and the tables that are named.

use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::cli::inputs::load_playbook;
use crate::cli::output::Notes;
use crate::playbook::Playbook;
use crate::playbook::library::Library;
use crate::table::answers::RowReader;
use crate::table::map::{self, TableMap};
use crate::table::reading::{self, Row, Source, Table};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::files_read::{note_read, note_standard_input_read};
use crate::text::source::{ReadError, listed, read_file};

/// The last row that is tried where the first has not the names of the columns: reports have some lines
/// above them.
pub(super) const LAST_HEADER_ROW: usize = 20;

/// A map, the playbook that it names, and how it names it; both are told to who wants to know.
pub(in crate::cli) fn load_map(
    path: &Path,
    library: &Library,
    notes: Notes,
) -> anyhow::Result<(Playbook, String, TableMap)> {
    let unread = map::open(read_file(path)?)?;
    let named = unread.playbook().to_owned();
    let playbook = load_playbook(library, &named, Some(folder_of(path))).with_context(|| {
        let (map, named) = (quoted_path(path), quoted(&named));
        format!("{map} is for the playbook {named}, which can't be used")
    })?;
    let map = unread.read(&playbook)?;
    notes.detail(&format!(
        "{}: a map for the playbook {} ({}), named {} in it; columns for {} of its {} questions; by \
         coach {}",
        quoted_path(path),
        quoted(&playbook.id),
        playbook.title,
        quoted(&named),
        map.columns.len(),
        playbook.questions.len(),
        env!("CARGO_PKG_VERSION")
    ));
    Ok((playbook, named, map))
}

/// A reader of the rows of a table, of which all columns have to be there.
pub(in crate::cli) fn reader_of<'m>(
    path: &Path,
    header: &'m [String],
    map: &'m TableMap,
    playbook: &'m Playbook,
) -> anyhow::Result<RowReader<'m>> {
    RowReader::new(map, header, playbook).map_err(|missing| {
        let hint = header_elsewhere(path, map, playbook, missing.count());
        let hint = hint.map(|row| {
            format!(
                "\nrow {row} looks like the one with the names: say so in the map, under `table`: \
                 `header_row: {row}`"
            )
        });
        anyhow!("{}: {missing}{}", name_of(path), hint.unwrap_or_default())
    })
}

/// The row in which more of the columns stand that the map names than in the one that was read.
fn header_elsewhere(
    path: &Path,
    map: &TableMap,
    playbook: &Playbook,
    missing: usize,
) -> Option<usize> {
    let rows = 1..=LAST_HEADER_ROW;
    let rows = rows.filter(|_| path.is_file()).filter_map(|row| {
        let header = opened_at(path, map, row)?.header;
        let missing = RowReader::new(map, &header, playbook).err().map_or(0, |them| them.count());
        Some((missing, row))
    });
    rows.min().filter(|(still, _)| *still < missing).map(|(_, row)| row)
}

/// A table whose names of columns stand in this row; `None` where it has no such row.
pub(super) fn opened_at(path: &Path, map: &TableMap, row: usize) -> Option<Table> {
    let mut layout = map.table.clone();
    layout.header_row = Some(row);
    reading::open(Source::of(File::open(path).ok()?), &layout).ok()
}

/// Puts the next row of a table in place of this one; `false` where there is none.
pub(in crate::cli) fn next_row(
    path: &Path,
    table: &mut Table,
    row: &mut Row,
) -> anyhow::Result<bool> {
    table.next(row).with_context(|| format!("{} can't be read on", name_of(path)))
}

/// What is said where a table has rows, and the map takes none of them.
pub(in crate::cli) fn none_is_wanted(path: &Path, map: &TableMap) -> String {
    let each = map.rows.iter().map(|(column, words)| {
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        format!("{} is {}", quoted(column), listed(&words, "or"))
    });
    let each = each.collect::<Vec<_>>().join(", and ");
    format!("note: {}: no row is one that `where` of the map takes: {each}", name_of(path))
}

/// Opens a table, and says how it was read where that is not sure.
pub(in crate::cli) fn open_table(
    path: &Path,
    map: &TableMap,
    notes: Notes,
) -> anyhow::Result<Table> {
    let source = if path.as_os_str() == "-" {
        note_standard_input_read();
        Source::Stream(Box::new(io::stdin()))
    } else {
        note_read(path);
        Source::of(open_file(path)?)
    };
    let name = name_of(path);
    let table =
        reading::open(source, &map.table).with_context(|| format!("{name} can't be read"))?;
    let found = format!("{name}: {}", table.found);
    if !table.idle.is_empty() {
        let keys: Vec<String> = table.idle.iter().map(|key| format!("`{key}`")).collect();
        let mean = if keys.len() == 1 { "means" } else { "mean" };
        let keys = listed(&keys, "and");
        notes.say(&format!("note: {name} is {}: {keys} in the map {mean} nothing", table.found));
    }
    match table.is_guessed {
        true => notes.say(&format!("note: {found}; `encoding` in the map says otherwise")),
        false => notes.detail(&found),
    }
    Ok(table)
}

fn open_file(path: &Path) -> anyhow::Result<File> {
    if path.is_dir() {
        bail!("{} is a folder; name a table in it", quoted_path(path));
    }
    let name = path.to_string_lossy().into_owned();
    File::open(path).map_err(|error| ReadError::of_system(name, error).into())
}

/// What a table is called in messages.
pub(in crate::cli) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { quoted_path(path) }
}
