//! In a pipeline no text of a file becomes a command to its runner, in any format, on either stream.

use coach::report::pipeline_log::{Syntax, WithoutCommands};
use proptest::prelude::*;
use std::io::Write;

use super::{READY, desk};
use crate::desk::Run;
use crate::effort::config;

/// A deal that is full of commands, in places where lines are wrapped.
fn hostile() -> String {
    let note = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \
                ::stop-commands::tok bbbbbbbbbbbbbbbb bbbbbbbbbbbbbbbbbbbbb ::error::forged";
    format!(
        "format: 1\ndeal: '::error::Acme ##[add-mask]a ##vso[task.setvariable]b'\n\
         playbook: clinic-scheduling\nnotes: |\n  ::warning::a\nfacts:\n  users: 40\n  \
         budget: {{ answer: approved, source: assumption, note: \"{note}\" }}\n\
         waivers:\n  - {{ rule: missing-fact, question: deadline, because: '{note} ##[group]' }}\n  \
         - {{ rule: '::set-output ##[a]', because: x }}\n"
    )
}

/// The line that GitHub's runner would take for a command, if there is one.
fn command_in(log: &str) -> Option<&str> {
    let is_command = |line: &&str| {
        line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
    };
    log.split(['\n', '\r']).find(is_command)
}

#[test]
fn no_text_of_a_deal_is_a_command_in_any_format() {
    let desk = desk();
    desk.write("::error::a.deal.yaml", &hostile());
    desk.write("wrong.deal.yaml", "format: 1\n'::error::a ##[x]': 1\nplaybook: '##[group]a'\n");
    let deals = "::error::a.deal.yaml";
    let runs: &[&[&str]] = &[
        &["check", deals, "wrong", "-f", "text"],
        &["check", deals, "wrong", "-f", "markdown"],
        &["check", deals, "wrong", "-f", "junit"],
        &["check", deals, "wrong", "-f", "json"],
        &["check", deals, "wrong", "-f", "sarif"],
        &["check", deals, "--diff"],
        &["check", "./::error::a/"],
        &["brief", deals],
        &["brief", deals, "-f", "markdown"],
        &["brief", deals, "-f", "json"],
        &["brief", deals, "wrong", "--color", "always"],
        &["brief", "wrong"],
        &["brief", "::error::b"],
        &["start", deals, "--no-input", "-v", "-a", "##[group]=1"],
        &["start", deals, "--plain"],
        &["brief", "--##[group]"],
        &["playbook", "show", "##[group]"],
    ];
    for arguments in runs {
        for name in ["GITHUB_ACTIONS", "TF_BUILD"] {
            let run = Run::of(desk.command(arguments).env(name, "True").output().unwrap());
            assert!(!run.stdout.is_empty() || !run.stderr.is_empty());
            for log in [&run.stdout, &run.stderr] {
                assert_eq!(command_in(log), None, "{arguments:?}: {log}");
            }
        }
    }
    let outside = desk.coach(&["brief", deals]);
    assert!(command_in(&outside.stdout).is_some(), "elsewhere texts are shown as they are");
}

#[test]
fn what_programs_read_means_the_same_in_a_pipeline() {
    let desk = desk();
    desk.write("a.deal.yaml", &hostile());
    let both = |arguments: &[&str]| {
        let in_pipeline = desk.command(arguments).env("GITHUB_ACTIONS", "true").output().unwrap();
        (Run::of(in_pipeline).stdout, desk.coach(arguments).stdout)
    };
    for arguments in [
        &["check", "a", "-f", "json"],
        &["check", "a", "-f", "sarif"],
        &["brief", "a", "-f", "json"],
    ] {
        let (here, elsewhere) = both(arguments);
        assert_ne!(here, elsewhere);
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&here), read(&elsewhere));
    }
    let (here, elsewhere) = both(&["check", "a", "-f", "junit"]);
    let read = |text: &str| {
        let document = roxmltree::Document::parse(text).unwrap();
        let text_of = |node: roxmltree::Node| {
            let attributes = node.attributes().map(|one| one.value().to_owned());
            attributes.chain(node.text().map(str::to_owned)).collect::<Vec<_>>()
        };
        document.descendants().flat_map(text_of).collect::<Vec<_>>()
    };
    assert_ne!(here, elsewhere);
    assert_eq!(read(&here), read(&elsewhere));
}

#[test]
fn annotations_are_commands_and_the_only_ones() {
    let desk = desk();
    desk.write("a.deal.yaml", &hostile());
    let run =
        Run::of(desk.command(&["check", "a"]).env("GITHUB_ACTIONS", "true").output().unwrap());
    let commands = run.stdout.lines().filter(|line| line.trim_start().starts_with("::"));
    for command in commands {
        let is_ours = ["::error file=a.deal.yaml,", "::warning file=a.deal.yaml,"];
        assert!(is_ours.iter().any(|ours| command.starts_with(ours)), "{command}");
    }
    desk.write_deal("ready", READY);
}

proptest! {
    #![proptest_config(config(512, 8))]

    #[test]
    fn nothing_that_is_written_is_a_command(pieces in proptest::collection::vec("[:#\\[a \n\r\t\u{3000}\u{1b}ü]{0,6}", 0..12)) {
        let mut out = WithoutCommands::new(Vec::new(), Syntax::Text);
        pieces.iter().for_each(|piece| out.write_all(piece.as_bytes()).unwrap());
        let log = String::from_utf8(out.into_inner()).unwrap();
        prop_assert_eq!(command_in(&log), None, "{:?}", log);
        let back = log.replace("\\:", ":").replace("\\[", "[");
        prop_assert_eq!(back, pieces.concat());
    }
}
