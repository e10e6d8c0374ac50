//! Opening the map and the tables that are named.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::inputs::load_playbook;
use crate::cli::output::Notes;
use crate::playbook::Playbook;
use crate::playbook::library::Library;
use crate::table::map::{self, TableMap};
use crate::table::reading::{self, Table};
use crate::text::characters::{quoted, quoted_path};
use crate::text::source::file_id::folder_of;
use crate::text::source::files_read::{note_read, note_standard_input_read};
use crate::text::source::{ReadError, read_file};

/// A map, the playbook that it names, and how it names it.
pub(in crate::cli) fn load_map(
    path: &Path,
    library: &Library,
) -> anyhow::Result<(Playbook, String, TableMap)> {
    let unread = map::open(read_file(path)?)?;
    let named = unread.playbook().to_owned();
    let playbook = load_playbook(library, &named, Some(folder_of(path))).with_context(|| {
        let (map, named) = (quoted_path(path), quoted(&named));
        format!("{map} is for the playbook {named}, which can't be used")
    })?;
    let map = unread.read(&playbook)?;
    Ok((playbook, named, map))
}

/// Opens a table, and says how it was read where that is not sure.
pub(in crate::cli) fn open_table(
    path: &Path,
    map: &TableMap,
    notes: Notes,
) -> anyhow::Result<Table> {
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
pub(in crate::cli) fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { quoted_path(path) }
}
