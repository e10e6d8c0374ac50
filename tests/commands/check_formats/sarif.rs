//! As SARIF, read back by another implementation of the format.

use std::collections::BTreeSet;

use coach::check_rule::{CheckRule, WRONG_FILE};
use coach::checklist::RULES;
use coach::deal::Waiver;
use coach::report::checks::{CheckResult, CheckedFile, Report, sarif};
use coach::text::source::{Finding, Insertion, Severity, SourceFile, capitalised};
use jiff::civil::date;
use serde_sarif::sarif::{ArtifactLocation, Region, Result as Found, Run, Sarif};

use super::fixture::{self, NASTY, SET_ASIDE, question, report, steers, typical, waived, written};

static MISSING: CheckRule = CheckRule {
    id: "missing-fact",
    severity: Severity::Error,
    summary: "a fact that the buyer's stage calls for is not known",
    can_be_waived: true,
    documentation: "What the stage calls for is to be known\nbefore the call.\n\n    budget: none\n",
};

const TEXT: &str = "format: 1\ndeal: Acme\n";

fn text(report: &Report) -> String {
    written(|out| sarif::write(report, out))
}

fn run(report: &Report) -> Run {
    let log: Sarif = serde_json::from_str(&text(report)).expect("SARIF");
    assert_eq!(log.version, "2.1.0");
    assert_eq!(log.runs.len(), 1);
    log.runs.into_iter().next().expect("a run")
}

fn results(report: &Report) -> Vec<Found> {
    run(report).results.expect("a list of results")
}

fn found(finding: Finding) -> CheckResult {
    fixture::result(&MISSING, None, finding)
}

fn file(path: &str, results: Vec<CheckResult>) -> CheckedFile {
    fixture::file(path, TEXT, results)
}

fn about(id: &str, finding: Finding) -> CheckResult {
    fixture::result(&MISSING, Some(question(id, "What?")), finding)
}

fn waiver() -> Waiver {
    Waiver {
        rule: MISSING.id.to_owned(),
        question: None,
        because: "they sign on Friday".to_owned(),
        by: Some("Dana".to_owned()),
        until: Some(date(2026, 12, 31)),
    }
}

fn wrong(path: &str) -> CheckedFile {
    let finding = Finding::error(0..0, "it is not there");
    let results = vec![fixture::result(&WRONG_FILE, None, finding)];
    CheckedFile { source: None, deal: None, ..file(path, results) }
}

fn only_result(file: CheckedFile) -> Found {
    let mut results = results(&report(vec![file]));
    assert_eq!(results.len(), 1);
    results.remove(0)
}

fn message(result: &Found) -> &str {
    result.message.text.as_deref().expect("a text")
}

fn artifact(result: &Found) -> ArtifactLocation {
    let place = result.locations.as_ref().expect("locations")[0].physical_location.clone();
    place.expect("a place in a file").artifact_location.expect("a file")
}

fn region(result: &Found) -> [Option<i64>; 4] {
    let place = result.locations.as_ref().expect("locations")[0].physical_location.clone();
    numbers(&place.expect("a place in a file").region.expect("a region"))
}

fn numbers(region: &Region) -> [Option<i64>; 4] {
    [region.start_line, region.start_column, region.end_line, region.end_column]
}

fn fingerprint(result: &Found) -> String {
    let fingerprints = result.partial_fingerprints.as_ref().expect("fingerprints");
    assert_eq!(fingerprints.len(), 1);
    fingerprints["coachFinding/v1"].clone()
}

