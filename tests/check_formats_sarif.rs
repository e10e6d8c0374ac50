//! Findings of checks as SARIF: read back by another implementation of the format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod findings_of_checks;

use std::collections::BTreeSet;

use coach::check_rule::WRONG_FILE;
use coach::report::checks::{CheckedFile, Report, sarif};
use coach::source::{Finding, Insertion, SourceFile};
use findings_of_checks::{
    DEAL, MISSING_FACT, SET_ASIDE, asking, file, found, report, typical, unreadable, waived,
};
use serde_sarif::sarif::{ArtifactLocation, Region, Result as Found, Run, Sarif};

const NASTY: &str = "a\u{1b}[31mb\u{202e}c\u{7f}\u{9b}d\u{85}\u{2028}e\u{7}\r\n\"é\\";

fn text(report: &Report) -> String {
    let mut out = Vec::new();
    sarif::write(report, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text")
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
fn a_typical_run() {
    let mut report = typical();
    report.rules.retain(|rule| **rule != WRONG_FILE);
    report.files.truncate(1);
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
                    "text": "What the stage calls for is to be known\nbefore the call.\n\n    budget: unknown\n",
                    "markdown": "What the stage calls for is to be known\nbefore the call.\n\n    budget: unknown\n"
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "set-aside-fact",
                  "shortDescription": {
                    "text": "A fact answers a question that does not apply."
                  },
                  "fullDescription": {
                    "text": "What does not apply is not counted."
                  },
                  "help": {
                    "text": "What does not apply is not counted.\n",
                    "markdown": "What does not apply is not counted.\n"
                  },
                  "defaultConfiguration": {
                    "level": "warning"
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
                "text": "`consequence` is only assumed."
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "deals/brightwater.deal.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 5,
                      "startColumn": 3,
                      "endLine": 5,
                      "endColumn": 14
                    }
                  }
                }
              ],
              "partialFingerprints": {
                "coachFinding/v1": "d1fc2549457aa15a"
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
                "text": "`deadline` is not known, and the problem stage needs it.\nwrite it here: deadline: unknown   # quarter | year | open\nthe question: By when, and who says so?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "deals/brightwater.deal.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 6,
                      "startColumn": 1,
                      "endLine": 6,
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
                        "uri": "deals/brightwater.deal.yaml",
                        "uriBaseId": "%SRCROOT%"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "startLine": 6,
                            "startColumn": 1,
                            "endLine": 6,
                            "endColumn": 1
                          },
                          "insertedContent": {
                            "text": "  deadline: unknown   # quarter | year | open\n"
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "partialFingerprints": {
                "coachFinding/v1": "9c637f82aa45a4da"
              },
              "suppressions": []
            },
            {
              "ruleId": "set-aside-fact",
              "ruleIndex": 1,
              "level": "warning",
              "message": {
                "text": "`hosting` does not apply.\ntake it out, or correct `consequence`\nthe question: Where may the records live?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "deals/brightwater.deal.yaml",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 6,
                      "startColumn": 3,
                      "endLine": 6,
                      "endColumn": 10
                    }
                  }
                }
              ],
              "partialFingerprints": {
                "coachFinding/v1": "a30ed901c868aa73"
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
    let run = run(&typical());
    let driver = run.tool.driver;
    assert_eq!(driver.name, "coach");
    assert_eq!(driver.version.as_deref(), Some(env!("CARGO_PKG_VERSION")));
    let rules = driver.rules.expect("rules");
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["missing-fact", "set-aside-fact", "wrong-file"]);
    for (rule, described) in [&MISSING_FACT, &SET_ASIDE, &WRONG_FILE].iter().zip(&rules) {
        let help = described.help.as_ref().expect("help");
        assert_eq!(help.text, rule.documentation);
        assert_eq!(help.markdown.as_deref(), Some(rule.documentation));
        let short = &described.short_description.as_ref().expect("a description").text;
        assert_eq!(short.to_lowercase(), format!("{}.", rule.summary));
        let full = &described.full_description.as_ref().expect("a description").text;
        assert!(full.ends_with('.') && !full.contains('\n'), "{full}");
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
    let expected =
        [("missing-fact", "error"), ("set-aside-fact", "warning"), ("wrong-file", "error")];
    let expected = expected.map(|(rule, level)| (rule.to_owned(), level.to_owned()));
    assert_eq!(levels, BTreeSet::from(expected));
}

#[test]
fn a_message_is_a_sentence_and_then_what_to_do() {
    let finding = Finding::error(0..1, "`budget` is not known")
        .insertion(Insertion { at: 0, text: "budget: unknown   # a | b\n".to_owned() });
    let result = asking(found(&MISSING_FACT, finding), "budget", "How would this be paid for?");
    assert_eq!(
        message(&only_result(file("a", vec![result]))),
        "`budget` is not known.\n\
         write it here: budget: unknown   # a | b\n\
         the question: How would this be paid for?"
    );
}

