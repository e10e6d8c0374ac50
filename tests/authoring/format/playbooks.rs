//! Every key of a playbook: read, laid out, described, shown, and told where it changes.

use coach::authoring::schema::FileKind;
use coach::authoring::versions::Matching;
use coach::format::playbook::PLAYBOOK;
use coach::format::question_types::TYPES;
use coach::format::{Named, Need, Shape};
use coach::playbook::Playbook;
use coach::playbook::canonical::canonical;
use coach::playbook::load::load;
use coach::report::authoring::difference::{self, Changes, How};
use coach::report::authoring::playbook::{json, markdown, text};
use coach::text::source::{Findings, SourceFile};
use coach::text::yaml::{self, Node};
use jsonschema::Validator;
use serde_json::Value;

use super::Forgotten;
use super::examples::{Which, written};
use super::places::{Place, all, each_smallest, smallest};
use crate::schemas::editor::{editor, flagged};

fn read(file: &Value) -> Result<Playbook, String> {
    let text = written(file);
    load(SourceFile::new("example.yaml", text)).map_err(|rejected| rejected.to_string())
}

/// The playbook as a page of text, as one of Markdown, and as JSON.
fn shown(playbook: &Playbook) -> [Vec<u8>; 3] {
    let mut shown = [Vec::new(), Vec::new(), Vec::new()];
    let [page, markdown_page, object] = &mut shown;
    text::write(playbook, 1000, page).unwrap();
    markdown::write(playbook, markdown_page).unwrap();
    json::write(playbook, object).unwrap();
    shown
}

#[test]
fn the_smallest_playbook_is_one() {
    for file in each_smallest(&PLAYBOOK) {
        read(&file).unwrap_or_else(|rejected| panic!("{rejected}\n{}", written(&file)));
        assert_eq!(flagged(&editor(FileKind::Playbook), &written(&file)), [""; 0]);
    }
}

#[test]
fn every_key_is_known_everywhere() {
    let editor = editor(FileKind::Playbook);
    let mut forgotten = Forgotten::default();
    for file in each_smallest(&PLAYBOOK) {
        for place in all(&PLAYBOOK, &file) {
            let (file, place, forgotten) = (&file, &place, &mut forgotten);
            let mut walk = Walk { file, place, editor: &editor, forgotten };
            walk.need();
            match place.question {
                Some(question) if !place.key.is_for(question) => walk.is_refused_for_its_type(),
                _ if walk.is_of_the_last() => walk.is_refused_in_the_last(),
                _ => walk.value(),
            }
        }
    }
}

/// One key on its way through all that knows of keys.
struct Walk<'w> {
    file: &'w Value,
    place: &'w Place,
    editor: &'w Validator,
    forgotten: &'w mut Forgotten,
}

