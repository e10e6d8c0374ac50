use super::{READY, desk, report, statuses};

#[test]
fn the_others_are_checked_while_wrong_files_are_reported_in_their_place() {
    let desk = desk();
    for number in 0..50 {
        desk.write_deal(&format!("deals/good{number:02}"), READY);
    }
    std::fs::write(desk.path("deals/good10x.deal.yaml"), b"format: 1\n\xff\xfe").unwrap();
    desk.write("deals/good20x.deal.yaml", "format: 1\nfacts: [\n");
    desk.write("deals/good30x.deal.yaml", "format: 1\nplaybook: clinic-sceduling\nfacts: {}\n");
    let told = report(&desk, &["deals"]);
    let statuses = statuses(&told);
    assert_eq!(statuses.len(), 53);
    let wrong: Vec<(usize, &String)> =
        statuses.iter().enumerate().filter(|(_, status)| !status.ends_with(" ready")).collect();
    assert_eq!(
        wrong.iter().map(|(place, status)| format!("{place} {status}")).collect::<Vec<_>>(),
        [
            "11 deals/good10x.deal.yaml wrong",
            "22 deals/good20x.deal.yaml wrong",
            "33 deals/good30x.deal.yaml wrong"
        ]
    );
    let finding = |place: usize| &told["files"][place]["findings"][0];
    assert!(finding(11)["message"].as_str().unwrap().contains("not UTF-8 text"));
    assert_eq!(finding(11)["line"], 2);
    assert_eq!((&finding(22)["line"], &finding(22)["column"]), (&2.into(), &8.into()));
    assert_eq!((&finding(33)["line"], &finding(33)["column"]), (&2.into(), &11.into()));
    assert_eq!(finding(33)["did_you_mean"], "clinic-scheduling");
    desk.coach(&["check", "deals"]).ended_with(2);
}

#[test]
fn all_that_is_wrong_in_a_deal_is_told_at_its_place() {
    let desk = desk();
    desk.write_deal("a", "user: 40\nhosting: clud");
    let run = desk.coach(&["check", "a"]).ended_with(2);
    insta::assert_snapshot!(run.stdout, @r"
    error[wrong-file]: playbook `clinic-scheduling` has no question `user`
     --> a.deal.yaml:5:3
      |
    5 |   user: 40
      |   ^^^^
      |
    help: did you mean `users`?
      |
    5 |   users: 40
      |       +

    error[wrong-file]: `hosting` has no option `clud`
     --> a.deal.yaml:6:12
      |
    6 |   hosting: clud
      |            ^^^^
      |
      = help: it takes `cloud`, `either` or `own_servers_only`
    help: did you mean `cloud`?
      |
    6 |   hosting: cloud
      |              +

    not checked  a.deal.yaml
    ");
}

#[test]
fn a_playbook_that_is_wrong_is_told_at_the_deal_that_names_it() {
    let desk = desk();
    desk.write("playbooks/broken.yaml", "format: 1\nid: broken\n");
    desk.write("a.deal.yaml", "format: 1\nplaybook: broken\nfacts: {}\n");
    let run = desk.coach(&["check", "a"]).ended_with(2);
    assert!(run.stdout.contains("--> a.deal.yaml:2:11"), "{}", run.stdout);
    assert!(run.stdout.contains("the playbook `broken` has errors in it"), "{}", run.stdout);
    assert!(run.stdout.contains("playbooks/broken.yaml:1:1:"), "{}", run.stdout);
}

#[test]
fn nothing_in_a_name_or_a_text_steers_the_terminal() {
    let desk = desk();
    desk.write("deals/a\u{1b}[2J.deal.yaml", "format: 1\nplaybook: \"x\\e[2J\"\nfacts: {}\n");
    for format in ["text", "github", "markdown", "json", "sarif", "junit"] {
        let run = desk.coach(&["check", "deals", "--format", format]).ended_with(2);
        assert!(!run.stdout.contains('\u{1b}'), "{format}: {:?}", run.stdout);
        assert!(!run.stderr.contains('\u{1b}'), "{format}: {:?}", run.stderr);
    }
}
