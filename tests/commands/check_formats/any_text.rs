//! Whatever texts files hold, every format stays what it is.

use crate::effort::config;
use coach::report::checks::{json, junit, markdown, text};
use proptest::prelude::*;

use super::fixture::{full_of, steers, written};
use super::markdown::{markup_in, outline};

/// Texts of all characters, and of those that mean something to one format or another; not blank,
/// since messages never are.
fn texts() -> impl Strategy<Value = String> {
    let markup = proptest::sample::select(
        "`*_[]()<>~|&;#+-=.!\\:/@%\"'{}$ \n\t\r0a.\u{1b}\u{fffe}\u{ffff}\u{85}\u{2028}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let character = prop_oneof![4 => markup, 1 => any::<char>()];
    let texts = proptest::collection::vec(character, 1..24).prop_map(String::from_iter);
    texts.prop_filter("blank", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(config(512, 7))]

    #[test]
    fn json_gives_it_back(one in texts()) {
        let json = written(|out| json::write(&full_of(&one), out));
        prop_assert!(!json.contains(steers), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["files"][0]["deal"]["name"].as_str(), Some(one.as_str()));
    }

    #[test]
    fn junit_can_be_read(one in texts()) {
        let xml = written(|out| junit::write(&full_of(&one), out));
        prop_assert!(!xml.contains(steers), "{xml:?}");
        let document = roxmltree::Document::parse(&xml).unwrap();
        let count = |name| document.descendants().filter(|node| node.has_tag_name(name)).count();
        prop_assert_eq!(["testcase", "failure", "error", "system-out"].map(count), [5, 1, 1, 2]);
        let valid = |one: char| !matches!(one, '\u{fffe}' | '\u{ffff}');
        prop_assert!(xml.chars().all(valid), "{xml:?}");
    }

    #[test]
    fn markdown_keeps_its_outline(one in texts()) {
        let page = written(|out| markdown::write(&full_of(&one), out));
        prop_assert!(!page.contains(steers), "{page:?}");
        prop_assert!(markup_in(&page).is_empty(), "{:?} in {page}", markup_in(&page));
        let plain = written(|out| markdown::write(&full_of("plain"), out));
        prop_assert_eq!(outline(&page), outline(&plain), "{}", page);
    }

    #[test]
    fn text_steers_no_terminal(one in texts()) {
        let mut stream = anstream::StripStream::new(Vec::new());
        text::write(&full_of(&one), Some(60), &mut stream).unwrap();
        let shown = String::from_utf8(stream.into_inner()).unwrap();
        prop_assert!(!shown.contains(steers), "{shown:?}");
    }
}
