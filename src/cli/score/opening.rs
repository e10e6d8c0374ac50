//! Opening the tables that are named.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::output::Notes;
use crate::table::map::TableMap;
use crate::table::reading::{self, Table};
use crate::text::characters::quoted_path;
use crate::text::source::ReadError;
use crate::text::source::files_read::{note_read, note_standard_input_read};

/// Opens a table, and says how it was read where that is not sure.
pub(super) fn open_table(path: &Path, map: &TableMap, notes: Notes) -> anyhow::Result<Table> {
    let source: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        note_standard_input_read();
        Box::new(io::stdin())
    } else {
        note_read(path);
        Box::new(open_file(path)?)
    };
    let name = name_of(path);
    let table =
        reading::open(source, &map.table).with_context(|| format!("{name} can't be read"))?;
    let found = format!("{name}: {}", table.found);
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
pub(super) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { quoted_path(path) }
}
