//! Characters that must not reach a terminal as they are, and how they are shown instead.
//!
//! Control characters start escape sequences; others are not seen, and make a text read otherwise than
//! it is written, or carry one that nobody sees. Loaders refuse them, reports escape them. Which
//! ones they are, Unicode says: its properties and categories are asked, not a list, but for the few of
//! which they don't tell.

use std::fmt;
use std::path::Path;

use icu_properties::props::{
    DefaultIgnorableCodePoint, Emoji, ExtendedPictographic, GeneralCategory, Ideographic,
    IndicSyllabicCategory, JoiningType, PrependedConcatenationMark,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The longest user input that a message repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// The one between letters that would else join, and the one between what would else stand apart.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Letters and symbols that are blank, of which Unicode says so in their names alone: the braille cell
/// without dots, the filler of Khitan, the note without a head.
const BLANKS: [char; 3] = ['\u{2800}', '\u{16fe4}', '\u{1d159}'];

/// The flag that tags behind it make that of a part of a country.
const BLACK_FLAG: char = '\u{1f3f4}';

/// The parts of a country that have a flag, with the tag that ends each: England, Scotland, Wales.
/// Others that could be written so are shown as a black flag, and nobody sees the tags.
const FLAGS: [&str; 3] = ["gbeng\u{7f}", "gbsct\u{7f}", "gbwls\u{7f}"];

/// A tag is this far behind the character that it stands for.
const TAGS: u32 = 0xe0000;

/// One tag more than any of [`FLAGS`] has.
const MOST_TAGS: usize = 7;

/// What the keycap of an emoji such as 1️⃣ ends with.
const KEYCAP: char = '\u{20e3}';

/// Whether a character steers the terminal or is not seen, wherever it stands. Newlines and tabs do
/// too; whether they are welcome depends on the place. So do joiners and selectors of variants, which
/// [`hidden`] knows to be right within words and emoji.
pub fn is_hidden(character: char) -> bool {
    if matches!(character, ' '..='~') {
        return false;
    }
    if BLANKS.contains(&character) {
        return true;
    }
    match CodePointMapData::<GeneralCategory>::new().get(character) {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::PrivateUse
        | GeneralCategory::Surrogate => true,
        // Pictures of later versions of Unicode have their places already.
        GeneralCategory::Unassigned => {
            !CodePointSetData::new::<ExtendedPictographic>().contains(character)
        }
        // The marks that Arabic puts around numbers are seen.
        GeneralCategory::Format => {
            !CodePointSetData::new::<PrependedConcatenationMark>().contains(character)
        }
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character),
    }
}

/// The characters of a text that are hidden where they stand, with their places in bytes.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let text = if is_plain_ascii(text) { "" } else { text };
    text.char_indices().filter(|(place, character)| {
        is_hidden(*character) && !belongs(*character, text.split_at(*place))
    })
}

/// How a hidden character is told: `U+200E`.
pub fn name_of_hidden(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The first character of some words that is hidden there; newlines and tabs are not.
pub fn hidden_in_words(text: &str) -> Option<(usize, char)> {
    hidden(text).find(|(_, character)| !matches!(character, '\n' | '\t'))
}

/// Whether a character that is not seen is part of what stands before it: a joiner in a script that
/// needs it or in a picture, one selector behind what has variants, a place where a word may be
/// parted, or the tags of a flag. More than one selector would be a text in hiding.
fn belongs(character: char, (before, from_here): (&str, &str)) -> bool {
    let next = from_here.chars().nth(1);
    match character {
        '\u{200c}' => before.chars().rev().find(|one| !is_transparent(*one)).is_some_and(joins),
        '\u{200d}' => {
            let base = before.chars().rev().find(|one| !is_transparent(*one));
            base.is_some_and(|base| {
                joins(base) || (is_picture(base) && next.is_some_and(is_picture))
            })
        }
        '\u{fe0e}' | '\u{fe0f}' => {
            before.chars().next_back().is_some_and(|base| {
                let is_emoji = CodePointSetData::new::<Emoji>().contains(base);
                is_emoji && (!base.is_ascii() || next == Some(KEYCAP))
            }) || follows_ideograph(before)
        }
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => follows_ideograph(before),
        // Those of Mongolian.
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            before.ends_with(|base: char| matches!(base, '\u{1820}'..='\u{18aa}'))
        }
        // Where a word may be parted: behind a letter, before another one.
        '\u{ad}' => {
            next.is_some_and(char::is_alphabetic)
                && before
                    .chars()
                    .rev()
                    .find(|one| !is_transparent(*one))
                    .is_some_and(char::is_alphabetic)
        }
        '\u{e0020}'..='\u{e007f}' => is_of_a_flag(before, from_here),
        '\u{2800}' => before.ends_with(|base: char| matches!(base, '\u{2801}'..='\u{28ff}')),
        '\u{16fe4}' => before.ends_with(|base: char| matches!(base, '\u{18b00}'..='\u{18cff}')),
        _ => false,
    }
}

