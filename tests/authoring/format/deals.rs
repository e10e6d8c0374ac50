//! Every key of a deal: read, described, and still there after `coach` wrote the file.

use std::fs;

use coach::authoring::schema::FileKind;
use coach::deal::file::{DealFile, Layout};
use coach::deal::load::open;
use coach::deal::{Answer, Deal, Fact, KnownFrom};
use coach::format::deal::DEAL;
use coach::format::playbook::PLAYBOOK;
use coach::format::{Need, QuestionType, Shape};
use coach::playbook::Playbook;
use coach::text::source::SourceFile;
use jsonschema::Validator;
use serde_json::Value;

use super::Forgotten;
use super::examples::{Which, question_id, written};
use super::places::{Place, all, smallest};
use crate::schemas::editor::{editor, editor_for, flagged};

/// The playbook that examples of deals and cases are about.
pub(super) fn playbook() -> Playbook {
    crate::schemas::editor::playbook(&written(&smallest(&PLAYBOOK)))
}

fn read(file: &Value, playbook: &Playbook) -> Result<Deal, String> {
    let source = SourceFile::new("example.deal.yaml", written(file));
    let read = open(source).and_then(|unread| unread.read(playbook));
    read.map_err(|rejected| rejected.to_string())
}

#[test]
fn every_key_is_known_everywhere() {
    let file = smallest(&DEAL);
    let playbook = playbook();
    // The one knows any playbook, the other this one alone: both take what is right.
    let editors = [editor(FileKind::Deal), editor_for(FileKind::Deal, &playbook)];
    let mut forgotten = Forgotten::default();
    for place in all(&DEAL, &file) {
        let forgotten = &mut forgotten;
        let mut walk =
            Walk { file: &file, place: &place, playbook: &playbook, editors: &editors, forgotten };
        walk.need();
        walk.value();
    }
}

struct Walk<'w> {
    file: &'w Value,
    place: &'w Place,
    playbook: &'w Playbook,
    editors: &'w [Validator; 2],
    forgotten: &'w mut Forgotten,
}

impl Walk<'_> {
    fn expect(&mut self, is_so: bool, place: &str) {
        self.forgotten.unless(is_so, self.place.key.name, self.place.called(), place);
    }

    fn read(&self, file: &Value) -> Result<Deal, String> {
        read(file, self.playbook)
    }

    fn is_flagged(&self, file: &Value) -> bool {
        self.editors.iter().any(|editor| !flagged(editor, &written(file)).is_empty())
    }

    fn need(&mut self) {
        let without = self.place.without(self.file);
        let is_required = self.place.key.need == Need::Required;
        self.expect(self.read(&without).is_err() == is_required, "another need in the loader");
        self.expect(self.is_flagged(&without) == is_required, "another need in the schema");
        let empty = self.place.with(self.file, Value::Null);
        let may_be_empty = self.place.key.need == Need::MayBeEmpty;
        self.expect(
            self.read(&empty).is_ok() == may_be_empty,
            "may be empty, or not, in the loader",
        );
        self.expect(self.is_flagged(&empty) != may_be_empty, "may be empty, or not, in the schema");
        let misspelt = self.place.misspelt(self.file);
        self.expect(self.read(&misspelt).is_err(), "the loader takes any key beside it");
        self.expect(self.is_flagged(&misspelt), "the schema takes any key beside it");
    }

    fn value(&mut self) {
        for word in self.place.words() {
            let file = self.place.with(self.file, word);
            let is_taken = self.read(&file).is_ok() && !self.is_flagged(&file);
            self.expect(is_taken, "not each of its words");
        }
        let files = [Which::One, Which::Other]
            .map(|which| self.place.with(self.file, self.place.example(which)));
        let mut deals = Vec::new();
        for file in &files {
            self.expect(!self.is_flagged(file), "not in the schema");
            match self.read(file) {
                Ok(deal) => {
                    self.is_kept(file, &deal);
                    deals.push(deal);
                }
                Err(rejected) => self.expect(false, &format!("not loaded: {rejected}")),
            }
        }
        let can_differ = !matches!(self.place.key.shape, Shape::Version { .. });
        if can_differ && deals.len() == 2 {
            self.expect(deals[0] != deals[1], "not read by the loader");
        }
    }

    /// That `coach` keeps it when it saves another answer, and when it writes the file anew.
    fn is_kept(&mut self, file: &Value, deal: &Deal) {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| folder.path().join(format!("{name}.deal.yaml")));
        fs::write(&old, written(file)).unwrap();
        let question = self.playbook.find_question(&question_id(QuestionType::YesNo)).unwrap();
        let mut changed = deal.clone();
        let answer = Answer::OneOf([0].into());
        changed.facts.set(question, vec![Fact::new(answer, KnownFrom::Document)]);
        let layout = DealFile::open(&old).unwrap().save(&changed, self.playbook).unwrap();
        self.expect(layout == Layout::Kept, "laid out anew where another answer is saved");
        drop(DealFile::create(&new, &changed, self.playbook).unwrap());
        for (path, place) in [(old, "lost where another answer is saved"), (new, "not written")] {
            let source = SourceFile::new("example.deal.yaml", fs::read_to_string(path).unwrap());
            let read = open(source).and_then(|unread| unread.read(self.playbook));
            self.expect(read.ok().as_ref() == Some(&changed), place);
        }
    }
}
