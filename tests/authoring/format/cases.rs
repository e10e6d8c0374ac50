//! Every key of a cases file: read and described. `coach` adds cases to such a file as text, and
//! leaves what stands there.

use coach::authoring::cases::load::open;
use coach::authoring::schema::FileKind;
use coach::format::cases::CASES;
use coach::format::{Need, Shape};
use coach::playbook::Playbook;
use coach::text::source::SourceFile;
use serde_json::{Value, json};

use super::Forgotten;
use super::deals::playbook;
use super::examples::{Which, written};
use super::places::{Place, all, smallest};
use crate::schemas::editor::{editor, editor_for, flagged};

/// Two fixtures, and a case that has nothing but what it needs.
fn file() -> Value {
    let mut file = smallest(&CASES);
    file["fixtures"] = fixtures(Which::One);
    file["cases"][0].as_object_mut().unwrap().remove("facts");
    file
}

fn fixtures(which: Which) -> Value {
    let ready = if which == Which::One { "a" } else { "b" };
    json!({ "ready": { "of_choice": ready }, "other": { "of_choice": "b" } })
}

/// What a cases file says, but for where it says so.
fn read(file: &Value, playbook: &Playbook) -> Result<String, String> {
    let source = SourceFile::new("example.test.yaml", written(file));
    let unread = open(source).map_err(|rejected| rejected.to_string())?;
    let named = unread.playbook().map(str::to_owned);
    let (cases, _) = unread.read(playbook).map_err(|rejected| rejected.to_string())?;
    let said = cases.list.iter().map(|case| {
        let coach::authoring::cases::Case { name, facts, expected, skip, only, .. } = case;
        format!("{name:?} {facts:?} {expected:?} {skip:?} {only:?}")
    });
    Ok(format!("{named:?} {}", said.collect::<Vec<_>>().join("\n")))
}

/// The file with an example under the key, and what has to stand beside it.
fn with(place: &Place, which: Which) -> Value {
    let example = match place.key.name {
        "fixtures" => fixtures(which),
        "given" if which == Which::One => json!(["ready"]),
        "given" => json!(["other"]),
        _ => place.example(which),
    };
    let mut file = place.with(&file(), example);
    if place.key.name == "fixtures" {
        file["cases"][0]["given"] = json!(["ready"]);
    }
    file
}

#[test]
fn every_key_is_known_everywhere() {
    let playbook = playbook();
    let editors = [editor(FileKind::Cases), editor_for(FileKind::Cases, &playbook)];
    let is_flagged =
        |file: &Value| editors.iter().any(|editor| !flagged(editor, &written(file)).is_empty());
    let mut forgotten = Forgotten::default();
    for place in all(&CASES, &file()) {
        let mut expect = |is_so, said: &str| {
            forgotten.unless(is_so, place.key.name, place.called(), said);
        };
        let without = place.without(&file());
        let is_required = place.key.need == Need::Required;
        expect(read(&without, &playbook).is_err() == is_required, "another need in the loader");
        expect(is_flagged(&without) == is_required, "another need in the schema");
        let misspelt = place.misspelt(&file());
        expect(read(&misspelt, &playbook).is_err(), "the loader takes any key beside it");
        expect(is_flagged(&misspelt), "the schema takes any key beside it");
        let files = [Which::One, Which::Other].map(|which| with(&place, which));
        for file in &files {
            expect(!is_flagged(file), "not in the schema");
        }
        for word in place.words() {
            let file = place.with(&file(), word);
            expect(read(&file, &playbook).is_ok() && !is_flagged(&file), "not each of its words");
        }
        match files.map(|file| read(&file, &playbook)) {
            [Ok(one), Ok(other)] => {
                let is_version = matches!(place.key.shape, Shape::Version { .. });
                expect(is_version || one != other, "not read by the loader");
            }
            [one, other] => expect(false, &format!("not loaded: {:?}", one.and(other))),
        }
    }
}