/// Whether tags, of which some stand before a place and some from there on, make a flag.
fn is_of_a_flag(before: &str, from_here: &str) -> bool {
    let tag = |one: char| char::from_u32(u32::from(one).checked_sub(TAGS)?).filter(char::is_ascii);
    let begun: Vec<char> = before.chars().rev().map_while(tag).take(MOST_TAGS).collect();
    let rest = from_here.chars().map_while(tag).take(MOST_TAGS);
    let tags: String = begun.iter().rev().copied().chain(rest).collect();
    let is_behind_flag = before.chars().rev().nth(begun.len()) == Some(BLACK_FLAG);
    is_behind_flag && FLAGS.contains(&&*tags)
}

fn follows_ideograph(before: &str) -> bool {
    before.ends_with(|base: char| CodePointSetData::new::<Ideographic>().contains(base))
}

fn is_picture(character: char) -> bool {
    let is = CodePointSetData::new::<ExtendedPictographic>().contains(character);
    // The tones of skin.
    is || matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether a character is looked through by its neighbours: marks, and selectors of variants.
fn is_transparent(character: char) -> bool {
    !JOINERS.contains(&character)
        && CodePointMapData::<JoiningType>::new().get(character) == JoiningType::Transparent
}

/// Whether a letter is of a script whose letters join, as those of Arabic and of India do.
fn joins(letter: char) -> bool {
    let joining = CodePointMapData::<JoiningType>::new().get(letter);
    let syllabic = CodePointMapData::<IndicSyllabicCategory>::new().get(letter);
    letter.is_alphabetic()
        && (joining != JoiningType::NonJoining || syllabic != IndicSyllabicCategory::Other)
}

/// Whether a text is no more than printable ASCII, as most are: nothing is hidden in it.
pub fn is_plain_ascii(text: &str) -> bool {
    // Without a branch for each byte, so that many are looked at together.
    text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

/// A text as one line that is safe to print: every hidden character as `\n`, `\t` or `\u{1b}`.
pub fn escaped(text: &str) -> String {
    with_hidden(text, push_escape)
}

/// A text with something else in place of every character that is hidden where it stands.
pub fn with_hidden(text: &str, mut push: impl FnMut(&mut String, char)) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = 0;
    for (place, character) in hidden(text) {
        shown.push_str(text.get(rest..place).unwrap_or_default());
        push(&mut shown, character);
        rest = place + character.len_utf8();
    }
    shown.push_str(text.get(rest..).unwrap_or_default());
    shown
}

/// Adds a character as an escape.
pub fn push_escape(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        hidden => shown.push_str(&format!("\\u{{{:x}}}", u32::from(hidden))),
    }
}

