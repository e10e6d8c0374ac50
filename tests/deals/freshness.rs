//! The day on which evidence lapses is the first on which it is told to be too old.

use coach::deal::freshness::Freshness;
use coach::playbook::GoodFor;
use jiff::civil::Date;

use crate::every_type::{playbook, with_facts};

fn freshness(as_of: Date) -> Freshness {
    Freshness { as_of, max_age: Some("30d".parse::<GoodFor>().unwrap()) }
}

#[test]
fn evidence_lapses_on_the_first_day_on_which_all_of_it_is_too_old() {
    let playbook = playbook();
    let price = playbook.find_question("price").unwrap();
    let question = playbook.question(price);
    for (facts, expected) in [
        ("{ answer: 5, date: 2026-03-01 }", Some("2026-04-01")),
        ("[{ answer: 5, date: 2026-03-01 }, { answer: 6, date: 2026-03-11 }]", Some("2026-04-11")),
        ("[{ answer: 5, date: 2026-03-01 }, { answer: 6 }]", None),
        (
            "[{ answer: 5, date: 2026-03-01 }, { answer: 6, source: assumption }]",
            Some("2026-04-01"),
        ),
        ("{ answer: 5, date: 2026-03-01, source: assumption }", None),
        ("{ answer: unknown, date: 2026-03-01 }", None),
        ("5", None),
    ] {
        let deal = with_facts(&format!("  price: {facts}\n"));
        let facts = deal.facts.about(price);
        let expected: Option<Date> = expected.map(|day| day.parse().unwrap());
        let on_any_day = freshness("2026-03-01".parse().unwrap());
        assert_eq!(on_any_day.lapses_on(question, facts), expected, "{facts:?}");
        let is_stale = |day: Date| freshness(day).stale(question, facts).is_some();
        if let Some(day) = expected {
            assert!(is_stale(day) && !is_stale(day.yesterday().unwrap()), "{facts:?}");
        } else {
            assert!(!is_stale("2030-01-01".parse().unwrap()), "{facts:?}");
        }
    }
}
