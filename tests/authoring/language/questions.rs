//! `leading-question`, `double-question` and `pressure`, case by case: what is shown, and what is
//! fine.

use coach::authoring::lint::language::{
    Match, Rule, double_question, leading_question, lists, pressure,
};

#[test]
fn a_finding_has_its_place_what_is_wrong_and_what_to_do() {
    let text = "So, wouldn’t it help if invoices went out by themselves?";
    let found = only(leading_question(text));
    assert_eq!(&text[found.range.clone()], "wouldn’t it");
    assert_eq!(found.message, "`wouldn’t it` expects to be agreed with");
    let suggestion = found.suggestion.unwrap();
    assert_eq!(suggestion, "ask it without the negation, or begin with what, how or where");
}

#[test]
fn the_second_question_is_given_a_place_of_its_own() {
    let text = "What is your budget, and which software do you use?";
    let found = only(double_question(text));
    assert_eq!(&text[found.range.clone()], "which software do you use");
    assert_eq!(
        found.suggestion.as_deref(),
        Some("make it a question of its own: `Which software do you use?`")
    );
}

#[test]
fn a_follow_up_that_points_back_is_one_question() {
    for honest in [
        "Who decides, and how?",
        "By when does it have to work, and who says so?",
        "Is there a limit, and who set it?",
        "What have you tried, and which of those came closest?",
        "Which sites take part, and which matters most?",
        "What have you tried, and which came closest?",
        "Do you count them, and if not, when would you?",
        "Have you looked at others? What did you make of them?",
        "When do you decide, and what happens if that day passes?",
    ] {
        assert_eq!(double_question(honest), [], "{honest}");
    }
}

#[test]
fn two_closed_questions_are_double_even_if_the_second_points_back() {
    let text = "Is there a limit, and is it written down?";
    let found = only(double_question(text));
    assert_eq!(&text[found.range], "is it written down");
}

#[test]
fn things_and_people_that_belong_together_are_one_question() {
    for honest in [
        "How do sales and finance agree on a number?",
        "When and where did it last fail?",
        "Do you sell to companies, to consumers, or to both?",
        "Do you host it yourselves, or does somebody do that for you?",
        "Do you know every step, with legal and purchasing, and how long each takes?",
        "Help me understand: how is a claim settled?",
        "Walk me through what happens when an order comes in and who touches it.",
        "Do you ask yourselves \"Should we do this? And when?\" each year?",
    ] {
        assert_eq!(double_question(honest), [], "{honest}");
    }
}

#[test]
fn a_closed_question_does_not_lead() {
    for honest in [
        "Do you need offline access?",
        "Would it help to have your lawyer there?",
        "Would you rather run it yourselves or have it run for you?",
        "Which of these don't you do yourselves?",
        "Why don't the two systems talk to each other?",
        "What isn't working?",
        "You mentioned an audit: what will they look at?",
        "Anything that we have not touched on?",
        "And the others, what do they want?",
        "Is it true that you are moving to Leeds?",
    ] {
        assert_eq!(leading_question(honest), [], "{honest}");
    }
}

#[test]
fn time_and_number_alone_do_not_press() {
    for honest in [
        "What happens if you do nothing?",
        "Can this wait until next year?",
        "How long can you wait?",
        "Is there only one person who knows how this works?",
        "When does your present contract end?",
        "Who decides today about sums like this?",
        "How do you justify a purchase like this within the company?",
        "How many seats do you need?",
        "What would make you regret this in a year?",
    ] {
        assert_eq!(pressure(honest), [], "{honest}");
    }
}

#[test]
fn every_place_that_presses_is_found() {
    let text = "This is your last chance. Only two slots left, so can you decide today?";
    let places: Vec<&str> = pressure(text).iter().map(|found| &text[found.range.clone()]).collect();
    assert_eq!(places, ["last chance", "Only two slots left", "can you decide today"]);
}

#[test]
fn texts_of_any_script_and_shape_are_read() {
    for text in
        ["", "?", "…?!", "Größe—und dann?", "東京はどこですか?", "a\u{0}b\u{1b}[31m?", "\"?", "—"]
    {
        for rule in Rule::ALL {
            for found in rule.check(text) {
                assert!(text.get(found.range).is_some(), "{text}");
            }
        }
    }
    let text = "Müssen? Don't you think so — ne?";
    assert!(
        leading_question(text)
            .iter()
            .any(|found| text[found.range.clone()].starts_with("Don't you"))
    );
}

#[test]
fn a_long_text_is_read_in_one_go() {
    let text = "Who decides and who pays and what if you could, don't you, ".repeat(60);
    for rule in Rule::ALL {
        for found in rule.check(&text) {
            assert!(text.get(found.range).is_some());
        }
    }
}

#[test]
fn every_list_says_what_it_is_about() {
    for rule in Rule::ALL {
        let lists = lists(rule).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(!lists.is_empty(), "{}", rule.name());
        for list in lists {
            assert!(list.about.ends_with('.'), "{}: {}", rule.name(), list.about);
            assert!(!list.message.ends_with('.') && !list.suggestion.ends_with('.'));
            assert!(!list.written.is_empty());
        }
    }
}

fn only(mut found: Vec<Match>) -> Match {
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}
