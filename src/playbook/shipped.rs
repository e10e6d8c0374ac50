//! The playbooks in the binary, with their cases.

use include_dir::{Dir, File, include_dir};

/// The folder `playbooks`, whole.
pub(crate) static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/playbooks");

/// The text of a file in it.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    FOLDER.get_file(name).and_then(File::contents_utf8)
}
