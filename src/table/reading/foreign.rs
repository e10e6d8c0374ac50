//! Files that are no tables, told by how they begin.

use encoding_rs::Encoding;

use super::table::TableError;
use crate::table::map::TableLayout;

/// What is packed, by how it begins.
const PACKED: [(&[u8], &str); 6] = [
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
];

/// What is something else, by how it begins.
const OTHERS: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database of SQLite"),
    (b"PARE", "an encrypted Parquet file"),
];

/// Refuses what would else be taken for a text in some encoding. A workbook is a packed file too, and is
/// told before.
pub(super) fn refuse_foreign(sample: &[u8], layout: &TableLayout) -> Result<(), TableError> {
    if let Some((_, packer)) = PACKED.iter().find(|(start, _)| sample.starts_with(start)) {
        return Err(TableError::Packed { packer });
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| sample.starts_with(start)) {
        return Err(TableError::NoTable { what });
    }
    // UTF-16 has a byte of 0 in every other letter; the map or the mark at its beginning says so.
    let may_have_zeros = layout.encoding.is_some() || Encoding::for_bom(sample).is_some();
    match sample.contains(&0) && !may_have_zeros {
        true => Err(TableError::Binary),
        false => Ok(()),
    }
}
