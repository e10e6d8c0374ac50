//! What the loaders take, an editor does not flag.

use std::fs;
use std::path::{Path, PathBuf};

use coach::authoring::schema::FileKind;
use coach::deal::file::DealFile;
use coach::deal::{self, Deal, Facts};
use coach::playbook::Playbook;
use coach::playbook::library::Library;
use coach::playbook::load::load;
use coach::text::source::{SourceFile, read_file};

use super::editor::{editor, editor_for, flagged, playbook};
use crate::desk::ACME;
use crate::effort::cases;
use crate::reference::tape::{Tape, row};
use crate::reference::{deals, playbooks};

/// Every YAML file of the repository.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        ["playbooks", "tests", "examples", "benches"].map(|name| root.join(name)).to_vec();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_cases(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".test.yaml")
}

/// The sound playbooks of the repository.
fn sound_playbooks() -> Vec<(SourceFile, Playbook)> {
    let files = files().into_iter().filter(|path| !is_cases(path));
    let loaded = files.filter_map(|path| {
        let file = read_file(&path).unwrap();
        load(file.clone()).ok().map(|playbook| (file, playbook))
    });
    loaded.collect()
}

#[test]
fn every_sound_playbook_is_fine() {
    let general = editor(FileKind::Playbook);
    let sound = sound_playbooks();
    assert!(sound.len() >= 6, "{}", sound.len());
    for (file, playbook) in sound {
        assert_eq!(flagged(&general, &file.text), [""; 0], "{}", file.name);
        let own = editor_for(FileKind::Playbook, &playbook);
        assert_eq!(flagged(&own, &file.text), [""; 0], "{}", file.name);
    }
}

#[test]
fn every_sound_deal_is_fine() {
    let general = editor(FileKind::Deal);
    let folders = ["playbooks", "tests/data", "tests/terminal/wizard", "tests/commands/checklist"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = Library::new(folders.map(|folder| root.join(folder)).to_vec());
    let deals = files().into_iter().filter(|path| path.to_string_lossy().ends_with(".deal.yaml"));
    let mut texts: Vec<SourceFile> = deals.map(|path| read_file(&path).unwrap()).collect();
    texts.push(SourceFile::new("acme.deal.yaml", ACME));
    let mut sound = 0;
    for file in texts {
        let Ok(unread) = deal::load::open(file.clone()) else { continue };
        let folder = Path::new(&file.name).parent();
        let Ok(source) = library.find(unread.playbook(), folder) else { continue };
        let playbook = load(source).unwrap();
        if unread.read(&playbook).is_ok() {
            sound += 1;
            assert_eq!(flagged(&general, &file.text), [""; 0], "{}", file.name);
            let own = editor_for(FileKind::Deal, &playbook);
            assert_eq!(flagged(&own, &file.text), [""; 0], "{}", file.name);
        }
    }
    assert!(sound >= 5, "{sound}");
}

#[test]
fn every_cases_file_is_fine() {
    let general = editor(FileKind::Cases);
    for path in files().into_iter().filter(|path| is_cases(path)) {
        let file = read_file(&path).unwrap();
        assert_eq!(flagged(&general, &file.text), [""; 0], "{}", file.name);
    }
}

/// A deal with these facts as coach writes it.
fn written(playbook: &Playbook, facts: Facts) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("random.deal.yaml");
    let deal = Deal { pursue: Some(true), ..Deal::begun("Random", &playbook.id, facts) };
    DealFile::create(&path, &deal, playbook).unwrap();
    fs::read_to_string(&path).unwrap()
}

#[test]
fn random_playbooks_and_deals_are_fine() {
    let (general, deal) = (editor(FileKind::Playbook), editor(FileKind::Deal));
    for seed in 0..cases(300) {
        let row = row(seed, 4000);
        let mut tape = Tape::new(&row);
        let text = playbooks::write(&mut tape, playbooks::SMALL);
        let playbook = playbook(&text);
        assert_eq!(flagged(&general, &text), [""; 0], "{text}");
        let facts = deals::facts(&mut tape, &playbook);
        let facts = written(&playbook, facts);
        assert_eq!(flagged(&deal, &facts), [""; 0], "{facts}");
        if seed % 10 == 0 {
            let own = editor_for(FileKind::Playbook, &playbook);
            assert_eq!(flagged(&own, &text), [""; 0], "{text}");
            let own = editor_for(FileKind::Deal, &playbook);
            assert_eq!(flagged(&own, &facts), [""; 0], "{facts}");
        }
    }
}

#[test]
fn every_form_of_a_fact_is_fine() {
    let every_type = playbook(include_str!("../../data/every-type.yaml"));
    let editors = [editor(FileKind::Deal), editor_for(FileKind::Deal, &every_type)];
    for facts in [
        "",
        "agreed: yes",
        "agreed: 'yes | no'",
        "agreed: [yes, no]",
        "agreed: [{ answer: yes, by: Dana }, { answer: no, source: assumption }]",
        "agreed: { answer: true, date: 2026-11-03, by: 7, note: It was late. }",
        "hosting: unknown",
        "hosting: cloud|either",
        "hosting: [cloud]",
        "needs: []",
        "needs: +sms,-billing",
        "needs: { includes: sms, excludes: [billing] }",
        "needs: { answer: { includes: [sms] }, source: document }",
        "needs: [{ includes: [sms] }, { answer: [], by: Kim }]",
        "users: 20",
        "users: 20..50",
        "users: [10..20, 40]",
        "users: '<10|>4000'",
        "users: { at_least: 5, less_than: 20 }",
        "users: [{ at_least: 5 }, { answer: '..10' }]",
        "price: 0.5",
        "users: {}",
        "remark: 2026",
        "remark: true",
    ] {
        let text = format!("format: 1\nplaybook: every-type\nfacts:\n  {facts}\n");
        let deal = deal::load::open(SourceFile::new("a.deal.yaml", &*text)).unwrap();
        deal.read(&every_type).unwrap_or_else(|rejected| panic!("{rejected}"));
        for editor in &editors {
            assert_eq!(flagged(editor, &text), [""; 0], "{facts}");
        }
    }
}

#[test]
fn every_form_of_points_is_fine() {
    let text = include_str!("../../data/qualification.yaml");
    let own = editor_for(FileKind::Playbook, &playbook(text));
    for points in [
        "{ own_servers: { yes: -1, no: 2 } }",
        "{ own_servers: { true: -1 } }",
        "{ hurts: { errors: 0 } }",
        "{ signatures: { 1: 0, 2..4: 1, 4..: 2 } }",
        "{ signatures: { each: 5 } }",
        "{ days: { 0..3: 0, 4 .. 9: 1, -1: 7 } }",
    ] {
        let text = text.replacen("{ champion: { tested: 3, named: 1 } }", points, 1);
        playbook(&text);
        for editor in [&editor(FileKind::Playbook), &own] {
            assert_eq!(flagged(editor, &text), [""; 0], "{points}");
        }
    }
}
