//! For the terminal.

use coach::report::checks::{CheckedFile, Report, text};

use super::fixture::{self, steers, written};

/// What stands in a terminal that is `width` columns wide and has no colours.
fn shown(report: &Report, width: usize) -> String {
    let mut stream = anstream::StripStream::new(Vec::new());
    text::write(report, Some(width), &mut stream).unwrap();
    String::from_utf8(stream.into_inner()).unwrap()
}

#[test]
fn findings_stand_under_their_lines_and_files_in_lines_of_their_own() {
    insta::assert_snapshot!(shown(&fixture::typical(), 80), @r"
    error[assumed-fact]: `hosting` is only assumed
     --> deals/acme.deal.yaml:6:37
      |
    6 |   hosting: { answer: cloud, source: assumption }
      |                                     ^^^^^^^^^^ nobody has said so
      |
      = help: ask: “Where may your patients' records live?”

    error[missing-fact]: `budget` is not known
     --> deals/acme.deal.yaml:7:1
      = help: ask: “How would this be paid for, and who has agreed to that?”
    help: write it here
      |
    7 +   budget: unknown   # approved | requested | none
      |

    warning[set-aside-fact]: `reminders` does not apply
     --> deals/acme.deal.yaml:7:3
      |
    7 |   reminders: yes
      |   ^^^^^^^^^
      |
      = help: take it out, or mend the facts that it depends on

    warning[set-aside-fact]: `users` does not apply
     --> deals/beta.deal.yaml:5:3
      |
    5 |   users: 40
      |   ^^^^^
      |
      = help: take it out

    error[wrong-file]: `playbook` is missing
     --> deals/misspelt.deal.yaml:1:1
      |
    1 | format: 1
      | ^^^^^^^^^

    error[wrong-file]: unknown key `dael`
     --> deals/misspelt.deal.yaml:2:1
      |
    2 | dael: Delta
      | ^^^^
      |
    help: did you mean `deal`?
      |
    2 - dael: Delta
    2 + deal: Delta
      |

    error[wrong-file]: cannot read this file: permission denied
     --> deals/unreadable.deal.yaml

    not ready    deals/acme.deal.yaml · Acme Clinics · undecided, fit if the
                 assumptions hold · Requirements · 2 errors, 1 warning, 1 waived
                 waived: missing-fact on `deadline` until 2026-12-31: The board
                   meets in December. (Dana)
    ready        deals/beta.deal.yaml · Beta · no fit · Problem · 1 warning
    ready        deals/gamma.deal.yaml · Gamma · fit · every stage verified
    not checked  deals/misspelt.deal.yaml
    not checked  deals/unreadable.deal.yaml

    5 deals: 2 ready, 1 not ready, 2 could not be checked; 2 errors, 2 warnings, 1
      waived
    ");
}

#[test]
fn the_end_fits_into_fifty_columns() {
    let shown = shown(&fixture::typical(), 50);
    let (_, end) = shown.split_once("not ready").unwrap();
    assert!(end.lines().all(|line| line.chars().count() <= 50), "{end}");
    insta::assert_snapshot!(format!("not ready{end}"), @r"
    not ready    deals/acme.deal.yaml · Acme Clinics ·
                 undecided, fit if the assumptions
                 hold · Requirements · 2 errors, 1
                 warning, 1 waived
                 waived: missing-fact on `deadline`
                   until 2026-12-31: The board meets
                   in December. (Dana)
    ready        deals/beta.deal.yaml · Beta · no fit
                 · Problem · 1 warning
    ready        deals/gamma.deal.yaml · Gamma · fit ·
                 every stage verified
    not checked  deals/misspelt.deal.yaml
    not checked  deals/unreadable.deal.yaml

    5 deals: 2 ready, 1 not ready, 2 could not be
      checked; 2 errors, 2 warnings, 1 waived
    ");
}

#[test]
fn a_deal_alone_needs_no_total() {
    let files = fixture::typical().files;
    let ready = files.into_iter().find(|file| file.results.is_empty()).unwrap();
    insta::assert_snapshot!(shown(&fixture::report(vec![ready]), 80), @"ready        deals/gamma.deal.yaml · Gamma · fit · every stage verified");
}

#[test]
fn what_was_counted_is_told_in_numbers_that_agree_with_their_words() {
    let total = |files: &[&CheckedFile], warnings_fail| {
        let report = fixture::report(files.iter().copied().cloned().collect());
        let shown = shown(&Report { warnings_fail, ..report }, 100);
        shown.lines().last().unwrap_or_default().to_owned()
    };
    let files = fixture::typical().files;
    let [acme, beta, gamma, misspelt, unreadable] = files.as_slice() else { panic!() };
    assert_eq!(total(&[gamma, gamma], false), "2 deals: 2 ready");
    assert_eq!(total(&[beta, gamma], false), "2 deals: 2 ready; 1 warning");
    assert_eq!(total(&[beta, gamma], true), "2 deals: 1 ready, 1 not ready; 1 warning");
    assert_eq!(
        total(&[acme, acme, misspelt], false),
        "3 deals: 2 not ready, 1 could not be checked; 4 errors, 2 warnings, 2 waived"
    );
    assert_eq!(total(&[misspelt, unreadable], false), "2 deals: 2 could not be checked");
    assert_eq!(total(&[], false), "0 deals");
}

#[test]
fn playbooks_are_files_that_pass_or_fail() {
    let report = fixture::of_a_playbook();
    insta::assert_snapshot!(shown(&report, 80), @r"
    warning[set-aside-fact]: `deadline` is asked, but no rule uses it
     --> playbooks/clinic-scheduling.yaml:2:2
      |
    2 | id: clinic
      |  ^^^^^^
      |
      = help: use it, or ask less

    passed       playbooks/clinic-scheduling.yaml · 1 warning
    ");
    let files = vec![report.files[0].clone(), report.files[0].clone()];
    let shown = shown(&Report { files, warnings_fail: true, ..report }, 80);
    assert!(shown.ends_with("\n2 files: 2 failed; 2 warnings\n"), "{shown}");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let shown = shown(&fixture::nasty(), 80);
    assert!(!shown.contains(steers), "{shown:?}");
    // Not because the stream took it away: the styles are all that it has to drop.
    let styled = written(|out| text::write(&fixture::nasty(), Some(80), out));
    assert!(!styled.contains("\u{1b}[31mred"), "{styled:?}");
    assert!(shown.contains(r"\u{1b}[31mred\u{7}\u{0}\u{9b}\u{202e}"), "{shown}");
}

#[test]
fn a_path_stays_in_one_piece_at_any_width() {
    let path = format!("deals/{}/the first one/{}.deal.yaml", "long ".repeat(9), "x".repeat(90));
    let file = CheckedFile { path: path.clone(), ..fixture::typical().files.remove(0) };
    for width in [24, 50, 80, 100] {
        let text = shown(&fixture::report(vec![file.clone(), file.clone()]), width);
        let last: Vec<&str> = text.lines().filter(|line| line.starts_with("not ready")).collect();
        assert_eq!(last, vec![format!("not ready    {path} ·"); 2], "{width}");
    }
    let mut stream = anstream::StripStream::new(Vec::new());
    text::write(&fixture::report(vec![file]), None, &mut stream).unwrap();
    let text = String::from_utf8(stream.into_inner()).unwrap();
    let last = text.lines().find(|line| line.starts_with("not ready")).unwrap();
    assert!(last.ends_with("2 errors, 1 warning, 1 waived"), "{last}");
}
