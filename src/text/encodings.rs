//! How the characters of a text are encoded.

use encoding_rs::Encoding;

/// How characters are encoded, as far as the beginning of a text tells.
pub(crate) struct FoundEncoding {
    pub(crate) encoding: &'static Encoding,
    pub(crate) is_guessed: bool,
}

impl FoundEncoding {
    /// By its byte order mark; without one it is UTF-8, or else what Windows wrote in the West.
    pub(crate) fn of(sample: &[u8]) -> Self {
        if let Some((encoding, _)) = Encoding::for_bom(sample) {
            return Self { encoding, is_guessed: false };
        }
        match std::str::from_utf8(sample) {
            Err(error) if error.error_len().is_some() => {
                Self { encoding: encoding_rs::WINDOWS_1252, is_guessed: true }
            }
            _ => Self { encoding: encoding_rs::UTF_8, is_guessed: false },
        }
    }
}
