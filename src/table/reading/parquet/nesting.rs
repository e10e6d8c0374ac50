//! How deep columns stand in columns, read before the library reads it: it goes down as deep as a file
//! says, past the end of its stack.
//!
//! What a file says of itself stands at its end, in Thrift's compact protocol: of that as much is read here
//! as it takes to count.

use bytes::{Buf, Bytes};
use parquet::file::reader::ChunkReader;

/// Deeper no table is; a list of plain values is two deep.
const DEEPEST: usize = 32;
/// How deep one of the things goes that are said of a column.
const DEEPEST_WORD: usize = 8;
/// The length of what is said, and the name of the format.
const TAIL: usize = 8;
/// The list of all columns, among what is said of a file; and of a column how many it has in it.
const COLUMNS: i64 = 2;
const COLUMNS_WITHIN: i64 = 5;

const WHOLE: u8 = 5;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// Whether columns stand so deep in others; `None` where what is said can't be read.
pub(super) fn is_too_deep(file: &impl ChunkReader) -> Option<bool> {
    let end = file.len().checked_sub(TAIL as u64)?;
    let length = file.get_bytes(end, TAIL).ok()?.try_get_u32_le().ok()?;
    let start = end.checked_sub(u64::from(length))?;
    let mut said = Said(file.get_bytes(start, usize::try_from(length).ok()?).ok()?);
    let mut field = 0;
    while let Some(kind) = said.next_field(&mut field)? {
        if (field, kind) == (COLUMNS, LIST) {
            return said.columns();
        }
        said.skip(kind, 0)?;
    }
    None
}

struct Said(Bytes);

impl Said {
    fn byte(&mut self) -> Option<u8> {
        self.0.try_get_u8().ok()
    }

    fn past(&mut self, length: usize) -> Option<()> {
        (length <= self.0.remaining()).then(|| self.0.advance(length))
    }

    /// A whole number of seven bits a byte.
    fn count(&mut self) -> Option<u64> {
        let mut count = 0;
        for place in 0..10 {
            let byte = self.byte()?;
            count |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Some(count);
            }
        }
        None
    }

    /// The same with a sign, which is its last bit.
    fn whole(&mut self) -> Option<i64> {
        let count = self.count()?;
        Some((count >> 1).cast_signed() ^ -(count & 1).cast_signed())
    }

    /// The kind of the next field of a thing, which becomes the `field`; no kind behind the last.
    fn next_field(&mut self, field: &mut i64) -> Option<Option<u8>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Some(None);
        }
        *field = match byte >> 4 {
            0 => self.whole()?,
            further => field.checked_add(i64::from(further))?,
        };
        Some(Some(byte & 0xf))
    }

    /// How many items a list has, and of which kind.
    fn list(&mut self) -> Option<(u64, u8)> {
        let byte = self.byte()?;
        let count = if byte >> 4 == 15 { self.count()? } else { u64::from(byte >> 4) };
        Some((count, byte & 0xf))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            // Yes and no are kinds of their own.
            1 | 2 => Some(()),
            3 => self.past(1),
            4..=6 => self.count().map(drop),
            7 => self.past(8),
            8 => {
                let length = self.count()?;
                self.past(usize::try_from(length).ok()?)
            }
            LIST | 10 => {
                let (count, kind) = self.list()?;
                let kind = if kind <= 2 { 3 } else { kind };
                (0..count).try_for_each(|_| self.skip_within(kind, depth))
            }
            STRUCT => {
                let mut field = 0;
                while let Some(kind) = self.next_field(&mut field)? {
                    self.skip_within(kind, depth)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    fn skip_within(&mut self, kind: u8, depth: usize) -> Option<()> {
        if depth < DEEPEST_WORD { self.skip(kind, depth + 1) } else { None }
    }

    /// Goes through the list of all columns, each before those in it.
    fn columns(&mut self) -> Option<bool> {
        let (count, kind) = self.list()?;
        let mut to_come: Vec<i64> = Vec::new();
        for _ in 0..count {
            let within = if kind == STRUCT { self.column()? } else { return None };
            while to_come.last() == Some(&0) {
                to_come.pop();
            }
            if let Some(left) = to_come.last_mut() {
                *left -= 1;
            }
            if within > 0 {
                to_come.push(within);
            }
            if to_come.len() > DEEPEST {
                return Some(true);
            }
        }
        Some(false)
    }

    /// How many columns stand in one.
    fn column(&mut self) -> Option<i64> {
        let (mut field, mut within) = (0, 0);
        while let Some(kind) = self.next_field(&mut field)? {
            match (field, kind) {
                (COLUMNS_WITHIN, WHOLE) => within = self.whole()?,
                _ => self.skip(kind, 0)?,
            }
        }
        Some(within)
    }
}
