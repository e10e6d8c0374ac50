//! The list of playbooks that there are, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use crate::playbook::library::Origin;
use crate::report::lines::{fitting, one_line, path_in_line, write_wrapped};
use crate::report::safe_json;
use crate::text::styles::{Role, styled};

/// The version of the object, which goes up where a field is changed or taken away.
const FORMAT: u32 = 1;

/// A playbook in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The id that it goes by.
    pub id: String,
    /// Its title; what is wrong where it can't be read.
    pub title: Result<String, String>,
    /// Where it stands.
    pub origin: Origin,
    /// Playbooks with the same id that are hidden by it.
    pub hidden: Vec<Origin>,
}

/// Writes the list as text, wrapped to a width.
///
/// # Errors
/// Where it can't be written.
pub fn write_text(list: &[Listed], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let width = fitting(width);
    list.iter().try_for_each(|listed| {
        let title = match &listed.title {
            Ok(title) => one_line(title),
            Err(problem) => {
                format!("{} {}", styled("can't be used:", Role::Bad), one_line(problem))
            }
        };
        let id = styled(&listed.id, Role::Name);
        write_wrapped(&format!("{id}  {title}"), "", "    ", width, out)?;
        let mut place = words(&listed.origin);
        if !listed.hidden.is_empty() {
            let hidden: Vec<String> = listed.hidden.iter().map(hidden_words).collect();
            place = format!("{place}; hides {}", hidden.join(" and "));
        }
        write_wrapped(&place, "    ", "    ", width, out)
    })
}

/// Writes the list as one JSON object, format 1: fields may be added, never changed.
///
/// # Errors
/// Where it can't be written.
pub fn write_json(list: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    let playbooks = list.iter().map(|listed| ListedObject {
        id: &listed.id,
        title: listed.title.as_ref().ok(),
        origin: OriginObject::of(&listed.origin),
        hides: listed.hidden.iter().map(OriginObject::of).collect(),
        error: listed.title.as_ref().err(),
    });
    let object = ListObject { format: FORMAT, playbooks: playbooks.collect() };
    safe_json::write(&object, PrettyFormatter::new(), out)
}

fn words(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => path_in_line(&path.to_string_lossy()),
        Origin::Shipped => "shipped with coach".to_owned(),
    }
}

fn hidden_words(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => path_in_line(&path.to_string_lossy()),
        Origin::Shipped => "the shipped one".to_owned(),
    }
}

#[derive(Serialize)]
struct ListObject<'l> {
    format: u32,
    playbooks: Vec<ListedObject<'l>>,
}

#[derive(Serialize)]
struct ListedObject<'l> {
    id: &'l str,
    title: Option<&'l String>,
    #[serde(flatten)]
    origin: OriginObject,
    hides: Vec<OriginObject>,
    error: Option<&'l String>,
}

#[derive(Serialize)]
struct OriginObject {
    from: &'static str,
    path: Option<String>,
}

impl OriginObject {
    fn of(origin: &Origin) -> Self {
        match origin {
            Origin::File(path) => {
                Self { from: "file", path: Some(path.to_string_lossy().into_owned()) }
            }
            Origin::Shipped => Self { from: "shipped", path: None },
        }
    }
}
