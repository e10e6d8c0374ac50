//! `coach skill`: what it teaches is there, and it is written where it is wanted.

use coach::text::source::{Findings, SourceFile};
use coach::text::yaml;

use crate::desk::{Desk, Run};

/// A transcript in which Dana says what the facts propose.
pub(crate) const CALL: &str = "\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Sam>How would this be paid for?

00:00:04.000 --> 00:00:09.000
<v Dana>The board has set four thousand a month aside for it.
";

/// What an assistant would hand over.
pub(crate) const FACTS: &str = "\
[{ \"question\": \"money\", \"answer\": \"agreed\", \
\"quote\": \"The board has set four thousand a month aside for it\", \"speaker\": \"Dana\" }]
";

fn skill() -> String {
    Desk::empty().coach(&["skill"]).succeeded().stdout
}

/// The head of the skill, and what stands below it.
fn parts(skill: &str) -> (&str, &str) {
    let rest = skill.strip_prefix("---\n").expect("a head");
    rest.split_once("\n---\n").expect("the end of the head")
}

#[test]
fn its_head_is_as_agent_skills_have_it() {
    let skill = skill();
    let file = SourceFile::new("SKILL.md", parts(&skill).0);
    let findings = Findings::new();
    let head = yaml::parse(&file, &findings).unwrap();
    assert_eq!(findings.count(), 0);
    let text = |key: &str| head.get(key).unwrap().value.as_text().unwrap().to_owned();
    assert_eq!(text("name"), "coach", "called as its folder is");
    assert!((1..=1024).contains(&text("description").chars().count()));
    assert!(text("compatibility").chars().count() <= 500);
    for key in head.as_mapping().unwrap() {
        let known = ["name", "description", "license", "compatibility", "metadata"];
        assert!(known.contains(&key.key.as_ref()), "{}", key.key);
    }
    // What is read at every use is to be short: some 5,000 tokens at most, of four bytes each.
    assert!(skill.len() < 20_000 && skill.lines().count() < 500, "{}", skill.len());
}

/// A folder as the skill speaks of it.
fn furnished() -> Desk {
    let desk = Desk::empty();
    let deal = "format: 1\nplaybook: consultative\nfacts: { consequence: measured }\n";
    desk.write("acme.deal.yaml", deal);
    desk.write("calls/2026-11-03.vtt", CALL);
    desk.write("facts.json", FACTS);
    desk
}

#[test]
fn each_command_in_it_runs() {
    let skill = skill();
    let blocks = skill.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let commands: Vec<&str> = blocks.flat_map(str::lines).collect();
    assert!(commands.len() > 8, "{commands:?}");
    for line in commands {
        let line = line.strip_prefix("coach ").unwrap_or_else(|| panic!("{line}"));
        let mut words = Vec::new();
        for (place, part) in line.split('"').enumerate() {
            match place % 2 {
                0 => words.extend(part.split_whitespace()),
                _ => words.push(part),
            }
        }
        let run = Run::of(furnished().command(&words).output().unwrap());
        assert!([0, 1].contains(&run.code), "coach {line}: {}\n{}", run.code, run.stderr);
        assert!(!run.stderr.contains("error"), "coach {line}: {}", run.stderr);
        assert_ne!(run.stdout, "", "coach {line}");
    }
}

#[test]
fn it_is_written_to_a_folder_of_its_name() {
    let desk = Desk::empty();
    desk.write("skills/other/SKILL.md", "");
    let run = desk.coach(&["skill", "--install", "skills"]).succeeded();
    assert_eq!(run.stdout, "skills/coach/SKILL.md\n");
    assert_eq!(run.stderr, "created `skills/coach/SKILL.md`\n");
    assert_eq!(desk.read("skills/coach/SKILL.md"), skill());
    let again = desk.coach(&["skill", "--install", "skills"]).succeeded();
    assert_eq!(again.stderr, "`skills/coach/SKILL.md` is up to date\n");
}

#[test]
fn another_one_is_never_written_over_unsaid() {
    let desk = Desk::empty();
    desk.write("skills/coach/SKILL.md", "mine");
    desk.coach(&["skill", "--install", "skills"]).complains(&["another", "--force"]);
    assert_eq!(desk.read("skills/coach/SKILL.md"), "mine");
    let run = desk.coach(&["skill", "--install", "skills", "--force"]).succeeded();
    assert_eq!(run.stderr, "replaced `skills/coach/SKILL.md`\n");
    assert_eq!(desk.read("skills/coach/SKILL.md"), skill());
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let desk = Desk::empty();
    desk.coach(&["skill", "--install", "gone"])
        .complains(&["there is no folder `gone`", "create it"]);
    desk.write("file", "");
    desk.coach(&["skill", "--install", "file"]).complains(&["`file` is no folder"]);
    assert_eq!(desk.files(), ["file"]);
}
