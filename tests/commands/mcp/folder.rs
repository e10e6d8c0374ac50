//! Nothing outside the folder is read or written, whatever an assistant names.

use serde_json::json;

use super::{Told, hello, request};
use crate::desk::Desk;

/// A folder with a deal, in which `secret` stands nowhere, and one beside it in which it does.
fn neighbours() -> Desk {
    let desk = Desk::with_acme();
    for name in ["playbooks/clinic-scheduling.yaml", "acme.deal.yaml"] {
        let text = desk.read(name);
        desk.write(&format!("mine/{name}"), &text);
    }
    desk.write("theirs/other.deal.yaml", &desk.read("acme.deal.yaml").replace("Acme", "Secret"));
    desk.write("theirs/secret.txt", "Dana: The secret is out, it is all approved.\n");
    let hostile = desk.read("playbooks/clinic-scheduling.yaml").replace("Clinic sch", "Secret sch");
    desk.write("theirs/hostile.yaml", &hostile);
    desk
}

impl Desk {
    fn tool_in_mine(&self, name: &str, arguments: serde_json::Value) -> Told {
        let call = json!({ "name": name, "arguments": arguments });
        let messages = [hello(), request(2, "tools/call", call)];
        let lines: String = messages.iter().map(|message| format!("{message}\n")).collect();
        let run = self.coach_reading(lines, &["mcp", "--deals", "mine"]).succeeded();
        assert_eq!(run.stderr, "");
        let told = Told::of(&serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap());
        assert!(!told.text.contains("Secret") && !told.text.contains("is out"), "{}", told.text);
        told
    }
}

#[test]
fn no_name_leads_out() {
    let desk = neighbours();
    let outside = desk.path("theirs/other.deal.yaml");
    let outside = outside.to_str().unwrap();
    for name in [
        outside,
        "../theirs/other",
        "../theirs/other.deal.yaml",
        "playbooks/../../theirs/other",
        "./acme",
        "/etc/passwd",
        "C:\\acme",
        "..\\theirs\\other",
        "",
        ".",
        "..",
        "a\u{0}b",
        ".git/config",
        "acme\u{202e}",
        "playbooks//clinic",
    ] {
        for tool in ["next", "brief", "playbook"] {
            desk.tool_in_mine(tool, json!({ "deal": name })).refuses(&["folder of deals"]);
        }
    }
    desk.tool_in_mine("brief", json!({ "deal": "acme" })).gives(&["Acme Clinics"]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    use std::os::unix::fs::symlink;
    let desk = neighbours();
    symlink(desk.path("theirs/other.deal.yaml"), desk.path("mine/link.deal.yaml")).unwrap();
    symlink(desk.path("theirs"), desk.path("mine/folder")).unwrap();
    symlink(desk.path("theirs/hostile.yaml"), desk.path("mine/playbooks/hostile.yaml")).unwrap();
    for name in ["link", "link.deal.yaml", "folder/other"] {
        desk.tool_in_mine("brief", json!({ "deal": name })).refuses(&["links are not followed"]);
    }
    desk.tool_in_mine("playbook", json!({ "id": "hostile" })).refuses(&["links are not followed"]);
    let deals = desk.tool_in_mine("next", json!({}));
    assert_eq!(deals.text, "- acme: Acme Clinics (playbook clinic-scheduling)");
}

#[test]
fn no_playbook_leads_out() {
    let desk = neighbours();
    let deal = desk.read("acme.deal.yaml");
    for (named, wanted) in [
        ("../theirs/hostile.yaml", "not in the folder of deals"),
        ("../../../../../../etc/passwd.yaml", "not in the folder of deals"),
        ("/etc/hosts.yaml", "not in the folder of deals"),
        ("hostile", "there is no playbook"),
    ] {
        let deal = deal.replace("clinic-scheduling", named);
        desk.write("mine/odd.deal.yaml", &deal);
        desk.tool_in_mine("brief", json!({ "deal": "odd" })).refuses(&[wanted]);
    }
    desk.tool_in_mine("playbook", json!({ "id": "../theirs/hostile.yaml" }))
        .refuses(&["by its id"]);
    // One in the folder is found from below, and by its path.
    let by_path = deal.replace("clinic-scheduling", "../playbooks/clinic-scheduling.yaml");
    desk.write("mine/2026/acme.deal.yaml", &by_path);
    desk.tool_in_mine("brief", json!({ "deal": "2026/acme" })).gives(&["Acme Clinics"]);
}

#[test]
fn a_team_outside_the_folder_is_nobodys_business() {
    let desk = neighbours();
    desk.write("coach.yaml", "nonsense: [");
    desk.tool_in_mine("brief", json!({ "deal": "acme" })).gives(&["Acme Clinics"]);
    // One in the folder counts, with folders of playbooks in it alone.
    desk.write("mine/coach.yaml", "format: 1\nplaybooks: [../theirs]\n");
    desk.tool_in_mine("playbook", json!({ "id": "hostile" })).refuses(&["there is no playbook"]);
    desk.write("mine/coach.yaml", "nonsense: [");
    desk.tool_in_mine("brief", json!({ "deal": "acme" })).refuses(&["coach.yaml:1"]);
}

#[test]
fn what_is_told_of_a_file_does_not_tell_where_the_folder_lies() {
    let desk = neighbours();
    desk.write("mine/broken.deal.yaml", "format: 2\nplaybook: clinic-scheduling\n");
    let told = desk.tool_in_mine("brief", json!({ "deal": "broken" }));
    told.refuses(&["broken.deal.yaml:1:9"]);
    let here = desk.path("mine");
    assert!(!told.text.contains(here.to_str().unwrap()), "{}", told.text);
}

#[test]
fn folders_of_playbooks_are_those_that_a_person_names() {
    let desk = neighbours();
    std::fs::remove_dir_all(desk.path("mine/playbooks")).unwrap();
    desk.tool_in_mine("brief", json!({ "deal": "acme" })).refuses(&["there is no playbook"]);
    let call = json!({ "name": "brief", "arguments": { "deal": "acme" } });
    let lines = format!("{}\n{}\n", hello(), request(2, "tools/call", call));
    let arguments = ["mcp", "--deals", "mine", "--playbook-dir", "playbooks"];
    let run = desk.coach_reading(lines, &arguments).succeeded();
    Told::of(&serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap())
        .gives(&["Acme Clinics"]);
}

#[test]
fn a_folder_that_is_not_there_is_told_before_anything_is_served() {
    let desk = Desk::empty();
    desk.coach(&["mcp", "--deals", "gone"]).complains(&["there is no folder `gone`"]);
    desk.coach(&["mcp", "--deals", ".", "--playbook-dir", "gone"]).complains(&["folder `gone`"]);
    desk.coach(&["mcp"]).complains(&["--deals"]);
}
