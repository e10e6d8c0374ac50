//! Where playbooks are found.

use std::fs;
use std::path::Path;

use coach::playbook::library::{Library, LibraryError, UnknownPlaybook};

/// Writes files with their own path as text.
fn write(folder: &Path, files: &[&str]) {
    for file in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, file).unwrap();
    }
}

fn unknown(library: &Library, name: &str) -> UnknownPlaybook {
    match library.find(name, None).unwrap_err() {
        LibraryError::Unknown(unknown) => unknown,
        other => panic!("{other}"),
    }
}

#[test]
fn the_first_folder_that_has_a_playbook_wins() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["one/both.yaml", "two/both.yaml", "two/second.yaml"]);
    let library = Library::new(vec![temp.path().join("one"), temp.path().join("two")]);
    assert_eq!(library.find("both", None).unwrap().text, "one/both.yaml");
    assert_eq!(library.find("second", None).unwrap().text, "two/second.yaml");
    let name = library.find("second", None).unwrap().name;
    assert!(name.ends_with("second.yaml"), "{name}");
}

#[test]
fn a_named_folder_that_can_not_be_looked_into_ends_the_search_where_it_is_needed() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["first/one.yaml", "last/bant.yaml", "last/one.yaml", "file"]);
    for (folder, why) in [("gone", "there is no folder `"), ("file", "file` is no folder")] {
        let folders = ["first", folder, "last"].map(|folder| temp.path().join(folder));
        let library = Library::new(folders.to_vec());
        assert_eq!(library.find("one", None).unwrap().text, "first/one.yaml");
        for id in ["bant", "nothing-is-called-this"] {
            let error = library.find(id, None).unwrap_err();
            assert!(matches!(error, LibraryError::Folder(_)), "{error}");
            assert!(error.to_string().contains(why), "{error}");
        }
        assert!(library.check_named_folders().is_err());
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_hides_no_playbook_behind_it() {
    let temp = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("gone", temp.path().join("bant.yaml")).unwrap();
    let error = Library::new(vec![temp.path().to_owned()]).find("bant", None).unwrap_err();
    assert!(error.to_string().contains("is a link to what is not there"), "{error}");
}

#[test]
fn names_are_ids_and_cases_have_none() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["b.yaml", "a.yaml", "a.test.yaml", "Big.yaml", "c.yml", "notes.txt"]);
    fs::create_dir(temp.path().join("folder.yaml")).unwrap();
    let names = Library::new(vec![temp.path().to_owned()]).names();
    let ours: Vec<&str> = names.iter().map(String::as_str).filter(|name| name.len() == 1).collect();
    assert_eq!(ours, ["a", "b"]);
    assert!(names.iter().all(|name| !name.contains(['.', '/']) && name != "Big"), "{names:?}");
}

#[test]
fn a_path_is_seen_from_the_deal() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["deals/mine.yaml", "shared/theirs.yml", "shared/plain"]);
    let library = Library::new(Vec::new());
    let deals = temp.path().join("deals");
    let find = |name: &str| library.find(name, Some(&deals)).unwrap().text;
    assert_eq!(find("mine.yaml"), "deals/mine.yaml");
    assert_eq!(find("../shared/theirs.yml"), "shared/theirs.yml");
    assert_eq!(find("../shared/plain"), "shared/plain");
    let absolute = temp.path().join("shared/plain");
    assert_eq!(find(absolute.to_str().unwrap()), "shared/plain");
}

#[test]
fn a_path_to_nothing_or_to_a_folder_is_told() {
    let temp = tempfile::tempdir().unwrap();
    let library = Library::new(Vec::new());
    let message = |name: &str| library.find(name, Some(temp.path())).unwrap_err().to_string();
    assert!(message("gone.yaml").contains("there is no file"), "{}", message("gone.yaml"));
    assert!(message("./").contains("is a folder"), "{}", message("./"));
}

#[test]
fn an_unknown_id_is_told_with_what_there_is_and_where_it_was_looked_for() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["clinic-scheduling.yaml"]);
    let library = Library::new(vec![temp.path().to_owned()]);
    let unknown = unknown(&library, "clinic-sheduling");
    assert_eq!(unknown.meant.as_deref(), Some("clinic-scheduling"));
    let message = unknown.to_string();
    assert!(message.starts_with(
        "there is no playbook `clinic-sheduling`, did you mean `clinic-scheduling`?\n  there are: "
    ));
    let folder = temp.path().to_str().unwrap();
    assert!(message.ends_with(&format!("looked in: {folder}, the shipped playbooks")), "{message}");
}

#[test]
fn an_id_never_leads_out_of_its_folder() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), &["secret.yaml", "inner/..yaml", "inner/ok.yaml"]);
    let inner = temp.path().join("inner");
    let library = Library::new(vec![inner]);
    for name in ["", ".", "..", "...", "..secret", "~", "ok\0", "OK", "ok ", "con:"] {
        assert_eq!(unknown(&library, name).name, name);
    }
    // With a `/` it is a path, seen from where we are and not from the folder.
    assert!(library.find("../secret", None).is_err());
}

#[test]
fn what_names_hold_never_steers_the_terminal() {
    let library = Library::new(vec!["gone\u{1b}[2J".into()]);
    for name in ["a\u{1b}[31m", "a\u{1b}[31m.yaml", "\u{202e}/x"] {
        let message = library.find(name, None).unwrap_err().to_string();
        let steers = |character: char| {
            character != '\n' && (character.is_control() || character == '\u{202e}')
        };
        assert!(!message.contains(steers), "{message:?}");
    }
}

#[test]
fn every_shipped_playbook_is_found_and_is_called_what_its_file_is() {
    let library = Library::new(Vec::new());
    for name in library.names() {
        let file = library.find(&name, None).unwrap();
        assert_eq!(file.name, format!("<shipped>/{name}.yaml"));
        assert_eq!(coach::playbook::load::load(file).unwrap().id, name);
    }
}

#[test]
fn the_users_own_come_before_the_shipped_ones_and_after_those_named() {
    let temp = tempfile::tempdir().unwrap();
    let mine = temp.path().to_owned();
    let library = Library::of_user(vec![mine.clone()], Vec::new(), Path::new("."));
    let unknown = unknown(&library, "nothing-is-called-this");
    assert_eq!(unknown.folders[..2], [mine, "playbooks".into()]);
    assert!(unknown.folders[2..].iter().all(|folder| folder.ends_with("coach/playbooks")));
}
