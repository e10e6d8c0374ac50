//! What is said of a file whose format a later `coach` reads: the same in every kind of file.

use coach::authoring::cases;
use coach::deal;
use coach::playbook::load::load;
use coach::team;
use coach::text::source::{Rejected, SourceFile};

/// A file that is refused, as people see it.
fn words(rejected: &Rejected) -> (String, Option<String>) {
    let [finding] = rejected.findings.as_slice() else { panic!("{rejected}") };
    (finding.message.clone(), finding.help.clone())
}

#[test]
fn another_format_is_refused_with_what_to_do() {
    let source = |text: &str| SourceFile::new("example.yaml", text.to_owned());
    let playbook = load(source("format: 2\n")).map(drop).unwrap_err();
    let deal = deal::load::open(source("format: 2\nplaybook: x\n")).map(drop).unwrap_err();
    let cases = cases::load::open(source("format: 2\ncases: []\n")).map(drop).unwrap_err();
    let team = team::read(source("format: 2\n"), &[]).map(drop).unwrap_err();
    for (rejected, files) in
        [(playbook, "playbooks"), (deal, "deals"), (cases, "cases"), (team, "a coach.yaml")]
    {
        let (message, help) = words(&rejected);
        assert_eq!(message, format!("this `coach` reads {files} of format 1, not `2`"));
        assert_eq!(help.as_deref(), Some("a later `coach` may read it; else write `format: 1`"));
    }
}
