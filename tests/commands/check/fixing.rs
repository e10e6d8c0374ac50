use super::{READY, desk};

/// As a person writes it: own order, comments, air.
const BY_HAND: &str = "\
# Beta, after the first call.
format: 1
deal: Beta
playbook: clinic-scheduling   # the one of the north

facts:
  # They said so twice.
  consequence: stated

  budget: unknown   # on Tuesday

# Call Kim back.
notes: A friendly lot.
";

#[test]
fn what_is_missing_is_written_where_it_belongs_and_comments_stay() {
    let desk = desk();
    desk.write("beta.deal.yaml", BY_HAND);
    let run = desk.coach(&["check", "beta", "--fix"]).ended_with(1);
    assert!(run.stderr.contains("wrote what is missing into `beta.deal.yaml`"), "{}", run.stderr);
    insta::assert_snapshot!(desk.read("beta.deal.yaml"), @r"
    # Beta, after the first call.
    format: 1
    deal: Beta
    playbook: clinic-scheduling   # the one of the north

    facts:
      # They said so twice.
      consequence: stated
      users: unknown   # a whole number from 0 to 5000
      hosting: unknown   # cloud | either | own_servers_only

      budget: unknown   # on Tuesday

    # Call Kim back.
    notes: A friendly lot.
    ");
    // A stub is no answer: the finding now points at it.
    assert!(run.stdout.contains("--> beta.deal.yaml:9:10"), "{}", run.stdout);
    let again = desk.coach(&["check", "beta", "--fix"]).ended_with(1);
    assert_eq!(again.stderr, "", "there is nothing left to write");
}

#[test]
fn a_diff_shows_what_is_or_would_be_written() {
    let desk = desk();
    desk.write("beta.deal.yaml", BY_HAND);
    let shown = desk.coach(&["check", "beta", "--diff"]).ended_with(1);
    assert_eq!(desk.read("beta.deal.yaml"), BY_HAND, "nothing is written");
    insta::assert_snapshot!(shown.stdout, @r"
    --- a/beta.deal.yaml
    +++ b/beta.deal.yaml
    @@ -6,6 +6,8 @@
     facts:
       # They said so twice.
       consequence: stated
    +  users: unknown   # a whole number from 0 to 5000
    +  hosting: unknown   # cloud | either | own_servers_only
     
       budget: unknown   # on Tuesday
    ");
    let written = desk.coach(&["check", "beta", "--fix", "--diff"]).ended_with(1);
    assert_eq!(written.stdout, shown.stdout);
    assert_ne!(desk.read("beta.deal.yaml"), BY_HAND);
}

#[test]
fn what_is_ready_waived_or_wrong_is_left_alone() {
    let desk = desk();
    desk.write_deal("ready", READY);
    desk.write_deal("waived", "users: 40");
    let waived = desk.read("waived.deal.yaml") + "waivers: [{ rule: missing-fact, because: x }]\n";
    desk.write("waived.deal.yaml", &waived);
    desk.write("wrong.deal.yaml", "format: 1\nplaybook: nowhere\n");
    let before: Vec<String> = desk
        .files()
        .iter()
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| desk.read(name))
        .collect();
    desk.coach(&["check", ".", "--fix"]).ended_with(2);
    let after: Vec<String> = desk
        .files()
        .iter()
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| desk.read(name))
        .collect();
    assert_eq!(before, after);
}

#[test]
fn every_layout_of_facts_takes_stubs() {
    let desk = desk();
    let head = "format: 1\ndeal: Beta\nplaybook: clinic-scheduling\n";
    let fixed = |rest: &str| {
        desk.write("beta.deal.yaml", &format!("{head}{rest}"));
        desk.coach(&["check", "beta", "--fix"]).ended_with(1);
        desk.read("beta.deal.yaml").strip_prefix(head).unwrap().to_owned()
    };
    let stub = "  consequence: unknown   # measured | stated | none\n";
    assert_eq!(fixed(""), format!("facts:\n{stub}"));
    assert_eq!(fixed("facts:\n"), format!("facts:\n{stub}"));
    assert_eq!(fixed("facts: {}\n"), format!("facts:\n{stub}"));
    assert_eq!(fixed("facts:\n  users: 40"), format!("facts:\n{stub}  users: 40"));
    assert_eq!(fixed("facts: { users: 40 }\n"), "facts: { consequence: unknown, users: 40 }\n");
}

#[test]
fn line_ends_of_another_system_stay() {
    let desk = desk();
    desk.write("beta.deal.yaml", &BY_HAND.replace('\n', "\r\n"));
    desk.coach(&["check", "beta", "--fix"]).ended_with(1);
    let text = desk.read("beta.deal.yaml");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    assert!(text.contains("hosting: unknown"), "{text}");
}
