//! Every key of a `coach.yaml`: read and described. `coach` never writes one.

use coach::authoring::lint;
use coach::authoring::schema::FileKind;
use coach::check_rule::CheckRule;
use coach::checklist;
use coach::format::team::{SEVERITIES, TEAM};
use coach::format::{Need, Shape};
use coach::team::{TeamSettings, read};
use coach::text::source::SourceFile;
use serde_json::{Value, json};

use super::Forgotten;
use super::examples::{Which, written};
use super::places::{all, smallest};
use crate::schemas::editor::{editor, flagged};

fn settings(file: &Value) -> Result<TeamSettings, String> {
    let rules: Vec<&CheckRule> = checklist::RULES.into_iter().chain(lint::RULES).collect();
    let read = read(SourceFile::new("coach.yaml", written(file)), &rules);
    read.map(|(settings, _)| settings).map_err(|rejected| rejected.to_string())
}

#[test]
fn every_key_is_known_everywhere() {
    let file = smallest(&TEAM);
    let editor = editor(FileKind::Team);
    let is_flagged = |file: &Value| !flagged(&editor, &written(file)).is_empty();
    let mut forgotten = Forgotten::default();
    for place in all(&TEAM, &file) {
        let mut expect = |is_so, said: &str| {
            forgotten.unless(is_so, place.key.name, place.called(), said);
        };
        assert_eq!(place.key.need, Need::Optional, "an empty file is right");
        let misspelt = place.misspelt(&file);
        expect(settings(&misspelt).is_err(), "the loader takes any key beside it");
        expect(is_flagged(&misspelt), "the schema takes any key beside it");
        let files = [Which::One, Which::Other].map(|which| place.with(&file, place.example(which)));
        for file in &files {
            expect(!is_flagged(file), "not in the schema");
        }
        for (word, _) in SEVERITIES.words.iter().filter(|_| place.key.name == "severities") {
            let file = place.with(&file, json!({ "missing-fact": word, "dead-rule": word }));
            expect(settings(&file).is_ok() && !is_flagged(&file), &format!("no `{word}`"));
        }
        match files.map(|file| settings(&file)) {
            [Ok(one), Ok(other)] => {
                let is_version = matches!(place.key.shape, Shape::Version { .. });
                expect(is_version || one != other, "not read by the loader");
            }
            [one, other] => expect(false, &format!("not loaded: {:?}", one.and(other))),
        }
    }
}
