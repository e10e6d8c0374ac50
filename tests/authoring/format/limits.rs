//! Words and bounds that the formats name: the loader and the schema keep them alike.

use coach::authoring::schema::FileKind;
use coach::format::limits::MOST_OPTIONS_OF_A_CHOICE;
use coach::format::playbook::PLAYBOOK;
use coach::format::{Need, QuestionType, Shape, reserved};
use coach::playbook::load::load;
use coach::text::source::SourceFile;
use serde_json::{Value, json};

use super::examples::{Which, written};
use super::places::{Place, all, each_smallest, smallest};
use crate::schemas::editor::{editor, flagged};

/// Whether the loader refuses a playbook; the schema flags the same.
#[track_caller]
fn is_refused(file: &Value) -> bool {
    let text = written(file);
    let flags = flagged(&editor(FileKind::Playbook), &text);
    let refused = load(SourceFile::new("example.yaml", text)).is_err();
    assert_eq!(refused, !flags.is_empty(), "{flags:?}\n{}", written(file));
    refused
}

/// Every key of every map, with a file that the map stands in.
fn every_place() -> impl Iterator<Item = (Value, Place)> {
    each_smallest(&PLAYBOOK).into_iter().flat_map(|file| {
        let places = all(&PLAYBOOK, &file).into_iter();
        places.map(move |place| (file.clone(), place)).collect::<Vec<_>>()
    })
}

#[test]
fn whole_numbers_end_where_the_format_says() {
    let mut seen = 0;
    for (file, place) in every_place() {
        let Shape::Whole(from, to) = place.key.shape else { continue };
        if place.key.need == Need::AllButLast && place.is_of_the_last(&file) {
            continue;
        }
        seen += 1;
        for (number, refused) in [(from - 1, true), (from, false), (to, false), (to + 1, true)] {
            let is_refused = is_refused(&place.with(&file, json!(number)));
            assert_eq!(is_refused, refused, "{}: {number}", place.key.name);
        }
    }
    assert!(seen >= 2, "{seen}");
}

#[test]
fn what_stands_on_one_line_is_refused_on_two_and_other_words_are_not() {
    let mut seen = [0, 0];
    for (file, place) in every_place() {
        let is_for = place.question.is_none_or(|question| place.key.is_for(question));
        let is_line = match place.key.shape {
            Shape::Line => true,
            Shape::Text => false,
            _ => continue,
        };
        if is_for && !(place.key.need == Need::AllButLast && place.is_of_the_last(&file)) {
            seen[usize::from(is_line)] += 1;
            let two_lines = place.with(&file, json!("One line\nand another"));
            assert_eq!(is_refused(&two_lines), is_line, "{} {}", place.called(), place.key.name);
        }
    }
    assert!(seen.iter().all(|seen| *seen >= 5), "{seen:?}");
}

/// The file with so many items or entries under a key.
fn with_many(place: &Place, file: &Value, count: usize) -> Value {
    let names = (0..count).map(|number| format!("n{number}"));
    let many = match place.example(Which::One) {
        Value::Array(items) => {
            let named = |name: String| {
                let mut item = items[0].clone();
                item["id"] = name.into();
                item
            };
            names.map(named).collect::<Vec<_>>().into()
        }
        _ => Value::Object(names.map(|name| (name, json!("Words"))).collect()),
    };
    place.with(file, many)
}

#[test]
fn lists_end_where_the_format_says() {
    let mut seen = 0;
    for (file, place) in every_place() {
        let is_for = place.question.is_none_or(|question| place.key.is_for(question));
        let Some(most) = place.key.most.filter(|_| is_for) else { continue };
        seen += 1;
        let too_many = with_many(&place, &file, most + 1);
        assert!(is_refused(&too_many), "{}: {most}", place.key.name);
        let most = match place.question {
            Some(QuestionType::Choice) => MOST_OPTIONS_OF_A_CHOICE,
            _ => most,
        };
        let too_many = with_many(&place, &file, most + 1);
        let rejected = load(SourceFile::new("example.yaml", written(&too_many))).unwrap_err();
        assert!(rejected.to_string().contains(&format!("more than {most} ")), "{rejected}");
        if let Some(too_few) = place.key.least.checked_sub(1) {
            assert!(is_refused(&with_many(&place, &file, too_few)), "{}", place.key.name);
        }
    }
    assert!(seen >= 7, "{seen}");
}

#[test]
fn no_question_and_no_option_has_a_word_that_is_reserved() {
    let file = smallest(&PLAYBOOK);
    for word in reserved::NO_QUESTIONS {
        let mut file = file.clone();
        file["stages"][0]["questions"][4]["id"] = word.into();
        assert!(is_refused(&file), "{word}");
    }
    for word in reserved::NO_OPTIONS {
        let mut file = file.clone();
        file["stages"][0]["questions"][1]["options"][word] = "Words".into();
        assert!(is_refused(&file), "{word}");
    }
    for joiner in reserved::JOINERS {
        assert!(reserved::NO_QUESTIONS.contains(&joiner), "{joiner}");
    }
}

#[test]
fn what_may_come_is_kept_free() {
    let mut file = smallest(&PLAYBOOK);
    file["conditions"] = json!({ "ready": { "of_yes_no": true } });
    assert!(is_refused(&file));
    let rejected = load(SourceFile::new("example.yaml", written(&file))).unwrap_err().to_string();
    assert!(rejected.contains("`conditions` is reserved and means nothing yet"), "{rejected}");
    let mut file = smallest(&PLAYBOOK);
    file["fit"]["must_haves"][0]["when"] = json!({ "some": [{ "of_yes_no": true }] });
    assert!(is_refused(&file));
    let rejected = load(SourceFile::new("example.yaml", written(&file))).unwrap_err().to_string();
    assert!(rejected.contains("`some` is reserved and means nothing yet"), "{rejected}");
}

#[test]
fn every_word_is_taken_and_no_other() {
    let file = smallest(&PLAYBOOK);
    let types = all(&PLAYBOOK, &file).into_iter().filter(|place| place.key.name == "type");
    for place in types {
        assert!(is_refused(&place.with(&file, json!("integer"))));
        assert!(!is_refused(&place.with(&file, place.example(Which::One))));
    }
}
