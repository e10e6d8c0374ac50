//! What is told of what people write: the name that was meant, the number, yes and no, and where a file
//! is not text.

use crate::desk::{Desk, Run};

#[test]
fn a_deal_of_nearly_the_same_name_is_named() {
    let desk = Desk::with_acme();
    desk.write("deals/globex.deal.yaml", &desk.read("acme.deal.yaml"));
    desk.coach(&["brief", "acm"])
        .complains(&["there is no file `acm.deal.yaml`, did you mean `acme.deal.yaml`?"]);
    desk.coach(&["brief", "deals/globx.deal.yaml"])
        .complains(&["did you mean `deals/globex.deal.yaml`?"]);
    let check = desk.coach(&["check", "acm"]).ended_with(2);
    assert!(check.stdout.contains("did you mean `acme.deal.yaml`?"), "{}", check.stdout);
    let far = desk.coach(&["brief", "initech"]).ended_with(2);
    assert!(!far.stderr.contains("did you mean"), "{}", far.stderr);
    let playbook = ["playbook", "check", "playbooks/clinic-schedulin.yaml"];
    let check = desk.coach(&playbook).ended_with(2);
    assert!(check.stdout.contains("`playbooks/clinic-scheduling.yaml`"), "{}", check.stdout);
    let new = ["start", "acm", "--no-input", "-p", "clinic-scheduling", "-a", "users=40"];
    let new = desk.coach(&new).succeeded();
    let words = "there is no `acm.deal.yaml` yet, but `acme.deal.yaml`; is that the one?";
    assert!(new.stderr.contains(words), "{}", new.stderr);
}

#[test]
fn a_file_of_the_same_name_with_another_ending_is_named() {
    let desk = Desk::with_acme();
    desk.write("deals/globex.deal.yaml", &desk.read("acme.deal.yaml"));
    desk.coach(&["brief", "acme.deal.yml"]).complains(&["did you mean `acme.deal.yaml`?"]);
    desk.coach(&["brief", "deals/globex"]).complains(&["did you mean `deals/globex.deal.yaml`?"]);
    let new = ["start", "deals/globex", "--no-input", "-p", "clinic-scheduling"];
    let new = desk.coach(&new).succeeded();
    assert!(
        new.stderr.contains("but `deals/globex.deal.yaml`; is that the one?"),
        "{}",
        new.stderr
    );
    desk.write("playbooks/a.yaml", "");
    let far = desk.coach(&["brief", "playbooks/a.deal.yaml"]).ended_with(2);
    assert!(!far.stderr.contains("did you mean"), "a playbook is no deal: {}", far.stderr);
}

#[test]
fn a_deal_is_named_where_its_ending_is_written_otherwise() {
    let desk = Desk::with_acme();
    desk.write("deals/globex.deal.yml", &desk.read("acme.deal.yaml"));
    for name in ["acme.yaml", "acme.yml", "acme.json", "acme.deal", "./acme.deal", "acme.deal.json"]
    {
        desk.coach(&["brief", name]).complains(&["did you mean `", "acme.deal.yaml`?"]);
        let check = desk.coach(&["check", name]).ended_with(2);
        assert!(check.stdout.contains("acme.deal.yaml`?"), "{}", check.stdout);
    }
    desk.coach(&["brief", "deals/globex.yaml"])
        .complains(&["did you mean `deals/globex.deal.yml`?"]);
    let new = ["start", "acme.deal", "--no-input", "-p", "clinic-scheduling"];
    let told = desk.coach(&new).succeeded().stderr;
    assert!(told.contains("yet, but `acme.deal.yaml`; is that the one?"), "{told}");
    desk.write("deals/globex.deal.yaml", "");
    let two = desk.coach(&["brief", "deals/globex.json"]).ended_with(2);
    assert!(!two.stderr.contains("did you mean"), "two could be meant: {}", two.stderr);
    let playbook = desk.coach(&["playbook", "show", "./acme.yaml"]).ended_with(2);
    assert!(
        !playbook.stderr.contains("did you mean"),
        "a deal is no playbook: {}",
        playbook.stderr
    );
}

