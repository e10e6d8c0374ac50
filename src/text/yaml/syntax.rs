//! What to do about a text that is not YAML, for people who seldom write it.

/// Words in the parser's messages, and what is usually the matter then.
const USUAL_CAUSES: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "put quotes around a text that has `: ` in it; if this is a key, check its indentation and the line above",
    ),
    ("simple key expect", "is there a `:` and a space missing after a key above?"),
    ("unexpected character", "put quotes around a text that starts with such a character"),
    ("unknown anchor", "put quotes around a text that starts with `*`"),
    ("found a tab", "indent with spaces, not with tabs"),
    ("tabs", "indent with spaces, not with tabs"),
    ("trailing content after", "a quote inside quotes is written twice, or use the other kind"),
    ("unknown escape character", "use single quotes, or write a backslash twice"),
    ("invalid indentation in quoted scalar", "is there a closing quote missing?"),
    ("block sequence entries are not allowed", "put quotes around a text that starts with `- `"),
    ("did not find expected ',' or", "is there a `}`, a `]` or a comma missing?"),
    ("illegal placement of ':'", "is there a `}`, a `]` or a quote missing above?"),
    ("did not find expected key", "check the indentation of this line and those above"),
    ("<document start>", "check the indentation of this line and those above"),
    ("did not find expected '-'", "check the indentation of this line and those above"),
];

/// What to do, where the parser's message tells.
pub(super) fn help(message: &str) -> Option<&'static str> {
    let cause = USUAL_CAUSES.iter().find(|(words, _)| message.contains(words));
    cause.map(|(_, help)| *help)
}