/// A word that any POSIX shell takes as it is: between `'`.
pub fn in_shell_quotes(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// User input for a message: in backticks, escaped, cut where it is long.
pub fn quoted(text: &str) -> String {
    Quoted(text).to_string()
}

/// A path for a message: as [`quoted`], but whole, as a part of a path leads nowhere.
pub fn quoted_path(path: impl AsRef<Path>) -> String {
    format!("`{}`", escaped(&path.as_ref().to_string_lossy()))
}

/// The same as [`quoted`], for a message that is seldom written.
pub struct Quoted<'t>(pub &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.0.char_indices().nth(LONGEST_QUOTE).map(|(place, _)| place);
        let shown = escaped(self.0.get(..end.unwrap_or(self.0.len())).unwrap_or_default());
        write!(formatter, "`{shown}{}`", if end.is_some() { "…" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, hidden, is_hidden};

    #[test]
    fn what_is_not_seen_is_hidden() {
        let ranges = [
            '\0'..='\u{1f}',
            '\u{7f}'..='\u{9f}',
            '\u{ad}'..='\u{ad}',
            '\u{34f}'..='\u{34f}',
            '\u{61c}'..='\u{61c}',
            '\u{115f}'..='\u{1160}',
            '\u{17b4}'..='\u{17b5}',
            '\u{180b}'..='\u{180f}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2800}'..='\u{2800}',
            '\u{16fe4}'..='\u{16fe4}',
            '\u{1d159}'..='\u{1d159}',
            '\u{2060}'..='\u{206f}',
            '\u{3164}'..='\u{3164}',
            '\u{e000}'..='\u{f8ff}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{feff}'..='\u{feff}',
            '\u{ffa0}'..='\u{ffa0}',
            '\u{fff0}'..='\u{fffb}',
            '\u{fffe}'..='\u{ffff}',
            '\u{1d173}'..='\u{1d17a}',
            '\u{e0000}'..='\u{e01ef}',
            '\u{10ffff}'..='\u{10ffff}',
            '\u{378}'..='\u{378}',
        ];
        for character in ranges.into_iter().flatten() {
            assert!(is_hidden(character), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn what_is_seen_is_not() {
        for text in [
            "für 50 € \u{a0}\u{202f}\u{2009}– „ja“ … 語 한국어 עברית العربية",
            "e\u{301}",
            "\u{600}12",
            // Pictures: families, flags, keycaps, tones of skin, hearts in colour, a later one.
            "👩\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "1\u{fe0f}\u{20e3}",
            "👍🏽",
            "❤\u{fe0f}",
            "👩🏽\u{200d}🚀",
            "🇩🇪",
            "☎\u{fe0e}",
            "\u{1faff}",
            // Scripts whose letters join or not: Persian, Hindi, Sinhala, Malayalam.
            "می\u{200c}خواهم",
            "خانه\u{200c}ای",
            "क्\u{200d}ष",
            "ශ්\u{200d}රී",
            "ന്\u{200d}",
            // Where words may be parted, in one script and another.
            "Liefer\u{ad}schein",
            "Cafe\u{301}\u{ad}haus",
            "до\u{ad}говор",
            // Flags of parts of a country, and what stands behind them.
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "a🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} b",
            // The blank of braille, between its words, and that of Khitan.
            "⠓⠊\u{2800}⠽⠕⠥",
            "\u{18b00}\u{16fe4}\u{18b01}",
            // Variants of characters in names, and of Mongolian letters.
            "葛\u{e0100}",
            "\u{1820}\u{180b}",
        ] {
            assert_eq!(hidden(text).next(), None, "{text}");
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn what_joins_nothing_is_hidden_too() {
        for (text, shown) in [
            ("a\u{200d}b", r"a\u{200d}b"),
            ("a\u{200c}b", r"a\u{200c}b"),
            ("👩\u{200d}", r"👩\u{200d}"),
            ("👩\u{200d}x", r"👩\u{200d}x"),
            ("a\u{fe0f}", r"a\u{fe0f}"),
            ("1\u{fe0f}", r"1\u{fe0f}"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\\u{fe0f}"),
            ("❤\u{e0100}", r"❤\u{e0100}"),
            ("🏴\u{e0067}\u{e007f}", r"🏴\u{e0067}\u{e007f}"),
            // A flag that nobody has, one without its end, one with more behind it, one without itself.
            (
                "🏴\u{e0075}\u{e0073}\u{e0074}\u{e0078}\u{e007f}",
                r"🏴\u{e0075}\u{e0073}\u{e0074}\u{e0078}\u{e007f}",
            ),
            (
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}",
                r"🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}",
            ),
            (
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{e0041}",
                r"🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{e0041}",
            ),
            (
                "x\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                r"x\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            ),
            ("a\u{ad}", r"a\u{ad}"),
            ("a\u{ad} b", r"a\u{ad} b"),
            ("\u{ad}a", r"\u{ad}a"),
            ("a\u{ad}\u{ad}b", "a\\u{ad}\u{ad}b"),
            ("a\u{2800}b", r"a\u{2800}b"),
            ("⠓\u{2800}\u{2800}", "⠓\u{2800}\\u{2800}"),
            ("\u{200d}", r"\u{200d}"),
        ] {
            assert_eq!(escaped(text), shown);
        }
    }
}
