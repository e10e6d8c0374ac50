//! What an assistant can ask for: one tool a file. A tool says what it takes in a schema, and what it
//! gives in words.

mod brief;
mod hear;
mod next;
mod playbook;
mod tool;

use tool::Tool;

/// The tools, in the order in which they are used.
pub(super) const TOOLS: [Tool; 4] = [playbook::TOOL, next::TOOL, hear::TOOL, brief::TOOL];