#[test]
fn every_command_names_the_playbook_that_was_meant() {
    let desk = Desk::with_acme();
    desk.write("clinic.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    for command in [
        &["start", "--no-input", "-p", "clinic"][..],
        &["playbook", "show", "clinic"],
        &["playbook", "check", "clinic"],
        &["playbook", "test", "clinic"],
        &["playbook", "fmt", "clinic"],
        &["check", "acme", "-p", "clinic"],
    ] {
        let run = desk.coach(command).ended_with(2);
        let told = format!("{}{}", run.stdout, run.stderr);
        let found = told.contains("did you mean `") && told.contains("clinic.yaml`?");
        assert!(found, "{command:?}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn of_a_link_to_nothing_it_is_said_and_not_its_own_name() {
    let desk = Desk::with_acme();
    let link = |name: &str| std::os::unix::fs::symlink("gone.yaml", desk.path(name)).unwrap();
    ["broken.deal.yaml", "playbook.yaml", "answers.yaml"].into_iter().for_each(link);
    let words = |name: &str| format!("`{name}` is a link to what is not there");
    desk.coach(&["brief", "broken"]).complains(&[&words("broken.deal.yaml")]);
    desk.coach(&["start", "broken", "--no-input"]).complains(&[&words("broken.deal.yaml")]);
    desk.coach(&["brief", "acme", "-p", "./playbook.yaml"]).complains(&[&words("./playbook.yaml")]);
    let answers = ["start", "acme", "--no-input", "--answers", "answers.yaml"];
    desk.coach(&answers).complains(&[&words("answers.yaml")]);
    let check = desk.coach(&["check", "."]).ended_with(2);
    assert!(check.stdout.contains(&words("broken.deal.yaml")), "{}", check.stdout);
    let near = desk.coach(&["brief", "broke"]).ended_with(2);
    assert!(!near.stderr.contains("did you mean"), "it leads nowhere: {}", near.stderr);
}

#[test]
fn a_deal_in_json_is_opened_by_its_name() {
    let desk = Desk::with_acme();
    desk.coach(&["start", "crm.json", "--no-input", "-p", "clinic-scheduling", "-a", "users=40"])
        .succeeded();
    assert!(desk.read("crm.json").contains("\"deal\": \"Crm\""), "{}", desk.read("crm.json"));
    desk.coach(&["brief", "crm.json"]).succeeded();
}

#[test]
fn a_new_deal_that_no_folder_will_show_is_told() {
    let desk = Desk::with_acme();
    let new = |name: &str| {
        desk.coach(&["start", name, "--no-input", "-p", "clinic-scheduling"]).succeeded().stderr
    };
    for name in ["./initech", "initech.yaml", "initech.json"] {
        let told = new(name);
        assert!(told.contains(&format!("`{name}` will not be found in its folder")), "{told}");
    }
    for name in ["hooli", "./hooli2.deal.yml"] {
        let told = new(name);
        assert!(!told.contains("will not be found"), "{told}");
    }
}

#[test]
fn a_path_is_told_whole() {
    let desk = Desk::with_acme();
    let folder = "a-folder-with-a-long-name/and-another-one-below-it-that-is-no-shorter";
    std::fs::create_dir_all(desk.path(folder)).unwrap();
    let path = format!("{folder}/acme.deal.yaml");
    let new = ["start", &path, "--no-input", "-p", "clinic-scheduling"];
    let new = desk.coach(&new).succeeded();
    assert!(new.stderr.contains(&format!("created `{path}`")), "{}", new.stderr);
}

#[test]
fn what_was_meant_in_a_file_of_json_is_shown_as_json() {
    let desk = Desk::with_acme();
    let deal = r#"{ "format": 1, "playbook": "clinic-scheduling", "facts": { "users": "20-50" } }"#;
    desk.write("acme.json", deal);
    let right = deal.replace("20-50", "20..50");
    desk.coach(&["brief", "acme.json"])
        .complains(&["did you mean `20..50`?", &format!("1 + {right}")]);
    let sarif = desk.coach(&["check", "acme.json", "-f", "sarif"]).ended_with(2).stdout;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    let change = &change["replacements"][0];
    let column = |end: &str| change["deletedRegion"][end].as_u64().unwrap() as usize - 1;
    let mut mended = deal.to_owned();
    let new = change["insertedContent"]["text"].as_str().unwrap();
    mended.replace_range(column("startColumn")..column("endColumn"), new);
    assert_eq!(mended, right);
}

#[test]
fn answers_as_other_programs_write_them_are_told_as_entries() {
    let desk = Desk::with_acme();
    for (written, meant) in [
        ("users:50", "users: 50"),
        ("users=50", "users: 50"),
        ("# Dana\nusers=50", "{ users: 50 }"),
    ] {
        desk.write("answers.yaml", written);
        desk.coach(&[
            "start",
            "-p",
            "clinic-scheduling",
            "--no-input",
            "--answers",
            "answers.yaml",
        ])
        .complains(&[&format!("did you mean `{meant}`?")]);
    }
}

#[test]
fn numbers_are_taken_as_people_write_them() {
    let desk = Desk::empty();
    let start = |value: &str| {
        let answer = format!("invoices={value}");
        desk.coach(&["start", "-p", "subscription-billing", "--no-input", "-a", &answer])
    };
    for value in
        ["40k", "20-50", "20 to 50", "50+", "1000 invoices", "1 000", "1000 invoices a month"]
    {
        start(value).succeeded();
    }
    start("40.000").complains(&["`40.000` can mean `40000` or `40`; write the one that is meant"]);
    start("1,000").complains(&["`1,000` can mean `1000` or `1`"]);
    start("about 40").complains(&["`about 40` has no bounds"]);
    start("20...50").complains(&["did you mean `20..50`?"]);
}

#[test]
fn yes_and_no_are_told_by_what_they_mean() {
    let desk = Desk::empty();
    for (word, meant) in [("on", "yes"), ("Off", "no"), ("Y", "yes"), ("ja", "yes"), ("0", "no")] {
        let answer = format!("limits_kept={word}");
        let run = desk.coach(&["start", "--no-input", "-a", &answer]);
        run.complains(&[&format!("did you mean `{meant}`?")]);
    }
    let desk = Desk::with_acme();
    let acme = desk.read("acme.deal.yaml");
    for (word, meant) in [("on", "yes"), ("off", "no"), ("NO", "no"), ("'1'", "yes")] {
        desk.write("acme.deal.yaml", &acme.replace("pursue: yes", &format!("pursue: {word}")));
        desk.coach(&["brief", "acme"]).complains(&[&format!("did you mean `{meant}`?")]);
    }
    for word in ["\"yes\"", "'true'", "\"no\"", "false"] {
        desk.write("acme.deal.yaml", &acme.replace("pursue: yes", &format!("pursue: {word}")));
        desk.coach(&["brief", "acme"]).succeeded();
    }
}

#[test]
fn answers_that_never_came_are_missed() {
    let desk = Desk::empty();
    for nothing in ["", "\n", "# none\n", "---\n", "null\n"] {
        let run = desk.coach_reading(nothing, &["start", "--answers", "-"]);
        run.complains(&["there are no answers here", "write `{}` where none is known yet"]);
        desk.write("answers.yaml", nothing);
        let run = desk.coach(&["start", "--no-input", "--answers", "answers.yaml"]);
        run.complains(&["there are no answers here"]);
    }
    desk.coach_reading("{}", &["start", "--answers", "-"]).succeeded();
    desk.coach(&["start", "--no-input", "--answers", ""]).complains(&["--answers"]);
    desk.coach_reading("", &["playbook", "fmt", "-"]).complains(&["the file is empty"]);
    desk.write("empty.deal.yaml", "");
    desk.coach(&["brief", "empty"]).complains(&["the file is empty"]);
    let check = desk.coach_reading("", &["check", "-"]).ended_with(2);
    assert!(check.stdout.contains("the file is empty"), "{}", check.stdout);
}

#[test]
fn where_a_file_is_no_text_is_in_the_data() {
    let desk = Desk::with_acme();
    let latin = b"format: 1\ndeal: Acme\nplaybook: clinic-scheduling\nnotes: f\xfcr\nfacts: {}\n";
    std::fs::write(desk.path("latin.deal.yaml"), latin).unwrap();
    let github = desk.coach(&["check", "latin", "-f", "github"]).ended_with(2);
    assert!(github.stdout.contains("file=latin.deal.yaml,line=4,col=9"), "{}", github.stdout);
    let sarif = desk.coach(&["check", "latin", "-f", "sarif"]).ended_with(2);
    assert!(sarif.stdout.contains("\"startLine\": 4"), "{}", sarif.stdout);
    desk.coach(&["brief", "latin"])
        .complains(&["not UTF-8 text: the byte 0xfc", "latin.deal.yaml:4:9"]);
    let answers =
        ["start", "-p", "clinic-scheduling", "--no-input", "--answers", "latin.deal.yaml"];
    desk.coach(&answers).complains(&["latin.deal.yaml:4:9"]);
    std::fs::write(desk.path("coach.yaml"), b"format: 1\n# f\xfcr\n").unwrap();
    desk.coach(&["brief", "acme"]).complains(&["coach.yaml:2:4", "save it as UTF-8"]);
    desk.write("coach.yaml", &"# filler\n".repeat(1024 * 1024 / 9 + 1));
    desk.coach(&["brief", "acme"]).complains(&["larger than 1 MiB", "coach.yaml:116509:5"]);
}

#[test]
fn lines_that_end_with_a_carriage_return_are_lines() {
    let desk = Desk::with_acme();
    for end in ["\r", "\r\n", "\n"] {
        let text = desk.read("acme.deal.yaml").replace("\r\n", "\n").replace('\r', "\n");
        let wrong = text.replace("users: 20..50", "users: 50..20").replace('\n', end);
        desk.write("wrong.deal.yaml", &wrong);
        let github = desk.coach(&["check", "wrong", "-f", "github"]).ended_with(2);
        assert!(github.stdout.contains("line=6,col=10,endLine=6"), "{end:?}: {}", github.stdout);
        let text = desk.coach(&["check", "wrong"]).ended_with(2).stdout;
        assert!(text.contains("6 |   users: 50..20"), "{end:?}: {text}");
        let json = desk.coach(&["check", "wrong", "-f", "json"]).ended_with(2).stdout;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["files"][0]["findings"][0]["line"], 6, "{end:?}");
    }
}

#[test]
fn of_a_tab_that_should_be_a_space_the_whole_line_is_told() {
    let desk = Desk::with_acme();
    desk.write("odd.deal.yaml", "format: 1\nplaybook: clinic-scheduling\nfacts:\n  users:\t50\n");
    desk.coach(&["brief", "odd"]).complains(&[
        "a tab stands behind the colon, where a space has to be\n --> odd.deal.yaml:4:3",
        "did you mean `users: 50`?",
    ]);
}

#[test]
fn what_is_part_of_a_word_or_of_a_picture_is_text() {
    let desk = Desk::with_acme();
    let name = "Liefer\u{ad}schein\u{ad}buch\u{ad}haltung";
    let england = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    let deal = desk.read("acme.deal.yaml").replace("Acme", &format!("{name} {england} {name}"));
    desk.write("odd.deal.yaml", &deal);
    for width in 20..60 {
        let run = desk.command(&["brief", "odd"]).env("COLUMNS", width.to_string()).output();
        let run = Run::of(run.unwrap()).succeeded();
        assert!(run.stdout.contains(england) && !run.stdout.contains("\\u{"), "{}", run.stdout);
    }
}

#[test]
fn hidden_characters_are_shown_as_escapes() {
    let desk = Desk::with_acme();
    for hidden in ['\u{200e}', '\u{61c}', '\u{200b}', '\u{e0041}', '\u{2800}', '\u{e000}'] {
        let deal = desk.read("acme.deal.yaml").replace("Free text", &format!("Free{hidden}text"));
        desk.write("odd.deal.yaml", &deal);
        let code = format!("the hidden character U+{:04X} stands here", u32::from(hidden));
        let run = desk.coach(&["brief", "odd"]).complains(&[&code, "odd.deal.yaml:17:12"]);
        assert!(!run.stderr.contains(hidden), "{}", run.stderr);
        for format in ["text", "json", "github", "junit", "sarif", "markdown"] {
            let run = desk.coach(&["check", "odd", "-f", format]).ended_with(2);
            assert!(!run.stdout.contains(hidden), "{format}: {}", run.stdout);
        }
        let name = format!("a{hidden}b");
        let run = desk.coach(&["brief", &name]).ended_with(2);
        assert!(!run.stderr.contains(hidden), "{}", run.stderr);
        let run =
            desk.coach(&["start", "--no-input", "-a", &format!("{name}=1"), "--stage", &name]);
        assert!(!run.ended_with(2).stderr.contains(hidden));
    }
}