#[test]
fn paths_are_uris_relative_to_the_repository() {
    let of = |path: &str| {
        let finding = Finding::error(0..1, "wrong");
        artifact(&only_result(file(path, vec![found(&MISSING_FACT, finding)])))
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
    let mut checked = file("a", vec![found(&MISSING_FACT, finding)]);
    checked.source = Some(SourceFile::new("a", text));
    assert_eq!(region(&only_result(checked)), [Some(2), Some(7), Some(2), Some(13)]);
    let kind = serde_json::to_value(run(&typical()).column_kind).expect("JSON");
    assert_eq!(kind, "unicodeCodePoints");
}

#[test]
fn a_second_place_is_told() {
    let line_two = DEAL.find("deal:").expect("the key");
    let finding = Finding::error(0..6, "twice").related(line_two..line_two + 4, "first here");
    let result = only_result(file("a", vec![found(&WRONG_FILE, finding)]));
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
        let mut checked = file("ü b.yaml", vec![found(&MISSING_FACT, finding)]);
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
    let open = found(&MISSING_FACT, Finding::error(0..1, "one"));
    let accepted = waived(found(&MISSING_FACT, Finding::error(1..2, "two")), "they sign on Friday");
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
    let missing = found(&MISSING_FACT, Finding::error(0..1, "not known"));
    let run = run(&report(vec![file("a", vec![missing])]));
    let invocation = &run.invocations.expect("an invocation")[0];
    assert!(invocation.execution_successful);
    assert_eq!(invocation.tool_execution_notifications, None);
}

#[test]
fn a_wrong_file_is_a_result_and_a_notification() {
    let files = vec![file("a", vec![]), unreadable("deals/gone.deal.yaml", "it is not there")];
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
        let result = asking(found(&MISSING_FACT, finding), question, message);
        fingerprint(&only_result(file(path, vec![result])))
    };
    let first = of("a.deal.yaml", 0, "not known", "budget");
    assert_eq!(first, "fa05ce8aae17259b");
    assert_eq!(of("a.deal.yaml", 40, "still not known, 47 days on", "budget"), first);
    assert_ne!(of("b.deal.yaml", 0, "not known", "budget"), first);
    assert_ne!(of("a.deal.yaml", 0, "not known", "users"), first);
}

#[test]
fn no_two_results_of_a_run_have_one_fingerprint() {
    let twice =
        |rule| vec![found(rule, Finding::error(0..1, "x")), found(rule, Finding::error(0..1, "x"))];
    let about =
        |question: &str| asking(found(&MISSING_FACT, Finding::error(0..1, "x")), question, "?");
    let files = vec![
        file("a", [twice(&WRONG_FILE), twice(&SET_ASIDE), vec![about("q"), about("r")]].concat()),
        file("b", [twice(&WRONG_FILE), vec![about("q"), about("q"), about("q")]].concat()),
    ];
    let results = results(&report(files));
    let different: BTreeSet<String> = results.iter().map(fingerprint).collect();
    assert_eq!((results.len(), different.len()), (11, 11), "{different:?}");
}

#[test]
fn texts_arrive_and_nothing_steers_a_terminal() {
    let finding = Finding::error(0..1, NASTY)
        .help(NASTY)
        .related(0..1, NASTY)
        .did_you_mean(Some(NASTY))
        .insertion(Insertion { at: 0, text: NASTY.to_owned() });
    let result = waived(asking(found(&MISSING_FACT, finding), NASTY, NASTY), NASTY);
    let report = report(vec![file(NASTY, vec![result]), unreadable(NASTY, NASTY)]);
    let output = text(&report);
    let steering = |one: &char| *one != '\n' && coach::characters::is_hidden(*one);
    assert_eq!(output.chars().find(steering), None, "{output:?}");
    // What is shown is safe once it is read, too; what is to be written is as it has to be.
    let results = results(&report);
    assert_eq!(message(&results[0]).chars().find(steering), None);
    let fixes = results[0].fixes.as_ref().expect("fixes");
    for fix in fixes {
        let new = fix.artifact_changes[0].replacements[0].inserted_content.as_ref();
        assert_eq!(new.and_then(|new| new.text.as_deref()), Some(NASTY));
    }
    assert_eq!(fixes.len(), 2);
}

#[test]
fn no_text_becomes_a_link() {
    let finding = Finding::error(0..1, "`[here](https://a.example) or [cloud, either]`");
    let result = only_result(file("a", vec![found(&MISSING_FACT, finding)]));
    assert_eq!(message(&result), "`[here\\](https://a.example) or [cloud, either]`.");
}

#[test]
fn the_same_findings_make_the_same_bytes() {
    assert_eq!(text(&typical()), text(&typical()));
}