#[test]
fn one_log_has_everything() {
    let at = TEXT.len();
    let missing = Finding::error(at..at, "`budget` is not known")
        .help("ask: “How would this be paid for?”")
        .insertion(Insertion {
            at,
            text: "facts:\n  budget: unknown   # some | none\n".to_owned(),
        });
    let missing = about("budget", missing);
    let assumed = waived(about("users", Finding::error(16..20, "`users` is assumed")), waiver());
    let mut report = report(vec![file("deals/acme.deal.yaml", vec![assumed, missing])]);
    report.rules = vec![&MISSING];
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!(text(&report).replace(&version, "VERSION"), @r#"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "coach",
              "version": VERSION,
              "semanticVersion": VERSION,
              "rules": [
                {
                  "id": "missing-fact",
                  "shortDescription": {
                    "text": "A fact that the buyer's stage calls for is not known."
                  },
                  "fullDescription": {
                    "text": "What the stage calls for is to be known before the call."
                  },
                  "help": {
                    "text": "What the stage calls for is to be known\nbefore the call.\n\n    budget: none\n",
                    "markdown": "What the stage calls for is to be known\nbefore the call.\n\n    budget: none\n"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                }
              ]
            }
          },
          "invocations": [
            {
              "executionSuccessful": true
            }
          ],
          "originalUriBaseIds": {
            "%SRCROOT%": {
              "description": {
                "text": "The root of the repository, or else the working folder."
              }
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "missing-fact",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "`users` is assumed."
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "deals/acme.deal.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 2,
                      "startColumn": 7,
                      "endLine": 2,
                      "endColumn": 11
                    }
                  }
                }
              ],
              "partialFingerprints": {
                "coachFinding/v1": "93eef8c203c499b7"
              },
              "suppressions": [
                {
                  "kind": "inSource",
                  "status": "accepted",
                  "justification": "they sign on Friday (by Dana, until 2026-12-31)"
                }
              ]
            },
            {
              "ruleId": "missing-fact",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "`budget` is not known.\nask: “How would this be paid for?”\nwrite:\nfacts:\n  budget: unknown   # some | none"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "deals/acme.deal.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 3,
                      "startColumn": 1,
                      "endLine": 3,
                      "endColumn": 1
                    }
                  }
                }
              ],
              "fixes": [
                {
                  "description": {
                    "text": "Write it here."
                  },
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "deals/acme.deal.yaml",
                        "uriBaseId": "%SRCROOT%"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "startLine": 3,
                            "startColumn": 1,
                            "endLine": 3,
                            "endColumn": 1
                          },
                          "insertedContent": {
                            "text": "facts:\n  budget: unknown   # some | none\n"
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "coachFinding/v1": "6455e8c6a251b84c"
              },
              "suppressions": []
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn the_tool_and_its_rules_are_described() {
    let mut report = typical();
    report.rules = RULES.to_vec();
    let driver = run(&report).tool.driver;
    assert_eq!(driver.name, "coach");
    assert_eq!(driver.version.as_deref(), Some(env!("CARGO_PKG_VERSION")));
    let described = driver.rules.expect("rules");
    assert_eq!(described.len(), report.rules.len());
    for (rule, described) in report.rules.iter().zip(&described) {
        assert_eq!(described.id, rule.id);
        let help = described.help.as_ref().expect("help");
        assert_eq!(help.text, rule.documentation);
        assert_eq!(help.markdown.as_deref(), Some(rule.documentation));
        let short = &described.short_description.as_ref().expect("a description").text;
        assert_eq!(short.to_lowercase(), format!("{}.", rule.summary).to_lowercase());
        let full = &described.full_description.as_ref().expect("a description").text;
        assert!(full.ends_with(['.', ':']) && !full.contains('\n'), "{full}");
    }
}

#[test]
fn a_result_names_its_rule_and_its_level() {
    let rules = run(&typical()).tool.driver.rules.expect("rules");
    let mut levels = BTreeSet::new();
    for result in results(&typical()) {
        let index = usize::try_from(result.rule_index.expect("an index")).expect("an index");
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        let level = serde_json::to_value(result.level.expect("a level")).expect("JSON");
        levels.insert((rules[index].id.clone(), level.as_str().expect("a word").to_owned()));
    }
    let expected = [
        ("wrong-file", "error"),
        ("missing-fact", "error"),
        ("assumed-fact", "error"),
        ("set-aside-fact", "warning"),
    ];
    let expected = expected.map(|(rule, level)| (rule.to_owned(), level.to_owned()));
    assert_eq!(levels, BTreeSet::from(expected));
}

#[test]
fn a_message_is_a_sentence_and_then_what_to_do() {
    let message = |finding| message(&only_result(file("a", vec![found(finding)]))).to_owned();
    let missing = Finding::error(0..1, "`budget` is not known")
        .help("ask: “How would this be paid for?”")
        .insertion(Insertion { at: 0, text: "  budget: unknown   # a | b\r\n".to_owned() });
    assert_eq!(
        message(missing),
        "`budget` is not known.\n\
         ask: “How would this be paid for?”\n\
         write: budget: unknown   # a | b"
    );
    let forced = "pursued, but no fit: It runs only in our cloud.";
    assert_eq!(message(Finding::error(0..1, forced)), capitalised(forced));
    let misspelt = Finding::error(0..1, "there is no `bugdet`").did_you_mean(Some("budget"));
    assert_eq!(message(misspelt), "There is no `bugdet`.\ndid you mean `budget`?");
}

#[test]
fn paths_are_uris_relative_to_the_repository() {
    let of = |path: &str| {
        let finding = Finding::error(0..1, "wrong");
        artifact(&only_result(file(path, vec![found(finding)])))
    };
    let relative = of("deals/50% off #1?/für: \u{1b}[1m.deal.yaml");
    assert_eq!(
        relative.uri.as_deref(),
        Some("deals/50%25%20off%20%231%3F/f%C3%BCr%3A%20%1B%5B1m.deal.yaml")
    );
    assert_eq!(relative.uri_base_id.as_deref(), Some("%SRCROOT%"));
    let absolute = of("/tmp/a b.deal.yaml");
    assert_eq!(absolute.uri.as_deref(), Some("file:///tmp/a%20b.deal.yaml"));
    assert_eq!(absolute.uri_base_id, None);
    let bases = run(&typical()).original_uri_base_ids.expect("bases");
    assert_eq!(bases.keys().collect::<Vec<_>>(), ["%SRCROOT%"]);
}

#[test]
fn columns_count_characters_and_end_behind_the_last() {
    let text = "a: 1\r\nfür: [später, b]\r\n";
    let start = text.find("später").expect("the word");
    let finding = Finding::error(start..start + "später".len(), "later");
    let mut checked = file("a", vec![found(finding)]);
    checked.source = Some(SourceFile::new("a", text));
    assert_eq!(region(&only_result(checked)), [Some(2), Some(7), Some(2), Some(13)]);
    let kind = serde_json::to_value(run(&typical()).column_kind).expect("JSON");
    assert_eq!(kind, "unicodeCodePoints");
}

#[test]
fn a_second_place_is_told() {
    let finding = Finding::error(0..6, "twice").related(10..14, "first here");
    let result = only_result(file("a", vec![found(finding)]));
    let related = result.related_locations.expect("a second place");
    assert_eq!(related.len(), 1);
    let label = related[0].message.as_ref().and_then(|message| message.text.as_deref());
    assert_eq!(label, Some("first here"));
    let place = related[0].physical_location.as_ref().and_then(|place| place.region.as_ref());
    assert_eq!(numbers(place.expect("a region")), [Some(2), Some(1), Some(2), Some(5)]);
}

/// A file's text after the changes of a result's only fix.
fn mended(text: &str, result: &Found) -> String {
    let fixes = result.fixes.as_ref().expect("fixes");
    assert_eq!(fixes.len(), 1);
    let [change] = fixes[0].artifact_changes.as_slice() else { panic!("one file") };
    assert_eq!(change.artifact_location.uri, artifact(result).uri);
    let [replacement] = change.replacements.as_slice() else { panic!("one place") };
    let region = &replacement.deleted_region;
    let byte = |line: Option<i64>, column: Option<i64>| {
        let [line, column] = [line, column].map(|one| usize::try_from(one.unwrap()).unwrap() - 1);
        let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let inside = text[before..].chars().take(column).map(char::len_utf8);
        before + inside.sum::<usize>()
    };
    let start = byte(region.start_line, region.start_column);
    let end = byte(region.end_line, region.end_column);
    let new = replacement.inserted_content.as_ref().and_then(|new| new.text.as_deref());
    format!("{}{}{}", &text[..start], new.unwrap_or(""), &text[end..])
}

#[test]
fn fixes_write_what_was_meant_and_what_is_missing() {
    let text = "facts:\r\n  für: { ja: nein }   # ü\r\n";
    let checked = |finding| {
        let mut checked = file("ü b.yaml", vec![found(finding)]);
        checked.source = Some(SourceFile::new("a", text));
        checked
    };
    let place = text.find("ja").expect("the key");
    let meant = Finding::error(place..place + 2, "`ja`").did_you_mean(Some("oui"));
    let expected = "facts:\r\n  für: { oui: nein }   # ü\r\n";
    assert_eq!(mended(text, &only_result(checked(meant))), expected);

    let new = Insertion { at: text.len(), text: "  budget: unknown   # ä\r\n".to_owned() };
    let missing = Finding::error(text.len()..text.len(), "missing").insertion(new);
    let expected = format!("{text}  budget: unknown   # ä\r\n");
    assert_eq!(mended(text, &only_result(checked(missing))), expected);

    let place = text.find(" }").expect("the end of the map");
    let new = Insertion { at: place, text: ", b: unknown".to_owned() };
    let missing = Finding::error(place..place, "missing").insertion(new);
    let expected = "facts:\r\n  für: { ja: nein, b: unknown }   # ü\r\n";
    assert_eq!(mended(text, &only_result(checked(missing))), expected);
}

#[test]
fn what_is_waived_is_suppressed_with_its_reason() {
    let open = found(Finding::error(0..1, "one"));
    let accepted = waived(found(Finding::error(1..2, "two")), waiver());
    let results = results(&report(vec![file("a", vec![open, accepted])]));
    let suppressions: Vec<_> =
        results.iter().map(|result| result.suppressions.clone().expect("a list")).collect();
    assert_eq!(suppressions[0], []);
    let [one] = suppressions[1].as_slice() else { panic!("one suppression") };
    let one = serde_json::to_value(one).expect("JSON");
    assert_eq!((&one["kind"], &one["status"]), (&"inSource".into(), &"accepted".into()));
    assert_eq!(one["justification"], "they sign on Friday (by Dana, until 2026-12-31)");
}

#[test]
fn a_run_that_could_check_everything_was_successful_whatever_it_found() {
    let missing = found(Finding::error(0..1, "not known"));
    let run = run(&report(vec![file("a", vec![missing])]));
    let invocation = &run.invocations.expect("an invocation")[0];
    assert!(invocation.execution_successful);
    assert_eq!(invocation.tool_execution_notifications, None);
}

#[test]
fn a_wrong_file_is_a_result_and_a_notification() {
    let files = vec![file("a", vec![]), wrong("deals/gone.deal.yaml")];
    let run = run(&report(files));
    let results = run.results.expect("results");
    assert_eq!(results.len(), 1);
    assert_eq!(results[0].rule_id.as_deref(), Some("wrong-file"));
    assert_eq!(artifact(&results[0]).uri.as_deref(), Some("deals/gone.deal.yaml"));
    let invocation = &run.invocations.expect("an invocation")[0];
    assert!(!invocation.execution_successful);
    let notifications = invocation.tool_execution_notifications.as_ref().expect("notifications");
    assert_eq!(notifications.len(), 1);
    let told = notifications[0].message.text.as_deref();
    assert_eq!(told, Some("deals/gone.deal.yaml can't be checked."));
}

#[test]
fn fingerprints_stay_when_lines_move_and_words_change() {
    let of = |path: &str, shift: usize, message: &str, question: &str| {
        let finding = Finding::error(shift..shift + 3, message);
        fingerprint(&only_result(file(path, vec![about(question, finding)])))
    };
    let first = of("a.deal.yaml", 0, "not known", "budget");
    assert_eq!(first, "fa05ce8aae17259b");
    assert_eq!(of("a.deal.yaml", 40, "still not known, 47 days on", "budget"), first);
    assert_ne!(of("b.deal.yaml", 0, "not known", "budget"), first);
    assert_ne!(of("a.deal.yaml", 0, "not known", "users"), first);
}

#[test]
fn no_two_results_of_a_run_have_one_fingerprint() {
    let finding = Finding::error(0..1, "x");
    let twice = |rule| vec![fixture::result(rule, None, finding.clone()); 2];
    let about = |question| about(question, finding.clone());
    let files = vec![
        file("a", [twice(&WRONG_FILE), twice(&SET_ASIDE), vec![about("q"), about("r")]].concat()),
        file("b", [twice(&WRONG_FILE), vec![about("q"), about("q"), about("q")]].concat()),
    ];
    let results = results(&report(files));
    let different: BTreeSet<String> = results.iter().map(fingerprint).collect();
    assert_eq!((results.len(), different.len()), (11, 11), "{different:?}");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let report = fixture::nasty();
    let output = text(&report);
    assert_eq!(output.chars().find(|one| steers(*one)), None, "{output:?}");
    // What is shown is safe once it is read, too; what is to be written is as it has to be.
    for result in results(&report) {
        assert_eq!(message(&result).chars().find(|one| steers(*one)), None);
        for fix in result.fixes.iter().flatten() {
            let new = fix.artifact_changes[0].replacements[0].inserted_content.as_ref();
            let new = new.and_then(|new| new.text.as_deref()).expect("a text");
            assert!(new.starts_with(NASTY), "{new:?}");
        }
    }
}

#[test]
fn no_text_becomes_a_link() {
    let finding = Finding::error(0..1, "`[here](https://a.example) or [cloud, either]`");
    let result = only_result(file("a", vec![found(finding)]));
    assert_eq!(message(&result), "`[here\\](https://a.example) or [cloud, either]`.");
}

#[test]
fn the_same_findings_make_the_same_bytes() {
    assert_eq!(text(&typical()), text(&typical()));
}
