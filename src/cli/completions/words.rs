//! A line that is being typed, taken apart as a shell does it, as far as completing needs it.

/// Whose rules a line is taken apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Nothing is escaped between `'`.
    Bash,
    /// `\'` and `\\` are escapes between `'`.
    Fish,
}

/// What is typed up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// The words of the command, without quotes; the last is the one at the cursor, maybe empty.
    pub(super) words: Vec<String>,
    /// The quote that is open there.
    quote: Option<char>,
    /// How much of the last word the shell leaves as it is, in bytes.
    kept: usize,
}

/// The signs that end a command.
const ENDS: [char; 4] = ['|', '&', ';', '\n'];

/// What stands for itself in a word of bash, or for a home: all else is escaped.
const PLAIN: &str = "-_./=:,+@%^~";

impl Typed {
    /// These words.
    pub(super) fn of_words(words: Vec<String>) -> Self {
        Self { words, quote: None, kept: 0 }
    }

    /// The words of the last command of a line.
    pub(super) fn of_line(line: &str, dialect: Dialect) -> Self {
        let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            match (quote, sign) {
                (Some(open), sign) if sign == open => quote = None,
                (Some(open), '\\') => {
                    let escaped = signs.next_if(|next| is_escaped(*next, open, dialect));
                    word.get_or_insert_default().push(escaped.unwrap_or(sign));
                }
                (None, '\\') => word.get_or_insert_default().extend(signs.next()),
                (None, '\'' | '"') => {
                    word.get_or_insert_default();
                    quote = Some(sign);
                }
                (None, sign) if ENDS.contains(&sign) => {
                    words.clear();
                    word = None;
                }
                (None, sign) if sign.is_whitespace() => words.extend(word.take()),
                (_, sign) => word.get_or_insert_default().push(sign),
            }
        }
        words.push(word.unwrap_or_default());
        let settings = words.iter().take_while(|word| is_setting(word)).count();
        words.drain(..settings.min(words.len() - 1));
        Self { words, quote, kept: 0 }
    }

    /// The same where bash puts what is chosen in the place of this end of the last word: it breaks
    /// words at `=` and `:`. Behind an open quote it names such an end too, but puts it in the place
    /// of all that is quoted.
    pub(super) fn replacing(mut self, end: &str) -> Self {
        if self.quote.is_some() {
            return self;
        }
        let end = Self::of_line(end, Dialect::Bash).words.pop().unwrap_or_default();
        let last = self.words.last().map_or("", String::as_str);
        self.kept = if last.ends_with(&end) { last.len() - end.len() } else { 0 };
        self
    }

    /// What bash puts in the place of what was typed of a word, so that the word becomes this one;
    /// `None` where none does.
    pub(super) fn in_bash(&self, word: &str) -> Option<String> {
        let put = word.get(self.kept..)?;
        match self.quote {
            None => Some(escaped(put)),
            Some('\'') => (!put.contains('\'')).then(|| put.to_owned()),
            Some(_) => {
                let escape = |sign| match sign {
                    '$' | '`' | '"' | '\\' => format!("\\{sign}"),
                    _ => String::from(sign),
                };
                Some(put.chars().map(escape).collect())
            }
        }
    }
}

/// A word as it stands in a line of bash.
fn escaped(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || PLAIN.contains(sign);
    word.chars().fold(String::new(), |mut line, sign| {
        if !is_plain(sign) {
            line.push('\\');
        }
        line.push(sign);
        line
    })
}

fn is_escaped(sign: char, quote: char, dialect: Dialect) -> bool {
    match (quote, dialect) {
        ('"', _) => matches!(sign, '"' | '\\' | '$' | '`'),
        (_, Dialect::Fish) => matches!(sign, '\'' | '\\'),
        (_, Dialect::Bash) => false,
    }
}

/// Whether a word before a command sets something for it: `LANG=C`.
fn is_setting(word: &str) -> bool {
    let is_name = |name: &str| {
        let mut signs = name.chars();
        let begins = signs.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
        begins && signs.all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
    };
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Typed};

    fn words(line: &str, dialect: Dialect) -> Vec<String> {
        Typed::of_line(line, dialect).words
    }

    #[test]
    fn a_line_is_taken_apart_as_its_shell_does_it() {
        let bash = |line| words(line, Dialect::Bash);
        assert_eq!(bash("coach  start "), ["coach", "start", ""]);
        assert_eq!(bash("coach start Acme\\ Cl"), ["coach", "start", "Acme Cl"]);
        assert_eq!(bash("cd deals; LANG=C coach br"), ["coach", "br"]);
        assert_eq!(
            bash("coach start -a 'hosting=cloud|"),
            ["coach", "start", "-a", "hosting=cloud|"]
        );
        assert_eq!(bash(r#"coach "a\"b\c" 'd\' e"#), ["coach", r#"a"b\c"#, r"d\", "e"]);
        let fish = |line| words(line, Dialect::Fish);
        assert_eq!(fish(r"coach 'it\'s' '' x"), ["coach", "it's", "", "x"]);
        assert_eq!(fish(""), [""]);
    }

    #[test]
    fn bash_gets_the_end_of_a_word_that_it_replaces_in_the_quotes_that_are_open() {
        let put = |line: &str, end: &str, word: &str| {
            Typed::of_line(line, Dialect::Bash).replacing(end).in_bash(word)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(put("coach -a money=ag", "ag", "money=agreed"), some("agreed"));
        assert_eq!(put("coach -a money=", "", "money=agreed"), some("agreed"));
        assert_eq!(put("coach Acme\\ C", "Acme\\ C", "Acme Clinics"), some("Acme\\ Clinics"));
        assert_eq!(put("coach 'a=b|", "", "a=b|c"), some("a=b|c"));
        assert_eq!(put("coach 'Kim", "Kim", "Kim's"), None);
        assert_eq!(put("coach \"$", "$", "$1"), some("\\$1"));
    }
}