impl Walk<'_> {
    fn expect(&mut self, is_so: bool, place: &str) {
        self.forgotten.unless(is_so, self.place.key.name, self.place.called(), place);
    }

    fn is_flagged(&self, file: &Value) -> bool {
        !flagged(self.editor, &written(file)).is_empty()
    }

    /// Whether it has to be there.
    fn need(&mut self) {
        let is_for = self.place.question.is_none_or(|question| self.place.key.is_for(question));
        let without = self.place.without(self.file);
        let message = read(&without).err().unwrap_or_default();
        let name = self.place.key.name;
        let needs_one = self.place.is_needed_in(self.file);
        let is_missed = message.contains(&format!("the key `{name}` is missing"))
            || (needs_one && message.contains("are missing in"));
        let need = self.place.key.need;
        let is_all_but_last = need == Need::AllButLast && !self.is_of_the_last();
        let is_required = is_for && (need == Need::Required || needs_one);
        self.expect(is_missed == (is_required || is_all_but_last), "another need in the loader");
        // A schema can't tell which item is the last.
        self.expect(self.is_flagged(&without) == is_required, "another need in the schema");
    }

    /// Whether it is a key that the last of a list does not have.
    fn is_of_the_last(&self) -> bool {
        self.place.key.need == Need::AllButLast && self.place.is_of_the_last(self.file)
    }

    fn is_refused_in_the_last(&mut self) {
        let file = self.place.with(self.file, self.place.example(Which::One));
        self.expect(read(&file).is_err(), "the loader takes it in the last");
    }

    fn is_refused_for_its_type(&mut self) {
        let file = self.place.with(self.file, self.place.example(Which::One));
        self.expect(read(&file).is_err(), "the loader takes it for every type");
        self.expect(self.is_flagged(&file), "the schema takes it for every type");
    }

    fn value(&mut self) {
        let misspelt = self.place.misspelt(self.file);
        self.expect(read(&misspelt).is_err(), "the loader takes any key beside it");
        self.expect(self.is_flagged(&misspelt), "the schema takes any key beside it");
        let Some([one, other]) = self.files() else { return };
        for file in [&one, &other] {
            self.expect(!self.is_flagged(file), "not in the schema");
            self.survives_fmt(file);
        }
        let without = self.place.without(self.file);
        if let Ok(without) = read(&without)
            && self.place.key.need != Need::Required
        {
            self.is_told(&without, &one);
        }
        if let Ok(before) = read(&one)
            && one != other
        {
            self.is_told(&before, &other);
        }
    }

    /// The file with one example, and with the other; `None` where there is but one.
    fn files(&self) -> Option<[Value; 2]> {
        let [one, other] = [Which::One, Which::Other].map(|which| self.place.example(which));
        let with = |value: &Value| self.place.with(self.file, value.clone());
        match self.place.key.shape {
            Shape::Version { .. } => None,
            // Another id wherever the question is named.
            Shape::Id(Named::Question) => {
                let [one, other] = [one, other].map(|id| id.as_str().unwrap().to_owned());
                let renamed =
                    self.file.to_string().replace(&format!("{one:?}"), &format!("{other:?}"));
                Some([self.file.clone(), serde_json::from_str(&renamed).unwrap()])
            }
            // Another type takes other keys: but for words none.
            Shape::Word(words) if std::ptr::eq(words, &raw const TYPES) => {
                let is_text = one == "text";
                is_text.then(|| [with(&one), with(&Value::from("number"))])
            }
            _ => Some([with(&one), with(&other)]),
        }
    }

    fn survives_fmt(&mut self, file: &Value) {
        let source = SourceFile::new("example.yaml", written(file));
        let Ok(before) = load(source.clone()) else {
            return self.expect(false, &format!("not loaded: {}", read(file).unwrap_err()));
        };
        let Ok(text) = canonical(&source) else { return self.expect(false, "not kept by fmt") };
        let laid_out = SourceFile::new("example.yaml", text);
        self.expect(load(laid_out.clone()).ok() == Some(before), "not kept by fmt");
        let root = yaml::parse(&laid_out, &Findings::new()).unwrap();
        let keys = keys_of(&root, &self.place.pointer);
        let names = self.place.map.names();
        let in_order = names.into_iter().filter(|name| keys.contains(&(*name).to_owned()));
        self.expect(in_order.eq(keys.iter()), "not put into its order by fmt");
        self.expect(keys.iter().any(|key| key == self.place.key.name), "not kept by fmt");
    }

    /// That a file says something else than the one before can be seen everywhere.
    fn is_told(&mut self, before: &Playbook, after: &Value) {
        let Ok(after) = read(after) else { return };
        self.expect(*before != after, "not read by the loader");
        if *before == after {
            return;
        }
        let forms = ["on the page", "in the Markdown", "in the JSON"];
        for (form, (before, after)) in forms.iter().zip(shown(before).iter().zip(&shown(&after))) {
            self.expect(before != after, &format!("not {form} of show"));
        }
        for (old, new) in [(before, &after), (&after, before)] {
            let changes = difference::changes::changes(old, new, &Matching::of(old, new));
            self.expect(self.is_among(&changes), "not told by diff");
        }
    }

    /// Whether changes tell of the key: by its name, or by what came, went or has another name.
    fn is_among(&self, changes: &Changes) -> bool {
        let name = self.place.key.name;
        let is_key = |key: &str| key == name || key.split('.').any(|part| part == name);
        let holds_more = matches!(
            self.place.key.shape,
            Shape::Id(_) | Shape::Map(_) | Shape::List(Shape::Map(_)) | Shape::Entries(..)
        );
        let is_told = changes.changes.iter().any(|change| match change.how {
            How::Changed(key) => is_key(key),
            How::Added | How::Gone | How::Retired | How::Renamed | How::Moved => holds_more,
        });
        is_told || changes.texts.iter().any(|text| is_key(text.key)) || {
            holds_more && !changes.texts.is_empty()
        }
    }
}

