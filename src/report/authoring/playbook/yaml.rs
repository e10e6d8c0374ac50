//! A playbook as YAML for programs: the object of [`super::json`].

use std::io::{self, Write};

use super::json;
use crate::playbook::Playbook;
use crate::report::yaml::write_json_as_yaml;

/// Writes a playbook as a document.
///
/// # Errors
/// Where it can't be written.
pub fn write(playbook: &Playbook, out: &mut dyn Write) -> io::Result<()> {
    let mut object = Vec::new();
    json::write(playbook, &mut object)?;
    write_json_as_yaml(&object, out)
}
