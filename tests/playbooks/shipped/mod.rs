//! What every shipped playbook owes those who use it.

mod answers;
mod questions;
mod verdicts;

use std::fs;
use std::path::Path;

use coach::playbook::Playbook;
use coach::playbook::load::load;
use coach::report::findings::draw;
use coach::text::source::SourceFile;

#[test]
fn each_loads_without_findings_under_the_name_of_its_file() {
    let playbooks = shipped();
    assert!(playbooks.len() >= 9, "nine playbooks or more are shipped");
    for (name, playbook) in playbooks {
        assert_eq!(playbook.id, name);
    }
}

/// Every playbook in `playbooks/`, with the name of its file.
pub(crate) fn shipped() -> Vec<(String, Playbook)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "yaml")
            && !path.to_string_lossy().ends_with(".test.yaml")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().into(), open(path)))
        .collect()
}

fn open(path: &Path) -> Playbook {
    let file = SourceFile::new(path.to_string_lossy(), fs::read_to_string(path).unwrap());
    load(file).unwrap_or_else(|rejected| panic!("{}", draw(&rejected, false)))
}
