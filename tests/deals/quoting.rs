//! Words that `coach` writes are words to every reader of YAML, whatever its version.

use coach::deal::text_on_a_line;
use proptest::prelude::*;
use serde_yaml::Value;

use crate::effort::config;

/// What some reader takes for a number, a date, a truth, nothing, or a key of its own: from the types
/// of YAML 1.1 (yaml.org/type) and the schemas of YAML 1.2.
const MEANT_OTHERWISE: [&str; 62] = [
    "y",
    "Y",
    "yes",
    "Yes",
    "YES",
    "n",
    "N",
    "no",
    "No",
    "NO",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
    "null",
    "Null",
    "NULL",
    "~",
    "",
    "=",
    "<<",
    ".inf",
    "-.Inf",
    "+.INF",
    ".nan",
    ".NaN",
    "0",
    "-19",
    "+12",
    "0o14",
    "0xC",
    "0b1010",
    "014",
    "1_000",
    "685_230.15",
    "190:20:30",
    "12:30:45",
    "190:20:30.15",
    "1e3",
    "12e03",
    "1.",
    ".5",
    "6.8523015e+5",
    "2001-12-14",
    "2001-12-14 21:59:43",
    "2001-12-14 21:59:43.10 -5",
    "2001-12-14t21:59:43.10-05:00",
    "2001-12-15T02:59:43.1Z",
    "2001-12-14 21:59:43.10 +01:00",
    "2001-1-1 1:2:3",
    "0x_0A_74_AE",
    "1__0",
    "02472256",
    "1:0",
];

#[test]
fn what_a_reader_takes_for_something_else_is_in_quotes() {
    for words in MEANT_OTHERWISE {
        let written = text_on_a_line(words);
        assert!(written.starts_with(['\'', '"']), "{words} is written as {written}");
        assert_eq!(serde_yaml::from_str::<Value>(&written).unwrap(), Value::from(words));
    }
    for plain in ["20 people", "Yes, Kim", "2nd quarter", "1 of 3", "no one", "nullify", "12 EUR"] {
        assert_eq!(text_on_a_line(plain), plain);
    }
}

proptest! {
    #![proptest_config(config(2_000, 20_261_123))]

    #[test]
    fn another_reader_takes_words_for_the_same_words(words in "[-+0-9a-fA-FxoTZnyYES.,:_ #'\"{}\\[\\]&*!|>%@`?=<~\u{e9}\t]{0,12}") {
        let written = text_on_a_line(&words);
        prop_assert_eq!(serde_yaml::from_str::<Value>(&written).unwrap(), Value::from(words.as_str()), "{}", written);
        let in_a_map = format!("key: {written} # comment\n");
        prop_assert_eq!(&serde_yaml::from_str::<Value>(&in_a_map).unwrap()["key"], &Value::from(words.as_str()), "{}", written);
    }
}