/// The keys of the map that a pointer leads to, as they stand in the text.
fn keys_of(root: &Node, pointer: &str) -> Vec<String> {
    let mut node = root;
    for step in pointer.split('/').skip(1) {
        node = match step.parse::<usize>() {
            Ok(place) => &node.as_sequence().unwrap()[place],
            Err(_) => &node.get(step).unwrap().value,
        };
    }
    node.as_mapping().unwrap().iter().map(|entry| entry.key.to_string()).collect()
}

/// The smallest playbook with other things under some keys of its second question, a `choice`.
fn with_choice(changes: &[(&str, Value)]) -> Value {
    let mut file = smallest(&PLAYBOOK);
    for (key, value) in changes {
        file["stages"][0]["questions"][1][*key] = value.clone();
    }
    file
}

#[track_caller]
fn told(before: &Value, after: &Value) -> Changes {
    let [before, after] = [before, after].map(|file| read(file).unwrap());
    difference::changes::changes(&before, &after, &Matching::of(&before, &after))
}

#[test]
fn an_order_that_changed_is_told() {
    let file = smallest(&PLAYBOOK);
    let mut swapped = file.clone();
    swapped["stages"][0]["questions"].as_array_mut().unwrap().swap(2, 3);
    let changes = told(&file, &swapped).changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].how, How::Changed("questions"));
    assert_eq!(
        changes[0].after.as_deref(),
        Some("of_yes_no, of_choice, of_number, of_choices, of_text")
    );

    let rule = &file["fit"]["disqualifiers"][0];
    let mut other = rule.clone();
    other["id"] = "second".into();
    let mut both = file.clone();
    both["fit"]["disqualifiers"] = Value::from(vec![rule.clone(), other.clone()]);
    let mut turned = file.clone();
    turned["fit"]["disqualifiers"] = Value::from(vec![other, rule.clone()]);
    let changes = told(&both, &turned).changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].how, How::Changed("disqualifiers"));
    assert!(changes[0].after.as_ref().unwrap().starts_with("second, "), "{changes:?}");

    // Maps of JSON are sorted, so the order of options is turned in the text.
    let text = written(&file);
    let start = text.find("          a: ").unwrap();
    let lines: Vec<&str> = text[start..].split_inclusive('\n').take(2).collect();
    let turned = text.replacen(&lines.concat(), &format!("{}{}", lines[1], lines[0]), 1);
    let before = read(&file).unwrap();
    let after = load(SourceFile::new("example.yaml", turned)).unwrap();
    let turned = difference::changes::changes(&before, &after, &Matching::of(&before, &after));
    assert_eq!(turned.changes.len(), 1, "{turned:?}");
    assert_eq!(
        (turned.changes[0].how, turned.changes[0].after.as_deref()),
        (How::Changed("options"), Some("b, a"))
    );
}

#[test]
fn telling_answers_that_read_alike_when_joined_are_told_apart() {
    let before = with_choice(&[("listen_for", serde_json::json!(["a; b"]))]);
    let after = with_choice(&[("listen_for", serde_json::json!(["a", "b"]))]);
    let texts = told(&before, &after).texts;
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert_eq!(texts[0].key, "listen_for");
}

#[test]
fn other_words_of_a_question_are_told_beside_its_other_type() {
    let text = |ask: &str, kind: &str| {
        let mut file = smallest(&PLAYBOOK);
        file["stages"][0]["questions"][4] =
            serde_json::json!({ "id": "of_text", "ask": ask, "type": kind, "why": ask });
        file
    };
    let changes = told(&text("What?", "text"), &text("How many?", "number"));
    assert_eq!(changes.changes[0].how, How::Changed("type"));
    let keys: Vec<&str> = changes.texts.iter().map(|text| text.key).collect();
    assert_eq!(keys, ["ask", "why"]);
}
