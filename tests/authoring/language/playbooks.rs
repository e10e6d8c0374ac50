//! The shipped playbooks speak as the rules ask.

use std::fs;
use std::path::Path;

use coach::authoring::lint::language::{Match, Rule};
use coach::playbook::load::load;
use coach::playbook::{Kind, Playbook};
use coach::text::source::SourceFile;

/// What is said to the buyer, and may be a question.
const QUESTIONS: [Rule; 4] =
    [Rule::LeadingQuestion, Rule::DoubleQuestion, Rule::Pressure, Rule::JargonToBuyer];

#[test]
fn have_no_finding() {
    let mut found = Vec::new();
    for playbook in shipped() {
        for question in &playbook.questions {
            found.extend(check(&playbook, &question.ask, &QUESTIONS));
            found.extend(check(&playbook, &question.ask, &[Rule::SellerActivity]));
            for label in labels(&question.kind) {
                found.extend(check(&playbook, label, &[Rule::Pressure, Rule::SellerActivity]));
            }
        }
        for stage in &playbook.stages {
            let rules = [Rule::LeadingQuestion, Rule::Pressure, Rule::SellerActivity];
            found.extend(check(&playbook, &stage.title, &rules));
            found.extend(check(&playbook, &stage.buyer_asks, &rules));
        }
        for words in honest_words(&playbook) {
            found.extend(check(&playbook, words, &[Rule::Pressure, Rule::JargonToBuyer]));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn check(playbook: &Playbook, text: &str, rules: &[Rule]) -> Vec<String> {
    let all =
        rules.iter().flat_map(|rule| rule.check(text).into_iter().map(move |found| (rule, found)));
    all.map(|(rule, Match { message, .. })| {
        format!("{}: {}: {message} in: {text}", playbook.id, rule.name())
    })
    .collect()
}

fn labels(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Choice { options, .. } | Kind::Choices { options } => {
            options.iter().map(|option| option.label.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

fn honest_words(playbook: &Playbook) -> Vec<&str> {
    let of_rules = playbook.rules.iter().flat_map(|rule| [&rule.say, &rule.instead]);
    let of_score =
        playbook.scale.below_threshold().into_iter().flat_map(|words| [&words.say, &words.instead]);
    of_rules.chain(of_score).flatten().map(String::as_str).collect()
}

fn shipped() -> Vec<Playbook> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.ends_with(".yaml") && !name.ends_with(".test.yaml")
    });
    paths.sort();
    assert!(!paths.is_empty(), "playbooks are shipped");
    let read = |path: &Path| {
        SourceFile::new(path.display().to_string(), fs::read_to_string(path).unwrap())
    };
    paths.iter().map(|path| load(read(path)).unwrap_or_else(|wrong| panic!("{wrong}"))).collect()
}
