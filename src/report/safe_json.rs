//! JSON that is safe to look at in a terminal.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::text::characters::with_hidden;

/// Writes a value in a layout, and ends the line. Hidden characters that JSON lets
/// stand are written as escapes.
///
/// # Errors
/// Where it can't be written.
pub(super) fn write(
    value: &impl Serialize,
    layout: impl Formatter,
    out: &mut dyn Write,
) -> io::Result<()> {
    // A piece is a sign or a word, and whoever writes it on looks at each.
    let mut out = BufWriter::new(out);
    value.serialize(&mut Serializer::with_formatter(&mut out, SafeFormatter(layout)))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Lays out as another does and escapes more in strings.
struct SafeFormatter<L>(L);

impl<L: Formatter> Formatter for SafeFormatter<L> {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        // As JSON has it, a character beyond the first plane is two escapes.
        let safe = with_hidden(fragment, |shown, hidden| {
            for half in hidden.encode_utf16(&mut [0; 2]) {
                shown.push_str(&format!("\\u{half:04x}"));
            }
        });
        out.write_all(safe.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}
