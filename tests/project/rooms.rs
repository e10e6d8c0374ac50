//! The way through the house, read off the imports: no room names one above it, and no two files of
//! `src/` need each other, be it over others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, UseTree, Visibility};

/// The rooms from the ground up. A room names those before it, never those after it.
const FLOORS: [&str; 14] = [
    "text",
    "format",
    "playbook",
    "deal",
    "hearing",
    "engine",
    "check_rule",
    "checklist",
    "team",
    "interview",
    "table",
    "authoring",
    "report",
    "cli",
];

/// Where the room of those who write playbooks may be named from; no decision needs it. Reports of
/// checks tell what cases cover.
const NAMES_AUTHORING: [&str; 4] = ["authoring", "report::authoring", "report::checks", "cli"];

/// A module, as the names that lead to it.
type Module = Vec<String>;

#[test]
fn no_room_names_one_above_it() {
    let house = House::read();
    let floor = |module: &Module| {
        let room = module.first().map_or("", String::as_str);
        FLOORS.iter().position(|known| *known == room)
    };
    let mut upward = Vec::new();
    for (module, named) in house.needs() {
        assert!(floor(&module).is_some(), "{} stands on no floor", shown(&module));
        for other in named.iter().filter(|other| floor(other) > floor(&module)) {
            upward.push(format!("{} names {}, which is above it", shown(&module), shown(other)));
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn the_room_of_authors_is_named_where_playbooks_are_written_alone() {
    let house = House::read();
    let is_in = |module: &Module, room: &str| {
        shown(module) == room || shown(module).starts_with(&format!("{room}::"))
    };
    for (module, named) in house.needs() {
        let may = NAMES_AUTHORING.iter().any(|room| is_in(&module, room));
        let names = named.iter().find(|other| is_in(other, "authoring"));
        assert!(may || names.is_none(), "{} names {names:?}", shown(&module));
    }
}

#[test]
fn no_files_need_each_other() {
    let needs = House::read().needs();
    let mut circles = Vec::new();
    for module in needs.keys() {
        if let Some(way) = way_back(module, &needs) {
            let way: Vec<String> = way.iter().map(shown).collect();
            circles.push(way.join(" → "));
        }
    }
    assert!(
        circles.is_empty(),
        "{} files stand in circles:\n{}",
        circles.len(),
        circles.join("\n")
    );
}

/// The shortest way from a module back to itself, if there is one.
fn way_back(from: &Module, needs: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut ways = vec![vec![from.clone()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in way.last().and_then(|last| needs.get(last)).into_iter().flatten() {
                if next == from {
                    return Some(way);
                }
                if seen.insert(next.clone()) {
                    longer.push(way.iter().chain([next]).cloned().collect());
                }
            }
        }
        ways = longer;
    }
    None
}

fn shown(module: &Module) -> String {
    module.join("::")
}

/// Every file of `src/`, with the paths that it names.
struct House(BTreeMap<Module, Named>);

/// What a file names.
#[derive(Default)]
struct Named {
    /// Each path, and whether it is handed on by a `pub use`.
    paths: Vec<(Vec<String>, bool)>,
}

impl House {
    fn read() -> Self {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        gather(&source, &mut files);
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).unwrap();
            let mut named = Named::default();
            named.visit_file(&syn::parse_file(&text).unwrap());
            (module_of(path.strip_prefix(&source).unwrap()), named)
        };
        let is_a_room =
            |path: &&PathBuf| !path.ends_with("src/main.rs") && !path.ends_with("src/lib.rs");
        Self(files.iter().filter(is_a_room).map(read).collect())
    }

    /// For each file the others that it needs.
    fn needs(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let needs = self.0.iter().map(|(module, named)| {
            let paths = named.paths.iter();
            let needed = paths.filter_map(|(path, _)| self.home_of(module, path, 0));
            (module.clone(), needed.filter(|other| other != module).collect())
        });
        needs.collect()
    }

    /// The file in which that stands which a module calls so; what others hand on stands where it
    /// was made. `None` for what comes from other crates.
    fn home_of(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let whole = self.absolute(module, path)?;
        let known =
            (1..=whole.len()).rev().find(|length| self.0.contains_key(&whole[..*length]))?;
        let (home, rest) = whole.split_at(known);
        // No name is handed on over more than a few files.
        if let (Some(name), true) = (rest.first(), depth < 5) {
            let handed_on = self.0[home].paths.iter().filter(|(_, is_handed_on)| *is_handed_on);
            let made = handed_on.filter(|(path, _)| path.last() == Some(name));
            let mut homes =
                made.filter_map(|(path, _)| self.home_of(&home.to_vec(), path, depth + 1));
            if let Some(made) = homes.next() {
                return Some(made);
            }
        }
        Some(home.to_vec())
    }

    /// A path from the root of the crate.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        let ups = path.iter().take_while(|name| *name == "super").count();
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => {
                let above = module.len().checked_sub(ups)?;
                Some([&module[..above], &path[ups..]].concat())
            }
            name => {
                let child = [module.as_slice(), &[name.to_owned()]].concat();
                self.0.contains_key(&child).then(|| [module, path].concat())
            }
        }
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn module_of(path: &Path) -> Module {
    let names = path.with_extension("");
    let mut names: Module = names.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

impl<'f> Visit<'f> for Named {
    fn visit_item_use(&mut self, item: &'f ItemUse) {
        let is_handed_on = !matches!(item.vis, Visibility::Inherited);
        self.read_use(&item.tree, &[], is_handed_on);
    }

    fn visit_path(&mut self, path: &'f syn::Path) {
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.paths.push((names, false));
        }
        visit::visit_path(self, path);
    }

    /// What may see something is no need of it.
    fn visit_visibility(&mut self, _: &'f Visibility) {}

    fn visit_item_mod(&mut self, item: &'f ItemMod) {
        if !item.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, item);
        }
    }
}

impl Named {
    fn read_use(&mut self, tree: &UseTree, before: &[String], is_handed_on: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.read_use(&path.tree, &with(&path.ident), is_handed_on),
            UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.read_use(item, before, is_handed_on));
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.paths.push((before.to_vec(), is_handed_on));
            }
            UseTree::Name(name) => self.paths.push((with(&name.ident), is_handed_on)),
            UseTree::Rename(rename) => self.paths.push((with(&rename.ident), is_handed_on)),
            UseTree::Glob(_) => panic!("a glob import hides what is named: {before:?}"),
        }
    }
}

/// Whether it is `#[cfg(test)]`.
fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|name| name == "test")
}
