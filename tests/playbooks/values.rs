//! `values` in a playbook: how they are read, and what is refused where.

use coach::playbook::Playbook;
use coach::playbook::expression_words::written;
use coach::playbook::load::load;
use coach::text::source::SourceFile;

const WORTH: &str = include_str!("../data/worth.yaml");

/// The playbook with another expression, and one more value below.
fn with(is: &str) -> String {
    let own = "is: hours * rate - seats * price\n";
    assert_eq!(WORTH.matches(own).count(), 1);
    let more = "  - id: later\n    title: Later\n    is: hours\n";
    WORTH.replace(own, &format!("is: \"{is}\"\n{more}"))
}

fn read(text: &str) -> Result<Playbook, String> {
    load(SourceFile::new("worth.yaml", text)).map_err(|rejected| rejected.to_string())
}

#[test]
fn an_expression_is_read_as_it_is_meant() {
    for (is, meant) in [
        ("hours*rate-seats*price", "hours * rate - seats * price"),
        ("(hours) * ((rate))", "hours * rate"),
        ("hours - (rate - price)", "hours - (rate - price)"),
        ("hours / rate / price", "hours / rate / price"),
        ("hours / (rate / price)", "hours / (rate / price)"),
        ("-(hours + 1) * -2", "-(hours + 1) * -2"),
        ("min( hours,max(rate , 0.5) )", "min(hours, max(rate, 0.5))"),
    ] {
        let playbook = read(&with(is)).unwrap_or_else(|wrong| panic!("{is}: {wrong}"));
        assert_eq!(written(&playbook.values[0].is, &playbook), meant);
    }
}

#[test]
fn a_question_may_be_called_as_a_function_is() {
    let text = with("min(min, max)").replace("id: hours\n", "id: min\n");
    let text = text.replace("id: rate\n", "id: max\n").replace("{ hours:", "{ min:");
    let playbook = read(&text.replace("is: hours\n", "is: min\n")).unwrap();
    assert_eq!(written(&playbook.values[0].is, &playbook), "min(min, max)");
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let line = 1 + with("x").lines().position(|line| line.trim_start() == "is: \"x\"").unwrap();
    let deep = format!("{}hours{}", "(".repeat(40), ")".repeat(40));
    for (is, column, message) in [
        ("hours * rat", 8, "there is no question or value `rat`"),
        ("hours * later", 8, "`later` is no earlier value"),
        ("worth + 1", 0, "`worth` is no earlier value"),
        ("hours * owner", 8, "`owner` is a `yes_no` question, no number"),
        ("hours * rate seats", 13, "before `seats` an operation is missing"),
        ("hours *", 6, "here the expression breaks off"),
        ("(hours * rate", 0, "this bracket is not closed"),
        ("hours) * rate", 5, "this closes no bracket"),
        ("mim(hours, rate)", 0, "there is no function `mim`"),
        ("hours × rate", 6, "`×` means nothing here"),
        ("hours * 40k", 8, "`40k` is no plain number"),
        (&deep, 32, "this is more than 32 levels deep"),
    ] {
        let wrong = read(&with(is)).unwrap_err();
        let place = format!("worth.yaml:{line}:{}: {message}", column + 10);
        assert!(wrong.contains(&place), "{is}: {wrong} lacks {place}");
    }
}

#[test]
fn too_much_is_refused_and_overflows_nothing() {
    let long = vec!["hours"; 61].join(" * ");
    assert!(read(&with(&long)).unwrap_err().contains("more than 60 questions and numbers"));
    let longer = vec!["hours"; 400].join(" + ");
    assert!(read(&with(&longer)).unwrap_err().contains("longer than 1000 characters"));
    let bounded = read(&with(&vec!["999999999999999"; 30].join(" * "))).unwrap();
    let engine = coach::engine::Engine::new(&bounded);
    let told = engine.assess(&coach::deal::Facts::none(&bounded));
    assert_eq!(told.values[0].at_least, told.values[0].at_most);
}

#[test]
fn a_value_shares_the_names_of_questions_and_never_waits_for_itself() {
    let clash = WORTH.replace("- id: worth\n", "- id: rate\n");
    assert!(read(&clash).unwrap_err().contains("a question has the id `rate` already"));
    let retired = format!("{WORTH}\nretired:\n  worth: It is asked no more.\n");
    assert!(read(&retired).unwrap_err().contains("`worth` is a value, so it is not retired"));
    let ask = "ask: How many people would work with it?\n";
    let circle =
        WORTH.replace(ask, &format!("{ask}        when: {{ worth: {{ at_least: 1 }} }}\n"));
    assert!(read(&circle).unwrap_err().contains("the `when` of `seats` tests `seats` itself"));
}
