use super::{READY, desk, report, statuses};

#[test]
fn a_folder_is_walked_for_deal_files_in_a_stable_order() {
    let desk = desk();
    for name in ["deals/b", "deals/a", "deals/2026/c", "deals/.hidden/d", "elsewhere/e"] {
        desk.write_deal(name, READY);
    }
    desk.write("deals/notes.yaml", "not: a deal");
    assert_eq!(
        statuses(&report(&desk, &["deals"])),
        ["deals/2026/c.deal.yaml ready", "deals/a.deal.yaml ready", "deals/b.deal.yaml ready"]
    );
    assert_eq!(statuses(&report(&desk, &["deals/"])).len(), 3);
    assert_eq!(statuses(&report(&desk, &["."])).len(), 4);
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let desk = desk();
    desk.write_deal("deals/kept", READY);
    desk.write_deal("deals/draft", READY);
    desk.write(".gitignore", "draft.*\n");
    assert_eq!(statuses(&report(&desk, &["."])), ["deals/kept.deal.yaml ready"]);
    let named = ["deals/draft.deal.yaml"];
    assert_eq!(statuses(&report(&desk, &named)), ["deals/draft.deal.yaml ready"]);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_while_a_folder_is_walked() {
    let desk = desk();
    desk.write_deal("deals/a", READY);
    desk.write("secret", "outside");
    std::os::unix::fs::symlink(desk.path("secret"), desk.path("deals/b.deal.yaml")).unwrap();
    std::os::unix::fs::symlink(desk.path("."), desk.path("deals/loop")).unwrap();
    assert_eq!(statuses(&report(&desk, &["deals"])), ["deals/a.deal.yaml ready"]);
}

#[test]
fn a_pattern_a_name_and_a_path_lead_to_deals_none_of_them_twice() {
    let desk = desk();
    for name in ["acme", "deals/a", "deals/b", "deals/2026/a"] {
        desk.write_deal(name, READY);
    }
    assert_eq!(
        statuses(&report(&desk, &["acme", "deals/*.deal.yaml", "./deals/a.deal.yaml", "deals"])),
        [
            "acme.deal.yaml ready",
            "deals/a.deal.yaml ready",
            "deals/b.deal.yaml ready",
            "deals/2026/a.deal.yaml ready"
        ]
    );
    assert_eq!(
        statuses(&report(&desk, &["**/a.deal.yaml"])),
        ["deals/2026/a.deal.yaml ready", "deals/a.deal.yaml ready"]
    );
}

#[test]
fn no_deal_at_all_is_an_error() {
    let desk = desk();
    std::fs::create_dir(desk.path("empty")).unwrap();
    for nothing in ["empty", "none/*.deal.yaml", "missing", "missing.deal.yaml", "[", "empty/"] {
        let run = desk.coach(&["check", nothing]).ended_with(2);
        assert!(run.stdout.contains("error[wrong-file]"), "{nothing}: {}", run.stdout);
    }
    for nothing in ["empty", "none/*.deal.yaml"] {
        let run = desk.coach(&["check", nothing]).ended_with(2);
        let told = format!("no deal matches `{nothing}`");
        assert!(run.stdout.contains(&told), "{}", run.stdout);
    }
    desk.coach(&["check"]).complains(&["<DEAL>"]);
}

#[test]
fn a_deal_comes_from_standard_input() {
    let desk = desk();
    let deal = "format: 1\ndeal: Acme\nplaybook: playbooks/clinic-scheduling.yaml\nfacts: {}\n";
    let run = desk.coach_reading(deal, &["check", "-"]).ended_with(1);
    assert!(run.stdout.contains("<standard input>:4:"), "{}", run.stdout);
    desk.coach_reading("", &["check", "-"]).ended_with(2);
    desk.coach_reading(deal, &["check", "-", "--fix"]).complains(&["standard input"]);
}

#[test]
fn another_playbook_takes_the_place_of_the_named_one() {
    let desk = desk();
    desk.write("a.deal.yaml", "format: 1\nplaybook: nowhere\nfacts: { consequence: stated }\n");
    let stricter = desk.read("playbooks/clinic-scheduling.yaml");
    let stricter = stricter.replace("prepare: [consequence]", "prepare: [consequence, budget]");
    desk.write("strict.yaml", &stricter.replace("id: clinic-scheduling", "id: strict"));
    desk.coach(&["check", "a"]).ended_with(2);
    let report = report(&desk, &["a", "--playbook", "strict.yaml"]);
    assert_eq!(statuses(&report), ["a.deal.yaml not-ready"]);
    assert_eq!(report["files"][0]["deal"]["playbook"], "strict");
    assert_eq!(report["files"][0]["findings"][0]["question"], "budget");
}
