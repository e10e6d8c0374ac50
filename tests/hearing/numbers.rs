//! Which numbers a quote says: whole ones alone, with what the buyer says beside the quote.

use coach::hearing::Ruling;

use crate::room::{facts, heard, playbook, transcript};

/// Whether `answer` is heard in `quote`, where Dana said `said`.
fn says(said: &str, quote: &str, answer: &str) -> bool {
    let talk = transcript("talk.txt", format!("Dana: {said}\n"));
    let item = serde_json::json!([{"question": "users", "answer": answer, "quote": quote}]);
    let heard = heard(&playbook(), &talk, &["Dana"], &facts(&item.to_string()));
    matches!(heard[0].ruling, Ruling::Heard(_))
}

#[test]
fn a_number_that_goes_on_beside_the_quote_is_not_said() {
    for (said, quote, answer) in [
        ("we have 4 thousand people", "we have 4", "4"),
        ("we have fifty thousand people", "we have fifty", "50"),
        ("we have 4k people", "we have 4k people", "4"),
        ("we have 1 200 people", "200 people", "200"),
        ("we are 20, 000 people", "we are 20", "20"),
        ("we have <200 people", "200 people", "200"),
        ("we have twenty-five people", "five people", "5"),
        ("we have twenty-five people", "we have twenty", "20"),
        ("we have two hundred and fifty people", "we have two hundred", "200"),
        ("we have two hundred and fifty people", "fifty people", "50"),
        ("we are two thousand, five hundred people", "we are two thousand", "2000"),
        ("we have 20-50 people", "we have 20", "20"),
        ("we have 20 to 50 people", "50 people", "50"),
        ("we have 20 to 50 people", "to 50 people", "50"),
        ("we have twenty or thirty people", "we have twenty", "20"),
    ] {
        assert!(!says(said, quote, answer), "{answer} is not in {quote:?} of {said:?}");
    }
}

#[test]
fn a_number_of_which_other_words_make_another_one_is_not_said() {
    for (said, answer) in [
        ("we have four point five people", "4"),
        ("we have four point five people", "5"),
        ("it is point five of them", "5"),
        ("we have two and a half thousand people", "2"),
        ("we have 5 1/2 people", "5"),
        ("we have 2 lakh people", "2"),
        ("wir haben 2 Milliarden davon", "2"),
        ("we have two dozen people", "2"),
        ("we have two billion people", "2"),
        ("it is minus 5 there", "5"),
        ("it is minus five there", "5"),
        ("no one has it there", "1"),
        ("that was twenty twenty six for us", "26"),
        ("we are 20,000 of us", "20"),
        ("we are 1 200 people", "1"),
        ("we are a hundred and twenty people", "100"),
        ("we are a hundred and twenty people", "20"),
        ("we are a few hundred and fifty people", "50"),
    ] {
        assert!(!says(said, said, answer), "{answer} is not in {said:?}");
    }
}

#[test]
fn whole_numbers_are_said_whatever_stands_around_them() {
    for (said, quote, answer) in [
        ("we have 1 200 people", "we have 1 200 people", "1200"),
        ("we have two and a half thousand people", "two and a half thousand people", "2500"),
        ("we have four point five thousand people", "four point five thousand", "4500"),
        ("we have 2 and a half thousand people", "2 and a half thousand people", "2500"),
        ("we have a hundred people", "a hundred people", "100"),
        ("we have a hundred and twenty people", "a hundred and twenty people", "120"),
        ("we are twenty, six of us here", "we are twenty", "20"),
        ("In 2026 we are 50. 20 more come", "we are 50", "50"),
        ("we are 50, not 60", "we are 50", "50"),
        ("20 to 50 people, or so", "20 to 50 people", "20..50"),
        ("we have **50** people", "we have 50 people", "50"),
    ] {
        assert!(says(said, quote, answer), "{answer} is in {quote:?} of {said:?}");
    }
}
